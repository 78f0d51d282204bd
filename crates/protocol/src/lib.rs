//! What travels between the page, the relay and the agent, and what a web team
//! writes: wire [frames](frame), [messages](message), [page] frames and
//! [flow] documents.
//!
//! Nothing here decides anything. The crate imports nothing of ours.
#![forbid(unsafe_code)]

pub mod flow;
pub mod frame;
pub mod message;
pub mod page;
pub mod records;
pub mod tree;
pub mod versions;

use serde::Serialize;

/// The version of the wire that this build speaks; a peer with another one is
/// refused with a sentence that names both.
pub const WIRE_VERSION: u16 = 2;

/// Text that may leave the page.
///
/// The messages a customer's page sends are generic over their text, and only
/// encode when that text is `Wireable`. `String` is not, and can't be made so
/// outside this crate; `alongside-core` implements it for the one type that its
/// redaction policy returns.
///
/// ```compile_fail
/// use alongside_protocol::message::{Chat, FromCustomer};
/// // A plain string has passed no policy: this does not compile.
/// FromCustomer::Chat(Chat { text: String::from("4111 1111 1111 1111") }).encode(1);
/// ```
pub trait Wireable: Serialize {}

/// A picture that may leave the page.
///
/// As with [`Wireable`], bytes are none: `alongside-core` implements it for the one
/// type that its redaction policy returns.
///
/// ```compile_fail
/// use alongside_protocol::{Wireable, page::{Encoder, Note}};
/// fn send<T: Wireable + Clone + Eq + std::hash::Hash + std::borrow::Borrow<str>>(encoder: &mut Encoder<T>) {
///     // These bytes have passed no policy: this does not compile.
///     encoder.frame(None, Note::default()).picture(9, &vec![1u8, 2, 3]);
/// }
/// ```
pub trait WireablePicture {
    /// A WebP, PNG or JPEG of at most [`PICTURE_BYTES`](page::PICTURE_BYTES).
    fn bytes(&self) -> &[u8];
}
