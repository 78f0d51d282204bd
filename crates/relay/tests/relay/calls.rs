use alongside_protocol::message::{CallQuality, FromAgent, Grade, Sound, ToAgent, ToCustomer};
use sqlx::{Connection, Row, SqliteConnection};

use crate::support::{FromPage, House, together};

fn quality(call: u32, seconds: u32, mean: u16) -> CallQuality {
    CallQuality {
        call,
        lately: Some(Sound { grade: Grade::Fair, mos: mean, lost: 60, delay: 120 }),
        hears_nothing: false,
        gives_nothing: false,
        seconds,
        deaf: seconds / 10,
        mean,
        worst: mean.saturating_sub(50),
    }
}

/// What is stored of calls: number, seconds, the customer's scores and deaf seconds, the
/// agent's.
type Row6 = (i64, i64, Option<f64>, Option<f64>, Option<i64>, Option<f64>, Option<i64>);

async fn stored(house: &House, engagement: u64) -> Vec<Row6> {
    let url = format!("sqlite://{}", house.database().display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let rows = sqlx::query("SELECT * FROM call WHERE engagement = ? ORDER BY call")
        .bind(engagement as i64)
        .fetch_all(&mut database)
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            (
                row.get("call"),
                row.get("seconds"),
                row.get("customer_mean"),
                row.get("customer_worst"),
                row.get("customer_deaf"),
                row.get("agent_mean"),
                row.get("agent_deaf"),
            )
        })
        .collect()
}

#[tokio::test]
async fn each_side_hears_how_the_other_hears_it_and_both_are_kept() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    customer.send(&FromPage::Quality(quality(1, 20, 300))).await;
    let heard = agent
        .wait_for(|message| match message {
            ToAgent::Quality((engagement, quality)) => Some((engagement, quality)),
            _ => None,
        })
        .await;
    assert_eq!(heard, (id, quality(1, 20, 300)));
    agent.send(&FromAgent::Quality((id, quality(1, 30, 420)))).await;
    let heard = customer
        .wait_for(|message| match message {
            ToCustomer::Quality(quality) => Some(quality),
            _ => None,
        })
        .await;
    assert_eq!(heard, quality(1, 30, 420));

    // A later word of the same call, and another call.
    customer.send(&FromPage::Quality(quality(1, 40, 350))).await;
    customer.send(&FromPage::Quality(quality(2, 5, 0))).await;
    customer.acknowledged(4).await;
    agent.settle().await;
    assert_eq!(
        stored(&house, id).await,
        [(1, 40, Some(3.5), Some(3.0), Some(4), Some(4.2), Some(3)), (2, 5, None, None, Some(0), None, None),]
    );
}

#[tokio::test]
async fn the_last_word_comes_after_the_end_and_outlives_a_restart() {
    let house = House::open().await;
    let (mut customer, mut agent, id) = together(&house).await;
    customer.send(&FromPage::Leave(())).await;
    customer.send(&FromPage::Quality(quality(1, 60, 400))).await;
    customer.acknowledged(3).await;
    agent.send(&FromAgent::Quality((id, quality(1, 61, 410)))).await;
    agent.settle().await;
    let house = house.restart().await;
    let kept = stored(&house, id).await;
    assert_eq!(kept, [(1, 61, Some(4.0), Some(3.5), Some(6), Some(4.1), Some(6))]);
}

#[tokio::test]
async fn what_is_no_call_of_theirs_is_not_kept() {
    let house = House::open().await;
    let (_customer, mut dana, id) = together(&house).await;
    // In the queue, with nobody to hear.
    let mut waiting = house.customer().await;
    let other = waiting.engage(alongside_protocol::message::Channel::Voice).await.id;
    waiting.send(&FromPage::Quality(quality(1, 10, 400))).await;
    waiting.acknowledged(2).await;
    assert_eq!(stored(&house, other).await, []);

    let mut noor = house.agent("noor").await;
    noor.send(&FromAgent::Quality((id, quality(1, 10, 400)))).await;
    noor.refusal().await;
    // Calls are numbered from 1, and nobody makes so many.
    for call in [0, 1_001, u32::MAX] {
        dana.send(&FromAgent::Quality((id, quality(call, 10, 400)))).await;
    }
    // A score that is none.
    dana.send(&FromAgent::Quality((id, quality(7, 10, 9_999)))).await;
    dana.settle().await;
    assert_eq!(stored(&house, id).await, [(7, 10, None, None, None, None, Some(1))]);
}
