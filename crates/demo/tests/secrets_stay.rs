//! What a customer types as a secret leaves the page in no shape, with an agent
//! looking on.

mod support;

use support::{
    agent::Agent, browser::Microphone::Denied, customer::Customer, outline, stage::Stage, tap::Tap,
};

const PASSWORD: &str = "marble=Kettle&7+otter";
const CODE: &str = "493817";
const CARD: &str = "4111 1111 1111 1111";
const NAME: &str = "Aurelia Quillfeather";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_leaves_the_bank() {
    let (stage, tap) = Stage::tapped().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = joined(&format!("{}/open/details.html", stage.demo.bank), &agent).await;
    let browser = &customer.browser;
    browser.write("#fullname", &format!("{NAME}\t")).await;
    outline::is_masked(&agent, "fullname", NAME).await;

    browser.goto(&format!("{}/open/security.html", stage.demo.bank)).await;
    customer.is_accompanied().await;
    agent.copy("the next page", "copy.getElementById('password')", vec![]).await;
    browser.write("#password", PASSWORD).await;
    browser.write("#code", CODE).await;
    // A password that is shown is one still.
    browser.click("#password-toggle").await;
    agent.copy("a password that is text", "copy.getElementById('password').type === 'text'", vec![]).await;
    browser.write("#password", "!").await;
    browser.click("#code-resend").await;
    agent
        .copy("a marker", "copy.getElementById('code-status').textContent.includes('new code')", vec![])
        .await;

    stayed(&tap, &[PASSWORD, CODE, NAME]);
    left(&tap, "We have sent you a new code.");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_card_leaves_the_shop() {
    let (stage, tap) = Stage::tapped().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = joined(&format!("{}/p/tarn-bottle.html", stage.demo.shop), &agent).await;
    let browser = &customer.browser;
    customer.closes_panel().await;
    browser.click("label[for=size-1-litre]").await;
    browser.click("#add-to-basket").await;
    browser.says("#added-words", "added").await;
    browser.goto(&format!("{}/checkout/payment.html", stage.demo.shop)).await;
    customer.is_accompanied().await;
    agent.copy("the payment", "copy.getElementById('card-name')", vec![]).await;
    browser.write("#card-name", NAME).await;
    browser.write("#card-number", CARD).await;
    browser.write("#card-expiry", "12 / 20\t").await;
    browser.click("#pay").await;
    agent
        .copy("a marker", "copy.getElementById('card-expiry-error').textContent.includes('expired')", vec![])
        .await;

    stayed(&tap, &[CARD, &CARD.replace(' ', ""), NAME]);
    left(&tap, "This card has expired");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

/// A customer with an agent at their side, who has the page before them.
async fn joined(address: &str, agent: &Agent) -> Customer {
    let customer = Customer::arrive(address, Denied).await;
    customer.asks_to_write().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=status]", "Robin sees this page").await;
    outline::is_the_same(&customer, agent).await;
    customer
}

fn stayed(tap: &Tap, secrets: &[&str]) {
    let bytes = tap.left_the_pages();
    for secret in secrets {
        for (shape, needle) in shapes(secret) {
            assert!(!holds(&bytes, &needle), "“{secret}” left the page as {shape}");
        }
    }
}

/// The search finds what did leave; otherwise it would prove nothing.
fn left(tap: &Tap, marker: &str) {
    assert!(holds(&tap.left_the_pages(), marker.as_bytes()), "“{marker}” is not in what left the page");
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Every shape that a text may travel in.
fn shapes(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let reversed: String = text.chars().rev().collect();
    let wide = |turn: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(turn).collect::<Vec<u8>>();
    let every = |format: fn(&u8) -> String| bytes.iter().map(format).collect::<String>().into_bytes();
    let escaped = |plus: bool| {
        let one = |byte: &u8| match byte {
            b' ' if plus => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        bytes.iter().map(one).collect::<String>().into_bytes()
    };
    let mut shapes = vec![
        ("UTF-8", bytes.to_vec()),
        ("UTF-16, little end first", wide(u16::to_le_bytes)),
        ("UTF-16, big end first", wide(u16::to_be_bytes)),
        ("reversed", reversed.into_bytes()),
        ("hex", every(|byte| format!("{byte:02x}"))),
        ("hex, capitals", every(|byte| format!("{byte:02X}"))),
        ("percent-encoded", escaped(false)),
        ("form-encoded", escaped(true)),
        ("percent-encoded throughout", every(|byte| format!("%{byte:02X}"))),
    ];
    for before in 0..3 {
        for (name, signs) in [("base64", b"+/"), ("base64 for addresses", b"-_")] {
            shapes.push((name, base64(bytes, before, signs)));
        }
    }
    shapes
}

/// The characters that stand for nothing but `bytes`, with so many bytes before
/// them in their group of three.
fn base64(bytes: &[u8], before: usize, signs: &[u8; 2]) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    let letter = |from: usize| {
        let value = (from..from + 6).fold(0, |value, at| value << 1 | usize::from(bit(at)));
        LETTERS.get(value).copied().unwrap_or_else(|| signs[value - 62])
    };
    // The first bits share a character with the byte before them.
    let first = (6 - before * 8 % 6) % 6;
    (first..bytes.len() * 8 - 5).step_by(6).map(letter).collect()
}

#[test]
fn the_shapes_are_right() {
    let all = shapes("Öl 7");
    let of = |name: &str| {
        all.iter().filter(|(known, _)| *known == name).map(|(_, shape)| shape.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("hex")[0], b"c3966c2037");
    assert_eq!(of("percent-encoded")[0], b"%C3%96l%207");
    assert_eq!(of("UTF-16, big end first")[0], b"\0\xd6\0l\0 \x007");
    // printf 'Öl 7' | base64; the same with "x" and with "xy" before it.
    assert!(b"w5ZsIDc=".starts_with(&of("base64")[0]));
    assert!(holds(b"eMOWbCA3", &of("base64")[1]));
    assert!(holds(b"eHnDlmwgNw==", &of("base64")[2]));
}
