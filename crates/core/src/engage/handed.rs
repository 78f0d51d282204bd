//! From one agent to the next, make before break: the line to the next agent is up before
//! the one to the agent before is taken down.

use alongside_protocol::message::FromCustomer;

use super::{Ask, Engage};
use crate::{Millis, words::Word};

/// The line to the next agent, while the one before can still be heard.
#[derive(Debug)]
pub(super) struct Next {
    call: u32,
    /// The agent of the line that is there.
    from: String,
    /// Since when it is up, and when to look next whether sound comes.
    up: Option<(Millis, Millis)>,
}

/// How often to look whether the next agent's sound comes, in milliseconds: some packets
/// of 20 ms each.
const LOOK: Millis = 60;

/// Packets of the next agent's that are sound enough to let the other line go: more than
/// the browser gathers before it plays.
const ENOUGH: u64 = 5;

/// An agent who is connected and not heard for so long, in milliseconds, has no
/// microphone, or has muted it.
const SILENT: Millis = 3_000;

impl Engage {
    /// The engagement that is told next is with another agent.
    pub fn will_be_handed_over(&mut self, out: &mut Vec<Ask>) {
        self.handed = true;
        self.recording_ends(out);
    }

    /// The engagement is with another agent now.
    pub(super) fn handed_over(&mut self, from: &str, to: &str, out: &mut Vec<Ask>) {
        self.recording_ends(out);
        let begun = self.next.take();
        if let Some(begun) = &begun {
            out.push(Ask::DropPeer { call: begun.call });
            if begun.from == to {
                // It came to nothing, and the line to this agent is still there.
                return out.push(Ask::Announce(self.language.say_with(Word::NowWith, &[to])));
            }
        }
        out.push(Ask::Announce(self.language.say_with(Word::HandsOver, &[from, to])));
        if !self.call.peer {
            out.push(Ask::Announce(self.language.say_with(Word::NowWith, &[to])));
        } else if self.call.connected {
            let call = begun.as_ref().map_or(self.call.number, |begun| begun.call) + 1;
            let from = begun.map_or_else(|| from.to_owned(), |begun| begun.from);
            self.next = Some(Next { call, from, up: None });
            self.heard.clear();
            out.push(Ask::OpenPeer { call, ice: self.line.servers() });
        } else {
            // There is no sound to keep.
            out.push(Ask::ClosePeer);
            self.call.peer = false;
        }
    }

    /// Whether this is the line to the next agent.
    pub(super) fn is_next(&self, call: u32) -> bool {
        self.next.as_ref().is_some_and(|next| next.call == call)
    }

    /// The newest call's number, be it of a line that is only on its way.
    pub(super) fn newest_call(&self) -> u32 {
        self.next.as_ref().map_or(self.call.number, |next| next.call)
    }

    /// The line to the next agent is up: the one before is over as soon as sound comes.
    pub(super) fn next_is_up(&mut self, now: Millis) {
        if let Some(next) = &mut self.next {
            next.up.get_or_insert((now, now));
        }
    }

    /// When [`listen_for_next`](Self::listen_for_next) has something to do.
    pub(super) fn next_due(&self) -> Option<Millis> {
        self.next.as_ref()?.up.map(|(_, due)| due)
    }

    /// Time has passed: looks whether the next agent's sound comes.
    pub(super) fn listen_for_next(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Some(next) = &mut self.next else { return };
        let Some((since, due)) = next.up.filter(|(_, due)| now >= *due) else { return };
        if now >= since + SILENT {
            return self.moves_on(out);
        }
        next.up = Some((since, due.max(now) + LOOK));
        out.push(Ask::ReadLine { call: next.call });
    }

    /// What the browser counts on the line to the next agent.
    pub(super) fn next_read(&mut self, packets: u64, out: &mut Vec<Ask>) {
        if packets >= ENOUGH {
            self.moves_on(out);
        }
    }

    /// The next agent is heard: the line before is over.
    fn moves_on(&mut self, out: &mut Vec<Ask>) {
        let Some(next) = self.next.take() else { return };
        self.last_word(out);
        out.push(Ask::DropPeer { call: self.call.number });
        self.call.moves_to(next.call);
        out.push(Ask::Tell(FromCustomer::SoundMoved(next.call)));
        self.hears_now(out);
        self.sound_flows();
        self.tell_call(out);
        if let Some(agent) = self.agent().map(str::to_owned) {
            out.push(Ask::Announce(self.language.say_with(Word::NowWith, &[&agent])));
        }
    }

    /// The line to the next agent can't be had beside the other one: the call begins anew.
    pub(super) fn moves_hard(&mut self, out: &mut Vec<Ask>) {
        let call = self.newest_call();
        self.next = None;
        self.last_word(out);
        out.push(Ask::ClosePeer);
        self.call.moves_to(call);
        self.call.peer = false;
        self.join(out);
        out.push(Ask::Tell(FromCustomer::SoundMoved(self.call.number)));
    }

    /// What the customer reads while the sound is on its way to the next agent.
    pub(super) fn hands_over(&self) -> Option<String> {
        let next = self.next.as_ref()?;
        Some(self.language.say_with(Word::HandsOver, &[&next.from, self.agent()?]))
    }
}
