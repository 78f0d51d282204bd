//! At the bank, to an account.

use crate::{
    site::{
        Act::{Choose, Click, Write},
        Site, Step,
    },
    support::stage::Stage,
    walk::walk,
};

const BANK: Site = Site {
    flow: "open-account",
    goal: "/open/done.html",
    steps: &[
        Step {
            id: "home",
            pages: &["/help.html", "/transfer.html", "/transfer-done.html", "/dispute/*", "/open/done.html"],
            target: "header .brand",
            follow: &[Click("header .brand")],
        },
        Step {
            id: "begin",
            pages: &["/", "/accounts.html"],
            target: "#task-open, #go-open",
            follow: &[Click("#task-open, #go-open")],
        },
        Step {
            id: "choose",
            pages: &["/open/"],
            target: "#open-form",
            follow: &[Click("#account-everyday"), Click("#start")],
        },
        Step {
            id: "name",
            pages: &["/open/details.html"],
            target: "#fullname",
            follow: &[Write("#fullname", "Ada Morgan\t")],
        },
        Step {
            id: "birthdate",
            pages: &["/open/details.html"],
            target: "#birthdate",
            follow: &[Write("#birthdate", "05171990\t")],
        },
        Step {
            id: "contact",
            pages: &["/open/details.html"],
            target: "#continue",
            follow: &[
                Write("#email", "ada@example.org"),
                Write("#mobile", "085 123 4567"),
                Click("#continue"),
            ],
        },
        Step {
            id: "address",
            pages: &["/open/address.html"],
            target: "#continue",
            follow: &[
                Write("#address", "12 Quay Street"),
                Write("#city", "Galway"),
                Write("#postcode", "H91 AB34"),
                Write("#country", "Ireland"),
                Write("#employment", "Employed"),
                Write("#income", "32000"),
                Click("#continue"),
            ],
        },
        Step {
            id: "password",
            pages: &["/open/security.html"],
            target: "#password",
            follow: &[Write("#password", "otter granite 7 lamp\t")],
        },
        Step {
            id: "confirm",
            pages: &["/open/security.html"],
            target: "#continue",
            follow: &[Write("#code", "123456"), Choose("#terms"), Click("#continue")],
        },
        Step {
            id: "review",
            pages: &["/open/review.html"],
            target: "#open-account",
            follow: &[Click("#open-account")],
        },
        Step {
            id: "fill-in",
            pages: &["/open/review.html"],
            target: "#review-list",
            follow: &[Click("#review-list a[href='/open/']")],
        },
    ],
    entered: &[
        ("#fullname", "Ada Morgan\t"),
        ("#birthdate", "05171990\t"),
        ("#email", "ada@example.org\t"),
        ("#mobile", "085 123 4567\t"),
        ("#address", "12 Quay Street\t"),
        ("#city", "Galway\t"),
        ("#postcode", "H91 AB34\t"),
        ("#country", "Ireland\t"),
        ("#employment", "Employed\t"),
        ("#income", "32000\t"),
        ("#password", "otter granite 7 lamp\t"),
        ("#code", "123456\t"),
    ],
};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_clicks_at_random_is_led_to_the_account_all_the_same() {
    let stage = Stage::set().await;
    let went = walk(&BANK, &stage.demo.bank).await;
    // It was a walk, and it was guided.
    assert!(went.pages.len() >= 10 && went.steps.len() >= 6 && went.shown > 66, "{went:?}");
    stage.strike().await;
}
