//! Versions at the relay: said before they are saved, saved by who has seen the newest.

#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_author::{
    app::Input,
    document::Document,
    edit::Edit,
    saving::{Refusal, Saving, SavingCommand, SavingInput},
};
use alongside_protocol::versions::{Content, NewVersion, Version, Versions};

fn code() -> String {
    "0123".to_owned()
}

fn text(title: &str) -> String {
    let step = format!(r##"{{"id":"one","target":"#one","title":"{title}","text":"Go on."}}"##);
    format!(r#"{{"version":3,"flows":[{{"id":"pay","steps":[{step}]}}]}}"#)
}

fn document(title: &str) -> Document {
    Document::read(&text(title)).unwrap()
}

fn version(version: u64, restores: Option<u64>) -> Version {
    Version { version, at: version, by: "Sam".into(), restores }
}

fn versions(newest: u64) -> Versions {
    let versions = (1..=newest).rev().map(|number| version(number, None)).collect();
    Versions { site: "Shop".into(), author: "Dana".into(), versions }
}

fn read(version: u64) -> SavingCommand {
    SavingCommand::Read(code(), version)
}

fn save(base: u64, content: Content) -> Vec<SavingCommand> {
    vec![SavingCommand::Save(code(), NewVersion { base, content })]
}

/// With two versions, of which the newest says "New".
fn opened() -> Saving {
    let mut saving = Saving::default();
    assert_eq!(saving.handle(SavingInput::Code(" 0123\n".into())), [SavingCommand::List(code())]);
    assert_eq!(saving.site(), None);
    let commands = saving.handle(SavingInput::Came(Ok(versions(2))));
    assert_eq!(commands, [SavingCommand::Remember(Some(code())), read(2)]);
    assert!(!saving.can_save(), "nobody knows yet what it would change");
    assert_eq!(saving.handle(SavingInput::Document(2, Ok(text("New")))), []);
    saving
}

#[test]
fn what_saving_would_change_is_said_first() {
    let mut saving = opened();
    assert_eq!((saving.site(), saving.next()), (Some(("Shop", "Dana")), 3));
    let changes = saving.changes(&document("Newer")).unwrap();
    assert_eq!(changes, ["pay / one: title changed from “New” to “Newer”"]);
    let content = Content::Document(text("Newer"));
    assert_eq!(saving.handle(SavingInput::Save(text("Newer"))), save(2, content));
    assert_eq!(saving.handle(SavingInput::Save(text("Newer"))), [], "once is enough");
    let began = SavingCommand::Began(text("Newer"));
    assert_eq!(saving.handle(SavingInput::Saved(Ok(version(3, None)))), [began]);
    assert_eq!(saving.notice(), "Saved as version 3.");
    saving.writes_on();
    assert_eq!(saving.notice(), "");
    assert_eq!(saving.changes(&document("Newer")), Ok(vec![]));
    assert_eq!((saving.next(), saving.versions().len()), (4, 3));
}

#[test]
fn the_first_version_has_everything_in_it() {
    let mut saving = Saving::default();
    saving.handle(SavingInput::Code(code()));
    saving.handle(SavingInput::Came(Ok(versions(0))));
    assert_eq!(saving.next(), 1);
    assert_eq!(
        saving.changes(&document("New")),
        Ok(vec!["The first version here is the whole document: 1 flow.".to_owned()])
    );
    let content = Content::Document(text("New"));
    assert_eq!(saving.handle(SavingInput::Save(text("New"))), save(0, content));
}

#[test]
fn an_older_version_is_looked_at_and_becomes_the_newest_again() {
    let mut saving = opened();
    assert_eq!(saving.handle(SavingInput::Look(1)), [read(1)]);
    assert!(!saving.can_roll_back());
    assert_eq!(saving.handle(SavingInput::RollBack), []);
    saving.handle(SavingInput::Document(1, Ok(text("Old"))));
    let told = "pay / one: title changed from “New” to “Old”".to_owned();
    assert_eq!(saving.looked(), Some((1, Ok(vec![told]))));
    assert_eq!(saving.handle(SavingInput::RollBack), save(2, Content::Restore(1)));
    let commands = saving.handle(SavingInput::Saved(Ok(version(3, Some(1)))));
    let label = "go back to version 1".to_owned();
    assert_eq!(commands, [SavingCommand::TakeUp { document: text("Old"), label }]);
    assert_eq!(saving.notice(), "Version 1 is the newest again, as version 3.");
    assert_eq!((saving.looked(), saving.changes(&document("Old"))), (None, Ok(vec![])));
    // Taking it up, as that has asked for, clears nothing of what was said.
    let taken_up = Edit::TakeUp { document: Box::new(document("Old")), label: String::new() };
    assert!(!Input::Edit(taken_up).is_writing());
    assert!(Input::Undo.is_writing());
}

#[test]
fn who_was_overtaken_sees_what_saving_would_change_now() {
    let mut saving = opened();
    saving.handle(SavingInput::Save(text("Mine")));
    let refusal = Refusal { status: 409, message: "version 3 was saved by Sam in the meantime".into() };
    assert_eq!(saving.handle(SavingInput::Saved(Err(refusal))), [SavingCommand::List(code())]);
    let told = "Version 3 was saved by Sam in the meantime. Look at what saving would change now.";
    assert_eq!(saving.notice(), told);
    assert!(!saving.can_save());
    saving.handle(SavingInput::Came(Ok(versions(3))));
    saving.handle(SavingInput::Document(3, Ok(text("Sam's"))));
    assert_eq!(saving.notice(), told, "until the author has read it");
    let changes = saving.changes(&document("Mine")).unwrap();
    assert_eq!(changes, ["pay / one: title changed from “Sam's” to “Mine”"]);
    assert_eq!(saving.handle(SavingInput::Save(text("Mine"))), save(3, Content::Document(text("Mine"))));
}

#[test]
fn a_code_that_has_ended_is_forgotten_and_asked_for_again() {
    let mut saving = opened();
    saving.handle(SavingInput::Save(text("Mine")));
    let refusal = Refusal { status: 401, message: "the code is wrong or has ended".into() };
    assert_eq!(saving.handle(SavingInput::Saved(Err(refusal))), [SavingCommand::Remember(None)]);
    assert_eq!((saving.site(), saving.notice()), (None, "The code is wrong or has ended."));
    assert_eq!(saving.handle(SavingInput::Code(" ".into())), []);
    assert_eq!(saving.notice(), "Get a code on the console's page of flows.");
}

#[test]
fn a_relay_out_of_reach_loses_nothing() {
    let mut saving = opened();
    saving.handle(SavingInput::Save(text("Mine")));
    let gone = || Refusal { status: 0, message: "the relay can't be reached".into() };
    assert_eq!(saving.handle(SavingInput::Saved(Err(gone()))), []);
    assert_eq!(saving.notice(), "The relay can't be reached.");
    assert!(saving.can_save());
    saving.handle(SavingInput::Look(1));
    saving.handle(SavingInput::Document(1, Err(gone())));
    assert_eq!(saving.looked(), None, "it can be looked at again");
}

#[test]
fn a_version_that_can_t_be_compared_can_still_be_replaced() {
    let mut saving = Saving::default();
    saving.handle(SavingInput::Code(code()));
    saving.handle(SavingInput::Came(Ok(versions(1))));
    saving.handle(SavingInput::Document(1, Ok(r#"{"version":2,"flows":[]}"#.into())));
    let told = "The newest version can't be compared: version: author mode writes version 3, found 2";
    assert_eq!(saving.changes(&document("New")), Err(told.to_owned()));
    assert!(saving.can_save());
}

#[test]
fn what_did_not_begin_from_the_newest_version_says_so_before_it_takes_its_place() {
    let mut saving = opened();
    let (older, newer, mine) = (document("Old"), document("New"), document("Mine"));
    assert_eq!(saving.overlooked(&newer, &mine), None);
    assert_eq!(saving.overlooked(&older, &newer), None, "nothing would be undone");
    assert_eq!(saving.overlooked(&older, &mine).map(|version| version.version), Some(2));
    let taken_up = saving.handle(SavingInput::TakeUp);
    let label = "take up version 2".to_owned();
    assert_eq!(taken_up, [SavingCommand::TakeUp { document: newer.written(), label }]);

    // What was saved is what is written from.
    saving.handle(SavingInput::Save(text("Mine")));
    let commands = saving.handle(SavingInput::Saved(Ok(version(3, None))));
    assert_eq!(commands, [SavingCommand::Began(text("Mine"))]);
    assert_eq!(saving.overlooked(&mine, &document("More")), None);
    assert_eq!(saving.overlooked(&newer, &document("More")).map(|version| version.version), Some(3));
}

#[test]
fn what_the_relay_could_not_be_asked_is_asked_again() {
    let mut saving = Saving::default();
    saving.handle(SavingInput::Code(code()));
    saving.handle(SavingInput::Came(Ok(versions(2))));
    assert!(!saving.can_try_again());
    let gone = Refusal { status: 0, message: "the relay can't be reached".into() };
    saving.handle(SavingInput::Document(2, Err(gone)));
    assert!(saving.can_try_again() && !saving.can_save());
    assert_eq!(saving.handle(SavingInput::Again), [SavingCommand::List(code())]);
    saving.handle(SavingInput::Came(Ok(versions(2))));
    saving.handle(SavingInput::Document(2, Ok(text("New"))));
    assert!(!saving.can_try_again() && saving.can_save());
}
