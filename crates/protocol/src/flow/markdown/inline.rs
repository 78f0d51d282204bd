//! What stands within a line: one pass that knows beforehand where the code and
//! the links are, so that a mark without its partner costs no second look.

use super::{
    Span,
    code::{self, Code},
    link::{self, Link},
};

/// How many marks may be open at once; beyond it a mark is text.
const DEPTH: usize = 8;
/// A longer row of `*` or `_` is an ornament.
const LONGEST_RUN: usize = 3;

/// One character, and whether a backslash took its meaning.
#[derive(Clone, Copy)]
pub(super) struct Char {
    pub(super) c: char,
    pub(super) escaped: bool,
}

impl Char {
    pub(super) fn is(self, c: char) -> bool {
        !self.escaped && self.c == c
    }
}

pub(super) fn parse(text: &str) -> Vec<Span> {
    let chars = unescape(text);
    let code = code::find(&chars);
    let links = link::find(&chars, &code);
    Reading { chars: &chars, stack: vec![Frame::new(Opener::Text)] }.run(&code, links)
}

/// Before punctuation a backslash is none; in code, too, because the values put
/// into a text are escaped wherever they stand.
fn unescape(text: &str) -> Vec<Char> {
    let mut chars = Vec::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some(&next)) if next.is_ascii_punctuation() => {
                rest.next();
                chars.push(Char { c: next, escaped: true });
            }
            // A line ends anyway.
            ('\\', Some('\n')) => {}
            _ => chars.push(Char { c, escaped: false }),
        }
    }
    chars
}

/// How many of a mark stand here in a row.
pub(super) fn run(chars: &[Char], at: usize, mark: char) -> usize {
    chars[at..].iter().take_while(|char| char.is(mark)).count()
}

/// What is still open, and what has been read within it.
struct Frame {
    opener: Opener,
    spans: Vec<Span>,
}

#[derive(Clone, Copy)]
enum Opener {
    Text,
    Link,
    /// Marks of emphasis: how many are left to close, and how many there were.
    Run {
        mark: char,
        left: usize,
        length: usize,
        closes: bool,
    },
}

impl Frame {
    fn new(opener: Opener) -> Self {
        Self { opener, spans: Vec::new() }
    }
}

struct Reading<'a> {
    chars: &'a [Char],
    stack: Vec<Frame>,
}

impl Reading<'_> {
    fn run(mut self, code: &[Code], links: Vec<Link>) -> Vec<Span> {
        let (mut code, mut links) = (code.iter().peekable(), links.into_iter().peekable());
        let mut at = 0;
        while let Some(&char) = self.chars.get(at) {
            if let Some(code) = code.next_if(|code| code.from == at) {
                self.push(Span::Code(code.text(self.chars)));
                at = code.to;
            } else if links.peek().is_some_and(|link| link.from == at) {
                self.stack.push(Frame::new(Opener::Link));
                at += 1;
            } else if let Some(link) = links.next_if(|link| link.close == at) {
                let text = self.unwind(|opener| matches!(opener, Opener::Link));
                self.push(Span::Link { text, href: link.href });
                at = link.to;
            } else if char.is('*') || char.is('_') {
                let length = run(self.chars, at, char.c);
                self.emphasis(at, char.c, length);
                at += length;
            } else if char.is('\n') {
                self.push(Span::Break);
                at += 1;
            } else {
                self.text(char.c);
                at += 1;
            }
        }
        self.unwind(|opener| matches!(opener, Opener::Text))
    }

    /// A row of marks closes what it can, and opens what is left of it, by the
    /// rules of CommonMark.
    fn emphasis(&mut self, at: usize, mark: char, length: usize) {
        let (opens, closes) = self.flanks(at, mark, length);
        let mut left = length;
        if length <= LONGEST_RUN {
            while closes && left > 0 {
                let Some((index, run_left)) = self.opener(mark, length, opens) else { break };
                let taken = if left >= 2 && run_left >= 2 { 2 } else { 1 };
                self.close(index, taken);
                left -= taken;
            }
            if opens && left > 0 && self.stack.len() <= DEPTH {
                self.stack.push(Frame::new(Opener::Run { mark, left, length, closes }));
                return;
            }
        }
        (0..left).for_each(|_| self.text(mark));
    }

    /// Whether marks can begin emphasis here, and whether they can end it.
    fn flanks(&self, at: usize, mark: char, length: usize) -> (bool, bool) {
        let near = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).map_or(' ', |char| char.c);
        let (before, after) = (near(at.checked_sub(1)), near(Some(at + length)));
        let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
        let (point_before, point_after) = (before.is_ascii_punctuation(), after.is_ascii_punctuation());
        let left = !space_after && (!point_after || space_before || point_before);
        let right = !space_before && (!point_before || space_after || point_after);
        if mark == '_' {
            // Within a_word_like_this it is a letter.
            (left && (!right || point_before), right && (!left || point_after))
        } else {
            (left, right)
        }
    }

    /// The nearest open marks that these can close, within the same link.
    fn opener(&self, mark: char, length: usize, opens: bool) -> Option<(usize, usize)> {
        for (index, frame) in self.stack.iter().enumerate().rev() {
            match frame.opener {
                Opener::Run { mark: open, left, length: first, closes } if open == mark => {
                    // "The rule of three": *one**two* is one emphasis, not two.
                    let ambiguous = (closes || opens) && (first + length).is_multiple_of(3);
                    if !ambiguous || first.is_multiple_of(3) && length.is_multiple_of(3) {
                        return Some((index, left));
                    }
                }
                Opener::Run { .. } => {}
                Opener::Text | Opener::Link => return None,
            }
        }
        None
    }

    /// Closes one or two of the marks of an open run.
    fn close(&mut self, index: usize, taken: usize) {
        while self.stack.len() > index + 1 {
            self.give_up();
        }
        let Some(frame) = self.stack.last_mut() else { return };
        let spans = std::mem::take(&mut frame.spans);
        frame.spans = vec![if taken == 2 { Span::Bold(spans) } else { Span::Emphasis(spans) }];
        if let Opener::Run { left, .. } = &mut frame.opener {
            *left -= taken;
            if *left == 0 {
                self.give_up();
            }
        }
    }

    /// Closes everything to the frame that is asked for, and takes its spans.
    fn unwind(&mut self, wanted: fn(Opener) -> bool) -> Vec<Span> {
        while self.stack.len() > 1 && self.stack.last().is_some_and(|frame| !wanted(frame.opener)) {
            self.give_up();
        }
        self.stack.pop().map(|frame| frame.spans).unwrap_or_default()
    }

    /// The innermost frame becomes part of the one around it, its marks text.
    fn give_up(&mut self) {
        let Some(frame) = self.stack.pop() else { return };
        if let Opener::Run { mark, left, .. } = frame.opener {
            (0..left).for_each(|_| self.text(mark));
        }
        frame.spans.into_iter().for_each(|span| self.push(span));
    }

    fn text(&mut self, c: char) {
        let Some(frame) = self.stack.last_mut() else { return };
        match frame.spans.last_mut() {
            Some(Span::Text(text)) => text.push(c),
            _ => frame.spans.push(Span::Text(c.into())),
        }
    }

    fn push(&mut self, span: Span) {
        let Some(frame) = self.stack.last_mut() else { return };
        match (frame.spans.last_mut(), span) {
            (Some(Span::Text(text)), Span::Text(more)) => text.push_str(&more),
            (_, span) => frame.spans.push(span),
        }
    }
}
