//! The ladder: what is offered now, the most useful first.

use alongside_protocol::message::{Channel, Door, Stage};

use super::{Action, CallSupport, Engage, Request};
use crate::words::Word;

impl Engage {
    /// Everything the customer can do now. `phone` is the site's number, when it has one.
    pub(super) fn offers(&self, has_relay: bool, phone: Option<&str>) -> Vec<Action> {
        let stage = self.current().map(|engagement| &engagement.stage);
        let asking = matches!(self.request, Request::Microphone { .. });
        let mut offers = match stage {
            Some(Stage::Active { agent }) => self.with_agent(agent, asking),
            Some(Stage::Waiting { .. }) if self.is_by_phone() => vec![Action::Cancel],
            Some(Stage::Waiting { .. }) if self.is_to_be_called() => self.about_callback(),
            _ if self.has_callback_form() => vec![Action::CloseForm],
            Some(Stage::Waiting { .. }) => {
                let called = self.offers_callback().filter(|_| !self.is_message());
                called.into_iter().chain([self.way_out()]).collect()
            }
            _ if asking && self.prompt.is_ignored() => {
                let mut offers = self.possible([Action::Write, Action::Listen]);
                offers.push(Action::Cancel);
                offers
            }
            _ if asking => vec![Action::Cancel],
            // Nobody has put the customer in a queue yet.
            _ if self.request != Request::None && self.notice == Some(Word::NoRelay) => vec![Action::Cancel],
            _ if self.request != Request::None => vec![self.way_out()],
            _ if has_relay => self.at_the_door(),
            _ => Vec::new(),
        };
        let nobody = !has_relay
            || self.door() != Door::Open
            || self.availability.is_some_and(|known| known.agents == 0);
        let stuck = match stage {
            Some(Stage::Active { .. }) => self.notice.is_some_and(Word::is_failed_call),
            _ => nobody || self.notice.is_some() || self.prompt.is_ignored(),
        };
        // With a code the call is what is to be done; on it, it is made already.
        let calls = self.code_to_say().is_some();
        let on_phone = self.is_by_phone() && !calls;
        if let Some(phone) = phone.filter(|_| stuck && !on_phone || calls) {
            let number = Action::Phone(phone.to_owned());
            if calls {
                offers.insert(0, number);
            } else {
                offers.push(number);
                if has_relay && stage.is_none() && self.request == Request::None && !self.is_unreached() {
                    offers.push(Action::PhoneWithPage);
                }
            }
        }
        offers
    }

    /// Whether the relay could not be reached when it was asked last.
    fn is_unreached(&self) -> bool {
        self.notice == Some(Word::NoRelay)
    }

    fn with_agent(&self, agent: &str, asking: bool) -> Vec<Action> {
        if self.is_by_phone() {
            return vec![Action::EndPhone];
        }
        let mut offers = Vec::new();
        if self.call.blocked {
            offers.push(Action::Hear(agent.to_owned()));
        }
        if !asking && (!self.call.peer || self.listens()) {
            offers.extend(self.possible([Action::Talk]));
        }
        let no_microphone = self.call.refused || self.prompt.is_ignored();
        if !self.call.peer && (no_microphone || self.support != CallSupport::Full) {
            offers.extend(self.possible([Action::Listen]));
        }
        let chatting = self.current().is_some_and(|engagement| engagement.channel == Channel::Chat);
        // A call is ended where it is shown; without one it must be possible, too.
        if chatting || !self.call.peer {
            offers.push(Action::End);
        }
        offers
    }

    fn way_out(&self) -> Action {
        if self.is_message() { Action::TakeBack } else { Action::Leave }
    }

    fn is_message(&self) -> bool {
        self.request == Request::Sent(Channel::Message)
            || self.current().is_some_and(|engagement| engagement.channel == Channel::Message)
    }

    /// What was just refused comes last, unless it need only be asked for once more.
    fn at_the_door(&self) -> Vec<Action> {
        let called = self.offers_callback();
        if self.door() != Door::Open {
            return called.into_iter().chain([Action::LeaveMessage]).collect();
        }
        let mut offers = self.at_the_open_door();
        // Beside a wait, after what leads to somebody sooner.
        offers.extend(called);
        offers
    }

    fn at_the_open_door(&self) -> Vec<Action> {
        match self.notice {
            // Somebody may have come since; who has waited once need not again.
            Some(Word::NoAgent | Word::Full | Word::Closed) => {
                self.possible([Action::LeaveMessage, Action::Talk, Action::Write])
            }
            Some(Word::MicrophoneDismissed) => self.possible([Action::Talk, Action::Write, Action::Listen]),
            Some(word) if word.is_no_microphone() => {
                self.possible([Action::Write, Action::Listen, Action::Talk])
            }
            _ if self.support == CallSupport::Full => vec![Action::Talk, Action::Write],
            _ => self.possible([Action::Listen, Action::Write]),
        }
    }

    /// Those that this page can do.
    fn possible<const N: usize>(&self, offers: [Action; N]) -> Vec<Action> {
        let can = |offer: &Action| match offer {
            Action::Talk => self.support == CallSupport::Full,
            Action::Listen => self.support != CallSupport::None,
            _ => true,
        };
        offers.into_iter().filter(can).collect()
    }
}
