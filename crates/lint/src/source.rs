//! A JSON text: what it says, and where.

use alongside_protocol::{
    flow::{FlowDocument, FlowSet, spelling},
    tree::{Mistake, Tree},
};
use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{ObjectProp, Value},
    common::Ranged,
    parse_to_ast,
};

use crate::{
    finding::{Found, Rule},
    unreadable::unreadable,
};

/// A text that is JSON.
pub(crate) struct Source<'a> {
    text: &'a str,
    root: Value<'a>,
}

/// JSON as RFC 8259 and `JSON.parse` have it: the reader knows more, a browser does not.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

impl<'a> Source<'a> {
    /// Reads a text.
    ///
    /// # Errors
    /// Why it is no JSON, with line and column.
    pub(crate) fn read(text: &'a str) -> Result<Self, (Found, (usize, usize))> {
        let wrong = |problem: String, at| {
            let fix = "write plain JSON: no comments, no trailing commas, names and texts in double quotes";
            (Found { path: String::new(), rule: Rule::NotJson, problem, fix: fix.to_owned() }, at)
        };
        // A browser takes the mark away, too.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match parse_to_ast(text, &CollectOptions::default(), &STRICT) {
            Ok(parsed) => match parsed.value {
                Some(root) => Ok(Self { text, root }),
                None => Err(wrong("expected a flow document, found an empty file".to_owned(), (1, 1))),
            },
            Err(error) => Err(wrong(
                format!("this is not JSON: {}", error.kind().to_string().to_lowercase()),
                (error.line_display(), error.column_display()),
            )),
        }
    }

    /// Reads it as the page does.
    ///
    /// # Errors
    /// The first mistake.
    pub(crate) fn document(&self) -> Result<FlowSet, Found> {
        let document: FlowDocument = tree(&self.root)
            .read()
            .map_err(|mistake: Mistake| unreadable(mistake.path(), &spelling::explain(mistake.message())))?;
        document.checked().map_err(|problem| {
            // All of them are a path and a sentence.
            let problem = problem.to_string();
            let (path, sentence) = problem.split_once(": ").unwrap_or(("", &problem));
            unreadable(path.to_owned(), sentence)
        })
    }

    /// The line, from 1, and column, in characters from 1, of a path such as
    /// `moves[3].steps[0].text.de`: of the name where there is one. What is not there is
    /// where it is missing.
    pub(crate) fn position(&self, path: &str) -> (usize, usize) {
        let before = self.text.get(..start(&self.root, self.root.start(), path)).unwrap_or(self.text);
        let line = before.rsplit('\n').next().unwrap_or(before);
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

/// What stands there, without where.
fn tree(value: &Value<'_>) -> Tree {
    match value {
        Value::NullKeyword(_) => Tree::Nothing,
        Value::BooleanLit(yes) => Tree::Bool(yes.value),
        // JSON's numbers are all ones that Rust reads, too.
        Value::NumberLit(number) => Tree::Number(number.value.parse().unwrap_or(f64::NAN)),
        Value::StringLit(text) => Tree::Text(text.value.clone().into_owned()),
        Value::Array(list) => Tree::List(list.elements.iter().map(tree).collect()),
        Value::Object(object) => {
            let entries = object.properties.iter();
            let entries = entries.map(|entry| (entry.name.as_str().to_owned(), tree(&entry.value)));
            Tree::Map(entries.filter(|(_, value)| *value != Tree::Nothing).collect())
        }
    }
}

/// Where a path begins in the text, in bytes. `at`: where the value does, or its name.
fn start(value: &Value<'_>, at: usize, path: &str) -> usize {
    match value {
        Value::Object(object) => {
            let path = path.strip_prefix('.').unwrap_or(path);
            let rest = |entry: &ObjectProp<'_>| {
                let rest = path.strip_prefix(entry.name.as_str())?;
                (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
            };
            // Of names with dots in them, the longest one.
            let named = object.properties.iter().filter_map(|entry| Some((rest(entry)?, entry)));
            let nearest = named.min_by_key(|(rest, _)| rest.len());
            nearest.map_or(at, |(rest, entry)| start(&entry.value, entry.start(), rest))
        }
        Value::Array(list) => {
            let inner = path.strip_prefix('[').and_then(|path| path.split_once(']'));
            let element = inner
                .and_then(|(number, rest)| Some((list.elements.get(number.parse::<usize>().ok()?)?, rest)));
            element.map_or(at, |(element, rest)| start(element, element.start(), rest))
        }
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"moves\": [\n    { \"ä\": 1, \"steps\": [{ \"text\": { \"en\": \"Hi\" } }] }\n  ],\n  \"where\": { \"a\": 1, \"a.b\": 2 }\n}";

    #[test]
    fn a_path_has_its_line_and_column() {
        let source = Source::read(TEXT).unwrap();
        for (path, position) in [
            ("", (1, 1)),
            ("moves", (2, 3)),
            ("moves[0]", (3, 5)),
            ("moves[0].steps[0].text.en", (3, 37)),
            ("moves[0].steps[0].text.de", (3, 27)),
            ("moves[0].steps[7]", (3, 15)),
            ("where.a.b", (5, 22)),
            ("nowhere", (1, 1)),
        ] {
            assert_eq!(source.position(path), position, "{path}");
        }
    }

    #[test]
    fn what_a_browser_does_not_read_is_no_json() {
        let wrong = |text: &str| Source::read(text).err().map(|(found, (line, _))| (line, found.problem));
        let (line, problem) = wrong("{\n  \"version\": 3,\n}").unwrap();
        assert_eq!((line, problem.as_str()), (2, "this is not JSON: trailing commas are not allowed"));
        assert!(wrong("// flows\n{}").is_some());
        assert!(wrong("").is_some());
        assert_eq!(wrong("{}"), None);
        assert_eq!(wrong("\u{feff}{}"), None);
    }
}
