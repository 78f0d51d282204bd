// Tells of a window's navigations before they happen, and lets them be taken over: by
// the Navigation API, or, where there is none, at the clicks and forms that lead to one.

/**
 * `takes(navigation)` says whether somebody else carries a navigation of `window` out;
 * the browser then does not. `isAsked()` says whether it matters at all. What the page
 * answers itself is left to it: listeners are called in their order, and the function
 * that is returned puts ours behind the page's again.
 */
export function watchNavigations(window, isAsked, takes, signal) {
  if (window.navigation) return watchApi(window.navigation, isAsked, takes, signal);
  watchEvents(window, isAsked, takes, signal);
  return () => {};
}

function watchApi(navigation, isAsked, takes, signal) {
  let own = null;
  const decide = (event) => {
    if (event === own || event.defaultPrevented || !event.cancelable || !isAsked()) return;
    const { destination, navigationType, downloadRequest, formData, sourceElement } = event;
    const told = {
      url: destination.url,
      sameDocument: destination.sameDocument,
      opens: navigationType === "push" || navigationType === "replace",
      replaces: navigationType === "replace",
      download: downloadRequest !== null && downloadRequest !== undefined,
      form: formData,
      enctype: enctypeOf(sourceElement),
    };
    if (takes(told)) event.preventDefault();
  };
  navigation.addEventListener("navigate", (event) => {
    if (!isAsked()) return;
    // A router that takes it over says so to the event alone.
    const { intercept } = event;
    event.intercept = (...given) => {
      own = event;
      return intercept.apply(event, given);
    };
  }, { capture: true, signal });
  const last = () => {
    navigation.removeEventListener("navigate", decide);
    navigation.addEventListener("navigate", decide, { signal });
  };
  last();
  return last;
}

function watchEvents(window, isAsked, takes, signal) {
  const hear = (type, read) => window.addEventListener(type, (event) => {
    if (event.defaultPrevented || !isAsked()) return;
    const told = read(event);
    if (told && takes({ opens: true, replaces: false, download: false, form: null, ...told })) event.preventDefault();
  }, { signal });
  hear("click", (event) => {
    const link = event.composedPath().find((node) => node.localName === "a" && node.href);
    const modified = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || !opensHere(link.target) || link.hasAttribute("download")) return null;
    return { url: link.href, sameDocument: isSameDocument(window, link.href) };
  });
  hear("submit", ({ target: form, submitter }) => {
    const said = (name, own) => submitter?.getAttribute(`form${name}`) ?? own;
    if (!opensHere(said("target", form.getAttribute("target")))) return null;
    const url = new URL(said("action", form.getAttribute("action")) || window.location.href, form.baseURI);
    const method = said("method", form.getAttribute("method"))?.toLowerCase() ?? "get";
    const data = new window.FormData(form, submitter);
    if (method === "dialog") return null;
    if (method === "post") return { url: url.href, sameDocument: false, form: data, enctype: enctypeOf(submitter ?? form) };
    url.search = new URLSearchParams([...data].map(([name, value]) => [name, value.name ?? value]));
    return { url: url.href, sameDocument: false };
  });
}

const URL_ENCODED = "application/x-www-form-urlencoded";
const opensHere = (target) => !target || target === "_self" || target === "_top";

const isSameDocument = (window, url) => {
  const page = (address) => address.split("#")[0];
  return url.includes("#") && page(url) === page(window.location.href);
};

// The submitter, or the form itself; nothing of a form that a script sent where the
// browser does not name it.
const enctypeOf = (source) => {
  const form = source?.localName === "form" ? source : source?.form;
  return source?.getAttribute("formenctype") ?? form?.getAttribute("enctype") ?? (form ? URL_ENCODED : "");
};
