//! Places and moves, or the steps of a flow, as a small layered graph.

use std::collections::BTreeMap;

use crate::{
    document::{Document, Track, as_text},
    tree::{get, list, text},
};

/// A graph with positions, in columns and rows from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    /// What it leads between.
    pub nodes: Vec<Node>,
    /// The ways.
    pub edges: Vec<Edge>,
}

/// A place, or a step of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is called.
    pub label: String,
    /// How far it is from the beginning: the longest way there.
    pub column: usize,
    /// Its position among those as far.
    pub row: usize,
    /// A flow leads here.
    pub goal: bool,
}

/// A move, or from one step to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The node it begins at.
    pub from: usize,
    /// The node it leads to.
    pub to: usize,
    /// How many steps it takes.
    pub steps: usize,
    /// It leads back to where the customer could have come from.
    pub back: bool,
}

/// What a move without `from` begins at.
const ANYWHERE: &str = "anywhere";

/// The places and moves of a document.
#[must_use]
pub fn places(document: &Document) -> Graph {
    let goals: Vec<&str> =
        list(&document.root, "flows").iter().filter_map(|flow| get(flow, "goal").and_then(as_text)).collect();
    let mut names: Vec<&str> = list(&document.root, "places").iter().map(|place| text(place, "id")).collect();
    let mut at = |name| {
        names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        })
    };
    let mut edges = Vec::new();
    for one in list(&document.root, "moves") {
        let to = at(text(one, "to"));
        let steps = list(one, "steps").len();
        let mut from: Vec<&str> = list(one, "from").iter().filter_map(as_text).collect();
        if from.is_empty() {
            from.push(ANYWHERE);
        }
        edges.extend(from.into_iter().map(|from| Edge { from: at(from), to, steps, back: false }));
    }
    layered(names.into_iter().map(|name| (name.to_owned(), goals.contains(&name))).collect(), edges)
}

/// The steps of a track: a chain.
#[must_use]
pub fn chain(document: &Document, track: Track) -> Graph {
    let count = document.steps(track).len();
    let names = (0..count).map(|step| (document.step_id(track, step), step + 1 == count)).collect();
    let edges = (1..count).map(|to| Edge { from: to - 1, to, steps: 1, back: false }).collect();
    layered(names, edges)
}

fn layered(names: Vec<(String, bool)>, mut edges: Vec<Edge>) -> Graph {
    mark_back(names.len(), &mut edges);
    let mut columns = vec![0; names.len()];
    // Without the edges that lead back there is no circle: each round sets at least one
    // more node for good.
    for _ in 0..names.len() {
        for edge in edges.iter().filter(|edge| !edge.back) {
            let next = columns.get(edge.from).map_or(0, |column| column + 1);
            if let Some(column) = columns.get_mut(edge.to) {
                *column = next.max(*column);
            }
        }
    }
    let mut rows = BTreeMap::<usize, usize>::new();
    let nodes = names.into_iter().zip(columns).map(|((label, goal), column)| {
        let next = rows.entry(column).or_default();
        let row = *next;
        *next += 1;
        Node { label, column, row, goal }
    });
    Graph { nodes: nodes.collect(), edges }
}

/// Marks the edges that lead to a node on the way to themselves.
fn mark_back(count: usize, edges: &mut [Edge]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        OnTheWay,
        Done,
    }
    fn visit(node: usize, seen: &mut [Seen], edges: &mut [Edge]) {
        let Some(mark) = seen.get_mut(node) else { return };
        *mark = Seen::OnTheWay;
        for at in 0..edges.len() {
            let Some(edge) = edges.get_mut(at).filter(|edge| edge.from == node) else { continue };
            let to = edge.to;
            match seen.get(to) {
                Some(Seen::OnTheWay) => edge.back = true,
                Some(Seen::No) => visit(to, seen, edges),
                _ => {}
            }
        }
        if let Some(mark) = seen.get_mut(node) {
            *mark = Seen::Done;
        }
    }
    let mut seen = vec![Seen::No; count];
    for node in 0..count {
        if seen.get(node) == Some(&Seen::No) {
            visit(node, &mut seen, edges);
        }
    }
}
