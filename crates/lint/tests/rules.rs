//! Each rule, with what breaks it and what does not.

use alongside_lint::{Finding, lint};
use serde_json::{Value, json};

fn found(documents: &[Value]) -> Vec<Finding> {
    let name = |at| if at == 0 { "flows.json".to_owned() } else { format!("flows-{at}.json") };
    let files: Vec<_> =
        documents.iter().enumerate().map(|(at, one)| (name(at), format!("{one:#}"))).collect();
    lint(&files, &[])
}

/// What is found, as `rule path`.
fn rules(document: Value) -> Vec<String> {
    short(&found(&[document]))
}

fn short(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.name(), finding.path)).collect()
}

/// A step at an element of its own.
fn step(name: &str) -> Value {
    json!({ "target": { "role": "button", "name": name }, "title": name })
}

fn leads(from: &[&str], to: &str) -> Value {
    json!({ "from": from, "to": to, "steps": [step(&format!("{from:?} {to}"))] })
}

/// A shop: a shelf, a basket, an order, and what else is given.
fn shop(places: &[Value], moves: &[Value]) -> Value {
    let mut all_places = vec![
        json!({ "id": "shelf", "path": "/", "entry": true }),
        json!({ "id": "basket", "path": "/basket" }),
        json!({ "id": "ordered", "path": "/thanks" }),
    ];
    all_places.extend_from_slice(places);
    let mut all_moves = vec![leads(&["shelf"], "basket"), leads(&["basket"], "ordered")];
    all_moves.extend_from_slice(moves);
    json!({
        "version": 3,
        "flows": [{ "id": "buy", "goal": "ordered" }],
        "places": all_places,
        "moves": all_moves,
    })
}

/// A place that is on no way.
fn help() -> Value {
    json!({ "id": "help", "path": "/help" })
}

fn flow(steps: Value) -> Value {
    json!({ "version": 3, "flows": [{ "id": "buy", "steps": steps }] })
}

#[test]
fn a_sound_document_has_no_finding() {
    assert_eq!(found(&[shop(&[], &[])]), []);
}

#[test]
fn a_file_that_is_no_json_is_found_by_its_line() {
    let files = [("flows.json".to_owned(), "{\n  \"version\": 3,\n  \"flows\": [],\n}".to_owned())];
    let findings = lint(&files, &[]);
    assert_eq!(short(&findings), ["not-json "]);
    assert_eq!((findings[0].line, findings[0].column), (3, 14));
}

#[test]
fn what_the_reader_refuses_is_found_by_its_field() {
    let wrong = flow(json!([{ "target": "#pay", "title": "Pay", "placement": "botom" }]));
    let [finding] = found(&[wrong]).try_into().unwrap();
    assert_eq!((finding.rule.name(), finding.path.as_str()), ("unreadable", "flows[0].steps[0].placement"));
    assert_eq!((finding.line, finding.fix.as_str()), (7, "write `bottom`"));
    assert!(finding.problem.starts_with("expected one of `auto`"), "{}", finding.problem);

    for (document, expected) in [
        (json!({ "version": 9, "flows": [] }), ("version", "write 1, 2 or 3")),
        (flow(json!([])), ("flows[0].steps", "add at least one step")),
        (flow(json!([{ "target": "#pay" }])), ("flows[0].steps[0]", "add the field `title`")),
        (
            flow(json!([{ "target": "#pay", "title": { "en": "{n, plural, one {#}}" } }])),
            ("flows[0].steps[0].title.en", "write the case \"other {…}\""),
        ),
        (
            flow(
                json!([{ "id": "a", "target": "#a", "title": "A" }, { "id": "a", "target": "#b", "title": "B" }]),
            ),
            ("flows[0].steps[1].id", "give it an id of its own"),
        ),
        (
            flow(json!([{ "target": { "role": " " }, "title": "A" }])),
            ("flows[0].steps[0].target", "fill it in, or take it out"),
        ),
        (
            flow(json!([{ "target": {}, "title": "A" }])),
            ("flows[0].steps[0].target", "give it css, role, name, text, label, testId or fingerprint"),
        ),
        (
            flow(json!([{ "target": "#a", "title": "A", "missing": "skip" }])),
            ("flows[0].steps[0].missing", "write `wait`, such as { \"then\": \"skip\" }"),
        ),
        (
            json!({ "version": 2, "flows": [{ "id": "buy", "goal": "paid" }] }),
            ("flows[0].goal", "write `\"version\": 3` at the beginning of the document"),
        ),
        (
            json!({ "version": 3, "flows": [{ "id": "buy", "goal": "paid", "start": "/" }] }),
            ("flows[0].start", "take it out"),
        ),
    ] {
        let [finding] = found(&[document]).try_into().unwrap();
        assert_eq!((finding.path.as_str(), finding.fix.as_str()), expected, "{}", finding.problem);
    }
}

#[test]
fn a_field_that_stands_there_twice_is_found() {
    let text = r##"{ "version": 3, "flows": [{ "id": "pay", "steps": [{ "target": "#a", "title": "A", "title": "B" }] }] }"##;
    let [finding] = lint(&[("flows.json".to_owned(), text.to_owned())], &[]).try_into().unwrap();
    assert_eq!(finding.problem, "expected the field `title` once, found it twice");
    assert_eq!(finding.fix, "write the field `title` once");
}

#[test]
fn ids_of_another_document_are_taken() {
    let second = json!({
        "version": 3,
        "flows": [{ "id": "buy", "goal": "ordered" }],
        "places": [{ "id": "shelf", "path": "/shelf", "entry": true }],
    });
    let findings = found(&[shop(&[], &[]), second]);
    assert_eq!(short(&findings), ["same-id flows[0].id", "same-id places[0].id"]);
    assert!(findings.iter().all(|finding| finding.file == "flows-1.json"));
}

#[test]
fn places_that_are_named_are_there() {
    let mut document = shop(&[], &[leads(&["shelf", "baskt"], "orderd")]);
    document["flows"][0]["goal"] = json!("nowhere");
    let findings = found(&[document]);
    assert_eq!(
        short(&findings),
        ["unknown-place flows[0].goal", "unknown-place moves[2].from[1]", "unknown-place moves[2].to"]
    );
    assert!(findings[1].fix.starts_with("write `basket`, or"), "{}", findings[1].fix);
}

#[test]
fn places_may_stand_in_another_document() {
    let map = shop(&[], &[]);
    let flows = json!({ "version": 3, "flows": [{ "id": "look", "goal": "basket" }] });
    assert_eq!(found(&[map, flows]), []);
}

#[test]
fn a_document_that_can_not_be_read_leaves_no_holes() {
    let mut map = shop(&[], &[]);
    map["version"] = json!(9);
    let flows = json!({ "version": 3, "flows": [{ "id": "look", "goal": "basket" }] });
    assert_eq!(short(&found(&[map, flows])), ["unreadable version"]);
}

#[test]
fn flows_that_detours_name_are_there() {
    let mut document = shop(&[], &[]);
    let flows = document["flows"].as_array_mut().unwrap();
    flows.push(json!({ "id": "sign-in", "steps": [
        { "target": "#sign-in", "title": "Sign in", "wait": { "then": { "detour": "reset" } } },
    ] }));
    document["detours"] = json!([
        { "when": { "place": "/login" }, "flow": "sign-in", "for": ["buy", "go:basket"] },
        { "when": { "place": "/login" }, "flow": "sing-in", "for": ["bye"] },
    ]);
    let findings = found(&[document]);
    assert_eq!(
        short(&findings),
        [
            "unknown-flow detours[1].flow",
            "unknown-flow detours[1].for[0]",
            "unknown-flow flows[1].steps[0].wait.then.detour",
        ]
    );
    assert!(findings[0].fix.starts_with("write `sign-in`"), "{}", findings[0].fix);
}

#[test]
fn a_place_without_any_move_is_unreachable() {
    assert_eq!(rules(shop(&[help()], &[])), ["unreachable-place places[3]"]);
    // Customers come there by themselves, and it leads on.
    assert_eq!(rules(shop(&[help()], &[leads(&["help"], "shelf")])), [""; 0]);
    // A flow begins there.
    let mut start = shop(&[help()], &[]);
    start["flows"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "ask", "start": "/help", "steps": [step("Ask")] }));
    assert!(!rules(start).contains(&"unreachable-place places[3]".to_owned()));
}

#[test]
fn a_place_that_another_stands_for_is_unreachable() {
    let empty = json!({ "id": "empty", "path": "/basket/" });
    let moves = [leads(&["empty"], "shelf")];
    assert_eq!(rules(shop(&[empty], &moves)), ["unreachable-place places[3]"]);
    let told_apart = json!({ "id": "empty", "path": "/basket/", "holds": { "present": "#empty" } });
    assert_eq!(rules(shop(&[told_apart], &moves)), [""; 0]);
    let wider = json!({ "id": "empty", "path": "/*" });
    assert_eq!(rules(shop(&[wider], &moves)), [""; 0]);
}

#[test]
fn a_place_that_leads_to_no_goal_is_a_dead_end() {
    let moves = [leads(&["shelf"], "help")];
    let findings = found(&[shop(&[help()], &moves)]);
    assert_eq!(short(&findings), ["dead-end places[3]"]);
    assert!(findings[0].problem.contains("sent back to `shelf`"), "{}", findings[0].problem);

    let back = [leads(&["shelf"], "help"), leads(&["help"], "basket")];
    assert_eq!(rules(shop(&[help()], &back)), [""; 0]);
    let from_anywhere = json!({ "to": "basket", "steps": [step("Basket")] });
    assert_eq!(rules(shop(&[help()], &[moves[0].clone(), from_anywhere])), [""; 0]);
    // The site's code leads there.
    let files = [("flows.json".to_owned(), shop(&[help()], &moves).to_string())];
    assert_eq!(lint(&files, &["help".to_owned()]), []);
}

#[test]
fn without_a_goal_there_is_no_dead_end() {
    let mut document = shop(&[], &[]);
    document["flows"] = json!([]);
    assert_eq!(rules(document), [""; 0]);
}

#[test]
fn a_goal_has_a_way() {
    let vault = json!({ "id": "vault", "path": "/vault" });
    let mut document = shop(&[vault], &[leads(&["vault"], "vault")]);
    document["flows"][0]["goal"] = json!("vault");
    let found = rules(document.clone());
    assert!(found.contains(&"unreachable-goal flows[0].goal".to_owned()), "{found:?}");
    document["places"][3]["entry"] = json!(true);
    assert_eq!(rules(document), [""; 0]);
}

#[test]
fn a_goal_of_the_code_has_a_place() {
    let files = [("flows.json".to_owned(), shop(&[], &[]).to_string())];
    assert_eq!(short(&lint(&files, &["baskt".to_owned()])), ["unknown-place "]);
}

#[test]
fn two_steps_of_a_flow_have_two_targets() {
    let steps = |first: &str, second: &str| {
        flow(json!([
            { "place": first, "target": { "role": "button", "name": "Go on" }, "title": "One" },
            { "place": second, "target": { "role": "button", "name": "go  on" }, "title": "Two" },
        ]))
    };
    assert_eq!(rules(steps("/pay", "/pay")), ["shared-target flows[0].steps[1].target"]);
    assert_eq!(rules(steps("/pay", "/*")), ["shared-target flows[0].steps[1].target"]);
    assert_eq!(rules(steps("/pay", "/done")), [""; 0]);
}

#[test]
fn moves_beside_each_other_may_be_about_one_element() {
    let basket = |to: &str| json!({ "from": ["shelf"], "to": to, "steps": [step("Basket")] });
    let empty = json!({ "id": "empty", "path": "/basket", "holds": { "present": "#empty" } });
    let moves = [basket("ordered"), basket("empty"), leads(&["empty"], "shelf")];
    assert_eq!(rules(shop(&[empty], &moves)), [""; 0]);
}

#[test]
fn a_target_that_says_less_finds_the_others_element() {
    let button = |from: &str| json!({ "from": [from], "to": "ordered", "steps": [{ "target": { "role": "button" }, "title": "Pay" }] });
    let findings = found(&[shop(&[], &[button("shelf")])]);
    assert_eq!(short(&findings), ["shared-target moves[2].steps[0].target"]);
    assert!(findings[0].problem.contains("`moves[0].steps[0]`"), "{}", findings[0].problem);
    // On a page of its own it is the only one.
    assert_eq!(rules(shop(&[help()], &[button("help")])), [""; 0]);
    // On any page it is not.
    let anywhere = json!({ "to": "ordered", "steps": [{ "target": { "role": "button" }, "title": "Pay" }] });
    assert_eq!(rules(shop(&[], &[anywhere])), ["shared-target moves[2].steps[0].target"]);
}

#[test]
fn what_is_never_done_for_a_customer_is_not_safe() {
    let safe = |target: Value| rules(flow(json!([{ "target": target, "title": "Do", "safe": true }])));
    for target in [
        json!({ "role": "checkbox", "name": "I agree" }),
        json!({ "label": "Full name" }),
        json!("form button[type='submit']"),
        json!({ "fingerprint": { "tag": "button", "type": "submit", "text": "Pay" } }),
        json!({ "fingerprint": { "tag": "input", "type": "checkbox" } }),
    ] {
        assert_eq!(safe(target.clone()), ["never-safe flows[0].steps[0].safe"], "{target}");
    }
    for target in [
        json!({ "role": "link", "name": "More" }),
        json!({ "role": "button", "name": "Details" }),
        json!("#submit"),
        json!({ "fingerprint": { "tag": "summary", "text": "Details" } }),
        json!({ "fingerprint": { "tag": "a", "href": "/more" } }),
    ] {
        assert_eq!(safe(target.clone()), [""; 0], "{target}");
    }
}

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
    let [finding] = lint(&[("flows.json".to_owned(), text.to_owned())], &[]).try_into().unwrap();
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
