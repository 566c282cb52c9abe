//! A session: what is known of a client, and the answer to each of its messages.

use super::{
    eras::ProtocolEra,
    message::{
        ClientMessage, ClientRequest, FailedRequest, JsonFields, shorten_written, write_reply,
    },
    method_call::{MethodCall, SessionOptions},
    methods::METHODS,
    protocol_error::ProtocolError,
};

/// A client and what was agreed with it.
#[derive(Debug)]
pub struct McpSession<'b> {
    options: SessionOptions<'b>,
    /// Whether it has begun with `initialize`.
    shaken: bool,
}

impl<'b> McpSession<'b> {
    /// Begins with nothing agreed.
    pub fn new(options: SessionOptions<'b>) -> Self {
        Self { options, shaken: false }
    }

    /// The line that answers a message; none where no answer is due.
    pub fn answer(&mut self, message: &ClientMessage) -> Option<String> {
        match message {
            ClientMessage::Request(request) => {
                let answer = self.answer_request(request);
                Some(write_reply(&request.id, answer.as_ref()))
            }
            ClientMessage::Invalid(FailedRequest { id, error }) => {
                Some(write_reply(id, Err(error)))
            }
            ClientMessage::Cancellation(_) | ClientMessage::Unanswered => None,
        }
    }

    fn answer_request(&mut self, request: &ClientRequest) -> Result<JsonFields, ProtocolError> {
        let not_object = || ProtocolError::invalid_params("`params` must be an object");
        let params = request.params.as_ref().ok_or_else(not_object)?;
        let era = ProtocolEra::of_request(request, params, self.shaken)?;
        let spoken = |eras: &[ProtocolEra]| eras.contains(&era);
        let method = METHODS.iter().find(|it| it.name == request.method && spoken(it.eras));
        let method = method.ok_or_else(|| {
            ProtocolError::unknown_method(&format!(
                "there is no method `{}`",
                shorten_written(&request.method)
            ))
        })?;
        let call = MethodCall { options: self.options, params, era };
        let mut result = (method.answer)(&call)?;
        let scope = if self.options.private { "private" } else { "public" };
        era.complete_result(&mut result, method.kept.then_some(scope));
        self.shaken |= method.name == "initialize";
        Ok(result)
    }
}
