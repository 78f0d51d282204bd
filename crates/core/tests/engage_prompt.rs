//! The browser's question for the microphone is pointed at while it is open, where that
//! browser shows it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::{PromptPlace, PromptView},
    engine::Input,
};
use common::{Tab, announced, config, microphone};

const UP_HERE: &str = "Your browser asks for the microphone up here: choose “Allow”.";
const HEARD: &str = "Please allow the microphone, so that the agent can hear you. \
    Your browser asks for the microphone: choose “Allow”.";

fn asking(place: PromptPlace) -> (Tab, u32) {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::MicrophoneQuestion { token, place: Some(place) });
    (tab, token)
}

#[test]
fn a_question_that_is_really_open_is_pointed_at_and_said_once() {
    let (mut tab, token) = asking(PromptPlace::Left);
    assert!(announced(&tab.wait(499)).is_empty());
    assert_eq!(tab.panel().prompt, None, "a browser may answer by itself");
    assert_eq!(announced(&tab.wait(1)), [HEARD], "who hears it needs no \"up here\"");
    let points = PromptView { place: PromptPlace::Left, says: UP_HERE.into() };
    assert_eq!(tab.panel().prompt, Some(points));
    let again = tab.feed(Input::MicrophoneQuestion { token, place: Some(PromptPlace::Left) });
    assert!(announced(&again).is_empty());
    assert!(announced(&tab.wait(19_499)).is_empty(), "it is said once");
    assert_eq!(announced(&tab.wait(1)).len(), 1, "nobody has answered");
    assert!(tab.panel().prompt.is_some(), "it is still open");
}

#[test]
fn an_answer_takes_it_away_before_the_microphone_is_there() {
    let (mut tab, token) = asking(PromptPlace::Middle);
    tab.wait(3_000);
    tab.feed(Input::MicrophoneQuestion { token, place: None });
    assert_eq!(tab.panel().prompt, None);
    assert!(announced(&tab.wait(5_000)).is_empty());
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(tab.panel().prompt, None);
}

#[test]
fn no_question_no_arrow() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    // Granted, or a browser that doesn't tell: a microphone may take its time all the same.
    tab.feed(Input::MicrophoneQuestion { token, place: None });
    assert!(announced(&tab.wait(10_000)).is_empty());
    assert_eq!(tab.panel().prompt, None);
}

#[test]
fn who_goes_on_without_has_no_arrow_and_an_earlier_question_is_not_this_one() {
    let (mut tab, first) = asking(PromptPlace::Left);
    tab.wait(1_000);
    tab.feed(Input::Leave);
    assert_eq!(tab.panel().prompt, None);
    tab.feed(Input::Talk);
    tab.feed(Input::MicrophoneQuestion { token: first, place: Some(PromptPlace::Left) });
    tab.wait(1_000);
    assert_eq!(tab.panel().prompt, None);
}

#[test]
fn where_it_is_not_known_nothing_points_and_the_words_do_not_say_up_here() {
    let (mut tab, _) = asking(PromptPlace::Unknown);
    tab.wait(500);
    assert_eq!(
        tab.panel().prompt.as_ref().unwrap().says,
        "Your browser asks for the microphone: choose “Allow”."
    );
}

#[test]
fn each_browser_asks_in_its_own_place() {
    use PromptPlace::{InnerLeft, InnerRight, Left, Middle, Right, Unknown};
    let chromium = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
    let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0";
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0";
    let safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
    let android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
    for (agent, touch, language, bar, place) in [
        (chromium, 0, "en-IE", true, Left),
        (chromium, 0, "he", true, Right),
        (edge, 10, "de-DE", true, Left),
        (firefox, 0, "en-US", true, InnerLeft),
        (firefox, 0, "ar-EG", true, InnerRight),
        (safari, 0, "en-IE", true, Middle),
        (safari, 5, "en-IE", true, Unknown),
        (iphone, 5, "en-IE", true, Unknown),
        (android, 5, "en-IE", true, Unknown),
        (chromium, 0, "en-IE", false, Unknown),
        ("something else", 0, "en", true, Unknown),
    ] {
        assert_eq!(PromptPlace::of(agent, touch, language, bar), place, "{agent} {touch} {language} {bar}");
    }
}
