//! What survives a restart, in SQLite.

mod accounts;
mod callbacks;
mod calls;
mod names;
mod read;
mod records;
mod versions;
mod write;

use std::{borrow::Cow, path::Path, time::Duration};

use sqlx::{
    SqlitePool,
    migrate::{Migration, MigrationType, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use thiserror::Error;

pub(crate) use self::{accounts::Account, versions::NewVersion};

/// Why something could not be stored or read.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database can't be opened.
    #[error("the database {file} can't be opened: {reason}")]
    Open {
        /// The file.
        file: String,
        /// What SQLite says.
        reason: String,
    },
    /// The database's tables can't be brought up to date.
    #[error("the database {file} can't be brought up to date: {reason}")]
    Migrate {
        /// The file.
        file: String,
        /// What went wrong.
        reason: String,
    },
    /// A statement failed.
    #[error("the database does not answer: {0}")]
    Query(#[from] sqlx::Error),
    /// A stored value is not what was written.
    #[error("the database holds a {0} that can't be read")]
    Garbled(&'static str),
}

/// The database.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
}

impl Store {
    pub(crate) async fn open(file: &Path) -> Result<Self, StoreError> {
        let name = file.display().to_string();
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What is committed survives the end of the process; only a power cut
            // may take the last moments.
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(false)
            .busy_timeout(Duration::from_secs(5));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await
            .map_err(|error| StoreError::Open { file: name.clone(), reason: error.to_string() })?;
        let migrator = Migrator { migrations: Cow::Owned(migrations()), ..Migrator::DEFAULT };
        migrator
            .run(&pool)
            .await
            .map_err(|error| StoreError::Migrate { file: name, reason: error.to_string() })?;
        Ok(Self { pool })
    }

    /// Whether the database answers.
    pub(crate) async fn answers(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

fn migrations() -> Vec<Migration> {
    let steps = [
        (1, "first", include_str!("../../migrations/0001_first.sql")),
        (2, "calls", include_str!("../../migrations/0002_calls.sql")),
        (4, "callbacks", include_str!("../../migrations/0004_callbacks.sql")),
        (5, "records", include_str!("../../migrations/0005_records.sql")),
        (6, "versions", include_str!("../../migrations/0006_versions.sql")),
    ];
    steps
        .into_iter()
        .map(|(version, name, sql)| {
            Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, Cow::Borrowed(sql), false)
        })
        .collect()
}
