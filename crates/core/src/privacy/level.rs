/// How much of the page an agent may see. Levels only ever tighten on the way
/// from the document down to an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Everything but sealed fields.
    Show,
    /// What the customer enters is masked.
    #[default]
    MaskInputs,
    /// All text is masked, too; the layout stays.
    MaskAllText,
    /// A box of the same size.
    Hide,
}

impl Level {
    /// Every level with the name web teams write.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("show", Self::Show),
        ("mask-inputs", Self::MaskInputs),
        ("mask-all-text", Self::MaskAllText),
        ("hide", Self::Hide),
    ];

    /// The attribute that says the level of an element in markup.
    pub const ATTRIBUTE: &'static str = "data-alongside-privacy";

    /// The level with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
    }

    /// The level by its number, 0 (show) to 3 (hide).
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        Self::NAMES.get(number as usize).map(|(_, level)| *level)
    }

    /// A selector for elements whose [`ATTRIBUTE`](Self::ATTRIBUTE) names no level.
    /// Whoever misspelt a level wanted something closed: they are hidden.
    #[must_use]
    pub fn misspelt() -> String {
        let known = Self::NAMES.map(|(name, _)| format!("[{}={name}]", Self::ATTRIBUTE));
        format!("[{}]:not({})", Self::ATTRIBUTE, known.join(","))
    }
}

/// Which elements of a page have which level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// The level of the document.
    pub document: Level,
    /// CSS selectors of elements with a stricter one.
    pub selectors: Vec<(String, Level)>,
}

impl Rules {
    /// The level of what a page marks as hidden (`hidden`, `<template>`,
    /// `<noscript>`): its text is nobody's business while it can't be seen. None
    /// where the site shows all.
    #[must_use]
    pub fn unseen(&self) -> Option<Level> {
        (self.document > Level::Show).then_some(Level::MaskAllText)
    }

    /// A selector for the elements that are under this level or a stricter one by a
    /// rule or by markup; the same holds for all that is in them.
    #[must_use]
    pub fn closing(&self, least: Level) -> String {
        let ruled = self.selectors.iter().filter(|(_, level)| *level >= least);
        let marked = Level::NAMES.iter().filter(|(_, level)| *level >= least);
        let mut all: Vec<String> = ruled.map(|(selector, _)| selector.clone()).collect();
        all.extend(marked.map(|(name, _)| format!("[{}={name}]", Level::ATTRIBUTE)));
        all.push(Level::misspelt());
        all.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_has_a_name_and_what_has_none_is_misspelt() {
        for (name, level) in Level::NAMES {
            assert!(Level::misspelt().contains(&format!("[data-alongside-privacy={name}]")));
            assert_eq!(Level::named(name), Some(level));
        }
        assert_eq!(Level::named("masked"), None);
    }

    #[test]
    fn what_is_closed_is_so_by_rule_by_markup_and_by_a_slip_of_the_pen() {
        let selectors = vec![(".a".to_owned(), Level::MaskAllText), (".b".to_owned(), Level::Hide)];
        let rules = Rules { document: Level::MaskInputs, selectors };
        let closed = rules.closing(Level::MaskAllText);
        for part in [".a,.b,", "privacy=mask-all-text]", "privacy=hide]", ":not("] {
            assert!(closed.contains(part), "{part} in {closed}");
        }
        let hidden = rules.closing(Level::Hide);
        assert!(hidden.starts_with(".b,[data-alongside-privacy=hide],["), "{hidden}");
    }
}
