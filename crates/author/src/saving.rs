//! Versions at the relay: inputs in, commands out, no browser. What would change is said
//! before anything is saved.

use alongside_protocol::versions::{Content, NewVersion, Version, Versions};

use crate::{diff::diff, document::Document};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingInput {
    /// The author gives the code from the console's page of flows.
    Code(String),
    /// The relay has told the versions there are.
    Came(Result<Versions, Refusal>),
    /// The relay has given the document of a version.
    Document(u64, Result<String, Refusal>),
    /// The author wants to know what going back to this version would change.
    Look(u64),
    /// The author saves this document, as JSON.
    Save(String),
    /// The author goes back to the version that was looked at.
    RollBack,
    /// The author wants to write on from the newest version.
    TakeUp,
    /// The author asks once more what the relay could not be asked.
    Again,
    /// The relay has saved a version.
    Saved(Result<Version, Refusal>),
}

/// Why the relay did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status of its answer; 0 when there was none.
    pub status: u16,
    /// Why, in words.
    pub message: String,
}

/// What the shell must do; every request shows the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingCommand {
    /// Ask for the versions there are, and say so with [`SavingInput::Came`].
    List(String),
    /// Ask for the document of a version, and say so with [`SavingInput::Document`].
    Read(String, u64),
    /// Save a version, and say so with [`SavingInput::Saved`].
    Save(String, NewVersion),
    /// Keep the code in the tab's memory, or forget it.
    Remember(Option<String>),
    /// Go on with this document, as JSON, as one change that can be undone, by this name.
    TakeUp {
        /// The document.
        document: String,
        /// What it is called.
        label: String,
    },
    /// What is written from here on begins from this document, as JSON.
    Began(String),
}

/// The refusal of a code that is wrong or has ended.
const NO_CODE: u16 = 401;

/// The refusal of a version that is not written from the newest.
const NOT_NEWEST: u16 = 409;

/// What is known of the versions of a site's flows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saving {
    code: String,
    versions: Option<Versions>,
    /// The newest version's document, or why it can't be compared; none until it is here.
    newest: Option<Result<Document, String>>,
    /// The version that is looked at, and its text once it is here.
    looked: Option<(u64, Option<String>)>,
    /// What is being saved.
    sent: Option<String>,
    /// The relay could not be asked what was saved.
    failed: bool,
    notice: String,
}

impl Saving {
    /// Takes an input, and says what must be done.
    pub fn handle(&mut self, input: SavingInput) -> Vec<SavingCommand> {
        match input {
            SavingInput::Code(code) => {
                *self = Self { code: code.trim().to_owned(), ..Self::default() };
                if self.code.is_empty() {
                    "Get a code on the console's page of flows.".clone_into(&mut self.notice);
                    return Vec::new();
                }
                vec![SavingCommand::List(self.code.clone())]
            }
            SavingInput::Came(Ok(versions)) => self.came(versions),
            SavingInput::Document(version, Ok(json)) => {
                if Some(version) == self.newest_number() {
                    self.newest = Some(Document::read(&json));
                }
                if let Some((_, text)) = self.looked.as_mut().filter(|(number, _)| *number == version) {
                    *text = Some(json);
                }
                Vec::new()
            }
            SavingInput::Look(version) => {
                self.looked = Some((version, None));
                vec![SavingCommand::Read(self.code.clone(), version)]
            }
            SavingInput::Save(document) => self.save(document.clone(), Content::Document(document)),
            SavingInput::RollBack => match self.looked.clone() {
                Some((version, Some(document))) => self.save(document, Content::Restore(version)),
                _ => Vec::new(),
            },
            SavingInput::TakeUp => match (&self.newest, self.newest_number()) {
                (Some(Ok(newest)), Some(number)) => {
                    let label = format!("take up version {number}");
                    vec![SavingCommand::TakeUp { document: newest.written(), label }]
                }
                _ => Vec::new(),
            },
            SavingInput::Again => {
                self.failed = false;
                self.notice.clear();
                vec![SavingCommand::List(self.code.clone())]
            }
            SavingInput::Saved(Ok(version)) => self.saved(version),
            SavingInput::Came(Err(refusal))
            | SavingInput::Document(_, Err(refusal))
            | SavingInput::Saved(Err(refusal)) => self.refused(refusal),
        }
    }

    /// The site's name and who writes for it, once the relay has taken the code.
    #[must_use]
    pub fn site(&self) -> Option<(&str, &str)> {
        self.versions.as_ref().map(|versions| (versions.site.as_str(), versions.author.as_str()))
    }

    /// The versions there are, the newest first.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        self.versions.as_ref().map(|versions| versions.versions.as_slice()).unwrap_or_default()
    }

    /// The number of the next version.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.newest_number().unwrap_or(0) + 1
    }

    /// What saving this document would change for customers, a sentence each.
    ///
    /// # Errors
    /// Why that can't be said, or not yet.
    pub fn changes(&self, now: &Document) -> Result<Vec<String>, String> {
        match &self.newest {
            Some(Ok(_)) if self.versions().is_empty() => Ok(vec![all_new(now)]),
            Some(Ok(newest)) => Ok(diff(newest, now)),
            Some(Err(why)) => Err(format!("The newest version can't be compared: {why}")),
            None if self.failed => Err("It could not be asked what was saved.".to_owned()),
            None => Err("One moment…".to_owned()),
        }
    }

    /// The newest version, when what is written now did not begin from it: saving would undo
    /// what is new in it.
    #[must_use]
    pub fn overlooked(&self, began: &Document, now: &Document) -> Option<&Version> {
        let Some(Ok(newest)) = &self.newest else { return None };
        self.versions().first().filter(|_| newest != began && newest != now)
    }

    /// The author writes on: what was said before is read.
    pub fn writes_on(&mut self) {
        self.notice.clear();
    }

    /// The relay could not be asked, and can be asked again.
    #[must_use]
    pub fn can_try_again(&self) -> bool {
        self.failed
    }

    /// The version that is looked at, and what going back to it would change.
    #[must_use]
    pub fn looked(&self) -> Option<(u64, Result<Vec<String>, String>)> {
        let (version, text) = self.looked.as_ref()?;
        let changes = match text.as_deref().map(Document::read) {
            Some(Ok(document)) => self.changes(&document),
            Some(Err(why)) => Err(format!("Version {version} can't be compared: {why}")),
            None => Err("One moment…".to_owned()),
        };
        Some((*version, changes))
    }

    /// The version that is looked at can become the newest again.
    #[must_use]
    pub fn can_roll_back(&self) -> bool {
        matches!(self.looked, Some((_, Some(_)))) && self.can_save()
    }

    /// The relay can be asked to save a version.
    #[must_use]
    pub fn can_save(&self) -> bool {
        self.newest.is_some() && self.sent.is_none()
    }

    /// What there is to say, empty when there is nothing.
    #[must_use]
    pub fn notice(&self) -> &str {
        &self.notice
    }

    fn came(&mut self, versions: Versions) -> Vec<SavingCommand> {
        self.versions = Some(versions);
        self.failed = false;
        let mut commands = vec![SavingCommand::Remember(Some(self.code.clone()))];
        match self.newest_number() {
            Some(newest) => commands.push(SavingCommand::Read(self.code.clone(), newest)),
            None => self.newest = Some(Ok(Document::default())),
        }
        commands
    }

    fn save(&mut self, document: String, content: Content) -> Vec<SavingCommand> {
        if !self.can_save() {
            return Vec::new();
        }
        self.sent = Some(document);
        self.notice.clear();
        let new = NewVersion { base: self.newest_number().unwrap_or(0), content };
        vec![SavingCommand::Save(self.code.clone(), new)]
    }

    fn saved(&mut self, version: Version) -> Vec<SavingCommand> {
        let Some(document) = self.sent.take() else { return Vec::new() };
        let number = version.version;
        let restores = version.restores;
        self.newest = Some(Document::read(&document));
        if let Some(versions) = &mut self.versions {
            versions.versions.insert(0, version);
        }
        self.looked = None;
        match restores {
            Some(restored) => {
                self.notice = format!("Version {restored} is the newest again, as version {number}.");
                vec![SavingCommand::TakeUp { document, label: format!("go back to version {restored}") }]
            }
            None => {
                self.notice = format!("Saved as version {number}.");
                vec![SavingCommand::Began(document)]
            }
        }
    }

    fn refused(&mut self, refusal: Refusal) -> Vec<SavingCommand> {
        self.sent = None;
        self.notice = sentence(&refusal.message);
        match refusal.status {
            NO_CODE => {
                let notice = std::mem::take(&mut self.notice);
                *self = Self { notice, ..Self::default() };
                vec![SavingCommand::Remember(None)]
            }
            NOT_NEWEST => {
                self.notice.push_str(" Look at what saving would change now.");
                self.newest = None;
                vec![SavingCommand::List(self.code.clone())]
            }
            _ => {
                self.failed = self.newest.is_none();
                // What is looked at and did not come is looked at no more.
                self.looked = self.looked.take().filter(|(_, text)| text.is_some());
                Vec::new()
            }
        }
    }

    fn newest_number(&self) -> Option<u64> {
        self.versions().first().map(|version| version.version)
    }
}

/// What the first version brings.
fn all_new(document: &Document) -> String {
    let counted = [("flows", "flow"), ("places", "place"), ("moves", "move"), ("offers", "offer")]
        .map(|(key, word)| (document.count(key), word));
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    format!("The first version here is the whole document: {}.", parts.join(", "))
}

/// The relay's words as a sentence.
fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
