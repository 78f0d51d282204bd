//! What the page says of itself, collected by `js/page/context.js`.

use std::cell::{Cell, RefCell};

use alongside_browser::guard::guard;
use alongside_core::engine::Input;
use alongside_protocol::tree::Tree;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{Document, HtmlElement};

use super::{Page, document};
use crate::run::App;

/// How long the page is read before it has its turn, in milliseconds: half a frame of
/// a screen that is drawn sixty times a second.
const SLICE: f64 = 8.0;

/// How long that turn is at least, in milliseconds.
const REST: u32 = 16;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = beginReading)]
    fn begin_reading(document: &Document, ours: &HtmlElement, closed: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = readOn)]
    fn read_on(reading: &JsValue, milliseconds: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = heading)]
    fn main_heading(document: &Document, closed: &str) -> Result<String, JsValue>;
}

impl Page {
    /// Reads what the page says of itself, and where it is by now; a long page a little
    /// at a time.
    pub(crate) fn read_context(&self) {
        self.check_route();
        if let Some(app) = self.app.upgrade() {
            self.reader.read(&app, &self.host, &self.closed.borrow().0);
        }
    }

    /// The same at once, for who waits for it.
    pub(crate) fn read_context_now(&self) {
        self.check_route();
        if let Some(app) = self.app.upgrade() {
            self.reader.read_now(&app, &self.host, &self.closed.borrow().0);
        }
    }
}

/// A reading, and when it goes on.
#[derive(Default)]
pub(super) struct Reader {
    under_way: RefCell<Option<JsValue>>,
    later: RefCell<Option<Timeout>>,
    /// It was asked for again meanwhile.
    again: Cell<bool>,
}

impl Reader {
    /// A reading that is under way ends
    /// first: on a page that never rests none would end otherwise.
    fn read(&self, app: &App, ours: &HtmlElement, closed: &str) {
        if self.under_way.borrow().is_some() {
            self.again.set(true);
        } else if let Some(document) = document() {
            *self.under_way.borrow_mut() = begin_reading(&document, ours, closed).ok();
            self.go_on(app);
        }
    }

    fn read_now(&self, app: &App, ours: &HtmlElement, closed: &str) {
        self.forget();
        if let Some(document) = document() {
            let found = begin_reading(&document, ours, closed);
            app.feed(Input::PageRead(tree(found.and_then(|reading| read_on(&reading, f64::INFINITY)))));
        }
    }

    /// Gives up what is under way.
    pub(super) fn forget(&self) {
        *self.under_way.borrow_mut() = None;
        *self.later.borrow_mut() = None;
        self.again.set(false);
    }

    fn go_on(&self, app: &App) {
        let Some(found) = self.under_way.borrow().as_ref().map(|reading| read_on(reading, SLICE)) else {
            return;
        };
        if found.as_ref().is_ok_and(JsValue::is_undefined) {
            let app = app.weak();
            *self.later.borrow_mut() = Some(Timeout::new(REST, move || {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        app.page.reader.go_on(&app);
                    }
                });
            }));
            return;
        }
        *self.under_way.borrow_mut() = None;
        app.feed(Input::PageRead(tree(found)));
        if self.again.take() {
            app.feed(Input::ContextChanged);
        }
    }
}

/// What was found: nothing, where the page has broken what we call.
fn tree(found: Result<JsValue, JsValue>) -> Tree {
    serde_wasm_bindgen::from_value(found.unwrap_or(JsValue::UNDEFINED)).unwrap_or(Tree::Nothing)
}

/// The page's main heading.
pub(super) fn heading(document: &Document, closed: &str) -> String {
    main_heading(document, closed).unwrap_or_default()
}
