//! A relay for one test, and the people around it.

mod agent;
mod customer;
mod http;
mod socket;

use std::{net::SocketAddr, path::Path, sync::LazyLock};

use alongside_protocol::{
    Wireable,
    message::{Channel, FromAgent, FromCustomer, Presence, Resume, Status, ToCustomer},
};
use alongside_relay::{AgentEntry, Config, Relay, Running, Site};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, SaltString},
};
use serde::Serialize;
use tempfile::TempDir;

pub(crate) use self::{
    agent::Agent,
    customer::Customer,
    http::{Answer, get, get_with, log_in, post, post_with},
};

pub(crate) const BANK: &str = "https://bank.example";
pub(crate) const SHOP: &str = "https://shop.example";
pub(crate) const PASSWORD: &str = "correct horse";

/// The hash of [`PASSWORD`], as cheap as Argon2 allows.
static CHEAP_HASH: LazyLock<String> = LazyLock::new(|| {
    let cheap = Params::new(8, 1, 1, None).unwrap();
    let salt = SaltString::encode_b64(b"salt of tests").unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cheap)
        .hash_password(PASSWORD.as_bytes(), &salt)
        .unwrap()
        .to_string()
});

/// Text in tests, which has nothing to hide.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub(crate) struct Plain(pub(crate) String);

impl Wireable for Plain {}

pub(crate) fn plain(text: &str) -> Plain {
    Plain(text.to_owned())
}

pub(crate) type FromPage = FromCustomer<Plain>;

/// A configuration with a bank and a shop; Dana and Noor serve both, Sam the
/// shop. Noor writes no flows.
pub(crate) fn config(dir: &Path) -> Config {
    let site = |key: &str, name: &str, origin: &str| Site {
        key: key.to_owned(),
        name: name.to_owned(),
        origins: vec![origin.to_owned()],
        assets: Vec::new(),
        max_waiting: None,
        hours: None,
        callbacks: None,
        recording: None,
    };
    let agent = |name: &str, display: &str, sites: Option<&str>| AgentEntry {
        name: name.to_owned(),
        display: display.to_owned(),
        password_hash: CHEAP_HASH.clone(),
        sites: sites.map(|key| vec![key.to_owned()]),
        writes_flows: name != "noor",
    };
    Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        database: dir.join("relay.db"),
        secure_cookies: false,
        sites: vec![site("bank", "Bank", BANK), site("shop", "Shop", SHOP)],
        agents: vec![
            agent("dana", "Dana", None),
            agent("noor", "Noor", None),
            agent("sam", "Sam", Some("shop")),
        ],
        ..Config::default()
    }
}

/// A relay and the directory of its database.
pub(crate) struct House {
    pub(crate) relay: Running,
    pub(crate) dir: TempDir,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = config(dir.path());
        change(&mut config);
        let relay = Relay::start(config).await.unwrap();
        Self { relay, dir }
    }

    pub(crate) async fn restart(self) -> Self {
        self.relay.shutdown().await;
        let relay = Relay::start(config(self.dir.path())).await.unwrap();
        Self { relay, dir: self.dir }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.relay.address)
    }

    pub(crate) fn database(&self) -> std::path::PathBuf {
        self.dir.path().join("relay.db")
    }

    /// A customer of the bank who was just welcomed.
    pub(crate) async fn customer(&self) -> Customer {
        self.customer_of("bank", BANK).await
    }

    pub(crate) async fn customer_of(&self, site: &str, origin: &str) -> Customer {
        let mut customer = Customer::connect(self, origin).await.unwrap();
        customer.hello(site, None, 0).await;
        customer
    }

    /// A customer who comes back with what another connection was given.
    pub(crate) async fn returning(&self, resume: &Resume, received: u64) -> Customer {
        let mut customer = Customer::connect(self, BANK).await.unwrap();
        customer.hello("bank", Some(resume.clone()), received).await;
        customer
    }

    /// An agent who is logged in and welcomed.
    pub(crate) async fn agent(&self, name: &str) -> Agent {
        let cookie = log_in(self, name, PASSWORD).await.cookie.unwrap();
        let mut agent = Agent::connect(self, &cookie).await.unwrap();
        agent.hello().await;
        agent
    }

    pub(crate) async fn available_agent(&self, name: &str) -> Agent {
        let mut agent = self.agent(name).await;
        agent.send(&FromAgent::Presence(Presence { available: true })).await;
        agent.settle().await;
        agent
    }
}

pub(crate) fn status(path: &str) -> FromPage {
    FromPage::Status(Status {
        path: plain(path),
        reason: None,
        form: None,
        flow: None,
        customer: None,
        about: None,
    })
}

/// A customer and an agent who are with each other.
pub(crate) async fn together(house: &House) -> (Customer, Agent, u64) {
    let mut agent = house.available_agent("dana").await;
    let mut customer = house.customer().await;
    let id = customer.engage(Channel::Chat).await.id;
    agent.send(&FromAgent::Accept(id)).await;
    agent.engagement().await;
    customer.wait_for(|message| matches!(message, ToCustomer::Snapshot(())).then_some(())).await;
    (customer, agent, id)
}
