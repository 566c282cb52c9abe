//! Attributions in the glossary: voices, with the numbers of the works they are cited from.

use cxterms_base::{
    corpus::{Citation, CitedStance, Corpus, Work, WorkId},
    text,
};

/// Works in the order in which they are cited, and how much of what voices say has been shown.
pub(super) struct NumberedWorks<'c> {
    corpus: &'c Corpus,
    pub(super) works: Vec<WorkId>,
    pub(super) denials: usize,
    pub(super) hedges: usize,
    pub(super) reservations: usize,
}

impl<'c> NumberedWorks<'c> {
    pub(super) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, works: vec![], denials: 0, hedges: 0, reservations: 0 }
    }

    /// Who asserts and who denies, behind a dash; nothing where only the corpus itself says so.
    pub(super) fn format_stance(&mut self, said: &CitedStance) -> String {
        self.denials += said.denied_by.len();
        let asserted = self.format_citations(&said.asserted_by);
        // Who denies something is never left to be guessed.
        let denied = self.name_citations(&said.denied_by);
        match (asserted.is_empty(), denied.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!(" — {asserted}"),
            (true, false) => format!(" — denied by {denied}"),
            (false, false) => format!(" — {asserted}; denied by {denied}"),
        }
    }

    /// The voices with the numbers of their works. The corpus's own is named only beside others.
    pub(super) fn format_citations(&mut self, citations: &[Citation]) -> String {
        let alone = matches!(citations, [one] if one.work.is_none() && one.is_bare());
        if alone && self.corpus.settings.editors.len() < 2 {
            return String::new();
        }
        self.name_citations(citations)
    }

    fn name_citations(&mut self, citations: &[Citation]) -> String {
        let each = citations.iter().map(|citation| self.format_citation(citation));
        each.collect::<Vec<_>>().join(", ")
    }

    fn format_citation(&mut self, citation: &Citation) -> String {
        let voice = self.corpus.voices.get(citation.voice.index());
        let number = citation.work.map(|work| self.work_number(work));
        let number = number.map(|number| format!(" [\\[{number}\\]](#source:{number})"));
        self.hedges += usize::from(citation.text.is_some());
        self.reservations += usize::from(citation.but.is_some());
        let hedge =
            citation.joined_words().map(|text| format!(" ({})", text::escape_markdown(&text)));
        let name = text::escape_markdown(voice.map_or("", |voice| &voice.short));
        format!("*{name}*{}{}", number.unwrap_or_default(), hedge.unwrap_or_default())
    }

    fn work_number(&mut self, work: WorkId) -> usize {
        let known = self.works.iter().position(|known| *known == work);
        let at = known.unwrap_or_else(|| {
            self.works.push(work);
            self.works.len() - 1
        });
        at + 1
    }

    /// The works, a line each.
    pub(super) fn work_lines(&self) -> impl Iterator<Item = String> {
        let works = self.works.iter().filter_map(|work| self.corpus.works.get(work.index()));
        (1..).zip(works).map(|(number, work)| {
            format!("{number}. <a id=\"source:{number}\"></a>{}", self.format_work(work))
        })
    }

    fn format_work(&self, work: &Work) -> String {
        let authors = work.by.iter().filter_map(|voice| self.corpus.voices.get(voice.index()));
        let authors: Vec<_> = authors.map(|voice| text::escape_markdown(&voice.name)).collect();
        let place = [Some(&work.published).filter(|it| !it.is_empty()), work.year.as_ref()];
        let place =
            place.into_iter().flatten().map(|text| format!(", {}", text::escape_markdown(text)));
        let urls = work.url.iter().chain(&work.also_at);
        let urls = urls.map(|url| format!(", {}", text::escape_markdown(url)));
        let rest: String = place.chain(urls).collect();
        format!("{}: “{}”{rest}", authors.join(", "), text::escape_markdown(&work.title))
    }
}
