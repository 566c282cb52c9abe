//! The files of an imported corpus, read again before they take their place.

use crate::terminal;
use anyhow::{Result, bail};
use cxterms_base::{
    corpus::{Corpus, CorpusReading, Layer},
    diagnostic::Diagnostic,
};
use std::path::PathBuf;

/// How many findings are shown when nothing comes of an import.
const MAX_FINDINGS_SHOWN: usize = 12;

/// The files of a corpus, if no question on them would be refused; else what was found is shown.
pub(super) fn write_readable_files(
    corpus: &Corpus,
    findings: &[Diagnostic],
) -> Result<Vec<(PathBuf, String)>> {
    let files: Vec<_> = corpus.to_yaml_files().collect();
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    for (path, text) in &files {
        let file = reading.files.add_file(path.display().to_string(), text.clone());
        layer.parse_file(path, file, text.as_bytes(), &mut faults);
    }
    reading.faults = faults;
    reading.add_layer(layer);
    let Some(fault) = reading.diagnostics().into_iter().next() else { return Ok(files) };
    terminal::print_findings(findings.get(..MAX_FINDINGS_SHOWN).unwrap_or(findings))?;
    terminal::print_gap()?;
    let Diagnostic { file, line, message, .. } = fault;
    bail!("what was read is no sound corpus ({file}:{line}: {message}); nothing was imported")
}
