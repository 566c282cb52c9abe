//! The Language Server Protocol: an editor shows what the base says of the words in a document, and helps to keep a corpus.
//!
//! A module may use only modules listed above it.
//!
//! | module            | holds                                                                     |
//! |-------------------|---------------------------------------------------------------------------|
//! | `document_text`   | a text with its lines: bytes to positions and back, changes               |
//! | `file_uri`        | addresses of files                                                        |
//! | `open_documents`  | what an editor has open, and what each document is                        |
//! | `terms_opener`    | where corpora come from                                                   |
//! | `id_mentions`     | where the files of a corpus name concepts, sources and declared words     |
//! | `known_scans` `indexed_file` | what was found in documents, and where a corpus names what, kept |
//! | `session`         | an editor: its documents, the bases that they are read against, what is due |
//! | `prose_scan`      | a document → what is found in it, as `scan` has it                        |
//! | `concept_words`   | what the base says of a name, in a few lines                              |
//! | `workspace_edit`  | changes of files, handed to the editor                                    |
//! | `pinned_reading`  | a reading of an abbreviation written into an overlay                      |
//! | `corpus_index`    | the mentions of a corpus, file by file                                    |
//! | `cursor_context`  | which keys of a file stand above a place                                  |
//! | `yaml_cursor`     | what may stand at a place of a corpus's file                              |
//! | `capability`      | something that an editor can ask for                                      |
//! | `capabilities`    | a capability a file                                                       |
//! | `sync`            | documents opened, changed and closed                                      |
//! | `server`          | the loop                                                                  |
//! | `wire`            | frames over standard input and output                                     |

mod capabilities;
mod capability;
mod concept_words;
mod corpus_index;
mod cursor_context;
mod document_text;
mod file_uri;
mod id_mentions;
mod indexed_file;
mod known_scans;
mod open_documents;
mod pinned_reading;
mod prose_scan;
mod server;
mod session;
mod sync;
mod terms_opener;
mod wire;
mod workspace_edit;
mod yaml_cursor;

pub use document_text::{DocumentText, PositionUnit};
pub use server::{EditorEnd, serve_editor};
pub use terms_opener::TermsOpener;
pub use wire::{MAX_MESSAGE_BYTES, MessageReader, WireMessage, serve_streams};
