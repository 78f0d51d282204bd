//! Customers who click at random while a goal is active, at the shop and at the bank:
//! guidance never points at what is not meant, always has a next step or an explanation,
//! and leads to the goal as soon as they follow it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a failed expectation is a failed test, and how far the walk went is worth knowing"
)]

#[path = "../support/mod.rs"]
mod support;

mod bank;
mod shop;
mod site;
mod walk;
