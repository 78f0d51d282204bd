//! What became of flows: asked for by days, shown as a funnel.

mod support;

use alongside_console::{
    app::{Effect, FlowsInput, Input},
    funnel::{Step, funnels},
    words,
};
use alongside_protocol::{
    message::Channel,
    records::{FlowCounts, Records, SiteRecords, StepCounts},
    versions::WritingCode,
};
use support::Console;

fn step(id: &str, number: u16, shown: u64, went_on: u64) -> StepCounts {
    StepCounts { step: id.into(), number, shown, went_on, ..StepCounts::default() }
}

fn flow(id: &str, steps: Vec<StepCounts>) -> FlowCounts {
    FlowCounts { flow: id.into(), started: 120, completed: 70, closed: 30, steps, ..FlowCounts::default() }
}

fn records(days: u16, flows: Vec<FlowCounts>) -> Records {
    let site = SiteRecords { site: "bank".into(), name: "Bank".into(), flows };
    Records { days, sites: vec![site], ..Records::default() }
}

fn pay() -> FlowCounts {
    let choose = StepCounts { skipped: 10, ..step("choose-payment", 1, 110, 108) };
    let card = StepCounts { timed: 100, seen_ms: 6_543_210, abandoned: 25, ..step("card", 2, 112, 72) };
    flow("pay", vec![choose, card, step("send", 3, 72, 70), step("new", 0, 0, 0)])
}

fn does(console: &mut Console, input: FlowsInput) -> Vec<Effect> {
    console.input(Input::Flows(input))
}

fn came(days: u16) -> FlowsInput {
    FlowsInput::Came(days, Ok(records(days, vec![pay()])))
}

fn steps(flow: FlowCounts) -> Vec<Step> {
    funnels(&records(30, vec![flow])).remove(0).steps
}

#[test]
fn who_looks_is_shown_the_last_thirty_days() {
    let mut console = Console::connected();
    assert!(!console.state.shows_flows());
    assert_eq!(does(&mut console, FlowsInput::Look), [Effect::ReadFlows(30)]);
    assert!(console.state.shows_flows() && console.state.flows.current().is_none());
    assert_eq!(does(&mut console, came(30)), []);
    assert_eq!(console.state.flows.current().unwrap().sites[0].flows, [pay()]);
    assert_eq!(console.state.announcement, "1 flow in 30 days.");
    // Looking again asks again, and what is there stays until the answer comes.
    console.input(Input::Open(None));
    assert!(!console.state.shows_flows());
    assert_eq!(does(&mut console, FlowsInput::Look), [Effect::ReadFlows(30)]);
    assert!(console.state.flows.current().is_some());
}

#[test]
fn a_flow_and_its_steps_are_called_what_customers_read_where_that_is_known() {
    let mut known = pay();
    known.title = "Pay a bill".into();
    known.steps[1].title = "Your card".into();
    let funnel = funnels(&records(30, vec![known])).remove(0);
    let titles: Vec<&str> = funnel.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!((funnel.title.as_str(), &titles[..2]), ("Pay a bill", &["Choose payment", "Your card"][..]));
}

#[test]
fn other_days_are_asked_for_and_a_late_answer_is_not_taken_for_theirs() {
    let mut console = Console::connected();
    does(&mut console, FlowsInput::Look);
    does(&mut console, came(30));
    assert_eq!(does(&mut console, FlowsInput::Days(7)), [Effect::ReadFlows(7)]);
    assert_eq!(console.state.flows.current(), None, "thirty days are not seven");
    does(&mut console, came(30));
    assert_eq!(console.state.flows.current(), None);
    does(&mut console, came(7));
    assert_eq!(console.state.flows.current().unwrap().days, 7);
    assert_eq!(does(&mut console, FlowsInput::Days(8)), [], "no choice that there is");
    assert_eq!(console.state.flows.days, 7);
}

#[test]
fn without_an_answer_it_says_why_and_tries_again() {
    let mut console = Console::connected();
    does(&mut console, FlowsInput::Look);
    does(&mut console, FlowsInput::Came(30, Err("The relay can't be reached.".into())));
    assert_eq!(console.state.flows.problem, "The relay can't be reached.");
    assert_eq!(does(&mut console, FlowsInput::Again), [Effect::ReadFlows(30)]);
    assert_eq!(console.state.flows.problem, "");
}

#[test]
fn an_engagement_takes_its_place_and_the_next_agent_finds_nothing_of_it() {
    let mut console = Console::connected();
    does(&mut console, FlowsInput::Look);
    does(&mut console, came(30));
    console.engaged(1, Channel::Chat);
    assert!(!console.state.shows_flows());
    assert_eq!(console.state.open, Some(1));
    does(&mut console, FlowsInput::Look);
    assert_eq!((console.state.open, console.state.shows_flows()), (None, true));
    console.input(Input::LoggedOut(String::new()));
    assert_eq!(console.state.flows.current(), None);
    does(&mut console, came(30));
    assert_eq!(console.state.flows.current(), None, "an answer that was under way");
}

#[test]
fn a_funnel_is_read_step_by_step() {
    let one = funnels(&records(30, vec![pay()])).remove(0);
    assert_eq!((one.title.as_str(), one.site), ("Pay", None));
    assert_eq!(one.summary, "120 started, 70 finished (58 %), 30 closed");
    let card = &one.steps[1];
    assert_eq!((card.number, card.title.as_str()), (Some(2), "Card"));
    assert_eq!((card.shown.as_str(), card.width, card.went_on), ("112 of 120", 93, Some(64)));
    assert_eq!(card.mean_time.as_deref(), Some("1 min 5 s"));
    assert_eq!(card.notes, ["25 gave up"]);
    assert_eq!(one.steps[0].notes, ["10 skipped"]);
    let nobody = &one.steps[3];
    assert_eq!((nobody.number, nobody.width, nobody.went_on), (None, 0, None));
    assert_eq!(nobody.mean_time, None);
}

#[test]
fn the_step_where_most_stop_is_marked_when_many_do() {
    let worst: Vec<bool> = steps(pay()).iter().map(|step| step.is_worst).collect();
    assert_eq!(worst, [false, true, false, false]);
    let fine = flow("f", vec![step("a", 1, 100, 95), step("b", 2, 95, 93)]);
    assert!(steps(fine).iter().all(|step| !step.is_worst), "five of a hundred are not many");
    let twins = flow("f", vec![step("a", 1, 100, 50), step("b", 2, 100, 50)]);
    assert_eq!(steps(twins).iter().filter(|step| step.is_worst).count(), 1);
    assert!(steps(flow("f", vec![step("a", 1, 0, 0)])).iter().all(|step| !step.is_worst));
}

#[test]
fn what_began_before_these_days_makes_no_bar_too_long() {
    let late = FlowCounts { started: 1, ..flow("f", vec![step("a", 1, 4, 6), step("b", 2, 2, 2)]) };
    let steps = steps(late);
    assert_eq!((steps[0].shown.as_str(), steps[0].width, steps[0].went_on), ("4 of 4", 100, Some(100)));
    assert_eq!((steps[1].width, steps[1].is_worst), (50, false));
}

#[test]
fn several_sites_are_named() {
    let mut both = records(30, vec![pay()]);
    both.sites.push(SiteRecords { site: "shop".into(), name: "Shop".into(), flows: vec![pay()] });
    let sites: Vec<_> = funnels(&both).into_iter().map(|flow| flow.site.unwrap()).collect();
    assert_eq!(sites, ["Bank", "Shop"]);
    assert_eq!(words::flows_came(&both), "2 flows in 30 days.");
}

#[test]
fn times_and_shares_in_words() {
    let time = |timed, seen_ms| words::mean_time(&StepCounts { timed, seen_ms, ..StepCounts::default() });
    assert_eq!(time(0, 0), None);
    assert_eq!(time(2, 4_900).as_deref(), Some("2.4 s"));
    assert_eq!(time(1, 45_900).as_deref(), Some("45 s"));
    assert_eq!(time(1, 120_000).as_deref(), Some("2 min"));
    assert_eq!((words::share(1, 3), words::share(2, 3), words::share(0, 0)), (Some(33), Some(67), None));
    assert_eq!(words::share(u64::MAX, 1), Some(100), "whatever the relay says");
}

#[test]
fn a_code_to_write_flows_with_is_asked_for_and_gone_with_the_page() {
    let mut console = Console::connected();
    does(&mut console, FlowsInput::Look);
    let asks = FlowsInput::AskCode("bank".into());
    assert_eq!(does(&mut console, asks.clone()), [Effect::AskWritingCode("bank".into())]);
    let code = WritingCode { code: "0123".into(), expires_at: 7 };
    let came = |site: &str| FlowsInput::CodeCame(site.into(), Ok(code.clone()));
    does(&mut console, came("shop"));
    assert_eq!(console.state.flows.code.as_ref().unwrap().came, None, "another site's is none");
    does(&mut console, came("bank"));
    assert_eq!(console.state.flows.code.as_ref().unwrap().came, Some(Ok(code.clone())));
    assert_eq!(console.state.announcement, "The code is here.");

    does(&mut console, FlowsInput::Look);
    assert_eq!(console.state.flows.code, None, "it is not left on the screen");
    does(&mut console, asks);
    console.input(Input::LoggedOut(String::new()));
    does(&mut console, came("bank"));
    assert_eq!(console.state.flows.code, None, "an answer for an agent who is gone");
}
