use std::path::{Path, PathBuf};

use alongside_relay::{Callbacks, Hours, Ice, Recording, Turn};

/// Where the relay listens, unless told otherwise; the pages' script tags name
/// this port.
pub const RELAY_PORT: u16 = 7400;

/// Where the bank is, unless told otherwise.
pub const BANK_PORT: u16 = 7401;

/// Where the shop is, unless told otherwise.
pub const SHOP_PORT: u16 = 7402;

/// One of the numbers that Ofcom keeps for films and examples: it rings nowhere.
const PHONE: &str = "+44 20 7946 0018";

/// What the demo needs to know. A port of 0 is any free one.
#[derive(Debug, Clone)]
pub struct Options {
    /// The relay and the console.
    pub relay_port: u16,
    /// The bank.
    pub bank_port: u16,
    /// The shop.
    pub shop_port: u16,
    /// For the database and the agent's password; made when it is not there.
    pub data_dir: PathBuf,
    /// The folder that holds `bank` and `shop`.
    pub www: PathBuf,
    /// Where the pages find the relay, when that is not where it listens: a proxy
    /// in between.
    pub relay_seen_at: Option<u16>,
    /// The npm package as built.
    pub pkg: PathBuf,
    /// The agents' console as built.
    pub console: PathBuf,
    /// When the people of both sites are there; always when not given.
    pub hours: Option<Hours>,
    /// Servers for calls; none when not given, as browsers of one machine need none.
    pub ice: Vec<Ice>,
    /// The TURN server that the relay makes credentials for.
    pub turn: Option<Turn>,
    /// Whether both sites call customers back.
    pub callbacks: Option<Callbacks>,
    /// Whether calls of both sites may be recorded; never when not given.
    pub recording: Option<Recording>,
    /// The telephone number on the pages of both sites; none when not given.
    pub phone: Option<String>,
}

impl Options {
    /// The usual ports, and everything where the workspace at `root` has it.
    #[must_use]
    pub fn in_workspace(root: &Path) -> Self {
        Self {
            relay_port: RELAY_PORT,
            bank_port: BANK_PORT,
            shop_port: SHOP_PORT,
            data_dir: root.join("target/demo"),
            relay_seen_at: None,
            www: root.join("www"),
            pkg: root.join("pkg"),
            console: root.join("target/console"),
            hours: None,
            ice: Vec::new(),
            turn: None,
            callbacks: None,
            recording: None,
            phone: None,
        }
    }

    /// The same with everything that a site can switch on: a telephone number, callbacks at
    /// any hour and recording.
    #[must_use]
    pub fn with_everything(self) -> Self {
        let day = || vec!["0:00-24:00".to_owned()];
        let hours = Hours {
            zone: "Europe/Dublin".to_owned(),
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: day(),
            sunday: day(),
        };
        let texts = |english: &str, german: &str| {
            [("en", english), ("de", german)].map(|(tag, text)| (tag.to_owned(), text.to_owned())).into()
        };
        let recording = Recording {
            allowed: true,
            purpose: texts(
                "It shows what a recording with both consents is like.",
                "Damit zeigen wir eine Aufzeichnung, in die beide eingewilligt haben.",
            ),
            kept: texts(
                "It stays in the agent's browser until they save it as a file or discard it.",
                "Sie bleibt im Browser des Beraters, bis er sie als Datei speichert oder verwirft.",
            ),
        };
        Self {
            hours: Some(hours),
            callbacks: Some(Callbacks::default()),
            recording: Some(recording),
            phone: Some(PHONE.to_owned()),
            ..self
        }
    }

    /// The same on free ports, with its own data: for tests.
    #[must_use]
    pub fn on_free_ports(self, data_dir: &Path) -> Self {
        Self { relay_port: 0, bank_port: 0, shop_port: 0, data_dir: data_dir.to_path_buf(), ..self }
    }
}
