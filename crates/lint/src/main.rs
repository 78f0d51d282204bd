//! `alongside-lint`: what is wrong with flow documents, on the command line.

use std::{
    fs,
    io::{self, Write},
    process::ExitCode,
};

use alongside_lint::{Options, Rule, lint, report};
use clap::{Parser, ValueEnum};

/// Finds mistakes in the flow documents of one site: unreachable places, dead ends, shared
/// targets, missing translations, texts too long for a phone. docs/lint.md has every rule.
///
/// Exit code: 0, 1 with errors, 2 when it could not be asked.
#[derive(Parser)]
#[command(name = "alongside-lint")]
struct Args {
    /// The flow documents of one site, all of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// A place that the site's code leads to, with `go()` or `guide({ goal })`; may be given
    /// several times.
    #[arg(long = "goal", value_name = "PLACE")]
    goals: Vec<String>,
    /// A warning not to tell of, by its rule; may be given several times.
    #[arg(long = "allow", value_name = "RULE", value_parser = Rule::allowable)]
    allowed: Vec<Rule>,
    /// `text` for people, `json` for programs.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Fail with warnings, too.
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let mut files = Vec::with_capacity(args.files.len());
    for file in args.files {
        match fs::read_to_string(&file) {
            Ok(text) => files.push((file, text)),
            Err(error) => {
                // Without a stderr there is nobody to tell.
                let _ = writeln!(io::stderr(), "alongside-lint: {file} can't be read: {error}");
                return ExitCode::from(2);
            }
        }
    }
    let findings = lint(&files, &Options { goals: args.goals, allowed: args.allowed });
    let report = match args.format {
        Format::Text => report::text(&findings),
        Format::Json => report::json(&findings) + "\n",
    };
    // A reader that has gone away (`| head`) is no reason to say anything else.
    let _ = io::stdout().write_all(report.as_bytes());
    if report::passes(&findings, args.deny_warnings) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
