//! A line that is lost is looked for from the agent's side, too: at once, on a new
//! socket, for a while.

mod support;

use alongside_console::app::{Effect, Input, LineEvent};
use alongside_protocol::message::{
    AgentWelcome, CallState, Channel, FromAgent, IceServer, IceServers, Rtc, RtcSignal, ToAgent,
};
use support::{Console, NOW, active, all_sent, engagement, offer, welcome};

const CONNECT: Effect = Effect::Connect { after: 0 };

/// A call whose sound flows.
fn talking() -> Console {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    console.input(Input::Line(1, LineEvent::Connected));
    console
}

fn lost(console: &mut Console) -> Vec<Effect> {
    console.input(Input::Line(1, LineEvent::Disconnected))
}

/// The relay is there on the new socket, and names the engagement again.
fn back(console: &mut Console, welcome: ToAgent) -> Vec<Effect> {
    console.input(Input::Opened);
    let effects = console.hear(welcome);
    console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    effects
}

fn tick(console: &mut Console, millis: u64) -> Vec<Effect> {
    console.now += millis;
    console.input(Input::Tick)
}

fn restarts(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| **effect == Effect::RestartLine).count()
}

fn lasting(lasts: u64) -> ToAgent {
    let ToAgent::Welcome(known) = welcome() else { unreachable!() };
    ToAgent::Welcome(AgentWelcome { ice: server("welcome"), ice_lasts: lasts, ..known })
}

fn server(name: &str) -> Vec<IceServer> {
    vec![IceServer { urls: vec!["turn:relay".into()], username: name.into(), credential: "c".into() }]
}

#[test]
fn a_lost_line_is_looked_for_at_once_and_then_less_often() {
    let mut console = talking();
    let effects = lost(&mut console);
    assert!(effects.contains(&CONNECT) && restarts(&effects) == 1, "{effects:?}");
    assert!(!console.state.awaits_time(), "without the relay the customer hears of no try");
    back(&mut console, welcome());
    let mut tried = Vec::new();
    for _ in 0..60 {
        if restarts(&tick(&mut console, 1_000)) > 0 {
            tried.push(console.now - NOW);
        }
    }
    assert_eq!(tried, [2_000, 6_000, 14_000, 22_000]);
    assert!(!console.state.awaits_time(), "the customer's page decides what comes next");
}

#[test]
fn sound_that_flows_again_ends_the_search() {
    let mut console = talking();
    lost(&mut console);
    back(&mut console, welcome());
    console.input(Input::Line(1, LineEvent::Connected));
    assert_eq!(restarts(&tick(&mut console, 10_000)), 0);
    assert!(lost(&mut console).contains(&CONNECT), "the next one begins anew");
}

#[test]
fn another_network_is_a_new_socket_and_with_a_call_a_new_way() {
    let mut console = talking();
    let effects = console.input(Input::NetworkChanged);
    assert!(effects.contains(&CONNECT) && restarts(&effects) == 1, "{effects:?}");
    back(&mut console, welcome());
    console.now += 500;
    assert_eq!(restarts(&lost(&mut console)), 0, "that try has its time");
    assert_eq!(restarts(&tick(&mut console, 2_000)), 1);

    let mut console = Console::connected();
    assert_eq!(console.input(Input::NetworkChanged), [CONNECT]);
    let mut console = Console::connected();
    console.input(Input::LoggedOut(String::new()));
    assert!(console.input(Input::NetworkChanged).is_empty(), "nobody is at work");
}

#[test]
fn what_is_said_of_the_line_while_there_is_no_connection_is_said_after_it() {
    let mut console = talking();
    console.input(Input::Closed { jitter: 0 });
    let answer = RtcSignal::Answer { sdp: "late".into() };
    assert!(console.input(Input::Line(1, LineEvent::Signal(answer.clone()))).is_empty());
    console.input(Input::Mute(true));
    let said = all_sent(&back(&mut console, welcome()));
    let number = CallState::numbered(1, 3);
    let state = CallState { muted: true, connected: true, number, ..CallState::default() };
    assert_eq!(
        said[1..],
        [FromAgent::Rtc((1, Rtc { call: 1, signal: answer })), FromAgent::CallState((1, state))]
    );
    console.input(Input::Closed { jitter: 0 });
    assert_eq!(all_sent(&back(&mut console, welcome())).len(), 2, "and only once");
}

#[test]
fn signals_of_a_line_that_is_over_are_not_said_after_it() {
    let mut console = talking();
    console.input(Input::Closed { jitter: 0 });
    let old = RtcSignal::Offer { sdp: "old".into() };
    console.input(Input::Line(1, LineEvent::Signal(old)));
    console.hear(offer(1, 2));
    let said = all_sent(&back(&mut console, welcome()));
    assert!(!said.iter().any(|message| matches!(message, FromAgent::Rtc(_))), "{said:?}");
}

#[test]
fn servers_that_hold_no_longer_are_replaced_before_they_are_used() {
    let mut console = talking();
    back(&mut console, lasting(3_600_000));
    console.now += 3_600_000 - 29_000;
    let effects = lost(&mut console);
    assert!(effects.contains(&CONNECT) && restarts(&effects) == 0, "{effects:?}");
    assert_eq!(restarts(&back(&mut console, lasting(31_000))), 1);
    let effects = tick(&mut console, 2_000);
    assert_eq!((restarts(&effects), all_sent(&effects)), (0, vec![FromAgent::AskServers(())]));
    let fresh = IceServers { servers: server("fresh"), lasts: 3_600_000 };
    assert_eq!(restarts(&console.hear(ToAgent::Servers(fresh))), 1);
    assert_eq!(console.state.ice, server("fresh"));
}

#[test]
fn sound_that_stops_is_looked_for_before_the_browser_says_so() {
    let mut console = talking();
    let stopped = |console: &mut Console| console.input(Input::Line(1, LineEvent::Stopped));
    let effects = stopped(&mut console);
    assert!(effects.contains(&CONNECT) && restarts(&effects) == 1, "{effects:?}");
    console.now += 2_000;
    assert_eq!(restarts(&stopped(&mut console)), 0, "the first try has not left yet");
    back(&mut console, welcome());
    console.now += 2_000;
    let effects = stopped(&mut console);
    assert!(!effects.contains(&CONNECT) && restarts(&effects) == 1, "{effects:?}");
    console.now += 10_000;
    assert!(stopped(&mut console).contains(&CONNECT), "the next one begins anew");
}

#[test]
fn a_page_that_loads_anew_takes_its_sound_along() {
    let mut console = talking();
    console.hear(ToAgent::CallAway(1));
    assert_eq!(console.input(Input::Line(1, LineEvent::Stopped)), []);
}

#[test]
fn a_line_that_never_came_up_is_the_customer_s_to_replace() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    let effects = console.input(Input::Line(1, LineEvent::Failed));
    assert!(!effects.contains(&CONNECT) && restarts(&effects) == 0, "{effects:?}");
}
