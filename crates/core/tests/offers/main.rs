//! What is offered beside the flows: to whom, how often, and what becomes of it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
mod held_out;

use alongside_core::{
    engine::{Command, Consent, Event, Input},
    offer::{Notice, OffersView},
};
use alongside_protocol::{flow::Value, message::Channel};
use common::{Tab, active, arrived, config, flows, seen};

const DOCUMENT: &str = r##"{
  "version": 3,
  "flows": [
    { "id": "pay", "title": "Pay a bill", "words": "invoice transfer", "reason": "care", "steps": [
      { "id": "one", "target": "#a", "title": "One", "done": "next" },
      { "id": "two", "target": "#b", "title": "Two", "done": "next" }] },
    { "id": "card", "title": "Block a card", "steps": [{ "target": "#a", "title": "Block" }] }
  ],
  "offers": [
    { "id": "news", "announcement": { "title": { "en": "Pay faster", "de": "Schneller zahlen" }, "flow": "pay" } },
    { "id": "more", "announcement": { "form": "modal", "title": "More" }, "often": { "perVisit": 2 } },
    { "id": "slot", "announcement": { "form": "inline", "title": "In the page, for {plan}" }, "for": { "place": "/help" } },
    { "id": "mark", "hotspot": { "target": "#a", "title": "New", "flow": "card", "button": "Try it" },
      "for": { "context": { "plan": "gold" } } },
    { "id": "first", "checklist": { "title": "First steps", "items": [
      { "title": "Pay", "flow": "pay" },
      { "title": "Card", "flow": "card", "done": { "card": "blocked" } }] } }
  ]
}"##;

fn visit() -> Tab {
    arrives(Tab::new(config()))
}

fn arrives(mut tab: Tab) -> Tab {
    tab.feed(Input::Flows(flows(DOCUMENT)));
    tab
}

fn offers(commands: &[Command]) -> Option<&OffersView> {
    commands.iter().rev().find_map(|command| match command {
        Command::ShowOffers(view) => Some(&**view),
        _ => None,
    })
}

fn announced(commands: &[Command]) -> Option<&str> {
    Some(offers(commands)?.announcement.as_ref()?.0.id.as_str())
}

fn told(commands: &[Command]) -> Vec<(&str, Notice)> {
    let told = commands.iter().filter_map(|command| match command {
        Command::Emit(Event::Offer { offer, notice, .. }) => Some((offer.as_str(), *notice)),
        _ => None,
    });
    told.collect()
}

fn record(commands: &[Command]) -> Option<Vec<u8>> {
    commands.iter().rev().find_map(|command| match command {
        Command::KeepRecord(record) => record.clone(),
        _ => None,
    })
}

fn sees(tab: &mut Tab, id: &str) -> Vec<Command> {
    tab.feed(Input::OffersSeen(vec![id.into()]))
}

#[test]
fn one_announcement_a_page_and_the_next_on_the_next() {
    let mut tab = visit();
    let out = tab.feed(arrived("/", "Home"));
    assert_eq!(announced(&out), None, "nothing has changed since the flows were read");
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Home"));
    let out = tab.feed(Input::Flows(flows(DOCUMENT)));
    assert_eq!(announced(&out), Some("news"));
    let out = sees(&mut tab, "news");
    assert_eq!(told(&out), [("news", Notice::Shown)]);
    let kept = record(&out).unwrap();
    assert_eq!(told(&sees(&mut tab, "news")), [], "told once a page");
    // Dismissed: and nothing else comes in its place.
    let out = tab.feed(Input::DismissOffer("news".into()));
    assert_eq!((announced(&out), told(&out)), (None, vec![("news", Notice::Dismissed)]));
    // The next page: once is once.
    tab.load_page();
    tab.feed(Input::RecordKept(kept));
    let out = tab.feed(Input::Flows(flows(DOCUMENT)));
    assert_eq!(announced(&out), Some("more"));
    assert!(offers(&out).unwrap().announcement.as_ref().unwrap().1, "a modal");
}

#[test]
fn what_is_shown_twice_a_visit_comes_again_in_the_next() {
    let (mut tab, mut kept) = (visit(), None);
    tab.feed(Input::DismissOffer("news".into()));
    for page in 0..4 {
        let record = tab.feed(Input::DismissOffer("news".into()));
        kept = kept.or_else(|| self::record(&record));
        tab.load_page();
        tab.feed(Input::RecordKept(kept.clone().unwrap()));
        let out = tab.feed(Input::Flows(flows(DOCUMENT)));
        assert_eq!(announced(&out), (page < 2).then_some("more"), "page {page}");
        if page < 2 {
            kept = record_after(&mut tab);
        }
    }
    // A day later, without anything of the tab.
    let mut tab = Tab::new(config());
    tab.now += 24 * 60 * 60 * 1_000;
    tab.feed(Input::Started { memory: None });
    tab.feed(Input::RecordKept(kept.unwrap()));
    assert_eq!(announced(&tab.feed(Input::Flows(flows(DOCUMENT)))), Some("more"));
}

fn record_after(tab: &mut Tab) -> Option<Vec<u8>> {
    record(&sees(tab, "more"))
}

#[test]
fn nothing_comes_between_a_customer_and_a_step_or_a_person() {
    let mut tab = visit();
    let out = tab.feed(Input::Guide { flow: "pay".into(), run: 1 });
    assert!(offers(&out).unwrap().announcement.is_none());
    let out = tab.feed(Input::CloseStep);
    assert_eq!(announced(&out), Some("news"), "it is there again");
    assert_eq!(announced(&tab.feed(Input::Panel(true))), None);
    tab.feed(Input::Panel(false));
    let mut tab = arrives(Tab::online(config()));
    tab.feed(Input::Chat);
    assert_eq!(announced(&tab.engagement(Channel::Chat, active())), None);
    assert_eq!(tab.panel().checklist, None);
}

#[test]
fn an_audience_is_asked_whenever_something_changes() {
    let mut tab = visit();
    let out = tab.feed(Input::Context {
        key: "plan".into(),
        value: Value::Text("gold".into()),
        text: "gold".into(),
    });
    let view = offers(&out).unwrap();
    assert_eq!(view.hotspots[0].says.button.as_deref(), Some("Try it"));
    let view = offers(&tab.feed(arrived("/help", "Help"))).unwrap().clone();
    assert_eq!(view.inline[0].id, "slot");
    assert_eq!(view.inline[0].values, [("plan".into(), Value::Text("gold".into()))]);
    assert!(offers(&tab.feed(arrived("/", "Home"))).unwrap().inline.is_empty());
    let mut german = arrives(Tab::new(alongside_core::engine::Config { locale: "de".into(), ..config() }));
    let out = german.feed(Input::Context { key: "n".into(), value: Value::Number(1.0), text: "1".into() });
    let says = &offers(&out).unwrap().announcement.as_ref().unwrap().0;
    assert_eq!((says.title.as_str(), says.language.as_deref()), ("Schneller zahlen", Some("de")));
}

#[test]
fn what_is_taken_starts_its_flow_and_does_not_come_again() {
    let mut tab = visit();
    let out = tab.feed(Input::TakeOffer { offer: "news".into(), item: 0 });
    assert_eq!(told(&out), [("news", Notice::Taken)]);
    assert_eq!(tab.engine.position().unwrap().flow, "pay");
    let out = tab.feed(Input::CloseStep);
    assert_eq!(announced(&out), None);
    assert_eq!(told(&tab.feed(Input::TakeOffer { offer: "none".into(), item: 3 })), []);
}

#[test]
fn a_checklist_counts_what_was_completed_and_what_the_site_tells() {
    let mut tab = visit();
    let items = |tab: &Tab| tab.panel().checklist.as_ref().unwrap().items.clone();
    assert_eq!(items(&tab), [("Pay".into(), false), ("Card".into(), false)]);
    assert_eq!(told(&tab.feed(Input::Panel(true))), [("first", Notice::Shown)]);
    tab.feed(Input::Context { key: "card".into(), value: Value::Text("blocked".into()), text: "x".into() });
    assert_eq!(items(&tab), [("Pay".into(), false), ("Card".into(), true)]);
    let mut out = tab.feed(Input::TakeOffer { offer: "first".into(), item: 0 });
    for _ in 0..2 {
        let token = out.iter().rev().find_map(|command| match command {
            Command::Locate { token, .. } => Some(*token),
            _ => None,
        });
        tab.feed(Input::Located { token: token.unwrap(), candidates: vec![seen("button", "A")] });
        out = tab.feed(Input::Next);
    }
    assert_eq!(tab.engine.position(), None);
    assert_eq!(items(&tab), [("Pay".into(), true), ("Card".into(), true)]);
    tab.feed(Input::DismissOffer("first".into()));
    assert_eq!(tab.panel().checklist, None);
}

#[test]
fn another_tab_has_dismissed_it() {
    let (mut tab, mut other) = (visit(), visit());
    let kept = record(&other.feed(Input::DismissOffer("news".into()))).unwrap();
    let out = tab.feed(Input::RecordKept(kept));
    assert_ne!(announced(&out), Some("news"));
}

#[test]
fn without_consent_nothing_is_kept() {
    let mut tab = visit();
    let out = tab.feed(Input::Consent(Consent::Denied));
    assert!(out.contains(&Command::KeepRecord(None)));
    let out = tab.feed(Input::DismissOffer("news".into()));
    assert_eq!(record(&out), None);
    assert_eq!(announced(&out), None, "in this page it is dismissed all the same");
}

#[test]
fn the_launcher_finds_flows_by_title_and_by_other_words() {
    let mut tab = visit();
    let found = |tab: &mut Tab, typed: &str| {
        tab.feed(Input::Search(typed.into()));
        tab.panel().flows.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut tab, "inv"), ["pay"]);
    assert_eq!(found(&mut tab, "a card"), ["card"]);
    assert!(found(&mut tab, "loan").is_empty());
    assert_eq!(found(&mut tab, "").len(), 2);
}

#[test]
fn a_flow_of_another_day_is_gone_on_with_where_it_was() {
    let mut tab = visit();
    let out = tab.feed(Input::Guide { flow: "pay".into(), run: 1 });
    let Some(Command::Locate { token, .. }) =
        out.iter().rev().find(|command| matches!(command, Command::Locate { .. }))
    else {
        panic!("nothing is looked for")
    };
    tab.feed(Input::Located { token: *token, candidates: vec![seen("button", "A")] });
    let kept = record(&tab.feed(Input::Next)).unwrap();
    assert_eq!(tab.engine.position().unwrap().step, "two");

    // The tab was closed; days go by.
    let mut tab = Tab::new(config());
    tab.now += 5 * 24 * 60 * 60 * 1_000;
    tab.feed(Input::RecordKept(kept.clone()));
    tab.feed(Input::Flows(flows(DOCUMENT)));
    assert_eq!(tab.panel().go_on.as_deref(), Some("Pay a bill"));
    let out = tab.feed(Input::GoOn);
    assert_eq!(tab.engine.position().unwrap().step, "two");
    assert_eq!(tab.panel().go_on, None);
    drop(out);
    // Closed is closed.
    let kept_then = record(&tab.feed(Input::CloseStep)).unwrap();
    let mut tab = Tab::new(config());
    tab.feed(Input::RecordKept(kept_then));
    tab.feed(Input::Flows(flows(DOCUMENT)));
    assert_eq!(tab.panel().go_on, None);
    // After a month nobody remembers.
    let mut tab = Tab::new(config());
    tab.now += 31 * 24 * 60 * 60 * 1_000;
    tab.feed(Input::RecordKept(kept));
    tab.feed(Input::Flows(flows(DOCUMENT)));
    assert_eq!(tab.panel().go_on, None);
}

#[test]
fn a_preview_is_no_flow_to_go_on_with() {
    let mut tab = visit();
    tab.feed(Input::Preview(true));
    tab.feed(Input::Flows(flows(DOCUMENT)));
    let mut out = tab.feed(Input::Guide { flow: "pay".into(), run: 1 });
    let token = out.iter().find_map(|command| match command {
        Command::Locate { token, .. } => Some(*token),
        _ => None,
    });
    out.extend(tab.feed(Input::Located { token: token.unwrap(), candidates: vec![seen("button", "A")] }));
    out.extend(tab.feed(Input::Next));
    assert_eq!(tab.engine.position().unwrap().step, "two");
    assert_eq!(record(&out), None);
}

#[test]
fn an_offer_that_leads_nowhere_is_named() {
    let document = r#"{ "version": 3, "flows": [], "offers": [
        { "id": "news", "announcement": { "title": "News", "flow": "pya" } }] }"#;
    let out = Tab::new(config()).feed(Input::Flows(flows(document)));
    let problem = out.iter().find_map(|command| match command {
        Command::Emit(Event::Problem { message, .. }) => Some(message.as_str()),
        _ => None,
    });
    assert!(problem.unwrap().starts_with("offer \"news\": announcement.flow: "), "{problem:?}");
}

#[test]
fn a_page_that_changes_without_a_load_is_another_page() {
    let document = r#"{ "version": 3, "flows": [], "offers": [
        { "id": "rates", "announcement": { "title": "New rates" }, "for": { "place": "/loans" }, "often": "once" },
        { "id": "news", "announcement": { "title": "News" }, "for": { "place": "/" } }] }"#;
    let mut tab = Tab::new(config());
    tab.feed(arrived("/loans", "Loans"));
    assert_eq!(announced(&tab.feed(Input::Flows(flows(document)))), Some("rates"));
    sees(&mut tab, "rates");
    // What an app says of its own route takes nothing from the screen.
    assert!(offers(&tab.feed(arrived("/loans/", "Loans"))).is_none());
    assert_eq!(announced(&tab.feed(arrived("/", "Home"))), Some("news"));
    sees(&mut tab, "news");
    assert_eq!(announced(&tab.feed(arrived("/loans", "Loans"))), None, "once is once");
}

#[test]
fn what_the_texts_do_not_speak_of_leaves_them_as_they_are() {
    let document = r#"{ "version": 3, "flows": [], "offers": [
        { "id": "news", "announcement": { "title": "News for {name}" } }] }"#;
    let mut tab = visit();
    tab.feed(Input::Flows(flows(document)));
    let tells = |key: &str, value: &str| Input::Context {
        key: key.into(),
        value: Value::Text(value.into()),
        text: value.into(),
    };
    assert!(offers(&tab.feed(tells("basketTotal", "12"))).is_none());
    let out = tab.feed(tells("name", "Ada"));
    assert_eq!(offers(&out).unwrap().announcement.as_ref().unwrap().0.values.len(), 1);
}
