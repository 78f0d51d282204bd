//! Agents in the database.

use std::path::Path;

use thiserror::Error;

use crate::{
    password::{self, PasswordError},
    store::{Account, Store, StoreError},
};

/// An agent to add.
#[derive(Debug, Clone)]
pub struct NewAgent {
    /// The name to log in with.
    pub name: String,
    /// The name customers see.
    pub display: String,
    /// The password; only its hash is kept.
    pub password: String,
    /// Keys of the sites the agent serves; all sites when `None`.
    pub sites: Option<Vec<String>>,
    /// Whether the agent may write the flows of those sites.
    pub writes_flows: bool,
}

/// Why an agent can't be added.
#[derive(Debug, Error)]
pub enum AddAgentError {
    /// The password can't be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds an agent to a database, or changes the one with this name. A relay that
/// runs on the database takes notice at the next log-in.
///
/// # Errors
/// [`AddAgentError`] with one sentence for people.
pub async fn add_agent(database: &Path, agent: NewAgent) -> Result<(), AddAgentError> {
    let account = Account {
        password_hash: password::hash(&agent.password)?,
        name: agent.name,
        display: agent.display,
        sites: agent.sites,
        writes_flows: agent.writes_flows,
    };
    let store = Store::open(database).await?;
    store.put_account(&account).await?;
    store.close().await;
    Ok(())
}
