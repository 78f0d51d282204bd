use serde::{Deserialize, Serialize};

/// Declares an enum whose variants each have a name in JavaScript.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $type:ident { $( $(#[$doc:meta])* $variant:ident = $name:literal, )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $type { $( $(#[$doc])* $variant, )* }

        impl $type {
            /// Every one by its name, in the order of the wire.
            pub const NAMES: &[(&str, Self)] = &[ $( ($name, Self::$variant), )* ];

            /// Its name, as the SDK's `signal` event and options have it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )* }
            }

            /// The one with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, one)| *one)
            }
        }
    };
}

named! {
    /// What a customer struggles with; `docs/signals.md` defines each.
    pub enum SignalKind {
        /// Three clicks on one target within a second.
        RageClick = "rage-click",
        /// A click on something that did nothing.
        DeadClick = "dead-click",
        /// A long stop on a field or a step.
        Hesitation = "hesitation",
        /// The same field was refused again.
        ValidationError = "validation-error",
        /// A click that the page answered late.
        SlowClick = "slow-click",
        /// A click after which a script of the page failed.
        ErrorClick = "error-click",
        /// Back and forth between the same two pages.
        Thrashing = "thrashing",
        /// A page that was left at once for the one before.
        QuickBack = "quick-back",
        /// A form that was begun and left.
        FormAbandonment = "form-abandonment",
        /// The pointer left the page at its upper edge.
        ExitIntent = "exit-intent",
        /// A page that took long to come.
        SlowPage = "slow-page",
        /// A request of the page that was refused or failed.
        FailedRequest = "failed-request",
    }
}

named! {
    /// Why it is a struggle, as far as the page can see.
    pub enum SignalCause {
        /// Nothing of the page answered.
        NoAnswer = "no-answer",
        /// The page answered, and the customer went on clicking.
        Answered = "answered",
        /// A request that the click had started took long.
        Request = "request",
        /// A request that the click had started ended, and the page showed nothing.
        NothingShown = "nothing-shown",
        /// A script threw an error.
        ScriptError = "script-error",
        /// A promise failed and nobody took care of it.
        Rejection = "rejection",
        /// A field stayed empty.
        EmptyField = "empty-field",
        /// A step of a flow stayed undone.
        Step = "step",
        /// The browser's own check refused the field.
        BrowserCheck = "browser-check",
        /// The site's check refused the field (`aria-invalid`).
        SiteCheck = "site-check",
        /// The same two pages took turns.
        BackAndForth = "back-and-forth",
        /// The customer returned to the page before.
        Returned = "returned",
        /// The customer left the form for another page.
        LeftForm = "left-form",
        /// The pointer went to where the browser's own controls are.
        PointerLeft = "pointer-left",
        /// The server took long to answer, or failed (status 500 and above).
        Server = "server",
        /// The page's main content came late.
        Content = "content",
        /// The server refused the request (status 400 to 499).
        Refused = "refused",
        /// There was no connection.
        Offline = "offline",
    }
}

named! {
    /// What a number of a signal's evidence counts.
    pub enum Measure {
        /// Clicks.
        Clicks = "clicks",
        /// Milliseconds.
        Milliseconds = "milliseconds",
        /// Times that a field was refused.
        Refusals = "refusals",
        /// Pages that were opened.
        Pages = "pages",
        /// Fields that the customer had entered something in.
        Fields = "fields",
        /// The HTTP status of a response.
        Status = "status",
    }
}
