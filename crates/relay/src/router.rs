use std::{path::Path, sync::Arc};

use axum::{
    Router,
    extract::State,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
    },
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

use crate::{agent, customer, login, state::Shared};

/// The console shows mirrored pages in a sandboxed frame that loads the site's
/// own style sheets, fonts and pictures, hence `http:` and `https:`, and resolves
/// them against the site's base, hence no `base-uri`; scripts come from here alone.
const CONSOLE_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline' http: https:; img-src http: https: data:; \
    font-src http: https: data:; media-src 'self' blob:; connect-src 'self'; \
    frame-src 'self'; form-action 'none'; frame-ancestors 'none'";

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let console = shared.config.console_dir.clone();
    let routes = Router::new()
        .route("/healthz", get(|| async { "alive" }))
        .route("/readyz", get(ready))
        .route("/api/login", post(login::log_in))
        .route("/api/logout", post(login::log_out))
        .route("/api/me", get(login::who_am_i))
        .route("/customer", get(customer::upgrade))
        .route("/agent", get(agent::upgrade))
        .with_state(shared);
    with_console(routes, console.as_deref())
        .layer(header(CONTENT_SECURITY_POLICY, CONSOLE_POLICY))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(CACHE_CONTROL, "no-cache"))
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
