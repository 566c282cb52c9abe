//! `scan --facts` and `scan --merge`: what documents say, written for later, and summed up.

use super::{
    ScanCommand, ensure_all_read,
    sets::{self, SetReceiver},
};
use crate::{load, terminal};
use anyhow::{Result, anyhow, bail, ensure};
use cxterms::scan::{self, ScanReport, ScannedSet, ScannedSets};
use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs::{self, File},
    io::{BufReader, BufWriter, ErrorKind, Write, stdin, stdout},
    path::{Path, PathBuf},
};

/// Writes the facts of documents, or of files of facts.
pub(super) fn write_facts(wanted: &ScanCommand) -> Result<bool> {
    let (mut facts, unread) = match wanted.sums.merge {
        true => (read_facts(&wanted.paths)?, 0),
        false => gather_facts(wanted)?,
    };
    let mut out = BufWriter::new(stdout().lock());
    facts.write_facts(&mut out)?;
    out.flush()?;
    ensure_all_read(unread)?;
    Ok(true)
}

/// What the documents of all paths give, with the lines that findings show; and how many could not be read.
fn gather_facts(wanted: &ScanCommand) -> Result<(ScannedSets, usize)> {
    let piped = super::read_piped(&wanted.paths, wanted.input_format)?;
    let mut facts = ScannedSets::new(&wanted.options());
    let mut digests: BTreeMap<Option<String>, String> = BTreeMap::new();
    let unread = sets::scan_paths(&wanted.input(), piped.as_ref(), &mut |_, mut set| {
        let lines = sets::read_wanted_lines(set.wanted_lines(), piped.as_ref());
        set.show_lines(&lines);
        set.base = match digests.entry(set.overlay.clone()) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => {
                let overlay = set.overlay.as_deref().map(Path::new);
                new.insert(sets::digest_words(&wanted.corpus.terms, overlay)?).clone()
            }
        };
        facts.add_set(set).map_err(|error| anyhow!(error))
    })?;
    Ok((facts, unread))
}

/// The sum of files of facts; `-` is standard input. A file that is named again is not counted again.
pub(in crate::commands) fn read_facts(paths: &[PathBuf]) -> Result<ScannedSets> {
    let (mut facts, mut seen) = (ScannedSets::default(), BTreeSet::new());
    for path in paths {
        let shown = path.display();
        if path == Path::new("-") {
            let read = facts.read_facts(stdin().lock());
            read.map_err(|fault| anyhow!("standard input:{fault}"))?;
            continue;
        }
        ensure!(!path.is_dir(), "`{shown}` is a folder; name files of facts, or `-`");
        let file = File::open(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => anyhow!("there is no `{shown}`"),
            kind => anyhow!("`{shown}` cannot be read: {kind}"),
        })?;
        if !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
            terminal::print_note(&format!("`{shown}` is named again; its facts count once"))?;
            continue;
        }
        let read = facts.read_facts(BufReader::new(file));
        read.map_err(|fault| anyhow!("{shown}:{fault}"))?;
    }
    Ok(facts)
}

/// What rules find in files of facts.
pub(super) fn report_facts(wanted: &ScanCommand) -> Result<ScanReport> {
    let (facts, options) = (read_facts(&wanted.paths)?, wanted.options());
    if let Some(missing) = facts.find_missing(&options) {
        bail!("the facts do not tell what `{missing}` asks for; gather them with it");
    }
    let mut report = ScanReport::default();
    visit_sets(facts, &wanted.corpus.terms, &mut |vocabulary, set| {
        Ok(scan::report_set(vocabulary, set, &options, &mut report)?)
    })?;
    report.finish();
    Ok(report)
}

/// Hands over each set, with the terms that it was read with.
pub(in crate::commands) fn visit_sets(
    facts: ScannedSets,
    terms: &[PathBuf],
    give: &mut SetReceiver<'_>,
) -> Result<()> {
    let mut by_base: BTreeMap<Option<PathBuf>, Vec<ScannedSet>> = BTreeMap::new();
    let named = load::named_corpora(terms);
    for set in facts.into_sets() {
        let overlay = set.overlay.as_ref().map(PathBuf::from).filter(|_| named.is_empty());
        by_base.entry(overlay).or_default().push(set);
    }
    for (overlay, sets) in by_base {
        let digest = sets::digest_words(terms, overlay.as_deref())?;
        sets::open_vocabulary(terms, overlay.as_deref(), false, |vocabulary| {
            for set in sets {
                if set.base != digest {
                    bail!("these facts were gathered with other terms; name them by `--terms`");
                }
                give(vocabulary, set)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
