//! The relay's addresses for versions of a site's flows.

use alongside_browser::guard::guard;
use alongside_protocol::versions::NewVersion;
use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::{desk::Desk, page};
use crate::{
    app::Input,
    document::Document,
    edit::Edit,
    saving::{Refusal, Saving, SavingCommand, SavingInput},
};

/// The key of the tab's memory that holds the code.
const CODE: &str = "alongside.author.code";

/// Where a site's versions are.
#[derive(Clone)]
pub(super) struct Relay {
    /// Such as `https://relay.example.com/api/sites/shop/versions`.
    address: String,
}

impl Relay {
    pub(super) fn new(origin: &str, site: &str) -> Self {
        let site = String::from(js_sys::encode_uri_component(site));
        Self { address: format!("{origin}/api/sites/{site}/versions") }
    }

    async fn list<T: DeserializeOwned>(&self, code: &str) -> Result<T, Refusal> {
        parsed(&self.send(code, "", None).await?)
    }

    async fn document(&self, code: &str, version: u64) -> Result<String, Refusal> {
        self.send(code, &format!("/{version}"), None).await
    }

    async fn save<T: DeserializeOwned>(&self, code: &str, new: &NewVersion) -> Result<T, Refusal> {
        let body = serde_json::to_string(new).map_err(|error| unreachable(&error.to_string()))?;
        parsed(&self.send(code, "", Some(body)).await?)
    }

    /// The text of the answer; a `POST` when there is something to send.
    async fn send(&self, code: &str, path: &str, body: Option<String>) -> Result<String, Refusal> {
        let lost = |_| {
            unreachable(
                "The relay can't be reached: check its address, and `connect-src` of this site's policy",
            )
        };
        let headers = Headers::new().map_err(lost)?;
        headers
            .set("authorization", &format!("Bearer {code}"))
            .map_err(|_| Refusal { status: 401, message: "A code is letters and digits".to_owned() })?;
        let request = RequestInit::new();
        if let Some(body) = body {
            headers.set("content-type", "application/json").map_err(lost)?;
            request.set_method("POST");
            request.set_body(&body.into());
        }
        request.set_headers(&headers);
        let address = format!("{}{path}", self.address);
        let answer =
            JsFuture::from(window().fetch_with_str_and_init(&address, &request)).await.map_err(lost)?;
        let response: Response = answer.unchecked_into();
        let text = JsFuture::from(response.text().map_err(lost)?).await.map_err(lost)?;
        let text = text.as_string().unwrap_or_default();
        if response.ok() { Ok(text) } else { Err(refusal(response.status(), &text)) }
    }
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(text)
        .map_err(|_| unreachable("The relay's answer can't be read: is it of this version?"))
}

fn unreachable(message: &str) -> Refusal {
    Refusal { status: 0, message: message.to_owned() }
}

/// The relay says in words why not; what stands before it need not.
fn refusal(status: u16, text: &str) -> Refusal {
    let body = js_sys::JSON::parse(text).unwrap_or(JsValue::NULL);
    let message = Reflect::get(&body, &"message".into()).ok().and_then(|message| message.as_string());
    Refusal { status, message: message.unwrap_or_else(|| format!("The relay answered with error {status}")) }
}

impl Desk {
    /// Something happened with versions: what is known of them decides.
    pub(super) fn saves(self, input: SavingInput) {
        guard(|| {
            if matches!(input, SavingInput::Save(_)) {
                // What was said of a preview is no word about this.
                self.input(Input::Told(String::new()));
            }
            let commands = self.saving.try_update(|saving| saving.handle(input)).unwrap_or_default();
            for command in commands {
                self.carry_out_saving(command);
            }
        });
    }

    /// The code of a page before, as long as it counts.
    pub(super) fn resume_saving(self) {
        let kept = page::remembered(CODE);
        if let (Some(code), Some(_)) = (kept, &self.shell().relay) {
            self.saves(SavingInput::Code(code));
        }
    }

    /// A part of what is known of versions, as [`part`](Self::part).
    pub(super) fn of_saving<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Saving) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.saving.with(&part))
    }

    fn begins_from(self, json: String) {
        self.input(Input::Began(json));
        self.keep_beginning();
    }

    fn carry_out_saving(self, command: SavingCommand) {
        let Some(relay) = self.shell().relay.clone() else { return };
        match command {
            SavingCommand::List(code) => spawn_local(async move {
                self.saves(SavingInput::Came(relay.list(&code).await));
            }),
            SavingCommand::Read(code, version) => spawn_local(async move {
                self.saves(SavingInput::Document(version, relay.document(&code, version).await));
            }),
            SavingCommand::Save(code, new) => spawn_local(async move {
                self.saves(SavingInput::Saved(relay.save(&code, &new).await));
            }),
            SavingCommand::Remember(code) => page::remember(CODE, code.as_deref()),
            SavingCommand::TakeUp { document: json, label } => {
                if let Ok(document) = Document::read(&json) {
                    self.input(Input::Edit(Edit::TakeUp { document: Box::new(document), label }));
                }
                self.begins_from(json);
            }
            SavingCommand::Began(json) => self.begins_from(json),
        }
    }
}
