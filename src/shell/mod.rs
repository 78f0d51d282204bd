//! The in-place shell, held from Rust: `js/page/shell` watches and carries out, and
//! `alongside_core::shell` says what becomes of a navigation.

mod guest;

use std::{
    cell::{Cell, RefCell},
    rc::Weak,
};

use alongside_browser::guard::guard;
use alongside_core::shell::{Leaves, Navigation, PATIENCE, Shell as Rules, Way, may_be_framed};
use wasm_bindgen::{JsValue, prelude::*};

use self::guest::Guest;
use crate::{api::object, page, run::App};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = keepOverPageLoads)]
    fn keep_over_page_loads(rules: &JsValue) -> Watch;

    type Watch;

    #[wasm_bindgen(method)]
    fn stop(this: &Watch);

    #[wasm_bindgen(method, js_name = askFraming)]
    fn ask_framing(this: &Watch, told: &JsValue);
}

/// What is known of a navigation, as `js/page/shell/shell.js` packs it.
const LIVE: u32 = 1;
const FRAMED: u32 = 1 << 1;
const SAME_ORIGIN: u32 = 1 << 2;
const SAME_DOCUMENT: u32 = 1 << 3;
const OPENS: u32 = 1 << 4;
const DOWNLOAD: u32 = 1 << 5;
const POSTS: u32 = 1 << 6;

/// This page's part in calls that outlive pages.
pub(crate) struct Shell {
    app: Weak<App>,
    rules: RefCell<Rules>,
    /// While this page may hold a call and open others over itself.
    watch: RefCell<Option<Watch>>,
    /// While it is in the frame over another.
    guest: RefCell<Option<Guest>>,
    /// Whether a page is shown over this one.
    open: Cell<bool>,
}

impl Shell {
    pub(crate) fn new(app: Weak<App>, wanted: bool) -> Self {
        Self {
            app,
            rules: RefCell::new(Rules::new(wanted)),
            watch: RefCell::default(),
            guest: RefCell::default(),
            open: Cell::new(false),
        }
    }

    /// Whether a page is shown over this one.
    pub(crate) fn is_open(&self) -> bool {
        self.open.get()
    }

    /// Before anything of the visit is read: the page that has it so far hands it over.
    pub(crate) fn begin(&self) {
        let guest = Guest::in_frame(self.app.clone());
        if let Some(guest) = &guest {
            guest.take();
        }
        *self.guest.borrow_mut() = guest;
    }

    /// The visit is known: its call goes on here, and later pages may go over this one.
    pub(crate) fn go_on(&self) {
        let is_guest = self.guest.borrow().is_some();
        if is_guest {
            self.adopt();
        } else if self.rules.borrow().asks_framing() {
            *self.watch.borrow_mut() = Some(keep_over_page_loads(&self.functions()));
        }
    }

    /// Nobody else does any more.
    fn look_after_call(&self, app: &App) {
        if app.wake_up() {
            self.adopt();
            app.page.start();
        }
        guest::keep_media(None);
    }

    fn adopt(&self) {
        if let (Some(app), Some(media)) = (self.app.upgrade(), guest::kept_media()) {
            app.voice.adopt(&media);
        }
    }

    /// A call is being set up: what the site says of frames should be known before the
    /// next page is.
    pub(crate) fn call_begins(&self) {
        let watch = self.watch.borrow();
        let Some(watch) = watch.as_ref().filter(|_| self.rules.borrow().asks_framing()) else { return };
        let app = self.app.clone();
        let told = Closure::once_into_js(move |options: String, policy: String| {
            guard(|| {
                let origin = page::window().and_then(|window| window.location().origin().ok());
                if let (Some(app), Some(origin)) = (app.upgrade(), origin) {
                    app.shell.rules.borrow_mut().framing(may_be_framed(&options, &policy, &origin));
                }
            });
        });
        watch.ask_framing(&told);
    }

    /// Puts the call's media where the next page of the tab finds them.
    pub(crate) fn keep(&self) {
        if let Some(app) = self.app.upgrade() {
            guest::keep_media(app.voice.media());
        }
    }

    /// The same, when it is another page that looks after them.
    pub(crate) fn keep_as_guest(&self) {
        if self.guest.borrow().is_some() {
            self.keep();
        }
    }

    /// Whether the call outlives this page, which is about to go.
    pub(crate) fn keeps_call(&self) -> bool {
        self.guest.borrow().as_ref().is_some_and(Guest::keeps_call)
    }

    /// This page is about to go, and the call is not.
    pub(crate) fn leave(&self) {
        let guest = self.guest.take();
        if let (Some(guest), Some(app)) = (guest, self.app.upgrade()) {
            self.keep();
            app.voice.release();
            guest.drop_out();
        }
    }

    pub(crate) fn stop(&self) {
        if let Some(watch) = self.watch.take() {
            watch.stop();
            // What a page over this one had is ours now, and ends with us.
            self.adopt();
            guest::keep_media(None);
        }
        if let Some(guest) = self.guest.take() {
            guest.drop_out();
        }
        self.open.set(false);
    }

    /// What the watch asks and tells.
    fn functions(&self) -> JsValue {
        let live = self.function(|app, _, _| app.voice.is_live().into());
        let way = self.function(|app, to, flags| {
            let way =
                app.shell.way(&to.as_string().unwrap_or_default(), flags.as_f64().unwrap_or_default() as u32);
            match way {
                Way::AsIs => 0,
                Way::Framed => 1,
                Way::Top => 2,
            }
            .into()
        });
        let arrived = self.function(|app, address, _| {
            app.shell.open.set(true);
            app.shell.rules.borrow_mut().arrived(&address.as_string().unwrap_or_default());
            JsValue::UNDEFINED
        });
        let refused = self.function(|app, _, _| app.shell.rules.borrow_mut().refused().into());
        let hand_over = self.function(|app, _, _| {
            app.hand_over();
            JsValue::UNDEFINED
        });
        let closed = self.function(|app, _, _| {
            app.shell.open.set(false);
            app.shell.rules.borrow_mut().closed();
            app.shell.look_after_call(app);
            JsValue::UNDEFINED
        });
        let missed = self.function(|app, _, _| {
            app.shell.look_after_call(app);
            JsValue::UNDEFINED
        });
        let named = [
            ("isLive", live),
            ("way", way),
            ("arrived", arrived),
            ("refused", refused),
            ("handOver", hand_over),
            ("closed", closed),
            ("missed", missed),
            ("patience", PATIENCE.into()),
        ];
        object(named)
    }

    fn function(&self, act: fn(&App, JsValue, JsValue) -> JsValue) -> JsValue {
        let app = self.app.clone();
        let function = Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(move |one, other| {
            guard(|| app.upgrade().map(|app| act(&app, one, other))).unwrap_or_default()
        });
        function.into_js_value()
    }

    fn way(&self, to: &str, flags: u32) -> Way {
        let is = |flag| flags & flag != 0;
        let leaves = if is(FRAMED) { Leaves::Framed } else { Leaves::Holder };
        let navigation = Navigation {
            to,
            same_origin: is(SAME_ORIGIN),
            same_document: is(SAME_DOCUMENT),
            opens: is(OPENS),
            download: is(DOWNLOAD),
            posts: is(POSTS),
        };
        self.rules.borrow_mut().way(is(LIVE), leaves, navigation)
    }
}
