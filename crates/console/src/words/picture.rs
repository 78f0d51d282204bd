//! Pictures of what has no copy, in words.

use alongside_protocol::message::PictureRefusal;

use crate::app::Pictured;

/// What is known of every element once the site has refused a picture of one.
pub const NEVER: Pictured = Pictured::Refused(PictureRefusal::Never);

/// Why there is no picture.
#[must_use]
pub fn no_picture(why: PictureRefusal) -> &'static str {
    match why {
        PictureRefusal::Never => "This site shows no pictures.",
        PictureRefusal::Private => "The site keeps this part to the customer.",
        PictureRefusal::Paused => "The customer has paused what you see.",
        PictureRefusal::Gone => "It is no longer on the page.",
        PictureRefusal::Kind => "There is no picture of this.",
        PictureRefusal::Soon => "One picture a second: try again.",
        PictureRefusal::Empty => "There is nothing to see in it yet.",
        PictureRefusal::Foreign => "Another site’s content is in it: the browser gives no copy.",
        PictureRefusal::Protected => "It is protected against copies.",
        PictureRefusal::Brought => "It may be the customer’s own camera or file.",
        PictureRefusal::Large => "It is too large to be sent.",
        PictureRefusal::Failed => "The customer’s browser gave no picture.",
    }
}

/// What the button says; none where asking again would bring the same answer.
#[must_use]
pub fn picture_button(told: Option<Pictured>) -> Option<&'static str> {
    use PictureRefusal as Why;
    Some(match told {
        None => "Show picture",
        Some(Pictured::Asked) => "Asking…",
        Some(Pictured::Shown) => "New picture",
        Some(Pictured::Refused(Why::Paused | Why::Gone | Why::Soon | Why::Empty | Why::Failed)) => {
            "Try again"
        }
        Some(Pictured::Refused(_)) => return None,
    })
}
