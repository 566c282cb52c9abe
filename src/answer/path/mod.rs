//! Shortest paths between two concepts, step by step.

mod nearest;
mod page;

use super::{
    VERSION,
    ask::Ask,
    attribution::NamedAttribution,
    concept_names::NameCache,
    digest::{self, Detail},
    relation,
    term::{self, Term},
    wording::RelationVerb,
};
use cxterms_base::{
    ConceptId, End, Link, MAX_PATHS_COMPARED, Paths,
    corpus::{CONTRASTS_WITH, RelationId},
    image::ImageError,
};
use nearest::{MAX_NEAREST_PAIRS, NearestSenses, find_nearest_pairs};
use serde::Serialize;

/// How many of the shortest ways a digest tells.
const MAX_PATHS: usize = 3;

/// How many pairs of senses people and programs are told one by one; of more, those that are nearest to each other.
pub const MAX_PAIRS: [usize; 2] = [4, 64];

/// How many of a concept's neighbours are told where no way is found.
const MAX_NEIGHBORS: usize = 5;

/// How concepts hang together.
#[derive(Debug, Serialize)]
pub struct PathAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose views these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// For each concept of the first name and each of the second, the shortest ways between them, the shortest pair first.
    pub paths: Vec<ConceptPath<'b>>,
    /// Of how many the paths are, where only those between the nearest senses are told.
    #[serde(rename = "nearest", skip_serializing_if = "Option::is_none")]
    many: Option<NearestSenses<'b>>,
    /// Whether a person is to see as many of the ways as a screen has room for.
    #[serde(skip)]
    on_screen: bool,
}

/// How two concepts hang together.
#[derive(Debug, Serialize)]
pub struct ConceptPath<'b> {
    /// From this one.
    pub from: Term<'b>,
    /// To this one.
    pub to: Term<'b>,
    /// The relations that were let through, where not all were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<&'b str>,
    /// The shortest ways, step by step; none if nothing joins the two.
    pub ways: Vec<Vec<PathStep<'b>>>,
    /// Whether there are more ways of this length.
    pub more: bool,
    /// How many ways of this length there are.
    pub count: usize,
    /// What each of the two is joined to, where no way is found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<NeighborSummary<'b>>,
}

/// A step: everything that joins one concept to the next.
#[derive(Debug, Serialize)]
pub struct PathStep<'b> {
    /// The concept that it leads to.
    pub to: Term<'b>,
    /// Each relation as it is told from the concept before, and who says so.
    pub relations: Vec<StepRelation<'b>>,
}

/// A relation of a step.
#[derive(Debug, Serialize)]
pub struct StepRelation<'b> {
    /// The relation's name, or its inverse's.
    pub relation: &'b str,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
    #[serde(skip)]
    verb: RelationVerb,
}

/// What a concept is joined to.
#[derive(Debug, Serialize)]
pub struct NeighborSummary<'b> {
    /// The concept.
    pub of: Term<'b>,
    /// How many others it is joined to.
    pub count: usize,
    /// Some of these, those of which most is said first.
    pub nearest: Vec<PathStep<'b>>,
}

/// Finds the shortest ways between what two names mean, over every relation or those named.
///
/// ```
/// use cxterms::{answer::{self, Ask, Lookup}, builtin};
///
/// let base = builtin::open()?;
/// let from = Lookup::resolve_name(&base, "loyalty")?.ids;
/// let to = Lookup::resolve_name(&base, "touchpoint")?.ids;
/// let answer = answer::path(Ask::new(&base), (&from, &to), &[])?;
/// assert!(answer.is_found());
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn path<'b>(
    ask: Ask<'b>,
    ends: (&[ConceptId], &[ConceptId]),
    via: &[RelationId],
) -> Result<PathAnswer<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let told = PathFinder { naming: &naming, via, most: count_told(ask) };
    let mut paths = vec![];
    for from in ends.0 {
        for to in ends.1.iter().filter(|to| *to != from) {
            paths.push(told.describe_path(*from, *to)?);
        }
    }
    paths.sort_by_key(|path| path.ways.first().map_or(usize::MAX, Vec::len));
    term::tell_apart(paths.iter_mut().flat_map(|path| {
        let steps = path.ways.iter_mut().flatten().map(|step| &mut step.to);
        [&mut path.from, &mut path.to].into_iter().chain(steps)
    }));
    Ok(PathAnswer {
        version: VERSION,
        according_to: naming.perspective_names()?,
        paths,
        many: None,
        on_screen: ask.detail == Detail::Digest,
    })
}

/// Finds the shortest ways between those senses of two names that are nearest to each other, over every relation or those
/// named.
///
/// # Errors
/// When the base is damaged.
pub fn nearest_paths<'b>(
    ask: Ask<'b>,
    names: [&str; 2],
    ends: (&[ConceptId], &[ConceptId]),
    via: &[RelationId],
) -> Result<PathAnswer<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let told = PathFinder { naming: &naming, via, most: count_told(ask) };
    let mut found = find_nearest_pairs(ask, ends, &|relation| told.is_joining(relation))?;
    if found.is_empty() {
        found = find_nearest_pairs(ask, ends, &|relation| told.is_allowed(relation))?;
    }
    let few = digest::count_shown(found.len(), MAX_NEAREST_PAIRS);
    let paths = found.iter().take(few).map(|(from, to)| told.describe_path(*from, *to));
    let paths = paths.collect::<Result<_, _>>()?;
    let shared = ends.0.iter().filter(|id| ends.1.contains(id));
    let [from, to] = names.map(str::to_owned);
    let many = NearestSenses {
        names: [(from, ends.0.len()), (to, ends.1.len())],
        shared: shared.map(|id| naming.term(*id)).collect::<Result<_, _>>()?,
        via: told.allowed_names()?,
        more: found.len() - few,
    };
    Ok(PathAnswer {
        version: VERSION,
        according_to: naming.perspective_names()?,
        paths,
        many: Some(many),
        on_screen: ask.detail == Detail::Digest,
    })
}

struct PathFinder<'t, 'b> {
    naming: &'t NameCache<'b>,
    via: &'t [RelationId],
    /// How many ways are told.
    most: usize,
}

fn count_told(ask: Ask<'_>) -> usize {
    if ask.detail == Detail::Digest { MAX_PATHS } else { MAX_PATHS_COMPARED }
}

impl<'b> PathFinder<'_, 'b> {
    fn describe_path(&self, from: ConceptId, to: ConceptId) -> Result<ConceptPath<'b>, ImageError> {
        let (base, seen_by) = (self.naming.ask.base, self.naming.ask.perspective);
        let joining = |relation| self.is_joining(relation);
        let mut found = cxterms_base::find_paths(base, from, to, &joining, seen_by, self.most)?;
        if found.ways.is_empty() {
            found = cxterms_base::find_paths(
                base,
                from,
                to,
                &|relation| self.is_allowed(relation),
                seen_by,
                self.most,
            )?;
        }
        let mut ways = vec![];
        for way in &found.ways {
            let pairs = way.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
            let steps =
                pairs.map(|(one, next)| self.describe_step(&self.allowed_links(one)?, next));
            ways.push(steps.collect::<Result<_, ImageError>>()?);
        }
        let neighbours = match ways.is_empty() {
            true => vec![self.describe_neighbors(from)?, self.describe_neighbors(to)?],
            false => vec![],
        };
        let [from, to] = [self.naming.term(from)?, self.naming.term(to)?];
        let Paths { more, count, .. } = found;
        Ok(ConceptPath { from, to, via: self.allowed_names()?, ways, more, count, neighbours })
    }

    fn allowed_links(&self, id: ConceptId) -> Result<Vec<Link>, ImageError> {
        let lets = |relation| self.is_allowed(relation);
        cxterms_base::find_joining_links(
            self.naming.ask.base,
            id,
            &lets,
            self.naming.ask.perspective,
        )
    }

    /// Whether a relation was let through.
    fn is_allowed(&self, relation: RelationId) -> bool {
        self.via.is_empty() || self.via.contains(&relation)
    }

    /// Whether it joins, too: a contrast tells two things apart, and is a way only where nothing else is.
    fn is_joining(&self, relation: RelationId) -> bool {
        relation != CONTRASTS_WITH && self.is_allowed(relation)
    }

    /// The relations that were let through, where not all were.
    fn allowed_names(&self) -> Result<Vec<&'b str>, ImageError> {
        self.via.iter().map(|id| Ok(self.naming.relation(*id)?.id)).collect()
    }

    /// Everything that joins a concept, of which the links are, to the next.
    fn describe_step(&self, links: &[Link], to: ConceptId) -> Result<PathStep<'b>, ImageError> {
        let mut relations = vec![];
        let (apart, joined): (Vec<_>, Vec<_>) = links
            .iter()
            .filter(|link| link.concept == to)
            .partition(|link| link.relation == CONTRASTS_WITH);
        for link in joined.into_iter().chain(apart) {
            let kind = self.naming.relation(link.relation)?;
            let side = if kind.is_symmetric() { End::Near } else { link.side };
            let said = self.naming.name_stance(&link.stance)?;
            let verb = RelationVerb::of_kind(&kind, side);
            let relation = relation::name_from_end(&kind, side);
            relations.push(StepRelation { relation, said, verb });
        }
        Ok(PathStep { to: self.naming.term(to)?, relations })
    }

    fn describe_neighbors(&self, id: ConceptId) -> Result<NeighborSummary<'b>, ImageError> {
        let links = self.allowed_links(id)?;
        let mut others: Vec<_> = links.iter().map(|link| link.concept).collect();
        others.sort_unstable();
        others.dedup();
        let count = others.len();
        let voices = |other: &ConceptId| {
            let joining = links.iter().filter(|link| link.concept == *other);
            joining.map(|link| link.stance.asserted_by.len()).sum::<usize>()
        };
        others.sort_by_key(|other| std::cmp::Reverse(voices(other)));
        others.truncate(MAX_NEIGHBORS);
        let nearest = others.into_iter().map(|other| self.describe_step(&links, other));
        let nearest = nearest.collect::<Result<_, ImageError>>()?;
        Ok(NeighborSummary { of: self.naming.term(id)?, count, nearest })
    }
}

impl PathAnswer<'_> {
    /// Whether anything joins the two.
    pub fn is_found(&self) -> bool {
        let shared = self.many.iter().any(|many| !many.shared.is_empty());
        shared || self.paths.iter().any(|path| !path.ways.is_empty())
    }
}
