//! A field that is sealed has the focus during a call: what is typed can be heard, or
//! read aloud by who types it, so muting is suggested.

use super::{Ask, Engage};
use crate::words::Word;

/// What the panel says while a sealed field has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Secret {
    /// Nothing.
    #[default]
    None,
    /// The microphone could be muted for it.
    Suggest,
    /// It is, until the field is left.
    Muted,
}

/// What came of it in the one call.
#[derive(Debug, Default)]
pub(super) struct Muting {
    /// The microphone is muted for the field, and for nothing else.
    for_it: bool,
    /// Said aloud once; a form of a card has several such fields.
    suggested: bool,
}

impl Engage {
    /// Whether a sealed field has the focus.
    pub fn in_secret(&mut self, inside: bool, out: &mut Vec<Ask>) {
        if std::mem::replace(&mut self.in_secret, inside) == inside || !self.call.peer {
            return;
        }
        if !inside && std::mem::take(&mut self.call.muting.for_it) {
            self.set_muted(false, out);
            out.push(Ask::Announce(self.language.say(Word::SecretOver).to_owned()));
            return;
        }
        self.tell_call(out);
        self.suggest(out);
    }

    /// The customer mutes the microphone until the field is left.
    pub fn mute_for_secret(&mut self, out: &mut Vec<Ask>) {
        if self.secret() == Secret::Suggest {
            self.call.muting.for_it = true;
            self.set_muted(true, out);
            out.push(Ask::Announce(self.language.say(Word::SecretMuted).to_owned()));
        }
    }

    /// The customer has decided otherwise.
    pub(super) fn muting_is_theirs(&mut self) {
        self.call.muting.for_it = false;
    }

    pub(super) fn secret(&self) -> Secret {
        if !self.in_secret || !self.call.peer {
            Secret::None
        } else if self.call.muting.for_it {
            Secret::Muted
        } else if self.speaks() {
            Secret::Suggest
        } else {
            Secret::None
        }
    }

    fn suggest(&mut self, out: &mut Vec<Ask>) {
        if self.secret() == Secret::Suggest && !std::mem::replace(&mut self.call.muting.suggested, true) {
            out.push(Ask::Announce(self.language.say(Word::SecretAnnounced).to_owned()));
        }
    }
}
