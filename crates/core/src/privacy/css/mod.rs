//! Text hides in style sheets: in `content`, in `quotes`, in custom properties, in
//! comments, in selectors, and in addresses.

mod value;

use std::borrow::Cow;

use super::{
    address::{self, Use},
    name, vocabulary,
};

/// How much of the rules may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// A sheet of the page's design: what it shows stays, what it carries in
    /// comments and addresses does not.
    Design,
    /// No text: strings that could be read and custom properties that are no
    /// measure are empty.
    NoText,
}

/// Properties whose strings name fonts, areas and formats, and are never shown.
const UNREAD: [&str; 12] = [
    "@charset",
    "@property",
    "font",
    "font-family",
    "font-feature-settings",
    "font-language-override",
    "font-variation-settings",
    "grid",
    "grid-template",
    "grid-template-areas",
    "src",
    "syntax",
];

/// The rules, cleaned; borrowed where nothing had to go.
pub(super) fn clean(key: u64, css: &str, strictness: Strictness) -> Cow<'_, str> {
    let mut cleaner = Cleaner {
        css,
        key,
        strictness,
        at: 0,
        copied: 0,
        out: String::new(),
        start: 0,
        colon: None,
        lists: Vec::new(),
    };
    cleaner.run();
    if cleaner.copied == 0 {
        return Cow::Borrowed(css);
    }
    cleaner.out.push_str(&css[cleaner.copied..]);
    Cow::Owned(cleaner.out)
}

struct Cleaner<'a> {
    css: &'a str,
    key: u64,
    strictness: Strictness,
    at: usize,
    /// Up to here the rules are in `out`.
    copied: usize,
    out: String,
    /// Where the declaration or selector begins that `at` is in.
    start: usize,
    /// Where its first colon is.
    colon: Option<usize>,
    /// For each open bracket, whether strings in it are addresses.
    lists: Vec<bool>,
}

impl<'a> Cleaner<'a> {
    fn run(&mut self) {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'/' if self.peek(1) == Some(b'*') => self.comment(),
                b'"' | b'\'' => self.string(),
                b'[' => self.bracket(),
                b'(' => self.open(),
                b')' => {
                    self.lists.pop();
                    self.at += 1;
                }
                b'{' | b'}' | b';' => {
                    self.at += 1;
                    self.begin();
                }
                b':' if self.colon.is_none() => {
                    self.colon = Some(self.at);
                    self.at += 1;
                    if self.strictness == Strictness::NoText && self.is_custom() {
                        self.custom();
                    }
                }
                b'.' | b'#' => self.name(),
                b'\\' => self.at = self.after_escape(self.at),
                _ => self.at += 1,
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.css.as_bytes().get(self.at + ahead).copied()
    }

    /// Puts this in the place of what lies between two positions.
    fn replace(&mut self, from: usize, to: usize, with: &str) {
        if &self.css[from..to] != with {
            self.out.push_str(&self.css[self.copied..from]);
            self.out.push_str(with);
            self.copied = to;
        }
        self.at = to;
    }

    fn begin(&mut self) {
        (self.start, self.colon) = (self.at, None);
        self.lists.clear();
    }

    /// What stands before the first colon.
    fn property(&self) -> &'a str {
        self.css[self.start..self.colon.unwrap_or(self.at)].trim()
    }

    /// An escaped name of a property is taken for the worst.
    fn is_custom(&self) -> bool {
        self.property().starts_with("--") || self.property().starts_with('\\')
    }

    /// The position after the escape at `at`, on the border of a character.
    fn after_escape(&self, at: usize) -> usize {
        self.css[at + 1..].chars().next().map_or(at + 1, |letter| at + 1 + letter.len_utf8())
    }

    fn comment(&mut self) {
        let end = self.css[self.at + 2..].find("*/").map_or(self.css.len(), |end| self.at + 2 + end + 2);
        let is_first = self.css[self.start..self.at].trim().is_empty();
        // Two slashes and stars must not become a comment by what stood between.
        self.replace(self.at, end, " ");
        if is_first && self.colon.is_none() {
            self.start = end;
        }
    }

    /// Where the string ends that begins at `at`, with its closing mark.
    fn string_end(&self, at: usize) -> usize {
        let bytes = self.css.as_bytes();
        let mut end = at + 1;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'\\' => end = self.after_escape(end),
                _ if byte == bytes[at] => return end + 1,
                _ => end += 1,
            }
        }
        end
    }

    fn string(&mut self) {
        let (from, to) = (self.at, self.string_end(self.at));
        let text = inside(&self.css[from..to]);
        let property = self.property().to_ascii_lowercase();
        if self.lists.last() == Some(&true) || property.starts_with("@import") {
            let address = self.address(&value::unescaped(text));
            return self.replace(from, to, &format!("\"{address}\""));
        }
        let is_unread = UNREAD.iter().any(|known| property.split_ascii_whitespace().next() == Some(known));
        if self.strictness == Strictness::NoText && !is_unread && value::says_something(text) {
            return self.replace(from, to, "\"\"");
        }
        self.at = to;
    }

    /// An attribute selector, or names of lines.
    fn bracket(&mut self) {
        let mut end = self.at + 1;
        let mut equals = None;
        while let Some(byte) = self.css.as_bytes().get(end) {
            match byte {
                b']' => break,
                b'"' | b'\'' => end = self.string_end(end),
                b'{' | b'}' | b';' => break,
                b'\\' => end = self.after_escape(end),
                b'=' => {
                    equals = equals.or(Some(end));
                    end += 1;
                }
                _ => end += 1,
            }
        }
        let name = &self.css[self.at + 1..equals.unwrap_or(end)];
        let attribute = name.trim_end_matches(['~', '|', '^', '$', '*']).trim();
        if attribute.contains(['"', '\'']) {
            // No name of an attribute, so no selector: nothing is lost with it.
            return self.replace(self.at + 1, end, "");
        }
        if let Cow::Owned(alias) = name::clean_markup(self.key, attribute) {
            let from = self.at + 1 + name.len() - name.trim_start().len();
            self.replace(from, from + attribute.len(), &alias);
        }
        if let Some(equals) = equals {
            let string = self.only_string(equals + 1, end);
            let (from, to) = string.unwrap_or((equals + 1, end));
            let written = &self.css[from..to];
            let text = value::unescaped(if string.is_some() { inside(written) } else { written.trim() });
            let clean = match self.strictness {
                _ if vocabulary::is_name(attribute) => name::clean(self.key, &text),
                Strictness::NoText if !vocabulary::is_shaping(attribute) && !vocabulary::is_state(&text) => {
                    "".into()
                }
                _ => Cow::Borrowed(text.as_ref()),
            };
            if clean != text {
                self.replace(from, to, &format!("\"{clean}\""));
            }
        }
        self.at = end;
    }

    /// The string that a selector's value is, but for a flag (`i`, `s`) behind it.
    fn only_string(&self, from: usize, end: usize) -> Option<(usize, usize)> {
        let value = &self.css[from..end];
        let at = end - value.trim_start().len();
        let to = value.trim_start().starts_with(['"', '\'']).then(|| self.string_end(at))?;
        let flag = self.css.get(to..end)?.trim();
        matches!(flag, "" | "i" | "I" | "s" | "S").then_some((at, to))
    }

    fn open(&mut self) {
        let before = &self.css[self.start.min(self.at)..self.at];
        let begins = before.rfind(|letter: char| !(letter.is_alphanumeric() || "-_\\".contains(letter)));
        let function =
            &before[begins.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))..];
        let is = |name: &str| function.eq_ignore_ascii_case(name);
        self.at += 1;
        if is("url") || is("src") || is("url-prefix") || function.contains('\\') {
            self.url();
        } else {
            let is_list = is("image") || is("image-set") || is("-webkit-image-set");
            self.lists.push(is_list || self.lists.last() == Some(&true));
        }
    }

    /// Reads to the end of `url(…)`.
    fn url(&mut self) {
        let bytes = self.css.as_bytes();
        let from = self.at;
        let mut end = from;
        while let Some(&byte) = bytes.get(end) {
            match byte {
                b'\\' => end = self.after_escape(end),
                b')' => break,
                b'"' | b'\'' => end = self.string_end(end),
                _ => end += 1,
            }
        }
        let written = self.css[from..end].trim();
        let text = if written.starts_with(['"', '\'']) { inside(written) } else { written };
        let text = value::unescaped(text);
        let address = self.address(&text);
        if end == bytes.len() {
            // Closed here, so that nothing that follows is read as a part of it.
            return self.replace(from, end, &format!("\"{address}\")"));
        }
        if address != text {
            self.replace(from, end, &format!("\"{address}\""));
        }
        self.at = end + 1;
    }

    fn address(&self, text: &str) -> String {
        let text = text.replace(['"', '\n'], "");
        if let Some(id) = text.strip_prefix('#') {
            return format!("#{}", name::clean(self.key, id));
        }
        let is_design = ["data:image/", "data:font/", "data:application/font", "data:application/x-font"]
            .iter()
            .any(|kind| text.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind)));
        if is_design && self.strictness == Strictness::Design {
            return text;
        }
        address::clean(self.key, &text, Use::Part).into_owned()
    }

    /// A class or an id, which goes by the name that it has in the markup.
    fn name(&mut self) {
        let from = self.at + 1;
        let mut end = from;
        while let Some(&byte) = self.css.as_bytes().get(end) {
            match byte {
                b'\\' => end = self.after_escape(end),
                b'-' | b'_' | 0x80.. => end += 1,
                _ if byte.is_ascii_alphanumeric() => end += 1,
                _ => break,
            }
        }
        let written = &self.css[from..end];
        let is_color = self.colon.is_some()
            && written.bytes().all(|byte| byte.is_ascii_hexdigit())
            && written.len() <= 8;
        let begins = written.starts_with(|letter: char| !letter.is_ascii_digit());
        self.at = end.max(from);
        if begins && !is_color {
            let text = value::unescaped(written);
            if name::identifies(&text) {
                self.replace(from, end, &name::alias(self.key, &text));
            }
        }
    }

    /// The value of a custom property: a measure or nothing.
    fn custom(&mut self) {
        let from = self.at;
        let mut end = from;
        let mut depth = 0u32;
        while let Some(&byte) = self.css.as_bytes().get(end) {
            match byte {
                b'\\' => end = self.after_escape(end),
                b'"' | b'\'' => end = self.string_end(end),
                b'(' | b'{' | b'[' => {
                    depth += 1;
                    end += 1;
                }
                b')' | b'}' | b']' if depth > 0 => {
                    depth -= 1;
                    end += 1;
                }
                b';' | b'}' if depth == 0 => break,
                _ => end += 1,
            }
        }
        if !value::is_measure(&self.css[from..end]) {
            self.replace(from, end, " ");
        }
        self.at = end;
    }
}

/// A string without its marks.
fn inside(string: &str) -> &str {
    let mark = string.chars().next().unwrap_or_default();
    let rest = &string[mark.len_utf8().min(string.len())..];
    rest.strip_suffix(mark).unwrap_or(rest)
}

#[cfg(test)]
mod tests;
