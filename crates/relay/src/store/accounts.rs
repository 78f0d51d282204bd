use sqlx::Row;

use super::{Store, StoreError, read::number, write::signed};
use crate::{hub::io::Millis, secret::Hashed};

/// Who an agent is.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) display: String,
    pub(crate) password_hash: String,
    /// Keys of the sites the agent serves; `None` for all.
    pub(crate) sites: Option<Vec<String>>,
    /// Whether the agent may write the flows of those sites.
    pub(crate) writes_flows: bool,
}

impl Account {
    /// Whether the agent serves a site.
    pub(crate) fn serves(&self, site: &str) -> bool {
        self.sites.as_ref().is_none_or(|keys| keys.iter().any(|key| key == site))
    }
}

impl Store {
    /// Adds an agent, or gives one a new name for customers, password and sites.
    pub(crate) async fn put_account(&self, account: &Account) -> Result<(), StoreError> {
        let sites = account.sites.as_ref().map(serde_json::to_string);
        let sites = sites.transpose().map_err(|_| StoreError::Garbled("list of sites"))?;
        sqlx::query(
            "INSERT INTO agent (name, display, password_hash, sites, writes_flows) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (name) DO UPDATE SET display = excluded.display, \
             password_hash = excluded.password_hash, sites = excluded.sites, \
             writes_flows = excluded.writes_flows",
        )
        .bind(&account.name)
        .bind(&account.display)
        .bind(&account.password_hash)
        .bind(sites)
        .bind(account.writes_flows)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    pub(crate) async fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let row = sqlx::query("SELECT display, password_hash, sites, writes_flows FROM agent WHERE name = ?")
            .bind(name)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let sites: Option<String> = row.try_get("sites")?;
        let sites = sites
            .map(|list| serde_json::from_str(&list))
            .transpose()
            .map_err(|_| StoreError::Garbled("list of sites"))?;
        Ok(Some(Account {
            name: name.to_owned(),
            display: row.try_get("display")?,
            password_hash: row.try_get("password_hash")?,
            sites,
            writes_flows: row.try_get("writes_flows")?,
        }))
    }

    pub(crate) async fn put_session(
        &self,
        token: &Hashed,
        agent: &str,
        expires_at: Millis,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO session (token_hash, agent, expires_at) VALUES (?, ?, ?)")
            .bind(token.as_slice())
            .bind(agent)
            .bind(signed(expires_at))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The agent behind a session and when it ends; none when it has ended.
    pub(crate) async fn session(
        &self,
        token: &Hashed,
        now: Millis,
    ) -> Result<Option<(String, Millis)>, StoreError> {
        let row =
            sqlx::query("SELECT agent, expires_at FROM session WHERE token_hash = ? AND expires_at > ?")
                .bind(token.as_slice())
                .bind(signed(now))
                .fetch_optional(&self.pool)
                .await?;
        row.map(|row| Ok((row.try_get("agent")?, number(&row, "expires_at")?))).transpose()
    }

    /// Logs an agent out; with it end the codes to write flows with.
    pub(crate) async fn end_session(&self, token: &Hashed) -> Result<(), StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for statement in [
            "DELETE FROM writing_code WHERE agent = (SELECT agent FROM session WHERE token_hash = ?)",
            "DELETE FROM session WHERE token_hash = ?",
        ] {
            sqlx::query(statement).bind(token.as_slice()).execute(&mut *change).await?;
        }
        change.commit().await?;
        Ok(())
    }
}
