//! Is a corpus sound? Runs every rule over what was read and gathers what they find.

mod below;
mod circles;
mod cores;
mod explain;
mod fix;
mod labels;
mod report;
mod rules;
mod seen;

use cxterms_base::{
    corpus::{ConceptId, Reading},
    diagnostic::{Place, Severity},
};
use std::collections::{BTreeMap, BTreeSet};

pub use below::{Below, Denied, Replaced, Touched};
pub use explain::{Explained, Rules};
pub use fix::{Fixed, Fixer, Left};
pub use report::{Report, Summary};
pub use rules::{RULES, is_address};
pub use seen::Seen;

/// The name under which faults of reading are reported: what no rule need look for.
pub const FAULT: &str = "fault";

/// One thing that can be wrong with a corpus.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also its file's: `missing-definition` is `missing_definition.rs`.
    pub name: &'static str,
    /// How much it matters, unless the user says otherwise; none if it is off until it is asked for.
    pub severity: Option<Severity>,
    /// What is wrong, in one line.
    pub about: &'static str,
    /// Why it matters, and a bad and a good example: the text of `cxterms explain`.
    pub explain: &'static str,
    check: fn(&Seen<'_>) -> Vec<Finding>,
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
    pub fn of(mut self, concept: ConceptId) -> Self {
        self.concepts.push(concept);
        self
    }

    /// The same, with what to write instead.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same, with another place.
    #[must_use]
    pub fn and(mut self, place: Place, what: impl Into<String>) -> Self {
        self.others.push((place, what.into()));
        self
    }
}

/// How much each rule matters to the one who asks; rules that are not named matter as they say themselves.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<&'static str, Option<Severity>>);

impl Levels {
    /// Takes a rule to matter this much, or not at all.
    pub fn set(&mut self, rule: &Rule, severity: Option<Severity>) {
        self.0.insert(rule.name, severity);
    }

    fn of(&self, rule: &Rule) -> Option<Severity> {
        self.0.get(rule.name).copied().unwrap_or(rule.severity)
    }
}

/// Runs every rule over a corpus as far as it could be read; its faults of reading are findings too.
pub fn check(reading: &Reading, levels: &Levels) -> Report {
    let seen = Seen::of(reading);
    let mut report = Report::of_faults(reading);
    let mut used = BTreeSet::new();
    for (rule, found) in RULES.iter().zip(found(&seen, levels)) {
        for finding in found {
            match seen.allowed(&finding, rule) {
                Some(place) => {
                    used.insert((place, rule.name));
                }
                None => report.add(rule, levels.of(rule), finding, reading),
            }
        }
    }
    let unused = &rules::UNUSED_ALLOW;
    for finding in rules::unused(&seen, &used) {
        report.add(unused, levels.of(unused), finding, reading);
    }
    report.settle();
    report
}

/// What each rule finds, in their order; one that is off, and that no entry allows, is not asked. They look at the same
/// things and change nothing, so that as many look at once as the machine lets.
fn found(seen: &Seen<'_>, levels: &Levels) -> Vec<Vec<Finding>> {
    let asked = |rule: &Rule| levels.of(rule).is_some() || seen.allows(rule);
    let found = |rule: &&Rule| if asked(rule) { (rule.check)(seen) } else { vec![] };
    match seen.corpus.concepts.len() < cores::MANY {
        true => RULES.iter().map(found).collect(),
        false => cores::shared(RULES.len(), |at| RULES.get(at).map(found).unwrap_or_default()),
    }
}

/// How much a rule matters, in a word.
pub fn level(severity: Option<Severity>) -> String {
    severity.map_or_else(|| "off".to_owned(), |severity| severity.to_string())
}

/// The rule that goes by a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
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
