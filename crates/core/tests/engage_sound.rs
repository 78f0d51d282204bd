//! What the customer learns of how a call sounds, and what the agent is told of it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Input},
    voice::{EVERY, Heard, Reading},
};
use alongside_protocol::message::{CallQuality, CallState, Channel, FromCustomer, Grade, Sound, ToCustomer};
use common::{Tab, active, announced, config, microphone, sent};

/// A tab in a call, and what its browser counts.
struct Call {
    tab: Tab,
    reading: Reading,
}

impl Call {
    fn connected() -> Self {
        let mut tab = Tab::online(config());
        let token = microphone(&tab.feed(Input::Talk)).unwrap();
        tab.feed(Input::Microphone { token, answer: Ok(()) });
        tab.engagement(Channel::Voice, active());
        tab.feed(Input::PeerConnected { call: 1, connected: true });
        let mut call = Self { tab, reading: Reading { energy: Some(0.0), ..Reading::default() } };
        call.agent_is(false);
        call
    }

    fn agent_is(&mut self, muted: bool) {
        let state = CallState { muted, connected: true, ..CallState::default() };
        self.tab.relay_says(&ToCustomer::CallState(state), true);
    }

    fn agent_says(&mut self, hears_nothing: bool, grade: Grade) {
        let lately = Some(Sound { grade, mos: 250, lost: 200, delay: 90 });
        let quality = CallQuality {
            call: 1,
            lately: lately.filter(|_| !hears_nothing),
            hears_nothing,
            gives_nothing: false,
            seconds: 20,
            deaf: 0,
            mean: 250,
            worst: 250,
        };
        self.tab.relay_says(&ToCustomer::Quality(quality), true);
    }

    /// Two seconds; answers every question of the engine's.
    fn goes_on(&mut self, times: usize, comes: bool, speaks: bool) -> Vec<Command> {
        let mut all = Vec::new();
        for _ in 0..times {
            let out = self.tab.wait(EVERY);
            let asked = out.iter().filter(|command| matches!(command, Command::ReadLine { call: 1 })).count();
            assert_eq!(asked, 1, "{out:?}");
            let Heard { samples, packets, .. } = &mut self.reading.heard;
            *samples += 96_000;
            *packets += if comes { 100 } else { 0 };
            self.reading.sent += 100;
            self.reading.energy = self.reading.energy.map(|energy| energy + if speaks { 0.1 } else { 0.0 });
            all.extend(out);
            all.extend(self.tab.feed(Input::LineRead { call: 1, reading: self.reading }));
        }
        all
    }

    fn trouble(&self) -> &str {
        &self.tab.panel().trouble
    }
}

fn told(out: &[Command]) -> Vec<CallQuality> {
    let quality = |message| if let FromCustomer::Quality(quality) = message { Some(quality) } else { None };
    sent(out).into_iter().filter_map(quality).collect()
}

#[test]
fn the_line_is_looked_at_every_two_seconds_while_there_is_one() {
    let mut call = Call::connected();
    let out = call.goes_on(3, true, true);
    assert_eq!(told(&out).len(), 1);
    assert_eq!(call.trouble(), "");
    call.tab.feed(Input::Leave);
    let out = call.tab.wait(60_000);
    assert!(!out.iter().any(|command| matches!(command, Command::ReadLine { .. })));
}

#[test]
fn a_call_s_figures_are_told_before_it_is_over() {
    let mut call = Call::connected();
    call.goes_on(8, true, true);
    let out = call.tab.feed(Input::Leave);
    assert_eq!(
        told(&out).iter().map(|quality| (quality.call, quality.seconds)).collect::<Vec<_>>(),
        [(1, 14)]
    );
}

#[test]
fn a_silent_microphone_is_said_and_a_muted_one_is_not() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    let out = call.goes_on(4, true, false);
    assert_eq!(announced(&out), ["We can't hear you. Is your microphone on?"]);
    assert_eq!(call.trouble(), "We can't hear you. Is your microphone on?");
    assert!(told(&out).last().unwrap().gives_nothing);
    call.tab.feed(Input::Mute(true));
    call.goes_on(1, true, false);
    assert_eq!(call.trouble(), "");
}

#[test]
fn what_the_agent_hears_is_said_to_the_customer() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    call.agent_says(true, Grade::Good);
    assert_eq!(call.trouble(), "Robin can't hear you at the moment.");
    assert_eq!(announced(&call.goes_on(1, true, true)), ["Robin can't hear you at the moment."]);
    call.tab.feed(Input::Mute(true));
    assert_eq!(call.trouble(), "", "nobody expects to be heard while muted");
    call.tab.feed(Input::Mute(false));
    call.agent_says(false, Grade::Poor);
    assert_eq!(call.trouble(), "The line is poor at the moment.");
    call.agent_says(false, Grade::Fair);
    assert_eq!(call.trouble(), "");
}

#[test]
fn an_agent_who_is_muted_is_not_missed_and_one_who_is_not_is() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    call.agent_is(true);
    call.goes_on(10, false, true);
    assert_eq!(call.trouble(), "");
    call.agent_is(false);
    call.goes_on(3, false, true);
    assert_eq!(call.trouble(), "No sound is coming from Robin at the moment. You can write instead.");
}

#[test]
fn it_is_announced_once_and_nothing_else_for_half_a_minute() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    let mut out = call.goes_on(4, true, false);
    for _ in 0..5 {
        out.extend(call.goes_on(2, true, true));
        out.extend(call.goes_on(4, true, false));
    }
    // It comes and goes every 12 seconds: the second and third time are too soon.
    assert_eq!(announced(&out).len(), 2, "{:?}", announced(&out));
}

#[test]
fn a_line_that_is_interrupted_is_not_called_poor_or_dead() {
    let mut call = Call::connected();
    call.goes_on(5, true, true);
    call.agent_says(true, Grade::Good);
    call.tab.feed(Input::PeerConnected { call: 1, connected: false });
    assert_eq!(call.trouble(), "");
    call.goes_on(10, false, false);
    assert_eq!(call.trouble(), "");
}

#[test]
fn what_belongs_to_another_call_is_dropped() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    let out = call.tab.feed(Input::LineRead { call: 7, reading: Reading::default() });
    assert!(out.is_empty(), "{out:?}");
}
