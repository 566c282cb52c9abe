//! Documents read as prose: blocks of text, each with exact places in its source.
//!
//! A block's text has no markup. Any span of it leads back to bytes, lines and columns, or to a paragraph or slide. What is
//! no prose never comes: code, addresses, template tags, front matter, other people's words in block quotes.
//!
//! ```
//! use cxterms_document::{DocumentEvent, DocumentFormat, read_bytes};
//!
//! let source = "Ask the **customer**\nsuccess team, not `cs`.";
//! let mut told = vec![];
//! read_bytes(source.as_bytes(), DocumentFormat::Markdown, &mut |event| {
//!     if let DocumentEvent::Block(block) = event
//!         && let Some(at) = block.text().find("success")
//!     {
//!         let place = block.locate_start(at).line_place().unwrap();
//!         told.push((place.line, place.column, place.byte));
//!     }
//! })?;
//! assert_eq!(told, [(2, 1, 21)]);
//! # Ok::<(), cxterms_document::DocumentError>(())
//! ```
//!
//! A module may use only modules listed above it.
//!
//! | module     | holds                                                                   |
//! |------------|-------------------------------------------------------------------------|
//! | `bounds`   | the bounds of what is read, and errors                                  |
//! | `format`   | formats, by name and file ending                                        |
//! | `place`    | bytes, lines, columns; paragraphs, slides                               |
//! | `block`    | a block of prose, and the way back into its source                      |
//! | [`words`]  | words of a block, larger words, sentences, lines                        |
//! | `mask`     | template tags and broken UTF-8, hidden from parsers                     |
//! | `writer`   | gathers blocks                                                          |
//! | `html` `office` `plain` | readers of formats                                         |
//! | `markdown` | another; it reads the HTML in it by `html`                              |
//! | `read`     | files, streams and bytes of any format                                  |
//! | `walk`     | the documents of folders                                                |
#![warn(clippy::print_stdout, clippy::print_stderr)]

mod block;
mod bounds;
mod format;
mod html;
mod markdown;
mod mask;
mod office;
mod place;
mod plain;
mod read;
mod walk;
pub mod words;
mod writer;

pub use block::{
    BlockKind, BlockPiece, CellPlace, Crossing, Directive, DocumentEvent, HOLE, ListPlace,
    ProseBlock, RunKind, STAND_IN, SourceSpan,
};
pub use bounds::{
    DocumentError, MAX_BLOCK_BYTES, MAX_INFLATED_BYTES, MAX_INFLATION, MAX_MARKUP_BYTES,
    MAX_OFFICE_BYTES, MAX_PARAGRAPH_BYTES,
};
pub use format::DocumentFormat;
pub use place::{LinePlace, OfficePlace, OfficeUnit, SourcePlace};
pub use read::{read_bytes, read_file, read_stream};
pub use walk::{MAX_WALK_DEPTH, SkipReason, WalkEvent, walk_documents};
