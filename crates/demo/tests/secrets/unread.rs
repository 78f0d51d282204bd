//! A sealed field is not even read: not its value, nor where the caret is in it, nor
//! which files it holds.

use crate::{
    places::{GROUND, TOOLS},
    play,
    stage::{Engine, Page, Stage},
};

/// Notes every look of ours at a field's content. Whose it is, the stack tells: our
/// code comes from `/pkg/`.
const SPIES: &str = "{
    const reads = [];
    const note = (element, what) => {
      if (new Error().stack.includes('/pkg/')) reads.push(`${element.id ?? ''} ${what}`);
    };
    const spy = (prototype, name) => {
      const known = Object.getOwnPropertyDescriptor(prototype, name);
      if (!known?.get) return;
      Object.defineProperty(prototype, name, { ...known, get() { note(this, name); return known.get.call(this); } });
    };
    for (const name of ['value', 'valueAsNumber', 'valueAsDate', 'defaultValue', 'files', 'selectionStart',
      'selectionEnd', 'selectionDirection']) spy(HTMLInputElement.prototype, name);
    for (const name of ['value', 'defaultValue', 'textLength']) spy(HTMLTextAreaElement.prototype, name);
    const attribute = Object.getOwnPropertyDescriptor(Attr.prototype, 'value');
    Object.defineProperty(Attr.prototype, 'value', { ...attribute, get() {
      if (this.name === 'value' && this.ownerElement) note(this.ownerElement, 'the attribute');
      return attribute.get.call(this);
    } });
    for (const name of ['getAttribute', 'getAttributeNS']) {
      const known = Element.prototype[name];
      Element.prototype[name] = function (...given) {
        if (given.at(-1) === 'value') note(this, name);
        return known.apply(this, given);
      };
    }
    const Known = window.FormData;
    window.FormData = class extends Known {
      constructor(form, ...rest) { super(form, ...rest); if (form) note(form, 'FormData'); }
    };
    window.reads = reads;
  }";

/// Observes, guides by what is nearly there, and asks how far the form is, while
/// secrets are typed, shown and changed.
fn page() -> Page {
    Page::new(&format!("<form id=form>{GROUND}<button type=button id=go>Go</button></form>"))
        .before(SPIES)
        .script(TOOLS)
        .script(
            "const { record } = await import('/pkg/observe.js');
             const moment = (ms) => new Promise((done) => setTimeout(done, ms));
             const recording = await record({ emit() {} });
             eyes.guide({ steps: [{ target: { role: 'button', name: 'Gone' }, title: 'One' }] });
             await moment(100);
             const closed = [...document.querySelectorAll('.closed')];
             for (const field of closed) type(field, 'Sesame 1');
             await moment(150);
             at('#shown').type = 'text';
             await moment(80);
             for (const field of closed) type(field, 'Sesame 2');
             type(at('#typed'), 'Open');
             await moment(1500);
             const file = new DataTransfer();
             file.items.add(new File(['x'], 'x.txt'));
             at('#file').files = file.files;
             at('#file').dispatchEvent(new Event('change', { bubbles: true }));
             at('#go').click();
             await moment(150);
             recording.snapshot();
             recording.stop();
             document.body.dataset.reads = JSON.stringify([...new Set(window.reads)]);",
        )
}

async fn what_is_sealed_is_not_read(stage: Stage) {
    stage.open(page()).await;
    let reads = stage.ask("JSON.parse(document.body.dataset.reads)").await;
    let reads: Vec<&str> = reads.as_array().unwrap().iter().filter_map(|read| read.as_str()).collect();
    assert!(reads.contains(&"typed value"), "the spies see what is read: {reads:?}");
    let sealed = ["password", "shown", "code", "card", "owner", "cvv", "token", "file"];
    let is_of = |read: &str, id: &str| read.strip_prefix(id).is_some_and(|rest| rest.starts_with(' '));
    let looked: Vec<&&str> = reads.iter().filter(|read| sealed.iter().any(|id| is_of(read, id))).collect();
    assert!(looked.is_empty(), "{looked:?}");
    assert!(!reads.iter().any(|read| read.ends_with("FormData")), "{reads:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_is_not_read_in_chromium() {
    play(Engine::Chromium, "unread", what_is_sealed_is_not_read).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_is_not_read_in_firefox() {
    play(Engine::Firefox, "unread", what_is_sealed_is_not_read).await;
}
