//! What is understood of pages, good and bad, and what of it leaves.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Consent, FormNow, Input},
    observe::context::{PageContext, read},
    privacy::{Level, Policy},
};
use alongside_protocol::{
    message::{Channel, FromCustomer, Stock},
    tree::Tree,
};
use common::{Tab, active, arrived, config, sent};
use serde_json::{Value, json};

fn tree(found: &Value) -> Tree {
    serde_json::from_value(found.clone()).unwrap()
}

fn understood(found: &Value) -> PageContext {
    read(&tree(found), &Policy::default())
}

/// Name, price, currency and stock in a line.
fn product(found: &Value) -> Option<String> {
    let product = understood(found).about.product?;
    let price = product.price.map(|price| {
        let from = if product.lowest { "from " } else { "" };
        let currency = price.currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
        format!(", {from}{price} {currency}")
    });
    let stock = product.stock.map(|stock| format!(", {stock:?}"));
    Some(format!("{}{}{}", product.name.as_str(), price.unwrap_or_default(), stock.unwrap_or_default()))
}

fn tent(price: &str) -> Value {
    let offer = json!({ "@type": "Offer", "price": price, "priceCurrency": "EUR",
        "availability": "https://schema.org/InStock" });
    json!({ "@context": "https://schema.org", "@type": "Product", "name": "Ridgeline tent", "offers": offer })
}

#[test]
fn a_product_is_found_however_it_is_written() {
    let whole = "Ridgeline tent, 289.00 EUR, In";
    let document = tent("289.00");
    let mut many_types = document.clone();
    many_types["@type"] = json!(["Product", "http://schema.org/Thing"]);
    let mut by_address = document.clone();
    by_address["@type"] = json!("https://schema.org/Product");
    let mut by_reference = document.clone();
    let offer = by_reference["offers"].take();
    by_reference["offers"] = json!({ "@id": "#offer" });
    let mut named_offer = offer.clone();
    named_offer["@id"] = json!("#offer");
    let mut listed = document.clone();
    listed["offers"] = json!([offer]);
    let specified = json!({ "@type": "Product", "name": "Ridgeline tent", "offers": {
        "priceSpecification": [{ "price": "289.00", "priceCurrency": "EUR" }], "availability": "InStock" } });
    for linked in [
        json!([document]),
        json!([[document]]),
        json!([{ "@context": "https://schema.org", "@graph": [{ "@type": "Organization", "name": "Us" }, document] }]),
        json!([many_types]),
        json!([by_address]),
        json!([by_reference, named_offer]),
        json!([listed]),
        json!([specified]),
        json!([{ "@type": "ItemPage", "mainEntity": document }]),
    ] {
        assert_eq!(product(&json!({ "linked": linked })).as_deref(), Some(whole), "{linked}");
    }
    // Microdata in the same shape, each property a list.
    let items = json!([{ "@type": ["Product"], "name": ["Ridgeline tent"], "offers": [{ "@type": ["Offer"],
        "price": ["289.00"], "priceCurrency": ["EUR"], "availability": ["https://schema.org/InStock"] }] }]);
    assert_eq!(product(&json!({ "items": items })).as_deref(), Some(whole));
    let meta = json!([
        ["og:type", "product"],
        ["og:title", "Ridgeline tent"],
        ["product:availability", "in stock"],
        ["product:price:amount", "289.00"],
        ["product:price:currency", "EUR"]
    ]);
    assert_eq!(product(&json!({ "meta": meta })).as_deref(), Some(whole));
}

#[test]
fn several_prices_are_told_by_the_lowest() {
    let offered =
        |offers: Value| json!({ "linked": [{ "@type": "Product", "name": "Tent", "offers": offers }] });
    let range =
        json!({ "@type": "AggregateOffer", "lowPrice": 249, "highPrice": 319.5, "priceCurrency": "EUR" });
    assert_eq!(product(&offered(range)).as_deref(), Some("Tent, from 249 EUR"));
    let two =
        json!([{ "price": "319", "priceCurrency": "EUR" }, { "price": "249.00", "priceCurrency": "EUR" }]);
    assert_eq!(product(&offered(two)).as_deref(), Some("Tent, from 249.00 EUR"));
    let same =
        json!([{ "price": "249", "priceCurrency": "EUR" }, { "price": "249.00", "priceCurrency": "EUR" }]);
    assert_eq!(product(&offered(same)).as_deref(), Some("Tent, 249 EUR"));
    let mixed = json!([{ "price": "319", "priceCurrency": "EUR" }, { "price": "1", "priceCurrency": "USD" }]);
    assert_eq!(product(&offered(mixed)).as_deref(), Some("Tent, 319 EUR"));
}

#[test]
fn the_first_source_rules_and_the_next_fills_its_gaps() {
    let linked = json!([{ "@type": "Product", "name": "Ridgeline tent" }]);
    let microdata =
        |name: &str| json!([{ "@type": ["Product"], "name": [name], "offers": [{ "price": ["5.00"] }] }]);
    let meta = json!([
        ["og:type", "product"],
        ["og:title", "Ridgeline tent – Fieldware"],
        ["og:site_name", "Fieldware"],
        ["product:price:amount", "9.00"],
        ["product:price:currency", "EUR"],
        ["product:availability", "oos"]
    ]);
    let all = json!({ "linked": linked, "items": microdata("Ridgeline tent"), "meta": meta });
    // An amount never gets the currency of another source.
    assert_eq!(product(&all).as_deref(), Some("Ridgeline tent, 5.00 , Out"));
    let other = json!({ "linked": linked, "items": microdata("Gas stove"), "meta": meta });
    assert_eq!(product(&other).as_deref(), Some("Ridgeline tent, 9.00 EUR, Out"));
}

#[test]
fn a_page_about_several_products_is_about_none_unless_it_says_which() {
    let two = json!([{ "@type": "Product", "name": "Tent" }, { "@type": "Product", "name": "Stove" }]);
    assert_eq!(product(&json!({ "linked": two })), None);
    let named = json!({ "linked": two, "headings": [[1, "STOVE"], [2, "Goes well with"]] });
    assert_eq!(product(&named).as_deref(), Some("Stove"));
    let subject = json!([{ "@type": "WebPage", "mainEntity": { "@id": "#t" } },
        { "@type": "Product", "@id": "#t", "name": "Tent" }, { "@type": "Product", "name": "Stove" }]);
    assert_eq!(product(&json!({ "linked": subject })).as_deref(), Some("Tent"));
    let shelf = json!([{ "@type": "ItemList", "itemListElement": [{ "item": { "@type": "Product", "name": "Tent" } }] }]);
    assert_eq!(product(&json!({ "linked": shelf })), None, "a list's products are not the page's");
}

#[test]
fn baskets_are_counted_and_orders_told_apart() {
    let lines = json!([
        { "@type": "OrderItem", "orderQuantity": "2", "orderedItem": { "@type": "Product", "name": "Tent" } },
        { "@type": "OrderItem", "orderedItem": { "@type": "Product", "name": "Stove" } }]);
    let sum = json!({ "@type": "PriceSpecification", "price": "358,00 €", "priceCurrency": "EUR" });
    let basket = json!({ "@type": "Order", "orderedItem": lines, "totalPaymentDue": sum });
    let read = understood(&json!({ "linked": [basket] })).about.basket.unwrap();
    assert_eq!((read.items, read.total.unwrap().to_string().as_str(), read.ordered), (3, "358.00", false));
    let names: Vec<_> = read.lines.iter().map(|line| (line.name.as_str(), line.quantity)).collect();
    assert_eq!(names, [("Tent", 2), ("Stove", 1)]);
    let mut order = basket.clone();
    order["orderNumber"] = json!("F-20931");
    let page = json!({ "linked": [order] });
    assert!(understood(&page).about.basket.unwrap().ordered);
    assert!(!format!("{:?}", understood(&page)).contains("20931"), "its number stays here");
    let cart = json!({ "@type": "ShoppingCart", "total": 10, "currency": "usd",
        "items": [{ "quantity": 4, "name": "Peg" }] });
    let read = understood(&json!({ "linked": [cart] })).about.basket.unwrap();
    assert_eq!((read.items, read.total.unwrap().currency.unwrap().code()), (4, "USD"));
    for none in [json!([basket, order]), json!([{ "@type": "Order", "totalPaymentDue": "0" }])] {
        assert_eq!(understood(&json!({ "linked": none })).about.basket, None, "{none}");
    }
}

#[test]
fn the_trail_is_in_the_order_of_its_positions() {
    let list = json!({ "@type": "BreadcrumbList", "itemListElement": [
        { "position": 2, "item": { "@id": "/c/camp", "name": "Camp" } }, { "position": "1", "name": "Shop" }, 7] });
    let trail = |found: Value| -> Vec<String> {
        understood(&found).about.trail.iter().map(|name| name.as_str().to_owned()).collect()
    };
    assert_eq!(trail(json!({ "linked": [list] })), ["Shop", "Camp"]);
    assert_eq!(trail(json!({ "linked": [{ "@type": "WebPage", "breadcrumb": list }] })), ["Shop", "Camp"]);
    assert_eq!(trail(json!({ "trail": ["All products", "Camp"] })), ["All products", "Camp"]);
}

#[test]
fn titles_headings_landmarks_and_steps() {
    let page = understood(&json!({
        "title": "About you – Northbank", "meta": [["og:site_name", "Northbank"]],
        "headings": [[1, "About you"], [2, "Why we ask"], [9, "No heading"], ["x"]],
        "landmarks": [["navigation", "Main"], ["main", ""], ["marquee", "None"]],
        "step": { "number": 2, "of": 5, "name": "2. About you" }, "sentences": ["Step 9 of 10"],
    }));
    assert_eq!(page.about.title.as_str(), "About you");
    assert_eq!(page.headings.len(), 2);
    assert_eq!(page.landmarks.iter().map(|one| one.role).collect::<Vec<_>>(), ["navigation", "main"]);
    let step = page.about.step.unwrap();
    assert_eq!((step.number, step.of, step.name.as_str()), (2, 5, "About you"));
    let told = understood(&json!({ "sentences": ["Your order", "Step 3 of 4"] })).about.step.unwrap();
    assert_eq!((told.number, told.of), (3, 4));
    for wrong in
        [json!({ "number": 6, "of": 5 }), json!({ "number": 1, "of": 1 }), json!({ "number": 3, "of": 100 })]
    {
        assert_eq!(understood(&json!({ "step": wrong })).about.step, None, "{wrong}");
    }
}

#[test]
fn what_is_malformed_is_nothing_and_breaks_nothing() {
    let nothing = understood(&json!({}));
    for junk in [
        json!(null),
        json!(7),
        json!("text"),
        json!([null, 1, "x", [], {}]),
        json!({ "@type": {} }),
        json!([{ "@type": "Product" }]),
        json!([{ "@type": "Product", "name": "", "offers": 3 }]),
        json!([{ "@type": ["Product", 4], "name": { "a": 1 } }]),
        json!([{ "@graph": { "@graph": [[[[[[]]]]]] } }]),
        json!([{ "@type": "BreadcrumbList", "itemListElement": { "position": "x" } }]),
        json!([{ "@type": "Order", "orderedItem": [], "totalPaymentDue": [[]] }]),
        json!([{ "@type": "Order", "orderedItem": { "orderQuantity": -2 }, "partOfInvoice": { "@id": "#none" } },
            { "@type": "Order", "orderedItem": 1 }]),
        json!([{ "@id": "#a", "@type": "Product", "offers": { "@id": "#a" } }]),
    ] {
        for key in ["linked", "items", "meta", "title", "headings", "landmarks", "trail", "step", "sentences"]
        {
            let read = understood(&json!({ key: junk }));
            if key != "title" && key != "trail" {
                assert_eq!(read, nothing, "{key}: {junk}");
            }
        }
        understood(&junk);
    }
    let far =
        json!([{ "@type": "Product", "name": "Tent", "offers": { "price": "1e999", "priceCurrency": "E" } }]);
    assert_eq!(product(&json!({ "linked": far })).as_deref(), Some("Tent"));
}

/// A page with everything, each text of it a secret.
fn secretive() -> Value {
    json!({
        "title": "Adalbert", "headings": [[1, "Adalbert"]], "landmarks": [["main", "Adalbert"]], "trail": ["Adalbert"],
        "step": { "number": 2, "of": 5, "name": "Adalbert" },
        "meta": [["og:type", "product"], ["og:title", "Adalbert"], ["product:price:amount", "31.41"]],
        "linked": [{ "@type": "Order", "orderedItem": { "name": "Adalbert" }, "total": "27.18" },
            { "@type": "Product", "name": "Adalbert", "description": "Adalbert", "sku": "Adalbert" }],
    })
}

#[test]
fn where_text_is_masked_only_the_step_is_told() {
    for level in [Level::MaskAllText, Level::Hide] {
        let read = read(&tree(&secretive()), &Policy::at(level));
        let told = format!("{read:?}");
        assert!(!told.contains("Adalbert") && !told.contains("31") && !told.contains("27"), "{told}");
        assert_eq!(read.about.step.map(|step| (step.number, step.of)), Some((2, 5)));
    }
    assert!(format!("{:?}", understood(&secretive())).contains("Adalbert"), "else it is there");
}

fn about(commands: &[Command]) -> Vec<Option<String>> {
    let statuses = sent(commands).into_iter().filter_map(|message| match message {
        FromCustomer::Status(status) => Some(status.about.map(|about| about.title)),
        _ => None,
    });
    statuses.collect()
}

fn read_page(tab: &mut Tab) -> Vec<Command> {
    let mut out = tab.wait(400);
    assert!(out.contains(&Command::ReadPage), "a page is read when it has come to rest");
    out.extend(tab.feed(Input::PageRead(tree(&secretive()))));
    out.extend(tab.wait(1_000));
    out
}

#[test]
fn nothing_of_the_page_leaves_before_a_person_is_asked_for_or_the_customer_agreed() {
    let mut tab = Tab::online(config());
    let mut out = tab.feed(arrived("/p/tent", "Adalbert"));
    out.extend(read_page(&mut tab));
    assert!(!about(&out).is_empty() && about(&out).iter().all(Option::is_none), "{:?}", about(&out));
    tab.feed(Input::Chat);
    let mut out = tab.engagement(Channel::Chat, active());
    out.extend(tab.wait(1_000));
    assert_eq!(about(&out).last().unwrap().as_deref(), Some("Adalbert"));

    let mut tab = Tab::online(alongside_core::engine::Config { consent: Consent::Granted, ..config() });
    tab.feed(arrived("/p/tent", ""));
    assert_eq!(about(&read_page(&mut tab)).last().unwrap().as_deref(), Some("Adalbert"));
    // Another page: what this one said is not that one's.
    let mut out = tab.feed(arrived("/p/stove", ""));
    out.extend(tab.wait(299));
    out.extend(tab.wait(2));
    assert_eq!(about(&out).last().unwrap(), &None);
}

#[test]
fn a_pause_holds_for_what_the_page_says_of_itself_too() {
    let form = |out: &[Command]| {
        let mut told = sent(out).into_iter().filter_map(|message| match message {
            FromCustomer::Status(status) => status.form,
            _ => None,
        });
        told.next_back().map(|form| (form.done, form.current))
    };
    let mut tab = Tab::online(config());
    tab.feed(arrived("/p/tent", "Adalbert"));
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    let now = FormNow { fields: 3, done: 1, errors: 0, current: Some("Street".into()) };
    let mut out = tab.feed(Input::Form(Some(now.clone())));
    out.extend(read_page(&mut tab));
    assert_eq!(about(&out).last().unwrap().as_deref(), Some("Adalbert"), "else it is told");
    assert_eq!(form(&out), Some((1, Some("Street".into()))));

    let mut out = tab.feed(Input::PauseView(true));
    out.extend(tab.feed(Input::Form(Some(FormNow { done: 2, current: Some("Town".into()), ..now }))));
    out.extend(tab.feed(Input::ContextChanged));
    out.extend(tab.wait(2_000));
    out.extend(tab.feed(Input::PageRead(tree(&secretive()))));
    out.extend(tab.wait(1_000));
    assert!(!about(&out).is_empty() && about(&out).iter().all(Option::is_none), "{:?}", about(&out));
    assert_eq!(form(&out), Some((2, None)), "how far it is belongs to the journey");
    let mut out = tab.feed(Input::PauseView(false));
    out.extend(tab.wait(1_000));
    assert_eq!(about(&out).last().unwrap().as_deref(), Some("Adalbert"));
    assert_eq!(form(&out), Some((2, Some("Town".into()))));
}

#[test]
fn a_product_can_be_had_or_not() {
    for (name, stock) in [
        ("https://schema.org/InStock", Some(Stock::In)),
        ("http://schema.org/SoldOut", Some(Stock::Out)),
        ("PreOrder", Some(Stock::Later)),
        ("LimitedAvailability", Some(Stock::Limited)),
        ("https://schema.org/Perhaps", None),
    ] {
        let linked = json!([{ "@type": "Product", "name": "Tent", "offers": { "availability": name } }]);
        assert_eq!(understood(&json!({ "linked": linked })).about.product.unwrap().stock, stock, "{name}");
    }
}
