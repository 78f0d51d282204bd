//! Who is heard when, and that both sides know: hold, the code of the line, what is
//! written while the relay is away, and a field that is nobody's business.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    packets::is_still_the_first_call,
    process::Process,
    stage::Stage,
    tone::{hears, hears_nothing},
};
use tokio::time::{Instant, sleep};

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;
/// The note of a line on hold that can be heard for longest.
const HOLD: u32 = 587;

/// Longer than an open microphone may be silent, and readings on top.
const WHILE: Duration = Duration::from_secs(14);

async fn talk(customer: &Customer, agent: &Agent) {
    customer.talks().await;
    agent.reads_of_customer(&["Voice", "Accept"]).await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_hold_the_customer_hears_a_tone_and_both_know() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    talk(&customer, &agent).await;
    has_one_code(&customer, &agent).await;

    agent.browser.click("[data-testid=hold]").await;
    customer.browser.says("[data-testid=call-state]", "has put you on hold").await;
    hears(&customer.browser, HOLD).await;
    let deaf = "document.getElementById('customer-audio').muted && \
        document.querySelector('[data-testid=hold]').ariaPressed === 'true'";
    agent.browser.until("an agent who hears nothing", deaf, vec![]).await;
    let end = Instant::now() + WHILE;
    while Instant::now() < end {
        let heard = customer.browser.run("return window.__hear()", vec![]).await;
        let (hertz, level) = (heard["hertz"].as_f64().unwrap(), heard["level"].as_f64().unwrap());
        let of_agent = (hertz - f64::from(AGENT)).abs() < 15.0 && level > -70.0;
        assert!(!of_agent, "{heard}");
        sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(words(&agent.browser, "[data-testid=line-trouble]").await, "");
    let trouble = words(&customer.browser, "[data-testid=call-trouble]").await;
    assert!(!trouble.as_str().unwrap_or_default().contains("No sound"), "{trouble}");

    agent.browser.click("[data-testid=hold]").await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    agent.browser.until("an agent who hears again", &format!("!({deaf})"), vec![]).await;

    is_still_the_first_call(&customer.browser).await;
    assert_eq!(customer.browser.violations().await, json!([]));
    assert_eq!(agent.browser.violations().await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

/// Both screens have the same four groups of two digits.
async fn has_one_code(customer: &Customer, agent: &Agent) {
    let code =
        "/^\\d\\d( \\d\\d){3}$/.exec(window.__find('[data-testid=call-code-digits]')?.textContent)?.[0]";
    let customers = customer.browser.until("the code of the call", code, vec![]).await;
    let agents = agent.browser.until("the code of the call", code, vec![]).await;
    assert_eq!(customers, agents);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_relay_the_agent_writes_mutes_and_holds() {
    let mut demo = Process::start();
    let agent = Agent::logs_in_at(&demo.console, &demo.name, &demo.password, Speaks(AGENT)).await;
    let customer = Customer::arrive(&demo.bank, Speaks(CUSTOMER)).await;
    talk(&customer, &agent).await;
    agent.copy("the page", "copy.querySelector('h1')", vec![]).await;
    agent.says("before").await;
    customer.reads("before").await;

    demo.kill();
    let cut = "document.querySelector('[data-testid=link-state]')?.textContent !== ''";
    agent.browser.until("a console without a relay", cut, vec![]).await;
    agent.says("meanwhile").await;
    customer.reads("meanwhile").await;
    customer.closes_panel().await;
    agent.says("to be read beside the page").await;
    customer.browser.says("[data-testid=caption]", "to be read beside the page").await;
    customer.opens_panel().await;
    customer.browser.sees_no("[data-testid=caption]").await;
    agent.browser.click("[data-testid=mute]").await;
    customer.browser.says("[data-testid=call-state]", "muted").await;
    agent.browser.click("[data-testid=hold]").await;
    customer.browser.says("[data-testid=call-state]", "has put you on hold").await;
    agent.browser.click("[data-testid=hold]").await;
    hears_nothing(&customer.browser).await;
    agent.browser.click("[data-testid=mute]").await;
    hears(&customer.browser, AGENT).await;
    // What is said of the call comes after the sound, and moves what is under it.
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    customer.browser.click("[data-testid=mute]").await;
    customer.browser.sees("[data-testid=mute][aria-pressed=true]").await;
    agent.browser.says("[data-testid=customer-line]", "The customer is muted.").await;
    customer.browser.click("[data-testid=mute]").await;

    demo.start_again();
    agent.stage_is("active").await;
    agent.browser.until("a console with a relay", &format!("!({cut})"), vec![]).await;
    agent.says("after").await;
    customer.reads("after").await;
    let said = ["before", "meanwhile", "to be read beside the page", "after"];
    let page = "document.querySelector('alongside-overlay').shadowRoot.querySelectorAll('.log li')";
    let console = "document.querySelectorAll('[data-testid=chat-log] li')";
    // Once, as they were said, and still so when the relay has told all of it.
    for _ in 0..2 {
        assert_eq!(times(&customer.browser, page, &said).await, json!([1, 1, 1, 1]));
        assert_eq!(times(&agent.browser, console, &said).await, json!([1, 1, 1, 1]));
        sleep(Duration::from_secs(2)).await;
    }
    // The relay has kept it: another page has it from there.
    customer.browser.reload().await;
    customer.is_accompanied().await;
    customer.opens_panel().await;
    for line in said {
        customer.reads(line).await;
    }
    assert_eq!(times(&customer.browser, page, &said).await, json!([1, 1, 1, 1]));
    customer.browser.close().await;
    agent.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_in_a_field_that_is_sealed_can_mute_for_it() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(CUSTOMER)).await;
    // A page of the bank's own has such a field in the middle of its form.
    let field = "for (const [id, type] of [['code', 'password'], ['city', 'text']]) {
            const field = Object.assign(document.createElement('input'), { id, type, ariaLabel: id });
            document.querySelector('main').prepend(field);
        }";
    customer.browser.run(field, vec![]).await;
    talk(&customer, &agent).await;
    customer.closes_panel().await;
    customer.browser.click("#city").await;
    customer.browser.sees_no("[data-testid=secret]").await;
    customer.browser.click("#code").await;
    customer.browser.says("[data-testid=secret]", "Mute while you type this?").await;
    let private = "The customer is typing something private.";
    agent.browser.says("[data-testid=customer-private]", private).await;
    customer.browser.click("[data-testid=mute-for-secret]").await;
    customer.browser.says("[data-testid=secret]", "You are muted until you leave this field.").await;
    hears_nothing(&agent.browser).await;
    let pressed = "window.__find('[data-testid=mute-for-secret]').ariaPressed === 'true' && \
        document.activeElement.id === 'code'";
    customer.browser.until("a press that leaves the focus", pressed, vec![]).await;
    // By keyboard: the focus is in the panel, and the field is not left by that.
    customer.browser.run("window.__find('[data-testid=mute-for-secret]').focus()", vec![]).await;
    sleep(Duration::from_secs(1)).await;
    customer.browser.says("[data-testid=secret]", "You are muted until you leave this field.").await;
    hears_nothing(&agent.browser).await;
    customer.browser.click("#city").await;
    customer.browser.sees_no("[data-testid=secret]").await;
    hears(&agent.browser, CUSTOMER).await;
    let gone = "document.querySelector('[data-testid=customer-private]').textContent === ''";
    agent.browser.until("nothing private", gone, vec![]).await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_microphone_is_switched_and_unplugged_in_the_same_call() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    talk(&customer, &agent).await;
    let level = "parseInt(window.__find('[data-testid=level]').style.getPropertyValue('--level')) > 20";
    customer.browser.until("a level of the microphone", level, vec![]).await;
    // Chromium's made-up devices: the one from the file, and others that beep.
    let other = "(() => {
        const choice = window.__find('[data-testid=microphone]');
        const other = [...choice.options].find(({ selected }) => !selected);
        if (!other) return null;
        choice.value = other.value;
        choice.dispatchEvent(new Event('change'));
        return other.value;
    })()";
    let wanted = customer.browser.until("another microphone", other, vec![]).await;
    let used = "window.__calls.at(-1).peer.getSenders()[0].track.getSettings().deviceId === arguments[0] && \
        window.__find('[data-testid=microphone]').value === arguments[0]";
    customer.browser.until("the other microphone on the line", used, vec![wanted]).await;
    let one = "window.__microphones.filter(({ readyState }) => readyState === 'live').length === 1";
    customer.browser.until("one microphone that is on", one, vec![]).await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;

    // Unplugged, with another one there.
    let unplug =
        "const track = window.__microphones.at(-1); track.stop(); track.dispatchEvent(new Event('ended'))";
    let so_far = customer.browser.run("return window.__microphones.length", vec![]).await;
    customer.browser.run(unplug, vec![]).await;
    let next = "window.__microphones.length > arguments[0] && window.__microphones.at(-1).readyState === 'live' && \
        window.__calls.at(-1).peer.getSenders()[0].track === window.__microphones.at(-1)";
    customer.browser.until("the next microphone on the line", next, vec![so_far]).await;
    // And with none left.
    let none = "navigator.mediaDevices.getUserMedia = () => \
        Promise.reject(new DOMException('none', 'NotFoundError'))";
    customer.browser.run(none, vec![]).await;
    customer.browser.run(unplug, vec![]).await;
    customer.browser.says("[data-testid=notice]", "Your microphone is gone.").await;
    customer.browser.says("[data-testid=call-state]", "You are listening.").await;
    agent.browser.says("[data-testid=customer-line]", "answers in writing").await;
    hears(&customer.browser, AGENT).await;

    agent.browser.run(none, vec![]).await;
    agent.browser.run(unplug, vec![]).await;
    agent.browser.says(".voice", "You are only listening.").await;
    customer.browser.says("[data-testid=call-state]", "muted").await;
    is_still_the_first_call(&customer.browser).await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

async fn words(browser: &Browser, selector: &str) -> Value {
    browser.run("return window.__words(arguments[0])", vec![selector.into()]).await
}

/// How often each of these was said, in a list of lines.
async fn times(browser: &Browser, lines: &str, said: &[&str]) -> Value {
    let script = format!(
        "const lines = [...({lines})].map(({{ textContent }}) => textContent);
        return arguments[0].map((said) => lines.filter((line) => line.includes(said)).length)"
    );
    browser.run(&script, vec![json!(said)]).await
}
