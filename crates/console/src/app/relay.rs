//! What goes to the relay, and all that it says.

use alongside_protocol::message::{FromAgent, ToAgent};

use super::{Effect, SightInput, State};

impl State {
    /// Sends a counted message; `false` when there is no connection.
    pub(super) fn send(&mut self, message: FromAgent, effects: &mut Vec<Effect>) -> bool {
        match self.link.send(&message) {
            Some(bytes) => {
                effects.push(Effect::Transmit(bytes));
                true
            }
            None => false,
        }
    }

    pub(super) fn receive(&mut self, now: u64, bytes: &[u8], effects: &mut Vec<Effect>) {
        let received = self.link.receive(bytes);
        for message in received.messages {
            self.hear(now, message, effects);
        }
        if let Some(acknowledgement) = received.acknowledgement {
            effects.push(Effect::Transmit(acknowledgement));
        }
        if let Some(problem) = received.problem {
            // A fresh connection brings the full state again.
            self.notice = format!("The relay sent something unreadable: {problem}.");
            effects.push(Effect::Disconnect);
            self.all_sights(now, SightInput::SocketLost);
            if let Some(after) = self.link.closed(0) {
                effects.push(Effect::Connect { after });
            }
        }
    }

    fn hear(&mut self, now: u64, message: ToAgent, effects: &mut Vec<Effect>) {
        if !matches!(message, ToAgent::Page(_) | ToAgent::Ack(_)) {
            self.revision += 1;
        }
        match message {
            ToAgent::Welcome(welcome) => self.welcome(now, welcome, effects),
            ToAgent::Ack(_) => {}
            ToAgent::Refusal(refusal) => self.refused(refusal, effects),
            ToAgent::Visit(view) => self.visit(now, *view),
            ToAgent::VisitGone(gone) => {
                self.visits.remove(&gone.visit);
            }
            ToAgent::Facts((engagement, facts)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.facts.extend(facts);
                }
            }
            ToAgent::Engagement(engagement) => self.engagement(now, engagement),
            ToAgent::Chat((engagement, line)) => self.chat(engagement, line),
            ToAgent::Rtc((engagement, rtc)) => self.rtc(engagement, rtc, effects),
            ToAgent::Page((engagement, bytes)) => self.page(now, engagement, &bytes, effects),
            ToAgent::NoPicture((engagement, none)) => self.no_picture(engagement, none),
            ToAgent::Sheet((hash, rules)) => effects.push(Effect::Learn(hash, rules)),
            ToAgent::CallState((engagement, line)) => self.customer_line(engagement, line),
            ToAgent::Servers(fresh) => self.servers(now, (fresh.servers, fresh.lasts), effects),
            ToAgent::Quality((engagement, quality)) => self.customer_hears(engagement, quality),
            ToAgent::Warm(engagement) => self.warm(engagement, effects),
            ToAgent::Colleagues(colleagues) => self.colleagues = colleagues,
            ToAgent::HandOver(told) => self.handed(*told),
            ToAgent::Callback((engagement, callback)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.callback = Some(callback);
                }
            }
            ToAgent::ReadAlong(engagement) => self.reads_along(engagement),
            ToAgent::Aside((engagement, line)) => self.aside_came(engagement, line),
            ToAgent::OtherTab((id, looks)) => self.sight(now, id, SightInput::OtherTab(looks)),
            ToAgent::MayRecord(engagement) => self.may_record(engagement),
            ToAgent::Recording((engagement, consent)) => {
                self.customer_consents(engagement, consent, false, effects)
            }
            ToAgent::CallAway(engagement) => self.call_away(engagement, effects),
            ToAgent::Sources((engagement, origins)) => {
                if let Some(room) = self.room_mut(engagement) {
                    room.sources = Some(origins);
                }
            }
        }
    }
}
