//! The explanation of a rule: what it finds, why that matters, and its examples.

use super::{FAULT, RULES, Rule, level_name};
use cxterms_base::diagnostic::Severity;
use cxterms_page::{Block, Page, Prose, Role, RuleDescription, View};
use serde::{Serialize, Serializer, ser::SerializeSeq};

/// Every rule, a line each.
#[derive(Debug)]
pub struct RuleList;

/// One rule, with its reason and examples.
#[derive(Debug)]
pub struct RuleExplanation(pub &'static Rule);

/// A rule as programs read it.
#[derive(Serialize)]
struct RuleRecord {
    rule: &'static str,
    severity: Option<Severity>,
    about: &'static str,
    explain: &'static str,
}

impl From<&Rule> for RuleRecord {
    fn from(rule: &Rule) -> Self {
        let (severity, about, explain) = (rule.severity, rule.about, rule.explain);
        Self { rule: rule.name, severity, about, explain }
    }
}

impl Rule {
    /// Why it matters, with its examples, in Markdown.
    pub fn to_markdown(&self) -> String {
        let lead = |mark, lead| (format!("```yaml {mark}"), format!("{lead}:\n\n```yaml"));
        [lead("bad", "Not so"), lead("good", "But so")]
            .into_iter()
            .fold(self.explain.to_owned(), |text, (mark, lead)| text.replace(&mark, &lead))
    }
}

/// What is looked for in a corpus: faults of reading, then what each rule finds.
pub(super) fn describe_rules() -> Vec<RuleDescription> {
    let fault = RuleDescription {
        rule: FAULT,
        severity: Some(Severity::Error),
        about: "what cannot be read, or means nothing",
        explain: "A corpus with faults is asked nothing.".to_owned(),
    };
    let each = RULES.iter().map(|rule| {
        let (severity, about) = (rule.severity, rule.about);
        RuleDescription { rule: rule.name, severity, about, explain: rule.to_markdown() }
    });
    std::iter::once(fault).chain(each).collect()
}

impl RuleList {
    /// Hands on every rule as programs read it.
    pub(crate) fn each_record<E>(
        mut take: impl FnMut(&dyn erased_serde::Serialize) -> Result<(), E>,
    ) -> Result<(), E> {
        RULES.iter().try_for_each(|rule| take(&RuleRecord::from(*rule)))
    }
}

impl Serialize for RuleList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(Some(RULES.len()))?;
        RULES.iter().try_for_each(|rule| all.serialize_element(&RuleRecord::from(*rule)))?;
        all.end()
    }
}

impl Serialize for RuleExplanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RuleRecord::from(self.0).serialize(serializer)
    }
}

impl View for RuleList {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let rows = RULES.iter().map(|rule| {
            let severity = Prose::of(Role::Label, level_name(rule.severity));
            vec![Prose::of(Role::Strong, rule.name), severity, Prose::from(rule.about)]
        });
        let head = ["Rule", "Severity", "Finds"].map(Prose::from).into();
        page.0.push(Block::Table(head, rows.collect()));
        page
    }
}

impl View for RuleExplanation {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let severity = Prose::of(Role::Label, level_name(self.0.severity));
        page.title(Prose::of(Role::Strong, self.0.name), Some(severity));
        page.text(format!("Finds {}.", self.0.about));
        let why = self.0.explain.split("\n\n```").next().unwrap_or_default();
        page.text(why.replace('\n', " "));
        for (name, example) in ["Not so", "But so"].into_iter().zip(self.0.examples()) {
            page.list_section(name, example.lines().map(Prose::from).collect());
        }
        page
    }
}
