//! The loss report of an import or export: what was carried, what was lost, and the findings.

use super::{Coverage, ExchangeFormat, Losses, Part};
use cxterms_base::{corpus::Corpus, diagnostic::Diagnostic};
use cxterms_page::{Block, Page, Prose, Role, VERSION, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many findings a person is shown.
const MAX_FINDINGS_SHOWN: usize = 12;

/// How an import or an export ended.
#[derive(Debug, Serialize)]
pub struct LossReport {
    /// The number of this shape.
    pub version: u32,
    /// How many concepts were carried over.
    pub concepts: usize,
    /// How much else, by kind.
    pub carried: BTreeMap<&'static str, usize>,
    /// What was carried otherwise than it was, and how.
    pub in_part: BTreeMap<&'static str, &'static str>,
    /// What was not carried over.
    pub losses: Losses,
    /// What is wrong with what came.
    pub findings: Vec<Diagnostic>,
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
        let concepts = corpus.concepts.len();
        Self { version: VERSION, concepts, carried, in_part, losses, findings }
    }
}

impl View for LossReport {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let told = self.findings.iter().take(MAX_FINDINGS_SHOWN).cloned().map(Block::Snippet);
        page.0.extend(told);
        let more = self.findings.len().saturating_sub(MAX_FINDINGS_SHOWN);
        if more > 0 {
            page.text(Prose::of(
                Role::Label,
                format!("{more} findings more (`--format json` tells all)"),
            ));
        }
        let label = |name| Prose::of(Role::Label, name);
        let concepts = [format!("concepts {}", self.concepts)];
        let carried = self.carried.iter().map(|(part, count)| format!("{part} {count}"));
        let carried = concepts.into_iter().chain(carried).collect::<Vec<_>>().join(", ");
        let in_part = self.in_part.iter().map(|(part, how)| Prose::from(format!("{part}: {how}")));
        page.fields([
            (label("Carried"), vec![Prose::from(carried)]),
            (label("In part"), in_part.collect()),
            (label("Lost"), vec![Prose::from(self.losses.describe_losses())]),
        ]);
        page
    }
}
