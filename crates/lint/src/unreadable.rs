//! What the page's reader says, as a finding: its sentence says what was expected, and so
//! what to do.

use crate::finding::{Found, Rule};

pub(crate) fn unreadable(path: String, sentence: &str) -> Found {
    let (problem, hint) = match sentence.split_once("; did you mean ") {
        Some((problem, near)) => (problem, Some(near.trim_end_matches('?'))),
        None => (sentence, None),
    };
    let expected = problem.strip_prefix("expected ").and_then(|rest| rest.rsplit_once(", found "));
    let fix = match (hint, expected) {
        (Some(near), _) => format!("write {near}"),
        (None, Some(("nothing here", _))) => "take it out".to_owned(),
        (None, Some((expected, "none" | "nothing"))) => format!("add {expected}"),
        (None, Some((expected, _))) => format!("write {expected}"),
        (None, None) => in_other_words(problem),
    };
    Found { path, rule: Rule::Unreadable, problem: problem.to_owned(), fix }
}

/// Of a sentence that names nothing that was expected.
fn in_other_words(problem: &str) -> String {
    if let Some((_, what)) = problem.split_once("since version 2 this is ") {
        return format!("write {what}");
    }
    if let Some((_, what)) = problem.split_once("; give ") {
        return format!("give it {what}");
    }
    if let Some((what, _)) = problem.strip_prefix("this needs ").and_then(|rest| rest.split_once(", found "))
    {
        return format!("write {what} at the beginning of the document");
    }
    match problem {
        _ if problem.contains("is already the id of another") => "give it an id of its own",
        _ if problem.ends_with(" is empty") => "fill it in, or take it out",
        _ if problem.starts_with("a flow with a goal begins") => "take it out",
        _ => "write it as docs/flows.md has it",
    }
    .to_owned()
}
