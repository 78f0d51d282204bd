use alongside_protocol::message::{Channel, ChatLine, Stage};

use super::{Engage, Request};
use crate::words::Word;

/// The panel as the customer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelView {
    /// Whether it is open; its launcher is always there.
    pub open: bool,
    /// It was opened to offer help, and not by the customer.
    pub offered: bool,
    /// Lines that came while it was closed.
    pub unread: u32,
    /// What the panel is about, in a few words.
    pub heading: String,
    /// What is going on, in a sentence; empty when nothing is.
    pub status: String,
    /// Something went otherwise than wanted, in a sentence; empty when not.
    pub notice: String,
    /// What can be done now, most useful first.
    pub actions: Vec<Action>,
    /// The call, while there is one.
    pub call: Option<CallView>,
    /// What the agent sees, while there is one who does.
    pub view: Option<ViewState>,
    /// The conversation; `None` when there is none to write in.
    pub lines: Option<Vec<ChatLine>>,
    /// Flows to offer: id and title.
    pub flows: Vec<(String, String)>,
}

/// The call as the customer sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallView {
    /// Whether sound goes both ways.
    pub connected: bool,
    /// Whether the customer's microphone is muted.
    pub muted: bool,
    /// Whether the agent's microphone is muted.
    pub agent_muted: bool,
}

/// What the customer has chosen about what the agent sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewState {
    /// The agent's name.
    pub agent: String,
    /// Whether the customer looks at it, too.
    pub open: bool,
    /// Whether the agent is shown nothing for a while.
    pub paused: bool,
}

/// Something the customer can do in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Talk in the page.
    Talk,
    /// Write.
    Write,
    /// Call by telephone.
    Phone(String),
    /// Leave the queue.
    Leave,
    /// End the chat.
    End,
}

impl Engage {
    /// The panel as it stands. `phone` is the site's number, when it has one.
    #[must_use]
    pub fn view(
        &self,
        has_relay: bool,
        phone: Option<&str>,
        flows: Vec<(String, String)>,
        view: Option<ViewState>,
    ) -> PanelView {
        let say = |word| self.language.say(word).to_owned();
        let stage = self.current().map(|engagement| &engagement.stage);
        let mut actions = Vec::new();
        let status = match (self.request, stage) {
            (Request::Microphone { .. }, None) => {
                actions.push(Action::Leave);
                say(Word::AskingMicrophone)
            }
            (Request::Microphone { .. }, Some(_)) => say(Word::AskingMicrophone),
            (_, Some(Stage::Waiting { position })) => {
                actions.push(Action::Leave);
                self.language.say_with(Word::Position, &[&position.to_string()])
            }
            (_, Some(Stage::Active { agent })) => {
                let word = match &view {
                    Some(view) if view.paused => Word::ViewPaused,
                    Some(_) => Word::SeesPage,
                    None => Word::PageUnseen,
                };
                self.language.say_with(word, &[agent])
            }
            (Request::Sent(_), _) => {
                actions.push(Action::Leave);
                say(Word::Asking)
            }
            _ if self.offered && self.notice.is_none() => say(Word::Offer),
            _ => String::new(),
        };
        let waits_for_microphone = matches!(self.request, Request::Microphone { .. });
        let chatting = self.current().is_some_and(|engagement| engagement.channel == Channel::Chat);
        if matches!(stage, Some(Stage::Active { .. })) {
            if !self.call.peer && !waits_for_microphone {
                actions.push(Action::Talk);
            }
            // A call is ended where it is shown; without one it must be possible, too.
            if chatting || !self.call.peer {
                actions.push(Action::End);
            }
        } else if has_relay && self.request == Request::None && stage.is_none() {
            let no_microphone = matches!(
                self.notice,
                Some(
                    Word::MicrophoneDenied
                        | Word::MicrophoneMissing
                        | Word::MicrophoneInUse
                        | Word::MicrophoneUnsupported
                )
            );
            // What was just refused comes second.
            actions.extend(if no_microphone {
                [Action::Write, Action::Talk]
            } else {
                [Action::Talk, Action::Write]
            });
        }
        let stuck =
            self.notice.is_some() || !has_relay || self.availability.is_some_and(|known| known.agents == 0);
        if let Some(phone) = phone.filter(|_| stuck && !matches!(stage, Some(Stage::Active { .. }))) {
            actions.push(Action::Phone(phone.to_owned()));
        }
        PanelView {
            open: self.open,
            offered: self.offered && self.open,
            unread: self.unread,
            heading: match self.agent() {
                Some(agent) => self.language.say_with(Word::With, &[agent]),
                None => say(Word::HelpHeading),
            },
            status,
            notice: self.notice.map(say).unwrap_or_default(),
            actions,
            call: self.call.peer.then_some(CallView {
                connected: self.call.connected,
                muted: self.call.muted,
                agent_muted: self.call.agent.is_some_and(|agent| agent.muted),
            }),
            view,
            lines: self.current().map(|engagement| engagement.lines.clone()),
            flows: if self.is_engaged() { Vec::new() } else { flows },
        }
    }
}
