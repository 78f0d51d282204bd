//! Which of the elements that a page offers is the one a step means.

use alongside_protocol::flow::{Fingerprint, Target};

use super::{FieldNow, roles};
pub use roles::implied_role;

/// What the page says of an element that could be the target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Its ARIA role, given or implied.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// The text it shows.
    pub text: String,
    /// The text of its labels.
    pub label: String,
    /// Whether the customer can see it, or could after scrolling.
    pub visible: bool,
    /// Whether a modal dialog that it is not in lies over it.
    pub covered: bool,
    /// Whether it is what was clicked last, or around that.
    pub clicked: bool,
    /// Position in the list of the nearest candidate that contains it.
    pub inside: Option<usize>,
    /// Whether it can be used: neither it nor what it is in is disabled or inert.
    pub enabled: bool,
    /// Whether a click on it follows a link of this site or opens a section of the page,
    /// and does nothing else: see [`is_harmless`](super::harmless::is_harmless).
    pub harmless: bool,
    /// Its state, when it is a form field.
    pub field: Option<FieldNow>,
    /// What it is known by, when the target is a recorded one.
    pub fingerprint: Option<Box<Fingerprint>>,
}

/// What a search led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// This one, by its position in the list.
    Found(usize),
    /// None fits.
    Missing,
    /// Some fit, none can be seen.
    Invisible,
    /// Several fit and can be seen: pointing at one would be a guess.
    Ambiguous(usize),
    /// It is there, and a modal dialog lies over it.
    Covered,
    /// None is the recorded element, and of those like it none stands out.
    Unsure,
}

/// The selector of every element that could be the target, empty when only its
/// words say which; the rest is decided by [`choose`].
#[must_use]
pub fn selector(target: &Target) -> String {
    if let Some(css) = &target.css {
        return css.clone();
    }
    if let Some(id) = &target.test_id {
        return format!("[data-testid=\"{}\"]", escaped(id));
    }
    if let Some(role) = &target.role {
        return roles::selector(&escaped(role));
    }
    if target.label.is_some() {
        return "input,select,textarea,[aria-label],[aria-labelledby]".to_owned();
    }
    match &target.fingerprint {
        Some(print) if target.is_recorded() => recorded(print),
        _ => String::new(),
    }
}

/// Where a recorded element is looked for before any likeness is.
fn recorded(print: &Fingerprint) -> String {
    if !print.test_id.is_empty() {
        return format!("[data-testid=\"{}\"]", escaped(&print.test_id));
    }
    if print.tag.is_empty() { "*".to_owned() } else { print.tag.clone() }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Decides which candidate the target means.
#[must_use]
pub fn choose(target: &Target, candidates: &[Candidate]) -> Choice {
    let fits: Vec<usize> = (0..candidates.len()).filter(|&at| fits(target, &candidates[at])).collect();
    let fits = narrowed(target, candidates, fits);
    let visible: Vec<usize> = fits.iter().copied().filter(|&at| candidates[at].visible).collect();
    // A button and the span in it are one thing: the button when it is one, the
    // innermost element otherwise.
    let single: Vec<usize> = visible
        .iter()
        .copied()
        .filter(|&at| {
            let within =
                ancestors(candidates, at).any(|outer| visible.contains(&outer) && acts(&candidates[outer]));
            let around = !acts(&candidates[at])
                && visible
                    .iter()
                    .any(|&inner| inner != at && ancestors(candidates, inner).any(|outer| outer == at));
            !within && !around
        })
        .collect();
    match (single.as_slice(), fits.len()) {
        ([one], _) if candidates[*one].covered => Choice::Covered,
        ([one], _) => Choice::Found(*one),
        ([], 0) => Choice::Missing,
        ([], _) => Choice::Invisible,
        (several, _) => Choice::Ambiguous(several.len()),
    }
}

/// Of several that a recorded element could be, those in the same surroundings.
fn narrowed(target: &Target, candidates: &[Candidate], fits: Vec<usize>) -> Vec<usize> {
    let Some(print) = target.fingerprint.as_deref().filter(|_| fits.len() > 1) else { return fits };
    let beside = |at: &usize| {
        let found = candidates[*at].fingerprint.as_deref();
        found.is_some_and(|found| found.neighbour_text == print.neighbour_text)
    };
    let near: Vec<usize> = fits.iter().copied().filter(beside).collect();
    if near.is_empty() { fits } else { near }
}

fn ancestors(candidates: &[Candidate], at: usize) -> impl Iterator<Item = usize> {
    // A container always stands before what it contains, so this ends.
    std::iter::successors(candidates[at].inside, |&outer| {
        candidates[outer].inside.filter(|&next| next < outer)
    })
}

fn acts(candidate: &Candidate) -> bool {
    matches!(
        candidate.role.as_str(),
        "button" | "link" | "checkbox" | "radio" | "combobox" | "textbox" | "tab" | "menuitem" | "option"
    )
}

fn fits(target: &Target, candidate: &Candidate) -> bool {
    let same = |wanted: &Option<String>, found: &str| {
        wanted.as_deref().is_none_or(|wanted| plain(wanted) == plain(found))
    };
    same(&target.role, &candidate.role)
        && same(&target.name, &candidate.name)
        && same(&target.text, &candidate.text)
        && same(&target.label, &candidate.label)
        && (!target.is_recorded()
            || target.fingerprint.as_deref().is_some_and(|print| is_same(print, candidate)))
}

/// Whether a candidate is the recorded element, by all that makes it what it is to
/// people; how it is built and where it stands may have changed.
fn is_same(print: &Fingerprint, candidate: &Candidate) -> bool {
    let Some(found) = candidate.fingerprint.as_deref() else { return false };
    let parts = |of: &Fingerprint| {
        [
            &of.tag,
            &of.kind,
            &of.role,
            &of.name,
            &of.aria_label,
            &of.text,
            &of.label,
            &of.href,
            &of.alt,
            &of.placeholder,
            &of.test_id,
        ]
        .map(|part| plain(part))
    };
    parts(print) == parts(found)
}

/// White space and case make no difference; nor does the mark of a required field.
fn plain(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    joined.trim_end_matches(['*', ':', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(role: &str, name: &str) -> Candidate {
        Candidate {
            role: role.into(),
            name: name.into(),
            text: name.into(),
            visible: true,
            ..Candidate::default()
        }
    }

    fn named(name: &str) -> Target {
        Target { name: Some(name.into()), ..Target::default() }
    }

    #[test]
    fn the_visible_one_of_two_is_meant() {
        let hidden = Candidate { visible: false, ..candidate("button", "Continue") };
        let both = [hidden.clone(), candidate("button", "Continue")];
        assert_eq!(choose(&named("continue"), &both), Choice::Found(1));
        assert_eq!(choose(&named("continue"), &both[..1]), Choice::Invisible);
    }

    #[test]
    fn two_visible_ones_are_no_answer() {
        let both = [candidate("button", "Continue"), candidate("button", "Continue")];
        assert_eq!(choose(&named("Continue"), &both), Choice::Ambiguous(2));
        assert_eq!(choose(&named("Go on"), &both), Choice::Missing);
    }

    #[test]
    fn a_button_and_its_label_are_one() {
        let text = Target { text: Some("Continue".into()), ..Target::default() };
        let inner = Candidate { inside: Some(0), ..candidate("", "Continue") };
        assert_eq!(choose(&text, &[candidate("button", "Continue"), inner.clone()]), Choice::Found(0));
        assert_eq!(choose(&text, &[candidate("", "Continue"), inner]), Choice::Found(1));
    }

    #[test]
    fn marks_of_required_fields_and_white_space_do_not_matter() {
        let label = Target { label: Some("Full name".into()), ..Target::default() };
        let field = Candidate { label: "Full \n name *".into(), ..candidate("textbox", "") };
        assert_eq!(choose(&label, &[field]), Choice::Found(0));
    }
}
