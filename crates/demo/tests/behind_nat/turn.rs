//! coturn, on the internet between the hosts.

use std::{
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use alongside_relay::{Ice, Turn};
use tempfile::TempDir;

use super::{
    hosts::{Host, SERVER},
    support::browser::SOON,
};

const SECRET: &str = "a secret of this test";

/// A server for STUN and TURN.
pub struct Server {
    process: Child,
    _data: TempDir,
}

impl Server {
    pub fn on(host: &Host) -> Self {
        let data = TempDir::new().unwrap();
        let file = |name: &str| data.path().join(name);
        let (key, certificate) = (file("key.pem"), file("certificate.pem"));
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=turn.test", "-addext", &format!("subjectAltName=IP:{SERVER}")])
            .arg("-keyout")
            .arg(&key)
            .arg("-out")
            .arg(&certificate)
            .output()
            .expect("openssl is needed for a certificate");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let process = host
            .command("turnserver")
            .args(["-n", "--log-file=stdout", "--no-cli", "--realm=turn.test", "--use-auth-secret"])
            .arg(format!("--static-auth-secret={SECRET}"))
            .args([format!("--listening-ip={SERVER}"), format!("--relay-ip={SERVER}")])
            .args(["--listening-port=3478", "--tls-listening-port=5349"])
            // As docs/operations.md has it. Without, a packet to an address that no route leads
            // to ends the session.
            .arg("--denied-peer-ip=10.0.0.0-10.255.255.255")
            .arg(format!("--cert={}", certificate.display()))
            .arg(format!("--pkey={}", key.display()))
            .arg(format!("--pidfile={}", file("turn.pid").display()))
            .arg(format!("--userdb={}", file("turn.db").display()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("coturn is needed for the tests of networks");
        let server = Self { process, _data: data };
        let end = Instant::now() + SOON;
        while [3478, 5349].iter().any(|port| !host.answers((SERVER, *port))) {
            assert!(Instant::now() < end, "coturn did not start");
            thread::sleep(Duration::from_millis(50));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// To ask it for one's own address, and for nothing else.
pub fn stun() -> Vec<Ice> {
    vec![Ice {
        urls: vec![format!("stun:{SERVER}:3478")],
        username: String::new(),
        credential: String::new(),
    }]
}

/// To send by way of it, with what logs in holding for so many seconds.
pub fn turn(urls: &[&str], lifetime_seconds: u64) -> Turn {
    Turn {
        urls: urls.iter().map(|&url| url.to_owned()).collect(),
        secret_file: None,
        lifetime_seconds,
        secret: SECRET.into(),
    }
}

pub const BY_UDP: &str = "turn:198.51.100.1:3478?transport=udp";
pub const BY_TCP: &str = "turn:198.51.100.1:3478?transport=tcp";
pub const BY_TLS: &str = "turns:198.51.100.1:5349?transport=tcp";
