//! `scan --facts` and `scan --merge`: what documents say, written for later, and summed up.

use super::{ScanCommand, sets};
use crate::load;
use anyhow::{Context, Result, anyhow, bail};
use cxterms::scan::{self, ScanReport, ScannedSet, ScannedSets};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, BufWriter, Write, stdin, stdout},
    path::{Path, PathBuf},
};

/// Writes the facts of documents, or of files of facts.
pub(super) fn write_facts(wanted: &ScanCommand) -> Result<bool> {
    let mut facts = match wanted.sums.merge {
        true => read_facts(&wanted.paths)?,
        false => gather_facts(wanted)?,
    };
    let mut out = BufWriter::new(stdout().lock());
    facts.write_facts(&mut out)?;
    out.flush()?;
    Ok(true)
}

/// What the documents of all paths give, with the lines that findings show.
fn gather_facts(wanted: &ScanCommand) -> Result<ScannedSets> {
    let piped = wanted.read_piped()?;
    let mut facts = ScannedSets::new(&wanted.options());
    sets::scan_paths(wanted, piped.as_ref(), &mut |_, mut set| {
        let lines = sets::read_wanted_lines(set.wanted_lines(), piped.as_ref());
        set.show_lines(&lines);
        facts.add_set(set).map_err(|error| anyhow!(error))
    })?;
    Ok(facts)
}

/// The sum of files of facts; `-` is standard input.
pub(super) fn read_facts(paths: &[PathBuf]) -> Result<ScannedSets> {
    let mut facts = ScannedSets::default();
    for path in paths {
        let shown = path.display();
        if path == Path::new("-") {
            let read = facts.read_facts(stdin().lock());
            read.map_err(|fault| anyhow!("standard input:{fault}"))?;
        } else {
            let file = File::open(path).with_context(|| format!("cannot read `{shown}`"))?;
            let read = facts.read_facts(BufReader::new(file));
            read.map_err(|fault| anyhow!("{shown}:{fault}"))?;
        }
    }
    Ok(facts)
}

/// What rules find in files of facts.
pub(super) fn report_facts(wanted: &ScanCommand) -> Result<ScanReport> {
    let (facts, options) = (read_facts(&wanted.paths)?, wanted.options());
    if let Some(missing) = facts.find_missing(&options) {
        bail!("the facts do not tell what `{missing}` asks for; gather them with it");
    }
    let mut by_base: BTreeMap<Option<PathBuf>, Vec<ScannedSet>> = BTreeMap::new();
    let named = load::named_corpora(&wanted.corpus.terms);
    for set in facts.into_sets() {
        let overlay = set.overlay.as_ref().map(PathBuf::from).filter(|_| named.is_empty());
        by_base.entry(overlay).or_default().push(set);
    }
    let mut report = ScanReport::default();
    for (overlay, sets) in by_base {
        let (terms, overlay) = (&wanted.corpus.terms, overlay.as_deref());
        sets::open_vocabulary(terms, overlay, false, |vocabulary, digest| {
            for set in sets {
                if set.base != digest {
                    bail!("these facts were gathered with other terms; name them by `--terms`");
                }
                scan::report_set(vocabulary, set, &options, &mut report)?;
            }
            Ok(())
        })?;
    }
    report.finish();
    Ok(report)
}
