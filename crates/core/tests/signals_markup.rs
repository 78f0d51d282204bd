//! What the markup of a page means for the signs of struggle.

#[path = "common/mark.rs"]
mod mark;

use alongside_core::observe::signals::{Clicked, FormFacts};

/// `button[type=submit]<div.pager<nav[aria-label=Pages]`: the innermost first.
fn clicked(path: &str) -> Clicked {
    Clicked { path: mark::path(path), beside: Vec::new() }
}

#[test]
fn what_a_click_does_there_can_be_seen_or_not() {
    for (path, opaque) in [
        ("button", false),
        ("span<button", false),
        ("div", false),
        ("div[role=button]", false),
        ("a", false),
        ("a[href=/terms]", true),
        ("img<a[href=/terms]", true),
        ("input[type=submit]", false),
        ("input[type=SUBMIT]", false),
        ("input", true),
        ("input[type=checkbox]", true),
        ("span<label", true),
        ("canvas", true),
        ("button<summary", true),
        ("button[aria-expanded=true]", true),
        ("button[aria-expanded=false]", false),
        ("p<div[contenteditable]", true),
        ("p<div[contenteditable=false]", false),
    ] {
        assert_eq!(clicked(path).is_opaque(), opaque, "{path}");
    }
}

#[test]
fn what_is_clicked_again_and_again_is_known_by_its_markup() {
    for (path, repeats) in [
        ("button", false),
        ("button<div.card", false),
        ("button<div.quantity-picker", true),
        ("button<div.Swiper", true),
        ("button.slick-arrow", true),
        // By a name only what is nearest: a page may be in a frame of that name.
        ("button<div<div.carousel", false),
        ("button<div<div[aria-roledescription=carousel]", true),
        ("button<li<nav[aria-label=Pagination]", true),
        ("button<li<nav[aria-label=Main]", false),
        ("td<tr<table[role=grid]", true),
        ("a[rel=next]", true),
        ("input[type=range]", true),
        ("input[type=text]", false),
    ] {
        assert_eq!(clicked(path).repeats(), repeats, "{path}");
    }
    for (beside, repeats) in [("input[type=number]", true), ("output", true), ("input", false)] {
        let beside = mark::path(beside);
        assert_eq!(Clicked { beside, ..clicked("button<div") }.repeats(), repeats);
    }
}

#[test]
fn the_element_that_acts_is_meant() {
    for (path, acting) in
        [("svg<span<button<a", Some(2)), ("div<main", None), ("div[role=link]<body", Some(0)), ("", None)]
    {
        assert_eq!(clicked(path).acting(), acting, "{path}");
    }
    for (path, background) in [("body<html", true), ("html", true), ("div<body<html", false)] {
        assert_eq!(clicked(path).is_background(), background, "{path}");
    }
    assert!(!Clicked::default().is_background() && !Clicked::default().is_opaque());
}

#[test]
fn a_button_of_a_form_is_no_field_of_it() {
    for (path, button) in [
        ("button<form", true),
        ("b<button<form", true),
        ("input[type=image]", true),
        ("div[role=button]", true),
        ("input", false),
        ("input[type=checkbox][role=button]", false),
        ("a[href=/]", false),
        ("div", false),
    ] {
        assert_eq!(clicked(path).is_button(), button, "{path}");
    }
}

#[test]
fn a_form_to_fill_in_asks_for_more_than_one_thing() {
    for (path, fields, counts) in [
        ("form", "input input[type=email] button", true),
        ("form", "input textarea", true),
        ("form", "select select", true),
        ("div[role=form]", "input input", true),
        ("form", "input", false),
        ("form", "input input[type=hidden] input[type=submit]", false),
        ("form", "input[type=search] select", false),
        ("form[role=search]", "input select", false),
        ("form<div[role=search]", "input select", false),
        ("form<search", "input select", false),
        ("form", "", false),
    ] {
        let marks = fields.split_whitespace().map(mark::mark).collect();
        let facts = FormFacts { form: 1, path: mark::path(path), fields: marks };
        assert_eq!(facts.is_to_fill_in(), counts, "{path} with {fields}");
    }
}
