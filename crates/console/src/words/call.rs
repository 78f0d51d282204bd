//! What a call does beside carrying sound, for the agent.

/// The customer is in a field that is sealed; which one is theirs to know.
pub const PRIVATE: &str = "The customer is typing something private.";

/// While the customer is on hold.
pub const ON_HOLD: &str = "On hold: the customer hears a tone, and you don’t hear each other.";

/// What the code is for.
pub const CODE_MEANS: &str =
    "Read these numbers to each other. When both screens show the same, nobody listens in between.";
