//! What a call brings beside its sound: the agent's words as a caption for who has the
//! panel closed, the suggestion to mute in a sealed field, and the call's code.

use std::{cell::Cell, rc::Rc};

use alongside_core::{
    engage::{PanelView, RecordingView, Secret},
    engine::Input,
    words::{Language, Word},
};
use gloo_events::EventListener;
use web_sys::{HtmlButtonElement, HtmlElement};

use super::dom::{Maker, append, listen, set};

pub(super) struct BesideCall {
    language: Language,
    /// Beside the launcher, also while the panel is closed.
    strip: HtmlElement,
    caption: HtmlElement,
    secret: HtmlElement,
    secret_says: HtmlElement,
    mute: HtmlButtonElement,
    /// In the panel, below the call.
    code: HtmlElement,
    digits: HtmlElement,
    muted: Rc<Cell<bool>>,
    _listeners: [EventListener; 2],
}

impl BesideCall {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let say = |word| language.say(word);
        let strip = make.element("div", "strip");
        let caption = make.element("p", "caption");
        set(&caption, "data-testid", "caption");
        // The live region has said it.
        set(&caption, "aria-hidden", "true");
        let secret = make.element("div", "secret");
        set(&secret, "data-testid", "secret");
        let secret_says = make.element("p", "");
        let muted = Rc::new(Cell::new(false));
        let is_muted = Rc::clone(&muted);
        let input = move || if is_muted.get() { Input::Mute(false) } else { Input::MuteForSecret };
        let (mute, muting) = make.button("quiet", say(Word::Mute), move || Some(input()));
        set(&mute, "data-testid", "mute-for-secret");
        // A press leaves the focus in the field, where the customer goes on.
        let pressing = listen(&mute, "mousedown", |event| event.prevent_default());
        append(&secret, &[&secret_says, &mute]);
        append(&strip, &[&caption, &secret]);

        let code = make.element("details", "code");
        set(&code, "data-testid", "call-code");
        let digits = make.element("strong", "digits");
        set(&digits, "data-testid", "call-code-digits");
        let means = make.text("p", "", say(Word::CodeMeans));
        append(&code, &[&make.text("summary", "", say(Word::CodeSummary)), &digits, &means]);
        Self {
            language,
            strip,
            caption,
            secret,
            secret_says,
            mute,
            code,
            digits,
            muted,
            _listeners: [muting, pressing],
        }
    }

    pub(super) fn strip(&self) -> &HtmlElement {
        &self.strip
    }

    pub(super) fn code(&self) -> &HtmlElement {
        &self.code
    }

    pub(super) fn show(&self, view: &PanelView) {
        // In an open panel the conversation says it.
        let caption = if view.open { "" } else { view.caption.as_str() };
        self.caption.set_text_content(Some(caption));
        self.caption.set_hidden(caption.is_empty());
        let says = match view.secret {
            Secret::None => "",
            Secret::Suggest => self.language.say(Word::SecretSuggest),
            Secret::Muted => self.language.say(Word::SecretMuted),
        };
        self.secret_says.set_text_content(Some(says));
        self.secret.set_hidden(says.is_empty());
        // It stays where it is: who pressed it by keyboard would lose their place.
        let muted = view.secret == Secret::Muted;
        self.muted.set(muted);
        set(&self.mute, "aria-pressed", if muted { "true" } else { "false" });
        let recording = !view.open && view.recording != RecordingView::default();
        self.strip.set_hidden(caption.is_empty() && says.is_empty() && !recording);
        self.digits.set_text_content(Some(&view.code));
        self.code.set_hidden(view.code.is_empty());
    }
}
