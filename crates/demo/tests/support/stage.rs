//! The demo on free ports, with data of its own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use alongside_demo::{Demo, Options};
use alongside_relay::{Callbacks, Hours, NewAgent, Recording, add_agent};
use tempfile::TempDir;

use super::tap::Tap;

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// The relay, the console, the bank and the shop.
pub struct Stage {
    pub demo: Demo,
    data: TempDir,
    www: Option<TempDir>,
}

impl Stage {
    pub async fn set() -> Self {
        Self::with(|_| {}).await
    }

    /// With people who are there at these hours.
    pub async fn with_hours(hours: Hours) -> Self {
        Self::with(|options| options.hours = Some(hours)).await
    }

    /// With people who are there at these hours, and call back.
    pub async fn that_calls_back(hours: Hours, callbacks: Callbacks) -> Self {
        Self::with(|options| {
            options.hours = Some(hours);
            options.callbacks = Some(callbacks);
        })
        .await
    }

    /// With sites that allow recording, and say so in English and German.
    pub async fn recording() -> Self {
        let texts = |english: &str, german: &str| {
            [("en", english), ("de", german)].map(|(tag, text)| (tag.to_owned(), text.to_owned())).into()
        };
        let recording = Recording {
            allowed: true,
            purpose: texts("It helps us check how well we advise.", "Damit prüfen wir, wie gut wir beraten."),
            kept: texts(
                "Our customer service keeps it for 90 days.",
                "Unser Kundenservice bewahrt sie 90 Tage auf.",
            ),
        };
        Self::with(|options| options.recording = Some(recording)).await
    }

    /// With a tap on the line between the pages and the relay.
    pub async fn tapped() -> (Self, Tap) {
        let tap = Tap::open().await;
        let stage = Self::with(|options| options.relay_seen_at = Some(tap.port)).await;
        tap.lead_to(stage.demo.console.rsplit(':').next().unwrap().parse().unwrap());
        (stage, tap)
    }

    /// With a tap, and at the bank's these files instead of its own.
    pub async fn tapped_with(files: &[(&str, &str)]) -> (Self, Tap) {
        let www = TempDir::new().unwrap();
        for site in ["bank", "shop"] {
            fs::create_dir(www.path().join(site)).unwrap();
            for (name, content) in files {
                fs::write(www.path().join(site).join(name), content).unwrap();
            }
        }
        let tap = Tap::open().await;
        let mut stage = Self::with(|options| {
            options.relay_seen_at = Some(tap.port);
            options.www = www.path().to_path_buf();
        })
        .await;
        tap.lead_to(stage.demo.console.rsplit(':').next().unwrap().parse().unwrap());
        stage.www = Some(www);
        (stage, tap)
    }

    /// The pages look for the relay where nobody answers.
    pub async fn without_relay() -> Self {
        let tap = Tap::open().await;
        let port = tap.port;
        drop(tap);
        Self::with(|options| options.relay_seen_at = Some(port)).await
    }

    /// With other options than the usual.
    pub async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let data = TempDir::new().unwrap();
        let mut options = Options::in_workspace(&root()).on_free_ports(data.path());
        change(&mut options);
        let demo = Demo::start(options).await.unwrap_or_else(|error| panic!("{error}"));
        Self { demo, data, www: None }
    }

    /// One more agent, for all sites; their password.
    pub async fn hires(&self, name: &str, display: &str) -> String {
        let password = "battery staple".to_owned();
        let agent = NewAgent {
            name: name.to_owned(),
            display: display.to_owned(),
            password: password.clone(),
            sites: None,
            writes_flows: false,
        };
        add_agent(&self.data.path().join("relay.db"), agent).await.unwrap();
        password
    }

    pub async fn strike(self) {
        self.demo.shutdown().await;
    }
}
