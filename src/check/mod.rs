//! Checks a corpus: runs every rule over what was read and collects the findings.

mod cycles;
mod explain;
mod fix;
mod gathered;
mod labels;
mod overlay;
mod parallel;
mod report;
mod rules;
mod subject;
mod successors;

use cxterms_base::{
    corpus::{ConceptId, CorpusReading},
    diagnostic::{Place, Severity},
};
use std::collections::{BTreeMap, BTreeSet};

pub use explain::{RuleExplanation, RuleList};
pub use fix::{FixedFile, Fixer, SkippedFix};
use gathered::GatheredFindings;
pub use overlay::{DeniedClaim, OverlayEffect, OverlaySummary, ReplacedValue};
pub(crate) use parallel::run_parallel;
pub use report::{CheckReport, CheckSummary};
pub use rules::{RULES, is_address};
pub use subject::Subject;

/// The name under which faults of reading are reported: what no rule need look for.
pub const FAULT: &str = "fault";

/// One thing that can be wrong with a corpus.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also its file's: `missing-definition` is `missing_definition.rs`.
    pub name: &'static str,
    /// How much it matters, unless the user says otherwise; none if it is off until it is asked for.
    pub severity: Option<Severity>,
    /// Whether it is of our own style: not held against a vocabulary that others keep (`profile: foreign`).
    pub style: bool,
    /// What is wrong, in one line.
    pub about: &'static str,
    /// Why it matters, and a bad and a good example: the text of `cxterms explain`.
    pub explain: &'static str,
    check: fn(&Subject<'_>) -> Vec<Finding>,
}

/// What a rule hands back: where, what, and what to write instead. The rest comes from the [`Rule`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// The concepts whose entries may allow it.
    pub concepts: Vec<ConceptId>,
    /// Other places that have to do with it, and how.
    pub others: Vec<(Place, String)>,
}

impl Finding {
    /// A finding at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), hint: None, concepts: vec![], others: vec![] }
    }

    /// The same, on the entry of a concept; of a claim that may stand at either of two, on both.
    #[must_use]
    pub fn on_concept(mut self, concept: ConceptId) -> Self {
        self.concepts.push(concept);
        self
    }

    /// The same, with what to write instead.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same, with another place.
    #[must_use]
    pub fn with_place(mut self, place: Place, what: impl Into<String>) -> Self {
        self.others.push((place, what.into()));
        self
    }
}

/// How much each rule matters to the one who asks; rules that are not named matter as they say themselves.
#[derive(Clone, Debug, Default)]
pub struct RuleLevels(BTreeMap<&'static str, Option<Severity>>);

impl RuleLevels {
    /// Takes a rule to matter this much, or not at all.
    pub fn set_level(&mut self, rule: &Rule, severity: Option<Severity>) {
        self.0.insert(rule.name, severity);
    }

    fn level_of(&self, rule: &Rule) -> Option<Severity> {
        self.0.get(rule.name).copied().unwrap_or(rule.severity)
    }

    /// How much a finding matters: our style is not held against what others keep, unless the rule is asked for. What a
    /// manifest asks for matters as a warning.
    fn level_of_finding(
        &self,
        rule: &Rule,
        finding: &Finding,
        reading: &CorpusReading,
    ) -> Option<Severity> {
        let spared = rule.style && reading.is_foreign(finding.place);
        let asked = self.0.contains_key(rule.name);
        if !asked && reading.asks_rule(rule.name, finding.place) {
            return Some(rule.severity.unwrap_or(Severity::Warning));
        }
        self.level_of(rule).filter(|_| asked || !spared)
    }
}

/// Runs every rule over a corpus as far as it could be read; its faults of reading are findings too.
pub fn run_rules(reading: &CorpusReading, levels: &RuleLevels) -> CheckReport {
    let seen = Subject::from_reading(reading);
    let mut gathered = GatheredFindings::from_faults(reading);
    let mut used = BTreeSet::new();
    for (rule, found) in RULES.iter().zip(collect_findings(&seen, reading, levels)) {
        for finding in found {
            match seen.find_allow(&finding, rule) {
                Some(place) => {
                    used.insert((place, rule.name));
                }
                None => {
                    let level = levels.level_of_finding(rule, &finding, reading);
                    gathered.add_finding(rule, level, finding);
                }
            }
        }
    }
    let unused = &rules::UNUSED_ALLOW;
    for finding in rules::find_unused_allows(&seen, reading, &used) {
        gathered.add_finding(unused, levels.level_of(unused), finding);
    }
    gathered.into_report()
}

/// What each rule finds, in their order; one that is off, and that no entry allows, is not asked. They look at the same
/// things and change nothing, so that as many look at once as the machine lets.
fn collect_findings(
    seen: &Subject<'_>,
    reading: &CorpusReading,
    levels: &RuleLevels,
) -> Vec<Vec<Finding>> {
    let in_manifest: BTreeSet<_> = reading.asked_rules().map(|name| &*name.value).collect();
    let asked = |rule: &Rule| {
        let wanted = levels.level_of(rule).is_some() || in_manifest.contains(rule.name);
        wanted || seen.allows_rule(rule)
    };
    let found = |rule: &&Rule| if asked(rule) { (rule.check)(seen) } else { vec![] };
    match seen.corpus.concepts.len() < parallel::MIN_PARALLEL_CONCEPTS {
        true => RULES.iter().map(found).collect(),
        false => {
            parallel::run_parallel(RULES.len(), |at| RULES.get(at).map(found).unwrap_or_default())
        }
    }
}

/// How much a rule matters, in a word.
pub fn level_name(severity: Option<Severity>) -> String {
    severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
}

/// The rule that goes by a name.
pub fn find_rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

impl Rule {
    /// Its examples: a corpus that breaks it, and one that does not.
    pub fn examples(&self) -> [&'static str; 2] {
        ["bad", "good"].map(|mark| {
            let after = self.explain.split(&format!("```yaml {mark}\n")).nth(1).unwrap_or_default();
            after.split("\n```").next().unwrap_or_default()
        })
    }
}
