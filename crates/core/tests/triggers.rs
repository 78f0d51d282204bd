//! What struggles lead to, by the rules of a site.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Config, Consent, Event, Input},
    observe::{
        signals::{Click, Clicked, Happening, Mark},
        triggers::{Rule, Then},
    },
    privacy::{Label, Level},
};
use alongside_protocol::{
    flow::{FlowSet, Place},
    message::{Channel, FactKind, FromCustomer, SignalKind},
};
use common::{Tab, active, announced, arrived, config, flows, sent, welcome};

const FLOWS: &str = r##"{ "version": 2, "flows": [
    { "id": "pay", "title": "Pay", "steps": [{ "target": "#pay", "title": "Here" }] } ] }"##;

const OFFER: &str = "Is something not working? We are happy to help.";

fn rule(kind: SignalKind, then: Then) -> Rule {
    Rule { signals: vec![kind], on: None, place: None, then, at_most: 1 }
}

fn tab_of(config: Config) -> Tab {
    let mut tab = Tab::online(config);
    tab.feed(arrived("/checkout", "Checkout"));
    tab.feed(Input::Flows(flows(FLOWS)));
    tab
}

fn tab(when: Vec<Rule>) -> Tab {
    tab_of(Config { when, ..config() })
}

/// Three clicks in a row on what has this name.
fn rage(tab: &mut Tab, label: &str) -> Vec<Command> {
    rage_on(tab, Label::new(Level::Show, label))
}

fn rage_on(tab: &mut Tab, label: Label) -> Vec<Command> {
    tab.wait(5_000);
    let mut out = Vec::new();
    // A label: that the page does not answer is no second signal.
    let path = vec![Mark { tag: "label".into(), ..Mark::default() }];
    for _ in 0..3 {
        out.extend(tab.wait(200));
        out.extend(tab.feed(Input::Happened(Happening::Click(Click {
            target: 1,
            label: label.clone(),
            on: Clicked { path: path.clone(), ..Clicked::default() },
            ..Click::default()
        }))));
    }
    out
}

fn starts(out: &[Command]) -> usize {
    let started = |command: &&Command| matches!(command, Command::Locate { .. });
    out.iter().filter(started).count().min(1)
}

fn offers(out: &[Command]) -> usize {
    announced(out).iter().filter(|text| **text == OFFER).count()
}

#[test]
fn what_stands_in_a_masked_part_has_no_name_in_the_journey_but_one_for_the_site_s_rules() {
    let about_it =
        Rule { on: Some("quentin".into()), ..rule(SignalKind::RageClick, Then::Flow("pay".into())) };
    for level in [Level::MaskAllText, Level::Hide] {
        let mut tab = tab(vec![about_it.clone()]);
        let out = rage_on(&mut tab, Label::new(level, "Pay Quentin"));
        assert_eq!(starts(&out), 1, "the site's own rules stay in the page");
        let told = sent(&out).into_iter().filter_map(|message| match message {
            FromCustomer::Facts(facts) => Some(facts),
            _ => None,
        });
        let named: Vec<String> = told
            .flatten()
            .filter_map(|fact| match fact.kind {
                FactKind::Signal { on, .. } => Some(on),
                _ => None,
            })
            .collect();
        assert_eq!(named, [""], "at {level:?}");
        let events = out.iter().filter_map(|command| match command {
            Command::Emit(Event::Signal { on, .. }) => Some(on.as_str()),
            _ => None,
        });
        assert_eq!(events.collect::<Vec<_>>(), [""]);
        let out = tab.feed(Input::Chose { label: Label::new(level, "Pay Quentin") });
        assert!(!format!("{out:?}").contains("Quentin"), "nor has it as a reason");
    }
}

#[test]
fn a_rule_starts_a_flow_and_only_as_often_as_it_says() {
    let mut tab = tab(vec![rule(SignalKind::RageClick, Then::Flow("pay".into()))]);
    assert_eq!(starts(&rage(&mut tab, "Pay")), 1);
    tab.feed(Input::CloseStep);
    tab.wait(120_000);
    assert_eq!(starts(&rage(&mut tab, "Pay")), 0, "once in a visit");
    tab.load_page();
    tab.feed(arrived("/checkout", "Checkout"));
    tab.feed(Input::Flows(flows(FLOWS)));
    assert_eq!(starts(&rage(&mut tab, "Pay")), 0, "the next page is of the same visit");
}

#[test]
fn a_rule_may_ask_for_a_name_and_a_place() {
    let mut when = rule(SignalKind::RageClick, Then::OfferHelp);
    when.on = Some("voucher".into());
    when.place = Some(Place::try_from("/checkout/**").unwrap());
    let mut tab = tab(vec![when]);
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0);
    tab.feed(arrived("/basket", "Basket"));
    assert_eq!(offers(&rage(&mut tab, "Redeem Voucher")), 0);
    tab.feed(arrived("/checkout/pay", "Pay"));
    assert_eq!(offers(&rage(&mut tab, "Redeem Voucher")), 1);
}

#[test]
fn an_offer_opens_the_panel_and_is_dismissed_for_the_visit() {
    let mut when = rule(SignalKind::RageClick, Then::OfferHelp);
    when.at_most = 9;
    let mut tab = tab(vec![when]);
    assert_eq!(offers(&rage(&mut tab, "Pay")), 1);
    let panel = tab.panel();
    assert!(panel.open && panel.offered && panel.status == OFFER && !panel.actions.is_empty());
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0, "never two at once");
    tab.feed(Input::Panel(false));
    tab.wait(120_000);
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0, "dismissed");
    assert!(!tab.panel().open);
    tab.load_page();
    tab.feed(arrived("/checkout", "Checkout"));
    tab.feed(Input::Flows(flows(FLOWS)));
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0, "dismissed, on the next page, too");
}

#[test]
fn nothing_is_offered_while_a_step_is_shown_or_a_person_is_there() {
    let mut tab = tab(vec![rule(SignalKind::RageClick, Then::OfferHelp)]);
    tab.feed(Input::Guide { flow: "pay".into(), run: 1 });
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0);
    tab.feed(Input::CloseStep);
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0);
    tab.feed(Input::Leave);
    tab.feed(Input::Panel(false));
    assert_eq!(offers(&rage(&mut tab, "Pay")), 1, "what was not done is not used up");
}

#[test]
fn two_rules_never_act_on_one_signal_nor_soon_after_each_other() {
    let first = rule(SignalKind::RageClick, Then::Flow("pay".into()));
    let mut tab = tab(vec![first, rule(SignalKind::RageClick, Then::OfferHelp)]);
    let out = rage(&mut tab, "Pay");
    assert_eq!((starts(&out), offers(&out)), (1, 0));
    tab.feed(Input::CloseStep);
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0, "half a minute has to pass");
    tab.wait(30_000);
    assert_eq!(offers(&rage(&mut tab, "Pay")), 1);
}

#[test]
fn without_a_way_to_help_none_is_offered() {
    let when = vec![rule(SignalKind::RageClick, Then::OfferHelp)];
    let mut tab = Tab::new(Config { when, has_relay: false, phone: None, ..config() });
    tab.feed(arrived("/checkout", "Checkout"));
    tab.feed(Input::Flows(FlowSet::default()));
    assert_eq!(offers(&rage(&mut tab, "Pay")), 0);
}

#[test]
fn what_happens_before_the_flows_are_read_waits_for_them() {
    let when = vec![rule(SignalKind::RageClick, Then::Flow("pay".into()))];
    let mut tab = Tab::online(Config { when, ..config() });
    tab.feed(arrived("/checkout", "Checkout"));
    assert_eq!(starts(&rage(&mut tab, "Pay")), 0);
    assert_eq!(starts(&tab.feed(Input::Flows(flows(FLOWS)))), 1);
}

#[test]
fn a_rule_that_names_no_flow_is_named() {
    let when = vec![rule(SignalKind::RageClick, Then::Flow("pai".into()))];
    let mut tab = Tab::online(Config { when, ..config() });
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    let problem = out.iter().find_map(|command| match command {
        Command::Emit(Event::Problem { message, .. }) => Some(message.as_str()),
        _ => None,
    });
    let expected =
        "option `when[0].then.flow`: there is no flow \"pai\", did you mean \"pay\"?; known are: pay";
    assert_eq!(problem, Some(expected));
}

/// Signals that left on the socket.
fn told(out: &[Command]) -> Vec<SignalKind> {
    let facts = sent(out).into_iter().filter_map(|message| match message {
        FromCustomer::Facts(facts) => Some(facts),
        _ => None,
    });
    let kinds = facts.flatten().filter_map(|fact| match fact.kind {
        FactKind::Signal { kind, .. } => Some(kind),
        _ => None,
    });
    kinds.collect()
}

#[test]
fn an_agent_who_is_there_is_told_at_once() {
    let mut tab = tab(vec![rule(SignalKind::RageClick, Then::TellAgent)]);
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    assert_eq!(told(&rage(&mut tab, "Pay")), [SignalKind::RageClick]);
}

#[test]
fn what_may_not_leave_is_kept_for_whoever_answers_over_page_loads() {
    let when = vec![rule(SignalKind::RageClick, Then::TellAgent)];
    let config = Config { when, gpc: true, consent: Consent::Unknown, ..config() };
    let mut tab = tab_of(config);
    assert!(told(&rage(&mut tab, "Pay")).is_empty(), "nothing leaves unasked");
    // What matters less does not push it out.
    for page in 0..300 {
        tab.feed(arrived(&format!("/page/{page}"), "Page"));
    }
    tab.load_page();
    tab.feed(arrived("/help", "Help"));
    tab.feed(Input::Flows(flows(FLOWS)));
    let mut out = tab.feed(Input::Chat);
    out.extend(tab.feed(Input::SocketOpened));
    out.extend(tab.relay_says(&welcome(false), false));
    assert_eq!(told(&out), [SignalKind::RageClick]);
}

#[test]
fn a_denial_forgets_what_was_kept() {
    let when = vec![rule(SignalKind::RageClick, Then::TellAgent)];
    let mut tab = tab_of(Config { when, gpc: true, ..config() });
    rage(&mut tab, "Pay");
    tab.feed(Input::Consent(Consent::Denied));
    let mut out = tab.feed(Input::Chat);
    out.extend(tab.feed(Input::SocketOpened));
    out.extend(tab.relay_says(&welcome(false), false));
    assert!(told(&out).is_empty());
}

#[test]
fn a_kind_that_is_not_wanted_is_not_told() {
    let mut tab = tab_of(Config { signals_off: vec![SignalKind::RageClick], ..config() });
    assert!(told(&rage(&mut tab, "Pay")).is_empty());
}
