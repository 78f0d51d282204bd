//! The demo as a process of its own, which can be killed without a word.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

pub struct Process {
    pub bank: String,
    pub console: String,
    pub name: String,
    pub password: String,
    ports: [u16; 3],
    data: TempDir,
    child: Child,
}

impl Process {
    pub fn start() -> Self {
        // Held at the same time, so that they are three.
        let held = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let ports = held.map(|listener| listener.local_addr().unwrap().port());
        let data = TempDir::new().unwrap();
        let (child, said) = run(ports, &data);
        let after = |what: &str| {
            let line = said.iter().find_map(|line| line.trim().strip_prefix(what));
            line.unwrap_or_else(|| panic!("no {what} in {said:?}")).trim().to_owned()
        };
        let (bank, console) = (after("Bank"), after("Console"));
        let (name, password) = (after("Name"), after("Password"));
        Self { bank, console, name, password, ports, data, child }
    }

    /// As `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// On the same ports, with what it has stored.
    pub fn start_again(&mut self) {
        (self.child, _) = run(self.ports, &self.data);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts it and waits until it has said all that people need.
fn run([relay, bank, shop]: [u16; 3], data: &TempDir) -> (Child, Vec<String>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_alongside-demo"))
        .args(["--relay-port", &relay.to_string(), "--bank-port", &bank.to_string()])
        .args(["--shop-port", &shop.to_string()])
        .arg("--data-dir")
        .arg(data.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut said = Vec::new();
    for line in lines {
        let last = line.contains("Ctrl-C");
        said.push(line);
        if last {
            break;
        }
    }
    (child, said)
}
