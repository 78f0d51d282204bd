//! The tests' own web server: every test has a host name, and so an origin, of its own.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::page::Page;

/// Who is asked.
type Shared = Arc<House>;

/// All the sites there are, by host.
#[derive(Default)]
struct House {
    sites: Mutex<HashMap<String, Arc<Site>>>,
    package: PathBuf,
    files: Mutex<HashMap<String, Bytes>>,
}

/// The pages of one test.
#[derive(Default)]
pub(crate) struct Site {
    pages: Mutex<HashMap<String, Page>>,
}

impl Site {
    pub(crate) fn put(&self, path: &str, page: Page) {
        self.pages.lock().unwrap().insert(path.to_owned(), page);
    }

    fn page(&self, path: &str) -> Option<Page> {
        self.pages.lock().unwrap().get(path).cloned()
    }
}

/// The running server.
#[derive(Clone)]
pub(crate) struct Server {
    house: Shared,
    port: u16,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let package = std::env::var_os("ALONGSIDE_PKG").map_or_else(|| root.join("pkg"), PathBuf::from);
        assert!(
            package.join("index.js").is_file(),
            "{} has no package: run `cargo xtask build`",
            package.display()
        );
        let house = Arc::new(House { package, ..House::default() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&house));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { house, port }
    }

    /// A site of its own for a test, and its origin.
    pub(crate) fn site(&self, name: &str) -> (Arc<Site>, String) {
        let host = format!("{name}.localhost:{}", self.port);
        let site = Arc::new(Site::default());
        self.house.sites.lock().unwrap().insert(host.clone(), Arc::clone(&site));
        (site, format!("http://{host}"))
    }
}

async fn answer(State(house): State<Shared>, headers: HeaderMap, uri: Uri) -> Response {
    let path = uri.path();
    // Two addresses for the same: a page may get it from a bundle and from elsewhere.
    if let Some(file) = path.strip_prefix("/pkg/").or_else(|| path.strip_prefix("/copy/")) {
        return house.file(file);
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let site = house.sites.lock().unwrap().get(host).cloned();
    let Some(site) = site else { return StatusCode::NOT_FOUND.into_response() };
    // The scripts of a page lie below its own path.
    if let Some(of) = path.strip_suffix("/before.js").or_else(|| path.strip_suffix("/main.js")) {
        let Some(page) = site.page(of.strip_prefix("/of").unwrap_or(of)) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        return script(if path.ends_with("/main.js") { page.main() } else { page.before_script() });
    }
    match site.page(path) {
        Some(page) => page.answer(path),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn script(source: String) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript"), (header::CACHE_CONTROL, "no-cache")], source).into_response()
}

impl House {
    /// A file of the package, read once.
    fn file(&self, name: &str) -> Response {
        if name.split('/').any(|part| part == "..") {
            return StatusCode::NOT_FOUND.into_response();
        }
        let mut files = self.files.lock().unwrap();
        let bytes = match files.get(name) {
            Some(bytes) => bytes.clone(),
            None => match fs::read(self.package.join(name)) {
                Ok(bytes) => files.entry(name.to_owned()).or_insert(bytes.into()).clone(),
                Err(_) => return StatusCode::NOT_FOUND.into_response(),
            },
        };
        let kind = match name.rsplit('.').next() {
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=3600")], bytes).into_response()
    }
}
