//! Agents' sessions: a random token in a cookie, its hash in the store.

use axum::http::{HeaderMap, header::COOKIE};
use tracing::error;

use crate::{
    hub::io::Millis,
    secret::{self, Hashed},
    state::Shared,
    store::{Account, StoreError},
};

/// How long a session lasts, in milliseconds.
pub(crate) const LASTS: Millis = 12 * 60 * 60 * 1000;

/// What is said without a session.
pub(crate) const ENDED: &str = "not logged in, or the session has ended";

const COOKIE_NAME: &str = "alongside_session";

/// A session that has not ended.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) token: Hashed,
    pub(crate) ends_at: Millis,
    pub(crate) account: Account,
}

/// The session of a request.
pub(crate) async fn of(shared: &Shared, headers: &HeaderMap) -> Option<Session> {
    let token = secret::hashed(token(headers)?);
    match find(shared, token).await {
        Ok(session) => session,
        Err(failure) => {
            error!(%failure, "a session can't be read");
            None
        }
    }
}

async fn find(shared: &Shared, token: Hashed) -> Result<Option<Session>, StoreError> {
    let Some((name, ends_at)) = shared.store.session(&token, shared.clock.now()).await? else {
        return Ok(None);
    };
    let account = account(shared, &name).await?;
    Ok(account.map(|account| Session { token, ends_at, account }))
}

/// An agent by name: the configuration's, then the database's.
pub(crate) async fn account(shared: &Shared, name: &str) -> Result<Option<Account>, StoreError> {
    let configured = shared.config.agents.iter().find(|agent| agent.name == name);
    match configured {
        Some(agent) => Ok(Some(Account {
            name: agent.name.clone(),
            display: agent.display.clone(),
            password_hash: agent.password_hash.clone(),
            sites: agent.sites.clone(),
            writes_flows: agent.writes_flows,
        })),
        None => shared.store.account(name).await,
    }
}

pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .map(|(_, value)| value)
}

/// The cookie that carries a token, or that takes it away when it is empty.
pub(crate) fn cookie(token: &str, secure: bool) -> String {
    let age = if token.is_empty() { 0 } else { LASTS / 1000 };
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE_NAME}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}")
}
