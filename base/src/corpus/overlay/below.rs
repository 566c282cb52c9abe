//! Records what an overlay does to the layers below it.
//!
//! It replaces single values, denies claims, and assigns names that mostly mean something else in the layers below.

use super::LayerMerge;
use crate::{
    corpus::{Citation, CitedStance, ConceptId, Denial, LabelKind, Override},
    diagnostic::{Name, Place},
    schema::{AttributionEntry, CitationEntry, LabelEntry},
    text,
};
use std::collections::BTreeMap;

/// The names that a layer gives, by language and folded spelling.
pub(super) type LabelAssignments = BTreeMap<(Option<String>, String), Vec<LabelAssignment>>;

/// To which concept a name is given.
#[derive(Clone, Debug)]
pub(super) struct LabelAssignment {
    concept: ConceptId,
    /// Whether it mostly means that one.
    primary: bool,
    place: Place,
}

impl LayerMerge<'_> {
    /// Lists that another value stands where `old` stood, if any did.
    pub(super) fn record_override(
        &mut self,
        concept: ConceptId,
        field: impl Into<String>,
        old: Option<String>,
        new: &Name,
    ) {
        let Some(old) = old else { return };
        let (field, Name { value, place }) = (field.into(), new.clone());
        let voice = self.voice;
        self.corpus.overrides.push(Override { concept, field, old, new: value, voice, place });
    }

    /// Lists a denial of what is said below of a concept, unless the claim is the layer's own.
    pub(super) fn record_denial(
        &mut self,
        concept: ConceptId,
        said: &CitedStance,
        claim: impl Fn() -> String,
    ) {
        if said.asserted_by.is_empty() {
            self.record_denial_by(concept, &said.denied_by, said.place, claim);
        }
    }

    /// Lists a denial by those who make it.
    pub(super) fn record_denial_by(
        &mut self,
        concept: ConceptId,
        denied_by: &[Citation],
        place: Place,
        claim: impl Fn() -> String,
    ) {
        if concept.index() < self.before && !denied_by.is_empty() {
            let (claim, denied_by) = (claim(), denied_by.to_vec());
            self.corpus.denials.push(Denial { concept, claim, denied_by, place });
        }
    }

    /// Remembers that the layer gives a name that may mean another concept below; names to be avoided are not given.
    pub(super) fn record_label(&mut self, concept: ConceptId, label: &LabelEntry) {
        if is_given(label.kind) && self.before > 0 {
            let name = language_and_name(label.language.as_deref(), &label.text.value);
            let giving =
                LabelAssignment { concept, primary: !label.secondary, place: label.text.place };
            self.given.entry(name).or_default().push(giving);
        }
    }

    /// Lets the names that the layer gives mean what it says: a concept below to which it does not give them as well
    /// keeps them as a secondary reading.
    pub(super) fn demote_lower_labels(&mut self) {
        self.given.retain(|_, to| to.iter().any(|giving| giving.primary));
        if self.before == 0 || self.given.is_empty() {
            return;
        }
        let mut lost = vec![];
        for (index, concept) in self.corpus.concepts.iter_mut().take(self.before).enumerate() {
            let labels = concept.labels.iter_mut();
            for label in labels.filter(|it| is_given(it.kind) && !it.secondary) {
                let name = language_and_name(label.language.as_deref(), &label.text);
                let Some(to) = self.given.get(&name) else { continue };
                if !to.iter().any(|giving| giving.primary && giving.concept.index() == index) {
                    label.secondary = true;
                    lost.push((concept.id.clone(), label.text.clone(), to.clone()));
                }
            }
        }
        for (old, name, to) in lost {
            self.record_new_reading(&old, &name, &to);
        }
    }

    /// Lists that a name mostly means other concepts now.
    fn record_new_reading(&mut self, old: &str, name: &str, to: &[LabelAssignment]) {
        for LabelAssignment { concept, place, .. } in to.iter().filter(|giving| giving.primary) {
            let Some(known) = self.corpus.concept(*concept) else { continue };
            let new = Name { value: known.id.clone(), place: *place };
            self.record_override(
                *concept,
                format!("reading of {name}"),
                Some(old.to_owned()),
                &new,
            );
        }
    }
}

/// A name as the layer gives it: the same in any spelling of it and of its language.
fn language_and_name(language: Option<&str>, name: &str) -> (Option<String>, String) {
    (language.map(str::to_ascii_lowercase), text::fold(name))
}

/// A claim's citations as they are written: `rider-b in log`.
pub(super) fn format_citations(said: &AttributionEntry) -> String {
    let name = |cited: &CitationEntry| {
        cited.names.iter().map(|name| &*name.value).collect::<Vec<_>>().join(" in ")
    };
    said.by.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Whether labels of a kind are names that a layer gives: neither those to be avoided nor those never shown.
fn is_given(kind: LabelKind) -> bool {
    !matches!(kind, LabelKind::Avoid | LabelKind::Hidden)
}

/// Whether both sides of a denial are known; if one is not, a fault of its own says so.
pub(super) fn is_denial_resolved(named: &[Citation], denied_by: &[Citation]) -> bool {
    !named.is_empty() && !denied_by.is_empty()
}
