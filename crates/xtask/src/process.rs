//! Running other programs: what of their output is shown, and what is said
//! when they fail.

use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A quiet child that takes longer than this is no longer quiet.
const SLOW: Duration = Duration::from_secs(15);

/// Runs a program that shows its own progress, such as cargo.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if status.success() {
        return Ok(());
    }
    bail!("{}, see above", failed(command, status));
}

/// Runs a program whose output matters only when it is slow or fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);

    let slow_at = Instant::now() + SLOW;
    let mut output = Vec::new();
    let mut shown = false;
    loop {
        let patience = slow_at.saturating_duration_since(Instant::now());
        let next = if shown {
            lines.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            lines.recv_timeout(patience)
        };
        match next {
            Ok(line) => {
                if shown {
                    show(&line);
                }
                output.extend(line);
            }
            Err(RecvTimeoutError::Timeout) => {
                show(&output);
                shown = true;
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }

    let status = child.wait().with_context(|| cannot_start(command))?;
    if status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output);
    if let Some(reason) = known_reason(&name(command), &text) {
        bail!("{reason}");
    }
    if !shown {
        show(&output);
    }
    bail!("{}, see above", failed(command, status));
}

/// Looks a program up the way the system would.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)))
        .find(|candidate| candidate.is_file())
}

fn forward(pipe: Option<impl Read + Send + 'static>, lines: Sender<Vec<u8>>) {
    let Some(pipe) = pipe else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(read) if read > 0) {
            if lines.send(std::mem::take(&mut line)).is_err() {
                break;
            }
        }
    });
}

fn show(bytes: &[u8]) {
    // Without a stderr there is nobody to tell.
    let _ = io::stderr().write_all(bytes);
}

fn name(command: &Command) -> String {
    let path = PathBuf::from(command.get_program());
    path.file_stem().unwrap_or(command.get_program()).to_string_lossy().into_owned()
}

/// The program and its first words: enough to know it, short enough to read.
fn title(command: &Command) -> String {
    let words = command.get_args().map(OsStr::to_string_lossy).take_while(|word| !word.starts_with('-'));
    [name(command).into()].into_iter().chain(words.take(2)).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` can't be started", name(command))
}

fn failed(command: &Command, status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("`{}` failed with exit code {code}", title(command)),
        None => format!("`{}` was stopped", title(command)),
    }
}

/// Failures that are not ours to explain line by line.
fn known_reason(program: &str, output: &str) -> Option<String> {
    const OFFLINE: [&str; 14] = [
        "Could not resolve host",
        "Couldn't resolve host",
        "failed to lookup address",
        "dns error",
        "Could not connect",
        "Couldn't connect",
        "Failed to connect",
        "Temporary failure resolving",
        "Network is unreachable",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ENETUNREACH",
        "ETIMEDOUT",
    ];
    let line_with = |signs: &[&str]| {
        output
            .lines()
            .find(|line| signs.iter().any(|sign| line.contains(sign)))
            .map(|line| line.trim().chars().take(160).collect::<String>())
    };
    if let Some(said) = line_with(&["No space left on device"]) {
        return Some(format!("the disk is full ({program} said: {said})"));
    }
    let registry = match program {
        "cargo" => "crates.io",
        "npm" => "the npm registry",
        "apt-get" => "Debian's package archive",
        "rustup" => "Rust's download server",
        _ => return None,
    };
    let said = line_with(&OFFLINE)?;
    Some(format!("no network: {registry} can't be reached ({program} said: {said})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_network_is_told_from_a_broken_build() {
        let said = "warning: spurious network error (3 tries remaining): \
                    [6] Couldn't resolve host name (Could not resolve host: index.example)";
        let reason = known_reason("cargo", said).unwrap();
        assert!(reason.starts_with("no network: crates.io can't be reached (cargo said: warning"));
        assert_eq!(known_reason("cargo", "error[E0425]: cannot find `x`"), None);
        assert!(known_reason("npm", "npm error code EAI_AGAIN").is_some());
        assert_eq!(known_reason("wasm-opt", "ENOTFOUND"), None);
    }

    #[test]
    fn a_failing_program_is_named_with_its_code() {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "exit 3"]);
        let failure = run_quietly(&mut command).unwrap_err();
        assert_eq!(failure.to_string(), "`sh` failed with exit code 3, see above");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let failure = run(&mut Command::new("alongside-no-such-program")).unwrap_err();
        assert!(format!("{failure:#}").starts_with("`alongside-no-such-program` can't be started"));
    }

    #[test]
    fn a_title_stops_at_the_first_flag() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["rustc", "--lib", "-p", "alongside"]);
        assert_eq!(title(&command), "cargo rustc");
    }
}
