use alongside_protocol::message::{Channel, Engagement, Stage};
use serde::{Deserialize, Serialize};

use crate::{
    engage::{Action, CallView, DevicesView, PanelView, Secret},
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
                let call = engagement.channel.is_call();
                let word = if call { Word::CallElsewhere } else { Word::ChatElsewhere };
                language.say_with(word, &[agent])
            }
            Stage::Waiting { .. } if engagement.channel == Channel::Message => {
                language.say(Word::MessageWaits).to_owned()
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
        view.lines = engagement.map(|engagement| engagement.lines.clone());
        view.call = self.call;
        let on_hold = self.agent().filter(|_| self.on_hold);
        view.hold = on_hold.map(|agent| language.say_with(Word::OnHold, &[agent])).unwrap_or_default();
        view.caption.clone_from(&self.caption);
        view.actions = vec![Action::BringHere];
        match engagement.map(|engagement| (&engagement.stage, engagement.channel)) {
            Some((Stage::Waiting { .. }, Channel::Message)) => view.actions.push(Action::TakeBack),
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
