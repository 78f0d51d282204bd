//! Which microphone and which loudspeaker the agent uses, and what happens when the
//! microphone is unplugged.

use alongside_core::voice::Device;

use super::{Effect, Microphone, State};

/// What there is to choose from, as far as the browser names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Devices {
    /// Microphones.
    pub microphones: Vec<Device>,
    /// The one in use, by the browser's name; empty without one.
    pub microphone: String,
    /// Loudspeakers; none where the browser lets pages choose none.
    pub speakers: Vec<Device>,
    /// The one in use; empty for the device's own choice.
    pub speaker: String,
}

/// What happens to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceInput {
    /// What is plugged in: microphones, loudspeakers, and the microphone in use.
    Are(Vec<Device>, Vec<Device>, String),
    /// The agent wants to speak into another microphone.
    Microphone(String),
    /// The agent wants to hear from another loudspeaker.
    Speaker(String),
    /// The microphone in use is gone.
    Ended,
    /// What came of [`Effect::SwitchMicrophone`]: the name of what is used now, or why
    /// it can't be had.
    Switched(Result<String, String>),
}

impl State {
    pub(super) fn device(&mut self, input: DeviceInput, effects: &mut Vec<Effect>) {
        let speaks = self.voice.as_ref().is_some_and(|voice| voice.microphone == Microphone::Ready);
        match input {
            DeviceInput::Are(microphones, speakers, used) => {
                if !speakers.iter().any(|device| device.id == self.devices.speaker) {
                    // Sound comes from the device's own choice by itself.
                    self.devices.speaker.clear();
                }
                let devices = &mut self.devices;
                (devices.microphones, devices.speakers, devices.microphone) = (microphones, speakers, used);
            }
            DeviceInput::Microphone(id) => {
                if speaks && self.devices.microphone != id {
                    effects.push(Effect::SwitchMicrophone(Some(id)));
                }
            }
            DeviceInput::Speaker(id) => {
                self.devices.speaker.clone_from(&id);
                effects.push(Effect::UseSpeaker(id));
            }
            DeviceInput::Ended => {
                if speaks {
                    self.microphone_is_gone = true;
                    effects.push(Effect::SwitchMicrophone(None));
                }
            }
            DeviceInput::Switched(answer) => self.switched(answer, effects),
        }
    }

    fn switched(&mut self, answer: Result<String, String>, effects: &mut Vec<Effect>) {
        let was_gone = std::mem::take(&mut self.microphone_is_gone);
        let Some(voice) = &mut self.voice else { return };
        match answer {
            Ok(label) => {
                self.announcement = format!("The customer now hears you by: {label}.");
                // The new one is as open as the one before.
                effects.push(Effect::Mute(voice.muted));
            }
            Err(why) if was_gone => {
                voice.microphone = Microphone::Missing(why);
                self.announcement = "Your microphone is gone. You go on listening.".into();
                self.tell_line(effects);
            }
            // The one before is still there.
            Err(why) => self.notice = why,
        }
    }
}
