//! Findings for people and for programs.

use std::fmt::Write;

use crate::{Finding, Severity};

/// Two lines for each finding, and the sum.
#[must_use]
pub fn text(findings: &[Finding]) -> String {
    let mut out = String::new();
    for Finding { file, line, column, path, rule, severity, problem, fix } in findings {
        let at = if path.is_empty() { String::new() } else { format!("{path}: ") };
        // A String takes everything.
        let _ = writeln!(
            out,
            "{file}:{line}:{column}: {}[{}]: {at}{problem}\n  fix: {fix}",
            severity.name(),
            rule.name()
        );
    }
    let _ = writeln!(out, "{}", sum(findings));
    out
}

/// A list of objects with `file`, `line`, `column`, `path`, `rule`, `severity`, `problem`
/// and `fix`.
#[must_use]
pub fn json(findings: &[Finding]) -> String {
    // Texts and numbers alone: there is nothing that could not be written.
    serde_json::to_string_pretty(findings).unwrap_or_default()
}

/// Whether it is all right: no errors, and with `deny_warnings` nothing at all.
#[must_use]
pub fn passes(findings: &[Finding], deny_warnings: bool) -> bool {
    !findings.iter().any(|finding| deny_warnings || finding.severity == Severity::Error)
}

fn sum(findings: &[Finding]) -> String {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (errors, findings.len() - errors) {
        (0, 0) => "nothing found".to_owned(),
        (errors, warnings) => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
    }
}
