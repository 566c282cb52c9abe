//! Attributions in running text: writes who says something, and checks that the text is read back the same.
//!
//! A citation reads as in print: `Rider Bob in Rider Ann, “A year in the saddle” (on dry days)`.

mod heard;

use cxterms_base::{
    corpus::{Citation, CitedStance, Voice, VoiceId, Work, WorkId},
    text::normalize_paragraphs,
};
use heard::MAX_NAME_BYTES;
use std::collections::{HashMap, HashSet};

/// Before whom a text names those who say it.
const DASH: &str = " — ";
/// Between those who are named.
const CITATION_SEPARATOR: &str = "; ";
/// Before those who deny it.
const DENIED_BY: &str = "denied by ";
/// Between a voice and where it is heard.
const IN_WORK: &str = " in ";

/// A citation in words.
pub(super) struct CitationText {
    pub(super) words: String,
    pub(super) work: Option<WorkId>,
    /// Who is meant; a hedge that the words leave out is not there.
    pub(super) meant: Vec<Citation>,
}

/// What voices and works are called, each so that no other is.
#[derive(Debug, Default)]
pub(super) struct AttributionNames {
    voices: Vec<String>,
    works: Vec<String>,
    voice_called: HashMap<String, VoiceId>,
    work_called: HashMap<String, WorkId>,
    authors: Vec<Vec<VoiceId>>,
    /// How long a citation may be, but for its hedge.
    longest: usize,
}

impl AttributionNames {
    /// The names of these voices and works.
    pub(super) fn from_sources(voices: &[Voice], works: &[Work]) -> Self {
        let mut taken = HashSet::new();
        let voices = make_distinct(
            voices.iter().map(|voice| (to_one_line(&voice.name), &*voice.id)),
            &mut taken,
        );
        let title = |work: &Work| {
            let by = work.by.iter().filter_map(|id| voices.get(id.index()).map(String::as_str));
            format!("{}, “{}”", by.collect::<Vec<_>>().join(" and "), to_one_line(&work.title))
        };
        let titles = works.iter().map(|work| (title(work), &*work.id)).collect::<Vec<_>>();
        let named = make_distinct(titles.into_iter(), &mut taken);
        Self {
            voice_called: searchable_names(&voices).map(|(name, id)| (name, VoiceId(id))).collect(),
            work_called: searchable_names(&named).map(|(name, id)| (name, WorkId(id))).collect(),
            authors: works.iter().map(|work| work.by.clone()).collect(),
            longest: 2 * longest_name_bytes(&voices)
                + longest_name_bytes(&named)
                + 2 * IN_WORK.len(),
            voices,
            works: named,
        }
    }

    /// What a voice is called.
    pub(super) fn voice_name(&self, id: VoiceId) -> &str {
        self.voices.get(id.index()).map_or("", String::as_str)
    }

    /// The voice that is called so.
    pub(super) fn find_voice(&self, name: &str) -> Option<VoiceId> {
        self.voice_called.get(name).copied()
    }

    /// Citations in words; the authors of a work who say the same in it are named together. None if somebody would be
    /// taken for another.
    pub(super) fn format_citations(&self, citations: &[Citation]) -> Option<Vec<CitationText>> {
        let alone = citations.iter().filter(|citation| {
            let first = self.authors_of(citation).first() == Some(&citation.voice);
            !self.is_joint_citation(citation, citations) || first
        });
        alone
            .map(|citation| {
                self.format_citation(citation, self.is_joint_citation(citation, citations))
            })
            .collect()
    }

    /// A citation in words, without its hedge where that would be misread.
    fn format_citation(&self, citation: &Citation, together: bool) -> Option<CitationText> {
        let bare = citation.without_words();
        [citation, &bare].into_iter().find_map(|citation| {
            let authors = if together { self.authors_of(citation) } else { &[citation.voice] };
            let each = authors.iter().map(|voice| Citation { voice: *voice, ..citation.clone() });
            let meant = each.map(|it| self.add_reporter(it)).collect::<Vec<_>>();
            let words = self.citation_words(citation, together);
            let heard = meant.iter().map(as_heard).collect::<Vec<_>>();
            let clear = self.parse_citation(&words).as_ref() == Some(&heard);
            clear.then_some(CitationText { words, work: citation.work, meant })
        })
    }

    /// A text, and behind it who says so, with what of that is understood again; bare if it is `own`, the corpus's own
    /// voice, alone. None if somebody would be taken for another.
    pub(super) fn attribute_text(
        &self,
        text: &str,
        said: &CitedStance,
        own: Option<VoiceId>,
    ) -> Option<(String, CitedStance)> {
        let text = &*normalize_paragraphs(text);
        if is_own(said, own) && self.split_attribution(text).1.is_none() {
            return Some((text.to_owned(), said.clone()));
        }
        let bare = |citations: &[Citation]| citations.iter().map(Citation::without_words).collect();
        let bare = CitedStance::new(bare(&said.asserted_by), bare(&said.denied_by));
        [said, &bare].into_iter().find_map(|said| {
            let (asserted, denied) = (
                self.format_citations(&said.asserted_by)?,
                self.format_citations(&said.denied_by)?,
            );
            let words = asserted.iter().map(|named| named.words.clone());
            let words = words.chain(denied.iter().map(|it| format!("{DENIED_BY}{}", it.words)));
            let whole =
                format!("{text}{DASH}{}", words.collect::<Vec<_>>().join(CITATION_SEPARATOR));
            let all = |named: Vec<CitationText>| -> Vec<Citation> {
                named.into_iter().flat_map(|it| it.meant).collect()
            };
            let (asserted_by, denied_by) = (all(asserted), all(denied));
            let heard = CitedStance::new(
                asserted_by.iter().map(as_heard).collect(),
                denied_by.iter().map(as_heard).collect(),
            );
            let meant = CitedStance::new(asserted_by, denied_by);
            let clear = self.split_attribution(&whole) == (text, Some(heard));
            clear.then_some((whole, meant))
        })
    }

    /// Whoever is heard in another's work is reported by its author, if nobody else is named.
    fn add_reporter(&self, citation: Citation) -> Citation {
        let authors = self.authors_of(&citation);
        let author = authors.first().copied().filter(|_| !authors.contains(&citation.voice));
        Citation { via: citation.via.or(author), ..citation }
    }

    fn citation_words(&self, citation: &Citation, together: bool) -> String {
        let voice = self.voice_name(citation.voice);
        let work = citation.work.and_then(|id| self.works.get(id.index()));
        let authors = self.authors_of(citation);
        // That the author reports it goes without saying.
        let told =
            |via: &VoiceId| authors.first() != Some(via) || authors.contains(&citation.voice);
        let mut words = match (work, citation.via.filter(told)) {
            (Some(work), _) if together => work.clone(),
            (Some(work), Some(via)) => {
                format!("{voice}{IN_WORK}{}{IN_WORK}{work}", self.voice_name(via))
            }
            (Some(work), None) => format!("{voice}{IN_WORK}{work}"),
            (None, _) => voice.to_owned(),
        };
        if let Some(hedge) = citation.joined_words() {
            words.extend([" (", &to_one_line(&hedge), ")"]);
        }
        words
    }

    /// Whether all authors of a work say the same in it.
    fn is_joint_citation(&self, citation: &Citation, all: &[Citation]) -> bool {
        let authors = self.authors_of(citation);
        let says = |voice: &VoiceId| {
            all.iter().any(|other| {
                other.voice == *voice
                    && other.work == citation.work
                    && other.via.is_none()
                    && other.joined_words() == citation.joined_words()
            })
        };
        citation.via.is_none() && authors.contains(&citation.voice) && authors.iter().all(says)
    }

    fn authors_of(&self, citation: &Citation) -> &[VoiceId] {
        let authors = citation.work.and_then(|work| self.authors.get(work.index()));
        authors.map_or(&[], Vec::as_slice)
    }
}

/// Whether the corpus's own voice alone says so, without a word of its own.
pub(super) fn is_own(said: &CitedStance, own: Option<VoiceId>) -> bool {
    let bare = |citation: &Citation| citation.work.is_none() && citation.is_bare();
    matches!(&*said.asserted_by, [one] if Some(one.voice) == own && bare(one))
        && said.denied_by.is_empty()
}

/// A citation as its words are understood: its reservation is one with what else it adds.
fn as_heard(citation: &Citation) -> Citation {
    let text = citation.joined_words().map(std::borrow::Cow::into_owned);
    Citation { text, ..citation.without_words() }
}

/// A text as one line.
pub(super) fn to_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names that differ: to those that several have, the identifier is added.
fn make_distinct<'n>(
    names: impl Iterator<Item = (String, &'n str)>,
    taken: &mut HashSet<String>,
) -> Vec<String> {
    let names: Vec<_> = names.collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (name, _) in &names {
        *count.entry(name).or_default() += 1;
    }
    let mut all = vec![];
    for (name, id) in &names {
        let shared = taken.contains(name) || count.get(name.as_str()).is_some_and(|n| *n > 1);
        let name = if shared { format!("{name} [{id}]") } else { name.clone() };
        taken.insert(name.clone());
        all.push(name);
    }
    all
}

/// The names that are looked for in texts, each with its number.
fn searchable_names(names: &[String]) -> impl Iterator<Item = (String, u32)> {
    names.iter().cloned().zip(0..).filter(|(name, _)| name.len() <= MAX_NAME_BYTES)
}

/// How long the longest name is that is looked for.
fn longest_name_bytes(names: &[String]) -> usize {
    searchable_names(names).map(|(name, _)| name.len()).max().unwrap_or_default()
}
