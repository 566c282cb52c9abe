//! What may stand at a place of a corpus's file.

use super::{
    capability::RequestFault, cursor_context::read_context, id_mentions::CorpusFileKind,
    session::EditorSession,
};
use crate::check::RULES;
use cxterms_base::{
    Base,
    corpus::{VoiceId, WorkId},
    image::ImageError,
    schema::{CONCEPT_KEYS, ConceptState, MANIFEST_KEYS, MATCH_KINDS, VOICE_KEYS, WORK_KEYS},
};
use lsp_types::{CompletionItemKind, Position};
use std::ops::Range;

/// A word that may stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CursorOffer {
    pub(super) word: String,
    pub(super) about: Option<String>,
    pub(super) kind: CompletionItemKind,
}

/// What may stand at a place.
pub(super) struct CursorOffers {
    pub(super) offers: Vec<CursorOffer>,
    /// The bytes of what is typed of it.
    pub(super) typed: Range<usize>,
}

/// So many concepts are looked at, and offered.
const MAX_CONCEPTS_SEEN: usize = 100_000;
const MAX_CONCEPTS_OFFERED: usize = 200;

/// Keys of maps that are no entries, by the key above them; the manifest's and those of sources by the two above.
const KEYS: &[(&[&str], &[&str])] = &[
    (&["relations"], &["concept", "facet", "text", "as", "by", "denied-by"]),
    (
        &["facets"],
        &[
            "value",
            "formula",
            "unit",
            "scale",
            "period",
            "inputs",
            "no-formula",
            "text",
            "by",
            "denied-by",
        ],
    ),
    (&["definitions"], &["text", "leading", "lang", "by", "denied-by", "created", "modified"]),
    (&["notes"], &["text", "label", "kind", "with", "lang", "by", "denied-by"]),
    (&["label", "abbreviations", "synonyms", "hidden"], &["text", "secondary", "by", "denied-by"]),
    (&["avoid"], &["text", "why", "instead", "by", "denied-by"]),
    (&["status"], &["value", "since", "replaced-by", "text", "by", "denied-by"]),
    (&["matches"], &["kind", "iri"]),
    (&["by", "denied-by"], &["by", "text", "but", "of", "as"]),
    (&["root"], &["by", "denied-by", "text"]),
];

const DECLARED_KEYS: &[(&str, &[&str])] = &[
    ("kinds", &["means", "one-umbrella"]),
    ("facets", &["label", "means", "single-valued", "defining", "values", "question", "verb"]),
    ("relations", &["inverse", "means", "excludes", "verb", "inverse-verb", "asked"]),
    ("voices", VOICE_KEYS),
    ("works", WORK_KEYS),
];

const NOTE_KINDS: &[&str] =
    &["remark", "usage", "scope", "example", "history", "figure", "advice", "change"];

/// The words that may stand at a place, and the bytes of what is typed of them; none in anything but a file of a corpus.
pub(super) fn list_offers(
    session: &mut EditorSession<'_>,
    uri: &str,
    position: Position,
) -> Result<Option<CursorOffers>, RequestFault> {
    let unit = session.client.unit;
    let Some(document) = session.document(uri) else { return Ok(None) };
    let Some(folder) = document.corpus_folder().map(std::path::Path::to_owned) else {
        return Ok(None);
    };
    let at = document.text.find_offset(position, unit);
    let context = read_context(document.text.as_str(), at);
    let below = document.path.as_deref().and_then(|path| path.strip_prefix(&folder).ok());
    let file = below.map_or(CorpusFileKind::Entries, CorpusFileKind::of_path);
    let typed = document.text.as_str().get(context.typed.clone()).unwrap_or_default().to_owned();
    let Some(base) = session.last_base_of(&folder) else { return Ok(None) };
    let mut offers = match context.awaits_value {
        true => list_values(&base, file, &context.keys, &typed)?,
        false => list_keys(&base, file, &context.keys)?,
    };
    offers.retain(|offer| offer.word.contains(&typed));
    Ok(Some(CursorOffers { offers, typed: context.typed }))
}

fn offer_words<'w>(
    words: impl IntoIterator<Item = &'w str>,
    kind: CompletionItemKind,
) -> Vec<CursorOffer> {
    let offer = |word: &str| CursorOffer { word: word.to_owned(), about: None, kind };
    words.into_iter().map(offer).collect()
}

fn list_keys(
    base: &Base,
    file: CorpusFileKind,
    keys: &[String],
) -> Result<Vec<CursorOffer>, ImageError> {
    let property = CompletionItemKind::PROPERTY;
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let declared = |section: &str| DECLARED_KEYS.iter().find(|(name, _)| *name == section);
    Ok(match (file, &*keys) {
        (CorpusFileKind::Manifest, []) => offer_words(MANIFEST_KEYS.iter().copied(), property),
        (CorpusFileKind::Sources, []) => offer_words(["voices", "works"], property),
        (CorpusFileKind::Manifest | CorpusFileKind::Sources, [section, _, ..]) => {
            let known = declared(section).map_or(&[][..], |(_, keys)| keys);
            offer_words(known.iter().copied(), property)
        }
        (CorpusFileKind::Entries, []) => offer_words(CONCEPT_KEYS.iter().copied(), property),
        (CorpusFileKind::Entries, ["facets"]) => list_facets(base)?,
        (CorpusFileKind::Entries, ["relations"]) => list_relations(base)?,
        (CorpusFileKind::Entries, [.., last]) => {
            let near = keys.iter().rev().find_map(|key| find_keys(key));
            let own = find_keys(last).or(near);
            offer_words(own.unwrap_or_default().iter().copied(), property)
        }
        _ => vec![],
    })
}

fn find_keys(of: &str) -> Option<&'static [&'static str]> {
    KEYS.iter().find(|(names, _)| names.contains(&of)).map(|(_, keys)| *keys)
}

fn list_values(
    base: &Base,
    file: CorpusFileKind,
    keys: &[String],
    typed: &str,
) -> Result<Vec<CursorOffer>, ImageError> {
    let words = |words: &[&'static str]| {
        offer_words(words.iter().copied(), CompletionItemKind::ENUM_MEMBER)
    };
    let keys: Vec<_> = keys.iter().map(String::as_str).collect();
    let Some((last, above)) = keys.split_last() else { return Ok(vec![]) };
    Ok(match (file, above, *last) {
        (CorpusFileKind::Sources, _, "kind") => list_voice_kinds(base),
        (_, [.., "notes"], "kind") => words(NOTE_KINDS),
        (_, [.., "matches"], "kind") => words(&MATCH_KINDS),
        (_, _, "kind") => {
            let kinds = base.kinds()?;
            let offer = |it: &cxterms_base::corpus::Kind<&str>| CursorOffer {
                word: it.id.to_owned(),
                about: Some(it.means.to_owned()),
                kind: CompletionItemKind::ENUM_MEMBER,
            };
            kinds.iter().map(offer).collect()
        }
        (_, _, "by" | "denied-by" | "voice") => list_sources(base)?,
        (_, _, "concept" | "with" | "replaced-by") | (_, ["relations"], _) => {
            list_concepts(base, typed)?
        }
        (_, _, "facet") => list_facets(base)?,
        (_, _, "excludes") => list_relations(base)?,
        (_, _, "schemes" | "top-of") => {
            let schemes = base.schemes()?;
            let ids: Vec<_> = schemes.iter().map(|it| it.id).collect();
            offer_words(ids, CompletionItemKind::ENUM_MEMBER)
        }
        (_, [], "status") | (_, ["status"], "value") => {
            words(&ConceptState::ALL.map(|(_, name)| name))
        }
        (_, _, "as") => words(&["kind", "part"]),
        (_, _, "of") => words(&["practice", "ideal"]),
        (_, _, "over") => words(&["built-in"]),
        (_, _, "allow" | "rules") => {
            offer_words(RULES.iter().map(|rule| rule.name), CompletionItemKind::ENUM_MEMBER)
        }
        (_, ["facets", facet], "value") => list_facet_values(base, facet)?,
        (_, ["facets"], facet) => list_facet_values(base, facet)?,
        _ => vec![],
    })
}

fn list_facets(base: &Base) -> Result<Vec<CursorOffer>, ImageError> {
    let facets = base.facets()?.into_iter().map(|it| CursorOffer {
        word: it.id.to_owned(),
        about: Some(it.means.to_owned()),
        kind: CompletionItemKind::ENUM,
    });
    Ok(facets.collect())
}

fn list_facet_values(base: &Base, facet: &str) -> Result<Vec<CursorOffer>, ImageError> {
    let facets = base.facets()?;
    let known = facets.iter().find(|it| it.id == facet);
    let values = known.map(|it| it.values.clone()).unwrap_or_default();
    Ok(offer_words(values, CompletionItemKind::ENUM_MEMBER))
}

fn list_relations(base: &Base) -> Result<Vec<CursorOffer>, ImageError> {
    let relations = base.relation_kinds()?.into_iter().map(|it| CursorOffer {
        word: it.id.to_owned(),
        about: Some(it.means.to_owned()),
        kind: CompletionItemKind::ENUM,
    });
    Ok(relations.collect())
}

fn list_voice_kinds(base: &Base) -> Vec<CursorOffer> {
    let kinds = base.settings().voice_kinds.iter().map(String::as_str);
    offer_words(kinds, CompletionItemKind::ENUM_MEMBER)
}

fn list_sources(base: &Base) -> Result<Vec<CursorOffer>, ImageError> {
    let mut offers = vec![];
    for (number, _) in (0_u32..).zip(0..base.work_count()?) {
        let source = base.work(WorkId(number))?;
        let (word, about) = (source.id.to_owned(), Some(source.title.to_owned()));
        offers.push(CursorOffer { word, about, kind: CompletionItemKind::REFERENCE });
    }
    for (number, _) in (0_u32..).zip(0..base.voice_count()?) {
        let voice = base.voice(VoiceId(number))?;
        let (word, about) = (voice.id.to_owned(), Some(voice.name.to_owned()));
        offers.push(CursorOffer { word, about, kind: CompletionItemKind::REFERENCE });
    }
    Ok(offers)
}

fn list_concepts(base: &Base, typed: &str) -> Result<Vec<CursorOffer>, ImageError> {
    let mut offers = vec![];
    for id in base.concept_ids()?.take(MAX_CONCEPTS_SEEN) {
        let head = base.concept_head(id)?;
        if head.id.contains(typed) {
            let (word, about) = (head.id.to_owned(), Some(head.label.to_owned()));
            offers.push(CursorOffer { word, about, kind: CompletionItemKind::REFERENCE });
        }
        if offers.len() >= MAX_CONCEPTS_OFFERED {
            break;
        }
    }
    Ok(offers)
}
