//! Definition of a term. What does it mean, and who says so?

mod brief;
mod claims;
mod compared;
mod definitions;
mod facts;
mod gather;
mod one;
mod page;
mod readings;
mod replacement;
mod schemes;
mod screen;
mod senses;
mod shown;
mod status;
mod together;

use super::{
    Detail, VERSION,
    ask::Ask,
    attribution::{NamedAttribution, TextClaim},
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    digest::MAX_SENSES_SHOWN,
    disputes::{self, OpenQuestions},
    lookup::Lookup,
    relation::RelatedConcept,
    suggestion::{self, MeantScheme, SuggestedTerm},
    term::{self, Term},
    text_dates::TextDates,
    unheard,
    worked_example::WorkedExample,
};
use cxterms_base::{ConceptId, image::ImageError};
use readings::OtherMeanings;
use senses::SenseList;
use serde::Serialize;

pub use brief::BriefDefinition;
pub(super) use claims::{ExternalMatch, FacetRules};
pub(crate) use claims::{FacetValues, LabelClaim, NoteClaim};
pub(super) use compared::gather_compared;
pub(super) use gather::{NotesWanted, gather_claims, gather_facets, gather_meaning};
pub(crate) use one::define_concept;
use schemes::SchemePlace;
pub(crate) use status::StatusClaim;
pub use together::JointDefinition;

/// What a name means: every concept that it stands for.
#[derive(Debug, Serialize)]
pub struct DefineAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The name as asked.
    pub query: String,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// What it means; several where the label has several senses.
    pub concepts: Vec<DefinedConcept<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<CitedWork<'b>>,
    /// What may have been meant, where nothing was found.
    pub suggestions: Vec<SuggestedTerm<'b>>,
    /// The concept scheme that goes by the name, where no term does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<MeantScheme>,
    /// Where the chosen voices say nothing of it: who does, those with most claims first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<&'b str>,
    /// Whether they say nothing of it.
    #[serde(skip)]
    unheard: bool,
    /// How many of the works what a person sees cites; none where these are not wanted.
    #[serde(skip)]
    visible_works: usize,
    /// What else the name means, where a person sees it.
    #[serde(skip)]
    readings: Option<OtherMeanings<'b>>,
    /// What it means, where it means so much that a person sees a line of each.
    #[serde(skip)]
    senses: Option<SenseList<'b>>,
    /// What is worth knowing about how the name was read.
    #[serde(skip)]
    pub remarks: Vec<String>,
    /// Whether it is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
    /// The shortest names of the concept and of the one that it is best compared with.
    #[serde(skip)]
    handles: Option<(String, Option<String>)>,
}

/// A concept, with everything that is said of it.
#[derive(Debug, Serialize)]
pub struct DefinedConcept<'b> {
    /// How it is named.
    #[serde(flatten)]
    pub term: Term<'b>,
    /// Who calls it so, where the first corpus's own voice does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label_by: Option<NamedAttribution<'b>>,
    /// Who tells it apart by its qualifier, where that is not the first corpus's own voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualifier_by: Option<&'b str>,
    /// Who says of what kind it is, where that is not the first corpus's own voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind_by: Option<&'b str>,
    /// Its short forms.
    pub abbreviations: Vec<LabelClaim<'b>>,
    /// Its other names.
    pub synonyms: Vec<LabelClaim<'b>>,
    /// Names better not used.
    pub avoid: Vec<LabelClaim<'b>>,
    /// Names in other languages.
    pub translations: Vec<LabelClaim<'b>>,
    /// What it means, in the words of the corpus.
    pub definition: Option<&'b str>,
    /// Its language, where a reader is to be told.
    #[serde(skip)]
    pub(super) definition_marked: Option<&'b str>,
    /// Whose words these are, where they are not the first corpus's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition_by: Option<&'b str>,
    /// The same as who says so; nobody where it is absent.
    #[serde(skip)]
    pub(crate) definition_said: NamedAttribution<'b>,
    /// What others say that it means.
    pub definitions: Vec<TextClaim<'b>>,
    /// How it is computed, where voices give formulas or say why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computation: Option<WorkedExample<'b>>,
    /// Its facets, in reading order.
    pub facets: Vec<FacetValues<'b>>,
    /// Its relations, from both ends.
    pub relations: Vec<RelatedConcept<'b>>,
    /// What else is said.
    pub notes: Vec<NoteClaim<'b>>,
    /// How many notes are said of it and of others, gathered or not.
    #[serde(skip)]
    shared_notes: usize,
    /// Who says that nothing is above it.
    pub root: Option<NamedAttribution<'b>>,
    /// On what voices disagree about it, where a screen has room for some of it.
    #[serde(skip)]
    questions: OpenQuestions,
    /// Other concepts that go by the name that was asked.
    pub also: Vec<&'b str>,
    /// What voices say of its state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<StatusClaim<'b>>,
    /// Codes from classification schemes.
    pub notations: Vec<&'b str>,
    /// The schemes of which it is part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schemes: Vec<SchemePlace<'b>>,
    /// Concepts elsewhere.
    pub matches: Vec<ExternalMatch<'b>>,
    /// When its entry was written or changed.
    #[serde(skip_serializing_if = "TextDates::is_empty")]
    pub dates: TextDates<'b>,
}

/// Defines what goes by `query`, in a language where there are words in it.
///
/// A page leaves out, and only counts, the notes that are said of several concepts; a digest, what fewest voices say.
///
/// ```
/// use cxterms::{answer::{self, Ask}, builtin};
///
/// let base = builtin::open()?;
/// let answer = answer::define(Ask::new(&base), "CSAT")?;
/// assert_eq!(answer.concepts[0].term.label, "customer satisfaction score");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn define<'b>(ask: Ask<'b>, query: &str) -> Result<DefineAnswer<'b>, ImageError> {
    let Ask { base, detail, .. } = ask;
    let mut found = Lookup::resolve_name_in(base, query, ask.languages)?;
    // A page has room for other readings; elsewhere a remark names them.
    let on_page = matches!(detail, Detail::Digest | Detail::Everything);
    if on_page {
        found = found.narrow_to_identifier(base, query, MAX_SENSES_SHOWN)?;
    }
    let tells_works = ask.sources || matches!(detail, Detail::Data | Detail::Everything);
    let naming = NameCache::new(ask);
    let naming = if tells_works { naming } else { naming.without_works() };
    let many = on_page && found.ids.len() > MAX_SENSES_SHOWN;
    let senses = match many {
        true => Some(SenseList::gather_senses(&naming, &found)?),
        false => None,
    };
    let readings = match on_page && !many {
        true => Some(OtherMeanings::gather_meanings(&naming, &found, query)?),
        false => None,
    };
    let concepts = if many { vec![] } else { define_concepts(&naming, &found)? };
    let mut works = CitedWorks::default();
    let wanted = concepts.iter().filter(|_| tells_works);
    wanted.clone().for_each(|concept| concept.cite_works(&mut works));
    let own_works = works.count();
    let shared = wanted.flat_map(|concept| &concept.notes).filter(|note| !note.with.is_empty());
    shared.for_each(|note| works.cite_attribution(&note.said));
    let visible_works = match (ask.sources, detail) {
        (false, _) => 0,
        (true, Detail::Everything) => works.count(),
        (true, _) => own_works,
    };
    let missing = match found.ids.is_empty() {
        true => Some(suggestion::suggest_terms(base, query)?),
        false => None,
    };
    let (suggestions, scheme) = missing.map_or((vec![], None), |it| (it.suggestions, it.scheme));
    let handles = match &*concepts {
        [one] if detail == Detail::Digest => Some(one.find_handles(&naming, query)?),
        _ => None,
    };
    let unheard = ask.perspective.voices().is_some()
        && !concepts.is_empty()
        && concepts.iter().all(|concept| concept.is_silent() && concept.shared_notes == 0);
    let speakers = match unheard {
        true => unheard::list_speakers(&naming, &found.ids)?,
        false => vec![],
    };
    Ok(DefineAnswer {
        version: VERSION,
        query: query.to_owned(),
        according_to: naming.perspective_names()?,
        concepts,
        works: works.into_works(&naming)?,
        visible_works,
        suggestions,
        scheme,
        speakers,
        unheard,
        readings,
        senses,
        on_screen: detail == Detail::Digest,
        handles,
        remarks: match on_page {
            true => found.avoided_labels().to_vec(),
            false => found.describe_remarks(ask, query)?,
        },
    })
}

/// The concepts that a name means, with as much as is wanted of each.
fn define_concepts<'b>(
    naming: &NameCache<'b>,
    found: &Lookup,
) -> Result<Vec<DefinedConcept<'b>>, ImageError> {
    let detail = naming.ask.detail;
    // How many notes a perspective hears is known only once they are gathered.
    let chosen = naming.ask.perspective.voices().is_some();
    let whole = chosen || matches!(detail, Detail::Data | Detail::Everything);
    let notes = if whole { NotesWanted::All } else { NotesWanted::WhereNothingElse };
    let others = if detail == Detail::Data { &*found.others } else { &[] };
    let also = others.iter().map(|posting| Ok(naming.head(posting.concept)?.id));
    let also = also.collect::<Result<Vec<_>, ImageError>>()?;
    let defined = |id: &ConceptId| {
        let mut concept = match detail {
            // Whether chosen voices say anything of it, all that they say tells.
            Detail::Line if !chosen => gather::gather_meaning(naming, *id)?,
            _ => gather::gather_claims(naming, *id, notes)?,
        };
        concept.also.clone_from(&also);
        if detail == Detail::Digest {
            concept.questions = disputes::ask_questions(naming, *id, shown::MAX_PART_ITEMS)?;
        }
        Ok(concept)
    };
    let mut concepts = found.ids.iter().map(defined).collect::<Result<Vec<_>, ImageError>>()?;
    term::tell_apart(concepts.iter_mut().map(|concept| &mut concept.term));
    Ok(concepts)
}

impl DefineAnswer<'_> {
    /// Whether the name means anything here.
    pub fn is_found(&self) -> bool {
        !self.concepts.is_empty() || self.senses.is_some()
    }

    /// Whether it means so much that only a line of each meaning is told.
    pub fn has_many_senses(&self) -> bool {
        self.senses.is_some()
    }

    /// Whether it does, and the chosen voices say anything of it.
    pub fn is_answered(&self) -> bool {
        self.is_found() && !self.unheard
    }
}

impl<'b> DefinedConcept<'b> {
    /// A concept of which nothing is said yet.
    fn from_term(term: Term<'b>) -> Self {
        Self {
            term,
            label_by: None,
            qualifier_by: None,
            kind_by: None,
            abbreviations: vec![],
            synonyms: vec![],
            avoid: vec![],
            translations: vec![],
            definition: None,
            definition_marked: None,
            definition_by: None,
            definition_said: NamedAttribution::default(),
            definitions: vec![],
            computation: None,
            facets: vec![],
            relations: vec![],
            notes: vec![],
            shared_notes: 0,
            root: None,
            questions: OpenQuestions::default(),
            also: vec![],
            status: vec![],
            notations: vec![],
            schemes: vec![],
            matches: vec![],
            dates: TextDates::default(),
        }
    }

    /// The shortest names of it and of the concept that it is best compared with.
    fn find_handles(
        &self,
        naming: &NameCache<'b>,
        query: &str,
    ) -> Result<(String, Option<String>), ImageError> {
        let base = naming.ask.base;
        let other = self
            .best_comparison()
            .map(|other| Lookup::find_handle(base, &naming.term(other.other)?, other.concept));
        Ok((Lookup::find_handle(base, &self.term, query)?, other.transpose()?))
    }

    /// Whether nothing is said of it by anybody who is heard.
    pub fn is_silent(&self) -> bool {
        let labels = [&self.abbreviations, &self.synonyms, &self.avoid, &self.translations];
        let by = [self.definition, self.qualifier_by, self.kind_by];
        let none = labels.iter().all(|labels| labels.is_empty())
            && by.iter().all(Option::is_none)
            && self.label_by.is_none()
            && self.root.is_none();
        none && self.definitions.is_empty()
            && self.facets.is_empty()
            && self.relations.is_empty()
            && self.notes.is_empty()
            && self.status.is_empty()
    }

    /// Whether voices disagree about it.
    fn is_disputed(&self) -> bool {
        let facets = self.facets.iter().any(|facet| facet.disputed);
        let relations = self.relations.iter().any(|related| related.disputed);
        let names = self.synonyms.iter().chain(&self.abbreviations).chain(&self.avoid);
        let said = names.map(|claim| &claim.said);
        let said = said.chain(self.definitions.iter().map(|claim| &claim.said)).chain(&self.root);
        let notes = self.notes.iter().map(|note| &note.said);
        facets
            || relations
            || self.is_state_disputed()
            || said.chain(notes).any(NamedAttribution::has_conflict)
    }

    /// Adds the works that what a person sees of it cites.
    pub(super) fn cite_works(&self, works: &mut CitedWorks<'b>) {
        let labels = self.abbreviations.iter().chain(&self.synonyms).chain(&self.avoid);
        let said =
            self.definitions.iter().map(|claim| &claim.said).chain(labels.map(|claim| &claim.said));
        let said =
            said.chain(self.facets.iter().flat_map(|facet| &facet.values).map(|claim| &claim.said));
        let said = said.chain(&self.root).chain(self.relations.iter().map(|claim| &claim.said));
        let said = said.chain(self.status.iter().map(|claim| &claim.said));
        let notes = self.notes.iter().filter(|note| note.with.is_empty());
        said.chain(notes.map(|note| &note.said)).for_each(|said| works.cite_attribution(said));
    }
}
