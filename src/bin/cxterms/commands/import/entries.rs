//! The entries of a folder as they are written, and what is added to them where they stand.

use super::changed_file::ChangedFile;
use cxterms_base::{
    corpus::Concept,
    diagnostic::{Diagnostic, Files, Place, Severity},
    schema::CONCEPT_KEYS,
    yaml::{self, FileEntry, YamlAddition, YamlValue},
};
use cxterms_exchange::CorpusAddition;
use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

/// The files of a folder that were looked into.
pub(super) struct FolderEntries<'f> {
    folder: &'f Path,
    files: &'f Files,
    read: RefCell<BTreeMap<PathBuf, EntryFile>>,
    /// In which of them each concept that was asked for has its entry.
    found: RefCell<HashMap<String, PathBuf>>,
}

/// A file, and its entries by identifier.
struct EntryFile {
    text: String,
    entries: HashMap<String, FileEntry>,
}

impl<'f> FolderEntries<'f> {
    pub(super) fn new(folder: &'f Path, files: &'f Files) -> Self {
        Self { folder, files, read: RefCell::default(), found: RefCell::default() }
    }

    /// What the entry of a concept in the folder says, if it has one there.
    pub(super) fn find_entry(&self, concept: &Concept) -> Option<YamlValue> {
        [concept.place].iter().chain(&concept.further).find_map(|place| {
            let path = PathBuf::from(self.files.format_place(Place { line: 0, ..*place }));
            path.strip_prefix(self.folder).ok().filter(|name| *name != Path::new(""))?;
            let mut read = self.read.borrow_mut();
            let file = read.entry(path.clone()).or_insert_with(|| EntryFile::read_path(&path));
            let value = file.entries.get(&concept.id)?.value.clone();
            self.found.borrow_mut().insert(concept.id.clone(), path);
            Some(value)
        })
    }

    /// The files with what is added to entries in them. Of those to which nothing can be added as they are written, each is
    /// told, and left out of the addition.
    pub(super) fn edit_files(
        &mut self,
        addition: &mut CorpusAddition,
    ) -> (Vec<ChangedFile>, Vec<Diagnostic>) {
        let mut by_file: BTreeMap<&Path, Vec<(&str, &YamlAddition)>> = BTreeMap::new();
        let found = self.found.get_mut();
        for it in addition.changed().iter().filter(|it| it.has_entry) {
            if let Some(path) = found.get(&it.id) {
                by_file.entry(path).or_default().push((&it.id, &it.addition));
            }
        }
        let (mut changed, mut findings, mut left) = (vec![], vec![], HashSet::new());
        let read = self.read.get_mut();
        for (path, additions) in by_file {
            let Some(file) = read.get(path) else { continue };
            let edited = yaml::add_to_entries(&file.text, &additions, CONCEPT_KEYS);
            findings.extend(edited.left.iter().map(|id| file.refuse_entry(path, id)));
            left.extend(edited.left);
            let name = path.strip_prefix(self.folder).unwrap_or(path).to_owned();
            let (path, old) = (path.to_owned(), Some(file.text.clone()));
            changed.push(ChangedFile { name, path, old, new: edited.text });
        }
        if !left.is_empty() {
            addition.leave_out(&left);
        }
        (changed, findings)
    }
}

impl EntryFile {
    /// Reads a file; one that cannot be read any more has no entries.
    fn read_path(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        let entries = yaml::list_entries(&text).into_iter().map(|it| (it.id.clone(), it)).collect();
        Self { text, entries }
    }

    /// That nothing can be added to an entry as it is written.
    fn refuse_entry(&self, path: &Path, id: &str) -> Diagnostic {
        let (line, column) = self.entries.get(id).map_or((0, 0), |entry| entry.place);
        let above = line.checked_sub(1).map(|above| above as usize);
        let excerpt = above.and_then(|above| self.text.lines().nth(above)).map(str::to_owned);
        Diagnostic {
            severity: Severity::Error,
            file: path.display().to_string(),
            line,
            column,
            width: 1,
            message: format!("`{id}` is written so that nothing can be added to it"),
            hint: Some("write its keys and lists line by line, then import again".to_owned()),
            excerpt,
            ..Diagnostic::default()
        }
    }
}
