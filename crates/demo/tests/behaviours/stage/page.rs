//! A page of a test: its markup, what runs before ours, what runs after.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};

/// A page as the test's site serves it.
#[derive(Clone, Default)]
pub(crate) struct Page {
    head: String,
    html_attributes: String,
    body_attributes: String,
    body: String,
    before: String,
    options: String,
    script: String,
    headers: Vec<(&'static str, &'static str)>,
    bare: bool,
    /// Kind and content of what is no page of ours.
    as_it_is: Option<(&'static str, String)>,
}

impl Page {
    /// A page with this in its body, where Alongside is started.
    pub(crate) fn new(body: &str) -> Self {
        Self { body: body.into(), options: "{}".into(), ..Self::default() }
    }

    /// A page that knows nothing of Alongside: what a frame holds, or where a link leads.
    pub(crate) fn bare(body: &str) -> Self {
        Self { bare: true, ..Self::new(body) }
    }

    /// Exactly this, of a media type: a script, a style sheet, a page all of its own.
    #[allow(dead_code, reason = "only some tests serve a page as it is")]
    pub(crate) fn as_it_is(kind: &'static str, content: &str) -> Self {
        Self { as_it_is: Some((kind, content.into())), ..Self::default() }
    }

    /// Markup in the head.
    pub(crate) fn head(mut self, head: &str) -> Self {
        self.head.push_str(head);
        self
    }

    /// A style sheet in the head.
    pub(crate) fn style(self, css: &str) -> Self {
        self.head(&format!("<style>{css}</style>"))
    }

    /// Attributes of `html`.
    pub(crate) fn html(mut self, attributes: &str) -> Self {
        self.html_attributes = attributes.into();
        self
    }

    /// Attributes of `body`.
    pub(crate) fn body(mut self, attributes: &str) -> Self {
        self.body_attributes = attributes.into();
        self
    }

    /// A script that runs before every other of the page.
    pub(crate) fn before(mut self, script: &str) -> Self {
        self.before.push_str(script);
        self.before.push('\n');
        self
    }

    /// The options of `start()`.
    pub(crate) fn options(mut self, options: &str) -> Self {
        self.options = options.into();
        self
    }

    /// A module script that runs once Alongside is there.
    pub(crate) fn script(mut self, script: &str) -> Self {
        self.script.push_str(script);
        self.script.push('\n');
        self
    }

    /// Starts a flow of these steps once Alongside is there.
    pub(crate) fn guide(self, steps: &str) -> Self {
        self.script(&format!("eyes.guide({{ steps: [{steps}] }});"))
    }

    /// A header of the answer.
    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(super) fn before_script(&self) -> String {
        // In one file: a policy of the page may allow no other kind of script.
        format!("{}\n{}", include_str!("eyes.js"), self.before)
    }

    pub(super) fn main(&self) -> String {
        format!(
            "import * as alongside from '/pkg/index.js';\n\
             try {{\n\
               window.sdk = alongside;\n\
               eyes.begin(await alongside.start({}));\n\
               const h = window.h;\n\
               {}\n\
               eyes.ready = true;\n\
             }} catch (error) {{\n\
               eyes.failed = String(error?.message ?? error);\n\
             }}\n",
            self.options, self.script
        )
    }

    pub(super) fn answer(&self, path: &str) -> Response {
        if let Some((kind, content)) = &self.as_it_is {
            let headers = [(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")];
            return (headers, content.clone()).into_response();
        }
        let Self { head, html_attributes, body_attributes, body, .. } = self;
        let (first, last) = if self.bare {
            (String::new(), String::new())
        } else {
            (
                format!("<script src=\"/of{path}/before.js\"></script>"),
                format!("<script type=\"module\" src=\"/of{path}/main.js\"></script>"),
            )
        };
        let html = format!(
            "<!doctype html><html lang=\"en\" {html_attributes}><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
             <title>{path}</title>{first}{head}</head><body {body_attributes}>{body}{last}</body></html>"
        );
        let mut response = Html(html).into_response();
        for (name, value) in &self.headers {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        // A page that may not be stored can't be restored by the Back button either.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }
}
