//! Claims and names as flat rows, for query engines: who asserts and who denies what, one row for each who does.

mod labels;
mod rows;
mod stated;

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Part,
};

/// Rows that need no other table to be understood, and that are not read back.
pub(super) const FAMILY: &str = "Query engines";

pub(super) const CLAIMS_CSV: ExchangeFormat = ExchangeFormat {
    name: "claims-csv",
    family: FAMILY,
    about: "CSV: a row for each voice that asserts or denies a claim, for query engines",
    endings: &["csv"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, Yes),
        (Part::Abbreviations, Yes),
        (Part::Avoided, Yes),
        (Part::Hidden, Yes),
        (Part::Advice, Yes),
        (Part::Secondary, Yes),
        (Part::Translations, Yes),
        (Part::TranslatedDefinitions, Yes),
        (Part::Qualifiers, Yes),
        (Part::Kinds, Yes),
        (Part::Definitions, Yes),
        (Part::OtherDefinitions, Yes),
        (Part::Leading, Yes),
        (Part::TextLanguages, Yes),
        (Part::TextDates, Yes),
        (Part::Facets, Yes),
        (Part::Umbrellas, Yes),
        (Part::Contrasts, Yes),
        (Part::Relations, Yes),
        (Part::Wordings, Yes),
        (Part::Roots, Yes),
        (Part::Notes, Yes),
        (Part::NoteKinds, Yes),
        (Part::NoteLabels, Yes),
        (Part::SharedNotes, Yes),
        (Part::States, Yes),
        (Part::StateDates, Yes),
        (Part::Replacements, Yes),
        (Part::DefinitionSources, Yes),
        (Part::NoteSources, Yes),
        (Part::LabelSources, Yes),
        (Part::FacetSources, Yes),
        (Part::RootSources, Yes),
        (Part::StateSources, Yes),
        (Part::RelationSources, Yes),
        (Part::Denials, Yes),
        (Part::Hedges, Yes),
        (Part::Reservations, Yes),
        (Part::Placements, Yes),
        (Part::Aspects, Yes),
        (Part::Reporters, Yes),
        (Part::Sources, InPart("their identifiers, the kinds of voices and the years of works")),
    ],
    otherwise: No,
    notes: include_str!("notes.md"),
    read: None,
    write: Some(rows::write_claims_csv),
};

pub(super) const CLAIMS_JSONL: ExchangeFormat = ExchangeFormat {
    name: "claims-jsonl",
    about: "JSON Lines: the same rows, one a line, each with every key",
    endings: &["jsonl", "ndjson"],
    write: Some(rows::write_claims_jsonl),
    ..CLAIMS_CSV
};

pub(super) const LABELS_CSV: ExchangeFormat = ExchangeFormat {
    name: "labels-csv",
    about: "CSV: a row for each name of each concept, to look up words in",
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, Yes),
        (Part::Abbreviations, Yes),
        (Part::Avoided, Yes),
        (Part::Hidden, Yes),
        (Part::Advice, Yes),
        (Part::Secondary, Yes),
        (Part::Translations, Yes),
        (Part::Qualifiers, Yes),
        (Part::Kinds, Yes),
        (Part::States, InPart("the state that holds")),
        (Part::LabelSources, InPart("by which voices")),
        (Part::Denials, InPart("those of names")),
    ],
    write: Some(labels::write_labels_csv),
    ..CLAIMS_CSV
};
