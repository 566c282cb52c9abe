//! The files of an imported corpus, read again before they take their place.

use crate::terminal;
use anyhow::{Result, bail};
use cxterms_base::{
    corpus::CorpusReading,
    diagnostic::{Diagnostic, Fault},
};
use std::path::Path;

/// How many findings are shown when nothing comes of an import.
const MAX_FINDINGS_SHOWN: usize = 12;

/// Fails if any question on the files in a folder would be refused; what was found is shown then.
pub(super) fn check_readable(folder: &Path, findings: &[Diagnostic]) -> Result<()> {
    let mut reading = CorpusReading::default();
    reading.add_folder(folder);
    let first = reading.faults.first().map(|fault: &Fault| reading.files.diagnose(fault));
    let Some(Diagnostic { file, line, message, .. }) = first else { return Ok(()) };
    let file = Path::new(&file).strip_prefix(folder).unwrap_or(Path::new(&file)).display();
    terminal::print_findings(findings.get(..MAX_FINDINGS_SHOWN).unwrap_or(findings))?;
    terminal::print_gap()?;
    bail!("what was read is no sound corpus ({file}:{line}: {message}); nothing was imported")
}
