//! What the author sees, and the hands that carry out what [`crate::app`] decides.
//!
//! Elements are made one by one, with builders: the `view!` macro writes HTML, which a page
//! that asks for Trusted Types refuses.

#![expect(unreachable_pub, reason = "wasm-bindgen exports what is public")]

mod desk;
mod graph;
mod page;
mod panel;
mod phone;
mod picker;
mod places;
mod preview;
mod relay;
mod step;
mod steps;
mod track;
mod versions;
mod watch;

use std::{cell::RefCell, rc::Rc};

use alongside_browser::guard::{guard, on_panic};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function};
use leptos::{
    mount::mount_to,
    prelude::{SetValue, StoredValue, on_cleanup},
};
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use self::{desk::Desk, page::Alongside};

/// The element that holds author mode.
const HOST: &str = "alongside-author";

thread_local! {
    /// Takes the one author mode of this page away.
    static OPEN: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    type StyledRoot;
    #[wasm_bindgen(method, setter, js_name = adoptedStyleSheets)]
    fn set_adopted_style_sheets(this: &StyledRoot, sheets: &Array);
}

/// An open author mode.
#[wasm_bindgen(js_name = Author)]
pub struct Open;

#[wasm_bindgen(js_class = Author)]
impl Open {
    /// Takes it out of the page.
    pub fn close(&self) {
        close();
    }
}

fn close() {
    let open = OPEN.with(|slot| slot.borrow_mut().take());
    if let Some(open) = open {
        // Not from within a listener of what is taken away.
        Timeout::new(0, open).forget();
    }
}

/// Opens it; see `js/author.d.ts`.
///
/// # Errors
/// When the page has no body.
#[wasm_bindgen]
pub fn author(
    alongside: Alongside,
    fingerprint: Function,
    hear: Function,
    name: String,
    json: String,
    relay: Option<String>,
    site: Option<String>,
) -> Result<Open, JsValue> {
    if OPEN.with(|slot| slot.borrow().is_some()) {
        return Ok(Open);
    }
    let document = web_sys::window().and_then(|window| window.document());
    let body = document.as_ref().and_then(|document| document.body());
    let (Some(document), Some(body)) = (document, body) else {
        return Err(js_sys::Error::new("alongside: author(): there is no page").into());
    };
    let host: HtmlElement = document.create_element(HOST)?.unchecked_into();
    // What an agent sees of the page is the page.
    host.set_attribute("data-alongside-privacy", "hide")?;
    // Closed: the guide looks for targets in open shadow roots.
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Closed))?;
    style(&root)?;
    let inside: HtmlElement = document.create_element("div")?.unchecked_into();
    root.append_child(&inside)?;
    body.append_child(&host)?;
    on_panic(|| {
        let host = web_sys::window().and_then(|window| window.document()?.query_selector(HOST).ok()?);
        if let Some(host) = host {
            host.remove();
        }
    });
    let relay = relay.zip(site).map(|(origin, site)| relay::Relay::new(&origin, &site));
    let (phone, hearing) = (RefCell::default(), RefCell::default());
    let shell = Rc::new(page::Shell {
        alongside,
        fingerprint,
        hear,
        host: host.clone(),
        root,
        phone,
        hearing,
        relay,
    });
    let held = Rc::clone(&shell);
    let mounted = mount_to(inside, move || {
        let desk = Desk::provide(shell);
        desk.open(name, json);
        desk.resume_saving();
        watch::resume(desk);
        preview::resume(desk);
        // Not with each change: it is much to write.
        let hides = EventListener::new(&page::root(), "pagehide", move |_| guard(|| desk.keep_past()));
        let hides = StoredValue::new_local(Some(hides));
        on_cleanup(move || hides.set_value(None));
        (panel::panel(), phone::phone(desk))
    });
    let open = move || {
        preview::ended();
        phone::close_window(&held);
        drop(mounted);
        host.remove();
    };
    OPEN.with(|slot| *slot.borrow_mut() = Some(Box::new(open)));
    Ok(Open)
}

fn style(root: &ShadowRoot) -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(include_str!("author.css"))?;
    root.unchecked_ref::<StyledRoot>().set_adopted_style_sheets(&Array::of1(&sheet));
    Ok(())
}
