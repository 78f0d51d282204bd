// Sends what a form holds as the browser would have, to another window. The site's own
// form stays as it is.

/** `navigation` as `watchNavigations` tells it; `target` the name of a window. */
export function send({ url, form: data, enctype }, target) {
  const form = document.createElement("form");
  const files = [...data.values()].some((value) => typeof value !== "string");
  form.method = "post";
  form.action = url;
  form.target = target;
  // Without a word on it the browser has its own.
  form.enctype = enctype || (files ? "multipart/form-data" : "");
  form.hidden = true;
  for (const [name, value] of data) form.append(field(name, value));
  document.documentElement.append(form);
  // A field may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}

function field(name, value) {
  const input = document.createElement("input");
  input.name = name;
  if (typeof value === "string") {
    input.type = "hidden";
    input.value = value;
  } else {
    input.type = "file";
    const chosen = new DataTransfer();
    // A field without a file has one without a name.
    if (value.name) chosen.items.add(value);
    input.files = chosen.files;
  }
  return input;
}
