//! Writes the relations, roots and matches of a concept as triples.

use super::{SkosConceptWriter, StanceTriples, TripleEnd, naming::is_one_scheme};
use crate::skos::{
    is_iri,
    names::{cx, dcterms, rdf, skos},
    roles::MAPPING_RELATIONS,
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Match, Relation, RelationKind, SAME_AS, SUBSET_OF},
    schema::MATCH_KINDS,
};
use std::collections::BTreeSet;

/// The relation to what stands in a concept's place, as SKOS vocabularies tell it, and its inverse.
pub(in crate::skos) const REPLACEMENT: (&str, &str) = ("replaced-by", "replaces");

impl SkosConceptWriter<'_> {
    pub(super) fn add_root(&mut self) {
        let Some(said) = &self.concept.root else { return };
        let who = StanceTriples::from_stance(said, self.naming);
        // Where the corpus is no scheme, its claim is not that of one.
        let top_of = if is_one_scheme(self.corpus) { skos::TOP_OF } else { cx::ROOT_OF };
        let end = TripleEnd::Node(self.naming.whole().to_owned());
        if who.is_asserted() {
            self.add_fact(top_of, end.clone());
        }
        if !who.is_own() {
            let about = self.new_statement(top_of, end);
            self.push_attributed(about, &who);
        }
    }

    pub(super) fn add_relation(&mut self, relation: &Relation) {
        if self.naming.is_membership(relation) {
            return;
        }
        let Some(kind) = self.corpus.relation_kinds.get(relation.relation.index()) else { return };
        let (from, to) = (relation.from, relation.to);
        let mut predicate = self.relation_predicate(relation, kind);
        if predicate == skos::RELATED && self.naming.are_in_one_hierarchy(from, to) {
            self.losses.add_example("related pairs that SKOS forbids (S27)", &self.concept.id);
            predicate = self.naming.declared_iri("relation", &kind.id);
        }
        if (self.naming.is_collection(from) || self.naming.is_collection(to))
            && predicate.starts_with("http://www.w3.org/2004/02/skos")
        {
            return self.losses.add_example("relations of a collection (S37)", &self.concept.id);
        }
        let who = StanceTriples::from_stance(&relation.said, self.naming);
        let end = TripleEnd::Node(self.naming.concept_iri(to));
        if who.is_asserted() {
            self.add_fact(&predicate, end.clone());
        }
        if !who.is_own() || relation.text.is_some() || relation.facet.is_some() {
            let mut about = self.new_statement(&predicate, end);
            let facet = relation.facet.and_then(|facet| self.corpus.facets.get(facet.index()));
            if let Some(facet) = facet {
                about.add_node(cx::IN_FACET, self.naming.declared_iri("facet", &facet.id));
            }
            about.add_text(
                rdf::VALUE,
                relation.text.as_deref().unwrap_or_default(),
                Some(&self.corpus.settings.language),
            );
            self.push_attributed(about, &who);
        }
    }

    fn relation_predicate(&self, relation: &Relation, kind: &RelationKind) -> String {
        match relation.relation {
            SUBSET_OF => skos::BROADER.to_owned(),
            CONTRASTS_WITH => cx::CONTRASTS_WITH.to_owned(),
            SAME_AS => cx::SAME_AS.to_owned(),
            _ if kind.id == "related" && kind.is_symmetric() => skos::RELATED.to_owned(),
            _ if (&*kind.id, &*kind.inverse) == REPLACEMENT && !self.is_replaced_by(relation) => {
                dcterms::IS_REPLACED_BY.to_owned()
            }
            _ => self.naming.declared_iri("relation", &kind.id),
        }
    }

    /// Whether its state says what replaces it, so that the relation of that name must be told apart.
    fn is_replaced_by(&self, relation: &Relation) -> bool {
        let [of, to] = [relation.from, relation.to].map(|id| self.corpus.concepts.get(id.index()));
        let (Some(of), Some(to)) = (of, to) else { return false };
        let plain = matches!(&*of.states, [only] if only.value.is_given_up());
        plain || of.states.iter().any(|state| state.replaced_by.contains(&to.id))
    }

    pub(super) fn add_matches(&mut self) {
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
            match MAPPING_RELATIONS.get(at).filter(|_| !forbidden) {
                Some(predicate) if is_iri(iri) => lost.push((Some(*predicate), iri)),
                _ => lost.push((None, iri)),
            }
        }
        for (predicate, iri) in lost {
            match predicate {
                Some(predicate) => self.add_fact(predicate, TripleEnd::Node(iri.clone())),
                None => {
                    self.losses.add_example(
                        "matches that SKOS forbids (S27, S46) or that are no IRIs",
                        iri,
                    );
                }
            }
        }
    }
}
