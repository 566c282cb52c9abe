//! The mentions of a corpus and of those below it, file by file, as the editor has the files.

use super::{
    document_text::DocumentText,
    file_uri,
    id_mentions::{CorpusFileKind, IdMention, MentionKind, list_mentions},
    indexed_file::{FileStamp, IndexedFile},
    session::EditorSession,
};
use cxterms_base::{
    corpus::{LayerStack, list_yaml_files},
    diagnostic::Files,
};
use lsp_types::{Location, Position, Range};
use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

/// A name at a place of an open file.
#[derive(Debug)]
pub(super) struct MentionAt {
    /// The folder of the corpus.
    pub(super) folder: PathBuf,
    pub(super) kind: MentionKind,
    pub(super) id: String,
    pub(super) range: Range,
}

/// A mention, and whether the corpus itself has it, or one below.
pub(super) struct FoundMention {
    pub(super) file: Rc<IndexedFile>,
    pub(super) mention: IdMention,
    pub(super) own: bool,
}

impl FoundMention {
    /// Where it is.
    pub(super) fn locate(&self, session: &EditorSession<'_>) -> Option<Location> {
        let range = self.file.text.find_range(self.mention.bytes.clone(), session.client.unit);
        let open = session.documents.find_by_path(&self.file.path).map(|it| it.uri.clone());
        Some(Location::new(open.or_else(|| file_uri::of_path(&self.file.path))?, range))
    }
}

/// The name at a place of a file of a corpus.
pub(super) fn find_mention_at(
    session: &mut EditorSession<'_>,
    uri: &str,
    position: Position,
) -> Option<MentionAt> {
    let unit = session.client.unit;
    let document = session.document(uri)?;
    let folder = document.corpus_folder()?.to_owned();
    let at = document.text.find_offset(position, unit);
    let path = document.path.clone()?;
    let file = read_indexed(session, &folder, &path)?;
    let touched = |it: &&IdMention| it.bytes.start <= at && at <= it.bytes.end;
    let mention = file.mentions.iter().find(touched)?;
    let range = file.text.find_range(mention.bytes.clone(), unit);
    Some(MentionAt { folder, kind: mention.kind, id: mention.id.clone(), range })
}

/// Every mention of something, in a corpus and in the folders of those below it.
pub(super) fn find_mentions(
    session: &mut EditorSession<'_>,
    folder: &Path,
    kind: MentionKind,
    id: &str,
) -> Vec<FoundMention> {
    let mut found = vec![];
    for layer in list_layers(folder) {
        let own = layer == folder;
        for file in index_folder(session, &layer) {
            let same = file.mentions.iter().filter(|it| it.kind == kind && it.id == id);
            let same = same.map(|mention| FoundMention {
                file: Rc::clone(&file),
                mention: mention.clone(),
                own,
            });
            found.extend(same);
        }
    }
    found
}

/// The folders of a corpus and of those below it, its own first.
fn list_layers(folder: &Path) -> Vec<PathBuf> {
    let below = LayerStack::from_named(&[folder.to_owned()]).paths();
    let below = below.into_iter().filter(|it| it != folder && it.is_dir());
    std::iter::once(folder.to_owned()).chain(below).collect()
}

/// The files of one folder.
fn index_folder(session: &mut EditorSession<'_>, folder: &Path) -> Vec<Rc<IndexedFile>> {
    let (mut paths, _) = list_yaml_files(folder, &mut Files::default());
    for path in session.documents.list_unsaved(folder).into_keys() {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    paths.iter().filter_map(|path| read_indexed(session, folder, path)).collect()
}

fn read_indexed(
    session: &mut EditorSession<'_>,
    folder: &Path,
    path: &Path,
) -> Option<Rc<IndexedFile>> {
    let open = session.documents.find_by_path(path);
    let stamp = match open {
        Some(open) => FileStamp::Open(open.version),
        None => {
            let about = fs::metadata(path).ok()?;
            FileStamp::Saved(about.modified().ok(), about.len())
        }
    };
    let text = open.map(|open| open.text.clone());
    if let Some((known, file)) = session.indexes.0.get(path)
        && *known == stamp
        && text.as_ref().is_none_or(|text| text.as_str() == file.text.as_str())
    {
        return Some(Rc::clone(file));
    }
    let text = match text {
        Some(text) => text,
        None => DocumentText::from(fs::read_to_string(path).ok()?),
    };
    let kind = CorpusFileKind::of_path(path.strip_prefix(folder).unwrap_or(path));
    let mentions = list_mentions(kind, text.as_str());
    let file = Rc::new(IndexedFile { path: path.to_owned(), text, mentions });
    session.indexes.0.insert(path.to_owned(), (stamp, Rc::clone(&file)));
    Some(file)
}
