//! The digest of the page is kept up as it changes, and is that of the replica.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use std::collections::BTreeSet;

use alongside_core::{
    observe::mirror::Mirror,
    privacy::{Level, Policy},
};
use walker::{BODY, Batch, Reader};

#[test]
fn the_digest_is_kept_up_with_every_kind_of_change() {
    let form = [("type", "text"), ("name", "q")];
    let page = Batch::page("https://site.example/")
        .element(3, BODY, "p", &[("class", "a")])
        .text(4, 3, "one")
        .element(5, BODY, "input", &form)
        .element(6, BODY, "div", &[])
        .text(7, 6, "two");
    let mut mirror = Mirror::new(Policy::default());
    let mut reader = Reader::default();
    let changes = [
        Batch::default(),
        Batch::default().set_text(4, "other"),
        Batch::default().attribute(3, "class", "b"),
        Batch::default().length(5, 7),
        Batch::default().attribute(5, "type", "password"),
        Batch::default().sheet(1, "p{color:red}"),
        Batch::default().level(6, Level::MaskAllText),
        Batch::default().text(8, 6, "three").children(6, &[8, 7]),
        Batch::default().children(6, &[8]).children(3, &[7, 4]),
        Batch::default().forget(&[8]),
        Batch::default().children(BODY, &[6, 3, 5]),
    ];
    let mut digests = BTreeSet::new();
    for (at, change) in std::iter::once(page).chain(changes).enumerate() {
        change.into(&mut mirror).frames.iter().for_each(|frame| drop(reader.read(frame)));
        if let Some(check) = mirror.check() {
            // Fails where it is not the reader's.
            reader.read(&check);
            assert!(digests.insert(reader.model.digest()), "change {at} is another page");
        } else {
            assert_eq!(at, 1, "the batch without a change");
        }
    }
}
