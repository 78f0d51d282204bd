//! Formatted texts: the small part of Markdown that a step needs.
//!
//! Paragraphs, lists, bold, emphasis, code and links. Everything else, HTML and
//! images included, is the text it is. Reading takes a time in proportion to the
//! text and never fails.

mod code;
mod inline;
mod link;

/// A piece of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines of text.
    Paragraph(Vec<Span>),
    /// A list.
    List {
        /// Whether it is numbered, from 1.
        ordered: bool,
        /// Its items, at least one.
        items: Vec<Vec<Span>>,
    },
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Text as it is.
    Text(String),
    /// `**bold**`.
    Bold(Vec<Span>),
    /// `*emphasis*`.
    Emphasis(Vec<Span>),
    /// `` `code` ``.
    Code(String),
    /// `[text](href)`.
    Link {
        /// What is shown.
        text: Vec<Span>,
        /// Where it leads: `https:`, `http:`, `mailto:`, `tel:` or a place of the
        /// same site, nothing else.
        href: String,
    },
    /// A new line.
    Break,
}

/// Reads a text.
#[must_use]
pub fn parse(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Open> = Vec::new();
    let mut after_blank = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            after_blank = true;
            continue;
        }
        match (item(line), blocks.last_mut()) {
            (Some((mark, rest)), Some(Open { mark: Some(open), parts })) if mark.continues(*open) => {
                parts.push(rest.to_owned());
            }
            // Another number than 1 begins no list: "1984. What a year."
            (Some((mark @ (Mark::Bullet | Mark::Number(1)), rest)), _) => {
                blocks.push(Open { mark: Some(mark), parts: vec![rest.to_owned()] });
            }
            (_, Some(Open { parts, .. })) if !after_blank => {
                if let Some(part) = parts.last_mut() {
                    part.push('\n');
                    part.push_str(line);
                }
            }
            _ => blocks.push(Open { mark: None, parts: vec![line.to_owned()] }),
        }
        after_blank = false;
    }
    blocks.into_iter().map(Open::close).collect()
}

/// Reads a text of one line, such as a heading: "1. Your name" is no list there.
#[must_use]
pub fn parse_line(text: &str) -> Vec<Span> {
    inline::parse(text.trim())
}

/// The text alone, as a screen reader says it.
#[must_use]
pub fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut line = |spans: &[Span]| {
        if !out.is_empty() {
            out.push('\n');
        }
        plain_spans(spans, &mut out);
    };
    for block in blocks {
        match block {
            Block::Paragraph(spans) => line(spans),
            Block::List { items, .. } => items.iter().for_each(|item| line(item)),
        }
    }
    out
}

fn plain_spans(spans: &[Span], out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Code(text) => out.push_str(text),
            Span::Bold(spans) | Span::Emphasis(spans) | Span::Link { text: spans, .. } => {
                plain_spans(spans, out);
            }
            Span::Break => out.push('\n'),
        }
    }
}

/// A block whose lines are still being gathered: a paragraph of one part, or a
/// list of one part an item.
struct Open {
    mark: Option<Mark>,
    parts: Vec<String>,
}

impl Open {
    fn close(self) -> Block {
        let mut items: Vec<Vec<Span>> = self.parts.iter().map(|part| inline::parse(part)).collect();
        match self.mark {
            Some(mark) => Block::List { ordered: mark != Mark::Bullet, items },
            None => Block::Paragraph(items.pop().unwrap_or_default()),
        }
    }
}

/// What a list's item begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number(u16),
}

impl Mark {
    fn continues(self, list: Self) -> bool {
        (self == Self::Bullet) == (list == Self::Bullet)
    }
}

/// "- item", "* item", "+ item", "1. item" or "1) item".
fn item(line: &str) -> Option<(Mark, &str)> {
    let (mark, rest) = line.split_once([' ', '\t'])?;
    let mark = match mark {
        "-" | "*" | "+" => Mark::Bullet,
        _ => {
            let digits = mark.strip_suffix(['.', ')'])?;
            let number = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 3;
            Mark::Number(number.then(|| digits.parse().ok()).flatten()?)
        }
    };
    Some((mark, rest.trim_start()))
}
