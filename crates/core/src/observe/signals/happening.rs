use alongside_protocol::message::SignalCause;

use super::{Clicked, Failure, Mark, Place};
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
        /// The form it is in, if any.
        form: Option<u32>,
    },
    /// The customer begins with a form, or comes back to it from another.
    FormEntered(FormFacts),
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
        /// Where that is; what tells pages apart is kept as a hash.
        place: Place,
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
    /// A script failed, the page's or another.
    ScriptFailed(Failure),
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
    /// The element; of a label its field, which the click goes on to.
    pub target: u32,
    /// Its name.
    pub label: Label,
    /// Position in the viewport, in CSS pixels.
    pub at: (i32, i32),
    /// Where the button or finger went down, in CSS pixels of the viewport; `None`
    /// when there was none, as with a click that the keyboard makes.
    pub pressed: Option<(i32, i32)>,
    /// Whether Ctrl, Meta, Shift or Alt was down.
    pub keys: bool,
    /// What it was on.
    pub on: Clicked,
    /// The form that is in, if any.
    pub form: Option<u32>,
}

/// The pointer may move this far on either axis, in CSS pixels, and it is still a
/// click: what ends farther away was a drag. Ours; browsers begin one after 3 to 8.
const STILL: u32 = 10;

impl Click {
    /// Whether it is a click at all: no drag, none with a key down, and on something.
    pub(super) fn is_plain(&self) -> bool {
        let dragged =
            self.pressed.is_some_and(|(x, y)| x.abs_diff(self.at.0) > STILL || y.abs_diff(self.at.1) > STILL);
        !self.keys && !dragged && !self.on.is_background()
    }
}

/// A form that the customer enters something in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormFacts {
    /// The element.
    pub form: u32,
    /// It, then what it is in, up to the root of its tree.
    pub path: Vec<Mark>,
    /// Its native fields and buttons.
    pub fields: Vec<Mark>,
}

impl FormFacts {
    /// Whether it is one to fill in: it asks for more than one thing, and does not search.
    #[must_use]
    pub fn is_to_fill_in(&self) -> bool {
        let searches = self.path.iter().any(|mark| mark.tag == "search" || mark.has_role(&["search"]));
        let asks = |mark: &&Mark| match mark.tag.as_str() {
            "select" | "textarea" => true,
            "input" => !mark.is_input(&["hidden", "submit", "button", "reset", "image", "search"]),
            _ => false,
        };
        !searches && self.fields.iter().filter(asks).count() > 1
    }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// When it began.
    pub began: Millis,
    /// The HTTP status; 0 when there is none, or none that the page may see.
    pub status: u16,
    /// Its whole address. Of it only the path is told.
    pub address: String,
    /// The page's own host, with its port.
    pub page: String,
    /// Whether the browser believes to be online.
    pub online: bool,
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
