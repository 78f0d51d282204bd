//! Who is shown none, so that there is something to compare with.

use alongside_core::{
    engine::{Command, Config, Input},
    offer::Notice,
};

use super::{
    announced,
    common::{Tab, arrived, config, flows},
    record, told,
};

#[test]
fn half_of_the_customers_are_shown_none_and_the_site_hears_of_it() {
    let document = flows(
        r#"{ "version": 3, "flows": [],
          "offers": [
            { "id": "a", "announcement": { "title": "A" }, "arm": { "experiment": "colour", "variant": "a" } },
            { "id": "b", "announcement": { "title": "B" }, "arm": { "experiment": "colour", "variant": "b" } }],
          "experiments": [{ "id": "colour", "variants": [{ "id": "a" }, { "id": "b" }], "holdOut": 50 }] }"#,
    );
    let mut counts = [0; 4];
    for customer in 0..400 {
        let random = customer * 7_919;
        let mut tab = Tab::new(Config { random, ..config() });
        let out = tab.feed(Input::Flows(document.clone()));
        match announced(&out) {
            None => {
                // Of the variant that they would have been shown, and of it alone.
                let [(id, Notice::HeldOut)] = told(&out)[..] else { panic!("{out:?}") };
                counts[2 + usize::from(id == "b")] += 1;
            }
            Some(id) => counts[usize::from(id == "b")] += 1,
        }
    }
    assert!(counts.into_iter().all(|count| count > 70), "{counts:?}");
}

#[test]
fn who_is_held_out_stays_so_and_is_counted_as_the_others_are() {
    let document = flows(
        r#"{ "version": 3, "flows": [{ "id": "pay", "title": "Pay", "steps": [{ "target": "a", "title": "A" }] }],
          "offers": [{ "id": "a", "announcement": { "title": "A" }, "often": "once",
            "arm": { "experiment": "colour", "variant": "a" } }],
          "experiments": [{ "id": "colour", "variants": [{ "id": "a" }], "holdOut": 50 }] }"#,
    );
    let held_out = |out: &[Command]| told(out) == [("a", Notice::HeldOut)];
    let mut tab = (0..40)
        .map(|customer| Tab::new(Config { random: customer * 7_919, ..config() }))
        .find_map(|mut tab| held_out(&tab.feed(Input::Flows(document.clone()))).then_some(tab))
        .unwrap();
    let kept = record(&tab.feed(Input::DismissOffer("other".into()))).unwrap();
    // Whatever number the next page would deal, it is the same customer, who was told of.
    for random in (0..20).map(|page| page * 104_729 + 1) {
        let mut tab = Tab::new(Config { random, ..config() });
        tab.feed(Input::RecordKept(kept.clone()));
        let out = tab.feed(Input::Flows(document.clone()));
        assert_eq!((announced(&out), told(&out)), (None, vec![]));
    }
}

#[test]
fn nobody_is_held_out_from_what_would_not_have_come() {
    let document = flows(
        r##"{ "version": 3, "flows": [{ "id": "pay", "steps": [{ "target": "#a", "title": "A" }] }],
          "offers": [{ "id": "a", "announcement": { "title": "A" }, "arm": { "experiment": "colour", "variant": "a" } }],
          "experiments": [{ "id": "colour", "variants": [{ "id": "a" }], "holdOut": 100 }] }"##,
    );
    let mut tab = Tab::new(config());
    tab.feed(Input::Panel(true));
    assert_eq!(told(&tab.feed(Input::Flows(document))), []);
    assert_eq!(told(&tab.feed(Input::Panel(false))), [("a", Notice::HeldOut)]);
}

#[test]
fn who_is_held_out_of_a_banner_gets_no_other_in_its_place_and_is_counted_once_on_pages_without_a_load() {
    let document = flows(
        r#"{ "version": 3, "flows": [],
          "offers": [
            { "id": "a", "announcement": { "title": "A" }, "often": "always",
              "arm": { "experiment": "colour", "variant": "a" } },
            { "id": "b", "announcement": { "title": "B" }, "often": "always" }],
          "experiments": [{ "id": "colour", "variants": [{ "id": "a" }], "holdOut": 100 }] }"#,
    );
    let mut tab = Tab::new(config());
    let out = tab.feed(Input::Flows(document));
    assert_eq!((announced(&out), told(&out)), (None, vec![("a", Notice::HeldOut)]));
    for page in ["/loans", "/help", "/"] {
        let out = tab.feed(arrived(page, "Page"));
        assert_eq!((announced(&out), told(&out)), (None, vec![]), "{page}");
    }
}

#[test]
fn a_hold_out_is_counted_again_where_it_would_have_come_again() {
    let document = flows(
        r#"{ "version": 3, "flows": [],
          "offers": [{ "id": "a", "announcement": { "title": "A" }, "often": "always", "for": { "place": "/" },
            "arm": { "experiment": "colour", "variant": "a" } }],
          "experiments": [{ "id": "colour", "variants": [{ "id": "a" }], "holdOut": 100 }] }"#,
    );
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Home"));
    assert_eq!(told(&tab.feed(Input::Flows(document))).len(), 1);
    assert_eq!(told(&tab.feed(arrived("/help", "Help"))), []);
    assert_eq!(told(&tab.feed(arrived("/loans", "Loans"))), []);
    assert_eq!(told(&tab.feed(arrived("/", "Home"))), [("a", Notice::HeldOut)]);
}
