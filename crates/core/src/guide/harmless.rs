//! What may be done for a customer: only what shows them something.

use super::{
    Guide,
    ask::Ask,
    run::{Phase, Run},
};

/// What decides whether clicking an element is harmless.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deed<'a> {
    /// Its tag, in small letters.
    pub tag: &'a str,
    /// Its `type` attribute; empty without one.
    pub kind: &'a str,
    /// Its `role` attribute; empty without one.
    pub role: &'a str,
    /// Whether it is a link to a page of this site that opens in this tab and saves no file.
    pub leads_on: bool,
    /// Whether it is what opens a section that is closed now: by `aria-expanded`, or by its
    /// `<details>`. Pressed again, it would close it.
    pub opens: bool,
    /// Whether it belongs to a form.
    pub in_form: bool,
    /// Whether it is within a link, a button, a label or a summary, which a click on it means.
    pub in_control: bool,
}

/// Whether clicking it follows a link of this site or opens a section of the page. What
/// sends a form, chooses, agrees or pays is never harmless, whatever the team says of it.
#[must_use]
pub fn is_harmless(deed: Deed<'_>) -> bool {
    // Of other roles that open something, some are chosen or switched by a click.
    if !matches!(deed.role, "" | "link" | "button" | "tab") {
        return false;
    }
    match deed.tag {
        // What is called a button does more than a link.
        "a" => deed.leads_on && deed.role != "button",
        "summary" => deed.opens,
        // Without a type, a button of a form sends it.
        "button" if deed.kind != "button" && (deed.in_form || !deed.kind.is_empty()) => false,
        "input" | "select" | "textarea" | "option" | "label" => false,
        "button" => deed.role == "tab" || deed.opens,
        // What has no click of its own does what is around it.
        _ => !deed.in_control && (deed.role == "tab" || deed.opens),
    }
}

impl Guide {
    /// The customer wants us to do the step.
    pub fn do_step(&mut self, out: &mut Vec<Ask>) {
        let shown = self.run.as_ref().filter(|run| run.is_safe_now()).map(|run| &run.phase);
        if let Some(&Phase::Shown { token, candidate, .. }) = shown {
            out.push(Ask::Act { token, candidate });
        }
    }

    /// Does the step for a customer who has asked to be taken to a place: once, or a link that
    /// leads back would be followed without end, and they could never go back themselves.
    pub(super) fn act_if_safe(&mut self, out: &mut Vec<Ask>) {
        let Some(run) = &mut self.run else { return };
        if !run.is_shown() || !run.current().safe || std::mem::replace(&mut run.progress.judged, true) {
            return;
        }
        if !run.is_safe_now() {
            let message = format!(
                "flow \"{}\", step \"{}\": safe: expected a link of this site or what opens a section, \
                 found what is open already or may do more; the customer is asked to do it",
                run.flow.id,
                run.current().id
            );
            out.push(Ask::Problem { message, at: None });
        } else if run.goal.as_ref().is_some_and(|goal| goal.acts)
            && run.acted.insert(run.current().id.clone())
        {
            self.do_step(out);
        }
    }
}

impl Run {
    /// Whether the current step is on the screen and may be done for the customer.
    pub(super) fn is_safe_now(&self) -> bool {
        self.current().safe && matches!(self.phase, Phase::Shown { harmless: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_sections_are_harmless() {
        let link = Deed { tag: "a", leads_on: true, ..Deed::default() };
        let opens = Deed { tag: "button", kind: "button", opens: true, ..Deed::default() };
        let tab = Deed { tag: "div", role: "tab", ..Deed::default() };
        for deed in [link, opens, tab, Deed { tag: "summary", opens: true, ..Deed::default() }] {
            assert!(is_harmless(deed), "{deed:?}");
        }
    }

    #[test]
    fn what_sends_chooses_or_agrees_is_not() {
        let button = Deed { tag: "button", opens: true, ..Deed::default() };
        for deed in [
            Deed { tag: "a", ..Deed::default() },
            Deed { tag: "a", leads_on: true, role: "button", ..Deed::default() },
            Deed { tag: "div", role: "checkbox", opens: true, ..Deed::default() },
            Deed { kind: "button", role: "switch", ..button },
            Deed { tag: "button", kind: "button", ..Deed::default() },
            Deed { kind: "submit", ..button },
            Deed { tag: "summary", ..Deed::default() },
            Deed { in_form: true, ..button },
            Deed { tag: "input", kind: "checkbox", opens: true, ..Deed::default() },
            Deed { tag: "label", role: "tab", ..Deed::default() },
            Deed { tag: "div", role: "button", ..Deed::default() },
            Deed { tag: "span", opens: true, in_control: true, ..Deed::default() },
        ] {
            assert!(!is_harmless(deed), "{deed:?}");
        }
    }
}
