// Buttons, links, cards and disclosures as the component library renders them.
import { ICONS, all, carry, icon, inset, make, retag } from "../../tools.js";

const TEST_IDS = {
  "hero-open": "hero-primary-cta", "hero-accounts": "hero-secondary-cta", "task-open": "quick-action-open",
  "task-transfer": "quick-action-transfer", "task-dispute": "quick-action-dispute", "go-transfer": "accounts-transfer",
  "go-open": "accounts-open-another", "go-dispute": "accounts-dispute", start: "wizard-submit", continue: "wizard-submit",
  back: "wizard-back", "open-account": "wizard-submit", "review-transfer": "transfer-submit",
  "transfer-confirm": "modal-confirm", "transfer-cancel": "modal-cancel", "send-report": "dispute-submit",
  "password-toggle": "password-visibility", "code-resend": "otp-resend",
};

/** A label inside, an icon on the main ones, and a test id where the old id named the action. */
export function buttons(document) {
  for (const control of all(document, ".button, .plain, .menu")) {
    inset(control, make("span", { class: "button-label" }));
    if (control.matches("main .actions .button:first-child")) {
      control.append(make("span", { class: "button-icon" }, icon(ICONS.arrow)));
    }
    if (control.localName === "button") control.setAttribute("data-variant", control.matches(".quiet, .plain") ? "secondary" : "primary");
  }
  for (const link of all(document, ".nav a, .bottom a")) inset(link, make("span", { class: "link-text" }));
  for (const back of all(document, "#back")) back.prepend(icon(ICONS.back, { width: "16", height: "16" }));
  for (const [id, name] of Object.entries(TEST_IDS)) document.getElementById(id)?.setAttribute("data-testid", name);
}

/** A tile is one link around everything it says, not a heading with a stretched link. */
export function cards(document) {
  for (const tile of all(document, ".tile")) {
    const link = tile.querySelector("h3 a");
    const heading = link.parentElement;
    const whole = make("a", { href: link.getAttribute("href"), class: "action-link", id: link.id });
    whole.append(...tile.childNodes);
    tile.append(whole);
    heading.append(...link.childNodes);
    carry(link, whole);
    link.remove();
  }
}

/** `details` become the library's accordion: a button in a heading, and a region. */
export function disclosures(document) {
  for (const details of all(document, "details")) {
    const summary = details.querySelector("summary");
    const trigger = retag(summary, "button", { type: "button", "aria-expanded": "false", class: "accordion-trigger" });
    inset(trigger, make("span", { class: "accordion-title" }));
    trigger.append(icon(ICONS.down));
    const panel = make("div", { class: "accordion-panel", role: "region", hidden: "" });
    panel.append(...[...details.childNodes].filter((node) => node !== trigger));
    const item = make("div", { class: "accordion-item", "data-state": "closed" }, make("h3", { class: "accordion-header" }, trigger), panel);
    trigger.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      trigger.setAttribute("aria-expanded", String(!panel.hidden));
    });
    details.replaceWith(item);
  }
}
