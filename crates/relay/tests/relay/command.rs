use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::{House, log_in};

/// Runs the program with a password on its standard input.
fn add(config: &Path, arguments: &[&str], password: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_alongside-relay"))
        .arg("--config")
        .arg(config)
        .args(["agent", "add", "kim", "--display", "Kim"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that fails early does not read it.
    let _ = program.stdin.take().unwrap().write_all(password.as_bytes());
    program.wait_with_output().unwrap()
}

fn config(house: &House) -> std::path::PathBuf {
    let file = house.dir.path().join("alongside.toml");
    let database = house.database();
    let text = format!(
        "database = \"{}\"\n[[site]]\nkey = \"bank\"\nname = \"Bank\"\norigins = []\n",
        database.display()
    );
    std::fs::write(&file, text).unwrap();
    file
}

#[tokio::test]
async fn an_agent_added_on_the_command_line_can_log_in_at_once() {
    let house = House::open().await;
    let added = add(&config(&house), &["--site", "bank"], "battery staple\n");
    assert!(added.status.success(), "{added:?}");
    let answer = log_in(&house, "kim", "battery staple").await;
    assert_eq!(answer.body, r#"{"name":"kim","display":"Kim","sites":["bank"]}"#);
}

#[tokio::test]
async fn what_is_wrong_is_said_in_one_line() {
    let house = House::open().await;
    let config = config(&house);
    for (arguments, password, expected) in [
        (&["--site", "bnak"][..], "battery staple", "alongside-relay: no site has the key `bnak`\n"),
        (&[], "short", "alongside-relay: a password has at least 10 characters, this one has 5\n"),
    ] {
        let refused = add(&config, arguments, password);
        assert_eq!(refused.status.code(), Some(1));
        assert_eq!(String::from_utf8(refused.stderr).unwrap(), expected);
    }
}
