//! A visit as it stands in the list, and above the customer's page.

mod support;

use alongside_console::{
    app::State,
    desk::{Row, row},
};
use alongside_protocol::message::{FlowPosition, FormProgress, PageAbout, PageStep, Status, VisitView};
use support::{NOW, visit};

fn counters(flow: bool, step: bool) -> Row {
    let known = visit(1, None);
    let flow = flow.then(|| FlowPosition { flow: "dispute".into(), step: "card".into(), number: 2, of: 4 });
    let step = step.then(|| PageStep { number: 1, of: 3, name: "Address".into() });
    let about = Some(Box::new(PageAbout { step, ..PageAbout::default() }));
    let form = Some(FormProgress { fields: 5, done: 2, errors: 0, current: None });
    let status = known.status.map(|status| Status { flow, form, about, ..status });
    row(&State::default(), &VisitView { status, ..known }, NOW)
}

fn shown(row: Row) -> [bool; 3] {
    [row.step.is_some(), row.page_step.is_some(), row.form.is_some()]
}

#[test]
fn above_the_page_stands_one_counter_that_says_most() {
    assert_eq!(shown(counters(true, true)), [true; 3], "the list has them all");
    assert_eq!(shown(counters(true, true).with_one_counter()), [true, false, false]);
    assert_eq!(shown(counters(false, true).with_one_counter()), [false, true, false]);
    assert_eq!(shown(counters(false, false).with_one_counter()), [false, false, true]);
}
