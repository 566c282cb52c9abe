//! Where a concept, a voice, a work or a declared word of a corpus is defined.

use crate::lsp::{
    capability::{EditorCapability, RequestFault, read_params, write_answer},
    corpus_index::{find_mention_at, find_mentions},
    session::EditorSession,
};
use lsp_types::{
    GotoDefinitionParams, Location, OneOf,
    request::{GotoDefinition, Request as _},
};
use serde_json::Value;
use std::ffi::OsStr;

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| server.definition_provider = Some(OneOf::Left(true)),
    requests: &[(GotoDefinition::METHOD, answer_definition)],
    show: None,
};

fn answer_definition(
    session: &mut EditorSession<'_>,
    params: Value,
) -> Result<Value, RequestFault> {
    let at = read_params::<GotoDefinitionParams>(params)?.text_document_position_params;
    let asked = find_mention_at(session, at.text_document.uri.as_str(), at.position);
    let Some(asked) = asked else { return write_answer(Vec::<Location>::new()) };
    let found = find_mentions(session, &asked.folder, asked.kind, &asked.id);
    let mut defining: Vec<_> = found.iter().filter(|it| it.mention.defines).collect();
    if defining.is_empty() {
        // The voice of a corpus needs no declaration but that.
        let manifest = Some(OsStr::new("corpus.yaml"));
        defining = found.iter().filter(|it| it.file.path.file_name() == manifest).collect();
    }
    let places: Vec<_> = defining.iter().filter_map(|it| it.locate(session)).collect();
    write_answer(places)
}
