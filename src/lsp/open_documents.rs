//! What an editor has open, and what each document is: prose, a file of a corpus, or neither.

use super::{
    document_text::{DocumentText, PositionUnit},
    file_uri,
};
use cxterms_base::corpus::UnsavedTexts;
use cxterms_document::DocumentFormat;
use lsp_types::{Range, Uri};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The languages of editors that are read as prose.
const LANGUAGES: &[(&str, DocumentFormat)] = &[
    ("markdown", DocumentFormat::Markdown),
    ("mdx", DocumentFormat::Markdown),
    ("html", DocumentFormat::Html),
    ("xhtml", DocumentFormat::Html),
    ("plaintext", DocumentFormat::Text),
    ("text", DocumentFormat::Text),
];

/// What a document is to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DocumentRole {
    /// People's own words.
    Prose(DocumentFormat),
    /// A file of the corpus in a folder.
    Corpus(PathBuf),
    /// Neither.
    Other,
}

/// A document that an editor has open.
#[derive(Clone, Debug)]
pub(super) struct OpenDocument {
    pub(super) uri: Uri,
    /// Where it lies, if it lies anywhere.
    pub(super) path: Option<PathBuf>,
    pub(super) role: DocumentRole,
    pub(super) version: i32,
    pub(super) text: DocumentText,
}

impl OpenDocument {
    /// By what findings name it.
    pub(super) fn name(&self) -> String {
        match &self.path {
            Some(path) => path.to_string_lossy().into_owned(),
            None => self.uri.as_str().to_owned(),
        }
    }

    /// The folder of the corpus of which it is a file.
    pub(super) fn corpus_folder(&self) -> Option<&Path> {
        match &self.role {
            DocumentRole::Corpus(folder) => Some(folder),
            DocumentRole::Prose(_) | DocumentRole::Other => None,
        }
    }

    /// How its prose is read.
    pub(super) fn prose_format(&self) -> Option<DocumentFormat> {
        match self.role {
            DocumentRole::Prose(format) => Some(format),
            DocumentRole::Corpus(_) | DocumentRole::Other => None,
        }
    }
}

/// The documents that an editor has open, by their addresses.
#[derive(Debug, Default)]
pub(super) struct OpenDocuments(BTreeMap<String, OpenDocument>);

impl OpenDocuments {
    /// Adds a document, or replaces the one at its address.
    pub(super) fn open(&mut self, uri: Uri, language: &str, version: i32, text: String) {
        let path = file_uri::to_path(uri.as_str());
        let role = find_role(path.as_deref(), language);
        let text = DocumentText::from(text);
        self.0.insert(uri.as_str().to_owned(), OpenDocument { uri, path, role, version, text });
    }

    /// Changes a part of a document, or the whole; nothing if it is not open.
    pub(super) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<(Option<Range>, String)>,
        unit: PositionUnit,
    ) {
        let Some(document) = self.0.get_mut(uri) else { return };
        document.version = version;
        for (range, words) in changes {
            document.text.change(range, &words, unit);
        }
    }

    /// Forgets a document.
    pub(super) fn close(&mut self, uri: &str) -> Option<OpenDocument> {
        self.0.remove(uri)
    }

    pub(super) fn get(&self, uri: &str) -> Option<&OpenDocument> {
        self.0.get(uri)
    }

    /// The document at a path, if it is open.
    pub(super) fn find_by_path(&self, path: &Path) -> Option<&OpenDocument> {
        self.0.values().find(|document| document.path.as_deref() == Some(path))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &OpenDocument> {
        self.0.values()
    }

    /// The texts of open files of a corpus.
    pub(super) fn list_unsaved(&self, folder: &Path) -> UnsavedTexts {
        let within = self.0.values().filter(|it| it.corpus_folder() == Some(folder));
        let texts = within.filter_map(|it| Some((it.path.clone()?, it.text.as_str().to_owned())));
        texts.collect()
    }
}

fn find_role(path: Option<&Path>, language: &str) -> DocumentRole {
    let ending = path.and_then(Path::extension).and_then(|ending| ending.to_str());
    if let Some(folder) = path.filter(|_| ending == Some("yaml")).and_then(find_corpus_folder) {
        return DocumentRole::Corpus(folder);
    }
    let by_language = LANGUAGES.iter().find(|(name, _)| *name == language).map(|(_, it)| *it);
    // An editor may call any file plain text that it knows nothing about.
    let by_ending = path.and_then(DocumentFormat::from_path).filter(|format| !format.is_office());
    let format = match by_language {
        Some(DocumentFormat::Text) | None => by_ending.or(by_language),
        known => known,
    };
    match format {
        Some(format) => DocumentRole::Prose(format),
        None => DocumentRole::Other,
    }
}

/// The nearest folder above a file that holds a corpus.
fn find_corpus_folder(file: &Path) -> Option<PathBuf> {
    let mut above = file.ancestors().skip(1).take(cxterms_document::MAX_WALK_DEPTH);
    above.find(|folder| folder.join("corpus.yaml").is_file()).map(Path::to_owned)
}
