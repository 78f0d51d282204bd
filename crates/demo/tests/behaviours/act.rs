//! When a step is done: by what is true of the page, once, and never by our own doing.

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "act",
    AS_IT_IS,
    a_click_reaches_the_page_exactly_once,
    input_advances_only_when_valid,
    the_fields_own_message,
    custom_event,
    custom_event_with_a_predicate,
    context_values,
    present,
    gone,
    enabled,
    all_any_and_not,
    what_holds_already_is_skipped,
    fields_filled_out_of_order_are_skipped,
    clicks_out_of_order_are_skipped,
);

async fn a_click_reaches_the_page_exactly_once(stage: Stage) {
    let count = "window.heard = [];
        for (const name of ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click'])
          document.querySelector('#t').addEventListener(name, ({ isTrusted, defaultPrevented }) =>
            heard.push([name, isTrusted, defaultPrevented].join(' ')));";
    let page = Page::new("<button id=t>Here</button><button id=u>There</button>").script(count);
    stage
        .open(page.guide("{ target: '#t', title: 'One', done: 'click' }, { target: '#u', title: 'Two' }"))
        .await;
    stage.sees_step_at("One", "#t").await;
    stage.click("#t").await;
    stage.sees_step_at("Two", "#u").await;
    stage.moment().await;
    let heard = stage.ask("heard.join()").await;
    let once = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]
        .map(|name| format!("{name} true false"));
    assert_eq!(heard, once.join(","));
    stage.must("it is one step further", "eyes.title() === 'Two'").await;
}

const FORM: &str = "<form novalidate><label>Name <input id=name required></label>\
    <label>Email <input id=mail type=email required></label><button id=send>Send</button></form>";

/// The fields beside each other, so that the card below the one leaves the other free.
const SIDE_BY_SIDE: &str = "form { display: flex; gap: 400px }";

async fn input_advances_only_when_valid(stage: Stage) {
    let page = Page::new(FORM).style(SIDE_BY_SIDE);
    stage
        .open(
            page.guide(
                "{ target: '#mail', title: 'Email', done: 'valid' }, { target: '#send', title: 'Send' }",
            ),
        )
        .await;
    stage.sees_step_at("Email", "#mail").await;
    stage.write("#mail", "ada").await;
    stage.click("#name").await;
    stage.never("a wrong address is no end of the step", "eyes.title() !== 'Email'", 300).await;
    stage.write("#mail", "@example.com").await;
    stage.never("who still types is not interrupted", "eyes.title() !== 'Email'", 300).await;
    stage.must("all of it is there", "document.querySelector('#mail').value.endsWith('@example.com')").await;
    stage.run("document.querySelector('#mail').value = 'ada@example.com'").await;
    stage.click("#name").await;
    stage.sees_step_at("Send", "#send").await;
}

async fn the_fields_own_message(stage: Stage) {
    let own = "document.querySelector('#mail').setCustomValidity('Use the address of your work');";
    let page = Page::new(FORM).style(SIDE_BY_SIDE).script(own);
    let steps = "{ target: '#mail', title: 'Email', done: 'valid' },
        { target: '#name', title: 'Name', done: 'valid' }";
    stage.open(page.guide(steps)).await;
    stage.sees_step_at("Email", "#mail").await;
    stage.write("#mail", "ada@example.com").await;
    stage.click("@Next").await;
    stage.until("the card says it", "eyes.card()?.innerText.includes('Use the address of your work')").await;
    stage.must("it is still this step", "eyes.title() === 'Email'").await;
    stage.run("document.querySelector('#mail').setCustomValidity('')").await;
    stage.click("@Next").await;
    // It may have noticed by itself, just before the press: that one was then refused.
    stage.sees_step_at("Name", "#name").await;
}

/// Two steps: one that is done by a condition, and one after it.
async fn open_until(stage: &Stage, body: &str, condition: &str) {
    let steps =
        format!("{{ target: '#a', title: 'One', done: {condition} }}, {{ target: '#b', title: 'Two' }}");
    let body = format!("<button id=a>A</button><button id=b>B</button><main>{body}</main>");
    stage.open(Page::new(&body).guide(&steps)).await;
    stage.sees_step_at("One", "#a").await;
}

async fn not_yet(stage: &Stage, change: &str) {
    stage.run(change).await;
    stage.never("it is not done by that", "eyes.title() !== 'One'", 250).await;
}

async fn now_done(stage: &Stage, change: &str) {
    stage.run(change).await;
    stage.sees_step_at("Two", "#b").await;
}

async fn custom_event(stage: Stage) {
    open_until(&stage, "", "{ event: 'cart:changed' }").await;
    not_yet(&stage, "document.dispatchEvent(new CustomEvent('cart:opened'))").await;
    now_done(&stage, "document.dispatchEvent(new CustomEvent('cart:changed'))").await;
}

async fn custom_event_with_a_predicate(stage: Stage) {
    let condition =
        "{ event: { name: 'cart:changed', where: { items: { atLeast: 2 }, 'by.kind': 'guest' } } }";
    open_until(&stage, "", condition).await;
    let dispatch = |detail: &str| {
        format!(
            "document.querySelector('main').dispatchEvent(\
             new CustomEvent('cart:changed', {{ bubbles: true, detail: {detail} }}))"
        )
    };
    not_yet(&stage, &dispatch("{ items: 1, by: { kind: 'guest' } }")).await;
    not_yet(&stage, &dispatch("{ items: 3, by: { kind: 'member' } }")).await;
    not_yet(&stage, &dispatch("null")).await;
    now_done(&stage, &dispatch("{ items: 2, by: { kind: 'guest' } }")).await;
}

async fn context_values(stage: Stage) {
    open_until(&stage, "", "{ context: { plan: 'gold', items: { atLeast: 2 } } }").await;
    not_yet(&stage, "h.context.set({ plan: 'gold' })").await;
    not_yet(&stage, "h.context.set({ items: 1 })").await;
    now_done(&stage, "h.context.set({ items: 2 })").await;
}

async fn present(stage: Stage) {
    open_until(&stage, "<p id=seen hidden>Saved</p>", "{ present: '#seen' }").await;
    not_yet(&stage, "document.querySelector('main').append(document.createElement('hr'))").await;
    now_done(&stage, "document.querySelector('#seen').hidden = false").await;
}

async fn gone(stage: Stage) {
    open_until(&stage, "<p id=spinner>Wait</p>", "{ gone: '#spinner' }").await;
    not_yet(&stage, "document.querySelector('#spinner').textContent = 'Still'").await;
    now_done(&stage, "document.querySelector('#spinner').remove()").await;
}

async fn enabled(stage: Stage) {
    let body = "<fieldset disabled><button id=send>Send</button></fieldset>";
    open_until(&stage, body, "{ enabled: '#send' }").await;
    not_yet(&stage, "document.querySelector('#send').title = 'Later'").await;
    now_done(&stage, "document.querySelector('fieldset').disabled = false").await;
}

async fn all_any_and_not(stage: Stage) {
    let condition = "{ all: [{ any: [{ event: 'never' }, { context: { paid: true } }] }, \
        { not: { present: '#error' } }] }";
    open_until(&stage, "<p id=error>No</p>", condition).await;
    not_yet(&stage, "h.context.set({ paid: true })").await;
    now_done(&stage, "document.querySelector('#error').remove()").await;
}

async fn what_holds_already_is_skipped(stage: Stage) {
    let steps = "{ id: 'one', target: '#a', title: 'One', done: { present: '#ok' } },
        { id: 'two', target: '#name', title: 'Two', done: 'valid' }, { target: '#b', title: 'Three' }";
    let body =
        "<button id=a>A</button><p id=ok>OK</p><input id=name required value=Ada><button id=b>B</button>";
    stage.open(Page::new(body).guide(steps)).await;
    stage.sees_step_at("Three", "#b").await;
    let skipped = stage
        .ask("eyes.events('step').filter(({ outcome }) => outcome === 'skipped').map(({ step }) => step).join()")
        .await;
    assert_eq!(skipped, "one,two");
}

async fn fields_filled_out_of_order_are_skipped(stage: Stage) {
    let steps = "{ target: '#name', title: 'Name', done: 'valid' },
        { target: '#mail', title: 'Email', done: 'valid' },
        { target: '#send', title: 'Send' }";
    stage.open(Page::new(FORM).style(SIDE_BY_SIDE).guide(steps)).await;
    stage.sees_step_at("Name", "#name").await;
    stage.write("#mail", "ada@example.com").await;
    stage.write("#name", "Ada").await;
    stage.click("h1, form").await;
    stage.sees_step_at("Send", "#send").await;
    stage.must("Email was never asked for", "!eyes.said.some((words) => words.includes('Email'))").await;
}

async fn clicks_out_of_order_are_skipped(stage: Stage) {
    let steps =
        "{ target: '#a', title: 'One', done: 'click' }, { target: '#b', title: 'Two', done: 'click' },
        { target: '#c', title: 'Three', done: 'click' }";
    let body = "<button id=a>A</button><button id=b>B</button><button id=c>C</button>";
    stage.open(Page::new(body).style("button { margin-left: 300px }").guide(steps)).await;
    stage.sees_step_at("One", "#a").await;
    stage.click("#b").await;
    stage.click("#a").await;
    stage.sees_step_at("Three", "#c").await;
}
