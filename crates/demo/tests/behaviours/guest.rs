//! A guest in the page: nothing of the site's is touched, nothing stays, nothing is broken.

use serde_json::json;

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!(
    "guest",
    AS_IT_IS,
    the_page_is_byte_identical_after_stop,
    no_node_and_no_listener_is_left,
    a_strict_policy_is_not_violated,
    markup_in_a_text_is_text,
    blocked_storage_does_not_throw,
    loading_twice_does_not_double,
);

const SNAPSHOT: &str = "window.snapshot = () => JSON.stringify([
    document.documentElement.outerHTML.replace(/<alongside-overlay[^]*<\\/alongside-overlay>/, ''),
    ['html', 'body', 'main', '#t'].map((selector) => {
      const style = getComputedStyle(document.querySelector(selector));
      return ['overflow', 'position', 'padding', 'margin', 'zIndex', 'outline', 'boxShadow', 'pointerEvents',
        'transform', 'filter', 'width', 'height'].map((name) => style[name]);
    }),
    document.adoptedStyleSheets.length, document.styleSheets.length, scrollY,
 ]);
  window.before = snapshot();
  window.names = new Set(Object.keys(window));";

const WALK: &str = "{ target: '#t', title: 'One' }, { target: '#name', title: 'Two', done: 'valid' },
    { target: 'main', title: 'Three' }";

async fn walk(stage: &Stage) {
    stage.sees_step_at("One", "#t").await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#name").await;
}

const FULL: &str = "<main id=m class='a b' style='color: red'><button id=t style='width: 90px' aria-describedby=d>\
    Here</button><p id=d>Text</p><input id=name required aria-label=Name></main><dialog><p>Hello</p></dialog>\
    <div style='height: 2000px'></div>";

async fn the_page_is_byte_identical_after_stop(stage: Stage) {
    let page =
        Page::new(FULL).html("class=no-js style='--x: 1'").body("class=home style='overflow: visible'");
    // What `start()` adds comes after the snapshot: this is before it.
    stage.open(page.before(&format!("addEventListener('DOMContentLoaded', () => {{ {SNAPSHOT} }})"))).await;
    stage.run(&format!("eyes.guide({{ steps: [{WALK}] }})")).await;
    walk(&stage).await;
    assert_eq!(stage.ask("snapshot()").await, stage.ask("before").await, "while a step is shown");
    stage.run("h.stop()").await;
    stage.moment().await;
    stage.must("nothing of ours is there", "!document.querySelector('alongside-overlay')").await;
    assert_eq!(stage.ask("snapshot()").await, stage.ask("before").await, "after stop()");
    // `ret_nodes` and what begins with `cdc_` are the driver's.
    let more = "Object.keys(window).filter((name) => !names.has(name) && \
        !/^(h|sdk|names|ret_nodes|cdc_.*)$/.test(name))";
    assert_eq!(stage.ask(more).await, json!([]), "names in the window");
    assert_eq!(stage.ask("[sessionStorage.length, localStorage.length]").await, json!([0, 0]), "storage");
}

/// Keeps account of what is listened to, observed and repeated. What is listened to on an
/// element that has left the document harms nobody.
const LEDGER: &str = "
    window.ledger = new Set();
    const entry = (about, of) => { const one = { about, of }; ledger.add(one); return one; };
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    const known = new WeakMap();
    const same = (type, options) => `${type} ${Boolean(typeof options === 'object' ? options?.capture : options)}`;
    const kept = (target, listener) => {
      if (!known.has(target)) known.set(target, new Map());
      const listeners = known.get(target);
      if (!listeners.has(listener)) listeners.set(listener, new Map());
      return listeners.get(listener);
    };
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const target = this ?? window, key = same(type, options);
      const entries = listener && kept(target, listener);
      if (entries && !entries.has(key)) {
        const one = entry(`${target.constructor.name} ${type}`, target);
        entries.set(key, one);
        const gone = () => { entries.delete(key); ledger.delete(one); };
        if (options?.once) add.call(target, type, gone, { once: true, capture: true });
        if (options?.signal) add.call(options.signal, 'abort', gone, { once: true });
      }
      return add.call(target, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const target = this ?? window, key = same(type, options);
      const entries = listener && kept(target, listener);
      if (entries?.has(key)) { ledger.delete(entries.get(key)); entries.delete(key); }
      return remove.call(target, type, listener, options);
    };
    for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver']) {
      const { observe, disconnect, unobserve } = window[name].prototype;
      const watching = new WeakMap();
      const drop = (observer, only) => {
        for (const one of watching.get(observer) ?? []) if (!only || one.of === only) ledger.delete(one);
      };
      window[name].prototype.observe = function (target, options) {
        if (!watching.has(this)) watching.set(this, new Set());
        watching.get(this).add(entry(name, target));
        return observe.call(this, target, options);
      };
      window[name].prototype.disconnect = function () { drop(this); return disconnect.call(this); };
      if (unobserve) window[name].prototype.unobserve = function (target) {
        drop(this, target);
        return unobserve.call(this, target);
      };
    }
    const { setInterval: every, clearInterval: end } = window, intervals = new Map();
    window.setInterval = (...given) => {
      const id = every(...given);
      intervals.set(id, entry('interval', window));
      return id;
    };
    window.clearInterval = (id) => { ledger.delete(intervals.get(id)); return end(id); };
    window.account = () => [...ledger].filter(({ of }) => !(of instanceof Node) || of.isConnected)
      .map(({ about }) => about).sort();";

async fn no_node_and_no_listener_is_left(stage: Stage) {
    let phone = "{ phone: '+353 1 555 0100' }";
    // What the browser and this test need themselves is there from the start.
    let page = Page::new(FULL).before(LEDGER).before("window.before = account();").options(phone);
    stage.open(page).await;
    stage.run(&format!("eyes.guide({{ steps: [{WALK}] }})")).await;
    walk(&stage).await;
    stage.write("#name", "Ada").await;
    stage.must("there is something to leave behind", "account().length > before.length + 5").await;
    stage.run("h.stop()").await;
    stage.moment().await;
    assert_eq!(stage.ask("account()").await, stage.ask("before").await, "listeners, observers and intervals");
    stage.must("no node is left", "document.documentElement.children.length === 2").await;
}

const POLICY: &str = "script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

async fn a_strict_policy_is_not_violated(stage: Stage) {
    let page =
        Page::new("<main><button id=t>Here</button><label>Name <input id=name required></label></main>")
            .options("{ phone: '+353 1 555 0100', theme: { accent: '#0a7d4f', font: 'serif' } }")
            .header("content-security-policy", POLICY)
            .guide(
                "{ target: '#t', title: 'One', text: 'With **bold**, `code` and [a link](/help).' },
             { target: '#name', title: 'Two', done: 'valid' }",
            );
    stage.open(page).await;
    walk(&stage).await;
    stage.must("the card has its style", "getComputedStyle(eyes.card()).borderTopLeftRadius !== '0px'").await;
    stage.click("@[data-testid=launcher]").await;
    stage.until("the panel is open", "eyes.isSeen(eyes.ours('[data-testid=panel]'))").await;
    assert_eq!(stage.ask("eyes.violations").await, json!([]), "violations");
    // The policy is really in force: what it refuses is refused and told.
    stage.ask("document.createElement('div').setAttribute('style', 'color: red')").await;
    stage.until("a style in markup is refused", "eyes.violations.length > 0").await;
}

async fn markup_in_a_text_is_text(stage: Stage) {
    let evil = "<img src=x onerror=\"window.hacked = 1\"><script>window.hacked = 2</script>";
    let link = "[press](javascript:window.hacked=3) [here](https://example.com/)";
    let step = json!({ "target": "#t", "title": evil, "text": format!("{evil} {link} **Bold**") });
    stage.open(Page::new("<button id=t>Here</button>").guide(&step.to_string())).await;
    stage.until("the step is shown", "eyes.card()").await;
    stage.sees_placed("#t").await;
    stage.must("the title is as it was written", &format!("eyes.title() === {}", json!(evil))).await;
    stage
        .must("the text says it", "eyes.ours('.card .text').textContent.includes('<img src=x onerror=')")
        .await;
    stage
        .must(
            "no element came of it",
            "!eyes.overlay().querySelector('img, script, .card a[href^=javascript]')",
        )
        .await;
    stage
        .must("bold is bold", "eyes.ours('.card .text').querySelector('strong, b')?.textContent === 'Bold'")
        .await;
    stage.must("a link is a link", "eyes.ours('.card .text a')?.href === 'https://example.com/'").await;
    stage.moment().await;
    stage.must("nothing of it ran", "window.hacked === undefined").await;
}

async fn blocked_storage_does_not_throw(stage: Stage) {
    let blocked = "for (const name of ['sessionStorage', 'localStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });";
    stage.open(Page::new(FULL).before(blocked).guide(WALK)).await;
    walk(&stage).await;
    stage.write("#name", "Ada").await;
    stage.click("#d").await;
    stage.sees_step("Three").await;
    stage.click("@Finish").await;
    stage.sees_end("completed").await;
    let errors = stage.ask("eyes.errors.filter((error) => !error.includes('on(): expected one of'))").await;
    assert_eq!(errors, json!([]), "errors");
}

async fn loading_twice_does_not_double(stage: Stage) {
    // From the script tag, from the bundle, and by a second copy at another address.
    let twice = "<script src=/pkg/script.js async></script><script src=/pkg/script.js async></script>\
        <script src=/copy/script.js async></script>";
    let page = Page::new(FULL).head(twice).script(
        "await alongside.start({});
         const copy = await import('/copy/index.js');
         const other = await copy.start({});
         await window.alongside.ready;",
    );
    stage.open(page.guide("{ target: '#t', title: 'One' }, { target: '#name', title: 'Two' }")).await;
    stage.sees_step_at("One", "#t").await;
    stage.moment().await;
    stage.must("there is one overlay", "document.querySelectorAll('alongside-overlay').length === 1").await;
    stage.click("@Next").await;
    stage.sees_step_at("Two", "#name").await;
    stage
        .must("it was announced once", "eyes.said.filter((words) => words.includes('One')).length === 1")
        .await;
}
