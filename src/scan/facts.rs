//! What one document says: which names it uses, what it says that abbreviations stand for, which rules it silences.

use super::{ignore::IgnoreComments, set_facts::MetName, spot::Spot, vocabulary::LabelRole};
use cxterms_base::ConceptId;
use std::{collections::BTreeMap, sync::Arc};

/// How many uses of each sort are kept of one document.
pub const MAX_USES: usize = 10_000;

/// A use of a name.
#[derive(Clone, Debug)]
pub(super) struct NameUse {
    pub(super) spot: Spot,
    pub(super) role: Arc<LabelRole>,
}

/// A use of an abbreviation that the base knows.
#[derive(Clone, Debug)]
pub(super) struct AbbreviationUse {
    pub(super) spot: Spot,
    pub(super) text: String,
    pub(super) role: Arc<LabelRole>,
    /// What stands beside it in a list, folded.
    pub(super) beside: Vec<String>,
}

/// A place where a document says what an abbreviation stands for.
#[derive(Clone, Debug)]
pub(super) struct FoundExpansion {
    /// Where the long form stands.
    pub(super) spot: Spot,
    pub(super) abbreviation: String,
    /// The long form, folded, without words that say nothing.
    pub(super) key: String,
}

/// Two names that a document joins as if they were one.
#[derive(Clone, Debug)]
pub(super) struct JoinedNames {
    pub(super) spot: Spot,
    pub(super) concepts: [ConceptId; 2],
}

/// What one document says.
#[derive(Debug, Default)]
pub struct DocumentFacts {
    /// The file's path as given.
    pub(super) file: String,
    /// Whether it is read for what others mean, and nothing is found in it.
    pub(super) evidence_only: bool,
    /// Whether it has more facts than are kept, so that the rest of it was not looked at.
    pub(super) is_cut: bool,
    pub(super) names: Vec<NameUse>,
    pub(super) abbreviations: Vec<AbbreviationUse>,
    pub(super) expansions: Vec<FoundExpansion>,
    pub(super) joined: Vec<JoinedNames>,
    pub(super) ignores: IgnoreComments,
    /// The names that it uses, if they are counted.
    pub(super) met: MetNames,
}

/// How often names are used, by the name and how it is written.
pub(super) type UseCounts<N> = BTreeMap<N, BTreeMap<String, u64>>;

/// The names that a document uses, also those that no rule looks at.
#[derive(Debug, Default)]
pub(super) struct MetNames {
    pub(super) names: UseCounts<MetName>,
    pub(super) abbreviations: UseCounts<String>,
}

/// Adds a fact to those of its sort, unless there are too many.
pub(super) fn keep_fact<T>(known: &mut Vec<T>, is_cut: &mut bool, fact: T) {
    match known.len() < MAX_USES {
        true => known.push(fact),
        false => *is_cut = true,
    }
}

/// Words in one line.
pub(super) fn flatten_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl DocumentFacts {
    /// Whether it has so many facts of a sort that no more are looked for.
    pub(super) fn is_full(&self) -> bool {
        let Self { names, abbreviations, expansions, joined, .. } = self;
        [names.len(), abbreviations.len(), expansions.len(), joined.len()]
            .iter()
            .any(|it| *it >= MAX_USES)
    }

    /// Some of its facts that no comment silences for a rule.
    pub(super) fn heard<'f, T>(
        &'f self,
        rule: &'f str,
        facts: &'f [T],
        spot: impl Fn(&T) -> &Spot + 'f,
    ) -> impl Iterator<Item = &'f T> {
        facts.iter().filter(move |fact| !self.ignores.cover(rule, spot(fact)))
    }

    /// The same of a document that is read for what others mean.
    #[must_use]
    pub fn as_evidence(self) -> Self {
        Self { evidence_only: true, ..self }
    }
}
