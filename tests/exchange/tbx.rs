//! TBX: what every dialect writes is valid, and comes back as it declares.

mod reading;
mod status;
mod valid;

use super::workshop;
use cxterms::builtin;
use cxterms_base::corpus::{Citation, CitedStance, Concept, Corpus, LabelKind, NoteKind, Relation};
use cxterms_exchange::{
    Coverage, ExchangeFormat, FORMATS, ImportError, ImportOptions, ImportedCorpus, InputFile,
    Losses, Part,
};
use std::{collections::BTreeSet, io::BufReader};

/// Every format of the family, with its dialect and style.
const SHAPES: [(&str, &str, &str); 8] = [
    ("tbx-linguist", "TBX-Linguist", "dca"),
    ("tbx-linguist-dct", "TBX-Linguist", "dct"),
    ("tbx-basic", "TBX-Basic", "dca"),
    ("tbx-basic-dct", "TBX-Basic", "dct"),
    ("tbx-min", "TBX-Min", "dca"),
    ("tbx-min-dct", "TBX-Min", "dct"),
    ("tbx-core", "TBX-Core", "dca"),
    ("martif", "TBX-Basic", "v2"),
];

fn corpora() -> [Corpus; 2] {
    [builtin::open().unwrap().to_corpus().unwrap(), workshop()]
}

fn export(name: &str, corpus: &Corpus) -> (String, Losses) {
    let mut bytes = vec![];
    let losses =
        ExchangeFormat::from_name(name).unwrap().export(corpus, &mut bytes).unwrap().unwrap();
    (String::from_utf8(bytes).unwrap(), losses)
}

fn import(name: &str, text: &[u8], options: &ImportOptions) -> Result<ImportedCorpus, ImportError> {
    let format = ExchangeFormat::from_name("tbx-basic").unwrap();
    // In small pieces, as from a pipe.
    let text = Box::new(BufReader::with_capacity(7, text));
    (format.read.unwrap())(vec![InputFile { name: name.to_owned(), format, text }], options)
}

#[test]
fn every_shape_is_tested() {
    let known: Vec<_> = FORMATS.iter().filter(|it| it.family == "TBX").map(|it| it.name).collect();
    assert_eq!(known, SHAPES.map(|(name, ..)| name));
}

#[test]
fn every_dialect_is_written_as_the_standard_has_it() {
    for corpus in &corpora() {
        for (name, dialect, style) in SHAPES {
            let (text, losses) = export(name, corpus);
            assert_eq!(valid::faults(&text, dialect, style), [""; 0], "{name}");
            assert_eq!(export(name, corpus), (text, losses), "{name} differs from itself");
        }
    }
}

#[test]
fn what_is_not_as_the_standard_has_it_is_found() {
    let corpus = workshop();
    let broken = [
        ("tbx-basic", "TBX-Basic\"", "TBX-Min\""),
        ("tbx-basic", "style=\"dca\"", "style=\"dct\""),
        ("tbx-basic", "ed-2", "ed:3.0"),
        ("tbx-basic", "<langSec xml:lang=\"de\">", "<langSec>"),
        ("tbx-basic", "<term>cycle</term>", ""),
        ("tbx-basic", "<term>cycle</term>", "<term>cycle</term><term>wheel</term>"),
        ("tbx-basic", "<term>cycle</term>", "<term></term>"),
        ("tbx-basic", "id=\"_8-speed\"", "id=\"8-speed\""),
        ("tbx-basic", "id=\"_8-speed\"", "id=\"bicycle\""),
        ("tbx-basic", "target=\"work.log\"", "target=\"work.lag\""),
        ("tbx-basic", "https://example.org/bicycle", "urn:bicycle"),
        ("tbx-basic", "preferredTerm-admn-sts", "preferred"),
        ("tbx-basic", "type=\"definition\"", "type=\"meaning\""),
        ("tbx-basic", "type=\"definition\"", "type=\"context\""),
        ("tbx-basic", "<descripGrp>", "<descripGrp><note>first</note>"),
        ("tbx-basic", "</conceptEntry>", "<note>late</note></conceptEntry>"),
        ("tbx-basic", "<body>", "<body>text"),
        ("tbx-basic", "<back>", "<back/><back>"),
        ("tbx-basic", "</tbx>", ""),
        ("tbx-basic", "&amp;", "&"),
        ("tbx-basic-dct", "ns/basic", "ns/base"),
        ("tbx-basic-dct", "<basic:source>", "<basic:source target=\"work.log\">"),
        ("tbx-basic-dct", "<min:", "<basic:"),
        ("tbx-min", "</tbxHeader>", "</tbxHeader><text/>"),
        ("tbx-min", "type=\"administrativeStatus\"", "type=\"termType\""),
        ("tbx-core", "<note>", "<note type=\"x\">"),
        ("martif", "<martif ", "<martif style=\"dca\" "),
        ("martif", "<tig>", "<tig><note>first</note>"),
    ];
    for (name, right, wrong) in broken {
        let (_, dialect, style) = SHAPES.iter().find(|(known, ..)| *known == name).unwrap();
        let text = export(name, &corpus).0;
        let (end, tag) = (right.replace('<', "</"), wrong.replace('<', "</"));
        let mut text = text.replacen(right, wrong, if right == "<min:" { usize::MAX } else { 1 });
        if right == "<min:" {
            text = text.replace(&end, &tag);
        }
        assert_ne!(valid::faults(&text, dialect, style), [""; 0], "{name}: {right} → {wrong}");
    }
}

#[test]
fn every_part_comes_back_as_declared() {
    for corpus in &corpora() {
        for (name, ..) in SHAPES {
            let (text, losses) = export(name, corpus);
            let imported = import("it.tbx", text.as_bytes(), &ImportOptions::default()).unwrap();
            assert_eq!(imported.findings, [], "{name}");
            assert_eq!(imported.losses, Losses::default(), "{name}");
            let format = ExchangeFormat::from_name(name).unwrap();
            for part in Part::ALL {
                carried(
                    *part,
                    format.coverage_of(*part),
                    name,
                    (corpus, &imported.corpus),
                    &losses,
                );
            }
        }
    }
}

/// Checks that a part came back as was declared: what is not there any more has been counted as lost.
fn carried(
    part: Part,
    carried: Coverage,
    name: &str,
    (before, after): (&Corpus, &Corpus),
    losses: &Losses,
) {
    let lost = losses.count(part.name());
    let what = format!("{} in {name}", part.name());
    if carried == Coverage::No {
        assert_eq!(lost, part.count(before), "{what}");
        return;
    }
    // Where a dialect cannot tell short names, they come back as synonyms.
    let poor = name.starts_with("tbx-core") || name.starts_with("tbx-min");
    let (there, back) = match part {
        Part::Abbreviations | Part::Synonyms if poor => {
            let short = content(Part::Abbreviations, before).into_iter();
            let short = short.map(|text| text.replacen("Abbreviation", "Synonym", 1));
            (
                content(Part::Synonyms, before).into_iter().chain(short).collect(),
                content(Part::Synonyms, after),
            )
        }
        // They come back as one text, which is a hedge.
        Part::Hedges | Part::Reservations => (words(before), words(after)),
        _ => (content(part, before), content(part, after)),
    };
    let of = |part: Part| losses.count(part.name());
    let (lost, kept) = match part {
        Part::Abbreviations | Part::Synonyms if poor => {
            (of(Part::Abbreviations) + of(Part::Synonyms), 0)
        }
        // A relation that loses its facet still keeps its words.
        Part::Wordings => (lost, lost),
        Part::Hedges | Part::Reservations => {
            let (one, other) = (of(Part::Hedges), of(Part::Reservations));
            (one + other, one.min(other))
        }
        _ => (lost, 0),
    };
    assert!(
        (there.len()..=there.len() + kept).contains(&(back.len() + lost)),
        "{what}: {lost} were told lost of {}, and {} came back",
        there.len(),
        back.len()
    );
    let (there, back): (BTreeSet<_>, BTreeSet<_>) = (there.iter().collect(), back.iter().collect());
    let new: Vec<_> = back.difference(&there).collect();
    assert!(new.is_empty(), "{what}: new: {new:#?}");
    let missing: Vec<_> = there.difference(&back).collect();
    assert!(missing.len() <= lost, "{what}: {lost} were told lost, but {missing:#?}");
}

/// What a corpus holds of a part, in words and in no order.
fn content(part: Part, corpus: &Corpus) -> Vec<String> {
    let own = |kind| labels(corpus, move |label| label.kind == kind && label.language.is_none());
    match part {
        Part::Labels => own(LabelKind::Preferred),
        Part::Edition => corpus.settings.edition.iter().cloned().collect(),
        Part::Synonyms => own(LabelKind::Synonym),
        Part::Abbreviations => own(LabelKind::Abbreviation),
        Part::Avoided => own(LabelKind::Avoid),
        Part::Hidden => labels(corpus, |label| label.kind == LabelKind::Hidden),
        Part::Advice => each(corpus, |it| {
            let avoided = it
                .labels
                .iter()
                .filter(|label| label.kind == LabelKind::Avoid && label.language.is_none());
            avoided.map(|label| format!("{:?} {:?}", label.why, label.instead)).collect()
        }),
        Part::Translations => {
            labels(corpus, |it| it.language.is_some() && it.kind != LabelKind::Hidden)
                .into_iter()
                .map(|text| text.replacen("Abbreviation", "Synonym", 1))
                .collect()
        }
        Part::TranslatedDefinitions => each(corpus, |it| {
            it.translated.iter().map(|(tag, it)| format!("{tag} {}", it.text)).collect()
        }),
        Part::Definitions => {
            each(corpus, |it| it.definition.iter().map(|it| it.text.clone()).collect())
        }
        Part::OtherDefinitions => {
            each(corpus, |it| it.definitions.iter().map(|it| it.text.clone()).collect())
        }
        Part::TextLanguages => each(corpus, |it| {
            let definitions = it.definitions.iter().map(|it| (&it.text, &it.language));
            let notes = it.notes.iter().map(|it| (&it.text, &it.language));
            let spoken = definitions.chain(notes).filter(|(_, language)| language.is_some());
            spoken.map(|it| format!("{it:?}")).collect()
        }),
        Part::Facets => each(corpus, |it| it.facets.iter().map(|it| it.value.clone()).collect()),
        Part::Notes => each(corpus, |it| it.notes.iter().map(|it| it.text.clone()).collect()),
        Part::NoteKinds => each(corpus, |it| {
            let told = it.notes.iter().filter(|note| note.kind != NoteKind::default());
            told.map(|note| format!("{:?} {}", note.kind, note.text)).collect()
        }),
        Part::States => {
            each(corpus, |it| it.states.iter().map(|it| it.value.name().to_owned()).collect())
        }
        Part::Dates => each(corpus, |it| {
            it.dates.iter().map(|it| format!("{:?} {}", it.kind, it.when)).collect()
        }),
        Part::Matches => each(corpus, |it| {
            it.matches.iter().map(|it| format!("{} {}", it.kind, it.iri)).collect()
        }),
        Part::Umbrellas => relations(corpus, |relation| relation.0 == "subset-of", false),
        Part::Contrasts => relations(corpus, |relation| relation.0 == "contrasts-with", false),
        Part::Relations => {
            relations(corpus, |(kind, _)| !["subset-of", "contrasts-with"].contains(kind), false)
        }
        Part::Wordings => relations(corpus, |(_, relation)| relation.text.is_some(), true),
        Part::DefinitionSources => each(corpus, |it| {
            it.definitions.iter().flat_map(|it| cited(corpus, &it.text, &it.said)).collect()
        }),
        Part::NoteSources => each(corpus, |it| {
            it.notes.iter().flat_map(|it| cited(corpus, &it.text, &it.said)).collect()
        }),
        Part::LabelSources => each(corpus, |it| {
            it.labels.iter().flat_map(|it| cited(corpus, &it.text, &it.said)).collect()
        }),
        Part::RelationSources => corpus
            .relations
            .iter()
            .flat_map(|relation| cited(corpus, &ends(corpus, relation), &relation.said))
            .collect(),
        Part::Denials => all_said(corpus)
            .flat_map(|(what, said)| said.denied_by.iter().map(move |it| cite(corpus, &what, it)))
            .collect(),
        Part::Reporters => citations(corpus, |citation| citation.via.is_some()),
        Part::Sources => {
            let voices = corpus
                .voices
                .iter()
                .map(|it| format!("{} {} {} {}", it.id, it.name, it.short, it.about));
            let works = corpus.works.iter().map(|it| {
                let by: Vec<_> = it.by.iter().map(|id| &corpus.voices[id.index()].id).collect();
                let rest = (&it.title, &it.published, &it.year, &it.url, &it.also_at);
                format!("{} {by:?} {rest:?}", it.id)
            });
            voices.chain(works).collect()
        }
        _ => {
            unreachable!("{} is said to be carried, but not compared", part.name())
        }
    }
}

fn each(corpus: &Corpus, of: impl Fn(&Concept) -> Vec<String>) -> Vec<String> {
    corpus
        .concepts
        .iter()
        .flat_map(|it| of(it).into_iter().map(|text| format!("{}: {text}", it.id)))
        .collect()
}

fn labels(corpus: &Corpus, which: impl Fn(&cxterms_base::corpus::Label) -> bool) -> Vec<String> {
    each(corpus, |concept| {
        let labels = concept.labels.iter().filter(|label| which(label));
        labels.map(|it| format!("{:?} {:?} {}", it.kind, it.language, it.text)).collect()
    })
}

fn ends(corpus: &Corpus, relation: &Relation) -> String {
    let id = |id: cxterms_base::corpus::ConceptId| &corpus.concepts[id.index()].id;
    format!("{} {}", id(relation.from), id(relation.to))
}

/// Relations by kind and ends; those that come back as `refers-to` by the kind that their words name.
fn relations(
    corpus: &Corpus,
    which: impl Fn(&(&str, &Relation)) -> bool,
    worded: bool,
) -> Vec<String> {
    let kind = |relation: &Relation| &*corpus.relation_kinds[relation.relation.index()].id;
    let found = corpus.relations.iter().filter(|it| which(&(kind(it), it)));
    let told = found.filter_map(|it| {
        let to = &corpus.concepts[it.to.index()].labels[0].text;
        let words = it.text.as_deref().unwrap_or_default();
        let (kind, words) = match (kind(it), words.split_once(&format!(" {to}"))) {
            ("refers-to", Some((kind, rest))) => (kind, rest.strip_prefix(": ").unwrap_or(rest)),
            (kind, _) => (kind, words),
        };
        let words = Some(words).filter(|_| worded);
        if worded && words == Some("") {
            return None;
        }
        Some(format!(
            "{} {} {}",
            kind.replace('-', " "),
            ends(corpus, it),
            words.unwrap_or_default()
        ))
    });
    told.collect()
}

fn all_said(corpus: &Corpus) -> impl Iterator<Item = (String, &CitedStance)> {
    let concepts =
        corpus.concepts.iter().flat_map(|it| it.cited_stances().map(|said| (it.id.clone(), said)));
    concepts.chain(corpus.relations.iter().map(|it| (ends(corpus, it), &it.said)))
}

fn citations(corpus: &Corpus, which: fn(&&Citation) -> bool) -> Vec<String> {
    let all = all_said(corpus).flat_map(|(what, said)| {
        let both = said.asserted_by.iter().chain(&said.denied_by).filter(which);
        both.map(move |citation| cite(corpus, &what, citation))
    });
    all.collect()
}

/// What voices add to what they say.
fn words(corpus: &Corpus) -> Vec<String> {
    citations(corpus, |citation| citation.joined_words().is_some())
}

fn cited(corpus: &Corpus, what: &str, said: &CitedStance) -> Vec<String> {
    let works = said.asserted_by.iter().filter(|citation| citation.work.is_some());
    works.map(|citation| cite(corpus, what, &citation.without_words())).collect()
}

fn cite(corpus: &Corpus, what: &str, citation: &Citation) -> String {
    let voice = |id: cxterms_base::corpus::VoiceId| &corpus.voices[id.index()].id;
    let work = citation.work.map(|id| &corpus.works[id.index()].id);
    format!(
        "{what}: {} {work:?} {:?} {:?}",
        voice(citation.voice),
        citation.via.map(voice),
        citation.joined_words()
    )
}
