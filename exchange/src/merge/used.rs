//! Which declarations of a corpus its entries make use of.

use super::claim::SIDES;
use cxterms_base::{
    corpus::{Concept, Corpus, Relation},
    yaml::{YamlAddition, YamlValue},
};
use std::collections::HashSet;

/// A key of a corpus's files, and a name under it.
pub(super) type DeclaredName = (&'static str, String);

/// What a corpus declares, by key of its files.
pub(super) fn declared_names(corpus: &Corpus) -> HashSet<DeclaredName> {
    let all = corpus.kinds.iter().map(|it| ("kinds", it.id.clone()));
    all.chain(corpus.facets.iter().map(|it| ("facets", it.id.clone())))
        .chain(corpus.relation_kinds.iter().map(|it| ("relations", it.id.clone())))
        .chain(corpus.schemes.iter().map(|it| ("schemes", it.id.clone())))
        .chain(corpus.voices.iter().map(|it| ("voices", it.id.clone())))
        .chain(corpus.works.iter().map(|it| ("works", it.id.clone())))
        .collect()
}

/// What the concepts and relations of a corpus make use of, by key of its files.
pub(super) fn used_names(corpus: &Corpus) -> HashSet<DeclaredName> {
    let concepts = || corpus.concepts.iter();
    let kinds = concepts().filter_map(|it| corpus.kinds.get(it.kind?.index()));
    let facets = concepts().flat_map(|it| &it.facets).map(|it| it.facet);
    let facets = facets.chain(corpus.relations.iter().filter_map(|it| it.facet));
    let facets = facets.filter_map(|facet| corpus.facets.get(facet.index()));
    let relations = corpus.relations.iter().map(|it| it.relation.index());
    let relations = relations.filter_map(|relation| corpus.relation_kinds.get(relation));
    let said = concepts().flat_map(Concept::cited_stances);
    let said = said.chain(corpus.relations.iter().map(|relation: &Relation| &relation.said));
    let cited: Vec<_> =
        said.flat_map(|said| said.asserted_by.iter().chain(&said.denied_by)).collect();
    let works = || cited.iter().filter_map(|it| corpus.works.get(it.work?.index()));
    let speakers = cited.iter().flat_map(|it| [Some(it.voice), it.via]).flatten();
    let voices = speakers.chain(works().flat_map(|work| work.by.iter().copied()));
    let voices = voices.filter_map(|voice| corpus.voices.get(voice.index()));
    let schemes = concepts().flat_map(|it| &it.schemes);
    let schemes = schemes.filter_map(|it| corpus.scheme(it.scheme));
    let all = kinds.map(|it| ("kinds", it.id.clone()));
    all.chain(schemes.map(|it| ("schemes", it.id.clone())))
        .chain(facets.map(|it| ("facets", it.id.clone())))
        .chain(relations.map(|it| ("relations", it.id.clone())))
        .chain(voices.map(|it| ("voices", it.id.clone())))
        .chain(works().map(|it| ("works", it.id.clone())))
        .collect()
}

/// What additions to entries make use of, by key of the files.
pub(super) fn names_in_additions<'a>(
    corpus: &Corpus,
    additions: impl Iterator<Item = &'a YamlAddition>,
) -> HashSet<DeclaredName> {
    let mut named = WordsInAdditions::default();
    additions.for_each(|addition| named.collect_addition("", addition));
    let WordsInAdditions { cited, kinds, facets, relations, schemes } = named;
    let works = || corpus.works.iter().filter(|work| cited.contains(&work.id));
    let authors = works().flat_map(|work| work.by.iter().filter_map(|by| corpus.voice(*by)));
    let voices = corpus.voices.iter().filter(|voice| cited.contains(&voice.id)).chain(authors);
    let keyed =
        |key: &'static str, names: HashSet<String>| names.into_iter().map(move |name| (key, name));
    let sources = voices.map(|it| ("voices", it.id.clone()));
    let sources = sources.chain(works().map(|it| ("works", it.id.clone()))).collect::<Vec<_>>();
    let declared = keyed("kinds", kinds).chain(keyed("facets", facets));
    let declared = declared.chain(keyed("relations", relations)).chain(keyed("schemes", schemes));
    declared.chain(sources).collect()
}

/// The words in additions that name something.
#[derive(Default)]
struct WordsInAdditions {
    /// Names of voices and works, as citations hold them.
    cited: HashSet<String>,
    kinds: HashSet<String>,
    facets: HashSet<String>,
    relations: HashSet<String>,
    schemes: HashSet<String>,
}

impl WordsInAdditions {
    fn collect_addition(&mut self, key: &str, addition: &YamlAddition) {
        match addition {
            YamlAddition::Value(value) => self.collect_value(key, value),
            YamlAddition::Text(_) => {}
            YamlAddition::Keys(keys) => {
                for (name, under) in keys {
                    self.collect_key(key, name);
                    self.collect_addition(name, under);
                }
            }
            YamlAddition::Items { new, changed } => {
                for item in new {
                    self.collect_value(key, item);
                }
                for it in changed {
                    self.collect_addition(&it.key, &it.with);
                }
            }
        }
    }

    fn collect_key(&mut self, key: &str, name: &str) {
        let names = match key {
            "facets" => &mut self.facets,
            "relations" => &mut self.relations,
            _ => return,
        };
        names.insert(name.to_owned());
    }

    fn collect_value(&mut self, key: &str, value: &YamlValue) {
        match value {
            YamlValue::Text(text) if SIDES.contains(&key) => {
                self.cited.extend(text.split(" in ").map(str::to_owned));
            }
            // The kind of a note or match is none that is declared; one of these that is called alike is harmless.
            YamlValue::Text(text) => {
                let names = match key {
                    "kind" => &mut self.kinds,
                    "facet" => &mut self.facets,
                    "schemes" | "top-of" => &mut self.schemes,
                    _ => return,
                };
                names.insert(text.clone());
            }
            YamlValue::Flag(_) => {}
            YamlValue::List(items) => items.iter().for_each(|item| self.collect_value(key, item)),
            YamlValue::Map(pairs) => {
                for (name, value) in pairs {
                    self.collect_key(key, name);
                    self.collect_value(name, value);
                }
            }
        }
    }
}
