//! The browser's question for the microphone, when nobody answers it.

use super::{Ask, Engage, Request};
use crate::{Millis, words::Word};

/// After so long without an answer the question was not seen, or is not wanted. Nobody
/// has measured it here: long enough to read a question and look for its button.
const PATIENCE: Millis = 20_000;

/// The question that is open now.
#[derive(Debug, Default)]
pub(super) struct Prompt {
    /// The request's token, and when to speak of it.
    open: Option<(u32, Millis)>,
    ignored: bool,
}

impl Prompt {
    pub(super) fn is_ignored(&self) -> bool {
        self.ignored
    }
}

impl Engage {
    /// When the question has been open for too long.
    pub(super) fn prompt_due(&self) -> Option<Millis> {
        self.prompt.open.filter(|_| !self.prompt.ignored).map(|(_, due)| due)
    }

    /// Takes in what time has brought. A question that is open for long stays open;
    /// the other ways are offered beside it.
    pub(super) fn wait_for_answer(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let Request::Microphone { token, .. } = self.request else {
            self.prompt = Prompt::default();
            return;
        };
        match self.prompt.open {
            Some((of, due)) if of == token => {
                if due <= now && !self.prompt.ignored {
                    self.prompt.ignored = true;
                    self.open = true;
                    out.push(Ask::Announce(self.language.say(Word::PromptIgnored).to_owned()));
                }
            }
            _ => self.prompt = Prompt { open: Some((token, now + PATIENCE)), ignored: false },
        }
    }
}
