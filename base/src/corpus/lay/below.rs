//! What does a layer do to what lies below it?
//!
//! It replaces single values, denies claims, and gives names that below mostly mean something else.

use super::Laying;
use crate::{
    corpus::{Citation, ConceptId, Denial, LabelKind, Override, Said},
    diagnostic::{Name, Place},
    schema::{Attribution, Cited, LabelEntry},
    text,
};
use std::collections::BTreeMap;

/// The names that a layer gives, by language and folded spelling.
pub(super) type Given = BTreeMap<(Option<String>, String), Vec<Giving>>;

/// To which concept a name is given.
#[derive(Clone, Debug)]
pub(super) struct Giving {
    concept: ConceptId,
    /// Whether it mostly means that one.
    primary: bool,
    place: Place,
}

impl Laying<'_> {
    /// Lists that another value stands where `old` stood, if any did.
    pub(super) fn replaced(
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
    pub(super) fn denied(&mut self, concept: ConceptId, said: &Said, claim: impl Fn() -> String) {
        if said.asserted_by.is_empty() {
            self.denied_by(concept, &said.denied_by, said.place, claim);
        }
    }

    /// Lists a denial by those who make it.
    pub(super) fn denied_by(
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
    pub(super) fn gives(&mut self, concept: ConceptId, label: &LabelEntry) {
        if label.kind != LabelKind::Avoid && self.before > 0 {
            let name = (label.language.clone(), text::fold(&label.text.value));
            let giving = Giving { concept, primary: !label.secondary, place: label.text.place };
            self.given.entry(name).or_default().push(giving);
        }
    }

    /// Lets the names that the layer gives mean what it says: a concept below to which it does not give them as well
    /// keeps them as a secondary reading.
    pub(super) fn give(&mut self) {
        self.given.retain(|_, to| to.iter().any(|giving| giving.primary));
        if self.before == 0 || self.given.is_empty() {
            return;
        }
        let mut lost = vec![];
        for (index, concept) in self.corpus.concepts.iter_mut().take(self.before).enumerate() {
            let labels = concept.labels.iter_mut();
            for label in labels.filter(|it| it.kind != LabelKind::Avoid && !it.secondary) {
                let name = (label.language.clone(), text::fold(&label.text));
                let Some(to) = self.given.get(&name) else { continue };
                if !to.iter().any(|giving| giving.primary && giving.concept.index() == index) {
                    label.secondary = true;
                    lost.push((concept.id.clone(), label.text.clone(), to.clone()));
                }
            }
        }
        for (old, name, to) in lost {
            self.read_anew(&old, &name, &to);
        }
    }

    /// Lists that a name mostly means other concepts now.
    fn read_anew(&mut self, old: &str, name: &str, to: &[Giving]) {
        for Giving { concept, place, .. } in to.iter().filter(|giving| giving.primary) {
            let Some(known) = self.corpus.concepts.get(concept.index()) else { continue };
            let new = Name { value: known.id.clone(), place: *place };
            self.replaced(*concept, format!("reading of {name}"), Some(old.to_owned()), &new);
        }
    }
}

/// A claim's citations as they are written: `rider-b in log`.
pub(super) fn written(said: &Attribution) -> String {
    let name = |cited: &Cited| {
        cited.names.iter().map(|name| &*name.value).collect::<Vec<_>>().join(" in ")
    };
    said.by.iter().map(name).collect::<Vec<_>>().join(", ")
}
