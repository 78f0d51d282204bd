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

/// What the scores come from.
#[must_use]
pub fn figures(sounds: &Sounds) -> String {
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
    let lines: Vec<String> = of("What you hear", &sounds.ours).into_iter().chain(them).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("{} The score goes from 1, bad, to 4.5, excellent.", lines.join(" "))
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
