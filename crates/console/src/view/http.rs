//! The relay's few addresses that are not the socket.

use alongside_protocol::{records::Records, versions::WritingCode};
use js_sys::{JSON, Object, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::words;

/// Why the relay gave no name.
pub(super) enum Problem {
    /// Nobody is logged in, or not with these words.
    NotLoggedIn,
    /// In words for the agent.
    Other(String),
}

impl Problem {
    /// For an agent who was logged in.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::NotLoggedIn => "Your session has ended. Log in again.".to_owned(),
            Self::Other(why) => why,
        }
    }
}

/// The name of the agent who is logged in.
pub(super) async fn me() -> Result<String, Problem> {
    let (status, body) = send("GET", "/api/me", None).await?;
    name(status, &body)
}

/// Logs in, and returns the agent's name.
pub(super) async fn log_in(user: &str, password: &str) -> Result<String, Problem> {
    let attempt = Object::new();
    for (key, value) in [("name", user), ("password", password)] {
        let _ = Reflect::set(&attempt, &key.into(), &value.into());
    }
    let (status, body) = send("POST", "/api/login", Some(&attempt)).await?;
    name(status, &body)
}

/// Logs out; what the relay says to it changes nothing.
pub(super) async fn log_out() {
    let _ = send("POST", "/api/logout", None).await;
}

/// What became of flows in so many days.
pub(super) async fn flows(days: u16) -> Result<Records, Problem> {
    let (status, body) = send("GET", &format!("/api/flows?days={days}"), None).await?;
    read(status, body)
}

/// A code to write a site's flows with.
pub(super) async fn writing_code(site: &str) -> Result<WritingCode, Problem> {
    let site = String::from(js_sys::encode_uri_component(site));
    let (status, body) = send("POST", &format!("/api/sites/{site}/writing-code"), None).await?;
    read(status, body)
}

fn read<T: DeserializeOwned>(status: u16, body: JsValue) -> Result<T, Problem> {
    match status {
        200..300 => serde_wasm_bindgen::from_value(body)
            .map_err(|_| Problem::Other("The relay's answer can't be read. Load this page again.".into())),
        _ => Err(refused(status, &body)),
    }
}

fn name(status: u16, body: &JsValue) -> Result<String, Problem> {
    match status {
        200..300 => Ok(text(body, "display").or_else(|| text(body, "name")).unwrap_or_default()),
        _ => Err(refused(status, body)),
    }
}

fn refused(status: u16, body: &JsValue) -> Problem {
    match status {
        401 => Problem::NotLoggedIn,
        _ => Problem::Other(text(body, "message").map_or_else(
            || format!("The relay answered with error {status}."),
            |message| words::sentence(&message),
        )),
    }
}

fn text(body: &JsValue, key: &str) -> Option<String> {
    Reflect::get(body, &key.into()).ok().and_then(|value| value.as_string())
}

async fn send(method: &str, address: &str, body: Option<&Object>) -> Result<(u16, JsValue), Problem> {
    let unreachable = |_| Problem::Other("The relay can't be reached. Try again in a moment.".into());
    let request = RequestInit::new();
    request.set_method(method);
    if let Some(body) = body {
        let headers = Headers::new().map_err(unreachable)?;
        headers.set("content-type", "application/json").map_err(unreachable)?;
        request.set_headers(&headers);
        request.set_body(&JSON::stringify(body).map_err(unreachable)?.into());
    }
    let window = leptos::prelude::window();
    let answer =
        JsFuture::from(window.fetch_with_str_and_init(address, &request)).await.map_err(unreachable)?;
    let response: Response = answer.unchecked_into();
    let status = response.status();
    let body = match response.json() {
        // An answer without a body is an answer, too.
        Ok(body) => JsFuture::from(body).await.unwrap_or(JsValue::NULL),
        Err(_) => JsValue::NULL,
    };
    Ok((status, if body.is_object() { body } else { Object::new().into() }))
}
