//! The hub without sockets: one input after the other, on a clock of its own.

mod agree;
mod behaviour;
mod bounds;
mod callback;
mod captions;
mod door;
mod handover;
mod other_tab;
mod phone;
mod reading;
mod recording;
mod servers;
mod sheets;
mod warm;
mod world;
