//! What changed in that which corpora declare: kinds, facets, relations, voices, works, and themselves?

use super::Changes;
use cxterms_base::corpus::{Corpus, RelationId, VoiceId};
use serde::Serialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Something that a corpus declares, and what changed in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Declared<'c> {
    /// Its identifier.
    pub id: &'c str,
    /// Its name, label or title.
    pub name: &'c str,
    /// Who or what it is, in one line; for people.
    #[serde(skip)]
    pub about: Cow<'c, str>,
    /// What changed: of what is new or gone, all that is declared of it.
    pub fields: Vec<Field<'c>>,
}

/// A key of the YAML under which something else stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field<'c> {
    /// The key.
    pub field: &'static str,
    /// What stood there, if anything did.
    pub old: Option<Value<'c>>,
    /// What stands there now, if anything does.
    pub new: Option<Value<'c>>,
}

/// What stands under a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value<'c> {
    /// A text.
    Text(&'c str),
    /// Several, whose order means nothing.
    List(BTreeSet<&'c str>),
    /// Yes or no.
    Flag(bool),
}

/// Something with what stands under each of its keys, in the order of reading.
struct Sheet<'c> {
    name: &'c str,
    about: Cow<'c, str>,
    fields: Vec<(&'static str, Option<Value<'c>>)>,
}

/// Things by their identifiers.
type Sheets<'c> = BTreeMap<&'c str, Sheet<'c>>;

/// Compares the kinds, facets, relations, voices and works of two corpora.
pub(super) fn declared<'c>(old: &'c Corpus, new: &'c Corpus) -> [Changes<Declared<'c>>; 5] {
    [kinds, facets, relations, voices, works].map(|sheets| compare(sheets(old), sheets(new)))
}

/// Compares what two manifests say of the corpora themselves.
pub(super) fn settings<'c>(old: &'c Corpus, new: &'c Corpus) -> Vec<Field<'c>> {
    let sheet = |corpus: &'c Corpus| {
        let settings = &corpus.settings;
        let words = settings.implied_words.iter().map(String::as_str);
        let fields = vec![
            ("title", text(&settings.title)),
            ("language", text(&settings.language)),
            ("voice", list(settings.editors.iter().filter_map(|id| voice(corpus, *id)))),
            ("implied-words", list(words)),
        ];
        Sheet { name: "", about: "".into(), fields }
    };
    fields(Some(&sheet(old)), Some(&sheet(new)))
}

fn compare<'c>(mut old: Sheets<'c>, new: Sheets<'c>) -> Changes<Declared<'c>> {
    let (mut added, mut removed, mut changed) = (vec![], vec![], vec![]);
    for (id, now) in new {
        let was = old.remove(id);
        let fields = fields(was.as_ref(), Some(&now));
        let list = if was.is_some() { &mut changed } else { &mut added };
        if was.is_none() || !fields.is_empty() {
            list.push(Declared { id, name: now.name, about: now.about, fields });
        }
    }
    for (id, was) in old {
        let fields = fields(Some(&was), None);
        removed.push(Declared { id, name: was.name, about: was.about, fields });
    }
    for list in [&mut added, &mut removed, &mut changed] {
        list.sort_by_cached_key(|declared| (declared.name.to_lowercase(), declared.id));
    }
    Changes { added, removed, changed }
}

/// What stands under other keys than before, or is not the same.
fn fields<'c>(old: Option<&Sheet<'c>>, new: Option<&Sheet<'c>>) -> Vec<Field<'c>> {
    let value = |sheet: Option<&Sheet<'c>>, at: usize| sheet?.fields.get(at)?.1.clone();
    let names = new.or(old).map(|sheet| &*sheet.fields).unwrap_or_default().iter().enumerate();
    let each =
        names.map(|(at, (field, _))| Field { field, old: value(old, at), new: value(new, at) });
    each.filter(|field| field.old != field.new).collect()
}

fn kinds(corpus: &Corpus) -> Sheets<'_> {
    let sheets = corpus.kinds.iter().map(|kind| {
        let fields = vec![("means", text(&kind.means)), ("one-umbrella", flag(kind.one_umbrella))];
        (&*kind.id, Sheet { name: &kind.id, about: (&*kind.means).into(), fields })
    });
    sheets.collect()
}

fn facets(corpus: &Corpus) -> Sheets<'_> {
    let sheets = corpus.facets.iter().map(|facet| {
        let fields = vec![
            ("label", text(&facet.label)),
            ("means", text(&facet.means)),
            ("single-valued", flag(facet.single_valued)),
            ("defining", flag(facet.defining)),
            ("values", list(facet.values.iter().map(String::as_str))),
        ];
        (&*facet.id, Sheet { name: &facet.label, about: (&*facet.means).into(), fields })
    });
    sheets.collect()
}

fn relations(corpus: &Corpus) -> Sheets<'_> {
    let name = |id: &RelationId| Some(&*corpus.relation_kinds.get(id.index())?.id);
    let sheets = corpus.relation_kinds.iter().map(|relation| {
        let inverse = if relation.symmetric() { "" } else { &relation.inverse };
        let fields = vec![
            ("inverse", text(inverse)),
            ("means", text(&relation.means)),
            ("excludes", list(relation.excludes.iter().filter_map(name))),
        ];
        (&*relation.id, Sheet { name: &relation.id, about: (&*relation.means).into(), fields })
    });
    sheets.collect()
}

fn voices(corpus: &Corpus) -> Sheets<'_> {
    let sheets = corpus.voices.iter().map(|voice| {
        let short = if voice.short == voice.name { "" } else { &voice.short };
        let fields = vec![
            ("name", text(&voice.name)),
            ("short", text(short)),
            ("about", text(&voice.about)),
        ];
        (&*voice.id, Sheet { name: &voice.name, about: (&*voice.about).into(), fields })
    });
    sheets.collect()
}

fn works(corpus: &Corpus) -> Sheets<'_> {
    let sheets = corpus.works.iter().map(|work| {
        let fields = vec![
            ("by", list(work.by.iter().filter_map(|id| voice(corpus, *id)))),
            ("title", text(&work.title)),
            ("published", text(&work.published)),
            ("year", work.year.as_deref().and_then(text)),
            ("url", work.url.as_deref().and_then(text)),
            ("also-at", list(work.also_at.iter().map(String::as_str))),
        ];
        let by = work.by.iter().filter_map(|id| corpus.voices.get(id.index()));
        let by = by.map(|voice| &*voice.name).collect::<Vec<_>>().join(", ");
        (&*work.id, Sheet { name: &work.title, about: format!("by {by}").into(), fields })
    });
    sheets.collect()
}

fn voice(corpus: &Corpus, id: VoiceId) -> Option<&str> {
    Some(&*corpus.voices.get(id.index())?.id)
}

fn text(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then_some(Value::Text(text))
}

fn list<'c>(texts: impl Iterator<Item = &'c str>) -> Option<Value<'c>> {
    let texts: BTreeSet<_> = texts.collect();
    (!texts.is_empty()).then_some(Value::List(texts))
}

fn flag(flag: bool) -> Option<Value<'static>> {
    flag.then_some(Value::Flag(true))
}
