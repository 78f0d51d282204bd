//! The planner beside a plain search, on random sites.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::collections::VecDeque;

use alongside_core::guide::plan::{Plan, plan};
use alongside_protocol::flow::{FlowDocument, Move, SiteMap};
use proptest::prelude::*;
use serde_json::json;

/// Moves from any of some places (all when there are none) to one, with so many steps, and
/// whether they are open.
type Moves = Vec<(Vec<usize>, usize, usize, bool)>;

fn site(entries: &[bool], moves: &Moves) -> SiteMap {
    let places: Vec<_> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| json!({ "id": format!("p{at}"), "path": format!("/{at}"), "entry": entry }))
        .collect();
    let moves: Vec<_> = moves
        .iter()
        .enumerate()
        .map(|(at, (from, to, steps, open))| {
            let steps: Vec<_> = (0..*steps)
                .map(|step| json!({ "id": format!("m{at}-{step}"), "target": "#a", "title": "A" }))
                .collect();
            let from: Vec<_> = from.iter().map(|place| format!("p{place}")).collect();
            json!({ "from": from, "to": format!("p{to}"), "steps": steps, "when": { "open": open } })
        })
        .collect();
    let document = json!({ "version": 3, "flows": [], "places": places, "moves": moves });
    serde_json::from_value::<FlowDocument>(document).unwrap().checked().unwrap().map
}

/// Whether the test of a move made above is for `true`.
fn is_open(one: &Move) -> bool {
    format!("{:?}", one.when).contains("Bool(true)")
}

/// How many steps it takes to a goal, by trying everything; `places` is a page that is none.
fn fewest(places: usize, moves: &Moves, here: usize, goal: usize) -> Option<usize> {
    let mut best = vec![None; places + 1];
    let mut next = VecDeque::from([(here, 0)]);
    while let Some((at, steps)) = next.pop_front() {
        if best[at].is_some_and(|known| known <= steps) {
            continue;
        }
        best[at] = Some(steps);
        for (from, to, more, open) in moves {
            if *open && (from.is_empty() || from.contains(&at)) {
                next.push_back((*to, steps + more));
            }
        }
    }
    best[goal]
}

fn sites() -> impl Strategy<Value = (Vec<bool>, Moves, usize, usize)> {
    (2..9usize).prop_flat_map(|places| {
        let one = (prop::collection::vec(0..places, 0..4), 0..places, 1..4usize, prop::bool::weighted(0.8));
        (
            prop::collection::vec(prop::bool::weighted(0.3), places),
            prop::collection::vec(one, 0..16),
            0..=places,
            0..places,
        )
    })
}

proptest! {
    #[test]
    fn it_is_the_shortest_way_over_open_moves(site_of in sites()) {
        let (entries, moves, here, goal) = site_of;
        let map = site(&entries, &moves);
        let places = entries.len();
        let planned = plan(&map, (here < places).then_some(here), goal, is_open, |_| true);
        let direct = fewest(places, &moves, here, goal);
        let Some(Plan { entry, moves: made }) = planned else {
            prop_assert_eq!(direct, None);
            let entered = (0..places).filter(|&at| entries[at]).find_map(|at| fewest(places, &moves, at, goal));
            prop_assert_eq!(entered, None);
            return Ok(());
        };
        // An entry only where nothing leads on.
        prop_assert_eq!(entry.is_some(), direct.is_none());
        let begin = entry.unwrap_or(here);
        let expected = match entry {
            Some(_) => (0..places).filter(|&at| entries[at]).filter_map(|at| fewest(places, &moves, at, goal)).min(),
            None => direct,
        };
        let (mut at, mut steps) = (begin, 0);
        for one in made {
            let (from, to, more, open) = &moves[one];
            prop_assert!(*open && (from.is_empty() || from.contains(&at)), "a move that can't be made");
            at = *to;
            steps += more;
        }
        prop_assert_eq!(at, goal);
        prop_assert_eq!(Some(steps), expected);
    }

    #[test]
    fn it_is_the_same_each_time_and_comes_nearer_with_each_move(site_of in sites()) {
        let (entries, moves, here, goal) = site_of;
        let map = site(&entries, &moves);
        let place = |at: usize| (at < entries.len()).then_some(at);
        let way = |at: usize| plan(&map, place(at), goal, is_open, |_| true);
        prop_assert_eq!(way(here), way(here));
        let Some(Plan { entry: None, moves: made }) = way(here) else { return Ok(()) };
        // Whoever follows it finds at each place that the rest of it is the way.
        for (done, one) in made.iter().enumerate() {
            let rest = way(moves[*one].1).unwrap();
            prop_assert_eq!(rest.entry, None);
            let steps = |made: &[usize]| made.iter().map(|one| moves[*one].2).sum::<usize>();
            prop_assert_eq!(steps(&rest.moves), steps(&made[done + 1..]));
        }
    }
}
