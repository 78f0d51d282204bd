//! The demo: the sites, the relay and the agent's desk on this machine.

use std::process::Command;

use anyhow::Result;

use crate::plan::Plan;
use crate::process;
use crate::setup::Need;
use crate::workspace::Workspace;
use crate::{console, package, setup};

/// Builds what changed and starts the demo, which says the rest itself.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    let mut plan = Plan::default();
    setup::plan(workspace, Need::Build, &mut plan)?;
    package::plan(workspace, &mut plan)?;
    console::plan(workspace, &mut plan)?;
    plan.add("Building the demo", || {
        process::run(workspace.cargo().args(["build", "--package", "alongside-demo"]))
    });
    plan.run()?;

    become_it(workspace.cargo().args(["run", "--quiet", "--package", "alongside-demo", "--"]).args(args))
}

/// Turns this process into the demo (cargo does the same in its turn), so one
/// process is left: Ctrl-C, or a kill from a script, reaches it directly.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).map_err(|failure| anyhow::anyhow!("the demo can't be started: {failure}"))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<()> {
    process::run(command)
}
