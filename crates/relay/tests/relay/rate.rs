use alongside_protocol::message::RefusalCode;

use crate::support::{House, status};

#[tokio::test]
async fn more_frames_than_a_page_needs_are_refused() {
    let house = House::with(|config| {
        config.limits.frames_per_second = 1;
        config.limits.frames_burst = 10;
    })
    .await;
    let mut customer = house.customer().await;
    let mut bytes = Vec::new();
    for number in 1..=20 {
        bytes.extend(status("/").encode(number));
    }
    customer.raw(bytes).await;
    let refusal = customer.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Rate);
    assert_eq!(refusal.message, "at most 1 frames a second and 10 at once are accepted");
}
