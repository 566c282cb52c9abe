//! What an earlier scan found: it is not told again.

use anyhow::{Context, Result, ensure};
use cxterms::scan::{ScanFinding, ScanReport};
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
#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct KnownFinding {
    rule: String,
    file: String,
    label: String,
    message: String,
    /// The line in which they stood.
    #[serde(default)]
    excerpt: Option<String>,
}

impl KnownFinding {
    fn of_finding(found: &ScanFinding) -> Self {
        Self {
            rule: found.rule.to_owned(),
            file: strip_here(&found.place.file),
            label: found.place.label.clone(),
            message: found.message.clone(),
            excerpt: found.place.excerpt.clone(),
        }
    }

    /// The same, in any line.
    fn in_any_line(&self) -> Self {
        Self { excerpt: None, ..self.clone() }
    }
}

/// How often each is known yet.
type KnownCounts = BTreeMap<KnownFinding, usize>;

/// `./docs/a.md` is `docs/a.md`.
fn strip_here(file: &str) -> String {
    file.trim_start_matches("./").to_owned()
}

fn take_known(counts: &mut KnownCounts, found: &KnownFinding) -> bool {
    let left = counts.get_mut(found).filter(|left| **left > 0);
    left.map(|left| *left -= 1).is_some()
}

/// Drops the findings that an earlier report has, as often as it has them.
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
    let (mut lines, mut words) = (KnownCounts::new(), KnownCounts::new());
    for mut found in known.findings {
        found.file = strip_here(&found.file);
        *words.entry(found.in_any_line()).or_default() += 1;
        *lines.entry(found).or_default() += 1;
    }
    // First those whose line is as it was; of what is left, as many as are known.
    let mut keep = vec![];
    for found in &report.findings {
        let found = KnownFinding::of_finding(found);
        let same = take_known(&mut lines, &found);
        if same {
            take_known(&mut words, &found.in_any_line());
        }
        keep.push(!same);
    }
    for (keep, found) in keep.iter_mut().zip(&report.findings).filter(|(keep, _)| **keep) {
        *keep = !take_known(&mut words, &KnownFinding::of_finding(found).in_any_line());
    }
    let mut keep = keep.into_iter();
    report.retain_findings(|_| keep.next().unwrap_or(true));
    Ok(())
}
