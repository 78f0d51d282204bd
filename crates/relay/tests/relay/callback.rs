use alongside_protocol::message::{
    AskCallback, Callback, Channel, FromAgent, Resume, Stage, ToAgent, ToCustomer,
};
use alongside_relay::{Callbacks, Config, Hours, Relay};
use sqlx::{Connection, SqliteConnection};

use crate::support::{Agent, Customer, FromPage, House, config, plain};

fn always_open(config: &mut Config) {
    let day = || vec!["0:00-24:00".to_owned()];
    let hours = Hours {
        zone: "UTC".to_owned(),
        monday: day(),
        tuesday: day(),
        wednesday: day(),
        thursday: day(),
        friday: day(),
        saturday: day(),
        sunday: day(),
    };
    config.sites[0].hours = Some(hours);
    config.sites[0].callbacks = Some(Callbacks::default());
}

async fn planned(customer: &mut Customer) -> u64 {
    customer
        .wait_for(|message| match message {
            ToCustomer::Callback(at) => Some(at),
            _ => None,
        })
        .await
}

/// A customer who is to be called back at the first time there is.
async fn asked(house: &House) -> (Resume, u64, u64) {
    let mut customer = house.customer().await;
    customer.send(&FromPage::AskSlots(())).await;
    let slots = customer
        .wait_for(|message| match message {
            ToCustomer::Slots(slots) => Some(slots),
            _ => None,
        })
        .await;
    let ask = AskCallback { at: slots[0], phone: plain("085 123 4567"), name: plain("Ada") };
    customer.send(&FromPage::AskCallback(ask)).await;
    assert_eq!(planned(&mut customer).await, slots[0]);
    customer.acknowledged(2).await;
    (customer.resume.clone().unwrap(), customer.received, slots[0])
}

async fn takes(agent: &mut Agent) -> (u64, Callback) {
    let id = agent
        .wait_for(|message| match message {
            ToAgent::Visit(view) => view.waiting.map(|waiting| waiting.engagement),
            _ => None,
        })
        .await;
    agent.send(&FromAgent::Accept(id)).await;
    agent
        .wait_for(|message| match message {
            ToAgent::Callback(told) => Some(told),
            _ => None,
        })
        .await
}

/// How many numbers are stored.
async fn stored(house: &House) -> i64 {
    let url = format!("sqlite://{}", house.database().display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query_scalar("SELECT count(*) FROM callback").fetch_one(&mut database).await.unwrap()
}

#[tokio::test]
async fn a_restart_keeps_whom_to_call_and_the_end_deletes_it() {
    let house = House::with(always_open).await;
    let (resume, received, at) = asked(&house).await;
    assert_eq!(stored(&house).await, 1);

    // The site does not even call back any more: who was promised a call gets it.
    let house = house.restart().await;
    let mut customer = house.returning(&resume, received).await;
    let engagement = customer.engagement().await;
    assert_eq!((engagement.channel, engagement.stage), (Channel::Callback, Stage::Waiting { position: 1 }));
    assert_eq!(planned(&mut customer).await, at);
    let mut agent = house.agent("dana").await;
    let (id, whom) = takes(&mut agent).await;
    assert_eq!((whom.at, whom.phone.as_str(), whom.name.as_str()), (at, "085 123 4567", "Ada"));
    agent.send(&FromAgent::CallbackOver((id, true))).await;
    agent.settle().await;
    assert_eq!(stored(&house).await, 0);
}

#[tokio::test]
async fn nothing_is_forgotten_of_a_customer_who_is_still_to_be_called() {
    let house = House::with(always_open).await;
    asked(&house).await;
    let House { relay, dir } = house;
    relay.shutdown().await;
    // Whatever nobody touches is forgotten at once, each time the relay starts.
    let mut at_once = config(dir.path());
    at_once.forget_after_hours = 0;
    let house = House { relay: Relay::start(at_once).await.unwrap(), dir };
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(stored(&house).await, 1);
    let mut agent = house.agent("dana").await;
    let (_, whom) = takes(&mut agent).await;
    assert_eq!(whom.phone, "085 123 4567");
}
