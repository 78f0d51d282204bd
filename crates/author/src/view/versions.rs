//! Versions at the relay: a code, what saving would change, and the ones there were.

use alongside_protocol::versions::Version;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsValue, prelude::*};

use super::{Desk, panel::button};
use crate::saving::{Saving, SavingInput};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Date)]
    type Moment;

    #[wasm_bindgen(constructor, js_class = "Date")]
    fn new(milliseconds: f64) -> Moment;

    #[wasm_bindgen(method, js_name = toLocaleString)]
    fn to_locale_string(this: &Moment, locales: &JsValue, options: &JsValue) -> String;
}

/// Nothing where author mode was opened without a relay.
pub(super) fn versions(desk: Desk) -> Option<AnyView> {
    desk.shell().relay.as_ref()?;
    let known = desk.of_saving(|saving| saving.site().is_some());
    let notice = desk.of_saving(|saving| saving.notice().to_owned());
    let within = move || if known.get() { saved(desk) } else { code(desk) };
    let failed = desk.of_saving(Saving::can_try_again);
    let again =
        move || failed.get().then(|| button("again", "Try again", move || desk.saves(SavingInput::Again)));
    let told = html::p().class("notice").attr("role", "status").attr("data-testid", "saving").child(notice);
    let all = html::details().attr("data-testid", "versions").child((
        html::summary().child("Versions"),
        told,
        again,
        within,
    ));
    Some(all.into_any())
}

/// The way there from wherever the panel is scrolled to.
pub(super) fn to_versions(desk: Desk) -> Option<AnyView> {
    desk.shell().relay.as_ref()?;
    let go = move || {
        let versions = desk.shell().root.query_selector("[data-testid=versions]").ok().flatten();
        if let Some(versions) = versions {
            // To open it, as a press on its summary does.
            let _ = versions.set_attribute("open", "");
            versions.scroll_into_view();
            desk.focus("[data-testid=versions] summary".to_owned());
        }
    };
    Some(button("to-versions", "Save…", go))
}

/// Where the code goes.
fn code(desk: Desk) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            desk.saves(SavingInput::Code(field.value()));
        }
    };
    let input = html::input()
        .r#type("text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("data-testid", "code")
        .node_ref(field);
    html::form()
        .on(ev::submit, send)
        .child((
            html::label().child((html::span().child("Code from the console’s page of flows"), input)),
            html::button().r#type("submit").attr("data-testid", "use-code").child("Use the code"),
        ))
        .into_any()
}

fn saved(desk: Desk) -> AnyView {
    let site = desk.of_saving(|saving| saving.site().map(|(site, who)| format!("{site}, as {who}")));
    let overlooked = Memo::new(move |_| {
        desk.author.with(|author| {
            desk.saving.with(|saving| saving.overlooked(author.opened(), author.document()).cloned())
        })
    });
    let next = desk.of_saving(Saving::next);
    let label = move || match overlooked.get() {
        Some(newest) => format!("Put it in place of version {}", newest.version),
        None => format!("Save as version {}", next.get()),
    };
    let instead = move || overlooked.get().map(|newest| take_up(desk, newest));
    let free = desk.of_saving(|saving| saving.can_save());
    let all = desk.of_saving(|saving| saving.versions().to_vec());
    let changes = Memo::new(move |_| {
        desk.author.with(|author| desk.saving.with(|saving| saving.changes(author.document())))
    });
    let wrong = desk.part(|author| author.problem().is_some());
    let idle = move || {
        !free.get() || wrong.get() || changes.with(|changes| changes.as_ref().is_ok_and(Vec::is_empty))
    };
    let save = move |_| {
        let written = desk.author.with_untracked(|author| author.document().written());
        desk.saves(SavingInput::Save(written));
    };
    let what = move || sentences(changes.get(), "Nothing is different from the newest version.");
    let list =
        move || all.get().into_iter().enumerate().map(|(at, one)| version(desk, at, one)).collect_view();
    (
        html::p().child(html::bdi().child(site)),
        instead,
        html::div().attr("data-testid", "would-change").child(what),
        html::button()
            .r#type("button")
            .class("main")
            .attr("data-testid", "save")
            .prop("disabled", idle)
            .on(ev::click, save)
            .child(label),
        html::p()
            .class("muted")
            .child("Pages that take their flows from the relay have it with their next load."),
        html::ol().class("versions").attr("reversed", "").attr("data-testid", "history").child(list),
    )
        .into_any()
}

/// What is written did not begin from the newest version.
fn take_up(desk: Desk, newest: Version) -> AnyView {
    let Version { version, by, .. } = newest;
    let words = format!(
        "{by} saved version {version}, and what is written here did not begin from it. Take it up, \
         or put this in its place."
    );
    html::div()
        .attr("data-testid", "overlooked")
        .child((
            html::p().class("problem").child(html::bdi().child(words)),
            html::button()
                .r#type("button")
                .attr("data-testid", "take-up")
                .on(ev::click, move |_| desk.saves(SavingInput::TakeUp))
                .child(format!("Take up version {version}")),
        ))
        .into_any()
}

/// One that was saved, and what going back to it would change.
fn version(desk: Desk, at: usize, one: Version) -> AnyView {
    let number = one.version;
    let restores = one.restores.map(|restored| format!(", version {restored} again")).unwrap_or_default();
    let words = format!("Version {number}: {}, {}{restores}", one.by, moment(one.at));
    let looked = desk.of_saving(move |saving| saving.looked().filter(|(version, _)| *version == number));
    let can = desk.of_saving(|saving| saving.can_roll_back());
    let look = (at > 0).then(|| button("look", "Look", move || desk.saves(SavingInput::Look(number))));
    let changes = move || {
        let (_, changes) = looked.get()?;
        let back = html::button()
            .r#type("button")
            .attr("data-testid", "roll-back")
            .prop("disabled", move || !can.get())
            .on(ev::click, move |_| desk.saves(SavingInput::RollBack))
            .child(format!("Go back to version {number}"));
        Some((sentences(changes, "It is equal to the newest version."), back))
    };
    html::li()
        .attr("value", number.to_string())
        .child((html::bdi().child(words), " ", look, changes))
        .into_any()
}

fn sentences(changes: Result<Vec<String>, String>, none: &'static str) -> AnyView {
    match changes {
        Ok(changes) if changes.is_empty() => html::p().class("muted").child(none).into_any(),
        Ok(changes) => {
            html::ul().child(changes.into_iter().map(|one| html::li().child(one)).collect_view()).into_any()
        }
        Err(why) => html::p().class("muted").child(why).into_any(),
    }
}

/// A time by the author's own clock and habits.
fn moment(at: u64) -> String {
    let options = js_sys::Object::new();
    for part in ["dateStyle", "timeStyle"] {
        // A plain object takes any property.
        let _ = js_sys::Reflect::set(&options, &part.into(), &"short".into());
    }
    // Milliseconds of our time are whole in a float.
    Moment::new(at as f64).to_locale_string(&JsValue::UNDEFINED, &options)
}
