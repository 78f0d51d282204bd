use std::{
    net::UdpSocket,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

use super::*;
use crate::clock::Clock;

/// Made by Node:
/// `require('crypto').createHmac('sha1', 'north').update('1700003600:visit').digest('base64')`
const BY_NODE: &str = "sw1eEpDWTeAPlODkmsmmvyV28R8=";

fn turn() -> Turn {
    Turn {
        urls: vec!["turn:turn.example:3478".to_owned()],
        secret_file: None,
        lifetime_seconds: 3600,
        secret: "north\n".into(),
    }
}

#[test]
fn a_credential_is_what_another_implementation_makes() {
    let server = turn().server(1_700_000_000_999, "visit");
    assert_eq!(server.username, "1700003600:visit");
    assert_eq!(server.credential, BY_NODE);
}

#[test]
fn the_secret_is_in_no_log() {
    let said = format!("{:?}", turn());
    assert!(!said.contains("north") && said.contains("hidden"), "{said}");
}

#[test]
fn a_name_at_the_turn_server_tells_nothing_and_has_no_colon() {
    let name = agent_name("robin: the agent");
    assert!(!name.contains("robin") && !name.contains(':'), "{name}");
    assert_eq!(name, agent_name("robin: the agent"));
    assert_ne!(name, agent_name("dana"));
}

/// coturn on this machine, with our secret.
struct Coturn {
    process: Child,
    port: u16,
    _dir: TempDir,
}

impl Coturn {
    /// `None` where it is not installed.
    fn start() -> Option<Self> {
        let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let dir = TempDir::new().unwrap();
        let process = Command::new("turnserver")
            .current_dir(dir.path())
            // Without a file: what is installed here may have one of its own.
            .args(["-n", "--use-auth-secret", "--static-auth-secret=north", "--realm=turn.example"])
            .args(["--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--allow-loopback-peers"])
            .args(["--no-tls", "--no-dtls", "--no-cli", "--pidfile=pid", "--log-file=stdout"])
            .args([format!("--listening-port={port}"), format!("--userdb={}/db", dir.path().display())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        Some(Self { process, port, _dir: dir })
    }

    /// Sends packets to itself by way of the server; whether they came back.
    fn carries(&self, transport: &[&str], server: &IceServer) -> Result<(), String> {
        let output = Command::new("turnutils_uclient")
            .args(transport)
            // Two clients who send each other five packets, without a second port.
            .args(["-y", "-c", "-m", "1", "-n", "5", "-u", &server.username, "-w", &server.credential])
            .args(["-p", &self.port.to_string(), "127.0.0.1"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let lost_none = said.contains("tot_send_msgs=10, tot_recv_msgs=10");
        if output.status.success() && lost_none { Ok(()) } else { Err(said) }
    }
}

impl Drop for Coturn {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that does nothing says so")]
fn coturn_lets_in_who_has_a_credential_that_holds() {
    let Some(coturn) = Coturn::start() else {
        return eprintln!("left out: coturn is not installed (apt-get install coturn)");
    };
    let now = Clock::start().now();
    let holds = turn().server(now, "visit");
    for transport in [&[][..], &["-t"]] {
        // It listens some time before it knows its secret.
        let again = |_| thread::sleep(Duration::from_millis(500));
        let carried = (0..20).map(|_| coturn.carries(transport, &holds).map_err(again)).find(Result::is_ok);
        assert!(carried.is_some(), "by {transport:?}");
    }
    let expired = turn().server(now - turn().lifetime() - 1_000, "visit");
    let other = Turn { secret: "south".into(), ..turn() }.server(now, "visit");
    let longer = IceServer { username: expired.username.replacen('1', "2", 1), ..expired.clone() };
    for (what, server) in [("expired", expired), ("of another secret", other), ("prolonged", longer)] {
        let refused = coturn.carries(&[], &server).unwrap_err();
        assert!(refused.contains("Cannot complete Allocation"), "{what}: {refused}");
    }
}
