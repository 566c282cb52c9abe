//! TBX (ISO 30042): term bases in the published dialects and both styles, and version 2 of TBX, `martif`.

mod attribution;
mod categories;
mod detail;
mod identifier;
mod read;
mod write;
mod xml;

use super::{Coverage, ExchangeFormat, Part, named::USED_ONLY};
use cxterms_base::corpus::DateKind;

/// For docs/exchange.md.
const NOTES: &str = "\
The dialects Core, Min, Basic and Linguist of ISO 30042:2019, each but Core in both styles: with categories as attributes
(DCA) and as tags (DCT); and version 2, `martif`, with the categories of Basic. Read, a file is what its root says that it
is, with any ending of its name. Linguist carries the most; every part that a dialect lacks is counted as lost.

- An entry's identifier is ours; labels are terms, with `administrativeStatus` and `termType`; languages are sections.
- Who gives a definition or uses a term is its `source`: text for people, pointing to the voices and works at the end of
  the file. Notes and references name who says so behind a dash.
- What falls under or contrasts with what is a `crossReference` with words: the published modules have no relations. Other
  relations come back as `refers-to`.
- What is said of a term's grammar and use (`partOfSpeech`, `grammaticalGender`, `grammaticalNumber`, `register`,
  `geographicalUsage`, `transferComment`) is a usage note here, as in “part of speech of “till” (en): verb”, and its
  category again in a dialect that has it. Subsets, readings and other term types stay notes. Transactions, with date and
  who is responsible, are notes of change; an `origination` or `modification` of an entry that tells nothing but its date is
  the date `created` or `modified`. `subjectField` is a facet.
- A status may be in any case and spelling, and under the names that other programs have for it (`forbidden`, `rejected`).
  A term whose status is not known is an error with its line, and one to avoid. An entry
  that has no term but those to avoid is a concept that is no longer in use: deprecated or, if its first term is superseded,
  retired. The first term in each language is its label there, and others are synonyms. So it is written: every term of a
  deprecated concept is a `deprecatedTerm`, of a retired one a `supersededTerm`.
- Why a term is to be avoided is its note, and what to say in its place, where that is not the label, another: “Say instead:”
  and the name.
- Definitions, contexts and notes keep their language, and their paragraphs and lists, as blank lines and lines of their own.
- Other categories are counted as lost by name. Every text is carried or counted, once.
- Entities are never expanded and nothing is fetched. Files that are not UTF-8 are refused.
";

/// The transactions that tell when an entry was written and changed.
const TRANSACTIONS: [(DateKind, &str); 2] =
    [(DateKind::Created, "origination"), (DateKind::Modified, "modification")];

/// A published dialect; each has all that those before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TbxDialect {
    Core,
    Min,
    Basic,
    Linguist,
}

impl TbxDialect {
    /// What the root calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Core => "TBX-Core",
            Self::Min => "TBX-Min",
            Self::Basic => "TBX-Basic",
            Self::Linguist => "TBX-Linguist",
        }
    }
}

/// How a data category is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TbxStyle {
    /// As an attribute: `<descrip type="definition">`.
    Attribute,
    /// As a tag: `<basic:definition>`.
    Tag,
    /// As an attribute, under the element names of version 2.
    Second,
}

pub(super) const LINGUIST: ExchangeFormat = ExchangeFormat {
    about: "TBX-Linguist: TBX-Basic, and the number, register and transfer comments of terms (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| {
        write::write_tbx(corpus, out, (TbxDialect::Linguist, TbxStyle::Attribute))
    }),
    ..tbx_format("tbx-linguist", BASIC_CARRIES)
};

pub(super) const LINGUIST_DCT: ExchangeFormat = ExchangeFormat {
    about: "TBX-Linguist with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write_tbx(corpus, out, (TbxDialect::Linguist, TbxStyle::Tag))),
    ..tbx_format("tbx-linguist-dct", BASIC_CARRIES)
};

pub(super) const BASIC: ExchangeFormat = ExchangeFormat {
    about: "TBX-Basic: the TBX that most tools read (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| {
        write::write_tbx(corpus, out, (TbxDialect::Basic, TbxStyle::Attribute))
    }),
    ..tbx_format("tbx-basic", BASIC_CARRIES)
};

pub(super) const BASIC_DCT: ExchangeFormat = ExchangeFormat {
    about: "TBX-Basic with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write_tbx(corpus, out, (TbxDialect::Basic, TbxStyle::Tag))),
    ..tbx_format("tbx-basic-dct", BASIC_CARRIES)
};

pub(super) const MIN: ExchangeFormat = ExchangeFormat {
    about: "TBX-Min: terms and whether to use them (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| {
        write::write_tbx(corpus, out, (TbxDialect::Min, TbxStyle::Attribute))
    }),
    ..tbx_format("tbx-min", MIN_CARRIES)
};

pub(super) const MIN_DCT: ExchangeFormat = ExchangeFormat {
    about: "TBX-Min with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write_tbx(corpus, out, (TbxDialect::Min, TbxStyle::Tag))),
    ..tbx_format("tbx-min-dct", MIN_CARRIES)
};

pub(super) const CORE: ExchangeFormat = ExchangeFormat {
    about: "TBX-Core: terms and notes (ISO 30042:2019)",
    write: Some(|corpus, out| {
        write::write_tbx(corpus, out, (TbxDialect::Core, TbxStyle::Attribute))
    }),
    ..tbx_format("tbx-core", CORE_CARRIES)
};

pub(super) const MARTIF: ExchangeFormat = ExchangeFormat {
    about: "TBX-Basic in version 2 of TBX (ISO 30042:2008, martif), for older tools",
    endings: &["martif"],
    write: Some(|corpus, out| write::write_tbx(corpus, out, (TbxDialect::Basic, TbxStyle::Second))),
    ..tbx_format("martif", BASIC_CARRIES)
};

/// What all have in common: any of them is read as what its root says that it is.
const fn tbx_format(name: &'static str, carries: &'static [(Part, Coverage)]) -> ExchangeFormat {
    ExchangeFormat {
        name,
        family: "TBX",
        about: "",
        endings: &["tbx"],
        carries,
        otherwise: Coverage::No,
        notes: NOTES,
        read: Some(read::read_tbx),
        write: None,
    }
}

const CORE_CARRIES: &[(Part, Coverage)] = &[
    (Part::Labels, Coverage::Yes),
    (Part::Synonyms, USED_ONLY),
    (Part::Abbreviations, Coverage::InPart("come back as synonyms")),
    (
        Part::Translations,
        Coverage::InPart("without names to avoid; abbreviations come back as synonyms"),
    ),
    (Part::Notes, Coverage::Yes),
    (Part::TextLanguages, Coverage::InPart("those of notes")),
    (Part::NoteSources, Coverage::Yes),
    (Part::Denials, Coverage::InPart("those of notes that somebody stands by")),
    (Part::Hedges, Coverage::InPart(WITH_CLAIMS)),
    (Part::Reservations, Coverage::InPart("come back as hedges")),
    (Part::Reporters, Coverage::InPart(WITH_CLAIMS)),
    (Part::Sources, Coverage::Yes),
];

const MIN_CARRIES: &[(Part, Coverage)] = &[
    (Part::Labels, Coverage::Yes),
    (Part::Synonyms, USED_ONLY),
    (Part::Abbreviations, Coverage::InPart("come back as synonyms")),
    (Part::Avoided, USED_ONLY),
    (Part::Advice, Coverage::InPart(ADVICE)),
    (Part::States, Coverage::InPart(GIVEN_UP)),
    (Part::Translations, Coverage::InPart("abbreviations come back as synonyms")),
    (Part::Facets, Coverage::InPart(SUBJECT_FIELDS)),
    (Part::Notes, Coverage::Yes),
    (Part::TextLanguages, Coverage::InPart("those of notes")),
    (Part::NoteSources, Coverage::Yes),
    (Part::Denials, Coverage::InPart("those of notes that somebody stands by")),
    (Part::Hedges, Coverage::InPart(WITH_CLAIMS)),
    (Part::Reservations, Coverage::InPart("come back as hedges")),
    (Part::Reporters, Coverage::InPart(WITH_CLAIMS)),
    (Part::Sources, Coverage::Yes),
];

const BASIC_CARRIES: &[(Part, Coverage)] = &[
    (Part::Labels, Coverage::Yes),
    (Part::Synonyms, USED_ONLY),
    (Part::Abbreviations, USED_ONLY),
    (Part::Avoided, USED_ONLY),
    (Part::Advice, Coverage::InPart(ADVICE)),
    (Part::States, Coverage::InPart(GIVEN_UP)),
    (Part::Translations, USED_ONLY),
    (Part::TranslatedDefinitions, Coverage::InPart("those in a language that has a term")),
    (Part::Definitions, Coverage::Yes),
    (Part::OtherDefinitions, Coverage::Yes),
    (Part::Facets, Coverage::InPart(SUBJECT_FIELDS)),
    (Part::Umbrellas, Coverage::InPart("those that somebody asserts")),
    (Part::Contrasts, Coverage::InPart("those that somebody asserts")),
    (
        Part::Relations,
        Coverage::InPart(
            "cross-references in words; but for same-as they come back as refers-to, with these words",
        ),
    ),
    (Part::Wordings, Coverage::InPart("the words; the facets on which contrasts differ are lost")),
    (Part::Notes, Coverage::Yes),
    (Part::TextLanguages, Coverage::InPart(SECTIONS)),
    (
        Part::NoteKinds,
        Coverage::InPart("examples that name their concept, as contexts, and the grammar of terms"),
    ),
    (Part::Matches, Coverage::InPart("those with an address on the web")),
    (Part::Dates, Coverage::InPart("`created` and `modified`, where they are days")),
    (Part::DefinitionSources, Coverage::Yes),
    (Part::NoteSources, Coverage::Yes),
    (Part::LabelSources, Coverage::Yes),
    (Part::RelationSources, Coverage::Yes),
    (
        Part::Denials,
        Coverage::InPart(
            "those of notes, umbrellas, contrasts and same-as that somebody stands by",
        ),
    ),
    (Part::Hedges, Coverage::InPart(WITH_CLAIMS)),
    (Part::Reservations, Coverage::InPart("come back as hedges")),
    (Part::Reporters, Coverage::InPart(WITH_CLAIMS)),
    (Part::Sources, Coverage::Yes),
];

const SECTIONS: &str =
    "with categories as tags, those of definitions in a language that has a term, and of notes";
const GIVEN_UP: &str = "deprecated and retired ones of the corpus's own, of concepts without abbreviations and names to avoid";
const ADVICE: &str = "in words, as notes of the term";
const SUBJECT_FIELDS: &str = "those of a facet called subject-field";
const WITH_CLAIMS: &str = "those that belong to what is carried";

/// The facet in which a subject field stands here.
const SUBJECT_FIELD: &str = "subject-field";

/// Behind which a note of a term to avoid names what to say in its place.
const SAY_INSTEAD: &str = "Say instead: ";

/// How a cross-reference says in words what it means; others are named as they are.
const RELATION_PHRASES: [(cxterms_base::corpus::RelationId, &str); 3] = [
    (cxterms_base::corpus::SUBSET_OF, "falls under"),
    (cxterms_base::corpus::CONTRASTS_WITH, "contrasts with"),
    (cxterms_base::corpus::SAME_AS, "is the same as"),
];

/// The relation that a cross-reference stands for whose words name none of these: its name, its inverse, what it means.
const CROSS_REFERENCE: (&str, &str, &str) =
    ("refers-to", "is-referred-to-by", "has a cross-reference to");
