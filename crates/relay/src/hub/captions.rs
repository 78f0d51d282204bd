//! What an agent says in writing during a call. The customer has it by the call's own
//! line, too, and the console says it again after a time without the relay: it is one
//! line, known by its time and its words.

use alongside_protocol::message::{Caption, ChatLine, Speaker, ToAgent};

use super::{Hub, Turn, engage::fits, io::Millis};

/// How far from the relay's clock a caption's time may be, in milliseconds: an agent's
/// console goes on without a relay for as long as a call may go on without one.
const EARLIEST: Millis = 24 * 60 * 60 * 1_000;
const LATEST: Millis = 60 * 1_000;

impl Hub {
    pub(super) fn agent_caption(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        caption: Caption,
    ) -> Result<(), String> {
        fits(&caption.text)?;
        let believable = turn.now.saturating_sub(EARLIEST)..=turn.now.saturating_add(LATEST);
        if !believable.contains(&caption.at) {
            return Err("a caption is not of this time: the clock of the console is wrong".into());
        }
        if self.partner(name, id)?.is_none() {
            return Ok(());
        }
        let line = ChatLine { from: Speaker::Agent, at: caption.at, text: caption.text };
        let known = self.engagements.get(&id).is_some_and(|engagement| engagement.lines.contains(&line));
        if known {
            // The console has not heard that it is kept.
            self.tell_agent(turn, name, &ToAgent::Chat((id, line)));
        } else {
            self.line_of(turn, id, line);
        }
        Ok(())
    }
}
