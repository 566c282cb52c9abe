//! Writes a corpus as a TBX term base.

mod back;
mod dates;
mod entry;
mod out;
mod section;
mod tally;

use super::{
    BASIC_CARRIES, CORE_CARRIES, MIN_CARRIES, TbxDialect, TbxStyle,
    attribution::AttributionNames,
    categories::{Category, module_namespace},
    identifier::XmlNames,
};
use crate::{Losses, Part};
use cxterms_base::corpus::{Concept, ConceptId, Corpus, Relation, VoiceId};
use out::XmlWriter;
use std::io::{self, Write};
use tally::WrittenParts;

pub(super) use out::is_xml_char;

/// Writes a corpus in a dialect and style; returns what it had to leave out although the dialect carries such parts.
pub(super) fn write_tbx(
    corpus: &Corpus,
    to: &mut dyn Write,
    (dialect, style): (TbxDialect, TbxStyle),
) -> io::Result<Losses> {
    writeln!(to, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let mut writing = TbxWriter::new(corpus, to, (dialect, style));
    writing.write_file()?;
    let carries = match dialect {
        TbxDialect::Core => CORE_CARRIES,
        TbxDialect::Min => MIN_CARRIES,
        TbxDialect::Basic | TbxDialect::Linguist => BASIC_CARRIES,
    };
    let mut losses = writing.out.losses;
    writing.tally.report_unwritten(corpus, carries, &mut losses);
    Ok(losses)
}

/// A term base on its way out.
struct TbxWriter<'w> {
    corpus: &'w Corpus,
    dialect: TbxDialect,
    style: TbxStyle,
    out: XmlWriter<'w>,
    tally: WrittenParts,
    /// What voices and works are called.
    attribution: AttributionNames,
    /// The names of concepts in the file, then those of works and voices.
    concepts: Vec<String>,
    works: Vec<String>,
    voices: Vec<String>,
}

impl<'w> TbxWriter<'w> {
    fn new(
        corpus: &'w Corpus,
        to: &'w mut dyn Write,
        (dialect, style): (TbxDialect, TbxStyle),
    ) -> Self {
        let (mut given, mut out) = (XmlNames::default(), XmlWriter::new(to, style));
        let mut name = |prefix, id: &str| {
            let (name, exact) = given.assign_name(prefix, id);
            if !exact {
                out.losses.add_example("identifiers that XML cannot hold", id);
            }
            name
        };
        let concepts = corpus.concepts.iter().map(|concept| name("", &concept.id)).collect();
        let works = corpus.works.iter().map(|work| name("work.", &work.id)).collect();
        let voices = corpus.voices.iter().map(|voice| name("voice.", &voice.id)).collect();
        let attribution = AttributionNames::from_sources(&corpus.voices, &corpus.works);
        let tally = WrittenParts::default();
        Self { corpus, dialect, style, out, tally, attribution, concepts, works, voices }
    }

    fn write_file(&mut self) -> io::Result<()> {
        let (corpus, words) = (self.corpus, self.element_names());
        let language = &*corpus.settings.language;
        let mut root = vec![("type", self.dialect.name())];
        match self.style {
            TbxStyle::Attribute => root.push(("style", "dca")),
            TbxStyle::Tag => root.push(("style", "dct")),
            TbxStyle::Second => {}
        }
        root.push(("xml:lang", language));
        if self.style != TbxStyle::Second {
            root.push(("xmlns", "urn:iso:std:iso:30042:ed-2"));
        }
        let modules = [TbxDialect::Min, TbxDialect::Basic, TbxDialect::Linguist];
        let modules = modules.into_iter().filter(|module| *module <= self.dialect);
        let tags: Vec<_> = modules
            .filter(|_| self.style == TbxStyle::Tag)
            .filter_map(module_namespace)
            .map(|(prefix, uri)| (format!("xmlns:{prefix}"), uri))
            .collect();
        root.extend(tags.iter().map(|(name, uri)| (name.as_str(), *uri)));
        self.out.open_element(words.root, &root)?;
        self.write_header()?;
        self.out.open_element("text", &[])?;
        self.out.open_element("body", &[])?;
        let mut relations = &*corpus.relations;
        for (id, concept) in (0..).map(ConceptId).zip(&corpus.concepts) {
            let own = relations.iter().take_while(|relation| relation.from == id).count();
            let (own, rest) = relations.split_at(own);
            relations = rest;
            self.write_entry(id, concept, own)?;
        }
        self.out.close_element("body")?;
        self.write_back_matter()?;
        self.out.close_element("text")?;
        self.out.close_element(words.root)
    }

    fn write_header(&mut self) -> io::Result<()> {
        let (words, title) = (self.element_names(), &*self.corpus.settings.title);
        self.out.open_element(words.header, &[])?;
        self.out.open_element("fileDesc", &[])?;
        self.out.open_element("titleStmt", &[])?;
        self.out.write_leaf("title", &[], title)?;
        self.out.close_element("titleStmt")?;
        // The published grammars differ in where a `publicationStmt` stands: only version 2 has one place for it.
        let own = self.own_voice();
        if let Some(own) = own.filter(|_| self.style == TbxStyle::Second) {
            self.out.open_element("publicationStmt", &[])?;
            self.out.write_leaf("p", &[], self.attribution.voice_name(own))?;
            self.out.close_element("publicationStmt")?;
        }
        self.out.open_element("sourceDesc", &[])?;
        self.out.write_leaf("p", &[], title)?;
        if let Some(own) = own.filter(|_| self.style != TbxStyle::Second) {
            let name = self.attribution.voice_name(own);
            self.out.write_leaf("p", &[("type", "publisher")], name)?;
        }
        self.out.close_element("sourceDesc")?;
        self.out.close_element("fileDesc")?;
        if self.style == TbxStyle::Second {
            self.out.open_element("encodingDesc", &[])?;
            self.out.write_leaf("p", &[("type", "XCSURI")], "TBXBasicXCSV02.xcs")?;
            self.out.close_element("encodingDesc")?;
        }
        self.out.close_element(words.header)
    }

    /// Whether the dialect has a category.
    fn has_category(&self, category: Category) -> bool {
        category.is_in(self.dialect)
    }

    /// The corpus's own voice.
    fn own_voice(&self) -> Option<VoiceId> {
        self.corpus.settings.editors.first().copied()
    }

    /// The elements that the versions of TBX call otherwise.
    fn element_names(&self) -> TbxElementNames {
        match self.style {
            TbxStyle::Attribute | TbxStyle::Tag => TbxElementNames {
                root: "tbx",
                header: "tbxHeader",
                entry: "conceptEntry",
                language: "langSec",
                term: "termSec",
                references: "refObjectSec",
            },
            TbxStyle::Second => TbxElementNames {
                root: "martif",
                header: "martifHeader",
                entry: "termEntry",
                language: "langSet",
                term: "tig",
                references: "refObjectList",
            },
        }
    }
}

/// What the versions of TBX call otherwise.
#[derive(Clone, Copy)]
struct TbxElementNames {
    root: &'static str,
    header: &'static str,
    entry: &'static str,
    language: &'static str,
    term: &'static str,
    references: &'static str,
}

/// Which part a relation is.
fn relation_part(relation: &Relation) -> Part {
    use cxterms_base::corpus::{CONTRASTS_WITH, SUBSET_OF};
    match relation.relation {
        SUBSET_OF => Part::Umbrellas,
        CONTRASTS_WITH => Part::Contrasts,
        _ => Part::Relations,
    }
}

/// A concept's name in running text.
fn display_label(concept: &Concept) -> &str {
    concept.labels.first().map_or(&concept.id, |label| &label.text)
}
