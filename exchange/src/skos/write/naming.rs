//! The IRIs of a corpus's concepts, voices, works and declarations, and the triples that attribute claims.

use super::SubjectTriples;
use crate::skos::{
    is_iri,
    names::{cx, dcterms},
};
use cxterms_base::{
    corpus::{
        Aspect, COLLECTION, Citation, CitedStance, ConceptId, Corpus, Placement, Profile, Relation,
        SUBSET_OF, Scheme, SchemeId, VoiceId, WorkId,
    },
    text,
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
    collections: HashSet<ConceptId>,
    membership: Option<usize>,
    /// The numbers of the concepts by their identifiers, once one was asked for.
    by_id: OnceCell<HashMap<String, ConceptId>>,
}

/// Whether a corpus is a concept scheme itself, since it declares none.
pub(super) fn is_one_scheme(corpus: &Corpus) -> bool {
    corpus.schemes.is_empty() && !corpus.settings.in_no_scheme
}

/// What the IRIs of a corpus begin with that says nothing of them: a name, and no address.
pub(in crate::skos) fn placeholder_namespace(title: &str) -> String {
    let letters = |word: String| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let words = text::split_words(title).map(letters).filter(|word| !word.is_empty());
    format!("urn:cxterms:{}:", words.collect::<Vec<_>>().join("-"))
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
        let by_id = OnceCell::new();
        Self { corpus, space, own_space, whole, schemes, collections, membership, by_id }
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

    pub(super) fn voice_iri(&self, id: VoiceId) -> String {
        self.declared_iri("voice", self.voice_id(id))
    }

    fn work_iri(&self, id: WorkId) -> String {
        self.declared_iri("work", self.corpus.works.get(id.index()).map_or("", |work| &*work.id))
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
        let mut seen = HashSet::new();
        for citation in &self.asserted_by {
            let voice = self.naming.voice_iri(citation.voice);
            if seen.insert(voice.clone()) {
                about.add_node(dcterms::CREATOR, voice);
            }
        }
        for work in self.asserted_by.iter().filter_map(|citation| citation.work) {
            let work = self.naming.work_iri(work);
            if seen.insert(work.clone()) {
                about.add_node(dcterms::SOURCE, work);
            }
        }
        let simple = |it: &Citation| it.is_bare() && it.via.is_none() && it.work.is_some();
        let simple = matches!(&*self.asserted_by, [one] if simple(one));
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
}
