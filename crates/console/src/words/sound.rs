//! How a call sounds, for the agent.

use alongside_protocol::message::{CallQuality, Grade, Sound};

use crate::app::Sounds;

/// Of a customer who waits for a call with this agent next.
pub const LINE_READY: &str = "The line is up. Nobody hears anything before you accept.";

/// Both directions of a line in a few words; empty before there is anything to say.
#[must_use]
pub fn line(sounds: &Sounds) -> String {
    let heard = sounds.ours.lately.map(|sound| format!("Line: {}", score(sound)));
    let hear =
        sounds.theirs.and_then(|told| told.lately).map(|sound| format!("they hear you: {}", score(sound)));
    match (heard, hear) {
        (Some(heard), Some(hear)) => format!("{heard} · {hear}"),
        (Some(one), None) => one,
        (None, Some(one)) => super::sentence(&one).trim_end_matches('.').to_owned(),
        (None, None) => String::new(),
    }
}

/// What each figure is, and what is good. The limits are the ones that the words for a line
/// go by: R 80 and 60 (ITU-T G.107, table B.1) are scores of 4.0 and 3.1; 150 ms is what
/// ITU-T G.114 finds to be no burden.
pub const FIGURES_MEAN: [(&str, &str); 4] = [
    (
        "Score",
        "How the line sounds to people, from 1 (bad) to 4.5 (excellent): 4.0 is good, below 3.1 is poor.",
    ),
    ("Lost", "Sound that came too late or not at all, and was made up: below 1 % hardly anybody hears it."),
    ("Delay", "From mouth to ear: up to 150 ms nobody minds, above 400 ms you talk over each other."),
    ("At worst", "The lowest score of this call so far."),
];

/// What the scores come from, a line for each direction.
#[must_use]
pub fn figures(sounds: &Sounds) -> Vec<String> {
    let of = |who: &str, quality: &CallQuality| {
        let sound = quality.lately?;
        let (whole, tenths) = (sound.lost / 10, sound.lost % 10);
        let worst = match quality.worst {
            0 => String::new(),
            worst => format!(", at worst {}", mos(worst)),
        };
        Some(format!("{who}: {whole}.{tenths} % lost, {} ms of delay{worst}.", sound.delay))
    };
    let them = sounds.theirs.as_ref().and_then(|theirs| of("What they hear", theirs));
    of("What you hear", &sounds.ours).into_iter().chain(them).collect()
}

/// What is wrong with the sound, in sentences.
#[must_use]
pub fn troubles(sounds: &Sounds) -> Vec<&'static str> {
    let silent = sounds.theirs.is_some_and(|told| told.gives_nothing);
    let mut out = Vec::new();
    if silent {
        out.push("The customer’s microphone gives no sound. You can ask them in writing to check it.");
    } else if sounds.ours.hears_nothing {
        out.push("Nothing comes from the customer. You can write to them.");
    }
    if sounds.ours.gives_nothing {
        out.push("Your microphone gives no sound. Is it switched on?");
    } else if sounds.unheard {
        out.push("The customer can’t hear you. You can write to them.");
    }
    out
}

fn score(sound: Sound) -> String {
    let word = match sound.grade {
        Grade::Good => "good",
        Grade::Fair => "fair",
        Grade::Poor => "poor",
    };
    format!("{word} {}", mos(sound.mos))
}

/// Hundredths, to the tenth; another side's word stays within the scale.
fn mos(hundredths: u16) -> String {
    let tenths = (hundredths.clamp(100, 450) + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}
