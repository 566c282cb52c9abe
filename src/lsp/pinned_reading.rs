//! A reading of an abbreviation, written into the files of an overlay: in the entry of its concept, else as a new one.

use super::{
    document_text::DocumentText,
    session::EditorSession,
    workspace_edit::{ByteEdit, EditPlan, find_change},
};
use cxterms_base::{
    corpus::list_yaml_files,
    diagnostic::Files,
    schema::CONCEPT_KEYS,
    yaml::{YamlAddition, YamlValue, add_to_entries, list_entries, write_scalar},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Where a new entry goes if no file of the overlay can take it.
const NEW_FILE: &str = "words.yaml";

/// The change that makes an abbreviation mean a concept in an overlay; none where no file can take it.
pub(super) fn plan_pin(
    session: &EditorSession<'_>,
    overlay: &Path,
    id: &str,
    abbreviation: &str,
) -> Option<EditPlan> {
    let mut plan = EditPlan::default();
    let files = read_entry_files(session, overlay);
    for (path, text) in &files {
        if let Some(edit) = add_to_entry(text.as_str(), id, abbreviation) {
            plan.change_file(session, path, text, &[edit])?;
            return Some(plan);
        }
    }
    let mut lists: Vec<_> = files.iter().filter(|(_, text)| is_list(text.as_str())).collect();
    lists.sort_by_key(|(_, text)| std::cmp::Reverse(list_entries(text.as_str()).len()));
    for (path, text) in lists {
        if let Some(edit) = append_entry(text.as_str(), id, abbreviation) {
            plan.change_file(session, path, text, &[edit])?;
            return Some(plan);
        }
    }
    let path = overlay.join(NEW_FILE);
    if path.exists() {
        return None;
    }
    plan.create_file(&path, write_entry(id, abbreviation))?;
    Some(plan)
}

/// The files of an overlay that hold entries, as the editor has them.
fn read_entry_files(session: &EditorSession<'_>, overlay: &Path) -> Vec<(PathBuf, DocumentText)> {
    let (paths, _) = list_yaml_files(overlay, &mut Files::default());
    let declares =
        |path: &Path| ["corpus.yaml", "sources.yaml"].iter().any(|name| path == overlay.join(name));
    let entries = paths.into_iter().filter(|path| !declares(path));
    let read = entries.filter_map(|path| {
        let text = match session.documents.find_by_path(&path) {
            Some(open) => open.text.clone(),
            None => DocumentText::from(fs::read_to_string(&path).ok()?),
        };
        Some((path, text))
    });
    read.collect()
}

fn add_to_entry(text: &str, id: &str, abbreviation: &str) -> Option<ByteEdit> {
    if !list_entries(text).iter().any(|entry| entry.id == id) {
        return None;
    }
    let pin = YamlAddition::items(vec![YamlValue::from(abbreviation)]);
    let pin = YamlAddition::Keys(vec![("abbreviations".to_owned(), pin)]);
    let edited = add_to_entries(text, &[(id, &pin)], CONCEPT_KEYS);
    edited.left.is_empty().then(|| find_change(text, &edited.text))
}

/// Whether a file holds a list of entries, each behind a hyphen.
fn is_list(text: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with("- ") || line.trim_start_matches('\u{feff}').starts_with("- "))
}

fn append_entry(text: &str, id: &str, abbreviation: &str) -> Option<ByteEdit> {
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let entry = format!("{gap}{}", write_entry(id, abbreviation));
    let changed = format!("{text}{entry}");
    let grown = list_entries(&changed).len() == list_entries(text).len() + 1;
    grown.then_some((text.len()..text.len(), entry))
}

fn write_entry(id: &str, abbreviation: &str) -> String {
    format!("- {{id: {}, abbreviations: [{}]}}\n", write_scalar(id), write_scalar(abbreviation))
}
