use alongside_protocol::message::Reason;

/// Beginnings of words that speak for a reason, with how strongly in tenths, in
/// English and German. Beginnings, so that "pay" meets "payment" and "paying".
const WORDS: [(Reason, &[(&str, u8)]); 3] = [
    (
        Reason::Buy,
        &[
            ("open", 8),
            ("apply", 10),
            ("application", 8),
            ("join", 8),
            ("signup", 10),
            ("register", 8),
            ("buy", 10),
            ("checkout", 10),
            ("basket", 8),
            ("cart", 8),
            ("order", 6),
            ("quote", 8),
            ("pricing", 6),
            ("product", 6),
            ("loan", 6),
            ("mortgage", 6),
            ("policy", 5),
            ("shop", 4),
            ("eröffnen", 10),
            ("eroeffnen", 10),
            ("kaufen", 10),
            ("bestellen", 10),
            ("warenkorb", 8),
            ("antrag", 8),
            ("kasse", 10),
        ],
    ),
    (
        Reason::Care,
        &[
            ("transfer", 10),
            ("payment", 5),
            ("pay", 5),
            ("bill", 6),
            ("accounts", 6),
            ("statement", 8),
            ("balance", 6),
            ("transactions", 6),
            ("profile", 6),
            ("settings", 8),
            ("address", 3),
            ("renew", 8),
            ("track", 6),
            ("überweis", 10),
            ("ueberweis", 10),
            ("kontostand", 6),
            ("umsätze", 6),
            ("einstellungen", 8),
        ],
    ),
    (
        Reason::Fix,
        &[
            ("dispute", 12),
            ("wrong", 8),
            ("problem", 10),
            ("error", 5),
            ("lost", 8),
            ("stolen", 12),
            ("fraud", 12),
            ("recogni", 8),
            ("complain", 10),
            ("refund", 8),
            ("return", 8),
            ("faulty", 10),
            ("repair", 10),
            ("broken", 10),
            ("block", 8),
            ("help", 4),
            ("support", 5),
            ("cancel", 6),
            ("reklam", 10),
            ("verloren", 8),
            ("gestohlen", 12),
            ("erstattung", 8),
            ("sperren", 8),
        ],
    ),
];

/// The reasons that the words of a text speak for, each with its strongest word's
/// share in tenths.
pub(super) fn reasons_in(text: &str) -> Vec<(Reason, u8)> {
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    WORDS
        .iter()
        .filter_map(|(reason, known)| {
            let strongest = known
                .iter()
                .filter(|(beginning, _)| words.iter().any(|word| word.starts_with(beginning)))
                .map(|(_, share)| *share)
                .max()?;
            Some((*reason, strongest))
        })
        .collect()
}
