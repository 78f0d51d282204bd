//! A site whose server answers forms, and lets some of its pages not be framed.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use alongside_relay::{AgentEntry, Config, Relay, Running, Site as RelaySite, hash_password};
use axum::{
    Router,
    extract::State,
    http::{Method, Uri, header},
    response::{Html, IntoResponse, Response},
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

use crate::support::{agent::Agent, browser::Microphone, stage::root};

const NAME: &str = "robin";
const PASSWORD: &str = "a password for one test";

pub(crate) struct Site {
    /// The site's origin.
    pub(crate) at: String,
    relay: Running,
    sent: Arc<AtomicU32>,
    _data: TempDir,
}

#[derive(Clone)]
struct Pages {
    relay: u16,
    sent: Arc<AtomicU32>,
}

impl Site {
    pub(crate) async fn open() -> Self {
        let data = TempDir::new().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let relay = Relay::start(Config {
            listen: ([127, 0, 0, 1], 0).into(),
            database: data.path().join("relay.db"),
            console_dir: Some(root().join("target/console")),
            secure_cookies: false,
            sites: vec![RelaySite {
                key: "pages".to_owned(),
                name: "Pages".to_owned(),
                origins: vec![at.clone()],
                assets: Vec::new(),
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
        let sent = Arc::new(AtomicU32::new(0));
        let pages = Pages { relay: relay.address.port(), sent: Arc::clone(&sent) };
        let router = Router::new()
            .nest_service("/pkg", ServeDir::new(root().join("pkg")))
            .fallback(answer)
            .with_state(pages);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { at, relay, sent, _data: data }
    }

    pub(crate) async fn agent(&self, microphone: Microphone) -> Agent {
        let console = format!("http://localhost:{}", self.relay.address.port());
        Agent::logs_in_at(&console, NAME, PASSWORD, microphone).await
    }

    /// How many forms have come.
    pub(crate) fn sent(&self) -> u32 {
        self.sent.load(Ordering::SeqCst)
    }
}

async fn answer(State(pages): State<Pages>, method: Method, uri: Uri, body: String) -> Response {
    let path = uri.path();
    let said = if method == Method::POST {
        pages.sent.fetch_add(1, Ordering::SeqCst);
        body
    } else {
        uri.query().unwrap_or_default().to_owned()
    };
    let relay = pages.relay;
    let breaks_out = if path == "/breaks-out" {
        "<script>if (top !== self) top.location = self.location.href</script>"
    } else {
        ""
    };
    let page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>{path}</title><link rel=icon href=data:,>\
         <script src=/pkg/script.js data-site=pages data-relay=ws://localhost:{relay}/customer async></script>{breaks_out}\
         <body><h1>{path}</h1><p id=said>{said}</p>\
         <a id=one href=/one>One</a> <a id=two href=/two>Two</a> <a id=refuses href=/refuses>Refuses</a>\
         <a id=breaks-out href=/breaks-out>Breaks out</a> <a id=whole href=/whole target=_top>Whole window</a>\
         <form id=asks action=/found><input name=q value='a b'><button id=ask>Ask</button></form>\
         <form id=sends method=post action=/sent><input name=amount value=20><input name=submit type=hidden value=x>\
         <button id=send name=how value=now>Send</button></form></body></html>"
    );
    let mut response = Html(page).into_response();
    if path == "/refuses" {
        response.headers_mut().insert(header::X_FRAME_OPTIONS, header::HeaderValue::from_static("DENY"));
    }
    response
}
