//! Writes the labels of a concept as triples: plainly, and as nodes (SKOS-XL) where more is said of them.

use super::{SkosConceptWriter, StanceTriples, SubjectTriples, TripleEnd};
use crate::skos::{
    ABBREVIATION,
    names::{cx, rdf, skos, skosxl},
};
use cxterms_base::corpus::{Label, LabelKind};

impl SkosConceptWriter<'_> {
    pub(super) fn add_labels(&mut self) {
        let concept = self.concept;
        for kind in [
            LabelKind::Preferred,
            LabelKind::Abbreviation,
            LabelKind::Synonym,
            LabelKind::Avoid,
            LabelKind::Hidden,
        ] {
            let own: Vec<_> = concept.labels.iter().filter(|label| label.kind == kind).collect();
            // Triples have no order: where the labels' own within a language is another than the alphabet's, or some
            // say more than their text, each is numbered.
            for spoken in own.chunk_by(|one, other| one.language == other.language) {
                let numbered = !spoken.is_sorted_by_key(|label| &label.text)
                    || spoken.len() > 1 && spoken.iter().any(|label| !self.is_simple(label));
                for label in spoken {
                    self.add_label(label, numbered);
                }
            }
        }
    }

    fn add_label(&mut self, label: &Label, numbered: bool) {
        let language = label.language.as_ref().unwrap_or(&self.corpus.settings.language);
        let end = TripleEnd::Text(label.text.clone(), Some(language.clone()));
        let (plain, own) = match label.kind {
            LabelKind::Preferred => (skos::PREF, None),
            LabelKind::Synonym => (skos::ALT, None),
            LabelKind::Abbreviation => (skos::ALT, Some(cx::ABBREVIATION)),
            LabelKind::Avoid | LabelKind::Hidden => (skos::HIDDEN, None),
        };
        let only_denied = label.said.asserted_by.is_empty() && !label.said.denied_by.is_empty();
        // One text is a label of one kind only (S13).
        let taken = [skos::PREF, skos::ALT, skos::HIDDEN].into_iter().filter(|kind| *kind != plain);
        let facts = self.about.first().map(|own| &*own.facts).unwrap_or_default();
        if !only_denied
            && taken
                .into_iter()
                .any(|kind| facts.iter().any(|(known, there)| known == kind && *there == end))
        {
            return self
                .losses
                .add_example("labels that SKOS forbids beside others (S13)", &label.text);
        }
        // What is only denied is no label as other tools read it.
        let facts = Some(plain).into_iter().chain(own).filter(|_| !only_denied);
        facts.for_each(|predicate| self.add_fact(predicate, end.clone()));
        if numbered || !self.is_simple(label) {
            let mut about = match only_denied {
                // A label that is a node would be one of the plain ones (S55 to S57).
                true => self.new_statement(own.unwrap_or(plain), end),
                false => self.new_label_node(label, end),
            };
            let language = Some(&*self.corpus.settings.language);
            about.add_flag(cx::SECONDARY, label.secondary);
            about.add_text(cx::WHY, label.why().unwrap_or_default(), language);
            about.add_text(cx::INSTEAD, label.instead().unwrap_or_default(), language);
            let who = StanceTriples::from_stance(&label.said, self.naming);
            self.push_attributed(about, &who);
        }
    }

    /// A label as a node, to say more of it than its text does.
    fn new_label_node(&mut self, label: &Label, form: TripleEnd) -> SubjectTriples {
        // Counted with the statements, among which are the labels that are only denied.
        self.statements += 1;
        let mut about = self.new_claim_node("label", self.statements);
        about.add_node(rdf::TYPE, skosxl::LABEL);
        about.facts.push((skosxl::FORM.to_owned(), form));
        let predicate = match label.kind {
            LabelKind::Preferred => skosxl::PREF,
            LabelKind::Synonym | LabelKind::Abbreviation => skosxl::ALT,
            LabelKind::Avoid | LabelKind::Hidden => skosxl::HIDDEN,
        };
        if label.kind == LabelKind::Abbreviation {
            about.add_text(cx::LABEL_KIND, ABBREVIATION, None);
        }
        self.add_fact(predicate, TripleEnd::Node(about.subject.clone()));
        about
    }

    /// Whether its text says all of a label. A name to avoid says why, which tells it from a hidden label.
    fn is_simple(&self, label: &Label) -> bool {
        !label.secondary
            && label.kind != LabelKind::Avoid
            && StanceTriples::from_stance(&label.said, self.naming).is_own()
    }
}
