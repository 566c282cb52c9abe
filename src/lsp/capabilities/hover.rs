//! What the base says of the name, or of the identifier, under the pointer.

use crate::{
    lsp::{
        capability::{EditorCapability, RequestFault, read_params, write_answer},
        concept_words::describe_name,
        corpus_index::{MentionAt, find_mention_at},
        id_mentions::MentionKind,
        prose_scan::open_prose,
        session::EditorSession,
    },
    scan::{Vocabulary, find_name_at},
};
use cxterms_base::{Base, image::ImageError, text};
use lsp_types::{
    Hover, HoverContents, HoverParams, HoverProviderCapability, MarkupContent, MarkupKind,
    Position, Range,
    request::{HoverRequest, Request as _},
};
use serde_json::Value;
use std::{fmt::Write, rc::Rc};

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| server.hover_provider = Some(HoverProviderCapability::Simple(true)),
    requests: &[(HoverRequest::METHOD, answer_hover)],
    show: None,
};

fn answer_hover(session: &mut EditorSession<'_>, params: Value) -> Result<Value, RequestFault> {
    let at = read_params::<HoverParams>(params)?.text_document_position_params;
    let uri = at.text_document.uri.as_str();
    let found = match find_mention_at(session, uri, at.position) {
        Some(mention) => describe_mention(session, &mention)?,
        None => describe_prose(session, uri, at.position)?,
    };
    write_answer(found.map(|(words, range)| Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: words }),
        range: Some(range),
    }))
}

fn describe_prose(
    session: &mut EditorSession<'_>,
    uri: &str,
    position: Position,
) -> Result<Option<(String, Range)>, RequestFault> {
    let Some(prose) = open_prose(session, uri) else { return Ok(None) };
    let unit = session.client.unit;
    let Some(document) = session.document(uri) else { return Ok(None) };
    let at = document.text.find_offset(position, unit) as u64;
    let vocabulary = Vocabulary::open(&prose.base)?.counting_names();
    let found = find_name_at(&vocabulary, prose.text.as_bytes(), prose.format, at)?;
    let Some(place) = found else { return Ok(None) };
    let name = place.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let site = session.client.wishes.site.as_deref();
    let words = describe_name(&prose.base, session.languages, site, &name)?;
    let bytes = super::prose_diagnostics::bytes_of(&place);
    Ok(words.zip(bytes.map(|bytes| document.text.find_range(bytes, unit))))
}

fn describe_mention(
    session: &mut EditorSession<'_>,
    mention: &MentionAt,
) -> Result<Option<(String, Range)>, RequestFault> {
    let Some(base) = session.base_of(Some(&mention.folder)) else { return Ok(None) };
    let words = match mention.kind {
        MentionKind::Concept => {
            let site = session.client.wishes.site.as_deref();
            describe_name(&base, session.languages, site, &mention.id)?
        }
        kind => describe_declared(&base, kind, &mention.id)?,
    };
    Ok(words.map(|words| (words, mention.range)))
}

/// What a corpus says of a voice, a work, or a word that it declares.
fn describe_declared(
    base: &Rc<Base>,
    kind: MentionKind,
    id: &str,
) -> Result<Option<String>, ImageError> {
    let escape = text::escape_markdown;
    let means = |what: &str, means: Option<&str>| {
        let means = means.map(|it| format!(": {}", escape(it)));
        Some(format!("{what} `{id}`{}", means.unwrap_or_default()))
    };
    Ok(match kind {
        MentionKind::Source => describe_source(base, id)?,
        MentionKind::Kind => {
            let known = base.kinds()?.into_iter().find(|it| it.id == id);
            known.and_then(|it| means("Kind", Some(it.means)))
        }
        MentionKind::Facet => {
            let known = base.facets()?.into_iter().find(|it| it.id == id);
            known.and_then(|it| means("Facet", Some(it.means)))
        }
        MentionKind::Relation => {
            let known = base.relation_kinds()?.into_iter();
            let known = known.into_iter().find(|it| it.id == id || it.inverse == id);
            known.and_then(|it| means("Relation", Some(it.means)))
        }
        MentionKind::Scheme => means("Scheme", None),
        MentionKind::VoiceKind => means("Kind of voice", None),
        MentionKind::Concept => None,
    })
}

fn describe_source(base: &Base, id: &str) -> Result<Option<String>, ImageError> {
    let escape = text::escape_markdown;
    for (number, _) in (0_u32..).zip(0..base.work_count()?) {
        let work = base.work(cxterms_base::corpus::WorkId(number))?;
        if work.id != id {
            continue;
        }
        let mut out = format!("**{}**", escape(work.title));
        let mut by = vec![];
        for voice in &work.by {
            by.push(escape(base.voice(*voice)?.name));
        }
        let _ = write!(out, "\n\n{}", by.join(", "));
        let rest = [Some(work.published), work.year].into_iter().flatten();
        for part in rest.filter(|part| !part.is_empty()) {
            let _ = write!(out, ", {}", escape(part));
        }
        if let Some(url) = work.url {
            let _ = write!(out, "\n\n<{url}>");
        }
        return Ok(Some(out));
    }
    for (number, _) in (0_u32..).zip(0..base.voice_count()?) {
        let voice = base.voice(cxterms_base::corpus::VoiceId(number))?;
        if voice.id == id {
            let about = Some(voice.about).filter(|about| !about.is_empty());
            let about = about.map(|about| format!("\n\n{}", escape(about)));
            return Ok(Some(format!("**{}**{}", escape(voice.name), about.unwrap_or_default())));
        }
    }
    Ok(None)
}
