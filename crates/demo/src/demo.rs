use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    time::Duration,
};

use alongside_relay::{AgentEntry, Config, Relay, Running, Site, StartError};
use axum::Router;
use tokio::{net::TcpListener, time::timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{DemoError, Login, Options, site::site};

/// How long a request under way may take when the demo stops.
const GOODBYE_WITHIN: Duration = Duration::from_secs(3);

/// The keys of its sites, as in their script tags.
const BANK: &str = "northbank";
const SHOP: &str = "fieldware";

/// The demo at work. [`shutdown`](Demo::shutdown) stops it.
#[derive(Debug)]
#[must_use = "the demo runs until it is shut down"]
pub struct Demo {
    /// The bank's address, such as `http://localhost:7401`.
    pub bank: String,
    /// The shop's address.
    pub shop: String,
    /// The console's address, which is the relay's.
    pub console: String,
    /// The agent who can log in there.
    pub login: Login,
    /// A second one, so that a customer can be handed over.
    pub colleague: Login,
    relay: Running,
    stop: CancellationToken,
    sites: TaskTracker,
}

impl Demo {
    /// Starts the relay and both sites.
    ///
    /// # Errors
    /// [`DemoError`] with one sentence for people.
    pub async fn start(options: Options) -> Result<Self, DemoError> {
        check(&options)?;
        let (bank, bank_port) = listen(options.bank_port, "--bank-port").await?;
        let (shop, shop_port) = listen(options.shop_port, "--shop-port").await?;
        fs::create_dir_all(&options.data_dir)
            .map_err(|error| DemoError::Data { file: options.data_dir.clone(), reason: error.to_string() })?;
        let login = Login::of(&options.data_dir, "demo.toml", "robin")?;
        let colleague = Login::of(&options.data_dir, "colleague.toml", "sam")?;
        let agents = vec![agent(&login, "Robin"), agent(&colleague, "Sam")];
        let config = config(&options, agents, bank_port, shop_port);
        let relay = Relay::start(config).await.map_err(|error| match error {
            StartError::Taken(address) => DemoError::Taken { port: address.port(), flag: "--relay-port" },
            other => DemoError::Relay(other),
        })?;
        let stop = CancellationToken::new();
        let sites = TaskTracker::new();
        let relay_port = relay.address.port();
        let seen_at = options.relay_seen_at.unwrap_or(relay_port);
        for (listener, pages, key) in [(bank, "bank", BANK), (shop, "shop", SHOP)] {
            let (pages, flows) = (options.www.join(pages), relay.flows(key));
            let router = site(pages, options.pkg.clone(), flows, seen_at, options.phone.clone());
            sites.spawn(serve(listener, router, stop.clone()));
        }
        sites.close();
        Ok(Self {
            bank: address(bank_port),
            shop: address(shop_port),
            console: address(relay_port),
            login,
            colleague,
            relay,
            stop,
            sites,
        })
    }

    /// Stops everything.
    pub async fn shutdown(self) {
        self.stop.cancel();
        self.relay.shutdown().await;
        // A browser may hold a connection open; it is closed with the process.
        let _ = timeout(GOODBYE_WITHIN, self.sites.wait()).await;
    }
}

fn check(options: &Options) -> Result<(), DemoError> {
    for (name, folder) in [("bank", "bank"), ("shop", "shop")] {
        let folder = options.www.join(folder);
        if !folder.join("index.html").is_file() {
            return Err(DemoError::NoPages { site: name, folder });
        }
    }
    built("the SDK", &options.pkg.join("script.js"))?;
    built("the console", &options.console.join("index.html"))
}

fn built(what: &'static str, file: &Path) -> Result<(), DemoError> {
    if file.is_file() { Ok(()) } else { Err(DemoError::NotBuilt { what, file: file.to_path_buf() }) }
}

async fn listen(port: u16, flag: &'static str) -> Result<(TcpListener, u16), DemoError> {
    let failed = |reason: io::Error| match reason.kind() {
        io::ErrorKind::AddrInUse => DemoError::Taken { port, flag },
        _ => DemoError::Listen { port, reason },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}

fn agent(login: &Login, display: &str) -> AgentEntry {
    AgentEntry {
        name: login.name.clone(),
        display: display.to_owned(),
        password_hash: login.password_hash.clone(),
        sites: None,
        writes_flows: true,
    }
}

fn config(options: &Options, agents: Vec<AgentEntry>, bank_port: u16, shop_port: u16) -> Config {
    let site = |key: &str, name: &str, port: u16| Site {
        key: key.to_owned(),
        name: name.to_owned(),
        origins: vec![format!("http://localhost:{port}"), format!("http://127.0.0.1:{port}")],
        assets: Vec::new(),
        max_waiting: None,
        hours: options.hours.clone(),
        callbacks: options.callbacks,
        recording: options.recording.clone(),
    };
    Config {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, options.relay_port)),
        database: options.data_dir.join("relay.db"),
        console_dir: Some(options.console.clone()),
        // Not every browser takes a secure cookie from http://localhost.
        secure_cookies: false,
        sites: vec![site(BANK, "Northbank", bank_port), site(SHOP, "Fieldware", shop_port)],
        agents,
        ice: options.ice.clone(),
        turn: options.turn.clone(),
        ..Config::default()
    }
}

async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    // It only ends when it is told to.
    let _ = axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await;
}

fn address(port: u16) -> String {
    format!("http://localhost:{port}")
}
