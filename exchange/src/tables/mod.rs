//! Tables: one row for each concept, as CSV and as sheets of a spreadsheet.

mod bounds;
mod cell;
mod commas;
mod dates;
mod delimited;
mod fill;
mod header_names;
mod headers;
mod keys;
mod label_columns;
mod language;
mod language_names;
mod names;
mod other_names;
mod plain;
mod read;
mod schemes;
mod sheet;
mod states;
mod status;
mod workbook;
mod write;
mod xlsx;

pub use plain::PlainTable;
pub(super) use {cell::guard_text, write::to_io_error};

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Part,
    named::USED_ONLY,
};

/// What a sheet of terms carries, and what else a format does.
macro_rules! carried_and {
    ($($more:expr),* $(,)?) => {
        &[
            (Part::Labels, Yes),
            (Part::Synonyms, USED_ONLY),
            (Part::Abbreviations, USED_ONLY),
            (Part::Avoided, USED_ONLY),
            (Part::Hidden, USED_ONLY),
            (Part::Translations, USED_ONLY),
            (Part::TranslatedDefinitions, Yes),
            (Part::Qualifiers, Yes),
            (Part::Kinds, Yes),
            (Part::Definitions, Yes),
            (Part::Facets, InPart(ASSERTED_AS_OWN)),
            (Part::Umbrellas, InPart(ASSERTED_AS_OWN)),
            (Part::Contrasts, InPart(ASSERTED_AS_OWN)),
            (Part::Relations, InPart(ASSERTED_AS_OWN)),
            (Part::Roots, InPart(ASSERTED_AS_OWN)),
            (Part::Notes, InPart(OWN_ONLY)),
            (Part::NoteKinds, InPart(OWN_ONLY)),
            (Part::TextLanguages, InPart(OWN_ONLY)),
            (Part::Notations, Yes),
            (Part::Matches, Yes),
            (Part::Dates, Yes),
            (Part::Memberships, Yes),
            (Part::States, InPart(OWN_ONLY)),
            (Part::StateDates, InPart(OWN_ONLY)),
            (Part::Replacements, InPart(OWN_ONLY)),
            $($more),*
        ]
    };
}

/// Tables of rows and columns.
pub(super) const FAMILY: &str = "Tables";

pub(super) const CSV: ExchangeFormat = ExchangeFormat {
    name: "csv",
    family: FAMILY,
    about: "CSV: a row for each concept, for spreadsheets; tabs or semicolons are read too",
    endings: &["csv", "tsv"],
    carries: carried_and![],
    otherwise: No,
    notes: NOTES,
    read: Some(read::read_tables),
    write: Some(write::write_csv),
};

pub(super) const XLSX: ExchangeFormat = ExchangeFormat {
    name: "xlsx",
    family: FAMILY,
    about: "Excel: a sheet of terms, and what others say of them on sheets of its own",
    endings: &["xlsx"],
    carries: carried_and![
        (Part::OtherDefinitions, InPart(ON_SHEETS)),
        (Part::Wordings, InPart(ON_SHEETS)),
        (Part::DefinitionSources, InPart(ON_SHEETS)),
        (Part::NoteSources, InPart(ON_SHEETS)),
        (Part::LabelSources, InPart(ON_SHEETS)),
        (Part::FacetSources, InPart(ON_SHEETS)),
        (Part::RootSources, InPart(ON_SHEETS)),
        (Part::StateSources, InPart(ON_SHEETS)),
        (Part::RelationSources, InPart(ON_SHEETS)),
        (Part::Denials, InPart(ON_SHEETS)),
        (Part::Hedges, InPart(ON_SHEETS)),
        (Part::Reservations, InPart(ON_SHEETS)),
        (Part::Reporters, InPart(ON_SHEETS)),
        (Part::Sources, InPart(ON_SHEETS)),
    ],
    otherwise: No,
    notes: WORKBOOK_NOTES,
    read: Some(read::read_tables),
    write: Some(xlsx::write_workbook),
};

pub(super) const ODS: ExchangeFormat = ExchangeFormat {
    name: "ods",
    family: FAMILY,
    about: "OpenDocument: a sheet of terms, as LibreOffice saves it",
    endings: &["ods"],
    carries: carried_and![],
    otherwise: No,
    notes: WORKBOOK_NOTES,
    read: Some(read::read_tables),
    write: None,
};

/// Whether a format's files have sheets.
pub(super) fn is_workbook(format: &str) -> bool {
    [XLSX.name, ODS.name].contains(&format)
}

const ON_SHEETS: &str = "on the sheets of claims, contrasts and sources, which are not read back";
const ASSERTED_AS_OWN: &str = "as the corpus's own: who asserts them is lost";
const OWN_ONLY: &str = "only the corpus's own";

const WORKBOOK_NOTES: &str = "\
The rules of tables hold for a sheet. Of several sheets the first is read that names a column of labels, or the one that
`--sheet` names; which are not read is told. Rows and columns of a fault are those of the sheet. Numbers are read as they
are without their format, dates as `2026-01-31`, and a cell that holds an error (`#N/A`) is counted and left out.

Written, a workbook has four sheets: `Terms`, which is read again, with its header fixed, filters and wrapped text; `Claims`,
a row for each thing that a voice says or denies of a term, with its work and words; `Contrasts`, with both terms, the
words and who says so; and `Sources`, each work with its authors, year and a link. A cell holds 32,767 letters; what is longer is
cut, and counted.
";

const NOTES: &str = "\
The first line names the columns; each further row is a concept. If the first line does not, the header is sought in the
first ten rows; what stands above it, such as a title, is left out, counted and told.

| column | holds |
|---|---|
| `id` | the identifier; without one, it is made of the label |
| `label` | the preferred label; the one column that must be there |
| `abbreviations`, `synonyms`, `avoid` | other names; those to avoid, without the reason |
| `hidden` | names that are found and never shown |
| `qualifier`, `kind`, `definition` | as in [yaml.md](yaml.md) |
| `source` | who gives the definition, if not the corpus itself: taken for a work of that title and a voice of that name |
| `subset-of`, `superset-of`, `contrasts-with`, `same-as` | other concepts of the table or, with `--merge`, of the corpus, by `id`, label or other name |
| `synonym-of` or `USE`, `use-instead` or `Replaced by` | the concept of which the row's label is a synonym or a name to avoid; the row is none of its own, and what it defines and notes of a name to avoid becomes a note that names it |
| `relation:leads-to/results-from` | the same for another relation and its inverse; `relation:NAME` if it has no direction |
| `facet:market` | values of a facet |
| `status` | in what state the concept is: draft, proposed, approved, deprecated or retired |
| `status:since`, `status:replaced-by` | from which date it is so (`2021`, `2021-03`, `2021-03-31`), and what stands in its place |
| `root` | `yes` where nothing is above it |
| `notes`, `usage`, `scope`, `examples`, `history`, `figures`, `advice`, `changes` | notes of that kind |
| `notations`, `iri`, `exact-match`, `close-match`, `broad-match`, `narrow-match`, `related-match` | codes and addresses |
| `schemes`, `top-of` | the concept schemes of which it is part and of which it is a top concept, by their `id`; another name is a title |
| `created`, `issued`, `modified`, `date` | when the entry was written or changed (`2021`, `2021-03`, `2021-03-31`, or with a time) |
| `label@de`, `definition@de`, `usage@de` and so on | label, other names, definition and notes in another language |
| `language` | the language of the row's texts whose columns name none, as a tag or by its English name |

**Headers** are known in any spelling of case, spaces and hyphens, in the singular and numbered (`Synonym 2`), with marks
(`Name*`, `Term (required)`), and by other usual names: `Term` or `Preferred label` for `label`, `Umbrella`, `Broader` or
`BT` for `subset-of`, `UF`, `NT`, `RT` and `SN` of thesauri, the properties of SKOS (`skos:prefLabel@de`, `altLabel_en`),
and German, French and Spanish names (`Oberbegriff`). A language stands behind `@`, in
brackets or as a word: `Label (de)`, `Definition EN`, `German term`; alone (`French`, `Deutsch`) it is that of labels. `--column KEY=COLUMN` says it of any other: `--column label=Begriff --column 'facet:market=Segment'`. What
stands in a column that means nothing is lost, and counted by its header. Commas, semicolons and tabs between cells are
told apart by the header. The corpus's language is `en` unless `--language` names another; if there is only `label@de`,
it is `de`, and so it is if most rows have `de` in a column `language`, or, which is told, under a German header of labels
(`Begriff`); French and Spanish alike.

**A column of names that holds only yes and no** (`Deprecated`, `Acronym?`; `x`, `true`, `1`, `ja`, `oui`, `si` and so on)
says of the row's label that it is one to avoid, an abbreviation or another name. A label that is so marked needs another
row of its `id` that has the label. Alone, one to avoid stands for it, and the concept is deprecated; any other is counted
and told.

**What says that a label is not to be used** makes it one to avoid, as a yes under `Deprecated` does: a no under `Approved`,
`Allowed` or `Erlaubt`; any value under `Deprecated since`; and a `Status` that begins with such a word (`deprecated`,
`Not approved`, `verboten`, `Obsolete: see …`), which then is the reason. A no under `Preferred` makes it a synonym; names there are of the concept,
as under `USE`.

**The state of a concept** is the `Status` in the row of its preferred label: `Draft` or `New`; `In review`, `Candidate` or
`Pending` (proposed); `Approved`, `Active`, `Published` or `Final`; `Deprecated`, `Obsolete`, `Superseded` and whatever else
forbids the label (deprecated); `Retired` or `Withdrawn`. What stands behind such a word is the reason. Any other `Status` is a
value of the facet `status`, and so is each under `facet:status`.

**Several values** in one cell stand with ` | ` between them; a `|`, `;` or `\\` that belongs to a value has a `\\` before
it. In reading, line breaks and, in names, semicolons stand between values as well. Commas do where the header says so
(`Synonyms (comma separated)`), in cells of names that look like a list of a few words each if no other sign stands between
names in their column, and between umbrellas that are names one by one; both of the latter are told, and which cells with
commas are left whole. A comma that belongs to a name is written `\\,`; so is a line break that belongs to a
note, with a `\\` at the end of its line. A definition keeps its paragraphs.

**Several columns of labels** in one language, as `Concept` and `Term` or `Name` twice: the first is taken for the labels, but
`Concept` and `Title` only where there is no other. Of the rest one of codes (`C1`) is the `id`, and others are synonyms,
which is told. A table has at most 1,000 columns.

**Rows of one `id`**, and rows without one that have the same label and qualifier, are one concept, and the latter is
told, as are different labels under one `id`: its further rows add to it, each a definition with its `source`. Rows of one label and different `id` are different
concepts. A row without a label is left out, one with more cells than the header too, and each is told. Every cell is
carried or counted as lost, once.

**Who says so** has no place in a table, but for definitions: what falls under what and which values facets have comes back
as the corpus's own words, though others may have said so. Notes and definitions of others are left out and counted, so
that nobody's words come back as another's.

**A cell that says that it holds nothing** (`-`, `–`, `n/a`; in columns of names, `none`, `null`, `keine`, `aucun` and
`ninguno` too) is none, and is counted; only labels and identifiers may be so called. Written, such a text begins with an
apostrophe.

**Formulas.** A cell that would begin with `=`, `+`, `-`, `@` or a tab, by which a spreadsheet knows a formula, begins with
an apostrophe, so that no text of a corpus is ever reckoned; reading takes it away again. Written tables are UTF-8 with a
byte order mark, without which Excel takes them for another encoding, and with commas. Tables in another encoding are read
if it is named, as in `--encoding windows-1252`.
";
