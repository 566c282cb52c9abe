//! Resolves sources to voices and works, and references to concepts, once every file has been read.

use super::{
    super::{
        CROSS_REFERENCE, RELATION_PHRASES,
        attribution::{AttributionNames, to_one_line},
    },
    ClaimPosition, ClaimSources, EntryReference, TbxReader,
    back::VoiceOrWork,
};
use crate::IdentifierSource;
use cxterms_base::corpus::{
    Citation, CitedStance, ClaimCitations, ConceptId, NoteKind, RelationId, VoiceId, WorkId,
};

impl TbxReader<'_> {
    /// Attributes what was said, and joins what refers to each other.
    pub(super) fn resolve_sources(&mut self) {
        let described = self.add_described();
        let corpus = &self.draft().corpus;
        let attribution = AttributionNames::from_sources(&corpus.voices, &corpus.works);
        for sources in std::mem::take(&mut self.sources) {
            let ClaimSources { concept, of, file, named } = sources;
            let mut said = CitedStance::default();
            for (text, target) in named {
                let target = target.and_then(|target| described.get(&(file, target)).copied());
                said.asserted_by.extend(self.resolve_citations(&attribution, &text, target));
            }
            self.attribute_claim(concept, of, said);
        }
        self.attribute_notes(&attribution);
        for reference in std::mem::take(&mut self.references) {
            self.resolve_reference(&attribution, reference);
        }
    }

    /// Who is meant by a source in words that may be described in the back matter.
    fn resolve_citations(
        &mut self,
        attribution: &AttributionNames,
        text: &str,
        target: Option<VoiceOrWork>,
    ) -> Vec<Citation> {
        if let Some(citations) = attribution.parse_citation(text) {
            return citations.into_iter().map(|citation| self.place_citation(citation)).collect();
        }
        let cite = |voice, work| Citation::from_voice(voice, work);
        match target {
            Some(VoiceOrWork::Work(work)) => {
                let known = self.draft().corpus.works.get(work.index());
                let (title, by) = known
                    .map(|work| (to_one_line(&work.title), work.by.clone()))
                    .unwrap_or_default();
                if !text.is_empty() && text != title {
                    self.losses.add_example("details of sources", text);
                }
                by.into_iter().map(|voice| cite(voice, Some(work))).collect()
            }
            Some(VoiceOrWork::Voice(voice)) if text.is_empty() => {
                vec![self.place_citation(cite(voice, None))]
            }
            Some(VoiceOrWork::Voice(voice)) => {
                let work = self.draft().find_or_add_work(
                    &format!("\n{text}"),
                    IdentifierSource::From(text),
                    text,
                    vec![voice],
                );
                vec![cite(voice, Some(work))]
            }
            None if text.is_empty() => {
                self.losses.add_example("empty texts", "source");
                vec![]
            }
            None => {
                let address =
                    text.split_once("://").filter(|(scheme, _)| scheme.starts_with("http"));
                let host = address.and_then(|(_, rest)| rest.split('/').next());
                let voice = self.draft().find_or_add_voice(host.unwrap_or(text));
                let work = self.draft().find_or_add_work(
                    &format!("\n{text}"),
                    IdentifierSource::From(text),
                    text,
                    vec![voice],
                );
                if let Some(slot) = self.draft().corpus.works.get_mut(work.index())
                    && host.is_some()
                {
                    slot.url = Some(text.to_owned());
                }
                vec![cite(voice, Some(work))]
            }
        }
    }

    /// A voice that is heard in no work is heard in the term base itself; but for the corpus's own.
    fn place_citation(&mut self, citation: Citation) -> Citation {
        let own = self.draft().corpus.settings.editors.first() == Some(&citation.voice);
        let work = match citation.work {
            None if !own => Some(self.draft().corpus_work()),
            work => work,
        };
        let via = citation.via.or_else(|| self.find_reporter(&citation, work));
        Citation { work, via, ..citation }
    }

    /// Whoever is heard in another's work is reported by its author.
    fn find_reporter(&mut self, citation: &Citation, work: Option<WorkId>) -> Option<VoiceId> {
        let by = &self.draft().corpus.works.get(work?.index())?.by;
        by.first().copied().filter(|_| !by.contains(&citation.voice))
    }

    /// Gives a claim to those who are named as its source; what nobody is named for, the corpus says itself.
    fn attribute_claim(&mut self, concept: ConceptId, of: ClaimPosition, said: CitedStance) {
        let own = self.draft().own_stance();
        let said = if said.asserted_by.is_empty() { own } else { said };
        let Some(concept) = self.draft().concept_mut(concept) else { return };
        let slot = match of {
            ClaimPosition::Definition(index) => {
                concept.definitions.get_mut(index).map(|it| &mut it.said)
            }
            ClaimPosition::Note(index) => concept.notes.get_mut(index).map(|it| &mut it.said),
            ClaimPosition::Label(index) => concept.labels.get_mut(index).map(|it| &mut it.said),
        };
        if let Some(slot) = slot {
            *slot = said;
        }
    }

    /// Gives notes to those who are named behind them; a context names its sources apart.
    fn attribute_notes(&mut self, attribution: &AttributionNames) {
        for index in 0..self.draft().corpus.concepts.len() {
            let Some(concept) = self.draft().corpus.concepts.get_mut(index) else { continue };
            let mut notes = std::mem::take(&mut concept.notes);
            for note in notes.iter_mut().filter(|note| note.kind != NoteKind::Example) {
                if let (text, Some(said)) = attribution.split_attribution(&note.text) {
                    note.text = text.to_owned();
                    note.said = self.place_all_citations(said);
                }
            }
            if let Some(concept) = self.draft().corpus.concepts.get_mut(index) {
                concept.notes = notes;
            }
        }
    }

    fn place_all_citations(&mut self, said: CitedStance) -> CitedStance {
        let ClaimCitations { asserted_by, denied_by } = said.into_citations();
        let mut place = |all: Vec<Citation>| -> Vec<Citation> {
            all.into_iter().map(|it| self.place_citation(it)).collect()
        };
        CitedStance::new(place(asserted_by), place(denied_by))
    }

    fn resolve_reference(&mut self, attribution: &AttributionNames, reference: EntryReference) {
        let EntryReference { from, relation, file, target, text, place } = reference;
        let Some(to) = self.draft().known_concept(&format!("{file}\n{target}")) else {
            let what = format!("a reference to `{target}`, which no entry is, was left out");
            self.losses.add_example("references to no entry", &target);
            return self.add_warning_in(file, place, what);
        };
        if from == to {
            return self.losses.add_example("references of an entry to itself", &target);
        }
        let (words, said) = attribution.split_attribution(&text);
        let mut said = match said {
            Some(said) => self.place_all_citations(said),
            None => self.draft().own_stance(),
        };
        let (relation, reversed, words) = match relation {
            Some((relation, reversed)) => (relation, reversed, Some(words)),
            None => {
                let (relation, words) = self.parse_relation_words(words, to);
                (relation, false, words)
            }
        };
        let one = RELATION_PHRASES.iter().any(|(known, _)| *known == relation);
        if !one && !said.denied_by.is_empty() {
            // Of references that mean several relations, nobody can deny one.
            self.losses.add_example("denials", &target);
            said.denied_by.clear();
        }
        let named = words.is_some_and(|words| self.is_label(words, to));
        let text = words.filter(|words| !words.is_empty() && !named).map(str::to_owned);
        let (from, to) = if reversed { (to, from) } else { (from, to) };
        let draft = self.draft();
        draft.add_relation(from, relation, to, said);
        if let Some(added) = draft.corpus.relations.last_mut() {
            added.text = text;
        }
    }

    /// Which relation the words of a reference say to be there, and what more they say.
    fn parse_relation_words<'w>(
        &mut self,
        words: &'w str,
        to: ConceptId,
    ) -> (RelationId, Option<&'w str>) {
        for (relation, phrase) in RELATION_PHRASES {
            let rest = words.strip_prefix(phrase).and_then(|rest| rest.strip_prefix(' '));
            let Some(rest) = rest else { continue };
            if self.is_label(rest, to) {
                return (relation, None);
            }
            let colons = rest.match_indices(": ");
            for (at, colon) in colons {
                if rest.get(..at).is_some_and(|label| self.is_label(label, to)) {
                    return (relation, rest.get(at + colon.len()..));
                }
            }
        }
        let (name, inverse, means) = CROSS_REFERENCE;
        (self.draft().find_or_add_relation(name, Some(inverse), means), Some(words))
    }

    fn is_label(&mut self, words: &str, concept: ConceptId) -> bool {
        let concept = self.draft().corpus.concepts.get(concept.index());
        concept.is_some_and(|it| it.labels.iter().any(|label| to_one_line(&label.text) == words))
    }
}
