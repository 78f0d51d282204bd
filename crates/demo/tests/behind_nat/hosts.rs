//! Hosts of the test's own, in network namespaces: two homes, each behind a router that
//! translates addresses, and the internet between them.
//!
//! ```text
//! customer 10.0.1.2 ── router 198.51.100.2 ── internet ── 203.0.113.2 router ── 10.0.2.2 agent
//!                                          198.51.100.1
//! ```

use std::{
    fs::File,
    net::{TcpListener, TcpStream},
    os::fd::AsFd,
    process::{Command, id},
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use tokio::task::spawn_blocking;

/// Where STUN and TURN are.
pub const SERVER: &str = "198.51.100.1";

/// How a router translates addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Router {
    /// The port stays the same, whoever is spoken to: two homes can meet.
    Friendly,
    /// Another port for everybody who is spoken to (RFC 4787: address and port-dependent
    /// mapping): what a STUN server saw is of no use to anybody else.
    Strict,
}

/// A host.
#[derive(Clone)]
pub struct Host {
    name: String,
}

/// All of them; they go when this goes.
pub struct Hosts {
    pub customer: Host,
    pub agent: Host,
    pub customers_router: Host,
    pub internet: Host,
    agents_router: Host,
}

impl Hosts {
    /// Why this machine can have none, if so.
    pub fn why_not() -> Option<String> {
        let missing = ["ip", "iptables", "turnserver", "openssl"].into_iter().find(|program| {
            // That it starts is enough.
            Command::new(program).arg("--help").output().is_err()
        });
        if let Some(program) = missing {
            return Some(format!("`{program}` is missing"));
        }
        let name = format!("alongside-{}", id());
        let ip = |act: &str| Command::new("ip").args(["netns", act, &name]).output();
        let made = ip("add").ok()?;
        let ruled = Command::new("ip")
            .args(["netns", "exec", &name, "iptables", "--wait", "-t", "nat", "-L"])
            .output()
            .ok()?;
        // It may not be there at all.
        let _ = ip("delete");
        let refused = [made, ruled].into_iter().find(|done| !done.status.success())?;
        Some(String::from_utf8_lossy(&refused.stderr).trim().to_owned())
    }

    pub fn behind(router: Router) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let test = format!("alongside-{}-{}", id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let [customer, agent, customers_router, agents_router, internet] =
            ["customer", "agent", "customers-router", "agents-router", "internet"]
                .map(|role| Host::new(&format!("{test}-{role}")));
        let hosts = Self { customer, agent, customers_router, internet, agents_router };
        for (person, translator, port, home, outside) in [
            (&hosts.customer, &hosts.customers_router, "customers", "10.0.1", "198.51.100"),
            (&hosts.agent, &hosts.agents_router, "agents", "10.0.2", "203.0.113"),
        ] {
            person.is_linked_to(translator, "inside", [&format!("{home}.2"), &format!("{home}.1")]);
            translator.is_linked_to(
                &hosts.internet,
                port,
                [&format!("{outside}.2"), &format!("{outside}.1")],
            );
            translator.translates(router);
        }
        hosts.internet.passes_on();
        // Nobody tells a socket that its address is gone.
        hosts.internet.iptables("-A OUTPUT -p tcp --tcp-flags RST RST -j DROP");
        hosts
    }
}

impl Hosts {
    /// The router has another address on the internet, 198.51.100.3, as after a night.
    pub fn customers_router_moves(&self) {
        self.customers_router.ip("address delete 198.51.100.2/24 dev out");
        self.customers_router.ip("address add 198.51.100.3/24 dev out");
        self.customers_router.ip("route add default via 198.51.100.1");
    }

    /// The customer has another address, 10.0.1.3, and nothing comes to the one before.
    pub fn customer_moves(&self) {
        self.customer.ip("address delete 10.0.1.2/24 dev out");
        self.customer.ip("address add 10.0.1.3/24 dev out");
        self.customer.ip("route add default via 10.0.1.1");
    }
}

impl Drop for Hosts {
    fn drop(&mut self) {
        for host in [&self.customer, &self.agent, &self.customers_router, &self.agents_router, &self.internet]
        {
            let _ = Command::new("ip").args(["netns", "delete", &host.name]).status();
        }
    }
}

impl Host {
    fn new(name: &str) -> Self {
        run(Command::new("ip").args(["netns", "add", name]));
        let host = Self { name: name.to_owned() };
        host.ip("link set lo up");
        host
    }

    /// A program on this host.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.name, program]);
        command
    }

    /// `ip` on this host.
    pub fn ip(&self, arguments: &str) {
        run(Command::new("ip").args(["-n", &self.name]).args(arguments.split_whitespace()));
    }

    /// `iptables` on this host.
    pub fn iptables(&self, arguments: &str) {
        run(self.command("iptables").arg("--wait").args(arguments.split_whitespace()));
    }

    /// By `out` here and `port` there, which is the way to all else.
    fn is_linked_to(&self, other: &Self, port: &str, [here, there]: [&str; 2]) {
        self.ip(&format!("link add out type veth peer name {port} netns {}", other.name));
        for (host, link, address) in [(self, "out", here), (other, port, there)] {
            host.ip(&format!("address add {address}/24 dev {link}"));
            host.ip(&format!("link set {link} up"));
        }
        self.ip(&format!("route add default via {there}"));
    }

    fn passes_on(&self) {
        run(self.command("sh").args(["-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"]));
    }

    fn translates(&self, router: Router) {
        self.passes_on();
        let strictly = if router == Router::Strict { "--random-fully" } else { "" };
        self.iptables(&format!("-t nat -A POSTROUTING -o out -j MASQUERADE {strictly}"));
        self.iptables("-A FORWARD -i out -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT");
        self.iptables("-A FORWARD -i out -j DROP");
        // A packet from outside that comes too early must leave no trace.
        self.iptables("-A INPUT -i out -j DROP");
    }

    /// Runs something that opens a socket, which then is this host's.
    fn within<T: Send>(&self, open: impl FnOnce() -> T + Send) -> T {
        let space = File::open(format!("/run/netns/{}", self.name)).unwrap();
        // A thread of its own: it stays in there.
        let own = || {
            move_into_link_name_space(space.as_fd(), Some(LinkNameSpaceType::Network)).unwrap();
            open()
        };
        thread::scope(|scope| scope.spawn(own).join().unwrap())
    }

    /// Whether somebody listens there, as seen from this host.
    pub fn answers(&self, address: (&str, u16)) -> bool {
        self.within(|| TcpStream::connect(address).is_ok())
    }

    /// The machine's own port, at the same port of this host.
    pub fn finds(&self, at: &str, port: u16) {
        let listener = self.within(|| TcpListener::bind((at, port)).unwrap());
        lead(listener, move || TcpStream::connect(("127.0.0.1", port)));
    }

    /// What this host takes to be its own port is one on the internet: browsers trust
    /// nothing but `localhost` without a certificate.
    pub fn seeks_at(&self, address: &str, port: u16) {
        run(self.command("sh").args(["-c", "echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet"]));
        let to = format!("-p tcp -d 127.0.0.1 --dport {port} -j DNAT --to-destination {address}:{port}");
        self.iptables(&format!("-t nat -A OUTPUT {to}"));
        self.iptables("-t nat -A POSTROUTING -o out -s 127.0.0.1 -j MASQUERADE");
    }

    /// A port of this host's, at a port of the machine, which it gives.
    pub fn is_found_at(&self, port: u16) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap().port();
        let host = self.clone();
        lead(listener, move || host.within(|| TcpStream::connect(("127.0.0.1", port))));
        at
    }
}

/// Leads every connection on, until the test is over.
fn lead(listener: TcpListener, connect: impl Fn() -> std::io::Result<TcpStream> + Clone + Send + 'static) {
    listener.set_nonblocking(true).unwrap();
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    tokio::spawn(async move {
        while let Ok((mut from, _)) = listener.accept().await {
            let connect = connect.clone();
            tokio::spawn(async move {
                let Ok(Ok(to)) = spawn_blocking(connect).await else { return };
                to.set_nonblocking(true).unwrap();
                let mut to = tokio::net::TcpStream::from_std(to).unwrap();
                // Either side may go when it likes.
                let _ = tokio::io::copy_bidirectional(&mut from, &mut to).await;
            });
        }
    });
}

fn run(command: &mut Command) {
    let done = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let why = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command:?}: {why}");
}
