//! An agent without our console: what our relay says is answered here, and the call is held
//! by a process of aiortc's.

use std::{
    future::pending,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use alongside_core::voice::CallCode;
use alongside_demo::Demo;
use alongside_protocol::{
    frame,
    message::{CallFromAgent, CallFromCustomer, FromAgent, Rtc, RtcSignal, Stage, ToAgent},
};
use serde_json::{Value, json};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinHandle,
    time::sleep,
};

use super::{
    line::{Heard, Line, Told},
    support::{browser::SOON, desk::Desk},
};

/// A tone, where the rest of what is heard is no more than this part of it.
const PURE: f64 = 0.5;
/// Below this it is silence, in decibels.
const SILENCE: f64 = -70.0;

/// What has happened so far.
#[derive(Debug, Default)]
pub struct Seen {
    /// The engagement to accept.
    pub waiting: Option<u64>,
    pub stage: Option<Stage>,
    /// The newest call's number, and how many there were.
    pub call: u32,
    pub calls: u32,
    /// What aiortc says of the connection.
    pub states: Vec<String>,
    pub heard: Vec<Heard>,
    pub over: bool,
    /// Offers and answers of either side, the oldest first.
    pub customers: Vec<RtcSignal>,
    pub ours: Vec<RtcSignal>,
    /// What came on the call's own channel.
    pub messages: Vec<CallFromCustomer>,
}

pub struct Foreign {
    seen: Arc<Mutex<Seen>>,
    asks: UnboundedSender<Ask>,
    task: JoinHandle<()>,
}

enum Ask {
    Tell(FromAgent),
    Line(Value),
}

impl Foreign {
    /// Logs in, and is available; speaks and listens for these pitches.
    pub async fn logs_in(demo: &Demo, speaks: u32, hears: u32) -> Self {
        let seen = Arc::<Mutex<Seen>>::default();
        let (asks, asked) = unbounded_channel();
        let desk = Desk::opens(demo).await;
        let work = Work { desk, line: None, pitches: [speaks, hears], seen: Arc::clone(&seen) };
        Self { seen, asks, task: tokio::spawn(work.go_on(asked)) }
    }

    /// Waits until something is so, and gives what comes of it.
    pub async fn until<T>(&self, what: &str, mut ask: impl FnMut(&Seen) -> Option<T>) -> T {
        let end = Instant::now() + SOON;
        loop {
            if let Some(answer) = ask(&self.seen.lock().unwrap()) {
                return answer;
            }
            let on = Instant::now() < end && !self.task.is_finished();
            assert!(on, "the agent waits for {what} in vain: {:#?}", self.seen.lock().unwrap());
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until aiortc says so of the line.
    pub async fn line_is(&self, state: &str) {
        self.until(state, |seen| seen.states.iter().any(|was| was == state).then_some(())).await;
    }

    pub async fn accepts(&self) {
        let engagement = self.until("a customer", |seen| seen.waiting).await;
        self.tell(FromAgent::Accept(engagement));
        self.until("the engagement", |seen| matches!(seen.stage, Some(Stage::Active { .. })).then_some(()))
            .await;
        self.asks_line(json!({ "do": "speak" }));
    }

    /// Waits until the customer's tone is heard from now on, three times in a row.
    pub async fn hears(&self) {
        self.listens("the customer's tone", |heard| heard.level > SILENCE && heard.share > PURE).await;
    }

    pub async fn hears_nothing(&self) {
        self.listens("silence", |heard| heard.level < SILENCE).await;
    }

    async fn listens(&self, what: &str, is_it: impl Fn(&Heard) -> bool) {
        let from = self.seen.lock().unwrap().heard.len();
        let row = |heard: &[Heard]| heard.windows(3).any(|three| three.iter().all(&is_it));
        self.until(what, |seen| row(&seen.heard[from..]).then_some(())).await;
    }

    /// Has aiortc do something.
    pub fn asks_line(&self, what: Value) {
        assert!(self.asks.send(Ask::Line(what)).is_ok(), "the agent is there");
    }

    /// Says something on the call's own channel.
    pub fn says_on_call(&self, message: &CallFromAgent) {
        let hex: String = message.encode(0).iter().map(|byte| format!("{byte:02x}")).collect();
        self.asks_line(json!({ "do": "send", "hex": hex }));
    }

    /// Makes the call's code as our console does, of what both sides have said; gives it
    /// once the customer's part is here.
    pub async fn makes_code(&self) -> String {
        let sdp = |signals: &[RtcSignal]| match signals.first() {
            Some(RtcSignal::Offer { sdp } | RtcSignal::Answer { sdp }) => Some(sdp.clone()),
            _ => None,
        };
        let made = |seen: &Seen| Some((sdp(&seen.ours)?, sdp(&seen.customers)?));
        let (ours, theirs) = self.until("both descriptions", made).await;
        let mut code = CallCode::of_agent(&ours, &theirs, [7; 16]);
        let commitment = |message: &CallFromCustomer| match message {
            CallFromCustomer::Commitment(commitment) => Some(*commitment),
            _ => None,
        };
        let commitment = self.until("a commitment", |seen| seen.messages.iter().find_map(commitment)).await;
        let part = code.committed(commitment).unwrap();
        self.says_on_call(&CallFromAgent::Part(part));
        let part = |message: &CallFromCustomer| match message {
            CallFromCustomer::Part(part) => Some(*part),
            _ => None,
        };
        code.revealed(&self.until("the customer's part", |seen| seen.messages.iter().find_map(part)).await);
        code.code().expect("the part is the one that was promised").to_owned()
    }

    /// Waits until the customer's line says on the call's own channel that it is muted, or
    /// is not.
    pub async fn is_told_muted(&self, muted: bool) {
        let newest = |seen: &Seen| {
            let states = seen.messages.iter().rev().find_map(|message| match message {
                CallFromCustomer::State(state) => Some(*state),
                _ => None,
            });
            states.filter(|state| state.muted == muted && state.connected)
        };
        self.until("what the customer's line does", newest).await;
    }

    /// Since a place in what was heard: the longest time without sound, in milliseconds,
    /// and how many packets came.
    pub fn longest_gap(&self, since: usize) -> (f64, u64) {
        let seen = self.seen.lock().unwrap();
        let heard = &seen.heard[since..];
        let packets = |heard: Option<&Heard>| heard.map_or(0, |heard| heard.packets);
        let gap = heard.iter().map(|heard| heard.gap_ms).fold(0.0, f64::max);
        (gap, packets(heard.last()) - packets(heard.first()))
    }

    /// How often was listened so far.
    pub fn listened(&self) -> usize {
        self.seen.lock().unwrap().heard.len()
    }

    /// The names (`ice-ufrag`) of the ways that our side has told, the oldest first.
    pub fn ways(&self) -> Vec<String> {
        let way = |signal: &RtcSignal| {
            let (RtcSignal::Offer { sdp } | RtcSignal::Answer { sdp }) = signal else { return None };
            sdp.lines().find_map(|line| line.strip_prefix("a=ice-ufrag:")).map(str::to_owned)
        };
        self.seen.lock().unwrap().ours.iter().filter_map(way).collect()
    }

    /// How many calls there were: the first and only one goes on.
    pub fn calls(&self) -> u32 {
        self.seen.lock().unwrap().calls
    }

    fn tell(&self, message: FromAgent) {
        assert!(self.asks.send(Ask::Tell(message)).is_ok(), "the agent is there");
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Carries everything from one side to the other.
struct Work {
    desk: Desk,
    line: Option<Line>,
    pitches: [u32; 2],
    seen: Arc<Mutex<Seen>>,
}

impl Work {
    async fn go_on(mut self, mut asked: UnboundedReceiver<Ask>) {
        loop {
            let line = async {
                match &mut self.line {
                    Some(line) => line.next().await,
                    None => pending().await,
                }
            };
            tokio::select! {
                message = self.desk.next() => self.told_by_relay(message).await,
                told = line => match told {
                    Some(told) => self.told_by_line(told).await,
                    None => self.line = None,
                },
                ask = asked.recv() => match ask {
                    Some(Ask::Tell(message)) => self.desk.send(&message).await,
                    Some(Ask::Line(what)) => {
                        if let Some(line) = &mut self.line {
                            line.say(&what);
                        }
                    }
                    None => return,
                },
            }
        }
    }

    async fn told_by_relay(&mut self, message: ToAgent) {
        match message {
            ToAgent::Visit(visit) => {
                if let Some(waiting) = visit.waiting {
                    self.seen.lock().unwrap().waiting = Some(waiting.engagement);
                }
            }
            ToAgent::Warm(Some(engagement)) => self.seen.lock().unwrap().waiting = Some(engagement),
            ToAgent::Engagement(engagement) => self.seen.lock().unwrap().stage = Some(engagement.stage),
            ToAgent::Rtc((_, Rtc { call, signal })) => {
                let known = self.seen.lock().unwrap().call;
                if call > known {
                    let mut seen = self.seen.lock().unwrap();
                    (seen.call, seen.calls) = (call, seen.calls + 1);
                    let [speaks, hears] = self.pitches;
                    self.line = Some(Line::begin(speaks, hears));
                }
                if call >= known {
                    if !matches!(signal, RtcSignal::Candidate { .. }) {
                        self.seen.lock().unwrap().customers.push(signal.clone());
                    }
                    if let Some(line) = &mut self.line {
                        line.take(signal);
                    }
                }
            }
            _ => {}
        }
    }

    async fn told_by_line(&mut self, told: Told) {
        match told {
            Told::Signal(signal) => {
                let (engagement, call) = {
                    let mut seen = self.seen.lock().unwrap();
                    if !matches!(signal, RtcSignal::Candidate { .. }) {
                        seen.ours.push(signal.clone());
                    }
                    (seen.waiting, seen.call)
                };
                let engagement = engagement.expect("a line leads to a customer");
                self.desk.send(&FromAgent::Rtc((engagement, Rtc { call, signal }))).await;
            }
            Told::State(state) => self.seen.lock().unwrap().states.push(state),
            Told::Heard(heard) => self.seen.lock().unwrap().heard.push(heard),
            Told::Over => self.seen.lock().unwrap().over = true,
            Told::Message(bytes) => {
                let (frame, _) = frame::decode(&bytes).unwrap();
                let message = CallFromCustomer::decode(&frame).unwrap();
                self.seen.lock().unwrap().messages.extend(message);
            }
        }
    }
}
