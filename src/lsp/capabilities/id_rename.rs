//! Another identifier for a concept, a voice, a work or a declared word, in every file of its corpus.

use crate::lsp::{
    capability::{EditorCapability, RequestFault, read_params, write_answer},
    corpus_index::{FoundMention, MentionAt, find_mention_at, find_mentions},
    session::EditorSession,
    workspace_edit::{ByteEdit, EditPlan},
};
use cxterms_base::schema::is_identifier;
use lsp_server::ErrorCode;
use lsp_types::{
    OneOf, PrepareRenameResponse, RenameOptions, RenameParams, TextDocumentPositionParams,
    WorkDoneProgressOptions,
    request::{PrepareRenameRequest, Rename, Request as _},
};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| {
        server.rename_provider = Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }));
    },
    requests: &[(PrepareRenameRequest::METHOD, answer_prepare), (Rename::METHOD, answer_rename)],
    show: None,
};

fn refuse(why: impl Into<String>) -> RequestFault {
    RequestFault::refuse(ErrorCode::RequestFailed, why)
}

fn answer_prepare(session: &mut EditorSession<'_>, params: Value) -> Result<Value, RequestFault> {
    let at: TextDocumentPositionParams = read_params(params)?;
    let asked = find_mention_at(session, at.text_document.uri.as_str(), at.position);
    let asked = asked.ok_or_else(|| refuse("no identifier stands here"))?;
    find_own(session, &asked)?;
    write_answer(PrepareRenameResponse::RangeWithPlaceholder {
        range: asked.range,
        placeholder: asked.id,
    })
}

/// Every mention in the corpus itself; a fault if it is declared below.
fn find_own(
    session: &mut EditorSession<'_>,
    asked: &MentionAt,
) -> Result<Vec<FoundMention>, RequestFault> {
    let mut found = find_mentions(session, &asked.folder, asked.kind, &asked.id);
    let below = found.iter().any(|it| it.mention.defines && !it.own);
    let own = found.iter().any(|it| it.mention.defines && it.own);
    if below || !own {
        return Err(refuse(format!("`{}` is not declared in this corpus alone", asked.id)));
    }
    if is_in_base(session, asked)? {
        return Err(refuse(format!("`{}` is that of a concept below this corpus", asked.id)));
    }
    found.retain(|it| it.own);
    Ok(found)
}

/// Whether a corpus below that has no folder has the concept.
fn is_in_base(session: &mut EditorSession<'_>, asked: &MentionAt) -> Result<bool, RequestFault> {
    use crate::lsp::id_mentions::MentionKind;
    let unsaved = cxterms_base::corpus::LayerStack::from_named(std::slice::from_ref(&asked.folder));
    let built_in = unsaved.paths().iter().any(|path| path == std::path::Path::new("built-in"));
    if !built_in || asked.kind != MentionKind::Concept {
        return Ok(false);
    }
    let Some(base) = session.base_of(None) else { return Ok(false) };
    let found = cxterms_base::resolve_name(&base, &asked.id)?.answers;
    Ok(found.iter().any(|it| it.reach == cxterms_base::image::LookupKind::Id))
}

fn answer_rename(session: &mut EditorSession<'_>, params: Value) -> Result<Value, RequestFault> {
    let params: RenameParams = read_params(params)?;
    let at = params.text_document_position;
    let asked = find_mention_at(session, at.text_document.uri.as_str(), at.position);
    let asked = asked.ok_or_else(|| refuse("no identifier stands here"))?;
    let name = params.new_name.trim();
    if !is_identifier(name) {
        return Err(refuse(format!("`{name}` is no identifier: letters, digits and hyphens")));
    }
    let found = find_own(session, &asked)?;
    if name != asked.id {
        let taken = find_mentions(session, &asked.folder, asked.kind, name);
        if taken.iter().any(|it| it.mention.defines) {
            return Err(refuse(format!("`{name}` is taken")));
        }
    }
    let mut by_file: BTreeMap<_, (Vec<ByteEdit>, _)> = BTreeMap::new();
    for it in found {
        let edits =
            by_file.entry(it.file.path.clone()).or_insert_with(|| (vec![], it.file.clone()));
        edits.0.push((it.mention.bytes, name.to_owned()));
    }
    let mut plan = EditPlan::default();
    for (path, (edits, file)) in by_file {
        let changed = plan.change_file(session, &path, &file.text, &edits);
        changed.ok_or_else(|| refuse(format!("`{}` has no address", path.display())))?;
    }
    write_answer(plan.finish(session))
}
