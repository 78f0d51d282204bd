//! Reading and changing a document as the tree that it was written as, so that what
//! author mode does not know stays, in its order.

use alongside_protocol::tree::Tree;
use serde::{Serialize, Serializer, ser::SerializeMap};

/// What an object says under a key.
pub(crate) fn get<'t>(tree: &'t Tree, key: &str) -> Option<&'t Tree> {
    let Tree::Map(entries) = tree else { return None };
    entries.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

/// The same, to be changed.
pub(crate) fn get_mut<'t>(tree: &'t mut Tree, key: &str) -> Option<&'t mut Tree> {
    let Tree::Map(entries) = tree else { return None };
    entries.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
}

/// Says something in an object: in its place, or at the end.
pub(crate) fn set(tree: &mut Tree, key: &str, value: Tree) {
    if let Some(known) = get_mut(tree, key) {
        *known = value;
    } else if let Tree::Map(entries) = tree {
        entries.push((key.to_owned(), value));
    }
}

/// Says it no more.
pub(crate) fn remove(tree: &mut Tree, key: &str) {
    if let Tree::Map(entries) = tree {
        entries.retain(|(known, _)| known != key);
    }
}

/// The list under a key; none is an empty one.
pub(crate) fn list<'t>(tree: &'t Tree, key: &str) -> &'t [Tree] {
    match get(tree, key) {
        Some(Tree::List(items)) => items,
        _ => &[],
    }
}

/// The list under a key, made when there is none.
pub(crate) fn list_mut<'t>(tree: &'t mut Tree, key: &str) -> Option<&'t mut Vec<Tree>> {
    if get(tree, key).is_none() {
        set(tree, key, Tree::List(Vec::new()));
    }
    match get_mut(tree, key) {
        Some(Tree::List(items)) => Some(items),
        _ => None,
    }
}

/// The text under a key, empty when there is none.
pub(crate) fn text<'t>(tree: &'t Tree, key: &str) -> &'t str {
    match get(tree, key) {
        Some(Tree::Text(text)) => text,
        _ => "",
    }
}

/// An object.
pub(crate) fn map<const N: usize>(entries: [(&str, Tree); N]) -> Tree {
    Tree::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// A text.
pub(crate) fn words(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

/// It as JSON on one line.
pub(crate) fn line(tree: &Tree) -> String {
    // A tree has nothing that JSON has not.
    serde_json::to_string(&Written(tree)).unwrap_or_default()
}

/// It as JSON, a line for each field.
pub(crate) fn pretty(tree: &Tree) -> String {
    // As above.
    let mut text = serde_json::to_string_pretty(&Written(tree)).unwrap_or_default();
    text.push('\n');
    text
}

struct Written<'t>(&'t Tree);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self.0 {
            Tree::Nothing => serializer.serialize_unit(),
            Tree::Bool(yes) => serializer.serialize_bool(*yes),
            Tree::Number(number) if number.trunc() == *number && number.abs() <= EXACT => {
                serializer.serialize_i64(*number as i64)
            }
            Tree::Number(number) => serializer.serialize_f64(*number),
            Tree::Text(text) => serializer.serialize_str(text),
            Tree::List(items) => serializer.collect_seq(items.iter().map(Written)),
            Tree::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, &Written(value))?;
                }
                map.end()
            }
        }
    }
}
