//! From logging in to logging out, over all connections to the relay.

use alongside_protocol::message::{AgentWelcome, FromAgent, Presence, Refusal, RefusalCode};

use super::{Effect, Phase, RecordEffect, SightInput, State};

impl State {
    pub(super) fn log_in(&mut self, name: String, effects: &mut Vec<Effect>) {
        self.is_of(&name, effects);
        let kept = std::mem::take(&mut self.kept);
        self.is_now(Phase::Desk);
        (self.name, self.kept) = (name, kept);
        effects.push(Effect::Connect { after: 0 });
    }

    /// What another agent has recorded is not for this one's ears.
    fn is_of(&mut self, name: &str, effects: &mut Vec<Effect>) {
        if !self.kept.is_empty() && self.name != name {
            self.kept.clear();
            effects.push(Effect::Record(RecordEffect::DiscardAll));
        }
    }

    /// Nothing of the agent before is left to another.
    fn is_now(&mut self, phase: Phase) {
        let recording = self.recording.of_another();
        *self = Self { phase, available: self.available, recording, ..Self::default() };
    }

    pub(super) fn closed(&mut self, now: u64, jitter: u32, effects: &mut Vec<Effect>) {
        self.accepting = None;
        self.all_sights(now, SightInput::SocketLost);
        if self.phase == Phase::Desk
            && let Some(after) = self.link.closed(jitter)
        {
            effects.push(Effect::Connect { after });
        }
    }

    pub(super) fn welcome(&mut self, now: u64, welcome: AgentWelcome, effects: &mut Vec<Effect>) {
        self.link.welcomed();
        // It was prepared over another connection; the relay says it anew.
        self.cool(effects);
        self.is_of(&welcome.name, effects);
        self.name = welcome.name;
        self.skew = welcome.now as i64 - now as i64;
        self.welcomed = now;
        // All of it comes again; what does not is over.
        self.visits.clear();
        self.handovers.clear();
        self.asides.clear();
        self.stop_reading(|_| true);
        for room in &mut self.rooms {
            room.fresh = !room.is_active();
            room.asked_page = false;
            room.facts.clear();
        }
        self.all_sights(now, SightInput::SocketBack);
        let available = self.available;
        self.send(FromAgent::Presence(Presence { available }), effects);
        self.catch_up(now, (welcome.ice, welcome.ice_lasts), effects);
        self.say_again(effects);
        self.tell_recording_again(effects);
    }

    pub(super) fn refused(&mut self, refusal: Refusal, effects: &mut Vec<Effect>) {
        match refusal.code {
            RefusalCode::Agent => {
                self.is_sent_away(crate::words::sentence(&refusal.message), effects);
            }
            RefusalCode::Version => {
                self.link.give_up();
                let why = crate::words::sentence(&refusal.message);
                self.notice = format!("{why} Load this page again.");
            }
            _ => {
                self.accepting = None;
                self.notice = crate::words::sentence(&refusal.message);
            }
        }
    }

    pub(super) fn log_out(&mut self, problem: String, effects: &mut Vec<Effect>) {
        self.leave(effects);
        // It is for this agent's eyes and ears, and the next one to log in is another.
        effects.push(Effect::Record(RecordEffect::DiscardAll));
        self.is_now(Phase::Login { problem });
    }

    /// Not by the agent's own wish: what was recorded is still theirs.
    pub(super) fn is_sent_away(&mut self, problem: String, effects: &mut Vec<Effect>) {
        self.end_recording(effects);
        self.leave(effects);
        let (name, kept) = (std::mem::take(&mut self.name), std::mem::take(&mut self.kept));
        self.is_now(Phase::Login { problem });
        (self.name, self.kept) = (name, kept);
    }

    fn leave(&self, effects: &mut Vec<Effect>) {
        effects.push(Effect::Disconnect);
        if self.voice.is_some() || self.warm.is_some() {
            effects.push(Effect::HangUp);
        }
    }
}
