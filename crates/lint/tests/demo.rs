//! The documents of the demo's sites and of the docs.

use std::{fs, path::Path};

use alongside_lint::{Options, Rule, Severity, lint, report};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_demos_documents_have_no_finding() {
    for (site, files) in [("bank", vec!["flows.json"]), ("shop", vec!["flows.json", "offers.json"])] {
        let read = |name| {
            let file = root().join("www").join(site).join(name);
            (file.display().to_string(), fs::read_to_string(&file).unwrap())
        };
        let documents: Vec<_> = files.into_iter().map(read).collect();
        let findings = lint(&documents, &Options::default());
        assert!(findings.is_empty(), "{}", report::text(&findings));
    }
}

#[test]
fn the_documents_of_the_docs_have_no_mistake() {
    let docs = ["docs/flows.md", "docs/offers.md"];
    let docs = docs.map(|file| fs::read_to_string(root().join(file)).unwrap()).concat();
    let whole: Vec<&str> = docs
        .split("```json\n")
        .skip(1)
        .filter_map(|block| block.split("```").next())
        .filter(|block| block.contains("\"version\""))
        .collect();
    assert_eq!(whole.len(), 3, "a document of steps, one with a goal, one with an offer");
    for text in whole {
        let findings = lint(&[("docs/flows.md".to_owned(), text.to_owned())], &Options::default());
        assert!(report::passes(&findings, false), "{}", report::text(&findings));
    }
}

#[test]
fn each_rule_has_an_example_in_the_docs_and_its_type() {
    let docs = fs::read_to_string(root().join("docs/lint.md")).unwrap();
    let types = fs::read_to_string(root().join("js/lint/index.d.ts")).unwrap();
    let (errors, warnings) = types.split_once("type LintWarning").unwrap();
    assert_eq!(types.matches("\n  | \"").count(), Rule::ALL.len());
    for rule in Rule::ALL {
        let types = if rule.severity() == Severity::Error { errors } else { warnings };
        assert!(types.contains(&format!("\n  | \"{}\"", rule.name())), "no type {}", rule.name());
        let heading = format!("\n### `{}`\n", rule.name());
        let (_, section) = docs.split_once(&heading).unwrap_or_else(|| panic!("no {}", rule.name()));
        let section = section.split("\n### ").next().unwrap();
        let blocks = section.split("```json\n").skip(1).filter_map(|block| block.split("```").next());
        let files: Vec<_> = blocks.enumerate().map(|(at, text)| (at.to_string(), text.to_owned())).collect();
        let findings = lint(&files, &Options::default());
        assert_eq!(findings.len(), 1, "{}: {}", rule.name(), report::text(&findings));
        assert_eq!(findings[0].rule, rule);
        assert!(section.contains(&findings[0].fix), "{}: the fix is `{}`", rule.name(), findings[0].fix);
    }
}
