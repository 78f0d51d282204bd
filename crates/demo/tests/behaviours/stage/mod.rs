//! What a test stands on: a browser that is lent to it, a site of its own, and what a
//! person does and sees there.

mod emulate;
mod page;
mod pool;
mod server;
mod trials;
mod watch;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use thirtyfour::{TypingData, WebDriver, error::WebDriverResult, session::handle::SessionHandle};
use tokio::time::sleep;

pub(crate) use emulate::OWN_VISUAL_VIEWPORT;
pub(crate) use page::Page;
pub(crate) use pool::{Engine, Pool};
pub(crate) use server::Server;
pub(crate) use trials::Trials;

use pool::Lent;
use server::Site;

/// How long anything may take on a busy machine before it counts as not happening.
const SOON: Duration = Duration::from_secs(8);
const AGAIN: Duration = Duration::from_millis(30);

/// Says no to CSS anchor positioning: the SDK asks before it relies on it.
const MEASURED: &str = "{ const supports = CSS.supports.bind(CSS); CSS.supports = (...given) => \
    !/position-area|anchor/.test(given.join(' ')) && supports(...given); }";

/// Everything one test needs.
pub(crate) struct Stage {
    lent: Lent,
    site: Arc<Site>,
    origin: String,
    measured: bool,
}

impl Stage {
    pub(crate) async fn set(
        pool: &Arc<Pool>,
        server: &Server,
        engine: Engine,
        name: &str,
        measured: bool,
    ) -> Self {
        let lent = pool.lend(engine).await;
        // A label of a host name has 63 characters at most.
        let how = if measured { "m" } else { "n" };
        let host = format!("{name}-{}{how}", &engine.name()[..1]).replace('_', "-");
        let (site, origin) = server.site(&host);
        let stage = Self { lent, site, origin, measured };
        stage.reset().await;
        stage
    }

    pub(crate) fn engine(&self) -> Engine {
        self.lent.engine()
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        self.lent.driver()
    }

    fn session(&self) -> &Arc<SessionHandle> {
        self.driver().handle()
    }

    /// Gives the site a page at a path.
    pub(crate) fn put(&self, path: &str, page: Page) {
        let page = if self.measured { page.before(MEASURED) } else { page };
        self.site.put(path, page);
    }

    /// Gives the site its first page, opens it and waits until Alongside is there.
    pub(crate) async fn open(&self, page: Page) {
        self.put("/", page);
        self.goto("/").await;
    }

    /// Goes to a path of the site and waits until Alongside is there.
    pub(crate) async fn goto(&self, path: &str) {
        self.visit(path).await;
        self.ready().await;
    }

    /// Goes to a path of the site.
    pub(crate) async fn visit(&self, path: &str) {
        self.driver().goto(format!("{}{path}", self.origin)).await.unwrap();
    }

    /// Waits until Alongside is there and the page's own script has run.
    pub(crate) async fn ready(&self) {
        self.until("Alongside starts", "eyes.ready || eyes.failed").await;
        let failed = self.ask("eyes.failed").await;
        assert!(failed.is_null(), "Alongside did not start: {failed}");
    }

    async fn try_ask(&self, expression: &str) -> WebDriverResult<Value> {
        Ok(self.driver().execute(format!("return ({expression})"), vec![]).await?.json().clone())
    }

    /// The value of an expression in the page; a promise is waited for.
    pub(crate) async fn ask(&self, expression: &str) -> Value {
        match self.try_ask(expression).await {
            Ok(value) => value,
            Err(error) => panic!("{expression}: {error}\n{}", self.outline().await),
        }
    }

    /// Runs statements as a script of the page itself would: what a driver runs, Firefox
    /// keeps in a world of its own, with objects that are no instances of the page's.
    pub(crate) async fn run(&self, statements: &str) {
        let script = format!("(() => {{ {statements} }})()");
        self.ask(&format!("window.eval({}), true", json!(script))).await;
    }

    /// Whether an expression holds now.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        self.ask(&format!("Boolean({expression})")).await == true
    }

    /// Waits until an expression holds, and gives its value.
    pub(crate) async fn until(&self, what: &str, expression: &str) -> Value {
        let end = Instant::now() + SOON;
        let mut last;
        loop {
            // Between two pages there may be nobody to answer.
            match self.try_ask(expression).await {
                Ok(Value::Null | Value::Bool(false)) => last = "no".to_owned(),
                Ok(value) if value == "" => last = "nothing".to_owned(),
                Ok(value) => return value,
                Err(error) => last = error.to_string(),
            }
            if Instant::now() > end {
                panic!("{what}: did not happen ({last})\n{}", self.outline().await);
            }
            sleep(AGAIN).await;
        }
    }

    /// Fails when an expression comes to hold within this many milliseconds.
    pub(crate) async fn never(&self, what: &str, expression: &str, milliseconds: u64) {
        let end = Instant::now() + Duration::from_millis(milliseconds);
        while Instant::now() < end {
            let found = self.ask(expression).await;
            let holds = !matches!(found, Value::Null | Value::Bool(false)) && found != "";
            assert!(!holds, "{what}: happened ({found})\n{}", self.outline().await);
            sleep(AGAIN).await;
        }
    }

    /// Fails unless it holds, and says what there is.
    pub(crate) async fn must(&self, what: &str, expression: &str) {
        assert!(self.holds(expression).await, "{what}: is not so\n{}", self.outline().await);
    }

    /// Clicks with the pointer where something is, once nothing lies over it.
    pub(crate) async fn click(&self, selector: &str) {
        let point = self.point(selector).await;
        let chain = self.pointer().move_to(point.0, point.1).click();
        chain.perform().await.unwrap();
    }

    /// Where something is, once it stands still and nothing lies over it.
    pub(crate) async fn point(&self, selector: &str) -> (i64, i64) {
        let question = format!("eyes.pointAt({})", json!(selector));
        let end = Instant::now() + SOON;
        loop {
            let point =
                self.try_ask(&question).await.unwrap_or_else(|error| json!({ "why": error.to_string() }));
            if let (Some(x), Some(y)) = (point["x"].as_i64(), point["y"].as_i64()) {
                return (x, y);
            }
            if Instant::now() > end {
                panic!("{selector} can't be clicked: {}\n{}", point["why"], self.outline().await);
            }
            sleep(AGAIN).await;
        }
    }

    /// A pointer that is where it is told to be at once.
    pub(crate) fn pointer(&self) -> thirtyfour::action_chain::ActionChain {
        self.driver().action_chain_with_delay(None, Some(Duration::ZERO))
    }

    /// Presses keys where the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        self.driver().action_chain().send_keys(keys.into()).perform().await.unwrap();
    }

    /// Clicks into a field and types.
    pub(crate) async fn write(&self, selector: &str, text: &str) {
        self.click(selector).await;
        self.press(text).await;
    }

    /// For the message of a test that fails.
    pub(crate) async fn outline(&self) -> String {
        match self.try_ask("eyes.outline()").await {
            Ok(outline) => serde_json::to_string_pretty(&outline).unwrap_or_default(),
            Err(error) => format!("no page to look at: {error}"),
        }
    }
}
