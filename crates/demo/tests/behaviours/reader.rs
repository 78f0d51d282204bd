//! What somebody hears who sees nothing: a whole flow, walked by keyboard, as a transcript.

use axum::http::Method;
use thirtyfour::{
    Key, WebElement,
    common::{command::FormatRequestData, requestdata::RequestData},
};

use crate::{
    AS_IT_IS,
    stage::{Page, Stage},
};

behaviours!("reader", AS_IT_IS, a_whole_flow_is_read_in_order);

const BODY: &str = "<h1>Delivery</h1><form id=form>\
    <p><label>Email <input id=mail type=email required></label>\
    <p><button id=ship type=button>Ship it</button></form>";

const STEPS: &str = "
    { id: 'welcome', target: 'h1', title: 'Welcome', text: 'This takes **two** minutes.' },
    { id: 'mail', target: '#mail', title: 'Your email', text: 'For the receipt.', done: 'valid' },
    { id: 'ship', target: '#ship', title: 'Send it off', done: 'click',
      text: 'It comes:\\n\\n- by post\\n- or *by bicycle*\\n\\nSee the [prices](/prices).' },
    { id: 'voucher', target: '#voucher', title: 'Your voucher', text: 'If you have one.',
      wait: { for: 300, then: 'message' } },
    { id: 'last', target: 'h1', title: 'All done', text: 'Thank you.' }";

/// What is heard, in order: what the live region says by itself (`said`); what there is when one goes
/// into the card (its own role, name and description, then what is to be read in it); and
/// where Tab stops, with a `!` before what can't be used yet.
const TRANSCRIPT: &str = "
said Step 1 of 5: Welcome. This takes two minutes.
dialog “Welcome”, This takes two minutes.
  heading “Welcome”
  Tab: button “Close”
  Tab: button “Next”
said Step 2 of 5: Your email. For the receipt.
dialog “Your email”, For the receipt.
  heading “Your email”
  Tab: button “Close”
  Tab: button “Back”
  Tab: !button “Next”
said Please fill out this field.
dialog “Your email”, For the receipt. Please fill out this field.
  heading “Your email”
said Step 3 of 5: Send it off. It comes: by post. or by bicycle. See the prices.
dialog “Send it off”, It comes: by post or by bicycle See the prices.
  heading “Send it off”
  listitem “by post”
  listitem “or by bicycle”
  Tab: button “Close”
  Tab: link “prices”
  Tab: button “Back”
said Step 4 of 5: Your voucher. If you have one. We can't find this on the page right now.
dialog “Your voucher”, If you have one. We can't find this on the page right now.
  heading “Your voucher”
  Tab: button “Close”
  Tab: button “Back”
  Tab: button “Next”
said Step 5 of 5: All done. Thank you.
dialog “All done”, Thank you.
  heading “All done”
  Tab: button “Close”
  Tab: button “Back”
  Tab: button “Finish”
";

/// The accessible role or name of an element, as the browser has worked it out.
#[derive(Debug)]
struct Computed<'a>(&'a WebElement, &'static str);

impl FormatRequestData for Computed<'_> {
    fn format_request(&self, session: &thirtyfour::SessionId) -> RequestData {
        let id = self.0.element_id();
        RequestData::new(Method::GET, format!("session/{session}/element/{id}/computed{}", self.1))
    }
}

async fn computed(element: &WebElement, what: &'static str) -> String {
    element.handle().cmd(Computed(element, what)).await.unwrap().value().unwrap()
}

async fn role_and_name(element: &WebElement) -> String {
    format!("{} “{}”", computed(element, "role").await, computed(element, "label").await)
}

async fn elements(stage: &Stage, expression: &str) -> Vec<WebElement> {
    stage.driver().execute(format!("return {expression}"), vec![]).await.unwrap().elements().unwrap()
}

/// WebDriver tells no description, so this is what `aria-describedby` refers to and is not hidden.
const DESCRIPTION: &str = "eyes.card().getAttribute('aria-describedby').split(' ').map((id) => eyes.ours(`#${id}`))\
    .filter(eyes.isSeen).map((part) => part.innerText.trim().replace(/\\s+/g, ' ')).join(' ')";
const AT_LAST: &str =
    "[...eyes.card().querySelectorAll('button')].filter(eyes.isSeen).at(-1) === eyes.overlay().activeElement";
const IN_CARD: &str = "eyes.card()?.contains(eyes.overlay().activeElement)";

/// Takes notes while somebody listens.
struct Listener {
    stage: Stage,
    heard: usize,
    notes: Vec<String>,
}

impl Listener {
    /// Waits for the live region to say something new, and notes it.
    async fn hears(&mut self) {
        let heard = self.heard;
        self.stage.until("something is said", &format!("eyes.said.length > {heard}")).await;
        // Should more come than one thing, it is noted too, and is not in the transcript.
        self.stage.moment().await;
        let said = self.stage.ask("eyes.said").await;
        let new = said.as_array().unwrap()[heard..].iter();
        self.notes.extend(new.map(|words| format!("said {}", words.as_str().unwrap())));
        self.heard = said.as_array().unwrap().len();
    }

    /// Notes what the card is.
    async fn reads_card(&mut self) {
        let card = elements(&self.stage, "[eyes.card()]").await;
        let description = self.stage.ask(DESCRIPTION).await;
        let line = format!("{}, {}", role_and_name(&card[0]).await, description.as_str().unwrap());
        self.notes.push(line);
        for part in elements(&self.stage, "[...eyes.card().querySelectorAll('.title, li')]").await {
            // Of a line of a list its words: it has no name, and Firefox gives the dot before it as one.
            let (role, words) = (computed(&part, "role").await, part.text().await.unwrap());
            self.notes.push(format!("  {role} “{words}”"));
        }
    }

    /// Goes into the card by Tab and through it, notes where it stops, and stays on the last
    /// button: from there one would come to the browser's own bars.
    async fn tabs_through_card(&mut self) {
        self.presses_until(true, &format!("!{IN_CARD}")).await;
        self.presses_until(false, IN_CARD).await;
        loop {
            self.stage.must("the focus is in the card", IN_CARD).await;
            let control = elements(&self.stage, "[eyes.overlay().activeElement]").await;
            let off = self.stage.holds("eyes.overlay().activeElement.ariaDisabled === 'true'").await;
            let sign = if off { "!" } else { "" };
            let line = format!("  Tab: {sign}{}", role_and_name(&control[0]).await);
            self.notes.push(line);
            if self.stage.holds(AT_LAST).await {
                return;
            }
            self.stage.press(Key::Tab).await;
        }
    }

    /// Presses Tab, with Shift or without, until it holds.
    async fn presses_until(&self, back: bool, expression: &str) {
        for _ in 0..20 {
            if self.stage.holds(expression).await {
                return;
            }
            let chain = self.stage.driver().action_chain();
            let chain = if back {
                chain.key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift)
            } else {
                chain.send_keys(Key::Tab)
            };
            chain.perform().await.unwrap();
        }
        panic!("Tab never comes to where {expression}\n{}", self.stage.outline().await);
    }

    /// A step comes, is read and is gone through.
    async fn takes_in_step(&mut self) {
        self.hears().await;
        self.reads_card().await;
        self.tabs_through_card().await;
    }
}

async fn a_whole_flow_is_read_in_order(stage: Stage) {
    let page = Page::new(BODY).guide(STEPS);
    stage.open(page).await;
    let mut listener = Listener { stage, heard: 0, notes: Vec::new() };

    listener.takes_in_step().await;
    listener.stage.press(Key::Enter).await;

    listener.takes_in_step().await;
    // Too early: it is said what is missing.
    listener.stage.press(Key::Enter).await;
    listener.hears().await;
    listener.reads_card().await;
    listener.presses_until(true, "document.activeElement.id === 'mail'").await;
    listener.stage.press("ada@example.com").await;
    listener.stage.press(Key::Tab).await;

    listener.takes_in_step().await;
    listener.presses_until(true, "document.activeElement.id === 'ship'").await;
    listener.stage.press(Key::Enter).await;

    listener.takes_in_step().await;
    listener.stage.press(Key::Enter).await;

    listener.takes_in_step().await;
    listener.stage.press(Key::Enter).await;
    listener.stage.sees_end("completed").await;
    listener.stage.moment().await;

    assert_eq!(listener.stage.ask("eyes.said").await.as_array().unwrap().len(), listener.heard);
    let notes = listener.notes.join("\n");
    assert!(notes == TRANSCRIPT.trim(), "what is heard:\n{notes}");
}
