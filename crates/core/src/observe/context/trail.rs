//! The way to the page through the site, by schema.org's `BreadcrumbList`.

use alongside_protocol::tree::Tree;

use super::graph::{Graph, count, entry, text};

/// Names that are told, at most.
pub(super) const LONGEST: usize = 8;

/// Names of the first list that has any, by their positions.
pub(super) fn of(graph: &Graph<'_>) -> Vec<String> {
    let lists = graph.typed(|kind| kind == "BreadcrumbList").map(|list| {
        let elements = graph.all(list, "itemListElement").into_iter();
        let mut named: Vec<(u32, String)> = elements
            .enumerate()
            .filter_map(|(at, element)| {
                let position = count(entry(element, "position")).unwrap_or(at as u32 + 1);
                Some((position, name(graph, element)?))
            })
            .collect();
        named.sort_by_key(|(position, _)| *position);
        named.into_iter().take(LONGEST).map(|(_, name)| name).collect::<Vec<_>>()
    });
    lists.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

fn name<'t>(graph: &Graph<'t>, element: &'t Tree) -> Option<String> {
    let item = graph.one(element, "item");
    text(entry(element, "name")).or_else(|| text(entry(item, "name"))).map(str::to_owned)
}
