//! The Model Context Protocol over standard streams: tools by which an assistant asks the base, all read-only.
//!
//! A module may use only modules listed above it.
//!
//! | module           | holds                                                                       |
//! |------------------|-----------------------------------------------------------------------------|
//! | `frames`         | the lines of a stream, with a bound                                         |
//! | `protocol_error` | errors, each with its code                                                  |
//! | `message`        | a frame as a message of JSON-RPC, and replies                               |
//! | `eras`           | the versions that begin with a handshake, and the one that does not         |
//! | `method_call`    | a request with everything by which it is answered                           |
//! | `shape`          | what tools return, as tables: what is cut of an answer, and its JSON Schema |
//! | `cut`            | an answer cut to a shape                                                    |
//! | `arguments`      | what tools take, as tables: its JSON Schema, and what is wrong with it      |
//! | `reading`        | structured content as a text that names voices and works                    |
//! | `tools`          | a tool a file                                                               |
//! | `tool_calls`     | listing and calling tools                                                   |
//! | `resources`      | a concept a resource                                                        |
//! | `methods`        | the methods of the protocol                                                 |
//! | `session`        | a client, and the answer to each message                                    |
//! | `queue`          | the loop                                                                    |

mod arguments;
mod cut;
mod eras;
mod frames;
mod message;
mod method_call;
mod methods;
mod protocol_error;
mod queue;
mod reading;
mod resources;
mod session;
mod shape;
mod tool_calls;
mod tools;

pub use frames::{Frame, FrameReader, MAX_FRAME_BYTES};
pub use message::{ClientMessage, ClientRequest, FailedRequest};
pub use method_call::SessionOptions;
pub use protocol_error::ProtocolError;
pub use queue::serve_client;
pub use session::McpSession;
