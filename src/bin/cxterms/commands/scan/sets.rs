//! The sets of a run, each read against its own base, and the lines of their documents that are shown.

use super::{
    STDIN_NAME, ScanCommand,
    piped::PipedDocument,
    plan::{PlannedSet, ScanPlan},
};
use crate::{
    cache::{self, CorpusCache},
    load, terminal,
};
use anyhow::{Result, anyhow, bail};
use cxterms::scan::{self, PlannedDocument, ScannedDocument, ScannedSet, Vocabulary};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// What is done with a set, and the base that it was read against.
pub(super) type SetReceiver<'r> = dyn FnMut(&Vocabulary<'_>, ScannedSet) -> Result<()> + 'r;

/// Scans the documents of all paths, and hands over each set.
pub(super) fn scan_paths(
    wanted: &ScanCommand,
    piped: Option<&PipedDocument>,
    give: &mut SetReceiver<'_>,
) -> Result<()> {
    let (set, format) = (wanted.set.as_deref(), wanted.input_format);
    let plan = ScanPlan::of_paths(&wanted.paths, set, format, wanted.sums.facts)?;
    for (path, why) in &plan.skipped {
        terminal::print_note(&format!("passed over {}: {why}", path.display()))?;
    }
    let mut by_base: BTreeMap<Option<PathBuf>, Vec<PlannedSet>> = BTreeMap::new();
    let named = load::named_corpora(&wanted.corpus.terms);
    for set in plan.sets {
        let overlay = set.overlay.clone().filter(|_| named.is_empty());
        by_base.entry(overlay).or_default().push(set);
    }
    for (overlay, sets) in by_base {
        let (terms, overlay_path) = (&wanted.corpus.terms, overlay.as_deref());
        open_vocabulary(terms, overlay_path, wanted.sums.facts, |vocabulary, digest| {
            let mut scanned: Vec<_> = sets
                .iter()
                .map(|set| {
                    let mut new = ScannedSet::new(set.name.clone());
                    new.overlay = overlay.as_ref().map(|it| it.to_string_lossy().into_owned());
                    digest.clone_into(&mut new.base);
                    new
                })
                .collect();
            scan_planned(wanted, vocabulary, &sets, piped, &mut scanned)?;
            scanned.into_iter().try_for_each(|set| give(vocabulary, set))
        })?;
    }
    Ok(())
}

/// Opens the words of an overlay or, if none is given, those that are named; with their digest.
pub(super) fn open_vocabulary(
    terms: &[PathBuf],
    overlay: Option<&Path>,
    counts_names: bool,
    run: impl FnOnce(&Vocabulary<'_>, &str) -> Result<()>,
) -> Result<()> {
    let terms = overlay.map_or_else(|| terms.to_owned(), |overlay| vec![overlay.to_owned()]);
    let cache = if cache::is_distrusted() { None } else { CorpusCache::open()? };
    let opened = load::open_base(&terms, cache.as_ref())?;
    let run = || -> Result<()> {
        let digest = opened.base.summary().sources.to_string();
        let vocabulary = Vocabulary::open(&opened.base)?;
        match counts_names {
            true => run(&vocabulary.counting_names(), &digest),
            false => run(&vocabulary, &digest),
        }
    };
    load::name_built_file(&terms, run())
}

/// Reads the documents of sets that have one base.
fn scan_planned(
    wanted: &ScanCommand,
    vocabulary: &Vocabulary<'_>,
    sets: &[PlannedSet],
    piped: Option<&PipedDocument>,
    scanned: &mut [ScannedSet],
) -> Result<()> {
    let options = wanted.options();
    let each = sets.iter().enumerate().flat_map(|(number, set)| {
        set.files.iter().map(move |file| {
            let is_evidence = set.is_evidence(file);
            (number, PlannedDocument { file, set: &set.name, is_evidence })
        })
    });
    let (homes, documents): (Vec<_>, Vec<_>) = each.unzip();
    scan::scan_files(vocabulary, &documents, &options, |at, given| {
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
            Err(fault) => terminal::print_note(&format!("passed over {path}: it {fault}"))?,
        }
        Ok(())
    })?;
    for (set, home) in sets.iter().zip(scanned) {
        let Some(piped) = piped.filter(|_| set.has_stdin) else { continue };
        let (facts, read) =
            scan::gather_document(vocabulary, STDIN_NAME, |emit| piped.read_document(emit))?;
        read.map_err(|fault| anyhow!("standard input {fault}"))?;
        let given = scan::scan_document(vocabulary, &set.name, &facts, &options)?;
        tell_cut("standard input", &given)?;
        home.add_document(given);
    }
    Ok(())
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
pub(super) fn read_wanted_lines(
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
