//! Ways between places, by the planner that the page has.
//!
//! Places are known by their positions in the map, which all come from `SiteMap::place` and
//! the planner: indexing by them can't fail.

use alongside_core::guide::plan::plan;
use alongside_protocol::flow::SitePlace;

use crate::{
    finding::Rule,
    site::{Broken, Site, Spot},
};

/// Places and goals without a way. A move with a `when` counts as open: for some customer
/// it is.
pub(super) fn check(site: &Site<'_>) -> Vec<Broken> {
    let goals: Vec<usize> = site.goals().filter_map(|(_, id)| site.map.place(id)).collect();
    let wanted = site.goals().filter_map(|(spot, id)| goal(site, spot, site.map.place(id)?));
    let places = site.places().filter_map(|(spot, place)| {
        let at = site.map.place(&place.id)?;
        // The page takes the first of two with one id; that there are two is another finding.
        let is_first = site.map.places[at] == *place;
        is_first.then(|| unreachable(site, &spot, at, &goals).or_else(|| dead_end(site, spot, at, &goals)))?
    });
    wanted.chain(places).collect()
}

fn goal(site: &Site<'_>, spot: Spot, goal: usize) -> Option<Broken> {
    if is_led_to(site, goal) {
        return None;
    }
    let SitePlace { id, path, .. } = &site.map.places[goal];
    let problem = format!("no move leads to the goal `{id}`, and customers can't be taken there");
    let or = if path.path().is_some() { ", or mark the place with `\"entry\": true`" } else { "" };
    Some(spot.breaks(Rule::UnreachableGoal, problem, format!("add a move with `\"to\": \"{id}\"`{or}")))
}

fn unreachable(site: &Site<'_>, spot: &Spot, at: usize, goals: &[usize]) -> Option<Broken> {
    let id = &site.map.places[at].id;
    let (problem, fix) = if let Some(first) = shadow(site, at) {
        let problem = format!(
            "a customer is never known to be at `{id}`: `{}` has the same path, and nothing tells them apart",
            first.id
        );
        (problem, "say in `holds` what can be seen at one of them alone".to_owned())
    } else if !goals.contains(&at) && is_apart(site, at) {
        let fix = format!("add a move with `\"to\": \"{id}\"`, or take the place out");
        (format!("no move leads to the place `{id}` or from there"), fix)
    } else {
        return None;
    };
    Some(spot.clone().breaks(Rule::UnreachablePlace, problem, fix))
}

fn dead_end(site: &Site<'_>, spot: Spot, at: usize, goals: &[usize]) -> Option<Broken> {
    if goals.is_empty() || goals.contains(&at) || goals.iter().any(|&goal| leads(site, at, goal)) {
        return None;
    }
    let id = &site.map.places[at].id;
    let mut names: Vec<_> = goals.iter().map(|&goal| format!("`{}`", site.map.places[goal].id)).collect();
    names.sort();
    names.dedup();
    let entry = goals.iter().find_map(|&goal| plan(&site.map, Some(at), goal, |_| true, |_| true)?.entry);
    let then = match entry {
        Some(entry) => format!("customers who come there are sent back to `{}`", site.map.places[entry].id),
        None => "the flow fails for customers who come there".to_owned(),
    };
    let problem = format!("no moves lead from `{id}` to a goal ({}), so {then}", names.join(", "));
    let fix = format!(
        "add a move with `\"from\": [\"{id}\"]` that leads on, or name the place with --goal if your code leads there"
    );
    Some(spot.breaks(Rule::DeadEnd, problem, fix))
}

/// Whether the way from a place to a goal goes on from there, or straight to the goal.
fn leads(site: &Site<'_>, from: usize, goal: usize) -> bool {
    plan(&site.map, Some(from), goal, |_| true, |_| true)
        .is_some_and(|plan| plan.entry.is_none_or(|entry| entry == goal))
}

/// Whether there is any way to a place: by its address, or by a move from somewhere else.
fn is_led_to(site: &Site<'_>, place: usize) -> bool {
    let id = &site.map.places[place].id;
    site.map.places[place].entry
        || site.map.moves.iter().any(|one| {
            let elsewhere = |from: &String| from != id && site.map.place(from).is_some();
            one.to == *id && (one.from.is_empty() || one.from.iter().any(elsewhere))
        })
}

/// Whether a place is on no way. One that moves begin at is on one, though none leads
/// there: customers come to a page, or to an empty basket, by themselves.
fn is_apart(site: &Site<'_>, place: usize) -> bool {
    let SitePlace { id, path, .. } = &site.map.places[place];
    let starts = |path: &str| site.map.places[place].path.matches(path);
    let is_start = site
        .flows()
        .filter_map(|(_, flow)| flow.start.as_ref())
        .any(|start| start.path().is_some_and(starts) || start == path);
    !is_start && !is_led_to(site, place) && !site.map.moves.iter().any(|one| one.from.contains(id))
}

/// The place that stands for this one: of two with one path, that nothing tells apart, the
/// page takes the first.
fn shadow<'s>(site: &'s Site<'_>, place: usize) -> Option<&'s SitePlace> {
    let SitePlace { path, holds, .. } = &site.map.places[place];
    let is_page = |one: &SitePlace| {
        one.path == *path
            || path.path().is_some_and(|path| one.path.path().is_some() && one.path.matches(path))
    };
    site.map.places[..place].iter().find(|one| is_page(one) && one.holds == *holds)
}
