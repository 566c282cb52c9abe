//! The loss report of an import or export: what was carried, what was lost, and the findings.

use super::{Coverage, ExchangeFormat, Losses, Part};
use cxterms_base::{corpus::Corpus, diagnostic::Diagnostic};
use cxterms_page::{Block, Page, Prose, Role, VERSION, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many findings of one rule a person is shown, and how many in all.
const MAX_SHOWN_OF_RULE: usize = 3;
const MAX_FINDINGS_SHOWN: usize = 12;

/// What findings are called that no rule made.
const NO_RULE: &str = "others";

/// Whether there is none.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde lends it")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// How an import or an export ended.
#[derive(Debug, Serialize)]
pub struct LossReport {
    /// The number of this shape.
    pub version: u32,
    /// How many concepts were carried over, collections of concepts not counted.
    pub concepts: usize,
    /// How many collections of concepts.
    #[serde(skip_serializing_if = "is_zero")]
    pub collections: usize,
    /// How much else, by kind.
    pub carried: BTreeMap<&'static str, usize>,
    /// What was carried otherwise than it was, and how.
    pub in_part: BTreeMap<&'static str, &'static str>,
    /// What was not carried over.
    pub losses: Losses,
    /// What is wrong with what came.
    pub findings: Vec<Diagnostic>,
    /// Whether a person is shown all of that.
    #[serde(skip)]
    pub shows_all: bool,
}

impl LossReport {
    /// What became of a corpus that left in a format, or came in it.
    pub fn new(
        corpus: &Corpus,
        format: &ExchangeFormat,
        losses: Losses,
        findings: Vec<Diagnostic>,
    ) -> Self {
        let parts = Part::ALL.iter().filter(|part| **part != Part::Labels);
        let there = parts.map(|part| (part, part.count(corpus))).filter(|(_, count)| *count > 0);
        let (mut carried, mut in_part) = (BTreeMap::new(), BTreeMap::new());
        for (part, count) in there {
            let whole = losses.count(part.name()) == 0;
            match format.coverage_of(*part) {
                Coverage::Mostly(how) if !whole => _ = in_part.insert(part.name(), how),
                Coverage::Yes | Coverage::Mostly(_) => _ = carried.insert(part.name(), count),
                Coverage::InPart(how) => _ = in_part.insert(part.name(), how),
                Coverage::No => {}
            }
        }
        let collections = corpus.count_collections();
        let concepts = corpus.concepts.len().saturating_sub(collections);
        let (version, shows_all) = (VERSION, false);
        Self { version, concepts, collections, carried, in_part, losses, findings, shows_all }
    }

    /// The findings that a person is shown: of each rule a few, so that none hides the others.
    fn choose_findings(&self) -> Vec<&Diagnostic> {
        if self.shows_all {
            return self.findings.iter().collect();
        }
        let mut shown: BTreeMap<_, usize> = BTreeMap::new();
        let few = self.findings.iter().filter(|found| {
            let count = shown.entry(found.rule).or_default();
            *count += 1;
            found.rule.is_none() || *count <= MAX_SHOWN_OF_RULE
        });
        few.take(MAX_FINDINGS_SHOWN).collect()
    }

    /// How many findings there are of each rule.
    fn count_by_rule(&self) -> String {
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for found in &self.findings {
            *counts.entry(found.rule.unwrap_or(NO_RULE)).or_default() += 1;
        }
        let each: Vec<_> = counts.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
        each.join(", ")
    }
}

impl View for LossReport {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let shown = self.choose_findings();
        let more = self.findings.len() - shown.len();
        page.0.extend(shown.into_iter().cloned().map(Block::Snippet));
        if more > 0 {
            let counts = self.count_by_rule();
            let told = format!("{more} findings more (`--all` shows them). In all: {counts}");
            page.text(Prose::of(Role::Label, told));
        }
        let lost = match self.shows_all {
            true => self.losses.list_all_losses(),
            false => vec![self.losses.describe_losses()],
        };
        let label = |name| Prose::of(Role::Label, name);
        let counts = [("concepts", self.concepts), ("collections", self.collections)];
        let concepts = counts.into_iter().filter(|(what, count)| *what == "concepts" || *count > 0);
        let concepts = concepts.map(|(what, count)| format!("{what} {count}"));
        let carried = self.carried.iter().map(|(part, count)| format!("{part} {count}"));
        let carried = concepts.chain(carried).collect::<Vec<_>>().join(", ");
        let in_part = self.in_part.iter().map(|(part, how)| Prose::from(format!("{part}: {how}")));
        page.fields([
            (label("Carried"), vec![Prose::from(carried)]),
            (label("In part"), in_part.collect()),
            (label("Lost"), lost.into_iter().map(Prose::from).collect()),
        ]);
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_rule_a_few_findings_are_shown_and_all_are_counted() {
        let of_rule = |(rule, count)| std::iter::repeat_n(rule, count);
        let rules = [(Some("S13"), 30), (Some("S27"), 2), (None, 20)].into_iter().flat_map(of_rule);
        let findings = rules.map(|rule| Diagnostic { rule, ..Diagnostic::default() }).collect();
        let format = ExchangeFormat::from_name("turtle").unwrap();
        let report = LossReport::new(&Corpus::default(), &format, Losses::default(), findings);
        let shown: Vec<_> = report.choose_findings().iter().map(|it| it.rule).collect();
        let first = [Some("S13"); 3].into_iter().chain([Some("S27"); 2]).chain([None; 7]);
        assert_eq!(shown, first.collect::<Vec<_>>());
        assert_eq!(report.count_by_rule(), "S13 30, S27 2, others 20");
        let all = LossReport { shows_all: true, ..report };
        assert_eq!(all.choose_findings().len(), 52);
    }
}
