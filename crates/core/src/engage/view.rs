use alongside_protocol::message::{Channel, ChatLine, Stage};
use serde::{Deserialize, Serialize};

use super::{CallbackView, DevicesView, Engage, PromptView, RecordingView, Request, Secret};
use crate::{Millis, offer::ChecklistView, words::Word};

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
    /// What is wrong with its sound, in a sentence; empty when nothing is.
    pub trouble: String,
    /// What the agent sees, while there is one who does.
    pub view: Option<ViewState>,
    /// The conversation; `None` when there is none to write in.
    pub lines: Option<Vec<ChatLine>>,
    /// Flows to offer: id and title.
    pub flows: Vec<(String, String)>,
    /// Whether there are so many that the customer can search them.
    pub searches: bool,
    /// The title of the flow of an earlier visit that they can go on with.
    pub go_on: Option<String>,
    /// What there is to do.
    pub checklist: Option<ChecklistView>,
    /// When the site's people are there again, while nobody new is taken for the hour.
    pub opens: Option<Millis>,
    /// What the button says that leads to a call.
    pub talk: String,
    /// That the agent has put the customer on hold, in a sentence; empty when not.
    pub hold: String,
    /// What the agent has just written on a call; empty when nothing.
    pub caption: String,
    /// The call's code, for both people to compare; empty until there is one.
    pub code: String,
    /// What is said of the sealed field that has the focus.
    pub secret: Secret,
    /// What the call can use.
    pub devices: DevicesView,
    /// What there is about being called back.
    pub callback: CallbackView,
    /// What is recorded, or asked.
    pub recording: RecordingView,
    /// What the customer says on the telephone; empty when nothing.
    pub phone_code: String,
    /// What points at the browser's question for the microphone, while that is open.
    pub prompt: Option<PromptView>,
}

/// The call as the customer sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallView {
    /// Whether sound goes both ways.
    pub connected: bool,
    /// Whether the customer's microphone is muted.
    pub muted: bool,
    /// Whether the agent's microphone is muted.
    pub agent_muted: bool,
    /// Whether the customer only hears, and answers in writing.
    pub listening: bool,
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
    /// Hear the agent, and answer in writing.
    Listen,
    /// Take the request back.
    Cancel,
    /// Hear this agent, whose voice the browser holds back.
    Hear(String),
    /// Leave something in writing for a team that is not there.
    LeaveMessage,
    /// Take that back.
    TakeBack,
    /// Choose a time to be called back at.
    CallBack,
    /// Choose another one.
    ChangeCallback,
    /// Not to be called back, after all.
    CancelCallback,
    /// Close the form in which a time is chosen.
    CloseForm,
    /// Go on with the conversation in this tab, which only shows it.
    BringHere,
    /// Call by telephone, and let who answers see this page.
    PhoneWithPage,
    /// Nobody sees the page any more; the telephone call goes on.
    EndPhone,
}

impl Engage {
    /// The conversation. Before somebody has answered the telephone, or calls back, there is none.
    fn lines_to_show(&self) -> Option<Vec<ChatLine>> {
        let waits_by_phone = self.is_by_phone() && self.agent().is_none();
        self.current()
            .filter(|_| !waits_by_phone && !self.is_to_be_called())
            .map(|engagement| engagement.lines.clone())
    }

    /// Whether the panel has nothing more urgent than what the customer can do by themselves.
    #[must_use]
    pub fn has_room_for_flows(&self) -> bool {
        !self.is_engaged() && !self.has_callback_form()
    }

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
        let status = match (self.request, stage) {
            (Request::Microphone { .. }, _) if self.prompt.is_ignored() => say(Word::PromptIgnored),
            (Request::Microphone { .. }, _) => say(Word::AskingMicrophone),
            (_, Some(Stage::Waiting { position })) => {
                let channel = self.current().map_or(Channel::Chat, |engagement| engagement.channel);
                self.waits(channel, *position)
            }
            (_, Some(Stage::Active { .. })) if self.next.is_some() => self.hands_over().unwrap_or_default(),
            (_, Some(Stage::Active { agent })) => {
                let word = match &view {
                    Some(view) if view.paused => Word::ViewPaused,
                    Some(_) => Word::SeesPage,
                    None => Word::PageUnseen,
                };
                let sees = self.language.say_with(word, &[agent]);
                match self.who_reads(agent) {
                    Some(reads) => format!("{sees} {reads}"),
                    None => sees,
                }
            }
            (Request::Sent(_), _) if self.notice == Some(Word::NoRelay) => say(Word::StillTrying),
            (Request::Sent(_), _) => say(Word::Asking),
            _ if self.offered && self.notice.is_none() => say(Word::Offer),
            // What the notice says need not be said twice.
            _ if has_relay && self.at_the_door_says() != self.notice => {
                self.at_the_door_says().map(say).unwrap_or_default()
            }
            _ => String::new(),
        };
        let actions = self.offers(has_relay, phone);
        PanelView {
            callback: self.callback_view(&actions),
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
            call: self.call_view(),
            trouble: self.trouble(),
            view,
            lines: self.lines_to_show(),
            flows: if self.has_room_for_flows() { flows } else { Vec::new() },
            searches: false,
            go_on: None,
            checklist: None,
            opens: self.opens().filter(|_| has_relay && !self.is_engaged()),
            talk: self.talk_says(),
            hold: self.hold_says(),
            caption: self.captions.text().to_owned(),
            code: self.code_says(),
            secret: self.secret(),
            devices: self.devices_view(),
            recording: self.recording(),
            phone_code: self.code_to_say().unwrap_or_default(),
            prompt: self.prompt_view(),
        }
    }

    /// The call, while there is one.
    pub(super) fn call_view(&self) -> Option<CallView> {
        self.call.peer.then_some(CallView {
            connected: self.call.connected,
            muted: self.call.muted,
            agent_muted: self.call.agent.is_some_and(|agent| agent.muted),
            listening: self.listens(),
        })
    }
}
