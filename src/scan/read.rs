//! Documents that lie in files, read by as many threads as the machine has cores, and lines of them that are shown.

use super::{
    ScanOptions, Vocabulary, gather::gather_document, run::scan_document, scanned::ScannedDocument,
    set_name::SetName,
};
use crate::check::run_parallel;
use cxterms_base::image::ImageError;
use cxterms_document::{DocumentError, DocumentFormat, read_file};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

/// How many bytes of a line are shown at most.
const MAX_LINE_BYTES: usize = 16 << 10;

/// A document in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentFile {
    /// Where it lies.
    pub path: PathBuf,
    /// How it is read.
    pub format: DocumentFormat,
}

/// How many documents are read before what they give is summed.
const MAX_AT_ONCE: usize = 1000;

/// A document that is to be read.
#[derive(Clone, Copy, Debug)]
pub struct PlannedDocument<'p> {
    /// Where it lies.
    pub file: &'p DocumentFile,
    /// The set that it belongs to.
    pub set: &'p SetName,
    /// Whether it is read for what others mean.
    pub is_evidence: bool,
}

/// Reads and scans documents, and hands over in their order what each gives, or why it could not be read. No more are kept
/// at a time than a thousand.
///
/// # Errors
/// When the base is damaged, and what `give` fails with.
pub fn scan_files<E: From<ImageError>>(
    vocabulary: &Vocabulary<'_>,
    documents: &[PlannedDocument<'_>],
    options: &ScanOptions,
    mut give: impl FnMut(usize, Result<ScannedDocument, DocumentError>) -> Result<(), E>,
) -> Result<(), E> {
    let mut number = 0;
    for some in documents.chunks(MAX_AT_ONCE) {
        let scan = |at: usize| some.get(at).map(|it| scan_file(vocabulary, *it, options));
        for scanned in run_parallel(some.len(), scan).into_iter().flatten() {
            give(number, scanned?)?;
            number += 1;
        }
    }
    Ok(())
}

fn scan_file(
    vocabulary: &Vocabulary<'_>,
    document: PlannedDocument<'_>,
    options: &ScanOptions,
) -> Result<Result<ScannedDocument, DocumentError>, ImageError> {
    let PlannedDocument { file, set, is_evidence } = document;
    let name = file.path.to_string_lossy();
    let (facts, read) =
        gather_document(vocabulary, &name, |emit| read_file(&file.path, file.format, emit))?;
    if let Err(fault) = read {
        return Ok(Err(fault));
    }
    let facts = if is_evidence { facts.as_evidence() } else { facts };
    scan_document(vocabulary, set, &facts, options).map(Ok)
}

/// Some lines of a file, by their numbers from 1.
///
/// # Errors
/// When it cannot be read.
pub fn read_lines_of_file(
    path: &Path,
    wanted: &BTreeSet<u64>,
) -> io::Result<BTreeMap<u64, String>> {
    read_lines(&mut BufReader::new(File::open(path)?), wanted)
}

/// Some lines of a stream, by their numbers from 1; what is no UTF-8 is shown as such, and an overlong line cut.
///
/// # Errors
/// When it cannot be read.
pub fn read_lines(
    input: &mut impl BufRead,
    wanted: &BTreeSet<u64>,
) -> io::Result<BTreeMap<u64, String>> {
    let (mut found, mut number) = (BTreeMap::new(), 0);
    while wanted.last().is_some_and(|last| number < *last) {
        number += 1;
        let mut line = vec![];
        let read = input.by_ref().take(MAX_LINE_BYTES as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
        }
        if wanted.contains(&number) {
            let line = String::from_utf8_lossy(&line);
            let line = line.strip_prefix('\u{feff}').filter(|_| number == 1).unwrap_or(&line);
            found.insert(number, line.trim_end_matches(['\n', '\r']).to_owned());
        }
    }
    Ok(found)
}
