use serde::{Deserialize, Serialize};

/// How one side of a call hears the other, as it tells the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallQuality {
    /// Which call, as in [`Rtc`](super::Rtc).
    pub call: u32,
    /// How the last while sounded; absent while nothing came.
    pub lately: Option<Sound>,
    /// Nothing comes from the other side, although it should.
    pub hears_nothing: bool,
    /// The sender's own microphone gives nothing, although it is open.
    pub gives_nothing: bool,
    /// Seconds that the line was up.
    pub seconds: u32,
    /// Of these, the ones in which nothing came although it should.
    pub deaf: u32,
    /// The mean opinion score over the whole call so far, in hundredths; 0 without one.
    pub mean: u16,
    /// The worst while's, in hundredths; 0 without one.
    pub worst: u16,
}

/// How a while of a call sounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// In a word.
    pub grade: Grade,
    /// The mean opinion score, in hundredths: 100 to 450.
    pub mos: u16,
    /// Sound that was lost and made up, in per mille.
    pub lost: u16,
    /// From mouth to ear, in milliseconds.
    pub delay: u16,
}

/// What people say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// Hardly anybody has something against it.
    Good,
    /// Many are not content.
    Fair,
    /// Nearly nobody is.
    Poor,
}
