//! Texts that a phone has room for.

use alongside_protocol::flow::{Intl, Message, Value, markdown};
use unicode_width::UnicodeWidthStr;

use super::texts::{Kind, texts, within};
use crate::{
    finding::Rule,
    site::{Broken, Site},
};

// On a screen of 320 by 640 pixels a line of the card is 236 wide. Measured there in Roboto,
// which Android's pages are set in.

/// The longest title, in characters of usual width: two lines.
const TITLE: usize = 50;

/// The longest text: five lines, or six with long words. With title and buttons the card is
/// 337 high then, half of the screen, and the target has the other half.
const TEXT: usize = 150;

pub(super) fn check(site: &Site<'_>) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (spot, kind, text) in texts(site) {
        let (rule, limit, room) = match kind {
            Kind::Body => (Rule::LongText, TEXT, "beside its target on a phone"),
            Kind::Title | Kind::Name => (Rule::LongTitle, TITLE, "in two lines on a phone"),
        };
        for (tag, words) in text.iter() {
            let width = shown(kind, words).width();
            if width > limit {
                let problem = format!("{width} characters, and {limit} are what has room {room}");
                let fix = match kind {
                    Kind::Body => format!("say it in {limit} characters, or make two steps of it"),
                    Kind::Title => format!("say it in {limit} characters, and the rest in `text`"),
                    Kind::Name => format!("say it in {limit} characters"),
                };
                broken.push(within(&spot, tag).breaks(rule, problem, fix));
            }
        }
    }
    broken
}

/// What is shown: without Markdown, each value as long as its name, `other` of each choice.
fn shown(kind: Kind, words: &str) -> String {
    if kind == Kind::Name {
        return words.to_owned();
    }
    let value = |name: &str| Some(Value::Text(name.to_owned()));
    let words =
        Message::parse(words).map_or_else(|_| words.to_owned(), |message| message.format(&value, &NoIntl));
    match kind {
        Kind::Body => markdown::plain(&markdown::parse(&words)),
        _ => markdown::plain(&[markdown::Block::Paragraph(markdown::parse_line(&words))]),
    }
}

/// No value is a number here, so nobody asks.
struct NoIntl;

impl Intl for NoIntl {
    fn plural(&self, _: f64, _: bool) -> String {
        "other".to_owned()
    }

    fn number(&self, number: f64) -> String {
        number.to_string()
    }
}
