//! The shortest way to a place, over the moves of a site.

use alongside_protocol::flow::{Move, SiteMap, SitePlace};

/// A way to a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The place that must be opened by its address first: no move leads on from here.
    pub entry: Option<usize>,
    /// The moves to make, by their positions in the map.
    pub moves: Vec<usize>,
}

/// Plans the way from a place (`None`: a page that is none of the site's places) to a goal
/// over the moves that are `open`: the one with the fewest steps. Without any, the way from
/// the entry of which the goal is nearest, of those that lead `away` from here. `None`: there
/// is no way at all.
///
/// Of ways that are equally long, at each place the move that stands first in the documents:
/// the same map and the same place always give the same way.
#[must_use]
pub fn plan(
    map: &SiteMap,
    here: Option<usize>,
    goal: usize,
    open: impl Fn(&Move) -> bool,
    away: impl Fn(&SitePlace) -> bool,
) -> Option<Plan> {
    let ways = Ways::to(map, goal, open);
    let here = here.unwrap_or(map.places.len());
    if let Some(moves) = ways.from(here) {
        return Some(Plan { entry: None, moves });
    }
    let entries = (0..map.places.len()).filter(|&at| map.places[at].entry && away(&map.places[at]));
    let nearest = entries.filter_map(|at| Some((ways.length[at]?, at))).min()?;
    Some(Plan { entry: Some(nearest.1), moves: ways.from(nearest.1)? })
}

/// For every place, and for a page that is none, the way on to one goal.
struct Ways {
    /// How many steps it takes.
    length: Vec<Option<usize>>,
    /// The move to begin with, and the place it leads to.
    next: Vec<Option<(usize, usize)>>,
}

impl Ways {
    /// Bellman's and Ford's algorithm, from the goal backwards: a site has few places, and
    /// one pass more costs nothing beside the page.
    fn to(map: &SiteMap, goal: usize, open: impl Fn(&Move) -> bool) -> Self {
        let nowhere = map.places.len();
        let mut ways = Self { length: vec![None; nowhere + 1], next: vec![None; nowhere + 1] };
        if let Some(length) = ways.length.get_mut(goal) {
            *length = Some(0);
        }
        let moves: Vec<(usize, Vec<usize>, usize, usize)> = map
            .moves
            .iter()
            .enumerate()
            .filter(|(_, one)| open(one))
            .filter_map(|(at, one)| {
                let from = if one.from.is_empty() {
                    (0..=nowhere).collect()
                } else {
                    one.from.iter().filter_map(|id| map.place(id)).collect()
                };
                Some((at, from, map.place(&one.to)?, one.steps.len().max(1)))
            })
            .collect();
        let mut shorter = true;
        while std::mem::take(&mut shorter) {
            for (at, from, to, steps) in &moves {
                let Some(length) = ways.length[*to].map(|rest| rest + steps) else { continue };
                for &from in from {
                    let known = ways.length[from].zip(ways.next[from].map(|(known, _)| known));
                    // The goal itself has a length and leads nowhere.
                    if ways.length[from] != Some(0) && known.is_none_or(|known| (length, *at) < known) {
                        ways.length[from] = Some(length);
                        ways.next[from] = Some((*at, *to));
                        shorter = true;
                    }
                }
            }
        }
        ways
    }

    /// The moves from a place to the goal. Each leads to where fewer steps are left, so it
    /// ends.
    fn from(&self, mut here: usize) -> Option<Vec<usize>> {
        (*self.length.get(here)?)?;
        let mut moves = Vec::new();
        while let Some((one, to)) = self.next[here] {
            moves.push(one);
            here = to;
        }
        Some(moves)
    }
}
