//! Recording a call, for the agent.

use crate::app::Rest;

/// What a screen reader says when it begins, and the sign of it.
pub const RECORDING: &str = "Recording";

/// While the customer has not answered.
pub const RECORDING_ASKED: &str = "The customer is asked. Nothing is recorded before they allow it.";

/// The customer has said no.
pub const RECORDING_REFUSED: &str = "The customer does not want to be recorded.";

/// The customer has taken a yes back.
pub const RECORDING_STOPPED: &str = "The customer has stopped the recording.";

/// The browser records nothing.
pub const RECORDING_FAILED: &str = "This browser does not record the call.";

/// An engagement with a recording in it can't be put away.
pub const RECORDING_UNSAVED: &str = "Save or discard the recording first.";

/// Beside a recording that is over.
pub const RECORDING_KEPT: &str = "A recording that is only in this window, until you save it.";

/// The browser has recorded nothing.
pub const RECORDING_EMPTY: &str = "There is nothing in the recording: it ended as it began.";

/// The browser takes no file.
pub const RECORDING_NOT_SAVED: &str = "The browser did not save the recording. It is still here.";

/// Beside one that was given to the browser as a file. What became of that no page is told.
#[must_use]
pub fn recording_saved(file: &str) -> String {
    format!(
        "Saved as {file}; the browser may have added a number. Check that it is among your downloads before you discard it here."
    )
}

/// Why a recording rests.
#[must_use]
pub fn rests(why: Rest) -> &'static str {
    match why {
        Rest::Line => "Recording paused: the line is interrupted",
        Rest::Hold => "Recording paused: on hold",
        Rest::Private => "Recording paused: the customer is typing something private",
        Rest::Unreachable => "Recording paused: the customer could not stop it now",
    }
}
