//! What a reader of documents says about a mistake: expected, found, and the
//! nearest valid spelling.

/// The known word that was most likely meant, if one is near enough.
#[must_use]
pub fn nearest<'a>(found: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_ascii_lowercase();
    let length = found.chars().count();
    known
        .filter_map(|word| {
            // One slip in three letters is a slip of the finger; more is another word.
            let allowed = (length.max(word.chars().count()) / 3).min(3);
            let slips = strsim::osa_distance(&found, &word.to_ascii_lowercase());
            (slips <= allowed).then_some((slips, word))
        })
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Serde's words for a mistake as one sentence in the shape of ours. Words that
/// it does not know stay as they are.
#[must_use]
pub fn explain(message: &str) -> String {
    read(message).unwrap_or_else(|| message.to_owned())
}

fn read(message: &str) -> Option<String> {
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown(rest, "the field", "one of the fields", "there are no fields");
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return unknown(rest, "", "one of", "there are no variants");
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return Some(format!("expected the field {field}, found none"));
    }
    if let Some(field) = message.strip_prefix("duplicate field ") {
        return Some(format!("expected the field {field} once, found it twice"));
    }
    if let Some(rest) = message.strip_prefix("invalid length ") {
        let (found, expected) = split(rest)?;
        return Some(format!("expected {}, found {found} of them", kind(expected)));
    }
    let rest = ["invalid type: ", "invalid value: "].iter().find_map(|start| message.strip_prefix(start))?;
    let (found, expected) = split(rest)?;
    Some(format!("expected {}, found {}", kind(expected), thing(found)))
}

/// What was found may hold anything, what is expected is our own words.
fn split(rest: &str) -> Option<(&str, &str)> {
    const BETWEEN: &str = ", expected ";
    // As bytes: searching text from the end costs a kilobyte of wasm.
    let at = rest.as_bytes().windows(BETWEEN.len()).rposition(|part| part == BETWEEN.as_bytes())?;
    Some((rest.get(..at)?, rest.get(at + BETWEEN.len()..)?))
}

/// "`titel`, expected one of `id`, `title`".
fn unknown(rest: &str, one: &str, more: &str, none: &str) -> Option<String> {
    if let Some(found) = rest.strip_suffix(none) {
        return Some(format!("expected nothing here, found {}", found.trim_end_matches(", ")));
    }
    let (found, list) = split(rest)?;
    let names: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
    let list = list.strip_prefix("one of ").unwrap_or(list);
    let which = if names.len() > 1 { more } else { one };
    let space = if which.is_empty() { "" } else { " " };
    let hint = nearest(found.trim_matches('`'), names.into_iter());
    let hint = hint.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Some(format!("expected {which}{space}{}, found {found}{hint}", list.replace("` or `", "`, `")))
}

/// What serde was looking for, for people who do not write Rust.
fn kind(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other,
    }
}

/// What serde found.
fn thing(found: &str) -> String {
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "an object".to_owned(),
        "null" | "unit value" | "Option value" => "nothing".to_owned(),
        other => match other.split_once(' ') {
            Some(("string" | "boolean" | "integer" | "character", value)) => {
                value.trim_matches('`').to_owned()
            }
            Some(("floating", value)) => {
                value.strip_prefix("point ").unwrap_or(value).trim_matches('`').to_owned()
            }
            _ => other.to_owned(),
        },
    }
}
