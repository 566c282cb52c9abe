//! Names that may stand where somebody writes: terms in prose, if the editor wants them; identifiers, keys and declared words
//! in the files of a corpus.

use crate::lsp::{
    capability::{EditorCapability, RequestFault, read_params, write_answer},
    open_documents::DocumentRole,
    prose_scan::open_prose,
    session::EditorSession,
    yaml_cursor::list_offers,
};
use cxterms_base::{
    Base,
    corpus::LabelKind,
    image::{ImageError, Posting},
    text,
};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams,
    CompletionTextEdit, Position, TextEdit,
    request::{Completion, Request as _},
};
use serde_json::Value;
use std::{collections::BTreeMap, ops::ControlFlow};

pub(super) const CAPABILITY: EditorCapability = EditorCapability {
    announce: |server, _| {
        let triggers = [":", " ", "[", "{", ","].map(str::to_owned).to_vec();
        let options = CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        };
        server.completion_provider = Some(options);
    },
    requests: &[(Completion::METHOD, answer_completion)],
    show: None,
};

/// How many letters are typed before names are offered.
const MIN_LETTERS: usize = 2;

/// How many names are offered.
const MAX_OFFERS: usize = 50;

/// How many words of a name may have been typed.
const MAX_WORDS: usize = 4;

fn answer_completion(
    session: &mut EditorSession<'_>,
    params: Value,
) -> Result<Value, RequestFault> {
    let at = read_params::<CompletionParams>(params)?.text_document_position;
    let uri = at.text_document.uri.as_str();
    let role = session.document(uri).map(|document| document.role.clone());
    let items = match role {
        Some(DocumentRole::Prose(_)) if session.client.wishes.completion => {
            complete_prose(session, uri, at.position)?
        }
        Some(DocumentRole::Corpus(_)) => complete_corpus(session, uri, at.position)?,
        _ => vec![],
    };
    let is_incomplete = items.len() >= MAX_OFFERS;
    write_answer(CompletionList { is_incomplete, items })
}

fn complete_corpus(
    session: &mut EditorSession<'_>,
    uri: &str,
    position: Position,
) -> Result<Vec<CompletionItem>, RequestFault> {
    let unit = session.client.unit;
    let Some(found) = list_offers(session, uri, position)? else { return Ok(vec![]) };
    let Some(document) = session.document(uri) else { return Ok(vec![]) };
    let range = document.text.find_range(found.typed, unit);
    let items = found.offers.into_iter().map(|offer| CompletionItem {
        label: offer.word.clone(),
        kind: Some(offer.kind),
        detail: offer.about,
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: offer.word })),
        ..CompletionItem::default()
    });
    Ok(items.collect())
}

fn complete_prose(
    session: &mut EditorSession<'_>,
    uri: &str,
    position: Position,
) -> Result<Vec<CompletionItem>, RequestFault> {
    let Some(prose) = open_prose(session, uri) else { return Ok(vec![]) };
    let unit = session.client.unit;
    let Some(document) = session.document(uri) else { return Ok(vec![]) };
    let at = document.text.find_offset(position, unit);
    let before = prose.text.get(..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut found = BTreeMap::new();
    for typed in list_typed(line) {
        gather_names(&prose.base, typed, &mut found)?;
        if found.len() >= MAX_OFFERS {
            break;
        }
    }
    let items = found.into_iter().map(|(name, (about, typed))| {
        let range = document.text.find_range(at - typed..at, unit);
        CompletionItem {
            label: name.clone(),
            kind: Some(CompletionItemKind::TEXT),
            detail: Some(about),
            filter_text: prose.text.get(at - typed..at).map(str::to_owned),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: name })),
            ..CompletionItem::default()
        }
    });
    Ok(items.collect())
}

/// What may be the beginning of a name at the end of a line: its last words, most first.
fn list_typed(line: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let mut starts = vec![];
    let mut end = line.len();
    while starts.len() < MAX_WORDS {
        let Some(head) = line.get(..end) else { break };
        let start = head.rfind(|c| !is_part(c)).map_or(0, |at| {
            at + head.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
        });
        if start == end {
            break;
        }
        starts.push(start);
        // Only a single space joins the words of a name.
        match line.get(..start).and_then(|it| it.strip_suffix(' ')) {
            Some(rest) => end = rest.len(),
            None => break,
        }
    }
    let typed = starts.into_iter().rev().filter_map(|start| line.get(start..));
    typed.filter(|it| it.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_LETTERS).collect()
}

/// Adds the labels that begin as typed, each with its concept and how many bytes were typed of it.
fn gather_names(
    base: &Base,
    typed: &str,
    found: &mut BTreeMap<String, (String, usize)>,
) -> Result<(), ImageError> {
    let folded = text::fold(typed);
    if folded.is_empty() {
        return Ok(());
    }
    base.label_index().visit_prefix(&folded, |label, postings: Vec<Posting>| {
        for posting in postings {
            let head = base.concept_head(posting.concept)?;
            let labels = base.concept_labels(posting.concept)?;
            let mut same = labels.iter().filter(|it| text::fold(it.text) == label);
            let usable = |kind| !matches!(kind, LabelKind::Avoid | LabelKind::Hidden);
            if let Some(name) = same.find(|it| usable(it.kind)) {
                let name = match_case(typed, name.text);
                found.entry(name).or_insert_with(|| (head.label.to_owned(), typed.len()));
            }
        }
        Ok(match found.len() < MAX_OFFERS {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        })
    })
}

/// A name with a capital where one was typed.
fn match_case(typed: &str, name: &str) -> String {
    let mut letters = name.chars();
    match (typed.chars().next(), letters.next()) {
        (Some(one), Some(first)) if one.is_uppercase() && first.is_lowercase() => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_may_begin_a_name() {
        assert_eq!(list_typed("Our customer suc"), ["Our customer suc", "customer suc", "suc"]);
        assert_eq!(list_typed("😀 net-pro"), ["net-pro"]);
        assert_eq!(list_typed("a, b"), [""; 0]);
        assert_eq!(list_typed("the  ch"), ["ch"]);
        assert_eq!(list_typed("ends "), [""; 0]);
        assert_eq!(match_case("Net", "net promoter score"), "Net promoter score");
        assert_eq!(match_case("net", "Net Promoter"), "Net Promoter");
    }
}
