//! Links: where they are, and where they may lead.

use super::{code::Code, inline::Char};

/// `[text](href)`: from the first bracket to behind the last.
pub(super) struct Link {
    pub(super) from: usize,
    /// The bracket that ends the text.
    pub(super) close: usize,
    pub(super) to: usize,
    pub(super) href: String,
}

/// The links of a text, in order. None is within another.
pub(super) fn find(chars: &[Char], code: &[Code]) -> Vec<Link> {
    let mut links = Vec::new();
    let mut open = Vec::new();
    let mut code = code.iter().peekable();
    let mut at = 0;
    while let Some(&char) = chars.get(at) {
        if let Some(code) = code.next_if(|code| code.from == at) {
            at = code.to;
            continue;
        }
        if char.is('[') {
            open.push(at);
        } else if char.is(']')
            && let Some(from) = open.pop()
            && let Some((to, href)) = destination(chars, at + 1)
            && shows_something(&chars[from + 1..at])
            && !is_image(chars, from)
        {
            links.push(Link { from, close: at, to, href });
            // The brackets around a link are text.
            open.clear();
            at = to;
            continue;
        }
        at += 1;
    }
    links
}

/// Without a text a link has no name.
fn shows_something(text: &[Char]) -> bool {
    text.iter().any(|char| !char.c.is_whitespace() && !char.c.is_control())
}

/// `![text](src)`: images are text here, and so are the links in their place.
fn is_image(chars: &[Char], from: usize) -> bool {
    from.checked_sub(1).is_some_and(|before| chars[before].is('!'))
}

/// `(href)`, and where it ends. Another bracket, a space or a mark of HTML makes
/// it no address; that also keeps the search from reading anything twice.
fn destination(chars: &[Char], from: usize) -> Option<(usize, String)> {
    if !chars.get(from)?.is('(') {
        return None;
    }
    let mut href = String::new();
    for (at, &char) in chars.iter().enumerate().skip(from + 1) {
        if char.is(')') {
            return leads_somewhere_safe(&href).then_some((at + 1, href));
        }
        if char.is('(') || matches!(char.c, '<' | '>' | '`') || char.c.is_whitespace() || char.c.is_control()
        {
            return None;
        }
        href.push(char.c);
    }
    None
}

/// By allow-list: other schemes run scripts or leave the browser. Spaces and
/// control characters, which browsers drop from a scheme, are out already.
fn leads_somewhere_safe(href: &str) -> bool {
    let begins = |start: &str| {
        href.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
            && href.len() > start.len()
    };
    match href.as_bytes() {
        // "//host" and "/\host" are other sites.
        [b'/', b'/' | b'\\', ..] => false,
        [b'/' | b'#' | b'?', ..] | [b'.', b'/', ..] => true,
        _ => ["https://", "http://", "mailto:", "tel:"].into_iter().any(begins),
    }
}
