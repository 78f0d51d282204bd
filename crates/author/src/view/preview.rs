//! What is written, run by the SDK itself: in this page, or in one as small as a phone.

use alongside_browser::guard::guard;
use js_sys::{Array, Function, JSON, Object, Reflect};
use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

use super::{
    Desk,
    page::{self, Alongside},
    panel::button,
    phone,
};
use crate::{
    app::{Device, Input},
    preview::FLOW,
};

/// The key of the tab's memory that holds the document of a preview in this page: the SDK
/// goes on with its flow over a page load, and needs the document for it.
const PREVIEWED: &str = "alongside.author.preview";

/// What hears of a preview's end; no more once dropped.
pub(super) struct Hearing {
    off: Option<Function>,
    _told: Closure<dyn Fn(JsValue)>,
}

impl Drop for Hearing {
    fn drop(&mut self) {
        if let Some(off) = &self.off {
            // It throws nothing.
            let _ = off.call0(&JsValue::NULL);
        }
    }
}

/// What it is shown on, and in which language.
pub(super) fn preview(desk: Desk) -> AnyView {
    let languages = desk.part(|author| author.document().languages());
    let language = RwSignal::new(String::new());
    let options = move || {
        let named = languages.get().into_iter().filter(|tag| !tag.is_empty());
        let tags = std::iter::once(String::new()).chain(named);
        let option = |tag: String| {
            let words = if tag.is_empty() { "The page’s language".to_owned() } else { tag.clone() };
            let this = tag.clone();
            html::option()
                .value(tag)
                .prop("selected", move || language.with(|language| *language == this))
                .child(words)
        };
        tags.map(option).collect_view()
    };
    let show = move |device| {
        desk.input(Input::Preview { device, language: language.get_untracked() });
    };
    (
        button("preview", "Preview", move || show(Device::Desktop)),
        button("phone", "On a phone", move || show(Device::Phone)),
        html::select()
            .attr("aria-label", "Language of the preview")
            .attr("data-testid", "preview-language")
            .prop("hidden", move || languages.with(|tags| tags.iter().all(String::is_empty)))
            .on(ev::change, move |event| language.set(event_target_value(&event)))
            .child(options),
    )
        .into_any()
}

/// Runs a document's flow.
pub(super) fn run(desk: Desk, document: String, device: Device) {
    phone::close(desk);
    ended();
    match device {
        Device::Desktop => {
            page::remember(PREVIEWED, Some(&document));
            desk.previewing.set(true);
            begin(desk, &desk.shell().alongside, &document);
        }
        Device::Phone => phone::open(desk, document),
    }
}

/// Nothing of it is gone on with on the next page.
pub(super) fn ended() {
    page::remember(PREVIEWED, None);
}

/// Goes on after a page load: a step of the preview loaded this page.
pub(super) fn resume(desk: Desk) {
    if let Some(document) = page::remembered(PREVIEWED) {
        desk.previewing.set(true);
        go_on(desk, &desk.shell().alongside, &document);
    }
}

/// Begins the preview in a page.
pub(super) fn begin(desk: Desk, alongside: &Alongside, document: &str) {
    go_on(desk, alongside, document);
    let guided = alongside.guide(&FLOW.into());
    spawn_local(async move {
        // How it ends, the event tells, also after a page load; a refusal comes only here.
        if let Err(error) = JsFuture::from(guided).await {
            let words = error.dyn_into::<js_sys::Error>().map(|error| String::from(error.message()));
            desk.previewing.set(false);
            desk.input(Input::Told(words.unwrap_or_else(|_| "The preview can't be shown.".to_owned())));
        }
    });
}

/// Gives a page the document of the preview, whose flow it then goes on with.
pub(super) fn go_on(desk: Desk, alongside: &Alongside, document: &str) {
    let told = Closure::<dyn Fn(JsValue)>::new(move |detail: JsValue| {
        guard(|| {
            let word = |key: &str| Reflect::get(&detail, &key.into()).ok()?.as_string();
            // A preview that begins stops the one before.
            if word("flow").as_deref() != Some(FLOW) || word("outcome").as_deref() == Some("stopped") {
                return;
            }
            ended();
            desk.previewing.set(false);
            let ended = format!("The preview has ended: {}.", word("outcome").unwrap_or_default());
            let reason = word("reason").map(|reason| format!(" {reason}")).unwrap_or_default();
            desk.input(Input::Told(ended + &reason));
        });
    });
    let off = alongside.on("flow", told.as_ref().unchecked_ref()).ok();
    let hearing = Hearing { off: off.and_then(|off| off.dyn_into().ok()), _told: told };
    desk.shell().hearing.replace(Some(hearing));
    // It was written as JSON.
    let document = JSON::parse(document).unwrap_or(JsValue::UNDEFINED);
    alongside.flows(&Array::of1(&document), &told_to_nobody());
}

/// What becomes of a preview is nothing that customers did.
fn told_to_nobody() -> JsValue {
    let options = Object::new();
    // A plain object takes any property.
    let _ = Reflect::set(&options, &"preview".into(), &true.into());
    options.into()
}
