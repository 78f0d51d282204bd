//! Why the picture of the page is late, or stands still.

use alongside_protocol::page::Ended;

use crate::app::Seen;

/// What the agent sees of the customer's page, and what that means.
#[must_use]
pub fn seen(seen: Seen) -> (String, &'static str) {
    let (words, meaning) = match seen {
        Seen::Waiting => ("Waiting for the customer’s page…", "It appears as soon as it has been sent."),
        Seen::Live => ("Live", ""),
        Seen::Delayed(seconds) => {
            return (format!("{seconds} s behind"), "The customer’s connection is slow.");
        }
        Seen::NextPage => ("Loading the next page…", "The customer is going from one page to another."),
        Seen::Away => ("The customer’s page is closed", "It comes back when they open the site again."),
        Seen::Paused => ("Paused by the customer", "They can show their page again at any time."),
        Seen::Ended(Ended::Unreadable) => {
            ("The page can’t be shown any more", "Voice and chat go on, and you see the next page.")
        }
        Seen::Ended(Ended::TooLarge) => {
            ("This page is too large to show", "Voice and chat go on, and you see the next page.")
        }
        Seen::OtherTab => {
            ("The customer is looking at another tab", "They can bring the conversation there.")
        }
        Seen::Lost => ("Connection lost", "Trying again. The page is as it was."),
    };
    (words.into(), meaning)
}

/// That the engagement is over, and what the picture is then.
#[must_use]
pub fn unseen() -> (String, &'static str) {
    ("The conversation is over".into(), "The page is as it was at its end.")
}
