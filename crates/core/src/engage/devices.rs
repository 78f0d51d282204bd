//! Which microphone and which loudspeaker a call uses, and what happens when one of
//! them is unplugged.

use alongside_protocol::message::Channel;

use super::{Ask, Engage, MicrophoneRefusal};
use crate::{voice::Device, words::Word};

/// What happens to microphones and loudspeakers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceInput {
    /// What is plugged in, as far as the browser names it.
    Are {
        /// Microphones.
        microphones: Vec<Device>,
        /// Loudspeakers, where pages may choose one.
        speakers: Vec<Device>,
        /// The microphone in use, by the browser's name; empty without one.
        used: String,
    },
    /// The customer wants to speak into another microphone.
    Microphone(String),
    /// The customer wants to hear from another loudspeaker; empty for the device's own
    /// choice.
    Speaker(String),
    /// The microphone in use is gone.
    Ended,
    /// What came of [`Ask::SwitchMicrophone`].
    Switched {
        /// Its token.
        token: u32,
        /// People's name for what is used now.
        answer: Result<String, MicrophoneRefusal>,
    },
}

/// What there is to choose from during a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DevicesView {
    /// Microphones; none without one in use.
    pub microphones: Vec<Device>,
    /// The one in use.
    pub microphone: String,
    /// Loudspeakers; none where the browser lets pages choose none.
    pub speakers: Vec<Device>,
    /// The one in use; empty for the device's own choice.
    pub speaker: String,
    /// Whether another microphone should be tried: nothing comes from this one.
    pub suggest: bool,
}

#[derive(Debug, Default)]
pub(super) struct Devices {
    view: DevicesView,
    /// The token of the switch that is under way, and whether nothing is left to speak
    /// into when it fails.
    switching: Option<(u32, bool)>,
}

impl Engage {
    /// Something happened to microphones and loudspeakers.
    pub fn device(&mut self, input: DeviceInput, out: &mut Vec<Ask>) {
        match input {
            DeviceInput::Are { microphones, speakers, used } => {
                let view = &mut self.devices.view;
                if !speakers.iter().any(|device| device.id == view.speaker) {
                    // Sound comes from the device's own choice by itself.
                    view.speaker.clear();
                }
                (view.microphones, view.speakers, view.microphone) = (microphones, speakers, used);
            }
            DeviceInput::Microphone(id) => {
                let other = self.devices.view.microphone != id && self.devices.switching.is_none();
                if self.call.microphone && other {
                    self.switch(Some(id), out);
                }
            }
            DeviceInput::Speaker(id) => {
                if self.call.peer {
                    self.devices.view.speaker.clone_from(&id);
                    out.push(Ask::UseSpeaker(id));
                }
            }
            DeviceInput::Ended => {
                if self.call.microphone {
                    self.switch(None, out);
                }
            }
            DeviceInput::Switched { token, answer } => self.switched(token, answer, out),
        }
    }

    /// What the panel lets the customer choose from; nothing outside of a call.
    pub(super) fn devices_view(&self) -> DevicesView {
        if !self.call.peer {
            return DevicesView::default();
        }
        let mut view = self.devices.view.clone();
        if !self.call.microphone {
            view.microphones.clear();
        }
        view.suggest = view.microphones.len() > 1 && self.microphone_is_silent();
        view
    }

    fn switch(&mut self, device: Option<String>, out: &mut Vec<Ask>) {
        self.tokens += 1;
        self.devices.switching = Some((self.tokens, device.is_none()));
        out.push(Ask::SwitchMicrophone { token: self.tokens, device });
    }

    fn switched(&mut self, token: u32, answer: Result<String, MicrophoneRefusal>, out: &mut Vec<Ask>) {
        let Some((_, was_gone)) = self.devices.switching.take_if(|(asked, _)| *asked == token) else {
            return;
        };
        if !self.call.microphone {
            // The call was over first.
            out.push(Ask::CloseMicrophone);
            return;
        }
        match answer {
            Ok(label) => {
                // The new one is as open as the one before.
                out.push(Ask::Mute(self.call.muted));
                out.push(Ask::Announce(self.language.say_with(Word::MicrophoneNow, &[&label])));
            }
            Err(_) if was_gone => self.goes_on_listening(out),
            // The one before is still there.
            Err(refusal) => self.say_notice(refusal.word(), out),
        }
    }

    fn goes_on_listening(&mut self, out: &mut Vec<Ask>) {
        self.call.microphone = false;
        self.call.refused = true;
        out.push(Ask::CloseMicrophone);
        self.say_notice(Word::MicrophoneGone, out);
        if self.call.peer {
            // The relay's answer to the change of channels clears what is noticed.
            self.failed = Some(Word::MicrophoneGone);
            self.tell_call(out);
        }
        self.ask_for(Channel::Listen, out);
    }
}
