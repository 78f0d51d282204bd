use alongside_protocol::message::SignalCause;

use crate::{Millis, privacy::Label};

/// One thing that the page or the customer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A click (or tap).
    Click(Click),
    /// The page's own handlers have run for the latest click.
    ClickHandled,
    /// The page answered something, or the customer went on.
    Activity(Activity),
    /// A field got the focus.
    FieldFocused(Focus),
    /// The customer typed or chose, or the browser did.
    FieldInput {
        /// The element.
        field: u32,
        /// The form it is in, when that is one to fill in: a search box is none.
        form: Option<u32>,
    },
    /// A field lost the focus.
    FieldLeft,
    /// A field was refused.
    FieldRefused(RefusedField),
    /// A form was sent.
    FormSubmitted {
        /// The element.
        form: u32,
    },
    /// The form that was filled in last is not on the page any more.
    FormGone,
    /// The customer is on a page: at the start, and at every change of address.
    Arrived {
        /// Path and query, to tell pages apart. It is kept as a hash.
        address: String,
        /// The path alone.
        path: String,
        /// The same page was loaded again.
        reload: bool,
    },
    /// The page took long to come.
    Slow {
        /// Whom it waited for: [`SignalCause::Server`] or [`SignalCause::Content`].
        cause: SignalCause,
        /// How long, from the start of the navigation.
        took: Millis,
        /// The content's size as painted, in square CSS pixels.
        size: u32,
    },
    /// A request of the page's own code has ended.
    Request(Request),
    /// A script of the page failed.
    ScriptFailed {
        /// How: [`SignalCause::ScriptError`] or [`SignalCause::Rejection`].
        cause: SignalCause,
    },
    /// The pointer left the page, with no button down.
    PointerLeft {
        /// Where, from the upper edge of the viewport in CSS pixels.
        y: i32,
    },
    /// The pointer came back.
    PointerBack,
}

/// A click, as far as the rules need it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Click {
    /// The element.
    pub target: u32,
    /// Its name.
    pub label: Label,
    /// Position in the viewport, in CSS pixels.
    pub at: (i32, i32),
    /// A field, link or canvas: what it does can't be seen from outside.
    pub opaque: bool,
    /// By its role or markup it is made to be clicked again and again.
    pub repeats: bool,
    /// A modifier key was down, or the pointer was dragged: no plain click.
    pub modified: bool,
    /// The form whose button it is.
    pub form: Option<u32>,
}

/// A field that got the focus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Focus {
    /// The element.
    pub field: u32,
    /// Its label.
    pub label: Label,
    /// Whether something is in it.
    pub filled: bool,
    /// The page put the focus there, before the customer did anything.
    pub by_page: bool,
}

/// A field that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedField {
    /// The element.
    pub field: u32,
    /// Its label.
    pub label: Label,
    /// Whose check it was: [`SignalCause::BrowserCheck`] or [`SignalCause::SiteCheck`].
    pub cause: SignalCause,
}

/// A request by `fetch` or `XMLHttpRequest`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// When it began.
    pub began: Millis,
    /// The HTTP status; 0 when there is none, or none that the page may see.
    pub status: u16,
    /// The path of its address.
    pub path: String,
    /// To the site itself or to a sister of it.
    pub own: bool,
    /// There was no connection.
    pub offline: bool,
}

/// What counts as an answer to a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// The document changed, a navigation, a dialog, a focus, an input, a download.
    Page,
    /// The customer scrolled or selected: the next click starts a new chain.
    Reading,
    /// The tab went to the background.
    Hidden,
}
