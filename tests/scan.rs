//! What `scan` finds in documents, and what it leaves alone.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "a test may stop at once"
)]

#[path = "scan/audit.rs"]
mod audit;
#[path = "scan/command.rs"]
mod command;
#[path = "scan/expansions.rs"]
mod expansions;
#[path = "scan/facts.rs"]
mod facts;
#[path = "scan/fixing.rs"]
mod fixing;
#[path = "scan/found.rs"]
mod found;
#[path = "scan/generated.rs"]
mod generated;
#[path = "scan/hostile.rs"]
mod hostile;
#[path = "scan/house.rs"]
mod house;
#[path = "scan/laws.rs"]
mod laws;
#[path = "scan/rules.rs"]
mod rules;
#[path = "scan/scripts.rs"]
mod scripts;
#[path = "scan/shared.rs"]
mod shared;
#[path = "scan/stream.rs"]
mod stream;
#[path = "scan/threads.rs"]
mod threads;
#[path = "scan/traps.rs"]
mod traps;
