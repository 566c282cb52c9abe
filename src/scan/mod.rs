//! Words of customer terms in people's own documents: what is found there, and who says so.
//!
//! Documents are read one by one, each gives facts; then rules look at the facts of a whole set of documents. A set is a
//! folder that uses its words in one way. A module may use only modules listed above it.
//!
//! | module         | holds                                                       |
//! |----------------|-------------------------------------------------------------|
//! | `block_words`  | the words of a block, folded                                |
//! | `abbreviation` | what an abbreviation looks like, and where it is none       |
//! | `article`      | which article a word takes                                  |
//! | `adapt`        | other words in the case and number of those that are there  |
//! | `saying`       | who says something                                          |
//! | `label_role`   | what a label means to rules                                 |
//! | `vocabulary`   | what labels of the base mean to rules                       |
//! | `spot`         | a span of a document                                        |
//! | `ignore`       | comments that silence rules                                 |
//! | `facts`        | what one document says                                      |
//! | `expansion`    | where a document says what an abbreviation stands for       |
//! | `neighbors`    | what stands beside a name                                   |
//! | `joined`       | two names that a text joins into one                        |
//! | `met`          | the names that a document uses, counted                     |
//! | `gather`       | a document → its facts                                      |
//! | `finding_place` | where a finding stands                                     |
//! | `set_name`     | what a set of documents is called                           |
//! | `set_facts`    | what the documents of a set say, summed                     |
//! | `hit`          | what a rule hands back                                      |
//! | `subject`      | a document and a set as rules see them                      |
//! | `rules`        | a rule a file                                               |
//! | `explain`      | the explanation of a rule                                   |
//! | `contribute`   | a document → what it adds to the facts of its set           |
//! | `report`       | what was found, ready to show                               |
//! | `scanned`      | what documents give: findings, and the sum of what they say |
//! | `run`          | every rule over every document and set                      |
//! | `read`         | files → what they give, by several threads; lines of files  |
//! | `facts_lines`  | what sets give as JSON Lines, written and read              |
//! | `meaning`      | what the base says of a concept, in a line                  |
//! | `audit`        | what documents say, laid out for those who decide on words  |
//! | `fix`          | names to avoid put right, and the proof that nothing else changed |
//! | `prose_names`  | the name at a place of a document; first uses of abbreviations |

mod abbreviation;
mod adapt;
mod article;
pub mod audit;
mod block_words;
mod contribute;
mod expansion;
mod explain;
mod facts;
mod facts_lines;
mod finding_place;
mod fix;
mod gather;
mod hit;
mod ignore;
mod joined;
mod label_role;
mod meaning;
mod met;
mod neighbors;
mod prose_names;
mod read;
mod report;
mod rules;
mod run;
mod saying;
mod scanned;
mod set_facts;
mod set_name;
mod spot;
mod stream;
mod subject;
mod vocabulary;

use cxterms_base::{diagnostic::Severity, image::ImageError};
use std::collections::BTreeMap;

pub use explain::{AllRules, ScanRuleExplanation};
pub use facts::{DocumentFacts, MAX_USES};
pub use facts_lines::{FactsFault, ScannedSets};
pub use finding_place::FindingPlace;
pub use fix::{FixedProse, LeftName, fix_document};
pub use gather::{FactsGatherer, gather_document};
pub use prose_names::{OfferedReading, expand_use, find_name_at, list_readings, reword_finding};
pub use read::{DocumentFile, PlannedDocument, read_lines, read_lines_of_file, scan_files};
pub use report::{OtherPlace, ScanFinding, ScanReport, ScanSummary};
pub use rules::SCAN_RULES;
pub use run::{DocumentSet, ScanOptions, report_set, scan_document, scan_sets};
pub use saying::Saying;
pub use scanned::{ScannedDocument, ScannedSet};
pub use set_facts::SetFacts;
pub use set_name::SetName;
pub use stream::{DocumentLine, LineOutcome, LineScanner, MAX_DOCUMENT_LINE_BYTES};
pub use vocabulary::Vocabulary;

/// One thing that can be found in documents.
#[derive(Debug)]
pub struct ScanRule {
    /// Its name, which is also its file's; no rule of `check` has it.
    pub name: &'static str,
    /// How much it matters, unless the user says otherwise; none if it is off until it is asked for.
    pub severity: Option<Severity>,
    /// What is found, in one line.
    pub about: &'static str,
    /// Why it matters, and a bad and a good example.
    pub explain: &'static str,
    find: RuleScope,
}

/// What a rule looks at, and how it finds.
#[derive(Clone, Copy, Debug)]
enum RuleScope {
    /// Each document by itself.
    Document(for<'s, 'b> fn(&subject::DocumentSubject<'s, 'b>) -> FoundHits),
    /// The sum of what the documents of a set say.
    Set(for<'s, 'b> fn(&subject::SetSubject<'s, 'b>) -> FoundHits),
}

type FoundHits = Result<Vec<hit::ScanHit>, ImageError>;

/// How much each rule matters to the one who asks.
#[derive(Clone, Debug, Default)]
pub struct ScanLevels(BTreeMap<&'static str, Option<Severity>>);

impl ScanLevels {
    /// Takes a rule to matter this much, or not at all.
    pub fn set_level(&mut self, rule: &ScanRule, severity: Option<Severity>) {
        self.0.insert(rule.name, severity);
    }

    /// A finding with how much it matters to the one who asks; none, if it does not.
    fn weigh(&self, found: ScanFinding) -> Option<ScanFinding> {
        match find_scan_rule(found.rule) {
            Some(rule) => {
                self.level_of(rule, None).map(|severity| ScanFinding { severity, ..found })
            }
            None => Some(found),
        }
    }

    fn level_of(&self, rule: &ScanRule, own: Option<Severity>) -> Option<Severity> {
        match self.0.get(rule.name) {
            Some(asked) => *asked,
            None => rule.severity.and(own.or(rule.severity)),
        }
    }
}

/// The rule of documents that goes by a name.
pub fn find_scan_rule(name: &str) -> Option<&'static ScanRule> {
    SCAN_RULES.iter().find(|rule| rule.name == name).copied()
}

impl ScanRule {
    /// Its examples: a document that it finds something in, and one where it does not. An overlay may stand before the
    /// document, between `entries.yaml` and `page.md`.
    pub fn examples(&self) -> [&'static str; 2] {
        ["bad", "good"].map(|mark| {
            let after = self.explain.split(&format!("```markdown {mark}\n")).nth(1);
            after.unwrap_or_default().split("\n```").next().unwrap_or_default()
        })
    }

    /// Why it matters, with its examples, in Markdown.
    pub fn to_markdown(&self) -> String {
        let lead = |mark, lead| (format!("```markdown {mark}"), format!("{lead}:\n\n```markdown"));
        [lead("bad", "Not so"), lead("good", "But so")]
            .into_iter()
            .fold(self.explain.to_owned(), |text, (mark, lead)| text.replace(&mark, &lead))
    }
}
