//! Packs batches as `js/page/walker` does, and looks for secrets in what leaves.
#![allow(dead_code, reason = "each test uses its own part")]

use alongside_core::{
    observe::mirror::{Mirror, MirrorError},
    privacy::{FieldMode, Level},
};
use alongside_protocol::page::{Batch as Told, Decoder, Model, NodeId};

pub(crate) const DOCUMENT: u32 = 1;
pub(crate) const BODY: u32 = 2;

/// What a batch led to.
pub(crate) struct Applied {
    pub(crate) frames: Vec<Vec<u8>>,
    pub(crate) fields: Vec<(NodeId, FieldMode)>,
}

/// All that the mirror has to tell.
pub(crate) fn told(mirror: &mut Mirror) -> Vec<Vec<u8>> {
    std::iter::from_fn(|| mirror.tell(0)).collect()
}

/// A replica without a browser, at its end of the line.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) decoder: Decoder,
    pub(crate) model: Model,
}

impl Reader {
    pub(crate) fn read(&mut self, frame: &[u8]) -> Told {
        let batch = self.decoder.read(frame).unwrap();
        self.model.apply(&batch).unwrap();
        batch
    }
}

/// A batch of one operation, as a reader gets it.
pub(crate) fn batch(op: alongside_protocol::page::Op) -> Told {
    Told { head: None, note: Default::default(), ops: vec![op] }
}

/// One batch of the walker.
#[derive(Default)]
pub(crate) struct Batch {
    numbers: Vec<u32>,
    strings: Vec<String>,
    lists: Vec<(u32, Vec<u32>)>,
}

impl Batch {
    /// A page with an empty body.
    pub(crate) fn page(base: &str) -> Self {
        let mut batch = Self::default();
        let base = batch.string(base);
        batch.numbers.extend([1, DOCUMENT, 0, 0, 9, 0, 800, 600, base]);
        batch.element(BODY, DOCUMENT, "body", &[])
    }

    fn string(&mut self, text: &str) -> u32 {
        self.strings.push(text.to_owned());
        self.strings.len() as u32 - 1
    }

    fn child(&mut self, parent: u32, id: u32) {
        match self.lists.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, list)) => list.push(id),
            None => self.lists.push((parent, vec![id])),
        }
    }

    pub(crate) fn element(self, id: u32, parent: u32, tag: &str, attributes: &[(&str, &str)]) -> Self {
        self.ruled(id, parent, None, tag, attributes)
    }

    /// An element that a privacy rule names.
    pub(crate) fn ruled(
        mut self,
        id: u32,
        parent: u32,
        level: Option<Level>,
        tag: &str,
        attributes: &[(&str, &str)],
    ) -> Self {
        let svg = u32::from(["svg", "a:svg", "text:svg"].contains(&tag));
        let hides = u32::from(level == Some(Level::Hide));
        let name = self.string(tag.trim_end_matches(":svg"));
        let rule = level.map_or(0, |level| level as u32 + 1);
        self.numbers.extend([1, id, parent, rule, 1, name, svg, hides, 10, 10, attributes.len() as u32]);
        for (name, value) in attributes {
            let pair = [self.string(name), self.string(value)];
            self.numbers.extend(pair);
        }
        self.child(parent, id);
        self
    }

    pub(crate) fn text(mut self, id: u32, parent: u32, text: &str) -> Self {
        let text = self.string(text);
        self.numbers.extend([1, id, parent, 0, 3, text]);
        self.child(parent, id);
        self
    }

    /// All children of a node, when some of them were there before.
    pub(crate) fn children(mut self, parent: u32, children: &[u32]) -> Self {
        self.lists.retain(|(known, _)| *known != parent);
        self.lists.push((parent, children.to_vec()));
        self
    }

    pub(crate) fn attribute(mut self, id: u32, name: &str, value: &str) -> Self {
        let (name, value) = (self.string(name), self.string(value));
        self.numbers.extend([3, id, name, 1, value]);
        self
    }

    pub(crate) fn set_text(mut self, id: u32, text: &str) -> Self {
        let text = self.string(text);
        self.numbers.extend([4, id, text]);
        self
    }

    pub(crate) fn length(mut self, id: u32, length: u32) -> Self {
        self.numbers.extend([5, id, 0, length]);
        self
    }

    /// A value that the walker should not have read, where it should not have.
    pub(crate) fn value(mut self, id: u32, value: &str) -> Self {
        let value = self.string(value);
        self.numbers.extend([5, id, 1, value]);
        self
    }

    pub(crate) fn sheet(mut self, root: u32, rules: &str) -> Self {
        let rules = self.string(rules);
        self.numbers.extend([6, root, 1, rules]);
        self
    }

    /// Nodes that are no longer part of the page.
    /// The focus is in this element; 0 for none.
    pub(crate) fn focus(mut self, id: u32) -> Self {
        self.numbers.extend([9, id]);
        self
    }

    pub(crate) fn forget(mut self, nodes: &[u32]) -> Self {
        self.numbers.extend([10, nodes.len() as u32]);
        self.numbers.extend(nodes);
        self
    }

    /// Another rule names a known element.
    pub(crate) fn level(mut self, id: u32, level: Level) -> Self {
        self.numbers.extend([11, id, level as u32 + 1]);
        self
    }

    /// As the walker hands it over.
    pub(crate) fn packed(self) -> (Vec<u32>, String) {
        let mut numbers = self.numbers;
        for (parent, children) in self.lists {
            numbers.extend([2, parent, 0, 0, children.len() as u32]);
            numbers.extend(children);
        }
        (numbers, self.strings.join("\0"))
    }

    /// Lets the mirror take it in, without telling anything of it yet.
    pub(crate) fn apply_to(self, mirror: &mut Mirror) -> Result<Vec<(NodeId, FieldMode)>, MirrorError> {
        let (numbers, strings) = self.packed();
        let strings: Vec<&str> = strings.split('\0').collect();
        mirror.apply(&numbers, &strings)
    }

    pub(crate) fn into(self, mirror: &mut Mirror) -> Applied {
        let fields = self.apply_to(mirror).unwrap();
        Applied { frames: told(mirror), fields }
    }
}

/// All that a batch, and a snapshot after it, put on the wire.
pub(crate) fn wire(applied: &Applied, mirror: &mut Mirror) -> Vec<u8> {
    mirror.begin_anew();
    applied.frames.iter().cloned().chain(told(mirror)).flatten().collect()
}

/// In which disguise a secret is in bytes, if it is.
pub(crate) fn found(secret: &str, bytes: &[u8]) -> Option<&'static str> {
    let utf16 = |to: fn(u16) -> [u8; 2]| secret.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let hex =
        |format: fn(&u8) -> String| secret.as_bytes().iter().map(format).collect::<String>().into_bytes();
    let mut disguises = vec![
        ("plain", secret.as_bytes().to_vec()),
        ("lower case", secret.to_lowercase().into_bytes()),
        ("UTF-16 LE", utf16(u16::to_le_bytes)),
        ("UTF-16 BE", utf16(u16::to_be_bytes)),
        ("hex", hex(|byte| format!("{byte:02x}"))),
        ("HEX", hex(|byte| format!("{byte:02X}"))),
    ];
    disguises.extend((0..3).map(|shift| ("base64", base64_core(secret.as_bytes(), shift))));
    let is_in = |part: &[u8]| bytes.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    disguises.into_iter().find(|(_, part)| is_in(part)).map(|(name, _)| name)
}

/// The base64 characters that stand for `bytes` alone, wherever they begin.
fn base64_core(bytes: &[u8], shift: usize) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let shifted: Vec<u8> = std::iter::repeat_n(0, shift).chain(bytes.iter().copied()).collect();
    let bits: Vec<u8> =
        shifted.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let whole = bits.chunks_exact(6).map(|six| six.iter().fold(0, |all, bit| all << 1 | usize::from(*bit)));
    let clean = [0, 2, 3][shift];
    whole.map(|index| ALPHABET[index]).skip(clean).collect()
}
