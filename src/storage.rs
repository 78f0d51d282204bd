//! What the tab keeps over a page load. Blocked or full storage is no error:
//! the customer then starts anew on the next page.

use web_sys::Storage;

/// Keys in `sessionStorage`.
pub(crate) const MEMORY: &str = "alongside";
pub(crate) const INLINE_FLOW: &str = "alongside.flow";

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

pub(crate) fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub(crate) fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

pub(crate) fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Bytes as a text of the same length: storage holds only texts.
pub(crate) fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The bytes of such a text; `None` when it is another.
pub(crate) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
}
