//! The one loop's shell: a queue of inputs, a busy flag so that nothing re-enters
//! the engine, and one exhaustive match over its commands.

use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, VecDeque},
    rc::{Rc, Weak},
};

use alongside_browser::{
    guard::guard,
    socket::{Socket, SocketEvent},
};
use alongside_core::{
    Millis,
    engine::{Command, Engine, Input},
    guide::Outcome,
    tabs::LockInput,
};
use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::{
    api::{self, Flows, Listeners},
    overlay::Overlay,
    page::{self, Page},
    shell::Shell,
    storage,
    voice::Voice,
};

/// What `guide()` promised: resolve, reject, and the flow's id.
type Promised = (Function, Function, String);

/// Everything of Alongside in this page; dropping it leaves no trace.
pub(crate) struct App {
    me: Weak<App>,
    relay: Option<String>,
    engine: RefCell<Engine>,
    queue: RefCell<VecDeque<Input>>,
    busy: Cell<bool>,
    stopped: Cell<bool>,
    /// Another page of the tab, over this one, goes on with the visit.
    asleep: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    socket: RefCell<Option<Socket>>,
    promised: RefCell<HashMap<u32, Promised>>,
    last_run: Cell<u32>,
    /// The start of the flow whose text the tab keeps.
    pub(crate) inline_run: Cell<Option<u32>>,
    pub(crate) listeners: Listeners,
    pub(crate) flows: Flows,
    pub(crate) page: Page,
    pub(crate) overlay: Overlay,
    pub(crate) voice: Voice,
    pub(crate) shell: Shell,
}

/// Now, in milliseconds since the Unix epoch.
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

impl App {
    pub(crate) fn new(
        engine: Engine,
        relay: Option<String>,
        overlay: Overlay,
        keeps_calls: bool,
    ) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            relay,
            engine: RefCell::new(engine),
            queue: RefCell::default(),
            busy: Cell::new(false),
            stopped: Cell::new(false),
            asleep: Cell::new(false),
            timer: RefCell::default(),
            socket: RefCell::default(),
            promised: RefCell::default(),
            // Starts of earlier pages in this tab have lower numbers.
            last_run: Cell::new((now() / 100) as u32),
            listeners: Listeners::default(),
            flows: Flows::default(),
            inline_run: Cell::new(None),
            page: Page::new(me.clone(), overlay.host()),
            voice: Voice::new(me.clone()),
            shell: Shell::new(me.clone(), keeps_calls),
            overlay,
        })
    }

    /// Hands an input to the engine, after those that came before it, and carries
    /// out everything it leads to.
    pub(crate) fn feed(&self, input: Input) {
        if self.stopped.get() || self.asleep.get() {
            return;
        }
        self.queue.borrow_mut().push_back(input);
        if self.busy.replace(true) {
            return;
        }
        let mut commands = Vec::new();
        loop {
            let Some(input) = self.queue.borrow_mut().pop_front() else { break };
            self.engine.borrow_mut().handle(now(), input, &mut commands);
            for command in commands.drain(..) {
                self.carry_out(command);
            }
        }
        self.busy.set(false);
        if self.stopped.get() {
            self.let_go();
        } else {
            self.wake();
        }
    }

    /// On to the next step. The site may have changed its mind about the field since
    /// the customer left it.
    pub(crate) fn next(&self) {
        let before = self.engine(Engine::position);
        self.page.judge();
        // What it is now may have ended the step already.
        if self.engine(Engine::position) == before {
            self.feed(Input::Next);
        }
    }

    /// Whether `stop()` has ended this one.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    pub(crate) fn engine<R>(&self, ask: impl FnOnce(&Engine) -> R) -> R {
        ask(&self.engine.borrow())
    }

    /// For what happens later.
    pub(crate) fn weak(&self) -> Weak<Self> {
        self.me.clone()
    }

    /// A number for the next start of a flow, and the promise of its outcome.
    pub(crate) fn promise_run(&self, flow: &str, resolve: Function, reject: Function) -> u32 {
        let run = self.last_run.get().wrapping_add(1);
        self.last_run.set(run);
        self.promised.borrow_mut().insert(run, (resolve, reject, flow.to_owned()));
        run
    }

    /// A number for a start that nobody waits for.
    pub(crate) fn next_run(&self) -> u32 {
        let run = self.last_run.get().wrapping_add(1);
        self.last_run.set(run);
        run
    }

    fn wake(&self) {
        let deadline = self.engine.borrow().deadline();
        let timer = deadline.map(|deadline| {
            let me = self.me.clone();
            let wait = deadline.saturating_sub(now()).min(60_000) as u32;
            Timeout::new(wait, move || {
                guard(|| {
                    if let Some(app) = me.upgrade() {
                        app.feed(Input::Tick);
                    }
                });
            })
        });
        *self.timer.borrow_mut() = timer;
    }

    fn carry_out(&self, command: Command) {
        match command {
            Command::Locate { token, target, sought } => {
                let candidates = self.page.locate(token, &target, sought);
                self.feed(Input::Located { token, candidates });
            }
            Command::ShowStep { view, at } => {
                let element = self.page.aim(at);
                self.overlay.show_step(&view, element.as_ref());
            }
            Command::HideStep => {
                self.page.aim(None);
                self.overlay.hide_step();
            }
            Command::ShowRefusal => self.overlay.show_refusal(self.page.refusal()),
            Command::TellTabs(bytes) => self.page.tell_tabs(&bytes),
            Command::GoTo { path } => self.page.go_to(&path),
            Command::Act { token, candidate } => self.page.act((token, candidate)),
            Command::AwaitEvents(names) => self.page.await_events(&names),
            Command::FlowEnded { run, outcome } => self.flow_ended(run, &outcome),

            Command::ReadPage => self.page.read_context(),
            Command::WatchPage(watch) => self.page.watch(watch),
            Command::Mirror(rules) => self.page.mirror(rules.as_ref()),
            Command::MirrorPace(pace) => self.page.mirror_pace(pace as u32),
            Command::FieldModes(modes) => self.page.field_modes(&modes),
            Command::View(frame) => self.overlay.draw_view(frame.as_deref()),
            Command::ViewRules(hash, rules) => self.overlay.learn_rules(hash, &rules),
            Command::TakePicture { token, node, brought } => self.page.take_picture(token, node, brought),
            Command::PointAt(node) => self.point_at(node),

            Command::OpenMicrophone { token } => self.voice.open_microphone(token),
            Command::CloseMicrophone => self.voice.close_microphone(),
            Command::Mute(muted) => self.voice.mute(muted),
            Command::OpenPeer { call, ice } => {
                self.voice.open_peer(call, &ice);
                self.shell.call_begins();
            }
            Command::PeerSignal { call, signal } => self.voice.signal(call, signal),
            Command::ClosePeer => self.voice.close_peer(),
            Command::ReadLine { call } => self.voice.read_line(call),
            Command::ShowPanel(view) => self.overlay.show_panel(&view),
            Command::Announce(text) => self.overlay.announce(&text),

            Command::ShowOffers(view) => {
                self.feed(Input::OffersSeen(self.overlay.show_offers(&view, &self.page)));
            }
            Command::KeepRecord(Some(record)) => storage::write_record(&record),
            Command::KeepRecord(None) => storage::remove_record(),

            Command::Connect => self.connect(),
            Command::Send(bytes) => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.send(&bytes);
                }
            }
            Command::Disconnect => *self.socket.borrow_mut() = None,

            Command::Remember(memory) => storage::write(storage::MEMORY, &storage::text_of(&memory)),
            Command::Forget => storage::remove(storage::MEMORY),
            Command::Emit(event) => self.listeners.emit(&event),
            Command::RestartPeer { call, ice, renews } => self.voice.restart_peer(call, &ice, renews),
            Command::PlaySound => self.voice.play_sound(),
            Command::SendOnCall { call, bytes } => self.voice.send(call, &bytes),
            Command::SwitchMicrophone { token, device } => self.voice.switch_microphone(token, device),
            Command::UseSpeaker(id) => self.voice.use_speaker(&id),
            Command::WarmPeer { call, ice } => self.voice.warm_peer(call, &ice),
            Command::TakePeer { call } => {
                self.voice.take_peer(call);
                self.shell.call_begins();
            }
            Command::DropPeer { call } => self.voice.drop_peer(call),
            Command::Lock(what) => self.page.tab_lock(what),
        }
    }

    /// How loud the microphone is, from 0 to 1, where that can be said.
    pub(crate) fn level(&self) -> Option<f32> {
        self.voice.level()
    }

    /// Nobody looks at the level now.
    pub(crate) fn rest_level(&self) {
        self.voice.rest_level();
    }

    fn connect(&self) {
        let Some(relay) = &self.relay else { return };
        let me = self.me.clone();
        let on = move |event| {
            let Some(app) = me.upgrade() else { return };
            app.feed(match event {
                SocketEvent::Opened => Input::SocketOpened,
                SocketEvent::Message(bytes) => Input::SocketMessage(bytes),
                SocketEvent::Closed(code) => Input::SocketClosed { code },
            });
        };
        match Socket::open(relay, on) {
            Ok(socket) => *self.socket.borrow_mut() = Some(socket),
            // The engine tries again, later and later.
            Err(_) => self.feed(Input::SocketClosed { code: 0 }),
        }
    }

    fn flow_ended(&self, run: u32, outcome: &Outcome) {
        if self.inline_run.get() == Some(run) {
            self.inline_run.set(None);
            storage::remove(storage::INLINE_FLOW);
        }
        let Some((resolve, reject, flow)) = self.promised.borrow_mut().remove(&run) else { return };
        let known = self.flows.knows(&flow);
        let settled = match outcome {
            // A flow that does not exist is a mistake of the caller.
            Outcome::Failed { because } if !known => reject.call1(&JsValue::NULL, &api::error(because)),
            _ => resolve.call1(&JsValue::NULL, &api::outcome_object(&flow, outcome)),
        };
        // Settling a promise runs nothing of the page before we return.
        let _ = settled;
    }

    fn point_at(&self, node: u32) {
        let element = self.page.mirrored(node);
        let label = element.as_ref().map(|element| self.page.described(element));
        self.overlay.point_at(element.as_ref());
        self.feed(Input::PointedAt { label });
    }

    /// The page is about to go. What it leaves is for the next one.
    pub(crate) fn leave(&self) {
        // In the frame the call stays, unless the whole window goes.
        if self.page.loads() {
            self.feed(Input::Lock(LockInput::Loads));
        }
        self.feed(if self.shell.keeps_call() { Input::HandingOver } else { Input::Leaving });
        self.shell.leave();
    }

    /// Another page of the tab goes on with the visit and the call: this one keeps still,
    /// and closes nothing.
    pub(crate) fn hand_over(&self) {
        if self.stopped.get() || self.asleep.get() {
            return;
        }
        self.feed(Input::HandingOver);
        self.asleep.set(true);
        self.shell.keep();
        self.voice.release();
        *self.socket.borrow_mut() = None;
        *self.timer.borrow_mut() = None;
        self.page.release();
        self.overlay.rest(true);
    }

    /// The page is in front again, and goes on with what the other has left; says whether
    /// it had rested at all.
    pub(crate) fn wake_up(&self) -> bool {
        if self.stopped.get() || !self.asleep.replace(false) {
            return false;
        }
        self.overlay.rest(false);
        self.page.join_tabs();
        self.feed(Input::Woken { memory: storage::memory() });
        true
    }

    /// Ends everything: running flow, engagement, mirror, and all that is seen.
    pub(crate) fn stop(&self) {
        self.feed(Input::Stop);
        self.stopped.set(true);
        // From a function of the site's that we are just calling: the loop lets go
        // when it has carried out what was before.
        if !self.busy.get() {
            self.let_go();
        }
    }

    fn let_go(&self) {
        for (_, (resolve, _, flow)) in self.promised.borrow_mut().drain() {
            // Settling a promise runs nothing of the page before we return.
            let _ = resolve.call1(&JsValue::NULL, &api::outcome_object(&flow, &Outcome::Stopped));
        }
        *self.socket.borrow_mut() = None;
        *self.timer.borrow_mut() = None;
        let site = self.engine(|engine| engine.site().to_owned());
        page::tabs::remove_lock(&site);
        self.shell.stop();
        self.voice.close_peer();
        self.voice.asks_for_nothing();
        self.voice.close_microphone();
        self.page.release();
        self.overlay.remove();
        self.listeners.clear();
        storage::remove(storage::MEMORY);
        storage::remove(storage::INLINE_FLOW);
    }
}
