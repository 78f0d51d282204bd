//! Microphones and loudspeakers during a call.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::{Action, DeviceInput, MicrophoneRefusal},
    engine::{Command, Input},
    voice::Device,
};
use alongside_protocol::message::{CallState, Channel, Engage, FromCustomer};
use common::{Tab, active, announced, config, microphone, sent};

fn device(name: &str) -> Device {
    Device { id: name.to_lowercase(), label: name.into() }
}

fn talking() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, active());
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    are(&mut tab, "built-in");
    tab
}

fn are(tab: &mut Tab, used: &str) {
    let microphones = vec![device("Built-in"), device("Headset")];
    let speakers = vec![device("Built-in"), device("Headset")];
    tab.feed(Input::Device(DeviceInput::Are { microphones, speakers, used: used.into() }));
}

fn switch(out: &[Command]) -> Option<(u32, Option<String>)> {
    out.iter().find_map(|command| match command {
        Command::SwitchMicrophone { token, device } => Some((*token, device.clone())),
        _ => None,
    })
}

#[test]
fn another_microphone_takes_the_place_of_the_one_in_use_and_stays_muted() {
    let mut tab = talking();
    assert_eq!(tab.panel().devices.microphone, "built-in");
    tab.feed(Input::Mute(true));
    let out = tab.feed(Input::Device(DeviceInput::Microphone("headset".into())));
    let (token, wanted) = switch(&out).unwrap();
    assert_eq!(wanted.as_deref(), Some("headset"));
    let again = tab.feed(Input::Device(DeviceInput::Microphone("headset".into())));
    assert_eq!(switch(&again), None, "one at a time");
    let answer = Ok("Headset".to_owned());
    let out = tab.feed(Input::Device(DeviceInput::Switched { token, answer }));
    assert!(out.contains(&Command::Mute(true)));
    assert_eq!(announced(&out), ["You are now heard by: Headset."]);
    are(&mut tab, "headset");
    let out = tab.feed(Input::Device(DeviceInput::Microphone("headset".into())));
    assert_eq!(switch(&out), None, "it is in use");
}

#[test]
fn one_that_can_t_be_had_changes_nothing_and_says_why() {
    let mut tab = talking();
    let out = tab.feed(Input::Device(DeviceInput::Microphone("headset".into())));
    let (token, _) = switch(&out).unwrap();
    let answer = Err(MicrophoneRefusal::InUse);
    let out = tab.feed(Input::Device(DeviceInput::Switched { token, answer }));
    assert!(!out.contains(&Command::CloseMicrophone));
    assert!(tab.panel().notice.starts_with("Another program is using the microphone."));
    assert!(!tab.panel().call.unwrap().listening);
}

#[test]
fn when_the_one_in_use_is_unplugged_the_next_takes_its_place() {
    let mut tab = talking();
    let (token, wanted) = switch(&tab.feed(Input::Device(DeviceInput::Ended))).unwrap();
    assert_eq!(wanted, None, "whichever is there");
    let answer = Ok("Built-in".to_owned());
    let out = tab.feed(Input::Device(DeviceInput::Switched { token, answer }));
    assert_eq!(announced(&out), ["You are now heard by: Built-in."]);
}

#[test]
fn with_none_left_the_call_goes_on_as_listening() {
    let mut tab = talking();
    let (token, _) = switch(&tab.feed(Input::Device(DeviceInput::Ended))).unwrap();
    let answer = Err(MicrophoneRefusal::Missing);
    let out = tab.feed(Input::Device(DeviceInput::Switched { token, answer }));
    assert!(out.contains(&Command::CloseMicrophone) && !out.contains(&Command::ClosePeer));
    let said = sent(&out);
    let state = |message: &FromCustomer<String>| {
        matches!(message, FromCustomer::CallState(CallState { muted: true, .. }))
    };
    assert!(said.iter().any(state), "{said:?}");
    assert!(said.contains(&FromCustomer::Engage(Engage { channel: Channel::Listen })), "{said:?}");
    let out = tab.engagement(Channel::Listen, active());
    assert!(!out.contains(&Command::ClosePeer), "the line stays");
    assert!(tab.panel().call.unwrap().listening);
    assert!(tab.panel().notice.starts_with("Your microphone is gone."));
    assert!(tab.panel().actions.contains(&Action::Talk), "with another one they can speak again");
    assert!(tab.panel().devices.microphones.is_empty());
}

#[test]
fn a_call_that_is_over_keeps_no_microphone_that_comes_late() {
    let mut tab = talking();
    let (token, _) = switch(&tab.feed(Input::Device(DeviceInput::Ended))).unwrap();
    tab.feed(Input::Leave);
    let answer = Ok("Built-in".to_owned());
    let out = tab.feed(Input::Device(DeviceInput::Switched { token, answer }));
    assert!(out.contains(&Command::CloseMicrophone) && announced(&out).is_empty());
    assert!(tab.feed(Input::Device(DeviceInput::Ended)).is_empty(), "nobody speaks");
}

#[test]
fn the_loudspeaker_is_the_customer_s_choice_until_it_is_unplugged() {
    let mut tab = talking();
    let out = tab.feed(Input::Device(DeviceInput::Speaker("headset".into())));
    assert!(out.contains(&Command::UseSpeaker("headset".into())));
    assert_eq!(tab.panel().devices.speaker, "headset");
    let microphones = vec![device("Built-in")];
    let are = DeviceInput::Are { speakers: microphones.clone(), microphones, used: "built-in".into() };
    tab.feed(Input::Device(are));
    assert_eq!(tab.panel().devices.speaker, "");
}
