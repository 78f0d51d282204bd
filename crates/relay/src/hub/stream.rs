use std::collections::VecDeque;

use alongside_protocol::frame;
use bytes::Bytes;

/// The longest tail that is kept for a page that comes back, in frames and in bytes.
const KEPT: usize = 256;
const KEPT_BYTES: usize = 2 * 1024 * 1024;

/// The counted frames on their way to one customer.
#[derive(Debug, Default)]
pub(super) struct Stream {
    last: u64,
    kept: VecDeque<(u64, Bytes)>,
    bytes: usize,
    /// The relay was started again, and only the page knows how far its stream was:
    /// what is said before it is back is numbered then.
    waits: bool,
}

/// The number of what waits for one.
const UNNUMBERED: u64 = u64::MAX;

impl Stream {
    /// The stream of a visit that was stored.
    pub(super) fn of_stored() -> Self {
        Self { waits: true, ..Self::default() }
    }

    /// Numbers a frame and keeps it until the customer has it.
    pub(super) fn number(&mut self, encode: impl FnOnce(u64) -> Vec<u8>) -> (u64, Bytes) {
        self.last += 1;
        let number = if self.waits { UNNUMBERED } else { self.last };
        let frame = Bytes::from(encode(number));
        self.kept.push_back((number, frame.clone()));
        self.bytes += frame.len();
        while self.kept.len() > KEPT || self.bytes > KEPT_BYTES {
            self.drop_first();
        }
        (number, frame)
    }

    /// Gives what waits its numbers, after what the page has.
    fn number_after(&mut self, received: u64) {
        self.last = received;
        for (_, frame) in std::mem::take(&mut self.kept) {
            let Ok((read, _)) = frame::decode(&frame) else { continue };
            self.last += 1;
            let mut again = Vec::new();
            frame::encode_into(read.kind, self.last, read.payload, &mut again);
            self.kept.push_back((self.last, again.into()));
        }
        self.bytes = self.kept.iter().map(|(_, frame)| frame.len()).sum();
    }

    /// The customer has everything up to `received`.
    pub(super) fn acknowledged(&mut self, received: u64) {
        while self.kept.front().is_some_and(|(number, _)| *number <= received) {
            self.drop_first();
        }
    }

    fn drop_first(&mut self) {
        self.bytes -= self.kept.pop_front().map_or(self.bytes, |(_, frame)| frame.len());
    }

    /// The customer is back and has `received`: what to send again. A page that
    /// has nothing is another page, for which old frames mean nothing; it, and a
    /// page whose next frame is no longer kept (the relay may have been started
    /// again), gets a stream that starts anew after what it has.
    pub(super) fn resume(&mut self, received: u64) -> Vec<Bytes> {
        // Far beyond any stream, and one more still fits.
        let received = received.min(u64::MAX / 2);
        if std::mem::take(&mut self.waits) && received > 0 {
            self.number_after(received);
        }
        let next_kept = self.kept.front().map_or(self.last + 1, |(number, _)| *number);
        if received == 0 || received > self.last || received + 1 < next_kept {
            self.kept.clear();
            self.bytes = 0;
            self.last = received;
        }
        self.acknowledged(received);
        self.kept.iter().map(|(_, frame)| frame.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use alongside_protocol::message::ToCustomer;

    use super::*;

    fn of(count: u64) -> Stream {
        let mut stream = Stream::default();
        for _ in 0..count {
            stream.number(|number| vec![number as u8]);
        }
        stream
    }

    #[test]
    fn what_was_not_acknowledged_is_sent_again() {
        let mut stream = of(5);
        stream.acknowledged(2);
        assert_eq!(stream.resume(3), [vec![4], vec![5]]);
        assert_eq!(stream.number(|_| Vec::new()).0, 6);
    }

    #[test]
    fn a_new_page_starts_a_new_stream() {
        let mut stream = of(5);
        stream.acknowledged(2);
        assert!(stream.resume(0).is_empty());
        assert_eq!(stream.number(|_| Vec::new()).0, 1);
    }

    #[test]
    fn after_a_restart_numbers_go_on_after_what_the_customer_has() {
        let mut stream = Stream::default();
        assert!(stream.resume(57).is_empty());
        assert_eq!(stream.number(|_| Vec::new()).0, 58);
    }

    #[test]
    fn what_is_said_after_a_restart_before_the_page_is_back_comes_after_what_it_has() {
        let mut stream = Stream::of_stored();
        let message = |number| ToCustomer::Snapshot(()).encode(number);
        for _ in 0..3 {
            assert_eq!(stream.number(message).0, UNNUMBERED, "not taken for received");
        }
        assert_eq!(stream.resume(57), [message(58), message(59), message(60)]);
        assert_eq!(stream.bytes, 3 * message(58).len());
        assert_eq!(stream.number(message).0, 61);
        assert_eq!(stream.resume(59), [message(60), message(61)], "once more, they have their numbers");
        // A page that has nothing is another page.
        let mut stream = Stream::of_stored();
        stream.number(message);
        assert!(stream.resume(0).is_empty());
        assert_eq!(stream.number(message).0, 1);
    }

    #[test]
    fn the_tail_is_bounded() {
        let mut stream = of(KEPT as u64 + 10);
        assert_eq!(stream.kept.len(), KEPT);
        assert!(stream.resume(5).is_empty());
    }

    #[test]
    fn a_few_large_frames_are_no_more_than_many_small_ones() {
        let mut stream = Stream::default();
        for _ in 0..10 {
            stream.number(|_| vec![0; KEPT_BYTES / 4]);
        }
        assert_eq!((stream.kept.len(), stream.bytes), (4, KEPT_BYTES));
        stream.number(|_| vec![0; KEPT_BYTES + 1]);
        assert_eq!((stream.kept.len(), stream.bytes), (0, 0));
        assert!(stream.resume(10).is_empty(), "the page is told that the stream begins anew");
    }
}
