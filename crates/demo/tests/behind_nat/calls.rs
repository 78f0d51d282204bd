//! What becomes of a call on each kind of network.

use std::{
    pin::Pin,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;
use tokio::time::sleep;

use super::{
    homes::{Homes, certificates, credential, goes_by_turn, way},
    hosts::{Hosts, Router},
    support::packets,
    turn::{BY_TCP, BY_TLS, BY_UDP, stun, turn},
};

/// A call, from the beginning to the end.
type Call = fn() -> Pin<Box<dyn Future<Output = ()>>>;

pub fn all() -> [(&'static str, Call); 3] {
    [
        ("behind_friendly_routers_two_homes_meet_with_stun_alone_and_a_loss_is_told", || {
            Box::pin(stun_alone())
        }),
        ("behind_strict_routers_stun_alone_fails_and_they_go_on_in_writing", || Box::pin(stun_in_vain())),
        ("over_every_change_of_its_way_the_same_call_goes_on", || Box::pin(every_change())),
    ]
}

async fn stun_alone() {
    let homes = Homes::behind(Router::Friendly, |options| options.ice = stun()).await;
    homes.call().await;
    homes.hear_each_other().await;
    let [ours, theirs, _] = way(&homes.customer.browser).await.unwrap();
    assert!(ours != "relay" && theirs != "relay" && (ours != "host" || theirs != "host"), "{ours}, {theirs}");
    let loses = "-I FORWARD -p udp -m statistic --mode random --probability 0.25 -j DROP";
    homes.hosts.customers_router.iptables(loses);
    let said = homes.agent.browser.until("a loss in both directions", LOSSES, vec![]).await;
    let lost: Vec<f64> =
        serde_json::from_value::<Vec<Value>>(said).unwrap().iter().filter_map(Value::as_f64).collect();
    assert!(lost.iter().all(|lost| (8.0..=60.0).contains(lost)), "a quarter is lost: {lost:?}");
    homes.end().await;
}

/// What the console says of the line, in per cent, once it is as much as can be.
const LOSSES: &str = r"(() => {
    const figures = document.querySelector('[data-testid=line-figures]')?.textContent ?? '';
    const lost = [...figures.matchAll(/([\d.]+) % lost/g)].map((found) => Number(found[1]));
    return lost.length === 2 && lost.every((each) => each >= 8) && lost;
})()";

async fn stun_in_vain() {
    let homes = Homes::behind(Router::Strict, |options| options.ice = stun()).await;
    homes.call().await;
    let why = "The call can't be connected on this network. You can go on in writing.";
    homes.customer.browser.says("[data-testid=notice]", why).await;
    homes.customer.says("Can you read me?").await;
    homes.agent.reads("Can you read me?").await;
    homes.end().await;
}

/// Over a TURN server: another address of the router's, of which a browser can't know,
/// another one of the customer's own, and firewalls that let less and less through.
async fn every_change() {
    // As short as the relay lets credentials be.
    let turn = turn(&[BY_UDP, BY_TCP, BY_TLS], 60);
    let homes = Homes::behind(Router::Strict, |options| options.turn = Some(turn)).await;
    homes.call().await;
    homes.hear_each_other().await;
    goes_by_turn(&homes, "udp").await;
    // Of the line that was prepared, too, when the agent was quicker than it.
    let before = certificates(&homes.customer.browser).await;
    let first = credential(&homes.customer.browser).await;

    changes(&homes, "another address of the router's", 3_000.0, Hosts::customers_router_moves).await;
    changes(&homes, "another address of the customer's", 3_000.0, Hosts::customer_moves).await;
    changes(&homes, "no UDP", 6_000.0, |hosts| hosts.customers_router.iptables("-I FORWARD -p udp -j DROP"))
        .await;
    goes_by_turn(&homes, "tcp").await;

    // Nothing was asked for meanwhile; the next way needs credentials that hold.
    while now() <= first.0 {
        sleep(Duration::from_secs(1)).await;
    }
    let no_turn = |hosts: &Hosts| hosts.customers_router.iptables("-I FORWARD -p tcp --dport 3478 -j DROP");
    changes(&homes, "no TCP but TLS", 6_000.0, no_turn).await;
    goes_by_turn(&homes, "tls").await;
    let (end, name) = credential(&homes.customer.browser).await;
    assert!(end > now() && name != first.1, "{name} is not fresh, after {}", first.1);
    assert_eq!(certificates(&homes.customer.browser).await, before, "the same line, and the same code");
    homes.end().await;
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Sound must have come for a while before its end tells anything.
const STEADY: Duration = Duration::from_secs(4);

/// Something changes, and the call goes on within so many milliseconds: on a busy machine,
/// but earlier than by what browsers do alone.
async fn changes(homes: &Homes, what: &str, limit: f64, change: impl FnOnce(&Hosts)) {
    homes.hear_each_other().await;
    sleep(STEADY).await;
    homes.count().await;
    let way = packets::way(&homes.customer.browser).await;
    change(&homes.hosts);
    packets::is_other_way(&homes.customer.browser, way).await;
    homes.hear_each_other().await;
    let longest = homes.longest_gap(what).await;
    assert!(longest < limit, "{what}: {longest:.0} ms without a packet");
    homes.customer.says(what).await;
    homes.agent.reads(what).await;
}
