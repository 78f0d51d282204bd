//! Being called back at a time: which one, at which number, and what stands when that is
//! agreed.

use alongside_protocol::message::{AskCallback, Channel, FromCustomer, Stage, is_phone_number};

use super::{Action, Ask, Engage, Request};
use crate::{Millis, words::Word};

/// What the customer sees of it. Times are for the shell to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallbackView {
    /// When the customer is called back.
    pub planned: Option<Millis>,
    /// The first time that can be had, where it is offered.
    pub offered: Option<Millis>,
    /// The times to choose from, while the form is open.
    pub slots: Option<Vec<Millis>>,
}

#[derive(Debug, Default)]
pub(super) struct Callback {
    planned: Option<Millis>,
    /// The form is open, and these times are known so far.
    form: Option<Vec<Millis>>,
    /// What was asked for, until the relay has answered.
    asked: bool,
}

impl Callback {
    pub(super) fn is_planned(&self) -> bool {
        self.planned.is_some()
    }
}

impl Engage {
    /// The customer wants to choose a time, or closes the form again.
    pub fn choose_callback(&mut self, open: bool, out: &mut Vec<Ask>) {
        self.callback.asked = false;
        self.callback.form = open.then(Vec::new);
        if open {
            self.open = true;
            self.offered = false;
            out.push(Ask::Tell(FromCustomer::AskSlots(())));
        }
        if matches!(self.notice, Some(Word::NoNumber | Word::SlotGone)) {
            self.notice = None;
        }
    }

    /// The times there are. They also come when the one that was asked for is gone.
    pub fn slots(&mut self, slots: Vec<Millis>, out: &mut Vec<Ask>) {
        let Some(form) = &mut self.callback.form else { return };
        *form = slots;
        if std::mem::take(&mut self.callback.asked) {
            self.say_notice(Word::SlotGone, out);
        }
    }

    /// The customer asks to be called back: what they write here, they write to us.
    pub fn ask_callback(&mut self, at: Millis, phone: &str, name: &str, out: &mut Vec<Ask>) {
        let (phone, name) = (self.policy.said(phone), self.policy.said(name));
        if !is_phone_number(phone.as_str()) {
            return self.say_notice(Word::NoNumber, out);
        }
        self.callback.asked = true;
        out.push(Ask::Tell(FromCustomer::AskCallback(AskCallback { at, phone, name })));
    }

    /// The relay has agreed, or says it again.
    pub fn will_be_called(&mut self, at: Millis) {
        self.callback.planned = Some(at);
        if std::mem::take(&mut self.callback.asked) || self.callback.form.is_none() {
            self.callback.form = None;
        }
        if matches!(self.notice, Some(Word::NoNumber | Word::SlotGone)) {
            self.notice = None;
        }
    }

    pub(super) fn close_callback_form(&mut self) {
        self.callback.form = None;
    }

    /// Nothing of it stands any more.
    pub(super) fn no_callback(&mut self) {
        self.callback = Callback::default();
    }

    /// Whether the customer waits to be called back.
    pub(super) fn is_to_be_called(&self) -> bool {
        let waits = |stage: &Stage| matches!(stage, Stage::Waiting { .. });
        self.current().is_some_and(|one| one.channel == Channel::Callback && waits(&one.stage))
    }

    pub(super) fn planned(&self) -> Option<Millis> {
        self.callback.planned.filter(|_| self.is_to_be_called())
    }

    /// What can be done while the customer is to be called back.
    pub(super) fn about_callback(&self) -> Vec<Action> {
        match self.callback.form {
            Some(_) => vec![Action::CloseForm],
            None => vec![Action::ChangeCallback, Action::CancelCallback],
        }
    }

    /// The same, before it is asked for.
    pub(super) fn offers_callback(&self) -> Option<Action> {
        let known = self.availability?;
        let wait = known.agents == 0 || known.door != alongside_protocol::message::Door::Open;
        (known.callback.is_some() && wait).then_some(Action::CallBack)
    }

    pub(super) fn has_callback_form(&self) -> bool {
        self.callback.form.is_some()
    }

    /// When the site calls back for the first time, where that is offered.
    pub(super) fn callback_view(&self, actions: &[Action]) -> CallbackView {
        let free = self.request == Request::None || self.is_to_be_called();
        let offered = actions.contains(&Action::CallBack);
        CallbackView {
            planned: self.planned(),
            offered: self.availability.and_then(|known| known.callback).filter(|_| offered),
            slots: self.callback.form.clone().filter(|_| free),
        }
    }
}
