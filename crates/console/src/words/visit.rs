//! Who is on the site, and where in it.

use alongside_protocol::message::{
    Basket, Channel, FlowPosition, FormProgress, PageAbout, PageStep, Price, Product, Stock, VisitView,
};

use super::{reason, title};

/// How the agent calls a customer: as the site knows them, or by their visit.
#[must_use]
pub fn who(view: &VisitView) -> String {
    let known = view.status.as_ref().and_then(|status| status.customer.clone());
    known.unwrap_or_else(|| visitor(&view.visit))
}

/// A name for a visit of which nothing is known.
#[must_use]
pub fn visitor(visit: &str) -> String {
    let mut tail: Vec<char> = visit.chars().rev().take(4).collect();
    tail.reverse();
    format!("Visitor {}", tail.iter().collect::<String>())
}

/// Of a customer who has left the site; what is known of them is kept for a while.
pub const GONE: &str = "No longer here";

/// Where a customer is in a flow.
#[must_use]
pub fn step(flow: &FlowPosition) -> String {
    let FlowPosition { flow, number, of, .. } = flow;
    format!("{}: step {number} of {of}", title(flow))
}

/// How far a form is.
#[must_use]
pub fn form(form: &FormProgress<String>) -> String {
    let FormProgress { fields, done, errors, .. } = form;
    let mut words = format!("{done} of {fields} fields");
    match errors {
        0 => {}
        1 => words.push_str(", 1 error"),
        _ => words.push_str(&format!(", {errors} errors")),
    }
    words
}

/// Where in the site a page is: the way there, then its title.
#[must_use]
pub fn place(about: &PageAbout<String>) -> Option<String> {
    let title = Some(&about.title).filter(|title| about.trail.last() != Some(title));
    let parts: Vec<&str> = about.trail.iter().chain(title).map(String::as_str).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" › "))
}

/// The place of a page in a run of them.
#[must_use]
pub fn page_step(step: &PageStep<String>) -> String {
    let PageStep { number, of, name } = step;
    let name = if name.is_empty() { String::new() } else { format!(": {name}") };
    format!("Step {number} of {of}{name}")
}

/// A product.
#[must_use]
pub fn product(product: &Product<String>) -> String {
    let price = product.price.as_ref().map(|amount| {
        let from = if product.lowest { "from " } else { "" };
        format!("{from}{}", price(amount))
    });
    let stock = product.stock.map(|stock| match stock {
        Stock::In => "in stock".to_owned(),
        Stock::Limited => "few left".to_owned(),
        Stock::Out => "out of stock".to_owned(),
        Stock::Later => "can be ordered ahead".to_owned(),
    });
    let parts = [Some(product.name.clone()).filter(|name| !name.is_empty()), price, stock];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A basket: how much is in it, and what.
#[must_use]
pub fn basket(basket: &Basket<String>) -> String {
    let what = if basket.ordered { "Order" } else { "Basket" };
    let items = if basket.items == 1 { "1 item".to_owned() } else { format!("{} items", basket.items) };
    let total = basket.total.as_ref().map(|total| format!(", {}", price(total))).unwrap_or_default();
    let lines = basket.lines.iter().filter(|line| !line.name.is_empty());
    let lines: Vec<String> = lines.map(|line| format!("{} × {}", line.quantity, line.name)).collect();
    let lines = if lines.is_empty() { String::new() } else { format!(" ({})", lines.join(", ")) };
    format!("{what}: {items}{total}{lines}")
}

/// An amount with its currency: by the sign that most know, else by its code.
#[must_use]
pub fn price(price: &Price) -> String {
    match price.currency.as_ref().map(|currency| currency.code()) {
        Some("EUR") => format!("€{price}"),
        Some("GBP") => format!("£{price}"),
        Some("USD") => format!("${price}"),
        Some(code) => format!("{price} {code}").trim_end().to_owned(),
        None => price.to_string(),
    }
}

/// A customer who has begun to wait, for a screen reader.
#[must_use]
pub fn waits(view: &VisitView) -> String {
    let channel = match view.waiting.map(|waiting| waiting.channel) {
        Some(Channel::Voice) => "a call",
        Some(Channel::Listen) => "a call, listening and typing",
        Some(Channel::Message) => "an answer to a message",
        Some(Channel::Callback) => "a call by telephone",
        _ => "a chat",
    };
    let why = view
        .status
        .as_ref()
        .and_then(|status| status.reason.as_ref())
        .map(|guess| format!(" {}.", reason(guess.reason)));
    let (who, why) = (who(view), why.unwrap_or_default());
    format!("{who} is waiting for {channel}.{why}")
}
