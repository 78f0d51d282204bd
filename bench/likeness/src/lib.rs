//! One search by likeness on a page of many candidates, for `bench/likeness.mjs` to
//! time in WebAssembly.

use std::cell::RefCell;

use alongside_core::guide::likeness::score;
use alongside_protocol::flow::Fingerprint;

thread_local! {
    static PAGE: RefCell<Vec<Fingerprint>> = const { RefCell::new(Vec::new()) };
}

const WORDS: [&str; 16] = [
    "basket", "address", "details", "continue", "payment", "delivery", "account", "order", "return", "save",
    "compare", "review", "change", "remove", "voucher", "contact",
];

/// A page as a shop has it: links, buttons and fields with the properties that
/// `js/page/find.js` collects of each.
fn candidate(at: usize) -> Fingerprint {
    let word = |by: usize| WORDS[(at * 7 + by * 5 + at / 16) % WORDS.len()];
    let (one, two, three) = (word(1), word(2), word(3));
    let (tag, kind, role) =
        [("a", "", "link"), ("button", "submit", "button"), ("input", "text", "textbox")][at % 3];
    Fingerprint {
        tag: tag.into(),
        kind: kind.into(),
        role: role.into(),
        id: format!("{one}-{two}-{at}"),
        class: format!("btn btn--{one} card__{two} u-mt-2"),
        name: if tag == "input" { format!("{one}_{two}") } else { String::new() },
        text: if tag == "input" { String::new() } else { format!("{one} {two} and {three} {at}") },
        label: if tag == "input" { format!("Your {one} {two}") } else { String::new() },
        href: if tag == "a" { format!("/{one}/{two}/{at}.html") } else { String::new() },
        neighbour_text: format!(
            "{three} {one} from 42.00 with {two}, delivered in {at} days to your {three}"
        ),
        attributes: [("data-kind".into(), one.into()), ("aria-describedby".into(), format!("{two}-{at}"))]
            .into(),
        ..Fingerprint::default()
    }
}

/// Makes a page of `count` candidates.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(count: u32) {
    PAGE.set((0..count as usize).map(candidate).collect());
}

/// Looks for an element that is there (`1`) in other words, or not (`0`); gives what
/// can't be left out by an optimiser.
#[unsafe(no_mangle)]
pub extern "C" fn search(there: u32) -> u32 {
    let mut target = candidate(if there == 1 { 501 } else { 100_000 });
    target.id = "pay".into();
    target.class = "cta".into();
    PAGE.with_borrow(|page| {
        matches!(score(&target, page), alongside_core::guide::likeness::Verdict::Found { .. })
    })
    .into()
}
