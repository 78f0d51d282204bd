use alongside_protocol::{
    frame,
    message::{FromAgent, RefusalCode, ToAgent, ToCustomer},
    page::SheetHash,
};
use sha2::{Digest, Sha256};

use crate::support::{FromPage, House, plain, together};

fn hash_of(rules: &str) -> SheetHash {
    Sha256::digest(rules)[..16].try_into().unwrap()
}

#[tokio::test]
async fn a_large_sheet_goes_over_the_socket() {
    let house = House::open().await;
    let (mut customer, mut dana, id) = together(&house).await;
    let rules = format!("p {{ margin: 0 }}{}", " ".repeat(300_000));
    dana.send(&FromAgent::LackSheets((id, vec![hash_of(&rules)]))).await;
    let asked = customer
        .wait_for(|message| match message {
            ToCustomer::LackSheets(hashes) => Some(hashes),
            _ => None,
        })
        .await;
    assert_eq!(asked, [hash_of(&rules)]);
    customer.send(&FromPage::Sheet((asked[0], plain(&rules)))).await;
    let got = dana
        .wait_for(|message| match message {
            ToAgent::Sheet(sheet) => Some(sheet),
            _ => None,
        })
        .await;
    assert_eq!(got, (hash_of(&rules), rules));
}

#[tokio::test]
async fn a_sheet_larger_than_any_frame_is_refused_by_name() {
    let house = House::with(|config| config.limits.max_frame_bytes = 100_000).await;
    let (mut customer, _dana, _) = together(&house).await;
    let mut bytes = Vec::new();
    frame::encode_into(30, customer.sent + 1, &vec![0; 100_001], &mut bytes);
    customer.raw(bytes).await;
    let refusal = customer.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Frame);
    assert_eq!(refusal.message, "the `Sheet` frame holds 100001 bytes, at most 100000 are accepted");
}
