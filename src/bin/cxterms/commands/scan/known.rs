//! What an earlier scan found: it is not told again.

use anyhow::{Context, Result, ensure};
use cxterms::scan::ScanReport;
use serde::Deserialize;
use std::{collections::BTreeMap, fs, path::Path};

/// The largest file of earlier findings, in bytes.
const MAX_BYTES: u64 = 64 << 20;

/// An earlier report, as far as it is looked at.
#[derive(Deserialize)]
struct KnownReport {
    findings: Vec<KnownFinding>,
}

/// An earlier finding: its rule, file and words, wherever they stood.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct KnownFinding {
    rule: String,
    file: String,
    label: String,
    message: String,
}

/// Drops the findings that an earlier report has; as often as it has them, the first ones of a file.
pub(super) fn drop_known(report: &mut ScanReport, path: &Path) -> Result<()> {
    let shown = path.display();
    let size = fs::metadata(path).with_context(|| format!("cannot read {shown}"))?.len();
    ensure!(
        size <= MAX_BYTES,
        "`{shown}` is larger than the {} MiB that are read",
        MAX_BYTES >> 20
    );
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
    let known: KnownReport = serde_json::from_str(&text)
        .with_context(|| format!("`{shown}` is no report of `scan --format json`"))?;
    let mut counts: BTreeMap<KnownFinding, usize> = BTreeMap::new();
    for found in known.findings {
        *counts.entry(found).or_default() += 1;
    }
    report.retain_findings(|found| {
        let key = KnownFinding {
            rule: found.rule.to_owned(),
            file: found.place.file.clone(),
            label: found.place.label.clone(),
            message: found.message.clone(),
        };
        match counts.get_mut(&key) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        }
    });
    Ok(())
}
