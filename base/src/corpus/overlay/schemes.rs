//! Merges the schemes of a layer, and resolves those of which its entries are part.

use super::LayerMerge;
use crate::{
    corpus::{
        Concept, FactForm, Scheme, SchemeFact, SchemeId, SchemeMembership, is_worded,
        scheme::order_memberships,
    },
    diagnostic::Fault,
    language::is_same_tag,
    schema::{ConceptEntry, SchemeDeclaration},
};

impl LayerMerge<'_> {
    /// Declares the schemes of a layer; what it says of one below is laid over that.
    pub(super) fn merge_schemes(&mut self, declared: &[SchemeDeclaration]) {
        for declaration in declared {
            let scheme = self.resolve_scheme(declaration);
            let known = self.names.schemes.get(&scheme.id);
            let known = known.unwrap_or_else(|| SchemeId::of(self.corpus.schemes.len()));
            if let [_] = declared {
                self.only_scheme = Some(known);
            }
            self.report_shared_iri(declaration, known);
            match self.corpus.schemes.get_mut(known.index()) {
                Some(below) => below.lay_over(scheme),
                None => {
                    self.names.schemes.insert(&scheme.id, known);
                    self.corpus.schemes.push(scheme);
                }
            }
        }
    }

    /// Tells where a scheme has the IRI of another, which would make one of them.
    fn report_shared_iri(&mut self, declaration: &SchemeDeclaration, known: SchemeId) {
        let Some(iri) = &declaration.iri else { return };
        let mut others = self.corpus.schemes.iter().enumerate();
        let other =
            others.find(|(at, it)| *at != known.index() && it.iri.as_deref() == Some(&*iri.value));
        if let Some((_, other)) = other {
            let message = format!("the scheme `{}` has this `iri` already", other.id);
            let fault = Fault::new(iri.place, message).hint("give each scheme an IRI of its own");
            self.faults.push(fault);
        }
    }

    fn resolve_scheme(&self, declaration: &SchemeDeclaration) -> Scheme {
        let own = &self.corpus.settings.language;
        let facts = declaration.facts.iter().map(|fact| {
            let property = fact.property.value.clone();
            let spoken = self.language.clone().filter(|_| is_worded(&property));
            let form = match (&fact.form, spoken) {
                // The layer's own language is not the corpus's.
                (FactForm::Plain, Some(language)) => FactForm::Language(language),
                (FactForm::Language(tag), _) if is_worded(&property) && is_same_tag(tag, own) => {
                    FactForm::Plain
                }
                (form, _) => form.clone(),
            };
            SchemeFact { property, value: fact.value.value.clone(), form }
        });
        Scheme {
            id: declaration.id.value.clone(),
            iri: declaration.iri.as_ref().map(|iri| iri.value.clone()),
            facts: facts.collect(),
        }
    }

    /// Adds the schemes that an entry names. A new concept that names none is part of the only one that its manifest
    /// declares.
    pub(super) fn merge_memberships(
        &mut self,
        concept: &mut Concept,
        is_new: bool,
        entry: &ConceptEntry,
    ) {
        let ConceptEntry { schemes, top_of, in_no_scheme, .. } = entry;
        let only = self.only_scheme.filter(|_| is_new && !in_no_scheme);
        if let Some(scheme) = only.filter(|_| schemes.is_empty() && top_of.is_empty()) {
            concept.schemes.push(SchemeMembership { scheme, is_top: false });
        }
        for (names, is_top) in [(schemes, false), (top_of, true)] {
            for name in names {
                let found = self.names.schemes.find_or_report(name, &mut self.faults);
                concept.schemes.extend(found.map(|scheme| SchemeMembership { scheme, is_top }));
            }
        }
        order_memberships(&mut concept.schemes);
    }
}
