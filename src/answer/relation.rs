//! Relations of one concept, seen from either end, and their wording.

use super::{
    attribution::NamedAttribution,
    concept_names::NameCache,
    term::{self, Term},
    wording::RelationVerb,
};
use cxterms_base::{
    ConceptId, End,
    corpus::{CONTRASTS_WITH, RelationId, RelationKind, SUBSET_OF},
    image::{Edge, ImageError},
    text::CollationKey,
};
use cxterms_page::{Prose, Role};
use serde::Serialize;
use std::{borrow::Cow, rc::Rc};

/// A relation as seen from one of its ends, in one wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelatedConcept<'b> {
    /// The relation's name, or its inverse's at the far end.
    pub relation: &'b str,
    /// The other concept's identifier.
    pub concept: &'b str,
    /// The other concept's label.
    pub label: Cow<'b, str>,
    /// The claim in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'b str>,
    /// The facet on which the two differ.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<&'b str>,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
    /// Whether voices disagree about it: it is denied, or cannot hold beside another.
    pub disputed: bool,
    /// The relation as a verb.
    #[serde(skip)]
    pub(crate) verb: Rc<RelationVerb>,
    /// The other concept, named.
    #[serde(skip)]
    pub(crate) term: Term<'b>,
    /// The relation's own name, from whichever end it is seen.
    #[serde(skip)]
    pub(super) forward: &'b str,
    /// Where it stands among a concept's relations.
    #[serde(skip)]
    pub(super) order: RelationOrder,
    /// The other concept.
    #[serde(skip)]
    pub(super) other: ConceptId,
}

/// Which relation it is, and from which end it is seen: contrasts stand last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RelationOrder {
    pub(super) is_contrast: bool,
    pub(super) relation: RelationId,
    pub(super) end: End,
}

impl RelatedConcept<'_> {
    /// The claim as a phrase without its subject: `leads to loyalty`.
    pub(crate) fn state(&self) -> String {
        self.verb.relate_briefly(&self.name_with_state())
    }

    /// That it is not so, as such a phrase: `does not lead to loyalty`.
    pub(crate) fn deny(&self) -> String {
        self.verb.deny_relation(&self.name_with_state())
    }

    /// The other concept's short name, and its state where it is no longer in use: `old way (deprecated)`.
    pub(super) fn name_with_state(&self) -> Cow<'_, str> {
        match self.term.given_up_mark() {
            Some(mark) => format!("{} ({mark})", self.term.short).into(),
            None => Cow::Borrowed(&*self.term.short),
        }
    }

    /// Whether it tells the two concepts apart.
    pub(crate) fn is_contrast(&self) -> bool {
        self.order.is_contrast
    }

    /// Whether somebody says in words how the two differ.
    pub(super) fn tells_apart(&self) -> bool {
        self.is_contrast() && self.text.is_some() && !self.said.asserted_by.is_empty()
    }

    /// Whether the other concept is straight below.
    pub(super) fn is_part(&self) -> bool {
        (self.order.relation, self.order.end) == (SUBSET_OF, End::Far)
    }

    /// Whether the other concept is straight above.
    pub(super) fn is_umbrella(&self) -> bool {
        (self.order.relation, self.order.end) == (SUBSET_OF, End::Near)
    }
}

/// A relation claim, as seen from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct EndEdge {
    /// The claim.
    pub(super) edge: Edge,
    /// The concept at the other end.
    pub(super) other: ConceptId,
    /// From which end it is seen; one that holds both ways is always seen from the near one.
    pub(super) side: End,
}

/// The relations of a concept, from both ends.
pub(super) fn list_edges(
    naming: &NameCache<'_>,
    id: ConceptId,
) -> Result<Vec<EndEdge>, ImageError> {
    let base = naming.ask.base;
    let near = base.edges_from(id)?.into_iter().map(|edge| (edge, edge.to, End::Near));
    let far = base.edges_to(id)?.into_iter().map(|edge| (edge, edge.from, End::Far));
    near.chain(far)
        .map(|(edge, other, side)| {
            let symmetric = naming.relation(edge.relation)?.is_symmetric();
            Ok(EndEdge { edge, other, side: if symmetric { End::Near } else { side } })
        })
        .collect()
}

/// Every relation of a concept, from both ends: umbrellas first, contrasts last.
pub(super) fn gather_relations<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
) -> Result<Vec<RelatedConcept<'b>>, ImageError> {
    name_edges(naming, id, list_edges(naming, id)?)
}

/// Those of a concept's relations that a perspective hears, named: umbrellas first, contrasts last.
pub(super) fn name_edges<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
    edges: Vec<EndEdge>,
) -> Result<Vec<RelatedConcept<'b>>, ImageError> {
    let mut found = vec![];
    let marks = naming.dispute_marks(id)?;
    for EndEdge { edge, other, side } in edges {
        let claim = naming.ask.base.edge_claim(&edge)?;
        let Some(said) = naming.visible_attribution(claim.said)? else { continue };
        let kind = naming.relation(edge.relation)?;
        let head = naming.head(other)?;
        let term = naming.heard_term(other)?;
        let denied = said.has_conflict();
        let marked = |from, to| marks.has_relation(from, edge.relation, to);
        let clashes =
            marked(edge.from, edge.to) || kind.is_symmetric() && marked(edge.to, edge.from);
        found.push(RelatedConcept {
            relation: name_from_end(&kind, side),
            forward: kind.id,
            verb: naming.verb(&kind, edge.relation, side),
            term,
            label: term::qualified_label(naming.ask, &head),
            concept: head.id,
            text: claim.text,
            facet: claim.facet.map(|facet| naming.facet(facet)).transpose()?.map(|facet| facet.id),
            said,
            disputed: denied || clashes,
            order: RelationOrder {
                is_contrast: edge.relation == CONTRASTS_WITH,
                relation: edge.relation,
                end: side,
            },
            other,
        });
    }
    found.sort_by_cached_key(|it| (it.order, CollationKey::new(&it.label), it.text));
    Ok(found)
}

/// What a relation is called from one of its ends.
pub(super) fn name_from_end<'b>(kind: &RelationKind<&'b str>, side: End) -> &'b str {
    match side {
        End::Near => kind.id,
        End::Far => kind.inverse,
    }
}

/// Relations as fields: a label for each relation, a line for each concept.
pub(super) fn relation_fields<'p>(
    relations: &'p [RelatedConcept<'p>],
) -> Vec<(Prose<'p>, Vec<Prose<'p>>)> {
    let groups = relations.chunk_by(|a, b| a.relation == b.relation);
    let field = |group: &'p [RelatedConcept<'p>]| {
        let label = group.first().map(|first| first.verb.to_label());
        let lines = concept_lines(group);
        (Prose::of(Role::Label, label.unwrap_or_default()), lines)
    };
    groups.map(field).collect()
}

/// One line for each concept of one relation; those of which nothing need be said share the first.
fn concept_lines<'p>(group: &'p [RelatedConcept<'p>]) -> Vec<Prose<'p>> {
    let silent = |same: &[RelatedConcept<'_>]| {
        same.iter().all(|one| one.said.is_implicit() && one.text.is_none())
    };
    let mut bare = Prose::default();
    let mut told = vec![];
    for same in group.chunk_by(|a, b| a.concept == b.concept) {
        match same.first() {
            Some(one) if silent(same) => {
                bare = if bare.is_empty() { bare } else { bare.plain("; ") };
                bare = bare.plain(&*one.label).join(one.term.mark_given_up());
            }
            _ => told.push(concept_line(same)),
        }
    }
    if !bare.is_empty() {
        told.insert(0, bare);
    }
    told
}

/// A concept and the wordings of one relation to it, who says so behind each; a denial, which meets all, at the end.
fn concept_line<'p>(same: &'p [RelatedConcept<'p>]) -> Prose<'p> {
    let Some(first) = same.first() else { return Prose::default() };
    let contrast = first.is_contrast();
    let label = || Prose::from(&*first.label).join(first.term.mark_given_up());
    if let Some(contrary) = first.said.as_contrary() {
        return contrary.append_to(Prose::from("not ").join(label()));
    }
    let mut prose = label();
    if same.iter().any(|one| one.disputed) {
        prose = prose.and(Role::Dispute, " *");
    }
    for (index, one) in same.iter().enumerate() {
        let lead = match (one.text, contrast, index) {
            (Some(_), _, 0) => ": ",
            (Some(_), true, _) => " ",
            (Some(_), false, _) => "; ",
            (None, _, 0) => "",
            (None, ..) => ";",
        };
        prose = prose.plain(lead).plain(one.text.unwrap_or_default());
        prose = if index + 1 == same.len() {
            one.said.append_to(prose)
        } else {
            let asserted_by = one.said.asserted_by.clone();
            let others = one.said.others.without_denial();
            let others = NamedAttribution { asserted_by, others, ..NamedAttribution::default() };
            others.append_to(prose)
        };
    }
    prose
}
