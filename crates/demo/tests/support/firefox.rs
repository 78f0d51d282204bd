//! A person's Firefox. Its microphone is the browser's own fake one, a steady tone whose
//! pitch is a preference.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{
    DesiredCapabilities, WebDriver, common::capabilities::firefox::FirefoxPreferences,
    extensions::addons::firefox::FirefoxTools,
};

use super::{
    browser::{BEFORE, Browser, Microphone, start},
    stage::root,
    tone,
};

/// Without a loudspeaker Firefox lets no sound be looked at while it plays: here it is
/// recorded, over and over, and what was recorded is looked at.
const RECORDS: &str = r"
{
const LOOK_MS = 300;
const record = async (stream) => {
  const recorder = new MediaRecorder(stream);
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const whole = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  setTimeout(() => recorder.stop(), LOOK_MS);
  await whole;
  return new Blob(parts).arrayBuffer();
};
const look = async (recorded) => {
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(recorded);
  const context = new OfflineAudioContext(1, Math.max(sound.length, 8192), 48000);
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  const ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  source.connect(ear).connect(context.destination);
  source.start();
  await context.startRendering();
  const levels = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(levels);
  let peak = 1;
  for (let bin = 1; bin < levels.length; bin += 1) if (levels[bin] > levels[peak]) peak = bin;
  return { hertz: peak * 48000 / 8192, level: Math.max(levels[peak], -200), audio: 'recorded' };
};
const listen = async (call) => {
  while (call.peer.connectionState === 'connected') {
    try {
      call.heard = await look(await record(call.stream));
    } catch (error) {
      call.heard = null;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
  call.listens = false;
};
window.__hear = () => {
  const call = window.__calls.filter(({ peer, stream }) => stream && peer.connectionState === 'connected').at(-1);
  if (call && !call.listens) {
    call.listens = true;
    call.heard = null;
    listen(call);
  }
  return call?.heard ?? null;
};
}
";

impl Browser {
    /// A Firefox of their own, with a driver of its own.
    pub async fn open_firefox(name: &'static str, microphone: Microphone) -> Self {
        let own = root().join("target/tools/bin/geckodriver");
        let (process, port) = start(Command::new(if own.is_file() { own } else { "geckodriver".into() }));
        let profile = TempDir::new().unwrap();
        let folder = profile.path().join("profile");
        fs::create_dir(&folder).unwrap();
        let mut wanted = DesiredCapabilities::firefox();
        for argument in ["-headless", "--width=1280", "--height=900", "-profile", folder.to_str().unwrap()] {
            wanted.add_arg(argument).unwrap();
        }
        let mut preferences = FirefoxPreferences::new();
        for (preference, value) in preferences_of(microphone) {
            preferences.set(preference, value).unwrap();
        }
        wanted.set_preferences(preferences).unwrap();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await;
        let driver = driver.unwrap_or_else(|error| {
            panic!("Firefox can't be started: run `cargo xtask setup`, which installs it ({error})")
        });
        let scripts = [("before.js", BEFORE), ("ears.js", tone::EARS), ("records.js", RECORDS)];
        run_first(&driver, &profile.path().join("prepares"), &scripts).await;
        Self::of(name, driver, process, profile)
    }

    /// One more script in every document of a Firefox.
    pub async fn firefox_runs_first(&self, script: &str) {
        run_first(self.driver(), &self.profile().join("runs-first"), &[("first.js", script)]).await;
    }
}

fn preferences_of(microphone: Microphone) -> Vec<(&'static str, Value)> {
    let mut preferences = vec![
        ("intl.accept_languages", json!("en-US")),
        // As our other browsers are: sound plays, and nothing moves.
        ("media.autoplay.default", json!(0)),
        ("ui.prefersReducedMotion", json!(1)),
        // The list of what was downloaded takes the focus out of the page.
        ("browser.download.alwaysOpenPanel", json!(false)),
        // Names instead of addresses need a network with multicast.
        ("media.peerconnection.ice.obfuscate_host_addresses", json!(false)),
    ];
    match microphone {
        Microphone::Speaks(hertz) => preferences.extend([
            ("media.navigator.streams.fake", json!(true)),
            ("media.navigator.audio.fake_frequency", json!(hertz)),
            ("media.navigator.permission.disabled", json!(true)),
        ]),
        // 2 is "block" of nsIPermissionManager.
        Microphone::Denied => preferences.extend([
            ("media.navigator.streams.fake", json!(true)),
            ("permissions.default.microphone", json!(2)),
        ]),
        Microphone::Missing => {}
    }
    preferences
}

/// Before the page's own scripts these run in every document: WebDriver has no command for
/// it, an extension has.
async fn run_first(driver: &WebDriver, folder: &Path, scripts: &[(&str, &str)]) {
    fs::create_dir(folder).unwrap();
    for (name, script) in scripts {
        fs::write(folder.join(name), script).unwrap();
    }
    let id = folder.file_name().unwrap().to_string_lossy();
    let names: Vec<&str> = scripts.iter().map(|(name, _)| *name).collect();
    let manifest = json!({
        "manifest_version": 2, "name": id, "version": "1",
        "browser_specific_settings": { "gecko": { "id": format!("{id}@alongside.test") } },
        "content_scripts": [{
            "matches": ["<all_urls>"], "all_frames": true, "match_about_blank": true,
            "run_at": "document_start", "world": "MAIN", "js": names,
        }],
    });
    fs::write(folder.join("manifest.json"), manifest.to_string()).unwrap();
    let tools = FirefoxTools::new(driver.handle().clone());
    tools.install_addon(folder.to_str().unwrap(), Some(true)).await.unwrap();
}
