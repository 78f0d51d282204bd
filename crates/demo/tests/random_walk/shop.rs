//! At the shop, to an order.

use crate::{
    site::{
        Act::{Choose, Click, Write},
        Site, Step,
    },
    support::stage::Stage,
    walk::walk,
};

const SHOP: Site = Site {
    flow: "buy",
    goal: "/checkout/done.html",
    steps: &[
        Step { id: "look-around", pages: &["/basket.html"], target: "#browse", follow: &[Click("#browse")] },
        Step {
            id: "choose",
            pages: &["/", "/index.html", "/c/*"],
            target: "main .shelf",
            follow: &[Click("main .shelf a[href='/p/tarn-bottle.html'], main .shelf a")],
        },
        Step {
            id: "add",
            pages: &["/p/*"],
            target: "#add-to-basket",
            follow: &[Choose("#size input"), Click("#add-to-basket")],
        },
        Step {
            id: "to-basket",
            pages: &["/p/*"],
            target: "#go-to-basket",
            follow: &[Click("#go-to-basket")],
        },
        Step {
            id: "open-basket",
            pages: &[
                "/",
                "/index.html",
                "/c/*",
                "/p/*",
                "/help.html",
                "/returns.html",
                "/returns-done.html",
                "/checkout/*",
            ],
            target: "#basket-link",
            follow: &[Click("#basket-link")],
        },
        Step { id: "basket", pages: &["/basket.html"], target: "#checkout", follow: &[Click("#checkout")] },
        Step {
            id: "email",
            pages: &["/checkout/", "/checkout/index.html"],
            target: "#email",
            follow: &[Write("#email", "ada@example.org\t")],
        },
        Step {
            id: "delivery",
            pages: &["/checkout/", "/checkout/index.html"],
            target: "#continue",
            follow: &[
                Write("#name", "Ada Morgan"),
                Write("#address", "12 Quay Street"),
                Write("#city", "Galway"),
                Write("#postcode", "H91 AB34"),
                Write("#country", "Ireland"),
                Click("#continue"),
            ],
        },
        Step {
            id: "pay",
            pages: &["/checkout/payment.html"],
            target: "#pay",
            follow: &[
                Write("#card-number", "4111 1111 1111 1111"),
                Write("#card-expiry", "12 / 39"),
                Write("#card-cvc", "123"),
                Click("#pay"),
            ],
        },
    ],
    entered: &[],
};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_clicks_at_random_is_led_to_the_order_all_the_same() {
    let stage = Stage::set().await;
    let went = walk(&SHOP, &stage.demo.shop).await;
    // It was a walk, and it was guided.
    assert!(went.pages.len() >= 10 && went.steps.len() >= 4 && went.shown > 66, "{went:?}");
    stage.strike().await;
}
