//! Where the files of a corpus name a concept, a voice, a work or a declared word.

use crate::lsp::{
    capability::{EditorCapability, RequestFault, read_params, write_answer},
    corpus_index::{find_mention_at, find_mentions},
    session::EditorSession,
};
use lsp_types::{
    Location, OneOf, ReferenceParams,
    request::{References, Request as _},
};
use serde_json::Value;

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| server.references_provider = Some(OneOf::Left(true)),
    requests: &[(References::METHOD, answer_references)],
    show: None,
};

fn answer_references(
    session: &mut EditorSession<'_>,
    params: Value,
) -> Result<Value, RequestFault> {
    let params: ReferenceParams = read_params(params)?;
    let at = params.text_document_position;
    let asked = find_mention_at(session, at.text_document.uri.as_str(), at.position);
    let Some(asked) = asked else { return write_answer(Vec::<Location>::new()) };
    let mut found = find_mentions(session, &asked.folder, asked.kind, &asked.id);
    found.retain(|it| params.context.include_declaration || !it.mention.defines);
    let places: Vec<_> = found.iter().filter_map(|it| it.locate(session)).collect();
    write_answer(places)
}
