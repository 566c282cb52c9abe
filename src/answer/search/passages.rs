//! Passages: the texts of a concept in which words or phrases occur.

use crate::answer::{
    attribution::NamedAttribution,
    concept_names::NameCache,
    define::{self, DefinedConcept},
};
use cxterms_base::{ConceptId, SearchResult, corpus::capitalize_first, image::ImageError, text};
use cxterms_page::NamedCitation;
use serde::Serialize;
use std::{borrow::Cow, cmp::Reverse, collections::BTreeSet, ops::Range};

/// With more words than these, a text is taken apart without looking for each.
const MAX_WORDS_LOOKED_FOR: usize = 16;

/// A text in which the words occur.
#[derive(Clone, Debug, Serialize)]
pub struct Passage<'b> {
    /// What sort of text it is: `label`, `avoid`, `definition`, `facet`, `relation`, `note`, `words` for what a voice adds to
    /// a claim or why it denies it, or `voice` for a claim of a voice whose name has the words.
    pub r#in: &'static str,
    /// The facet, where it is one's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// The claim of which a voice says it, where it is what that adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The text.
    pub text: Cow<'b, str>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
    /// Which bytes of it are the words.
    #[serde(skip)]
    pub(super) matches: Vec<Range<usize>>,
    /// How many different words it has.
    #[serde(skip)]
    words: usize,
    /// Whether it is what the concept means in a corpus's own words.
    #[serde(skip)]
    meaning: bool,
}

/// The passages of a concept in which the words occur, those with most of them first; before them its meaning, where its
/// label has them, and last what voices of such a name say.
pub(super) fn gather_passages<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    sought: &SearchResult,
    in_label: bool,
) -> Result<Vec<Passage<'b>>, ImageError> {
    let mut all = gather_claims(define::gather_claims(naming, id, define::NotesWanted::All)?);
    let added: Vec<_> = all.iter().flat_map(Passage::added_words).collect();
    let mut found: Vec<_> = all.iter().filter_map(|it| it.of_voices(sought)).collect();
    all.extend(added);
    all.retain_mut(|passage| {
        passage.matches = find_matches(sought, &passage.text);
        passage.words = count_different(&passage.text, &passage.matches);
        !passage.matches.is_empty() && passage.r#in != BARE || in_label && passage.meaning
    });
    found.extend(all);
    found.sort_by_cached_key(|it| {
        let near = sought.measure_nearness(&it.text);
        (!(in_label && it.meaning), Reverse((near, it.words)), it.r#in == "voice")
    });
    Ok(found)
}

impl Passage<'_> {
    /// Whether it is one text about several concepts, which stands on the page of each.
    pub(super) fn is_shared(&self) -> bool {
        matches!(self.r#in, "note" | "relation" | "words")
    }
}

/// Where words or phrases that count as found stand in a text.
fn find_matches(sought: &SearchResult, text: &str) -> Vec<Range<usize>> {
    let may_stand = |word: &String| text::may_stand_in(word, text);
    let few = sought.words.len() <= MAX_WORDS_LOOKED_FOR;
    if few && sought.phrases.is_empty() && !sought.words.iter().any(may_stand) {
        return vec![];
    }
    let tokens = text::indexed_words(text);
    let tokens = tokens.filter(|(_, word)| text::folds_to_any(word, &sought.words));
    let phrases = sought.phrases.iter().flat_map(|phrase| phrase.find_in(text));
    let mut matches: Vec<_> = tokens.map(|(range, _)| range).chain(phrases).collect();
    matches.sort_by_key(|range| (range.start, range.end));
    matches.dedup();
    matches
}

fn count_different(text: &str, matches: &[Range<usize>]) -> usize {
    let words = matches.iter().filter_map(|range| text.get(range.clone())).map(text::fold);
    words.collect::<BTreeSet<_>>().len()
}

/// What stands for a relation without words of its own: its names are searched as labels are.
const BARE: &str = "bare";

/// Every claim about a concept, its preferred label left out: that is its name.
fn gather_claims(concept: DefinedConcept<'_>) -> Vec<Passage<'_>> {
    let said = concept.definition_said;
    let own = concept
        .definition
        .map(|text| Passage { meaning: true, ..Passage::of_text("definition", text, said) });
    let mut all: Vec<_> = own.into_iter().collect();
    let text = |r#in| move |text, said| Passage::of_text(r#in, text, said);
    all.extend(concept.definitions.into_iter().map(|it| text("definition")(it.text, it.said)));
    let labels = concept.abbreviations.into_iter().chain(concept.synonyms);
    let labels = labels.chain(concept.translations);
    all.extend(labels.map(|it| text("label")(it.text, it.said)));
    for label in concept.avoid {
        let advice = label.why.into_iter().chain(label.instead);
        all.extend(advice.map(|advice| text("avoid")(advice, NamedAttribution::default())));
        all.push(text("avoid")(label.text, label.said));
    }
    for facet in concept.facets {
        all.extend(facet.values.into_iter().map(|value| Passage {
            facet: Some(facet.label),
            claim: Some(value.state()),
            ..Passage::of_text("facet", value.value, value.said)
        }));
    }
    for related in concept.relations {
        let r#in = if related.text.is_some() { "relation" } else { BARE };
        let stated = related.state();
        let words = related.text.map_or_else(|| Cow::Owned(stated.clone()), Cow::Borrowed);
        let claim = Some(stated);
        all.push(Passage { claim, ..Passage::of_text(r#in, words, related.said) });
    }
    for note in concept.notes {
        all.extend(note.label.map(|label| text("note")(label, note.said.clone())));
        all.push(text("note")(note.text, note.said));
    }
    let root = concept.root.map(|said| Passage::of_text(BARE, "nothing above it", said));
    all.extend(root);
    all
}

impl<'b> Passage<'b> {
    fn of_text(
        r#in: &'static str,
        text: impl Into<Cow<'b, str>>,
        said: NamedAttribution<'b>,
    ) -> Self {
        let (facet, claim, matches, words, meaning) = Default::default();
        Self { r#in, facet, claim, text: text.into(), said, matches, words, meaning }
    }

    /// The claim in words.
    fn claim_words(&self) -> &str {
        self.claim.as_deref().unwrap_or(&self.text)
    }

    /// What voices add to a claim, and why they deny it.
    fn added_words(&self) -> Vec<Self> {
        let added = |cited: &NamedCitation<'b>, denied: bool| {
            let claim = Some(match denied {
                true => format!("Against “{}”", self.claim_words()),
                false => capitalize_first(self.claim_words()),
            });
            let asserted_by = vec![cited.without_words()];
            let said = NamedAttribution { asserted_by, ..NamedAttribution::default() };
            let texts = cited.text.into_iter().chain(cited.but);
            texts
                .map(|text| Self {
                    claim: claim.clone(),
                    ..Self::of_text("words", text, said.clone())
                })
                .collect::<Vec<_>>()
        };
        let asserted = self.said.asserted_by.iter().flat_map(|cited| added(cited, false));
        asserted.chain(self.said.denied_by.iter().flat_map(|cited| added(cited, true))).collect()
    }

    /// The same as the claim of those voices alone whose names have the words.
    fn of_voices(&self, sought: &SearchResult) -> Option<Self> {
        let named = |cited: &&NamedCitation<'b>| !find_matches(sought, cited.name).is_empty();
        let of = |cited: &[NamedCitation<'b>]| {
            cited.iter().filter(named).map(|it| it.without_words()).collect::<Vec<_>>()
        };
        let (asserted_by, denied_by) = (of(&self.said.asserted_by), of(&self.said.denied_by));
        let heard = asserted_by.iter().chain(&denied_by).map(|cited| cited.name);
        let words = heard.map(|name| count_different(name, &find_matches(sought, name))).max()?;
        let text = self.text.clone();
        let said = NamedAttribution { asserted_by, denied_by, ..NamedAttribution::default() };
        Some(Self { facet: self.facet, words, ..Self::of_text("voice", text, said) })
    }
}
