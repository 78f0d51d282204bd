use alongside_protocol::message::{Channel, EndedBy, FromAgent, Presence, Stage};

use crate::support::House;

#[tokio::test]
async fn without_an_agent_the_answer_comes_at_once() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let engagement = customer.engage(Channel::Voice).await;
    let by = EndedBy::NoAgent;
    assert_eq!(engagement.stage, Stage::Ended { by });
}

#[tokio::test]
async fn an_agent_who_takes_nobody_is_no_agent() {
    let house = House::open().await;
    let mut agent = house.available_agent("dana").await;
    agent.send(&FromAgent::Presence(Presence { available: false })).await;
    agent.settle().await;
    let mut customer = house.customer().await;
    let engagement = customer.engage(Channel::Chat).await;
    let by = EndedBy::NoAgent;
    assert_eq!(engagement.stage, Stage::Ended { by });
}
