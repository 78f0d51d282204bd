//! Codes to write a site's flows with. Author mode is on the site's pages, where the
//! console's cookie does not go and no password should be typed.

use std::{net::SocketAddr, sync::Arc};

use alongside_protocol::versions::WritingCode;
use axum::{
    Json,
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, StatusCode, header::AUTHORIZATION},
    response::{IntoResponse, Response},
};

use crate::{
    config::Site,
    hub::io::{Audit, Audited},
    login::{no_answer, problem},
    secret,
    session::{self, ENDED, LASTS},
    state::Shared,
    store::{Account, StoreError},
};

/// What is said without a code that counts.
const NO_CODE: &str = "the code is wrong or has ended: get a new one on the console's page of flows";

/// A code for the agent who is logged in.
pub(super) async fn give(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path(site): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(session) = session::of(&shared, &headers).await else {
        return problem(StatusCode::UNAUTHORIZED, ENDED.to_owned());
    };
    let Some(site) = writable(&shared, &session.account, &site) else {
        return problem(StatusCode::FORBIDDEN, format!("you may not write the flows of a site `{site}`"));
    };
    let (code, now) = (secret::id(), shared.clock.now());
    let audit = audit(&session.account, &site.key, Audited::WritingCode, now, address);
    let expires_at = now + LASTS;
    match shared.store.put_code(&secret::hashed(&code), &site.key, expires_at, &audit).await {
        Ok(()) => Json(WritingCode { code, expires_at }).into_response(),
        Err(failure) => no_answer(&failure),
    }
}

/// Whose code it is, while they may still write the site's flows.
pub(super) async fn author(shared: &Shared, headers: &HeaderMap, site: &str) -> Result<Account, Response> {
    match found(shared, headers, site).await {
        Ok(Some(account)) => Ok(account),
        Ok(None) => Err(problem(StatusCode::UNAUTHORIZED, NO_CODE.to_owned())),
        Err(failure) => Err(no_answer(&failure)),
    }
}

async fn found(shared: &Shared, headers: &HeaderMap, site: &str) -> Result<Option<Account>, StoreError> {
    let code = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(code) = code.and_then(|value| value.strip_prefix("Bearer ")) else { return Ok(None) };
    let hashed = secret::hashed(code.trim());
    let Some(name) = shared.store.author(&hashed, site, shared.clock.now()).await? else { return Ok(None) };
    let account = session::account(shared, &name).await?;
    Ok(account.filter(|account| writable(shared, account, site).is_some()))
}

fn writable<'a>(shared: &'a Shared, account: &Account, site: &str) -> Option<&'a Site> {
    let site = shared.config.sites.iter().find(|known| known.key == site)?;
    (account.writes_flows && account.serves(&site.key)).then_some(site)
}

/// A line of the audit log.
pub(super) fn audit(account: &Account, site: &str, what: Audited, at: u64, address: SocketAddr) -> Audit {
    Audit {
        at,
        what,
        agent: Some(account.name.clone()),
        engagement: None,
        visit: None,
        address: Some(address.ip().to_string()),
        site: Some(site.to_owned()),
    }
}
