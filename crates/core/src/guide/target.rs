//! Which of the elements that a page offers is the one a step means.

use alongside_protocol::flow::Target;

use super::FieldNow;

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
    /// Whether the customer can see it.
    pub visible: bool,
    /// Position in the list of the nearest candidate that contains it.
    pub inside: Option<usize>,
    /// Its state, when it is a form field.
    pub field: Option<FieldNow>,
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
}

/// Roles with the elements that have them (ARIA in HTML), for the roles that
/// guidance points at.
const ROLES: [(&str, &str); 18] = [
    ("button", "button,summary,input[type=button],input[type=submit],input[type=reset],input[type=image]"),
    ("link", "a[href],area[href]"),
    (
        "textbox",
        "input:not([type]),input[type=text],input[type=email],input[type=tel],input[type=url],input[type=password],textarea",
    ),
    ("searchbox", "input[type=search]"),
    ("spinbutton", "input[type=number]"),
    ("slider", "input[type=range]"),
    ("checkbox", "input[type=checkbox]"),
    ("radio", "input[type=radio]"),
    ("combobox", "select"),
    ("listbox", "select[multiple],select[size]"),
    ("heading", "h1,h2,h3,h4,h5,h6"),
    ("navigation", "nav"),
    ("main", "main"),
    ("form", "form"),
    ("dialog", "dialog"),
    ("table", "table"),
    ("img", "img,svg"),
    ("list", "ul,ol"),
];

/// The role that an element has without a `role` attribute.
#[must_use]
pub fn implied_role(tag: &str, kind: &str, has_href: bool) -> &'static str {
    match (tag, kind) {
        ("a" | "area", _) if has_href => "link",
        ("button" | "summary", _) | ("input", "button" | "submit" | "reset" | "image") => "button",
        ("input", "search") => "searchbox",
        ("input", "number") => "spinbutton",
        ("input", "range") => "slider",
        ("input", "checkbox") => "checkbox",
        ("input", "radio") => "radio",
        ("input" | "textarea", _) => "textbox",
        ("select", _) => "combobox",
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => "heading",
        ("nav", _) => "navigation",
        ("img" | "svg", _) => "img",
        ("ul" | "ol", _) => "list",
        ("main", _) => "main",
        ("form", _) => "form",
        ("dialog", _) => "dialog",
        ("table", _) => "table",
        _ => "",
    }
}

/// The selector of every element that could be the target; the rest is decided by
/// [`choose`].
#[must_use]
pub fn selector(target: &Target) -> String {
    if let Some(css) = &target.css {
        return css.clone();
    }
    if let Some(id) = &target.test_id {
        return format!("[data-testid=\"{}\"]", escaped(id));
    }
    if let Some(role) = &target.role {
        let implied = ROLES.iter().find(|(known, _)| known == role).map_or("", |(_, elements)| *elements);
        let comma = if implied.is_empty() { "" } else { "," };
        return format!("[role=\"{}\"]{comma}{implied}", escaped(role));
    }
    if target.label.is_some() {
        return "input,select,textarea,[aria-label],[aria-labelledby]".to_owned();
    }
    "body *".to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Decides which candidate the target means.
#[must_use]
pub fn choose(target: &Target, candidates: &[Candidate]) -> Choice {
    let fits: Vec<usize> = (0..candidates.len()).filter(|&at| fits(target, &candidates[at])).collect();
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
        ([one], _) => Choice::Found(*one),
        ([], 0) => Choice::Missing,
        ([], _) => Choice::Invisible,
        (several, _) => Choice::Ambiguous(several.len()),
    }
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
