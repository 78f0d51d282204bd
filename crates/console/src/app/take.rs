//! Every input, to the part of the state that it is for.

use alongside_protocol::message::{FromAgent, Presence};

use super::{Effect, Input, State};

impl State {
    pub(super) fn take(&mut self, now: u64, input: Input, effects: &mut Vec<Effect>) {
        match input {
            Input::LoggedIn(name) => self.log_in(name, effects),
            Input::LoggedOut(problem) => self.log_out(problem, effects),
            Input::SentAway(problem) => self.is_sent_away(problem, effects),
            Input::Opened => effects.push(Effect::Transmit(self.link.greet())),
            Input::Received(bytes) => self.receive(now, &bytes, effects),
            Input::Closed { jitter } => self.closed(now, jitter, effects),
            Input::Tick => {
                self.drop_stale(now);
                self.search_on(now, effects);
                self.look_at_line(now, effects);
            }
            Input::Available(available) => {
                self.available = available;
                self.send(FromAgent::Presence(Presence { available }), effects);
            }
            Input::Accept(engagement) => {
                if self.send(FromAgent::Accept(engagement), effects) {
                    self.accepting = Some(engagement);
                }
            }
            Input::End(engagement) => {
                self.send(FromAgent::End(engagement), effects);
            }
            Input::Open(engagement) => {
                self.flows.shown = false;
                self.look_at(engagement);
            }
            Input::Flows(input) => self.flows(input, effects),
            Input::Dismiss(engagement) => self.put_away(engagement),
            Input::Say(engagement, text) => {
                let text = text.trim().to_owned();
                if !text.is_empty() {
                    self.say(now, engagement, text, effects);
                }
            }
            Input::Point(engagement, node) => self.point(engagement, node, effects),
            Input::Sight(engagement, input) => self.sight(now, engagement, input),
            Input::Picture(engagement, node) => self.ask_picture(engagement, node, effects),
            Input::PageFailed(engagement, error) => self.page_failed(now, engagement, error, effects),
            Input::PageParts(engagement, parts) => {
                self.send(FromAgent::Compare((engagement, parts)), effects);
            }
            Input::LackSheets(engagement, hashes) => {
                self.send(FromAgent::LackSheets((engagement, hashes)), effects);
            }
            Input::Mute(muted) => self.mute(muted, effects),
            Input::Microphone(answer) => self.microphone(answer, effects),
            Input::Line(call, event) => self.line(now, call, event, effects),
            Input::NoticeRead => self.notice.clear(),
            Input::NetworkChanged => self.network_changed(now, effects),
            Input::LineRead(call, reading) => self.line_read(now, call, reading, effects),
            Input::Hold(held) => self.hold(held, effects),
            Input::Device(input) => self.device(input, effects),
            Input::MicrophonePrepared => self.microphone_prepared(),
            Input::HandOver(ask) => self.hand_over(ask, effects),
            Input::AnswerOffer(engagement, accepts) => self.answer_offer(engagement, accepts, effects),
            Input::ReadAlong(engagement, reads) => {
                self.send(FromAgent::ReadAlong((engagement, reads)), effects);
            }
            Input::CalledBack(engagement, reached) => {
                self.send(FromAgent::CallbackOver((engagement, reached)), effects);
            }
            Input::Aside(engagement, text) => self.write_aside(engagement, &text, effects),
            Input::Decline(engagement, word) => self.decline(engagement, &word, effects),
            Input::PhoneCode(said) => self.phone_code(&said, effects),
            Input::Recording(input) => self.on_recording(input, effects),
        }
    }
}
