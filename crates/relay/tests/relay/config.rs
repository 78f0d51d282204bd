use std::fs;

use alongside_relay::{Config, Relay};
use tempfile::TempDir;

use crate::support::House;

/// What reading a file with this text says, with `FILE` for its name.
fn sentence(text: &str) -> String {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("alongside.toml");
    fs::write(&file, text).unwrap();
    let error = Config::read(&file).unwrap_err().to_string();
    error.replace(&file.display().to_string(), "FILE")
}

#[test]
fn a_whole_file_is_read() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("alongside.toml");
    fs::write(
        &file,
        r#"
            listen = "0.0.0.0:80"
            log = "json"
            [limits]
            max_customers = 5
            [[site]]
            key = "bank"
            name = "Bank"
            origins = ["https://bank.example"]
            assets = ["https://cdn.bank.example"]
            [site.recording]
            allowed = true
            purpose = { en = "To learn from it." }
            kept = { en = "Here.", de = "Hier." }
            [[ice]]
            urls = ["stun:stun.example"]
        "#,
    )
    .unwrap();
    let config = Config::read(&file).unwrap();
    assert_eq!(config.listen.port(), 80);
    assert_eq!(config.limits.max_customers, 5);
    assert_eq!(config.limits.frames_burst, 1000);
    assert_eq!(config.sites[0].key, "bank");
    assert_eq!(config.sites[0].assets, ["https://cdn.bank.example"]);
    assert_eq!(config.ice[0].username, "");
}

#[test]
fn what_is_wrong_is_said_in_one_sentence() {
    for (text, expected) in [
        ("lost_after_seconds = \"soon\"", "FILE: `lost_after_seconds` should be u64, found the text `soon`"),
        ("listen = \"7400\"", "FILE: `listen`: invalid socket address syntax"),
        ("log = \"xml\"", "FILE: `log` should be `text` or `json`, found `xml`"),
        ("[[site]]\nkey = \"bank\"\norigins = []", "FILE: `site[0].name` is missing"),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = [\"bank.example\"]",
            "FILE: `site[0].origins[0]` should be an origin such as `https://shop.example` \
             or `http://localhost:8080`, found `bank.example`",
        ),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\nrecording.allowed = true",
            "FILE: `site[0].recording.purpose` should be a text in one language at least, such as \
             `{ en = \"…\" }`, found none",
        ),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\nrecording.kept = { en = \" \" }",
            "FILE: `site[0].recording.kept.en` should be a text of 1 to 400 characters, found 0 characters",
        ),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\nassets = [\"https://a;script-src\"]",
            "FILE: `site[0].assets[0]` should be an origin such as `https://shop.example` \
             or `http://localhost:8080`, found `https://a;script-src`",
        ),
        (
            "[limits]\nmax_frame_bytes = 99999999",
            "FILE: `limits.max_frame_bytes` should be at most 8388608, found 99999999",
        ),
        (
            "[limits]\nmax_frames = 1",
            "FILE: `limits.max_frames` is no field, expected one of `max_frame_bytes`, \
             `frames_per_second`, `frames_burst`, `max_customers`",
        ),
        (
            "[[agent]]\nname = \"a\"\ndisplay = \"A\"\npassword_hash = \"secret\"",
            "FILE: `agent[0].password_hash` should be an Argon2 hash such as \
             `$argon2id$v=19$…`, found something else",
        ),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\n[site.callbacks]\nper_slot = 2",
            "FILE: `site[0].hours` should be the hours in which a site with `callbacks` calls back, found none",
        ),
        (
            "[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\n[site.hours]\nzone = \"UTC\"\n\
             monday = [\"9:00-17:00\"]\n[site.callbacks]\nminutes = 1",
            "FILE: `site[0].callbacks.minutes` should be 5 to 240, found 1",
        ),
        (
            "console_dir = \"/nowhere\"",
            "FILE: `console_dir` should be a directory, found `/nowhere`, which is none",
        ),
    ] {
        assert_eq!(sentence(text), expected);
    }
}

#[test]
fn a_file_that_is_not_there() {
    let error = Config::read("nowhere.toml".as_ref()).unwrap_err();
    assert_eq!(error.to_string(), "nowhere.toml: a configuration file was expected, nothing was found");
}

#[tokio::test]
async fn a_taken_port() {
    let house = House::open().await;
    let dir = TempDir::new().unwrap();
    let config =
        Config { listen: house.relay.address, database: dir.path().join("relay.db"), ..Config::default() };
    let error = Relay::start(config).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the address {} is taken by another program: set `listen` to a free one",
            house.relay.address
        )
    );
}

/// A file of a configuration with a TURN server, and one with its secret.
fn turn(dir: &TempDir, secret: &str, more: &str) -> std::path::PathBuf {
    let (file, hidden) = (dir.path().join("alongside.toml"), dir.path().join("turn.secret"));
    fs::write(&hidden, secret).unwrap();
    let text = format!("[turn]\nurls = [\"turn:turn.example\"]\nsecret_file = {hidden:?}\n{more}");
    fs::write(&file, text).unwrap();
    file
}

#[test]
fn the_secret_of_the_turn_server_is_read_from_its_file_and_shown_nowhere() {
    let dir = TempDir::new().unwrap();
    let config = Config::read(&turn(&dir, "north-by-northwest\n", "")).unwrap();
    let known = config.turn.as_ref().unwrap();
    assert_eq!((known.lifetime_seconds, &known.urls[..]), (3600, &["turn:turn.example".to_owned()][..]));
    let shown = format!("{config:?}");
    assert!(shown.contains("TurnSecret(hidden)") && !shown.contains("northwest"), "{shown}");

    for (secret, more, expected) in [
        (
            "",
            "",
            "FILE: `turn.secret_file` should be a file with the TURN server's secret, unless \
                  ALONGSIDE_TURN__SECRET holds it, found no secret",
        ),
        (
            "northwest",
            "lifetime_seconds = 5",
            "FILE: `turn.lifetime_seconds` should be from 60 to 86400, found 5",
        ),
        (
            "northwest",
            "secret = \"northwest\"",
            "FILE: `turn.secret` is no field, expected one of `urls`, \
                  `secret_file`, `lifetime_seconds`",
        ),
    ] {
        let file = turn(&dir, secret, more);
        let said = Config::read(&file).unwrap_err().to_string();
        assert_eq!(said.replace(&file.display().to_string(), "FILE"), expected);
    }
    let none = "[turn]\nurls = [\"stun:stun.example\"]";
    assert_eq!(
        sentence(&format!("{none}\nsecret_file = \"/nowhere\"")).split(": No such").next(),
        Some("FILE: `turn.secret_file` should be a file that can be read, found `/nowhere`")
    );
}
