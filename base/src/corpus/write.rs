//! Converts a corpus to YAML values.
//!
//! The reverse of [`super::overlay`]: what is written here is read as the same corpus, as one layer.

use super::{
    Citation, CitedStance, ConceptId, Corpus, Facet, Profile, RelationKind, Settings, VoiceId,
    capitalize_first, scheme_yaml::scheme_to_yaml, yaml_map::YamlMap,
};
use crate::yaml::YamlValue;

impl Corpus {
    /// The entries of all concepts, in their order.
    pub fn entries_to_yaml(&self) -> impl Iterator<Item = YamlValue> {
        let mut relations = &*self.relations;
        (0_u32..).map(ConceptId).zip(&self.concepts).map(move |(id, concept)| {
            let own = relations.iter().take_while(|relation| relation.from == id).count();
            let (own, rest) = relations.split_at(own);
            relations = rest;
            self.entry_to_yaml(concept, own)
        })
    }

    /// What `corpus.yaml` says.
    pub fn manifest_to_yaml(&self) -> YamlValue {
        let Settings {
            title,
            language,
            iri,
            implied_words,
            editors,
            edition,
            voice_kinds,
            profile,
            rules,
            in_no_scheme,
        } = &self.settings;
        let mut map = YamlMap::default();
        map.text("title", title);
        map.text("language", language);
        map.put("iri", iri.as_deref().map(YamlValue::from));
        map.text("voice", editors.first().map_or("", |voice| self.voice_id(*voice)));
        if *profile == Profile::Foreign {
            map.text("profile", Profile::FOREIGN);
        }
        map.texts("rules", rules);
        map.put("edition", edition.as_deref().map(YamlValue::from));
        map.texts("implied-words", implied_words);
        map.texts("voice-kinds", voice_kinds);
        map.put_named(
            "kinds",
            self.kinds.iter().map(|kind| {
                let mut map = YamlMap::default();
                map.text("means", &kind.means);
                map.flag("one-umbrella", kind.one_umbrella);
                (&kind.id, map)
            }),
        );
        map.put_named(
            "facets",
            self.facets.iter().map(|facet| {
                let mut map = YamlMap::default();
                if facet.label != capitalize_first(&facet.id.replace('-', " ")) {
                    map.text("label", &facet.label);
                }
                map.text("means", &facet.means);
                map.flag("single-valued", facet.single_valued);
                map.flag("defining", facet.defining);
                map.texts("values", &facet.values);
                map.put("question", question_to_yaml(facet));
                map.put("verb", facet.verb.as_deref().map(YamlValue::from));
                (&facet.id, map)
            }),
        );
        let declared = self.relation_kinds.iter().skip(RelationKind::built_in().len());
        map.put_named(
            "relations",
            declared.map(|kind| (&kind.id, self.relation_kind_to_yaml(kind))),
        );
        let schemes = self.schemes.iter();
        map.put_named("schemes", schemes.map(|it| (&it.id, scheme_to_yaml(it))));
        let none = *in_no_scheme && self.schemes.is_empty();
        map.put("schemes", none.then(|| YamlValue::Map(vec![])));
        map.into_yaml()
    }

    fn relation_kind_to_yaml(&self, kind: &RelationKind) -> YamlMap {
        let mut map = YamlMap::default();
        if !kind.is_symmetric() {
            map.text("inverse", &kind.inverse);
        }
        map.text("means", &kind.means);
        let excluded = kind.excludes.iter().filter_map(|id| self.relation_kind(*id));
        map.list("excludes", excluded.map(|kind| YamlValue::from(&*kind.id)).collect());
        map.put("verb", kind.verb.as_deref().map(YamlValue::from));
        map.put("inverse-verb", kind.inverse_verb.as_deref().map(YamlValue::from));
        map.put("asked", kind.asked.as_deref().map(YamlValue::from));
        map
    }

    /// What `sources.yaml` says.
    pub fn sources_to_yaml(&self) -> YamlValue {
        let mut map = YamlMap::default();
        map.put_named(
            "voices",
            self.voices.iter().map(|voice| {
                let mut map = YamlMap::default();
                map.text("name", &voice.name);
                if voice.short != voice.name {
                    map.text("short", &voice.short);
                }
                let kind = voice.kind.and_then(|kind| self.settings.voice_kinds.get(kind.index()));
                map.put("kind", kind.map(|kind| YamlValue::from(&**kind)));
                map.text("about", &voice.about);
                (&voice.id, map)
            }),
        );
        map.put_named(
            "works",
            self.works.iter().map(|work| {
                let mut map = YamlMap::default();
                map.list(
                    "by",
                    work.by.iter().map(|voice| YamlValue::from(self.voice_id(*voice))).collect(),
                );
                map.text("title", &work.title);
                map.text("published", &work.published);
                map.put("year", work.year.as_deref().map(YamlValue::from));
                map.put("url", work.url.as_deref().map(YamlValue::from));
                map.texts("also-at", &work.also_at);
                (&work.id, map)
            }),
        );
        map.into_yaml()
    }

    /// Adds who asserts and who denies; what only the corpus's own voice says bare of any hedge needs no `by`.
    pub(super) fn put_attribution(&self, mut map: YamlMap, said: &CitedStance) -> YamlMap {
        let own = match &*said.asserted_by {
            [one] if one.work.is_none() && one.is_bare() => {
                self.settings.editors.first() == Some(&one.voice) && said.denied_by.is_empty()
            }
            _ => false,
        };
        if !own {
            map.list("by", self.citations_to_yaml(&said.asserted_by));
            map.list("denied-by", self.citations_to_yaml(&said.denied_by));
        }
        map
    }

    fn citations_to_yaml(&self, citations: &[Citation]) -> Vec<YamlValue> {
        let mut written = vec![];
        for citation in citations {
            let all = self.cites_all_authors(citation, citations);
            let name = match all {
                // The first of the authors speaks for them all.
                Some(true) => {
                    citation.work.and_then(|id| self.work(id)).map(|work| work.id.clone())
                }
                Some(false) => continue,
                None => Some(self.format_citation(citation)),
            };
            let Some(name) = name.map(YamlValue::from) else { continue };
            written.push(words_to_yaml(name, citation));
        }
        written
    }

    /// Whether all authors of a work say the same in it, and if so whether this citation is the first of them.
    fn cites_all_authors(&self, citation: &Citation, all: &[Citation]) -> Option<bool> {
        let work = self.work(citation.work?)?;
        let by = |voice: VoiceId| {
            all.iter().any(|other| {
                other.voice == voice
                    && other.work == citation.work
                    && other.via.is_none()
                    && (&other.text, &other.but) == (&citation.text, &citation.but)
                    && (other.placement, other.aspect) == (citation.placement, citation.aspect)
            })
        };
        let together = citation.via.is_none()
            && work.by.contains(&citation.voice)
            && work.by.iter().all(|voice| by(*voice));
        together.then(|| work.by.first() == Some(&citation.voice))
    }

    fn format_citation(&self, citation: &Citation) -> String {
        let voice = self.voice_id(citation.voice);
        let Some(work) = citation.work.and_then(|id| self.work(id)) else {
            return voice.to_owned();
        };
        match citation
            .via
            .filter(|via| work.by.first() != Some(via) || work.by.contains(&citation.voice))
        {
            Some(via) => format!("{voice} in {} in {}", self.voice_id(via), work.id),
            None => format!("{voice} in {}", work.id),
        }
    }

    pub(super) fn voice_id(&self, id: VoiceId) -> &str {
        self.voice(id).map_or("", |voice| &voice.id)
    }

    pub(super) fn concept_id(&self, id: ConceptId) -> &str {
        self.concept(id).map_or("", |concept| &concept.id)
    }
}

/// The words of a facet's values: one pattern, or a map.
fn question_to_yaml(facet: &Facet) -> Option<YamlValue> {
    if facet.value_words.is_empty() {
        return facet.question.as_deref().map(YamlValue::from);
    }
    let words = facet.value_words.iter();
    Some(YamlValue::Map(
        words.map(|(value, words)| (value.clone(), YamlValue::from(&**words))).collect(),
    ))
}

/// A citation's name, with what its voice adds.
fn words_to_yaml(name: YamlValue, citation: &Citation) -> YamlValue {
    if citation.is_bare() {
        return name;
    }
    let mut map = YamlMap::default();
    map.put("by", Some(name));
    map.put("text", citation.text.as_deref().map(YamlValue::from));
    map.put("but", citation.but.as_deref().map(YamlValue::from));
    map.put("as", citation.placement.map(|it| YamlValue::from(it.name())));
    map.put("of", citation.aspect.map(|it| YamlValue::from(it.name())));
    map.into_yaml()
}
