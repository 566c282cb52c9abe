//! The loop: frames in, replies out. Requests that wait can be cancelled.

use super::{frames::FrameReader, message::ClientMessage, session::McpSession};
use std::{
    collections::VecDeque,
    io::{self, BufRead, Write},
    sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    thread,
};

/// How many messages wait at most; more stay in the pipe.
const MAX_WAITING: usize = 64;

/// Answers every message of a client, in their order, until it sends no more.
///
/// # Errors
/// When a stream cannot be read or written.
pub fn serve_client(
    session: &mut McpSession<'_>,
    input: impl BufRead + Send + 'static,
    output: &mut impl Write,
) -> io::Result<()> {
    let (sender, receiver) = sync_channel(MAX_WAITING);
    // It ends with the stream, or with the process: it is not joined.
    thread::spawn(move || send_messages(input, &sender));
    let mut waiting = MessageQueue { receiver, waiting: VecDeque::new() };
    while let Some(message) = waiting.take_next()? {
        if let Some(mut reply) = session.answer(&message) {
            reply.push('\n');
            output.write_all(reply.as_bytes())?;
            output.flush()?;
        }
    }
    Ok(())
}

fn send_messages(input: impl BufRead, sender: &SyncSender<io::Result<ClientMessage>>) {
    let mut frames = FrameReader::new(input);
    loop {
        let message = match frames.read_frame() {
            Ok(Some(frame)) => Ok(ClientMessage::read_frame(&frame)),
            Ok(None) => return,
            Err(error) => Err(error),
        };
        let last = message.is_err();
        if sender.send(message).is_err() || last {
            return;
        }
    }
}

/// What was read and is not yet answered.
struct MessageQueue {
    receiver: Receiver<io::Result<ClientMessage>>,
    waiting: VecDeque<io::Result<ClientMessage>>,
}

impl MessageQueue {
    /// The next message that was not cancelled; none at the end.
    fn take_next(&mut self) -> io::Result<Option<ClientMessage>> {
        loop {
            if self.waiting.is_empty() {
                match self.receiver.recv() {
                    Ok(message) => self.waiting.push_back(message),
                    Err(_) => return Ok(None),
                }
            }
            self.gather_waiting();
            let Some(message) = self.waiting.pop_front().transpose()? else { continue };
            if !is_cancelled(&message, &self.waiting) {
                return Ok(Some(message));
            }
        }
    }

    /// Adds the messages that have come, as far as there is room.
    fn gather_waiting(&mut self) {
        while self.waiting.len() < MAX_WAITING {
            match self.receiver.try_recv() {
                Ok(message) => self.waiting.push_back(message),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return,
            }
        }
    }
}

/// Whether a message is a request that a later one cancels. The first request of a session cannot be.
fn is_cancelled(message: &ClientMessage, later: &VecDeque<io::Result<ClientMessage>>) -> bool {
    let ClientMessage::Request(request) = message else { return false };
    let cancels = |it: &io::Result<ClientMessage>| matches!(it, Ok(ClientMessage::Cancellation(id)) if *id == request.id);
    request.method != "initialize" && later.iter().any(cancels)
}

#[cfg(test)]
mod tests {
    use super::{super::frames::Frame, *};

    fn read(text: &str) -> ClientMessage {
        ClientMessage::read_frame(&Frame::Text(text.to_owned()))
    }

    #[test]
    fn a_waiting_request_can_be_cancelled() {
        let cancel = |id: &str| {
            let method = "notifications/cancelled";
            format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{{"requestId":{id}}}}}"#)
        };
        let later = VecDeque::from([Ok(read(&cancel("7"))), Ok(read(&cancel("\"8\"")))]);
        let request = |id: &str, method: &str| {
            read(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}"}}"#))
        };
        assert!(is_cancelled(&request("7", "tools/list"), &later));
        assert!(is_cancelled(&request("\"8\"", "tools/list"), &later));
        assert!(!is_cancelled(&request("8", "tools/list"), &later));
        assert!(!is_cancelled(&request("7", "initialize"), &later));
    }
}
