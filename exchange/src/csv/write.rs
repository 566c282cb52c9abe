//! Which cells say what a corpus holds?

use super::{
    cell,
    keys::{Column, Key},
};
use crate::{
    Losses, Part,
    graph::{self, Link},
    named,
};
use cxterms_base::corpus::{
    CONTRASTS_WITH, CitedStance, Concept, ConceptId, Corpus, FacetId, FacetValue, LabelKind,
    NoteKind, RelationId, RelationKind, SAME_AS, SUBSET_OF,
};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

/// The columns that are there even if they are empty, so that there is room to write.
const ALWAYS: [Key; 10] = [
    Key::Id,
    Key::Label(LabelKind::Preferred),
    Key::Label(LabelKind::Abbreviation),
    Key::Label(LabelKind::Synonym),
    Key::Label(LabelKind::Avoid),
    Key::Qualifier,
    Key::Kind,
    Key::Definition,
    Key::SubsetOf,
    Key::ContrastsWith,
];

pub(super) fn write(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let links = Links::of(corpus);
    let cells = |column: &Column| -> Vec<String> {
        let concepts = (0..).map(ConceptId).zip(&corpus.concepts);
        concepts.map(|(id, concept)| cell(corpus, &links, column, (id, concept))).collect()
    };
    let columns: Vec<_> =
        columns(corpus).into_iter().map(|column| (cells(&column), column)).collect();
    let kept: Vec<_> = columns
        .iter()
        .filter(|(cells, column)| {
            let always = column.language.is_none() && ALWAYS.contains(&column.key);
            always || cells.iter().any(|cell| !cell.is_empty())
        })
        .collect();
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(kept.iter().map(|(_, column)| column.header())).map_err(failed)?;
    for row in 0..corpus.concepts.len() {
        let cells = kept.iter().map(|(cells, _)| cells.get(row).map_or("", String::as_str));
        let guarded = cells.map(|cell| cell::guarded(cell).into_owned());
        table.write_record(guarded).map_err(failed)?;
    }
    table.flush()?;
    Ok(losses(corpus))
}

/// Why nothing could be written, as the system said it: a closed pipe is no fault.
fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Every column that could be of use, in the order in which they are written.
fn columns(corpus: &Corpus) -> Vec<Column> {
    let relations =
        (0..).map(RelationId).zip(&corpus.relation_kinds).skip(RelationKind::built_in().len());
    let relations = relations.map(|(_, kind)| relation(kind));
    let facets = corpus.facets.iter().map(|facet| Key::Facet(facet.id.clone()));
    let notes = NoteKind::ALL.iter().map(|(kind, _)| Key::Note(*kind));
    let matches = cxterms_base::schema::MATCH_KINDS.map(Key::Match);
    let own = ALWAYS
        .into_iter()
        .chain([Key::SameAs])
        .chain(relations)
        .chain([Key::Root])
        .chain(facets)
        .chain(notes)
        .chain([Key::Notations, Key::Iri])
        .chain(matches)
        .map(|key| Column { key, language: None });
    own.chain(languages(corpus).into_iter().flat_map(|language| {
        let keys = [
            Key::Label(LabelKind::Preferred),
            Key::Label(LabelKind::Abbreviation),
            Key::Label(LabelKind::Synonym),
            Key::Label(LabelKind::Avoid),
            Key::Definition,
        ];
        keys.map(|key| Column { key, language: Some(language.to_owned()) })
    }))
    .collect()
}

fn relation(kind: &RelationKind) -> Key {
    let inverse = (!kind.is_symmetric()).then(|| kind.inverse.clone());
    Key::Relation(kind.id.clone(), inverse)
}

/// The languages besides the corpus's own.
fn languages(corpus: &Corpus) -> BTreeSet<&str> {
    let concepts = corpus.concepts.iter();
    let spoken = concepts.flat_map(|concept| {
        let labels = concept.labels.iter().filter_map(|label| label.language.as_deref());
        labels.chain(concept.translated.iter().map(|(language, _)| &**language))
    });
    spoken.collect()
}

fn cell(
    corpus: &Corpus,
    links: &Links<'_>,
    column: &Column,
    (id, concept): (ConceptId, &Concept),
) -> String {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match &column.key {
        Key::Id => concept.id.clone(),
        Key::Label(LabelKind::Preferred) if column.language.is_none() => {
            named::label(concept).to_owned()
        }
        Key::Label(kind) => {
            let labels = concept.labels.iter();
            let mut labels = labels
                .filter(|label| label.kind == *kind && label.language == column.language)
                .map(|label| &*label.text);
            match column.several() {
                Some(_) => cell::joined(labels),
                None => text(labels.next()),
            }
        }
        Key::Qualifier => text(concept.qualifier.as_deref()),
        Key::Iri => text(concept.iri.as_deref()),
        Key::Kind => {
            let kind = concept.kind.and_then(|kind| corpus.kinds.get(kind.index()));
            text(kind.map(|kind| &*kind.id))
        }
        Key::Definition => match &column.language {
            None => text(concept.definition.as_ref().map(|definition| &*definition.text)),
            Some(language) => {
                let mut translated = concept.translated.iter();
                text(translated.find(|(known, _)| known == language).map(|(_, it)| &*it.text))
            }
        },
        Key::SubsetOf => links.cell(id, SUBSET_OF),
        Key::ContrastsWith => links.cell(id, CONTRASTS_WITH),
        Key::SameAs => links.cell(id, SAME_AS),
        Key::Relation(name, _) => {
            let known = corpus.relation_kinds.iter().position(|kind| kind.id == *name);
            known
                .and_then(|at| u32::try_from(at).ok())
                .map_or_else(String::new, |at| links.cell(id, RelationId(at)))
        }
        Key::Facet(name) => {
            let named = |value: &&FacetValue| facet(corpus, value.facet) == Some(name);
            let values = concept.facets.iter().filter(named).filter(|it| asserted(&it.said));
            cell::joined(values.map(|value| &*value.value))
        }
        Key::Root => text(concept.root.as_ref().filter(|said| asserted(said)).map(|_| "yes")),
        Key::Note(kind) => {
            let notes = concept.notes.iter().filter(|note| note.kind == *kind && own(&note.said));
            cell::joined(notes.map(|note| &*note.text))
        }
        Key::Notations => cell::joined(concept.notations.iter().map(|notation| &*notation.code)),
        Key::Match(kind) => {
            let matches = concept.matches.iter().filter(|it| it.kind == *kind);
            cell::joined(matches.map(|it| &*it.iri))
        }
        Key::Source | Key::Covers => String::new(),
    }
}

fn facet(corpus: &Corpus, id: FacetId) -> Option<&String> {
    corpus.facets.get(id.index()).map(|facet| &facet.id)
}

fn asserted(said: &CitedStance) -> bool {
    !said.asserted_by.is_empty()
}

/// Whether a corpus says it in its own voice.
fn own(said: &CitedStance) -> bool {
    said.asserted_by.iter().any(|citation| citation.work.is_none())
}

/// What each concept is joined to, as far as somebody says so.
struct Links<'c>(Vec<(ConceptId, RelationId, &'c str)>);

impl<'c> Links<'c> {
    /// All of a corpus; what holds both ways stands at both ends.
    fn of(corpus: &'c Corpus) -> Self {
        let asserted = graph::links(corpus).filter(|link| !link.asserted_by.is_empty());
        let ends = asserted.flat_map(|link| {
            let Link { ends: [from, to], relation, .. } = link;
            let back = link.kind.is_symmetric().then_some((to, relation, &*link.from.id));
            [(from, relation, &*link.to.id)].into_iter().chain(back)
        });
        let mut all: Vec<_> = ends.collect();
        all.sort_unstable();
        Self(all)
    }

    fn cell(&self, id: ConceptId, relation: RelationId) -> String {
        let first = self.0.partition_point(|(from, by, _)| (*from, *by) < (id, relation));
        let rest = self.0.get(first..).unwrap_or_default().iter();
        let own = rest.take_while(|(from, by, _)| (*from, *by) == (id, relation));
        cell::joined(own.map(|(_, _, to)| *to))
    }
}

/// What is left out of what cells can hold.
fn losses(corpus: &Corpus) -> Losses {
    let mut losses = Losses::default();
    for relation in corpus.relations.iter().filter(|it| !asserted(&it.said)) {
        let part = match relation.relation {
            SUBSET_OF => Part::Umbrellas,
            CONTRASTS_WITH => Part::Contrasts,
            _ => Part::Relations,
        };
        losses.add(part.name(), 1);
    }
    for concept in &corpus.concepts {
        let facets = concept.facets.iter().filter(|value| !asserted(&value.said));
        losses.add(Part::Facets.name(), facets.count());
        losses.add(Part::Roots.name(), concept.root.iter().filter(|said| !asserted(said)).count());
        let others = || concept.notes.iter().filter(|note| !own(&note.said));
        losses.add(Part::Notes.name(), others().count());
        let kinds = others().filter(|note| note.kind != NoteKind::default());
        losses.add(Part::NoteKinds.name(), kinds.count());
    }
    losses
}
