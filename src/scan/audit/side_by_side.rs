//! Two sets of documents side by side: abbreviations that they explain differently, and names that one alone uses.

use super::written::{WrittenForm, list_forms};
use crate::scan::{
    expansion::group_variants,
    scanned::ScannedSet,
    set_facts::{AbbreviationFacts, ExpansionFacts, MetName, SetFacts},
    vocabulary::Vocabulary,
};
use cxterms_base::image::ImageError;
use cxterms_page::VERSION;
use serde::Serialize;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Two sets of documents.
#[derive(Debug, Serialize)]
pub struct SideBySide {
    /// The number of this shape.
    pub version: u32,
    /// What the two are called, and how many documents each has.
    pub sides: [ComparedSide; 2],
    /// The abbreviations that they explain differently, those whose usual meanings differ first.
    pub differing: Vec<SplitAbbreviation>,
    /// The names that one alone uses, those that are used most first.
    pub only: [Vec<SideCount>; 2],
    /// The names that both use.
    pub both: Vec<SideCount>,
    /// Whether people are shown everything.
    #[serde(skip)]
    pub is_whole: bool,
}

/// One of two sets.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedSide {
    /// Its path as given.
    pub name: String,
    /// How many documents it has.
    pub files: u64,
}

/// An abbreviation that two sets explain differently.
#[derive(Clone, Debug, Serialize)]
pub struct SplitAbbreviation {
    /// The abbreviation.
    pub abbreviation: String,
    /// What it stands for in each: wordings with how often they are said.
    pub meanings: [Vec<WrittenForm>; 2],
    /// Whether its usual meaning differs, and not only that one has another besides.
    pub usual_differs: bool,
}

/// How often each side uses a name.
#[derive(Clone, Debug, Serialize)]
pub struct SideCount {
    /// The name: an abbreviation, a term's label, or a name to avoid.
    pub name: String,
    /// What it is: `abbreviation`, `term` or `name`.
    pub kind: &'static str,
    /// How often each side uses it.
    pub counts: [u64; 2],
    /// In how many files.
    pub files: [u64; 2],
}

/// Lays two sets of documents side by side; each may be several sets, which count together.
///
/// # Errors
/// When the base is damaged.
pub fn compare_sides(
    vocabulary: &Vocabulary<'_>,
    sides: [(String, Vec<ScannedSet>); 2],
    is_whole: bool,
) -> Result<SideBySide, ImageError> {
    let [one, other] = sides.map(|(name, sets)| {
        let mut facts = SetFacts::default();
        for set in sets {
            facts.add(set.facts);
        }
        (ComparedSide { name, files: facts.files }, facts)
    });
    let facts = [&one.1, &other.1];
    let mut differing = vec![];
    let abbreviations: BTreeSet<&String> =
        facts.iter().flat_map(|it| it.abbreviations.keys()).collect();
    for abbreviation in &abbreviations {
        if let [Some(here), Some(there)] = facts.map(|it| it.abbreviations.get(*abbreviation)) {
            differing.extend(split_abbreviation(vocabulary, abbreviation, [here, there])?);
        }
    }
    let said = |it: &SplitAbbreviation| -> u64 {
        it.meanings.iter().flatten().fold(0, |sum, form| sum.saturating_add(form.count))
    };
    differing.sort_by_key(|it| (!it.usual_differs, Reverse(said(it))));
    let counts = count_names(vocabulary, facts)?;
    let (mut only, mut both) = ([vec![], vec![]], vec![]);
    for count in counts {
        match count.counts {
            [_, 0] => only[0].push(count),
            [0, _] => only[1].push(count),
            _ => both.push(count),
        }
    }
    let sides = [one.0, other.0];
    Ok(SideBySide { version: VERSION, sides, differing, only, both, is_whole })
}

/// An abbreviation, if both sets explain it, and not in the same way.
fn split_abbreviation(
    vocabulary: &Vocabulary<'_>,
    abbreviation: &str,
    sides: [&AbbreviationFacts; 2],
) -> Result<Option<SplitAbbreviation>, ImageError> {
    let keys: BTreeSet<&str> = sides.iter().flat_map(|it| it.usual_keys()).collect();
    let keys: Vec<&str> = keys.into_iter().collect();
    let groups = group_variants(vocabulary, &keys)?;
    let of_side = |side: &AbbreviationFacts| -> Vec<ExpansionFacts> {
        let of_group = |group: &Vec<usize>| {
            let mut all = ExpansionFacts::default();
            let own = group.iter().filter_map(|at| side.expansions.get(*keys.get(*at)?));
            own.for_each(|it| all.add(it.clone()));
            all
        };
        groups.iter().map(of_group).collect()
    };
    let meanings = sides.map(of_side);
    let explained = meanings.iter().all(|side| side.iter().any(|it| it.count > 0));
    let [here, there] = &meanings;
    let differs = here.iter().zip(there).any(|(a, b)| (a.count == 0) != (b.count == 0));
    if !explained || !differs {
        return Ok(None);
    }
    let usual = |side: &[ExpansionFacts]| {
        let numbered = side.iter().enumerate();
        numbered.max_by_key(|(at, it)| (it.count, Reverse(*at))).map(|(at, _)| at)
    };
    let usual_differs = usual(here) != usual(there);
    let meanings = meanings.map(|side| {
        let mut forms: Vec<_> = side
            .iter()
            .filter_map(|it| {
                let text = list_forms(&it.written).into_iter().next()?.text;
                Some(WrittenForm { text, count: it.count })
            })
            .collect();
        forms.sort_by_key(|form| Reverse(form.count));
        forms
    });
    Ok(Some(SplitAbbreviation { abbreviation: abbreviation.to_owned(), meanings, usual_differs }))
}

/// How often each side uses each name, what is used most first.
fn count_names(
    vocabulary: &Vocabulary<'_>,
    sides: [&SetFacts; 2],
) -> Result<Vec<SideCount>, ImageError> {
    let mut counts: BTreeMap<(&'static str, String), SideCount> = BTreeMap::new();
    for (side, facts) in sides.into_iter().enumerate() {
        let mut add = |kind, name: String, count, files| {
            let new = || SideCount { name: name.clone(), kind, counts: [0; 2], files: [0; 2] };
            let known = counts.entry((kind, name.clone())).or_insert_with(new);
            if let (Some(counts), Some(of_files)) =
                (known.counts.get_mut(side), known.files.get_mut(side))
            {
                (*counts, *of_files) = (count, files);
            }
        };
        for (abbreviation, facts) in &facts.abbreviations {
            let met = &facts.met;
            if met.count > 0 && is_telling(vocabulary, abbreviation, sides)? {
                add("abbreviation", abbreviation.clone(), met.count, met.files);
            }
        }
        for (name, met) in &facts.names {
            let (kind, name) = match name {
                MetName::Label(label) => ("name", label.clone()),
                MetName::Term(id) => match vocabulary.concept_of_id(id)? {
                    Some(concept) => ("term", vocabulary.label_of(concept)?),
                    None => ("term", id.clone()),
                },
            };
            add(kind, name, met.count, met.files);
        }
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|it| {
        Reverse(it.counts.iter().fold(0, |sum: u64, it| sum.saturating_add(*it)))
    });
    Ok(counts)
}

/// Whether the base knows an abbreviation, or one of the sides explains it.
fn is_telling(
    vocabulary: &Vocabulary<'_>,
    abbreviation: &str,
    sides: [&SetFacts; 2],
) -> Result<bool, ImageError> {
    let explains =
        |side: &SetFacts| side.abbreviations.get(abbreviation).is_some_and(|it| it.explained > 0);
    let role = vocabulary.role_of_text(abbreviation)?;
    let known = role.is_some_and(|role| role.readings.iter().any(|it| it.text == abbreviation));
    Ok(known || sides.into_iter().any(explains))
}
