use alongside_protocol::{
    WIRE_VERSION,
    message::{Hello, RefusalCode},
};
use tokio_tungstenite::tungstenite;

use crate::support::{BANK, Customer, FromPage, House, SHOP};

fn hello(version: u16, site: &str) -> Vec<u8> {
    let hello = Hello { version, site: site.to_owned(), resume: None, received: 0 };
    FromPage::Hello(hello).encode(0)
}

async fn refusal(origin: &str, first: Vec<u8>) -> (RefusalCode, String) {
    let house = House::open().await;
    let mut customer = Customer::connect(&house, origin).await.unwrap();
    customer.raw(first).await;
    let refusal = customer.refusal().await;
    (refusal.code, refusal.message)
}

#[tokio::test]
async fn another_version_of_the_wire() {
    assert_eq!(
        refusal(BANK, hello(99, "bank")).await,
        (RefusalCode::Version, "version 2 of the wire was expected, version 99 was found".to_owned())
    );
}

#[tokio::test]
async fn a_site_key_that_nobody_has() {
    assert_eq!(
        refusal(BANK, hello(WIRE_VERSION, "bakn")).await,
        (
            RefusalCode::Site,
            "the key of a site was expected, `bakn` was found, which no site here has".to_owned()
        )
    );
}

#[tokio::test]
async fn the_origin_of_another_site() {
    assert_eq!(
        refusal(SHOP, hello(WIRE_VERSION, "bank")).await,
        (
            RefusalCode::Origin,
            "the site `bank` expects the origin https://bank.example, \
             https://shop.example was found"
                .to_owned()
        )
    );
}

#[tokio::test]
async fn an_origin_of_no_site_before_the_upgrade() {
    let house = House::open().await;
    let failure = Customer::connect(&house, "https://evil.example").await;
    let Err(tungstenite::Error::Http(response)) = failure.map(|_| ()) else {
        panic!("upgraded");
    };
    assert_eq!(response.status(), 403);
    assert_eq!(
        String::from_utf8(response.body().clone().unwrap()).unwrap(),
        "the origin https://evil.example belongs to no site of this relay"
    );
}

#[tokio::test]
async fn a_full_relay() {
    let house = House::with(|config| config.limits.max_customers = 1).await;
    let _first = house.customer().await;
    let failure = Customer::connect(&house, BANK).await;
    let Err(tungstenite::Error::Http(response)) = failure.map(|_| ()) else {
        panic!("upgraded");
    };
    assert_eq!(response.status(), 503);
    assert_eq!(
        String::from_utf8(response.body().clone().unwrap()).unwrap(),
        "this relay serves 1 customers at a time, and is full"
    );
}
