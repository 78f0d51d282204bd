//! Who is offered what, and how often. No server: all of it is decided from what the page
//! knows and a small record that the browser keeps.

mod audience;
mod board;
mod cap;
mod experiment;
mod record;
mod search;
mod view;

pub use audience::{Visit, device, includes};
pub use board::{Ask, Board, Moment, Notice};
pub use cap::allows;
pub use experiment::{Arm, arm};
pub use record::{MOST_OFFERS, Record};
pub use search::fits;
pub use view::{ChecklistView, HotspotView, OfferView, OffersView};

/// FNV-1a, 64 bits, with the last step of SplitMix64, so that every bit depends on every
/// byte. It must never change: records and experiments of earlier builds stand on it.
fn hash(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter().copied().chain([0]));
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}
