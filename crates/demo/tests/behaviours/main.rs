//! What a web team will test first: every behaviour by its name, in Chromium and in
//! Firefox, with default settings and real clicks, keys and navigation.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

/// The behaviours of a file, by the names of their functions.
macro_rules! behaviours {
    ($area:literal, $ways:expr, $($name:ident),+ $(,)?) => {
        pub(crate) fn all() -> Vec<crate::Behaviour> {
            vec![$(crate::Behaviour {
                area: $area,
                name: stringify!($name),
                ways: $ways,
                play: |stage| Box::pin($name(stage)),
            }),+]
        }
    };
}

mod act;
mod axe;
mod guest;
mod journey;
mod keys;
mod missing;
mod place;
mod reader;
mod stack;
mod stage;
mod target;

use std::{pin::Pin, process::ExitCode, time::Duration};

use stage::{Engine, Stage, Trials};

/// What must be true of guidance in a real browser.
pub(crate) struct Behaviour {
    area: &'static str,
    name: &'static str,
    /// How the card may be anchored.
    ways: &'static [Way],
    play: fn(Stage) -> Pin<Box<dyn Future<Output = ()> + Send>>,
}

/// How the card comes to its target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By whatever the browser has.
    Native,
    /// By measuring, as in a browser without anchor positioning.
    Measured,
}

/// Where how the card is placed does not matter.
pub(crate) const AS_IT_IS: &[Way] = &[Way::Native];

/// No test takes longer, whatever a browser does.
const LONGEST: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let mut trials = Trials::of_at_most(LONGEST);
    let all = [
        target::all(),
        missing::all(),
        place::all(),
        stack::all(),
        act::all(),
        journey::all(),
        keys::all(),
        guest::all(),
        reader::all(),
        axe::all(),
    ];
    for behaviour in all.into_iter().flatten() {
        let Behaviour { area, name, ways, play } = behaviour;
        for &way in ways {
            let suffix = if way == Way::Measured { " (measured)" } else { "" };
            for engine in Engine::ALL {
                let test = format!("{area}::{name}{suffix}");
                trials.add(engine, &test, name.to_owned(), way == Way::Measured, move |stage| async move {
                    play(stage).await;
                    Ok(())
                });
            }
        }
    }
    trials.run()
}
