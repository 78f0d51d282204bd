//! What the customer has chosen: schema.org has `Order` alone, and sites write
//! carts of their own beside it.

use alongside_protocol::{
    message::{Basket, BasketLine, Price},
    tree::Tree,
};

use super::{
    graph::{Graph, count, entry, text},
    price::price,
};

/// Lines that are told by name.
const LINES: usize = 5;

/// Where the things in it are.
const ITEMS: [&str; 6] = ["orderedItem", "acceptedOffer", "itemListElement", "items", "item", "hasItem"];

/// What a line's thing is within it.
const WITHIN: [&str; 4] = ["orderedItem", "itemOffered", "item", "product"];

/// Where its sum is.
const SUMS: [&str; 5] = ["totalPaymentDue", "totalPrice", "total", "totalPriceSpecification", "price"];

/// What only an order that has been placed has.
const PLACED: [&str; 4] = ["orderNumber", "confirmationNumber", "orderDate", "paymentDate"];

/// The page's basket. A page with several orders, a history, has none.
pub(super) fn of<'t>(graph: &Graph<'t>) -> Option<Basket<String>> {
    let is_basket = |kind: &str| {
        let kind = kind.to_ascii_lowercase();
        kind == "order" || ["cart", "basket"].iter().any(|end| kind.ends_with(end))
    };
    let mut all = graph.typed(is_basket);
    let node = all.next().filter(|_| all.next().is_none())?;
    let found = ITEMS.iter().map(|key| graph.all(node, key)).find(|found| !found.is_empty())?;
    let lines: Vec<BasketLine<String>> = found.into_iter().map(|found| line(graph, found)).collect();
    let items = lines.iter().map(|line| line.quantity).fold(0, u32::saturating_add);
    let named = lines.into_iter().filter(|line| !line.name.is_empty() && line.quantity > 0);
    let ordered = PLACED.iter().any(|key| text(entry(node, key)).is_some());
    let basket = Basket { items, total: total(graph, node), lines: named.take(LINES).collect(), ordered };
    (items > 0).then_some(basket)
}

/// The same with its names passed on.
pub(super) fn map<T>(basket: Basket<String>, said: impl Fn(&str) -> T) -> Basket<T> {
    let line = |line: BasketLine<String>| BasketLine { name: said(&line.name), quantity: line.quantity };
    Basket {
        items: basket.items,
        total: basket.total,
        lines: basket.lines.into_iter().map(line).collect(),
        ordered: basket.ordered,
    }
}

fn line<'t>(graph: &Graph<'t>, found: &'t Tree) -> BasketLine<String> {
    // A list's element holds an order's item, and that the product.
    let mut way = vec![found];
    while let (Some(&last), true) = (way.last(), way.len() < 4) {
        let inner = WITHIN.iter().map(|key| graph.one(last, key)).find(|inner| matches!(inner, Tree::Map(_)));
        match inner {
            Some(inner) => way.push(inner),
            None => break,
        }
    }
    let quantity = way.iter().find_map(|node| {
        ["orderQuantity", "quantity", "eligibleQuantity"].iter().find_map(|key| count(graph.one(node, key)))
    });
    let name = way.iter().rev().find_map(|node| text(entry(node, "name")));
    let name = name.or_else(|| text(found)).unwrap_or_default().to_owned();
    BasketLine { name, quantity: quantity.unwrap_or(1) }
}

fn total<'t>(graph: &Graph<'t>, node: &'t Tree) -> Option<Price> {
    let currency =
        |node: &'t Tree| ["priceCurrency", "currency"].iter().find_map(|key| text(entry(node, key)));
    let invoice = graph.one(node, "partOfInvoice");
    [node, invoice].into_iter().find_map(|node| {
        SUMS.iter().find_map(|key| match graph.one(node, key) {
            sum @ Tree::Map(_) => {
                let amount = ["price", "value"].iter().map(|key| graph.one(sum, key));
                let amount = amount.into_iter().find(|amount| **amount != Tree::Nothing)?;
                price(amount, currency(sum).or_else(|| currency(node)))
            }
            amount => price(amount, currency(node)),
        })
    })
}
