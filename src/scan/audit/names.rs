//! The names that documents use: those that somebody advises against, and the terms of the base.

use super::written::{WrittenForm, list_forms};
use crate::scan::{
    set_facts::{MetName, NameFacts, SetFacts},
    vocabulary::{LabelRole, Saying, Vocabulary},
};
use cxterms_base::image::ImageError;
use serde::Serialize;
use std::cmp::Reverse;

/// Why a name is not to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameVerdict {
    /// Somebody advises against it.
    Avoid,
    /// What it names is given up.
    Retired,
}

/// A name that is used and should not be.
#[derive(Clone, Debug, Serialize)]
pub struct AuditedAdvice {
    /// The name, as the base writes it.
    pub name: String,
    /// The term whose name it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// Why it should not be used.
    pub verdict: NameVerdict,
    /// How often it is used.
    pub count: u64,
    /// In how many files.
    pub files: u64,
    /// The first of them.
    pub in_files: Vec<String>,
    /// As it is written.
    pub written: Vec<WrittenForm>,
    /// What to say instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// Why, in their words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Who says so.
    pub says: Vec<Saying>,
    /// Whether an overlay says so.
    pub by_overlay: bool,
}

/// A term that is used.
#[derive(Clone, Debug, Serialize)]
pub struct AuditedTerm {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How often one of its names is used.
    pub count: u64,
    /// In how many files.
    pub files: u64,
    /// The first of them.
    pub in_files: Vec<String>,
    /// Its names, as they are written.
    pub written: Vec<WrittenForm>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// Who says so.
    pub says: Vec<Saying>,
    /// How many disputes it takes part in.
    pub disputes: usize,
}

/// The names to avoid, and the terms; those that are used most first, of terms those with more disputes.
pub(super) fn audit_names(
    vocabulary: &Vocabulary<'_>,
    facts: &SetFacts,
) -> Result<(Vec<AuditedAdvice>, Vec<AuditedTerm>), ImageError> {
    let (mut advice, mut terms) = (vec![], vec![]);
    for (name, facts) in &facts.names {
        match name {
            MetName::Term(id) => terms.extend(audit_term(vocabulary, id, facts)?),
            MetName::Label(label) => {
                if let Some(role) = vocabulary.role_of_text(label)? {
                    advice.extend(audit_advice(&role, facts));
                }
            }
        }
    }
    advice.sort_by_key(|it: &AuditedAdvice| (it.verdict, Reverse(it.count)));
    terms.sort_by_key(|it: &AuditedTerm| (it.disputes == 0, Reverse((it.count, it.disputes))));
    Ok((advice, terms))
}

fn audit_term(
    vocabulary: &Vocabulary<'_>,
    id: &str,
    facts: &NameFacts,
) -> Result<Option<AuditedTerm>, ImageError> {
    let Some(concept) = vocabulary.concept_of_id(id)? else { return Ok(None) };
    let known = vocabulary.describe_concept(concept)?;
    Ok(Some(AuditedTerm {
        id: known.id,
        label: known.label,
        count: facts.count,
        files: facts.files,
        in_files: facts.first_files.iter().cloned().collect(),
        written: list_forms(&facts.written),
        meaning: known.meaning,
        says: known.says,
        disputes: known.disputes,
    }))
}

fn audit_advice(role: &LabelRole, facts: &NameFacts) -> Option<AuditedAdvice> {
    let mut avoided = role.avoided.iter();
    let first = avoided.clone().find(|name| name.by_overlay).or_else(|| avoided.next());
    let mut audited = AuditedAdvice {
        name: role.folded.clone(),
        concept: None,
        verdict: NameVerdict::Avoid,
        count: facts.count,
        files: facts.files,
        in_files: facts.first_files.iter().cloned().collect(),
        written: list_forms(&facts.written),
        instead: None,
        why: None,
        says: vec![],
        by_overlay: false,
    };
    match (first, &role.retired) {
        (Some(avoided), _) => {
            audited.name.clone_from(&avoided.text);
            audited.concept = Some(avoided.id.clone());
            (audited.instead, audited.why) = (avoided.instead.clone(), avoided.why.clone());
            audited.says.clone_from(&avoided.says);
            audited.by_overlay = avoided.by_overlay;
        }
        (None, Some(retired)) => {
            audited.verdict = NameVerdict::Retired;
            audited.name.clone_from(&retired.text);
            audited.instead = retired.instead.first().cloned();
            audited.says.clone_from(&retired.says);
            audited.by_overlay = retired.by_overlay;
        }
        (None, None) => return None,
    }
    Some(audited)
}
