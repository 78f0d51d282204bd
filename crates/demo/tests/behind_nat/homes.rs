//! A customer and an agent at home, each behind a router.

use alongside_demo::Options;
use serde_json::Value;

use super::{
    hosts::{Host, Hosts, Router, SERVER},
    support::{
        agent::Agent,
        browser::{Browser, Microphone::Speaks, SOON},
        customer::Customer,
        packets,
        stage::Stage,
        tone::hears,
    },
    turn::Server,
};

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

pub struct Homes {
    pub customer: Customer,
    pub agent: Agent,
    pub hosts: Hosts,
    stage: Stage,
    _server: Server,
}

impl Homes {
    pub async fn behind(router: Router, change: impl FnOnce(&mut Options)) -> Self {
        let hosts = Hosts::behind(router);
        let server = Server::on(&hosts.internet);
        let stage = Stage::with(change).await;
        let port = |address: &str| address.rsplit(':').next().unwrap().parse().unwrap();
        // Their own machine serves the page; the relay is on the internet.
        hosts.customer.finds("127.0.0.1", port(&stage.demo.bank));
        let relay = port(&stage.demo.console);
        hosts.internet.finds(SERVER, relay);
        hosts.customer.seeks_at(SERVER, relay);
        hosts.agent.seeks_at(SERVER, relay);
        let (customer, agent) =
            tokio::join!(open("customer", CUSTOMER, &hosts.customer), open("agent", AGENT, &hosts.agent));
        let login = &stage.demo.login;
        let agent = Agent::logs_in_by(agent, &stage.demo.console, &login.name, &login.password).await;
        customer.goto(&stage.demo.bank).await;
        let customer = Customer { browser: customer };
        customer.is_accompanied().await;
        Self { customer, agent, stage, hosts, _server: server }
    }

    pub async fn call(&self) {
        self.customer.talks().await;
        self.agent.reads_of_customer(&["Voice", "Accept"]).await;
        self.agent.accepts().await;
    }

    pub async fn hear_each_other(&self) {
        hears(&self.customer.browser, AGENT).await;
        hears(&self.agent.browser, CUSTOMER).await;
    }

    /// Begins to count packets at both ends.
    pub async fn count(&self) {
        for browser in [&self.customer.browser, &self.agent.browser] {
            packets::count(browser).await;
        }
    }

    /// Tells the longest times without a packet since then, at the customer's end and at the
    /// agent's, and gives the longer of them, in milliseconds.
    pub async fn longest_gap(&self, what: &str) -> f64 {
        let (customer, _) = packets::longest_gap(&self.customer.browser).await;
        let (agent, _) = packets::longest_gap(&self.agent.browser).await;
        println!("{what}: without a packet for {customer:.0} ms (customer) and {agent:.0} ms (agent)");
        customer.max(agent)
    }

    pub async fn end(self) {
        tokio::join!(self.customer.browser.close(), self.agent.browser.close());
        self.stage.strike().await;
    }
}

async fn open(name: &'static str, hertz: u32, host: &Host) -> Browser {
    // The certificate of the test's TURN server is its own.
    let trust = ["--ignore-certificate-errors"];
    Browser::open_by(name, Speaks(hertz), &trust, host.command("chromedriver"), |port| host.is_found_at(port))
        .await
}

/// The certificates of both ends, of each connection that a page has had: a line has one
/// pair, whatever becomes of its way.
pub async fn certificates(browser: &Browser) -> Vec<[String; 2]> {
    let all = r"
        const of = (description) => /a=fingerprint:(.*)/.exec(description?.sdp)?.[1] ?? null;
        const ends = window.__calls.map(({ peer }) => [of(peer.localDescription), of(peer.remoteDescription)]);
        return [...new Map(ends.filter(([, theirs]) => theirs).map((pair) => [pair.join(), pair])).values()];
    ";
    serde_json::from_value(browser.run(all, vec![]).await).unwrap()
}

/// The kind of each end of the way that sound takes, and how the TURN server is spoken to.
const WAY: &str = r"(async () => {
    const stats = await window.__calls.at(-1).peer.getStats();
    const transport = [...stats.values()].find(({ type }) => type === 'transport');
    const pair = stats.get(transport?.selectedCandidatePairId);
    const [ours, theirs] = [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => stats.get(id));
    return ours && [ours.candidateType, theirs.candidateType, ours.relayProtocol ?? ''];
})()";

pub async fn way(browser: &Browser) -> Option<[String; 3]> {
    let found = browser.script(&format!("return {WAY}"), vec![]).await.ok()?;
    serde_json::from_value(found).ok()
}

/// Waits until sound takes a way by the TURN server, spoken to like this from the customer's
/// home. By UDP it may as well be the agent's end there that is sent to.
pub async fn goes_by_turn(homes: &Homes, protocol: &str) {
    let [customer, agent] = [&homes.customer.browser, &homes.agent.browser];
    let goes = customer
        .poll(SOON, async || {
            let [ours, theirs, spoken] = way(customer).await?;
            let by_ours = ours == "relay" && spoken == protocol;
            let by_theirs = protocol == "udp" && theirs == "relay";
            (by_ours || by_theirs).then_some(())
        })
        .await;
    let ways = [way(customer).await, way(agent).await];
    assert!(goes.is_some(), "no way by {protocol}, but {ways:?}");
}

/// Who this side is at the TURN server, as `second it ends:name`.
pub async fn credential(browser: &Browser) -> (u64, String) {
    let script = "return window.__calls.at(-1).peer.getConfiguration().iceServers.at(-1).username";
    let Value::String(name) = browser.run(script, vec![]).await else { panic!("no TURN server") };
    (name.split(':').next().unwrap().parse().unwrap(), name)
}
