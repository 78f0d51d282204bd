//! The flow's texts as they are shown: values filled in by the rules of the
//! language, Markdown as elements.

use alongside_protocol::flow::{
    Intl, Message, Value,
    markdown::{self, Block, Span},
};
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::dom::{Maker, append, set};

/// The browser's own `Intl`, for one language.
struct BrowserIntl<'a> {
    tag: &'a str,
}

impl BrowserIntl<'_> {
    /// `new Intl[class](tag, options)[method](number)`; the browser takes its own
    /// language for a tag it does not know.
    fn call(&self, class: &str, options: &JsValue, method: &str, number: f64) -> Result<JsValue, JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let class: Function = Reflect::get(&intl, &class.into())?.unchecked_into();
        let made = Reflect::construct(&class, &Array::of2(&self.tag.into(), options))?;
        let method: Function = Reflect::get(&made, &method.into())?.unchecked_into();
        method.call1(&made, &number.into())
    }
}

impl Intl for BrowserIntl<'_> {
    fn plural(&self, number: f64, ordinal: bool) -> String {
        let kind = if ordinal { "ordinal" } else { "cardinal" };
        let options = crate::api::object([("type", kind.into())]);
        let category = self.call("PluralRules", &options, "select", number);
        category.ok().and_then(|category| category.as_string()).unwrap_or_else(|| "other".to_owned())
    }

    fn number(&self, number: f64) -> String {
        let written = self.call("NumberFormat", &JsValue::UNDEFINED, "format", number);
        written.ok().and_then(|written| written.as_string()).unwrap_or_default()
    }
}

/// A text of a flow with its values, in blocks.
pub(super) fn filled(text: &str, tag: &str, values: &[(String, Value)]) -> Vec<Block> {
    markdown::parse(&with_values(text, tag, values))
}

fn with_values(text: &str, tag: &str, values: &[(String, Value)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    // Documents are checked when they are read; one that is not shows as it is.
    match Message::parse(text) {
        Ok(message) => message.format(&value, &BrowserIntl { tag }),
        Err(_) => text.to_owned(),
    }
}

/// A heading: one line, without Markdown.
pub(super) fn heading(text: &str, tag: &str, values: &[(String, Value)]) -> String {
    markdown::plain(&[Block::Paragraph(markdown::parse_line(&with_values(text, tag, values)))])
}

/// Puts blocks into an element, as elements: what the team wrote is never HTML.
pub(super) fn render(make: &Maker, into: &Element, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(spans) => {
                let paragraph = make.element("p", "");
                inline(make, &paragraph, spans);
                append(into, &[&paragraph]);
            }
            Block::List { ordered, items } => {
                let list = make.element(if *ordered { "ol" } else { "ul" }, "list");
                for item in items {
                    let line = make.element("li", "");
                    inline(make, &line, item);
                    append(&list, &[&line]);
                }
                append(into, &[&list]);
            }
        }
    }
}

fn inline(make: &Maker, into: &Element, spans: &[Span]) {
    for span in spans {
        match span {
            Span::Text(text) => make.append_text(into, text),
            Span::Code(text) => append(into, &[&make.text("code", "", text)]),
            Span::Break => append(into, &[&make.element("br", "")]),
            Span::Bold(inner) => nested(make, into, "strong", inner),
            Span::Emphasis(inner) => nested(make, into, "em", inner),
            Span::Link { text, href } => {
                let link = make.element("a", "link");
                set(&link, "href", href);
                // Away from a flow that is half done, nobody is taken unasked.
                if href.starts_with("http") {
                    set(&link, "target", "_blank");
                    set(&link, "rel", "noopener noreferrer");
                }
                inline(make, &link, text);
                append(into, &[&link]);
            }
        }
    }
}

fn nested(make: &Maker, into: &Element, tag: &str, spans: &[Span]) {
    let element = make.element(tag, "");
    inline(make, &element, spans);
    append(into, &[&element]);
}
