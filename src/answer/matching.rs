//! Matching of names: which concept each name of a list means, how sure that is, and why.

use cxterms_base::{
    Base, ConceptId, Resolution,
    image::{ImageError, LookupKind},
    resolve_name_in, suggest_concepts, text,
};

/// How sure it is that a name means a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchCertainty {
    /// It is a name of one concept.
    Sure,
    /// It is a name of one concept, with a reservation that is told.
    Likely,
    /// It is a name of several concepts.
    Several,
    /// It is no name, but near some.
    Near,
    /// It means nothing here.
    Unknown,
}

impl MatchCertainty {
    /// What it is called in a table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Several => "several",
            Self::Near => "near",
            Self::Unknown => "unknown",
        }
    }
}

/// What a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// The concepts that it means or may mean, the likeliest first: each by its identifier and its label.
    pub concepts: Vec<(String, String)>,
    /// How sure that is.
    pub certainty: MatchCertainty,
    /// Why: by which sort of name.
    pub why: String,
}

/// Finds what a name means, in one of these languages before others.
///
/// # Errors
/// When the base is damaged.
pub fn match_name(base: &Base, name: &str, languages: &[String]) -> Result<NameMatch, ImageError> {
    let found = resolve_name_in(base, name, languages)?;
    if found.answers.is_empty() {
        return match_nearly(base, name);
    }
    let concepts = found.answers.iter().map(|posting| describe_concept(base, posting.concept));
    let concepts: Vec<_> = concepts.collect::<Result<_, _>>()?;
    let (certainty, why) = judge(base, &found, is_label_of(name, &concepts))?;
    Ok(NameMatch { concepts, certainty, why })
}

/// What a name may mean that is none.
fn match_nearly(base: &Base, name: &str) -> Result<NameMatch, ImageError> {
    let near = suggest_concepts(base, name)?;
    let concepts = near.iter().map(|(concept, _)| describe_concept(base, *concept));
    let concepts: Vec<_> = concepts.collect::<Result<_, _>>()?;
    Ok(match near.first() {
        Some((_, label)) => {
            NameMatch {
                concepts, certainty: MatchCertainty::Near, why: format!("near “{label}”")
            }
        }
        None => NameMatch {
            concepts,
            certainty: MatchCertainty::Unknown,
            why: "no such name".to_owned(),
        },
    })
}

/// Whether a name is the label of the first of these concepts: most identifiers are spelled as the label is.
fn is_label_of(name: &str, concepts: &[(String, String)]) -> bool {
    concepts.first().is_some_and(|(_, label)| text::fold(label) == text::fold(name))
}

fn describe_concept(base: &Base, concept: ConceptId) -> Result<(String, String), ImageError> {
    let head = base.concept_head(concept)?;
    let label = match head.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", head.label),
        None => head.label.to_owned(),
    };
    Ok((head.id.to_owned(), label))
}

/// How sure a name is that means something, and why.
fn judge(
    base: &Base,
    found: &Resolution,
    is_label: bool,
) -> Result<(MatchCertainty, String), ImageError> {
    let Some(first) = found.answers.first() else {
        return Ok((MatchCertainty::Unknown, String::new()));
    };
    let reach = if is_label { first.reach.max(LookupKind::Preferred) } else { first.reach };
    let (named, reserved) = describe_reach(reach);
    if found.answers.len() > 1 {
        let count = found.answers.len();
        return Ok((MatchCertainty::Several, format!("{named} of {count} terms")));
    }
    let direct = first.reach <= LookupKind::Preferred;
    if !direct && !found.others.is_empty() {
        let others = found.others.iter().map(|other| Ok(describe_concept(base, other.concept)?.1));
        let others = others.collect::<Result<Vec<_>, ImageError>>()?.join(" or ");
        return Ok((MatchCertainty::Likely, format!("{named}; less likely {others}")));
    }
    let certainty = if reserved { MatchCertainty::Likely } else { MatchCertainty::Sure };
    Ok((certainty, named.to_owned()))
}

/// By which sort of name a concept is found, and whether that leaves a doubt.
fn describe_reach(reach: LookupKind) -> (&'static str, bool) {
    match reach {
        LookupKind::Id => ("identifier", false),
        LookupKind::Preferred => ("preferred name", false),
        LookupKind::Abbreviation => ("abbreviation", false),
        LookupKind::Synonym => ("synonym", false),
        LookupKind::PreferredElsewhere => ("preferred name in another language", false),
        LookupKind::AbbreviationElsewhere => ("abbreviation in another language", false),
        LookupKind::SynonymElsewhere => ("synonym in another language", false),
        LookupKind::Short => ("preferred name without a word", true),
        LookupKind::ShortSynonym => ("synonym without a word", true),
        LookupKind::Avoided => ("name to avoid", true),
        LookupKind::Hidden => ("former name or other spelling", true),
    }
}
