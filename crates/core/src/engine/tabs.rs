//! What tabs of the same site tell each other: how far the flow is that they run, and what
//! [`sharing`](super::sharing) needs.

use serde::{Deserialize, Serialize};

use super::{Command, Engine};
use crate::{Millis, guide::Outcome, tabs::Note};

/// What a tab tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum TabNote {
    /// The flow has come to this step.
    At {
        /// The flow's id.
        flow: String,
        /// The step's id.
        step: String,
    },
    /// The customer has closed or completed the flow.
    Over {
        /// The flow's id.
        flow: String,
        /// To its end.
        completed: bool,
    },
    /// Of a conversation; tabs of one origin may be of several sites.
    Conversation {
        /// The site's key.
        site: String,
        /// What is told.
        note: Note,
    },
}

impl TabNote {
    pub(super) fn to_tell(&self) -> Option<Command> {
        postcard::to_allocvec(self).ok().map(Command::TellTabs)
    }
}

impl Engine {
    /// Tells the other tabs where this one has come to.
    pub(super) fn tell_tabs(&mut self, out: &mut Vec<Command>) {
        let over = self.told.ended.take().and_then(|(flow, outcome)| match outcome {
            Outcome::Completed => Some(TabNote::Over { flow, completed: true }),
            Outcome::Closed => Some(TabNote::Over { flow, completed: false }),
            // What the site stops or what can't go on here is this page's affair.
            Outcome::Stopped | Outcome::Failed { .. } => None,
        });
        let at = || {
            let position = self.guide.position()?;
            Some(TabNote::At { flow: position.flow, step: position.step })
        };
        let Some(note) = over.or_else(at) else { return };
        if self.told.tabs.as_ref() != Some(&note) {
            out.extend(note.to_tell());
            self.told.tabs = Some(note);
        }
    }

    /// Another tab has told of its flow; what it told need not go back to it.
    pub(super) fn tab_told(&mut self, now: Millis, bytes: &[u8], out: &mut Vec<Command>) {
        let Ok(note) = postcard::from_bytes::<TabNote>(bytes) else { return };
        let note = match note {
            TabNote::Conversation { site, note } => {
                if site == self.config.site {
                    self.sharing(now, out, |tabs, asks| tabs.note(now, note, asks));
                }
                return;
            }
            of_flow => of_flow,
        };
        let running = self.guide.position().map(|position| position.flow);
        match &note {
            TabNote::At { flow, step } if running.as_ref() == Some(flow) => {
                self.told.tabs = Some(note.clone());
                self.guided(now, out, |guide, asks| guide.follow(now, flow, step, asks));
            }
            TabNote::Over { flow, completed } => {
                let completed = *completed;
                let mut was_ours = false;
                self.guided(now, out, |guide, asks| {
                    was_ours = guide.over_elsewhere(now, flow, completed, asks);
                });
                if was_ours {
                    self.told.tabs = Some(note.clone());
                }
            }
            _ => {}
        }
    }
}
