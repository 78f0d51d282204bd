//! Targets and conditions as an author would say them.

use alongside_protocol::tree::Tree;

use crate::{
    document::as_text,
    tree::{get, line, list, text},
};

/// Which element a target means, such as `the link “Camp”`.
#[must_use]
pub fn target(target: &Tree) -> String {
    let of = |tree: &Tree, key| Some(text(tree, key).to_owned()).filter(|text| !text.is_empty());
    if let Some(css) = as_text(target).map(str::to_owned).or_else(|| of(target, "css")) {
        return format!("what fits {css}");
    }
    if let Some(recorded) = get(target, "fingerprint") {
        let names = ["label", "ariaLabel", "text", "alt", "placeholder", "name", "id"];
        let kind = of(recorded, "role").or_else(|| of(recorded, "tag")).unwrap_or_else(|| "element".into());
        let name = names.into_iter().find_map(|key| of(recorded, key));
        return name.map_or_else(
            || format!("the {kind}, as it was recorded"),
            |name| format!("the {kind} “{name}”, as it was recorded"),
        );
    }
    if let Some(role) = of(target, "role") {
        return of(target, "name")
            .map_or_else(|| format!("the {role}"), |name| format!("the {role} “{name}”"));
    }
    if let Some(label) = of(target, "label") {
        return format!("the field “{label}”");
    }
    if let Some(id) = of(target, "testId") {
        return format!("what has the test id {id}");
    }
    of(target, "text").map_or_else(|| line(target), |text| format!("“{text}”"))
}

/// When a condition holds, as a sentence; what is seldom written is shown as JSON.
#[must_use]
pub fn condition(condition: &Tree) -> String {
    match as_text(condition) {
        Some("next") => return "The customer presses Next.".to_owned(),
        Some("click") => return "The customer clicks it.".to_owned(),
        Some("valid") => return "The field is filled and valid.".to_owned(),
        _ => {}
    }
    let Tree::Map(entries) = condition else { return line(condition) };
    let [(key, value)] = entries.as_slice() else { return line(condition) };
    match (key.as_str(), value) {
        ("place", Tree::Text(path)) => format!("The customer is on {path}."),
        ("event", Tree::Text(name)) => format!("The site says “{name}”."),
        ("present", element) => sentence(&target(element), "can be seen"),
        ("gone", element) => sentence(&target(element), "can't be seen any more"),
        ("enabled", element) => sentence(&target(element), "can be used"),
        ("all", _) => several(condition, "all", "All of these"),
        ("any", _) => several(condition, "any", "One of these"),
        _ => line(condition),
    }
}

fn several(condition_of: &Tree, key: &str, words: &str) -> String {
    let parts: Vec<String> = list(condition_of, key).iter().map(condition).collect();
    format!("{words}: {}", parts.join(" "))
}

fn sentence(subject: &str, predicate: &str) -> String {
    let mut letters = subject.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{} {predicate}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(json: &str) -> Tree {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_way_to_mean_an_element_has_words() {
        for (json, words) in [
            (r##""#pay""##, "what fits #pay"),
            (r##"{ "css": "#pay" }"##, "what fits #pay"),
            (r#"{ "role": "link", "name": "Camp" }"#, "the link “Camp”"),
            (r#"{ "role": "main" }"#, "the main"),
            (r#"{ "label": "Size" }"#, "the field “Size”"),
            (r#"{ "testId": "pay" }"#, "what has the test id pay"),
            (r#"{ "text": "Pay" }"#, "“Pay”"),
            (r#"{ "fingerprint": { "tag": "a", "text": "Go" } }"#, "the a “Go”, as it was recorded"),
            (r#"{ "fingerprint": { "tag": "canvas" } }"#, "the canvas, as it was recorded"),
            (r#"{ "new": 1 }"#, r#"{"new":1}"#),
        ] {
            assert_eq!(target(&tree(json)), words);
        }
    }

    #[test]
    fn conditions_are_sentences_and_rare_ones_stay_as_they_are_written() {
        for (json, words) in [
            (r#""next""#, "The customer presses Next."),
            (r#"{ "place": "/a" }"#, "The customer is on /a."),
            (r#"{ "gone": { "role": "alert" } }"#, "The alert can't be seen any more."),
            (
                r#"{ "all": ["click", { "event": "paid" }] }"#,
                "All of these: The customer clicks it. The site says “paid”.",
            ),
            (r#"{ "context": { "plan": "gold" } }"#, r#"{"context":{"plan":"gold"}}"#),
        ] {
            assert_eq!(condition(&tree(json)), words);
        }
    }
}
