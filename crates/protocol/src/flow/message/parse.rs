//! Reads a message, with errors that say what was expected where.

use super::{By, Case, Choice, MessageProblem, Part};
use crate::flow::spelling;

/// How deep messages may stand in one another; translators use two or three.
const DEPTH: usize = 8;
const KINDS: &str = "one of number, plural, selectordinal, select";
const CATEGORIES: &str = "one of zero, one, two, few, many, other";

pub(super) fn message(text: &str) -> Result<Vec<Part>, MessageProblem> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    // Outside braces nothing but the end ends a message.
    reader.parts(Within::Nothing)
}

/// What a message stands in: it decides which characters have a meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Select,
    /// Here `#` is the number.
    Plural,
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes, on a character's boundary.
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn parts(&mut self, within: Within) -> Result<Vec<Part>, MessageProblem> {
        let mut parts = Vec::new();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            match c {
                '\'' => self.apostrophe(within, &mut text),
                '}' if within != Within::Nothing => break,
                '#' if within == Within::Plural => {
                    self.at += 1;
                    flush(&mut text, &mut parts);
                    parts.push(Part::Count);
                }
                '{' => {
                    flush(&mut text, &mut parts);
                    parts.push(self.argument()?);
                }
                _ => {
                    self.at += c.len_utf8();
                    text.push(c);
                }
            }
        }
        flush(&mut text, &mut parts);
        Ok(parts)
    }

    /// As ICU has it: two are one, and one begins quoted text only before a
    /// character that has a meaning, so that "don't" needs no care.
    fn apostrophe(&mut self, within: Within, text: &mut String) {
        self.at += 1;
        match self.peek() {
            Some('\'') => {
                self.at += 1;
                text.push('\'');
            }
            Some(c) if matches!(c, '{' | '}') || c == '#' && within == Within::Plural => {
                while let Some(c) = self.peek() {
                    self.at += c.len_utf8();
                    if c != '\'' {
                        text.push(c);
                    } else if self.peek() == Some('\'') {
                        self.at += 1;
                        text.push('\'');
                    } else {
                        break;
                    }
                }
            }
            _ => text.push('\''),
        }
    }

    /// From the opening brace to the closing one.
    fn argument(&mut self) -> Result<Part, MessageProblem> {
        if self.depth == DEPTH {
            return Err(self.problem("at most 8 braces in one another"));
        }
        self.depth += 1;
        self.at += 1;
        let name = self.word("the name of a value, such as {name}")?.to_owned();
        let part = match self.next_of(",}", "\",\" or \"}\"")? {
            '}' => Part::Value(name),
            _ => self.kind(name)?,
        };
        self.depth -= 1;
        Ok(part)
    }

    /// What follows the name and its comma.
    fn kind(&mut self, name: String) -> Result<Part, MessageProblem> {
        let kind = self.word(KINDS)?;
        let by = match kind {
            "number" => {
                self.next_of("}", "\"}\" (a number has no style here)")?;
                return Ok(Part::Value(name));
            }
            "select" => By::Word,
            "plural" | "selectordinal" => By::Number { ordinal: kind == "selectordinal", offset: 0 },
            _ => return Err(self.unknown(kind, KINDS)),
        };
        self.next_of(",", "\",\"")?;
        self.choice(name, by).map(Part::Choice)
    }

    /// `case {message}` again and again, to the closing brace.
    fn choice(&mut self, name: String, mut by: By) -> Result<Choice, MessageProblem> {
        let within = if by == By::Word { Within::Select } else { Within::Plural };
        if let By::Number { offset, .. } = &mut by {
            self.spaces();
            if self.rest().starts_with("offset:") {
                self.at += "offset:".len();
                let digits = self.word("a whole number")?;
                *offset = self.number(digits)?;
            }
        }
        let (mut cases, mut other) = (Vec::new(), None);
        loop {
            self.spaces();
            if self.peek() == Some('}') {
                let Some(other) = other else { return Err(self.problem("the case \"other {…}\"")) };
                self.at += 1;
                return Ok(Choice { name, by, cases, other });
            }
            let word = self.word("a case, such as other {…}")?;
            let case = match (word.strip_prefix('='), by) {
                (Some(digits), By::Number { .. }) => Case::Exactly(self.number(digits)?),
                (None, By::Number { .. }) if !words(CATEGORIES).any(|known| known == word) => {
                    return Err(self.unknown(word, CATEGORIES));
                }
                _ => Case::Word(word.to_owned()),
            };
            if cases.iter().any(|(earlier, _)| *earlier == case) || word == "other" && other.is_some() {
                return Err(self.behind(word, "each case once"));
            }
            self.next_of("{", "\"{\"")?;
            let parts = self.parts(within)?;
            self.next_of("}", "\"}\"")?;
            if word == "other" {
                other = Some(parts);
            } else {
                cases.push((case, parts));
            }
        }
    }

    /// The number of these digits, which were just read.
    fn number(&self, digits: &str) -> Result<i32, MessageProblem> {
        digits.parse().map_err(|_| self.behind(digits, "a whole number"))
    }

    /// A name, a keyword or a case, after spaces.
    fn word(&mut self, expected: &'static str) -> Result<&'a str, MessageProblem> {
        self.spaces();
        let rest = self.rest();
        let inside =
            |c: char| !c.is_whitespace() && (!c.is_ascii_punctuation() || matches!(c, '_' | '-' | '.' | '='));
        let after = rest.trim_start_matches(inside);
        let length = rest.len() - after.len();
        if length == 0 {
            return Err(self.problem(expected));
        }
        self.at += length;
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// One of these characters, after spaces.
    fn next_of(&mut self, wanted: &str, expected: &'static str) -> Result<char, MessageProblem> {
        self.spaces();
        match self.peek() {
            Some(c) if wanted.contains(c) => {
                self.at += c.len_utf8();
                Ok(c)
            }
            _ => Err(self.problem(expected)),
        }
    }

    fn spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Something else stands here.
    fn problem(&self, expected: &'static str) -> MessageProblem {
        let found = self.peek().map_or_else(|| "the end".to_owned(), |c| quoted(c.encode_utf8(&mut [0; 4])));
        self.problem_at(self.at, expected, found)
    }

    /// The word that was just read is wrong.
    fn behind(&self, word: &str, expected: &'static str) -> MessageProblem {
        self.problem_at(self.at - word.len(), expected, quoted(word))
    }

    /// The word that was just read is none of the known ones.
    fn unknown(&self, word: &str, known: &'static str) -> MessageProblem {
        let mut problem = self.behind(word, known);
        if let Some(near) = spelling::nearest(word, words(known)) {
            problem.hint = ["; did you mean ", &quoted(near), "?"].concat();
        }
        problem
    }

    fn problem_at(&self, at: usize, expected: &'static str, found: String) -> MessageProblem {
        let before = self.text.get(..at).unwrap_or_default();
        MessageProblem { expected, found, position: before.chars().count() + 1, hint: String::new() }
    }
}

fn flush(text: &mut String, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        parts.push(Part::Text(std::mem::take(text)));
    }
}

/// The words of "one of a, b".
fn words(known: &'static str) -> impl Iterator<Item = &'static str> {
    known.split(' ').skip(2).map(|word| word.trim_end_matches(','))
}

fn quoted(word: &str) -> String {
    ["\"", word, "\""].concat()
}
