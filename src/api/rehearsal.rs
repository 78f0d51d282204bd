//! A first step must not wait for the browser to compile what shows it: wasm is
//! compiled when it is first called. So in idle time after the start a step is gone
//! through once, by an engine of its own and with nothing to be seen.

use std::rc::Rc;

use alongside_browser::guard::guard;
use alongside_core::engine::{Command, Config, Engine, Input};
use alongside_protocol::flow::Flow;
use js_sys::{Function, JSON, Reflect};
use wasm_bindgen::{JsCast, prelude::Closure};

use crate::{options, page, run::App};

const STEP: &str = r#"{ "steps": [{ "target": { "css": "body" }, "title": "…", "text": "**…**" }] }"#;

/// Waits for idle time; without a browser that tells of it, for a moment.
pub(super) fn when_idle(app: &Rc<App>) {
    let Some(window) = page::window() else { return };
    let app = Rc::downgrade(app);
    let act = Closure::once_into_js(move || {
        guard(|| {
            if let Some(app) = app.upgrade().filter(|app| !app.is_stopped()) {
                rehearse(&app);
            }
        });
    });
    let find = |name: &str| Reflect::get(&window, &name.into()).ok()?.dyn_into::<Function>().ok();
    let later = find("requestIdleCallback").or_else(|| find("setTimeout"));
    // Without either a first step is a little later, and that is all.
    let _ = later.map(|later| later.call1(&window, &act));
}

fn rehearse(app: &App) {
    let Some(flow) = JSON::parse(STEP).ok().and_then(|step| options::read::<Flow>(step, "").ok()) else {
        return;
    };
    let Ok(flow) = flow.checked() else { return };
    let (mut engine, mut out) = (Engine::new(Config::default()), Vec::new());
    let (path, heading) = ("/".to_owned(), String::new());
    engine.handle(0, Input::Started { memory: None }, &mut out);
    engine.handle(0, Input::Arrived { path, fragment: String::new(), heading }, &mut out);
    engine.handle(0, Input::GuideInline { flow: Box::new(flow), run: 1, at: None }, &mut out);
    let asked = out.drain(..).find_map(|command| match command {
        Command::Locate { token, target, .. } => Some((token, target)),
        _ => None,
    });
    let Some((token, target)) = asked else { return };
    let candidates = app.page.look_for(&target);
    engine.handle(0, Input::Located { token, candidates }, &mut out);
    let shown = out.iter().find_map(|command| match command {
        Command::ShowStep { view, .. } => Some(view),
        _ => None,
    });
    if let Some(view) = shown {
        app.overlay.rehearse(view);
    }
}
