//! The one way from views to what is being written, and back.

use std::rc::Rc;

use alongside_browser::guard::guard;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use super::{
    page::{self, Shell},
    preview,
};
use crate::{
    app::{Author, Command, Input},
    saving::Saving,
};

/// The key of the tab's memory that holds what was written.
const WRITTEN: &str = "alongside.author";
/// The one that holds what it began from.
const BEGAN: &str = "alongside.author.began";
/// The one that says that the panel is folded.
const FOLDED: &str = "alongside.author.folded";
/// The one that holds what can be undone.
const HISTORY: &str = "alongside.author.history";
/// And the one that holds what was selected.
const SELECTED: &str = "alongside.author.selected";

/// What every view holds on to.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) author: RwSignal<Author>,
    /// The picker is on.
    pub(super) picking: RwSignal<bool>,
    /// The press that has picked is not over.
    pub(super) letting_go: RwSignal<bool>,
    /// The place that the picked element will be the landmark of, if of any.
    pub(super) landmark_of: RwSignal<Option<usize>>,
    /// A preview runs in this page: the panel makes room.
    pub(super) previewing: RwSignal<bool>,
    /// The panel shows only what is picked with.
    pub(super) folded: RwSignal<bool>,
    /// What is known of versions at the relay.
    pub(super) saving: RwSignal<Saving>,
    /// The document of a preview on a phone, while that is open.
    pub(super) phone: RwSignal<Option<String>>,
    shell: StoredValue<Rc<Shell>, LocalStorage>,
}

impl Desk {
    /// Made once, at the root.
    pub(super) fn provide(shell: Rc<Shell>) -> Self {
        let desk = Self {
            author: RwSignal::new(Author::default()),
            picking: RwSignal::new(false),
            letting_go: RwSignal::new(false),
            landmark_of: RwSignal::new(None),
            previewing: RwSignal::new(false),
            folded: RwSignal::new(page::remembered(FOLDED).is_some()),
            saving: RwSignal::new(Saving::default()),
            phone: RwSignal::new(None),
            shell: StoredValue::new_local(shell),
        };
        provide_context(desk);
        desk
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    pub(super) fn shell(self) -> Rc<Shell> {
        self.shell.get_value()
    }

    /// A part of the state that views follow; they hear of it when it changes.
    pub(super) fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Author) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.author.with(&part))
    }

    /// Something happened: what is written decides, the shell carries it out.
    pub(super) fn input(self, input: Input) {
        guard(|| {
            if input.is_writing() {
                // Author mode may be closed.
                let _ = self.saving.try_update(Saving::writes_on);
            }
            let commands = self.author.try_update(|author| author.handle(input)).unwrap_or_default();
            self.keep();
            for command in commands {
                self.carry_out(command);
            }
        });
    }

    /// Opens a document, and goes on with what was written on the page before.
    pub(super) fn open(self, name: String, json: String) {
        // Read first: what is opened is kept in its place.
        let [written, began, past, selected] = [WRITTEN, BEGAN, HISTORY, SELECTED].map(page::remembered);
        self.input(Input::Opened { name, json });
        if let Some(written) = written {
            self.input(Input::Resumed { written, began });
        }
        if let Some(past) = past {
            self.input(Input::Past(past));
        }
        self.keep_beginning();
        if let Some((track, step)) = selected.and_then(|json| serde_json::from_str(&json).ok()) {
            self.input(Input::Select(track, step));
        }
    }

    /// What can be undone here can be undone on the next page, too.
    pub(super) fn keep_past(self) {
        page::remember(HISTORY, Some(&self.author.with_untracked(Author::past)));
    }

    /// Folds the panel, or unfolds it: here, and on the pages that follow.
    pub(super) fn fold(self, folded: bool) {
        self.folded.set(folded);
        page::remember(FOLDED, folded.then_some("folded"));
    }

    /// Puts the keyboard on an element of the panel, once it is drawn.
    pub(super) fn focus(self, selector: String) {
        let shell = self.shell();
        spawn_local(async move {
            gloo_timers::callback::Timeout::new(0, move || {
                let found: Option<Element> = shell.root.query_selector(&selector).ok().flatten();
                if let Some(found) = found {
                    // An element that can't be focused any more has lost nothing.
                    let _ = found.unchecked_ref::<HtmlElement>().focus();
                }
            })
            .forget();
        });
    }

    pub(super) fn keep_beginning(self) {
        let began = self.author.with_untracked(|author| author.opened().written());
        page::remember(BEGAN, Some(&began));
    }

    fn keep(self) {
        let changed = self
            .author
            .with_untracked(|author| (!author.changes().is_empty()).then(|| author.document().written()));
        let selected = self.author.with_untracked(Author::selection);
        page::remember(SELECTED, serde_json::to_string(&selected).ok().as_deref());
        page::remember(WRITTEN, changed.as_deref());
    }

    fn carry_out(self, command: Command) {
        let shell = self.shell();
        match command {
            Command::Count(targets) => self.input(Input::Counted(shell.counts(&targets))),
            Command::Preview { document, device } => preview::run(self, document, device),
            Command::Download { name, text } => {
                let notice = match page::download(&name, &text) {
                    Some(()) => format!("{name} was downloaded."),
                    None => "The browser gave no file; copy it instead.".to_owned(),
                };
                self.input(Input::Told(notice));
            }
            Command::Copy(text) => spawn_local(async move {
                let clipboard = page::window().map(|window| window.navigator().clipboard());
                let copied = match clipboard {
                    // Without TLS there is none, whatever its type says.
                    Some(clipboard) if !clipboard.is_undefined() => {
                        JsFuture::from(clipboard.write_text(&text)).await.is_ok()
                    }
                    _ => false,
                };
                let notice =
                    if copied { "The document was copied." } else { "The browser did not let it be copied." };
                self.input(Input::Told(notice.to_owned()));
            }),
        }
    }
}
