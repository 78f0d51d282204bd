//! What is understood of the page, for the site's own team: as an agent is told.

use alongside_core::{observe::context::PageContext, privacy::Redacted};
use alongside_protocol::message::{Basket, FormProgress, PageStep, Price, Product, Stock};
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::object;

pub(super) fn described(context: &PageContext, form: Option<FormProgress<Redacted>>) -> JsValue {
    let about = &context.about;
    let headings = context.headings.iter();
    let headings: Array = headings
        .map(|one| object([("level", one.level.into()), ("text", one.text.as_str().into())]))
        .collect();
    let landmarks = context.landmarks.iter();
    let landmarks: Array = landmarks
        .map(|one| object([("role", one.role.into()), ("name", one.name.as_str().into())]))
        .collect();
    object([
        ("title", about.title.as_str().into()),
        ("headings", headings.into()),
        ("landmarks", landmarks.into()),
        ("trail", about.trail.iter().map(|name| JsValue::from(name.as_str())).collect::<Array>().into()),
        ("step", about.step.as_ref().map_or(JsValue::UNDEFINED, step)),
        ("product", about.product.as_ref().map_or(JsValue::UNDEFINED, product)),
        ("basket", about.basket.as_ref().map_or(JsValue::UNDEFINED, basket)),
        ("form", form.map_or(JsValue::UNDEFINED, |form| progress(&form))),
    ])
}

fn step(step: &PageStep<Redacted>) -> JsValue {
    object([("number", step.number.into()), ("of", step.of.into()), ("name", step.name.as_str().into())])
}

fn product(product: &Product<Redacted>) -> JsValue {
    let stock = product.stock.map(|stock| match stock {
        Stock::In => "in",
        Stock::Limited => "limited",
        Stock::Out => "out",
        Stock::Later => "later",
    });
    object([
        ("name", product.name.as_str().into()),
        ("price", product.price.as_ref().map_or(JsValue::UNDEFINED, price)),
        ("lowest", product.lowest.into()),
        ("stock", stock.into()),
    ])
}

fn basket(basket: &Basket<Redacted>) -> JsValue {
    let lines: Array = basket
        .lines
        .iter()
        .map(|line| object([("name", line.name.as_str().into()), ("quantity", line.quantity.into())]))
        .collect();
    object([
        ("items", basket.items.into()),
        ("total", basket.total.as_ref().map_or(JsValue::UNDEFINED, price)),
        ("lines", lines.into()),
        ("ordered", basket.ordered.into()),
    ])
}

fn price(price: &Price) -> JsValue {
    let currency = price.currency.map(|currency| currency.code().to_owned());
    object([("amount", price.to_string().into()), ("currency", currency.into())])
}

fn progress(form: &FormProgress<Redacted>) -> JsValue {
    let current = form.current.as_ref().map(Redacted::as_str);
    object([
        ("fields", form.fields.into()),
        ("done", form.done.into()),
        ("errors", form.errors.into()),
        ("current", current.into()),
    ])
}
