//! The sets of a run, each read against its own base, and the lines of their documents that are shown.

use super::{
    STDIN_NAME,
    piped::PipedDocument,
    plan::{PlannedSet, ScanPlan},
};
use crate::{
    cache::{self, CorpusCache},
    load, terminal,
};
use anyhow::{Result, anyhow, bail};
use cxterms::scan::{self, PlannedDocument, ScanOptions, ScannedDocument, ScannedSet, Vocabulary};
use cxterms_document::DocumentFormat;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    slice,
};

/// Which documents are read, and how.
pub(in crate::commands) struct ScanInput<'i> {
    /// Files, folders, and `-` for standard input.
    pub(in crate::commands) paths: &'i [PathBuf],
    /// The folder that single files belong to.
    pub(in crate::commands) set: Option<&'i Path>,
    /// The format of files that are named and of standard input.
    pub(in crate::commands) format: Option<DocumentFormat>,
    /// The corpora that are read.
    pub(in crate::commands) terms: &'i [PathBuf],
    pub(in crate::commands) options: ScanOptions,
    /// Whether all names are counted.
    pub(in crate::commands) counts_names: bool,
    /// Whether the paths are a part of the set, of which nothing else is read.
    pub(in crate::commands) is_part: bool,
}

/// What is done with a set, and the base that it was read against.
pub(in crate::commands) type SetReceiver<'r> =
    dyn FnMut(&Vocabulary<'_>, ScannedSet) -> Result<()> + 'r;

/// Scans the documents of all paths, and hands over each set. How many documents could not be read.
pub(in crate::commands) fn scan_paths(
    input: &ScanInput<'_>,
    piped: Option<&PipedDocument>,
    give: &mut SetReceiver<'_>,
) -> Result<usize> {
    let plan = ScanPlan::of_paths(input.paths, input.set, input.format, input.is_part)?;
    for (path, why) in &plan.skipped {
        terminal::print_note(&format!("passed over {}: {why}", path.display()))?;
    }
    let mut unread = plan.skipped.len();
    let mut by_base: BTreeMap<Option<PathBuf>, Vec<PlannedSet>> = BTreeMap::new();
    let named = load::named_corpora(input.terms);
    for set in plan.sets {
        let overlay = set.overlay.clone().filter(|_| named.is_empty());
        by_base.entry(overlay).or_default().push(set);
    }
    for (overlay, sets) in by_base {
        let counts = input.counts_names;
        open_vocabulary(input.terms, overlay.as_deref(), counts, |vocabulary| {
            let mut scanned: Vec<_> = sets
                .iter()
                .map(|set| {
                    let mut new = ScannedSet::new(set.name.clone());
                    new.overlay = overlay.as_ref().map(|it| it.to_string_lossy().into_owned());
                    new
                })
                .collect();
            unread += scan_planned(input, vocabulary, &sets, piped, &mut scanned)?;
            scanned.into_iter().try_for_each(|set| give(vocabulary, set))
        })?;
    }
    Ok(unread)
}

/// The digest of the words of an overlay or, if none is given, of those that are named.
pub(in crate::commands) fn digest_words(
    terms: &[PathBuf],
    overlay: Option<&Path>,
) -> Result<String> {
    let digest = match overlay.map(Path::to_owned) {
        Some(overlay) => load::digest_sources(slice::from_ref(&overlay)),
        None => load::digest_sources(terms),
    };
    Ok(digest?.to_string())
}

/// Opens the words of an overlay or, if none is given, those that are named.
pub(in crate::commands) fn open_vocabulary(
    terms: &[PathBuf],
    overlay: Option<&Path>,
    counts_names: bool,
    run: impl FnOnce(&Vocabulary<'_>) -> Result<()>,
) -> Result<()> {
    let terms = overlay.map_or_else(|| terms.to_owned(), |overlay| vec![overlay.to_owned()]);
    let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
    let opened = load::open_base(&terms, cache.as_ref())?;
    let run = || -> Result<()> {
        let vocabulary = Vocabulary::open(&opened.base)?;
        match counts_names {
            true => run(&vocabulary.counting_names()),
            false => run(&vocabulary),
        }
    };
    load::name_built_file(&terms, run())
}

/// Reads the documents of sets that have one base. How many could not be read.
fn scan_planned(
    input: &ScanInput<'_>,
    vocabulary: &Vocabulary<'_>,
    sets: &[PlannedSet],
    piped: Option<&PipedDocument>,
    scanned: &mut [ScannedSet],
) -> Result<usize> {
    let mut unread = 0;
    let each = sets.iter().enumerate().flat_map(|(number, set)| {
        set.files.iter().map(move |file| {
            let is_evidence = set.is_evidence(file);
            (number, PlannedDocument { file, set: &set.name, is_evidence })
        })
    });
    let (homes, documents): (Vec<_>, Vec<_>) = each.unzip();
    scan::scan_files(vocabulary, &documents, &input.options, |at, given| {
        let (Some(number), Some(document)) = (homes.get(at), documents.get(at)) else {
            return Ok(());
        };
        let path = document.file.path.display();
        let (Some(set), Some(home)) = (sets.get(*number), scanned.get_mut(*number)) else {
            return Ok(());
        };
        match given {
            Ok(given) => {
                tell_cut(&path.to_string(), &given)?;
                home.add_document(given);
            }
            Err(fault) if set.is_named(document.file) => bail!("`{path}` {fault}"),
            Err(fault) => {
                unread += usize::from(!set.is_evidence(document.file));
                terminal::print_note(&format!("passed over {path}: it {fault}"))?;
            }
        }
        Ok(())
    })?;
    for (set, home) in sets.iter().zip(scanned) {
        let Some(piped) = piped.filter(|_| set.has_stdin) else { continue };
        let (facts, read) =
            scan::gather_document(vocabulary, STDIN_NAME, |emit| piped.read_document(emit))?;
        read.map_err(|fault| anyhow!("standard input {fault}"))?;
        let given = scan::scan_document(vocabulary, &set.name, &facts, &input.options)?;
        tell_cut("standard input", &given)?;
        home.add_document(given);
    }
    Ok(unread)
}

/// Tells that not all of a document was looked at.
fn tell_cut(name: &str, given: &ScannedDocument) -> Result<()> {
    if given.is_cut {
        let most = scan::MAX_USES;
        let more = format!("{name} has more than {most} uses of one sort");
        terminal::print_note(&format!("{more}; what comes after them was not looked at"))?;
    }
    Ok(())
}

/// Reads lines that are shown; a file that has gone since is shown without.
pub(in crate::commands) fn read_wanted_lines(
    wanted: BTreeMap<String, BTreeSet<u64>>,
    piped: Option<&PipedDocument>,
) -> BTreeMap<String, BTreeMap<u64, String>> {
    let read = wanted.into_iter().map(|(file, wanted)| {
        let read = match piped.filter(|_| file == STDIN_NAME) {
            Some(piped) => piped.read_lines(&wanted),
            None => scan::read_lines_of_file(Path::new(&file), &wanted),
        };
        (file, read.unwrap_or_default())
    });
    read.collect()
}
