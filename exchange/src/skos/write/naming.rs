//! The IRIs of a corpus's concepts, voices, works and declarations, and the triples that attribute claims.

use super::SubjectTriples;
use crate::named::placeholder_namespace;
use crate::skos::{
    is_iri,
    names::{cx, dcterms},
};
use cxterms_base::corpus::{
    Aspect, COLLECTION, Citation, CitedStance, ConceptId, Corpus, Placement, Profile, Relation,
    SUBSET_OF, Scheme, SchemeId, VoiceId, WorkId,
};
use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

/// The IRIs of a corpus's things.
#[derive(Debug)]
pub(crate) struct CorpusIris<'c> {
    corpus: &'c Corpus,
    /// What the IRIs of its concepts begin with.
    pub(in crate::skos) space: String,
    /// What those of its other things begin with: nobody else's namespace.
    own_space: String,
    /// The corpus as a whole.
    whole: String,
    /// The schemes that it declares, by their numbers.
    schemes: Vec<String>,
    /// The voices that are known by their IRIs alone, in somebody else's corpus.
    foreign_voices: HashMap<VoiceId, String>,
    collections: HashSet<ConceptId>,
    membership: Option<usize>,
    /// The numbers of the concepts by their identifiers, once one was asked for.
    by_id: OnceCell<HashMap<String, ConceptId>>,
}

/// Whether a corpus is a concept scheme itself, since it declares none.
pub(super) fn is_one_scheme(corpus: &Corpus) -> bool {
    corpus.schemes.is_empty() && !corpus.settings.in_no_scheme
}

/// The voices of somebody else's corpus that are known by their IRIs alone, but for those that speak for works so known.
fn list_foreign_voices(corpus: &Corpus) -> HashMap<VoiceId, String> {
    if corpus.settings.profile != Profile::Foreign {
        return HashMap::new();
    }
    let works: HashSet<_> = corpus.works.iter().map(|work| &work.title).collect();
    let voices = (0..).map(VoiceId).zip(&corpus.voices);
    let foreign = voices.filter(|(_, voice)| is_iri(&voice.name) && !works.contains(&voice.name));
    foreign.map(|(id, voice)| (id, voice.name.clone())).collect()
}

impl<'c> CorpusIris<'c> {
    pub(crate) fn from_corpus(corpus: &'c Corpus) -> Self {
        let own = corpus.settings.iri.clone().filter(|iri| is_iri(iri));
        let space = own.unwrap_or_else(|| placeholder_namespace(&corpus.settings.title));
        // What others keep is in their namespace, in which nothing is ours to name.
        let own_space = match corpus.settings.profile {
            Profile::Foreign => placeholder_namespace(&corpus.settings.title),
            Profile::House => space.clone(),
        };
        let whole = match is_one_scheme(corpus) {
            true => space.trim_end_matches(['/', '#', ':']).to_owned(),
            false => format!("{own_space}corpus/itself"),
        };
        let scheme_iri = |scheme: &Scheme| {
            let own = scheme.iri.clone().filter(|iri| is_iri(iri));
            own.unwrap_or_else(|| format!("{own_space}scheme/{}", scheme.id))
        };
        let schemes = corpus.schemes.iter().map(scheme_iri).collect();
        let kind = corpus.kinds.iter().position(|kind| kind.id == COLLECTION);
        let membership = corpus.relation_kinds.iter().position(|kind| kind.id == "member-of");
        let all = (0..).map(ConceptId).zip(&corpus.concepts);
        let of_kind = all.filter(|(_, concept)| {
            kind.is_some() && concept.kind.map(cxterms_base::corpus::KindId::index) == kind
        });
        let collections = of_kind.map(|(id, _)| id).collect();
        let (foreign_voices, by_id) = (list_foreign_voices(corpus), OnceCell::new());
        Self {
            corpus,
            space,
            own_space,
            whole,
            schemes,
            foreign_voices,
            collections,
            membership,
            by_id,
        }
    }

    /// The IRI of the corpus as a whole, which is a concept scheme if the corpus declares none.
    pub(crate) fn whole(&self) -> &str {
        &self.whole
    }

    /// Whether the corpus is a concept scheme itself, since it declares none.
    pub(super) fn is_one_scheme(&self) -> bool {
        is_one_scheme(self.corpus)
    }

    /// The IRI of what terms are part of: the one scheme that there is, or else the whole.
    pub(crate) fn term_set(&self) -> &str {
        if let [only] = &*self.schemes { only } else { &self.whole }
    }

    /// The IRI of a scheme that the corpus declares.
    pub(in crate::skos) fn scheme_iri(&self, id: SchemeId) -> &str {
        self.schemes.get(id.index()).map_or("", String::as_str)
    }

    pub(crate) fn concept_iri(&self, id: ConceptId) -> String {
        let Some(concept) = self.corpus.concepts.get(id.index()) else { return String::new() };
        let own = concept.iri.clone().filter(|iri| is_iri(iri));
        own.unwrap_or_else(|| format!("{}{}", self.space, concept.id))
    }

    /// What the IRIs of the nodes of a concept's claims begin with.
    pub(super) fn claim_space(&self, id: ConceptId) -> String {
        match self.corpus.concept(id) {
            Some(concept) if self.own_space != self.space => {
                format!("{}{}", self.own_space, concept.id)
            }
            _ => self.concept_iri(id),
        }
    }

    /// The IRI of the concept that has an identifier.
    pub(super) fn iri_of(&self, id: &str) -> String {
        let known = self.by_id.get_or_init(|| {
            let all = (0..).map(ConceptId).zip(&self.corpus.concepts);
            all.map(|(number, concept)| (concept.id.clone(), number)).collect()
        });
        known.get(id).map(|number| self.concept_iri(*number)).unwrap_or_default()
    }

    /// The IRI of something that the corpus declares: `kind`, `facet`, `relation`, `voice` or `work`.
    pub(in crate::skos) fn declared_iri(&self, what: &str, id: &str) -> String {
        format!("{}{what}/{id}", self.own_space)
    }

    pub(super) fn voice_id(&self, id: VoiceId) -> &str {
        self.corpus.voices.get(id.index()).map_or("", |voice| &*voice.id)
    }

    /// The IRI of a voice; one that is known by its IRI alone keeps it.
    pub(super) fn voice_iri(&self, id: VoiceId) -> String {
        let own = self.foreign_voices.get(&id).cloned();
        own.unwrap_or_else(|| self.declared_iri("voice", self.voice_id(id)))
    }

    /// The IRI of a work; one that is known by its address alone keeps it.
    pub(super) fn work_iri(&self, id: WorkId) -> String {
        let Some(work) = self.corpus.works.get(id.index()) else { return String::new() };
        let own = work.url.as_ref().filter(|url| **url == work.title && self.is_foreign_iri(url));
        own.cloned().unwrap_or_else(|| self.declared_iri("work", &work.id))
    }

    /// Whether a name is an IRI that others gave.
    fn is_foreign_iri(&self, name: &str) -> bool {
        is_iri(name) && self.keeps_foreign_names()
    }

    /// Whether the corpus is somebody else's, who names voices and works by IRIs and by texts.
    fn keeps_foreign_names(&self) -> bool {
        self.corpus.settings.profile == Profile::Foreign
    }

    /// Whether a work is the corpus itself, where those speak who name no work.
    fn is_itself(&self, work: WorkId) -> bool {
        let settings = &self.corpus.settings;
        let known = self.corpus.works.get(work.index());
        known.is_some_and(|work| {
            work.title == settings.title && settings.editors.starts_with(&work.by)
        })
    }

    /// Whether a voice was made up as the author of a work of which no author is known.
    fn is_made_up(&self, voice: VoiceId, work: WorkId) -> bool {
        let known = self.corpus.works.get(work.index());
        let name = self.corpus.voices.get(voice.index()).map(|voice| &voice.name);
        known.is_some_and(|work| work.by.contains(&voice) && Some(&work.title) == name)
    }

    /// Whether a concept is a collection of others, which SKOS keeps apart from concepts (S37).
    pub(super) fn is_collection(&self, id: ConceptId) -> bool {
        self.collections.contains(&id)
    }

    /// Whether a relation says that a concept belongs to a collection.
    pub(super) fn is_membership(&self, relation: &Relation) -> bool {
        Some(relation.relation.index()) == self.membership
            && self.is_collection(relation.to)
            && StanceTriples::from_stance(&relation.said, self).is_own()
    }

    /// Whether one of two concepts is above the other, as somebody asserts.
    pub(super) fn are_in_one_hierarchy(&self, one: ConceptId, other: ConceptId) -> bool {
        self.is_reachable(one, other) || self.is_reachable(other, one)
    }

    fn is_reachable(&self, from: ConceptId, to: ConceptId) -> bool {
        let (mut seen, mut waiting) = (HashSet::new(), vec![from]);
        while let Some(id) = waiting.pop() {
            let start = self.corpus.relations.partition_point(|relation| relation.from < id);
            let own =
                self.corpus.relations.iter().skip(start).take_while(|relation| relation.from == id);
            for relation in
                own.filter(|it| it.relation == SUBSET_OF && !it.said.asserted_by.is_empty())
            {
                if relation.to == to {
                    return true;
                }
                if seen.insert(relation.to) {
                    waiting.push(relation.to);
                }
            }
        }
        false
    }
}

/// Who asserts and who denies something.
pub(super) struct StanceTriples<'w> {
    asserted_by: Vec<Citation>,
    denied_by: Vec<Citation>,
    naming: &'w CorpusIris<'w>,
}

impl<'w> StanceTriples<'w> {
    pub(super) fn from_stance(said: &CitedStance, naming: &'w CorpusIris<'w>) -> Self {
        Self { asserted_by: said.asserted_by.clone(), denied_by: said.denied_by.clone(), naming }
    }

    /// Citations alone.
    pub(super) fn of_citations(by: &[Citation], naming: &'w CorpusIris<'w>) -> Self {
        Self { asserted_by: by.to_vec(), denied_by: vec![], naming }
    }

    /// One voice, in no work.
    pub(super) fn from_voice(voice: VoiceId, naming: &'w CorpusIris<'w>) -> Self {
        let by = Citation::from_voice(voice, None);
        Self { asserted_by: vec![by], denied_by: vec![], naming }
    }

    pub(super) fn is_asserted(&self) -> bool {
        !self.asserted_by.is_empty()
    }

    /// Whether only the corpus's own voice says so, without a hedge.
    pub(super) fn is_own(&self) -> bool {
        let own = self.naming.corpus.settings.editors.first();
        let plain = |it: &Citation| Some(&it.voice) == own && it.work.is_none() && it.is_bare();
        self.denied_by.is_empty() && matches!(&*self.asserted_by, [one] if plain(one))
    }

    /// Adds to what is said who says it: creator and source, as any tool knows them, and where that does not say all,
    /// citations of our own, whose nodes are returned.
    pub(super) fn write_attribution(&self, about: &mut SubjectTriples) -> Vec<SubjectTriples> {
        if self.is_own() {
            return vec![];
        }
        self.name_sources(about);
        // A work alone speaks for all of its authors.
        let alone = |it: &Citation| {
            let work = it.work.and_then(|work| self.naming.corpus.works.get(work.index()));
            let made_up = it.work.is_some_and(|work| self.naming.is_made_up(it.voice, work));
            !made_up || work.is_some_and(|work| *work.by == [it.voice])
        };
        let simple =
            |it: &Citation| it.is_bare() && it.via.is_none() && it.work.is_some() && alone(it);
        let own = self.naming.corpus.settings.editors.first();
        // Who names no work speaks in the vocabulary itself, as far as somebody else's says.
        let in_itself = |it: &Citation| {
            let here = it.work.is_some_and(|work| self.naming.is_itself(work));
            here && it.is_bare() && it.via.as_ref().is_none_or(|via| Some(via) == own)
        };
        let simple = matches!(&*self.asserted_by, [one] if simple(one))
            || self.naming.keeps_foreign_names() && self.asserted_by.iter().all(in_itself);
        let mut nodes = vec![];
        let asserted = self.asserted_by.iter().filter(|_| !simple);
        let asserted = asserted.map(|citation| (cx::ASSERTED_BY, citation));
        for (predicate, citation) in
            asserted.chain(self.denied_by.iter().map(|it| (cx::DENIED_BY, it)))
        {
            let mut node = SubjectTriples::new(format!("{}-by-{}", about.subject, nodes.len() + 1));
            node.add_node(cx::VOICE, self.naming.voice_iri(citation.voice));
            if let Some(work) = citation.work {
                node.add_node(cx::WORK, self.naming.work_iri(work));
            }
            if let Some(via) = citation.via {
                node.add_node(cx::VIA, self.naming.voice_iri(via));
            }
            let language = &*self.naming.corpus.settings.language;
            for (predicate, words) in
                [(cx::HEDGE, &citation.text), (cx::RESERVATION, &citation.but)]
            {
                node.add_text(predicate, words.as_deref().unwrap_or_default(), Some(language));
            }
            node.add_text(cx::PLACED_AS, citation.placement.map_or("", Placement::name), None);
            node.add_text(cx::SPEAKS_OF, citation.aspect.map_or("", Aspect::name), None);
            about.add_node(predicate, &*node.subject);
            nodes.push(node);
        }
        nodes
    }

    /// Adds who says something, and where, in Dublin Core's words. What others name by a text has that text too.
    fn name_sources(&self, about: &mut SubjectTriples) {
        let corpus = self.naming.corpus;
        let foreign = self.naming.keeps_foreign_names();
        let mut seen = HashSet::new();
        for citation in &self.asserted_by {
            let alone = citation.work.is_some_and(|it| self.naming.is_made_up(citation.voice, it));
            let iri = self.naming.voice_iri(citation.voice);
            if foreign && alone || !seen.insert(iri.clone()) {
                continue;
            }
            let voice = corpus.voices.get(citation.voice.index());
            let name = voice.filter(|voice| foreign && voice.name != iri);
            about.add_node(dcterms::CREATOR, iri);
            about.add_text(dcterms::CREATOR, name.map_or("", |voice| &*voice.name), None);
        }
        for work in self.asserted_by.iter().filter_map(|citation| citation.work) {
            let iri = self.naming.work_iri(work);
            if foreign && self.naming.is_itself(work) || !seen.insert(iri.clone()) {
                continue;
            }
            let title = corpus.works.get(work.index()).filter(|it| foreign && it.url.is_none());
            about.add_node(dcterms::SOURCE, iri);
            about.add_text(dcterms::SOURCE, title.map_or("", |work| &*work.title), None);
        }
    }
}
