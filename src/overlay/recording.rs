//! Recording the call: the question, and the sign for as long as there is something to
//! stop. Nothing here takes the focus, and only a press answers.

use alongside_core::{
    engage::{RecordingSign, RecordingView},
    engine::Input,
    words::{Language, Word},
};
use gloo_events::EventListener;
use web_sys::{HtmlButtonElement, HtmlElement};

use super::dom::{Maker, append, set};

pub(super) struct RecordingPart {
    language: Language,
    part: HtmlElement,
    question: HtmlElement,
    asks: HtmlElement,
    purpose: HtmlElement,
    kept: HtmlElement,
    sign: HtmlElement,
    sign_says: HtmlElement,
    stop: HtmlButtonElement,
    _listeners: [EventListener; 3],
}

impl RecordingPart {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let say = |word| language.say(word);
        let part = make.element("div", "recording");
        let question = make.element("div", "record-question");
        set(&question, "data-testid", "record-question");
        let asks = make.element("p", "record-asks");
        let [purpose, kept] = [(); 2].map(|()| make.element("p", ""));
        let may_stop = make.text("p", "", say(Word::RecordMayStop));
        // Neither is the one that is meant: they look the same.
        let (allow, allowing) =
            make.button("quiet", say(Word::RecordAllow), || Some(Input::AllowRecording(true)));
        set(&allow, "data-testid", "record-allow");
        let (refuse, refusing) =
            make.button("quiet", say(Word::RecordRefuse), || Some(Input::AllowRecording(false)));
        set(&refuse, "data-testid", "record-refuse");
        let answers = make.element("div", "row");
        append(&answers, &[&allow, &refuse]);
        append(&question, &[&asks, &purpose, &kept, &may_stop, &answers]);

        let sign = make.element("div", "record-sign");
        set(&sign, "data-testid", "record-sign");
        let sign_says = make.element("p", "");
        let (stop, stopping) =
            make.button("quiet", say(Word::RecordStop), || Some(Input::AllowRecording(false)));
        set(&stop, "data-testid", "record-stop");
        append(&sign, &[&sign_says, &stop]);
        append(&part, &[&question, &sign]);
        Self {
            language,
            part,
            question,
            asks,
            purpose,
            kept,
            sign,
            sign_says,
            stop,
            _listeners: [allowing, refusing, stopping],
        }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.part
    }

    /// `here`: of the two places it is this one now.
    pub(super) fn show(&self, view: &RecordingView, here: bool) {
        let question = view.question.as_ref().filter(|_| here);
        self.question.set_hidden(question.is_none());
        if let Some(question) = question {
            self.asks.set_text_content(Some(&question.asks));
            for (element, (tag, text)) in [(&self.purpose, &question.purpose), (&self.kept, &question.kept)] {
                // In the site's language, which may be another than the panel's.
                set(element, "lang", tag);
                element.set_text_content(Some(text));
            }
        }
        let (says, sign) = match view.sign {
            RecordingSign::None => (None, ""),
            RecordingSign::Allowed => (Some(Word::RecordAllowed), "rests"),
            RecordingSign::Records => (Some(Word::RecordSign), "on"),
            RecordingSign::Rests => (Some(Word::RecordRests), "rests"),
            RecordingSign::Stops => (Some(Word::RecordStops), "rests"),
        };
        let says = says.filter(|_| here);
        self.sign_says.set_text_content(says.map(|word| self.language.say(word)));
        set(&self.sign, "data-sign", sign);
        self.sign.set_hidden(says.is_none());
        self.stop.set_hidden(view.sign == RecordingSign::Stops);
        self.part.set_hidden(question.is_none() && says.is_none());
    }
}
