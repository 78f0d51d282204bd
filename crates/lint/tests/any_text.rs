//! Whatever is written, reading it ends, and what is found is in the file.

use alongside_lint::{Options, lint};
use proptest::prelude::*;

const SHOP: &str = include_str!("../../../www/shop/flows.json");

proptest! {
    #[test]
    fn every_finding_has_a_line_of_the_file(at in 0..SHOP.len(), cut in 0usize..40, put in r#"[ -~äß\n]{0,8}"#) {
        let start = SHOP.floor_char_boundary(at);
        let end = SHOP.floor_char_boundary((start + cut).min(SHOP.len()));
        let text = format!("{}{put}{}", &SHOP[..start], &SHOP[end.max(start)..]);
        let lines: Vec<&str> = text.split('\n').collect();
        for finding in lint(&[("flows.json".to_owned(), text.clone())], &Options::default()) {
            let line = lines.get(finding.line - 1);
            prop_assert!(line.is_some_and(|line| finding.column <= line.chars().count() + 1), "{finding:?}");
        }
    }
}
