//! What is looked at in the console while it shows a hostile page.

use serde_json::{Value, json};

use super::{ACT, sink::Sink};
use crate::support::agent::Agent;

const FRAME: &str = "document.querySelector('.room:not(.away) [data-testid=mirror]')";

/// What loads and what acts, wherever it is in the copy.
const INSIDE: &str = "(() => {
    const found = [];
    const look = (root) => {
        for (const element of root.querySelectorAll('*')) {
            const name = element.localName.split(':').pop();
            // In a drawing or a formula such a name means nothing.
            const html = element.namespaceURI === 'http://www.w3.org/1999/xhtml';
            const embeds = ['iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe'].includes(name);
            // A frame of the page's own origin is copied, too, into one that loads nothing.
            const copied = element.localName === 'iframe' && !element.hasAttribute('src') && !element.hasAttribute('srcdoc');
            if (html && embeds && !copied) found.push(name);
            for (const { name } of element.attributes) {
                if (/^on|^srcdoc$|^ping$|^is$|^http-equiv$/i.test(name)) found.push(name);
            }
            if (element.shadowRoot) look(element.shadowRoot);
        }
    };
    look(copy);
    return found;
})()";

/// The traps in the agent's console, around the copy.
pub struct Watch<'a> {
    agent: &'a Agent,
    sink: &'a Sink,
}

impl<'a> Watch<'a> {
    /// Sets the traps; the copy has a first, harmless page.
    pub async fn set(agent: &'a Agent, sink: &'a Sink) -> Self {
        let traps = format!(
            "window.hits = [];
             window.hit = (number) => void hits.push(number);
             window.told = [];
             for (const [name, kind, of] of [
                 ['x-house', HTMLElement],
                 ['x-house-button', HTMLButtonElement, 'button'],
             ]) {{
                 const house = class extends kind {{ constructor() {{ super(); hits.push(name) }} }};
                 if (!customElements.get(name)) customElements.define(name, house, of && {{ extends: of }});
             }}
             const tell = ({{ effectiveDirective, blockedURI }}) => told.push([effectiveDirective, blockedURI]);
             addEventListener('securitypolicyviolation', tell);
             {FRAME}.contentDocument.addEventListener('securitypolicyviolation', tell);"
        );
        agent.browser.run(&traps, vec![]).await;
        Self { agent, sink }
    }

    /// Does in the copy all that a hand could that got through to it, then with
    /// a real mouse and real keys what a hand can.
    pub async fn act(&self) {
        let browser = &self.agent.browser;
        let all = browser.run(&format!("return ({ACT})({FRAME}.contentDocument)"), vec![]).await;
        assert!(all.as_u64().unwrap() > 10, "{all} elements");
        let middle = browser
            .run(
                &format!(
                    "const {{ left, top, width, height }} = {FRAME}.getBoundingClientRect(); \
                          return [left + width / 2, top + Math.min(height, 500) / 2].map(Math.round)"
                ),
                vec![],
            )
            .await;
        let [x, y] = [0, 1].map(|at| middle[at].as_i64().unwrap());
        browser
            .driver()
            .action_chain()
            .move_to(x, y)
            .click()
            .double_click()
            .context_click()
            .perform()
            .await
            .unwrap();
        browser.press("\u{e004}\u{e004}\u{e007} ").await;
        // Refreshes, timers of animations and what is fetched ahead take a moment.
        tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    }

    /// Nothing ran, asked, went or opened. Gives the directives that held back
    /// what the copy would have loaded.
    pub async fn found_nothing(&self, of: &str) -> Vec<String> {
        let browser = &self.agent.browser;
        assert!(browser.driver().get_alert_text().await.is_err(), "{of}: a dialog");
        assert_eq!(browser.run("return hits", vec![]).await, json!([]), "{of}: a script ran");
        assert_eq!(self.sink.requests(), Vec::<String>::new(), "{of}: a third party was asked");
        assert_eq!(browser.driver().windows().await.unwrap().len(), 1, "{of}: a window");
        let state = browser
            .run(
                &format!(
                    "const copy = {FRAME}.contentDocument;
                     return [location.pathname, /^about:(srcdoc|blank)$/.test(copy.URL), 
                         copy.querySelectorAll('iframe[src],iframe[srcdoc]').length,
                         {FRAME}.getAttribute('sandbox'), {INSIDE}]"
                ),
                vec![],
            )
            .await;
        assert_eq!(
            state,
            json!(["/", true, 0, "allow-same-origin", []]),
            "{of}: path, empty page, frames, sandbox, inside"
        );
        let told = browser.run("return told", vec![]).await;
        let directives: Vec<String> =
            told.as_array().unwrap().iter().map(|one| one[0].as_str().unwrap().to_owned()).collect();
        // A script that was stopped only by the policy would be one defence too few.
        for (directive, told) in directives.iter().zip(told.as_array().unwrap_or(&Vec::<Value>::new())) {
            let shows = ["img-src", "style-src", "style-src-elem", "font-src", "media-src"];
            assert!(shows.contains(&directive.as_str()), "{of}: {told}");
        }
        directives
    }
}
