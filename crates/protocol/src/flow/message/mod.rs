//! Texts with values in them: the part of ICU MessageFormat that translators use.

mod parse;

use thiserror::Error;

use super::Value;

/// A text in the ICU MessageFormat: `{name}`, `{n, number}`,
/// `{n, plural, one {# item} other {# items}}`, `selectordinal` and `select`,
/// one in another. `other` is always there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// `{name}` and `{name, number}`: a value's type already says how it is shown.
    Value(String),
    /// `#`: the number of the plural around it.
    Count,
    Choice(Choice),
}

/// A part that depends on a value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Choice {
    name: String,
    by: By,
    cases: Vec<(Case, Vec<Part>)>,
    other: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// `select`.
    Word,
    /// `plural` and `selectordinal`.
    Number { ordinal: bool, offset: i32 },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// `=0`, compared before the offset is taken off.
    Exactly(i32),
    /// `one`, `few`, … of a plural, any word of a select.
    Word(String),
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("expected {expected}, found {found} at character {position}{hint}")]
pub struct MessageProblem {
    /// What would have been right.
    pub expected: &'static str,
    /// What is there.
    pub found: String,
    /// Where, in characters from 1.
    pub position: usize,
    /// "; did you mean …?", or nothing.
    pub hint: String,
}

/// What depends on the language of a text. The browser's own `Intl` knows every
/// language and costs no bytes, so the shell passes it in.
pub trait Intl {
    /// The plural category of a number (`one`, `few`, …), as `Intl.PluralRules`
    /// gives it; `ordinal` for 1st, 2nd, 3rd.
    fn plural(&self, number: f64, ordinal: bool) -> String;

    /// A number as it is written, as `Intl.NumberFormat` gives it.
    fn number(&self, number: f64) -> String;
}

impl Message {
    /// Reads a text.
    ///
    /// # Errors
    /// The first [`MessageProblem`].
    pub fn parse(text: &str) -> Result<Self, MessageProblem> {
        parse::message(text).map(|parts| Self { parts })
    }

    /// The text with its values, still in Markdown: a value's own punctuation is
    /// escaped, so that it is shown and never read as Markdown. A value that is
    /// missing shows as nothing and chooses `other`.
    #[must_use]
    pub fn format(&self, values: &dyn Fn(&str) -> Option<Value>, intl: &dyn Intl) -> String {
        let mut out = String::new();
        Formatting { values, intl, out: &mut out }.parts(&self.parts, None);
        out
    }

    /// The names of the values it asks for, each once, in the order of the text.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        collect_names(&self.parts, &mut names);
        names
    }
}

fn collect_names<'a>(parts: &'a [Part], names: &mut Vec<&'a str>) {
    for part in parts {
        match part {
            Part::Text(_) | Part::Count => {}
            Part::Value(name) => collect_name(name, names),
            Part::Choice(Choice { name, cases, other, .. }) => {
                collect_name(name, names);
                cases.iter().for_each(|(_, parts)| collect_names(parts, names));
                collect_names(other, names);
            }
        }
    }
}

fn collect_name<'a>(name: &'a str, names: &mut Vec<&'a str>) {
    if !names.contains(&name) {
        names.push(name);
    }
}

struct Formatting<'a> {
    values: &'a dyn Fn(&str) -> Option<Value>,
    intl: &'a dyn Intl,
    out: &'a mut String,
}

impl Formatting<'_> {
    fn parts(&mut self, parts: &[Part], count: Option<&Value>) {
        for part in parts {
            match part {
                Part::Text(text) => self.out.push_str(text),
                Part::Value(name) => self.value((self.values)(name).as_ref()),
                Part::Count => self.value(count),
                Part::Choice(choice) => self.choice(choice),
            }
        }
    }

    fn choice(&mut self, Choice { name, by, cases, other }: &Choice) {
        let find = |fits: &dyn Fn(&Case) -> bool| {
            cases.iter().find_map(|(case, parts)| fits(case).then_some(parts.as_slice()))
        };
        let value = (self.values)(name);
        match (by, value) {
            (By::Word, value) => {
                let chosen = find(&|case| value.as_ref().is_some_and(|value| is(value, case)));
                self.parts(chosen.unwrap_or(other), None);
            }
            (By::Number { ordinal, offset }, Some(Value::Number(number))) => {
                let counted = number - f64::from(*offset);
                let exactly = find(&|case| matches!(case, Case::Exactly(n) if f64::from(*n) == number));
                let chosen = exactly.or_else(|| {
                    let category = self.intl.plural(counted, *ordinal);
                    find(&|case| matches!(case, Case::Word(word) if *word == category))
                });
                self.parts(chosen.unwrap_or(other), Some(&Value::Number(counted)));
            }
            // Only a number has a plural.
            (By::Number { .. }, value) => self.parts(other, value.as_ref()),
        }
    }

    fn value(&mut self, value: Option<&Value>) {
        match value {
            None => {}
            Some(Value::Text(text)) => escape(text, self.out),
            Some(Value::Number(number)) => escape(&self.intl.number(*number), self.out),
            Some(Value::Bool(yes)) => self.out.push_str(if *yes { "true" } else { "false" }),
        }
    }
}

/// Whether a value is what a case of a `select` is for.
fn is(value: &Value, case: &Case) -> bool {
    let Case::Word(word) = case else { return false };
    match value {
        Value::Text(text) => text == word,
        Value::Bool(yes) => word == if *yes { "true" } else { "false" },
        // Read the word, not write the number: writing floats costs kilobytes of wasm.
        Value::Number(number) => word.parse::<i32>().is_ok_and(|word| f64::from(word) == *number),
    }
}

/// Takes the meaning from what Markdown would read: punctuation, and line
/// breaks, which could begin a list.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
}
