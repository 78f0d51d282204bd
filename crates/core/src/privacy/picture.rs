use std::{fmt, rc::Rc};

use alongside_protocol::{
    WireablePicture,
    message::PictureRefusal,
    page::{PICTURE_BYTES, picture_kind},
};

use super::{Level, Policy};

/// A picture that has passed the policy. Only [`Policy`] makes it, and it alone
/// implements [`WireablePicture`]. A clone shares its bytes.
///
/// ```compile_fail
/// use alongside_core::privacy::Picture;
/// // There is no other way to make one.
/// let picture = Picture(std::rc::Rc::from(*b"\xff\xd8\xff"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(Rc<[u8]>);

impl WireablePicture for Picture {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Picture({} bytes)", self.0.len())
    }
}

impl Policy {
    /// Whether a picture may be made of a canvas, a video or an image under this
    /// level. What is in it can't be masked: so only where no text is.
    ///
    /// # Errors
    /// Why not.
    pub fn may_picture(&self, level: Level) -> Result<(), PictureRefusal> {
        match level.max(self.level) {
            _ if self.no_pictures => Err(PictureRefusal::Never),
            Level::Show | Level::MaskInputs => Ok(()),
            Level::MaskAllText | Level::Hide => Err(PictureRefusal::Private),
        }
    }

    /// Whether a picture may show what the customer brought in: a camera, a chosen
    /// file.
    #[must_use]
    pub fn shows_brought(&self, level: Level) -> bool {
        level.max(self.level) == Level::Show
    }

    /// A picture of an element under this level: a WebP, PNG or JPEG of at most
    /// [`PICTURE_BYTES`].
    ///
    /// # Errors
    /// Why it may not leave.
    pub fn picture(&self, level: Level, bytes: &[u8]) -> Result<Picture, PictureRefusal> {
        self.may_picture(level)?;
        if bytes.len() > PICTURE_BYTES {
            return Err(PictureRefusal::Large);
        }
        picture_kind(bytes).ok_or(PictureRefusal::Failed)?;
        Ok(Picture(bytes.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: [u8; 4] = [0xff, 0xd8, 0xff, 0xe0];

    #[test]
    fn pictures_leave_where_text_does_and_nowhere_else() {
        let made =
            |page, level| Policy::at(page).picture(level, &JPEG).map(|picture| picture.bytes().to_vec());
        assert_eq!(made(Level::Show, Level::Show), Ok(JPEG.to_vec()));
        assert_eq!(made(Level::MaskInputs, Level::Show), Ok(JPEG.to_vec()));
        for closed in [Level::MaskAllText, Level::Hide] {
            assert_eq!(made(closed, Level::Show), Err(PictureRefusal::Private), "{closed:?}");
            assert_eq!(made(Level::Show, closed), Err(PictureRefusal::Private), "{closed:?}");
        }
        let never = Policy::at(Level::Show).without_pictures();
        assert_eq!(never.picture(Level::Show, &JPEG), Err(PictureRefusal::Never));
    }

    #[test]
    fn what_is_no_picture_or_too_large_does_not_leave() {
        let policy = Policy::default();
        let text = b"4111 1111 1111 1111";
        assert_eq!(policy.picture(Level::Show, text), Err(PictureRefusal::Failed));
        assert_eq!(policy.picture(Level::Show, &[]), Err(PictureRefusal::Failed));
        let mut long = JPEG.to_vec();
        long.resize(PICTURE_BYTES, 0);
        assert!(policy.picture(Level::Show, &long).is_ok());
        long.push(0);
        assert_eq!(policy.picture(Level::Show, &long), Err(PictureRefusal::Large));
    }

    #[test]
    fn what_the_customer_brought_in_is_shown_only_where_all_is() {
        assert!(Policy::at(Level::Show).shows_brought(Level::Show));
        assert!(!Policy::at(Level::MaskInputs).shows_brought(Level::Show));
        assert!(!Policy::at(Level::Show).shows_brought(Level::MaskInputs));
    }
}
