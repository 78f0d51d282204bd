use alongside_protocol::message::{CallQuality, Speaker};

use super::{
    StoreError,
    write::{Change, signed},
};
use crate::hub::io::Millis;

/// The scores that there are, in hundredths (G.107, annex B); what a page sends may be any.
const SCORES: std::ops::RangeInclusive<u16> = 100..=450;

/// Puts what one side has told of a call in place of what it told before.
pub(super) async fn put(
    change: &mut Change<'_>,
    engagement: u64,
    from: Speaker,
    at: Millis,
    quality: &CallQuality,
) -> Result<(), StoreError> {
    let statement = match from {
        Speaker::Customer => {
            "INSERT INTO call (engagement, call, at, seconds, customer_mean, customer_worst, customer_deaf) \
             VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (engagement, call) DO UPDATE SET \
             at = excluded.at, seconds = max(seconds, excluded.seconds), \
             customer_mean = excluded.customer_mean, customer_worst = excluded.customer_worst, \
             customer_deaf = excluded.customer_deaf"
        }
        Speaker::Agent => {
            "INSERT INTO call (engagement, call, at, seconds, agent_mean, agent_worst, agent_deaf) \
             VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (engagement, call) DO UPDATE SET \
             at = excluded.at, seconds = max(seconds, excluded.seconds), \
             agent_mean = excluded.agent_mean, agent_worst = excluded.agent_worst, \
             agent_deaf = excluded.agent_deaf"
        }
    };
    let score = |hundredths: u16| SCORES.contains(&hundredths).then(|| f64::from(hundredths) / 100.0);
    sqlx::query(statement)
        .bind(signed(engagement))
        .bind(i64::from(quality.call))
        .bind(signed(at))
        .bind(i64::from(quality.seconds))
        .bind(score(quality.mean))
        .bind(score(quality.worst))
        .bind(i64::from(quality.deaf))
        .execute(&mut **change)
        .await?;
    Ok(())
}
