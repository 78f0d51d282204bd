//! Texts are in every language, and have room.

use alongside_lint::{Options, lint};
use serde_json::{Value, json};

use crate::{flow, rules, shop};

#[test]
fn every_text_is_in_every_language() {
    let texts = |title: Value, text: Value| {
        let titled = json!({ "target": "#a", "title": { "en": "Pay", "de-AT": "Zahlen" } });
        rules(flow(json!([titled, { "target": "#b", "title": title, "text": text }])))
    };
    let both = json!({ "en": "Yes", "de-AT": "Ja" });
    assert_eq!(texts(both.clone(), both.clone()), [""; 0]);
    assert_eq!(texts(both.clone(), json!({ "EN": "Yes", "de": "Ja" })), [""; 0]);
    assert_eq!(
        texts(both.clone(), json!({ "en": "Yes" })),
        ["missing-language flows[0].steps[1].text.de-AT"]
    );
    assert_eq!(
        texts(both.clone(), json!({ "en": "Yes", "de-AT": " " })),
        ["missing-language flows[0].steps[1].text.de-AT"]
    );
    assert_eq!(texts(both.clone(), json!("Yes")), ["missing-language flows[0].steps[1].text"]);
    // Two ways to write a language are two, and the language alone is neither.
    let scripts = json!([{ "target": "#a", "title": { "zh-Hans": "您好", "zh-Hant": "您好" } }, { "target": "#b", "title": { "zh-Hans": "您好" } }]);
    assert_eq!(rules(flow(scripts)), ["missing-language flows[0].steps[1].title.zh-Hant"]);
    // One language for all of the site.
    assert_eq!(rules(flow(json!([{ "target": "#a", "title": "Pay", "text": "Now" }]))), [""; 0]);
}

#[test]
fn what_is_missing_is_told_by_the_line_of_what_it_is_missing_in() {
    let text = r##"{
  "version": 3,
  "flows": [{ "id": "pay", "steps": [
    { "target": "#a", "title": { "en": "Pay", "de": "Zahlen" },
      "text": { "en": "Now" } }
  ] }]
}"##;
    let [finding] =
        lint(&[("flows.json".to_owned(), text.to_owned())], &Options::default()).try_into().unwrap();
    assert_eq!((finding.path.as_str(), finding.line, finding.column), ("flows[0].steps[0].text.de", 5, 7));
}

#[test]
fn values_are_in_every_language() {
    let text = |de: &str| {
        let en = "Hello {name}, {n, plural, one {# item} other {# items}}";
        rules(flow(json!([{ "target": "#a", "title": { "en": en, "de": de } }])))
    };
    assert_eq!(text("{n, plural, one {# Ding} other {# Dinge}}, {name}"), [""; 0]);
    assert_eq!(text("{n} Dinge"), ["missing-value flows[0].steps[0].title.de"]);
    // A flow's own title has no values.
    let named = json!({ "version": 3, "flows": [
        { "id": "buy", "title": { "en": "Buy {it}", "de": "Kaufen" }, "steps": [{ "target": "#a", "title": { "en": "A", "de": "A" } }] },
    ] });
    assert_eq!(rules(named), [""; 0]);
}

#[test]
fn a_text_has_room_on_a_phone() {
    let text = |text: String| rules(flow(json!([{ "target": "#a", "title": "Pay", "text": text }])));
    assert_eq!(text("a".repeat(150)), [""; 0]);
    assert_eq!(text("a".repeat(151)), ["long-text flows[0].steps[0].text"]);
    // What is not shown does not count.
    let link = format!("[{}](/{})", "a".repeat(60), "b".repeat(200));
    assert_eq!(text(link), [""; 0]);
    assert_eq!(text(format!("{{n, plural, =0 {{{}}} other {{a}}}}", "a".repeat(200))), [""; 0]);
    // A Chinese letter takes the room of two.
    assert_eq!(text("您".repeat(75)), [""; 0]);
    assert_eq!(text("您".repeat(76)), ["long-text flows[0].steps[0].text"]);
}

#[test]
fn a_title_has_two_lines_on_a_phone() {
    let step = |title: Value| rules(flow(json!([{ "target": "#a", "title": title }])));
    assert_eq!(step(json!("a".repeat(50))), [""; 0]);
    assert_eq!(step(json!({ "en": "a", "de": "a".repeat(51) })), ["long-title flows[0].steps[0].title.de"]);
    let mut place = shop(&[], &[]);
    place["places"][0]["title"] = json!("a".repeat(51));
    assert_eq!(rules(place), ["long-title places[0].title"]);
}

#[test]
fn offers_are_read_like_steps() {
    let offers = |offer: Value| {
        let mut document = flow(json!([{ "target": "#a", "title": { "en": "A", "de": "A" } }]));
        document["version"] = json!(3);
        document["offers"] = json!([offer]);
        rules(document)
    };
    let both = |text: &str| json!({ "en": text, "de": text });
    let id = flow(json!([]))["flows"][0]["id"].clone();
    let news = |title: Value, leads: Value| {
        offers(json!({ "id": "news", "announcement": { "title": title, "flow": leads } }))
    };
    assert_eq!(news(both("News"), id.clone()), [""; 0]);
    assert_eq!(news(both("News"), json!("nowhere")), ["unknown-flow offers[0].announcement.flow"]);
    assert_eq!(
        news(json!({ "en": "News" }), id.clone()),
        ["missing-language offers[0].announcement.title.de"]
    );
    let item = json!({ "title": both(&"a".repeat(51)), "flow": "nowhere" });
    let list = offers(json!({ "id": "list", "checklist": { "title": both("List"), "items": [item] } }));
    assert!(list.contains(&"unknown-flow offers[0].checklist.items[0].flow".to_owned()), "{list:?}");
    assert!(list.contains(&"long-title offers[0].checklist.items[0].title.en".to_owned()), "{list:?}");
}
