//! What the tab keeps over a page load, and the browser over visits. Blocked or full storage is no error:
//! the customer then starts anew on the next page.

use alongside_browser::shell;
use js_sys::{Object, Reflect};
use web_sys::Storage;

/// Keys in `sessionStorage`.
pub(crate) const MEMORY: &str = "alongside";
pub(crate) const INLINE_FLOW: &str = "alongside.flow";

/// The key in `localStorage`.
pub(crate) const RECORD: &str = "alongside.record";

/// A key for this window: frames of the site share the tab's storage, and one must not
/// take another's visit for its own. The page itself has the plain key, each frame its
/// place in the tree of frames.
fn own(key: &str) -> String {
    let mut key = key.to_owned();
    let mut window = web_sys::window();
    while let Some((inner, outer)) =
        window.take().and_then(|inner| Some((inner.clone(), inner.parent().ok()??)))
    {
        // In the frame of our own shell the page is what it would be without.
        if Object::is(&inner, &outer) || shell::holding(&inner, &outer).is_some() {
            break;
        }
        // What can be asked of any window, of whatever site: how many frames it has,
        // and which.
        let place = (0..outer.length())
            .find(|place| Reflect::get_u32(&outer, *place).is_ok_and(|frame| Object::is(&frame, &inner)));
        key += "#";
        key += &place.unwrap_or_default().to_string();
        window = Some(outer);
    }
    key
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(&own(key)).ok().flatten()
}

pub(crate) fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&own(key), text);
    }
}

pub(crate) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&own(key));
    }
}

/// What an earlier page of the tab has left of the visit.
pub(crate) fn memory() -> Option<Vec<u8>> {
    read(MEMORY).and_then(|text| bytes_of(&text))
}

/// Bytes as a text of the same length: storage holds only texts.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The bytes of such a text; `None` when it is another.
fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}

fn over_visits() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What the browser has kept of the customer over their visits.
pub(crate) fn record() -> Option<Vec<u8>> {
    over_visits()?.get_item(RECORD).ok().flatten().and_then(|text| bytes_of(&text))
}

pub(crate) fn write_record(record: &[u8]) {
    if let Some(storage) = over_visits() {
        let _ = storage.set_item(RECORD, &text_of(record));
    }
}

pub(crate) fn remove_record() {
    if let Some(storage) = over_visits() {
        let _ = storage.remove_item(RECORD);
    }
}
