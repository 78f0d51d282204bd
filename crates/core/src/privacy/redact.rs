use std::{borrow::Borrow, fmt, rc::Rc};

use alongside_protocol::Wireable;
use serde::{Serialize, Serializer};

/// Text that has passed the policy. Only [`Policy`](super::Policy) makes it, and it
/// alone implements [`Wireable`]. A clone shares its text.
///
/// ```compile_fail
/// use alongside_core::privacy::Redacted;
/// // There is no other way to make one.
/// let text = Redacted(std::rc::Rc::from("4111 1111 1111 1111"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted(Rc<str>);

impl Wireable for Redacted {}

impl Redacted {
    /// The text, for whoever needs to read it here.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether both are clones of one, without a look at the text.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    pub(super) fn passed(text: impl Into<Rc<str>>) -> Self {
        Self(text.into())
    }
}

impl Serialize for Redacted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Borrow<str> for Redacted {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}
