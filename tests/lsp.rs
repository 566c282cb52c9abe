//! What `lsp` shows in an editor: documents and corpora over a connection in memory, and frames over streams.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::expect_used,
    reason = "a test may stop at once"
)]

#[path = "lsp/corpora.rs"]
mod corpora;
#[path = "lsp/documents.rs"]
mod documents;
#[path = "lsp/protocol.rs"]
mod protocol;
#[path = "lsp/shared.rs"]
mod shared;
