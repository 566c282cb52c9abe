//! Pictures as files: XML that others read, the same bytes for the same claims, and nothing in them that a corpus could
//! smuggle in.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at once"
)]

#[path = "map/command.rs"]
mod command;
#[path = "map/hostile.rs"]
mod hostile;
#[path = "map/large.rs"]
mod large;
#[path = "map/shared.rs"]
mod shared;
#[path = "map/sites.rs"]
mod sites;
