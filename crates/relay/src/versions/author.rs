//! What author mode asks for and saves.

use std::{net::SocketAddr, sync::Arc};

use alongside_protocol::{
    flow::FlowSet,
    tree::Tree,
    versions::{Content, NewVersion, Version, Versions},
};
use axum::{
    Json,
    extract::{ConnectInfo, FromRequest, Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use tracing::info;

use super::{LONGEST, code};
use crate::{
    hub::io::Audited,
    login::{no_answer, problem},
    state::Shared,
    store::{self, Account},
};

pub(super) async fn list(
    State(shared): State<Arc<Shared>>,
    Path(site): Path<String>,
    headers: HeaderMap,
) -> Response {
    let author = match code::author(&shared, &headers, &site).await {
        Ok(account) => account.display,
        Err(refusal) => return refusal,
    };
    let named = shared.config.sites.iter().find(|known| known.key == site);
    let name = named.map_or_else(|| site.clone(), |known| known.name.clone());
    match shared.store.versions(&site).await {
        Ok(versions) => Json(Versions { site: name, author, versions }).into_response(),
        Err(failure) => no_answer(&failure),
    }
}

pub(super) async fn document(
    State(shared): State<Arc<Shared>>,
    Path((site, version)): Path<(String, u64)>,
    headers: HeaderMap,
) -> Response {
    if let Err(refusal) = code::author(&shared, &headers, &site).await {
        return refusal;
    }
    match of_version(&shared, &site, version).await {
        Ok(document) => ([("content-type", "application/json")], document).into_response(),
        Err(refusal) => refusal,
    }
}

pub(super) async fn save(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path(site): Path<String>,
    request: Request,
) -> Response {
    let saved = async {
        // Before the body is read: nobody else may have us read one.
        let account = code::author(&shared, request.headers(), &site).await?;
        let new = Json::<NewVersion>::from_request(request, &()).await;
        let Json(new) = new.map_err(|rejection| problem(rejection.status(), rejection.body_text()))?;
        saved(&shared, &account, &site, new, address).await
    };
    match saved.await {
        Ok(version) => (StatusCode::CREATED, Json(version)).into_response(),
        Err(refusal) => refusal,
    }
}

async fn saved(
    shared: &Shared,
    account: &Account,
    site: &str,
    new: NewVersion,
    address: SocketAddr,
) -> Result<Version, Response> {
    let (document, restores, what) = match new.content {
        Content::Document(document) => (document, None, Audited::SavedFlows),
        Content::Restore(version) => {
            (of_version(shared, site, version).await?, Some(version), Audited::RolledBack)
        }
    };
    readable(&document).map_err(|message| problem(StatusCode::UNPROCESSABLE_ENTITY, message))?;
    let at = shared.clock.now();
    let audit = code::audit(account, site, what, at, address);
    let version = store::NewVersion { site, at, by: &account.display, restores, document: &document };
    match shared.store.save_version(new.base, &version, &audit).await {
        Ok(Some(version)) => {
            info!(agent = account.name, site, version = version.version, "flows saved");
            Ok(version)
        }
        Ok(None) => Err(conflict(shared, site, new.base).await),
        Err(failure) => Err(no_answer(&failure)),
    }
}

async fn of_version(shared: &Shared, site: &str, version: u64) -> Result<String, Response> {
    match shared.store.document(site, version).await {
        Ok(Some(document)) => Ok(document),
        Ok(None) => {
            Err(problem(StatusCode::NOT_FOUND, format!("there is no version {version}, or not any more")))
        }
        Err(failure) => Err(no_answer(&failure)),
    }
}

/// Only what a page can read is saved: a mistake would take the flows from every customer.
fn readable(document: &str) -> Result<(), String> {
    if document.len() > LONGEST {
        let kib = LONGEST / 1024;
        return Err(format!("a flow document has at most {kib} KiB, this one has {} bytes", document.len()));
    }
    let tree: Tree = serde_json::from_str(document).map_err(|error| format!("it is not JSON: {error}"))?;
    FlowSet::read(&tree).map(|_| ())
}

async fn conflict(shared: &Shared, site: &str, base: u64) -> Response {
    let newest = match shared.store.versions(site).await {
        Ok(versions) => versions.into_iter().next(),
        Err(failure) => return no_answer(&failure),
    };
    let message = match newest {
        Some(newest) => format!(
            "version {} was saved by {} in the meantime, this was written from version {base}: \
             nothing was saved",
            newest.version, newest.by
        ),
        None => format!("there is no version {base} to write from: nothing was saved"),
    };
    problem(StatusCode::CONFLICT, message)
}
