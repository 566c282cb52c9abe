//! What abbreviations stand for in the documents of a set, and what the base knows of them.

use super::written::{WrittenForm, list_forms};
use crate::scan::{
    expansion::{derive_key, group_variants},
    finding_place::FindingPlace,
    set_facts::{AbbreviationFacts, ExpansionFacts, SetFacts},
    vocabulary::{AbbreviationReading, LabelRole, Saying, Vocabulary},
};
use cxterms_base::image::ImageError;
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeSet};

/// How an abbreviation stands, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbbreviationVerdict {
    /// The documents say that it stands for several things.
    Conflicting,
    /// Voices use it for several things, and no document says which is meant.
    Unexplained,
    /// The documents word what it stands for in several ways.
    Variants,
    /// They say what it stands for.
    Explained,
    /// An overlay says which is meant.
    Pinned,
    /// The base knows one thing that it stands for, and no document says so.
    Known,
}

/// An abbreviation that the base knows or the documents explain.
#[derive(Clone, Debug, Serialize)]
pub struct AuditedAbbreviation {
    /// The abbreviation.
    pub abbreviation: String,
    /// How it stands.
    pub verdict: AbbreviationVerdict,
    /// How often it is used.
    pub count: u64,
    /// In how many files.
    pub files: u64,
    /// The first of them.
    pub in_files: Vec<String>,
    /// As it is written.
    pub written: Vec<WrittenForm>,
    /// What it stands for, as the documents say; the most usual first.
    pub meanings: Vec<AuditedMeaning>,
    /// What it stands for, as the base knows.
    pub readings: Vec<KnownReading>,
    /// Who sets the first two readings apart.
    pub says: Vec<Saying>,
}

/// A thing that an abbreviation stands for, in the words of the documents.
#[derive(Clone, Debug, Serialize)]
pub struct AuditedMeaning {
    /// In the most usual words.
    pub text: String,
    /// How often that is said.
    pub count: u64,
    /// In how many files, at most.
    pub files: u64,
    /// In which words; case and number apart.
    pub wordings: Vec<WrittenForm>,
    /// As it is written.
    pub written: Vec<WrittenForm>,
    /// The term of the base that it is; or none.
    pub concept: Option<String>,
    /// Where it is said first.
    pub place: Option<FindingPlace>,
    /// Whether an overlay may give the abbreviation to the term.
    #[serde(skip)]
    pub may_be_pinned: bool,
}

/// A term that an abbreviation stands for.
#[derive(Clone, Debug, Serialize)]
pub struct KnownReading {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Whether an overlay says that it is meant.
    pub pinned: bool,
}

/// The abbreviations of a set, the most telling first.
pub(super) fn audit_abbreviations(
    vocabulary: &Vocabulary<'_>,
    facts: &SetFacts,
) -> Result<Vec<AuditedAbbreviation>, ImageError> {
    let mut audited = vec![];
    for (abbreviation, facts) in &facts.abbreviations {
        let role = vocabulary.role_of_text(abbreviation)?;
        // In any case; `VOC` explains itself by what the base knows of `VoC`.
        let alike: Vec<AbbreviationReading> =
            role.iter().flat_map(|it| &it.readings).cloned().collect();
        let is_known = alike.iter().any(|it| it.text == *abbreviation);
        let is_used = facts.met.count > 0 || facts.explained > 0;
        if is_used && (facts.explained > 0 || is_known) {
            audited.push(audit_abbreviation(vocabulary, abbreviation, facts, &alike)?);
        }
    }
    audited.sort_by_key(|it| (it.verdict, Reverse(it.count)));
    Ok(audited)
}

fn audit_abbreviation(
    vocabulary: &Vocabulary<'_>,
    abbreviation: &str,
    facts: &AbbreviationFacts,
    alike: &[AbbreviationReading],
) -> Result<AuditedAbbreviation, ImageError> {
    let known: Vec<_> = alike.iter().filter(|it| it.text == abbreviation).cloned().collect();
    let mut meanings = group_meanings(vocabulary, facts)?;
    for meaning in &mut meanings {
        for form in &meaning.wordings {
            if meaning.concept.is_none() {
                meaning.concept = find_concept(vocabulary, &form.text, &known)?;
            }
        }
        if meaning.concept.is_none() {
            meaning.concept = find_reworded(meaning, alike);
        }
        if let Some(id) = &meaning.concept {
            meaning.may_be_pinned = vocabulary.may_abbreviate(abbreviation, id)?;
        }
    }
    let apart = vocabulary.keep_apart(&known)?;
    let mut voices = vec![];
    if let [one, other, ..] = &*apart {
        voices = vocabulary.who_sets_apart(one.concept, other.concept)?;
    }
    let verdict = match &*meanings {
        [_, _, ..] => AbbreviationVerdict::Conflicting,
        _ if known.iter().any(|it| it.pinned) => AbbreviationVerdict::Pinned,
        [one] if one.wordings.len() > 1 => AbbreviationVerdict::Variants,
        _ if facts.explained > 0 => AbbreviationVerdict::Explained,
        _ if apart.len() > 1 => AbbreviationVerdict::Unexplained,
        _ => AbbreviationVerdict::Known,
    };
    let readings = known.iter().map(|it| KnownReading {
        id: it.id.clone(),
        label: it.label.clone(),
        pinned: it.pinned,
    });
    Ok(AuditedAbbreviation {
        abbreviation: abbreviation.to_owned(),
        verdict,
        count: facts.met.count,
        files: facts.met.files,
        in_files: facts.met.first_files.iter().cloned().collect(),
        written: list_forms(&facts.met.written),
        meanings,
        readings: readings.collect(),
        says: vocabulary.name_voices(&voices)?,
    })
}

/// What the documents say that an abbreviation stands for: wordings of one thing together.
pub(super) fn group_meanings(
    vocabulary: &Vocabulary<'_>,
    facts: &AbbreviationFacts,
) -> Result<Vec<AuditedMeaning>, ImageError> {
    let keys = facts.usual_keys();
    let mut meanings = vec![];
    for group in group_variants(vocabulary, &keys)? {
        let (mut all, mut wordings) = (ExpansionFacts::default(), vec![]);
        for it in group.iter().filter_map(|at| facts.expansions.get(*keys.get(*at)?)) {
            let usual = list_forms(&it.written).into_iter().next();
            wordings.extend(usual.map(|form| WrittenForm { count: it.count, ..form }));
            all.add(it.clone());
        }
        wordings.sort_by_key(|form: &WrittenForm| Reverse(form.count));
        let written = list_forms(&all.written);
        let text = written.first().map_or_else(String::new, |form| form.text.clone());
        meanings.push(AuditedMeaning {
            text,
            count: all.count,
            files: all.files.min(facts.explaining_files),
            wordings,
            written,
            concept: None,
            place: all.places.into_iter().next(),
            may_be_pinned: false,
        });
    }
    meanings.sort_by(|one, other| {
        other.count.cmp(&one.count).then_with(|| one.place.cmp(&other.place))
    });
    Ok(meanings)
}

/// The one term that has the abbreviation, in letters of any case, and whose name is a wording but for words that say
/// nothing: `voice of customer`.
fn find_reworded(meaning: &AuditedMeaning, alike: &[AbbreviationReading]) -> Option<String> {
    let worded: BTreeSet<_> = meaning.wordings.iter().map(|form| derive_key(&form.text)).collect();
    let ids = alike.iter().filter(|it| worded.contains(&derive_key(&it.label))).map(|it| &it.id);
    let ids: BTreeSet<_> = ids.collect();
    ids.first().filter(|_| ids.len() == 1).map(|id| (*id).clone())
}

/// The term that a long form names, of those that the abbreviation may mean before others.
fn find_concept(
    vocabulary: &Vocabulary<'_>,
    text: &str,
    known: &[AbbreviationReading],
) -> Result<Option<String>, ImageError> {
    let Some(role) = vocabulary.role_of_text(text)? else {
        return find_concept_of_id(vocabulary, text);
    };
    let LabelRole { named, .. } = &*role;
    let short = known.iter().map(|it| it.concept).find(|it| named.contains(it));
    short.or(named.first().copied()).map(|it| vocabulary.id_of(it)).transpose()
}

/// The term whose identifier is a long form, though it is called something else.
fn find_concept_of_id(
    vocabulary: &Vocabulary<'_>,
    text: &str,
) -> Result<Option<String>, ImageError> {
    let Some(id) = crate::new::derive_identifier(text) else { return Ok(None) };
    let Some(concept) = vocabulary.concept_of_id(&id)? else { return Ok(None) };
    Ok(Some(vocabulary.id_of(concept)?).filter(|known| *known == id))
}
