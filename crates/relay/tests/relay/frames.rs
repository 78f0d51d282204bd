use alongside_protocol::{
    frame::{self, MAX_PAYLOAD},
    message::RefusalCode,
};

use crate::support::{BANK, Customer, House, plain, status};

async fn refused_after_hello(bytes: Vec<u8>) -> (RefusalCode, String) {
    let house = House::open().await;
    let mut bystander = house.customer().await;
    let mut customer = house.customer().await;
    customer.raw(bytes).await;
    let refusal = customer.refusal().await;
    // Nothing else is disturbed.
    bystander.send(&status("/")).await;
    bystander.acknowledged(1).await;
    (refusal.code, refusal.message)
}

fn frame_of(kind: u8, sequence: u64, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame::encode_into(kind, sequence, payload, &mut bytes);
    bytes
}

#[tokio::test]
async fn a_garbled_frame_is_refused_by_name() {
    assert_eq!(
        refused_after_hello(frame_of(11, 1, &[0xff; 9])).await,
        (RefusalCode::Frame, "the payload of a `Status` frame is garbled".to_owned())
    );
}

#[tokio::test]
async fn a_garbled_page_is_refused_by_name() {
    assert_eq!(
        refused_after_hello(frame_of(24, 1, &[200, 1, 1])).await,
        (RefusalCode::Frame, "the payload of a `Page` frame is garbled".to_owned())
    );
}

#[tokio::test]
async fn a_frame_cut_short_is_refused_by_name() {
    assert_eq!(
        refused_after_hello(vec![11, 1, 20, 0, 0]).await,
        (RefusalCode::Frame, "`Status`: the frame is cut short: 20 bytes expected, 2 found".to_owned())
    );
}

#[tokio::test]
async fn an_oversized_page_is_refused_by_name() {
    let found = MAX_PAYLOAD + 1;
    assert_eq!(
        refused_after_hello(frame_of(24, 1, &vec![0; found])).await,
        (
            RefusalCode::Frame,
            format!("the `Page` frame holds {found} bytes, at most {MAX_PAYLOAD} are accepted")
        )
    );
}

#[tokio::test]
async fn a_message_beyond_all_bounds_is_refused_unread() {
    let house = House::with(|config| config.limits.max_frame_bytes = 1_000).await;
    let mut customer = house.customer().await;
    customer.raw(vec![0; 200_000]).await;
    let refusal = customer.refusal().await;
    assert_eq!(refusal.message, "the message is longer than any that is accepted");
}

#[tokio::test]
async fn only_a_page_may_be_large() {
    assert_eq!(
        refused_after_hello(frame_of(22, 1, &vec![0; 65_537])).await,
        (RefusalCode::Frame, "the `Chat` frame holds 65537 bytes, at most 65536 are accepted".to_owned())
    );
}

#[tokio::test]
async fn a_novel_is_no_line_of_a_conversation() {
    let novel = alongside_protocol::message::Chat { text: plain(&"x".repeat(16_385)) };
    assert_eq!(
        refused_after_hello(crate::support::FromPage::Chat(novel).encode(1)).await,
        (RefusalCode::Frame, "a line of a conversation holds at most 16384 bytes, found 16385".to_owned())
    );
}

#[tokio::test]
async fn a_gap_in_the_numbers_is_refused() {
    assert_eq!(
        refused_after_hello(status("/").encode(3)).await,
        (RefusalCode::Frame, "frame 1 was expected, frame 3 was found".to_owned())
    );
}

#[tokio::test]
async fn the_first_frame_must_be_hello() {
    let house = House::open().await;
    let mut customer = Customer::connect(&house, BANK).await.unwrap();
    customer.raw(status("/").encode(1)).await;
    let refusal = customer.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Frame);
    assert_eq!(refusal.message, "the first frame should be `Hello`, found `Status`");
}

#[tokio::test]
async fn unknown_kinds_are_counted_and_skipped() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    customer.raw(frame_of(99, 1, b"from the future")).await;
    customer.acknowledged(1).await;
}

#[tokio::test]
async fn all_frames_of_a_message_are_read_and_acknowledged_once() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let mut bytes = status("/a").encode(1);
    bytes.extend(status("/b").encode(2));
    bytes.extend(status("/c").encode(3));
    customer.raw(bytes).await;
    let first_ack = customer
        .wait_for(|message| match message {
            alongside_protocol::message::ToCustomer::Ack(ack) => Some(ack.received),
            _ => None,
        })
        .await;
    assert_eq!(first_ack, 3);
}
