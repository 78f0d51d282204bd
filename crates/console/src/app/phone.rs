//! A customer on the telephone, found by the code that they say.

use alongside_protocol::message::FromAgent;

use super::{Effect, State};

impl State {
    /// Asks for the page of whoever says this; the relay answers with the engagement, or
    /// with a sentence why not.
    pub(super) fn phone_code(&mut self, said: &str, effects: &mut Vec<Effect>) {
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        let others = said.chars().any(|character| !character.is_ascii_digit() && !" -.".contains(character));
        match digits.parse() {
            Ok(code) if digits.len() == 6 && !others => {
                self.notice.clear();
                self.send(FromAgent::PhoneCode(code), effects);
            }
            _ => self.notice = crate::words::PHONE_CODE.into(),
        }
    }
}
