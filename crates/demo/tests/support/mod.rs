//! What the end-to-end tests share: the stage, and the people on it.
#![allow(dead_code, reason = "every test uses its part")]
#![allow(unreachable_pub, reason = "shared between the files of a test")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

pub mod agent;
pub mod author;
pub mod axe;
pub mod browser;
pub mod customer;
pub mod desk;
pub mod disguise;
pub mod eye;
pub mod firefox;
pub mod keyboard;
pub mod leftovers;
pub mod outline;
pub mod packets;
pub mod process;
pub mod stage;
pub mod tabs;
pub mod tap;
pub mod tone;
