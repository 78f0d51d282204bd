//! What arrives of the other side's voice, packet by packet: a steady tone would hide
//! a gap, since the browser fills it.

use serde_json::Value;

use super::browser::Browser;

/// Looks ten times a second how many packets of sound have come.
const COUNT: &str = r"
window.__counts = [];
clearInterval(window.__counting);
window.__counting = setInterval(async () => {
  let packets = 0;
  for (const call of window.__calls) {
    // What came on a connection that is over stays as it was.
    if (call.peer.connectionState !== 'closed') {
      for (const report of (await call.peer.getStats()).values()) {
        if (report.type === 'inbound-rtp' && report.kind === 'audio') call.packets = report.packetsReceived;
      }
    }
    packets += call.packets ?? 0;
  }
  window.__counts.push([performance.now(), packets]);
}, 100);
";

/// Begins to count.
pub async fn count(browser: &Browser) {
    browser.run(COUNT, vec![]).await;
}

/// The longest time in which looks found no new packet since then, in milliseconds, and how many came.
pub async fn longest_gap(browser: &Browser) -> (f64, u64) {
    let counts = browser.run("return window.__counts", vec![]).await;
    let counts: Vec<(f64, u64)> = serde_json::from_value(counts).unwrap();
    let mut longest = 0f64;
    let mut since = counts[0];
    for &(at, packets) in &counts {
        if packets > since.1 {
            since = (at, packets);
        } else {
            // A look that only came late, on a busy machine, is no gap.
            longest = longest.max(at - since.0);
        }
    }
    (longest, since.1 - counts[0].1)
}

/// The first and only call of this page goes on, be it on another connection.
pub async fn is_still_the_first_call(browser: &Browser) {
    let calls = "return window.__calls.map(({ peer }) => peer.connectionState)";
    let states = browser.run(calls, vec![]).await;
    let states: Vec<String> = serde_json::from_value(states).unwrap();
    let (last, before) = states.split_last().unwrap();
    assert!(
        last == "connected" && before.iter().all(|state| state == "closed"),
        "{}: {states:?}",
        browser.name
    );
}

/// Our end's name for the way through the network; an ICE restart changes it, and another
/// connection has another.
const WAY: &str =
    r"(/a=ice-ufrag:(\S+)/.exec(window.__calls.at(-1).peer.localDescription?.sdp)?.[1] ?? null)";

pub async fn way(browser: &Browser) -> Value {
    browser.run(&format!("return {WAY}"), vec![]).await
}

/// Waits until the way is not this one any more.
pub async fn is_other_way(browser: &Browser, than: Value) {
    browser.until("another way", &format!("(({WAY}) ?? arguments[0]) !== arguments[0]"), vec![than]).await;
}
