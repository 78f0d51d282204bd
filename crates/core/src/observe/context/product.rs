//! The one product that a page is about (schema.org `Product` and what is offered
//! like one).

use alongside_protocol::{
    message::{Price, Product, Stock},
    tree::Tree,
};

use super::{
    graph::{Graph, entry, kinds, last_part, text},
    price::price,
};

/// Types of things that a page offers: products, and those of banks and insurers.
const TYPES: [&str; 16] = [
    "Product",
    "ProductGroup",
    "ProductModel",
    "IndividualProduct",
    "SomeProducts",
    "Vehicle",
    "Car",
    "FinancialProduct",
    "BankAccount",
    "DepositAccount",
    "CreditCard",
    "PaymentCard",
    "LoanOrCredit",
    "MortgageLoan",
    "InvestmentFund",
    "InvestmentOrDeposit",
];

/// A product before redaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) price: Option<Price>,
    pub(super) lowest: bool,
    pub(super) stock: Option<Stock>,
}

impl Found {
    pub(super) fn map<T>(self, said: impl Fn(&str) -> T) -> Product<T> {
        Product { name: said(&self.name), price: self.price, lowest: self.lowest, stock: self.stock }
    }

    /// By its name; a preview's often has the site's name after it.
    fn is_same(&self, other: &Self) -> bool {
        let [one, other] = [self, other].map(|found| found.name.to_lowercase());
        one.starts_with(&other) || other.starts_with(&one)
    }
}

/// The page's product: what it calls its subject, else its only one, else the one
/// that its main heading names. A page about several is about none.
pub(super) fn of(graph: &Graph<'_>, heading: &str) -> Option<Found> {
    let mut found: Vec<(bool, Found)> = Vec::new();
    for node in graph.typed(|kind| TYPES.contains(&kind)) {
        let Some(product) = one(graph, node) else { continue };
        match found.iter_mut().find(|(_, known)| known.name == product.name) {
            Some((subject, _)) => *subject |= graph.is_subject(node),
            None => found.push((graph.is_subject(node), product)),
        }
    }
    let only = |chosen: &dyn Fn(&(bool, Found)) -> bool| {
        let mut all = found.iter().filter(|one| chosen(one));
        all.next().filter(|_| all.next().is_none()).map(|(_, product)| product.clone())
    };
    only(&|(subject, _)| *subject)
        .or_else(|| only(&|_| true))
        .or_else(|| only(&|(_, product)| product.name.eq_ignore_ascii_case(heading)))
}

/// The first of these, its gaps filled from those after it that mean the same.
pub(super) fn merged(found: [Option<Found>; 3]) -> Option<Found> {
    found.into_iter().flatten().reduce(|mut first, next| {
        if first.is_same(&next) {
            if first.price.is_none() {
                (first.price, first.lowest) = (next.price, next.lowest);
            }
            first.stock = first.stock.or(next.stock);
        }
        first
    })
}

fn one<'t>(graph: &Graph<'t>, node: &'t Tree) -> Option<Found> {
    let name = text(entry(node, "name"))?.to_owned();
    let offers = graph.all(node, "offers");
    let mut prices: Vec<(Price, bool)> = offers.iter().filter_map(|offer| price_of(graph, offer)).collect();
    // Amounts of several currencies can't be compared.
    let currency = prices.first().and_then(|(price, _)| price.currency);
    prices.retain(|(price, _)| price.currency == currency);
    let in_thousandths = |price: &Price| price.units * 10_u64.pow(3 - u32::from(price.decimals.min(3)));
    let best = prices.iter().copied().min_by_key(|(price, _)| in_thousandths(price));
    let differ = best.is_some_and(|(best, lowest)| {
        lowest || prices.iter().any(|(price, _)| in_thousandths(price) != in_thousandths(&best))
    });
    let stock = offers.iter().find_map(|offer| stock_named(text(entry(offer, "availability"))?));
    Some(Found { name, price: best.map(|(price, _)| price), lowest: differ, stock })
}

/// An offer's price, and whether there are higher ones.
fn price_of<'t>(graph: &Graph<'t>, offer: &'t Tree) -> Option<(Price, bool)> {
    let amount = |node: &'t Tree, key: &str| {
        let currency = text(entry(node, "priceCurrency")).or_else(|| text(entry(offer, "priceCurrency")));
        price(graph.one(node, key), currency)
    };
    if kinds(offer).any(|kind| kind == "AggregateOffer") {
        let low = amount(offer, "lowPrice");
        let high = amount(offer, "highPrice");
        return low.map(|low| (low, high.is_none_or(|high| high != low)));
    }
    let specified =
        || graph.all(offer, "priceSpecification").into_iter().find_map(|one| amount(one, "price"));
    amount(offer, "price").or_else(specified).map(|price| (price, false))
}

/// schema.org's `ItemAvailability`, or Open Graph's words for the same.
pub(super) fn stock_named(name: &str) -> Option<Stock> {
    let plain: String = last_part(name).chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match plain.to_ascii_lowercase().as_str() {
        "instock" | "instoreonly" | "onlineonly" | "madetoorder" => Stock::In,
        "limitedavailability" => Stock::Limited,
        "outofstock" | "soldout" | "discontinued" | "reserved" | "oos" => Stock::Out,
        "backorder" | "preorder" | "presale" | "pending" => Stock::Later,
        _ => return None,
    })
}
