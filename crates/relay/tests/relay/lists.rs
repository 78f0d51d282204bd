use alongside_protocol::message::{Channel, FromAgent, RefusalCode, ToAgent, ToCustomer};

use crate::support::{House, status, together};

#[tokio::test]
async fn agents_see_visits_come_change_and_wait() {
    let house = House::open().await;
    let mut agent = house.available_agent("dana").await;
    let mut customer = house.customer().await;
    let view = agent
        .wait_for(|message| match message {
            ToAgent::Visit(view) => Some(view),
            _ => None,
        })
        .await;
    assert_eq!(view.visit, customer.visit());
    assert_eq!(view.site, "Bank");
    assert!(view.online);
    customer.send(&status("/open")).await;
    agent
        .wait_for(|message| match message {
            ToAgent::Visit(view) => view.status.filter(|status| status.path == "/open"),
            _ => None,
        })
        .await;
    let id = customer.engage(Channel::Voice).await.id;
    let waiting = agent
        .wait_for(|message| match message {
            ToAgent::Visit(view) => view.waiting,
            _ => None,
        })
        .await;
    assert_eq!((waiting.engagement, waiting.channel), (id, Channel::Voice));
}

#[tokio::test]
async fn an_offline_visit_leaves_the_list() {
    let house = House::with(|config| config.visit_after_seconds = 1).await;
    let mut agent = house.available_agent("dana").await;
    let customer = house.customer().await;
    let visit = customer.visit();
    drop(customer);
    let gone = agent
        .wait_for(|message| match message {
            ToAgent::VisitGone(gone) => Some(gone.visit),
            _ => None,
        })
        .await;
    assert_eq!(gone, visit);
}

#[tokio::test]
async fn customers_hear_who_could_help() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let _agent = house.available_agent("dana").await;
    customer
        .wait_for(|message| match message {
            ToCustomer::Availability(availability) => (availability.agents == 1).then_some(()),
            _ => None,
        })
        .await;
}

#[tokio::test]
async fn a_reloaded_console_carries_on() {
    let house = House::open().await;
    let (mut customer, agent, id) = together(&house).await;
    drop(agent);
    let mut reloaded = house.agent("dana").await;
    assert_eq!(reloaded.engagement().await.id, id);
    customer.wait_for(|message| matches!(message, ToCustomer::Snapshot(())).then_some(())).await;
    reloaded.send(&FromAgent::End(id)).await;
    customer.engagement().await;
}

#[tokio::test]
async fn the_newest_console_of_an_agent_takes_over() {
    let house = House::open().await;
    let mut older = house.agent("dana").await;
    let mut newer = house.agent("dana").await;
    let refusal = older.refusal().await;
    assert_eq!(refusal.code, RefusalCode::Agent);
    assert_eq!(refusal.message, "the console was opened elsewhere, and goes on there");
    assert_eq!(older.maybe_next().await, None);
    newer.settle().await;
}
