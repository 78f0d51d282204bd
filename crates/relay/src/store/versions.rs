//! Versions of sites' flow documents, and the codes to write them with.

use alongside_protocol::versions::Version;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    Store, StoreError,
    read::number,
    write::{put_audit, signed},
};
use crate::{
    hub::io::{Audit, Millis},
    secret::Hashed,
};

/// How many versions of a site are kept.
const KEPT: u64 = 200;

/// A version to be saved.
#[derive(Debug)]
pub(crate) struct NewVersion<'a> {
    pub(crate) site: &'a str,
    pub(crate) at: Millis,
    pub(crate) by: &'a str,
    pub(crate) restores: Option<u64>,
    pub(crate) document: &'a str,
}

impl Store {
    /// Saves a version after `base`, which must be the newest (0 for none). None when it is not.
    pub(crate) async fn save_version(
        &self,
        base: u64,
        new: &NewVersion<'_>,
        audit: &Audit,
    ) -> Result<Option<Version>, StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM flow_version WHERE site = ?")
            .bind(new.site)
            .fetch_one(&mut *change)
            .await?;
        if newest.unwrap_or(0) != signed(base) {
            return Ok(None);
        }
        let version = base + 1;
        sqlx::query(
            "INSERT INTO flow_version (site, version, at, agent, restores, document) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(new.site)
        .bind(signed(version))
        .bind(signed(new.at))
        .bind(new.by)
        .bind(new.restores.map(signed))
        .bind(new.document)
        .execute(&mut *change)
        .await?;
        sqlx::query("DELETE FROM flow_version WHERE site = ? AND version <= ?")
            .bind(new.site)
            .bind(signed(version.saturating_sub(KEPT)))
            .execute(&mut *change)
            .await?;
        put_audit(&mut change, audit).await?;
        change.commit().await?;
        Ok(Some(Version { version, at: new.at, by: new.by.to_owned(), restores: new.restores }))
    }

    /// A site's versions, the newest first.
    pub(crate) async fn versions(&self, site: &str) -> Result<Vec<Version>, StoreError> {
        sqlx::query(
            "SELECT version, at, agent, restores FROM flow_version WHERE site = ? ORDER BY version DESC",
        )
        .bind(site)
        .fetch_all(&self.pool)
        .await?
        .iter()
        .map(version)
        .collect()
    }

    /// The document of a version.
    pub(crate) async fn document(&self, site: &str, version: u64) -> Result<Option<String>, StoreError> {
        let document = sqlx::query_scalar("SELECT document FROM flow_version WHERE site = ? AND version = ?")
            .bind(site)
            .bind(signed(version))
            .fetch_optional(&self.pool)
            .await?;
        Ok(document)
    }

    /// The newest version and its document.
    pub(crate) async fn newest_flows(&self, site: &str) -> Result<Option<(Version, String)>, StoreError> {
        let row = sqlx::query("SELECT * FROM flow_version WHERE site = ? ORDER BY version DESC LIMIT 1")
            .bind(site)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| Ok((version(&row)?, row.try_get("document")?))).transpose()
    }

    /// Gives an agent a code for a site; the one before ends.
    pub(crate) async fn put_code(
        &self,
        code: &Hashed,
        site: &str,
        expires_at: Millis,
        audit: &Audit,
    ) -> Result<(), StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("DELETE FROM writing_code WHERE agent = ? AND site = ?")
            .bind(&audit.agent)
            .bind(site)
            .execute(&mut *change)
            .await?;
        sqlx::query("INSERT INTO writing_code (code_hash, agent, site, expires_at) VALUES (?, ?, ?, ?)")
            .bind(code.as_slice())
            .bind(&audit.agent)
            .bind(site)
            .bind(signed(expires_at))
            .execute(&mut *change)
            .await?;
        put_audit(&mut change, audit).await?;
        change.commit().await?;
        Ok(())
    }

    /// Who was given a code for a site; nobody when it has ended.
    pub(crate) async fn author(
        &self,
        code: &Hashed,
        site: &str,
        now: Millis,
    ) -> Result<Option<String>, StoreError> {
        let agent = sqlx::query_scalar(
            "SELECT agent FROM writing_code WHERE code_hash = ? AND site = ? AND expires_at > ?",
        )
        .bind(code.as_slice())
        .bind(site)
        .bind(signed(now))
        .fetch_optional(&self.pool)
        .await?;
        Ok(agent)
    }
}

fn version(row: &SqliteRow) -> Result<Version, StoreError> {
    let restores: Option<i64> = row.try_get("restores")?;
    Ok(Version {
        version: number(row, "version")?,
        at: number(row, "at")?,
        by: row.try_get("agent")?,
        restores: restores.and_then(|version| u64::try_from(version).ok()),
    })
}
