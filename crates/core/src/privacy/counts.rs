use std::ops::AddAssign;

use alongside_protocol::page::REDACTIONS;

use super::FieldMode;

/// How much was redacted, by class: how many times, not what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Values of fields, and texts edited in place, of which only the length class left.
    pub typed: u32,
    /// Fields that were not read at all.
    pub sealed: u32,
    /// Texts masked word by word.
    pub text: u32,
    /// Attributes left out, emptied or renamed.
    pub attribute: u32,
    /// Addresses that lost a user, a query, a fragment or a segment.
    pub address: u32,
    /// Style sheets and inline styles that lost a string, a comment or an address.
    pub style: u32,
    /// Texts with a card number in them.
    pub card: u32,
    /// Elements that became a box.
    pub hidden: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Self) {
        self.typed += more.typed;
        self.sealed += more.sealed;
        self.text += more.text;
        self.attribute += more.attribute;
        self.address += more.address;
        self.style += more.style;
        self.card += more.card;
        self.hidden += more.hidden;
    }
}

impl Counts {
    /// The counts, in the order of
    /// [`REDACTIONS`](alongside_protocol::page::REDACTIONS).
    #[must_use]
    pub fn numbers(&self) -> [u32; REDACTIONS.len()] {
        let Self { typed, sealed, text, attribute, address, style, card, hidden } = *self;
        [typed, sealed, text, attribute, address, style, card, hidden]
    }

    /// Counts a field by what may be read of it.
    pub fn field(&mut self, mode: FieldMode) {
        match mode {
            FieldMode::Sealed => self.sealed += 1,
            FieldMode::Length => self.typed += 1,
            FieldMode::Value => {}
        }
    }
}
