use alongside_protocol::message::{ChatLine, Fact};
use serde::de::DeserializeOwned;
use sqlx::{Row, sqlite::SqliteRow};

use super::{Store, StoreError, names, write::signed};
use crate::hub::{
    io::{SavedEngagement, SavedVisit, VisitId},
    stage::Stage,
};

impl Store {
    /// A visit, whatever became of it.
    pub(crate) async fn visit(&self, id: &str) -> Result<Option<SavedVisit>, StoreError> {
        let row = sqlx::query("SELECT site, token_hash, since, received, status FROM visit WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let token: Vec<u8> = row.try_get("token_hash")?;
        let status: Option<Vec<u8>> = row.try_get("status")?;
        Ok(Some(SavedVisit {
            id: id.to_owned(),
            site: row.try_get("site")?,
            token: token.try_into().map_err(|_| StoreError::Garbled("token"))?,
            since: number(&row, "since")?,
            received: number(&row, "received")?,
            // One of another build can't be read; the page tells it anew as soon as it is back.
            status: status.and_then(|bytes| decoded(&bytes, "status").ok()),
            facts: self.facts(id).await?,
            engagement: self.engagement_of(id).await?,
        }))
    }

    /// Visits with an engagement that has not ended.
    pub(crate) async fn running_visits(&self) -> Result<Vec<SavedVisit>, StoreError> {
        let rows = sqlx::query("SELECT DISTINCT visit FROM engagement WHERE stage IN ('waiting', 'active')")
            .fetch_all(&self.pool)
            .await?;
        let mut visits = Vec::new();
        for row in rows {
            let id: String = row.try_get("visit")?;
            visits.extend(self.visit(&id).await?);
        }
        Ok(visits)
    }

    /// A number that no engagement ever had.
    pub(crate) async fn next_engagement(&self) -> Result<u64, StoreError> {
        // The audit log outlives forgotten engagements.
        let row = sqlx::query(
            "SELECT 1 + max(coalesce((SELECT max(id) FROM engagement), 0), \
             coalesce((SELECT max(engagement) FROM audit), 0)) AS next",
        )
        .fetch_one(&self.pool)
        .await?;
        number(&row, "next")
    }

    async fn facts(&self, visit: &str) -> Result<Vec<Fact<String>>, StoreError> {
        let rows = sqlx::query("SELECT body FROM facts WHERE visit = ? ORDER BY id")
            .bind(visit)
            .fetch_all(&self.pool)
            .await?;
        let mut facts = Vec::new();
        for row in rows {
            let body: Vec<u8> = row.try_get("body")?;
            facts.extend(decoded::<Vec<Fact<String>>>(&body, "fact")?);
        }
        Ok(facts)
    }

    /// The latest engagement, unless the page knows that it ended.
    async fn engagement_of(&self, visit: &str) -> Result<Option<(u64, SavedEngagement)>, StoreError> {
        let row = sqlx::query(
            "SELECT id, channel, stage, since, agent, agent_display, told \
             FROM engagement WHERE visit = ? ORDER BY id DESC LIMIT 1",
        )
        .bind(visit)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let id = number(&row, "id")?;
        let stage =
            names::to_stage(row.try_get("stage")?, row.try_get("agent")?, row.try_get("agent_display")?)?;
        if matches!(stage, Stage::Ended { .. }) && row.try_get("told")? {
            return Ok(None);
        }
        let engagement = SavedEngagement {
            visit: VisitId::from(visit),
            channel: names::to_channel(row.try_get("channel")?)?,
            stage,
            since: number(&row, "since")?,
            lines: self.lines(id).await?,
            callback: self.callback(id).await?,
        };
        Ok(Some((id, engagement)))
    }

    async fn lines(&self, engagement: u64) -> Result<Vec<ChatLine>, StoreError> {
        sqlx::query("SELECT speaker, at, text FROM line WHERE engagement = ? ORDER BY id")
            .bind(signed(engagement))
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(|row| {
                Ok(ChatLine {
                    from: names::to_speaker(row.try_get("speaker")?)?,
                    at: number(row, "at")?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }
}

pub(super) fn number(row: &SqliteRow, column: &'static str) -> Result<u64, StoreError> {
    let value: i64 = row.try_get(column)?;
    u64::try_from(value).map_err(|_| StoreError::Garbled("number"))
}

fn decoded<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T, StoreError> {
    postcard::from_bytes(bytes).map_err(|_| StoreError::Garbled(what))
}
