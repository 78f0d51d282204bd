//! Calls between two homes behind routers, over an internet with a STUN and a TURN server.
//! Everything is real but the wires.
//!
//! Needs root and network namespaces. Where a kernel gives none,
//! `ALONGSIDE_NO_NAMESPACES=1` leaves these tests out, and says so.

#![allow(unreachable_pub, reason = "shared between the files of a test")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "what was measured, and why nothing was")]

#[path = "../support/mod.rs"]
mod support;

mod calls;
mod homes;
mod hosts;
mod turn;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use tokio::runtime::Runtime;

use self::hosts::Hosts;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // One pair of browsers at a time is enough for a small machine.
    arguments.test_threads = Some(1);
    let left_out = std::env::var_os("ALONGSIDE_NO_NAMESPACES").is_some();
    if left_out {
        eprintln!("Calls between networks are left out, as ALONGSIDE_NO_NAMESPACES asks.");
    }
    let trials = calls::all().into_iter().map(|(name, call)| {
        let run = move || {
            if let Some(why) = Hosts::why_not() {
                let needs = "root, network namespaces, iproute2, iptables, openssl and coturn";
                let instead = "Where that can't be had, ALONGSIDE_NO_NAMESPACES=1 leaves this out";
                return Err(format!("Calls between networks need {needs}: {why}. {instead}.").into());
            }
            Runtime::new().expect("threads for a test").block_on(call());
            Ok(())
        };
        Trial::test(name, run).with_ignored_flag(left_out)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}
