//! Every place of a page where text can hide, and what may leave from there.

/// Whether the secret of a place leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// The page shows it: it leaves, or the search for secrets finds nothing at all.
    Must,
    /// The level promises nothing about it.
    May,
    /// It stays.
    Never,
}
use Leaves::{May, Must, Never};

/// How a secret is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plant {
    /// As markup in the head; a privacy level of a part of the body can't reach it.
    Head(&'static str),
    /// As markup in the body.
    Body(&'static str),
    /// By a script, before the recording begins.
    Before(&'static str),
    /// By a script, while it runs.
    Later(&'static str),
}
use Plant::{Before, Body, Head, Later};

/// A place for one secret, which stands where `§` is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) plant: Plant,
    /// At the level `mask-inputs`.
    pub(crate) default: Leaves,
    /// No level opens it, `show` neither.
    pub(crate) sealed: bool,
}

const fn place(name: &'static str, plant: Plant, default: Leaves) -> Place {
    Place { name, plant, default, sealed: false }
}

const fn sealed(name: &'static str, plant: Plant) -> Place {
    Place { name, plant, default: Never, sealed: true }
}

impl Place {
    /// The secret of the place with this number: a word that no page and no code of
    /// ours has, the same in every run.
    pub(crate) fn secret(number: usize) -> String {
        let mut state = 0x9e37_79b9_u32.wrapping_mul(number as u32 + 1);
        let mut next = |letters: &[u8]| {
            state = state.wrapping_mul(0x0019_660d).wrapping_add(0x3c6e_f35f);
            char::from(letters[(state >> 16) as usize % letters.len()])
        };
        let word: String = (0..6).flat_map(|_| [next(b"bdfgklmnprstvz"), next(b"aeiou")]).collect();
        format!("Q{word}")
    }

    /// What is planted here: the secret, or something that it is a part of.
    pub(crate) fn planted(&self, number: usize) -> String {
        let (Head(text) | Body(text) | Before(text) | Later(text)) = self.plant;
        text.replace('§', &Self::secret(number))
    }
}

/// In scripts, `at` finds an element of the page, `type` enters a value as a customer
/// does, and `root` is the element that everything is in.
pub(crate) const PLACES: &[Place] = &[
    // What the page shows.
    place("text", Body("<p>§</p>"), Must),
    place("a button's text", Body("<button type=button>§</button>"), Must),
    place("the value of a button", Body("<input type=button value='§'>"), May),
    place("the value of a submit button", Body("<input type=submit value='§'>"), May),
    place("an option's text", Body("<select><option>A</option><option>§</option></select>"), Must),
    place("a shadow root", Before("at('#shadow').attachShadow({ mode: 'open' }).append('§')"), Must),
    place(
        "an element added later",
        Later("const p = document.createElement('p'); p.textContent = '§'; root.append(p)"),
        Must,
    ),
    place("a text changed later", Later("at('#text').firstChild.data = '§'"), Must),
    place("a text in SVG", Body("<svg><text y=9>§</text></svg>"), Must),
    place("the document's title", Before("document.title = '§'"), May),
    place("a title in SVG", Body("<svg><title>§</title></svg>"), May),
    place("a description in SVG", Body("<svg><desc>§</desc></svg>"), May),
    place("a hidden element's text", Body("<p hidden>§</p>"), May),
    place("content in a style element", Head("<style>.a::before { content: '§' }</style>"), May),
    place(
        "content in an adopted sheet",
        Before(
            "const s = new CSSStyleSheet(); s.replaceSync('.b::before { content: \"§\" }'); document.adoptedStyleSheets = [s]",
        ),
        May,
    ),
    // What somebody enters.
    place("a value in markup", Body("<input value='§'>"), Never),
    place("a value set by a script", Before("at('#scripted').value = '§'"), Never),
    place("a value that is typed", Later("type(at('#typed'), '§')"), Never),
    place("a textarea in markup", Body("<textarea>§</textarea>"), Never),
    place("a textarea that is typed into", Later("type(at('#area'), '§')"), Never),
    place("editable text", Body("<div contenteditable>§</div>"), Never),
    place("editable text that is typed", Later("at('#editable').textContent = '§'"), Never),
    place("an option's value", Body("<select><option value='§'>B</option></select>"), Never),
    place("a choice's value", Body("<input type=radio value='§'><input type=checkbox value='x§'>"), Never),
    place("a datalist", Body("<input list=list-1><datalist id=list-1><option value='§'></datalist>"), Never),
    place("a button element's value", Body("<button type=button value='§'>C</button>"), Never),
    place(
        "a file's name",
        Before(
            "const d = new DataTransfer(); d.items.add(new File(['x'], '§.txt')); at('#file').files = d.files",
        ),
        Never,
    ),
    place(
        "the clipboard",
        Later(
            "const d = new DataTransfer(); d.setData('text/plain', '§'); at('#typed').dispatchEvent(new ClipboardEvent('paste', { clipboardData: d, bubbles: true }))",
        ),
        Never,
    ),
    place("a field's own message", Before("at('#typed').setCustomValidity('§')"), Never),
    // What no setting opens.
    sealed("a password", Later("type(at('#password'), '§')")),
    sealed("a password that is shown", Later("at('#shown').type = 'text'; type(at('#shown'), '§')")),
    sealed("a one-time code", Later("type(at('#code'), '§')")),
    sealed("a card's number by its token", Later("type(at('#card'), '§')")),
    sealed("a card's owner by its token", Later("type(at('#owner'), '§')")),
    sealed("a field that is called a secret", Later("type(at('#cvv'), '§')")),
    sealed("a hidden field", Body("<input type=hidden name=state value='§'>")),
    sealed("a hidden field set by a script", Later("at('#token').value = '§'")),
    sealed("what is marked to be hidden", Body("<div data-alongside-privacy=hide><p title='a§'>§</p></div>")),
    sealed("what is marked with a misspelt level", Body("<div data-alongside-privacy=hidden><p>§</p></div>")),
    sealed(
        "a change in what is marked to be hidden",
        Later("at('#closed').textContent = '§'; at('#closed').title = '§'"),
    ),
    // What the markup carries.
    place("placeholder", Body("<input placeholder='§'>"), Never),
    place("title", Body("<p title='§'>D</p>"), Never),
    place("alt", Body("<img alt='§'>"), Never),
    place("alt of an image button", Body("<input type=image alt='§'>"), Never),
    place("aria-label", Body("<p aria-label='§'>E</p>"), Never),
    place("aria-description", Body("<p aria-description='§'>F</p>"), Never),
    place("aria-placeholder", Body("<p aria-placeholder='§'>G</p>"), Never),
    place("aria-valuetext", Body("<p role=slider aria-valuetext='§' aria-valuenow='1'>H</p>"), Never),
    place("aria-roledescription", Body("<p aria-roledescription='§'>I</p>"), Never),
    place("a data attribute", Body("<p data-customer='§'>J</p>"), Never),
    place("a data attribute that is shown", Body("<p class=shown data-shown='§'>K</p>"), Never),
    place("an attribute of one's own", Body("<x-card customer='§'>L</x-card>"), Never),
    place("an option's label", Body("<select><option label='§'>M</option></select>"), Never),
    place("a table's summary", Body("<table summary='§'><tr><td abbr='a§'>N</table>"), Never),
    place("an attribute changed later", Later("at('#text').title = '§'"), Never),
    place("a data attribute changed later", Later("at('#text').dataset.name = '§'"), Never),
    place("an id that identifies", Body("<p id='user-§@example.org'>O</p>"), Never),
    place("a class that identifies", Body("<p class='user-§@example.org wide'>P</p>"), Never),
    place("a name that identifies", Body("<input name='user-§@example.org'>"), Never),
    place(
        "a class that identifies behind another sign",
        Body("<p class='@md user-§@example.org'>P</p>"),
        Never,
    ),
    place("an attribute whose name identifies", Body("<p data-§@example.org>P</p>"), Never),
    place("an element whose name identifies", Body("<x-§-4711000815>P</x-§-4711000815>"), Never),
    place("xlink:title", Body("<svg><a xlink:title='§'><path d='M0 0'/></a></svg>"), Never),
    place("aria-label in SVG", Body("<svg aria-label='§' data-name='a§'><path d='M0 0'/></svg>"), Never),
    place("an attribute of one's own in SVG", Body("<svg customer='§'></svg>"), Never),
    place("alttext in MathML", Body("<math alttext='§'><mi>x</mi></math>"), Never),
    place("a style's custom property", Body("<p style='--name: §'>Q</p>"), Never),
    place("a style's content", Body("<p style='content: \"§\"'>R</p>"), Never),
    place("a style's address", Body("<p style='background: url(/face.png?name=§)'>S</p>"), Never),
    place("an event handler", Body("<p onclick='void \"§\"'>T</p>"), Never),
    // What is in no element, or in none that is shown.
    place("a comment", Body("<!-- § -->"), Never),
    place("a template", Body("<template><p>§</p></template>"), Never),
    place("noscript", Body("<noscript>§</noscript>"), Never),
    place("linked data", Body("<script type=application/ld+json>{ \"name\": \"§\" }</script>"), Never),
    place("a description of the page", Head("<meta name=description content='§'>"), Never),
    place("Open Graph", Head("<meta property=og:title content='§'>"), Never),
    place("a comment in a sheet", Head("<style>/* § */ .c { color: red }</style>"), Never),
    place("an address in a sheet", Head("<style>.d { background: url('/face.png?name=§') }</style>"), Never),
    // Addresses.
    place("a link's query", Body("<a href='/next?name=§'>U</a>"), Never),
    place("a link's fragment", Body("<a href='/next#§'>V</a>"), Never),
    place("a link's path", Body("<a href='/users/§@example.org/edit'>W</a>"), Never),
    place("a mail link", Body("<a href='mailto:§@example.org'>X</a>"), Never),
    place("a link that is a script", Body("<a href='javascript:void \"§\"'>Y</a>"), Never),
    place("a picture's query", Body("<img src='/face.png?name=§'>"), Never),
    place("a picture in the address", Body("<img src='data:image/svg+xml,<svg>§</svg>'>"), Never),
    place("srcset", Body("<img srcset='/face.png?name=§ 1x, /f.png?a§ 2x'>"), Never),
    place("ping", Body("<a href='/next' ping='/told?§'>Z</a>"), Never),
    place("a picture's path behind another sign", Body("<img src='/faces/@§@example.org'>"), Never),
    place("a form's action", Body("<form action='/send?name=§'></form>"), Never),
    place("a video's poster", Body("<video poster='/face.png?name=§'></video>"), Never),
    place("a frame's document", Body("<iframe srcdoc='<p title=\"§\">One</p>'></iframe>"), Never),
    place("the query of the page", Before("history.replaceState(null, '', '?who=§')"), Never),
    place(
        "the fragment of the page",
        Before("history.replaceState(null, '', location.search + '#§')"),
        Never,
    ),
    place(
        "the path of the page",
        Before("history.replaceState(null, '', '/users/§@example.org/' + location.search + location.hash)"),
        Never,
    ),
    // What only scripts know.
    place("an error", Later("setTimeout(() => { throw new Error('§') })"), Never),
    place("a line of the console", Later("console.log('§'); console.error('§')"), Never),
    place("storage", Before("localStorage.setItem('name', '§'); sessionStorage.setItem('a', '§')"), Never),
    place("a cookie", Before("document.cookie = 'name=§'"), Never),
    place("the window's name", Before("window.name = '§'"), Never),
    place("a property of an element", Before("at('#text').customer = '§'"), Never),
    place(
        "a drawing",
        Before(
            "const c = document.createElement('canvas'); root.append(c); c.getContext('2d').fillText('§', 0, 9)",
        ),
        Never,
    ),
];

/// What the places in the table stand on.
pub(crate) const GROUND: &str = "<p id=text>One</p><div id=shadow></div>\
    <label>Name <input id=typed></label><input id=scripted aria-label=Other><textarea id=area aria-label=Note></textarea>\
    <div id=editable contenteditable></div><input id=file type=file>\
    <input id=password class=closed type=password name=first required><input id=shown class=closed type=password name=second>\
    <input id=code class=closed autocomplete=one-time-code><input id=card class=closed autocomplete='billing cc-number'>\
    <input id=owner class=closed autocomplete=cc-name><input id=cvv class=closed>\
    <input id=token class=closed type=hidden><div id=closed data-alongside-privacy=hide></div>";

/// What every script may use.
pub(crate) const TOOLS: &str = "
    const at = (selector) => document.querySelector(selector);
    const root = at('#root') ?? document.body;
    const setter = (element) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set;
    const type = (element, text) => {
      element.focus();
      setter(element).call(element, text);
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    };";

/// The markup or the script of every place that is planted in this way.
pub(crate) fn planted(wanted: fn(Plant) -> bool) -> String {
    let all = PLACES.iter().enumerate().filter(|(_, place)| wanted(place.plant));
    all.map(|(number, place)| match place.plant {
        Head(_) | Body(_) => place.planted(number),
        // One that fails says so, and leaves the others be.
        Before(_) | Later(_) => format!(
            "try {{ {} }} catch (error) {{ (window.unplanted ??= []).push('{}: ' + error); }}\n",
            place.planted(number),
            place.name.replace('\'', "’"),
        ),
    })
    .collect()
}
