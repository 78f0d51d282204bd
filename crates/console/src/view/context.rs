//! The one way from views to the state and back.

use std::rc::Rc;

use alongside_browser::{guard::guard, network::Network};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

use super::{http, mirrors::Mirrors, shell::Shell};
use crate::app::{Input, State};

/// What every view holds on to.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) state: RwSignal<State>,
    /// The relay's clock, to the second.
    pub(super) now: RwSignal<u64>,
    shell: StoredValue<Rc<Shell>, LocalStorage>,
}

impl Desk {
    /// Made once, at the root.
    pub(super) fn provide() -> Self {
        let desk = Self {
            state: RwSignal::new(State::default()),
            now: RwSignal::new(clock()),
            shell: StoredValue::new_local(Rc::default()),
        };
        provide_context(desk);
        let second = StoredValue::new_local(Some(Interval::new(1_000, move || guard(|| desk.tick()))));
        let network = StoredValue::new_local(Some(Network::watch(move || desk.input(Input::NetworkChanged))));
        on_cleanup(move || {
            second.set_value(None);
            network.set_value(None);
        });
        leptos::task::spawn_local(async move {
            desk.input(match http::me().await {
                Ok(name) => Input::LoggedIn(name),
                Err(http::Problem::NotLoggedIn) => Input::LoggedOut(String::new()),
                Err(http::Problem::Other(why)) => Input::LoggedOut(why),
            });
        });
        desk
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    /// A part of the state that views follow; they hear of it when it changes.
    pub(super) fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.state.with(&part))
    }

    /// Something happened: the state decides, the shell carries it out.
    pub(super) fn input(self, input: Input) {
        let effects = self.state.try_maybe_update(|state| {
            let before = state.revision;
            let effects = state.handle(clock(), input);
            (state.revision != before, effects)
        });
        for effect in effects.into_iter().flatten() {
            let shell = self.shell();
            shell.carry_out(self, effect);
        }
    }

    pub(super) fn shell(self) -> Rc<Shell> {
        self.shell.get_value()
    }

    pub(super) fn mirrors(self) -> Rc<Mirrors> {
        Rc::clone(&self.shell().mirrors)
    }

    fn tick(self) {
        let now = self.state.with_untracked(|state| state.relay_time(clock()));
        self.now.set(now);
        if self.state.with_untracked(|state| state.awaits_time() || state.reads_line(clock())) {
            self.input(Input::Tick);
        }
    }
}

/// This machine's clock, in milliseconds since the Unix epoch.
pub(super) fn clock() -> u64 {
    js_sys::Date::now() as u64
}
