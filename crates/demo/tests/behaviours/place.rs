//! Where the card goes: twice, once anchored by the browser and once by measuring.

use serde_json::json;

use crate::{
    Way,
    stage::{Engine, OWN_VISUAL_VIEWPORT, Page, Stage},
};

behaviours!(
    "place",
    &[Way::Native, Way::Measured],
    nested_scrollers,
    scrolled_out_of_its_scroller,
    layout_shift,
    layout_shift_that_takes_its_time,
    layout_shift_on_a_busy_page,
    sticky_header,
    four_corners_of_a_phone,
    taller_than_the_viewport,
    body_with_zoom,
    body_with_transform,
    pinch_zoom,
    on_screen_keyboard,
    right_to_left,
    scrolled_away_in_an_inner_scroller,
    sideways_scroll,
    fixed_target,
    a_frame_that_scrolls,
);

/// Milliseconds of the page in which the card must be where its target has gone.
const AT_ONCE: f64 = 250.0;

async fn moved(stage: &Stage, change: &str) {
    stage.run(change).await;
    stage.sees_placed_within(AT_ONCE, "#t").await;
}

fn page(body: &str) -> Page {
    Page::new(body).guide("{ target: '#t', title: 'Here' }")
}

async fn open_nested(stage: &Stage) {
    let body = "<div id=outer><div class=tall></div><div id=inner><div class=tall></div>\
        <button id=t>Deep</button><div class=tall></div></div><div class=tall></div></div>";
    let css = "#outer { height: 600px; width: 700px; overflow: auto; border: 1px solid } \
        #inner { height: 320px; width: 500px; overflow: auto; border: 1px solid } .tall { height: 900px }";
    stage.open(page(body).style(css)).await;
    stage.sees_step_at("Here", "#t").await;
}

async fn nested_scrollers(stage: Stage) {
    open_nested(&stage).await;
    moved(&stage, "document.querySelector('#inner').scrollTop += 40").await;
    moved(&stage, "document.querySelector('#outer').scrollTop -= 50").await;
}

async fn scrolled_out_of_its_scroller(stage: Stage) {
    open_nested(&stage).await;
    stage.run("document.querySelector('#inner').scrollTop = 0").await;
    // There it would lie over what the step is not about.
    let over = "eyes.card() && (() => { const b = eyes.box(eyes.card()); \
        return document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)?.localName })() \
        === 'alongside-overlay'";
    stage.until("no card is where the target is not seen", &format!("!({over})")).await;
    stage.run("document.querySelector('#t').scrollIntoView({ block: 'center' })").await;
    stage.sees_step_at("Here", "#t").await;
}

async fn layout_shift(stage: Stage) {
    stage.open(page("<main><p>Text</p><button id=t>Here</button></main>")).await;
    stage.sees_step_at("Here", "#t").await;
    moved(
        &stage,
        "const ad = document.createElement('div'); ad.style.height = '150px'; document.body.prepend(ad)",
    )
    .await;
    // A style sheet that changes is no change of the document.
    moved(
        &stage,
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('main { padding: 40px 0 0 200px }'); \
         document.adoptedStyleSheets = [sheet]",
    )
    .await;
}

async fn layout_shift_that_takes_its_time(stage: Stage) {
    let css = "#ad { height: 0; transition: height 500ms linear } #ad.open { height: 200px }";
    stage.open(page("<div id=ad></div><button id=t>Here</button>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    stage.run("document.querySelector('#ad').className = 'open'").await;
    stage.until("the shift is over", "document.querySelector('#ad').offsetHeight === 200").await;
    stage.sees_placed_within(AT_ONCE, "#t").await;
}

async fn layout_shift_on_a_busy_page(stage: Stage) {
    let css = "#ad { height: 0; transition: height 500ms linear } #ad.open { height: 200px }";
    stage.open(page("<div id=ad></div><button id=t>Here</button>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    // Messages that leave no room between them: what observers have to tell piles up.
    stage
        .run(
            "const { port1, port2 } = new MessageChannel(); const done = performance.now() + 700; \
             port1.onmessage = () => { const end = performance.now() + 3; while (performance.now() < end); \
             if (end < done) port2.postMessage(0) }; \
             for (let n = 0; n < 20; n += 1) port2.postMessage(0); \
             document.querySelector('#ad').className = 'open'",
        )
        .await;
    stage.until("the shift is over", "document.querySelector('#ad').offsetHeight === 200").await;
    stage.sees_placed("#t").await;
}

async fn sticky_header(stage: Stage) {
    let css = "header { position: sticky; top: 0; height: 140px; background: #ddd; z-index: 9 } \
        .tall { height: 1600px }";
    let body = "<header>Shop</header><button id=t>Here</button><div class=tall></div>";
    let page = Page::new(body).style(css).script("scrollTo(0, 900)").guide("{ target: '#t', title: 'Here' }");
    stage.open(page).await;
    stage.sees_step_at("Here", "#t").await;
    let clear = "(() => { const b = eyes.box(eyes.find('#t')); \
        return document.elementFromPoint(b.left + 2, b.top + 2)?.id === 't' })()";
    stage.must("the header does not lie over the target", clear).await;
}

async fn four_corners_of_a_phone(stage: Stage) {
    stage.viewport(360, 640).await;
    let css =
        "button { position: absolute; width: 70px; height: 40px } body { margin: 0; min-height: 640px }";
    let corners = [
        ("nw", "left: 2px; top: 2px"),
        ("ne", "right: 2px; top: 2px"),
        ("sw", "left: 2px; bottom: 2px"),
        ("se", "right: 2px; bottom: 2px"),
    ];
    let body: String =
        corners.iter().map(|(id, style)| format!("<button id={id} style='{style}'>{id}</button>")).collect();
    stage
        .open(Page::new(&format!("<main style='position: relative; height: 638px'>{body}</main>")).style(css))
        .await;
    for (id, _) in corners {
        let text = "Some words, as many as a step may well have, and then a few more.";
        stage
            .run(&format!("eyes.guide({{ steps: [{{ target: '#{id}', title: '{id}', text: '{text}' }}] }})"))
            .await;
        stage.sees_step_at(id, &format!("#{id}")).await;
    }
}

async fn taller_than_the_viewport(stage: Stage) {
    let css = "#t { width: 320px; height: 3000px; background: #eee; margin: 300px 0 }";
    stage.open(page("<section id=t>Terms</section>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "scrollTo(0, 1500)").await;
    moved(&stage, "scrollTo(0, 600)").await;
}

async fn body_with_zoom(stage: Stage) {
    let css = "body { zoom: 1.5 } main { padding: 120px }";
    stage.open(page("<main><button id=t>Here</button></main>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "document.body.style.zoom = 0.7").await;
}

async fn body_with_transform(stage: Stage) {
    let css = "body { transform: scale(0.9) translate(30px, 20px) } main { padding: 120px; height: 2000px }";
    stage.open(page("<main><button id=t>Here</button></main>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "scrollTo(0, 60)").await;
    moved(&stage, "document.body.style.transform = 'translate(-40px, 70px)'").await;
}

/// Real in Chromium. Firefox has no way to pinch from outside: there the page has a visual
/// viewport of the same shape that we change.
async fn pinch_zoom(stage: Stage) {
    let mut page = page("<button id=t>Here</button>")
        .style("#t { position: absolute; left: 240px; top: 300px } body { height: 2000px }");
    if stage.engine() == Engine::Firefox {
        page = page.before(OWN_VISUAL_VIEWPORT);
    }
    stage.open(page).await;
    stage.sees_step_at("Here", "#t").await;
    stage.pinch(2.0).await;
    stage.until("the page is zoomed in", "visualViewport.scale === 2").await;
    stage.sees_placed("#t").await;
    stage.pinch(1.0).await;
    stage.sees_placed("#t").await;
}

/// No driver has a keyboard of glass: the page has a visual viewport of the same shape as
/// the browser's that we shrink as a keyboard does.
async fn on_screen_keyboard(stage: Stage) {
    stage.viewport(360, 640).await;
    let page = page("<input id=t aria-label=Name>").before(OWN_VISUAL_VIEWPORT);
    stage
        .open(page.style("#t { position: absolute; left: 20px; top: 290px; width: 200px; height: 30px }"))
        .await;
    stage.sees_step_at("Here", "#t").await;
    stage.click("#t").await;
    stage.run("visualViewport.now.height = 340; visualViewport.dispatchEvent(new Event('resize'))").await;
    stage.sees_placed("#t").await;
}

async fn right_to_left(stage: Stage) {
    let css = "main { padding: 250px 450px } button { width: 120px }";
    let page = Page::new("<main><button id=t>שלום</button></main>").style(css).html("dir=rtl");
    stage.open(page).await;
    for (placement, holds) in [
        ("start", "eyes.box(eyes.card()).left >= eyes.box(eyes.find('#t')).right"),
        ("end", "eyes.box(eyes.card()).right <= eyes.box(eyes.find('#t')).left"),
        ("top", "eyes.box(eyes.card()).bottom <= eyes.box(eyes.find('#t')).top"),
        ("auto", "eyes.box(eyes.card()).top >= eyes.box(eyes.find('#t')).bottom"),
    ] {
        let step = json!({ "target": "#t", "title": placement, "placement": placement });
        stage.run(&format!("eyes.guide({{ steps: [{step}] }})")).await;
        stage.sees_step_at(placement, "#t").await;
        stage.must(&format!("the card is at the {placement} of its target"), holds).await;
    }
}

async fn scrolled_away_in_an_inner_scroller(stage: Stage) {
    let css = "main { height: 300px; overflow: auto } .tall { height: 3000px }";
    let body = "<main><button id=t>Here</button><div class=tall></div></main>";
    let script = "document.querySelector('main').scrollTop = 2000";
    let page = Page::new(body).style(css).script(script).guide("{ target: '#t', title: 'Here' }");
    stage.open(page).await;
    stage.sees_step_at("Here", "#t").await;
    stage.run("document.querySelector('main').scrollTop = 1500").await;
    stage.moment().await;
    stage.run("document.querySelector('main').scrollTop = 0").await;
    stage.sees_step_at("Here", "#t").await;
    stage.must("nothing was missed", "eyes.events('problem').length === 0").await;
}

async fn sideways_scroll(stage: Stage) {
    let css = "main { width: 5000px; height: 400px; position: relative } \
        #t { position: absolute; left: 2500px; top: 90px }";
    stage.open(page("<main><button id=t>Here</button></main>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "scrollBy(90, 0)").await;
    moved(&stage, "scrollBy(-60, 0)").await;
}

async fn fixed_target(stage: Stage) {
    let css = "#t { position: fixed; right: 30px; bottom: 30px } main { height: 3000px }";
    stage.open(page("<main>Long</main><button id=t>Here</button>").style(css)).await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "scrollTo(0, 800)").await;
    stage.must("it did not scroll by itself", "scrollY === 800").await;
}

async fn a_frame_that_scrolls(stage: Stage) {
    let frame =
        "<div style='height: 900px'></div><button id=t>Inside</button><div style='height: 900px'></div>";
    stage.put("/frame", Page::bare(frame));
    let css = "iframe { margin: 80px 0 0 120px; width: 500px; height: 400px; border: 5px solid } \
        body { height: 2500px }";
    stage.open(Page::new("<iframe src=/frame></iframe>").style(css)).await;
    stage.until("the frame is there", "eyes.find('#t') !== null").await;
    stage.run("eyes.guide({ steps: [{ target: '#t', title: 'Here' }] })").await;
    stage.sees_step_at("Here", "#t").await;
    moved(&stage, "frames[0].scrollBy(0, 60)").await;
    moved(&stage, "scrollBy(0, 40)").await;
}
