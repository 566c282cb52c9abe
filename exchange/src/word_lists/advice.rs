//! Advice on names: each name to avoid once, with what to say instead, why, and who says so.

use super::given_up::{GivenUpConcept, ReplacementFinder};
use crate::{Losses, Part, named};
use cxterms_base::{
    corpus::{CitedStance, Concept, Corpus, LabelKind, StateClaim},
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// A name that somebody advises against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameAdvice {
    /// The name to avoid.
    pub(super) avoid: String,
    /// What to say in its place, each once.
    pub(super) instead: Vec<String>,
    /// Why, and who says so: `old: gone (Ann)`.
    pub(super) reasons: Vec<String>,
    /// The words before and after it in right names that hold it, in which it is not to be avoided.
    within: Vec<[Vec<String>; 2]>,
}

impl NameAdvice {
    /// Why and who, in one line.
    pub(super) fn format_reasons(&self) -> String {
        self.reasons.join("; ")
    }

    /// Whether its case is part of it: `CS` is to be avoided, `cs` may be anything.
    pub(super) fn is_cased(&self) -> bool {
        !self.avoid.chars().any(char::is_lowercase)
    }

    /// The same between what is no letter or digit.
    pub(super) fn bounded_pattern(&self) -> String {
        format!(r"(?<![\p{{L}}\p{{N}}_]){}(?![\p{{L}}\p{{N}}_])", self.pattern())
    }

    /// Whether a right name holds it.
    pub(super) fn is_within_names(&self) -> bool {
        !self.within.is_empty()
    }

    /// The name as a pattern in which spaces may be of any length, but not where it is part of a right name.
    pub(super) fn pattern(&self) -> String {
        let name = join_pattern(self.avoid.split_whitespace());
        let within = self.within.iter().map(|[before, after]| {
            let [before, after] =
                [before, after].map(|words| join_pattern(words.iter().map(String::as_str)));
            let before = if before.is_empty() { before } else { format!(r"(?<={before}\s+)") };
            let after = if after.is_empty() { after } else { format!(r"\s+{after}") };
            format!("(?!{before}{name}{after})")
        });
        within.collect::<String>() + &name
    }
}

fn join_pattern<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.map(escape_pattern).collect::<Vec<_>>().join(r"\s+")
}

/// Every name of the corpus's language that somebody advises against, by the alphabet. One that also names a concept rightly
/// is left out and counted: a list of words cannot tell which is meant.
pub(super) fn collect_advice(corpus: &Corpus) -> (Vec<NameAdvice>, Losses) {
    let (advice, losses, _) = collect_with_given_up(corpus, &[]);
    (advice, losses)
}

/// The same with the labels of concepts that are given up for others; the states that are not told are counted.
pub(super) fn collect_all_advice(corpus: &Corpus) -> (Vec<NameAdvice>, Losses) {
    let given_up = list_given_up(corpus);
    let (advice, mut losses, untold) = collect_with_given_up(corpus, &given_up);
    count_untold_states(corpus, &given_up, &untold, &mut losses);
    (advice, losses)
}

/// The advice, and the identifiers of concepts that are given up and whose labels are right names of others.
fn collect_with_given_up(
    corpus: &Corpus,
    given_up: &[GivenUpConcept<'_>],
) -> (Vec<NameAdvice>, Losses, Vec<String>) {
    let (mut all, mut losses) = (BTreeMap::<String, NameAdvice>::new(), Losses::default());
    let right = RightNames::from_corpus(corpus, given_up);
    let mut advise = |name: &str, instead: &[&str], reasons: Vec<String>| {
        let folded = text::fold(name);
        if right.whole.contains(&folded) {
            losses.add_example("names to avoid that are also right names", name);
            return false;
        }
        let advice = all.entry(folded.clone()).or_insert_with(|| NameAdvice {
            avoid: name.to_owned(),
            instead: vec![],
            reasons: vec![],
            within: right.find_names_with(&folded),
        });
        for it in instead {
            push_unique(&mut advice.instead, (*it).to_owned());
        }
        for it in reasons {
            push_unique(&mut advice.reasons, it);
        }
        true
    };
    let (mut unlisted, mut untold) = (0, vec![]);
    for concept in &corpus.concepts {
        for label in named::own_labels(concept, LabelKind::Avoid) {
            let instead =
                label.instead.as_deref().map_or(named::preferred_label(concept), String::as_str);
            let why = label.why.as_deref().map_or("", String::as_str);
            let reason = format_reason(corpus, why, &label.said);
            unlisted += usize::from(!advise(&label.text, &[instead], vec![reason]));
        }
    }
    for GivenUpConcept { concept, states, instead } in given_up {
        let reasons =
            states.iter().map(|state| format_reason(corpus, &describe_state(state), &state.said));
        if !advise(named::preferred_label(concept), instead, reasons.collect()) {
            untold.push(concept.id.clone());
        }
    }
    losses.add(Part::Avoided.name(), unlisted);
    (all.into_values().collect(), losses, untold)
}

/// The concepts that are no longer in use and have something in their place that is called otherwise.
fn list_given_up(corpus: &Corpus) -> Vec<GivenUpConcept<'_>> {
    let finder = ReplacementFinder::from_corpus(corpus);
    let found = corpus.concepts.iter().filter_map(|concept| finder.find_given_up(concept));
    let replaced = found.map(|it| {
        let own = text::fold(named::preferred_label(it.concept));
        let other = it.instead.iter().copied().filter(|label| text::fold(label) != own);
        GivenUpConcept { instead: other.collect(), ..it }
    });
    replaced.filter(|it| !it.instead.is_empty()).collect()
}

/// Counts the states of concepts whose labels are no names to avoid here.
fn count_untold_states(
    corpus: &Corpus,
    given_up: &[GivenUpConcept<'_>],
    untold: &[String],
    losses: &mut Losses,
) {
    let is_told = |concept: &Concept, state: &StateClaim| {
        let listed = given_up.iter().filter(|it| std::ptr::eq(it.concept, concept));
        let mut listed = listed.filter(|it| !untold.contains(&it.concept.id));
        listed.any(|it| it.states.iter().any(|told| std::ptr::eq(*told, state)))
    };
    for concept in corpus.concepts.iter().filter(|concept| !concept.states.is_empty()) {
        for state in concept.states.iter().filter(|state| !is_told(concept, state)) {
            losses.add(Part::States.name(), 1);
            losses.add(Part::StateDates.name(), usize::from(state.since.is_some()));
            losses.add(Part::Replacements.name(), state.replaced_by.len());
        }
    }
}

/// A state in words: `deprecated since 2021`.
fn describe_state(state: &StateClaim) -> String {
    let since = state.since.as_ref().map(|since| format!(" since {since}"));
    let mut told = state.value.name().to_owned() + &since.unwrap_or_default();
    let reasons = state.said.asserted_by.iter().filter_map(|by| by.text.as_deref());
    reasons.for_each(|reason| told = format!("{told}: {reason}"));
    told
}

/// Counts what a list of advice leaves out of what it can carry.
pub(super) fn count_unlisted(corpus: &Corpus, listed: &[NameAdvice], losses: &mut Losses) {
    let advised: BTreeSet<_> = listed.iter().flat_map(|it| &it.instead).collect();
    let given_up: BTreeSet<_> = listed.iter().map(|it| text::fold(&it.avoid)).collect();
    let labels = corpus.concepts.iter().map(named::preferred_label);
    let unlisted = labels.filter(|label| {
        !advised.contains(&(*label).to_owned()) && !given_up.contains(&text::fold(label))
    });
    losses.add(Part::Labels.name(), unlisted.count());
    losses.add(Part::Advice.name(), losses.count(Part::Avoided.name()));
    named::count_denied(corpus, super::ADVICE_CARRIED, losses);
}

/// The names that are nothing to avoid.
struct RightNames {
    /// Folded.
    whole: BTreeSet<String>,
    /// By their words, each as it is written and folded.
    by_words: Vec<Vec<(String, String)>>,
}

impl RightNames {
    /// Those of a corpus, without the labels that are given up.
    fn from_corpus(corpus: &Corpus, given_up: &[GivenUpConcept<'_>]) -> Self {
        let is_given_up =
            |concept: &Concept| given_up.iter().any(|it| std::ptr::eq(it.concept, concept));
        let labels = corpus.concepts.iter().flat_map(|concept| {
            let gone = !concept.states.is_empty() && is_given_up(concept);
            concept.labels.iter().filter(move |it| !gone || it.kind != LabelKind::Preferred)
        });
        let own = labels.filter(|label| label.language.is_none());
        let right = own.filter(|label| !matches!(label.kind, LabelKind::Avoid | LabelKind::Hidden));
        let right: BTreeSet<_> = right
            .filter(|label| !named::is_only_denied(label))
            .map(|label| label.text.as_str())
            .collect();
        let words = |name: &&str| {
            let words = text::folded_words(name);
            let written = |(range, folded): (std::ops::Range<usize>, _)| {
                Some((name.get(range)?.to_owned(), folded))
            };
            words.filter_map(written).collect::<Vec<_>>()
        };
        Self {
            whole: right.iter().map(|name| text::fold(name)).collect(),
            by_words: right.iter().map(words).filter(|words| words.len() > 1).collect(),
        }
    }

    /// For each right name that holds another within it, the words before and after that.
    fn find_names_with(&self, folded: &str) -> Vec<[Vec<String>; 2]> {
        let wanted: Vec<_> = folded.split(' ').collect();
        let mut found = vec![];
        for name in &self.by_words {
            for (at, part) in name.windows(wanted.len()).enumerate() {
                if part.iter().map(|(_, folded)| folded.as_str()).eq(wanted.iter().copied()) {
                    let written = |words: &[(String, String)]| -> Vec<_> {
                        words.iter().map(|(word, _)| word.clone()).collect()
                    };
                    let after = name.get(at + wanted.len()..).unwrap_or_default();
                    found.push([written(name.get(..at).unwrap_or_default()), written(after)]);
                }
            }
        }
        found
    }
}

fn push_unique(all: &mut Vec<String>, one: String) {
    if !one.is_empty() && !all.contains(&one) {
        all.push(one);
    }
}

/// Why a name is to be avoided, and who says so.
fn format_reason(corpus: &Corpus, why: &str, said: &CitedStance) -> String {
    let said = said.asserted_by.iter();
    let voices = said.filter_map(|citation| corpus.voices.get(citation.voice.index()));
    let mut names: Vec<&str> = vec![];
    for voice in voices {
        if !names.contains(&&*voice.short) {
            names.push(&voice.short);
        }
    }
    let who = names.join(", ");
    match (why.is_empty(), who.is_empty()) {
        (false, false) => format!("{why} ({who})"),
        (false, true) => why.to_owned(),
        (true, _) => who,
    }
}

/// A text in which no sign is one of a regular expression.
fn escape_pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // And no other: some programs take an escaped sign that needs none for a fault.
        if r"\.+*?()|[]{}^$/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
