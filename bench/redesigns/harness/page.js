// Runs in the page: records the targets, applies the redesign, collects the
// candidates, and once more for each target with that target taken out.
import { outcome, stamp } from "../truth.js";
import { followed, written } from "./baselines.js";

/** What somebody who writes a flow would point at. */
const INTEREST = [
  "a[href]", "button", 'input:not([type="hidden"])', "select", "textarea", "summary",
  "h1", "h2", "h3", "form", "fieldset", "table", "dialog[open]", "nav", "aside", "section[aria-labelledby]",
].join(", ");

function seen(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 2 && height > 2 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 300);

function kind(element) {
  if (element.matches("input, select, textarea")) return "field";
  if (element.matches("button, summary")) return "button";
  if (element.matches("a")) return "link";
  return element.matches("h1, h2, h3") ? "heading" : "region";
}

/** What pressing it does, as far as the document says it: elements with the same do the same. */
function effect(element) {
  if (element.localName === "a") return element.href;
  if (!element.form || !element.matches("[type=submit]")) return "";
  return `submit ${[...document.forms].indexOf(element.form)} ${element.name} ${element.value}`;
}

/** Takes an element out, a field with its label; gives back what puts it in again. */
function takeOut(element) {
  const whole = element.closest("label") ?? element;
  const labels = element.id ? [...document.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`)] : [];
  const undo = [...new Set([whole, ...labels])].map((each) => {
    const mark = document.createComment("");
    each.replaceWith(mark);
    return () => mark.replaceWith(each);
  });
  return () => undo.reverse().forEach((putBack) => putBack());
}

const painted = () => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(done));
});

/** `page`: { site, path, redesign, frame, only }; the collecting is the SDK's own. */
export async function run(page) {
  const { alike, fingerprint, roots } = await import("/-/js/page/find.js");
  const within = page.only ? document.querySelector(page.only) : page.frame ? document.body : document.querySelector("main");
  const targets = [within, ...within.querySelectorAll("*")].filter((each) => each.matches(INTEREST) && seen(each));

  stamp(targets);
  const recorded = targets.map(fingerprint);
  const notes = targets.map(written);
  const original = targets.map(shown);
  const kinds = targets.map(kind);

  const { default: redesign } = await import(`/-/redesigns/${page.site}/${page.redesign}/index.js`);
  redesign(document, page);
  await painted();

  const now = outcome(document, targets.length);
  const collect = ({ tag }, truth) => {
    const elements = alike(roots(document, null), null, tag);
    const index = truth ? elements.indexOf(truth) : -1;
    return { candidates: elements.map(fingerprint), effects: elements.map(effect), truth: index < 0 ? null : index };
  };
  const judge = (answers, truth, wanted) => Object.fromEntries(Object.entries(answers).map(([name, answer]) => {
    if (!answer) return [name, "none"];
    if (answer === truth) return [name, "right"];
    return [name, wanted && effect(answer) === wanted ? "same" : "wrong"];
  }));

  return targets.map((_, number) => {
    const target = recorded[number];
    const truth = now[number];
    const known = {
      target, kind: kinds[number], original: original[number], redesigned: truth && shown(truth),
      hidden: Boolean(truth) && !seen(truth), effect: truth ? effect(truth) : "",
    };
    const answers = () => followed(notes[number]);
    const present = { ...known, ...collect(target, truth), baselines: judge(answers(), truth, known.effect) };
    if (!truth) return { present };
    const putBack = takeOut(truth);
    const deleted = { ...known, ...collect(target, null), baselines: judge(answers(), null, known.effect) };
    putBack();
    return { present, deleted };
  });
}
