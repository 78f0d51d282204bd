//! What is said in writing.

use alongside_protocol::message::{Chat, ChatLine, FromCustomer, Speaker, Stage};

use super::{Ask, Engage};
use crate::Millis;

impl Engage {
    /// The customer says something in writing.
    pub fn say(&mut self, text: &str, out: &mut Vec<Ask>) {
        let text = self.policy.said(text);
        if !text.as_str().is_empty() && self.current().is_some() {
            out.push(Ask::Tell(FromCustomer::Chat(Chat { text })));
        }
    }

    /// A line of the conversation.
    pub fn line(&mut self, now: Millis, line: ChatLine, out: &mut Vec<Ask>) {
        if !self.captions.is_known(&line) {
            self.said(now, line, out);
        }
    }

    /// A line that is new here.
    pub(super) fn said(&mut self, now: Millis, line: ChatLine, out: &mut Vec<Ask>) {
        let Some(engagement) = &mut self.engagement else { return };
        if line.from == Speaker::Agent {
            if !self.open {
                self.unread += 1;
            }
            if self.call.peer {
                self.captions.show(now, &line.text);
            }
            let agent = match &engagement.stage {
                Stage::Active { agent } => agent.as_str(),
                _ => "",
            };
            out.push(Ask::Announce(format!("{agent}: {}", line.text)));
        }
        engagement.lines.push(line);
    }
}
