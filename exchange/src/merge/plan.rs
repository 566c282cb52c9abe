//! Plans what is added to the entries of concepts that are there.

use super::{
    CorpusMerge, EntryAddition, MergeInto,
    claim::ClaimReader,
    join::join_entries,
    planned::{EntryMerge, MergeContext},
};
use cxterms_base::{
    corpus::{ConceptId, Corpus, VoiceId},
    yaml::YamlValue,
};
use std::{cell::RefCell, collections::HashMap, rc::Rc};

impl CorpusMerge<'_> {
    /// What of what concepts say that are there is new.
    pub(super) fn plan_entries(
        &mut self,
        target: MergeInto<'_>,
        wanted: Vec<(usize, Vec<YamlValue>)>,
    ) -> Vec<EntryAddition> {
        let into = self.into;
        let authors = list_authors([into, &self.corpus]);
        let voice = |corpus: &Corpus, id: Option<&VoiceId>| {
            id.and_then(|id| corpus.voice(*id)).map(|voice| voice.id.clone())
        };
        let file_work = self.file_work.and_then(|work| self.corpus.work(work));
        let entries = EntryCache::new(into);
        let single = into.facets.iter().chain(&self.corpus.facets).filter(|it| it.single_valued);
        let both_ways = into.relation_kinds.iter().chain(&self.corpus.relation_kinds);
        let both_ways = both_ways.filter(|kind| kind.is_symmetric());
        let context = MergeContext {
            authors: &authors,
            own_voice: voice(into, into.settings.editors.last()),
            first_voice: voice(into, into.settings.editors.first()),
            file_citation: file_work.map(|work| work.id.clone()),
            unattributed: target.unattributed && file_work.is_none(),
            only_scheme: match &*into.schemes {
                [only] => Some(only.id.clone()),
                _ => None,
            },
            single_valued: single.map(|facet| facet.id.clone()).collect(),
            symmetric: both_ways.map(|kind| kind.id.clone()).collect(),
            find_entry: &|id| Some((*entries.find_by_id(id)?).clone()),
        };
        let implied = voice(&self.corpus, self.corpus.settings.editors.first());
        let mut changed = vec![];
        for (at, said) in wanted {
            let (Some(concept), Some(have)) = (into.concepts.get(at), entries.get(at)) else {
                continue;
            };
            // One without more than its identifier is only spoken of.
            let said = join_entries(said);
            let own = (target.own_entry)(concept);
            let reader = ClaimReader { implied: implied.clone(), authors: &authors };
            let known = (&*concept.id, &*have, own.as_ref());
            let addition =
                EntryMerge::plan_addition(&context, known, (&said, reader), &mut self.losses);
            if !addition.is_empty() {
                let (id, has_entry) = (concept.id.clone(), own.is_some());
                changed.push(EntryAddition { id, addition, has_entry });
            }
        }
        changed
    }
}

/// Entries of a corpus, each made once.
struct EntryCache<'c> {
    corpus: &'c Corpus,
    ids: HashMap<&'c str, usize>,
    entries: RefCell<HashMap<usize, Rc<YamlValue>>>,
}

impl<'c> EntryCache<'c> {
    fn new(corpus: &'c Corpus) -> Self {
        let ids = corpus.concepts.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect();
        Self { corpus, ids, entries: RefCell::default() }
    }

    fn get(&self, at: usize) -> Option<Rc<YamlValue>> {
        if let Some(known) = self.entries.borrow().get(&at) {
            return Some(Rc::clone(known));
        }
        let entry = Rc::new(self.corpus.entry_of(ConceptId(u32::try_from(at).ok()?))?);
        self.entries.borrow_mut().insert(at, Rc::clone(&entry));
        Some(entry)
    }

    fn find_by_id(&self, id: &str) -> Option<Rc<YamlValue>> {
        self.get(*self.ids.get(id)?)
    }
}

/// The authors of all works, by identifier.
fn list_authors(corpora: [&Corpus; 2]) -> HashMap<String, Vec<String>> {
    let works = corpora.into_iter().flat_map(|corpus| {
        corpus.works.iter().map(move |work| {
            let by = work.by.iter().filter_map(|by| corpus.voice(*by));
            (work.id.clone(), by.map(|voice| voice.id.clone()).collect())
        })
    });
    works.collect()
}
