use alongside_protocol::message::{
    Channel, Chat, FromAgent, Pointer, Rtc, RtcSignal, Speaker, Stage, ToAgent, ToCustomer,
};

use crate::support::{FromPage, House, plain, together};

#[tokio::test]
async fn a_line_comes_back_to_both() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    let text = plain("Where is my card?");
    customer.send(&FromPage::Chat(Chat { text })).await;
    let to_customer = customer
        .wait_for(|message| match message {
            ToCustomer::Chat(line) => Some(line),
            _ => None,
        })
        .await;
    let to_agent = agent
        .wait_for(|message| match message {
            ToAgent::Chat(line) => Some(line),
            _ => None,
        })
        .await;
    assert_eq!(to_customer.from, Speaker::Customer);
    assert_eq!(to_customer.text, "Where is my card?");
    assert_eq!(to_agent, (id, to_customer));
}

#[tokio::test]
async fn calls_and_pointers_are_passed_on() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    let offer = Rtc { call: 1, signal: RtcSignal::Offer { sdp: "v=0".to_owned() } };
    customer.send(&FromPage::Rtc(offer.clone())).await;
    let got = agent
        .wait_for(|message| match message {
            ToAgent::Rtc(rtc) => Some(rtc),
            _ => None,
        })
        .await;
    assert_eq!(got, (id, offer));
    agent.send(&FromAgent::Pointer((id, Pointer { node: 12 }))).await;
    let pointer = customer
        .wait_for(|message| match message {
            ToCustomer::Pointer(pointer) => Some(pointer),
            _ => None,
        })
        .await;
    assert_eq!(pointer.node, 12);
}

#[tokio::test]
async fn asking_again_changes_the_channel_and_keeps_the_rest() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    let engagement = customer.engage(Channel::Voice).await;
    assert_eq!((engagement.id, engagement.channel), (id, Channel::Voice));
    let stage = Stage::Active { agent: "Dana".to_owned() };
    assert_eq!(engagement.stage, stage);
    assert_eq!(agent.engagement().await, engagement);
}

#[tokio::test]
async fn what_is_said_while_the_page_loads_arrives_with_the_next_page() {
    let house = House::open().await;
    let (customer, mut agent, id) = together(&house).await;
    let resume = customer.resume.clone().unwrap();
    drop(customer);
    let text = "Still there?".to_owned();
    agent.send(&FromAgent::Chat((id, Chat { text }))).await;
    agent.settle().await;
    let mut next_page = house.returning(&resume, 0).await;
    let lines = next_page.engagement().await.lines;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].text, "Still there?");
}
