//! Documents that lie in files, read by as many threads as the machine has cores, and lines of them that are shown.

use super::{DocumentFacts, Vocabulary, gather::gather_document};
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

/// What a document says, and why not all of it could be read.
#[derive(Debug)]
pub struct ReadDocument {
    /// What it says, as far as it was read.
    pub facts: DocumentFacts,
    /// Why no more of it.
    pub fault: Option<DocumentError>,
}

/// Reads documents, in their order.
///
/// # Errors
/// When the base is damaged.
pub fn read_documents(
    vocabulary: &Vocabulary<'_>,
    files: &[DocumentFile],
) -> Result<Vec<ReadDocument>, ImageError> {
    let read = |at: usize| files.get(at).map(|file| read_document(vocabulary, file));
    run_parallel(files.len(), read).into_iter().flatten().collect()
}

fn read_document(
    vocabulary: &Vocabulary<'_>,
    file: &DocumentFile,
) -> Result<ReadDocument, ImageError> {
    let name = file.path.to_string_lossy();
    let (facts, read) =
        gather_document(vocabulary, &name, |emit| read_file(&file.path, file.format, emit))?;
    Ok(ReadDocument { facts, fault: read.err() })
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
