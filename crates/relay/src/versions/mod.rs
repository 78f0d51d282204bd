//! A site's flows over HTTP: the newest version for its pages, and all of them for whoever
//! writes them.

mod author;
mod code;

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, AUTHORIZATION, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tower_http::cors::CorsLayer;

use crate::{
    config::Config,
    login::{no_answer, problem},
    state::Shared,
};

/// The longest document, in bytes: pages load it before they guide.
const LONGEST: usize = 512 * 1024;

/// The routes. Author mode is on a site's pages, so those origins may ask; it shows a code,
/// and never the console's cookie.
pub(crate) fn router(config: &Config) -> Router<Arc<Shared>> {
    let origins = config.sites.iter().flat_map(|site| &site.origins);
    let cors = CorsLayer::new()
        .allow_origin(origins.filter_map(|origin| HeaderValue::try_from(origin).ok()).collect::<Vec<_>>())
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE]);
    let versions = Router::new()
        .route("/api/sites/{site}/versions", get(author::list).post(author::save))
        .route("/api/sites/{site}/versions/{version}", get(author::document))
        // In JSON a document is a little longer than by itself, and one that is far too long
        // should be told so, too.
        .layer(DefaultBodyLimit::max(8 * LONGEST))
        .layer(cors);
    Router::new()
        .route("/flows/{site}", get(newest))
        .route("/api/sites/{site}/writing-code", post(code::give))
        .merge(versions)
}

/// The flows of a site, for everybody, as any file of it.
async fn newest(State(shared): State<Arc<Shared>>, Path(site): Path<String>, headers: HeaderMap) -> Response {
    let anybody = [(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"))];
    let answer = match shared.store.newest_flows(&site).await {
        Err(failure) => no_answer(&failure),
        Ok(None) => problem(StatusCode::NOT_FOUND, format!("no flows were saved for a site `{site}`")),
        Ok(Some((version, document))) => {
            let tag = format!("\"{}-{}\"", version.version, version.at);
            if headers.get(IF_NONE_MATCH).is_some_and(|known| names(known, &tag)) {
                (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response()
            } else {
                ([(ETAG, tag), (CONTENT_TYPE, "application/json".to_owned())], document).into_response()
            }
        }
    };
    (anybody, answer).into_response()
}

/// Whether a list of tags has this one, by the weak comparison of RFC 9110, section 8.8.3.2:
/// a server in between that compresses makes weak tags of ours.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let Ok(known) = known.to_str() else { return false };
    known.trim() == "*" || known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
}
