//! Logging in and out.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json,
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header::SET_COOKIE},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tracing::{error, info, warn};

use crate::{
    hub::io::{Audit, Audited, Input, Millis},
    password, secret,
    session::{self, ENDED, LASTS},
    state::Shared,
    store::{Account, StoreError},
};

/// Failures after which a name is shut to an address for a while.
const MOST_FAILURES: u32 = 5;

/// How long that is, in milliseconds.
const SHUT_FOR: Millis = 5 * 60 * 1000;

#[derive(Deserialize)]
pub(crate) struct LogIn {
    name: String,
    password: String,
}

/// Who is logged in.
#[derive(Serialize)]
struct Me {
    name: String,
    display: String,
    sites: Option<Vec<String>>,
}

#[derive(Serialize)]
struct Problem {
    message: String,
}

/// Failed attempts by name and address.
#[derive(Debug, Default)]
pub(crate) struct Failures(Mutex<HashMap<(String, IpAddr), (u32, Millis)>>);

impl Failures {
    /// Milliseconds until the name may be tried again.
    fn shut_for(&self, who: &(String, IpAddr), now: Millis) -> Option<Millis> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let &(count, last) = failures.get(who)?;
        let left = (last + SHUT_FOR).checked_sub(now).filter(|left| *left > 0)?;
        (count >= MOST_FAILURES).then_some(left)
    }

    fn add(&self, who: (String, IpAddr), now: Millis) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, (_, last)| *last + SHUT_FOR > now);
        let (count, last) = failures.entry(who).or_insert((0, now));
        *count += 1;
        *last = now;
    }

    fn clear(&self, who: &(String, IpAddr)) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(who);
    }
}

pub(crate) async fn log_in(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Json(attempt): Json<LogIn>,
) -> Response {
    let who = (attempt.name.clone(), address.ip());
    let now = shared.clock.now();
    if let Some(left) = shared.failures.shut_for(&who, now) {
        let minutes = left.div_ceil(60_000);
        let message = format!("too many failed attempts: try again in {minutes} min");
        return problem(StatusCode::TOO_MANY_REQUESTS, message);
    }
    match check(&shared, attempt).await {
        Ok(Some(account)) => {
            shared.failures.clear(&who);
            match begin(&shared, &account, address).await {
                Ok(cookie) => ([(SET_COOKIE, cookie)], Json(me(account))).into_response(),
                Err(failure) => no_answer(&failure),
            }
        }
        Ok(None) => {
            warn!(name = who.0, address = %who.1, "a log-in failed");
            shared.failures.add(who, now);
            let message = "the name or the password is wrong".to_owned();
            problem(StatusCode::UNAUTHORIZED, message)
        }
        Err(failure) => no_answer(&failure),
    }
}

async fn check(shared: &Shared, attempt: LogIn) -> Result<Option<Account>, StoreError> {
    let account = session::account(shared, &attempt.name).await?;
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let _permit = shared.checks.acquire().await;
    let verified = tokio::task::spawn_blocking(move || password::verify(&attempt.password, hash.as_deref()))
        .await
        .unwrap_or(false);
    Ok(account.filter(|_| verified))
}

async fn begin(shared: &Shared, account: &Account, address: SocketAddr) -> Result<String, StoreError> {
    let token = secret::token();
    let now = shared.clock.now();
    let hashed = secret::hashed(&token);
    let expires_at = now + LASTS;
    shared.store.put_session(&hashed, &account.name, expires_at).await?;
    let audit = Audit {
        at: now,
        what: Audited::LogIn,
        agent: Some(account.name.clone()),
        engagement: None,
        visit: None,
        address: Some(address.ip().to_string()),
        site: None,
    };
    shared.store.audit(&audit).await?;
    info!(agent = account.name, "logged in");
    Ok(session::cookie(&token, shared.config.secure_cookies))
}

pub(crate) async fn log_out(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if let Some(token) = session::token(&headers).map(secret::hashed) {
        if let Err(failure) = shared.store.end_session(&token).await {
            return no_answer(&failure);
        }
        // When the relay stops, the connection ends anyway.
        let _ = shared.desk.input(Input::SessionEnded(token)).await;
    }
    let cookie = session::cookie("", shared.config.secure_cookies);
    (StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response()
}

pub(crate) async fn who_am_i(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    match session::of(&shared, &headers).await {
        Some(session) => Json(me(session.account)).into_response(),
        None => problem(StatusCode::UNAUTHORIZED, ENDED.to_owned()),
    }
}

fn me(account: Account) -> Me {
    Me { name: account.name, display: account.display, sites: account.sites }
}

pub(crate) fn problem(status: StatusCode, message: String) -> Response {
    (status, Json(Problem { message })).into_response()
}

pub(crate) fn no_answer(failure: &StoreError) -> Response {
    error!(%failure, "the store failed");
    let message = "the relay can't do this now: try again in a moment".to_owned();
    problem(StatusCode::SERVICE_UNAVAILABLE, message)
}
