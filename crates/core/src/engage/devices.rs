//! Which microphone and which loudspeaker a call uses, and what happens when one of
//! them is unplugged.

use alongside_protocol::message::Channel;

use super::{Ask, Engage, MicrophoneRefusal};
use crate::{voice::Device, words::Word};

/// What there is to choose from during a call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DevicesView {
    /// Microphones; none when there is nothing to choose.
    pub microphones: Vec<Device>,
    /// The one in use.
    pub microphone: String,
    /// Loudspeakers; none where the browser lets pages choose none.
    pub speakers: Vec<Device>,
    /// The one in use; empty for the device's own choice.
    pub speaker: String,
}

#[derive(Debug, Default)]
pub(super) struct Devices {
    view: DevicesView,
    /// The token of the switch that is under way.
    switching: Option<u32>,
}

impl Engage {
    /// What is plugged in, and the microphone in use.
    pub fn devices_are(&mut self, microphones: Vec<Device>, speakers: Vec<Device>, used: String) {
        let view = &mut self.devices.view;
        if !speakers.iter().any(|device| device.id == view.speaker) {
            view.speaker.clear();
        }
        (view.microphones, view.speakers, view.microphone) = (microphones, speakers, used);
    }

    /// The customer wants to speak into another microphone.
    pub fn choose_microphone(&mut self, id: String, out: &mut Vec<Ask>) {
        if self.call.microphone && self.devices.view.microphone != id {
            self.switch(Some(id), out);
        }
    }

    /// The customer wants to hear from another loudspeaker.
    pub fn choose_speaker(&mut self, id: String, out: &mut Vec<Ask>) {
        if self.call.peer && self.devices.view.speakers.iter().any(|device| device.id == id) {
            self.devices.view.speaker.clone_from(&id);
            out.push(Ask::UseSpeaker(id));
        }
    }

    /// The microphone in use is gone. Whatever is plugged in takes its place.
    pub fn microphone_ended(&mut self, out: &mut Vec<Ask>) {
        if self.call.microphone {
            self.switch(None, out);
        }
    }

    /// What came of a switch: the name of what is used now. One that was chosen and
    /// can't be had changes nothing; `gone` says that the one before is not there either.
    pub fn switched(
        &mut self,
        token: u32,
        answer: Result<String, MicrophoneRefusal>,
        gone: bool,
        out: &mut Vec<Ask>,
    ) {
        if self.devices.switching != Some(token) {
            return;
        }
        self.devices.switching = None;
        if !self.call.microphone {
            return;
        }
        match answer {
            Ok(label) => {
                // The new one is as open as the one before.
                out.push(Ask::Mute(self.call.muted));
                out.push(Ask::Announce(self.language.say_with(Word::MicrophoneNow, &[&label])));
            }
            Err(_) if gone => self.goes_on_listening(out),
            Err(refusal) => self.say_notice(refusal.word(), out),
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
        view
    }

    fn switch(&mut self, device: Option<String>, out: &mut Vec<Ask>) {
        self.tokens += 1;
        self.devices.switching = Some(self.tokens);
        out.push(Ask::SwitchMicrophone { token: self.tokens, device });
    }

    fn goes_on_listening(&mut self, out: &mut Vec<Ask>) {
        self.call.microphone = false;
        self.call.refused = true;
        out.push(Ask::CloseMicrophone);
        self.say_notice(Word::MicrophoneGone, out);
        // Said once more when the relay has changed the channel, which clears notices.
        self.failed = Some(Word::MicrophoneGone);
        if self.call.peer {
            self.tell_call(out);
        }
        self.ask_for(Channel::Listen, out);
    }
}
