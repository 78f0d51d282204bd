//! What was clicked, as far as the rules for struggles need it.

use alongside_browser::guard::guard;
use alongside_core::{
    engine::Input,
    observe::signals::{Click, Clicked, Happening},
    privacy::Label,
};
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::{
    activity::{Keys, subject},
    dom, field,
};
use crate::run::App;

/// Elements on either side of what acts that are described.
const BESIDE: u32 = 8;

/// Tells of a click. `pressed` is where the button or finger went down.
pub(super) fn click(app: &App, event: &Event, keys: &Keys, pressed: Option<(i32, i32)>) {
    let Some(element) = subject(event) else { return };
    let mut on = Clicked { path: dom::path(&element), beside: Vec::new() };
    let acting = on.acting().map(|levels| dom::ancestor(&element, levels as u32));
    // What is no button, link or field has no name, only content, and that stays here.
    let label = match &acting {
        Some(acting) => app.page.described(acting),
        None => app.page.label(&element, dom::local_name(&element)),
    };
    let path = event.composed_path();
    if let Some(click) = event.dyn_ref::<MouseEvent>() {
        let target = acting.as_ref().unwrap_or(&element);
        on.beside = dom::beside(target, BESIDE);
        let click = described(click, target, on, label.clone(), keys, pressed);
        let waits = !click.on.is_opaque();
        app.feed(Input::Happened(Happening::Click(click)));
        if waits {
            // The answer may be in the shadow of what was clicked.
            app.page.watch_also(&path);
        }
        let me = app.page.weak();
        Timeout::new(0, move || {
            guard(|| {
                if let Some(app) = me.upgrade() {
                    app.feed(Input::Happened(Happening::ClickHandled));
                }
            });
        })
        .forget();
    }
    if acting.is_some_and(|element| !field::is_field(&element)) {
        app.feed(Input::Chose { label });
    }
    let on_target = app.page.on_target(&path);
    app.page.clicked(path);
    app.feed(if on_target { Input::TargetClicked } else { Input::ClickedElsewhere });
}

fn described(
    click: &MouseEvent,
    target: &Element,
    on: Clicked,
    label: Label,
    keys: &Keys,
    pressed: Option<(i32, i32)>,
) -> Click {
    // A click on a label goes on to its field: it is one click, on the field.
    let control = Reflect::get(target, &"control".into()).ok().and_then(|one| one.dyn_into::<Element>().ok());
    Click {
        target: keys.of(control.as_ref().unwrap_or(target)),
        label,
        at: (click.client_x(), click.client_y()),
        // A click that the keyboard makes is nowhere.
        pressed: pressed.filter(|_| click.detail() > 0),
        keys: click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key(),
        on,
        form: dom::closest(target, dom::FORM).map(|form| keys.of(&form)),
    }
}
