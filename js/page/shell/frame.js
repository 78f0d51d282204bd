// The frame over the page: all of the window, above everything of the page's, which is
// out of reach meanwhile. It writes nothing to the site's own elements.

// What pages of the same site may use, a page in the frame may, too.
const ALLOWED = ["autoplay", "camera", "clipboard-read", "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "geolocation", "microphone", "payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "storage-access"];

const COVERING = {
  position: "fixed", inset: "0", width: "100%", height: "100%", "max-width": "none", "max-height": "none",
  margin: "0", padding: "0", border: "0", outline: "0", display: "block", overflow: "hidden",
  transform: "none", background: "Canvas",
};

const dress = (element, style) => {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value, "important");
};

/** A frame that nobody sees before `show()`; `name` is what forms are sent to. */
export function makeFrame(name) {
  const wrap = document.createElement("alongside-shell");
  const dialog = document.createElement("dialog");
  const frame = document.createElement("iframe");
  const sheet = new CSSStyleSheet();
  frame.name = name;
  frame.allow = ALLOWED.join("; ");
  dress(wrap, { display: "contents" });
  dress(dialog, { ...COVERING, visibility: "hidden", "pointer-events": "none" });
  dress(frame, COVERING);
  // Escape is the page's.
  dialog.setAttribute("closedby", "none");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.append(frame);
  wrap.append(dialog);
  let shown = false;
  return {
    frame,
    open(address) {
      if (address) frame.src = address;
      document.documentElement.append(wrap);
    },
    show() {
      if (shown) return;
      shown = true;
      dress(dialog, { visibility: "visible", "pointer-events": "auto" });
      // The page below has a scroll bar of its own.
      sheet.replaceSync(":root { overflow: hidden !important }");
      document.adoptedStyleSheets.push(sheet);
      dialog.showModal();
      frame.focus();
    },
    /** What is in the frame, for assistive technology. */
    name(title) {
      if (frame.title === title) return;
      frame.title = title;
      dialog.setAttribute("aria-label", title);
    },
    remove() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((own) => own !== sheet);
      wrap.remove();
    },
  };
}
