//! Disputes, all of them or those about some concepts. Where do voices disagree?

mod answers;
mod missing;
mod page;
mod question;
mod screen;
mod words;

use super::{
    VERSION,
    ask::Ask,
    cited_works::{CitedWork, CitedWorks},
    concept_names::NameCache,
    digest::Detail,
    term::Term,
};
pub use answers::DisputeAnswer;
use cxterms_base::{ConceptId, DisputeKind, image::ImageError};
use cxterms_page::NamedCitation;
pub use missing::{MissingDispute, find_missing_dispute};
pub(super) use question::DisputeQuestion;
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};

/// Everything on which voices disagree, or what of it concerns some concepts.
#[derive(Debug, Serialize)]
pub struct DisputesAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// The concepts that were asked for; none if all were.
    pub of: Vec<Term<'b>>,
    /// How many there are of each way.
    pub counts: Vec<DisputeCount>,
    /// The disputes: those with two origins or more on each side first, then by how many origins and voices these have.
    pub disputes: Vec<DescribedDispute<'b>>,
    /// Every work that is cited, in the order of first mention.
    pub works: Vec<CitedWork<'b>>,
    /// How many are about which concept, those with most first, where a person sees it.
    #[serde(skip)]
    by_term: Vec<(String, usize)>,
    /// Whether none concerns two of the names that were asked for, so that these concern one each.
    #[serde(skip)]
    apart: bool,
    /// Whether a person sees these.
    #[serde(skip)]
    sources: bool,
    /// Whether the list is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
}

/// How many disputes there are of one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DisputeCount {
    /// Which way.
    pub way: DisputeKind,
    /// How many.
    pub count: usize,
}

/// Claims by which voices contradict each other, or use a term differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DescribedDispute<'b> {
    /// What it is about, in names.
    pub id: String,
    /// Its place among all disputes that the same options give, from 1; absent where only some were derived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// In which way voices disagree.
    pub way: DisputeKind,
    /// Whether voices contradict each other; else they use a term differently.
    pub clash: bool,
    /// The concepts that take part, by identifier.
    pub about: Vec<&'b str>,
    /// The facet, where it is about its values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// `practice` or `ideal`, where all its claims speak of that and not of what things are.
    #[serde(rename = "of", skip_serializing_if = "Option::is_none")]
    pub aspect: Option<&'static str>,
    /// What it asks.
    pub question: DisputeQuestion<'b>,
    /// What cannot hold together, in a sentence.
    #[serde(skip)]
    pub(super) sentence: String,
    /// How many voices are involved.
    pub voices: usize,
    /// How many independent acts of saying these are.
    pub origins: usize,
    /// The identifiers of the voices that are on sides which oppose each other.
    pub both: Vec<&'b str>,
    /// The sides.
    pub sides: Vec<DisputeSide<'b>>,
}

/// One side of a dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DisputeSide<'b> {
    /// What it holds.
    #[serde(flatten)]
    pub claim: ClaimFields<'b>,
    /// The same as a clause.
    #[serde(skip)]
    clause: String,
    /// The same, where the dispute's sentence has told the rest.
    #[serde(skip)]
    short: String,
    /// The concepts of which it holds that, by identifier.
    pub concepts: Vec<&'b str>,
    /// How many voices hold it.
    pub voices: usize,
    /// How many independent acts of saying these are.
    pub origins: usize,
    /// Whether each of these voices has a reservation.
    pub reserved: bool,
    /// Who holds it.
    pub by: Vec<NamedCitation<'b>>,
    /// The identifier of the voice on another side from which alone this one is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_by: Option<&'b str>,
    /// What that voice is called in running text.
    #[serde(skip)]
    critic: Option<&'b str>,
    /// Whether it is known by a work of that voice, and not as that voice reports it in another's.
    #[serde(skip)]
    in_its_work: bool,
}

/// A claim in parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ClaimFields<'b> {
    /// `relation`, `value`, `label`, `definition`, `note`, `root` or `sense`.
    pub what: &'static str,
    /// The relation's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'b str>,
    /// The facet's identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// The identifier of the concept of which it is held.
    pub from: &'b str,
    /// The identifier of the other concept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'b str>,
    /// The facet's value, or the text of a label, a definition or a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'b str>,
    /// Whether it is held that it is not so.
    pub negated: bool,
}

/// Derives what voices disagree on: everything, what concerns one name or, of several names, what concerns two at least; where
/// nothing does, a person is told what concerns any of them.
/// Each name stands for the concepts that it means. A digest of several words the first of them, and counts the rest.
///
/// ```
/// use cxterms::{answer::{self, Ask, Detail}, builtin};
///
/// let base = builtin::open()?;
/// let answer = answer::disputes(Ask { detail: Detail::Data, ..Ask::new(&base) }, &[])?;
/// assert!(answer.disputes.iter().all(|dispute| dispute.question.elsewhere.ends_with('?')));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn disputes<'b>(ask: Ask<'b>, of: &[Vec<ConceptId>]) -> Result<DisputesAnswer<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let concerning = |least: usize| {
        answer_disputes(&naming, of, move |_, dispute| {
            let told = of.iter().filter(|ids| ids.iter().any(|id| dispute.about.contains(id)));
            Ok(told.count() >= least)
        })
    };
    let joining = concerning(of.len().min(2))?;
    if of.len() < 2 || joining.has_disputes() || ask.detail == Detail::Data {
        return Ok(joining);
    }
    let apart = concerning(1)?;
    Ok(DisputesAnswer { apart: apart.has_disputes(), ..apart })
}

/// The one dispute with an identifier, or with a number in the list of all; none if there is no such.
///
/// # Errors
/// When the base is damaged.
pub fn dispute_by_name<'b>(
    ask: Ask<'b>,
    name: &str,
) -> Result<Option<DisputesAnswer<'b>>, ImageError> {
    let naming = NameCache::new(ask);
    let number: Option<usize> = name.parse().ok();
    let named = |at, dispute: &cxterms_base::Dispute<'_>| match number {
        Some(number) => Ok(number == at),
        None => Ok(cxterms_base::identify_dispute(ask.base, dispute)? == name),
    };
    let found = answer_disputes(&naming, &[], named)?;
    Ok(found.has_disputes().then_some(found))
}

/// The disputes that are wanted, with their places among all.
fn answer_disputes<'b>(
    naming: &NameCache<'b>,
    of: &[Vec<ConceptId>],
    wanted: impl Fn(usize, &cxterms_base::Dispute<'b>) -> Result<bool, ImageError>,
) -> Result<DisputesAnswer<'b>, ImageError> {
    let all = cxterms_base::find_disputes(naming.ask.base, None, naming.ask.perspective)?;
    let mut chosen = vec![];
    for (number, dispute) in (1..).zip(&all) {
        if wanted(number, dispute)? {
            chosen.push((Some(number), dispute));
        }
    }
    describe_chosen(naming, of, &chosen)
}

/// An answer of some disputes, each with its place among all where it is known.
fn describe_chosen<'b>(
    naming: &NameCache<'b>,
    of: &[Vec<ConceptId>],
    chosen: &[(Option<usize>, &cxterms_base::Dispute<'b>)],
) -> Result<DisputesAnswer<'b>, ImageError> {
    let on_screen = naming.ask.detail == Detail::Digest;
    // A list on a screen shows the first questions, and only counts the rest.
    let listed = on_screen && chosen.len() > 1;
    let describe = |(at, (number, dispute)): (usize, &(_, &cxterms_base::Dispute<'b>))| {
        let described = match listed {
            true => words::outline_dispute(naming, dispute, at < screen::MAX_QUESTIONS)?,
            false => words::describe_dispute(naming, dispute)?,
        };
        Ok(DescribedDispute { number: *number, ..described })
    };
    let disputes = chosen.iter().enumerate().map(describe);
    let disputes = disputes.collect::<Result<Vec<_>, ImageError>>()?;
    let mut works = CitedWorks::default();
    let cited = disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.by);
    cited.for_each(|cited| works.cite(cited));
    let count = |way: DisputeKind| DisputeCount {
        way,
        count: disputes.iter().filter(|dispute| dispute.way == way).count(),
    };
    Ok(DisputesAnswer {
        version: VERSION,
        according_to: naming.perspective_names()?,
        of: of.iter().flatten().map(|id| naming.term(*id)).collect::<Result<_, _>>()?,
        counts: DisputeKind::ALL.into_iter().map(count).collect(),
        works: works.into_works(naming)?,
        sources: naming.ask.sources,
        by_term: match listed {
            true => count_by_term(naming, chosen.iter().flat_map(|(_, it)| &it.about))?,
            false => vec![],
        },
        apart: false,
        on_screen,
        disputes,
    })
}

/// The concepts that most disputes are about, each by its short name with how many are, and how many other concepts there
/// are; of as many disputes the first by identifier.
fn count_by_term<'n, 'b: 'n>(
    naming: &NameCache<'b>,
    about: impl Iterator<Item = &'n ConceptId>,
) -> Result<Vec<(String, usize)>, ImageError> {
    let mut counts: BTreeMap<&ConceptId, usize> = BTreeMap::new();
    about.for_each(|id| *counts.entry(id).or_default() += 1);
    let named =
        counts.into_iter().map(|(id, count)| Ok((Reverse(count), naming.head(*id)?.id, *id)));
    let mut counts = named.collect::<Result<Vec<_>, ImageError>>()?;
    counts.sort_unstable();
    let name = |(at, (count, _, id)): (usize, (Reverse<usize>, _, ConceptId))| {
        let told = at < screen::MAX_TERMS_COUNTED;
        let name = if told { naming.term(id)?.short.into_owned() } else { String::new() };
        Ok((name, count.0))
    };
    counts.into_iter().enumerate().map(name).collect()
}

/// The first disputes of those that [`disputes`] gives for the same names, each with all that is said, and how many there are.
///
/// # Errors
/// When the base is damaged.
pub fn first_disputes<'b>(
    ask: Ask<'b>,
    of: &[Vec<ConceptId>],
    most: usize,
) -> Result<(DisputesAnswer<'b>, usize), ImageError> {
    let naming = NameCache::new(Ask { detail: Detail::Data, ..ask });
    let ids = of.concat();
    let among = (!of.is_empty()).then_some(&*ids);
    let all = cxterms_base::find_disputes(ask.base, among, ask.perspective)?;
    let concerned = all.iter().filter(|dispute| {
        let told = of.iter().filter(|ids| ids.iter().any(|id| dispute.about.contains(id)));
        told.count() >= of.len().min(2)
    });
    let concerned: Vec<_> = concerned.map(|dispute| (None, dispute)).collect();
    let first = concerned.get(..most).unwrap_or(&concerned);
    Ok((describe_chosen(&naming, of, first)?, concerned.len()))
}

/// The disputes that concern some concepts, or all, in words, as far as they are wanted.
///
/// # Errors
/// When the base is damaged.
pub(super) fn describe_disputes<'b>(
    naming: &NameCache<'b>,
    of: Option<&[ConceptId]>,
    wanted: impl Fn(&cxterms_base::Dispute<'b>) -> bool,
) -> Result<Vec<DescribedDispute<'b>>, ImageError> {
    let found = cxterms_base::find_disputes(naming.ask.base, of, naming.ask.perspective)?;
    let wanted = found.iter().filter(|dispute| wanted(dispute));
    wanted.map(|dispute| words::describe_dispute(naming, dispute)).collect()
}

/// The disputes about some concepts as far as a screen shows them: their questions, and how many are on which side.
///
/// # Errors
/// When the base is damaged.
pub(super) fn outline_disputes<'b>(
    naming: &NameCache<'b>,
    of: &[ConceptId],
    wanted: impl Fn(&cxterms_base::Dispute<'b>) -> bool,
) -> Result<Vec<DescribedDispute<'b>>, ImageError> {
    let found = cxterms_base::find_disputes(naming.ask.base, Some(of), naming.ask.perspective)?;
    let wanted = found.iter().filter(|dispute| wanted(dispute));
    wanted.map(|dispute| words::outline_dispute(naming, dispute, true)).collect()
}

/// What the page of a concept asks of the disputes about it.
#[derive(Debug, Default)]
pub(super) struct OpenQuestions {
    /// The first questions, with how many voices answer what.
    pub(super) first: Vec<String>,
    /// How many there are.
    pub(super) count: usize,
}

/// The first questions on which voices disagree about a concept, as its own page asks them.
///
/// # Errors
/// When the base is damaged.
pub(super) fn ask_questions(
    naming: &NameCache<'_>,
    id: ConceptId,
    most: usize,
) -> Result<OpenQuestions, ImageError> {
    let (base, seen_by) = (naming.ask.base, naming.ask.perspective);
    let found = cxterms_base::find_disputes(base, Some(&[id]), seen_by)?;
    let concept = naming.head(id)?.id;
    let ask = |dispute| {
        let question = question::word_question(naming, dispute)?;
        Ok(question.on_page_of(concept).to_owned())
    };
    let first = found.iter().take(most).map(ask).collect::<Result<_, ImageError>>()?;
    Ok(OpenQuestions { first, count: found.len() })
}

impl DisputesAnswer<'_> {
    /// Whether there are any.
    pub fn has_disputes(&self) -> bool {
        !self.disputes.is_empty()
    }
}
