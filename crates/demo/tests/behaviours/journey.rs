//! From page to page: routes, loads, Back, and a second tab.

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "act",
    AS_IT_IS,
    push_state,
    replace_state,
    back_and_forward,
    hash,
    full_load,
    full_load_after_a_click,
    reload_resumes,
    expired_state_starts_clean,
    back_removes_the_bubble,
    restored_by_back_without_doubles,
    two_tabs_agree_on_the_end,
    two_tabs_agree_on_the_step,
);

/// A page that draws itself by its address: `/` has `#a`, `/two` has `#b`.
const ROUTER: &str = "
    const draw = () => {
      const two = location.pathname === '/two' || location.hash === '#/two';
      document.querySelector('main').replaceChildren(Object.assign(document.createElement('button'),
        two ? { id: 'b', textContent: 'B' } : { id: 'a', textContent: 'A' }));
    };
    window.go = (path, replace) => { history[replace ? 'replaceState' : 'pushState']({}, '', path); draw(); };
    addEventListener('popstate', draw);
    addEventListener('hashchange', draw);
    draw();";

const TWO_PLACES: &str = "{ place: '/', target: '#a', title: 'One', done: { place: '/two' } },
    { place: '/two', target: '#b', title: 'Two' }";

async fn open_router(stage: &Stage, steps: &str) {
    stage.open(Page::new("<h1>App</h1><main></main>").script(ROUTER).guide(steps)).await;
}

async fn push_state(stage: Stage) {
    open_router(&stage, TWO_PLACES).await;
    stage.sees_step_at("One", "#a").await;
    stage.run("go('/two')").await;
    stage.sees_step_at("Two", "#b").await;
}

async fn replace_state(stage: Stage) {
    open_router(&stage, TWO_PLACES).await;
    stage.sees_step_at("One", "#a").await;
    stage.run("go('/two', true)").await;
    stage.sees_step_at("Two", "#b").await;
}

async fn back_and_forward(stage: Stage) {
    open_router(&stage, TWO_PLACES).await;
    stage.sees_step_at("One", "#a").await;
    stage.run("go('/two')").await;
    stage.sees_step_at("Two", "#b").await;
    stage.run("history.back()").await;
    stage.sees_step_at("One", "#a").await;
    stage.run("history.forward()").await;
    stage.sees_step_at("Two", "#b").await;
}

async fn hash(stage: Stage) {
    let steps = "{ place: '/', target: '#a', title: 'One', done: { place: '#/two' } },
        { place: '/#/two', target: '#b', title: 'Two' }";
    let body = "<h1>App</h1><a id=link href='#/two'>Two</a><main></main>";
    stage.open(Page::new(body).script(ROUTER).guide(steps)).await;
    stage.sees_step_at("One", "#a").await;
    stage.click("#link").await;
    stage.sees_step_at("Two", "#b").await;
}

async fn two_pages(stage: &Stage, done: &str) {
    stage.put("/two", Page::new("<h1>Two</h1><button id=b>B</button>"));
    let steps = format!(
        "{{ place: '/', target: '#a', title: 'One', done: {done} }},
         {{ place: '/two', target: '#b', title: 'Two' }}"
    );
    stage.open(Page::new("<h1>One</h1><a id=a href=/two>On</a>").guide(&steps)).await;
    stage.sees_step_at("One", "#a").await;
    stage.click("#a").await;
    stage.until("the page is loaded", "location.pathname === '/two'").await;
    stage.ready().await;
    stage.sees_step_at("Two", "#b").await;
    stage.click("@Finish").await;
    stage.until("the flow ends", "eyes.events('flow').some(({ outcome }) => outcome === 'completed')").await;
}

async fn full_load(stage: Stage) {
    two_pages(&stage, "{ place: '/two' }").await;
}

async fn full_load_after_a_click(stage: Stage) {
    two_pages(&stage, "'click'").await;
}

/// A flow that the page starts once in a tab, at its second step.
async fn open_at_second_step(stage: &Stage) {
    let page = Page::new("<button id=a>A</button><button id=b>B</button>")
        .before(
            "if (sessionStorage.getItem('later')) {
               const now = Date.now;
               Date.now = () => now() + 3_600_000;
             }",
        )
        .script(
            "if (!sessionStorage.getItem('begun')) {
               sessionStorage.setItem('begun', 'yes');
               eyes.guide({ steps: [{ target: '#a', title: 'One' }, { target: '#b', title: 'Two' }] });
             }",
        );
    stage.open(page).await;
    stage.sees_step_at("One", "#a").await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#b").await;
}

async fn reload_resumes(stage: Stage) {
    open_at_second_step(&stage).await;
    stage.driver().refresh().await.unwrap();
    stage.ready().await;
    stage.sees_step_at("Two", "#b").await;
}

/// The page's clock is an hour further after the reload.
async fn expired_state_starts_clean(stage: Stage) {
    open_at_second_step(&stage).await;
    stage.run("sessionStorage.setItem('later', 'yes')").await;
    stage.driver().refresh().await.unwrap();
    stage.ready().await;
    stage.sees_no_step_for_a_while().await;
    stage.run("eyes.guide({ steps: [{ target: '#a', title: 'New' }] })").await;
    stage.sees_step_at("New", "#a").await;
}

async fn back_removes_the_bubble(stage: Stage) {
    open_router(
        &stage,
        "{ target: 'h1', title: 'Zero', done: { place: '/two' } }, { target: '#b', title: 'Two' }",
    )
    .await;
    stage.sees_step_at("Zero", "h1").await;
    stage.run("go('/two')").await;
    stage.sees_step_at("Two", "#b").await;
    stage.driver().back().await.unwrap();
    stage.until("the page is back", "location.pathname === '/' && !eyes.find('#b')").await;
    stage.until("the bubble is gone", "eyes.title() !== 'Two'").await;
    stage.never("the bubble comes back", "eyes.title() === 'Two'", 300).await;
}

async fn restored_by_back_without_doubles(stage: Stage) {
    stage.put("/away", Page::bare("<h1>Away</h1>"));
    let page = Page::new("<a id=away href=/away>Away</a><button id=a>A</button><button id=b>B</button>")
        .before("addEventListener('pageshow', ({ persisted }) => { window.restored = persisted });")
        .guide(
            "{ target: '#a', title: 'One' }, { target: '#b', title: 'Two' },
             { target: '#a', title: 'Three' }",
        );
    stage.open(page).await;
    stage.sees_step_at("One", "#a").await;
    for round in ["first", "second"] {
        stage.click("#away").await;
        stage.until("the other page is there", "location.pathname === '/away'").await;
        stage.driver().back().await.unwrap();
        stage
            .until(&format!("the browser restores the page ({round} time)"), "window.restored === true")
            .await;
    }
    stage.sees_step_at("One", "#a").await;
    stage.must("there is one overlay", "document.querySelectorAll('alongside-overlay').length === 1").await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#b").await;
    stage.never("one click is one step", "eyes.title() !== 'Two'", 250).await;
    stage
        .must("one card is shown", "eyes.overlay().querySelectorAll('.card:popover-open').length === 1")
        .await;
}

const TOUR: &str = "{ flows: { version: 1, flows: [{ id: 'tour', title: 'Tour', steps: [
    { target: '#a', title: 'One' }, { target: '#b', title: 'Two' }, { target: '#c', title: 'Three' }] }] } }";

/// The same flow at its first step in two windows of the same site; the second is looked at.
async fn two_windows(stage: &Stage) -> [thirtyfour::WindowHandle; 2] {
    let body = "<button id=a>A</button><button id=b>B</button><button id=c>C</button>";
    stage.open(Page::new(body).options(TOUR).script("eyes.guide('tour');")).await;
    stage.sees_step_at("One", "#a").await;
    let first = stage.driver().window().await.unwrap();
    let second = stage.driver().new_window().await.unwrap();
    stage.driver().switch_to_window(second.clone()).await.unwrap();
    stage.goto("/").await;
    stage.sees_step_at("One", "#a").await;
    [first, second]
}

async fn two_tabs_agree_on_the_end(stage: Stage) {
    let [first, _] = two_windows(&stage).await;
    stage.click("@Close").await;
    stage.sees_no_step().await;
    stage.driver().switch_to_window(first).await.unwrap();
    stage.sees_no_step().await;
    stage.sees_end("closed").await;
}

async fn two_tabs_agree_on_the_step(stage: Stage) {
    let [first, second] = two_windows(&stage).await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#b").await;
    stage.driver().switch_to_window(first).await.unwrap();
    stage.sees_step_at("Two", "#b").await;
    stage.click("@Next").await;
    stage.sees_step_at("Three", "#c").await;
    stage.driver().switch_to_window(second).await.unwrap();
    stage.sees_step_at("Three", "#c").await;
}
