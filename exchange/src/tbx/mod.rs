//! TBX (ISO 30042): term bases, in the dialects that are published for them and in both styles; and its version 2, `martif`.

mod attribution;
mod categories;
mod identifier;
mod read;
mod write;
mod xml;

use super::{Carried, Format, Part};

/// For docs/exchange.md.
const NOTES: &str = "\
The dialects Core, Min, Basic and Linguist of ISO 30042:2019, each but Core in both styles: with categories as attributes
(DCA) and as tags (DCT); and version 2, `martif`, with the categories of Basic. Read, a file is what its root says that it
is, whatever its name ends in. Linguist carries the most; every part that a dialect lacks is counted as lost.

- An entry's identifier is ours; labels are terms, with `administrativeStatus` and `termType`; languages are sections.
- Who gives a definition or uses a term is its `source`: text for people, pointing to the voices and works at the end of
  the file. Notes and references name who says so behind a dash.
- What falls under or contrasts with what is a `crossReference` with words: the published modules have no relations. Other
  relations come back as `refers-to`.
- Categories that have no place here (`partOfSpeech`, `grammaticalGender`, transactions) are counted as lost by name;
  `subjectField` is a facet.
- Entities are never expanded and nothing is fetched. Files that are not UTF-8 are refused.
";

/// A published dialect; each has all that those before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dialect {
    Core,
    Min,
    Basic,
    Linguist,
}

impl Dialect {
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
enum Style {
    /// As an attribute: `<descrip type="definition">`.
    Attribute,
    /// As a tag: `<basic:definition>`.
    Tag,
    /// As an attribute, under the element names of version 2.
    Second,
}

pub(super) const LINGUIST: Format = Format {
    about: "TBX-Linguist: TBX with all that its published modules offer (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Linguist, Style::Attribute))),
    ..format("tbx-linguist", BASIC_CARRIES)
};

pub(super) const LINGUIST_DCT: Format = Format {
    about: "TBX-Linguist with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Linguist, Style::Tag))),
    ..format("tbx-linguist-dct", BASIC_CARRIES)
};

pub(super) const BASIC: Format = Format {
    about: "TBX-Basic: the TBX that most tools read (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Basic, Style::Attribute))),
    ..format("tbx-basic", BASIC_CARRIES)
};

pub(super) const BASIC_DCT: Format = Format {
    about: "TBX-Basic with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Basic, Style::Tag))),
    ..format("tbx-basic-dct", BASIC_CARRIES)
};

pub(super) const MIN: Format = Format {
    about: "TBX-Min: terms and whether to use them (ISO 30042:2019, DCA)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Min, Style::Attribute))),
    ..format("tbx-min", MIN_CARRIES)
};

pub(super) const MIN_DCT: Format = Format {
    about: "TBX-Min with data categories as tags (DCT)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Min, Style::Tag))),
    ..format("tbx-min-dct", MIN_CARRIES)
};

pub(super) const CORE: Format = Format {
    about: "TBX-Core: terms and notes (ISO 30042:2019)",
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Core, Style::Attribute))),
    ..format("tbx-core", CORE_CARRIES)
};

pub(super) const MARTIF: Format = Format {
    about: "TBX-Basic in version 2 of TBX (ISO 30042:2008, martif), for older tools",
    endings: &["martif"],
    write: Some(|corpus, out| write::write(corpus, out, (Dialect::Basic, Style::Second))),
    ..format("martif", BASIC_CARRIES)
};

/// What all have in common: any of them is read as what its root says that it is.
const fn format(name: &'static str, carries: &'static [(Part, Carried)]) -> Format {
    Format {
        name,
        family: "TBX",
        about: "",
        endings: &["tbx"],
        carries,
        otherwise: Carried::No,
        notes: NOTES,
        read: Some(read::read),
        write: None,
    }
}

const CORE_CARRIES: &[(Part, Carried)] = &[
    (Part::Labels, Carried::Yes),
    (Part::Synonyms, Carried::Yes),
    (Part::Abbreviations, Carried::InPart("come back as synonyms")),
    (
        Part::Translations,
        Carried::InPart("without names to avoid; abbreviations come back as synonyms"),
    ),
    (Part::Notes, Carried::Yes),
    (Part::NoteSources, Carried::Yes),
    (Part::Denials, Carried::InPart("those of notes that somebody stands by")),
    (Part::Hedges, Carried::InPart(WITH_CLAIMS)),
    (Part::Reporters, Carried::InPart(WITH_CLAIMS)),
    (Part::Sources, Carried::Yes),
];

const MIN_CARRIES: &[(Part, Carried)] = &[
    (Part::Labels, Carried::Yes),
    (Part::Synonyms, Carried::Yes),
    (Part::Abbreviations, Carried::InPart("come back as synonyms")),
    (Part::Avoided, Carried::Yes),
    (Part::Advice, Carried::InPart(ADVICE)),
    (Part::Translations, Carried::InPart("abbreviations come back as synonyms")),
    (Part::Facets, Carried::InPart(SUBJECT_FIELDS)),
    (Part::Notes, Carried::Yes),
    (Part::NoteSources, Carried::Yes),
    (Part::Denials, Carried::InPart("those of notes that somebody stands by")),
    (Part::Hedges, Carried::InPart(WITH_CLAIMS)),
    (Part::Reporters, Carried::InPart(WITH_CLAIMS)),
    (Part::Sources, Carried::Yes),
];

const BASIC_CARRIES: &[(Part, Carried)] = &[
    (Part::Labels, Carried::Yes),
    (Part::Synonyms, Carried::Yes),
    (Part::Abbreviations, Carried::Yes),
    (Part::Avoided, Carried::Yes),
    (Part::Advice, Carried::InPart(ADVICE)),
    (Part::Translations, Carried::Yes),
    (Part::TranslatedDefinitions, Carried::InPart("those in a language that has a term")),
    (Part::Definitions, Carried::Yes),
    (Part::OtherDefinitions, Carried::Yes),
    (Part::Facets, Carried::InPart(SUBJECT_FIELDS)),
    (Part::Umbrellas, Carried::InPart("those that somebody asserts")),
    (Part::Contrasts, Carried::InPart("those that somebody asserts")),
    (
        Part::Relations,
        Carried::InPart(
            "cross-references in words; but for same-as they come back as refers-to, with these words",
        ),
    ),
    (Part::Wordings, Carried::InPart("the words; the facets on which contrasts differ are lost")),
    (Part::Notes, Carried::Yes),
    (Part::NoteKinds, Carried::InPart("examples that name their concept, as contexts of its term")),
    (Part::Matches, Carried::InPart("those with an address on the web")),
    (Part::DefinitionSources, Carried::Yes),
    (Part::NoteSources, Carried::Yes),
    (Part::LabelSources, Carried::Yes),
    (Part::RelationSources, Carried::Yes),
    (
        Part::Denials,
        Carried::InPart("those of notes, umbrellas, contrasts and same-as that somebody stands by"),
    ),
    (Part::Hedges, Carried::InPart(WITH_CLAIMS)),
    (Part::Reporters, Carried::InPart(WITH_CLAIMS)),
    (Part::Sources, Carried::Yes),
];

const ADVICE: &str = "why, as a note of the term; what to say instead comes back as the label";
const SUBJECT_FIELDS: &str = "those of a facet called subject-field";
const WITH_CLAIMS: &str = "those that belong to what is carried";

/// The facet in which a subject field stands here.
const SUBJECT_FIELD: &str = "subject-field";

/// How a cross-reference says in words what it means; others are named as they are.
const PHRASES: [(cxterms_base::corpus::RelationId, &str); 3] = [
    (cxterms_base::corpus::SUBSET_OF, "falls under"),
    (cxterms_base::corpus::CONTRASTS_WITH, "contrasts with"),
    (cxterms_base::corpus::SAME_AS, "is the same as"),
];

/// The relation that a cross-reference stands for whose words name none of these: its name, its inverse, what it means.
const REFERS: (&str, &str, &str) = ("refers-to", "is-referred-to-by", "has a cross-reference to");
