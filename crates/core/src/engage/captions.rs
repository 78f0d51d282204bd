//! What the agent says in writing during a call: a line of the conversation that comes
//! by the call's own line and by the relay, and is one; and the latest of it as a
//! caption, for who has the panel closed.

use alongside_protocol::message::{Caption, ChatLine, Engagement, Speaker};

use super::{Ask, Engage};
use crate::Millis;

/// How long a caption stays for each word: the slower end of what the BBC's guidelines
/// for subtitles recommend (160 words a minute).
const WORD: Millis = 375;

/// How long it stays at least. Nobody has measured it here: the page comes first, and
/// eyes that are in the middle of it need time to come over.
const SHORTEST: Millis = 5_000;

#[derive(Debug, Default)]
pub(super) struct Captions {
    /// Lines that the relay has not told yet.
    unkept: Vec<ChatLine>,
    /// What is shown, and until when.
    shown: Option<(String, Millis)>,
}

impl Captions {
    /// Adds what the relay does not know yet to a conversation as it tells it.
    pub(super) fn complete(&mut self, engagement: &mut Engagement, same: bool) {
        self.unkept.retain(|line| same && !engagement.lines.contains(line));
        engagement.lines.extend(self.unkept.iter().cloned());
    }

    /// Whether the relay tells of a line that is here already.
    pub(super) fn is_known(&mut self, line: &ChatLine) -> bool {
        let at = self.unkept.iter().position(|known| known == line);
        at.map(|at| self.unkept.remove(at)).is_some()
    }

    pub(super) fn show(&mut self, now: Millis, text: &str) {
        let time = (WORD * text.split_whitespace().count() as Millis).max(SHORTEST);
        self.shown = Some((text.to_owned(), now + time));
    }

    pub(super) fn due(&self) -> Option<Millis> {
        self.shown.as_ref().map(|(_, until)| *until)
    }

    pub(super) fn tick(&mut self, now: Millis) {
        self.shown.take_if(|(_, until)| *until <= now);
    }

    /// What is shown now; empty when nothing is.
    pub(super) fn text(&self) -> &str {
        self.shown.as_ref().map_or("", |(text, _)| text)
    }
}

impl Engage {
    /// Something the agent says, by the call's own line.
    pub(super) fn caption(&mut self, now: Millis, caption: Caption, out: &mut Vec<Ask>) {
        let line = ChatLine { from: Speaker::Agent, at: caption.at, text: caption.text };
        let Some(engagement) = &self.engagement else { return };
        // The relay may have been quicker.
        if !engagement.lines.contains(&line) {
            self.captions.unkept.push(line.clone());
            self.said(now, line, out);
        }
    }
}
