//! A telephone call and a page that belong together: the customer reads a code from the
//! page and says it, the agent types it, and the page opens for that agent. The call
//! itself is the telephone's.

use std::collections::BTreeMap;

use alongside_protocol::message::{Channel, EndedBy, PhoneCode, ToCustomer};

use super::{
    Hub, Turn,
    alarm::Alarm,
    io::{Audit, Audited, Millis, Output, Record, VisitId},
    stage::Stage,
};
use crate::secret;

/// How long a code opens a page: longer than anybody waits on the telephone.
const LASTS: Millis = 2 * 60 * 60 * 1_000;

/// Wrong codes that an agent may type in so long a time. Of 900,000 codes, with 100 of them
/// out, who guesses finds one in 150 hours, and each wrong one is in the audit log.
const TRIES: u32 = 5;
const WITHIN: Millis = 5 * 60 * 1_000;

/// The codes that are out, and who has typed wrong ones.
#[derive(Debug, Default)]
pub(super) struct Phone {
    codes: BTreeMap<u32, Code>,
    /// By the name that the agent logs in with: how many, and since when.
    wrong: BTreeMap<String, (u32, Millis)>,
    /// Codes given so far: no two are made of the same.
    given: u64,
}

#[derive(Debug, Clone, Copy)]
struct Code {
    engagement: u64,
    until: Millis,
}

impl Hub {
    /// Whether an engagement waits for its code to be typed.
    pub(super) fn waits_for_code(&self, id: u64) -> bool {
        let waits = |one: &super::Engagement| one.channel == Channel::Phone && one.stage == Stage::Waiting;
        self.engagements.get(&id).is_some_and(waits)
    }

    /// Tells the customer the code of an engagement: the one that is out, or a new one.
    pub(super) fn tell_code(&mut self, turn: &mut Turn<'_>, id: u64) {
        if !self.waits_for_code(id) {
            return;
        }
        let out = self.phone.codes.iter().find(|(_, code)| code.engagement == id);
        let known = out.filter(|(_, code)| code.until > turn.now).map(|(number, code)| (*number, code.until));
        let Some((code, until)) = known.or_else(|| self.new_code(turn, id)) else { return };
        let Some(visit) = self.engagements.get(&id).map(|engagement| engagement.visit.clone()) else {
            return;
        };
        let told = PhoneCode { engagement: id, code, lasts: until - turn.now };
        self.tell_customer(turn, &visit, &ToCustomer::PhoneCode(told));
    }

    fn new_code(&mut self, turn: &Turn<'_>, id: u64) -> Option<(u32, Millis)> {
        self.forget_code(id);
        // What is random in it is the visit's token: nobody else knows that.
        let token = self.visits.get(&self.engagements.get(&id)?.visit)?.token;
        let code = loop {
            self.phone.given += 1;
            let made = secret::hashed(&format!("phone {token:?} {id} {}", self.phone.given));
            let number = u32::from_le_bytes([made[0], made[1], made[2], made[3]]);
            let code = 100_000 + number % 900_000;
            if !self.phone.codes.contains_key(&code) {
                break code;
            }
        };
        let until = turn.now + LASTS;
        self.phone.codes.insert(code, Code { engagement: id, until });
        self.alarms.insert((until, Alarm::PhoneCode(id)));
        Some((code, until))
    }

    /// An engagement that was stored has no code before its page is back, and as long for
    /// that as with one.
    pub(super) fn expect_page(&mut self, id: u64, now: Millis) {
        if self.waits_for_code(id) {
            self.alarms.insert((now + LASTS, Alarm::PhoneCode(id)));
        }
    }

    /// A code is used, or its engagement needs none any more.
    pub(super) fn forget_code(&mut self, id: u64) {
        let alarms = &mut self.alarms;
        self.phone.codes.retain(|_, code| {
            let stays = code.engagement != id;
            if !stays {
                alarms.remove(&(code.until, Alarm::PhoneCode(id)));
            }
            stays
        });
    }

    /// A code has lasted for its time: who is still there has another one, and who is not
    /// has gone without a word.
    pub(super) fn check_code(&mut self, turn: &mut Turn<'_>, id: u64) {
        let holds = |code: &Code| code.engagement == id && code.until > turn.now;
        if !self.waits_for_code(id) || self.phone.codes.values().any(holds) {
            return;
        }
        let visit = self.engagements.get(&id).and_then(|engagement| self.visits.get(&engagement.visit));
        if visit.is_some_and(|visit| visit.socket.is_some()) {
            self.tell_code(turn, id);
        } else {
            self.end(turn, id, EndedBy::Lost);
        }
    }

    /// An agent has typed what a customer says.
    pub(super) fn code_typed(&mut self, turn: &mut Turn<'_>, name: &str, code: u32) -> Result<(), String> {
        let (count, since) = self.phone.wrong.get(name).copied().unwrap_or((0, turn.now));
        let (count, since) = if turn.now >= since + WITHIN { (0, turn.now) } else { (count, since) };
        if count >= TRIES {
            let minutes = (since + WITHIN - turn.now).div_ceil(60_000);
            return Err(format!("too many codes that lead to nobody: try again in {minutes} min"));
        }
        let holds = |code: &&Code| code.until > turn.now && self.waits_for_code(code.engagement);
        let found = self.phone.codes.get(&code).filter(holds).copied();
        let serves = |code: &Code| {
            let site = self.engagements.get(&code.engagement).map(|engagement| engagement.site);
            self.agents.get(name).is_some_and(|agent| site.is_some_and(|site| agent.sites.contains(&site)))
        };
        // Of another site's customer the agent hears no more than of none.
        let Some(code) = found.filter(serves) else {
            self.phone.wrong.insert(name.to_owned(), (count + 1, since));
            turn.out.push(Output::Store(Record::Audit(Audit {
                at: turn.now,
                what: Audited::WrongCode,
                agent: Some(name.to_owned()),
                engagement: None,
                visit: None,
                address: None,
                site: None,
            })));
            return Err("no customer has this code now: it may be over, or used".to_owned());
        };
        self.accept(turn, name, code.engagement)?;
        self.forget_code(code.engagement);
        Ok(())
    }

    /// Whether an agent may take an engagement from the list: one that waits for its code
    /// is not theirs to choose.
    pub(super) fn is_to_choose(&self, id: u64) -> Result<(), String> {
        if self.waits_for_code(id) {
            return Err("this customer is on the telephone: the code that they say opens their page".into());
        }
        Ok(())
    }

    /// After a welcome: the page may be another one by now.
    pub(super) fn code_again(&mut self, turn: &mut Turn<'_>, visit: &VisitId) {
        if let Some(id) = self.running(visit) {
            self.tell_code(turn, id);
        }
    }
}
