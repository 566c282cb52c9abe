//! What `mcp` answers an assistant: sessions, every tool over a whole corpus, frames of every sort, and the program itself.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a test may stop at once"
)]

#[path = "mcp/frames.rs"]
mod frames;
#[path = "mcp/program.rs"]
mod program;
#[path = "mcp/schema.rs"]
mod schema;
#[path = "mcp/sessions.rs"]
mod sessions;
#[path = "mcp/shared.rs"]
mod shared;
#[path = "mcp/tools.rs"]
mod tools;
