//! Structured data of either syntax as one graph of things: JSON-LD as it was
//! parsed, microdata as the shell writes it in the same shape.

use alongside_protocol::tree::Tree;

/// The things that a page speaks of, without those that are only within others.
pub(super) struct Graph<'t> {
    nodes: Vec<&'t Tree>,
    /// Those that the page calls its subject (`mainEntity`).
    subjects: Vec<&'t Tree>,
}

impl<'t> Graph<'t> {
    /// The things in a list of documents.
    pub(super) fn of(documents: &'t Tree) -> Self {
        let mut graph = Self { nodes: Vec::new(), subjects: Vec::new() };
        for document in list(documents) {
            graph.add(document, 0);
        }
        graph
    }

    fn add(&mut self, node: &'t Tree, depth: u8) {
        // A graph in a graph in a graph is a mistake, or means us no good.
        if depth > 4 {
            return;
        }
        match node {
            Tree::List(nodes) => nodes.iter().for_each(|node| self.add(node, depth + 1)),
            Tree::Map(_) => {
                self.nodes.push(node);
                list(entry(node, "@graph")).for_each(|node| self.add(node, depth + 1));
                if kinds(node).any(|kind| kind.ends_with("Page")) {
                    for subject in ["mainEntity", "mainEntityOfPage"].map(|key| entry(node, key)) {
                        self.subjects.extend(list(subject));
                    }
                    for within in ["mainEntity", "breadcrumb"].map(|key| entry(node, key)) {
                        list(within).for_each(|node| self.add(node, depth + 1));
                    }
                }
            }
            _ => {}
        }
    }

    /// The things of one of these types, in their order.
    pub(super) fn typed<'a>(&'a self, is: impl Fn(&str) -> bool + 'a) -> impl Iterator<Item = &'t Tree> + 'a {
        self.nodes.iter().copied().filter(move |node| kinds(node).any(&is))
    }

    /// Whether a thing is what the page calls its subject.
    pub(super) fn is_subject(&self, node: &Tree) -> bool {
        self.subjects.iter().any(|subject| {
            let same_id = |one: &str| text(entry(node, "@id")) == Some(one);
            std::ptr::eq(*subject, node) || text(entry(subject, "@id")).is_some_and(same_id)
        })
    }

    /// The values of a property; what is only referred to by its id is looked up.
    pub(super) fn all(&self, node: &'t Tree, key: &str) -> Vec<&'t Tree> {
        list(entry(node, key)).map(|value| self.meant(value)).collect()
    }

    /// The first value of a property.
    pub(super) fn one(&self, node: &'t Tree, key: &str) -> &'t Tree {
        self.all(node, key).first().copied().unwrap_or(&Tree::Nothing)
    }

    fn meant(&self, value: &'t Tree) -> &'t Tree {
        match value {
            Tree::Map(entries) if entries.len() == 1 => {
                let Some(id) = text(entry(value, "@id")) else { return value };
                let named =
                    |node: &&&Tree| text(entry(node, "@id")) == Some(id) && !std::ptr::eq(**node, value);
                self.nodes.iter().find(named).copied().unwrap_or(value)
            }
            _ => value,
        }
    }
}

/// A property of a thing.
pub(super) fn entry<'t>(node: &'t Tree, key: &str) -> &'t Tree {
    match node {
        Tree::Map(entries) => {
            entries.iter().find(|(known, _)| known == key).map_or(&Tree::Nothing, |(_, value)| value)
        }
        _ => &Tree::Nothing,
    }
}

/// One value is a list of one.
pub(super) fn list(value: &Tree) -> std::slice::Iter<'_, Tree> {
    match value {
        Tree::List(all) => all.iter(),
        Tree::Nothing => [].iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// What kinds of thing it is, without the vocabulary: `Product` of
/// `https://schema.org/Product`.
pub(super) fn kinds(node: &Tree) -> impl Iterator<Item = &str> {
    list(entry(node, "@type")).filter_map(text).map(last_part)
}

/// The last part of an address or a prefixed name.
pub(super) fn last_part(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

/// A text that says something; the first of a list.
pub(super) fn text(value: &Tree) -> Option<&str> {
    match value {
        Tree::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Tree::List(all) => all.iter().find_map(text),
        Tree::Map(_) => match entry(value, "@value") {
            Tree::Text(text) => Some(text.trim()),
            _ => None,
        },
        _ => None,
    }
}

/// A whole number, up to a million.
pub(super) fn count(value: &Tree) -> Option<u32> {
    const MOST: f64 = 1_000_000.0;
    match value {
        Tree::Number(number) if (0.0..=MOST).contains(number) => Some(*number as u32),
        Tree::Map(_) => count(entry(value, "value")),
        other => text(other)?.parse().ok().filter(|number| f64::from(*number) <= MOST),
    }
}
