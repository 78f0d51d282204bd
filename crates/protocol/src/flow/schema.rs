//! The JSON Schema of flow documents, for editors and for a team's own checks. It
//! follows the types; what stands here is what they read by hand.

use std::{borrow::Cow, mem};

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema,
    transform::transform_subschemas,
};
use serde_json::{Value as Json, json};

use crate::message::SignalKind;

use super::{FORMAT, FlowDocument, Place, Test, Tests, Text, Value};

/// The schema of a flow document, in JSON Schema 2020-12.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<FlowDocument>();
    schema.insert("$id".into(), format!("https://alongside.dev/schema/flow-{FORMAT}.json").into());
    schema.insert("title".into(), "Flows of Alongside".into());
    transform_subschemas(&mut tidy, &mut schema);
    schema
}

/// A target is an object that says something, or a CSS selector.
pub(super) fn target(schema: &mut Schema) {
    if let Some(properties) = schema.get_mut("properties").and_then(|all| all.as_object_mut()) {
        for part in properties.values_mut().filter_map(|part| part.as_object_mut()) {
            if part.contains_key("type") {
                part.insert("pattern".into(), r"\S".into());
            }
        }
    }
    schema.insert("minProperties".into(), 1.into());
    or(schema, json_schema!({ "type": "string", "pattern": r"\S", "description": "A CSS selector." }));
}

/// An event is an object with tests of its detail, or just a name.
pub(super) fn event(schema: &mut Schema) {
    put(schema, "/properties/name", "pattern", r"\S".into());
    or(schema, json_schema!({ "type": "string", "pattern": r"\S", "description": "The event's name." }));
}

/// A test is an object, or the value that must be there.
pub(super) fn test(schema: &mut Schema) {
    or(schema, value());
}

/// A flow in a document has an id; one that is given to `guide()` may go without. It has
/// steps, or a goal and no page that it begins on.
pub(super) fn flow(schema: &mut Schema) {
    schema.insert("required".into(), json!(["id"]));
    put(schema, "/properties/id", "minLength", 1.into());
    let kinds = [
        json!({ "required": ["steps"], "properties": { "steps": { "minItems": 1 } } }),
        json!({ "required": ["goal"], "not": { "required": ["start"] } }),
    ];
    schema.insert("oneOf".into(), kinds.into_iter().collect::<Json>());
}

/// An offer is one of three kinds.
pub(super) fn offer(schema: &mut Schema) {
    let kinds = ["announcement", "hotspot", "checklist"].map(|kind| json!({ "required": [kind] }));
    schema.insert("oneOf".into(), kinds.into_iter().collect::<Json>());
}

/// The name of a kind of struggle.
pub(crate) fn signal(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = SignalKind::NAMES.iter().map(|(name, _)| *name).collect();
    json_schema!({ "type": "string", "enum": names })
}

fn put(schema: &mut Schema, pointer: &str, key: &str, value: Json) {
    if let Some(object) = schema.pointer_mut(pointer).and_then(|inner| inner.as_object_mut()) {
        object.insert(key.into(), value);
    }
}

/// Makes a schema of an object one of either this simple form or the object.
fn or(schema: &mut Schema, simple: Schema) {
    let description = schema.remove("description");
    let object = mem::take(schema);
    *schema = json_schema!({ "anyOf": [simple, object] });
    if let Some(description) = description {
        schema.insert("description".into(), description);
    }
}

/// What the types say for machines alone: nobody writes `null` for what may be
/// left out, and lines are broken in the code, not in an editor's hint.
fn tidy(schema: &mut Schema) {
    transform_subschemas(&mut tidy, schema);
    if schema.get("default").is_some_and(|default| default.is_null() || default == "") {
        schema.remove("default");
    }
    // Widths of Rust's numbers; JSON Schema has no such formats.
    schema.remove("format");
    if let Some(Json::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| kind != "null");
        if let [only] = kinds.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Json::Array(forms)) = schema.get_mut("anyOf") {
        forms.retain(|form| form["type"] != "null");
        if let [Json::Object(only)] = forms.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            only.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
        }
    }
    if let Some(Json::String(description)) = schema.get_mut("description") {
        let paragraphs: Vec<String> =
            description.split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
        *description = paragraphs.join("\n\n");
    }
}

fn value() -> Schema {
    json_schema!({ "type": ["string", "number", "boolean"] })
}

impl JsonSchema for Value {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        value()
    }
}

impl JsonSchema for Tests {
    fn schema_name() -> Cow<'static, str> {
        "Tests".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Tests by key; all of them must pass.",
            "type": "object",
            "additionalProperties": generator.subschema_for::<Test>(),
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text in one language, or in several by BCP 47 tag. With values and plurals in \
                ICU MessageFormat, and with bold, emphasis, code, links and lists in Markdown.",
            "anyOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ],
        })
    }
}

impl JsonSchema for Place {
    fn schema_name() -> Cow<'static, str> {
        "Place".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A page, by the pattern of its path: `*` stands for any run of characters within \
                a segment, `**` for any run at all. After a `#` stands the pattern of the fragment.",
            "type": "string",
            "pattern": "^[/*#]",
            "examples": ["/checkout/*", "/app#/pay"],
        })
    }
}
