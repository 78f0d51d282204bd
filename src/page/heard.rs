//! What the site tells: values, and the details of its events.

use alongside_protocol::flow::Value;
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Event;

/// A plain value; anything else is none.
pub(crate) fn value(from: &JsValue) -> Option<Value> {
    if let Some(text) = from.as_string() {
        return Some(Value::Text(text));
    }
    from.as_f64().map(Value::Number).or_else(|| from.as_bool().map(Value::Bool))
}

/// Of an event's detail the values at these paths, as far as they are there.
pub(super) fn detail(event: &Event, paths: &[String]) -> Vec<(String, Value)> {
    let detail = Reflect::get(event, &"detail".into()).unwrap_or(JsValue::UNDEFINED);
    let at = |path: &String| {
        // Stepping into what is no object ends in an error, and that is no value.
        let found = path.split('.').try_fold(detail.clone(), |inner, key| Reflect::get(&inner, &key.into()));
        Some((path.clone(), value(&found.ok()?)?))
    };
    paths.iter().filter_map(at).collect()
}
