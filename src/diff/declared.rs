//! Changes in what the corpora declare: kinds, facets, relations, schemes, voices, works, and their own settings.

use super::Changes;
use cxterms_base::{
    corpus::{Corpus, RelationId, VoiceId},
    schema::SCHEME_PROPERTIES,
};
use serde::Serialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Something that a corpus declares, and what changed in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct DeclarationChange<'c> {
    /// Its identifier.
    pub id: &'c str,
    /// Its name, label or title.
    pub name: &'c str,
    /// Who or what it is, in one line; for people.
    #[serde(skip)]
    pub about: Cow<'c, str>,
    /// What changed: of what is new or gone, all that is declared of it.
    pub fields: Vec<FieldChange<'c>>,
}

/// A key of the YAML under which something else stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange<'c> {
    /// The key.
    pub field: &'static str,
    /// What stood there, if anything did.
    pub old: Option<FieldValue<'c>>,
    /// What stands there now, if anything does.
    pub new: Option<FieldValue<'c>>,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FieldValue<'c> {
    /// A text.
    Text(&'c str),
    /// Several, whose order means nothing.
    List(BTreeSet<&'c str>),
    /// Yes or no.
    Flag(bool),
}

/// Something with what stands under each of its keys, in the order of reading.
struct DeclaredFields<'c> {
    name: &'c str,
    about: Cow<'c, str>,
    fields: Vec<(&'static str, Option<FieldValue<'c>>)>,
}

/// Things by their identifiers.
type DeclaredFieldsById<'c> = BTreeMap<&'c str, DeclaredFields<'c>>;

/// Compares the kinds, facets, relations, schemes, voices and works of two corpora.
pub(super) fn compare_declarations<'c>(
    old: &'c Corpus,
    new: &'c Corpus,
) -> [Changes<DeclarationChange<'c>>; 6] {
    [kind_fields, facet_fields, relation_fields, scheme_fields, voice_fields, work_fields]
        .map(|sheets| compare_by_id(sheets(old), sheets(new)))
}

/// Compares what two manifests say of the corpora themselves.
pub(super) fn compare_settings<'c>(old: &'c Corpus, new: &'c Corpus) -> Vec<FieldChange<'c>> {
    let sheet = |corpus: &'c Corpus| {
        let settings = &corpus.settings;
        let words = settings.implied_words.iter().map(String::as_str);
        let fields = vec![
            ("title", text_value(&settings.title)),
            ("language", text_value(&settings.language)),
            ("voice", list_value(settings.editors.iter().filter_map(|id| voice_id(corpus, *id)))),
            ("edition", settings.edition.as_deref().and_then(text_value)),
            ("implied-words", list_value(words)),
            ("voice-kinds", list_value(settings.voice_kinds.iter().map(String::as_str))),
        ];
        DeclaredFields { name: "", about: "".into(), fields }
    };
    changed_fields(Some(&sheet(old)), Some(&sheet(new)))
}

fn compare_by_id<'c>(
    mut old: DeclaredFieldsById<'c>,
    new: DeclaredFieldsById<'c>,
) -> Changes<DeclarationChange<'c>> {
    let (mut added, mut removed, mut changed) = (vec![], vec![], vec![]);
    for (id, now) in new {
        let was = old.remove(id);
        let fields = changed_fields(was.as_ref(), Some(&now));
        let list = if was.is_some() { &mut changed } else { &mut added };
        if was.is_none() || !fields.is_empty() {
            list.push(DeclarationChange { id, name: now.name, about: now.about, fields });
        }
    }
    for (id, was) in old {
        let fields = changed_fields(Some(&was), None);
        removed.push(DeclarationChange { id, name: was.name, about: was.about, fields });
    }
    for list in [&mut added, &mut removed, &mut changed] {
        list.sort_by_cached_key(|declared| (declared.name.to_lowercase(), declared.id));
    }
    Changes { added, removed, changed }
}

/// What stands under other keys than before, or is not the same.
fn changed_fields<'c>(
    old: Option<&DeclaredFields<'c>>,
    new: Option<&DeclaredFields<'c>>,
) -> Vec<FieldChange<'c>> {
    let value = |sheet: Option<&DeclaredFields<'c>>, at: usize| sheet?.fields.get(at)?.1.clone();
    let names = new.or(old).map(|sheet| &*sheet.fields).unwrap_or_default().iter().enumerate();
    let each = names.map(|(at, (field, _))| FieldChange {
        field,
        old: value(old, at),
        new: value(new, at),
    });
    each.filter(|field| field.old != field.new).collect()
}

fn kind_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let sheets = corpus.kinds.iter().map(|kind| {
        let fields = vec![
            ("means", text_value(&kind.means)),
            ("one-umbrella", flag_value(kind.one_umbrella)),
        ];
        (&*kind.id, DeclaredFields { name: &kind.id, about: (&*kind.means).into(), fields })
    });
    sheets.collect()
}

fn facet_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let sheets = corpus.facets.iter().map(|facet| {
        let fields = vec![
            ("label", text_value(&facet.label)),
            ("means", text_value(&facet.means)),
            ("single-valued", flag_value(facet.single_valued)),
            ("defining", flag_value(facet.defining)),
            ("values", list_value(facet.values.iter().map(String::as_str))),
            ("question", facet.question.as_deref().and_then(text_value)),
            ("verb", facet.verb.as_deref().and_then(text_value)),
        ];
        (&*facet.id, DeclaredFields { name: &facet.label, about: (&*facet.means).into(), fields })
    });
    sheets.collect()
}

fn relation_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let name = |id: &RelationId| Some(&*corpus.relation_kind(*id)?.id);
    let sheets = corpus.relation_kinds.iter().map(|relation| {
        let inverse = if relation.is_symmetric() { "" } else { &relation.inverse };
        let fields = vec![
            ("inverse", text_value(inverse)),
            ("means", text_value(&relation.means)),
            ("excludes", list_value(relation.excludes.iter().filter_map(name))),
            ("verb", relation.verb.as_deref().and_then(text_value)),
            ("inverse-verb", relation.inverse_verb.as_deref().and_then(text_value)),
            ("asked", relation.asked.as_deref().and_then(text_value)),
        ];
        (
            &*relation.id,
            DeclaredFields { name: &relation.id, about: (&*relation.means).into(), fields },
        )
    });
    sheets.collect()
}

/// What a scheme says; of properties that have no name here, all values together.
fn scheme_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let sheets = corpus.schemes.iter().map(|scheme| {
        let values = |wanted: &dyn Fn(&str) -> bool| {
            let own = scheme.facts.iter().filter(|fact| wanted(&fact.property));
            list_value(own.map(|fact| &*fact.value))
        };
        let mut fields = vec![("iri", scheme.iri.as_deref().and_then(text_value))];
        for (name, ..) in SCHEME_PROPERTIES {
            fields.push((name, values(&|property| property == name)));
        }
        let is_named =
            |property: &str| SCHEME_PROPERTIES.iter().any(|(name, ..)| *name == property);
        fields.push(("properties", values(&|property| !is_named(property))));
        (&*scheme.id, DeclaredFields { name: scheme.title(), about: "".into(), fields })
    });
    sheets.collect()
}

fn voice_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let sheets = corpus.voices.iter().map(|voice| {
        let short = if voice.short == voice.name { "" } else { &voice.short };
        let kinds = &corpus.settings.voice_kinds;
        let kind = voice.kind.and_then(|kind| kinds.get(kind.index()));
        let fields = vec![
            ("name", text_value(&voice.name)),
            ("short", text_value(short)),
            ("kind", kind.and_then(|kind| text_value(kind))),
            ("about", text_value(&voice.about)),
        ];
        (&*voice.id, DeclaredFields { name: &voice.name, about: (&*voice.about).into(), fields })
    });
    sheets.collect()
}

fn work_fields(corpus: &Corpus) -> DeclaredFieldsById<'_> {
    let sheets = corpus.works.iter().map(|work| {
        let fields = vec![
            ("by", list_value(work.by.iter().filter_map(|id| voice_id(corpus, *id)))),
            ("title", text_value(&work.title)),
            ("published", text_value(&work.published)),
            ("year", work.year.as_deref().and_then(text_value)),
            ("url", work.url.as_deref().and_then(text_value)),
            ("also-at", list_value(work.also_at.iter().map(String::as_str))),
        ];
        let by = work.by.iter().filter_map(|id| corpus.voice(*id));
        let by = by.map(|voice| &*voice.name).collect::<Vec<_>>().join(", ");
        (&*work.id, DeclaredFields { name: &work.title, about: format!("by {by}").into(), fields })
    });
    sheets.collect()
}

fn voice_id(corpus: &Corpus, id: VoiceId) -> Option<&str> {
    Some(&*corpus.voice(id)?.id)
}

fn text_value(text: &str) -> Option<FieldValue<'_>> {
    (!text.is_empty()).then_some(FieldValue::Text(text))
}

fn list_value<'c>(texts: impl Iterator<Item = &'c str>) -> Option<FieldValue<'c>> {
    let texts: BTreeSet<_> = texts.collect();
    (!texts.is_empty()).then_some(FieldValue::List(texts))
}

fn flag_value(flag: bool) -> Option<FieldValue<'static>> {
    flag.then_some(FieldValue::Flag(true))
}
