//! Places have ways to them and from them.

use alongside_lint::lint;
use serde_json::json;

use crate::{found, goals, help, leads, rules, shop, short, step};

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
    assert_eq!(lint(&files, &goals(&["help"])), []);
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
    assert_eq!(short(&lint(&files, &goals(&["baskt"]))), ["unknown-place "]);
}
