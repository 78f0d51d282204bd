//! How a call sounds, from what the browser counts: the customer's page and the agent's
//! console both go by this.

mod channel;
pub mod code;
mod device;
mod latch;
mod pulse;
pub mod quality;
pub mod renewal;
mod watch;

pub use channel::ChannelEvent;
pub use code::CallCode;
pub use device::Device;
pub use pulse::{Beat, LOOK, Pulse};
pub use quality::Heard;
pub use watch::{EVERY, LineNow, Reading, Watch};
