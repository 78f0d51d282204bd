use std::{collections::BTreeSet, path::Path, sync::Arc};

use axum::{
    Router,
    extract::State,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
            X_DNS_PREFETCH_CONTROL,
        },
    },
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::{agent, config::Site, customer, login, records, state::Shared, versions};

/// The console's own policy. It shows mirrored pages in a sandboxed frame that
/// loads style sheets, fonts and pictures from the sites' own origins; the frame
/// narrows that to the one site it shows. Addresses resolve against that site's
/// base, hence no `base-uri`; scripts come from here alone.
fn console_policy(sites: &[Site]) -> String {
    // Sites may share an origin; a set names it once and in the same order always.
    let all: BTreeSet<&str> = sites.iter().flat_map(Site::sources).collect();
    let sources: String = all.iter().flat_map(|origin| [" ", origin]).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
         style-src 'self' 'unsafe-inline'{sources}; img-src 'self' data:{sources}; \
         font-src data:{sources}; media-src 'self' blob:; connect-src 'self'; \
         frame-src 'self'; form-action 'none'; frame-ancestors 'none'"
    )
}

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let console = shared.config.console_dir.clone();
    // What is checked to be origins can be a header.
    let policy = HeaderValue::try_from(console_policy(&shared.config.sites))
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let routes = Router::new()
        .route("/healthz", get(|| async { "alive" }))
        .route("/readyz", get(ready))
        .route("/api/login", post(login::log_in))
        .route("/api/logout", post(login::log_out))
        .route("/api/me", get(login::who_am_i))
        .route("/api/flows", get(records::as_json))
        .route("/api/flows.csv", get(records::as_csv))
        .merge(versions::router(&shared.config))
        .route("/customer", get(customer::upgrade))
        .route("/agent", get(agent::upgrade))
        .with_state(shared);
    with_console(routes, console.as_deref())
        .layer(SetResponseHeaderLayer::overriding(CONTENT_SECURITY_POLICY, policy))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(CACHE_CONTROL, "no-cache"))
        // Looking up the names in a customer's links would tell where they are read.
        .layer(header(X_DNS_PREFETCH_CONTROL, "off"))
}

fn with_console(routes: Router, dir: Option<&Path>) -> Router {
    match dir {
        Some(dir) => routes.fallback_service(ServeDir::new(dir)),
        None => routes.fallback(|| async { (StatusCode::NOT_FOUND, "this relay serves no console") }),
    }
}

async fn ready(State(shared): State<Arc<Shared>>) -> impl IntoResponse {
    if shared.store.answers().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
    }
}

fn header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
