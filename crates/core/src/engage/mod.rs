//! A person, one click away: queue, chat and call, and what comes next when one
//! of them can't be had.

mod adopted;
mod ask;
mod call;
mod callback;
mod captions;
mod chat;
mod devices;
mod elsewhere;
mod ending;
mod handed;
mod line;
mod listening;
mod offers;
mod on_call;
mod phone;
mod prompt;
mod reader;
mod recording;
mod refusal;
mod secret;
mod sound;
mod view;
mod waiting;
mod warm;
mod ways;

use alongside_protocol::message::{
    Availability, Channel, EndedBy, Engage as EngageMessage, Engagement, FromCustomer, Stage, Welcome,
};

pub use adopted::{Adopted, CallMemory};
pub use ask::Ask;
pub use callback::CallbackView;
pub use devices::{DeviceInput, DevicesView};
pub use prompt::{PromptPlace, PromptView};
pub use recording::{RecordingQuestion, RecordingSign, RecordingView};
pub use refusal::{CallSupport, MicrophoneRefusal};
pub use secret::Secret;
pub use view::{Action, CallView, PanelView, ViewState};

use crate::{Millis, privacy::Policy, words::Word};

/// The customer's side of an engagement.
#[derive(Debug)]
pub struct Engage {
    policy: Policy,
    language: crate::words::Language,
    pub(crate) open: bool,
    /// It was opened to offer help.
    offered: bool,
    /// An earlier page was engaged, and the relay has not said yet what came of it.
    restored: bool,
    availability: Option<Availability>,
    line: line::Line,
    request: Request,
    engagement: Option<Engagement>,
    call: call::Call,
    warm: warm::Warm,
    /// What came on the channel of a line that is not the call's yet, and when.
    heard: Vec<(Millis, crate::voice::ChannelEvent)>,
    next: Option<handed::Next>,
    /// The agent who is told of next is another one, whatever the name.
    handed: bool,
    /// Another agent who reads along, by name.
    reader: Option<String>,
    callback: callback::Callback,
    notice: Option<Word>,
    /// Why the call was given up; said once the relay has changed the channel.
    failed: Option<Word>,
    unread: u32,
    tokens: u32,
    left: Left,
    support: CallSupport,
    prompt: prompt::Prompt,
    captions: captions::Captions,
    /// A sealed field has the focus.
    in_secret: bool,
    devices: devices::Devices,
    /// What the customer says on the telephone, for an engagement by it.
    phone_code: Option<u32>,
}

/// The engagement that the customer has left, until the relay knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Nothing,
    Unnamed,
    Named(u64),
}

/// What was asked for and not yet answered by the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Request {
    None,
    Microphone { token: u32, then: Then },
    Sent(Channel),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Engage,
    Join,
}

impl Engage {
    /// Nobody is engaged. `call` is the last call's number on an earlier page.
    #[must_use]
    pub fn new(policy: Policy, language: crate::words::Language, support: CallSupport, call: u32) -> Self {
        Self {
            policy,
            language,
            open: false,
            offered: false,
            restored: false,
            availability: None,
            line: line::Line::default(),
            request: Request::None,
            engagement: None,
            call: call::Call::after(call),
            warm: warm::Warm::default(),
            heard: Vec::new(),
            next: None,
            handed: false,
            reader: None,
            callback: callback::Callback::default(),
            notice: None,
            failed: None,
            unread: 0,
            tokens: 0,
            left: Left::Nothing,
            support,
            prompt: prompt::Prompt::default(),
            captions: captions::Captions::default(),
            in_secret: false,
            devices: devices::Devices::default(),
            phone_code: None,
        }
    }

    /// Puts the panel as an earlier page left it.
    pub fn restore(&mut self, open: bool) {
        self.open = open;
        self.restored = true;
    }

    /// The last call's number.
    #[must_use]
    pub fn call_number(&self) -> u32 {
        self.newest_call()
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        [self.line.due(), self.prompt_due(), self.reading_due(), self.captions.due(), self.next_due()]
            .into_iter()
            .flatten()
            .min()
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.look_again(now, out);
        self.wait_for_answer(now, out);
        self.look_at_line(now, out);
        self.captions.tick(now);
        self.listen_for_next(now, out);
    }

    /// The engagement, when there is one that has not ended.
    #[must_use]
    pub fn current(&self) -> Option<&Engagement> {
        self.engagement.as_ref().filter(|engagement| !matches!(engagement.stage, Stage::Ended { .. }))
    }

    /// The engagement, even when it has ended.
    #[must_use]
    pub fn last(&self) -> Option<&Engagement> {
        self.engagement.as_ref()
    }

    /// Whether the customer wants, awaits or has a person: on this page, or on the
    /// one before as far as we know.
    #[must_use]
    pub fn is_engaged(&self) -> bool {
        self.request != Request::None || self.current().is_some() || self.restored
    }

    /// Whether the next page must take the engagement up again.
    #[must_use]
    pub fn outlives_page(&self) -> bool {
        matches!(self.request, Request::Sent(_)) || self.current().is_some() || self.restored
    }

    /// The agent's name, while one is there.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        match &self.engagement.as_ref()?.stage {
            Stage::Active { agent } => Some(agent),
            _ => None,
        }
    }

    /// The customer wants to write.
    pub fn chat(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        self.unread = 0;
        if self.current().is_none() && self.request != Request::Sent(Channel::Chat) {
            self.ask_for(Channel::Chat, out);
        }
    }

    /// The customer opens or closes the panel.
    pub fn toggle(&mut self, open: bool) {
        self.open = open;
        self.offered = false;
        if open {
            self.unread = 0;
        }
        if !open && self.current().is_none() {
            self.notice = None;
        }
    }

    /// Offers help that nobody has asked for.
    pub fn offer(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.offered = true;
        out.push(Ask::Announce(self.language.say(Word::Offer).to_owned()));
    }

    /// Whether help is offered right now.
    #[must_use]
    pub fn is_offering(&self) -> bool {
        self.offered && self.open
    }

    /// The customer leaves the queue, hangs up, or ends the chat: at once here,
    /// whatever the relay still says of that engagement.
    pub fn leave(&mut self, out: &mut Vec<Ask>) {
        if self.outlives_page() {
            out.push(Ask::Tell(FromCustomer::Leave(())));
            self.left = self.current().map_or(Left::Unnamed, |engagement| Left::Named(engagement.id));
        }
        self.request = Request::None;
        self.restored = false;
        self.ended(EndedBy::Customer, out);
    }

    /// The relay has welcomed us. One that does not know us any more has no agent
    /// for us either.
    pub fn welcomed(&mut self, now: Millis, welcome: Welcome, out: &mut Vec<Ask>) {
        self.relay_hears(now);
        // It was prepared over another connection; the relay says it anew.
        self.cool(out);
        if self.notice == Some(Word::NoRelay) {
            self.notice = None;
        }
        if !welcome.resumed {
            self.left = Left::Nothing;
            if self.current().is_some() {
                self.ended(EndedBy::Lost, out);
            } else if self.restored {
                self.over(EndedBy::Lost, out);
            }
            self.restored = false;
        }
        self.servers(now, welcome.ice, welcome.ice_lasts, out);
    }

    /// The relay can't be reached.
    pub fn unreachable(&mut self, out: &mut Vec<Ask>) {
        self.relay_is_gone();
        if matches!(self.request, Request::Sent(_)) && self.notice != Some(Word::NoRelay) {
            self.say_notice(Word::NoRelay, out);
        }
    }

    /// There is no relay, or it has refused us for good.
    pub fn unavailable(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.request = Request::None;
        self.say_notice(Word::NoRelay, out);
    }

    /// Who could help.
    pub fn available(&mut self, availability: Availability) {
        self.availability = Some(availability);
    }

    /// The relay's word on the engagement.
    pub fn update(&mut self, mut engagement: Engagement, out: &mut Vec<Ask>) {
        match self.left {
            Left::Named(id) if id == engagement.id => return,
            // It was left before it had a number.
            Left::Unnamed => {
                self.left = Left::Named(engagement.id);
                return;
            }
            _ => {}
        }
        let had_agent = self.agent().map(str::to_owned);
        self.request = match self.request {
            Request::Sent(_) => Request::None,
            waiting => waiting,
        };
        let stage = engagement.stage.clone();
        let voice = engagement.channel.is_call();
        let same = self.engagement.as_ref().is_some_and(|known| known.id == engagement.id);
        self.captions.complete(&mut engagement, same);
        self.engagement = Some(engagement);
        self.notice = self.failed.take();
        match &stage {
            Stage::Waiting { position } => {
                self.open = true;
                self.reader = None;
                if had_agent.is_some() {
                    self.recording_ends(out);
                    // Handed on: nobody looks until the next agent is there.
                    out.push(Ask::Mirror(false));
                }
                if !voice {
                    self.close_call(out);
                }
                let position = *position;
                let channel = self.current().map_or(Channel::Chat, |engagement| engagement.channel);
                out.push(Ask::Announce(self.waits(channel, position)));
            }
            Stage::Active { agent } => {
                if voice && self.is_warmed() {
                    // Sound first: reading the page takes its time.
                    self.join(out);
                }
                // It is now; where it must be tried again, the relay says so.
                self.no_callback();
                if std::mem::take(&mut self.handed) || had_agent.as_ref() != Some(agent) {
                    self.reader = None;
                    self.open |= !self.restored;
                    match &had_agent {
                        Some(before) => self.handed_over(before, agent, out),
                        None => out.push(Ask::Announce(self.language.say_with(Word::With, &[agent]))),
                    }
                    out.push(Ask::Mirror(true));
                }
                if voice && !self.call.peer {
                    self.comes_back(out);
                    self.join(out);
                } else if !voice {
                    self.close_call(out);
                    self.nobody_to_join();
                }
            }
            Stage::Ended { by } => {
                if had_agent.is_some() {
                    out.push(Ask::Mirror(false));
                }
                self.over(*by, out);
            }
        }
        self.restored = false;
        out.push(Ask::StageChanged);
    }

    fn say_notice(&mut self, word: Word, out: &mut Vec<Ask>) {
        self.notice = Some(word);
        out.push(Ask::Announce(self.language.say(word).to_owned()));
    }

    fn ask_for(&mut self, channel: Channel, out: &mut Vec<Ask>) {
        self.request = Request::Sent(channel);
        self.offered = false;
        out.push(Ask::Tell(FromCustomer::Engage(EngageMessage { channel })));
    }
}
