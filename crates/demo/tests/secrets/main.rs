//! Secrets planted wherever text can hide in a page leave it in no shape: not in the
//! frames of a recording, not in a byte at the socket; and what is sealed is not read.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

mod places;
mod recorded;
mod sent;
#[path = "../behaviours/stage/mod.rs"]
#[allow(dead_code, unused_imports, reason = "every test uses its part")]
mod stage;
#[path = "../support/mod.rs"]
mod support;
mod unread;

use std::panic::resume_unwind;

use places::{Leaves, PLACES, Place, Plant};
use stage::{Engine, Pool, Server, Stage};
use support::disguise::{disguises, holds};
use tokio::task::LocalSet;

/// Plays a test in a browser of its own, which is closed whatever happens: a Firefox
/// outlives its driver.
async fn play<F: Future<Output = ()> + 'static>(
    engine: Engine,
    name: &'static str,
    test: impl FnOnce(Stage) -> F,
) {
    let (pool, server) = (Pool::new(), Server::start().await);
    let stage = Stage::set(&pool, &server, engine, name, false).await;
    let test = test(stage);
    let outcome = LocalSet::new().run_until(async { tokio::task::spawn_local(test).await }).await;
    pool.close().await;
    if let Err(failure) = outcome {
        resume_unwind(failure.into_panic());
    }
}

/// How the page is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closed {
    /// By the level of the document.
    Document(&'static str),
    /// By the level of the element that holds all of the body.
    Part(&'static str),
}

impl Closed {
    /// What the level of a place makes of its secret.
    fn leaves(self, place: &Place) -> Leaves {
        if place.sealed {
            return Leaves::Never;
        }
        let in_part = !matches!(place.plant, Plant::Head(_)) && !place.name.contains("the document's title");
        let in_part = in_part && !place.name.contains("adopted sheet");
        match self {
            Self::Document("show") if place.default != Leaves::Must => Leaves::May,
            Self::Document("mask-all-text" | "hide") => Leaves::Never,
            Self::Part("mask-all-text" | "hide") if in_part => Leaves::Never,
            // What is around it stays as open as it was, and "show" opens nothing.
            _ => place.default,
        }
    }
}

/// Every place whose secret went where it should not, and every one whose word did not
/// come where it should.
fn wrong(bytes: &[u8], closed: Closed) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, place) in PLACES.iter().enumerate() {
        let secret = Place::secret(number);
        let found = disguises(&secret).into_iter().find(|(_, needle)| holds(bytes, needle));
        let lower = disguises(&secret.to_lowercase()).into_iter().find(|(_, needle)| holds(bytes, needle));
        match (closed.leaves(place), found.or(lower)) {
            (Leaves::Never, Some((disguise, _))) => wrong.push(format!("{} left as {disguise}", place.name)),
            (Leaves::Must, None) => {
                wrong.push(format!("{} is not there, so the search proves nothing", place.name))
            }
            _ => {}
        }
    }
    wrong
}

#[test]
fn every_secret_is_one_of_its_own() {
    let all: Vec<String> = (0..PLACES.len()).map(Place::secret).collect();
    for (number, secret) in all.iter().enumerate() {
        assert!(!all[..number].contains(secret), "{secret}");
        assert!(PLACES[number].planted(number).contains(secret.as_str()), "{}", PLACES[number].name);
    }
    assert!(PLACES.iter().filter(|place| place.default == Leaves::Never).count() >= 39);
}
