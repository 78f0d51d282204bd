use alongside_protocol::flow::{Target, Text, Value};

use super::Moment;

/// What is offered now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OffersView {
    /// The one banner or modal, and whether it is a modal.
    pub announcement: Option<(OfferView, bool)>,
    /// What stands in elements of the page's own.
    pub inline: Vec<OfferView>,
    /// Marks on elements of the page.
    pub hotspots: Vec<HotspotView>,
}

/// What is said.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferView {
    /// The offer's id.
    pub id: String,
    /// Its heading, a message in which [`values`](Self::values) are to be filled.
    pub title: String,
    /// A sentence or two, the same; may be empty.
    pub text: String,
    /// The language of both, a BCP 47 tag, when the document names one.
    pub language: Option<String>,
    /// What the site has told, as far as the texts may speak of it.
    pub values: Vec<(String, Value)>,
    /// What the button says that starts a flow, when there is one.
    pub button: Option<String>,
}

/// A mark on an element of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct HotspotView {
    /// What is said about it.
    pub says: OfferView,
    /// The element.
    pub target: Target,
}

/// Several things to do, in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistView {
    /// The offer's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What there is to do, and whether it is done.
    pub items: Vec<(String, bool)>,
}

impl OffersView {
    /// Whether the offer with this id is in it.
    pub(super) fn has(&self, id: &str) -> bool {
        let announcement = self.announcement.as_ref().map(|(says, _)| says);
        let hotspots = self.hotspots.iter().map(|one| &one.says);
        announcement.into_iter().chain(&self.inline).chain(hotspots).any(|says| says.id == id)
    }
}

impl OfferView {
    pub(super) fn new(
        id: &str,
        moment: &Moment<'_>,
        title: &Text,
        text: Option<&Text>,
        button: Option<(Option<&Text>, &str)>,
    ) -> Self {
        let locale = moment.locale;
        let (language, title) = title.choose(locale);
        let text = text.map(|text| text.for_locale(locale).to_owned()).unwrap_or_default();
        // Others would have it drawn anew whenever they change.
        let spoken = |key: &String| title.contains(key.as_str()) || text.contains(key.as_str());
        let values = moment.context.iter().filter(|(key, _)| spoken(key));
        let values = values.map(|(key, value)| (key.clone(), value.clone()));
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            language: language.map(str::to_owned),
            values: values.collect(),
            text,
            button: button
                .map(|(text, otherwise)| text.map_or(otherwise, |text| text.for_locale(locale)).to_owned()),
        }
    }
}
