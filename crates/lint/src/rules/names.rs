//! Places and flows that documents name: there, and there once.

use std::collections::BTreeSet;

use alongside_protocol::flow::{Flow, Otherwise, spelling::nearest};

use crate::{
    finding::Rule,
    site::{Broken, Site, Spot},
};

/// Ids that another document has, too; within one the reader sees to it.
pub(super) fn same(site: &Site<'_>) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut places = BTreeSet::new();
    for (spot, place) in site.places().filter(|(_, place)| !places.insert(&place.id)) {
        broken.push(twice(&spot, "place", &place.id));
    }
    let mut flows = BTreeSet::new();
    for (spot, flow) in site.flows().filter(|(_, flow)| !flows.insert(&flow.id)) {
        broken.push(twice(&spot, "flow", &flow.id));
    }
    let mut offers = BTreeSet::new();
    for (spot, offer) in site.offers().filter(|(_, offer)| !offers.insert(&offer.id)) {
        broken.push(twice(&spot, "offer", &offer.id));
    }
    broken
}

fn twice(spot: &Spot, what: &str, id: &str) -> Broken {
    let problem = format!("another document has a {what} `{id}`, too, and that one counts");
    spot.at(".id").breaks(Rule::SameId, problem, format!("give this {what} an id of its own, or take it out"))
}

/// Places and flows that there are not.
pub(super) fn unknown(site: &Site<'_>) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut place = |spot: Spot, id: &str| {
        if site.map.place(id).is_none() {
            let known = site.map.places.iter().map(|place| place.id.as_str());
            broken.push(nowhere(spot, Rule::UnknownPlace, "place", id, known));
        }
    };
    for (spot, one) in site.moves() {
        one.from.iter().enumerate().for_each(|(at, id)| place(spot.at(&format!(".from[{at}]")), id));
        place(spot.at(".to"), &one.to);
    }
    site.goals().for_each(|(spot, id)| place(spot, id));

    let is_known = |id: &str| {
        site.flows().any(|(_, flow)| flow.id == id)
            || Flow::goes_to(id).is_some_and(|place| site.map.place(place).is_some())
    };
    let mut flow = |spot: Spot, id: &str| {
        if !is_known(id) {
            let known = site.flows().map(|(_, flow)| flow.id.as_str());
            broken.push(nowhere(spot, Rule::UnknownFlow, "flow", id, known));
        }
    };
    for (spot, detour) in site.detours() {
        flow(spot.at(".flow"), &detour.flow);
        detour.flows.iter().enumerate().for_each(|(at, id)| flow(spot.at(&format!(".for[{at}]")), id));
    }
    for (spot, _, step) in site.steps() {
        if let Otherwise::Detour(id) = &step.wait.then {
            flow(spot.at(".wait.then.detour"), id);
        }
    }
    for (spot, offer) in site.offers() {
        offer.flows().for_each(|(path, id)| flow(spot.at(&format!(".{path}")), id));
    }
    broken
}

fn nowhere<'k>(spot: Spot, rule: Rule, what: &str, id: &str, known: impl Iterator<Item = &'k str>) -> Broken {
    let problem = format!("no document has a {what} `{id}`");
    let fix = match nearest(id, known) {
        Some(near) => format!("write `{near}`, or add a {what} `{id}`"),
        None => format!("add a {what} `{id}`, or give the linter the document that has it"),
    };
    spot.breaks(rule, problem, fix)
}
