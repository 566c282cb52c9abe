//! Who is meant by a source, and which concept by a reference, once all has been read?

use super::{
    super::{
        PHRASES, REFERS,
        attribution::{Attribution, plain},
    },
    Claim, Reading, Reference, Sources,
    back::Meant,
};
use crate::Id;
use cxterms_base::corpus::{
    Citation, CitedStance, ConceptId, NoteKind, RelationId, VoiceId, WorkId,
};

impl Reading<'_> {
    /// Attributes what was said, and joins what refers to each other.
    pub(super) fn resolve(&mut self) {
        let described = self.described();
        let corpus = &self.draft().corpus;
        let attribution = Attribution::of(&corpus.voices, &corpus.works);
        for sources in std::mem::take(&mut self.sources) {
            let Sources { concept, of, file, named } = sources;
            let mut said = CitedStance::default();
            for (text, target) in named {
                let target = target.and_then(|target| described.get(&(file, target)).copied());
                said.asserted_by.extend(self.citations(&attribution, &text, target));
            }
            self.attribute(concept, of, said);
        }
        self.notes(&attribution);
        for reference in std::mem::take(&mut self.references) {
            self.refer(&attribution, reference);
        }
    }

    /// Who is meant by a source in words that may be described in the back matter.
    fn citations(
        &mut self,
        attribution: &Attribution,
        text: &str,
        target: Option<Meant>,
    ) -> Vec<Citation> {
        if let Some(citations) = attribution.heard(text) {
            return citations.into_iter().map(|citation| self.placed(citation)).collect();
        }
        let cite = |voice, work| Citation { voice, work, via: None, text: None };
        match target {
            Some(Meant::Work(work)) => {
                let known = self.draft().corpus.works.get(work.index());
                let (title, by) =
                    known.map(|work| (plain(&work.title), work.by.clone())).unwrap_or_default();
                if !text.is_empty() && text != title {
                    self.losses.one("details of sources", text);
                }
                by.into_iter().map(|voice| cite(voice, Some(work))).collect()
            }
            Some(Meant::Voice(voice)) if text.is_empty() => {
                vec![self.placed(cite(voice, None))]
            }
            Some(Meant::Voice(voice)) => {
                let work =
                    self.draft().work(&format!("\n{text}"), Id::From(text), text, vec![voice]);
                vec![cite(voice, Some(work))]
            }
            None if text.is_empty() => {
                self.losses.one("empty texts", "source");
                vec![]
            }
            None => {
                let address =
                    text.split_once("://").filter(|(scheme, _)| scheme.starts_with("http"));
                let host = address.and_then(|(_, rest)| rest.split('/').next());
                let voice = self.draft().voice(host.unwrap_or(text));
                let work =
                    self.draft().work(&format!("\n{text}"), Id::From(text), text, vec![voice]);
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
    fn placed(&mut self, citation: Citation) -> Citation {
        let own = self.draft().corpus.settings.editors.first() == Some(&citation.voice);
        let work = match citation.work {
            None if !own => Some(self.draft().itself()),
            work => work,
        };
        let via = citation.via.or_else(|| self.reporter(&citation, work));
        Citation { work, via, ..citation }
    }

    /// Whoever is heard in another's work is reported by its author.
    fn reporter(&mut self, citation: &Citation, work: Option<WorkId>) -> Option<VoiceId> {
        let by = &self.draft().corpus.works.get(work?.index())?.by;
        by.first().copied().filter(|_| !by.contains(&citation.voice))
    }

    /// Gives a claim to those who are named as its source; what nobody is named for, the corpus says itself.
    fn attribute(&mut self, concept: ConceptId, of: Claim, said: CitedStance) {
        let own = self.draft().own();
        let said = if said.asserted_by.is_empty() { own } else { said };
        let Some(concept) = self.draft().edit(concept) else { return };
        let slot = match of {
            Claim::Definition(index) => concept.definitions.get_mut(index).map(|it| &mut it.said),
            Claim::Note(index) => concept.notes.get_mut(index).map(|it| &mut it.said),
            Claim::Label(index) => concept.labels.get_mut(index).map(|it| &mut it.said),
        };
        if let Some(slot) = slot {
            *slot = said;
        }
    }

    /// Gives notes to those who are named behind them; a context names its sources apart.
    fn notes(&mut self, attribution: &Attribution) {
        for index in 0..self.draft().corpus.concepts.len() {
            let Some(concept) = self.draft().corpus.concepts.get_mut(index) else { continue };
            let mut notes = std::mem::take(&mut concept.notes);
            for note in notes.iter_mut().filter(|note| note.kind != NoteKind::Example) {
                if let (text, Some(said)) = attribution.parted(&note.text) {
                    note.text = text.to_owned();
                    note.said = self.all_placed(said);
                }
            }
            if let Some(concept) = self.draft().corpus.concepts.get_mut(index) {
                concept.notes = notes;
            }
        }
    }

    fn all_placed(&mut self, said: CitedStance) -> CitedStance {
        let asserted_by = said.asserted_by.into_iter().map(|it| self.placed(it)).collect();
        let denied_by = said.denied_by.into_iter().map(|it| self.placed(it)).collect();
        CitedStance { asserted_by, denied_by, ..said }
    }

    fn refer(&mut self, attribution: &Attribution, reference: Reference) {
        let Reference { from, relation, file, target, text, place } = reference;
        let Some(to) = self.draft().known(&format!("{file}\n{target}")) else {
            let what = format!("a reference to `{target}`, which no entry is, was left out");
            return self.warn_in(file, place, what);
        };
        if from == to {
            return self.losses.one("references of an entry to itself", &target);
        }
        let (words, said) = attribution.parted(&text);
        let mut said = match said {
            Some(said) => self.all_placed(said),
            None => self.draft().own(),
        };
        let (relation, reversed, words) = match relation {
            Some((relation, reversed)) => (relation, reversed, Some(words)),
            None => {
                let (relation, words) = self.meant(words, to);
                (relation, false, words)
            }
        };
        let one = PHRASES.iter().any(|(known, _)| *known == relation);
        if !one && !said.denied_by.is_empty() {
            // Of references that mean several relations, nobody can deny one.
            self.losses.one("denials", &target);
            said.denied_by.clear();
        }
        let named = words.is_some_and(|words| self.is_label(words, to));
        let text = words.filter(|words| !words.is_empty() && !named).map(str::to_owned);
        let (from, to) = if reversed { (to, from) } else { (from, to) };
        let draft = self.draft();
        draft.relate(from, relation, to, said);
        if let Some(added) = draft.corpus.relations.last_mut() {
            added.text = text;
        }
    }

    /// Which relation the words of a reference say to be there, and what more they say.
    fn meant<'w>(&mut self, words: &'w str, to: ConceptId) -> (RelationId, Option<&'w str>) {
        for (relation, phrase) in PHRASES {
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
        let (name, inverse, means) = REFERS;
        (self.draft().relation(name, Some(inverse), means), Some(words))
    }

    fn is_label(&mut self, words: &str, concept: ConceptId) -> bool {
        let concept = self.draft().corpus.concepts.get(concept.index());
        concept.is_some_and(|it| it.labels.iter().any(|label| plain(&label.text) == words))
    }
}
