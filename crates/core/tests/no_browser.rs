//! The core depends on nothing that needs a browser.

use std::process::Command;

#[test]
fn no_dependency_needs_a_browser() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "alongside-core", "--edges", "normal", "--prefix", "none", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"alongside-protocol") && names.contains(&"serde"), "{tree}");
    for browser in ["web-sys", "js-sys", "wasm-bindgen", "alongside-browser", "tsify"] {
        assert!(!names.contains(&browser), "the core depends on {browser}:\n{tree}");
    }
}
