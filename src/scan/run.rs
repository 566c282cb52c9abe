//! Every rule over documents and sets: first each document by itself, then the sum of what those of a set say.

use super::{
    DocumentFacts, RuleScope, ScanLevels, Vocabulary,
    report::{ScanFinding, ScanReport},
    rules::SCAN_RULES,
    scanned::{ScannedDocument, ScannedSet},
    set_facts::SetFacts,
    set_name::SetName,
    subject::{DocumentSubject, SetSubject},
};
use cxterms_base::image::ImageError;

/// The documents that use their words in one way.
#[derive(Debug, Default)]
pub struct DocumentSet {
    /// What it is called.
    pub name: SetName,
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

/// What a document of a set gives: what is found in it, and what it adds to the facts of the set.
///
/// # Errors
/// When the base is damaged.
pub fn scan_document(
    vocabulary: &Vocabulary<'_>,
    set: &SetName,
    document: &DocumentFacts,
    options: &ScanOptions,
) -> Result<ScannedDocument, ImageError> {
    let facts = SetFacts::of_document(document, options.each_file);
    let mut findings = vec![];
    if !document.evidence_only {
        let seen = DocumentSubject { vocabulary, facts: document };
        for rule in SCAN_RULES {
            let RuleScope::Document(find) = rule.find else { continue };
            if options.levels.level_of(rule, None).is_none() {
                continue;
            }
            for hit in find(&seen)? {
                if let Some(severity) = options.levels.level_of(rule, hit.severity) {
                    findings.push(ScanFinding::from_hit(set.folder(), rule, severity, hit));
                }
            }
        }
        findings.extend(ScanFinding::list_unknown_comments(document));
    }
    Ok(ScannedDocument { findings, facts, is_cut: document.is_cut })
}

/// Adds to a report what was found in the documents of a set, and what rules find in the sum of what they say.
///
/// # Errors
/// When the base is damaged.
pub fn report_set(
    vocabulary: &Vocabulary<'_>,
    set: ScannedSet,
    options: &ScanOptions,
    report: &mut ScanReport,
) -> Result<(), ImageError> {
    let ScannedSet { name, facts, findings, .. } = set;
    let each_file = options.each_file;
    let seen = SetSubject { vocabulary, facts: &facts, name: &name, each_file };
    for rule in SCAN_RULES {
        let RuleScope::Set(find) = rule.find else { continue };
        if options.levels.level_of(rule, None).is_none() {
            continue;
        }
        for hit in find(&seen)? {
            if let Some(severity) = options.levels.level_of(rule, hit.severity) {
                let found = ScanFinding::from_hit(name.folder(), rule, severity, hit);
                report.findings.push(found);
            }
        }
    }
    report.findings.extend(findings.into_iter().filter_map(|found| options.levels.weigh(found)));
    report.summary.sets += 1;
    report.summary.files += usize::try_from(facts.files).unwrap_or(usize::MAX);
    Ok(())
}

/// Runs every rule that matters over every set, and adds what they find.
///
/// # Errors
/// When the base is damaged.
pub fn scan_sets(
    vocabulary: &Vocabulary<'_>,
    sets: &[DocumentSet],
    options: &ScanOptions,
    report: &mut ScanReport,
) -> Result<(), ImageError> {
    for DocumentSet { name, documents } in sets {
        let mut set = ScannedSet::new(name.clone());
        for document in documents {
            let scanned = scan_document(vocabulary, &set.name, document, options)?;
            set.add_document(scanned);
        }
        report_set(vocabulary, set, options, report)?;
    }
    report.finish();
    Ok(())
}
