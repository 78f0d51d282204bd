//! What became of flows, as the relay has counted it: asked for when the agent looks, and
//! for the days that the agent chooses.

use alongside_protocol::{records::Records, versions::WritingCode};

use super::{Effect, State};

/// The days that can be chosen, today included.
pub const CHOICES: [u16; 3] = [7, 30, 90];

/// The page of flows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flows {
    /// The agent looks at it, unless an engagement is on screen.
    pub shown: bool,
    /// How many days, one of [`CHOICES`].
    pub days: u16,
    /// What the relay has told last; of other days while it is asked about these.
    pub records: Option<Records>,
    /// Why there is nothing newer, in words; empty when nothing is wrong.
    pub problem: String,
    /// The code that the agent has asked for, to write a site's flows with.
    pub code: Option<CodeOf>,
}

/// A code to write a site's flows with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeOf {
    /// The site's key.
    pub site: String,
    /// The code, or why there is none, in words; nothing while the relay is asked.
    pub came: Option<Result<WritingCode, String>>,
}

impl Default for Flows {
    fn default() -> Self {
        Self { shown: false, days: 30, records: None, problem: String::new(), code: None }
    }
}

impl Flows {
    /// The records of the days that were chosen, once they are here.
    #[must_use]
    pub fn current(&self) -> Option<&Records> {
        self.records.as_ref().filter(|records| records.days == self.days)
    }
}

/// Something about the page of flows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlowsInput {
    /// The agent looks at it.
    Look,
    /// The agent chooses how many days.
    Days(u16),
    /// The agent tries again.
    Again,
    /// The relay has answered the question for so many days, or there is no answer, for
    /// the reason given in words.
    Came(u16, Result<Records, String>),
    /// The agent wants a code to write the flows of the site with this key.
    AskCode(String),
    /// The relay has answered the question for a site's code, or there is no answer, for the
    /// reason given in words.
    CodeCame(String, Result<WritingCode, String>),
}

impl State {
    /// Whether the page of flows is on screen.
    #[must_use]
    pub fn shows_flows(&self) -> bool {
        self.flows.shown && self.open.is_none()
    }

    pub(super) fn flows(&mut self, input: FlowsInput, effects: &mut Vec<Effect>) {
        match input {
            FlowsInput::Look => {
                self.look_at(None);
                self.flows.code = None;
                self.flows.shown = true;
                self.ask_flows(effects);
            }
            FlowsInput::Days(days) if CHOICES.contains(&days) => {
                self.flows.days = days;
                self.ask_flows(effects);
            }
            FlowsInput::Days(_) => {}
            FlowsInput::Again => self.ask_flows(effects),
            // One of days that are not asked for any more, or for an agent who is gone.
            FlowsInput::Came(days, _) if days != self.flows.days || !self.flows.shown => {}
            FlowsInput::Came(_, Ok(records)) => {
                self.announcement = crate::words::flows_came(&records);
                (self.flows.records, self.flows.problem) = (Some(records), String::new());
            }
            FlowsInput::Came(_, Err(why)) => self.flows.problem = why,
            FlowsInput::AskCode(site) => {
                self.flows.code = Some(CodeOf { site: site.clone(), came: None });
                effects.push(Effect::AskWritingCode(site));
            }
            FlowsInput::CodeCame(site, came) => {
                // Of one that is not asked for any more, or for an agent who is gone.
                let asked = self.flows.code.as_mut().filter(|code| code.site == site);
                if let Some(code) = asked {
                    self.announcement = crate::words::code_came(&came);
                    code.came = Some(came);
                }
            }
        }
    }

    /// What is on the screen stays until there is something newer.
    fn ask_flows(&mut self, effects: &mut Vec<Effect>) {
        self.flows.problem.clear();
        effects.push(Effect::ReadFlows(self.flows.days));
    }
}
