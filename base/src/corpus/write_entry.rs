//! Writes a concept as the entry of a YAML file.

use super::{
    Citation, CitedStance, Concept, Corpus, Label, LabelKind, Note, NoteKind, Relation, VoiceId,
    computation, yaml_map::YamlMap,
};
use crate::yaml::YamlValue;

impl Corpus {
    pub(super) fn entry_to_yaml(&self, concept: &Concept, relations: &[Relation]) -> YamlValue {
        let mut map = YamlMap::default();
        let own = || concept.labels.iter().filter(|label| label.language.is_none());
        map.text("id", &concept.id);
        map.put("iri", concept.iri.as_deref().map(YamlValue::from));
        self.put_labels(&mut map, &mut own());
        map.put("qualifier", concept.qualifier.as_deref().map(YamlValue::from));
        let kind = concept.kind.and_then(|kind| self.kind(kind));
        map.put("kind", kind.map(|kind| YamlValue::from(&*kind.id)));
        self.put_definitions(&mut map, concept);
        map.put_grouped(
            "facets",
            concept.facets.iter().map(|value| {
                let facet = self.facet(value.facet).map_or("", |facet| &*facet.id);
                let mut map = YamlMap::default();
                map.text("value", &value.value);
                if let Some(computation) = &value.computation {
                    computation::put_computation(&mut map, computation);
                }
                (facet, self.put_attribution(map, &value.said).into_yaml_or_only_text("value"))
            }),
        );
        map.put_grouped(
            "relations",
            relations.iter().map(|relation| {
                let kind = self.relation_kind(relation.relation);
                (kind.map_or("", |kind| &*kind.id), self.relation_to_yaml(relation))
            }),
        );
        map.put(
            "root",
            concept
                .root
                .as_ref()
                .map(|said| self.put_attribution(YamlMap::default(), said).into_yaml()),
        );
        self.put_schemes(&mut map, concept);
        map.put_named("translations", self.translations_to_yaml(concept).into_iter());
        map.list("notes", concept.notes.iter().map(|note| self.note_to_yaml(note)).collect());
        map.list(
            "notations",
            concept.notations.iter().map(|notation| YamlValue::from(&*notation.code)).collect(),
        );
        map.list(
            "matches",
            concept
                .matches
                .iter()
                .map(|it| {
                    let mut map = YamlMap::default();
                    map.text("kind", &it.kind);
                    map.text("iri", &it.iri);
                    map.into_yaml()
                })
                .collect(),
        );
        map.list("status", self.states_to_yaml(concept));
        map.dates(&concept.dates);
        map.texts(
            "allow",
            &concept.allow.iter().map(|name| name.value.clone()).collect::<Vec<_>>(),
        );
        map.into_yaml()
    }

    /// What it means: in the words of the corpus's own voice, and of others.
    fn put_definitions(&self, map: &mut YamlMap, concept: &Concept) {
        let is_own = |voice: VoiceId| self.settings.editors.first() == Some(&voice);
        let mut definitions = vec![];
        match &concept.definition {
            Some(own) if is_own(own.voice) => map.text("definition", &own.text),
            // A later layer's own words, now one voice among others.
            Some(other) => {
                let by = Citation::from_voice(other.voice, None);
                let said = CitedStance::asserted(vec![by]);
                definitions.push(self.claim_to_yaml("text", &other.text, &said));
            }
            None => {}
        }
        definitions.extend(concept.definitions.iter().map(|it| {
            let mut map = YamlMap::default();
            map.text("text", &it.text);
            map.flag("leading", it.leading);
            map.put("lang", it.language.as_deref().map(YamlValue::from));
            map.dates(&it.dates);
            self.put_attribution(map, &it.said).into_yaml_or_only_text("text")
        }));
        map.list("definitions", definitions);
    }

    fn note_to_yaml(&self, note: &Note) -> YamlValue {
        let mut map = YamlMap::default();
        map.text("text", &note.text);
        map.put("label", note.label.as_deref().map(YamlValue::from));
        map.put("lang", note.language.as_deref().map(YamlValue::from));
        map.dates(&note.dates);
        if note.kind != NoteKind::default() {
            map.text("kind", note.kind.name());
        }
        let with = note.with.iter().map(|id| YamlValue::from(self.concept_id(*id)));
        map.list("with", with.collect());
        self.put_attribution(map, &note.said).into_yaml_or_only_text("text")
    }

    fn translations_to_yaml<'c>(&self, concept: &'c Concept) -> Vec<(&'c String, YamlMap)> {
        let spoken = concept.labels.iter().filter_map(|label| label.language.as_ref());
        let mut languages: Vec<&String> = vec![];
        for language in spoken.chain(concept.translated.iter().map(|(language, _)| language)) {
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        let each = languages.into_iter().map(|language| {
            let mut map = YamlMap::default();
            let labels = concept.labels.iter();
            self.put_labels(
                &mut map,
                &mut labels.filter(|label| label.language.as_ref() == Some(language)),
            );
            for (_, text) in concept.translated.iter().filter(|(known, _)| known == language) {
                map.text("definition", &text.text);
            }
            (language, map)
        });
        each.collect()
    }

    fn put_labels(&self, map: &mut YamlMap, labels: &mut dyn Iterator<Item = &Label>) {
        let labels: Vec<_> = labels.collect();
        let of = |kind| labels.iter().filter(move |label| label.kind == kind);
        if let Some(preferred) = of(LabelKind::Preferred).next() {
            map.put("label", Some(self.label_to_yaml(preferred)));
        }
        for (name, kind) in [
            ("abbreviations", LabelKind::Abbreviation),
            ("synonyms", LabelKind::Synonym),
            ("avoid", LabelKind::Avoid),
            ("hidden", LabelKind::Hidden),
        ] {
            map.list(name, of(kind).map(|label| self.label_to_yaml(label)).collect());
        }
    }

    fn label_to_yaml(&self, label: &Label) -> YamlValue {
        let mut map = YamlMap::default();
        map.text("text", &label.text);
        map.flag("secondary", label.secondary);
        map.put("why", label.why.as_deref().map(YamlValue::from));
        map.put("instead", label.instead.as_deref().map(YamlValue::from));
        self.put_attribution(map, &label.said).into_yaml_or_only_text("text")
    }

    fn claim_to_yaml(&self, key: &str, text: &str, said: &CitedStance) -> YamlValue {
        let mut map = YamlMap::default();
        map.text(key, text);
        self.put_attribution(map, said).into_yaml_or_only_text(key)
    }

    fn relation_to_yaml(&self, relation: &Relation) -> YamlValue {
        let mut map = YamlMap::default();
        map.text("concept", self.concept_id(relation.to));
        let facet = relation.facet.and_then(|id| self.facet(id));
        map.put("facet", facet.map(|facet| YamlValue::from(&*facet.id)));
        map.put("text", relation.text.as_deref().map(YamlValue::from));
        self.put_attribution(map, &relation.said).into_yaml_or_only_text("concept")
    }
}
