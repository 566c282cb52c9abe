//! Writes the declarations of a corpus as triples: kinds, facets, relations, voices and works.

use super::{CorpusIris, SubjectTriples};
use crate::skos::{
    is_iri,
    names::{cx, dcterms, foaf, rdf, rdfs},
};
use cxterms_base::corpus::{Corpus, RelationKind, VoiceId, Work, WorkId};

/// All that is declared, in the order of the corpus.
pub(super) fn declared_triples<'c>(
    corpus: &'c Corpus,
    naming: &'c CorpusIris<'c>,
) -> impl Iterator<Item = SubjectTriples> + use<'c> {
    let kinds = corpus.kinds.iter().zip(1..).map(|(kind, at)| {
        let mut about = describe_thing(naming, "kind", &kind.id, cx::KIND, at);
        about.add_text(rdfs::COMMENT, &kind.means, Some(&corpus.settings.language));
        about.add_flag(cx::ONE_UMBRELLA, kind.one_umbrella);
        about
    });
    let facets = corpus.facets.iter().zip(1..).map(|(facet, at)| {
        let language = Some(&*corpus.settings.language);
        let mut about = describe_thing(naming, "facet", &facet.id, cx::FACET, at);
        about.add_text(rdfs::LABEL, &facet.label, language);
        about.add_text(rdfs::COMMENT, &facet.means, language);
        about.add_flag(cx::SINGLE_VALUED, facet.single_valued);
        about.add_flag(cx::DEFINING, facet.defining);
        about.add_text(cx::VALUES, &facet.values.join("\n"), language);
        about.add_text(cx::QUESTION, facet.question.as_deref().unwrap_or_default(), language);
        let words = facet.value_words.iter().map(|(value, words)| format!("{value}\t{words}"));
        about.add_text(cx::VALUE_WORDS, &words.collect::<Vec<_>>().join("\n"), language);
        about.add_text(cx::VERB, facet.verb.as_deref().unwrap_or_default(), language);
        about
    });
    let declared = corpus.relation_kinds.iter().skip(RelationKind::built_in().len());
    let relations = declared.zip(1..).map(|(kind, at)| {
        let mut about = describe_thing(naming, "relation", &kind.id, cx::RELATION, at);
        about.add_text(rdfs::COMMENT, &kind.means, Some(&corpus.settings.language));
        if !kind.is_symmetric() {
            about.add_text(cx::INVERSE, &kind.inverse, None);
        }
        let language = Some(&*corpus.settings.language);
        for (predicate, words) in [
            (cx::VERB, &kind.verb),
            (cx::INVERSE_VERB, &kind.inverse_verb),
            (cx::ASKED, &kind.asked),
        ] {
            about.add_text(predicate, words.as_deref().unwrap_or_default(), language);
        }
        let excluded = kind.excludes.iter().filter_map(|id| corpus.relation_kinds.get(id.index()));
        excluded.for_each(|other| {
            about.add_node(cx::EXCLUDES, naming.declared_iri("relation", &other.id));
        });
        about
    });
    let voices = corpus.voices.iter().zip(1..).map(|(voice, at)| {
        let iri = naming.voice_iri(VoiceId(u32::try_from(at - 1).unwrap_or(u32::MAX)));
        let mut about = describe_node(iri, &voice.id, foaf::AGENT, at);
        about.add_text(foaf::NAME, &voice.name, None);
        if voice.short != voice.name {
            about.add_text(foaf::NICK, &voice.short, None);
        }
        let kinds = &corpus.settings.voice_kinds;
        let kind = voice.kind.and_then(|kind| kinds.get(kind.index()));
        about.add_text(cx::VOICE_KIND, kind.map_or("", String::as_str), None);
        about.add_text(dcterms::DESCRIPTION, &voice.about, Some(&corpus.settings.language));
        about
    });
    let works =
        corpus.works.iter().zip(1..).map(|(entry, at)| describe_work(corpus, naming, entry, at));
    kinds.chain(facets).chain(relations).chain(voices).chain(works)
}

fn describe_thing(
    naming: &CorpusIris<'_>,
    what: &str,
    id: &str,
    class: &str,
    at: usize,
) -> SubjectTriples {
    describe_node(naming.declared_iri(what, id), id, class, at)
}

fn describe_node(iri: String, id: &str, class: &str, at: usize) -> SubjectTriples {
    let mut about = SubjectTriples::new(iri);
    about.add_node(rdf::TYPE, class);
    about.add_text(cx::IDENTIFIER, id, None);
    about.add_text(cx::POSITION, &at.to_string(), None);
    about
}

fn describe_work(
    corpus: &Corpus,
    naming: &CorpusIris<'_>,
    work: &Work,
    at: usize,
) -> SubjectTriples {
    let iri = naming.work_iri(WorkId(u32::try_from(at - 1).unwrap_or(u32::MAX)));
    let mut about = describe_node(iri, &work.id, foaf::DOCUMENT, at);
    // One that is known by its address alone has no other title.
    if work.title != about.subject {
        about.add_text(dcterms::TITLE, &work.title, Some(&corpus.settings.language));
    }
    for voice in &work.by {
        about.add_node(dcterms::CREATOR, naming.voice_iri(*voice));
    }
    if work.by.len() > 1 {
        let authors: Vec<_> = work.by.iter().map(|voice| naming.voice_id(*voice)).collect();
        about.add_text(cx::AUTHORS, &authors.join(" "), None);
    }
    about.add_text(dcterms::PUBLISHER, &work.published, None);
    about.add_text(dcterms::DATE, work.year.as_deref().unwrap_or_default(), None);
    for (address, node, text) in work
        .url
        .iter()
        .map(|url| (url, foaf::PAGE, cx::ADDRESS))
        .chain(work.also_at.iter().map(|url| (url, cx::COPY, cx::COPY)))
    {
        match is_iri(address) {
            true => about.add_node(node, &**address),
            false => about.add_text(text, address, None),
        }
    }
    about
}
