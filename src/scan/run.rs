//! Every rule over every set of documents.

use super::{
    DocumentFacts, ScanLevels, Vocabulary,
    report::{ScanFinding, ScanReport},
    rules::SCAN_RULES,
    subject::SetSubject,
};
use cxterms_base::image::ImageError;

/// The documents that use their words in one way.
#[derive(Debug, Default)]
pub struct DocumentSet {
    /// Its folder as given; none for a file by itself.
    pub name: Option<String>,
    /// Its documents.
    pub documents: Vec<DocumentFacts>,
}

/// How documents are looked at.
#[derive(Clone, Debug, Default)]
pub struct ScanOptions {
    /// How much each rule matters.
    pub levels: ScanLevels,
    /// Whether what a set has once is told of each file.
    pub each_file: bool,
}

/// Runs every rule that matters over every set, each of which is read against its own base, and adds what they find.
///
/// # Errors
/// When a base is damaged.
pub fn scan_sets(
    vocabulary: &Vocabulary<'_>,
    sets: &[DocumentSet],
    options: &ScanOptions,
    report: &mut ScanReport,
) -> Result<(), ImageError> {
    for set in sets {
        let name = set.name.as_deref();
        let documents = &*set.documents;
        let seen = SetSubject { vocabulary, documents, name, each_file: options.each_file };
        for rule in SCAN_RULES {
            if options.levels.level_of(rule, None).is_none() {
                continue;
            }
            for hit in (rule.find)(&seen)? {
                let level = options.levels.level_of(rule, hit.severity);
                if let Some(severity) = level
                    && !seen.is_evidence(hit.at.document)
                {
                    report.findings.push(ScanFinding::from_hit(&seen, rule, severity, hit));
                }
            }
        }
        for document in documents.iter().filter(|document| !document.evidence_only) {
            report.add_unknown_comments(document);
        }
        report.summary.sets += 1;
        report.summary.files += documents.iter().filter(|it| !it.evidence_only).count();
    }
    report.findings.sort_by(ScanFinding::compare_places);
    report.update_summary();
    Ok(())
}
