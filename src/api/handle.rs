use std::{cell::RefCell, rc::Rc};

use alongside_browser::guard::{guard, on_panic};
use alongside_core::{
    engine::{Consent, Engine, Event, Input},
    guide::target::{Choice, choose},
};
use alongside_protocol::flow::{Flow, Target, Value};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::Element;

use super::{
    Flows, context, error,
    flows::{self, FlowsOptions},
    object, random, rehearsal,
};
use crate::{
    options::{self, Options, Privacy, Theme},
    overlay::{HOST, Overlay, OverlayFeed},
    page,
    run::App,
    storage,
};

thread_local! {
    /// The one Alongside of this page: loading it twice does not double it.
    static APP: RefCell<Option<Rc<App>>> = const { RefCell::new(None) };
}

/// Starts Alongside in this page; a second call gives the handle of the first.
///
/// # Errors
/// An `Error` with one sentence that names the option, what was expected and what
/// came. The page is then untouched.
#[wasm_bindgen]
pub fn start(
    #[wasm_bindgen(unchecked_param_type = "StartOptions")] options: JsValue,
) -> Result<Handle, JsValue> {
    if let Some(app) = APP.with(|slot| slot.borrow().clone()) {
        web_sys::console::warn_1(&"alongside: start() was called again; the first one goes on".into());
        return Ok(Handle { app });
    }
    let options = if options.is_undefined() { Object::new().into() } else { options };
    let (options, sources) = options::take(&options, "flows");
    let options: Options = options::read(options, "start(): option").map_err(|message| error(&message))?;
    let config = options
        .config(sends_gpc(), &page_language(), random())
        .map_err(|message| error(&format!("start(): {message}")))?;
    let engine = Engine::new(config);
    let feed = OverlayFeed::default();
    let theme = options.theme.as_ref();
    let overlay = Overlay::new(engine.language(), theme.unwrap_or(&Theme::default()), &feed)?;
    let app = App::new(engine, options.relay.clone(), overlay, options.keeps_over_page_loads());
    feed.connect(Rc::downgrade(&app));
    on_panic(remove_host);
    APP.with(|slot| *slot.borrow_mut() = Some(Rc::clone(&app)));

    app.shell.begin();
    app.page.join_tabs();
    app.feed(Input::Started { memory: storage::memory() });
    if let Some(record) = storage::record() {
        app.feed(Input::RecordKept(record));
    }
    app.shell.go_on();
    app.page.start();
    tell_misspelt(&app);
    Flows::load(&app, &sources, false);
    resume_inline(&app);
    rehearsal::when_idle(&app);
    Ok(Handle { app })
}

/// Tells of a privacy level that is misspelt in the page's markup, once the site can
/// have begun to listen.
fn tell_misspelt(app: &Rc<App>) {
    let Some(message) = Privacy::misspelt() else { return };
    let app = Rc::downgrade(app);
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(app) = app.upgrade() {
            guard(|| app.listeners.emit(&Event::Problem { message, at: None }));
        }
    });
}

/// See the TypeScript declaration.
///
/// # Errors
/// When it is no element.
#[wasm_bindgen(unchecked_return_type = "Fingerprint")]
pub fn fingerprint(element: &Element) -> Result<JsValue, JsValue> {
    page::fingerprint(element).map_err(|_| error("fingerprint(): expected an element"))
}

/// Goes on with a flow that an earlier page was given.
fn resume_inline(app: &App) {
    let Some(text) = storage::read(storage::INLINE_FLOW) else { return };
    let value = js_sys::JSON::parse(&text).unwrap_or(JsValue::UNDEFINED);
    match flows::inline(app, &value) {
        Ok((flow, _)) => {
            app.flows.add(&flow.id);
            let run = app.next_run();
            app.inline_run.set(Some(run));
            app.feed(Input::GuideInline { flow: Box::new(flow), run, at: Some(String::new()) });
        }
        // It was good when it was kept: another build wrote it.
        Err(_) => storage::remove(storage::INLINE_FLOW),
    }
}

fn remove_host() {
    let host = page::dom::on_page(HOST);
    if let Some(host) = host {
        host.remove();
    }
}

/// Global Privacy Control, as the browser sends it to every site.
fn sends_gpc() -> bool {
    let navigator = page::window().map(|window| window.navigator());
    navigator
        .and_then(|navigator| Reflect::get(&navigator, &"globalPrivacyControl".into()).ok())
        .is_some_and(|value| value.is_truthy())
}

fn page_language() -> String {
    let root = page::dom::root();
    let language = root.and_then(|root| root.get_attribute("lang")).filter(|language| !language.is_empty());
    let own = || page::window().and_then(|window| window.navigator().language());
    language.or_else(own).unwrap_or_else(|| "en".to_owned())
}

/// What `start()` gives.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Handle {
    app: Rc<App>,
}

#[wasm_bindgen]
impl Handle {
    /// See the TypeScript declaration.
    #[wasm_bindgen(skip_typescript)]
    pub fn guide(&self, flow: JsValue) -> Promise {
        let app = Rc::clone(&self.app);
        Promise::new(&mut |resolve, reject| {
            if app.is_stopped() {
                // Rejecting runs nothing of the page before we return.
                let _ = reject.call1(&JsValue::NULL, &error("guide(): it was stopped; call start() again"));
                return;
            }
            guard(|| match flow.as_string() {
                Some(id) => {
                    let run = app.promise_run(&id, resolve, reject);
                    app.flows.guide(&app, id, run);
                }
                None => match flows::inline(&app, &flow) {
                    Ok((flow, text)) => {
                        app.flows.add(&flow.id);
                        let run = app.promise_run(&flow.id, resolve, reject);
                        if let Some(text) = text {
                            app.inline_run.set(Some(run));
                            storage::write(storage::INLINE_FLOW, &text);
                        }
                        app.feed(Input::GuideInline { flow: Box::new(flow), run, at: None });
                    }
                    Err(message) => {
                        // Rejecting runs nothing of the page before we return.
                        let _ = reject.call1(&JsValue::NULL, &error(&message));
                    }
                },
            });
        })
    }

    /// See the TypeScript declaration.
    #[wasm_bindgen(skip_typescript)]
    pub fn flows(&self, sources: &JsValue, options: JsValue) -> Result<(), JsValue> {
        let options = if options.is_undefined() { Object::new().into() } else { options };
        let FlowsOptions { preview } =
            options::read(options, "flows(): option").map_err(|message| error(&message))?;
        guard(|| Flows::load(&self.app, sources, preview));
        Ok(())
    }

    /// See the TypeScript declaration.
    #[wasm_bindgen(skip_typescript)]
    pub fn go(&self, place: &str) -> Promise {
        self.guide(Flow::id_to(place).into())
    }

    /// On to the next step, when what the current one asks for holds.
    pub fn next(&self) {
        guard(|| self.app.next());
    }

    /// Back a step.
    pub fn back(&self) {
        guard(|| self.app.feed(Input::Back));
    }

    /// Ends everything and leaves no trace in the page. `start()` may follow.
    pub fn stop(&self) {
        guard(|| {
            self.app.stop();
            APP.with(|slot| slot.borrow_mut().take());
        });
    }

    /// See the TypeScript declaration.
    ///
    /// # Errors
    /// When there is no such event; the sentence names those there are.
    #[wasm_bindgen(skip_typescript)]
    pub fn on(&self, event: &str, listener: Function) -> Result<Function, JsValue> {
        self.app.listeners.add(event, listener)
    }

    /// See the TypeScript declaration.
    ///
    /// # Errors
    /// When there is nothing to push to.
    #[wasm_bindgen(js_name = dataLayer, skip_typescript)]
    pub fn data_layer(&self, layer: JsValue) -> Result<Function, JsValue> {
        self.app.listeners.add_data_layer(layer)
    }

    /// What the site tells of the visit.
    #[wasm_bindgen(getter)]
    pub fn context(&self) -> VisitContext {
        VisitContext { app: Rc::clone(&self.app) }
    }

    /// See the TypeScript declaration.
    #[wasm_bindgen(js_name = pageContext, skip_typescript)]
    pub fn page_context(&self) -> JsValue {
        guard(|| {
            if self.app.is_stopped() {
                return None;
            }
            self.app.page.check_form();
            self.app.page.read_context_now();
            let context = |engine: &Engine| Some(context::described(engine.page_context()?, engine.form()));
            self.app.engine(context)
        })
        .unwrap_or(JsValue::UNDEFINED)
    }

    /// Who the customer is, in words for the agent: `{ name, id }` or a text.
    ///
    /// # Errors
    /// When it is neither.
    pub fn identify(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | { name?: string; id?: string }")] customer: JsValue,
    ) -> Result<(), JsValue> {
        let part = |key: &str| Reflect::get(&customer, &key.into()).ok().and_then(|value| value.as_string());
        let who = customer.as_string().or_else(|| match (part("name"), part("id")) {
            (Some(name), Some(id)) => Some(format!("{name} ({id})")),
            (name, id) => name.or(id),
        });
        let who = who.ok_or_else(|| error("identify(): expected a text or an object with name or id"))?;
        guard(|| self.app.feed(Input::Identify(who)));
        Ok(())
    }

    /// What the customer has agreed to; takes effect at once.
    ///
    /// # Errors
    /// When it is none of `unknown`, `granted`, `denied`.
    pub fn consent(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Consent")] consent: &str,
    ) -> Result<(), JsValue> {
        let consent: Consent =
            options::consent_named(consent).map_err(|message| error(&format!("consent(): {message}")))?;
        guard(|| self.app.feed(Input::Consent(consent)));
        Ok(())
    }

    /// Asks for the microphone and for a person to talk to.
    pub fn talk(&self) {
        guard(|| self.app.feed(Input::Talk));
    }

    /// Opens a chat with a person.
    pub fn chat(&self) {
        guard(|| self.app.feed(Input::Chat));
    }

    /// See the TypeScript declaration.
    ///
    /// # Errors
    /// When it is no target.
    #[wasm_bindgen(skip_typescript)]
    pub fn matches(&self, target: JsValue) -> Result<usize, JsValue> {
        let target: Target = options::read(target, "matches()").map_err(|message| error(&message))?;
        let fitting = guard(|| match choose(&target, &self.app.page.look_for(&target)) {
            Choice::Found(_) | Choice::Covered => 1,
            Choice::Ambiguous(several) => several,
            Choice::Missing | Choice::Invisible | Choice::Unsure => 0,
        });
        Ok(fitting)
    }

    /// See the TypeScript declaration.
    #[wasm_bindgen(skip_typescript)]
    pub fn explain(&self) -> Array {
        let described = self.app.engine(Engine::explain);
        described
            .into_iter()
            .map(|one| {
                object([
                    ("flow", one.flow.into()),
                    ("step", one.step.into()),
                    ("shown", one.shown.into()),
                    ("because", one.because.into()),
                ])
            })
            .collect()
    }
}

/// What the site tells of the visit.
#[wasm_bindgen]
pub struct VisitContext {
    app: Rc<App>,
}

#[wasm_bindgen]
impl VisitContext {
    /// See the TypeScript declaration.
    ///
    /// # Errors
    /// When the values are not an object.
    #[wasm_bindgen(skip_typescript)]
    pub fn set(&self, values: &JsValue) -> Result<(), JsValue> {
        let values = values.dyn_ref::<Object>().ok_or_else(|| error("context.set(): expected an object"))?;
        for entry in Object::entries(values).iter() {
            let entry: Array = entry.unchecked_into();
            let (key, value) = (entry.get(0).as_string().unwrap_or_default(), entry.get(1));
            if value.is_undefined() || value.is_null() {
                continue;
            }
            let text = js_sys::JsString::from(value.clone()).as_string().unwrap_or_default();
            let value = page::told(&value).unwrap_or_else(|| Value::Text(text.clone()));
            guard(|| self.app.feed(Input::Context { key, value, text }));
        }
        Ok(())
    }
}
