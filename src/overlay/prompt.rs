//! Points at the browser's own question for the microphone, which lies over the page where
//! no element of it is.

use alongside_core::engage::{PromptPlace, PromptView};
use web_sys::HtmlElement;

use super::dom::{Maker, append, set};

const UP: &str = "M12 20V4M5 11l7-7 7 7";

pub(super) struct Prompt {
    callout: HtmlElement,
    says: HtmlElement,
}

impl Prompt {
    pub(super) fn new(make: &Maker) -> Self {
        let callout = make.element("div", "asks");
        set(&callout, "data-testid", "prompt");
        // The live region says it, and nothing of it can be pressed.
        set(&callout, "aria-hidden", "true");
        callout.set_hidden(true);
        let says = make.element("p", "");
        append(&callout, &[&make.icon(UP), &says]);
        Self { callout, says }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.callout
    }

    pub(super) fn show(&self, view: Option<&PromptView>) {
        self.callout.set_hidden(view.is_none());
        let Some(view) = view else { return };
        self.says.set_text_content(Some(&view.says));
        let place = match view.place {
            PromptPlace::Left => "left",
            PromptPlace::InnerLeft => "inner-left",
            PromptPlace::Middle => "middle",
            PromptPlace::Right => "right",
            PromptPlace::InnerRight => "inner-right",
            PromptPlace::Unknown => "unknown",
        };
        set(&self.callout, "data-place", place);
    }
}
