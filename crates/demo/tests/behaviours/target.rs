//! Finding the element that a step is about, and staying with it.

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "target",
    AS_IT_IS,
    by_css_node_role_and_text_the_same_element,
    inside_open_shadow_roots_two_deep,
    in_a_same_origin_frame,
    appears_late,
    is_shown_late,
    replaced_by_a_re_render,
    replaced_in_a_shadow_root,
    removed,
    redesigned_is_healed,
    redesigned_and_gone_abstains,
    redesigned_and_twice_there_abstains,
    a_fingerprint_holds_nothing_typed,
);

async fn by_css_node_role_and_text_the_same_element(stage: Stage) {
    stage
        .open(Page::new(
            "<p>Pay</p><label for=card>Card</label><input id=card><button id=pay data-testid=pay-now>\
             <span>Pay now</span></button><button>Cancel</button>",
        ))
        .await;
    let targets = [
        "'#pay'",
        "document.querySelector('#pay')",
        "() => document.querySelector('#pay')",
        "{ role: 'button', name: 'Pay now' }",
        "{ text: 'Pay now' }",
        "{ testId: 'pay-now' }",
        "{ css: 'button', name: 'Pay now' }",
    ];
    for (at, target) in targets.into_iter().enumerate() {
        stage.run(&format!("eyes.guide({{ steps: [{{ target: {target}, title: '{at}' }}] }})")).await;
        stage.sees_step_at(&at.to_string(), "#pay").await;
    }
    stage.run("eyes.guide({ steps: [{ target: { label: 'Card' }, title: 'Label' }] })").await;
    stage.sees_step_at("Label", "#card").await;
}

/// A shop whose button lies in a shadow root within a shadow root.
const TWO_DEEP: &str = "
    class Deep extends HTMLElement {
      connectedCallback() {
        if (this.shadowRoot) return;
        const root = this.attachShadow({ mode: 'open' });
        if (this.hasAttribute('inner')) {
          const button = document.createElement('button');
          Object.assign(button, { id: 'pay', textContent: 'Pay now' });
          root.append(button);
        } else {
          const inner = document.createElement('deep-part');
          inner.setAttribute('inner', '');
          root.append(document.createElement('p'), inner);
        }
      }
    }
    addEventListener('DOMContentLoaded', () => customElements.define('deep-part', Deep));";

async fn inside_open_shadow_roots_two_deep(stage: Stage) {
    stage.open(Page::new("<h1>Shop</h1><deep-part></deep-part>").before(TWO_DEEP)).await;
    for target in ["'#pay'", "{ role: 'button', name: 'Pay now' }", "{ text: 'Pay now' }"] {
        let flow = format!(
            "eyes.guide({{ steps: [{{ target: {target}, title: `By ${{{target}}}`, done: 'click' }}] }})"
        );
        stage.run(&format!("eyes.ended.length = 0; {flow}")).await;
        stage.until("a step is shown", "eyes.card()?.isConnected").await;
        stage.sees_placed("#pay").await;
        stage.click("#pay").await;
        stage.sees_end("completed").await;
    }
}

async fn in_a_same_origin_frame(stage: Stage) {
    let frame = "<p>In a frame</p><button id=inside>Agree</button>\
        <script>let n = 0; inside.onclick = () => { parent.clicks = ++n }</script>";
    stage.put("/frame", Page::bare(frame));
    let page = Page::new("<h1>Outside</h1><iframe src=/frame></iframe>")
        .style("iframe { margin: 60px 0 0 90px; border: 7px solid; width: 420px; height: 220px; }");
    stage.open(page).await;
    stage.until("the frame is there", "eyes.isSeen(eyes.find('#inside'))").await;
    for target in ["'#inside'", "{ role: 'button', name: 'Agree' }"] {
        let flow = format!("{{ steps: [{{ target: {target}, title: 'Agree', done: 'click' }}] }}");
        stage.run(&format!("window.clicks = 0; eyes.ended.length = 0; eyes.guide({flow})")).await;
        stage.sees_step_at("Agree", "#inside").await;
        stage.click("#inside").await;
        stage.sees_end("completed").await;
        stage.must("the frame's own button was clicked", "window.clicks > 0").await;
    }
}

async fn appears_late(stage: Stage) {
    let page =
        Page::new("<h1>Checkout</h1><main></main>").guide("{ target: '#late', title: 'Late' }").script(
            "eyes.watchForStrays('#late');
         setTimeout(() => {
           const late = document.createElement('button');
           Object.assign(late, { id: 'late', textContent: 'Pay' });
           document.querySelector('main').append(late);
           eyes.lag('#late').then((lag) => { eyes.late = { lag } });
         }, 700);",
        );
    stage.open(page).await;
    stage.sees_step_at("Late", "#late").await;
    stage.until("it came within a second", "eyes.late?.lag < 1000").await;
    assert_eq!(stage.ask("eyes.strays").await, serde_json::json!([]), "it was shown without its target");
}

async fn is_shown_late(stage: Stage) {
    let page = Page::new("<h1>Checkout</h1><main hidden><button id=late>Pay</button></main>")
        .style("main { opacity: 0; } main.on { opacity: 1; }")
        .guide("{ target: '#late', title: 'Late' }")
        .script("eyes.watchForStrays('#late');");
    stage.open(page).await;
    stage.moment().await;
    stage.run("document.querySelector('main').hidden = false").await;
    stage.sees_no_step_for_a_while().await;
    stage.run("document.querySelector('main').className = 'on'").await;
    stage.sees_step_at("Late", "#late").await;
    assert_eq!(stage.ask("eyes.strays").await, serde_json::json!([]), "it was shown without its target");
}

/// Renders a list anew five times, and tells how many milliseconds of the page the card
/// took to follow, in the middle of the five.
const RENDERS: &str = "(async () => {
    const lags = [];
    for (let round = 1; round <= 5; round += 1) {
      const old = eyes.find('#row'), fresh = old.cloneNode(true);
      fresh.style.marginLeft = `${round * 50}px`;
      old.replaceWith(fresh);
      lags.push(await eyes.lag('#row'));
    }
    return lags.sort((a, b) => a - b)[2];
  })()";

async fn follows_renders(stage: &Stage) {
    stage.sees_step_at("Row", "#row").await;
    let lag = stage.ask(RENDERS).await.as_f64().unwrap();
    assert!(lag <= 100.0, "the card follows after {lag} ms\n{}", stage.outline().await);
}

async fn replaced_by_a_re_render(stage: Stage) {
    stage.open(Page::new("<ul><li id=row>Milk</li></ul>").guide("{ target: '#row', title: 'Row' }")).await;
    follows_renders(&stage).await;
}

async fn replaced_in_a_shadow_root(stage: Stage) {
    let page = Page::new("<div id=list></div>")
        .script(
            "const root = document.querySelector('#list').attachShadow({ mode: 'open' });
             const row = document.createElement('p');
             Object.assign(row, { id: 'row', textContent: 'Milk' });
             root.append(row);",
        )
        .guide("{ target: '#row', title: 'Row' }");
    stage.open(page).await;
    follows_renders(&stage).await;
}

async fn removed(stage: Stage) {
    stage.open(Page::new("<button id=a>A</button>").guide("{ target: '#a', title: 'One' }")).await;
    stage.sees_step_at("One", "#a").await;
    stage.run("document.querySelector('#a').remove()").await;
    stage.sees_no_step().await;
    stage.until("the ring left, too", "!eyes.ring()").await;
}

const RECORDED: &str = "{ fingerprint: JSON.parse(sessionStorage.getItem('recorded')) }";

/// Records a checkout's button, and then opens a redesign with a flow for what was recorded.
async fn redesign(stage: &Stage, body: &str) {
    let record = "const recorded = await alongside.fingerprint(document.querySelector('#pay'));
        sessionStorage.setItem('recorded', JSON.stringify(recorded));";
    let old = "<h1>Checkout</h1><form><label for=mail>Email</label><input id=mail name=email>\
        <a href=/basket>Back to basket</a><button id=pay class='btn btn-primary' type=submit>Pay now</button>\
        </form>";
    stage.open(Page::new(old).script(record)).await;
    let step = format!("{{ target: {RECORDED}, title: 'Pay', wait: {{ for: 400, then: 'message' }} }}");
    stage.put("/new", Page::new(body).guide(&step));
    stage.goto("/new").await;
}

async fn redesigned_is_healed(stage: Stage) {
    let new = "<h1>Checkout</h1><form><div class=field><input aria-label=Email name=email></div><div class=row>\
        <button id=go class='cta cta--large' type=submit data-new><span>Pay now</span></button>\
        <a href=/basket class=link>Basket</a></div></form>";
    redesign(&stage, new).await;
    stage.sees_step_at("Pay", "[data-new]").await;
    let heal = stage.until("the heal event comes", "eyes.events('heal')[0]").await;
    let score = heal["score"].as_f64().unwrap_or_default();
    assert!(score > 0.0 && score <= 1.0, "a score of 1 at most: {heal}");
    assert_eq!((&heal["old"]["id"], &heal["new"]["id"]), (&"pay".into(), &"go".into()), "{heal}");
    let changed: Vec<&str> =
        heal["changed"].as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
    assert!(changed.contains(&"id") && changed.contains(&"class"), "{heal}");
    assert!(!changed.contains(&"text") && !changed.contains(&"role"), "{heal}");
    assert!(heal["flow"].is_string() && heal["step"].is_string(), "{heal}");
}

async fn abstains(stage: &Stage, reasons: &str) {
    let told = format!("eyes.events('problem').some(({{ reason }}) => {reasons}.includes(reason))");
    stage.until("a problem with its reason is told", &told).await;
    stage.must("nothing is pointed at", "!eyes.ring()").await;
    stage.must("nothing was healed", "eyes.events('heal').length === 0").await;
}

async fn redesigned_and_gone_abstains(stage: Stage) {
    let new = "<h1>Checkout</h1><form><div class=field><input aria-label=Email name=email></div>\
        <button type=button class='btn'>Save for later</button><a href=/basket>Back to basket</a></form>";
    redesign(&stage, new).await;
    abstains(&stage, "['missing', 'unsure']").await;
}

async fn redesigned_and_twice_there_abstains(stage: Stage) {
    let button = "<button class=cta type=submit>Pay now</button>";
    redesign(&stage, &format!("<h1>Checkout</h1><form>{button}<hr>{button}</form>")).await;
    abstains(&stage, "['ambiguous', 'unsure']").await;
}

async fn a_fingerprint_holds_nothing_typed(stage: Stage) {
    let page = Page::new(
        "<label for=name>Name</label><input id=name value=preset><textarea id=note></textarea>\
         <div id=free contenteditable role=textbox aria-label=Free></div>",
    );
    stage.open(page).await;
    for field in ["#name", "#note", "#free"] {
        stage.write(field, "Zebra").await;
        let question = format!(
            "sdk.load().then(() => sdk.fingerprint(document.querySelector('{field}'))).then(JSON.stringify)"
        );
        let print = stage.ask(&question).await;
        let print = print.as_str().unwrap();
        assert!(!print.contains("Zebra") && !print.contains("preset"), "{field}: {print}");
        assert!(print.contains("\"tag\""), "{field}: {print}");
    }
}
