//! Two ends of a line in one page find each other.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{cell::RefCell, rc::Rc, time::Duration};

use alongside_browser::peer::{Peer, PeerEvent};
use alongside_core::voice::ChannelEvent;
use alongside_protocol::message::RtcSignal;
use gloo_timers::future::sleep;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

type Heard = Rc<RefCell<Vec<PeerEvent>>>;

fn end(polite: bool) -> (Peer, Heard) {
    let heard = Heard::default();
    let hears = Rc::clone(&heard);
    let peer = Peer::new(&[], polite, None, move |event| {
        hears.borrow_mut().push(event);
    });
    (peer.unwrap(), heard)
}

/// Carries signals both ways until both ends are connected; returns how many
/// offers each end made.
async fn carry(customer: &(Peer, Heard), agent: &(Peer, Heard)) -> (usize, usize) {
    let (mut offers, mut connected) = ((0, 0), (false, false));
    for _ in 0..200 {
        for (from, to, offered, up) in [
            (customer, agent, &mut offers.0, &mut connected.0),
            (agent, customer, &mut offers.1, &mut connected.1),
        ] {
            for event in from.1.take() {
                match event {
                    PeerEvent::Signal(signal) => {
                        *offered += usize::from(matches!(signal, RtcSignal::Offer { .. }));
                        to.0.receive(signal);
                    }
                    PeerEvent::Connected => *up = true,
                    PeerEvent::Failed => panic!("the line failed"),
                    PeerEvent::Disconnected
                    | PeerEvent::Audio(_)
                    | PeerEvent::Channel(_)
                    | PeerEvent::Stopped => {}
                }
            }
        }
        if connected == (true, true) {
            break;
        }
        sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(connected, (true, true));
    offers
}

#[wasm_bindgen_test]
async fn the_customer_offers_and_the_agent_answers() {
    let (customer, agent) = (end(true), end(false));
    assert_eq!(carry(&customer, &agent).await, (1, 0));
}

/// Whether an end is sent these bytes on the data channel, once it is open.
async fn gets(from: &(Peer, Heard), to: &(Peer, Heard), bytes: &[u8]) -> bool {
    let it =
        |event: PeerEvent| matches!(event, PeerEvent::Channel(ChannelEvent::Message(got)) if got == bytes);
    for _ in 0..200 {
        from.0.send(bytes);
        if to.1.take().into_iter().any(it) {
            return true;
        }
        sleep(Duration::from_millis(25)).await;
    }
    false
}

#[wasm_bindgen_test]
async fn the_data_channel_comes_with_the_line_and_carries_both_ways() {
    let (customer, agent) = (end(true), end(false));
    carry(&customer, &agent).await;
    assert!(gets(&customer, &agent, b"from the customer").await);
    assert!(gets(&agent, &customer, b"from the agent").await);
}

#[wasm_bindgen_test]
async fn another_certificate_in_the_middle_of_a_line_is_refused() {
    let (customer, agent) = (end(true), end(false));
    carry(&customer, &agent).await;
    customer.0.restart_ice();
    sleep(Duration::from_millis(500)).await;
    let again = offers(&customer);
    let [RtcSignal::Offer { sdp }] = again.as_slice() else { panic!("no offer") };
    let (before, rest) = sdp.split_once("a=fingerprint:sha-256 ").unwrap();
    let other = if rest.starts_with("00") { "01" } else { "00" };
    let sdp = format!("{before}a=fingerprint:sha-256 {other}{}", &rest[2..]);
    agent.0.receive(RtcSignal::Offer { sdp });
    sleep(Duration::from_millis(500)).await;
    let heard = agent.1.take();
    assert!(heard.iter().any(|event| matches!(event, PeerEvent::Failed)), "{heard:?}");
    assert!(!heard.iter().any(|event| matches!(event, PeerEvent::Signal(RtcSignal::Answer { .. }))));
}

#[wasm_bindgen_test]
async fn two_offers_that_meet_end_in_one_line() {
    let (customer, agent) = (end(true), end(false));
    carry(&customer, &agent).await;
    customer.0.restart_ice();
    agent.0.restart_ice();
    let mut offers = 0;
    for _ in 0..60 {
        for (from, to) in [(&customer, &agent), (&agent, &customer)] {
            for event in from.1.take() {
                match event {
                    PeerEvent::Signal(signal) => {
                        offers += usize::from(matches!(signal, RtcSignal::Offer { .. }));
                        to.0.receive(signal);
                    }
                    PeerEvent::Failed => panic!("the line failed"),
                    _ => {}
                }
            }
        }
        sleep(Duration::from_millis(25)).await;
    }
    assert!(offers >= 2, "both ends offered");
}

/// The offers in what an end has said since the last look.
fn offers(end: &(Peer, Heard)) -> Vec<RtcSignal> {
    let said = end.1.take().into_iter().filter_map(|event| match event {
        PeerEvent::Signal(signal) => Some(signal),
        _ => None,
    });
    said.filter(|signal| matches!(signal, RtcSignal::Offer { .. })).collect()
}

#[wasm_bindgen_test]
async fn a_restart_that_nobody_heard_of_does_not_keep_the_next_one_back() {
    let (customer, agent) = (end(true), end(false));
    carry(&customer, &agent).await;
    customer.0.restart_ice();
    sleep(Duration::from_millis(500)).await;
    assert_eq!(offers(&customer).len(), 1, "it is lost on its way");
    customer.0.restart_ice();
    sleep(Duration::from_millis(500)).await;
    let again = offers(&customer);
    assert_eq!(again.len(), 1);
    agent.0.receive(again[0].clone());
    sleep(Duration::from_millis(500)).await;
    let answer = agent.1.take().into_iter().find_map(|event| match event {
        PeerEvent::Signal(answer @ RtcSignal::Answer { .. }) => Some(answer),
        _ => None,
    });
    customer.0.receive(answer.unwrap());
    sleep(Duration::from_millis(500)).await;
    let failed = |event: &PeerEvent| matches!(event, PeerEvent::Failed);
    assert!(!customer.1.take().iter().any(failed), "the answer fits the second offer");
}

#[wasm_bindgen_test]
async fn candidates_before_their_offer_and_a_hang_up_half_way_do_no_harm() {
    let (customer, agent) = (end(true), end(false));
    sleep(Duration::from_millis(300)).await;
    let mut signals: Vec<_> = customer
        .1
        .take()
        .into_iter()
        .filter_map(|event| match event {
            PeerEvent::Signal(signal) => Some(signal),
            _ => None,
        })
        .collect();
    signals.reverse();
    for signal in signals {
        agent.0.receive(signal);
    }
    sleep(Duration::from_millis(200)).await;
    let answers = agent
        .1
        .take()
        .into_iter()
        .filter(|event| matches!(event, PeerEvent::Signal(RtcSignal::Answer { .. })));
    assert_eq!(answers.count(), 1);
    agent.0.receive(RtcSignal::Offer { sdp: "x".into() });
    drop(agent.0);
    drop(customer.0);
    sleep(Duration::from_millis(200)).await;
    assert!(agent.1.take().is_empty(), "a closed line says nothing");
}
