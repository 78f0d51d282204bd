//! The in-place shell: while a call is live the next page of the site opens in a frame
//! over this one, so that the document that holds the call stays.

mod framing;

pub use framing::may_be_framed;

/// How long a page that has come may take to go on with the call, in milliseconds, before
/// the one below does: our own start takes a few tenths of a second.
pub const PATIENCE: u32 = 5_000;

/// A navigation that is about to happen, as the browser tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Navigation<'a> {
    /// Where to, as an absolute address.
    pub to: &'a str,
    /// Whether that is of this site (scheme, host and port).
    pub same_origin: bool,
    /// Whether the document stays: a fragment, or a route of the page's own.
    pub same_document: bool,
    /// Whether it opens something: a link, a script, a form; not a reload, and not the
    /// way back or forward.
    pub opens: bool,
    /// Whether what comes is to be kept as a file.
    pub download: bool,
    /// Whether it sends a form's content to the server (POST).
    pub posts: bool,
}

/// Which document is to be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// The one that holds the call.
    Holder,
    /// The one in the frame.
    Framed,
}

/// What becomes of a navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The browser's own.
    AsIs,
    /// Into the frame.
    Framed,
    /// In place of the document that holds the call.
    Top,
}

/// The rules of the shell.
#[derive(Debug)]
pub struct Shell {
    wanted: bool,
    /// Whether pages of this site may be framed, as far as it is known.
    framable: Option<bool>,
    /// Addresses that have refused the frame.
    refused: Vec<String>,
    /// The page in the frame.
    framed: Option<String>,
    /// Where the frame is going.
    awaited: Option<String>,
}

impl Shell {
    /// A shell that is closed. Not `wanted`, it never opens.
    #[must_use]
    pub fn new(wanted: bool) -> Self {
        Self { wanted, framable: None, refused: Vec::new(), framed: None, awaited: None }
    }

    /// Whether it is worth asking what the site says of frames.
    #[must_use]
    pub fn asks_framing(&self) -> bool {
        self.wanted && self.framable.is_none()
    }

    /// What the site says of frames; see [`may_be_framed`].
    pub fn framing(&mut self, allowed: bool) {
        self.framable.get_or_insert(allowed);
    }

    /// Where a navigation goes. `live` while there is a call to keep.
    pub fn way(&mut self, live: bool, leaves: Leaves, navigation: Navigation<'_>) -> Way {
        if !navigation.opens || navigation.same_document || navigation.download {
            return Way::AsIs;
        }
        match leaves {
            Leaves::Holder if self.opens_framed(live, navigation) => {
                self.awaited = Some(navigation.to.to_owned());
                Way::Framed
            }
            Leaves::Holder => Way::AsIs,
            // Another site may refuse the frame, and must not stand under our address.
            Leaves::Framed if !navigation.same_origin || !live || self.has_refused(navigation.to) => Way::Top,
            Leaves::Framed => {
                self.awaited = Some(navigation.to.to_owned());
                Way::AsIs
            }
        }
    }

    fn opens_framed(&self, live: bool, navigation: Navigation<'_>) -> bool {
        // A page that leads the window to its own address breaks out of frames.
        let breaks_out = self.framed.as_deref().is_some_and(|framed| is_same_page(framed, navigation.to))
            || self.awaited.as_deref().is_some_and(|awaited| is_same_page(awaited, navigation.to));
        // What a form has sent can't be sent again when its answer refuses the frame.
        let is_safe = !navigation.posts || self.framable == Some(true);
        self.wanted
            && live
            && navigation.same_origin
            && self.framable != Some(false)
            && is_safe
            && !breaks_out
            && !self.has_refused(navigation.to)
    }

    fn has_refused(&self, address: &str) -> bool {
        self.refused.iter().any(|refused| is_same_page(refused, address))
    }

    /// A page of this site is in the frame.
    pub fn arrived(&mut self, address: &str) {
        self.framable = Some(true);
        self.framed = Some(address.to_owned());
        self.awaited = None;
    }

    /// What is in the frame can't be read: it refused, or is of another site. Says where
    /// the window is to go instead.
    pub fn refused(&mut self) -> Option<String> {
        let address = self.awaited.take()?;
        self.refused.push(address.clone());
        Some(address)
    }

    /// The frame is gone, and the document below is back.
    pub fn closed(&mut self) {
        self.framed = None;
        self.awaited = None;
    }
}

fn is_same_page(one: &str, other: &str) -> bool {
    let page = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    page(one) == page(other)
}

#[cfg(test)]
mod tests;
