use alongside_protocol::message::{Channel, Engagement, Stage};
use serde::{Deserialize, Serialize};

use crate::{
    Millis,
    engage::{Action, CallView, CallbackView, DevicesView, PanelView, RecordingView, Secret},
    words::{Language, Word},
};

/// A conversation, as the tab that holds it tells the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The page that holds it.
    pub tab: u64,
    /// The visit that it belongs to.
    pub visit: Option<String>,
    /// What is shown of it.
    pub shared: Shared,
    /// What a tab needs that goes on with it, as the engine keeps it over a page load.
    pub memory: Vec<u8>,
}

/// What the other tabs show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The engagement, once the relay has told of it.
    pub engagement: Option<Engagement>,
    /// The call, while there is one.
    pub call: Option<CallView>,
    /// The agent has put the customer on hold.
    pub on_hold: bool,
    /// What the agent has just written on the call; empty when nothing.
    pub caption: String,
    /// What is recorded, or asked.
    pub recording: RecordingView,
    /// Who reads along, in a sentence; empty when nobody.
    pub reads: String,
    /// When the customer is called back.
    pub planned: Option<Millis>,
    /// What the customer says on the telephone; empty when nothing.
    pub phone_code: String,
}

impl Shared {
    /// The agent's name, while one is there.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        match &self.engagement.as_ref()?.stage {
            Stage::Active { agent } => Some(agent),
            _ => None,
        }
    }

    /// What is going on, and where, in a sentence.
    #[must_use]
    pub fn status(&self, language: Language) -> String {
        let Some(engagement) = &self.engagement else { return language.say(Word::HeldElsewhere).to_owned() };
        match &engagement.stage {
            Stage::Active { agent } => {
                let word = match engagement.channel {
                    Channel::Voice | Channel::Listen => Word::CallElsewhere,
                    Channel::Phone => Word::HeldElsewhere,
                    Channel::Chat | Channel::Message | Channel::Callback => Word::ChatElsewhere,
                };
                let status = language.say_with(word, &[agent]);
                if self.reads.is_empty() { status } else { format!("{status} {}", self.reads) }
            }
            Stage::Waiting { .. } if !engagement.channel.has_queue() => {
                let word = match engagement.channel {
                    Channel::Phone => Word::PhoneWaits,
                    Channel::Callback => Word::CallbackPlanned,
                    _ => Word::MessageWaits,
                };
                language.say(word).to_owned()
            }
            Stage::Waiting { position } => {
                let place = language.say_with(Word::Position, &[&position.to_string()]);
                format!("{} {place}", language.say(Word::WaitElsewhere))
            }
            Stage::Ended { .. } => language.say(Word::HeldElsewhere).to_owned(),
        }
    }

    /// Puts it in place of what the panel has of this tab's own.
    pub fn show(&self, language: Language, view: &mut PanelView) {
        let engagement = self.engagement.as_ref();
        view.heading = match self.agent() {
            Some(agent) => language.say_with(Word::With, &[agent]),
            None => language.say(Word::HelpHeading).to_owned(),
        };
        view.status = self.status(language);
        // Before somebody has answered the telephone, or calls back, there is nothing to read.
        let by_phone = |engagement: &&Engagement| {
            matches!(engagement.stage, Stage::Waiting { .. })
                && matches!(engagement.channel, Channel::Phone | Channel::Callback)
        };
        view.lines = engagement.filter(|one| !by_phone(one)).map(|engagement| engagement.lines.clone());
        view.recording = self.recording.clone();
        view.phone_code.clone_from(&self.phone_code);
        view.callback = CallbackView { planned: self.planned, ..CallbackView::default() };
        view.call = self.call;
        let on_hold = self.agent().filter(|_| self.on_hold);
        view.hold = on_hold.map(|agent| language.say_with(Word::OnHold, &[agent])).unwrap_or_default();
        view.caption.clone_from(&self.caption);
        view.actions = vec![Action::BringHere];
        match engagement.map(|engagement| (&engagement.stage, engagement.channel)) {
            Some((Stage::Waiting { .. }, Channel::Message)) => view.actions.push(Action::TakeBack),
            Some((Stage::Waiting { .. }, Channel::Callback)) => view.actions.push(Action::CancelCallback),
            Some((Stage::Waiting { .. }, Channel::Phone)) => view.actions.push(Action::Cancel),
            Some((_, Channel::Phone)) => view.actions.push(Action::EndPhone),
            Some((Stage::Waiting { .. }, _)) | None => view.actions.push(Action::Leave),
            // A call is ended where it is shown.
            Some(_) if self.call.is_none() => view.actions.push(Action::End),
            Some(_) => {}
        }
        // Of the page that the holder shows, and not of this one.
        (view.offered, view.view, view.secret, view.opens) = (false, None, Secret::None, None);
        view.devices = DevicesView::default();
        view.flows.clear();
        for text in [&mut view.notice, &mut view.trouble, &mut view.code] {
            text.clear();
        }
    }
}
