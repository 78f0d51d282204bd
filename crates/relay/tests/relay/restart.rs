use alongside_protocol::message::{
    CallState, Chat, Fact, FactKind, FromAgent, Measure, SignalCause, SignalKind, Speaker, Stage, ToAgent,
    ToCustomer,
};

use crate::support::{FromPage, House, plain, status, together};

#[tokio::test]
async fn a_restart_keeps_visit_engagement_and_chat() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    customer.send(&status("/dispute")).await;
    let signal = FactKind::Signal {
        kind: SignalKind::RageClick,
        on: plain("button Send"),
        cause: SignalCause::NoAnswer,
        evidence: vec![(Measure::Clicks, 3)],
    };
    customer.send(&FromPage::Facts(vec![Fact { at: 1, kind: signal }])).await;
    customer.send(&FromPage::Chat(Chat { text: plain("Hello?") })).await;
    customer.acknowledged(4).await;
    let hello = Chat { text: "Hello, I am Dana.".to_owned() };
    agent.send(&FromAgent::Chat((id, hello))).await;
    agent.settle().await;
    let resume = customer.resume.clone().unwrap();
    let received = customer.received;

    let house = house.restart().await;

    let mut customer = house.returning(&resume, received).await;
    let welcome = customer.welcome.clone().unwrap();
    assert!(welcome.resumed);
    assert_eq!(welcome.received, 4);
    let engagement = customer.engagement().await;
    assert_eq!(engagement.id, id);
    assert_eq!(engagement.stage, Stage::Active { agent: "Dana".to_owned() });
    let lines: Vec<_> = engagement.lines.iter().map(|line| (line.from, line.text.as_str())).collect();
    assert_eq!(lines, [(Speaker::Customer, "Hello?"), (Speaker::Agent, "Hello, I am Dana.")]);

    let mut agent = house.agent("dana").await;
    let view = agent
        .wait_for(|message| match message {
            ToAgent::Visit(view) => Some(view),
            _ => None,
        })
        .await;
    assert_eq!(view.status.unwrap().path, "/dispute");
    assert_eq!(view.signals, [(SignalKind::RageClick, 1)]);
    assert_eq!(view.agent.as_deref(), Some("Dana"));
    assert_eq!(agent.engagement().await.lines.len(), 2);
    let facts = agent
        .wait_for(|message| match message {
            ToAgent::Facts((_, facts)) => Some(facts),
            _ => None,
        })
        .await;
    assert_eq!(facts.len(), 1);
    customer.wait_for(|message| matches!(message, ToCustomer::Snapshot(())).then_some(())).await;
}

#[tokio::test]
async fn engagement_numbers_are_never_used_again() {
    let house = House::open().await;
    let (customer, _agent, first) = together(&house).await;
    drop(customer);
    let house = house.restart().await;
    let (_customer, _agent, second) = together(&house).await;
    assert!(second > first);
}

#[tokio::test]
async fn an_end_that_the_page_missed_is_told_after_a_restart() {
    let house = House::open().await;
    let (customer, mut agent, id) = together(&house).await;
    let resume = customer.resume.clone().unwrap();
    let received = customer.received;
    drop(customer);
    agent.send(&FromAgent::End(id)).await;
    agent.settle().await;
    let house = house.restart().await;
    let mut customer = house.returning(&resume, received).await;
    let engagement = customer.engagement().await;
    assert_eq!(engagement.stage, Stage::Ended { by: alongside_protocol::message::EndedBy::Agent });
}

#[tokio::test]
async fn what_an_agent_who_is_back_first_says_waits_for_the_page() {
    let house = House::open().await;
    let (customer, _agent, id) = together(&house).await;
    let (resume, received) = (customer.resume.clone().unwrap(), customer.received);
    let house = house.restart().await;
    let mut agent = house.agent("dana").await;
    let muted = CallState { muted: true, connected: true, ..CallState::default() };
    agent.send(&FromAgent::CallState((id, muted))).await;
    agent.settle().await;
    let mut customer = house.returning(&resume, received).await;
    let told = |message| match message {
        ToCustomer::CallState(state) => Some(state),
        _ => None,
    };
    assert_eq!(customer.wait_for(told).await, muted);
}
