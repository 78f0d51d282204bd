//! What an agent looks at can't act on the agent: hostile pages fire where nobody
//! stops them, and in the copy nothing runs, asks, goes or opens, in the console
//! as the relay serves it.

mod hostile;
mod support;

use std::collections::BTreeSet;

use hostile::{
    ACT, TREE, Vector, aimed,
    console::Watch,
    corpus,
    forger::{Forged, Forger, Tree, element},
    house::House,
    sink::Sink,
};
use serde_json::{Value, json};
use support::{browser::Browser, browser::Microphone::Denied, customer::Customer};

/// How many frames of the control page are open at once.
const AT_ONCE: usize = 30;

/// Without these the copy's own test would prove nothing: the same pages, looked
/// at without us, do what they say.
#[tokio::test(flavor = "multi_thread")]
async fn the_vectors_fire_where_nobody_stops_them() {
    let sink = Sink::open().await;
    let vectors = corpus(sink.port);
    let house = House::open(&vectors, Vec::new()).await;
    let browser = Browser::open("control", Denied).await;
    browser.goto(&format!("{}/control", house.site)).await;
    let script = format!(
        "const act = {ACT};
         const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
         return (async (numbers) => {{
             const frames = numbers.map((number) => {{
                 const frame = document.createElement('iframe');
                 // All but going elsewhere with the window itself, which would end the test.
                 frame.sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups';
                 frame.src = `/control/${{number}}`;
                 document.body.append(frame);
                 return frame;
             }});
             await pause(1500);
             for (const frame of frames) if (frame.contentDocument) act(frame.contentDocument);
             await pause(1000);
             for (const frame of frames) frame.remove();
         }})(arguments[0]);"
    );
    for group in vectors.chunks(AT_ONCE) {
        let numbers: Vec<usize> = group.iter().map(|vector| vector.number).collect();
        browser.run(&script, vec![json!(numbers)]).await;
    }
    let hits = browser.run("return hits", vec![]).await;
    let mut fired: BTreeSet<usize> =
        hits.as_array().unwrap().iter().filter_map(Value::as_u64).map(|hit| hit as usize).collect();
    fired.extend(sink.vectors());
    let name = |vector: &&Vector| vector.name.clone();
    let silent: Vec<String> = vectors
        .iter()
        .filter(|vector| vector.fires && !fired.contains(&vector.number))
        .map(|v| name(&v))
        .collect();
    assert_eq!(silent, Vec::<String>::new(), "these should have fired");
    browser.close().await;
    house.relay.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recorded_page_does_nothing_in_the_copy() {
    let (sink, cdn) = (Sink::open().await, Sink::open().await);
    let vectors = corpus(sink.port);
    let house = House::open(&vectors, vec![cdn.origin()]).await;
    let agent = house.agent().await;
    let customer = Customer::arrive(&format!("{}/recorded", house.site), Denied).await;
    customer.asks_to_write().await;
    agent.accepts().await;
    agent.copy("the page", "copy.getElementById('stage')", vec![]).await;
    let watch = Watch::set(&agent, &sink).await;

    // A refresh and a base would take the customer's page away; forged, they come.
    let stays = |vector: &&Vector| {
        let text = vector.html.to_ascii_lowercase();
        !text.contains("refresh") && !text.contains("<base")
    };
    for group in vectors.iter().filter(stays).collect::<Vec<_>>().chunks(20) {
        let pages: Vec<Value> = group.iter().map(|vector| json!([vector.number, vector.html])).collect();
        let insert = "for (const [number, html] of arguments[0]) {
                const page = Document.parseHTMLUnsafe(html);
                const section = document.createElement('section');
                section.dataset.vector = number;
                section.append(...page.head.childNodes, ...page.body.childNodes);
                document.getElementById('stage').append(section);
            }";
        customer.browser.run(insert, vec![json!(pages)]).await;
        // Named by the first that is not there, should one stop the rest.
        for vector in group {
            let there = "copy.querySelector(`section[data-vector=\"${arguments[0]}\"]`)";
            agent.copy(&vector.name, there, vec![json!(vector.number)]).await;
        }
    }
    watch.act().await;
    let held_back = watch.found_nothing("recorded").await;
    for directive in ["img-src", "style-src-elem", "font-src"] {
        assert!(held_back.iter().any(|one| one == directive), "{directive} had nothing to do: {held_back:?}");
    }

    // What is the site's own is shown, and nobody is told where.
    let pictures =
        "document.getElementById('stage').replaceChildren(...['own', 'cdn', 'other'].map((id, at) => {
            const picture = new Image(40, 40);
            picture.id = id;
            picture.alt = `picture ${id}`;
            picture.src = arguments[0][at];
            return picture;
        }));";
    let addresses =
        ["/own.svg".to_owned(), format!("{}/a.gif", cdn.origin()), format!("{}/a.gif", sink.origin())];
    customer.browser.run(pictures, vec![json!(addresses)]).await;
    let shown = "['own', 'cdn'].every((id) => copy.getElementById(id)?.naturalWidth > 0) && \
        copy.getElementById('other').hasAttribute('data-alongside-missing')";
    agent.copy("the site's pictures, and a box for the other", shown, vec![]).await;
    assert_eq!(cdn.referrers(), Vec::<String>::new());
    watch.found_nothing("pictures").await;
    customer.browser.close().await;
    agent.browser.close().await;
    house.relay.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_frames_do_nothing_in_the_copy() {
    let sink = Sink::open().await;
    let vectors = corpus(sink.port);
    let house = House::open(&vectors, Vec::new()).await;
    let agent = house.agent().await;
    let mut trees = vec![Tree::Text("forged".into())];
    // Deeper than what carries a tree from the browser to here: by hand, too.
    for vector in vectors.iter().filter(|vector| vector.name != "nested-deeply") {
        // Any browser can read them: the agent's, before there is a copy.
        let tree =
            agent.browser.run(&format!("return ({TREE})(arguments[0])"), vec![json!(vector.html)]).await;
        trees.push(serde_json::from_value(tree).unwrap());
    }
    let of = |text: &str| aimed(text, 9_000, sink.port);
    trees.extend(by_hand(&of));

    let mut forger = Forger::waits(&house).await;
    agent.reads_of_customer(&["Accept"]).await;
    agent.accepts().await;
    forger.is_asked().await;
    for quirks in [false, true] {
        let kind = if quirks { "forged, in quirks mode" } else { "forged" };
        let (mut harmless, body) = Forged::snapshot(&house.site, quirks);
        harmless.tree(body, 0, &element("p", &[("id", "harmless".into())], Vec::new()));
        forger.page(harmless).await;
        agent.copy("a harmless page", "copy.getElementById('harmless')", vec![]).await;
        let watch = Watch::set(&agent, &sink).await;

        let (mut forged, body) = Forged::snapshot(&of("SINK/base/"), quirks);
        let mut previous = 0;
        for tree in &trees {
            let section = Tree::Element {
                space: 0,
                name: "section".into(),
                attributes: Vec::new(),
                children: vec![tree.clone()],
                shadow: None,
            };
            previous = forged.tree(body, previous, &section);
        }
        later(&mut forged, body, previous, &of);
        forger.page(forged).await;
        agent.copy("the forged page", "copy.getElementById('last')", vec![]).await;
        watch.act().await;
        let held_back = watch.found_nothing(kind).await;
        assert!(held_back.iter().any(|one| one == "img-src"), "{kind}: {held_back:?}");
        assert_eq!(forger.asked_again(), 0, "{kind}: the copy broke");
        assert_eq!(sink.connections(), 0, "{kind}: somebody rang");
    }
    agent.browser.close().await;
    house.relay.shutdown().await;
}

/// What no page can be parsed into.
fn by_hand(of: &impl Fn(&str) -> String) -> Vec<Tree> {
    let text = |text: &str| vec![Tree::Text(of(text))];
    let mut all = vec![
        // Names with a prefix are the elements they end in.
        element("h:iframe", &[("src", of("SINK/a.html")), ("srcdoc", of("<script>MARK</script>"))], vec![]),
        element("h:object", &[("data", of("SINK/a.html"))], vec![]),
        element("h:script", &[("src", of("SINK/a.js"))], text("MARK")),
        element("h:link", &[("rel", "preconnect".into()), ("href", of("SINK/"))], vec![]),
        element("h:base", &[("href", of("SINK/"))], vec![]),
        element("h:meta", &[("http-equiv", "refresh".into()), ("content", of("0;url=SINK/a.html"))], vec![]),
        element("h:form", &[("action", of("SINK/a"))], vec![element("h:button", &[], text("send"))]),
        // Spellings that a parser would not leave.
        element("a", &[("HREF", of("JAVASCRIPT:MARK")), ("ONCLICK", of("MARK"))], text("link")),
        element("a", &[("href", of("\u{0}java\u{0}script:MARK"))], text("link")),
        element("a", &[("href", of("java\u{2028}script:MARK"))], text("link")),
        element("a", &[("xlink:href", of("javascript:MARK"))], text("link")),
        element("img", &[("onerror", of("MARK")), ("src", "x:".into()), ("on error", of("MARK"))], vec![]),
        element("image", &[("href", of("SINK/a.png")), ("src", of("SINK/a.png"))], vec![]),
        element("x-house", &[], text("custom")),
        element("button", &[("is", "x-house-button".into())], text("custom")),
        element("permission", &[("type", "camera microphone".into())], vec![]),
        element("geolocation", &[("autolocate", String::new())], vec![]),
        element("style", &[], text("p { background: url(SINK/a.png) } @import 'SINK/a.css';")),
        // A box keeps what it is, whatever comes with it.
        element(
            "iframe",
            &[
                ("data-alongside-box", "x".into()),
                ("style", of("background: url(SINK/a.png)")),
                ("name", "top".into()),
            ],
            vec![],
        ),
    ];
    let bottom = element("img", &[("src", "x:".into()), ("onerror", of("MARK"))], vec![]);
    all.push((0..1_000).fold(bottom, |inner, _| element("div", &[], vec![inner])));
    for space in [1, 2] {
        for name in ["script", "iframe", "object", "img", "link", "a", "style", "form", "meta"] {
            let attributes = ["src", "href", "xlink:href", "data", "action", "content", "onclick", "onload"]
                .map(|name| (name.to_owned(), of(if name.starts_with("on") { "MARK" } else { "SINK/a" })));
            all.push(Tree::Element {
                space,
                name: name.to_owned(),
                attributes: attributes.into(),
                children: text("MARK"),
                shadow: None,
            });
        }
    }
    all
}

/// What turns harmful once it is there.
fn later(forged: &mut Forged, body: u32, previous: u32, of: &impl Fn(&str) -> String) {
    let mut previous = previous;
    let mut put = |forged: &mut Forged, name: &str| {
        previous = forged.tree(body, previous, &element(name, &[], vec![Tree::Text("text".into())]));
        previous
    };
    for (name, attribute, value) in [
        ("img", "src", "SINK/later.png"),
        ("a", "href", "javascript:MARK"),
        ("p", "onclick", "MARK"),
        ("iframe", "src", "SINK/later.html"),
        ("iframe", "srcdoc", "<script>MARK</script>"),
        ("script", "src", "SINK/later.js"),
        ("object", "data", "SINK/later.html"),
        ("p", "style", "background: url(SINK/later.png)"),
        ("body", "background", "SINK/later.png"),
        ("form", "action", "SINK/later"),
    ] {
        let node = put(forged, name);
        forged.later(node, attribute, &of(value));
    }
    let link = put(forged, "link");
    forged.later(link, "href", &of("SINK/later.css"));
    forged.later(link, "rel", "stylesheet");
    forged.later(link, "rel", "preconnect");
    let style = put(forged, "style");
    forged.rules(style, &of("@import 'SINK/later.css'; * { cursor: url(SINK/later.png), auto }"));
    forged.sheets(&[
        of("@import 'SINK/adopted.css'; @font-face { font-family: f; src: url(SINK/f.woff2) } * { font-family: f }"),
        of("body { background: url(SINK/adopted.png); list-style-image: image-set('SINK/b.png' 1x) }"),
    ]);
    let last = put(forged, "p");
    forged.later(last, "id", "last");
}
