//! What the interface says, in the customer's language.

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// The nearest language to a BCP 47 tag; English when none is near.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        match locale.split('-').next() {
            Some("de") => Self::German,
            _ => Self::English,
        }
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

macro_rules! words {
    ($( $(#[$doc:meta])* $word:ident: $english:literal, $german:literal; )*) => {
        /// Something the interface says. `{}` stands for what [`Language::say_with`] fills in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each says what it is")]
        pub enum Word { $( $word, )* }

        impl Language {
            /// The words themselves.
            #[must_use]
            pub fn say(self, word: Word) -> &'static str {
                match (self, word) {
                    $(
                        (Self::English, Word::$word) => $english,
                        (Self::German, Word::$word) => $german,
                    )*
                }
            }
        }
    };
}

words! {
    Help: "Help", "Hilfe";
    HelpHeading: "How can we help?", "Wie können wir helfen?";
    Offer: "Is something not working? We are happy to help.", "Klappt etwas nicht? Wir helfen gern.";
    Guides: "Show me how", "Zeigen Sie mir, wie es geht";
    Talk: "Talk to a person", "Mit einem Menschen sprechen";
    TalkHint: "Here in the page, by microphone", "Hier auf der Seite, über das Mikrofon";
    Write: "Write to us", "Schreiben Sie uns";
    WriteHint: "Chat with an agent", "Chat mit einem Berater";
    Close: "Close", "Schließen";
    Next: "Next", "Weiter";
    Finish: "Finish", "Fertig";
    Back: "Back", "Zurück";
    StepOf: "Step {} of {}", "Schritt {} von {}";
    TakeMeThere: "Take me there", "Dorthin";
    Elsewhere: "This step is on another page.", "Dieser Schritt ist auf einer anderen Seite.";
    TargetMissing: "We can't find this on the page right now.", "Wir finden das gerade nicht auf der Seite.";
    FillIn: "Please fill this in first.", "Bitte füllen Sie das zuerst aus.";
    AskingMicrophone: "Please allow the microphone, so that the agent can hear you.",
        "Bitte erlauben Sie das Mikrofon, damit man Sie hören kann.";
    Asking: "Finding somebody for you …", "Wir suchen jemanden für Sie …";
    Position: "You are number {} in the queue.", "Sie sind Nummer {} in der Warteschlange.";
    Leave: "Leave the queue", "Warteschlange verlassen";
    With: "{} is with you", "{} ist bei Ihnen";
    SeesPage: "{} sees this page. What you type is masked.", "{} sieht diese Seite. Was Sie eingeben, ist verdeckt.";
    PageUnseen: "{} can't see this page.", "{} kann diese Seite nicht sehen.";
    AgentSees: "What {} sees", "Was {} sieht";
    PauseView: "Pause", "Anhalten";
    ResumeView: "Resume", "Fortsetzen";
    ViewPaused: "Paused: {} sees nothing.", "Angehalten: {} sieht nichts.";
    ViewResumed: "{} sees this page again.", "{} sieht diese Seite wieder.";
    Connecting: "Connecting …", "Verbindung wird aufgebaut …";
    Connected: "Connected", "Verbunden";
    LineLost: "The line was interrupted. We are trying again.", "Die Verbindung war unterbrochen. Wir versuchen es erneut.";
    CallFailed: "The call can't be connected on this network. You can go on in writing.",
        "Der Anruf kommt in diesem Netz nicht zustande. Sie können schriftlich weitermachen.";
    Mute: "Mute", "Stumm";
    AgentMuted: "The agent is muted.", "Der Berater ist stumm.";
    HangUp: "Hang up", "Auflegen";
    EndChat: "End chat", "Chat beenden";
    Message: "Your message", "Ihre Nachricht";
    Send: "Send", "Senden";
    Chat: "Conversation", "Gespräch";
    You: "You", "Sie";
    EndedByAgent: "The agent has ended the conversation.", "Der Berater hat das Gespräch beendet.";
    EndedByCustomer: "The conversation is over.", "Das Gespräch ist beendet.";
    EndedLost: "The connection was lost for too long.", "Die Verbindung war zu lange unterbrochen.";
    NoAgent: "Nobody is free right now.", "Gerade ist niemand frei.";
    NoRelay: "We can't reach our people right now.", "Wir erreichen gerade niemanden.";
    MicrophoneDenied: "The microphone is blocked for this site. You can allow it in the address bar, or write to us.",
        "Das Mikrofon ist für diese Seite gesperrt. Sie können es in der Adressleiste erlauben oder uns schreiben.";
    MicrophoneMissing: "No microphone was found. You can write to us instead.",
        "Es wurde kein Mikrofon gefunden. Sie können uns stattdessen schreiben.";
    MicrophoneInUse: "Another program is using the microphone. You can write to us instead.",
        "Ein anderes Programm benutzt das Mikrofon. Sie können uns stattdessen schreiben.";
    MicrophoneUnsupported: "This browser can't make calls here. You can write to us instead.",
        "Dieser Browser kann hier nicht telefonieren. Sie können uns stattdessen schreiben.";
    CallUs: "Call {}", "{} anrufen";
    PointsAt: "{} shows you: {}", "{} zeigt Ihnen: {}";
}

impl Language {
    /// The words with every `{}` filled in, in order.
    #[must_use]
    pub fn say_with(self, word: Word, values: &[&str]) -> String {
        let mut parts = self.say(word).split("{}");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for (at, part) in parts.enumerate() {
            out.push_str(values.get(at).copied().unwrap_or_default());
            out.push_str(part);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_filled_in_in_order() {
        assert_eq!(Language::of("de-CH").say_with(Word::StepOf, &["2", "6"]), "Schritt 2 von 6");
        assert_eq!(Language::of("fr").say_with(Word::PointsAt, &["Robin", "IBAN"]), "Robin shows you: IBAN");
    }
}
