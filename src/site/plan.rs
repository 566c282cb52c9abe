//! What of a corpus has a page, and what its site is called.

use super::sink::{SiteError, SiteWish};
use crate::answer::{
    self, Ask, Detail, TermFilter, disputes::DescribedDispute, term::Term, voices::VoiceSummary,
};
use cxterms_base::{
    ConceptId,
    corpus::{Digest, VoiceId},
    image::ImageError,
};
use std::collections::{HashMap, HashSet};

/// Up to how many terms the tree is drawn as one picture.
pub(super) const MAX_TERMS_DRAWN: usize = 1_500;

/// What has a page.
#[derive(Debug)]
pub(super) struct SitePlan<'b> {
    /// What the site is called.
    pub(super) title: String,
    /// The language of its texts.
    pub(super) language: String,
    /// What stands at the foot of every page.
    pub(super) imprint: String,
    /// Under which license the terms are, where that is known.
    pub(super) license: Option<String>,
    /// The digest of the files that it is made from.
    pub(super) sources: Digest,
    /// Whose views are shown, where they are not everybody's.
    pub(super) according_to: Vec<&'b str>,
    /// The concepts by label, each with its number.
    pub(super) terms: Vec<(ConceptId, Term<'b>)>,
    /// Who speaks, those who say most first.
    pub(super) speakers: Vec<VoiceSummary<'b>>,
    /// On what voices disagree.
    pub(super) disputes: Vec<DescribedDispute<'b>>,
    /// Which of these are about which concept, by their places.
    disputed: HashMap<&'b str, Vec<usize>>,
    by_id: HashMap<&'b str, usize>,
    voices: HashSet<&'b str>,
    works: HashSet<&'b str>,
    /// What each voice is called, whether or not it has a page.
    names: HashMap<&'b str, &'b str>,
    /// The own voices of corpora that lie over the first.
    house: HashSet<&'b str>,
    /// Whether any concept has a formula.
    has_formulas: bool,
}

impl<'b> SitePlan<'b> {
    /// Finds out what has a page.
    pub(super) fn make_plan(ask: Ask<'b>, wish: &SiteWish<'_>) -> Result<Self, SiteError> {
        let (base, settings) = (ask.base, ask.base.settings());
        let ask = Ask { detail: Detail::Data, ..ask };
        let terms = list_terms(ask)?;
        let by_id = terms.iter().enumerate().map(|(at, (_, term))| (term.id, at)).collect();
        let speakers = answer::voices(ask)?.voices;
        let found = answer::disputes(ask, &[])?;
        let mut disputed: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, dispute) in found.disputes.iter().enumerate() {
            dispute.about.iter().for_each(|id| disputed.entry(*id).or_default().push(at));
        }
        let kinds = base.kinds()?.iter().map(|kind| kind.id.to_owned()).collect();
        let formulas = answer::list(ask, &TermFilter { kinds, ..TermFilter::default() })?.formulas;
        let house = settings.editors.iter().skip(1).map(|id| Ok(base.voice(*id)?.id));
        let all = (0..).map(VoiceId).take(base.voice_count()?);
        let names = all.map(|id| base.voice(id).map(|it| (it.id, it.name)));
        let edition = settings.edition.as_deref();
        let title = wish.title.unwrap_or(&settings.title).to_owned();
        Ok(Self {
            imprint: match edition {
                Some(edition) => format!("{title}, edition of {edition}."),
                None => format!("{title}."),
            },
            license: wish.license.map(str::to_owned),
            sources: wish.sources.unwrap_or(base.summary().sources),
            title,
            language: match ask.languages.first() {
                Some(language) if language != cxterms_base::language::ANY => language.clone(),
                _ => settings.language.clone(),
            },
            according_to: found.according_to,
            voices: speakers.iter().map(|it| it.voice).collect(),
            works: speakers.iter().flat_map(|it| &it.works).map(|it| it.work).collect(),
            names: names.collect::<Result<_, ImageError>>()?,
            house: house.collect::<Result<_, ImageError>>()?,
            has_formulas: !formulas.is_empty(),
            disputes: found.disputes,
            terms,
            speakers,
            disputed,
            by_id,
        })
    }

    /// Whether a page of the whole is there.
    pub(super) fn has_section(&self, file: &str) -> bool {
        match file {
            "metrics.html" => self.has_formulas,
            "disputes.html" => !self.disputes.is_empty(),
            "voices.html" => !self.speakers.is_empty(),
            "compare.html" => self.terms.len() > 1,
            _ => true,
        }
    }

    /// Whether a concept has a page.
    pub(super) fn has_concept(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Whether a voice has a page.
    pub(super) fn has_voice(&self, id: &str) -> bool {
        self.voices.contains(id)
    }

    /// Whether a work has a page.
    pub(super) fn has_work(&self, id: &str) -> bool {
        self.works.contains(id)
    }

    /// Whether a voice is the own one of a corpus that lies over the first.
    pub(super) fn is_house(&self, id: &str) -> bool {
        self.house.contains(id)
    }

    /// How many works have a page.
    pub(super) fn count_works(&self) -> usize {
        self.works.len()
    }

    /// What a voice is called.
    pub(super) fn name_voice<'v>(&'v self, id: &'v str) -> &'v str {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// Whether any corpus lies over the first.
    pub(super) fn has_house(&self) -> bool {
        !self.house.is_empty()
    }

    /// The place of a concept in the list by label.
    pub(super) fn find_place(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// A concept in its place.
    pub(super) fn find_term(&self, id: &str) -> Option<&Term<'b>> {
        self.terms.get(self.find_place(id)?).map(|(_, term)| term)
    }

    /// What a concept is called.
    pub(super) fn name_concept(&self, id: &str) -> String {
        self.find_term(id).map_or_else(|| id.to_owned(), |term| term.name().into_owned())
    }

    /// What voices disagree about a concept, those with most voices first.
    pub(super) fn list_disputes(&self, id: &str) -> impl Iterator<Item = &DescribedDispute<'b>> {
        let places = self.disputed.get(id).into_iter().flatten();
        places.filter_map(|at| self.disputes.get(*at))
    }
}

/// The concepts of which something is said, by label; collections too, and those no longer in use.
fn list_terms(ask: Ask<'_>) -> Result<Vec<(ConceptId, Term<'_>)>, ImageError> {
    let filter = TermFilter { deprecated: true, ..TermFilter::default() };
    let mut terms = answer::list(ask, &filter)?.concepts;
    if let Some(kind) = ask.base.collection_kind()? {
        let kinds = vec![ask.base.kind_id(kind)?.to_owned()];
        terms.extend(answer::list(ask, &TermFilter { kinds, ..filter })?.concepts);
    }
    let mut numbers = HashMap::new();
    for id in ask.base.concept_ids()? {
        numbers.insert(ask.base.concept_head(id)?.id, id);
    }
    let numbered = terms.into_iter().filter_map(|term| Some((*numbers.get(term.id)?, term)));
    Ok(numbered.collect())
}
