//! The document as a preview runs it.

use alongside_protocol::{flow::Text, tree::Tree};

use crate::{
    document::{Document, Track},
    edit::rename_flow,
    tree::{get, get_mut, line, list_mut, map, set, words},
};

/// The flow that a preview runs: no site has one of this name, so that a page that is loaded
/// on the way goes on with what is written, not with what its customers have.
pub const FLOW: &str = "author-preview";

/// The whole document as JSON, with a flow of the name [`FLOW`]: the one of this track, or
/// the steps of this move. With a language every text is the one that a customer of that
/// language gets.
#[must_use]
pub fn previewed(document: &Document, track: Track, language: &str) -> String {
    let mut shown = document.clone();
    let named = match track {
        Track::Flow(at) => rename_flow(&mut shown, at, FLOW),
        Track::Move(_) => {
            let steps = shown.steps(track).to_vec();
            let flow = map([("id", words(FLOW)), ("steps", Tree::List(steps))]);
            list_mut(&mut shown.root, "flows").map(|flows| flows.push(flow))
        }
    };
    // A track that is not there has nothing to show, and the guide says so.
    debug_assert!(named.is_some());
    if !language.is_empty() {
        for key in ["flows", "moves", "places"] {
            if let Some(Tree::List(items)) = get_mut(&mut shown.root, key) {
                items.iter_mut().for_each(|item| speak(item, language));
            }
        }
    }
    line(&shown.root)
}

/// Says everything in one language.
fn speak(tree: &mut Tree, language: &str) {
    for key in ["title", "text", "words"] {
        let Some(Ok(text)) = get(tree, key).map(Tree::read::<Text>) else { continue };
        let (tag, chosen) = text.choose(language);
        let only = tag.map_or_else(|| words(chosen), |tag| map([(tag, words(chosen))]));
        set(tree, key, only);
    }
    if let Some(Tree::List(steps)) = get_mut(tree, "steps") {
        steps.iter_mut().for_each(|step| speak(step, language));
    }
}
