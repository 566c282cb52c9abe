//! The site as data: a term as schema.org describes it, the list of all pages, and text that a script may hold.

use cxterms_base::corpus::{ConceptId, Corpus};
use cxterms_exchange::DefinedTerms;
use serde_json::Value;
use std::collections::HashMap;

/// Terms as schema.org describes them, by identifier.
pub(super) struct LinkedTerms<'c> {
    terms: DefinedTerms<'c>,
    by_id: HashMap<&'c str, ConceptId>,
}

impl<'c> LinkedTerms<'c> {
    pub(super) fn from_corpus(corpus: &'c Corpus) -> Self {
        let by_id = corpus.concepts.iter().map(|it| &*it.id).zip((0..).map(ConceptId)).collect();
        Self { terms: DefinedTerms::from_corpus(corpus), by_id }
    }

    /// A term with its context.
    pub(super) fn describe_term(&self, id: &str) -> Value {
        self.by_id.get(id).map_or(Value::Null, |id| self.terms.describe_term(*id))
    }

    /// The whole, without its terms.
    pub(super) fn describe_set(&self) -> Value {
        self.terms.describe_set()
    }
}

/// JSON that may stand within a script of a page, which no text may end.
pub(super) fn to_script(value: &Value) -> String {
    let text = value.to_string();
    text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// The list of all pages, for programs that visit them; relative, where the site's own address is not known.
pub(super) fn write_page_list<'f>(address: &str, files: impl Iterator<Item = &'f str>) -> String {
    let begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                 <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    let pages = files.map(|file| ["<url><loc>", address, file, "</loc></url>\n"].concat());
    [begin, &pages.collect::<String>(), "</urlset>\n"].concat()
}
