//! Customers on the telephone, for the agent.

/// What was typed is no code.
pub const PHONE_CODE: &str = "A phone code has six digits. The customer reads it on their page.";

/// Beside the page of somebody who has said their code.
pub const ON_PHONE: &str = "On the telephone. Ending this ends what you see, and not the telephone call.";
