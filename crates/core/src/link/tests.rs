use alongside_protocol::message::{Chat, Welcome};

use super::*;
use crate::privacy::Policy;

fn said(text: &str) -> FromCustomer<Redacted> {
    FromCustomer::Chat(Chat { text: Policy::default().said(text) })
}

fn welcome(resumed: bool, received: u64) -> Vec<u8> {
    let resume = Resume { visit: "v".into(), token: "t".into() };
    ToCustomer::Welcome(Welcome { resume, resumed, received, ice: Vec::new(), now: 0, ice_lasts: 0 })
        .encode(0)
}

fn sequences(asks: &[Ask]) -> Vec<u64> {
    asks.iter()
        .filter_map(|ask| match ask {
            Ask::Send(bytes) => Some(frame::decode(bytes).unwrap().0),
            _ => None,
        })
        .map(|frame| frame.sequence)
        .collect()
}

fn open_link() -> Link {
    let mut link = Link::new("site", 7, LinkMemory::default());
    let mut out = Vec::new();
    link.want(true, &mut out);
    link.opened(&mut out);
    link.message(&welcome(false, 0), &mut Vec::new(), &mut out).unwrap();
    link
}

#[test]
fn what_was_not_stored_is_sent_again_without_gaps() {
    let mut link = open_link();
    let mut out = Vec::new();
    for text in ["one", "two", "three"] {
        link.send(&said(text), &mut out);
    }
    link.send(&FromCustomer::Page(vec![1, 2, 3]), &mut out);
    link.send(&said("four"), &mut out);
    assert_eq!(sequences(&out), [1, 2, 3, 4, 5]);
    link.message(&ToCustomer::Ack(Ack { received: 1 }).encode(0), &mut Vec::new(), &mut out).unwrap();
    // The page is loaded again; the relay had stored up to 2.
    let mut next = Link::new("site", 7, link.memory());
    let mut out = Vec::new();
    next.want(true, &mut out);
    next.opened(&mut out);
    out.clear();
    next.message(&welcome(true, 2), &mut Vec::new(), &mut out).unwrap();
    assert_eq!(sequences(&out), [3, 4]);
}

#[test]
fn what_waits_for_the_line_is_not_taken_for_what_the_last_page_sent() {
    let mut link = Link::new("site", 7, LinkMemory { sent: 3, ..open_link().memory() });
    let mut out = Vec::new();
    link.want(true, &mut out);
    link.send(&said("on the new page"), &mut out);
    link.opened(&mut out);
    out.clear();
    // The last page sent more after it was remembered.
    link.message(&welcome(true, 5), &mut Vec::new(), &mut out).unwrap();
    assert_eq!(sequences(&out), [6]);
}

#[test]
fn reconnects_back_off_with_jitter_and_stop_when_refused() {
    let mut link = open_link();
    let mut pauses = Vec::new();
    for _ in 0..10 {
        link.closed(0, 1006);
        pauses.push(link.deadline().unwrap());
    }
    assert!(pauses[0] >= 200 && pauses[0] <= 400, "{pauses:?}");
    assert!(pauses[9] >= 15_000 && pauses[9] <= 30_000, "{pauses:?}");
    let refusal = alongside_protocol::message::Refusal { code: RefusalCode::Site, message: String::new() };
    link.message(&ToCustomer::Refusal(refusal).encode(0), &mut Vec::new(), &mut Vec::new()).unwrap();
    link.closed(0, 1006);
    assert_eq!(link.deadline(), None);
}

#[test]
fn on_another_network_a_new_socket_takes_the_place_of_the_old_one() {
    let mut link = open_link();
    for _ in 0..6 {
        link.closed(0, 1006);
    }
    let mut out = Vec::new();
    link.renew(&mut out);
    assert_eq!((&out[..], link.deadline()), (&[Ask::Connect][..], None));
    link.opened(&mut out);
    assert!(matches!(out[1], Ask::Send(_)), "it greets");
    link.message(&welcome(true, 0), &mut Vec::new(), &mut out).unwrap();
    link.renew(&mut out);
    assert_eq!(out.last(), Some(&Ask::Connect), "one that seems open may be dead");
    link.closed(0, 1006);
    assert!(link.deadline().unwrap() <= 400, "pauses begin anew");
    link.want(false, &mut out);
    out.clear();
    link.renew(&mut out);
    assert!(out.is_empty(), "nobody wants it");
}

#[test]
fn what_arrives_twice_counts_once_and_is_acknowledged() {
    let mut link = open_link();
    let (mut messages, mut out) = (Vec::new(), Vec::new());
    let frame = ToCustomer::Snapshot(()).encode(1);
    link.message(&frame, &mut messages, &mut out).unwrap();
    link.message(&frame, &mut messages, &mut out).unwrap();
    assert_eq!(messages.len(), 1);
    assert_eq!(out.len(), 1, "one acknowledgement");
}

#[test]
fn a_garbled_frame_is_an_error_that_names_it() {
    let mut link = open_link();
    let error = link.message(&[20, 1, 2, 255, 255], &mut Vec::new(), &mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "the payload of a `Engagement` frame is garbled");
}
