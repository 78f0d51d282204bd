use std::{cell::RefCell, rc::Rc};

use alongside_core::{
    Millis,
    engage::PanelView,
    engine::Input,
    words::{Language, Word},
};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlButtonElement, HtmlElement, KeyboardEvent};

use super::{
    actions::Actions,
    anchor::{Anchor, rect_of},
    beside_call::BesideCall,
    callback::{CallbackPart, day_and_hour},
    chat::Chat,
    devices::DevicesPart,
    dom::{Maker, append, listen, set},
    prompt::Prompt,
    recording::RecordingPart,
    sight::Sight,
    tasks::Tasks,
};

pub(super) const SPEECH: &str = "M4 5h16v11H9l-5 4z";

/// The launcher and its panel.
pub(super) struct Panel {
    make: Maker,
    language: Language,
    wrap: HtmlElement,
    anchor: Anchor,
    launcher: HtmlButtonElement,
    launches: HtmlElement,
    badge: HtmlElement,
    panel: HtmlElement,
    heading: HtmlElement,
    status: HtmlElement,
    notice: HtmlElement,
    phone_code: HtmlElement,
    call: HtmlElement,
    call_state: HtmlElement,
    trouble: HtmlElement,
    mute: HtmlButtonElement,
    beside_call: BesideCall,
    devices: DevicesPart,
    callback: CallbackPart,
    /// In the panel, and beside the launcher while that is closed.
    recordings: [RecordingPart; 2],
    actions: Actions,
    tasks: Tasks,
    chat: Chat,
    prompt: Prompt,
    pub(super) sight: Sight,
    shown: Rc<RefCell<Option<PanelView>>>,
    _listeners: Vec<EventListener>,
}

impl Panel {
    pub(super) fn new(make: &Maker, language: Language) -> Result<Self, JsValue> {
        let say = |word| language.say(word);
        let shown: Rc<RefCell<Option<PanelView>>> = Rc::default();
        let is_open = {
            let shown = Rc::clone(&shown);
            move || shown.borrow().as_ref().is_some_and(|view| view.open)
        };
        let wrap = make.element("div", "corner");
        let open = is_open.clone();
        let (launcher, launching) = make.button("launcher", "", move || Some(Input::Panel(!open())));
        set(&launcher, "aria-haspopup", "dialog");
        set(&launcher, "data-testid", "launcher");
        let badge = make.element("span", "badge");
        let launches = make.text("span", "", say(Word::Help));
        append(&launcher, &[&make.icon(SPEECH), &launches, &badge]);

        let panel = make.element("section", "panel");
        for (name, value) in [("role", "dialog"), ("aria-labelledby", "heading"), ("data-testid", "panel")] {
            panel.set_attribute(name, value)?;
        }
        let head = make.element("div", "head");
        let heading = make.element("h2", "heading");
        heading.set_id("heading");
        let (close, closing) = make.button("close", "", || Some(Input::Panel(false)));
        set(&close, "aria-label", say(Word::Close));
        close.append_child(&make.icon("M6 6l12 12M18 6L6 18"))?;
        append(&head, &[&heading, &close]);

        let status = make.element("p", "status");
        set(&status, "data-testid", "status");
        let notice = make.element("p", "notice");
        set(&notice, "data-testid", "notice");

        let phone_code = make.element("strong", "digits phone-code");
        set(&phone_code, "data-testid", "phone-code");

        let call = make.element("div", "call");
        let call_state = make.element("p", "call-state");
        set(&call_state, "data-testid", "call-state");
        let trouble = make.element("p", "notice trouble");
        set(&trouble, "data-testid", "call-trouble");
        let muted = {
            let shown = Rc::clone(&shown);
            move || shown.borrow().as_ref().and_then(|view| view.call).is_some_and(|call| call.muted)
        };
        let (mute, muting) = make.button("quiet", say(Word::Mute), move || Some(Input::Mute(!muted())));
        set(&mute, "data-testid", "mute");
        let (hang_up, hanging_up) = make.button("danger", say(Word::HangUp), || Some(Input::Leave));
        set(&hang_up, "data-testid", "hang-up");
        let buttons = make.element("div", "row");
        append(&buttons, &[&mute, &hang_up]);
        let beside_call = BesideCall::new(make, language);
        let devices = DevicesPart::new(make, language);
        let [suggestion, meter, choice] = devices.parts();
        let recordings = [(); 2].map(|()| RecordingPart::new(make, language));
        let [recorded, beside] = recordings.each_ref().map(RecordingPart::element);
        append(beside_call.strip(), &[beside]);
        append(
            &call,
            &[&call_state, recorded, &trouble, suggestion, meter, &buttons, choice, beside_call.code()],
        );

        let actions = Actions::new(make, language);
        let tasks = Tasks::new(make, language);
        let callback = CallbackPart::new(make, language);
        let chat = Chat::new(make, language)?;
        let sight = Sight::new(make, language);
        append(
            &panel,
            &[
                &head,
                &status,
                &phone_code,
                &notice,
                sight.element(),
                &call,
                chat.element(),
                callback.element(),
                tasks.element(),
                actions.element(),
            ],
        );
        let prompt = Prompt::new(make);
        append(&wrap, &[&panel, beside_call.strip(), &launcher, prompt.element()]);

        let (feed, back_to) = (make.feed.clone(), launcher.clone());
        // Escape closes the panel and never ends a call.
        let escape = listen(&wrap, "keydown", move |event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
            if escape && is_open() {
                event.prevent_default();
                event.stop_propagation();
                feed.send(Input::Panel(false));
                let _ = back_to.focus();
            }
        });
        let anchor = Anchor::new(wrap.clone());
        Ok(Self {
            make: make.clone(),
            language,
            wrap,
            anchor,
            launcher,
            launches,
            badge,
            panel,
            heading,
            status,
            notice,
            phone_code,
            call,
            call_state,
            trouble,
            mute,
            beside_call,
            devices,
            callback,
            recordings,
            actions,
            tasks,
            chat,
            prompt,
            sight,
            shown,
            _listeners: vec![launching, closing, muting, hanging_up, escape],
        })
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.wrap
    }

    /// Puts it in the top layer.
    pub(super) fn mount(&self) {
        self.anchor.show(None);
    }

    /// Puts it above what came into the top layer after it; who is in it stays there.
    pub(super) fn raise(&self) {
        if self.wrap.hidden() {
            return;
        }
        let focused = self.focused();
        self.anchor.hide();
        self.anchor.show(None);
        if let Some(element) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    }

    /// What of it has the focus.
    fn focused(&self) -> Option<Element> {
        let root = self.wrap.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok();
        root?.active_element().filter(|element| self.wrap.contains(Some(element)))
    }

    /// Whether a step is on the screen: on a phone the launcher makes room for it.
    pub(super) fn beside_step(&self, shown: bool) {
        // An attribute of our own element, with a name that is valid.
        let _ = self.wrap.toggle_attribute_with_force("data-step", shown);
    }

    pub(super) fn release(&self) {
        self.actions.release();
        self.tasks.release();
        self.sight.release();
        self.devices.release();
    }

    /// Whether the middle of something of the page lies beneath the open panel.
    pub(super) fn covers(&self, target: &Element) -> bool {
        if self.panel.hidden() {
            return false;
        }
        let (panel, target) = (rect_of(&self.panel), rect_of(target));
        let x = target.x + target.width / 2 - panel.x;
        let y = target.y + target.height / 2 - panel.y;
        (0..panel.width).contains(&x) && (0..panel.height).contains(&y)
    }

    /// Closes the panel, but not on somebody who is writing in it.
    pub(super) fn folds_away(&self) {
        let focused = self.focused();
        // Every field has a value, and a button an empty one.
        let value = focused.as_ref().and_then(|one| js_sys::Reflect::get(one, &"value".into()).ok());
        if value.and_then(|value| value.as_string()).is_some_and(|text| !text.is_empty()) {
            return;
        }
        self.make.feed.send(Input::Panel(false));
        if focused.is_some() {
            let _ = self.launcher.focus();
        }
    }

    pub(super) fn show(&self, view: &PanelView) {
        let before = self.shown.borrow_mut().replace(view.clone());
        let was_open = before.as_ref().is_some_and(|before| before.open);
        let clicked = self.wrap.matches(":focus-within").unwrap_or(false);
        set(&self.launcher, "aria-expanded", if view.open { "true" } else { "false" });
        self.panel.set_hidden(!view.open);
        self.badge.set_hidden(view.unread == 0);
        self.badge.set_text_content((view.unread > 0).then(|| view.unread.to_string()).as_deref());
        self.heading.set_text_content(Some(&view.heading));
        let day = view.callback.planned.map(|at| day_and_hour(self.language, at));
        let with_day = |word| day.as_deref().map(|day| self.language.say_with(word, &[day]));
        let called = with_day(Word::CallsYouAt);
        let launches = with_day(Word::CallsYou).unwrap_or_else(|| self.language.say(Word::Help).to_owned());
        self.launches.set_text_content(Some(&launches));
        let status = match view.opens {
            _ if called.is_some() => called.unwrap_or_default(),
            Some(opens) => format!("{} {}", view.status, self.opens(opens)).trim_start().to_owned(),
            None => view.status.clone(),
        };
        let texts = [
            (&self.status, &status),
            (&self.phone_code, &view.phone_code),
            (&self.notice, &view.notice),
            (&self.trouble, &view.trouble),
        ];
        for (element, text) in texts {
            element.set_text_content(Some(text));
            element.set_hidden(text.is_empty());
        }
        self.sight.show(view.view.as_ref());
        self.show_call(view);
        self.beside_call.show(view);
        let [recorded, beside] = &self.recordings;
        recorded.show(&view.recording, view.open);
        beside.show(&view.recording, !view.open);
        self.devices.show(view);
        self.chat.show(view.lines.as_deref());
        self.prompt.show(view.prompt.as_ref());
        self.callback.show(view);
        if before.as_ref().is_none_or(|before| {
            before.actions != view.actions || before.talk != view.talk || before.callback != view.callback
        }) {
            // A button that had the focus is gone: who used it goes on from the panel.
            if self.actions.show(view) {
                set(&self.panel, "tabindex", "-1");
                let _ = self.panel.focus();
            }
        }
        self.tasks.show(view);
        // A way to help that leads nowhere is none.
        let offers = !view.actions.is_empty() || Tasks::has_some(view) || view.call.is_some();
        let says = view.lines.is_some() || !view.status.is_empty() || !view.notice.is_empty();
        self.wrap.set_hidden(!offers && !says);
        self.actions.element().set_hidden(view.actions.is_empty());
        // Who opened it by keyboard goes on inside; who did not keeps their focus.
        if view.open && !was_open && clicked && !view.offered {
            set(&self.panel, "tabindex", "-1");
            let _ = self.panel.focus();
        }
    }

    fn show_call(&self, view: &PanelView) {
        self.call.set_hidden(view.call.is_none());
        let Some(call) = view.call else { return };
        let state = match (call.connected, call.agent_muted) {
            (true, true) => Word::AgentMuted,
            (true, false) if call.listening => Word::Listening,
            (true, false) => Word::Connected,
            (false, _) => Word::Connecting,
        };
        let held = call.connected && !view.hold.is_empty();
        let state = if held { view.hold.as_str() } else { self.language.say(state) };
        self.call_state.set_text_content(Some(state));
        set(&self.call, "data-connected", if call.connected { "true" } else { "false" });
        self.mute.set_hidden(call.listening);
        set(&self.mute, "aria-pressed", if call.muted { "true" } else { "false" });
    }

    /// When the site's people are back, by the customer's own clock and habits.
    fn opens(&self, at: Millis) -> String {
        self.language.say_with(Word::OpensAt, &[&day_and_hour(self.language, at)])
    }
}
