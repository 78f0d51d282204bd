//! A page that records itself, and the copy that is made of it.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlIFrameElement;

use super::{document, js, sleep};

const OUTLINE: &str = r"((root) => {
  const skip = new Set(['SCRIPT', 'NOSCRIPT', 'BASE', 'META', 'ALONGSIDE-OVERLAY', 'IFRAME']);
  const out = [];
  const walk = (node, depth) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) { if (child.data.trim()) out.push(' '.repeat(depth) + JSON.stringify(child.data)); continue; }
      if (child.nodeType !== 1 || skip.has(child.tagName.toUpperCase()) || child.hasAttribute('data-alongside-pick')) continue;
      out.push(' '.repeat(depth) + child.localName + (child.className?.baseVal ?? child.className ? '.' + (child.className.baseVal ?? child.className) : '') + (child.id ? '#' + child.id : ''));
      if (child.shadowRoot) { out.push(' '.repeat(depth) + '/shadow'); walk(child.shadowRoot, depth + 1); }
      if (child.localName !== 'textarea' && child.localName !== 'style') walk(child, depth + 1);
    }
  };
  walk(root, 0);
  return out.join('\n');
})";

pub(crate) fn outline(root: &JsValue) -> String {
    js(OUTLINE).unchecked_into::<js_sys::Function>().call1(&JsValue::NULL, root).unwrap().as_string().unwrap()
}

pub(crate) struct Recorded {
    pub(crate) recording: alongside::Recording,
    pub(crate) frames: JsValue,
}

pub(crate) fn record(privacy: &str) -> Recorded {
    let options = js(&format!(
        "(() => {{ const frames = []; return {{ frames, options: {{ emit: (f) => {{ frames.push(f); globalThis.enough?.(); }}, privacy: {privacy} }} }}; }})()"
    ));
    let frames = js_sys::Reflect::get(&options, &"frames".into()).unwrap();
    let recording = alongside::record(js_sys::Reflect::get(&options, &"options".into()).unwrap()).unwrap();
    Recorded { recording, frames }
}

pub(crate) fn bytes(recorded: &Recorded) -> Vec<Vec<u8>> {
    js_sys::Array::from(&recorded.frames)
        .iter()
        .map(|frame| js_sys::Uint8Array::from(frame).to_vec())
        .collect()
}

pub(crate) async fn rebuilt(recorded: &Recorded) -> HtmlIFrameElement {
    let frame: HtmlIFrameElement = document().create_element("iframe").unwrap().unchecked_into();
    document().body().unwrap().append_child(&frame).unwrap();
    let mut replica = alongside::Replica::new(frame.clone()).unwrap();
    sleep(200).await;
    for frame in bytes(recorded) {
        replica.apply(&frame).unwrap();
    }
    sleep(100).await;
    std::mem::forget(replica);
    frame
}

pub(crate) fn holds(recorded: &Recorded, text: &str) -> bool {
    bytes(recorded).concat().windows(text.len()).any(|window| window == text.as_bytes())
}
