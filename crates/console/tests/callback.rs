//! Calling customers back: the order of the list, whom to call, and what came of it.

mod support;

use alongside_console::{
    app::Input,
    desk::{CallBack, rows},
};
use alongside_protocol::message::{
    Callback, CallbackDue, Channel, EndedBy, FromAgent, Stage, ToAgent, VisitView, Waiting,
};
use support::{Console, NOW, active, all_sent, engagement, visit};

fn to_call(id: u64, at: u64) -> VisitView {
    let waiting = Waiting { engagement: id, channel: Channel::Callback, since: NOW - 500_000 };
    VisitView { waiting: Some(waiting), callback: Some(CallbackDue { at, tries: 0 }), ..visit(id, None) }
}

#[test]
fn who_is_due_comes_first_then_the_queue_then_who_is_called_later() {
    let mut console = Console::connected();
    for view in [
        to_call(1, NOW + 60_000),
        to_call(2, NOW + 30_000),
        visit(3, Some(NOW - 10_000)),
        to_call(4, NOW),
        visit(5, None),
    ] {
        console.hear(ToAgent::Visit(Box::new(view)));
    }
    let rows = rows(&console.state, NOW);
    let order: Vec<&str> = rows.iter().map(|row| row.visit.as_str()).collect();
    assert_eq!(order, ["visit-4", "visit-3", "visit-2", "visit-1", "visit-5"]);
    let callback = |at: usize| rows[at].waiting.as_ref().and_then(|wait| wait.callback);
    assert_eq!(callback(0), Some(CallBack { at: NOW, due: true, tries: 0 }));
    assert_eq!(callback(2).map(|callback| callback.due), Some(false));
    assert_eq!(console.state.waiting(), 1, "who has a time does not wait");
}

#[test]
fn whom_to_call_comes_when_it_is_taken_and_what_came_of_it_is_told() {
    for (reached, by) in [(true, EndedBy::Agent), (false, EndedBy::NotReached)] {
        let mut console = Console::connected();
        console.hear(ToAgent::Visit(Box::new(to_call(1, NOW))));
        console.input(Input::Accept(1));
        let out = console.hear(ToAgent::Engagement(engagement(1, Channel::Callback, active())));
        assert!(out.is_empty() && console.state.voice.is_none(), "it is no call in the page");
        let whom = Callback { at: NOW, phone: "085 123 4567".into(), name: "Ada".into(), tries: 0 };
        console.hear(ToAgent::Callback((1, whom.clone())));
        assert_eq!(console.state.room(1).and_then(|room| room.callback.clone()), Some(whom));
        let out = console.input(Input::CalledBack(1, reached));
        assert_eq!(all_sent(&out), [FromAgent::CallbackOver((1, reached))]);
        console.hear(ToAgent::Engagement(engagement(1, Channel::Callback, Stage::Ended { by })));
        let room = console.state.room(1).unwrap();
        assert!(!room.is_active() && room.callback.is_none(), "the number is not kept on the screen");
    }
}
