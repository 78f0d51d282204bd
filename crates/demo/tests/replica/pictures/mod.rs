//! The demo's sites and their copies, by their pictures: the copy gets its styles,
//! fonts and images from the site by their addresses.

mod sites;

use std::{fmt::Write as _, fs, path::Path, sync::Arc};

use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::{Case, house::furnish, stage::Stage};
use sites::{Sites, pages};

/// Viewports: as tall as most pages are long.
const SIZES: [(u32, u32); 2] = [(1280, 1800), (360, 2600)];

/// Of all pixels the share that may differ: where the blinking of a caret or the edge
/// of a smoothed shape falls. A line of text that is off by a pixel is more.
const DIFFER: f64 = 0.0002;

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
    page: Vec<u8>,
    copy: Vec<u8>,
}

/// A page as it is, and its copy in another window of the same size.
async fn compared(stage: &Stage, address: &str) -> Compared {
    stage.driver().goto(address).await.unwrap();
    stage.until("the page is recorded", "window.recorded?.quiet()").await;
    let frames = stage.ask("recorded.frames()").await;
    let page = picture(stage.driver()).await;
    stage.visit("/exact/console.html").await;
    stage.until("the console is ready", "Boolean(window.showReplica)").await;
    stage.ask(&format!("showReplica({frames}).then(() => true)")).await;
    stage.until("the copy is whole", "isWhole()").await;
    let copy = picture(stage.driver()).await;
    let said = stage.ask(&format!("differing({}, {})", json!(page.0), json!(copy.0))).await;
    Compared { said, page: page.1, copy: copy.1 }
}

/// The viewport, in base64 and as it is.
async fn picture(driver: &WebDriver) -> (String, Vec<u8>) {
    (driver.screenshot_as_png_base64().await.unwrap(), driver.screenshot_as_png().await.unwrap())
}

/// Leaves the pictures for people to look at.
fn keep(name: &str, page: &[u8], copy: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    let name = name.replace('/', "-");
    fs::write(folder.join(format!("replica-{name}-page.png")), page).unwrap();
    fs::write(folder.join(format!("replica-{name}-copy.png")), copy).unwrap();
}
