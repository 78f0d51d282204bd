//! The frames of `record()`.

use crate::{
    Closed,
    places::{GROUND, Plant, TOOLS, planted},
    play,
    stage::{Engine, Page, Stage},
    wrong,
};

/// Records the page with all its secrets, before, while and after it changes.
fn page(closed: Closed) -> Page {
    let (document, part) = match closed {
        Closed::Document(level) => (level, String::new()),
        Closed::Part(level) => ("mask-inputs", format!("data-alongside-privacy={level}")),
    };
    let body = planted(|plant| matches!(plant, Plant::Body(_)));
    Page::new(&format!("<main id=root {part}>{GROUND}{body}</main>"))
        .head(&planted(|plant| matches!(plant, Plant::Head(_))))
        .head("<style>.shown::before { content: attr(data-shown) }</style>")
        .script(TOOLS)
        .script(&planted(|plant| matches!(plant, Plant::Before(_))))
        .script(&format!(
            "const {{ record }} = await import('/pkg/observe.js');
             const moment = (ms) => new Promise((done) => setTimeout(done, ms));
             const frames = [];
             const recording = await record({{ emit: (frame) => frames.push(frame), privacy: '{document}' }});
             await moment(150);
             {}
             await moment(300);
             frames.push(recording.snapshot() ?? new Uint8Array());
             recording.stop();
             const hex = (byte) => byte.toString(16).padStart(2, '0');
             document.body.dataset.frames = frames.map((frame) => Array.from(frame, hex).join('')).join('');
             document.body.dataset.unplanted = (window.unplanted ?? []).join('; ');",
            planted(|plant| matches!(plant, Plant::Later(_)))
        ))
}

async fn leaks(stage: &Stage, closed: Closed) -> Vec<String> {
    stage.put("/", page(closed));
    stage.goto("/").await;
    assert_eq!(stage.ask("document.body.dataset.unplanted").await, "", "every secret is planted");
    let frames = stage.ask("document.body.dataset.frames").await;
    let digits = frames.as_str().unwrap_or_default().as_bytes();
    let nibble = |digit: u8| char::from(digit).to_digit(16).unwrap() as u8;
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|two| nibble(two[0]) << 4 | nibble(two[1])).collect();
    assert!(bytes.len() > 200, "{closed:?}: nothing was recorded");
    wrong(&bytes, closed).into_iter().map(|wrong| format!("{closed:?}: {wrong}")).collect()
}

const WAYS: [Closed; 8] = [
    Closed::Document("mask-inputs"),
    Closed::Document("mask-all-text"),
    Closed::Document("hide"),
    Closed::Document("show"),
    Closed::Part("mask-inputs"),
    Closed::Part("mask-all-text"),
    Closed::Part("hide"),
    Closed::Part("show"),
];

async fn no_secret_is_recorded(stage: Stage) {
    let mut all = Vec::new();
    for closed in WAYS {
        all.extend(leaks(&stage, closed).await);
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_recorded_in_chromium() {
    play(Engine::Chromium, "secrets", no_secret_is_recorded).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_recorded_in_firefox() {
    play(Engine::Firefox, "secrets", no_secret_is_recorded).await;
}
