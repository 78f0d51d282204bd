//! A customer on the telephone, found by the code that they say.

mod support;

use alongside_console::{app::Input, words};
use alongside_protocol::message::{Channel, FromAgent, ToAgent};
use support::{Console, active, all_sent, engagement};

#[test]
fn a_code_is_sent_however_it_is_written() {
    for said in ["482913", "482 913", " 482-913 ", "4 8 2 9 1 3"] {
        let mut console = Console::connected();
        let effects = console.input(Input::PhoneCode(said.into()));
        assert_eq!(all_sent(&effects), [FromAgent::PhoneCode(482_913)], "{said}");
    }
    for wrong in ["", "48291", "4829131", "48291x", "٤٨٢٩١٣"] {
        let mut console = Console::connected();
        assert!(all_sent(&console.input(Input::PhoneCode(wrong.into()))).is_empty(), "{wrong}");
        assert_eq!(console.state.notice, words::PHONE_CODE);
    }
}

#[test]
fn the_page_opens_and_there_is_no_line_in_it() {
    let mut console = Console::connected();
    console.input(Input::PhoneCode("482913".into()));
    let effects = console.hear(ToAgent::Engagement(engagement(7, Channel::Phone, active())));
    assert!(effects.is_empty(), "no microphone is asked for: {effects:?}");
    assert_eq!(console.state.open_room().unwrap().engagement.id, 7);
    assert!(console.state.voice.is_none());
    assert_eq!(words::end(Channel::Phone), "End");
}
