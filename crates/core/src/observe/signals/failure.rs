use alongside_protocol::message::SignalCause;

/// That a script failed, and never what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How: [`SignalCause::ScriptError`] or [`SignalCause::Rejection`].
    pub cause: SignalCause,
    /// Whether anything came with it: an error, or whatever else was thrown.
    pub thrown: bool,
    /// The error's name (`TypeError`); empty when it has none.
    pub name: String,
    /// The scheme of the script's address, without the colon; empty when it is not known.
    pub scheme: String,
}

impl Failure {
    /// Whether the page itself failed. An error without a value is another site's
    /// script, or the browser's note on a `ResizeObserver`; what was given up has not
    /// failed; and an extension's script is not the page's.
    pub(super) fn is_of_page(&self) -> bool {
        let foreign = self.scheme.ends_with("-extension");
        let given_up = self.name == "AbortError";
        let nothing = self.cause == SignalCause::ScriptError && !self.thrown;
        !foreign && !given_up && !nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_failed_or_another() {
        let (error, rejection) = (SignalCause::ScriptError, SignalCause::Rejection);
        for (cause, thrown, name, scheme, of_page) in [
            (error, true, "TypeError", "https", true),
            (error, true, "", "https", true),
            (error, false, "", "", false),
            (error, false, "", "https", false),
            (error, true, "TypeError", "chrome-extension", false),
            (error, true, "TypeError", "safari-web-extension", false),
            (error, true, "AbortError", "https", false),
            (rejection, true, "TypeError", "", true),
            (rejection, false, "", "", true),
            (rejection, true, "AbortError", "", false),
        ] {
            let failure = Failure { cause, thrown, name: name.into(), scheme: scheme.into() };
            assert_eq!(failure.is_of_page(), of_page, "{failure:?}");
        }
    }
}
