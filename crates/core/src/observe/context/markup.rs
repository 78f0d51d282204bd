//! What the page's own markup says: title, headings, landmarks, breadcrumb
//! navigation, and the steps of what takes several pages.

use alongside_protocol::tree::Tree;

use super::{
    graph::{count, entry, list, text},
    trail::LONGEST,
};

/// Headings and landmarks that are kept, at most.
const MOST: usize = 40;

/// Steps that a run of pages has, at most; a longer one is a gauge.
const STEPS: u32 = 30;

/// Landmark roles (ARIA 1.2, 5.3.4).
const LANDMARKS: [&str; 8] =
    ["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];

/// Beginnings of the word for a step, in the languages that we meet.
const STEP: [&str; 11] =
    ["step", "schritt", "étape", "etape", "paso", "passo", "passaggio", "stap", "steg", "trin", "krok"];

/// The title without the site's name before or after it.
pub(super) fn title<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let Some(site) = site else { return title };
    let separators = |character: char| character.is_whitespace() || "|-–—·:•»«<>/".contains(character);
    let stripped = title.strip_suffix(site).or_else(|| title.strip_prefix(site)).unwrap_or(title);
    let short = stripped.trim_matches(separators);
    let was_apart = stripped.len() < title.len() && stripped.trim() != short;
    if was_apart && !short.is_empty() { short } else { title }
}

/// Levels and texts of the headings.
pub(super) fn headings(found: &Tree) -> Vec<(u8, String)> {
    let one = |pair: &Tree| {
        let mut pair = list(pair);
        let level = count(pair.next()?).filter(|level| (1..=6).contains(level))?;
        Some((level as u8, text(pair.next()?)?.to_owned()))
    };
    list(entry(found, "headings")).filter_map(one).take(MOST).collect()
}

/// Roles and names of the landmarks.
pub(super) fn landmarks(found: &Tree) -> impl Iterator<Item = (&'static str, &str)> {
    list(entry(found, "landmarks")).take(MOST).filter_map(|pair| {
        let mut pair = list(pair);
        let role = pair.next().and_then(text)?;
        let role = LANDMARKS.iter().find(|known| **known == role)?;
        Some((*role, pair.next().and_then(text).unwrap_or_default()))
    })
}

/// The names in the breadcrumb navigation.
pub(super) fn trail(found: &Tree) -> Vec<String> {
    list(entry(found, "trail")).filter_map(text).take(LONGEST).map(str::to_owned).collect()
}

/// Number, count and name of the step that the page is: the current one of a list
/// of steps (`aria-current=step`), else what a progress bar or a sentence says.
pub(super) fn step(found: &Tree) -> Option<(u16, u16, String)> {
    let step = entry(found, "step");
    let known = |number: Option<u32>, of: Option<u32>| {
        let (number, of) = (number?, of?);
        ((1..=of).contains(&number) && (2..=STEPS).contains(&of)).then_some((number as u16, of as u16))
    };
    let listed = known(count(entry(step, "number")), count(entry(step, "of")));
    let name = text(entry(step, "name")).map(without_number).unwrap_or_default();
    if let Some((number, of)) = listed {
        return Some((number, of, name.to_owned()));
    }
    let told = list(entry(found, "sentences")).filter_map(text).find_map(|sentence| {
        let (number, of) = in_words(sentence)?;
        known(Some(number), Some(of))
    });
    told.map(|(number, of)| (number, of, String::new()))
}

/// `2. Your address` is called “Your address”.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|character: char| character.is_ascii_digit());
    let rest =
        rest.trim_start_matches(|character: char| ".):–-".contains(character) || character.is_whitespace());
    if rest.is_empty() { name } else { rest }
}

/// “Step 2 of 4”, in any of the languages: the word, then two numbers.
fn in_words(sentence: &str) -> Option<(u32, u32)> {
    let sentence = sentence.to_lowercase();
    let mut words = sentence
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .skip_while(|word| !STEP.iter().any(|step| word.starts_with(step)));
    words.next()?;
    let number = words.next()?.parse().ok()?;
    // At most one word stands between them: of, von, sur, de, di, van.
    let next = words.next()?;
    let of = next.parse().ok().or_else(|| words.next()?.parse().ok())?;
    Some((number, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_name_is_no_part_of_the_title() {
        assert_eq!(title("Ridgeline tent – Fieldware", Some("Fieldware")), "Ridgeline tent");
        assert_eq!(title("Fieldware | Basket", Some("Fieldware")), "Basket");
        for whole in ["Fieldware", "Fieldwares best", "Basket"] {
            assert_eq!(title(whole, Some("Fieldware")), whole);
        }
        assert_eq!(title("A – B", None), "A – B");
    }

    #[test]
    fn steps_are_read_in_words() {
        for (sentence, step) in [
            ("Step 2 of 4", Some((2, 4))),
            ("Checkout: step 1/3", Some((1, 3))),
            ("Schritt 3 von 5: Adresse", Some((3, 5))),
            ("Étape 2 sur 3", Some((2, 3))),
            ("Page 2 of 10", None),
            ("Image 1 of 5", None),
            ("Step by step", None),
            ("Step 2", None),
        ] {
            assert_eq!(in_words(sentence), step, "{sentence}");
        }
    }
}
