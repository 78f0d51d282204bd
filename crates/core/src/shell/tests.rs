use super::{
    Leaves::{Framed, Holder},
    Navigation, Shell, Way, may_be_framed,
};

fn link(to: &str) -> Navigation<'_> {
    Navigation { to, same_origin: true, same_document: false, opens: true, download: false, posts: false }
}

const NEXT: &str = "https://bank.example/next";

#[test]
fn while_a_call_is_live_the_next_page_is_framed() {
    let mut shell = Shell::new(true);
    assert_eq!(shell.way(true, Holder, link(NEXT)), Way::Framed);
    assert_eq!(shell.way(false, Holder, link(NEXT)), Way::AsIs, "without a call");
    assert_eq!(Shell::new(false).way(true, Holder, link(NEXT)), Way::AsIs, "switched off");
}

#[test]
fn what_opens_no_page_of_the_site_is_left_to_the_browser() {
    let others = [
        Navigation { same_origin: false, ..link("https://elsewhere.example/") },
        Navigation { same_document: true, ..link("https://bank.example/#more") },
        Navigation { opens: false, ..link(NEXT) },
        Navigation { download: true, ..link(NEXT) },
    ];
    for other in others {
        assert_eq!(Shell::new(true).way(true, Holder, other), Way::AsIs, "{other:?}");
    }
}

#[test]
fn in_the_frame_pages_follow_each_other_until_the_call_ends() {
    let mut shell = Shell::new(true);
    shell.way(true, Holder, link(NEXT));
    shell.arrived(NEXT);
    assert_eq!(shell.way(true, Framed, link("https://bank.example/third")), Way::AsIs);
    shell.arrived("https://bank.example/third");
    assert_eq!(shell.way(false, Framed, link("https://bank.example/fourth")), Way::Top, "it dissolves");
    let reload = Navigation { opens: false, ..link(NEXT) };
    assert_eq!(shell.way(false, Framed, reload), Way::AsIs, "closing the call moves nothing");
}

#[test]
fn another_site_takes_the_whole_window() {
    let mut shell = Shell::new(true);
    shell.arrived(NEXT);
    let other = Navigation { same_origin: false, ..link("https://elsewhere.example/") };
    assert_eq!(shell.way(true, Framed, other), Way::Top);
}

#[test]
fn a_page_that_refuses_is_opened_for_real_and_not_framed_again() {
    let mut shell = Shell::new(true);
    shell.way(true, Holder, link(NEXT));
    assert_eq!(shell.refused().as_deref(), Some(NEXT));
    assert_eq!(shell.refused(), None, "said once");
    assert_eq!(shell.way(true, Holder, link(NEXT)), Way::AsIs);
    assert_eq!(shell.way(true, Framed, link(NEXT)), Way::Top);
    assert_eq!(shell.way(true, Holder, link("https://bank.example/other")), Way::Framed);
}

#[test]
fn a_page_that_breaks_out_of_frames_is_let_out() {
    let mut shell = Shell::new(true);
    shell.way(true, Holder, link(NEXT));
    assert_eq!(shell.way(true, Holder, link(NEXT)), Way::AsIs, "while it loads");
    let mut shell = Shell::new(true);
    shell.arrived(NEXT);
    assert_eq!(shell.way(true, Holder, link("https://bank.example/next#top")), Way::AsIs);
    shell.closed();
    assert_eq!(shell.way(true, Holder, link(NEXT)), Way::Framed, "when it is gone it may come again");
}

#[test]
fn a_form_is_sent_into_the_frame_once_it_is_known_that_the_answer_is_shown() {
    let form = Navigation { posts: true, ..link(NEXT) };
    let mut shell = Shell::new(true);
    assert!(shell.asks_framing());
    assert_eq!(shell.way(true, Holder, form), Way::AsIs);
    shell.framing(true);
    assert!(!shell.asks_framing());
    assert_eq!(shell.way(true, Holder, form), Way::Framed);
}

#[test]
fn a_site_that_refuses_frames_is_left_alone() {
    let mut shell = Shell::new(true);
    shell.framing(false);
    assert_eq!(shell.way(true, Holder, link(NEXT)), Way::AsIs);
}

#[test]
fn headers_say_whether_a_site_frames_its_own_pages() {
    let bank = "https://bank.example";
    let may = |options: &str, policy: &str| may_be_framed(options, policy, bank);
    assert!(may("", ""));
    assert!(may("SAMEORIGIN", "default-src 'self'"));
    assert!(!may("DENY", ""));
    assert!(!may("ALLOW-FROM https://bank.example", ""), "which no browser knows any more");
    assert!(!may("SAMEORIGIN, DENY", ""));
    assert!(!may("", "default-src 'self'; frame-ancestors 'none'"));
    assert!(may("DENY", "frame-ancestors 'self'"), "the policy outweighs the header");
    assert!(may("", "Frame-Ancestors https://bank.example/"));
    assert!(!may("", "frame-ancestors https://elsewhere.example"));
    assert!(!may("", "frame-ancestors 'self', frame-ancestors 'none'"), "all of them count");
}
