// A form that is folded at first, and a page that is its own end.
const byId = (id) => document.getElementById(id);
const shows = (button, element) => byId(button).addEventListener("click", () => { byId(element).hidden = false; });

shows("show", "form");
shows("finish", "thanks");
