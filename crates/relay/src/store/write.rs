use std::collections::BTreeMap;

use sqlx::{Sqlite, Transaction};

use super::{Store, StoreError, callbacks, calls, names, records};
use crate::hub::io::{Audit, Millis, Record, SavedEngagement, VisitId};

pub(super) type Change<'a> = Transaction<'a, Sqlite>;

impl Store {
    /// Stores everything or nothing.
    pub(crate) async fn write(&self, records: &[Record]) -> Result<(), StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let mut received: BTreeMap<&VisitId, (u64, Millis)> = BTreeMap::new();
        for record in records {
            match record {
                Record::Visit { visit, site, token, at } => {
                    new_visit(&mut change, visit, site, token, *at).await?
                }
                // Only the last word of each visit counts.
                Record::Received { visit, received: number, at } => {
                    received.insert(visit, (*number, *at));
                }
                Record::Status { visit, status } => {
                    sqlx::query("UPDATE visit SET status = ? WHERE id = ?")
                        .bind(encoded(status))
                        .bind(visit.as_ref())
                        .execute(&mut *change)
                        .await?;
                }
                Record::Facts { visit, facts } => {
                    sqlx::query("INSERT INTO facts (visit, body) VALUES (?, ?)")
                        .bind(visit.as_ref())
                        .bind(encoded(facts))
                        .execute(&mut *change)
                        .await?;
                }
                Record::Engagement { id, engagement } => {
                    put_engagement(&mut change, *id, engagement).await?;
                    callbacks::put(&mut change, *id, engagement.callback.as_ref()).await?;
                }
                Record::Line { engagement, line } => {
                    sqlx::query("INSERT INTO line (engagement, speaker, at, text) VALUES (?, ?, ?, ?)")
                        .bind(signed(*engagement))
                        .bind(names::speaker(line.from))
                        .bind(signed(line.at))
                        .bind(&line.text)
                        .execute(&mut *change)
                        .await?;
                }
                Record::Told { engagement } => {
                    sqlx::query("UPDATE engagement SET told = 1 WHERE id = ?")
                        .bind(signed(*engagement))
                        .execute(&mut *change)
                        .await?;
                }
                Record::Call { engagement, from, at, quality } => {
                    calls::put(&mut change, *engagement, *from, *at, quality).await?;
                }
                Record::Flows { site, at, counts } => records::add(&mut change, site, *at, counts).await?,
                Record::Audit(audit) => put_audit(&mut change, audit).await?,
            }
        }
        put_received(&mut change, &received).await?;
        change.commit().await?;
        Ok(())
    }

    /// Deletes visits untouched since `before`, with all that hangs on them,
    /// and sessions that ended before `now`. A message that nobody has taken stays, and so
    /// does whoever is to be called back.
    pub(crate) async fn forget(&self, before: Millis, now: Millis) -> Result<(), StoreError> {
        const OLD: &str = "SELECT id FROM visit WHERE touched_at < ? AND id NOT IN \
             (SELECT visit FROM engagement WHERE channel = 'message' AND stage = 'waiting' \
             OR channel = 'callback' AND stage IN ('waiting', 'active'))";
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for statement in [
            format!(
                "DELETE FROM line WHERE engagement IN \
                 (SELECT id FROM engagement WHERE visit IN ({OLD}))"
            ),
            format!(
                "DELETE FROM call WHERE engagement IN \
                 (SELECT id FROM engagement WHERE visit IN ({OLD}))"
            ),
            format!(
                "DELETE FROM callback WHERE engagement IN \
                 (SELECT id FROM engagement WHERE visit IN ({OLD}))"
            ),
            format!("DELETE FROM engagement WHERE visit IN ({OLD})"),
            format!("DELETE FROM facts WHERE visit IN ({OLD})"),
            // Of one that is kept the engagement is still there.
            "DELETE FROM visit WHERE touched_at < ? AND id NOT IN \
             (SELECT visit FROM engagement WHERE channel = 'message' AND stage = 'waiting' \
             OR channel = 'callback' AND stage IN ('waiting', 'active'))"
                .to_owned(),
        ] {
            sqlx::query(&statement).bind(signed(before)).execute(&mut *change).await?;
        }
        for statement in
            ["DELETE FROM session WHERE expires_at < ?", "DELETE FROM writing_code WHERE expires_at < ?"]
        {
            sqlx::query(statement).bind(signed(now)).execute(&mut *change).await?;
        }
        change.commit().await?;
        Ok(())
    }

    pub(crate) async fn audit(&self, audit: &Audit) -> Result<(), StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        put_audit(&mut change, audit).await?;
        change.commit().await?;
        Ok(())
    }
}

async fn new_visit(
    change: &mut Change<'_>,
    visit: &VisitId,
    site: &str,
    token: &[u8; 32],
    at: Millis,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO visit (id, site, token_hash, since, received, touched_at) \
         VALUES (?, ?, ?, ?4, 0, ?4)",
    )
    .bind(visit.as_ref())
    .bind(site)
    .bind(token.as_slice())
    .bind(signed(at))
    .execute(&mut **change)
    .await?;
    Ok(())
}

async fn put_engagement(
    change: &mut Change<'_>,
    id: u64,
    engagement: &SavedEngagement,
) -> Result<(), StoreError> {
    let (stage, agent, display) = names::stage(&engagement.stage);
    sqlx::query(
        "INSERT INTO engagement (id, visit, channel, stage, since, agent, agent_display) \
         VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET \
         channel = excluded.channel, stage = excluded.stage, agent = excluded.agent, \
         agent_display = excluded.agent_display",
    )
    .bind(signed(id))
    .bind(engagement.visit.as_ref())
    .bind(names::channel(engagement.channel))
    .bind(stage)
    .bind(signed(engagement.since))
    .bind(agent)
    .bind(display)
    .execute(&mut **change)
    .await?;
    Ok(())
}

pub(super) async fn put_audit(change: &mut Change<'_>, audit: &Audit) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (at, agent, what, engagement, visit, address, site) \
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(signed(audit.at))
    .bind(&audit.agent)
    .bind(names::audited(audit.what))
    .bind(audit.engagement.map(signed))
    .bind(&audit.visit)
    .bind(&audit.address)
    .bind(&audit.site)
    .execute(&mut **change)
    .await?;
    Ok(())
}

/// One statement for all visits: this is what every batch of page frames costs.
async fn put_received(
    change: &mut Change<'_>,
    received: &BTreeMap<&VisitId, (u64, Millis)>,
) -> Result<(), StoreError> {
    if received.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> =
        received.iter().map(|(visit, (received, at))| (visit.as_ref(), received, at)).collect();
    let rows = serde_json::to_string(&rows).map_err(|_| StoreError::Garbled("number"))?;
    sqlx::query(
        "UPDATE visit SET received = row.value ->> 1, touched_at = row.value ->> 2 \
         FROM json_each(?) AS row WHERE visit.id = row.value ->> 0",
    )
    .bind(rows)
    .execute(&mut **change)
    .await?;
    Ok(())
}

fn encoded<T: serde::Serialize>(value: &T) -> Vec<u8> {
    // Serialising into a growing vector can't fail.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// SQLite's numbers are signed; ours stay far below the limit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
