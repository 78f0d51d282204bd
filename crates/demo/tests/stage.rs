//! The demo's own stage: what it serves and how it starts. What happens in the
//! pages is for the end-to-end tests.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::{fs, path::Path};

use alongside_demo::{Demo, DemoError, Options};
use tempfile::TempDir;

const PAGE: &str = r#"<!doctype html><script src="/alongside/script.js"
    data-relay="ws://localhost:7400/customer" async></script>"#;

/// A small world in which everything is built.
fn world() -> TempDir {
    let root = TempDir::new().unwrap();
    let files: [(&str, &[u8]); 8] = [
        ("www/bank/index.html", PAGE.as_bytes()),
        ("www/bank/css/base.css", b"body {}"),
        ("www/bank/img/mark.svg", b"<svg/>"),
        ("www/shop/index.html", PAGE.as_bytes()),
        ("www/shop/flows.json", b"{}"),
        ("pkg/script.js", b"export {}"),
        ("pkg/alongside_bg.wasm", b"\0asm"),
        ("target/console/index.html", b"<!doctype html><title>Desk</title>"),
    ];
    for (file, content) in files {
        let file = root.path().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
    root
}

fn options(root: &Path) -> Options {
    Options::in_workspace(root).on_free_ports(&root.join("data"))
}

struct Answer {
    headers: ureq::http::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn get(url: String) -> Answer {
    tokio::task::spawn_blocking(move || {
        let mut response = ureq::get(url).call().unwrap();
        Answer { headers: response.headers().clone(), body: response.body_mut().read_to_string().unwrap() }
    })
    .await
    .unwrap()
}

async fn sentence(options: Options) -> String {
    Demo::start(options).await.unwrap_err().to_string()
}

#[tokio::test]
async fn it_serves_both_sites_and_the_console() {
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    assert!(get(demo.console.clone()).await.body.contains("<title>Desk</title>"));
    for site in [&demo.bank, &demo.shop] {
        assert!(get(site.clone()).await.body.starts_with("<!doctype html>"));
        assert_eq!(get(format!("{site}/alongside/script.js")).await.body, "export {}");
    }
    demo.shutdown().await;
}

#[tokio::test]
async fn pages_name_the_port_the_relay_has() {
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    let port = demo.console.rsplit(':').next().unwrap().to_owned();
    let page = get(demo.bank.clone()).await;
    let expected = format!(r#"data-relay="ws://localhost:{port}/customer""#);
    assert!(page.body.contains(&expected), "{}", page.body);
    assert!(!page.body.contains("7400"));
    assert_eq!(page.header("content-length"), page.body.len().to_string());
    demo.shutdown().await;
}

#[tokio::test]
async fn the_demo_as_a_program_has_everything_and_its_pages_a_telephone_number() {
    let root = world();
    let demo = Demo::start(options(root.path()).with_everything()).await.unwrap();
    for site in [&demo.bank, &demo.shop] {
        let page = get(site.clone()).await;
        assert!(page.body.contains(r#"data-phone="+44 20 7946 0018" data-relay="#), "{}", page.body);
        assert_eq!(page.header("content-length"), page.body.len().to_string());
    }
    demo.shutdown().await;
    let demo = Demo::start(options(root.path())).await.unwrap();
    assert!(!get(demo.bank.clone()).await.body.contains("data-phone"), "only where it was asked for");
    demo.shutdown().await;
}

#[tokio::test]
async fn every_page_has_the_strict_policy() {
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    let port = demo.console.rsplit(':').next().unwrap().to_owned();
    let page = get(demo.shop.clone()).await;
    assert_eq!(
        page.header("content-security-policy"),
        format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             connect-src 'self' ws://localhost:{port} ws://127.0.0.1:{port} \
             http://localhost:{port}; \
             img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; object-src 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'"
        )
    );
    assert_eq!(page.header("permissions-policy"), "microphone=(self)");
    assert_eq!(page.header("cache-control"), "no-cache");
    assert_eq!(page.header("access-control-allow-origin"), "");
    demo.shutdown().await;
}

#[tokio::test]
async fn files_have_their_types_and_styles_may_be_shared() {
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    for (address, kind, shared) in [
        (format!("{}/", demo.bank), "text/html", ""),
        (format!("{}/css/base.css", demo.bank), "text/css", "*"),
        (format!("{}/img/mark.svg", demo.bank), "image/svg+xml", "*"),
        (format!("{}/flows.json", demo.shop), "application/json", ""),
        (format!("{}/alongside/script.js", demo.shop), "text/javascript", ""),
        (format!("{}/alongside/alongside_bg.wasm", demo.shop), "application/wasm", ""),
    ] {
        let answer = get(address.clone()).await;
        assert_eq!(answer.header("content-type"), kind, "{address}");
        assert_eq!(answer.header("access-control-allow-origin"), shared, "{address}");
    }
    demo.shutdown().await;
}

#[tokio::test]
async fn the_second_start_keeps_the_password_and_the_first_can_log_in() {
    let root = world();
    let first = Demo::start(options(root.path())).await.unwrap();
    let login = first.login.clone();
    let colleague = first.colleague.clone();
    assert_eq!(login.name, "robin");
    assert_eq!(login.password.len(), 23);
    let url = format!("{}/api/login", first.console);
    let attempt = format!(r#"{{"name":"robin","password":"{}"}}"#, login.password);
    let answer = tokio::task::spawn_blocking(move || {
        ureq::post(url)
            .header("content-type", "application/json")
            .send(attempt)
            .unwrap()
            .into_body()
            .read_to_string()
    });
    assert_eq!(answer.await.unwrap().unwrap(), r#"{"name":"robin","display":"Robin","sites":null}"#);
    first.shutdown().await;
    let second = Demo::start(options(root.path())).await.unwrap();
    assert_eq!(second.login, login);
    assert_eq!((second.colleague.name.as_str(), &second.colleague), ("sam", &colleague));
    second.shutdown().await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_password_is_for_nobody_else() {
    use std::os::unix::fs::PermissionsExt;
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    let file = root.path().join("data/demo.toml");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    demo.shutdown().await;
}

#[tokio::test]
async fn a_taken_port_is_said_in_one_sentence() {
    let root = world();
    let demo = Demo::start(options(root.path())).await.unwrap();
    let port = |address: &str| address.rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let other = options(root.path());
    let taken = port(&demo.console);
    assert_eq!(
        sentence(Options { relay_port: taken, ..other.clone() }).await,
        format!("port {taken} is taken by another program: choose another one with --relay-port")
    );
    let taken = port(&demo.bank);
    assert_eq!(
        sentence(Options { bank_port: taken, ..other }).await,
        format!("port {taken} is taken by another program: choose another one with --bank-port")
    );
    demo.shutdown().await;
}

#[tokio::test]
async fn what_is_not_built_is_said_in_one_sentence() {
    let root = world();
    for (file, what) in [("pkg/script.js", "the SDK"), ("target/console/index.html", "the console")] {
        let file = root.path().join(file);
        let content = fs::read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(
            sentence(options(root.path())).await,
            format!(
                "{what} is not built ({} is missing): run `cargo xtask demo`, which builds it",
                file.display()
            )
        );
        fs::write(&file, content).unwrap();
    }
    fs::remove_dir_all(root.path().join("www/shop")).unwrap();
    let failure = Demo::start(options(root.path())).await.unwrap_err();
    assert!(matches!(failure, DemoError::NoPages { site: "shop", .. }));
}

#[tokio::test]
async fn a_damaged_password_file_is_named() {
    let root = world();
    fs::create_dir_all(root.path().join("data")).unwrap();
    let file = root.path().join("data/demo.toml");
    fs::write(&file, "name = 'robin'").unwrap();
    assert_eq!(
        sentence(options(root.path())).await,
        format!("{} can't be used: missing field `password`; delete it to have it made anew", file.display())
    );
}
