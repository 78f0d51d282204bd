use crate::Millis;

/// When something counts as a struggle. `docs/signals.md` names the source of
/// every default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Clicks of one chain that make it rage.
    pub rage_clicks: usize,
    /// Time in which they must fall.
    pub rage_window: Millis,
    /// Distance they may be apart, in CSS pixels.
    pub rage_distance: i32,
    /// Time in which an answer to a click must have begun.
    pub dead_after: Millis,
    /// Time after which an answer to a click that waits for a request is slow.
    pub slow_after: Millis,
    /// Time after which a click that waits for a request is dead for good.
    pub dead_for_good: Millis,
    /// Time after a click in which an error is laid to it.
    pub error_within: Millis,
    /// Time on an empty field, or on a step, before it is hesitation.
    pub hesitation: Millis,
    /// How often the same field must be refused.
    pub refusals: u32,
    /// How many pages in a row must be the same two in turn.
    pub thrashing: usize,
    /// Time in which they must be opened.
    pub thrashing_window: Millis,
    /// Stay on a page below which going back is quick.
    pub quick_back: Millis,
    /// Fields a customer must have entered something in.
    pub abandoned_fields: usize,
    /// Time on a page after which leaving it by the pointer counts.
    pub exit_after: Millis,
    /// How near to the upper edge the pointer must leave, in CSS pixels.
    pub exit_edge: i32,
    /// Time after which a page's main content is late.
    pub slow_page: Millis,
    /// Time after which a server's first byte is late.
    pub slow_server: Millis,
    /// The lowest HTTP status of a failed request.
    pub failed_status: u16,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            rage_clicks: 3,
            rage_window: 1_000,
            rage_distance: 100,
            dead_after: 100,
            slow_after: 3_000,
            dead_for_good: 7_000,
            error_within: 1_000,
            hesitation: 10_000,
            refusals: 2,
            thrashing: 5,
            thrashing_window: 30_000,
            quick_back: 5_000,
            abandoned_fields: 1,
            exit_after: 5_000,
            exit_edge: 20,
            slow_page: 4_000,
            slow_server: 1_800,
            failed_status: 400,
        }
    }
}
