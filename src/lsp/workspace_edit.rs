//! Changes of files, handed to the editor, which makes them.

use super::{
    document_text::{DocumentText, PositionUnit},
    file_uri,
    session::EditorSession,
};
use lsp_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};
use std::{ops, path::Path};

/// Other words for some bytes of a document.
pub(super) type ByteEdit = (ops::Range<usize>, String);

/// Gathers changes of files.
#[derive(Default)]
pub(super) struct EditPlan {
    edits: Vec<(Uri, Option<i32>, Vec<TextEdit>)>,
    new: Vec<(Uri, String)>,
}

impl EditPlan {
    /// Changes parts of an open document.
    pub(super) fn change_open(
        &mut self,
        session: &EditorSession<'_>,
        uri: &str,
        edits: &[ByteEdit],
    ) -> Option<()> {
        let document = session.document(uri)?;
        let edits = to_text_edits(&document.text, edits, session.client.unit);
        self.edits.push((document.uri.clone(), Some(document.version), edits));
        Some(())
    }

    /// Changes parts of a file, open or not; `text` is what the edits count in.
    pub(super) fn change_file(
        &mut self,
        session: &EditorSession<'_>,
        path: &Path,
        text: &DocumentText,
        edits: &[ByteEdit],
    ) -> Option<()> {
        if let Some(open) = session.documents.find_by_path(path) {
            return self.change_open(session, open.uri.as_str(), edits);
        }
        let edits = to_text_edits(text, edits, session.client.unit);
        self.edits.push((file_uri::of_path(path)?, None, edits));
        Some(())
    }

    /// Makes a new file.
    pub(super) fn create_file(&mut self, path: &Path, text: String) -> Option<()> {
        self.new.push((file_uri::of_path(path)?, text));
        Some(())
    }

    /// The changes in the shape that the editor understands; none, if it can make no files and one is needed.
    pub(super) fn finish(self, session: &EditorSession<'_>) -> Option<WorkspaceEdit> {
        if !session.client.versioned_edits {
            if !self.new.is_empty() {
                return None;
            }
            #[expect(clippy::mutable_key_type, reason = "as the protocol's types have it")]
            let changes = self.edits.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
            return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
        }
        if !self.new.is_empty() && !session.client.creates_files {
            return None;
        }
        let mut operations = vec![];
        for (uri, text) in self.new {
            let options =
                CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
            let create =
                CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
            operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
            let start = Position::new(0, 0);
            let edit = TextEdit { range: Range::new(start, start), new_text: text };
            operations.push(edit_document(uri, None, vec![edit]));
        }
        operations.extend(
            self.edits.into_iter().map(|(uri, version, edits)| edit_document(uri, version, edits)),
        );
        let changes = Some(DocumentChanges::Operations(operations));
        Some(WorkspaceEdit { document_changes: changes, ..WorkspaceEdit::default() })
    }
}

fn edit_document(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> DocumentChangeOperation {
    DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    })
}

fn to_text_edits(text: &DocumentText, edits: &[ByteEdit], unit: PositionUnit) -> Vec<TextEdit> {
    let edit = |(bytes, words): &ByteEdit| TextEdit {
        range: text.find_range(bytes.clone(), unit),
        new_text: words.clone(),
    };
    edits.iter().map(edit).collect()
}

/// What differs between two states of a text, as one edit of the part between what both begin and end with.
pub(super) fn find_change(old: &str, new: &str) -> ByteEdit {
    let same = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    let mut start = same;
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let [old_rest, new_rest] = [old, new].map(|text| text.get(start..).unwrap_or_default());
    let same = old_rest.bytes().rev().zip(new_rest.bytes().rev());
    let mut tail = same.take_while(|(one, other)| one == other).count();
    while !old_rest.is_char_boundary(old_rest.len() - tail)
        || !new_rest.is_char_boundary(new_rest.len() - tail)
    {
        tail -= 1;
    }
    let words = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    (start..old.len() - tail, words.to_owned())
}

/// A text with edits made, which do not overlap.
pub(super) fn apply_edits(text: &str, edits: &[ByteEdit]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|(bytes, _)| bytes.start);
    let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
    for (bytes, words) in edits {
        changed.push_str(text.get(at..bytes.start).unwrap_or_default());
        changed.push_str(words);
        at = bytes.end;
    }
    changed.push_str(text.get(at..).unwrap_or_default());
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_short_as_it_can_be() {
        for (old, new) in [
            ("abc", "abXc"),
            ("äö", "äü"),
            ("", "new"),
            ("aaa", "aa"),
            ("same", "same"),
            ("x😀y", "x😁y"),
        ] {
            let edit = find_change(old, new);
            assert_eq!(apply_edits(old, &[edit]), new, "{old} -> {new}");
        }
        assert_eq!(find_change("one two", "one three two"), (5..5, "hree t".to_owned()));
    }
}
