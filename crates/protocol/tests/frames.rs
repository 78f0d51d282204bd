//! The wire as it is spoken: its bytes, and what a reader does with bytes it did
//! not expect.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_protocol::{
    Wireable,
    frame::{self, Frame, FrameError, MAX_PAYLOAD},
    message::{
        Ack, CallFromAgent, CallFromCustomer, CallState, Caption, Channel, Chat, ChatLine, Engage,
        Engagement, Fact, FactKind, FromAgent, FromCustomer, Hello, Measure, NoPicture, PictureOf,
        PictureRefusal, Pointer, Resume, SignalCause, SignalKind, Speaker, Stage, ToAgent, ToCustomer,
    },
};
use proptest::prelude::*;
use serde::Serialize;

/// Text of a test, as good as redacted.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Safe(String);
impl Wireable for Safe {}

fn safe(text: &str) -> Safe {
    Safe(text.to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The only frame in some bytes.
fn only(bytes: &[u8]) -> Frame<'_> {
    let (frame, rest) = frame::decode(bytes).unwrap();
    assert!(rest.is_empty());
    frame
}

#[test]
fn a_frame_is_its_kind_its_number_its_length_and_its_payload() {
    let mut out = Vec::new();
    frame::encode_into(24, 300, &[0xde, 0xad], &mut out);
    assert_eq!(hex(&out), "18ac0202dead");
    frame::encode_into(2, 0, &[], &mut out);
    assert_eq!(hex(&out), "18ac0202dead020000");
    let (first, rest) = frame::decode(&out).unwrap();
    assert_eq!(first, Frame { kind: 24, sequence: 300, payload: &[0xde, 0xad] });
    assert_eq!(only(rest), Frame { kind: 2, sequence: 0, payload: &[] });
}

#[test]
fn messages_have_the_bytes_that_were_agreed() {
    let resume = Resume { visit: "v1".into(), token: "t".into() };
    let hello = Hello { version: 1, site: "pk".into(), resume: Some(resume), received: 300 };
    let signal = FactKind::Signal {
        kind: SignalKind::Hesitation,
        on: safe("IBAN"),
        cause: SignalCause::EmptyField,
        evidence: vec![(Measure::Milliseconds, 10_000)],
    };
    let said = ChatLine { from: Speaker::Agent, at: 5, text: "Hi".into() };
    let with = Engagement {
        id: 9,
        visit: "v1".into(),
        channel: Channel::Voice,
        stage: Stage::Active { agent: "Robin".into() },
        lines: vec![said],
    };
    for (bytes, agreed) in [
        (FromCustomer::<Safe>::Hello(hello).encode(0), "01000c0102706b01027631 0174ac02"),
        (FromCustomer::<Safe>::Engage(Engage { channel: Channel::Voice }).encode(7), "14070101"),
        (FromCustomer::<Safe>::Leave(()).encode(8), "150800"),
        (FromCustomer::Chat(Chat { text: safe("Hi") }).encode(200), "16c801030248 69"),
        (
            FromCustomer::Facts(vec![Fact { at: 128, kind: signal }]).encode(1),
            "0a010f01800101020449 42414e060101904e",
        ),
        (ToCustomer::Engagement(with).encode(2), "1402120902763101 0105526f62696e010105024869"),
        (ToCustomer::Pointer(Pointer { node: 77 }).encode(3), "1a03014d"),
        (FromAgent::Accept(300).encode(0), "140002ac02"),
    ] {
        assert_eq!(hex(&bytes), agreed.replace(' ', ""));
    }
}

#[test]
fn the_messages_of_a_call_s_own_line_are_the_agreed_bytes() {
    let number = CallState::numbered(1, 2);
    let state = CallState { muted: true, connected: true, held: false, private: true, number };
    let caption = Caption { at: 128, text: "Hi".into() };
    for (bytes, agreed) in [
        (CallFromCustomer::State(state).encode(0), "320009 010100018280808010"),
        (CallFromCustomer::Commitment([7; 32]).encode(0), &format!("350020{}", "07".repeat(32))),
        (CallFromCustomer::Part([7; 16]).encode(0), &format!("360010{}", "07".repeat(16))),
        (CallFromAgent::Caption(caption.clone()).encode(0), "330005 8001024869"),
        (CallFromAgent::Pointer(Pointer { node: 77 }).encode(0), "3400014d"),
        (FromAgent::Caption((300, caption)).encode(0), "330007 ac028001024869"),
    ] {
        assert_eq!(hex(&bytes), agreed.replace(' ', ""));
    }
    assert_eq!(state.call(), Some(1));
    assert_eq!(CallState::default().call(), None);
}

/// A picture is asked for and refused in messages; `docs/protocol.md` has their bytes.
#[test]
fn the_messages_of_pictures_are_those_of_the_documentation() {
    let document = include_str!("../../../docs/protocol.md");
    let none = NoPicture { node: 77, why: PictureRefusal::Foreign };
    for bytes in [
        FromAgent::Picture((300, PictureOf { node: 77 })).encode(4),
        ToCustomer::Picture(PictureOf { node: 77 }).encode(5),
        FromCustomer::<Safe>::NoPicture(none).encode(9),
        ToAgent::NoPicture((300, none)).encode(6),
    ] {
        assert!(document.contains(&format!("`{}`", hex(&bytes))), "{}", hex(&bytes));
    }
}

#[test]
fn a_kind_that_is_not_known_is_skipped() {
    let mut bytes = Vec::new();
    frame::encode_into(250, 4, b"from a newer build", &mut bytes);
    bytes.extend(FromCustomer::<Safe>::Leave(()).encode(5));
    let (unknown, rest) = frame::decode(&bytes).unwrap();
    assert_eq!(FromCustomer::decode(&unknown), Ok(None));
    assert_eq!(ToCustomer::decode(&unknown), Ok(None));
    assert_eq!(FromAgent::decode(&unknown), Ok(None));
    assert_eq!(ToAgent::decode(&unknown), Ok(None));
    assert_eq!(FromCustomer::decode(&only(rest)), Ok(Some(FromCustomer::Leave(()))));
}

#[test]
fn fields_that_a_newer_build_adds_at_the_end_do_no_harm() {
    #[derive(Serialize)]
    struct NewerAck {
        received: u64,
        delay: u32,
        note: &'static str,
    }
    let newer = postcard::to_allocvec(&NewerAck { received: 12, delay: 3, note: "later" }).unwrap();
    let mut bytes = Vec::new();
    frame::encode_into(2, 0, &newer, &mut bytes);
    assert_eq!(ToCustomer::decode(&only(&bytes)), Ok(Some(ToCustomer::Ack(Ack { received: 12 }))));
}

#[test]
fn a_garbled_payload_is_named() {
    for (kind, payload, message) in [(2, vec![], "Ack"), (20, vec![9], "Engage"), (22, vec![200, 1], "Chat")]
    {
        let error = FromCustomer::decode(&Frame { kind, sequence: 1, payload: &payload }).unwrap_err();
        assert_eq!(error, FrameError::Payload { message });
        assert_eq!(error.to_string(), format!("the payload of a `{message}` frame is garbled"));
    }
}

#[test]
fn a_frame_that_is_cut_short_is_an_error_wherever_it_is_cut() {
    let bytes = FromCustomer::Chat(Chat { text: safe("good morning") }).encode(300);
    for end in 0..bytes.len() {
        let error = frame::decode(&bytes[..end]).unwrap_err();
        assert!(matches!(error, FrameError::Short { .. }), "{end}: {error:?}");
    }
    let error = frame::decode(&[22, 1, 5, b'a', b'b']).unwrap_err();
    assert_eq!(error.to_string(), "the frame is cut short: 5 bytes expected, 2 found");
}

#[test]
fn a_frame_that_is_too_large_is_refused_before_it_is_read() {
    let header = |length: u64| {
        let mut out = vec![24, 1];
        let mut left = length;
        while left >= 0x80 {
            out.push(left as u8 | 0x80);
            left >>= 7;
        }
        out.push(left as u8);
        out
    };
    let most = MAX_PAYLOAD as u64;
    assert_eq!(frame::decode(&header(most)), Err(FrameError::Short { expected: MAX_PAYLOAD, found: 0 }));
    let error = frame::decode(&header(most + 1)).unwrap_err();
    assert_eq!(error.to_string(), "the frame holds 8388609 bytes, at most 8388608 are accepted");
    let mut full = header(most);
    full.resize(full.len() + MAX_PAYLOAD, 0);
    assert_eq!(only(&full).payload.len(), MAX_PAYLOAD);
}

#[test]
fn a_number_that_does_not_fit_is_an_error() {
    let longest = [1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0];
    assert_eq!(only(&longest).sequence, u64::MAX);
    let mut beyond = longest;
    beyond[10] = 2;
    assert_eq!(frame::decode(&beyond), Err(FrameError::Number));
    assert_eq!(
        frame::decode(&[1, 128, 128, 128, 128, 128, 128, 128, 128, 128, 128, 0]),
        Err(FrameError::Number)
    );
}

fn text() -> impl Strategy<Value = String> {
    "\\PC{0,12}"
}

fn page_fact<T>(at: u64, path: T) -> Fact<T> {
    Fact { at, kind: FactKind::Page { path } }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_frame_comes_back_as_it_went(kind: u8, sequence: u64, payload: Vec<u8>, behind: Vec<u8>) {
        let mut bytes = Vec::new();
        frame::encode_into(kind, sequence, &payload, &mut bytes);
        bytes.extend(&behind);
        let (frame, rest) = frame::decode(&bytes).unwrap();
        prop_assert_eq!(frame, Frame { kind, sequence, payload: &payload });
        prop_assert_eq!(rest, &behind[..]);
    }

    #[test]
    fn a_message_comes_back_as_it_went(said in text(), at: u64, path in text(), sequence: u64) {
        let chat = FromCustomer::Chat(Chat { text: Safe(said.clone()) }).encode(sequence);
        let decoded = FromCustomer::decode(&only(&chat)).unwrap().unwrap();
        prop_assert_eq!(decoded, FromCustomer::Chat(Chat { text: said.clone() }));
        let bytes = FromCustomer::Facts(vec![page_fact(at, Safe(path.clone()))]).encode(sequence);
        prop_assert_eq!(only(&bytes).sequence, sequence);
        let decoded = FromCustomer::decode(&only(&bytes)).unwrap().unwrap();
        prop_assert_eq!(decoded, FromCustomer::Facts(vec![page_fact(at, path)]));
        let line = ToAgent::Chat((at, ChatLine { from: Speaker::Customer, at, text: said }));
        prop_assert_eq!(ToAgent::decode(&only(&line.encode(0))).unwrap().unwrap(), line);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok((frame, _)) = frame::decode(&bytes) {
            let _ = (FromCustomer::decode(&frame), ToCustomer::decode(&frame));
            let _ = (FromAgent::decode(&frame), ToAgent::decode(&frame));
        }
        for kind in 0..40 {
            let frame = Frame { kind, sequence: 1, payload: &bytes };
            let _ = (FromCustomer::decode(&frame), ToCustomer::decode(&frame));
            let _ = (FromAgent::decode(&frame), ToAgent::decode(&frame));
        }
    }
}
