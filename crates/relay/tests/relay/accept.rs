use alongside_protocol::message::{
    Channel, EndedBy, Fact, FactKind, FromAgent, RefusalCode, Stage, ToAgent, ToCustomer,
};

use crate::support::{FromPage, House, plain, together};

#[tokio::test]
async fn the_first_agent_wins_and_the_second_is_told_who_did() {
    let house = House::open().await;
    let mut dana = house.available_agent("dana").await;
    let mut noor = house.available_agent("noor").await;
    let mut customer = house.customer().await;
    let id = customer.engage(Channel::Voice).await.id;
    dana.send(&FromAgent::Accept(id)).await;
    dana.engagement().await;
    noor.send(&FromAgent::Accept(id)).await;
    let refusal = noor.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Engagement);
    assert_eq!(refusal.message, format!("engagement {id} was taken by Dana"));
    // The socket stays open, and the list says who has the customer.
    let with = noor
        .wait_for(|message| match message {
            ToAgent::Visit(view) => view.agent,
            _ => None,
        })
        .await;
    assert_eq!(with, "Dana");
    let stage = customer.engagement().await.stage;
    assert_eq!(stage, Stage::Active { agent: "Dana".to_owned() });
}

#[tokio::test]
async fn accepting_brings_the_whole_journey_and_asks_for_the_page() {
    let house = House::open().await;
    let mut agent = house.available_agent("dana").await;
    let mut customer = house.customer().await;
    for path in ["/", "/transfer"] {
        let kind = FactKind::Page { path: plain(path) };
        customer.send(&FromPage::Facts(vec![Fact { at: 1, kind }])).await;
    }
    let id = customer.engage(Channel::Chat).await.id;
    agent.send(&FromAgent::Accept(id)).await;
    let engagement = agent.engagement().await;
    assert_eq!(engagement.visit, customer.visit());
    let ToAgent::Facts((of, facts)) = agent.next().await else {
        panic!("facts follow the engagement");
    };
    assert_eq!((of, facts.len()), (id, 2));
    let ToAgent::Sources(sources) = agent.next().await else {
        panic!("the page's sources come before the page");
    };
    assert_eq!(sources, (id, vec!["https://bank.example".to_owned()]));
    customer.wait_for(|message| matches!(message, ToCustomer::Snapshot(())).then_some(())).await;
}

#[tokio::test]
async fn an_agent_who_is_not_in_it_can_do_nothing() {
    let house = House::open().await;
    let (_customer, _dana, id) = together(&house).await;
    let mut noor = house.available_agent("noor").await;
    for message in [FromAgent::End(id), FromAgent::Snapshot(id)] {
        noor.send(&message).await;
        let refusal = noor.refusal().await;
        assert_eq!(refusal.code, RefusalCode::Engagement);
        assert_eq!(refusal.message, format!("engagement {id} is with Dana"));
    }
    noor.send(&FromAgent::End(id + 7)).await;
    assert_eq!(noor.refusal().await.message, format!("there is no engagement {}", id + 7));
}

#[tokio::test]
async fn a_waiting_engagement_must_be_accepted_first() {
    let house = House::open().await;
    let mut agent = house.available_agent("dana").await;
    let mut customer = house.customer().await;
    let id = customer.engage(Channel::Chat).await.id;
    agent.send(&FromAgent::End(id)).await;
    assert_eq!(agent.refusal().await.message, format!("engagement {id} is waiting: accept it first"));
    customer.send(&FromPage::Leave(())).await;
    customer.engagement().await;
    agent.send(&FromAgent::Accept(id)).await;
    assert_eq!(agent.refusal().await.message, format!("engagement {id} is over"));
}

#[tokio::test]
async fn either_side_ends_it_for_both() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    agent.send(&FromAgent::End(id)).await;
    let by_agent = Stage::Ended { by: EndedBy::Agent };
    assert_eq!(agent.engagement().await.stage, by_agent);
    assert_eq!(customer.engagement().await.stage, by_agent);
    let id = customer.engage(Channel::Chat).await.id;
    agent.send(&FromAgent::Accept(id)).await;
    customer.send(&FromPage::Leave(())).await;
    let by_customer = Stage::Ended { by: EndedBy::Customer };
    agent
        .wait_for(|message| match message {
            ToAgent::Engagement(engagement) => (engagement.stage == by_customer).then_some(()),
            _ => None,
        })
        .await;
}
