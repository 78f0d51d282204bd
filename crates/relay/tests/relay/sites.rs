use alongside_protocol::message::{Channel, EndedBy, FromAgent, Stage, ToAgent};

use crate::support::{House, SHOP, status};

#[tokio::test]
async fn an_agent_of_one_site_never_hears_of_another() {
    let house = House::open().await;
    let mut dana = house.available_agent("dana").await;
    let mut early = house.customer().await;
    early.send(&status("/accounts")).await;
    early.acknowledged(1).await;
    let mut sam = house.available_agent("sam").await;
    let id = early.engage(Channel::Chat).await.id;
    dana.send(&FromAgent::Accept(id)).await;
    dana.engagement().await;
    drop(early);
    let shopper = house.customer_of("shop", SHOP).await;
    let heard = sam.hears_within(600).await;
    let visits: Vec<_> = heard
        .iter()
        .map(|message| match message {
            ToAgent::Visit(view) => view.visit.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(!visits.is_empty());
    assert!(visits.iter().all(|visit| *visit == shopper.visit()));
    // Even a number that was overheard leads nowhere.
    for message in [FromAgent::Accept(id), FromAgent::End(id)] {
        sam.send(&message).await;
        assert_eq!(sam.refusal().await.message, format!("there is no engagement {id}"));
    }
}

#[tokio::test]
async fn an_agent_of_one_site_takes_nobody_from_another() {
    let house = House::open().await;
    let _sam = house.available_agent("sam").await;
    let mut customer = house.customer().await;
    let by = EndedBy::NoAgent;
    assert_eq!(customer.engage(Channel::Chat).await.stage, Stage::Ended { by });
}
