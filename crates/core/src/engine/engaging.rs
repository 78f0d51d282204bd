//! The engagement's part of the loop.

use alongside_protocol::message::{FactKind, Pointer, Stage, ToCustomer};

use super::{Command, Engine, Event};
use crate::{
    Millis,
    engage::{Ask, Engage},
    link::Link,
    privacy::{Label, Level},
    voice::Reading,
    words::Word,
};

impl Engine {
    /// The customer asks for a person: from now on the relay may be told.
    pub(super) fn person(&mut self, out: &mut Vec<Command>, act: impl FnOnce(&mut Engage, &mut Vec<Ask>)) {
        if self.config.has_relay && !self.link.is_refused() {
            self.engaging(out, act);
        } else {
            self.engaging(out, Engage::unavailable);
        }
    }

    /// Lets the engagement act, and carries out what it asks.
    pub(super) fn engaging(&mut self, out: &mut Vec<Command>, act: impl FnOnce(&mut Engage, &mut Vec<Ask>)) {
        let mut asks = Vec::new();
        act(&mut self.engage, &mut asks);
        self.engage_asks(asks, out);
    }

    /// Apart from the closures: one copy is enough for all of them.
    fn engage_asks(&mut self, asks: Vec<Ask>, out: &mut Vec<Command>) {
        for ask in asks {
            match ask {
                Ask::OpenMicrophone { token } => out.push(Command::OpenMicrophone { token }),
                Ask::CloseMicrophone => out.push(Command::CloseMicrophone),
                Ask::Mute(muted) => out.push(Command::Mute(muted)),
                Ask::OpenPeer { call, ice } => {
                    self.told.remember = true;
                    out.push(Command::OpenPeer { call, ice });
                }
                Ask::PeerSignal { call, signal } => out.push(Command::PeerSignal { call, signal }),
                Ask::ClosePeer => out.push(Command::ClosePeer),
                Ask::Tell(message) => self.tell(&message, out),
                Ask::Mirror(true) => {
                    // From one agent to the next: this one has not heard of a pause.
                    if self.mirror.is_some() {
                        self.view.nobody_knows();
                    }
                    self.start_mirror(out);
                }
                Ask::Mirror(false) => self.stop_mirror(out),
                Ask::Announce(text) => out.push(Command::Announce(text)),
                Ask::StageChanged => self.stage_changed(out),
                Ask::Reconnect => {
                    self.page_line.lost();
                    self.linked(out, Link::renew);
                }
                Ask::RestartPeer { call, ice, renews } => {
                    out.push(Command::RestartPeer { call, ice, renews })
                }
                Ask::PlaySound => out.push(Command::PlaySound),
                Ask::ReadLine { call } => out.push(Command::ReadLine { call }),
                Ask::SendOnCall { call, bytes } => out.push(Command::SendOnCall { call, bytes }),
                Ask::PointAt(pointer) => self.agent_points(pointer, out),
                Ask::SwitchMicrophone { token, device } => {
                    out.push(Command::SwitchMicrophone { token, device });
                }
                Ask::UseSpeaker(id) => out.push(Command::UseSpeaker(id)),
                Ask::WarmPeer { call, ice } => {
                    self.told.remember = true;
                    out.push(Command::WarmPeer { call, ice });
                }
                Ask::TakePeer { call } => out.push(Command::TakePeer { call }),
                Ask::DropPeer { call } => out.push(Command::DropPeer { call }),
            }
        }
    }

    fn stage_changed(&mut self, out: &mut Vec<Command>) {
        self.told.remember = true;
        let Some(engagement) = self.engage.last() else { return };
        let (stage, agent) = match &engagement.stage {
            Stage::Waiting { .. } => ("waiting", None),
            Stage::Active { agent } => ("active", Some(agent.clone())),
            Stage::Ended { .. } => ("ended", None),
        };
        let channel = engagement.channel;
        match &engagement.stage {
            Stage::Active { .. } => {}
            // Handed on: what the customer has closed stays closed to the next agent.
            Stage::Waiting { .. } => {
                self.close_view(out);
                self.view.nobody_knows();
            }
            Stage::Ended { .. } => self.end_view(out),
        }
        out.push(Command::Emit(Event::Engagement { stage, channel, agent }));
    }

    pub(super) fn socket_message(&mut self, now: Millis, bytes: &[u8], out: &mut Vec<Command>) {
        let mut messages = Vec::new();
        let mut result = Ok(());
        self.linked(out, |link, asks| result = link.message(bytes, &mut messages, asks));
        for message in messages {
            self.relay_says(now, message, out);
        }
        if let Err(error) = result {
            out.push(Command::Emit(Event::problem(format!("the relay sent nonsense: {error}"))));
        }
    }

    fn relay_says(&mut self, now: Millis, message: ToCustomer, out: &mut Vec<Command>) {
        match message {
            ToCustomer::Welcome(welcome) => {
                self.told.remember = true;
                // A relay that does not know us any more must hear it all again; at the
                // first welcome it still waits to be sent.
                if !welcome.resumed && self.told.welcomed {
                    self.told.status = None;
                }
                self.told.welcomed = true;
                self.engaging(out, |engage, asks| engage.welcomed(now, welcome, asks));
                if self.engage.agent().is_some() {
                    self.send_snapshot(now, out);
                }
            }
            ToCustomer::Ack(ack) => self.page_arrived(now, ack.received, out),
            ToCustomer::Compare(theirs) => self.compare(now, &theirs, out),
            ToCustomer::LackSheets(hashes) => self.lacks_sheets(&hashes, out),
            ToCustomer::Refusal(refusal) => {
                out.push(Command::Emit(Event::problem(format!("the relay refuses: {refusal}"))));
            }
            ToCustomer::Availability(availability) => self.engage.available(availability),
            ToCustomer::Engagement(engagement) => {
                self.engaging(out, |engage, asks| engage.update(engagement, asks));
            }
            ToCustomer::Chat(line) => self.engaging(out, |engage, asks| engage.line(now, line, asks)),
            ToCustomer::Rtc(rtc) => self.engaging(out, |engage, asks| engage.rtc(rtc, asks)),
            ToCustomer::Pointer(pointer) => self.agent_points(pointer, out),
            ToCustomer::Snapshot(()) => {
                self.send_snapshot(now, out);
                self.told.looks_elsewhere = None;
                self.engaging(out, |engage, asks| engage.agent_is_back(asks));
            }
            ToCustomer::Picture(of) => self.picture_asked(now, of.node, out),
            ToCustomer::CallState(state) => {
                self.engaging(out, |engage, asks| engage.agent_call(state, asks));
            }
            ToCustomer::Servers(fresh) => {
                self.engaging(out, |engage, asks| engage.servers(now, fresh.servers, fresh.lasts, asks));
            }
            ToCustomer::Quality(quality) => self.engage.agent_hears(quality),
            ToCustomer::HandedOver(()) => {
                self.engaging(out, |engage, asks| engage.will_be_handed_over(asks));
            }
            ToCustomer::PhoneCode(told) => self.engaging(out, |engage, asks| engage.phone_code(told, asks)),
            ToCustomer::Recording(told) => {
                self.engaging(out, |engage, asks| engage.agent_records(*told, asks));
            }
            ToCustomer::Warm(may) => self.engaging(out, |engage, asks| engage.warm(may, asks)),
            ToCustomer::Slots(slots) => self.engaging(out, |engage, asks| engage.slots(slots, asks)),
            ToCustomer::Callback(at) => self.engage.will_be_called(at),
            ToCustomer::ReadsAlong(colleague) => {
                // One who begins has not heard of a pause.
                if colleague.is_some() {
                    self.view.nobody_knows();
                }
                self.engaging(out, |engage, asks| engage.reads_along(colleague, asks));
            }
        }
    }

    fn agent_points(&mut self, pointer: Pointer, out: &mut Vec<Command>) {
        let known = self.mirror.as_ref().is_some_and(|mirror| mirror.contains(pointer.node));
        self.pointed_at = if known { pointer.node } else { 0 };
        out.push(Command::PointAt(self.pointed_at));
    }

    pub(super) fn socket_closed(&mut self, now: Millis, code: u16, out: &mut Vec<Command>) {
        self.link.closed(now, code);
        self.page_line.lost();
        if self.link.is_hopeless() {
            out.push(Command::Emit(Event::problem(
                "the relay can't be reached: does it run there, and do the `origins` in its \
                 configuration have this page's? A browser does not tell which it is"
                    .to_owned(),
            )));
        }
        self.engaging(out, |engage, asks| engage.unreachable(asks));
    }

    pub(super) fn line_read(&mut self, now: Millis, call: u32, reading: Reading, out: &mut Vec<Command>) {
        self.engaging(out, |engage, asks| engage.line_read(now, call, reading, asks));
    }

    pub(super) fn pointed(&mut self, now: Millis, label: Option<Label>, out: &mut Vec<Command>) {
        let (Some(label), Some(agent)) = (label, self.engage.agent()) else { return };
        out.push(Command::Announce(self.language.say_with(Word::PointsAt, &[agent, &label.text])));
        let level = self.mirror.as_ref().map_or(Level::Hide, |mirror| mirror.level_of(self.pointed_at));
        let on = self.config.policy.label(level.max(label.level), &label.text);
        self.fact(now, FactKind::Pointed { on }, out);
    }
}
