//! What a page says of itself is understood, and what is closed stays closed.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

use alongside::Handle;
use wasm_bindgen::{JsCast, JsValue};

/// Puts elements into the head; those of an earlier page go.
fn head(html: &str) {
    let script = format!(
        "{{ document.querySelectorAll('head > [data-test]').forEach((one) => one.remove());
            const made = document.createElement('template'); made.innerHTML = {};
            for (const one of [...made.content.children]) {{ one.dataset.test = ''; document.head.append(one); }} }}",
        js_sys::JSON::stringify(&html.into()).unwrap(),
    );
    js_sys::eval(&script).unwrap();
}

/// What is understood, by an expression on it, as JSON.
fn seen(handle: &Handle, expression: &str) -> String {
    let read = js_sys::Function::new_with_args("page", &format!("return JSON.stringify({expression})"));
    let value = read.call1(&JsValue::NULL, &handle.page_context()).unwrap();
    value.as_string().unwrap_or_else(|| "undefined".to_owned())
}

const PRODUCT: &str = r#"<script type="application/ld+json">{ "@context": "https://schema.org", "@graph": [
    { "@type": "Product", "name": "Ridgeline tent", "offers": { "@type": "Offer", "availability": "https://schema.org/InStock" } },
    { "@type": "BreadcrumbList", "itemListElement": [{ "@type": "ListItem", "position": 1, "item": { "name": "Camp" } }] }] }</script>"#;

#[wasm_bindgen_test]
async fn three_sources_are_one_page() {
    head(&format!(
        "{PRODUCT}<script type='application/ld+json'>{{ not json</script>
         <meta property='og:type' content='product'><meta property='og:title' content='Ridgeline tent – Fieldware'>
         <meta property='product:price:amount' content='289.00'><meta property='product:price:currency' content='EUR'>"
    ));
    page(
        r#"<nav aria-label="Breadcrumb"><ol><li>Not this one</li></ol></nav><h1>Ridgeline tent</h1><h2 hidden>Unseen</h2>
        <div id=host></div>
        <section aria-label="Basket" itemscope itemtype="https://schema.org/Order">
          <p itemprop="orderedItem" itemscope itemtype="https://schema.org/OrderItem"><span itemprop="orderedItem" itemscope><b itemprop="name">Ridgeline tent</b></span>
            <meta itemprop="orderQuantity" content="2"></p>
          <p itemprop="orderedItem" itemscope><span itemprop="name">Peg</span></p>
          <p itemprop="totalPaymentDue" itemscope><span itemprop="price">€583.50</span><meta itemprop="priceCurrency" content="EUR"></p>
        </section>
        <ol><li>Choose</li><li aria-current="step">2. Pay</li><li>Done</li></ol>"#,
    );
    js_sys::eval(
        "document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<h2>In a shadow</h2>'",
    )
    .unwrap();
    let handle = start("{}");
    assert_eq!(
        seen(&handle, "page.product"),
        r#"{"name":"Ridgeline tent","price":{"amount":"289.00","currency":"EUR"},"lowest":false,"stock":"in"}"#
    );
    assert_eq!(
        seen(&handle, "page.basket"),
        r#"{"items":3,"total":{"amount":"583.50","currency":"EUR"},"lines":[{"name":"Ridgeline tent","quantity":2},{"name":"Peg","quantity":1}],"ordered":false}"#
    );
    assert_eq!(seen(&handle, "page.trail"), r#"["Camp"]"#, "what is written for machines comes first");
    assert_eq!(seen(&handle, "page.step"), r#"{"number":2,"of":3,"name":"Pay"}"#);
    assert_eq!(seen(&handle, "page.headings.map((one) => one.text)"), r#"["Ridgeline tent","In a shadow"]"#);
    assert_eq!(
        seen(&handle, "page.landmarks.map((one) => `${one.role} ${one.name}`.trim())"),
        r#"["main","navigation Breadcrumb","region Basket"]"#
    );
    head("");
    handle.stop();
    assert!(handle.page_context().is_undefined(), "after stop() nothing is known");
}

#[wasm_bindgen_test]
async fn what_is_closed_is_in_nothing_that_is_understood() {
    head("");
    page(
        r#"<h1>Hello <b data-alongside-privacy="hide">Adalbert</b></h1><h2 class="mine">Adalbert</h2><h2 contenteditable>Adalbert</h2>
        <div data-alongside-privacy="mask-all-text"><div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Adalbert</b></div>
        <section aria-labelledby="its"><h3 id="its">Adalbert</h3></section><form><label>Adalbert <input id=closed required></label></form></div>
        <nav aria-label="Breadcrumb"><ol><li>Shop</li><li class="mine">Adalbert</li></ol></nav>
        <div itemscope itemtype="https://schema.org/Order"><p itemprop="orderedItem" itemscope><b class="mine" itemprop="name">Adalbert</b></p></div>"#,
    );
    let handle = start("{ privacy: { rules: { '.mine': 'mask-all-text' } } }");
    on_page("#closed").focus().unwrap();
    assert!(!seen(&handle, "page").contains("Adalbert"), "{}", seen(&handle, "page"));
    assert_eq!(seen(&handle, "page.trail"), r#"["Shop"]"#, "the rest is there");
    assert_eq!(seen(&handle, "[page.form.fields, page.basket.items]"), "[1,1]", "counts are no text");
    handle.stop();
    let handle = start("{ privacy: 'mask-all-text' }");
    assert_eq!(seen(&handle, "[page.title, page.headings, page.trail, page.basket]"), r#"["",[],[],null]"#);
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_form_is_counted_with_all_that_belongs_to_it() {
    head("");
    js_sys::eval(
        "customElements.get('test-pin') || customElements.define('test-pin', class extends HTMLElement {
           static formAssociated = true;
           constructor() { super(); this.inner = this.attachInternals(); this.attachShadow({ mode: 'open' }).innerHTML = '<input required><input required>'; }
           connectedCallback() { this.inner.setValidity({ valueMissing: true }, 'Missing', this.shadowRoot.firstChild); }
           fill() { this.inner.setValidity({}); } })",
    )
    .unwrap();
    page(
        "<input form=order id=outside required>
         <form id=order novalidate>
           <input name=elements id=name aria-required=true><input id=optional>
           <fieldset><legend>Size</legend><label>S <input type=radio name=size id=s required></label><label>M <input type=radio name=size required></label></fieldset>
           <fieldset disabled><input required></fieldset><input required readonly><input type=hidden required><button>Send</button>
           <input id=secret type=password aria-required=true placeholder=Secret><input id=bare type=password aria-required=true>
           <div id=host></div><test-pin id=pin aria-required=true></test-pin>
           <div id=made role=checkbox aria-required=true aria-checked=false tabindex=0>I agree</div>
           <div data-alongside-privacy=hide><input id=hidden required></div>
         </form>
         <search><form><input id=find></form></search>",
    );
    js_sys::eval(
        "document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<label>Inside <input id=inside required></label>';
         window.valuesRead = 0;
         for (const id of ['secret', 'bare', 'hidden']) {
           const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
           Object.defineProperty(document.getElementById(id), 'value', { get() { window.valuesRead += 1; return own.get.call(this); }, set(value) { own.set.call(this, value); } });
         }",
    )
    .unwrap();
    let handle = start("{}");
    let counts = |handle: &Handle| seen(handle, "[page.form.done, page.form.fields, page.form.errors]");
    // Outside, name, size, two secrets, the one in the shadow root, the pin, the box.
    assert_eq!(counts(&handle), "[0,8,0]");
    enter(&on_page("#outside"), "1", true);
    enter(&on_page("#name"), "Quentin", true);
    on_page("#s").click();
    enter(&on_page("#secret"), "Sesame", true);
    js_sys::eval("{ const inside = document.querySelector('#host').shadowRoot.querySelector('input'); inside.value = 'x'; inside.focus();
        document.querySelector('#pin').fill(); document.querySelector('#made').setAttribute('aria-checked', 'true'); }").unwrap();
    assert_eq!(
        counts(&handle),
        "[7,8,0]",
        "a secret without a placeholder is not known to be filled by script"
    );
    assert_eq!(seen(&handle, "page.form.current"), r#""Inside""#);
    on_page("#optional").set_attribute("aria-invalid", "true").unwrap();
    on_page("#name").set_attribute("aria-invalid", "true").unwrap();
    assert_eq!(counts(&handle), "[6,8,2]");
    on_page("#s").focus().unwrap();
    assert_eq!(seen(&handle, "page.form.current"), r#""Size""#, "the question, not the answer");
    on_page("#find").focus().unwrap();
    assert_eq!(counts(&handle), "[6,8,2]", "a search is no form to be filled");
    assert_eq!(js("valuesRead").as_f64().unwrap() as u32, 0, "what is sealed is not read");
    handle.stop();
}

fn evidence(handle: &Handle) -> JsValue {
    let told = js("(() => { const told = []; return { told, fn: (e) => told.push(...e.evidence) }; })()");
    let listener = js_sys::Reflect::get(&told, &"fn".into()).unwrap();
    handle.on("reason", listener.unchecked_into()).unwrap();
    js_sys::Reflect::get(&told, &"told".into()).unwrap()
}

fn go(method: &str, path: &str) {
    js_sys::eval(&format!("history.{method}(null, '', '{path}')")).unwrap();
}

#[wasm_bindgen_test]
async fn a_route_is_told_with_and_without_the_navigation_api() {
    let home = js("location.pathname + location.search").as_string().unwrap();
    head(PRODUCT);
    page("<h1>Start</h1><button id=go>Go</button>");
    js_sys::eval("document.querySelector('#go').onclick = () => setTimeout(() => history.pushState(null, '', '/apply/now'), 50)").unwrap();
    for with_api in [true, false] {
        if !with_api {
            js_sys::eval(
                "Object.defineProperty(window, 'navigation', { value: undefined, configurable: true })",
            )
            .unwrap();
        }
        let handle = start("{}");
        let told: js_sys::Array = evidence(&handle).unchecked_into();
        let heard = |what: &str| told.iter().any(|one| one.as_string().unwrap() == what);
        assert_eq!(seen(&handle, "page.product.name"), r#""Ridgeline tent""#);
        go("replaceState", "?sort=price");
        sleep(100).await;
        assert_eq!(
            seen(&handle, "page.product.name"),
            r#""Ridgeline tent""#,
            "another query is no other page"
        );
        on_page("#go").click();
        until("the route", || heard("/apply/now")).await;
        assert_eq!(
            seen(&handle, "page.product"),
            "undefined",
            "what was left behind is about the page before"
        );
        // The page's own words come later than its address.
        on_page("h1").set_text_content(Some("Apply for a card"));
        js_sys::eval("document.title = 'Another title'").unwrap();
        until("the heading", || heard("Apply for a card")).await;
        assert_eq!(seen(&handle, "page.title"), r#""Another title""#);
        go("replaceState", &home);
        handle.stop();
        on_page("h1").set_text_content(Some("Start"));
    }
    js_sys::eval("delete window.navigation").unwrap();
    head("");
}
