//! Two ends of a line in one page find each other.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{cell::RefCell, rc::Rc, time::Duration};

use alongside_browser::peer::{Peer, PeerEvent, prepare};
use alongside_core::voice::{ChannelEvent, code::fingerprints};
use alongside_protocol::message::RtcSignal;
use gloo_timers::future::sleep;
use wasm_bindgen::JsCast;
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

/// Has the browser say that a data channel is open, once, before it says that the other
/// side's answer is taken.
const OPEN_EARLY: &str = "
    const { prototype } = RTCPeerConnection, { createDataChannel } = prototype
    prototype.createDataChannel = function (...given) {
        const channel = createDataChannel.apply(this, given)
        channel.addEventListener('open', (said) => said.isTrusted && said.stopImmediatePropagation())
        setTimeout(() => channel.dispatchEvent(new Event('open')))
        return channel
    }
    return () => { prototype.createDataChannel = createDataChannel }";

#[wasm_bindgen_test]
async fn a_channel_that_is_open_before_its_descriptions_are_taken_says_so_once_they_are() {
    let again = js_sys::Function::new_no_args(OPEN_EARLY).call0(&wasm_bindgen::JsValue::NULL).unwrap();
    let (customer, agent) = (end(true), end(false));
    sleep(Duration::from_millis(50)).await;
    again.unchecked_into::<js_sys::Function>().call0(&wasm_bindgen::JsValue::NULL).unwrap();
    let opened = |event: &PeerEvent| matches!(event, PeerEvent::Channel(ChannelEvent::Open { .. }));
    assert!(!customer.1.borrow().iter().any(opened) && !agent.1.borrow().iter().any(opened));
    let mut open = (0, 0);
    for _ in 0..80 {
        for (from, to, count) in [(&customer, &agent, &mut open.0), (&agent, &customer, &mut open.1)] {
            for event in from.1.take() {
                *count += usize::from(opened(&event));
                if let PeerEvent::Signal(signal) = event {
                    to.0.receive(signal);
                }
            }
        }
        sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(open, (1, 1));
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

/// The elements that frames of connections are in.
fn frames() -> u32 {
    let document = web_sys::window().unwrap().document().unwrap();
    document.query_selector_all("alongside-connection").unwrap().length()
}

fn digests(end: &(Peer, Heard)) -> String {
    let connection = end.0.connection_to_keep();
    let description = |name: &str| js_sys::Reflect::get(&connection, &name.into()).unwrap();
    let sdp =
        |name: &str| js_sys::Reflect::get(&description(name), &"sdp".into()).unwrap().as_string().unwrap();
    [sdp("localDescription"), sdp("remoteDescription")].map(|sdp| fingerprints(&sdp)).join(" ")
}

/// Two ends whose line was given a certificate.
async fn ends() -> ((Peer, Heard), (Peer, Heard)) {
    prepare();
    sleep(Duration::from_millis(500)).await;
    let customer = end(true);
    sleep(Duration::from_millis(500)).await;
    (customer, end(false))
}

#[wasm_bindgen_test]
async fn another_connection_takes_the_place_of_one_whose_way_is_lost() {
    let (customer, agent) = ends().await;
    carry(&customer, &agent).await;
    assert!(gets(&customer, &agent, b"before").await);
    let (before, code) = ([&customer, &agent].map(|end| end.0.connection_to_keep()), digests(&customer));
    assert_eq!(frames(), 0);
    customer.0.renew();
    assert_eq!(carry(&customer, &agent).await, (1, 0));
    let after = [&customer, &agent].map(|end| end.0.connection_to_keep());
    assert!(before[0] != after[0] && before[1] != after[1], "both ends have gone over");
    assert_eq!(digests(&customer), code, "the same certificates: the code stays");
    assert_eq!(frames(), 2, "one for each end, which here are in one page");
    // The data channel is another one, and nobody is told.
    assert!(gets(&customer, &agent, b"after").await);
    assert!(gets(&agent, &customer, b"and back").await);
    let told = customer.1.take().into_iter().chain(agent.1.take());
    let channels = told.filter(|event| {
        matches!(event, PeerEvent::Channel(ChannelEvent::Open { .. } | ChannelEvent::Closed))
    });
    assert_eq!(channels.count(), 0);
    // An ICE restart is one of the connection that is there now.
    customer.0.restart_ice();
    sleep(Duration::from_millis(300)).await;
    carry_some(&customer, &agent).await;
    assert!(customer.0.is_connected() && agent.0.is_connected());
    drop((customer, agent));
    assert_eq!(frames(), 0, "no trace is left");
}

#[wasm_bindgen_test]
async fn a_page_that_takes_the_frame_away_costs_the_connection_and_not_the_line() {
    let (customer, agent) = ends().await;
    carry(&customer, &agent).await;
    customer.0.renew();
    carry(&customer, &agent).await;
    customer.1.take();
    let document = web_sys::window().unwrap().document().unwrap();
    while let Some(host) = document.query_selector("alongside-connection").unwrap() {
        host.remove();
    }
    sleep(Duration::from_millis(300)).await;
    assert!(customer.1.take().iter().any(|event| matches!(event, PeerEvent::Stopped)), "it is noticed");
    customer.0.renew();
    carry(&customer, &agent).await;
    assert_eq!(frames(), 0, "this page wants none");
    assert!(gets(&customer, &agent, b"again").await);
}

#[wasm_bindgen_test]
async fn a_connection_that_the_other_side_hears_nothing_of_does_no_harm() {
    let (customer, agent) = ends().await;
    carry(&customer, &agent).await;
    let before = [&customer, &agent].map(|end| end.0.connection_to_keep());
    customer.0.renew();
    sleep(Duration::from_millis(300)).await;
    assert_eq!(offers(&customer).len(), 1, "it is lost on its way");
    customer.0.restart_ice();
    carry_some(&customer, &agent).await;
    assert!(customer.0.is_connected() && agent.0.is_connected());
    assert!([&customer, &agent].map(|end| end.0.connection_to_keep()) == before, "what there was goes on");
    customer.0.renew();
    carry(&customer, &agent).await;
    assert!([&customer, &agent].map(|end| end.0.connection_to_keep()) != before);
    assert!(gets(&customer, &agent, b"on the third").await);
}

#[wasm_bindgen_test]
async fn a_side_that_looks_for_a_way_does_not_hear_the_other_which_is_told_so() {
    let (customer, agent) = ends().await;
    carry(&customer, &agent).await;
    sleep(Duration::from_millis(300)).await;
    agent.1.take();
    agent.0.restart_ice();
    sleep(Duration::from_millis(300)).await;
    let offer = offers(&agent);
    customer.1.take();
    customer.0.receive(offer[0].clone());
    assert!(customer.1.take().iter().any(|event| matches!(event, PeerEvent::Stopped)));
}

/// Carries what there is, without waiting for anything.
async fn carry_some(customer: &(Peer, Heard), agent: &(Peer, Heard)) {
    for _ in 0..40 {
        for (from, to) in [(customer, agent), (agent, customer)] {
            for event in from.1.take() {
                if let PeerEvent::Signal(signal) = event {
                    to.0.receive(signal);
                }
            }
        }
        sleep(Duration::from_millis(25)).await;
    }
}
