/// How much of the page an agent may see. Levels only ever tighten on the way
/// from the document down to an element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
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
}
