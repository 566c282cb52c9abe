//! The schemes of which a concept is part, as a table names them: by identifier, or by a title that makes one.

use super::read::SheetReader;
use crate::draft::make_identifier;
use cxterms_base::{
    corpus::{
        Concept, ConceptId, Corpus, FactForm, Scheme, SchemeFact, SchemeId, SchemeMembership,
    },
    schema,
};

impl SheetReader<'_> {
    /// Puts a concept into the scheme of a name.
    pub(super) fn add_membership(&mut self, id: ConceptId, name: &str, is_top: bool) {
        let scheme = match self.schemes.get(name) {
            Some(known) => *known,
            None => self.declare_scheme(name),
        };
        if let Some(concept) = self.draft.concept_mut(id) {
            concept.schemes.push(SchemeMembership { scheme, is_top });
        }
    }

    fn declare_scheme(&mut self, name: &str) -> SchemeId {
        let mut scheme = Scheme { id: name.to_owned(), ..Scheme::default() };
        if !schema::is_identifier(name) || name.starts_with('.') {
            scheme.id = make_identifier(name, |id| !self.schemes.contains_key(id));
            let (property, value) = ("title".to_owned(), name.to_owned());
            scheme.facts.push(SchemeFact { property, value, form: FactForm::Plain });
        }
        let number = SchemeId(u32::try_from(self.draft.corpus.schemes.len()).unwrap_or(u32::MAX));
        for known in [name, &*scheme.id] {
            self.schemes.insert(known.to_owned(), number);
        }
        self.draft.corpus.schemes.push(scheme);
        number
    }
}

/// The identifiers of the schemes of which a concept is a top concept, or only a part.
pub(super) fn list_schemes<'c>(
    corpus: &'c Corpus,
    concept: &'c Concept,
    is_top: bool,
) -> impl Iterator<Item = &'c str> {
    let own = concept.schemes.iter().filter(move |it| it.is_top == is_top);
    own.filter_map(|it| corpus.scheme(it.scheme)).map(|scheme| &*scheme.id)
}
