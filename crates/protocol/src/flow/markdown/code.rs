//! Code within a line: between one backtick and the next one, or between two and
//! the next two.

use super::inline::{Char, run};

/// A piece of code: from its first backtick to behind its last, and how many
/// there are on each side.
pub(super) struct Code {
    pub(super) from: usize,
    pub(super) to: usize,
    ticks: usize,
}

impl Code {
    /// What stands in it. One space on both sides is there for code that begins
    /// with a backtick.
    pub(super) fn text(&self, chars: &[Char]) -> String {
        let inside = &chars[self.from + self.ticks..self.to - self.ticks];
        let text: String = inside.iter().map(|char| if char.c == '\n' { ' ' } else { char.c }).collect();
        let inner = text.strip_prefix(' ').and_then(|text| text.strip_suffix(' '));
        inner.filter(|inner| !inner.trim().is_empty()).map_or(text.clone(), str::to_owned)
    }
}

/// The code of a text, in order.
pub(super) fn find(chars: &[Char]) -> Vec<Code> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let length = run(chars, at, '`');
        if (1..=2).contains(&length) {
            runs.push((at, length));
        }
        at += length.max(1);
    }
    // From the right, so that each run knows its partner without a search.
    let mut partner = vec![None; runs.len()];
    let mut next = [None; 3];
    for (index, &(_, ticks)) in runs.iter().enumerate().rev() {
        partner[index] = next[ticks];
        next[ticks] = Some(index);
    }
    let mut code = Vec::new();
    let mut index = 0;
    while index < runs.len() {
        let (from, ticks) = runs[index];
        if let Some(close) = partner[index] {
            code.push(Code { from, to: runs[close].0 + ticks, ticks });
            index = close;
        }
        index += 1;
    }
    code
}
