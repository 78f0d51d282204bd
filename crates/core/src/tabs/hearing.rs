//! What another tab tells, and what comes of it.

use super::{Ask, Lock, Note, State, Tabs, leaving::Wait};
use crate::Millis;

impl Tabs {
    /// What another tab tells.
    pub fn note(&mut self, now: Millis, note: Note, out: &mut Vec<Ask>) {
        match (note, &mut self.state) {
            // Who comes back finds it here: it is a copy of this tab, or comes too late.
            (Note::Who | Note::Back { .. }, State::Holding) => out.push(Ask::TellHeld),
            (Note::Back { was }, State::Following { held, wait }) if was == held.tab => {
                *wait = Wait::stand_back(now);
                out.push(Ask::Lock(Lock::Drop));
            }
            (Note::Held(mut told), State::Following { held, wait }) => {
                if told.shared.engagement.is_none() {
                    // The relay has not told the holder's new page yet; it is what it was.
                    told.shared.engagement.clone_from(&held.shared.engagement);
                }
                let before = std::mem::replace(held, told);
                wait.heard(out);
                let is_another = before.tab != held.tab;
                out.push(Ask::Shown(Some(Box::new(before.shared))));
                let again = self.pending.iter().map(|(number, what)| Note::does(self.me, *number, what));
                out.extend(again.map(Ask::Tell));
                if is_another {
                    self.tell_front(out);
                }
            }
            (Note::Held(told), State::Asking { resumes, .. }) => {
                out.push(Ask::Yield { resumes: *resumes });
                self.follow(told, out);
            }
            (Note::Held(told), State::Alone) => {
                out.push(Ask::Lock(Lock::Want));
                self.follow(told, out);
            }
            (Note::Over(by), State::Following { .. }) => {
                self.alone(out);
                out.push(Ask::Over(by));
            }
            (Note::Goes { tab, loads }, State::Following { held, wait }) if tab == held.tab => {
                wait.holder_goes(now, loads, self.front_since, out);
                self.tick(now, out);
            }
            (Note::Does { tab, number, what }, State::Holding) => {
                out.push(Ask::Tell(Note::Heard { tab, number }));
                if self.is_new(tab, number) {
                    out.push(Ask::Do(what));
                }
            }
            (Note::Looks { tab, here }, State::Holding) => {
                self.others_in_front.retain(|other| *other != tab);
                self.others_in_front.extend(here.then_some(tab));
            }
            (Note::Heard { tab, number }, State::Following { .. }) if tab == self.me => {
                self.pending.retain(|(pending, _)| *pending > number);
            }
            _ => {}
        }
    }

    fn is_new(&mut self, tab: u64, number: u32) -> bool {
        match self.heard.iter_mut().find(|(of, _)| *of == tab) {
            Some((_, newest)) if number <= *newest => false,
            Some((_, newest)) => {
                *newest = number;
                true
            }
            None => {
                self.heard.push((tab, number));
                true
            }
        }
    }
}
