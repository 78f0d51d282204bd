// Does to a document, and to its shadow roots, all that a person could do.
(document) => {
  const view = document.defaultView;
  const elements = [];
  const collect = (root) => {
    for (const element of root.querySelectorAll("*")) {
      elements.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  const names = `abort animationend animationstart auxclick beforeinput blur change close command contextmenu copy cut
    dblclick drag dragend dragenter dragleave dragover dragstart drop ended error focus focusin focusout input invalid
    keydown keypress keyup load loadstart message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
    mousewheel paste play pointerdown pointerenter pointermove pointerover pointerup reset resize scroll select
    selectionchange submit toggle touchend touchstart transitionend wheel`.split(/\s+/);
  const attempt = (act) => {
    try {
      act();
    } catch {
      // Elements refuse what they can't do.
    }
  };
  for (const element of elements) {
    for (const name of names) {
      attempt(() => element.dispatchEvent(new view.Event(name, { bubbles: false, cancelable: true, composed: true })));
    }
    attempt(() => element.dispatchEvent(new view.MouseEvent("mouseover", { bubbles: true })));
    attempt(() => element.focus());
    if (element.localName === "details") element.open = !element.open;
    attempt(() => element.play()?.catch(() => {}));
    attempt(() => element.showPopover());
    attempt(() => element.scrollTo(0, 20));
  }
  // What leaves the page comes last.
  for (const element of elements) {
    attempt(() => element.click());
    attempt(() => element.dispatchEvent(new view.MouseEvent("click", { bubbles: true, cancelable: true, composed: true })));
    if (element.localName === "form") attempt(() => element.requestSubmit());
  }
  return elements.length;
}
