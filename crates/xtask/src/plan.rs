//! Parts of a command, run in order with `[3/7]`, a name and the seconds.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What a command is going to do.
#[derive(Default)]
pub(crate) struct Plan<'a> {
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    title: String,
    work: Box<dyn FnOnce() -> Result<()> + 'a>,
    /// The parts after a failed check still run: one run tells everything.
    check: bool,
}

impl<'a> Plan<'a> {
    /// Adds a part that the following ones need.
    pub(crate) fn add(&mut self, title: impl Into<String>, work: impl FnOnce() -> Result<()> + 'a) {
        self.push(title.into(), work, false);
    }

    /// Adds a part whose failure is reported at the end.
    pub(crate) fn check(&mut self, title: impl Into<String>, work: impl FnOnce() -> Result<()> + 'a) {
        self.push(title.into(), work, true);
    }

    fn push(&mut self, title: String, work: impl FnOnce() -> Result<()> + 'a, check: bool) {
        self.parts.push(Part { title, work: Box::new(work), check });
    }

    /// Runs every part; prints a summary when some of them were checks.
    pub(crate) fn run(self) -> Result<()> {
        self.run_telling(&mut io::stdout())
    }

    fn run_telling(self, out: &mut dyn Write) -> Result<()> {
        let total = self.parts.len();
        let mut checks: Vec<(String, bool, Duration)> = Vec::new();
        for (done, part) in self.parts.into_iter().enumerate() {
            tell(out, &format!("[{}/{total}] {} …", done + 1, part.title));
            let start = Instant::now();
            let result = (part.work)();
            let took = start.elapsed();
            match (result, part.check) {
                (Ok(()), check) => {
                    tell(out, &format!("      {:.1} s", took.as_secs_f32()));
                    if check {
                        checks.push((part.title, true, took));
                    }
                }
                (Err(failure), false) => return Err(failure),
                (Err(failure), true) => {
                    tell(out, &format!("      FAILED: {failure:#}"));
                    checks.push((part.title, false, took));
                }
            }
        }
        summary(&checks, out)
    }
}

fn summary(checks: &[(String, bool, Duration)], out: &mut dyn Write) -> Result<()> {
    if checks.is_empty() {
        return Ok(());
    }
    tell(out, "");
    for (title, passed, took) in checks {
        let word = if *passed { "ok    " } else { "FAILED" };
        tell(out, &format!("{word} {:>6.1} s  {title}", took.as_secs_f32()));
    }
    let failed: Vec<&str> =
        checks.iter().filter(|(_, passed, _)| !passed).map(|(title, ..)| title.as_str()).collect();
    if !failed.is_empty() {
        bail!("{} of {} parts failed: {}", failed.len(), checks.len(), failed.join("; "));
    }
    Ok(())
}

/// Prints a line.
pub(crate) fn say(line: &str) {
    tell(&mut io::stdout(), line);
}

/// At once: stdout is buffered in a pipe, and a child's output would overtake it.
fn tell(out: &mut dyn Write, line: &str) {
    // A reader that has gone away (`| head`) is no reason to stop.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;
    use std::cell::RefCell;

    #[test]
    fn a_failed_check_does_not_stop_the_rest_but_fails_the_run() {
        let ran = RefCell::new(Vec::new());
        let mut plan = Plan::default();
        plan.check("first", || Err(anyhow!("no")));
        plan.check("second", || {
            ran.borrow_mut().push("second");
            Ok(())
        });
        let mut told = Vec::new();
        let failure = plan.run_telling(&mut told).unwrap_err();
        assert_eq!(failure.to_string(), "1 of 2 parts failed: first");
        let told = String::from_utf8(told).unwrap();
        assert!(told.starts_with("[1/2] first …\n      FAILED: no\n[2/2] second …\n"), "{told}");
        assert_eq!(*ran.borrow(), ["second"]);
    }

    #[test]
    fn a_failed_part_stops_the_rest() {
        let mut plan = Plan::default();
        plan.add("first", || Err(anyhow!("no disk")));
        plan.add("second", || panic!("must not run"));
        let failure = plan.run_telling(&mut Vec::new()).unwrap_err();
        assert_eq!(failure.to_string(), "no disk");
    }
}
