use serde::Serialize;

/// What is wrong at one place of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The file's name, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// The field, such as `moves[3].steps[0].text.de`; empty for the whole document. What
    /// is missing has the path it should have, and the line of what it is missing in.
    pub path: String,
    /// The rule that it breaks.
    pub rule: Rule,
    /// Whether customers will meet it.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub problem: String,
    /// What to do, in one sentence.
    pub fix: String,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The page says so, too, and leaves something out: a document, a way, a flow.
    Error,
    /// It works, and not as well as it could for some customers.
    Warning,
}

/// What is looked for, by the name that reports have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The file is no JSON.
    NotJson,
    /// The page's reader refuses the document.
    Unreadable,
    /// Two documents have a place or a flow of the same id.
    SameId,
    /// A move or a goal names a place that there is not.
    UnknownPlace,
    /// A detour names a flow that there is not.
    UnknownFlow,
    /// A customer can't be known to be at the place, or nothing leads there or from there.
    UnreachablePlace,
    /// From the place no move leads on to a goal.
    DeadEnd,
    /// No move leads to the goal.
    UnreachableGoal,
    /// A target finds the element of another one, too.
    SharedTarget,
    /// A text is not there in a language that others have.
    MissingLanguage,
    /// A value is in one language of a text and not in another.
    MissingValue,
    /// A text that a phone has no room for.
    LongText,
    /// A title that has more than two lines on a phone.
    LongTitle,
    /// A step is marked as safe that is never done for the customer.
    NeverSafe,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::NotJson,
        Self::Unreadable,
        Self::SameId,
        Self::UnknownPlace,
        Self::UnknownFlow,
        Self::UnreachablePlace,
        Self::DeadEnd,
        Self::UnreachableGoal,
        Self::SharedTarget,
        Self::MissingLanguage,
        Self::MissingValue,
        Self::LongText,
        Self::LongTitle,
        Self::NeverSafe,
    ];

    /// Its name, such as `unreachable-place`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotJson => "not-json",
            Self::Unreadable => "unreadable",
            Self::SameId => "same-id",
            Self::UnknownPlace => "unknown-place",
            Self::UnknownFlow => "unknown-flow",
            Self::UnreachablePlace => "unreachable-place",
            Self::DeadEnd => "dead-end",
            Self::UnreachableGoal => "unreachable-goal",
            Self::SharedTarget => "shared-target",
            Self::MissingLanguage => "missing-language",
            Self::MissingValue => "missing-value",
            Self::LongText => "long-text",
            Self::LongTitle => "long-title",
            Self::NeverSafe => "never-safe",
        }
    }

    /// The rule of this name, when it is a warning, which a site may do without.
    ///
    /// # Errors
    /// Fails in one sentence with another name, and with that of an error: what breaks it
    /// does not work.
    pub fn allowable(name: &str) -> Result<Self, String> {
        let rule = Self::ALL.into_iter().find(|rule| rule.name() == name);
        match rule.map(|rule| (rule, rule.severity())) {
            Some((rule, Severity::Warning)) => Ok(rule),
            Some((_, Severity::Error)) => {
                Err(format!("expected a warning, found `{name}`, which is an error and can't be allowed"))
            }
            None => {
                let warnings = Self::ALL.into_iter().filter(|rule| rule.severity() == Severity::Warning);
                let names: Vec<_> = warnings.map(|rule| format!("`{}`", rule.name())).collect();
                Err(format!("expected one of {}, found `{name}`", names.join(", ")))
            }
        }
    }

    /// How bad it is to break it.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::NotJson
            | Self::Unreadable
            | Self::SameId
            | Self::UnknownPlace
            | Self::UnknownFlow
            | Self::UnreachableGoal => Severity::Error,
            Self::UnreachablePlace
            | Self::DeadEnd
            | Self::SharedTarget
            | Self::MissingLanguage
            | Self::MissingValue
            | Self::LongText
            | Self::LongTitle
            | Self::NeverSafe => Severity::Warning,
        }
    }
}

impl Severity {
    /// As reports have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A finding before it has its line.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) rule: Rule,
    pub(crate) problem: String,
    pub(crate) fix: String,
}

impl Found {
    /// With the file and the line (from 1) and column (in characters from 1) of its path.
    pub(crate) fn at(self, file: &str, (line, column): (usize, usize)) -> Finding {
        let Self { path, rule, problem, fix } = self;
        Finding { file: file.to_owned(), line, column, path, rule, severity: rule.severity(), problem, fix }
    }
}
