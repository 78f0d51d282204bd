//! Two browsers of each engine at most, lent to one test at a time.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
}

impl Engine {
    pub(crate) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    fn driver(self) -> PathBuf {
        let name = match self {
            Self::Chromium => "chromedriver",
            Self::Firefox => "geckodriver",
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let own = root.join("target/tools/bin");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut places = std::iter::once(own).chain(std::env::split_paths(&path));
        let found = places.find_map(|place| Some(place.join(name)).filter(|file| file.is_file()));
        found.unwrap_or_else(|| panic!("{name} is missing: run `cargo xtask setup`"))
    }
}

const CHROMIUM: [&str; 11] = [
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
    // A window behind another is as alive as the one before it.
    "--disable-backgrounding-occluded-windows",
];

/// A browser and the driver that started it.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    process: Child,
}

impl Browser {
    async fn open(engine: Engine) -> Self {
        let (process, port) = start_driver(engine);
        let wanted: Capabilities = match engine {
            Engine::Chromium => {
                let mut wanted = DesiredCapabilities::chrome();
                for argument in CHROMIUM {
                    wanted.add_arg(argument).unwrap();
                }
                // Left out of what the driver switches off: pages in the cache of Back.
                wanted.add_exclude_switch("disable-back-forward-cache").unwrap();
                wanted.into()
            }
            Engine::Firefox => {
                let mut wanted = DesiredCapabilities::firefox();
                for argument in ["-headless", "--width=1280", "--height=900"] {
                    wanted.add_arg(argument).unwrap();
                }
                wanted.into()
            }
        };
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await;
        let driver = driver.unwrap_or_else(|error| {
            panic!("{} can't be started: run `cargo xtask setup`, which installs it ({error})", engine.name())
        });
        Self { driver, process }
    }

    /// A fresh tab in front, and no other.
    async fn clear(&self) {
        let old = self.driver.windows().await.unwrap();
        let fresh = self.driver.new_tab().await.unwrap();
        for window in old {
            self.driver.switch_to_window(window).await.unwrap();
            self.driver.close_window().await.unwrap();
        }
        self.driver.switch_to_window(fresh).await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser goes with its driver.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = self.driver.clone().leak();
    }
}

/// A driver on a free port, which it names in its first lines.
fn start_driver(engine: Engine) -> (Child, u16) {
    let mut command = Command::new(engine.driver());
    match engine {
        Engine::Chromium => command.arg("--port=0"),
        // To set what only a preference can: reduced motion, forced colours, a phone's width.
        Engine::Firefox => command.args(["--port=0", "--allow-system-access"]),
    };
    let mut process = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("the driver of {} can't be started: {error}", engine.name()));
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let after = line
            .split_once("successfully on port ")
            .or_else(|| line.split_once("Listening on 127.0.0.1:"))?
            .1;
        after.trim_end_matches('.').parse().ok()
    });
    // A full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    (process, port.expect("a driver names its port"))
}

/// The browsers of one engine.
struct Shelf {
    engine: Engine,
    free: Arc<Semaphore>,
    browsers: Mutex<Vec<Browser>>,
}

/// All browsers.
pub(crate) struct Pool {
    shelves: [Shelf; 2],
}

/// A browser that is lent; it goes back when this is dropped.
pub(crate) struct Lent {
    pool: Arc<Pool>,
    engine: Engine,
    browser: Option<Browser>,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    pub(crate) fn new() -> Arc<Self> {
        let shelves = Engine::ALL.map(|engine| Shelf {
            engine,
            free: Arc::new(Semaphore::new(2)),
            browsers: Mutex::default(),
        });
        Arc::new(Self { shelves })
    }

    fn shelf(&self, engine: Engine) -> &Shelf {
        &self.shelves[usize::from(self.shelves[1].engine == engine)]
    }

    /// A browser with one fresh tab.
    pub(crate) async fn lend(self: &Arc<Self>, engine: Engine) -> Lent {
        let shelf = self.shelf(engine);
        let permit = Arc::clone(&shelf.free).acquire_owned().await.unwrap();
        let known = shelf.browsers.lock().unwrap().pop();
        let browser = match known {
            Some(browser) => {
                browser.clear().await;
                browser
            }
            None => Browser::open(engine).await,
        };
        Lent { pool: Arc::clone(self), engine, browser: Some(browser), _permit: permit }
    }

    /// Ends every browser.
    pub(crate) async fn close(&self) {
        let browsers =
            self.shelves.iter().flat_map(|shelf| std::mem::take(&mut *shelf.browsers.lock().unwrap()));
        for browser in browsers.collect::<Vec<_>>() {
            // Its process is ended in any case.
            let _ = browser.driver.clone().quit().await;
        }
    }
}

impl Lent {
    pub(crate) fn driver(&self) -> &WebDriver {
        // It is only ever taken by `drop`.
        &self.browser.as_ref().unwrap().driver
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub(crate) async fn protocol(&self, method: &str, given: serde_json::Value) -> serde_json::Value {
        let answer = self.driver().cdp().send_raw(method, given).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(browser) = self.browser.take() {
            self.pool.shelf(self.engine).browsers.lock().unwrap().push(browser);
        }
    }
}
