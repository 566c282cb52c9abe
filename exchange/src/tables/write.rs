//! Writes a corpus as a CSV table.

use super::{
    cell,
    keys::{ColumnKey, ListCommas, SheetColumn},
    schemes::list_schemes,
    states::{count_untold_states, told_state},
    status::parse_yes_no,
};
use crate::{
    Losses, Part,
    graph::{self, GraphEdge},
    named,
};
use cxterms_base::corpus::{
    CONTRASTS_WITH, CitedStance, Concept, ConceptId, Corpus, DateKind, FacetId, FacetValue,
    LabelKind, NoteKind, RelationId, RelationKind, SAME_AS, SUBSET_OF,
};
use std::{
    collections::BTreeSet,
    io::{self, Write},
};

/// The columns that are there even if they are empty, so that there is room to write.
const REQUIRED_COLUMNS: [ColumnKey; 10] = [
    ColumnKey::Id,
    ColumnKey::Label(LabelKind::Preferred),
    ColumnKey::Label(LabelKind::Abbreviation),
    ColumnKey::Label(LabelKind::Synonym),
    ColumnKey::Label(LabelKind::Avoid),
    ColumnKey::Qualifier,
    ColumnKey::Kind,
    ColumnKey::Definition,
    ColumnKey::SubsetOf,
    ColumnKey::ContrastsWith,
];

pub(super) fn write_csv(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let table = TermTable::from_corpus(corpus);
    out.write_all("\u{feff}".as_bytes())?;
    let mut written = csv::Writer::from_writer(out);
    written.write_record(table.header()).map_err(to_io_error)?;
    for row in table.rows() {
        written.write_record(row).map_err(to_io_error)?;
    }
    written.flush()?;
    Ok(count_losses(corpus))
}

/// The concepts of a corpus as rows, in the columns that hold anything or are always there.
pub(super) struct TermTable {
    /// The cells of each column, from the first concept on.
    columns: Vec<(SheetColumn, Vec<String>)>,
    row_count: usize,
}

impl TermTable {
    pub(super) fn from_corpus(corpus: &Corpus) -> Self {
        let links = LinkedNames::from_corpus(corpus);
        let cells = |column: &SheetColumn| -> Vec<String> {
            let concepts = (0..).map(ConceptId).zip(&corpus.concepts);
            let cells =
                concepts.map(|(id, concept)| format_cell(corpus, &links, column, (id, concept)));
            cells.map(|cell| cell::guard_text(&cell).into_owned()).collect()
        };
        let columns = choose_columns(corpus).into_iter().map(|column| {
            let cells = cells(&column);
            (column, cells)
        });
        let kept = columns.filter(|(column, cells)| {
            let always = column.language.is_none() && REQUIRED_COLUMNS.contains(&column.key);
            always || cells.iter().any(|cell| !cell.is_empty())
        });
        Self { columns: kept.collect(), row_count: corpus.concepts.len() }
    }

    /// What each column is called.
    pub(super) fn header(&self) -> impl Iterator<Item = String> {
        self.columns.iter().map(|(column, _)| column.header())
    }

    /// The cells of each row.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        (0..self.row_count).map(|row| {
            self.columns.iter().map(move |(_, cells)| cells.get(row).map_or("", String::as_str))
        })
    }
}

/// Why nothing could be written, as the system said it: a closed pipe is no fault.
pub(crate) fn to_io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Every column that could be of use, in the order in which they are written.
fn choose_columns(corpus: &Corpus) -> Vec<SheetColumn> {
    let relations =
        (0..).map(RelationId).zip(&corpus.relation_kinds).skip(RelationKind::built_in().len());
    let relations = relations.map(|(_, kind)| relation_key(kind));
    let facets = corpus.facets.iter().map(|facet| ColumnKey::Facet(facet.id.clone()));
    let notes = NoteKind::ALL.iter().map(|(kind, _)| ColumnKey::Note(*kind));
    let matches = cxterms_base::schema::MATCH_KINDS.map(ColumnKey::Match);
    let dates = DateKind::ALL.map(|(kind, _)| ColumnKey::Date(kind));
    let own = REQUIRED_COLUMNS
        .into_iter()
        .chain([ColumnKey::Label(LabelKind::Hidden), ColumnKey::SameAs])
        .chain(relations)
        .chain([ColumnKey::Root, ColumnKey::Schemes, ColumnKey::TopOf, ColumnKey::StatusWords])
        .chain([ColumnKey::StateSince, ColumnKey::StateReplacedBy])
        .chain(facets)
        .chain(notes)
        .chain([ColumnKey::Notations, ColumnKey::Iri])
        .chain(matches)
        .chain(dates)
        .map(SheetColumn::own);
    own.chain(other_languages(corpus).into_iter().flat_map(|language| {
        let keys = [
            ColumnKey::Label(LabelKind::Preferred),
            ColumnKey::Label(LabelKind::Abbreviation),
            ColumnKey::Label(LabelKind::Synonym),
            ColumnKey::Label(LabelKind::Avoid),
            ColumnKey::Label(LabelKind::Hidden),
            ColumnKey::Definition,
        ];
        let notes = NoteKind::ALL.iter().map(|(kind, _)| ColumnKey::Note(*kind));
        keys.into_iter().chain(notes).map(|key| SheetColumn {
            key,
            language: Some(language.to_owned()),
            commas: ListCommas::Nowhere,
        })
    }))
    .collect()
}

fn relation_key(kind: &RelationKind) -> ColumnKey {
    let inverse = (!kind.is_symmetric()).then(|| kind.inverse.clone());
    ColumnKey::Relation(kind.id.clone(), inverse)
}

/// The languages besides the corpus's own.
fn other_languages(corpus: &Corpus) -> BTreeSet<&str> {
    let concepts = corpus.concepts.iter();
    let spoken = concepts.flat_map(|concept| {
        let labels = concept.labels.iter().filter_map(|label| label.language.as_deref());
        let translated = concept.translated.iter().map(|(language, _)| &**language);
        let notes = concept.notes.iter().filter(|note| is_own(&note.said));
        labels.chain(translated).chain(notes.filter_map(|note| note.language.as_deref()))
    });
    spoken.collect()
}

fn format_cell(
    corpus: &Corpus,
    links: &LinkedNames<'_>,
    column: &SheetColumn,
    (id, concept): (ConceptId, &Concept),
) -> String {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    match &column.key {
        ColumnKey::Id => concept.id.clone(),
        ColumnKey::Label(LabelKind::Preferred) if column.language.is_none() => {
            named::preferred_label(concept).to_owned()
        }
        ColumnKey::Label(kind) => {
            let labels = concept.labels.iter();
            let mut labels = labels
                .filter(|label| label.kind == *kind && label.language == column.language)
                .filter(|label| !named::is_only_denied(label))
                .map(|label| &*label.text);
            match column.value_separators() {
                Some(_) => {
                    let names = cell::join_names(labels);
                    // A sign behind a lone `no` or `x` tells it from an answer.
                    match parse_yes_no(&names) {
                        Some(_) => names + " |",
                        None => names,
                    }
                }
                None => text(labels.next()),
            }
        }
        ColumnKey::Qualifier => text(concept.qualifier.as_deref()),
        ColumnKey::Iri => text(concept.iri.as_deref()),
        ColumnKey::Kind => {
            let kind = concept.kind.and_then(|kind| corpus.kinds.get(kind.index()));
            text(kind.map(|kind| &*kind.id))
        }
        ColumnKey::Definition => match &column.language {
            None => text(concept.definition.as_ref().map(|definition| &*definition.text)),
            Some(language) => {
                let mut translated = concept.translated.iter();
                text(translated.find(|(known, _)| known == language).map(|(_, it)| &*it.text))
            }
        },
        ColumnKey::SubsetOf => links.format_cell(id, SUBSET_OF),
        ColumnKey::ContrastsWith => links.format_cell(id, CONTRASTS_WITH),
        ColumnKey::SameAs => links.format_cell(id, SAME_AS),
        ColumnKey::Relation(name, _) => {
            let known = corpus.relation_kinds.iter().position(|kind| kind.id == *name);
            known
                .and_then(|at| u32::try_from(at).ok())
                .map_or_else(String::new, |at| links.format_cell(id, RelationId(at)))
        }
        ColumnKey::Facet(name) => {
            let named = |value: &&FacetValue| facet_identifier(corpus, value.facet) == Some(name);
            let values = concept.facets.iter().filter(named).filter(|it| is_asserted(&it.said));
            cell::join_values(values.map(|value| &*value.value))
        }
        ColumnKey::Root => {
            text(concept.root.as_ref().filter(|said| is_asserted(said)).map(|_| "yes"))
        }
        ColumnKey::Note(kind) => {
            let notes =
                concept.notes.iter().filter(|note| note.kind == *kind && is_own(&note.said));
            let notes = notes.filter(|note| note.language == column.language);
            cell::join_values(notes.map(|note| &*note.text))
        }
        ColumnKey::Notations => {
            cell::join_values(concept.notations.iter().map(|notation| &*notation.code))
        }
        ColumnKey::Match(kind) => {
            let matches = concept.matches.iter().filter(|it| it.kind == *kind);
            cell::join_values(matches.map(|it| &*it.iri))
        }
        ColumnKey::Schemes => cell::join_values(list_schemes(corpus, concept, false)),
        ColumnKey::TopOf => cell::join_values(list_schemes(corpus, concept, true)),
        ColumnKey::Date(kind) => {
            let mut dates = concept.dates.iter();
            text(dates.find(|date| date.kind == *kind).map(|date| &*date.when))
        }
        ColumnKey::StatusWords => text(told_state(concept).map(|state| state.value.name())),
        ColumnKey::StateSince => text(told_state(concept).and_then(|it| it.since.as_deref())),
        ColumnKey::StateReplacedBy => {
            let replaced = told_state(concept).into_iter().flat_map(|state| &state.replaced_by);
            cell::join_values(replaced.map(String::as_str))
        }
        ColumnKey::Source
        | ColumnKey::Language
        | ColumnKey::Covers
        | ColumnKey::Status(_)
        | ColumnKey::Standing(_)
        | ColumnKey::AvoidedSince
        | ColumnKey::NameOf(_) => String::new(),
    }
}

fn facet_identifier(corpus: &Corpus, id: FacetId) -> Option<&String> {
    corpus.facets.get(id.index()).map(|facet| &facet.id)
}

fn is_asserted(said: &CitedStance) -> bool {
    !said.asserted_by.is_empty()
}

/// Whether a corpus says it in its own voice.
fn is_own(said: &CitedStance) -> bool {
    said.asserted_by.iter().any(|citation| citation.work.is_none())
}

/// What each concept is joined to, as far as somebody says so.
struct LinkedNames<'c>(Vec<(ConceptId, RelationId, &'c str)>);

impl<'c> LinkedNames<'c> {
    /// All of a corpus; what holds both ways stands at both ends.
    fn from_corpus(corpus: &'c Corpus) -> Self {
        let asserted = graph::collect_edges(corpus).filter(|link| !link.asserted_by.is_empty());
        let ends = asserted.flat_map(|link| {
            let GraphEdge { ends: [from, to], relation, .. } = link;
            let back = link.kind.is_symmetric().then_some((to, relation, &*link.from.id));
            [(from, relation, &*link.to.id)].into_iter().chain(back)
        });
        let mut all: Vec<_> = ends.collect();
        all.sort_unstable();
        Self(all)
    }

    fn format_cell(&self, id: ConceptId, relation: RelationId) -> String {
        let first = self.0.partition_point(|(from, by, _)| (*from, *by) < (id, relation));
        let rest = self.0.get(first..).unwrap_or_default().iter();
        let own = rest.take_while(|(from, by, _)| (*from, *by) == (id, relation));
        cell::join_values(own.map(|(_, _, to)| *to))
    }
}

/// What is left out of what cells can hold.
pub(super) fn count_losses(corpus: &Corpus) -> Losses {
    let mut losses = Losses::default();
    named::count_denied(corpus, super::CSV.carries, &mut losses);
    for relation in corpus.relations.iter().filter(|it| !is_asserted(&it.said)) {
        let part = match relation.relation {
            SUBSET_OF => Part::Umbrellas,
            CONTRASTS_WITH => Part::Contrasts,
            _ => Part::Relations,
        };
        losses.add(part.name(), 1);
    }
    for concept in &corpus.concepts {
        let facets = concept.facets.iter().filter(|value| !is_asserted(&value.said));
        losses.add(Part::Facets.name(), facets.count());
        losses
            .add(Part::Roots.name(), concept.root.iter().filter(|said| !is_asserted(said)).count());
        let others = || concept.notes.iter().filter(|note| !is_own(&note.said));
        losses.add(Part::Notes.name(), others().count());
        let kinds = others().filter(|note| note.kind != NoteKind::default());
        losses.add(Part::NoteKinds.name(), kinds.count());
        let spoken = others().filter(|note| note.language.is_some()).count();
        let definitions = concept.definitions.iter().filter(|it| it.language.is_some()).count();
        losses.add(Part::TextLanguages.name(), spoken + definitions);
        count_untold_states(concept, &mut losses);
    }
    losses
}
