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
    Search: "What do you want to do?", "Was möchten Sie tun?";
    NothingFound: "Nothing fits. Try another word, or ask us.", "Nichts passt. Versuchen Sie ein anderes Wort, oder fragen Sie uns.";
    GoOnWith: "Go on: {}", "Weitermachen: {}";
    DoneOf: "{} of {} done", "{} von {} erledigt";
    Done: "Done", "Erledigt";
    AllDone: "All done!", "Alles erledigt!";
    Dismiss: "Do not show again", "Nicht mehr anzeigen";
    NotNow: "Not now", "Jetzt nicht";
    Tip: "Tip: {}", "Tipp: {}";
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
    NewRoute: "From here there is another way.", "Von hier führt ein anderer Weg hin.";
    DoItForMe: "Do this for me", "Für mich tun";
    TargetMissing: "We can't find this on the page right now.", "Wir finden das gerade nicht auf der Seite.";
    FillIn: "Please fill this in first.", "Bitte füllen Sie das zuerst aus.";
    AskingMicrophone: "Please allow the microphone, so that the agent can hear you.",
        "Bitte erlauben Sie das Mikrofon, damit man Sie hören kann.";
    StillTrying: "We keep trying.", "Wir versuchen es weiter.";
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
    MicrophoneMissing: "No microphone was found. You can write to us, or listen and type.",
        "Es wurde kein Mikrofon gefunden. Sie können uns schreiben oder zuhören und tippen.";
    MicrophoneInUse: "Another program is using the microphone. Close it there and try again, or write to us.",
        "Ein anderes Programm benutzt das Mikrofon. Schließen Sie es dort und versuchen Sie es erneut, oder schreiben Sie uns.";
    MicrophoneUnsupported: "This browser gives pages no microphone. You can write to us, or listen and type.",
        "Dieser Browser gibt Seiten kein Mikrofon. Sie können uns schreiben oder zuhören und tippen.";
    CallUs: "Call {}", "{} anrufen";
    MicrophoneDismissed: "The microphone was not allowed. You can be asked again, or write to us.",
        "Das Mikrofon wurde nicht erlaubt. Sie können noch einmal gefragt werden oder uns schreiben.";
    MicrophoneInsecure: "This page is not secure (https), so your browser keeps the microphone from it. You can write to us, or listen and type.",
        "Diese Seite ist nicht sicher (https), deshalb gibt Ihr Browser ihr kein Mikrofon. Sie können uns schreiben oder zuhören und tippen.";
    MicrophonePolicy: "This part of the page may not use the microphone. You can write to us, or listen and type.",
        "Dieser Teil der Seite darf das Mikrofon nicht benutzen. Sie können uns schreiben oder zuhören und tippen.";
    MicrophoneSystem: "The settings of your device keep the microphone from your browser. You can allow it there, or write to us.",
        "Die Einstellungen Ihres Geräts geben dem Browser kein Mikrofon. Sie können es dort erlauben oder uns schreiben.";
    PromptIgnored: "Your browser is still asking whether we may use the microphone, near its address bar. You can also go on without.",
        "Ihr Browser fragt noch, ob wir das Mikrofon benutzen dürfen, nahe der Adressleiste. Es geht auch ohne.";
    CallsUnsupported: "This browser can't make calls. You can write to us instead.",
        "Dieser Browser kann nicht telefonieren. Sie können uns stattdessen schreiben.";
    CallNoUdp: "This network lets no calls through. You can go on in writing, or try another network.",
        "Dieses Netz lässt keine Anrufe durch. Sie können schriftlich weitermachen oder ein anderes Netz versuchen.";
    CallNoWay: "Your browser did not set up the call. You can go on in writing.",
        "Ihr Browser hat den Anruf nicht aufgebaut. Sie können schriftlich weitermachen.";
    Listen: "Listen and type", "Zuhören und tippen";
    ListenHint: "You hear us and answer in writing; no microphone", "Sie hören uns und antworten schriftlich, ohne Mikrofon";
    Listening: "You are listening. Answer in writing.", "Sie hören zu. Antworten Sie schriftlich.";
    Cancel: "Not now", "Jetzt nicht";
    Hear: "Tap to hear {}", "Tippen, um {} zu hören";
    HearHint: "Your browser holds the sound back until then", "Bis dahin hält Ihr Browser den Ton zurück";
    TalkNow: "Talk to a person now", "Jetzt mit einem Menschen sprechen";
    TalkIn: "Talk in about {} minutes", "In etwa {} Minuten sprechen";
    Wait: "It takes about {} minutes.", "Es dauert etwa {} Minuten.";
    Full: "Everybody is busy, and the queue is full.", "Alle sind beschäftigt, und die Warteschlange ist voll.";
    Closed: "We are closed right now.", "Wir haben gerade geschlossen.";
    OpensAt: "We are here again on {}.", "Wir sind am {} wieder da.";
    LeaveMessage: "Leave a message", "Nachricht hinterlassen";
    LeaveMessageHint: "Kept for our team until somebody reads it", "Wird für unser Team aufgehoben, bis sie gelesen ist";
    MessageWaits: "Write your message here, and how we can reach you. It waits for our team.",
        "Schreiben Sie hier Ihre Nachricht und wie wir Sie erreichen. Sie wartet auf unser Team.";
    TakeBack: "Take the message back", "Nachricht zurückziehen";
    NothingFromMicrophone: "We can't hear you. Is your microphone on?",
        "Wir hören Sie nicht. Ist Ihr Mikrofon an?";
    Unheard: "{} can't hear you at the moment.", "{} kann Sie gerade nicht hören.";
    HearsNothing: "No sound is coming from {} at the moment. You can write instead.",
        "Von {} kommt gerade kein Ton. Sie können stattdessen schreiben.";
    PoorLine: "The line is poor at the moment.", "Die Verbindung ist gerade schlecht.";
    OnHold: "{} has put you on hold.", "{} hat Sie in die Warteschleife gelegt.";
    OffHold: "{} is back on the line.", "{} ist wieder am Apparat.";
    CodeSummary: "Is this line private?", "Ist diese Leitung privat?";
    CodeMeans: "Read these numbers to each other. When both screens show the same, nobody listens in between.",
        "Lesen Sie sich diese Zahlen gegenseitig vor. Stehen auf beiden Bildschirmen dieselben, hört niemand dazwischen mit.";
    SecretSuggest: "Mute while you type this?", "Stumm, während Sie das eingeben?";
    SecretAnnounced: "Mute while you type this? The button is in the call's panel.",
        "Stumm, während Sie das eingeben? Der Knopf dafür ist beim Anruf.";
    SecretMuted: "You are muted until you leave this field.", "Sie sind stumm, bis Sie dieses Feld verlassen.";
    SecretOver: "Your microphone is on again.", "Ihr Mikrofon ist wieder an.";
    Devices: "Microphone and loudspeaker", "Mikrofon und Lautsprecher";
    Microphone: "Microphone", "Mikrofon";
    Speaker: "Loudspeaker", "Lautsprecher";
    DefaultSpeaker: "As the device has it", "Wie das Gerät es vorsieht";
    MicrophoneNow: "You are now heard by: {}.", "Sie sind jetzt zu hören über: {}.";
    MicrophoneGone: "Your microphone is gone. You go on listening, and answer in writing.",
        "Ihr Mikrofon ist weg. Sie hören weiter zu und antworten schriftlich.";
    OtherMicrophone: "Choose another microphone", "Anderes Mikrofon wählen";
    PointsAt: "{} shows you: {}", "{} zeigt Ihnen: {}";
    HandsOver: "{} hands you over to {}.", "{} übergibt Sie an {}.";
    NowWith: "You are with {} now.", "Sie sind jetzt bei {}.";
    ReadsAlong: "{} has asked {} to help. {} sees what {} sees, and reads along.",
        "{} hat {} um Hilfe gebeten. {} sieht, was {} sieht, und liest mit.";
    CallMeAt: "Call me on {}", "Rufen Sie mich am {} an";
    CallMeHint: "By telephone, at a time you choose", "Am Telefon, wann Sie möchten";
    CallsYouAt: "We call you on {}.", "Wir rufen Sie am {} an.";
    CallsYou: "We call you: {}", "Wir rufen Sie an: {}";
    CallbackPlanned: "We will call you.", "Wir rufen Sie an.";
    CallbackWhen: "When should we call?", "Wann sollen wir anrufen?";
    CallbackNumber: "Your telephone number", "Ihre Telefonnummer";
    CallbackName: "Your name (if you like)", "Ihr Name (wenn Sie möchten)";
    CallbackAsk: "Call me then", "Rufen Sie mich dann an";
    ChangeCallback: "Change", "Ändern";
    CancelCallback: "Cancel the call", "Anruf absagen";
    CallbackCancelled: "We will not call you.", "Wir rufen Sie nicht an.";
    NoNumber: "Please write a telephone number that we can call.",
        "Bitte geben Sie eine Telefonnummer an, die wir anrufen können.";
    SlotGone: "This time has just been taken. Please choose another one.",
        "Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere.";
    NotReached: "We called and did not reach you.", "Wir haben angerufen und Sie nicht erreicht.";
    ReadsNoMore: "{} does not read along any more.", "{} liest nicht mehr mit.";
    CallElsewhere: "Your call with {} is in another tab.", "Ihr Gespräch mit {} läuft in einem anderen Tab.";
    ChatElsewhere: "Your chat with {} is in another tab.", "Ihr Chat mit {} läuft in einem anderen Tab.";
    WaitElsewhere: "You are waiting in another tab.", "Sie warten in einem anderen Tab.";
    HeldElsewhere: "Your conversation is in another tab.", "Ihr Gespräch läuft in einem anderen Tab.";
    BringHere: "Bring it here", "Hierher holen";
    BringHereHint: "The agent then sees this page", "Der Berater sieht dann diese Seite";
    GoesOnHere: "Your conversation goes on in this tab.", "Ihr Gespräch geht in diesem Tab weiter.";
    RecordAsks: "{} asks to record this call.", "{} möchte diesen Anruf aufzeichnen.";
    RecordMayStop: "Either of you can stop it at any time. Without it the call goes on just the same.",
        "Sie beide können die Aufzeichnung jederzeit beenden. Der Anruf geht auch ohne sie weiter.";
    RecordAnswer: "The answers are beside the call.", "Die Antworten stehen beim Anruf.";
    RecordAllow: "Allow recording", "Aufzeichnung erlauben";
    RecordRefuse: "Don't record", "Nicht aufzeichnen";
    RecordAllowed: "You have allowed the recording.", "Sie haben die Aufzeichnung erlaubt.";
    RecordRefused: "Nothing is recorded.", "Es wird nichts aufgezeichnet.";
    RecordTakenBack: "{} no longer asks to record.", "{} möchte nicht mehr aufzeichnen.";
    RecordSign: "Recording", "Aufzeichnung läuft";
    RecordBegun: "This call is being recorded.", "Dieser Anruf wird aufgezeichnet.";
    RecordRests: "Recording paused", "Aufzeichnung angehalten";
    RecordGoesOn: "The recording goes on.", "Die Aufzeichnung geht weiter.";
    RecordStop: "Stop recording", "Aufzeichnung beenden";
    RecordStops: "Stopping the recording …", "Die Aufzeichnung wird beendet …";
    PhoneWithPage: "Call, and show this page", "Anrufen und diese Seite zeigen";
    PhoneWithPageHint: "You get a code to say. Whoever you tell it sees this page, as in a call here; what you type is masked.",
        "Sie erhalten eine Nummer zum Ansagen. Wem Sie sie sagen, der sieht diese Seite wie bei einem Anruf hier; Ihre Eingaben sind verdeckt.";
    PhoneWaits: "Say this code on the telephone. The person you tell it sees this page from then on. What you type is masked.",
        "Sagen Sie diese Nummer am Telefon. Wem Sie sie sagen, der sieht ab dann diese Seite. Ihre Eingaben sind verdeckt.";
    PhoneCodeIs: "Your code for the telephone is {}.", "Ihre Nummer für das Telefon ist {}.";
    EndPhone: "Stop showing this page", "Diese Seite nicht mehr zeigen";
    RecordOver: "The recording has ended.", "Die Aufzeichnung ist beendet.";
    PromptUpHere: "Your browser asks for the microphone up here: choose “Allow”.",
        "Ihr Browser fragt hier oben nach dem Mikrofon: Wählen Sie „Zulassen“ oder „Erlauben“.";
    PromptOpen: "Your browser asks for the microphone: choose “Allow”.",
        "Ihr Browser fragt nach dem Mikrofon: Wählen Sie „Zulassen“ oder „Erlauben“.";
}

impl Word {
    /// Whether it says why there is no microphone.
    pub(crate) fn is_no_microphone(self) -> bool {
        matches!(
            self,
            Self::MicrophoneDenied
                | Self::MicrophoneMissing
                | Self::MicrophoneInUse
                | Self::MicrophoneUnsupported
                | Self::MicrophoneDismissed
                | Self::MicrophoneInsecure
                | Self::MicrophonePolicy
                | Self::MicrophoneSystem
        )
    }

    /// Whether it says why a call was given up.
    pub(crate) fn is_failed_call(self) -> bool {
        matches!(self, Self::CallFailed | Self::CallNoUdp | Self::CallNoWay)
    }
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
