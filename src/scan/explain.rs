//! The explanation of a rule of documents, and the list of all rules, those of `check` among them.

use super::{ScanRule, ignore::UNKNOWN_COMMENT, rules::SCAN_RULES};
use crate::check::{RuleList, level_name};
use cxterms_base::diagnostic::Severity;
use cxterms_page::{Block, Page, Prose, Role, RuleDescription, View};
use serde::{Serialize, Serializer, ser::SerializeSeq};

/// Every rule, a line each: those of `check`, then those of `scan`.
#[derive(Debug)]
pub struct AllRules;

/// One rule of documents, with its reason and examples.
#[derive(Debug)]
pub struct ScanRuleExplanation(pub &'static ScanRule);

/// A rule of documents as programs read it.
#[derive(Serialize)]
struct ScanRuleRecord {
    rule: &'static str,
    severity: Option<Severity>,
    about: &'static str,
    explain: &'static str,
}

impl From<&ScanRule> for ScanRuleRecord {
    fn from(rule: &ScanRule) -> Self {
        let (severity, about, explain) = (rule.severity, rule.about, rule.explain);
        Self { rule: rule.name, severity, about, explain }
    }
}

/// What is looked for in documents.
pub(super) fn describe_rules() -> Vec<RuleDescription> {
    let comment = RuleDescription {
        rule: UNKNOWN_COMMENT,
        severity: Some(Severity::Warning),
        about: "a comment that silences nothing",
        explain: "It names no rule that there is.".to_owned(),
    };
    let each = SCAN_RULES.iter().map(|rule| {
        let (severity, about) = (rule.severity, rule.about);
        RuleDescription { rule: rule.name, severity, about, explain: rule.to_markdown() }
    });
    each.chain([comment]).collect()
}

impl Serialize for AllRules {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        RuleList::each_record(|record| all.serialize_element(&record))?;
        SCAN_RULES
            .iter()
            .try_for_each(|rule| all.serialize_element(&ScanRuleRecord::from(*rule)))?;
        all.end()
    }
}

impl Serialize for ScanRuleExplanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ScanRuleRecord::from(self.0).serialize(serializer)
    }
}

impl View for AllRules {
    fn page(&self) -> Page<'_> {
        let mut page = RuleList.page();
        let rows = SCAN_RULES.iter().map(|rule| {
            let severity = Prose::of(Role::Label, level_name(rule.severity));
            vec![Prose::of(Role::Strong, rule.name), severity, Prose::from(rule.about)]
        });
        let head = ["Rule of `scan`", "Severity", "Finds in documents"].map(Prose::from).into();
        page.0.push(Block::Table(head, rows.collect()));
        page
    }
}

impl View for ScanRuleExplanation {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let severity = Prose::of(Role::Label, level_name(self.0.severity));
        page.title(Prose::of(Role::Strong, self.0.name), Some(severity));
        page.text(format!("`scan` finds {}.", self.0.about));
        let why = self.0.explain.split("\n\n```").next().unwrap_or_default();
        page.text(why.replace('\n', " "));
        for (name, example) in ["Not so", "But so"].into_iter().zip(self.0.examples()) {
            page.list_section(name, example.lines().map(Prose::from).collect());
        }
        page
    }
}
