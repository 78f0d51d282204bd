//! Places and moves, drawn.

use leptos::{html, prelude::*, svg};

use super::Desk;
use crate::graph::{Edge, Graph, Node, chain, places};

const WIDTH: usize = 108;
const HEIGHT: usize = 28;
const GAP: (usize, usize) = (44, 16);

pub(super) fn graph(desk: Desk) -> AnyView {
    let shown = desk.part(|author| {
        let document = author.document();
        if document.count("moves") > 0 { places(document) } else { chain(document, author.selection().0) }
    });
    (move || drawn(shown.get())).into_any()
}

fn drawn(graph: Graph) -> AnyView {
    let columns = graph.nodes.iter().map(|node| node.column + 1).max().unwrap_or(0);
    let rows = graph.nodes.iter().map(|node| node.row + 1).max().unwrap_or(0);
    let (width, height) = (columns * (WIDTH + GAP.0), rows * (HEIGHT + GAP.1));
    let edges = graph.edges.iter().filter_map(|edge| line(&graph.nodes, edge)).collect_view();
    let nodes = graph.nodes.iter().map(place).collect_view();
    // The picture once more in words, for those who do not see it.
    let words = graph.edges.iter().filter_map(|edge| sentence(&graph.nodes, edge));
    let words = words.map(|sentence| html::li().child(sentence)).collect_view();
    html::div()
        .class("graph")
        // It can be wider than the panel: the keyboard scrolls it, too.
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "Ways")
        .child((
            svg::svg()
                .attr("viewBox", format!("0 0 {width} {height}"))
                .attr("width", width.to_string())
                .attr("height", height.to_string())
                .attr("aria-hidden", "true")
                .child((edges, nodes)),
            html::ul().class("unseen").child(words),
        ))
        .into_any()
}

fn corner(node: &Node) -> (usize, usize) {
    (node.column * (WIDTH + GAP.0) + 4, node.row * (HEIGHT + GAP.1) + 8)
}

fn place(node: &Node) -> impl IntoView {
    let (x, y) = corner(node);
    // The rest is in the words below.
    let label: String = node.label.chars().take(16).collect();
    svg::g().attr("class", if node.goal { "goal" } else { "" }).child((
        svg::rect()
            .attr("x", x.to_string())
            .attr("y", y.to_string())
            .attr("width", WIDTH.to_string())
            .attr("height", HEIGHT.to_string())
            .attr("rx", "6"),
        svg::text()
            .attr("x", (x + WIDTH / 2).to_string())
            .attr("y", (y + HEIGHT / 2 + 4).to_string())
            .attr("text-anchor", "middle")
            .child(label),
    ))
}

fn line(nodes: &[Node], edge: &Edge) -> Option<impl IntoView + use<>> {
    let (from, to) = (corner(nodes.get(edge.from)?), corner(nodes.get(edge.to)?));
    let (start, end) = ((from.0 + WIDTH, from.1 + HEIGHT / 2), (to.0, to.1 + HEIGHT / 2));
    let middle = start.0.midpoint(end.0);
    let way =
        format!("M {} {} C {middle} {}, {middle} {}, {} {}", start.0, start.1, start.1, end.1, end.0, end.1);
    let path = svg::path().attr("d", way).attr("class", if edge.back { "back" } else { "way" });
    let steps = (edge.steps != 1).then(|| {
        svg::text()
            .attr("x", middle.to_string())
            .attr("y", (start.1.midpoint(end.1) - 2).to_string())
            .attr("text-anchor", "middle")
            .child(edge.steps.to_string())
    });
    Some((path, steps))
}

fn sentence(nodes: &[Node], edge: &Edge) -> Option<String> {
    let (from, to) = (nodes.get(edge.from)?, nodes.get(edge.to)?);
    let steps = if edge.steps == 1 { "1 step".to_owned() } else { format!("{} steps", edge.steps) };
    Some(format!("{} to {}: {steps}", from.label, to.label))
}
