//! A site's own web server: files, and the headers a strict web team would set.

use std::path::PathBuf;

use alongside_relay::SavedFlows;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{
            ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, LAST_MODIFIED, X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::map_response_with_state,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::services::{ServeDir, ServeFile};

use crate::RELAY_PORT;

/// No page of the demo is longer.
const LONGEST_PAGE: usize = 4 * 1024 * 1024;

/// What this run has otherwise than the files say.
#[derive(Debug, Clone)]
struct Run {
    relay_port: u16,
    /// The telephone number for the pages' script tags.
    phone: Option<String>,
}

/// A site in `pages` with the SDK of `pkg` under `/alongside/`, and with this telephone
/// number, if any, on its pages. Its flows are those that were saved, once there are any.
pub(crate) fn site(
    pages: PathBuf,
    pkg: PathBuf,
    flows: SavedFlows,
    relay_port: u16,
    phone: Option<String>,
) -> Router {
    let mut file = ServeFile::new(pages.join("flows.json"));
    let newest = move |request: Request| async move {
        match flows.newest().await {
            Ok(Some(document)) => ([(CONTENT_TYPE, "application/json")], document).into_response(),
            // A database that does not answer has been told of where it matters.
            Ok(None) | Err(_) => match file.try_call(request).await {
                Ok(response) => response.into_response(),
                Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            },
        }
    };
    Router::new()
        .route("/flows.json", get(newest))
        .nest_service("/alongside", ServeDir::new(pkg))
        .fallback_service(ServeDir::new(pages))
        .layer(map_response_with_state(Run { relay_port, phone }, dressed))
}

/// The response with the site's headers, and with what this run has.
async fn dressed(State(run): State<Run>, mut response: Response) -> Response {
    let relay_port = run.relay_port;
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_page = kind.starts_with("text/html");
    // The agent's replica of the page loads these from another origin.
    let is_shared = ["text/css", "font/", "image/"].iter().any(|shared| kind.starts_with(shared));
    if is_page && (relay_port != RELAY_PORT || run.phone.is_some()) {
        response = rewritten(response, &run).await;
    }
    let headers = response.headers_mut();
    if is_shared {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
        .insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static("microphone=(self)"));
    if let Ok(policy) = HeaderValue::try_from(policy(relay_port)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn policy(relay_port: u16) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self' ws://localhost:{relay_port} ws://127.0.0.1:{relay_port} \
         http://localhost:{relay_port}; \
         img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; object-src 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// The pages name the relay's usual port and no telephone; this run has its own.
async fn rewritten(response: Response, run: &Run) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_PAGE).await else {
        return (StatusCode::INTERNAL_SERVER_ERROR, "the page is too long").into_response();
    };
    let usual = format!("ws://localhost:{RELAY_PORT}/customer");
    let actual = format!("ws://localhost:{}/customer", run.relay_port);
    let mut page = String::from_utf8_lossy(&bytes).replace(&usual, &actual);
    if let Some(phone) = &run.phone {
        page = page.replace("data-relay=", &format!("data-phone=\"{phone}\" data-relay="));
    }
    parts.headers.remove(CONTENT_LENGTH);
    // The file's date says nothing of the port.
    parts.headers.remove(LAST_MODIFIED);
    Response::from_parts(parts, Body::from(page))
}
