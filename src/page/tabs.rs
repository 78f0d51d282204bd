//! The site's other tabs: what is told between them, and the lock that one has at a time.

use std::rc::Weak;

use alongside_browser::{guard::guard, microphone, shell};
use alongside_core::{
    engine::Input,
    tabs::{Lock, LockInput, Sharing},
};
use js_sys::{Object, Uint8Array};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent, Window};

use super::{Page, dom};
use crate::run::App;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = tabLock)]
    fn tab_lock(home: &Window, name: &str) -> Option<TabLock>;

    #[derive(Clone)]
    type TabLock;

    #[wasm_bindgen(method, getter)]
    fn held(this: &TabLock) -> bool;

    #[wasm_bindgen(method, getter)]
    fn told(this: &TabLock) -> JsValue;

    #[wasm_bindgen(method, setter)]
    fn set_told(this: &TabLock, told: &JsValue);

    #[wasm_bindgen(method)]
    fn want(this: &TabLock, steal: bool);

    #[wasm_bindgen(method)]
    fn drop(this: &TabLock);

    #[wasm_bindgen(method)]
    fn loads(this: &TabLock) -> bool;

    #[wasm_bindgen(method)]
    fn remove(this: &TabLock);
}

/// What the tabs' channel is called.
const CHANNEL: &str = "alongside";

/// A line to the site's other tabs; dropping it closes it, and leaves the lock as it is.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    lock: Option<TabLock>,
    _told: Closure<dyn FnMut(MessageEvent)>,
    lock_told: Closure<dyn FnMut(bool)>,
}

/// The lock of the site with this key. A page that is only a part of another has none; in
/// the frame of our own shell it is what it would be without.
fn lock_of(site: &str) -> Option<TabLock> {
    let home = shell::home()?;
    let outer = home.parent().ok()??;
    Object::is(&home, &outer).then(|| tab_lock(&home, &format!("alongside:{site}"))).flatten()
}

/// How this page stands to the other tabs, before anything is known.
pub(crate) fn sharing(site: &str) -> Sharing {
    // Where storage is partitioned away there may be none, and then nothing can be agreed.
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return Sharing::No };
    channel.close();
    match lock_of(site) {
        Some(lock) if lock.held() => Sharing::Held,
        Some(_) => Sharing::Free,
        None => Sharing::No,
    }
}

/// Nothing of the lock stays in this window.
pub(crate) fn remove_lock(site: &str) {
    let is_home = shell::home().is_some_and(|home| web_sys::window().is_some_and(|own| own == home));
    if let Some(lock) = lock_of(site).filter(|_| is_home) {
        lock.remove();
    }
}

impl Page {
    /// Hears of the site's other tabs from now on; before anything of the visit is read.
    pub(crate) fn join_tabs(&self) {
        if let Some(app) = self.app.upgrade() {
            let tabs = Tabs::open(self.app.clone(), &app.engine(|engine| engine.site().to_owned()));
            *self.tabs.borrow_mut() = tabs;
        }
    }

    pub(crate) fn tell_tabs(&self, bytes: &[u8]) {
        if let Some(tabs) = &*self.tabs.borrow() {
            tabs.tell(bytes);
        }
    }

    pub(crate) fn tab_lock(&self, what: Lock) {
        if let Some(tabs) = &*self.tabs.borrow() {
            tabs.lock(what);
        }
    }

    /// Whether the tab is on its way to another page.
    pub(crate) fn loads(&self) -> bool {
        self.tabs.borrow().as_ref().is_some_and(Tabs::loads)
    }

    /// Tells whether the customer can see this tab.
    pub(super) fn is_in_front(&self) {
        if let Some(app) = self.app.upgrade() {
            app.feed(Input::Lock(LockInput::InFront(!dom::is_page_hidden())));
        }
    }
}

impl Tabs {
    pub(super) fn open(app: Weak<App>, site: &str) -> Option<Self> {
        let channel = BroadcastChannel::new(CHANNEL).ok()?;
        let other = app.clone();
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            guard(|| {
                let bytes = event.data().dyn_into::<Uint8Array>().ok();
                if let (Some(app), Some(bytes)) = (other.upgrade(), bytes) {
                    app.feed(Input::TabTold(bytes.to_vec()));
                }
            });
        });
        channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        let lock = lock_of(site);
        let asked = lock.clone();
        let lock_told = Closure::<dyn FnMut(bool)>::new(move |taken| {
            let (app, asked) = (app.clone(), asked.clone());
            spawn_local(async move {
                let input = if taken {
                    LockInput::Taken { speaks: microphone::is_granted().await }
                } else {
                    LockInput::Lost
                };
                // It may have been taken away while the browser was asked.
                if taken && !asked.is_some_and(|lock| lock.held()) {
                    return;
                }
                guard(|| app.upgrade().map(|app| app.feed(Input::Lock(input))));
            });
        });
        if let Some(lock) = &lock {
            lock.set_told(lock_told.as_ref());
        }
        Some(Self { channel, lock, _told: told, lock_told })
    }

    pub(super) fn tell(&self, bytes: &[u8]) {
        // A closed channel has nobody to tell.
        let _ = self.channel.post_message(&Uint8Array::from(bytes));
    }

    pub(super) fn lock(&self, what: Lock) {
        let Some(lock) = &self.lock else { return };
        match what {
            Lock::Want => lock.want(false),
            Lock::Take => lock.want(true),
            Lock::Drop => lock.drop(),
        }
    }

    /// Whether the tab is on its way to another page.
    pub(super) fn loads(&self) -> bool {
        self.lock.as_ref().is_some_and(TabLock::loads)
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
        // Another page of the tab may have put its own in this place.
        if let Some(lock) = self.lock.as_ref().filter(|lock| lock.told() == *self.lock_told.as_ref()) {
            lock.set_told(&JsValue::NULL);
        }
    }
}
