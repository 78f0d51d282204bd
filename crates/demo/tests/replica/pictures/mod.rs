//! The demo's sites and their copies, by their pictures: the copy gets its styles,
//! fonts and images from the site by their addresses.

mod sites;

use std::{fmt::Write as _, fs, path::Path, sync::Arc, time::Duration};

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use tokio::time::sleep;

use crate::{Case, house::furnish, stage::Stage};
use sites::{Sites, pages};

/// Viewports: as tall as most pages are long.
const SIZES: [(u32, u32); 2] = [(1280, 1800), (360, 2600)];

/// Of all pixels the share that may differ: where the blinking of a caret or the edge
/// of a smoothed shape falls. A line of text that is off by a pixel is more.
const DIFFER: f64 = 0.0002;

/// Pictures that are taken until two are the same.
const STILL: u32 = 20;
const AGAIN: Duration = Duration::from_millis(80);

pub(crate) fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for site in ["bank", "shop"] {
        for size in SIZES {
            cases.push(Case::new(format!("pictures::{site} at {}", size.0), move |stage| {
                look(stage, site, size)
            }));
        }
    }
    cases
}

async fn look(stage: Arc<Stage>, site: &'static str, (width, height): (u32, u32)) -> Result<(), String> {
    furnish(&stage);
    let sites = Sites::open().await;
    let mut failed = String::new();
    let pages = pages(site);
    assert!(pages.len() > 5, "{site} has pages");
    for path in pages {
        stage.viewport(width, height).await;
        let outcome = compared(&stage, &format!("{}{path}", sites.origin(site))).await;
        let Compared { said, page, copy } = outcome;
        let share = said["differ"].as_f64().unwrap_or(1.0) / said["of"].as_f64().unwrap_or(1.0);
        assert!(said["colours"].as_u64() > Some(20), "{path}: there is a picture: {said}");
        if share > DIFFER {
            let _ =
                writeln!(failed, "{path} at {width}: {:.3} % of the pixels differ: {said}", share * 100.0);
            keep(&format!("{site}{path}-{width}-{}", stage.engine().name()), &page, &copy);
        }
    }
    sites.close().await;
    if failed.is_empty() { Ok(()) } else { Err(failed) }
}

struct Compared {
    said: Value,
    page: String,
    copy: String,
}

/// A page as it is, and its copy in another window of the same size.
async fn compared(stage: &Stage, address: &str) -> Compared {
    stage.driver().goto(address).await.unwrap();
    stage.until("the page is recorded", "window.recorded?.quiet()").await;
    let frames = stage.ask("recorded.frames()").await;
    let origin = stage.ask("location.origin").await;
    let page = picture(stage.driver()).await;
    stage.visit("/exact/console.html").await;
    stage.until("the console is ready", "Boolean(window.showReplica)").await;
    stage.ask(&format!("showReplica({frames}, {origin}).then(() => true)")).await;
    stage.until("the copy is whole", "isWhole()").await;
    stage.ask("isPainted()").await;
    let copy = picture(stage.driver()).await;
    let said = stage.ask(&format!("differing({}, {})", json!(page), json!(copy))).await;
    Compared { said, page, copy }
}

/// The viewport, in base64. The first pictures after a load may be of a page that is
/// still being painted: two must be the same.
async fn picture(driver: &WebDriver) -> String {
    let mut last = String::new();
    for _ in 0..STILL {
        let now = driver.screenshot_as_png_base64().await.unwrap();
        if now == last {
            break;
        }
        last = now;
        sleep(AGAIN).await;
    }
    last
}

/// Leaves the pictures for people to look at, side by side.
fn keep(name: &str, page: &str, copy: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    let name = name.replace('/', "-");
    let show = |png: &str| format!("<img src=\"data:image/png;base64,{png}\">");
    fs::write(folder.join(format!("replica-{name}.html")), [show(page), show(copy)].concat()).unwrap();
}
