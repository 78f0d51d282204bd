//! The program: what it prints, and how it ends.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const WARNED: &str = r##"{
  "version": 3,
  "flows": [{ "id": "pay", "steps": [{ "target": "#pay", "title": { "en": "Pay", "de": "Zahlen" }, "text": { "en": "Now" } }] }]
}"##;

fn run(test: &str, text: &str, args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("flows.json"), text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_alongside-lint"))
        .args(["flows.json"])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn a_finding_is_two_lines() {
    let output = run("text", WARNED, &[]);
    assert_eq!(
        said(&output),
        "flows.json:3:100: warning[missing-language]: flows[0].steps[0].text.de: there is no text in `de`, \
         which other texts have\n  fix: add `\"de\": \"…\"`\n0 errors, 1 warning\n"
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn warnings_fail_when_they_are_denied() {
    assert_eq!(run("denied", WARNED, &["--deny-warnings"]).status.code(), Some(1));
    assert_eq!(run("clean", r#"{ "version": 3, "flows": [] }"#, &["--deny-warnings"]).status.code(), Some(0));
}

#[test]
fn errors_fail() {
    let output = run("error", r#"{ "version": 3, "flows": [{ "id": "buy", "goal": "nowhere" }] }"#, &[]);
    assert!(
        said(&output).starts_with("flows.json:1:42: error[unknown-place]: flows[0].goal: "),
        "{}",
        said(&output)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn programs_read_json() {
    let output = run("json", WARNED, &["--format", "json"]);
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &findings[0];
    assert_eq!(
        (&finding["rule"], &finding["severity"], &finding["line"], &finding["path"]),
        (&"missing-language".into(), &"warning".into(), &3.into(), &"flows[0].steps[0].text.de".into())
    );
    assert_eq!(findings.as_array().unwrap().len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_no_finding() {
    let output = run("missing", WARNED, &["nowhere.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("alongside-lint: nowhere.json can't be read: ")
    );
}

#[test]
fn a_warning_that_is_allowed_is_not_told() {
    let output = run("allowed", WARNED, &["--allow", "missing-language", "--deny-warnings"]);
    assert_eq!((said(&output), output.status.code()), ("nothing found\n", Some(0)));
}

#[test]
fn an_error_can_not_be_allowed() {
    for (name, expected) in [
        ("same-id", "expected a warning, found `same-id`, which is an error and can't be allowed"),
        ("long-texts", "expected one of `unreachable-place`, `dead-end`, "),
    ] {
        let output = run("not-allowed", WARNED, &["--allow", name]);
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains(expected), "{told}");
    }
}
