//! A line that is lost is looked for at once, on a new socket and with servers that
//! hold, for a while; then there is a new line.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::engine::{Command, Config, Input};
use alongside_protocol::message::{
    CallState, Channel, Engage, FromCustomer, IceServer, IceServers, Resume, ToCustomer, Welcome,
};
use common::{Tab, VISIT, active, announced, config, microphone, peer, sent};

const MINUTE: u64 = 60_000;

fn server(name: &str) -> Vec<IceServer> {
    vec![IceServer { urls: vec!["turn:relay".into()], username: name.into(), credential: "c".into() }]
}

fn welcome(servers: &str, lasts: u64) -> ToCustomer {
    let resume = Resume { visit: VISIT.into(), token: "secret".into() };
    let ice = server(servers);
    ToCustomer::Welcome(Welcome { resume, resumed: true, received: 0, ice, now: 0, ice_lasts: lasts })
}

/// A call whose sound flows; its servers hold for an hour.
fn talking() -> Tab {
    let mut tab = Tab::new(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome("first", 60 * MINUTE), false);
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab
}

fn lost(tab: &mut Tab) -> Vec<Command> {
    tab.feed(Input::PeerConnected { call: 1, connected: false })
}

/// The relay is there on the new socket.
fn back(tab: &mut Tab) -> Vec<Command> {
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome("again", 60 * MINUTE), false)
}

/// The servers of each restart, by their user's name.
fn restarts(out: &[Command]) -> Vec<&str> {
    out.iter()
        .filter_map(|command| match command {
            Command::RestartPeer { call: 1, ice, .. } => Some(ice[0].username.as_str()),
            _ => None,
        })
        .collect()
}

fn sockets(out: &[Command]) -> usize {
    out.iter().filter(|command| **command == Command::Connect).count()
}

#[test]
fn a_line_that_is_lost_is_looked_for_at_once_on_a_new_socket() {
    let mut tab = talking();
    let out = lost(&mut tab);
    assert_eq!(announced(&out), ["The line was interrupted. We are trying again."]);
    assert_eq!((restarts(&out), sockets(&out), peer(&out)), (vec!["first"], 1, None));
    assert!(!out.contains(&Command::ClosePeer), "the line stays: {out:?}");
}

#[test]
fn it_is_looked_for_less_and_less_often_and_then_replaced() {
    let mut tab = talking();
    lost(&mut tab);
    let begin = tab.now;
    back(&mut tab);
    let mut tried = Vec::new();
    let out = loop {
        let out = tab.wait(500);
        tried.extend(restarts(&out).iter().map(|_| tab.now - begin));
        assert_eq!(sockets(&out), 0, "the new socket is as good as any");
        if peer(&out).is_some() {
            break out;
        }
    };
    assert_eq!(tried, [2_000, 6_000, 14_000, 22_000]);
    assert_eq!((tab.now - begin, peer(&out)), (30_000, Some(2)));
    // One that never comes up is the last.
    let out = tab.feed(Input::PeerFailed { call: 2 });
    assert_eq!(sent(&out), [FromCustomer::Engage(Engage { channel: Channel::Chat })]);
}

#[test]
fn sound_that_flows_again_ends_the_search_and_the_next_one_begins_anew() {
    let mut tab = talking();
    lost(&mut tab);
    back(&mut tab);
    tab.wait(2_000);
    let out = tab.feed(Input::PeerConnected { call: 1, connected: true });
    assert_eq!(announced(&out), ["Connected"]);
    assert_eq!(restarts(&tab.wait(MINUTE)), [""; 0]);
    let out = lost(&mut tab);
    assert_eq!((restarts(&out), sockets(&out)), (vec!["again"], 1));
}

#[test]
fn each_search_begins_with_another_connection_and_goes_on_with_the_old_one_in_turn() {
    let renews = |out: &[Command]| {
        out.iter().find_map(|command| match command {
            Command::RestartPeer { renews, .. } => Some(*renews),
            _ => None,
        })
    };
    let mut tab = talking();
    assert_eq!(renews(&lost(&mut tab)), Some(true));
    back(&mut tab);
    assert_eq!(renews(&tab.wait(2_000)), Some(false), "an older console knows only this");
    assert_eq!(renews(&tab.wait(4_000)), Some(true));
    assert_eq!(renews(&tab.feed(Input::NetworkChanged)), Some(true), "a network more is a new search");
    back(&mut tab);
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab.wait(MINUTE);
    // A line that has stood for a while: its servers are still good.
    assert_eq!(renews(&tab.feed(Input::SoundStopped { call: 1 })), Some(true));
}

#[test]
fn a_browser_that_gives_the_line_up_does_not_end_the_search() {
    let mut tab = talking();
    let out = tab.feed(Input::PeerFailed { call: 1 });
    assert_eq!((restarts(&out), peer(&out)), (vec!["first"], None));
    assert_eq!(announced(&out).len(), 1, "said once");
    back(&mut tab);
    let out = tab.feed(Input::PeerFailed { call: 1 });
    assert!(out.is_empty(), "what is tried has its time: {out:?}");
    assert_eq!(restarts(&tab.wait(2_000)).len(), 1);
}

#[test]
fn while_the_relay_is_away_nobody_would_hear_of_a_try() {
    let mut tab = talking();
    tab.feed(Input::SocketClosed { code: 1006 });
    assert_eq!(restarts(&lost(&mut tab)).len(), 1, "it leaves when the relay is back");
    tab.feed(Input::SocketClosed { code: 1006 });
    let out = tab.wait(5 * MINUTE);
    assert_eq!((restarts(&out).len(), peer(&out)), (0, None));
    assert!(sockets(&out) > 0, "the socket is tried again");
    back(&mut tab);
    assert_eq!(restarts(&tab.wait(1_999)).len(), 0);
    assert_eq!(restarts(&tab.wait(1)).len(), 1);
}

#[test]
fn without_a_relay_the_call_goes_on() {
    let mut tab = talking();
    let out = tab.feed(Input::SocketClosed { code: 1006 });
    let ends = |command: &Command| {
        matches!(command, Command::ClosePeer | Command::CloseMicrophone | Command::RestartPeer { .. })
    };
    assert!(!out.iter().any(ends), "{out:?}");
    let out = tab.wait(5 * MINUTE);
    assert!(!out.iter().any(ends), "{out:?}");
    assert!(tab.panel().call.unwrap().connected);
}

#[test]
fn another_network_is_used_before_the_line_is_lost() {
    let mut tab = talking();
    let out = tab.feed(Input::NetworkChanged);
    assert_eq!((restarts(&out), sockets(&out)), (vec!["first"], 1));
    assert_eq!(announced(&out), [""; 0], "nothing is lost yet");
    back(&mut tab);
    tab.now += 500;
    assert_eq!(restarts(&lost(&mut tab)), [""; 0], "that try has its time");
    assert_eq!(restarts(&tab.wait(2_000)).len(), 1);
    // A network more is a reason to hope, however often it was tried.
    tab.wait(20_000);
    let out = tab.feed(Input::NetworkChanged);
    assert_eq!((restarts(&out).len(), sockets(&out)), (1, 1));
}

#[test]
fn sound_that_stops_is_looked_for_before_the_browser_says_so() {
    let mut tab = talking();
    let stopped = Input::SoundStopped { call: 1 };
    let out = tab.feed(stopped.clone());
    assert_eq!((restarts(&out), sockets(&out)), (vec!["first"], 1));
    assert_eq!(announced(&out), [""; 0], "the line may well be there");
    tab.now += 2_000;
    let out = tab.feed(stopped.clone());
    assert_eq!((restarts(&out).len(), sockets(&out)), (0, 0), "the first try has not left yet");
    back(&mut tab);
    tab.now += 2_000;
    let out = tab.feed(stopped.clone());
    assert_eq!((restarts(&out).len(), sockets(&out)), (1, 0), "the new socket is as good as any");
    // Now the browser says so, too: the search goes on where it is.
    tab.now += 500;
    assert_eq!(restarts(&lost(&mut tab)), [""; 0]);
    assert_eq!(restarts(&tab.feed(stopped.clone())), [""; 0]);
    assert_eq!(restarts(&tab.wait(2_000)).len(), 1);
    // Found; the next time everything is new again.
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab.wait(MINUTE);
    let out = tab.feed(stopped);
    assert_eq!((restarts(&out).len(), sockets(&out)), (1, 1));
}

#[test]
fn sound_that_stops_on_another_line_is_no_matter_of_this_one_s() {
    let mut tab = talking();
    assert!(tab.feed(Input::SoundStopped { call: 2 }).is_empty());
    tab.feed(Input::Leave);
    assert!(tab.feed(Input::SoundStopped { call: 1 }).is_empty());
}

#[test]
fn another_network_without_a_call_is_a_new_socket_and_none_where_none_is_wanted() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    let out = tab.feed(Input::NetworkChanged);
    assert_eq!((restarts(&out).len(), sockets(&out)), (0, 1));
    let mut tab = Tab::new(Config { gpc: true, ..config() });
    assert!(tab.feed(Input::NetworkChanged).is_empty());
}

#[test]
fn servers_told_meanwhile_are_the_next_restart_s() {
    let mut tab = talking();
    tab.wait(45 * MINUTE);
    let fresh = IceServers { servers: server("fresh"), lasts: 60 * MINUTE };
    assert!(restarts(&tab.relay_says(&ToCustomer::Servers(fresh), false)).is_empty());
    tab.wait(30 * MINUTE);
    assert_eq!(restarts(&lost(&mut tab)), ["fresh"]);
}

#[test]
fn servers_that_hold_no_longer_are_asked_for_first() {
    let mut tab = talking();
    tab.wait(60 * MINUTE - 29_000);
    let out = lost(&mut tab);
    assert_eq!((restarts(&out).len(), sockets(&out)), (0, 1), "the new socket brings them");
    tab.feed(Input::SocketOpened);
    assert_eq!(restarts(&tab.relay_says(&welcome("welcome", 31_000), false)), ["welcome"]);
    // Two seconds later these are old, too, and the socket is there to ask on.
    let out = tab.wait(2_000);
    assert_eq!(restarts(&out).len(), 0);
    assert_eq!(sent(&out), [FromCustomer::AskServers(())]);
    let fresh = IceServers { servers: server("fresh"), lasts: 60 * MINUTE };
    assert_eq!(restarts(&tab.relay_says(&ToCustomer::Servers(fresh), false)), ["fresh"]);
}

#[test]
fn an_agent_who_was_away_hears_how_the_call_is_here() {
    let mut tab = talking();
    tab.feed(Input::Mute(true));
    // What was said of it went to nobody; the agent who is back asks for the page.
    let out = tab.relay_says(&ToCustomer::Snapshot(()), true);
    let number = CallState::numbered(1, 3);
    let state = CallState { muted: true, connected: true, number, ..CallState::default() };
    assert!(sent(&out).contains(&FromCustomer::CallState(state)), "{out:?}");
}
