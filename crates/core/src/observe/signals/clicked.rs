use super::Mark;

/// What acts on a click, or could, beside the two roles.
const ACTING: [&str; 11] =
    ["a", "area", "button", "summary", "label", "input", "select", "textarea", "canvas", "video", "audio"];

/// What a click does there can't be seen from outside.
const OPAQUE: [&str; 9] =
    ["label", "select", "textarea", "canvas", "video", "audio", "object", "embed", "summary"];

/// Types of `<input>` that are buttons.
const BUTTONS: [&str; 4] = ["button", "submit", "reset", "image"];

/// What is made to be clicked again and again, or is in it: by role, tag and type.
const REPEATED_ROLES: [&str; 6] = ["spinbutton", "slider", "scrollbar", "grid", "application", "toolbar"];
const REPEATED_TAGS: [&str; 3] = ["canvas", "video", "audio"];
const REPEATED_TYPES: [&str; 4] = ["number", "range", "date", "time"];

/// The same by the names that sites and libraries give it.
const REPEATED_NAMES: [&str; 9] =
    ["carousel", "swiper", "slick", "stepper", "pagina", "pager", "quantity", "spinner", "keypad"];

/// What was clicked, as its markup has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clicked {
    /// The innermost element, then what it is in, up to the root of its tree.
    pub path: Vec<Mark>,
    /// What stands nearest to the element that acts, under the same parent.
    pub beside: Vec<Mark>,
}

impl Clicked {
    /// Where on the path the element is that acts on the click: a button, link or
    /// field. Without one the innermost element is meant, and has no name, only content.
    #[must_use]
    pub fn acting(&self) -> Option<usize> {
        self.path.iter().position(|mark| mark.is_any_of(&ACTING) || mark.has_role(&["button", "link"]))
    }

    /// The element that is meant, and what it is in.
    fn target(&self) -> &[Mark] {
        &self.path[self.acting().unwrap_or(0)..]
    }

    /// The page's background is nothing to click on.
    #[must_use]
    pub fn is_background(&self) -> bool {
        let bare = self.path.first().is_some_and(|mark| mark.is_any_of(&["html", "body"]));
        bare && self.acting().is_none()
    }

    /// Whether what a click does there can't be seen from outside. A menu that is open
    /// already was opened by the pointer.
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        self.target().iter().any(|mark| {
            mark.is_any_of(&OPAQUE)
                || mark.is_any_of(&["a", "area"]) && mark.get("href").is_some()
                || mark.tag == "input" && !mark.is_input(&BUTTONS)
                || mark.says("aria-expanded", "true")
                || mark.is_editable()
        })
    }

    /// Whether it is made to be clicked again and again.
    #[must_use]
    pub fn repeats(&self) -> bool {
        let by_markup = |mark: &Mark| {
            let names_pages = mark.tag == "nav" && contains(mark.get("aria-label"), "pag");
            mark.is_any_of(&REPEATED_TAGS)
                || mark.has_role(&REPEATED_ROLES)
                || mark.is_input(&REPEATED_TYPES)
                || mark.says("aria-roledescription", "carousel")
                || mark.says("rel", "next")
                || mark.says("rel", "prev")
                || names_pages
        };
        let by_name = |mark: &Mark| REPEATED_NAMES.iter().any(|name| contains(mark.get("class"), name));
        // A number beside it is what it counts up and down.
        let counts = |mark: &Mark| {
            mark.tag == "output" || mark.is_input(&["number"]) || mark.has_role(&["spinbutton"])
        };
        let target = self.target();
        target.iter().any(by_markup) || target.iter().take(2).any(by_name) || self.beside.iter().any(counts)
    }

    /// Whether it is a button, as forms have them.
    #[must_use]
    pub fn is_button(&self) -> bool {
        let button = |mark: &Mark| {
            let made = mark.has_role(&["button"]) && !mark.is_editable();
            let native = mark.is_any_of(&["input", "select", "textarea"]);
            mark.tag == "button" || mark.is_input(&BUTTONS) || made && !native
        };
        self.target().first().is_some_and(button)
    }
}

/// Whether a value has this within it, in any case of letters.
fn contains(value: Option<&str>, part: &str) -> bool {
    value.is_some_and(|value| value.to_lowercase().contains(part))
}
