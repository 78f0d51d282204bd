//! Runs the likeness of targets over a data set of anyone's:
//!
//! ```text
//! cargo run -p alongside-core --example score -- [--summary] [FILE]
//! ```
//!
//! Reads a JSON object a line, from the file or from the standard input:
//! `{ "target": {..}, "candidates": [{..}, ..], "truth": 3 }`, where `truth` is the
//! position of the right candidate, or `null` when it is gone. Prints an answer a
//! line, or with `--summary` how many were right.

use std::{
    env,
    error::Error,
    fs::File,
    io::{self, BufRead, BufReader, Write},
};

use alongside_core::guide::likeness::{Verdict, score};
use alongside_protocol::flow::Fingerprint;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    target: Fingerprint,
    candidates: Vec<Fingerprint>,
    /// Not given, the case is answered and not counted.
    #[serde(default, deserialize_with = "given")]
    truth: Option<Option<usize>>,
}

/// Tells a `null` from nothing at all.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<usize>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    /// Where the target is, or null when it abstains.
    answer: Option<usize>,
    /// The most like, in per mille.
    score: Option<u16>,
    /// The next, when it was too close to tell them apart.
    runner_up: Option<u16>,
}

/// The counts, by what is true.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    there: There,
    gone: Gone,
}

/// The target is on the page.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct There {
    found_right: usize,
    found_wrong: usize,
    abstained: usize,
}

/// The target is not on the page.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Gone {
    rightly_abstained: usize,
    wrongly_answered: usize,
}

impl Summary {
    fn count(&mut self, answer: Option<usize>, truth: Option<usize>) {
        let count = match (answer, truth) {
            (Some(_), None) => &mut self.gone.wrongly_answered,
            (None, None) => &mut self.gone.rightly_abstained,
            (None, Some(_)) => &mut self.there.abstained,
            (Some(answer), Some(truth)) if answer == truth => &mut self.there.found_right,
            (Some(_), Some(_)) => &mut self.there.found_wrong,
        };
        *count += 1;
    }
}

fn answer(case: &Case) -> Answer {
    match score(&case.target, &case.candidates) {
        Verdict::Found { at, score } => {
            Answer { answer: Some(at), score: Some(score.per_mille()), runner_up: None }
        }
        Verdict::Unsure { score, runner_up_score, .. } => Answer {
            answer: None,
            score: Some(score.per_mille()),
            runner_up: Some(runner_up_score.per_mille()),
        },
        Verdict::None { best } => {
            Answer { answer: None, score: best.map(|(_, score)| score.per_mille()), runner_up: None }
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|given| given.starts_with("--"));
    if let Some(unknown) = options.iter().find(|option| *option != "--summary") {
        return Err(format!("expected --summary or a file, found {unknown}").into());
    }
    let input: Box<dyn BufRead> = match files.as_slice() {
        [] => Box::new(io::stdin().lock()),
        [file] => Box::new(BufReader::new(File::open(file).map_err(|error| format!("{file}: {error}"))?)),
        [_, second, ..] => return Err(format!("expected one file, found {second} too").into()),
    };
    let mut out = io::stdout().lock();
    let mut summary = Summary::default();
    for (number, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let case: Case =
            serde_json::from_str(&line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let answer = answer(&case);
        if options.is_empty() {
            writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        } else if let Some(truth) = case.truth {
            summary.count(answer.answer, truth);
        }
    }
    if !options.is_empty() {
        writeln!(out, "{}", serde_json::to_string_pretty(&summary)?)?;
    }
    Ok(())
}
