//! How does a concept stand to others?

use super::{End, Who, Writing};
use crate::skos::{
    is_iri,
    names::{cx, rdf, skos},
    roles::MAPPING,
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Match, Relation, RelationKind, SAME_AS, SUBSET_OF},
    schema::MATCH_KINDS,
};
use std::collections::BTreeSet;

impl Writing<'_> {
    pub(super) fn root(&mut self) {
        let Some(said) = &self.concept.root else { return };
        let who = Who::of(said, self.naming);
        let end = End::Node(self.naming.scheme.clone());
        if who.asserted() {
            self.fact(skos::TOP_OF, end.clone());
        }
        if !who.is_own() {
            let about = self.state(skos::TOP_OF, end);
            self.push(about, &who);
        }
    }

    pub(super) fn relation(&mut self, relation: &Relation) {
        if self.naming.is_membership(relation) {
            return;
        }
        let Some(kind) = self.corpus.relation_kinds.get(relation.relation.index()) else { return };
        let (from, to) = (relation.from, relation.to);
        let mut predicate = self.predicate(relation, kind);
        if predicate == skos::RELATED && self.naming.stand_above_each_other(from, to) {
            self.losses.one("related pairs that SKOS forbids (S27)", &self.concept.id);
            predicate = self.naming.declared("relation", &kind.id);
        }
        if (self.naming.is_collection(from) || self.naming.is_collection(to))
            && predicate.starts_with("http://www.w3.org/2004/02/skos")
        {
            return self.losses.one("relations of a collection (S37)", &self.concept.id);
        }
        let who = Who::of(&relation.said, self.naming);
        let end = End::Node(self.naming.concept(to));
        if who.asserted() {
            self.fact(&predicate, end.clone());
        }
        if !who.is_own() || relation.text.is_some() || relation.facet.is_some() {
            let mut about = self.state(&predicate, end);
            let facet = relation.facet.and_then(|facet| self.corpus.facets.get(facet.index()));
            if let Some(facet) = facet {
                about.node(cx::IN_FACET, self.naming.declared("facet", &facet.id));
            }
            about.text(
                rdf::VALUE,
                relation.text.as_deref().unwrap_or_default(),
                Some(&self.corpus.settings.language),
            );
            self.push(about, &who);
        }
    }

    fn predicate(&self, relation: &Relation, kind: &RelationKind) -> String {
        match relation.relation {
            SUBSET_OF => skos::BROADER.to_owned(),
            CONTRASTS_WITH => cx::CONTRASTS_WITH.to_owned(),
            SAME_AS => cx::SAME_AS.to_owned(),
            _ if kind.id == "related" && kind.is_symmetric() => skos::RELATED.to_owned(),
            _ => self.naming.declared("relation", &kind.id),
        }
    }

    pub(super) fn matches(&mut self) {
        let of = |wanted: &[&str]| -> BTreeSet<&String> {
            let all = self.concept.matches.iter().filter(|it| wanted.contains(&&*it.kind));
            all.map(|it| &it.iri).collect()
        };
        let (exact, above) = (of(&["exact"]), of(&["broad", "narrow"]));
        let mut lost = vec![];
        for Match { kind, iri, .. } in &self.concept.matches {
            let Some(at) = MATCH_KINDS.iter().position(|known| known == kind) else { continue };
            // An exact match is no other (S46); what is above or below is not related (S27).
            let forbidden = exact.contains(iri) && at >= 2 || at == 4 && above.contains(iri);
            match MAPPING.get(at).filter(|_| !forbidden) {
                Some(predicate) if is_iri(iri) => lost.push((Some(*predicate), iri)),
                _ => lost.push((None, iri)),
            }
        }
        for (predicate, iri) in lost {
            match predicate {
                Some(predicate) => self.fact(predicate, End::Node(iri.clone())),
                None => {
                    self.losses
                        .one("matches that SKOS forbids (S27, S46) or that are no IRIs", iri);
                }
            }
        }
    }
}
