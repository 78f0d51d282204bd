//! The process that is one end of a call.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    thread,
};

use alongside_protocol::message::RtcSignal;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Debian's own, which has the packages of Debian.
const PYTHON: &str = "/usr/bin/python3";

/// What was heard in 0.3 seconds.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Heard {
    /// In decibels; 0 is as loud as it can be.
    pub level: f64,
    /// Which part of its power the awaited tone has, 0 to 1.
    pub share: f64,
    /// Packets that have come so far.
    pub packets: u64,
    /// The longest time from one piece of sound to the next.
    pub gap_ms: f64,
}

/// What it tells.
#[derive(Debug)]
pub enum Told {
    Signal(RtcSignal),
    /// What it says of the connection, or that the channel is open.
    State(String),
    Message(Vec<u8>),
    Heard(Heard),
    /// No sound will come any more.
    Over,
}

/// Ends with its process.
pub struct Line {
    stdin: ChildStdin,
    told: UnboundedReceiver<Told>,
    process: Child,
}

impl Line {
    /// Why there can be none here; nothing when there can.
    pub fn why_not() -> Option<String> {
        let found = Command::new(PYTHON).args(["-c", "import aiortc"]).output();
        let there = found.is_ok_and(|found| found.status.success());
        let instead = "run `cargo xtask setup`, which installs it on Debian (python3-aiortc)";
        (!there).then(|| format!("aiortc is needed as the other end of the call: {instead}"))
    }

    pub fn begin(speaks: u32, hears: u32) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign_peer/line.py");
        let mut process = Command::new(PYTHON)
            .arg(script)
            .args([speaks.to_string(), hears.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let (tell, told) = unbounded_channel();
        thread::spawn(move || while lines.next().is_some_and(|line| tell.send(read(&line)).is_ok()) {});
        Self { stdin: process.stdin.take().unwrap(), told, process }
    }

    /// A step of the customer's page.
    pub fn take(&mut self, signal: RtcSignal) {
        let said = match signal {
            RtcSignal::Offer { sdp } => json!({ "offer": sdp }),
            RtcSignal::Answer { sdp } => json!({ "answer": sdp }),
            RtcSignal::Candidate { candidate, mid } => json!({ "candidate": candidate, "mid": mid }),
        };
        self.say(&said);
    }

    /// Whatever else it can do.
    pub fn say(&mut self, said: &Value) {
        // One that has ended has said so.
        let _ = writeln!(self.stdin, "{said}");
    }

    /// What it tells next; nothing any more once it is gone.
    pub async fn next(&mut self) -> Option<Told> {
        self.told.recv().await
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(line: &str) -> Told {
    let told: Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| told.get(name).and_then(Value::as_str).map(str::to_owned);
    if let Some(sdp) = text("offer") {
        Told::Signal(RtcSignal::Offer { sdp })
    } else if let Some(sdp) = text("answer") {
        Told::Signal(RtcSignal::Answer { sdp })
    } else if let Some(candidate) = text("candidate") {
        Told::Signal(RtcSignal::Candidate { candidate, mid: text("mid").unwrap() })
    } else if let Some(state) = text("state") {
        Told::State(state)
    } else if let Some(hex) = text("message") {
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        Told::Message((0..hex.len()).step_by(2).map(byte).collect())
    } else if let Some(heard) = told.get("heard") {
        Told::Heard(serde_json::from_value(heard.clone()).unwrap())
    } else {
        Told::Over
    }
}
