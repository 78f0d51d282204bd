//! What was clicked, as far as the rules for struggles need it.

use alongside_browser::guard::guard;
use alongside_core::{
    engine::Input,
    observe::signals::{Click, Happening},
    privacy::Label,
};
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::{
    activity::{Keys, subject},
    field,
};
use crate::run::App;

/// What acts on a click, or could.
const ACTING: &str =
    "a,area,button,summary,label,input,select,textarea,canvas,video,audio,[role=button],[role=link]";

/// What a click does there can't be seen from outside. A menu that is open already
/// was opened by the pointer.
const OPAQUE: &str = "a[href],area[href],label,select,textarea,canvas,video,audio,object,embed,summary,\
    input:not([type=button],[type=submit],[type=reset],[type=image]),[aria-expanded=true],\
    [contenteditable]:not([contenteditable=false])";

/// What is made to be clicked again and again, or is in it.
const REPEATED: &str = "[role=spinbutton],[role=slider],[role=scrollbar],[role=grid],[role=application],\
    [aria-roledescription=carousel],canvas,video,audio,input[type=number],input[type=range],\
    input[type=date],input[type=time],[rel=next],[rel=prev],nav[aria-label*=pag i],[role=toolbar]";

/// The same by the names that sites and libraries give it; of the element or of
/// what it stands in.
const REPEATED_BY_NAME: &str = "[class*=carousel i],[class*=swiper i],[class*=slick i],[class*=stepper i],\
    [class*=pagina i],[class*=pager i],[class*=quantity i],[class*=spinner i],[class*=keypad i]";

/// A number beside it is what it counts up and down.
const NUMBER: &str = ":scope > input[type=number],:scope > [role=spinbutton],:scope > output";

/// The pointer may move this far, in CSS pixels, and it is still a click.
const STILL: i32 = 10;

/// Tells of a click. `pressed` is where the button or finger went down.
pub(super) fn click(app: &App, event: &Event, keys: &Keys, pressed: Option<(i32, i32)>) {
    let Some(element) = subject(event) else { return };
    let acting = element.closest(ACTING).ok().flatten();
    // What is no button, link or field has no name, only content, and that stays here.
    let label = match &acting {
        Some(acting) => app.page.described(acting),
        None => app.page.label(&element, element.local_name()),
    };
    let path = event.composed_path();
    // The page's background is nothing to click on.
    let background = acting.is_none() && element.matches("html,body").unwrap_or(false);
    if let Some(click) = event.dyn_ref::<MouseEvent>().filter(|_| !background) {
        let click = described(click, &element, acting.as_ref(), label.clone(), keys, pressed);
        let waits = !click.opaque;
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
    element: &Element,
    acting: Option<&Element>,
    label: Label,
    keys: &Keys,
    pressed: Option<(i32, i32)>,
) -> Click {
    let target = acting.unwrap_or(element);
    let fits = |element: &Element, selector| element.matches(selector).unwrap_or(false);
    let inside = |selector| target.closest(selector).is_ok_and(|found| found.is_some());
    let parent = target.parent_element();
    let repeats = inside(REPEATED)
        || fits(target, REPEATED_BY_NAME)
        || parent.as_ref().is_some_and(|parent| {
            fits(parent, REPEATED_BY_NAME) || parent.query_selector(NUMBER).is_ok_and(|found| found.is_some())
        });
    // A click on a label goes on to its field: it is one click, on the field.
    let control = Reflect::get(target, &"control".into()).ok().and_then(|one| one.dyn_into::<Element>().ok());
    let at = (click.client_x(), click.client_y());
    // A click that the keyboard makes is nowhere.
    let dragged = click.detail() > 0
        && pressed.is_some_and(|from| (from.0 - at.0).abs().max((from.1 - at.1).abs()) > STILL);
    let keys_down = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    let is_button = fits(target, "button,input,[role=button]") && !field::is_field(target);
    let form = is_button.then(|| target.closest("form,[role=form]").ok().flatten()).flatten();
    Click {
        target: keys.of(control.as_ref().unwrap_or(target)),
        label,
        at,
        opaque: inside(OPAQUE),
        repeats,
        modified: keys_down || dragged,
        form: form.map(|form| keys.of(&form)),
    }
}
