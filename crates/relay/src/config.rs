use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use alongside_protocol::frame::MAX_PAYLOAD;
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use serde::Deserialize;

pub use crate::config_error::ConfigError;
use crate::{hours::Hours, password, recording::Recording, turn::Turn};

/// Everything the relay is told before it starts.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The address it listens on.
    pub listen: SocketAddr,
    /// The SQLite file; it is made when it is not there.
    pub database: PathBuf,
    /// The agents' console as built; without it only the sockets are served.
    pub console_dir: Option<PathBuf>,
    /// How log lines look.
    pub log: LogFormat,
    /// What is logged: a level, or levels by module (`info,alongside_relay=debug`).
    pub log_level: String,
    /// Whether the session cookie is kept to https. Off only where the console
    /// is opened over plain http.
    pub secure_cookies: bool,
    /// How long an engagement outlives a silent side.
    pub lost_after_seconds: u64,
    /// How long an offline visit stays in the agents' list.
    pub visit_after_seconds: u64,
    /// How long an untouched visit, its facts and its chats are kept.
    pub forget_after_hours: u64,
    /// How many days the counts of what became of flows are kept: 1 to 3,660.
    pub keep_records_days: u16,
    /// What one customer may use.
    pub limits: Limits,
    /// The installations that are served.
    #[serde(rename = "site")]
    pub sites: Vec<Site>,
    /// Agents beside those in the database.
    #[serde(rename = "agent")]
    pub agents: Vec<AgentEntry>,
    /// STUN and TURN servers for calls.
    pub ice: Vec<Ice>,
    /// A TURN server that takes credentials which the relay makes.
    pub turn: Option<Turn>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7400)),
            database: PathBuf::from("alongside.db"),
            console_dir: None,
            log: LogFormat::Text,
            log_level: "info".to_owned(),
            secure_cookies: true,
            lost_after_seconds: 60,
            visit_after_seconds: 120,
            forget_after_hours: 24,
            keep_records_days: 90,
            limits: Limits::default(),
            sites: Vec::new(),
            agents: Vec::new(),
            ice: Vec::new(),
            turn: None,
        }
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// What one customer may use, and how many customers there may be.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The longest payload of a frame.
    pub max_frame_bytes: usize,
    /// Frames a second that a customer may send for long.
    pub frames_per_second: u32,
    /// Frames that may come at once.
    pub frames_burst: u32,
    /// Customers connected at the same time.
    pub max_customers: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_frame_bytes: MAX_PAYLOAD,
            frames_per_second: 200,
            frames_burst: 1000,
            max_customers: 10_000,
        }
    }
}

/// One web team's installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its public key, as in `data-site`.
    pub key: String,
    /// Its name, as agents see it.
    pub name: String,
    /// From where its pages are served, such as `https://shop.example`.
    pub origins: Vec<String>,
    /// Other origins that its pages load pictures, fonts and style sheets from,
    /// such as `https://cdn.example`: the agent's copy of a page loads from them
    /// and from `origins`, and from nowhere else.
    #[serde(default)]
    pub assets: Vec<String>,
    /// Customers who may wait for an agent at once; as many as come when not given.
    #[serde(default)]
    pub max_waiting: Option<u32>,
    /// When its people are there; always when not given.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// Whether customers may be called back within those hours; not when not given.
    #[serde(default)]
    pub callbacks: Option<Callbacks>,
    /// Whether its calls may be recorded; never when not given.
    #[serde(default)]
    pub recording: Option<Recording>,
}

/// How a site calls back.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Callbacks {
    /// Customers who may be called back at one time.
    pub per_slot: u32,
    /// From one time to the next, in minutes: 5 to 240.
    pub minutes: u32,
}

impl Default for Callbacks {
    fn default() -> Self {
        Self { per_slot: 1, minutes: 30 }
    }
}

impl Site {
    /// The origins that the copy of a page of this site may load from.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &str> {
        self.origins.iter().chain(&self.assets).map(String::as_str)
    }
}

/// An agent named in the configuration.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentEntry {
    /// The name to log in with.
    pub name: String,
    /// The name customers see.
    pub display: String,
    /// The password's Argon2 hash, in PHC format.
    pub password_hash: String,
    /// Keys of the sites the agent serves; all sites when not given.
    #[serde(default)]
    pub sites: Option<Vec<String>>,
    /// Whether the agent may write the flows of those sites; not when not given.
    #[serde(default)]
    pub writes_flows: bool,
}

/// STUN or TURN servers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ice {
    /// `stun:`, `turn:` or `turns:` addresses.
    pub urls: Vec<String>,
    /// For TURN.
    #[serde(default)]
    pub username: String,
    /// For TURN.
    #[serde(default)]
    pub credential: String,
}

impl Config {
    /// Reads a TOML file and then the environment: `ALONGSIDE_LISTEN`,
    /// `ALONGSIDE_LIMITS__MAX_CUSTOMERS` and so on.
    ///
    /// # Errors
    /// One sentence that names the file, the field, what was expected and what
    /// was found.
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        if !file.is_file() {
            return Err(ConfigError::missing_file(file));
        }
        let environment = Env::prefixed("ALONGSIDE_").ignore(&["config", "turn__secret"]).split("__");
        let mut config: Self = Figment::new()
            .merge(Toml::file_exact(file))
            .merge(environment)
            .extract()
            .map_err(|error| ConfigError::from_figment(file, &error))?;
        // Not by way of the other values: an error there says what it found.
        let turn = config.turn.as_mut().map_or(Ok(()), Turn::find_secret);
        turn.and_then(|()| config.check()).map_err(|error| error.in_file(&file.display().to_string()))?;
        Ok(config)
    }

    /// Checks what types alone can't say.
    ///
    /// # Errors
    /// One sentence that names the field, what was expected and what was found.
    pub fn check(&self) -> Result<(), ConfigError> {
        if let Some(dir) = self.console_dir.as_ref().filter(|dir| !dir.is_dir()) {
            return Err(ConfigError::field(
                "console_dir",
                "a directory",
                format!("`{}`, which is none", dir.display()),
            ));
        }
        if self.limits.max_frame_bytes > MAX_PAYLOAD {
            return Err(ConfigError::field(
                "limits.max_frame_bytes",
                format!("at most {MAX_PAYLOAD}"),
                self.limits.max_frame_bytes.to_string(),
            ));
        }
        if !(1..=3_660).contains(&self.keep_records_days) {
            let found = self.keep_records_days.to_string();
            return Err(ConfigError::field("keep_records_days", "1 to 3660", found));
        }
        for (field, value) in [
            ("limits.frames_per_second", self.limits.frames_per_second),
            ("limits.frames_burst", self.limits.frames_burst),
        ] {
            if value == 0 {
                return Err(ConfigError::field(field, "at least 1", "0"));
            }
        }
        if let Some(turn) = &self.turn {
            turn.check()?;
        }
        for (index, site) in self.sites.iter().enumerate() {
            self.check_site(index, site)?;
        }
        for (index, agent) in self.agents.iter().enumerate() {
            self.check_agent(index, agent)?;
        }
        Ok(())
    }

    fn check_site(&self, index: usize, site: &Site) -> Result<(), ConfigError> {
        if site.key.is_empty() {
            let field = format!("site[{index}].key");
            return Err(ConfigError::field(field, "a key", "an empty text"));
        }
        if self.sites[..index].iter().any(|other| other.key == site.key) {
            return Err(ConfigError::field(
                format!("site[{index}].key"),
                "a key of its own",
                format!("`{}` again", site.key),
            ));
        }
        if site.max_waiting == Some(0) {
            return Err(ConfigError::field(format!("site[{index}].max_waiting"), "at least 1", "0"));
        }
        if let Some(Err((field, expected, found))) = site.hours.as_ref().map(Hours::week) {
            return Err(ConfigError::field(format!("site[{index}].hours.{field}"), expected, found));
        }
        if let Some(callbacks) = &site.callbacks {
            let at = |field: &str| format!("site[{index}].{field}");
            if site.hours.is_none() {
                let expected = "the hours in which a site with `callbacks` calls back";
                return Err(ConfigError::field(at("hours"), expected, "none"));
            }
            if callbacks.per_slot == 0 {
                return Err(ConfigError::field(at("callbacks.per_slot"), "at least 1", "0"));
            }
            if !(5..=240).contains(&callbacks.minutes) {
                let found = callbacks.minutes.to_string();
                return Err(ConfigError::field(at("callbacks.minutes"), "5 to 240", found));
            }
        }
        if let Some(Err((field, expected, found))) = site.recording.as_ref().map(Recording::check) {
            return Err(ConfigError::field(format!("site[{index}].recording.{field}"), expected, found));
        }
        for (field, origins) in [("origins", &site.origins), ("assets", &site.assets)] {
            for (at, origin) in origins.iter().enumerate() {
                if !is_origin(origin) {
                    return Err(ConfigError::field(
                        format!("site[{index}].{field}[{at}]"),
                        "an origin such as `https://shop.example` or `http://localhost:8080`",
                        format!("`{origin}`"),
                    ));
                }
            }
        }
        Ok(())
    }

    fn check_agent(&self, index: usize, agent: &AgentEntry) -> Result<(), ConfigError> {
        if self.agents[..index].iter().any(|a| a.name == agent.name) {
            return Err(ConfigError::field(
                format!("agent[{index}].name"),
                "a name of its own",
                format!("`{}` again", agent.name),
            ));
        }
        if !password::is_hash(&agent.password_hash) {
            return Err(ConfigError::field(
                format!("agent[{index}].password_hash"),
                "an Argon2 hash such as `$argon2id$v=19$…`",
                "something else",
            ));
        }
        for (at, key) in agent.sites.iter().flatten().enumerate() {
            if !self.sites.iter().any(|site| site.key == *key) {
                return Err(ConfigError::field(
                    format!("agent[{index}].sites[{at}]"),
                    "the key of a site",
                    format!("`{key}`"),
                ));
            }
        }
        Ok(())
    }
}

/// Origins become part of the console's policy: nothing that means something
/// there may be in one.
fn is_origin(text: &str) -> bool {
    text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).is_some_and(|host| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._:[]".contains(&byte))
    })
}
