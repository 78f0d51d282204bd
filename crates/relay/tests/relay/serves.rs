use crate::support::{House, get};

#[tokio::test]
async fn it_says_that_it_is_alive_and_ready() {
    let house = House::open().await;
    let alive = get(house.url("/healthz"), None).await;
    let ready = get(house.url("/readyz"), None).await;
    assert_eq!((alive.status, alive.body.as_str()), (200, "alive"));
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready"));
}

#[tokio::test]
async fn stopping_says_goodbye_and_frees_the_port() {
    let house = House::open().await;
    let mut customer = house.customer().await;
    let address = house.relay.address;
    house.relay.shutdown().await;
    while customer.maybe_next().await.is_some() {}
    assert!(tokio::net::TcpListener::bind(address).await.is_ok());
}

#[tokio::test]
async fn the_console_comes_with_a_strict_policy() {
    let house = House::with(|config| {
        let dir = config.database.with_file_name("console");
        std::fs::create_dir(&dir).unwrap();
        std::fs::write(dir.join("index.html"), "<!doctype html>").unwrap();
        std::fs::write(dir.join("console_bg.wasm"), b"\0asm").unwrap();
        config.console_dir = Some(dir);
        config.sites[1].assets = vec!["https://cdn.example".to_owned()];
    })
    .await;
    let page = get(house.url("/"), None).await;
    assert_eq!(page.body, "<!doctype html>");
    for (name, value) in [
        ("content-type", "text/html"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-dns-prefetch-control", "off"),
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
             style-src 'self' 'unsafe-inline' https://bank.example https://cdn.example \
             https://shop.example; \
             img-src 'self' data: https://bank.example https://cdn.example https://shop.example; \
             font-src data: https://bank.example https://cdn.example https://shop.example; \
             media-src 'self' blob:; connect-src 'self'; \
             frame-src 'self'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(page.headers[name], value, "{name}");
    }
    let wasm = get(house.url("/console_bg.wasm"), None).await;
    assert_eq!(wasm.headers["content-type"], "application/wasm");
    assert_eq!(get(house.url("/nothing"), None).await.status, 404);
}
