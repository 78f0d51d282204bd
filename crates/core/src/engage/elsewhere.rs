//! The conversation in another tab: what that tab is told of it, and what this one is.

use alongside_protocol::message::{EndedBy, Speaker, Stage};

use super::{Ask, Engage, RecordingView};
use crate::{tabs::Shared, words::Word};

impl Engage {
    /// What the other tabs show of it.
    #[must_use]
    pub fn shared(&self) -> Shared {
        Shared {
            engagement: self.current().cloned(),
            call: self.call_view(),
            on_hold: !self.hold_says().is_empty(),
            caption: self.captions.text().to_owned(),
            recording: self.recording(),
            reads: self.agent().and_then(|agent| self.who_reads(agent)).unwrap_or_default(),
            planned: self.planned(),
            phone_code: self.code_to_say().unwrap_or_default(),
        }
    }

    /// How the last conversation ended.
    #[must_use]
    pub fn ended_by(&self) -> EndedBy {
        match self.last().map(|engagement| &engagement.stage) {
            Some(Stage::Ended { by }) => *by,
            _ => EndedBy::Customer,
        }
    }

    /// Tells the customer of this tab what is new in the other.
    pub fn learns(&mut self, before: Option<&Shared>, now: &Shared, out: &mut Vec<Ask>) {
        let stage = |shared: &Shared| shared.engagement.as_ref().map(|engagement| engagement.stage.clone());
        if before.is_none_or(|before| stage(before) != stage(now)) {
            out.push(Ask::Announce(now.status(self.language)));
        }
        let nothing = RecordingView::default();
        let recording = before.map_or(&nothing, |before| &before.recording);
        out.extend(self.recording_elsewhere(recording, &now.recording).map(Ask::Announce));
        if !now.reads.is_empty() && before.is_none_or(|before| before.reads != now.reads) {
            out.push(Ask::Announce(now.reads.clone()));
        }
        let lines =
            |shared: &Shared| shared.engagement.as_ref().map_or(0, |engagement| engagement.lines.len());
        let (Some(before), Some(engagement)) = (before, &now.engagement) else { return };
        for line in engagement.lines.iter().skip(lines(before)).filter(|line| line.from == Speaker::Agent) {
            self.unread += u32::from(!self.open);
            out.push(Ask::Announce(format!("{}: {}", now.agent().unwrap_or_default(), line.text)));
        }
    }

    /// The conversation in the other tab is over.
    pub fn over_elsewhere(&mut self, by: EndedBy, out: &mut Vec<Ask>) {
        self.say_over(by, out);
    }

    /// It goes on in this tab; the customer did not ask for that here, so without a
    /// microphone at hand (`speaks`) it is offered and not asked for.
    pub fn goes_on_here(&mut self, speaks: bool, out: &mut Vec<Ask>) {
        self.restore(true);
        self.call.refused = !speaks;
        out.push(Ask::Announce(self.language.say(Word::GoesOnHere).to_owned()));
    }

    /// It goes on in another tab: what is here of it ends.
    pub fn goes_on_elsewhere(&mut self, out: &mut Vec<Ask>) {
        self.goes_away(out);
        self.close_call(out);
        out.push(Ask::Mirror(false));
    }

    /// The customer mutes the microphone in another tab, or not; when there is none yet, it
    /// begins so.
    pub fn mute_from_elsewhere(&mut self, muted: bool, out: &mut Vec<Ask>) {
        if self.call.peer {
            self.mute(muted, out);
        } else {
            self.call.muted = muted;
        }
    }
}
