//! The main story: a customer opens an account, is recognised and guided over
//! three pages, hesitates, talks to an agent who sees the page, and hangs up.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::engine::{Command, Event, Input};
use alongside_core::guide::{FieldEntry, FieldNow};
use alongside_core::privacy::{Label, Level};
use alongside_protocol::{
    frame,
    message::{
        Ack, CallState, Channel, EndedBy, FactKind, FromCustomer, Pointer, Rtc, RtcSignal, Stage, ToCustomer,
    },
    page::Decoder,
};
use common::{Tab, active, arrived, config, ended, field, flows, microphone, seen, welcome};

const FLOWS: &str = r##"{ "version": 1, "flows": [ {
    "id": "open-account", "title": "Open an account", "reason": "buy", "start": "/open/", "steps": [
    { "id": "begin", "place": "/open/", "target": { "role": "link", "name": "Begin" }, "title": "Begin here", "done": "click" },
    { "id": "name", "place": "/open/details.html", "target": { "label": "Full name" }, "title": "Your name", "done": "valid" },
    { "id": "send", "place": "/open/review.html", "target": { "role": "button", "name": "Open account" }, "title": "Send it",
      "done": { "place": "/open/done.html" } } ] } ] }"##;

/// One line for a command: what it is, and what matters of it.
fn told(command: &Command) -> String {
    match command {
        Command::Locate { token, target, .. } => format!("Locate #{token} {target}"),
        Command::ShowStep { view, at } => {
            let next = view.next.map(|next| if next.enabled { ", next on" } else { ", next off" });
            let notice = view.notice.as_ref().map(|notice| format!(", {notice:?}"));
            let rest = [next.map(str::to_owned), notice].into_iter().flatten().collect::<String>();
            format!("ShowStep {} {}/{} {:?} at {at:?}{rest}", view.step, view.number, view.of, view.title)
        }
        Command::TellTabs(bytes) => format!("TellTabs ({} bytes)", bytes.len()),
        Command::ShowPanel(view) => {
            let call = view.call.map(|call| format!(" {call:?}")).unwrap_or_default();
            format!(
                "ShowPanel open {} status {:?} notice {:?} {:?}{call} flows {}",
                view.open,
                view.status,
                view.notice,
                view.actions,
                view.flows.len()
            )
        }
        Command::Send(bytes) => format!("Send {}", message(bytes)),
        Command::Remember(_) => "Remember".into(),
        Command::KeepRecord(_) => "KeepRecord".into(),
        Command::Emit(Event::Reason { reason, confidence, evidence }) => {
            format!("Emit Reason {reason:?} {confidence} % {evidence:?}")
        }
        Command::Emit(event) => format!("Emit {event:?}"),
        other => format!("{other:?}"),
    }
}

fn message(bytes: &[u8]) -> String {
    let (frame, _) = frame::decode(bytes).unwrap();
    let message = FromCustomer::decode(&frame).unwrap().unwrap();
    let text = match message {
        FromCustomer::Hello(hello) => {
            format!("Hello site {} resume {} received {}", hello.site, hello.resume.is_some(), hello.received)
        }
        FromCustomer::Facts(facts) => {
            let kinds: Vec<String> = facts.iter().map(|fact| fact_line(&fact.kind)).collect();
            format!("Facts {}", kinds.join("; "))
        }
        FromCustomer::Status(status) => format!(
            "Status {} reason {:?} form {:?} flow {:?}",
            status.path,
            status.reason.map(|guess| (guess.reason, guess.confidence)),
            status.form.map(|form| (form.done, form.fields)),
            status.flow.map(|flow| (flow.step, flow.number, flow.of)),
        ),
        FromCustomer::Page(bytes) => {
            let Ok(page) = Decoder::default().read(&bytes) else { return "Page goes on".into() };
            let base = page.head.map(|head| head.base);
            format!("Page from {base:?} {:?}", page.ops)
        }
        other => format!("{other:?}"),
    };
    format!("[{}] {text}", frame.sequence)
}

fn fact_line(kind: &FactKind<String>) -> String {
    match kind {
        FactKind::Page { path } => format!("page {path}"),
        FactKind::Step { step, what, seen_for, .. } => format!("step {step} {what:?} {seen_for:?}"),
        other => format!("{other:?}"),
    }
}

/// The story as it is told.
struct Story {
    tab: Tab,
    lines: Vec<String>,
}

impl Story {
    fn say(&mut self, title: &str, out: &[Command]) {
        self.lines.push(format!("> {title}"));
        self.lines.extend(out.iter().map(|command| format!("    {}", told(command))));
    }

    fn feed(&mut self, title: &str, input: Input) -> Vec<Command> {
        let out = self.tab.feed(input);
        self.say(title, &out);
        out
    }

    fn wait(&mut self, time: u64) {
        let out = self.tab.wait(time);
        self.say(&format!("{time} ms pass"), &out);
    }

    fn relay(&mut self, title: &str, message: &ToCustomer, counted: bool) -> Vec<Command> {
        let out = self.tab.relay_says(message, counted);
        self.say(&format!("relay: {title}"), &out);
        out
    }

    fn engagement(&mut self, stage: Stage) -> Vec<Command> {
        let title = format!("relay: engagement {stage:?}");
        let out = self.tab.engagement(Channel::Voice, stage);
        self.say(&title, &out);
        out
    }

    fn page(&mut self, path: &str, heading: &str, acknowledged: u64) -> Vec<Command> {
        let out = self.tab.load_page();
        self.say(&format!("— leaves; loads {path}"), &out);
        self.feed("the socket opens", Input::SocketOpened);
        let mut again = welcome(true);
        if let ToCustomer::Welcome(welcome) = &mut again {
            welcome.received = acknowledged;
        }
        self.relay("welcome back", &again, false);
        self.feed("arrives", arrived(path, heading));
        self.feed("flows are read", Input::Flows(flows(FLOWS)))
    }

    fn locate(&mut self, out: &[Command], candidate: alongside_core::guide::target::Candidate) {
        let token = out.iter().rev().find_map(|command| match command {
            Command::Locate { token, .. } => Some(*token),
            _ => None,
        });
        let candidates = vec![seen("heading", "Open an account"), candidate];
        self.feed("the target is found", Input::Located { token: token.unwrap(), candidates });
    }
}

#[test]
fn a_customer_is_guided_and_helped() {
    let mut story = Story { tab: Tab::new(config()), lines: Vec::new() };
    story.feed("the socket opens", Input::SocketOpened);
    story.relay("welcome", &welcome(false), false);
    story.feed("flows are read", Input::Flows(flows(FLOWS)));
    story.feed("arrives at /open/", arrived("/open/", "Open a current account"));
    let out = story.feed("chooses the flow", Input::Guide { flow: "open-account".into(), run: 1 });
    story.locate(&out, seen("link", "Begin"));
    story.wait(1_000);
    story.relay("has stored up to 4", &ToCustomer::Ack(Ack { received: 4 }), false);
    story.feed("clicks the target", Input::TargetClicked);

    let out = story.page("/open/details.html", "Your details", 4);
    story.locate(&out, field("Full name *", false, false));
    story.wait(12_000);
    story.feed(
        "types",
        Input::TargetField { field: FieldNow { filled: true, valid: true }, entry: FieldEntry::Typing },
    );
    story.feed(
        "leaves the field",
        Input::TargetField { field: FieldNow { filled: true, valid: true }, entry: FieldEntry::Committed },
    );

    let out = story.page("/open/review.html", "Check and send", 7);
    story.locate(&out, seen("button", "Open account"));

    let out = story.feed("presses Talk", Input::Talk);
    let token = microphone(&out).unwrap();
    story.feed("allows the microphone", Input::Microphone { token, answer: Ok(()) });
    story.engagement(Stage::Waiting { position: 1 });
    story.engagement(active());
    let offer = RtcSignal::Offer { sdp: "ours".into() };
    story.feed("the peer offers", Input::PeerSignal { call: 1, signal: offer });
    let answer = Rtc { call: 1, signal: RtcSignal::Answer { sdp: "theirs".into() } };
    story.relay("the agent answers", &ToCustomer::Rtc(answer), true);
    story.feed("the line is up", Input::PeerConnected { call: 1, connected: true });
    let numbers = vec![
        1, 1, 0, 0, 9, 0, 800, 600, 0, // the document
        1, 2, 1, 0, 1, 1, 0, 0, 0, 0, 0, // a button
        2, 1, 0, 0, 1, 2, 15, // in its place, and that is all
    ];
    let strings = "https://bank.example/open/review.html?id=77\0button".to_owned();
    story.feed("the walker packs the page", Input::PageBatch { numbers, strings });
    story.relay("the agent points", &ToCustomer::Pointer(Pointer { node: 2 }), true);
    story.feed(
        "it has a name",
        Input::PointedAt { label: Some(Label::new(Level::Show, "button Open account")) },
    );
    let state = CallState { muted: true, connected: true, ..CallState::default() };
    story.relay("the agent mutes", &ToCustomer::CallState(state), true);
    story.wait(1_000);
    story.feed("hangs up", Input::Leave);
    story.engagement(ended(EndedBy::Customer));
    story.feed("arrives at /open/done.html", arrived("/open/done.html", "Thank you"));
    story.wait(1_000);
    insta::assert_snapshot!(story.lines.join("\n"));
}
