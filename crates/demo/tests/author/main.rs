//! A member of the team writes flows on the live page; customers load nothing of it.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod look;
mod map;
mod order;
mod preview;
mod writing;

use serde_json::Value;
use support::{browser::Microphone::Denied, customer::Customer, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_loads_not_a_byte_of_it() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/returns.html", stage.demo.shop), Denied).await;
    customer.starts("return").await;
    customer.is_shown("Your order number").await;
    let loaded = "return performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)";
    let loaded = customer.browser.run(loaded, vec![]).await;
    let loaded: Vec<&str> = loaded.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(loaded.contains(&"/alongside/alongside_bg.wasm"), "{loaded:?}");
    assert!(!loaded.iter().any(|path| path.contains("author")), "{loaded:?}");
    // Nor could it: nothing that a customer loads names it.
    for entry in ["script.js", "index.js", "observe.js", "alongside.js"] {
        let text = std::fs::read_to_string(support::stage::root().join("pkg").join(entry)).unwrap();
        assert!(!text.contains("author.js"), "{entry}");
    }
    customer.browser.close().await;
    stage.strike().await;
}
