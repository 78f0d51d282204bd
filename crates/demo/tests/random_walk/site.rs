//! What the walk knows of a site.

/// A flow of a site, and what it must point at.
pub(crate) struct Site {
    pub(crate) flow: &'static str,
    /// The page of its goal.
    pub(crate) goal: &'static str,
    /// Its steps, and those of its detours.
    pub(crate) steps: &'static [Step],
    /// What customers enter before they send a form: fields and what is typed in them. Where
    /// there is none, no form is ever sent.
    pub(crate) entered: &'static [(&'static str, &'static str)],
}

/// A step of the flow.
pub(crate) struct Step {
    pub(crate) id: &'static str,
    /// The pages that it belongs to; `*` at the end stands for anything.
    pub(crate) pages: &'static [&'static str],
    /// What it must point at.
    pub(crate) target: &'static str,
    /// What a customer does who follows it.
    pub(crate) follow: &'static [Act],
}

/// What a customer does.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Act {
    Click(&'static str),
    /// Chooses or ticks it, if it is there and is not chosen.
    Choose(&'static str),
    /// Types this in place of what is there.
    Write(&'static str, &'static str),
}

impl Site {
    /// The step with this id.
    pub(crate) fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

impl Step {
    /// Whether it belongs to the page with this path.
    pub(crate) fn is_on(&self, path: &str) -> bool {
        self.pages.iter().any(|page| match page.strip_suffix('*') {
            Some(folder) => path.starts_with(folder),
            None => path == *page,
        })
    }
}
