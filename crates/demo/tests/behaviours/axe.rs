//! axe-core finds nothing in any state of the overlay: wide and at 320 pixels, by day and by
//! night, in both browsers.

use std::{fs, path::Path, process::Command, sync::OnceLock};

use serde_json::{Value, json};

use crate::{
    AS_IT_IS,
    stage::{Engine, Page, Stage},
};

behaviours!(
    "axe",
    AS_IT_IS,
    a_step,
    a_step_whose_next_is_off,
    a_refusal,
    a_missing_target,
    a_step_that_is_elsewhere,
    rich_text,
    from_right_to_left,
    in_a_modal_dialog,
    a_measured_card,
    a_step_beside_help,
);

const SCREENS: [(u32, u32); 2] = [(1280, 900), (320, 640)];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// What is on the screen and settled: no animation half-way.
const RUN: &str = "Promise.all(eyes.overlay().getAnimations().map((one) => one.finished.catch(() => {})))\
    .then(() => axe.run({ include: 'alongside-overlay' }, { resultTypes: ['violations'] }))\
    .then(({ violations, passes }) => !passes.length ? ['nothing was checked'] : violations.flatMap(({ id, nodes }) => \
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`)))";

/// axe-core from npm, installed at the first run.
fn axe() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe");
        let file = folder.join("node_modules/axe-core/axe.min.js");
        if !file.is_file() {
            let installed =
                Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder).status();
            assert!(installed.expect("npm is needed").success(), "axe-core can't be installed");
        }
        fs::read_to_string(file).unwrap()
    })
}

/// Fails with everything that axe-core finds in what is on the screen.
async fn is_clean(stage: &Stage) {
    stage.run(axe()).await;
    let mut found = Vec::new();
    for screen in SCREENS {
        stage.viewport(screen.0, screen.1).await;
        for scheme in SCHEMES {
            // Firefox has what it draws with from its own settings.
            if stage.engine() == Engine::Chromium {
                let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
                let set = json!({ "features": features });
                stage.driver().cdp().send_raw("Emulation.setEmulatedMedia", set).await.unwrap();
                let drawn = format!("matchMedia('(prefers-color-scheme: {scheme})').matches");
                stage.until("the scheme", &drawn).await;
            } else if scheme == "dark" {
                continue;
            }
            stage.until("the card is there", "eyes.card() !== null").await;
            let here: Vec<Value> = serde_json::from_value(stage.ask(RUN).await).unwrap();
            found.extend(here.iter().map(|one| {
                format!("{} by {}, {scheme}: {}", screen.0, screen.1, one.as_str().unwrap_or_default())
            }));
        }
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

const BODY: &str = "<main><h1>Delivery</h1><button id=t>Here</button></main>";
const STEPS: &str = "{ target: '#t', title: 'Here', text: 'This is where it is.' },
    { target: 'h1', title: 'There', text: 'And this is the rest.' }";

async fn a_step(stage: Stage) {
    stage.open(Page::new(BODY).guide(STEPS)).await;
    stage.sees_step_at("Here", "#t").await;
    is_clean(&stage).await;
    stage.viewport(1280, 900).await;
    stage.click("@Next").await;
    stage.sees_step("There").await;
    is_clean(&stage).await;
}

/// A step that waits for a field, which is empty.
async fn open_with_field(stage: &Stage) {
    let body = "<main><h1>Delivery</h1><label>Email <input id=t type=email required></label></main>";
    let steps = "{ target: '#t', title: 'Your email', text: 'For the receipt.', done: 'valid' }";
    stage.open(Page::new(body).guide(&format!("{steps}, {STEPS}"))).await;
    stage.sees_step_at("Your email", "#t").await;
}

async fn a_step_whose_next_is_off(stage: Stage) {
    open_with_field(&stage).await;
    stage.must("Next is off", "eyes.find('@Next').ariaDisabled === 'true'").await;
    is_clean(&stage).await;
}

async fn a_refusal(stage: Stage) {
    open_with_field(&stage).await;
    stage.click("@Next").await;
    stage.until("the card says why not", "eyes.notice()").await;
    is_clean(&stage).await;
}

async fn a_missing_target(stage: Stage) {
    let lost =
        "{ target: '#lost', title: 'Lost', text: 'It was here.', wait: { for: 200, then: 'message' } }";
    stage.open(Page::new(BODY).guide(&format!("{lost}, {STEPS}"))).await;
    stage.sees_step("Lost").await;
    stage.until("the card says that it is not there", "eyes.notice()").await;
    stage.must("the card is by nothing", "eyes.card().dataset.anchor === 'free' && !eyes.ring()").await;
    is_clean(&stage).await;
}

async fn a_step_that_is_elsewhere(stage: Stage) {
    let away = "{ place: '/other', target: '#t', title: 'Elsewhere', text: 'On another page.' }";
    stage.open(Page::new(BODY).guide(away)).await;
    stage.sees_step("Elsewhere").await;
    stage.must("one can be taken there", "eyes.isSeen(eyes.find('@Take me there'))").await;
    is_clean(&stage).await;
}

async fn rich_text(stage: Stage) {
    let text = "Two **ways**, both *quick*:\\n\\n- by post\\n- by bicycle, as `B1`\\n\\n1. Pack\\n2. Send\\n\\n\
        See the [prices](/prices) and the [map](https://example.com/map).";
    let step = format!("{{ target: '#t', title: 'Ways', text: '{text}' }}");
    stage.open(Page::new(BODY).guide(&step)).await;
    stage.sees_step_at("Ways", "#t").await;
    stage.must("there are lists and links", "eyes.card().querySelectorAll('ul, ol, a').length === 4").await;
    is_clean(&stage).await;
}

async fn from_right_to_left(stage: Stage) {
    let body = "<main><h1>משלוח</h1><button id=t>כאן</button></main>";
    let step = "{ target: '#t', title: { he: 'כאן שולחים' }, text: { he: 'ראו את [המחירים](/prices).' } }";
    let page = Page::new(body).html("dir=rtl").options("{ locale: 'he' }");
    stage.open(page.guide(&format!("{step}, {STEPS}"))).await;
    stage.sees_step_at("כאן שולחים", "#t").await;
    stage.must("the text goes leftwards", "getComputedStyle(eyes.ours('.text')).direction === 'rtl'").await;
    is_clean(&stage).await;
}

async fn in_a_modal_dialog(stage: Stage) {
    let body = "<main><h1>Delivery</h1></main>\
        <dialog id=d aria-label=Sure><p>Sure?</p><button id=t>Yes</button></dialog>";
    let page = Page::new(body).script("document.querySelector('#d').showModal();").guide(STEPS);
    stage.open(page).await;
    stage.sees_step_at("Here", "#t").await;
    stage.must("it is in the dialog", "eyes.find('alongside-overlay').closest('dialog') !== null").await;
    is_clean(&stage).await;
}

async fn a_measured_card(stage: Stage) {
    // As in a browser without anchor positioning.
    let old = "CSS.supports = () => false;";
    stage.open(Page::new(BODY).before(old).guide(STEPS)).await;
    stage.sees_step_at("Here", "#t").await;
    stage.must("it is measured", "eyes.card().dataset.anchor === 'measured'").await;
    is_clean(&stage).await;
}

async fn a_step_beside_help(stage: Stage) {
    let page = Page::new(BODY).options("{ phone: '+353 1 555 0100' }");
    stage.open(page.guide(STEPS)).await;
    stage.sees_step_at("Here", "#t").await;
    stage.must("help is there", "eyes.isSeen(eyes.ours('.launcher'))").await;
    is_clean(&stage).await;
}
