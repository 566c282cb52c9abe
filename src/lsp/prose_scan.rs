//! A document → what is found in it, as `scan` has it: with its overlay, and the documents of its set as evidence.

use super::{known_scans::ProseScan, session::EditorSession};
use crate::scan::{
    DocumentFacts, DocumentFile, PlannedDocument, ScanOptions, ScanReport, ScannedSet, SetName,
    Vocabulary, gather_document, report_set, scan_document, scan_files,
};
use cxterms_base::{Base, image::ImageError};
use cxterms_document::{DocumentFormat, WalkEvent, read_bytes, walk_documents};
use std::{
    path::{Path, PathBuf},
    rc::Rc,
};

/// So many documents of a set are read as evidence.
const MAX_EVIDENCE: usize = 2_000;

/// A document with the base that it is read against.
pub(super) struct ProseDocument {
    pub(super) uri: String,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) format: DocumentFormat,
    /// The folder of its set, which is an overlay.
    pub(super) overlay: Option<PathBuf>,
    pub(super) base: Rc<Base>,
}

/// An open document that is prose; none if it is not open, or something else.
pub(super) fn open_prose(session: &mut EditorSession<'_>, uri: &str) -> Option<ProseDocument> {
    let document = session.document(uri)?;
    let format = document.prose_format()?;
    let (name, text) = (document.name(), document.text.as_str().to_owned());
    let folder = document.path.as_deref().and_then(Path::parent);
    let overlay = folder.and_then(|folder| session.opener.find_overlay(folder));
    let base = session.base_of(overlay.as_deref())?;
    Some(ProseDocument { uri: uri.to_owned(), name, text, format, overlay, base })
}

/// What is found in a document.
///
/// # Errors
/// When the base is damaged.
pub(super) fn scan_prose(
    session: &mut EditorSession<'_>,
    prose: &ProseDocument,
) -> Result<Rc<ProseScan>, ImageError> {
    let version = session.document(&prose.uri).map_or(0, |it| it.version);
    if let Some((known, revision, scan)) = session.scans.found.get(&prose.uri)
        && (*known, *revision) == (version, session.revision)
    {
        return Ok(Rc::clone(scan));
    }
    let vocabulary = Vocabulary::open(&prose.base)?;
    let scan = Rc::new(scan_in_set(session, prose, &vocabulary, &prose.text)?);
    let known = (version, session.revision, Rc::clone(&scan));
    session.scans.found.insert(prose.uri.clone(), known);
    Ok(scan)
}

/// What is found in a document if it has this text.
///
/// # Errors
/// When the base is damaged.
pub(super) fn scan_in_set(
    session: &mut EditorSession<'_>,
    prose: &ProseDocument,
    vocabulary: &Vocabulary<'_>,
    text: &str,
) -> Result<ProseScan, ImageError> {
    let name = match &prose.overlay {
        Some(folder) => SetName::Set(session.shorten_path(folder).to_string_lossy().into_owned()),
        None => SetName::File(prose.name.clone()),
    };
    let options = ScanOptions::default();
    let mut set = match &prose.overlay {
        Some(folder) => gather_evidence(session, folder, &name, vocabulary)?,
        None => ScannedSet::new(name.clone()),
    };
    for (other, format, text) in list_open_siblings(session, prose) {
        let facts = gather_text(vocabulary, &other, format, &text)?.as_evidence();
        set.add_document(scan_document(vocabulary, &name, &facts, &options)?);
    }
    let facts = gather_text(vocabulary, &prose.name, prose.format, text)?;
    set.add_document(scan_document(vocabulary, &name, &facts, &options)?);
    let mut report = ScanReport::default();
    report_set(vocabulary, set, &options, &mut report)?;
    report.finish();
    let mut findings = report.findings;
    findings.retain(|found| found.place.file == prose.name);
    Ok(ProseScan { facts, findings })
}

fn gather_text(
    vocabulary: &Vocabulary<'_>,
    name: &str,
    format: DocumentFormat,
    text: &str,
) -> Result<DocumentFacts, ImageError> {
    // What is too large to be read says what was read of it.
    let read = gather_document(vocabulary, name, |emit| read_bytes(text.as_bytes(), format, emit));
    Ok(read?.0)
}

/// The other open documents of a set.
fn list_open_siblings(
    session: &EditorSession<'_>,
    prose: &ProseDocument,
) -> Vec<(String, DocumentFormat, String)> {
    let Some(folder) = &prose.overlay else { return vec![] };
    let others = session.documents.iter().filter(|it| it.uri.as_str() != prose.uri);
    let within = others.filter(|it| it.path.as_ref().is_some_and(|it| it.starts_with(folder)));
    let prose =
        within.filter_map(|it| Some((it.name(), it.prose_format()?, it.text.as_str().to_owned())));
    prose.collect()
}

/// What the documents of a set say that are not open.
fn gather_evidence(
    session: &mut EditorSession<'_>,
    folder: &Path,
    name: &SetName,
    vocabulary: &Vocabulary<'_>,
) -> Result<ScannedSet, ImageError> {
    if let Some((revision, known)) = session.scans.evidence.get(folder)
        && *revision == session.revision
    {
        return Ok(known.clone());
    }
    let mut files = vec![];
    walk_documents(folder, None, &mut |event| {
        if let WalkEvent::Document(path, format) = event
            && session.documents.find_by_path(&path).is_none()
        {
            files.push(DocumentFile { path, format });
        }
    });
    if files.len() > MAX_EVIDENCE {
        files.truncate(MAX_EVIDENCE);
        let shown = folder.display();
        session.tell_once(format!("`{shown}`: the first {MAX_EVIDENCE} documents are evidence"));
    }
    let plan = |file| PlannedDocument { file, set: name, is_evidence: true };
    let planned: Vec<_> = files.iter().map(plan).collect();
    let mut set = ScannedSet::new(name.clone());
    scan_files(vocabulary, &planned, &ScanOptions::default(), |_, given| {
        if let Ok(given) = given {
            set.add_document(given);
        }
        Ok::<_, ImageError>(())
    })?;
    session.scans.evidence.insert(folder.to_owned(), (session.revision, set.clone()));
    Ok(set)
}
