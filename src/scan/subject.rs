//! The facts of a set of documents, as rules see them, and what a rule hands back.

use super::{
    facts::DocumentFacts,
    spot::Spot,
    vocabulary::{Saying, Vocabulary},
};
use cxterms_base::diagnostic::Severity;

/// A set of documents with the base that they are read against.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetSubject<'s, 'b> {
    pub(super) vocabulary: &'s Vocabulary<'b>,
    pub(super) documents: &'s [DocumentFacts],
    /// What the set is called; none for a file by itself.
    pub(super) name: Option<&'s str>,
    /// Whether what a set has once is told of each file.
    pub(super) each_file: bool,
}

/// A place in one of the documents of a set.
#[derive(Clone, Debug)]
pub(super) struct DocumentSpot {
    /// The number of the document.
    pub(super) document: usize,
    pub(super) spot: Spot,
}

impl DocumentSpot {
    /// A place in a document.
    pub(super) fn new(document: usize, spot: &Spot) -> Self {
        Self { document, spot: spot.clone() }
    }
}

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct ScanHit {
    pub(super) at: DocumentSpot,
    /// What is wrong, in one line, meaning first.
    pub(super) message: String,
    /// What is to be known of it.
    pub(super) notes: Vec<String>,
    /// What to write instead.
    pub(super) hint: Option<String>,
    /// The line that settles it, ready to be copied: an entry of an overlay, or a comment.
    pub(super) settle: String,
    pub(super) says: Vec<Saying>,
    /// What is put in its place.
    pub(super) instead: Option<String>,
    /// How much it matters, where that is less than the rule does.
    pub(super) severity: Option<Severity>,
    pub(super) others: Vec<(DocumentSpot, String)>,
    /// How often it is met in the set, and in how many files.
    pub(super) count: usize,
    pub(super) files: usize,
}

impl ScanHit {
    /// What was found at a place, silenced by a comment.
    pub(super) fn new(at: DocumentSpot, message: String, rule: &str) -> Self {
        let settle = format!("<!-- cxterms: ignore {rule} -->");
        Self {
            at,
            message,
            settle,
            notes: vec![],
            hint: None,
            says: vec![],
            instead: None,
            severity: None,
            others: vec![],
            count: 1,
            files: 1,
        }
    }
}

impl SetSubject<'_, '_> {
    /// Something of each document that no comment silences, with the document's number.
    pub(super) fn collect<'f, T: 'f>(
        &'f self,
        rule: &'f str,
        facts: impl Fn(&'f DocumentFacts) -> &'f [T] + 'f,
        spot: impl Fn(&T) -> &Spot + Copy + 'f,
    ) -> impl Iterator<Item = (usize, &'f T)> {
        self.documents.iter().enumerate().flat_map(move |(number, document)| {
            let heard = move |fact: &&T| !document.ignores.cover(rule, spot(fact));
            facts(document).iter().filter(heard).map(move |fact| (number, fact))
        })
    }

    /// Whether a document is only read for what others mean.
    pub(super) fn is_evidence(&self, document: usize) -> bool {
        self.documents.get(document).is_some_and(|document| document.evidence_only)
    }

    /// Where the words of the set are looked for, in running text.
    pub(super) fn describe_scope(&self) -> String {
        match self.name {
            Some(name) => format!("in `{name}`"),
            None => "in this file alone".to_owned(),
        }
    }
}
