//! Citation of definitions: the words, whose they are, where they stand, and the corpus that words them so.
//!
//! To add a style, write its file and name it twice here: as a module and in `CITE_STYLES`.

mod bibtex;
mod csl_json;
mod plain;

use super::{
    ask::Ask,
    attribution::TextClaim,
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    define::{self, DefinedConcept},
    lookup::Lookup,
};
use cxterms_base::image::ImageError;
use cxterms_page::NamedCitation;
use std::fmt::Write as _;

/// Every style, the usual one first.
pub const CITE_STYLES: &[CiteStyle] = &[plain::STYLE, bibtex::STYLE, csl_json::STYLE];

/// One way to write citations.
#[derive(Clone, Copy, Debug)]
pub struct CiteStyle {
    /// The name it goes by.
    pub name: &'static str,
    /// Who reads it.
    pub about: &'static str,
    writer: fn(&[DefinitionCitation<'_>]) -> String,
}

impl CiteStyle {
    /// The style of this name.
    pub fn find_by_name(name: &str) -> Option<Self> {
        CITE_STYLES.iter().find(|style| style.name == name).copied()
    }

    /// Writes citations, ended by a line break.
    pub fn write_citations(&self, citations: &[DefinitionCitation<'_>]) -> String {
        (self.writer)(citations)
    }
}

/// A definition with what is needed to cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionCitation<'b> {
    /// The concept's identifier.
    concept: &'b str,
    /// What it is called.
    name: String,
    /// The definition.
    text: &'b str,
    /// Where it stands; nowhere else, if it is the corpus's own.
    sources: Vec<CitedSource<'b>>,
    /// Who words it so.
    corpus: CitedCorpus<'b>,
}

/// A voice in a work.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CitedSource<'b> {
    voice: &'b str,
    /// Whether another voice reports it there.
    reported: bool,
    work: CitedWork<'b>,
}

/// A corpus, as works are cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CitedCorpus<'b> {
    title: &'b str,
    /// The day of which it is.
    edition: Option<&'b str>,
}

/// The definitions of what goes by `query`: of each concept the one that short answers give first, or all of them where all
/// is wanted; the corpus's own where no voice is heard, and among all.
///
/// ```
/// use cxterms::{answer::{self, Ask, CITE_STYLES}, builtin};
///
/// let base = builtin::open()?;
/// let citations = answer::cite_definitions(Ask::new(&base), "CSAT")?;
/// assert!(CITE_STYLES[0].write_citations(&citations).contains("customer satisfaction score"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn cite_definitions<'b>(
    ask: Ask<'b>,
    query: &str,
) -> Result<Vec<DefinitionCitation<'b>>, ImageError> {
    let naming = NameCache::new(ask);
    let mut found = vec![];
    for id in Lookup::resolve_name(ask.base, query)?.ids {
        let concept = define::gather_claims(&naming, id, define::NotesWanted::Own)?;
        let all = ask.detail == super::Detail::Everything;
        let claims: Vec<_> = match all {
            true => concept.definitions.iter().filter(|it| is_asserted(it)).collect(),
            false => concept.rank_definitions().into_iter().take(1).collect(),
        };
        let own = concept.definition.filter(|_| all || claims.is_empty());
        let own = own.map(|text| cite_own(&naming, &concept, text));
        found.extend(own);
        for claim in claims {
            found.push(cite_claim(&naming, &concept, claim)?);
        }
    }
    Ok(found)
}

fn is_asserted(claim: &TextClaim<'_>) -> bool {
    !claim.said.asserted_by.is_empty()
}

fn cite_own<'b>(
    naming: &NameCache<'b>,
    concept: &DefinedConcept<'b>,
    text: &'b str,
) -> DefinitionCitation<'b> {
    DefinitionCitation {
        concept: concept.term.id,
        name: concept.term.name().into_owned(),
        text,
        sources: vec![],
        corpus: CitedCorpus {
            title: &naming.ask.base.settings().title,
            edition: naming.ask.base.settings().edition.as_deref(),
        },
    }
}

fn cite_claim<'b>(
    naming: &NameCache<'b>,
    concept: &DefinedConcept<'b>,
    claim: &TextClaim<'b>,
) -> Result<DefinitionCitation<'b>, ImageError> {
    let mut works = CitedWorks::default();
    works.cite_attribution(&claim.said);
    let works = works.into_works(naming)?;
    let source = |cited: &NamedCitation<'b>| {
        let work = works.iter().find(|work| Some(work.work) == cited.work)?;
        let reported = !work.by.contains(&cited.name);
        Some(CitedSource { voice: cited.name, reported, work: work.clone() })
    };
    let mut sources: Vec<_> = claim.said.asserted_by.iter().filter_map(source).collect();
    let mut seen: Vec<(&str, &str)> = vec![];
    sources.retain(|source| {
        // Co-authors of a work are cited once, with it.
        let key = (source.work.work, if source.reported { source.voice } else { "" });
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    Ok(DefinitionCitation { sources, ..cite_own(naming, concept, claim.text) })
}

impl CitedCorpus<'_> {
    /// Its title with its edition.
    fn describe(&self) -> String {
        let mut text = self.title.to_owned();
        if let Some(edition) = self.edition {
            // Writing to a string does not fail.
            let _ = write!(text, ", edition {edition}");
        }
        text
    }
}

impl CitedSource<'_> {
    /// The voice before its work, where it is heard in another's.
    fn describe_report(&self) -> String {
        if self.reported { format!("{}, in ", self.voice) } else { String::new() }
    }
}

impl DefinitionCitation<'_> {
    /// What it defines and who words it so: what bibliographies have a note for.
    fn describe_wording(&self, source: Option<&CitedSource<'_>>) -> String {
        let by = source.filter(|source| source.reported);
        let by = by.map(|source| format!("{}: ", source.voice)).unwrap_or_default();
        let worded = match source {
            Some(_) => format!(" (as worded in {})", self.corpus.describe()),
            None => String::new(),
        };
        format!("{by}“{}”: {}{worded}", self.name, self.text)
    }

    /// A key for each of its sources, or for itself.
    fn key(&self, source: Option<&CitedSource<'_>>) -> String {
        match source {
            Some(source) => format!("{}.{}", self.concept, source.work.work),
            None => self.concept.to_owned(),
        }
    }
}

/// Calls `add` for each source of each definition, with a key that no other has.
fn each_entry<'c, 'b>(
    citations: &'c [DefinitionCitation<'b>],
    mut add: impl FnMut(String, &'c DefinitionCitation<'b>, Option<&'c CitedSource<'b>>),
) {
    let mut keys: Vec<String> = vec![];
    for citation in citations {
        let none = citation.sources.is_empty().then_some(None);
        for source in citation.sources.iter().map(Some).chain(none) {
            let plain = citation.key(source);
            let mut key = plain.clone();
            let mut number = 2;
            while keys.contains(&key) {
                key = format!("{plain}.{number}");
                number += 1;
            }
            keys.push(key.clone());
            add(key, citation, source);
        }
    }
}
