//! A relay with its console, and a site of hostile pages.

use std::{collections::HashMap, env, path::PathBuf, sync::Arc};

use alongside_relay::{AgentEntry, Config, Relay, Running, Site, hash_password};
use axum::{
    Router,
    extract::State,
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use super::Vector;
use crate::support::{agent::Agent, browser::Microphone::Denied, stage};

const NAME: &str = "robin";
const PASSWORD: &str = "a password for one test";

/// Where the vectors fire, each in a frame of its own.
const CONTROL: &str = "<!doctype html><title>Control</title>\
    <script>window.hits = []; window.hit = (number) => void hits.push(number)</script>";

pub struct House {
    pub relay: Running,
    /// The site's origin.
    pub site: String,
    /// The site's key is this.
    pub key: &'static str,
    _data: TempDir,
}

struct Pages {
    vectors: HashMap<String, String>,
    recorded: String,
    policy: String,
}

impl House {
    /// `assets`: what the site loads from beside its own.
    pub async fn open(vectors: &[Vector], assets: Vec<String>) -> Self {
        let data = TempDir::new().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let key = "hostile";
        let relay = Relay::start(Config {
            listen: ([127, 0, 0, 1], 0).into(),
            database: data.path().join("relay.db"),
            console_dir: Some(built("ALONGSIDE_CONSOLE", "target/console")),
            secure_cookies: false,
            sites: vec![Site {
                key: key.to_owned(),
                name: "Hostile".to_owned(),
                origins: vec![site.clone()],
                assets,
                max_waiting: None,
                hours: None,
                callbacks: None,
                recording: None,
            }],
            agents: vec![AgentEntry {
                name: NAME.to_owned(),
                display: "Robin".to_owned(),
                password_hash: hash_password(PASSWORD).unwrap(),
                sites: None,
                writes_flows: false,
            }],
            ..Config::default()
        })
        .await
        .unwrap();
        let port = relay.address.port();
        let pages = Pages {
            vectors: vectors
                .iter()
                .map(|one| (format!("/control/{}", one.number), one.html.clone()))
                .collect(),
            recorded: format!(
                "<!doctype html><html lang=en><title>Hostile</title>\
                 <script src=/pkg/script.js data-site={key} data-relay=ws://localhost:{port}/customer \
                 data-privacy=show async></script><body><h1>Hostile</h1><div id=stage></div></body></html>"
            ),
            // A page like others: it lets nothing of what is put into it act.
            policy: format!(
                "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
                 img-src 'self' data:; connect-src 'self' ws://localhost:{port}; form-action 'self'; frame-src 'none'"
            ),
        };
        let router = Router::new()
            .nest_service("/pkg", ServeDir::new(built("ALONGSIDE_PKG", "pkg")))
            .fallback(answer)
            .with_state(Arc::new(pages));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { relay, site, key, _data: data }
    }

    pub fn console(&self) -> String {
        format!("http://localhost:{}", self.relay.address.port())
    }

    pub async fn agent(&self) -> Agent {
        Agent::logs_in_at(&self.console(), NAME, PASSWORD, Denied).await
    }
}

/// What a build has made, where a variable says or in its usual place.
fn built(variable: &str, usual: &str) -> PathBuf {
    let folder = env::var_os(variable).map_or_else(|| stage::root().join(usual), PathBuf::from);
    assert!(folder.is_dir(), "{} is not there: run `cargo xtask build`", folder.display());
    folder
}

async fn answer(State(pages): State<Arc<Pages>>, uri: Uri) -> Response {
    match uri.path() {
        "/recorded" => {
            ([(header::CONTENT_SECURITY_POLICY, pages.policy.clone())], Html(pages.recorded.clone()))
                .into_response()
        }
        "/control" => Html(CONTROL).into_response(),
        "/own.svg" => {
            let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'/>";
            ([(header::CONTENT_TYPE, "image/svg+xml")], picture).into_response()
        }
        path => match pages.vectors.get(path) {
            Some(page) => Html(page.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}
