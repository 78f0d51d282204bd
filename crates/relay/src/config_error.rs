use std::path::Path;

use figment::error::{Actual, Kind};
use thiserror::Error;

/// Why a configuration can't be used, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {problem}")]
pub struct ConfigError {
    place: String,
    problem: String,
}

impl ConfigError {
    pub(crate) fn missing_file(file: &Path) -> Self {
        Self {
            place: file.display().to_string(),
            problem: "a configuration file was expected, nothing was found".to_owned(),
        }
    }

    pub(crate) fn field(field: impl Into<String>, expected: impl AsRef<str>, found: impl AsRef<str>) -> Self {
        Self {
            place: "the configuration".to_owned(),
            problem: format!("`{}` should be {}, found {}", field.into(), expected.as_ref(), found.as_ref()),
        }
    }

    pub(crate) fn in_file(self, file: &str) -> Self {
        Self { place: file.to_owned(), ..self }
    }

    pub(crate) fn from_figment(file: &Path, error: &figment::Error) -> Self {
        let from_environment = error.metadata.as_ref().is_some_and(|metadata| metadata.source.is_none());
        let place = if from_environment { "the environment".to_owned() } else { file.display().to_string() };
        let path = readable(&error.path);
        let problem = match &error.kind {
            Kind::MissingField(name) => {
                let field = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                format!("`{field}` is missing")
            }
            Kind::UnknownField(name, known) => format!(
                "`{}` is no field, expected one of {}",
                if path.is_empty() { name } else { &path },
                known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            ),
            Kind::UnknownVariant(found, known) => format!(
                "`{path}` should be {}, found `{found}`",
                known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
            ),
            Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
                format!("`{path}` should be {expected}, found {}", shown(found))
            }
            // Parsers and types of other crates speak for themselves.
            other => {
                let said = one_line(&other.to_string());
                if path.is_empty() { said } else { format!("`{path}`: {said}") }
            }
        };
        Self { place, problem }
    }
}

fn shown(found: &Actual) -> String {
    match found {
        Actual::Str(text) => format!("the text `{text}`"),
        Actual::Seq => "a list".to_owned(),
        Actual::Map => "a table".to_owned(),
        Actual::Bool(value) => format!("`{value}`"),
        other => format!("the {other}"),
    }
}

/// `["site", "0", "key"]` as people write it: `site[0].key`.
fn readable(path: &[String]) -> String {
    let mut out = String::new();
    for part in path {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push_str(&format!("[{part}]"));
        } else {
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(part);
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
