//! Prints the JSON Schema of flow documents, as it stands in `docs/flow.schema.json`:
//! `cargo run -p alongside-protocol --features schema --example schema > docs/flow.schema.json`

use std::io::{Result, Write, stdout};

fn main() -> Result<()> {
    writeln!(stdout(), "{:#}", alongside_protocol::flow::schema().as_value())
}
