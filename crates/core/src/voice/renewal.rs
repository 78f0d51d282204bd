//! A line's connections, one after the other: which of them a step of setting up belongs to.
//!
//! A way that is lost is looked for on a connection of its own, beside the one that may
//! come back (an ICE restart of the old one is slower by seconds, see `docs/voice.md`). Its
//! descriptions have its number as an attribute of session descriptions, which whoever
//! does not know it ignores (RFC 8866, section 5.13); the first connection has none.

const NUMBER: &str = "a=x-alongside-connection:";

/// A description with the number of its connection; the first one's, 0, stays as it is.
#[must_use]
pub fn numbered(sdp: String, number: u32) -> String {
    if number == 0 { sdp } else { format!("{sdp}{NUMBER}{number}\r\n") }
}

/// The number of the connection that a description belongs to.
#[must_use]
pub fn number(sdp: &str) -> u32 {
    let mut lines = sdp.lines().rev();
    lines.find_map(|line| line.strip_prefix(NUMBER)?.trim().parse().ok()).unwrap_or_default()
}

/// Whether a candidate is one of the other side's connection that this is the description
/// of. Browsers without `ufrag` in their candidates don't tell.
#[must_use]
pub fn is_of(candidate: &str, sdp: &str) -> bool {
    let mut words = candidate.split_ascii_whitespace().skip_while(|&word| word != "ufrag");
    let Some(name) = words.nth(1) else { return false };
    sdp.lines().any(|line| line.trim().strip_prefix("a=ice-ufrag:") == Some(name))
}

/// Whether an offer looks for a new way (an ICE restart): then the side that makes it does
/// not hear the other one.
#[must_use]
pub fn restarts(offer: &str, before: &str) -> bool {
    let name =
        |sdp: &str| sdp.lines().find_map(|line| Some(line.strip_prefix("a=ice-ufrag:")?.trim().to_owned()));
    name(before).is_some_and(|before| name(offer).is_some_and(|now| now != before))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SDP: &str = "v=0\r\na=ice-ufrag:qx98\r\na=mid:0\r\n";

    #[test]
    fn a_description_has_the_number_of_its_connection() {
        assert_eq!(numbered(SDP.into(), 0), SDP);
        assert_eq!(number(SDP), 0);
        assert_eq!(number(&numbered(SDP.into(), 12)), 12);
        assert_eq!(number(&format!("{SDP}{NUMBER}-1\r\n")), 0, "what is no number is none");
    }

    #[test]
    fn an_offer_of_another_name_looks_for_a_new_way() {
        assert!(restarts("v=0\r\na=ice-ufrag:j2Gn\r\n", SDP));
        assert!(!restarts(SDP, SDP));
        assert!(!restarts("v=0\r\n", SDP));
        assert!(!restarts(SDP, "v=0\r\n"), "it is the first");
    }

    #[test]
    fn a_candidate_is_of_the_connection_whose_name_it_has() {
        let candidate =
            "candidate:1 1 udp 2122260223 10.0.1.3 42588 typ host generation 1 ufrag qx98 network-id 1";
        assert!(is_of(candidate, SDP));
        assert!(!is_of(candidate, "v=0\r\na=ice-ufrag:qx9\r\n"));
        assert!(!is_of("candidate:1 1 udp 2122260223 10.0.1.3 42588 typ host", SDP));
    }
}
