//! A person's browser: a Chromium of their own, driven over WebDriver (or a Firefox, see
//! `firefox.rs`).

use std::{
    fmt::Write as _,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, TypingData, WebDriver, WebElement,
    error::WebDriverResult,
};
use tokio::time::sleep;

use super::{leftovers, stage, tone};

/// How long anything may take on a busy machine before it counts as not happening.
pub const SOON: Duration = Duration::from_secs(90);
const AGAIN: Duration = Duration::from_millis(120);

/// Runs in every document before the page's own scripts.
pub(super) const BEFORE: &str = r"
{
window.__find = (selector) => {
  const overlay = document.querySelector('alongside-overlay')?.shadowRoot;
  return document.querySelector(selector) ?? overlay?.querySelector(selector) ?? null;
};
window.__words = (selector) => {
  const found = window.__find(selector);
  return found?.checkVisibility() ? found.textContent.trim() : null;
};
window.__events = {};
let alongside;
Object.defineProperty(window, 'alongside', {
  get: () => alongside,
  set: (given) => {
    alongside = given;
    given.ready.then((handle) => {
      for (const name of ['step', 'flow', 'signal', 'reason', 'engagement', 'problem']) {
        handle.on(name, (told) => (window.__events[name] ??= []).push(told));
      }
    });
  },
});
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
  const told = JSON.parse(sessionStorage.getItem('test.violations') ?? '[]');
  told.push(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`);
  sessionStorage.setItem('test.violations', JSON.stringify(told));
});
}
";

/// What the browser answers to a page that asks for the microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Microphone {
    /// Yes, and a voice of this many hertz.
    Speaks(u32),
    /// No.
    Denied,
    /// There is none.
    Missing,
}

pub struct Browser {
    pub name: &'static str,
    driver: Option<WebDriver>,
    process: Child,
    profile: TempDir,
}

impl Browser {
    pub async fn open(name: &'static str, microphone: Microphone) -> Self {
        Self::open_with(name, microphone, &[]).await
    }

    /// With more of Chromium's own arguments; the later one of a name counts.
    pub async fn open_with(name: &'static str, microphone: Microphone, more: &[&str]) -> Self {
        Self::open_by(name, microphone, more, Command::new("chromedriver"), |port| port).await
    }

    /// By a driver somewhere else, whose port is led to one that can be reached.
    pub async fn open_by(
        name: &'static str,
        microphone: Microphone,
        more: &[&str],
        driver: Command,
        lead: impl FnOnce(u16) -> u16,
    ) -> Self {
        let profile = TempDir::new().unwrap();
        let (process, port) = start(driver);
        let port = lead(port);
        let mut browser = Self { name, driver: None, process, profile };
        let mut wanted = DesiredCapabilities::chrome();
        let usual = browser.arguments(microphone);
        for argument in usual.iter().map(String::as_str).chain(more.iter().copied()) {
            wanted.add_arg(argument).unwrap();
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        browser.driver = Some(WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await.unwrap());
        browser.prepare_tab().await;
        browser
    }

    /// Another engine's, open and prepared.
    pub(super) fn of(name: &'static str, driver: WebDriver, process: Child, profile: TempDir) -> Self {
        Self { name, driver: Some(driver), process, profile }
    }

    fn arguments(&self, microphone: Microphone) -> Vec<String> {
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-US",
            "--window-size=1280,900",
            "--force-prefers-reduced-motion",
            "--autoplay-policy=no-user-gesture-required",
            // Names instead of addresses need a network with multicast.
            "--disable-features=WebRtcHideLocalIpsWithMdns",
        ]
        .map(str::to_owned)
        .into();
        if microphone != Microphone::Missing {
            arguments.push("--use-fake-device-for-media-stream".into());
        }
        arguments.push(format!("--user-data-dir={}", self.profile.path().join("profile").display()));
        if let Microphone::Speaks(hertz) = microphone {
            let voice = self.profile.path().join("voice.wav");
            tone::write(&voice, hertz);
            arguments.push("--use-fake-ui-for-media-stream".into());
            arguments.push(format!("--use-file-for-fake-audio-capture={}", voice.display()));
        }
        arguments
    }

    /// What runs in every document of the tab that is in front.
    pub async fn prepare_tab(&self) {
        for source in [BEFORE, tone::EARS] {
            self.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        }
    }

    pub fn driver(&self) -> &WebDriver {
        self.driver.as_ref().unwrap()
    }

    /// Where what is its own alone is kept.
    pub(super) fn profile(&self) -> &Path {
        self.profile.path()
    }

    pub async fn close(mut self) {
        if let Some(driver) = self.driver.take() {
            // The process is ended in any case.
            let _ = driver.quit().await;
        }
    }

    pub async fn goto(&self, address: &str) {
        self.driver().goto(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
    }

    pub async fn protocol(&self, method: &str, given: Value) -> Value {
        let answer = self.driver().cdp().send_raw(method, given).await;
        answer.unwrap_or_else(|error| panic!("{}: {method}: {error}", self.name))
    }

    /// Goes into the frame that holds the next page during a call, once there is one. What
    /// follows happens there.
    pub async fn enters_frame(&self) {
        let entered = self
            .poll(SOON, async || {
                self.driver().enter_default_frame().await.ok()?;
                // By its place WebDriver finds only what is in the body.
                let shell = "return document.querySelector('alongside-shell iframe')";
                let frame = self.driver().execute(shell, vec![]).await.ok()?.element().ok()?;
                frame.enter_frame().await.ok()
            })
            .await;
        if entered.is_none() {
            panic!("{}: no frame came\n{}", self.name, self.surroundings().await);
        }
    }

    /// Back to the page itself.
    pub async fn leaves_frame(&self) {
        self.driver().enter_default_frame().await.unwrap();
    }

    /// Runs a script once; between two pages that may fail.
    pub async fn script(&self, script: &str, given: Vec<Value>) -> WebDriverResult<Value> {
        Ok(self.driver().execute(script, given).await?.json().clone())
    }

    /// Runs a script on a page that stays.
    pub async fn run(&self, script: &str, given: Vec<Value>) -> Value {
        self.script(script, given).await.unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    pub async fn reload(&self) {
        self.driver().refresh().await.unwrap();
    }

    /// Asks again and again until there is an answer.
    pub async fn poll<T>(&self, within: Duration, mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
        let end = Instant::now() + within;
        loop {
            if let Some(answer) = ask().await {
                return Some(answer);
            }
            if Instant::now() > end {
                return None;
            }
            sleep(AGAIN).await;
        }
    }

    /// Waits until an expression of JavaScript holds, and gives its value.
    pub async fn until(&self, what: &str, expression: &str, given: Vec<Value>) -> Value {
        // An element is proof enough; itself it may be gone before it is here.
        let script = format!("const found = ({expression}); return found?.nodeType ? true : found");
        let mut last = String::new();
        let value = self
            .poll(SOON, async || match self.script(&script, given.clone()).await {
                Ok(value) if !matches!(&value, Value::Null | Value::Bool(false)) && value != "" => {
                    Some(value)
                }
                Ok(value) => {
                    last = value.to_string();
                    None
                }
                Err(error) => {
                    last = error.to_string();
                    None
                }
            })
            .await;
        match value {
            Some(value) => value,
            None => panic!("{}: {what} did not come ({last})\n{}", self.name, self.surroundings().await),
        }
    }

    /// Waits until what a selector finds, here or in the overlay, says a text.
    pub async fn says(&self, selector: &str, text: &str) {
        let what = format!("“{text}” at {selector}");
        self.until(
            &what,
            "window.__words(arguments[0])?.includes(arguments[1])",
            vec![selector.into(), text.into()],
        )
        .await;
    }

    /// Waits until a selector finds something that can be seen.
    pub async fn sees(&self, selector: &str) {
        self.until(selector, "window.__words(arguments[0]) !== null", vec![selector.into()]).await;
    }

    /// Waits until a selector finds nothing that can be seen.
    pub async fn sees_no(&self, selector: &str) {
        let what = format!("a page without {selector}");
        self.until(&what, "window.__words(arguments[0]) === null", vec![selector.into()]).await;
    }

    /// Waits until the page's path is this one and it is whole.
    pub async fn is_at(&self, path: &str) {
        let here = "location.pathname === arguments[0] && document.readyState === 'complete'";
        self.until(path, here, vec![path.into()]).await;
    }

    /// Clicks as a person does, once it can be clicked.
    pub async fn click(&self, selector: &str) {
        self.act(selector, async |element: WebElement| element.click().await).await;
    }

    /// Types as a person does, into what is there already.
    pub async fn write(&self, selector: &str, text: &str) {
        self.act(selector, async |element: WebElement| element.send_keys(text).await).await;
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.driver().action_chain().send_keys(keys.into()).perform().await.unwrap();
    }

    async fn act(&self, selector: &str, act: impl AsyncFn(WebElement) -> WebDriverResult<()>) {
        let mut last = String::from("never seen");
        let done = self
            .poll(SOON, async || {
                let found =
                    self.driver().execute("return window.__find(arguments[0])", vec![selector.into()]);
                let outcome = match found.await.and_then(|found| found.element()) {
                    Ok(element) => act(element).await,
                    Err(error) => Err(error),
                };
                outcome.map_err(|error| last = error.to_string()).ok()
            })
            .await;
        if done.is_none() {
            let picture = stage::root().join("target/screenshots/failed.png");
            let _ = self.driver().screenshot(&picture).await;
            panic!("{}: {selector}: {last}\n{}", self.name, self.surroundings().await);
        }
    }

    /// What the console of the page was told so far.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.driver().browser_log().await.unwrap();
        let bad = log.into_iter().filter(|entry| entry.level == "SEVERE");
        bad.map(|entry| entry.message).collect()
    }

    /// Policy violations in this tab, on any page.
    pub async fn violations(&self) -> Value {
        let told = "return JSON.parse(sessionStorage.getItem('test.violations') ?? '[]')";
        self.run(told, vec![]).await
    }

    /// For the message of a failed test.
    async fn surroundings(&self) -> String {
        let mut out = String::new();
        let page = "return location.href + '\\n' + document.body.innerText.slice(0, 1500) + '\\n--\\n' + \
            (document.querySelector('alongside-overlay')?.shadowRoot?.querySelector('.surface')?.innerText ?? 'no overlay')";
        if let Ok(Value::String(page)) = self.script(page, vec![]).await {
            let _ = writeln!(out, "{page}");
        }
        if let Ok(log) = self.driver().browser_log().await {
            for entry in log {
                let _ = writeln!(out, "{} {}", entry.level, entry.message);
            }
        }
        out
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        leftovers::end(self.profile.path());
        if let Some(driver) = self.driver.take() {
            let _ = driver.leak();
        }
    }
}

/// A driver of its own on a free port, which it names in its first lines.
pub(super) fn start(mut driver: Command) -> (Child, u16) {
    driver.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // The port that it finds free may be another's by the time it listens: then it ends.
    (0..STARTS).find_map(|_| started(&mut driver)).expect("a driver names its port")
}

/// How often a driver may lose its port.
const STARTS: u32 = 3;

fn started(driver: &mut Command) -> Option<(Child, u16)> {
    let mut process =
        driver.spawn().unwrap_or_else(|error| panic!("{driver:?}: {error}: run `cargo xtask setup`"));
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let after = line
            .split_once("successfully on port ")
            .or_else(|| line.split_once("Listening on 127.0.0.1:"))?
            .1;
        after.trim_end_matches('.').parse().ok()
    });
    let Some(port) = port else {
        // It has ended, or is of no use.
        let _ = process.kill();
        let _ = process.wait();
        return None;
    };
    // A full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    Some((process, port))
}
