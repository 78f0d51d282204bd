//! Microphones and loudspeakers of the agent's.

mod support;

use alongside_console::app::{DeviceInput, Effect, Input, LineEvent, Microphone};
use alongside_core::voice::Device;
use alongside_protocol::message::{Channel, FromAgent};
use support::{Console, all_sent, offer};

fn talking() -> Console {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    console.input(Input::Line(1, LineEvent::Connected));
    let device = |id: &str| Device { id: id.into(), label: id.to_uppercase() };
    let all = vec![device("one"), device("two")];
    console.input(Input::Device(DeviceInput::Are(all.clone(), all, "one".into())));
    console
}

fn device(console: &mut Console, input: DeviceInput) -> Vec<Effect> {
    console.input(Input::Device(input))
}

#[test]
fn another_microphone_is_as_open_as_the_one_before() {
    let mut console = talking();
    assert!(device(&mut console, DeviceInput::Microphone("one".into())).is_empty(), "it is in use");
    console.input(Input::Mute(true));
    let effects = device(&mut console, DeviceInput::Microphone("two".into()));
    assert_eq!(effects, [Effect::SwitchMicrophone(Some("two".into()))]);
    let effects = device(&mut console, DeviceInput::Switched(Ok("TWO".into())));
    assert_eq!(effects, [Effect::Mute(true)]);
    assert_eq!(console.state.announcement, "The customer now hears you by: TWO.");
}

#[test]
fn one_that_can_t_be_had_changes_nothing_and_says_why() {
    let mut console = talking();
    device(&mut console, DeviceInput::Microphone("two".into()));
    assert!(device(&mut console, DeviceInput::Switched(Err("In use.".into()))).is_empty());
    assert_eq!(console.state.notice, "In use.");
    assert_eq!(console.state.voice.unwrap().microphone, Microphone::Ready);
}

#[test]
fn when_the_last_one_is_unplugged_the_agent_goes_on_listening_and_the_customer_knows() {
    let mut console = talking();
    assert_eq!(device(&mut console, DeviceInput::Ended), [Effect::SwitchMicrophone(None)]);
    let effects = device(&mut console, DeviceInput::Switched(Err("None was found.".into())));
    let told = all_sent(&effects);
    let [FromAgent::CallState((1, state))] = told.as_slice() else { panic!("{told:?}") };
    assert!(state.muted && state.connected);
    let microphone = console.state.voice.as_ref().unwrap().microphone.clone();
    assert_eq!(microphone, Microphone::Missing("None was found.".into()));
    assert!(device(&mut console, DeviceInput::Ended).is_empty());
}

#[test]
fn a_loudspeaker_that_is_unplugged_is_not_chosen_any_more() {
    let mut console = talking();
    let effects = device(&mut console, DeviceInput::Speaker("two".into()));
    assert_eq!(effects, [Effect::UseSpeaker("two".into())]);
    assert_eq!(console.state.devices.speaker, "two");
    device(&mut console, DeviceInput::Are(vec![], vec![], String::new()));
    assert_eq!(console.state.devices.speaker, "");
}
