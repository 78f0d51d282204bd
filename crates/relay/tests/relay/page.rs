use alongside_protocol::message::{
    FromAgent, NoPicture, PictureOf, PictureRefusal, RefusalCode, ToAgent, ToCustomer,
};

use crate::support::{FromPage, House, together};

#[tokio::test]
async fn a_page_frame_goes_to_the_engaged_agent_and_nobody_else() {
    let house = House::open().await;
    let (mut customer, mut dana, id) = together(&house).await;
    let mut noor = house.available_agent("noor").await;
    let page = vec![7; 300];
    customer.send(&FromPage::Page(page.clone())).await;
    let sent = customer.sent;
    customer.acknowledged(sent).await;
    let got = dana
        .wait_for(|message| match message {
            ToAgent::Page(page) => Some(page),
            _ => None,
        })
        .await;
    assert_eq!(got, (id, page));
    let heard = noor.hears_within(400).await;
    assert!(
        !heard.iter().any(|message| matches!(message, ToAgent::Page(_) | ToAgent::Facts(_))),
        "{heard:?}"
    );
}

#[tokio::test]
async fn a_page_frame_without_an_engagement_is_dropped_and_acknowledged() {
    let house = House::open().await;
    let (mut customer, mut dana, id) = together(&house).await;
    dana.send(&FromAgent::End(id)).await;
    dana.engagement().await;
    customer.send(&FromPage::Page(vec![1, 2, 3])).await;
    let sent = customer.sent;
    customer.acknowledged(sent).await;
    let heard = dana.hears_within(400).await;
    assert!(!heard.iter().any(|message| matches!(message, ToAgent::Page(_))));
}

#[tokio::test]
async fn page_content_is_never_stored() {
    let house = House::open().await;
    let (mut customer, _dana, _) = together(&house).await;
    let secret = b"what the page shows";
    customer.send(&FromPage::Page(secret.to_vec())).await;
    let sent = customer.sent;
    customer.acknowledged(sent).await;
    let dir = house.dir;
    house.relay.shutdown().await;
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let stored = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!stored.windows(secret.len()).any(|window| window == secret));
    }
}

#[tokio::test]
async fn a_picture_is_asked_for_by_the_engaged_agent_alone() {
    let house = House::open().await;
    let (mut customer, mut dana, id) = together(&house).await;
    let mut noor = house.available_agent("noor").await;
    noor.send(&FromAgent::Picture((id, PictureOf { node: 9 }))).await;
    let refused = noor.refusal().await;
    assert_eq!(refused.code, RefusalCode::Engagement);
    dana.send(&FromAgent::Picture((id, PictureOf { node: 7 }))).await;
    let asked = customer
        .wait_for(|message| match message {
            ToCustomer::Picture(of) => Some(of.node),
            _ => None,
        })
        .await;
    assert_eq!(asked, 7, "nobody else's question came before");
    let none = NoPicture { node: 7, why: PictureRefusal::Foreign };
    customer.send(&FromPage::NoPicture(none)).await;
    let told = dana
        .wait_for(|message| match message {
            ToAgent::NoPicture(told) => Some(told),
            _ => None,
        })
        .await;
    assert_eq!(told, (id, none));
    let heard = noor.hears_within(400).await;
    assert!(!heard.iter().any(|message| matches!(message, ToAgent::NoPicture(_))), "{heard:?}");
}
