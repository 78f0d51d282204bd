//! The documents of one site, one by one and together.

use alongside_protocol::flow::{Detour, Flow, FlowSet, Move, Offer, SiteMap, SitePlace, Step};

use crate::{
    finding::{Finding, Found, Rule},
    source::Source,
};

/// A document that could be read.
pub(crate) struct Document<'a> {
    pub(crate) file: &'a str,
    pub(crate) source: Source<'a>,
    pub(crate) set: FlowSet,
}

pub(crate) struct Site<'a> {
    documents: Vec<Document<'a>>,
    /// All of them together, as the page has them.
    pub(crate) map: SiteMap,
    /// The places that the site's code leads to, by id.
    goals: &'a [String],
    /// No document is missing: what is in none of them is nowhere.
    pub(crate) is_complete: bool,
}

/// A field of a document.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    document: usize,
    pub(crate) path: String,
}

/// A rule that is broken, and where.
pub(crate) type Broken = (Spot, Rule, String, String);

/// Steps that a customer takes one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sequence<'s> {
    Flow(&'s Flow),
    Move(&'s Move),
}

impl Spot {
    /// A field within it, such as `.text.de`.
    pub(crate) fn at(&self, rest: &str) -> Self {
        Self { document: self.document, path: format!("{}{rest}", self.path) }
    }

    /// A finding there.
    pub(crate) fn breaks(self, rule: Rule, problem: String, fix: impl Into<String>) -> Broken {
        (self, rule, problem, fix.into())
    }
}

impl<'a> Site<'a> {
    pub(crate) fn new(documents: Vec<Document<'a>>, goals: &'a [String], is_complete: bool) -> Self {
        let mut whole = FlowSet::default();
        documents.iter().for_each(|document| whole.add(document.set.clone()));
        Self { documents, map: whole.map, goals, is_complete }
    }

    /// What is broken, with its file and line.
    pub(crate) fn finding(&self, (spot, rule, problem, fix): Broken) -> Option<Finding> {
        let document = self.documents.get(spot.document)?;
        let at = document.source.position(&spot.path);
        Some(Found { path: spot.path, rule, problem, fix }.at(document.file, at))
    }

    pub(crate) fn flows(&self) -> impl Iterator<Item = (Spot, &Flow)> {
        self.each("flows", |set| &set.flows)
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = (Spot, &SitePlace)> {
        self.each("places", |set| &set.map.places)
    }

    pub(crate) fn moves(&self) -> impl Iterator<Item = (Spot, &Move)> {
        self.each("moves", |set| &set.map.moves)
    }

    pub(crate) fn detours(&self) -> impl Iterator<Item = (Spot, &Detour)> {
        self.each("detours", |set| &set.map.detours)
    }

    pub(crate) fn offers(&self) -> impl Iterator<Item = (Spot, &Offer)> {
        self.each("offers", |set| &set.offers)
    }

    /// Every step, and what it is a step of.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (Spot, Sequence<'_>, &Step)> {
        let flows = self.flows().map(|(spot, flow)| (spot, Sequence::Flow(flow), &flow.steps));
        let moves = self.moves().map(|(spot, one)| (spot, Sequence::Move(one), &one.steps));
        flows.chain(moves).flat_map(|(spot, of, steps)| {
            let numbered = steps.iter().enumerate();
            numbered.map(move |(at, step)| (spot.at(&format!(".steps[{at}]")), of, step))
        })
    }

    /// The ids of the places that customers are led to: by a flow, or by the site's code,
    /// which has no line in a document.
    pub(crate) fn goals(&self) -> impl Iterator<Item = (Spot, &str)> {
        let flows = self.flows().filter_map(|(spot, flow)| Some((spot.at(".goal"), flow.goal.as_deref()?)));
        let code = self.goals.iter().map(|id| (Spot { document: 0, path: String::new() }, id.as_str()));
        flows.chain(code)
    }

    fn each<'s, T: 's>(
        &'s self,
        field: &'static str,
        of: fn(&FlowSet) -> &[T],
    ) -> impl Iterator<Item = (Spot, &'s T)> {
        self.documents.iter().enumerate().flat_map(move |(document, read)| {
            let numbered = of(&read.set).iter().enumerate();
            numbered.map(move |(at, one)| (Spot { document, path: format!("{field}[{at}]") }, one))
        })
    }
}

impl Sequence<'_> {
    /// Whether both are the same, not only alike.
    pub(crate) fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Flow(one), Self::Flow(other)) => std::ptr::eq(one, other),
            (Self::Move(one), Self::Move(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }
}
