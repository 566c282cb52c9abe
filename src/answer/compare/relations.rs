//! Relations of each pair of compared concepts: direct ones, common umbrellas, the shortest path, contrasts.

use crate::answer::{
    attribution::NamedAttribution,
    concept_names::NameCache,
    define::DefinedConcept,
    relation::{self, RelatedConcept},
    term::Term,
    wording::RelationVerb,
};
use cxterms_base::{
    ConceptId, End, Link,
    corpus::{CONTRASTS_WITH, SUBSET_OF},
    image::ImageError,
};
use serde::Serialize;
use std::borrow::Cow;

/// How two concepts stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairRelations<'b> {
    /// The two, by identifier.
    pub between: [&'b str; 2],
    /// Relations between them, each from the side on which it is written; contrasts are told apart from these.
    pub relations: Vec<PairRelation<'b>>,
    /// The nearest concepts under which both stand, directly or not.
    pub under: Vec<CommonUmbrella<'b>>,
    /// The shortest way from the first to the second, where neither of the above joins them.
    pub path: Vec<ConnectingStep<'b>>,
}

/// A concept under which two stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonUmbrella<'b> {
    /// How it is named.
    #[serde(flatten)]
    pub term: Term<'b>,
    /// Whether both stand straight under it.
    pub directly: bool,
    /// Who puts each of the two straight under it, and who denies it; nobody where others stand between.
    pub of: [NamedAttribution<'b>; 2],
}

/// A relation between two of the concepts, in one wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairRelation<'b> {
    /// From this one.
    pub from: &'b str,
    /// The relation.
    pub relation: &'b str,
    /// The relation as a verb.
    #[serde(skip)]
    pub(super) verb: RelationVerb,
    /// Whether it holds both ways.
    #[serde(skip)]
    pub(super) symmetric: bool,
    /// To this one.
    pub to: &'b str,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'b str>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// A step on the way from one concept to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConnectingStep<'b> {
    /// The relation, or its inverse.
    pub relation: &'b str,
    /// The same as a verb.
    #[serde(skip)]
    pub(super) verb: RelationVerb,
    /// The concept it leads to.
    pub concept: &'b str,
    /// That concept's label.
    pub label: Cow<'b, str>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// What is said to tell two of the concepts apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contrast<'b> {
    /// The two, by identifier.
    pub between: [&'b str; 2],
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'b str>,
    /// The facet on which they differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// Every pair, with what joins it.
pub(super) fn relate_pairs<'b>(
    naming: &NameCache<'b>,
    ids: &[ConceptId],
    defined: &[DefinedConcept<'b>],
) -> Result<Vec<PairRelations<'b>>, ImageError> {
    let mut found = vec![];
    let known: Vec<_> = ids.iter().copied().zip(defined).collect();
    for (index, (a, one)) in known.iter().enumerate() {
        for (b, other) in known.iter().skip(index + 1) {
            let between: Vec<_> = relations_between(one, *b).collect();
            let placed = between.iter().any(|it| it.order.relation == SUBSET_OF);
            let relations = between.into_iter().map(|it| describe_relation(naming, one, other, it));
            let mut relations: Vec<_> = relations.collect::<Result<_, ImageError>>()?;
            for (old, new) in [(one, other), (other, one)] {
                relations.extend(list_replacements(old, new));
            }
            let under = if placed {
                vec![]
            } else {
                find_common_umbrellas(naming, (*a, one), (*b, other))?
            };
            let apart = relations.is_empty() && under.is_empty();
            let path = if apart { find_shortest_path(naming, *a, *b)? } else { vec![] };
            let between = [one.term.id, other.term.id];
            found.push(PairRelations { between, relations, under, path });
        }
    }
    Ok(found)
}

/// That one concept is said to stand in the place of another that is given up.
fn list_replacements<'d, 'b>(
    old: &'d DefinedConcept<'b>,
    new: &'d DefinedConcept<'b>,
) -> impl Iterator<Item = PairRelation<'b>> {
    let named = old.status.iter().filter(|it| it.names_replacement(new.term.id));
    named.map(|it| PairRelation {
        from: old.term.id,
        relation: "replaced-by",
        verb: RelationVerb::of_replacement(),
        symmetric: false,
        to: new.term.id,
        text: None,
        said: it.said.clone(),
    })
}

/// The relations of one concept to another, contrasts left out.
fn relations_between<'d, 'b>(
    one: &'d DefinedConcept<'b>,
    other: ConceptId,
) -> impl Iterator<Item = &'d RelatedConcept<'b>> {
    let joins =
        move |related: &&RelatedConcept<'_>| related.other == other && !related.is_contrast();
    one.relations.iter().filter(joins)
}

fn describe_relation<'b>(
    naming: &NameCache<'b>,
    one: &DefinedConcept<'b>,
    other: &DefinedConcept<'b>,
    related: &RelatedConcept<'b>,
) -> Result<PairRelation<'b>, ImageError> {
    let (a, b) = (one.term.id, other.term.id);
    let near = related.order.end == End::Near;
    let (from, to) = if near { (a, b) } else { (b, a) };
    let relation = if near { related.relation } else { related.forward };
    let kind = naming.relation(related.order.relation)?;
    let (verb, symmetric) = (RelationVerb::of_kind(&kind, End::Near), kind.is_symmetric());
    let (text, said) = (related.text, related.said.clone());
    Ok(PairRelation { from, relation, verb, symmetric, to, text, said })
}

/// The nearest concepts above both, and who puts them there; one of the two, where it is above the other.
fn find_common_umbrellas<'b>(
    naming: &NameCache<'b>,
    (a, one): (ConceptId, &DefinedConcept<'b>),
    (b, other): (ConceptId, &DefinedConcept<'b>),
) -> Result<Vec<CommonUmbrella<'b>>, ImageError> {
    let above_a = cxterms_base::find_ancestors(naming.ask.base, a, naming.ask.perspective)?;
    let above_b = cxterms_base::find_ancestors(naming.ask.base, b, naming.ask.perspective)?;
    let steps = |id| above_b.iter().find(|(other, _)| *other == id).map(|(_, steps)| *steps);
    let both: Vec<_> =
        above_a.iter().filter_map(|(id, up)| Some((*id, *up, steps(*id)?))).collect();
    let nearest = both.iter().map(|(_, up, down)| up + down).min();
    let near: Vec<_> =
        both.into_iter().filter(|(_, up, down)| Some(up + down) == nearest).collect();
    // Each above the other, by the ways of different voices: that says nothing of how they stand.
    let round = [a, b].iter().all(|end| near.iter().any(|(id, ..)| id == end));
    let near = near.into_iter().filter(|(id, ..)| !round || ![a, b].contains(id));
    let placed = |concept: &DefinedConcept<'b>, id| {
        let mut said = NamedAttribution::default();
        for related in concept.relations.iter().filter(|it| it.other == id && it.is_umbrella()) {
            said.asserted_by.extend(&related.said.asserted_by);
            said.denied_by.clone_from(&related.said.denied_by);
        }
        said
    };
    let under = |(id, up, down)| {
        let term = naming.term(id)?;
        Ok(CommonUmbrella {
            term,
            directly: (up, down) == (1, 1),
            of: [placed(one, id), placed(other, id)],
        })
    };
    near.map(under).collect()
}

/// The first of the shortest ways between two, over any relation but a contrast; one relation a step.
fn find_shortest_path<'b>(
    naming: &NameCache<'b>,
    a: ConceptId,
    b: ConceptId,
) -> Result<Vec<ConnectingStep<'b>>, ImageError> {
    let via = |relation| relation != CONTRASTS_WITH;
    let ways =
        cxterms_base::find_paths(naming.ask.base, a, b, &via, naming.ask.perspective, 1)?.ways;
    let mut steps = vec![];
    for pair in ways.first().into_iter().flat_map(|way| way.windows(2)) {
        let [from, to] = pair else { continue };
        let links =
            cxterms_base::find_joining_links(naming.ask.base, *from, &via, naming.ask.perspective)?;
        let link = links.iter().find(|link| link.concept == *to);
        steps.extend(link.map(|link| describe_step(naming, link)).transpose()?);
    }
    Ok(steps)
}

fn describe_step<'b>(
    naming: &NameCache<'b>,
    link: &Link,
) -> Result<ConnectingStep<'b>, ImageError> {
    let term = naming.term(link.concept)?;
    let kind = naming.relation(link.relation)?;
    let relation = relation::name_from_end(&kind, link.side);
    Ok(ConnectingStep {
        relation,
        verb: RelationVerb::of_kind(&kind, link.side),
        label: term.name(),
        concept: term.id,
        said: naming.name_stance(&link.stance)?,
    })
}

/// What is said to tell any two of the concepts apart.
pub(super) fn gather_contrasts<'b>(defined: &[DefinedConcept<'b>]) -> Vec<Contrast<'b>> {
    let mut found = vec![];
    for (index, one) in defined.iter().enumerate() {
        for other in defined.iter().skip(index + 1) {
            let told =
                one.relations.iter().filter(|it| it.is_contrast() && it.concept == other.term.id);
            found.extend(told.map(|related| Contrast {
                between: [one.term.id, other.term.id],
                text: related.text,
                facet: related.facet,
                said: related.said.clone(),
            }));
        }
    }
    found
}
