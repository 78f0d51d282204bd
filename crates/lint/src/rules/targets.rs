//! Targets that find more than they should, and steps that are never done for a customer.

use alongside_core::guide::harmless::{Deed, is_harmless};
use alongside_protocol::flow::{Fingerprint, Place, Step, Target};

use crate::{
    finding::Rule,
    site::{Broken, Sequence, Site, Spot},
};

/// A step, and where it is shown.
struct Shown<'s> {
    spot: Spot,
    of: Sequence<'s>,
    step: &'s Step,
    pages: Pages<'s>,
}

enum Pages<'s> {
    /// On any page.
    Any,
    /// A flow's step that does not say.
    Unsaid,
    /// On one of these; of a move, the places by their ids.
    Some(Vec<(&'s Place, Option<&'s str>)>),
}

/// Targets that two elements share: two steps of one flow or move that have the same one
/// on a page, and targets that say less than another one there, so that they find its
/// element, too. Moves and flows beside each other may well be about the same element.
pub(super) fn shared(site: &Site<'_>) -> Vec<Broken> {
    let steps: Vec<Shown<'_>> = site.steps().map(|step| Shown::new(site, step)).collect();
    let mut broken = Vec::new();
    for (at, one) in steps.iter().enumerate() {
        let target = &one.step.target;
        let (before, after) = (&steps[..at], &steps[at + 1..]);
        let same = before
            .iter()
            .find(|other| one.of.is(other.of) && is_same(target, &other.step.target) && one.is_with(other));
        let more = before
            .iter()
            .chain(after)
            .find(|other| says_less(target, &other.step.target) && one.is_with(other));
        if let Some(other) = same {
            let problem = format!(
                "`{}` on this page has the same target, {target}: one of the two may point at the wrong element",
                other.spot.path
            );
            let fix = "say in each target what tells its element from the other, or make one step of the two";
            broken.push(one.spot.at(".target").breaks(Rule::SharedTarget, problem, fix));
        } else if let Some(other) = more {
            let problem = format!(
                "{target} also finds the element of `{}` on this page, {}: when both can be seen, nothing is \
                 pointed at",
                other.spot.path, other.step.target
            );
            let fix =
                "say more in this target; if both steps are about one element, give both the longer target";
            broken.push(one.spot.at(".target").breaks(Rule::SharedTarget, problem, fix));
        }
    }
    broken
}

impl<'s> Shown<'s> {
    fn new(site: &'s Site<'_>, (spot, of, step): (Spot, Sequence<'s>, &'s Step)) -> Self {
        let pages = match (&step.place, of) {
            (Some(place), _) => Pages::Some(vec![(place, None)]),
            (None, Sequence::Flow(_)) => Pages::Unsaid,
            (None, Sequence::Move(one)) if one.from.is_empty() => Pages::Any,
            (None, Sequence::Move(one)) => {
                let places = one.from.iter().filter_map(|id| site.map.places.get(site.map.place(id)?));
                Pages::Some(places.map(|place| (&place.path, Some(place.id.as_str()))).collect())
            }
        };
        Self { spot, of, step, pages }
    }

    /// Whether both can be on one page, as far as the documents say.
    fn is_with(&self, other: &Self) -> bool {
        match (&self.pages, &other.pages) {
            (Pages::Unsaid, Pages::Unsaid) => self.of.is(other.of),
            (Pages::Unsaid, _) | (_, Pages::Unsaid) => false,
            (Pages::Any, _) | (_, Pages::Any) => true,
            (Pages::Some(one), Pages::Some(other)) => {
                one.iter().any(|one| other.iter().any(|other| is_one_page(*one, *other)))
            }
        }
    }
}

/// Two places are never at once, though they may share a page.
fn is_one_page((one, id): (&Place, Option<&str>), (other, other_id): (&Place, Option<&str>)) -> bool {
    let has = |all: &Place, page: &Place| page.path().is_some_and(|page| all.matches(page));
    id.zip(other_id).is_none_or(|(id, other)| id == other)
        && (one == other || has(one, other) || has(other, one))
}

/// The parts that all must hold; white space and case make no difference.
fn parts(target: &Target) -> Vec<(&'static str, String)> {
    let spoken = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    [
        ("css", target.css.clone()),
        ("role", target.role.clone()),
        ("name", target.name.as_ref().map(spoken)),
        ("text", target.text.as_ref().map(spoken)),
        ("label", target.label.as_ref().map(spoken)),
        ("testId", target.test_id.clone()),
    ]
    .into_iter()
    .filter_map(|(part, value)| Some((part, value?)))
    .collect()
}

fn is_same(one: &Target, other: &Target) -> bool {
    // A fingerprint beside other parts only counts without an element that fits those.
    parts(one) == parts(other) && (!one.is_recorded() || one.fingerprint == other.fingerprint)
}

fn says_less(less: &Target, more: &Target) -> bool {
    let (less, more) = (parts(less), parts(more));
    !less.is_empty() && less.len() < more.len() && less.iter().all(|part| more.contains(part))
}

/// Steps that are marked `safe` although the target already says that it chooses, fills in
/// or sends something.
pub(super) fn never_safe(site: &Site<'_>) -> Vec<Broken> {
    let safe = site.steps().filter(|(_, _, step)| step.safe);
    safe.filter_map(|(spot, _, step)| {
        let what = acts(&step.target)?;
        let problem = format!(
            "this step is never done for the customer: its target is {what}, and only links and what opens a \
             section are"
        );
        Some(spot.at(".safe").breaks(
            Rule::NeverSafe,
            problem,
            "take `safe` out, or point at the link that leads on",
        ))
    })
    .collect()
}

/// What a target says of its element that is never harmless.
fn acts(target: &Target) -> Option<String> {
    const ROLES: [&str; 11] = [
        "checkbox",
        "menuitemcheckbox",
        "menuitemradio",
        "option",
        "radio",
        "searchbox",
        "slider",
        "spinbutton",
        "switch",
        "textbox",
        "combobox",
    ];
    const KINDS: [&str; 5] = ["submit", "reset", "image", "checkbox", "radio"];
    let role = target.role.as_deref().filter(|role| ROLES.contains(role)).map(|role| format!("a {role}"));
    let field = target.label.is_some().then(|| "a field, found by its label".to_owned());
    let css = target.css.as_deref().unwrap_or_default().replace(['"', '\'', ' '], "");
    let kind = KINDS.iter().find(|kind| css.contains(&format!("[type={kind}]")));
    let kind = kind.map(|kind| format!("an element of the type {kind}"));
    let print = target.fingerprint.as_deref().filter(|print| !may_be_harmless(print));
    let print =
        print.map(|print| format!("a recorded `{}`", [print.tag.as_str(), &print.kind].join(" ").trim()));
    role.or(field).or(kind).or(print)
}

/// Whether there is a state of the recorded element in which it is harmless.
fn may_be_harmless(print: &Fingerprint) -> bool {
    let Fingerprint { tag, kind, role, .. } = print;
    is_harmless(Deed { tag, kind, role, leads_on: true, opens: true, in_form: false, in_control: false })
}
