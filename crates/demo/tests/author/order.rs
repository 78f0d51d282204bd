//! Steps are put in order: by the pointer, by the keyboard, by their buttons.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::support::{author::Author, browser::SOON, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_dragged_to_its_place_and_alt_with_an_arrow_moves_it() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.chooses("Flow return").await;
    author.presses("pick").await;
    browser.click("nav a[href='/c/camp.html']").await;
    author.presses("add-step").await;
    let [first, second, third] = ["Your order number", "Tell us what happened", "Camp"];
    author.has_steps(&[first, second, third]).await;

    // A drag as the browser makes it out of what the hand does.
    let from = author.finds(".steps li:nth-child(3) .name").await;
    let to = author.finds(".steps li:nth-child(1) .name").await;
    for (kind, (x, y)) in [
        ("mousePressed", from),
        ("mouseMoved", (from.0, from.1 - 4)),
        ("mouseMoved", (from.0, from.1 - 12)),
        ("mouseMoved", (to.0, to.1 + 2)),
        ("mouseMoved", to),
        ("mouseReleased", to),
    ] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
        browser.protocol("Input.dispatchMouseEvent", event).await;
    }
    author.has_steps(&[third, first, second]).await;
    author.sees("panel.querySelector('[data-testid=undo]').title === 'Undo: move step 3'").await;
    author.presses("undo").await;
    author.has_steps(&[first, second, third]).await;

    author.sees("(panel.querySelector('.steps li:nth-child(1) .name').focus(), true)").await;
    let alt = async |key: Key| {
        let keys = browser.driver().action_chain().key_down(Key::Alt).send_keys(key).key_up(Key::Alt);
        keys.perform().await.unwrap();
    };
    alt(Key::Down).await;
    author.has_steps(&[second, first, third]).await;
    // The keyboard has gone with the step.
    author.sees(&format!("panel.activeElement?.textContent === '{first}'")).await;
    alt(Key::Down).await;
    author.has_steps(&[second, third, first]).await;
    alt(Key::Down).await;
    alt(Key::Up).await;
    author.has_steps(&[second, first, third]).await;

    author.sees(&format!("(panel.querySelector('[aria-label=\"Delete: {third}\"]').click(), true)")).await;
    author.has_steps(&[second, first]).await;
    for _ in 0..4 {
        author.presses("undo").await;
    }
    author.has_steps(&[first, second, third]).await;
    author.customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_element_is_picked_by_the_keyboard_alone() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.chooses("Flow return").await;
    author.sees("(panel.querySelector('[data-testid=pick]').focus(), true)").await;
    browser.press(Key::Enter).await;
    author.sees("panel.querySelector('[data-testid=pick]').ariaPressed === 'true'").await;
    // Into the page, and on to its form; each element says what it is.
    let at = "panel.querySelector('.outline + .unseen')?.textContent ?? ''";
    let goes = async |key: Key, wanted: &str| {
        let reached = browser
            .poll(SOON, async || {
                let said = author.sees(&format!("({at}) || ' '")).await;
                let there = said.as_str().is_some_and(|said| said.starts_with(wanted));
                if !there {
                    browser.press(key.clone()).await;
                }
                there.then_some(())
            })
            .await;
        assert!(reached.is_some(), "{wanted} was not reached");
    };
    browser.press(Key::Down).await;
    goes(Key::Right, "main ").await;
    // To the sheet, to what opens it, past that, and to the form in it.
    for key in [Key::Down, Key::Down, Key::Right, Key::Down] {
        browser.press(key).await;
    }
    author.sees(&format!("({at}).startsWith('form ')")).await;
    browser.press(Key::Enter).await;
    author.sees("panel.querySelector('.picked') && panel.activeElement?.dataset.testid === 'add-step'").await;
    browser.press(Key::Enter).await;
    author.sees("panel.querySelectorAll('.steps .name').length === 3").await;

    // Escape ends, and the keyboard is where it was.
    author.sees("(panel.querySelector('[data-testid=pick]').focus(), true)").await;
    browser.press(Key::Enter).await;
    author.sees("panel.querySelector('.outline')").await;
    browser.press(Key::Escape).await;
    author.sees("!panel.querySelector('.outline') && panel.activeElement?.dataset.testid === 'pick'").await;
    let heard: Value = browser.run("return location.pathname", vec![]).await;
    assert_eq!(heard, json!("/returns.html"), "the page got none of it");
    author.customer.browser.close().await;
    stage.strike().await;
}
