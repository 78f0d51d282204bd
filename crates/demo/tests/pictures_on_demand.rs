//! What has no copy is a box until the agent asks for a picture: then the customer's
//! browser makes one, where the policy lets it, and says why not elsewhere.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use serde_json::{Value, json};
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    stage::Stage,
};

/// The customer's own copy: its frame.
const FRAME: &str = "window.__find('[data-testid=view] iframe')";

/// Puts an element to the top of the page; `of` is a function that makes it.
const FIRST: &str = "const put = (id, of) => {
        const made = of();
        made.id = id;
        document.querySelector('main').prepend(made);
        return made;
    };
    const canvas = (colour, width = 360, height = 150) => {
        const made = Object.assign(document.createElement('canvas'), { width, height });
        const context = made.getContext('2d');
        context.fillStyle = colour;
        context.fillRect(0, 0, width, height);
        return made;
    };";

/// The bytes of the picture that stands for an element of the copy.
const PICTURE: &str = "const picture = (copy, id) => {
        const found = copy.getElementById(id);
        const address = found.localName === 'img' ? found.src : found.style.background;
        const text = address.match(/data:image\\/webp;base64,([^\")]+)/)?.[1];
        return text && Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    };";

#[tokio::test(flavor = "multi_thread")]
async fn the_agent_asks_for_pictures() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(1000)).await;
    // As for an agent who is not logged in where the customer is.
    agent.browser.protocol("Network.enable", json!({})).await;
    agent.browser.protocol("Network.setBlockedURLs", json!({ "urls": ["*icon-card.svg*"] })).await;
    let customer = Customer::arrive(&format!("{}/open/details.html", stage.demo.bank), Speaks(600)).await;
    customer.asks_to_write().await;
    agent.accepts().await;
    agent.copy("the page", "copy.getElementById('fullname')", vec![]).await;

    draws(&customer.browser).await;
    stand_ins(&agent, 3).await;
    asks(&agent, 1).await;
    let [width, height, red, green, blue] = pixel(&agent, "drawn").await;
    assert!((width, height) == (360, 150) && red < 60 && green < 60 && blue > 200, "{red} {green} {blue}");
    agent.browser.says(&format!("{} button", nth(1)), "New picture").await;
    a_part_that_is_closed_says_so(&agent).await;
    asks(&agent, 3).await;
    let image = format!("(() => {{ {PICTURE} return picture(copy, 'private')?.length > 20 }})()");
    agent.copy("the image behind a log-in", &image, vec![]).await;
    the_customer_sees_it_too(&customer.browser).await;
    a_part_that_is_closed_later_takes_it_back(&agent, &customer).await;
    what_the_browser_makes(&customer.browser).await;
    assert_eq!(customer.browser.violations().await, json!([]));

    another_sites_content_says_so(&stage, &agent, &customer).await;
    agent.browser.close().await;
    customer.browser.close().await;
    stage.strike().await;
}

/// A canvas, one under a stricter level, and an image that only the customer can load.
async fn draws(browser: &Browser) {
    let script = format!(
        "{FIRST}
         put('private', () => Object.assign(new Image(200, 120), {{ src: '/img/icon-card.svg' }}));
         put('part', () => {{
             const made = document.createElement('div');
             made.dataset.alongsidePrivacy = 'mask-all-text';
             made.append(canvas('red'));
             return made;
         }});
         put('drawn', () => canvas('blue'));"
    );
    browser.run(&script, vec![]).await;
}

async fn a_part_that_is_closed_says_so(agent: &Agent) {
    asks(agent, 2).await;
    agent.browser.says(&nth(2), "The site keeps this part to the customer.").await;
    agent.browser.sees_no(&format!("{} button", nth(2))).await;
    let shown = "return document.querySelector('.room:not(.away) [data-testid=mirror]').contentDocument\
        .querySelector('#part canvas').style.background";
    assert_eq!(agent.browser.run(shown, vec![]).await, json!(""));
}

async fn the_customer_sees_it_too(browser: &Browser) {
    browser.click("[data-testid=view-toggle]").await;
    let both = format!(
        "((copy) => {{ {PICTURE} return copy?.getElementById('drawn') && picture(copy, 'drawn')?.length > 20 && \
         picture(copy, 'private')?.length > 20 }})({FRAME}?.contentDocument)"
    );
    browser.until("the pictures in the customer's own view", &both, vec![]).await;
    browser.click("[data-testid=view-toggle]").await;
}

async fn a_part_that_is_closed_later_takes_it_back(agent: &Agent, customer: &Customer) {
    let close = "document.getElementById('drawn').dataset.alongsidePrivacy = 'mask-all-text'";
    customer.browser.run(close, vec![]).await;
    agent.copy("a canvas without a picture", "!copy.getElementById('drawn').style.background", vec![]).await;
}

/// The part that makes them, asked directly: sizes, a video, and what it refuses.
async fn what_the_browser_makes(browser: &Browser) {
    let script = format!(
        "{FIRST}
         const made = performance.getEntriesByType('resource').find(({{ name }}) => name.endsWith('/page.js'));
         const noise = canvas('white', 2600, 1300);
         const context = noise.getContext('2d');
         const image = context.createImageData(2600, 1300);
         for (let at = 0; at < image.data.length; at += 65536) {{
             crypto.getRandomValues(image.data.subarray(at, at + 65536));
         }}
         context.putImageData(image, 0, 0);
         put('noise', () => noise);
         const camera = put('camera', () => Object.assign(document.createElement('video'), {{ muted: true }}));
         const film = canvas('teal');
         camera.srcObject = film.captureStream(30);
         const playing = new Promise((done) => camera.requestVideoFrameCallback(done));
         camera.play();
         // A stream of a canvas has a frame when that is drawn.
         const drawing = setInterval(() => film.getContext('2d').fillRect(0, 0, 360, 150), 30);
         return Promise.all([import(made.name), playing]).then(async ([{{ picture }}]) => {{
             const size = async (element, most, brought) => {{
                 const bytes = await picture(element, most, brought);
                 if (typeof bytes === 'string') return bytes;
                 const {{ width, height }} = await createImageBitmap(new Blob([bytes]));
                 return [width, height, bytes.length <= most];
             }};
             const out = [
                 await size(noise, 131072, false), await size(noise, 500, false),
                 await size(camera, 131072, false), await size(camera, 131072, true),
                 await size(canvas('red'), 131072, true),
             ];
             clearInterval(drawing);
             noise.remove();
             camera.remove();
             return out;
         }});"
    );
    let made = browser.run(&script, vec![]).await;
    let fits = made[0].as_array().unwrap();
    assert!(fits[0].as_u64().unwrap() <= 1280 && fits[2] == json!(true), "smaller until it fits: {made}");
    assert_eq!(made[1], "large");
    assert_eq!(made[2], "brought", "a camera is the customer's own");
    assert_eq!(made[3], json!([360, 150, true]));
    assert_eq!(made[4], "empty", "it is not on the page");
}

async fn another_sites_content_says_so(stage: &Stage, agent: &Agent, customer: &Customer) {
    // The bank's own policy would not even let the picture in.
    customer.browser.protocol("Page.setBypassCSP", json!({ "enabled": true })).await;
    customer.browser.reload().await;
    customer.is_accompanied().await;
    let script = format!(
        "{FIRST}
         const image = new Image();
         image.onload = () => {{
             const drawn = canvas('green');
             drawn.getContext('2d').drawImage(image, 0, 0);
             put('foreign', () => drawn);
         }};
         image.src = arguments[0];"
    );
    let picture = format!("{}/img/mark.svg", stage.demo.shop);
    customer.browser.run(&script, vec![json!(picture)]).await;
    agent.copy("the canvas", "copy.getElementById('foreign')", vec![]).await;
    stand_ins(agent, 1).await;
    asks(agent, 1).await;
    agent.browser.says(&nth(1), "Another site’s content is in it").await;
}

fn nth(number: usize) -> String {
    format!(".room:not(.away) .pictures > :nth-child({number} of :not(.gone))")
}

async fn stand_ins(agent: &Agent, many: usize) {
    let there =
        "document.querySelectorAll('.room:not(.away) .stand-in:not(.gone) button').length === arguments[0]";
    agent.browser.until(&format!("{many} boxes with a button"), there, vec![json!(many)]).await;
}

async fn asks(agent: &Agent, number: usize) {
    agent.browser.click(&format!("{} button", nth(number))).await;
}

/// Width and height of a picture in the copy, and the colour in its middle.
async fn pixel(agent: &Agent, id: &str) -> [u64; 5] {
    let read = format!(
        "(() => {{
             {PICTURE}
             const bytes = picture(copy, '{id}');
             return bytes && createImageBitmap(new Blob([bytes])).then((bitmap) => {{
                 const {{ width, height }} = bitmap;
                 const context = new OffscreenCanvas(width, height).getContext('2d');
                 context.drawImage(bitmap, 0, 0);
                 return [width, height, ...context.getImageData(width / 2, height / 2, 1, 1).data.slice(0, 3)];
             }});
         }})()"
    );
    let found: Value = agent.copy("a picture", &read, vec![]).await;
    [0, 1, 2, 3, 4].map(|at| found[at].as_u64().unwrap())
}
