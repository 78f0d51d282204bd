//! Open Graph (ogp.me), and the product properties that shops add for catalogues.

use alongside_protocol::tree::Tree;

use super::{
    graph::{list, text},
    price::price,
    product::{Found, stock_named},
};

/// What a page's previews are made of.
#[derive(Default)]
pub(super) struct Preview {
    /// The site's name.
    pub(super) site: Option<String>,
    /// The product, when the page says that it is one.
    pub(super) product: Option<Found>,
}

/// Reads pairs of a property and its content; the first of each counts.
pub(super) fn read(meta: &Tree) -> Preview {
    let says = |wanted: &[&str]| {
        wanted.iter().find_map(|wanted| {
            list(meta).find_map(|pair| {
                let mut pair = list(pair);
                let (key, content) = (pair.next().and_then(text)?, pair.next()?);
                (key == *wanted).then(|| text(content)).flatten()
            })
        })
    };
    // `product`, `og:product` and `product.item` are all in use.
    let is_product = says(&["og:type"]).is_some_and(|kind| {
        let kind = kind.trim_start_matches("og:");
        kind == "product" || kind.starts_with("product.item")
    });
    let amount = says(&["product:price:amount", "og:price:amount"]);
    let currency = says(&["product:price:currency", "og:price:currency"]);
    let named = says(&["og:title"]).filter(|_| is_product);
    Preview {
        site: says(&["og:site_name"]).map(str::to_owned),
        product: named.map(|name| Found {
            name: name.to_owned(),
            price: amount.and_then(|amount| price(&Tree::Text(amount.to_owned()), currency)),
            lowest: false,
            stock: says(&["product:availability", "og:availability"]).and_then(stock_named),
        }),
    }
}
