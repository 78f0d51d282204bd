//! The end of an engagement, whoever has brought it about.

use alongside_protocol::message::{EndedBy, Stage};

use super::{Ask, Engage};
use crate::words::Word;

impl Engage {
    /// Ends the engagement from this side, if there is one.
    pub(super) fn ended(&mut self, by: EndedBy, out: &mut Vec<Ask>) {
        let had_agent = self.agent().is_some();
        match &mut self.engagement {
            Some(engagement) if !matches!(engagement.stage, Stage::Ended { .. }) => {
                engagement.stage = Stage::Ended { by };
                if had_agent {
                    out.push(Ask::Mirror(false));
                }
                self.over(by, out);
                out.push(Ask::StageChanged);
            }
            _ => self.close_call(out),
        }
    }

    pub(super) fn over(&mut self, by: EndedBy, out: &mut Vec<Ask>) {
        let to_be_called = self.callback.is_planned();
        self.reader = None;
        self.no_callback();
        self.close_call(out);
        self.nobody_to_join();
        match by {
            EndedBy::Customer if to_be_called => self.say_notice(Word::CallbackCancelled, out),
            by => self.say_over(by, out),
        }
    }

    pub(super) fn say_over(&mut self, by: EndedBy, out: &mut Vec<Ask>) {
        self.say_notice(
            match by {
                EndedBy::Customer => Word::EndedByCustomer,
                EndedBy::Agent | EndedBy::HandedOver => Word::EndedByAgent,
                EndedBy::NotReached => Word::NotReached,
                EndedBy::NoAgent => Word::NoAgent,
                EndedBy::Lost => Word::EndedLost,
                EndedBy::Closed => Word::Closed,
                EndedBy::Full => Word::Full,
            },
            out,
        );
    }
}
