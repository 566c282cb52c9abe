//! Attribution: who asserts and who denies a claim, as every answer shows it.

use super::{digest, text_dates::TextDates, wording};
use cxterms_base::corpus::Facet;
use cxterms_page::{NamedCitation, Prose, Role, and_others};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeSet, rc::Rc};

/// Who asserts a claim and who denies it, named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NamedAttribution<'b> {
    /// Who says that it is so.
    pub asserted_by: Vec<NamedCitation<'b>>,
    /// Who says that it is not.
    pub denied_by: Vec<NamedCitation<'b>>,
    /// How many independent acts of saying it these are; none where works are not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asserted_origins: Option<usize>,
    /// How many independent acts of denying it these are; likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denied_origins: Option<usize>,
    /// How many more assert and deny it than a digest names.
    #[serde(skip)]
    pub(super) others: OtherVoices,
}

/// How many voices there are beyond those that a digest names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherVoices {
    /// Who assert it.
    asserting: usize,
    /// Who deny it.
    denying: usize,
}

impl OtherVoices {
    /// Those who assert it alone.
    pub(super) fn without_denial(self) -> Self {
        Self { denying: 0, ..self }
    }
}

/// How many voices a digest names beside a claim.
const MAX_VOICES_NAMED: usize = 3;

/// A text that is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextClaim<'b> {
    /// The text.
    pub text: &'b str,
    /// Its language, if not the corpus's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'b str>,
    /// Its language, where a reader is to be told.
    #[serde(skip)]
    pub(super) marked: Option<&'b str>,
    /// When it was written or changed.
    #[serde(skip_serializing_if = "TextDates::is_empty")]
    pub dates: TextDates<'b>,
    /// Whether the editors show it before others.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub leading: bool,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// A facet value that is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueClaim<'b> {
    /// The value.
    pub value: &'b str,
    /// The facet, whose words put it into phrases.
    #[serde(skip)]
    pub(super) of: Rc<Facet<&'b str>>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

impl ValueClaim<'_> {
    /// The value as a phrase without its subject: `is proactive`.
    pub(crate) fn state(&self) -> String {
        wording::state_value(&self.of, self.value)
    }

    /// That it is not so, as such a phrase: `is not proactive`.
    pub(crate) fn deny(&self) -> String {
        wording::deny_value(&self.of, self.value)
    }
}

impl<'b> NamedAttribution<'b> {
    /// Whether somebody denies what others assert.
    pub fn is_denied(&self) -> bool {
        !self.denied_by.is_empty()
    }

    /// Whether it is denied, and asserted by nobody who is heard.
    pub(super) fn is_only_denied(&self) -> bool {
        self.asserted_by.is_empty() && self.is_denied()
    }

    /// Whether somebody denies what somebody else asserts.
    pub fn has_conflict(&self) -> bool {
        let [asserted, denied] = [&self.asserted_by, &self.denied_by];
        // What is said of practice or of an ideal is denied only by its like.
        let apart = |one: &[NamedCitation<'_>], other: &[NamedCitation<'_>], of: Option<&str>| {
            let mut one = one.iter().filter(|cited| cited.aspect == of);
            one.any(|cited| {
                let mut other = other.iter().filter(|known| known.aspect == of);
                other.all(|known| known.voice != cited.voice)
            })
        };
        denied
            .iter()
            .map(|cited| cited.aspect)
            .any(|of| apart(asserted, denied, of) && apart(denied, asserted, of))
    }

    /// Whether only the corpus's own voice asserts it and nobody denies it: nothing need be said of who does.
    pub fn is_implicit(&self) -> bool {
        self.denied_by.is_empty()
            && self.asserted_by.iter().all(|cited| cited.own && cited.words().is_none())
    }

    /// Puts behind a claim, in brackets, who says so and who denies it, each with their words.
    ///
    /// `growth (Franz: typically; denied by reader 7: sometimes)`
    pub fn append_to(&self, mut claim: Prose<'b>) -> Prose<'b> {
        let mut open = false;
        for (text, voices) in group_by_hedge(&self.asserted_by) {
            let who = names_except_own(&voices);
            if who.is_none() && text.is_empty() {
                continue;
            }
            claim = claim.plain(if open { "; " } else { " (" });
            open = true;
            if let Some(who) = who {
                claim = and_others(claim.and(Role::Voice, who), self.others.asserting);
                claim = claim.plain(if text.is_empty() { "" } else { ": " });
            }
            claim = claim.plain(text);
        }
        if !self.denied_by.is_empty() {
            claim = claim.plain(if open { "; " } else { " (" }).and(Role::Dispute, "denied by ");
            claim = and_others(append_citations(claim, &self.denied_by), self.others.denying);
            open = true;
        }
        if open { claim.plain(")") } else { claim }
    }

    /// The same for a digest: of many voices some are named, without their words, and the others counted.
    pub(super) fn shorten_for_digest(&mut self) {
        for (citations, others) in [
            (&mut self.asserted_by, &mut self.others.asserting),
            (&mut self.denied_by, &mut self.others.denying),
        ] {
            if citations.len() < 3 {
                continue;
            }
            let mut seen = BTreeSet::new();
            citations.retain(|cited| seen.insert(cited.voice));
            for cited in citations.iter_mut() {
                *cited = cited.without_words();
            }
            citations.sort_by_key(|cited| !cited.overlaid);
            if citations.len() > MAX_VOICES_NAMED + 1 {
                *others = citations.len() - MAX_VOICES_NAMED;
                citations.truncate(MAX_VOICES_NAMED);
            }
        }
    }

    /// The same of the contrary, where it is only denied.
    pub fn as_contrary(&self) -> Option<Self> {
        let only_denied = self.is_only_denied();
        let others = OtherVoices { asserting: self.others.denying, denying: 0 };
        only_denied.then(|| Self {
            asserted_by: self.denied_by.clone(),
            asserted_origins: self.denied_origins,
            others,
            ..Self::default()
        })
    }

    /// Puts behind a claim who makes it; `not` before one that is only denied.
    pub fn attribute_claim(&self, claim: impl Into<Cow<'b, str>>) -> Prose<'b> {
        match self.as_contrary() {
            Some(contrary) => contrary.append_to(Prose::from("not ").plain(claim)),
            None => self.append_to(Prose::from(claim)),
        }
    }

    /// Who says so and with which reservation, as a sentence's end: `Franz, Helpshift; reader 14: a large part`.
    pub fn describe_voices(&self) -> Prose<'b> {
        and_others(append_citations(Prose::default(), &self.asserted_by), self.others.asserting)
    }

    /// Who denies it and why, behind `lead`.
    pub fn describe_denial(&self, lead: &'b str) -> Option<Prose<'b>> {
        if self.denied_by.is_empty() {
            return None;
        }
        Some(and_others(
            append_citations(Prose::of(Role::Dispute, lead), &self.denied_by),
            self.others.denying,
        ))
    }
}

/// How many voices the line names that says whose view an answer is.
const MAX_PERSPECTIVE_NAMES: usize = 4;

/// The line that says whose view an answer is; nothing where it is everybody's.
pub fn according_to<'p>(names: &[&'p str]) -> Prose<'p> {
    if names.is_empty() {
        return Prose::default();
    }
    // Of many the first tell nothing of the others: options chose them, and not by name.
    let text = match names.len() > MAX_PERSPECTIVE_NAMES + 1 {
        true => format!("{} voices", names.len()),
        false => name_some(names, MAX_PERSPECTIVE_NAMES),
    };
    Prose::of(Role::Label, "According to ").and(Role::Voice, text)
}

/// The first of some names, and how many others there are: `Franz, Helpshift and 4 others`.
pub(super) fn name_some(names: &[&str], most: usize) -> String {
    let count = digest::count_shown(names.len(), most);
    let shown: Vec<_> = names.iter().take(count).copied().collect();
    let others = names.len() - count;
    // Some names have commas of their own.
    let comma = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    match (&*shown, others > 0) {
        ([], _) => String::new(),
        ([one], false) => (*one).to_owned(),
        (several, true) => format!("{} and {others} others", several.join(comma)),
        ([first @ .., last], false) => format!("{} and {last}", first.join(comma)),
    }
}

/// Voices, each with its words.
pub fn describe_citations<'b>(citations: &[NamedCitation<'b>]) -> Prose<'b> {
    append_citations(Prose::default(), citations)
}

/// Adds voices, each with its words.
fn append_citations<'b>(mut prose: Prose<'b>, citations: &[NamedCitation<'b>]) -> Prose<'b> {
    if let [one] = citations {
        prose = prose.and(Role::Voice, one.short);
        return one.words().iter().fold(prose, |prose, text| prose.plain(": ").plain(*text));
    }
    let mut first = true;
    for (text, voices) in group_by_hedge(citations) {
        let Some(who) = names_of_all(&voices) else { continue };
        prose = if std::mem::take(&mut first) { prose } else { prose.plain("; ") };
        prose = prose.and(Role::Voice, who);
        if !text.is_empty() {
            prose = prose.plain(": ").plain(text);
        }
    }
    prose
}

/// The short names of those who are cited, without their words.
pub fn list_voices<'b>(citations: &[NamedCitation<'b>]) -> Prose<'b> {
    let mut each: Vec<NamedCitation<'b>> = vec![];
    for cited in citations {
        if !each.iter().any(|known| known.voice == cited.voice) {
            each.push(*cited);
        }
    }
    names_of_all(&each).map(|names| Prose::of(Role::Voice, names)).unwrap_or_default()
}

/// The short names of some of those who are cited, without their words, and how many others there are.
pub fn list_few_voices<'b>(citations: &[NamedCitation<'b>]) -> Prose<'b> {
    let mut said =
        NamedAttribution { asserted_by: citations.to_vec(), ..NamedAttribution::default() };
    said.shorten_for_digest();
    and_others(list_voices(&said.asserted_by), said.others.asserting)
}

/// Citations by their words, those without any first; a voice that says the same in several works speaks once, in the
/// words that say most.
fn group_by_hedge<'b>(citations: &[NamedCitation<'b>]) -> Vec<(&'b str, Vec<NamedCitation<'b>>)> {
    let words = |cited: &NamedCitation<'b>| cited.words().unwrap_or_default();
    if let [one] = citations {
        return vec![(words(one), vec![*one])];
    }
    let says_more = |one: &NamedCitation<'b>, other: &NamedCitation<'b>| {
        one.voice == other.voice
            && words(one).len() > words(other).len()
            && words(one).contains(words(other))
    };
    let mut groups: Vec<(&str, Vec<NamedCitation<'b>>)> = vec![];
    for silent in [true, false] {
        let spoken = citations.iter().filter(|cited| cited.words().is_none() == silent);
        for cited in spoken.filter(|cited| !citations.iter().any(|other| says_more(other, cited))) {
            match groups.iter_mut().find(|(known, _)| *known == words(cited)) {
                Some((_, voices)) if voices.iter().any(|known| known.voice == cited.voice) => {}
                Some((_, voices)) => voices.push(*cited),
                None => groups.push((words(cited), vec![*cited])),
            }
        }
    }
    groups
}

/// The voices' short names, the corpus's own voice left out.
fn names_except_own<'b>(voices: &[NamedCitation<'b>]) -> Option<Cow<'b, str>> {
    if !voices.iter().any(|cited| cited.own) {
        return names_of_all(voices);
    }
    let others: Vec<_> = voices.iter().filter(|cited| !cited.own).copied().collect();
    names_of_all(&others)
}

/// The voices' short names; `reader 3` and `reader 9` become `readers 3, 9`.
fn names_of_all<'b>(voices: &[NamedCitation<'b>]) -> Option<Cow<'b, str>> {
    if let [one] = voices {
        return Some(one.short.into());
    }
    let mut shown: Vec<Cow<'b, str>> = vec![];
    let mut numbered: Option<(&str, Vec<u64>)> = None;
    for cited in voices {
        let parts = cited
            .short
            .rsplit_once(' ')
            .and_then(|(word, number)| Some((word, number.parse().ok()?)));
        match (parts, &mut numbered) {
            (Some((word, number)), Some((known, numbers))) if word == *known => {
                numbers.push(number);
            }
            (Some((word, number)), None) => numbered = Some((word, vec![number])),
            _ => shown.push(cited.short.into()),
        }
    }
    if let Some((word, mut numbers)) = numbered {
        numbers.sort_unstable();
        let plural = if numbers.len() > 1 { "s" } else { "" };
        let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        shown.push(format!("{word}{plural} {}", numbers.join(", ")).into());
    }
    (!shown.is_empty()).then(|| shown.join(", ").into())
}

/// A sentence, then who says so, then who denies it.
pub fn attribute_sentence<'p>(text: String, said: &NamedAttribution<'p>) -> Prose<'p> {
    let silent = said.is_implicit() || said.asserted_by.is_empty();
    let ended = text.ends_with(['.', '?', '!']);
    let mut prose = Prose::from(text);
    if !ended {
        prose = prose.plain(".");
    }
    if !silent {
        prose = prose.plain(" — ").join(said.describe_voices());
    }
    match said.describe_denial(if silent { " Denied by " } else { ". Denied by " }) {
        Some(denial) => prose.join(denial),
        None => prose,
    }
}
