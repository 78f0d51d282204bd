//! Logs of visits, in `tests/signals/`, and the signals that must come of them.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "common/mark.rs"]
mod mark;

use std::{collections::HashMap, fmt::Write, fs, path::Path};

use alongside_core::{
    observe::signals::{
        Activity, Click, Clicked, Failure, Focus, FormFacts, Happening, Place, RefusedField, Request, Signal,
        Signals, Subject, Thresholds,
    },
    privacy::{Label, Level},
};
use alongside_protocol::message::{SignalCause, SignalKind};

/// Clicks that miss everything else, and time for what waits to be told.
const AFTERWARDS: u64 = 60_000;

/// Where the logs are of.
const SITE: &str = "www.shop.example";

/// An epoch: no rule may depend on small numbers.
const BEGIN: u64 = 1_700_000_000_000;

/// A log as it is written.
#[derive(Default)]
struct Log {
    name: String,
    hit: bool,
    events: Vec<(u64, String)>,
    expected: Vec<String>,
}

fn read(text: &str) -> Vec<Log> {
    let mut logs: Vec<Log> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (first, rest) = line.split_once(' ').unwrap();
        match first {
            "hit" | "miss" => {
                logs.push(Log { name: rest.to_owned(), hit: first == "hit", ..Log::default() });
            }
            "->" => logs.last_mut().unwrap().expected.push(rest.to_owned()),
            time => logs.last_mut().unwrap().events.push((time.parse().unwrap(), rest.to_owned())),
        }
    }
    logs
}

/// One line of a log: what, its quoted or first word, and the rest.
struct Line<'a> {
    what: &'a str,
    name: String,
    flags: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn read(line: &'a str) -> Self {
        let (what, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (name, flags) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap(),
            None if rest.starts_with("form=") => ("", rest),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        Self { what, name: name.to_owned(), flags: flags.split_whitespace().collect() }
    }

    fn is(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    fn value(&self, key: &str) -> Option<&'a str> {
        self.flags.iter().find_map(|flag| flag.strip_prefix(key)?.strip_prefix('='))
    }

    fn number(&self, key: &str) -> Option<u32> {
        self.value(key).map(|number| number.parse().unwrap())
    }

    fn point(&self, key: &str) -> Option<(i32, i32)> {
        let (x, y) = self.value(key)?.split_once(',').unwrap();
        Some((x.parse().unwrap(), y.parse().unwrap()))
    }

    /// What there is of a form; one to fill in, when it does not say.
    fn form(&self) -> FormFacts {
        let fields = self.value("fields").unwrap_or("input,input").split(',').map(mark::mark).collect();
        FormFacts {
            form: self.name.parse().unwrap_or(1),
            path: mark::path(self.value("on").unwrap_or("form")),
            fields,
        }
    }

    /// A number for an element of this name.
    fn element(&self) -> u32 {
        let sum = |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(u32::from(byte));
        self.number("target").unwrap_or_else(|| self.name.bytes().fold(1, sum))
    }

    fn cause(&self) -> SignalCause {
        SignalCause::named(self.flags.first().copied().unwrap_or(&self.name)).unwrap()
    }

    fn happening(&self) -> Happening {
        let field = self.element();
        let name = self.name.clone();
        let label = Label::new(Level::Show, name.as_str());
        match self.what {
            "click" => {
                let on = Clicked {
                    path: mark::path(self.value("on").unwrap_or("button")),
                    beside: mark::path(self.value("beside").unwrap_or_default()),
                };
                Happening::Click(Click {
                    target: field,
                    label,
                    at: self.point("at").unwrap_or((50, 50)),
                    pressed: self.point("pressed"),
                    keys: self.is("keys"),
                    on,
                    form: self.number("form"),
                })
            }
            "page" => Happening::Activity(Activity::Page),
            "reading" => Happening::Activity(Activity::Reading),
            "hidden" => Happening::Activity(Activity::Hidden),
            "focus" => {
                let (filled, by_page) = (self.is("filled"), self.is("by-page"));
                Happening::FieldFocused(Focus { field, label, filled, by_page })
            }
            "input" => Happening::FieldInput { field, form: self.number("form") },
            "leave" => Happening::FieldLeft,
            "refused" => Happening::FieldRefused(RefusedField { field, label, cause: self.cause() }),
            "submit" => Happening::FormSubmitted { form: self.number("form").unwrap() },
            "form-gone" => Happening::FormGone,
            "open" | "load" => {
                let (rest, fragment) = name.split_once('#').unwrap_or((&name, ""));
                let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
                let place = Place { path: path.into(), query: query.into(), fragment: fragment.into() };
                Happening::Arrived { place, reload: self.is("reload") }
            }
            "slow" => {
                let cause = SignalCause::named(&self.name).unwrap();
                let size = self.number("size").unwrap_or_default();
                Happening::Slow { cause, took: self.flags[0].parse().unwrap(), size }
            }
            "request" => Happening::Request(Request {
                began: BEGIN + u64::from(self.number("began").unwrap()),
                status: self.number("status").unwrap() as u16,
                address: if name.starts_with('/') { format!("https://{SITE}{name}") } else { name },
                page: SITE.into(),
                online: !self.is("offline"),
            }),
            "failed" => Happening::ScriptFailed(Failure {
                cause: SignalCause::named(&self.name).unwrap(),
                thrown: !self.is("nothing"),
                name: self.value("name").unwrap_or("TypeError").into(),
                scheme: self.value("scheme").unwrap_or("https").into(),
            }),
            "pointer-left" => Happening::PointerLeft { y: self.name.parse().unwrap() },
            "pointer-back" => Happening::PointerBack,
            unknown => unreachable!("no such line: {unknown}"),
        }
    }
}

/// A visit as it goes on, woken when it asks for it.
struct Visit {
    signals: Signals,
    now: u64,
    told: Vec<String>,
    /// The forms of the page, and the one the customer is in.
    forms: HashMap<u32, FormFacts>,
    entered: Option<u32>,
}

impl Visit {
    fn new() -> Self {
        Self {
            signals: Signals::new(Thresholds::default()),
            now: BEGIN - 1,
            told: Vec::new(),
            forms: HashMap::new(),
            entered: None,
        }
    }

    /// As the shell does: a form is described when the customer begins with it.
    fn enters(&mut self, form: Option<u32>) {
        if let Some(form) = form.filter(|form| self.entered.replace(*form) != Some(*form)) {
            let known = self.forms.get(&form).cloned();
            let facts = known.unwrap_or_else(|| FormFacts { form, ..Line::read("form 1").form() });
            self.happens(Happening::FormEntered(facts));
        }
    }

    fn wait(&mut self, until: u64) {
        while let Some(due) = self.signals.deadline().filter(|due| *due <= until) {
            assert!(due > self.now, "a deadline that has passed is a busy loop");
            self.now = due;
            self.act(|signals, now, out| signals.tick(now, out));
        }
        self.now = until;
    }

    fn act(&mut self, act: impl FnOnce(&mut Signals, u64, &mut Vec<Signal>)) {
        let mut out = Vec::new();
        act(&mut self.signals, self.now, &mut out);
        let at = self.now - BEGIN;
        self.told.extend(out.iter().map(|signal| format!("{at} {}", line(signal))));
    }

    fn happens(&mut self, happening: Happening) {
        // As the engine does: time passes after every input.
        self.act(|signals, now, out| {
            signals.handle(now, happening, out);
            signals.tick(now, out);
        });
    }
}

/// A signal as an expected line has it.
fn line(signal: &Signal) -> String {
    let on = match &signal.on {
        Subject::Element(label) => &label.text,
        Subject::Path(path) => path,
    };
    if signal.taken_back {
        return format!("taken-back {} \"{on}\"", signal.kind.name());
    }
    let evidence: String =
        signal.evidence.iter().map(|(measure, number)| format!(" {}={number}", measure.name())).collect();
    format!("{} \"{on}\" {}{evidence}", signal.kind.name(), signal.cause.name())
}

fn run(log: &Log) -> Vec<String> {
    let mut visit = Visit::new();
    // A page that blocks hears nothing and wakes nobody before its handlers have run.
    let mut blocked = None;
    for (at, text) in &log.events {
        let at = BEGIN + at;
        let line = Line::read(text);
        if blocked.is_none_or(|until| at > until) {
            if let Some(until) = blocked.take() {
                visit.now = until;
                visit.happens(Happening::ClickHandled);
            }
            visit.wait(at);
        }
        visit.now = at;
        if line.what == "load" {
            let kept = visit.signals.kept(at);
            visit.signals = Signals::new(Thresholds::default());
            visit.signals.restore(kept);
            visit.entered = None;
        }
        if line.what == "form" {
            let facts = line.form();
            visit.forms.insert(facts.form, facts);
            continue;
        }
        if line.what == "input" {
            visit.enters(line.number("form"));
        }
        visit.happens(line.happening());
        if line.what == "click" {
            match line.number("blocks") {
                Some(time) => blocked = Some(at + u64::from(time)),
                // A label's click and its field's are one event of the page.
                None if log.events.iter().any(|(next, _)| BEGIN + next > at && BEGIN + next <= at + 2) => {
                    blocked = Some(at + 2);
                }
                None => visit.happens(Happening::ClickHandled),
            }
        }
    }
    if let Some(until) = blocked {
        visit.now = until;
        visit.happens(Happening::ClickHandled);
    }
    visit.wait(visit.now + AFTERWARDS);
    visit.told
}

#[test]
fn every_log_gives_its_signals_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signals");
    let mut failures = String::new();
    for (name, _) in SignalKind::NAMES {
        let text = fs::read_to_string(folder.join(format!("{name}.log"))).unwrap();
        let logs = read(&text);
        for log in &logs {
            let told = run(log);
            let mut expected = log.expected.clone();
            expected.sort_by_key(|line| line.split(' ').next().map(|time| time.parse::<u64>().unwrap()));
            if told != expected {
                write!(failures, "\n{name}: {}\n  expected {expected:#?}\n  told {told:#?}", log.name)
                    .unwrap();
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn every_kind_has_hits_and_as_many_near_misses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/signals");
    for (name, _) in SignalKind::NAMES {
        let logs = read(&fs::read_to_string(folder.join(format!("{name}.log"))).unwrap());
        let (hits, misses): (Vec<&Log>, Vec<&Log>) = logs.iter().partition(|log| log.hit);
        assert!(hits.len() >= 2 && misses.len() >= hits.len() && logs.len() >= 5, "{name}: too few logs");
        let of_kind = |line: &String| line.split(' ').nth(1) == Some(*name);
        for log in hits {
            assert!(log.expected.iter().any(of_kind), "{name}: {}: a hit must expect it", log.name);
        }
        for log in misses {
            let taken_back = log.expected.iter().any(|line| line.contains(&format!("taken-back {name}")));
            assert!(taken_back || !log.expected.iter().any(of_kind), "{name}: {}: expects it", log.name);
        }
    }
}
