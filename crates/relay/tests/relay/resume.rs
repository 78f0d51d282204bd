use alongside_protocol::message::{Channel, Resume, Stage, ToCustomer};

use crate::support::{BANK, Customer, House, status, together};

#[tokio::test]
async fn a_new_customer_is_welcomed_and_told_who_is_there() {
    let house = House::open().await;
    let _agent = house.available_agent("dana").await;
    let mut customer = Customer::connect(&house, BANK).await.unwrap();
    customer.hello("bank", None, 0).await;
    let welcome = customer.welcome.clone().unwrap();
    assert!(!welcome.resumed);
    assert_eq!(welcome.received, 0);
    assert_eq!(welcome.resume.visit.len(), 32);
    assert_eq!(welcome.resume.token.len(), 64);
    let ToCustomer::Availability(availability) = customer.next().await else {
        panic!("availability follows the welcome");
    };
    assert_eq!((availability.agents, availability.waiting), (1, 0));
}

#[tokio::test]
async fn the_right_token_brings_the_visit_back() {
    let house = House::open().await;
    let mut first = house.customer().await;
    first.send(&status("/accounts")).await;
    first.acknowledged(1).await;
    let resume = first.resume.clone().unwrap();
    drop(first);
    let again = house.returning(&resume, 0).await;
    let welcome = again.welcome.unwrap();
    assert!(welcome.resumed);
    assert_eq!(welcome.received, 1);
    assert_eq!(welcome.resume, resume);
}

#[tokio::test]
async fn a_wrong_token_gets_a_new_visit() {
    let house = House::open().await;
    let first = house.customer().await;
    let forged = Resume { visit: first.visit(), token: "0".repeat(64) };
    let again = house.returning(&forged, 0).await;
    let welcome = again.welcome.clone().unwrap();
    assert!(!welcome.resumed);
    assert_ne!(welcome.resume.visit, first.visit());
    assert_ne!(welcome.resume.token, forged.token);
}

#[tokio::test]
async fn an_unknown_visit_gets_a_new_one() {
    let house = House::open().await;
    let unknown = Resume { visit: "f".repeat(32), token: "0".repeat(64) };
    let customer = house.returning(&unknown, 7).await;
    assert!(!customer.welcome.unwrap().resumed);
}

#[tokio::test]
async fn a_newer_connection_of_a_visit_closes_the_older() {
    let house = House::open().await;
    let mut older = house.customer().await;
    let resume = older.resume.clone().unwrap();
    let mut newer = house.returning(&resume, 0).await;
    while older.maybe_next().await.is_some() {}
    newer.send(&status("/next")).await;
    newer.acknowledged(1).await;
}

#[tokio::test]
async fn frames_sent_twice_are_taken_once() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let _agent = house.available_agent("dana").await;
    let engagement = customer.engage(Channel::Chat).await;
    let again = alongside_protocol::message::Engage { channel: Channel::Voice };
    customer.raw(crate::support::FromPage::Engage(again).encode(1)).await;
    customer.acknowledged(1).await;
    let resume = customer.resume.clone().unwrap();
    drop(customer);
    let mut back = house.returning(&resume, 0).await;
    let now = back.engagement().await;
    assert_eq!(now.id, engagement.id);
    assert_eq!(now.channel, Channel::Chat);
}

#[tokio::test]
async fn a_page_load_finds_its_engagement_again() {
    let house = House::open().await;
    let (customer, _agent, id) = together(&house).await;
    let resume = customer.resume.clone().unwrap();
    drop(customer);
    let mut next_page = house.returning(&resume, 0).await;
    let engagement = next_page.engagement().await;
    assert_eq!(engagement.id, id);
    assert_eq!(engagement.stage, Stage::Active { agent: "Dana".to_owned() });
}
