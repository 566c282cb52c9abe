//! Resolves the names in an attribution to voices and works.

use super::LayerMerge;
use crate::{
    corpus::{Citation, CitedStance},
    diagnostic::{Fault, Name, Place},
    schema::{AttributionEntry, CitationEntry},
};

impl LayerMerge<'_> {
    /// Who asserts and who denies. What nobody is named for, the layer's own voice asserts; `text` goes to those who
    /// assert or, where nobody does, to those who deny.
    pub(super) fn resolve_attribution(
        &mut self,
        written: &AttributionEntry,
        text: Option<&str>,
        place: Place,
    ) -> CitedStance {
        if written.by.is_empty() && written.denied_by.is_empty() {
            let text = text.filter(|text| !text.is_empty()).map(str::to_owned);
            let (placement, aspect) = (written.placement, written.aspect);
            let bare = Citation::from_voice(self.voice, None);
            let own = Citation { text, placement, aspect, ..bare };
            return self.share_citations(vec![own], vec![], place);
        }
        let mut asserted_by = self.resolve_citations(&written.by);
        let mut denied_by = self.resolve_citations(&written.denied_by);
        let speakers = if written.by.is_empty() && !denied_by.is_empty() {
            &mut denied_by
        } else {
            &mut asserted_by
        };
        for citation in speakers.iter_mut() {
            let own = citation.text.take();
            let both = text.into_iter().chain(own.as_deref()).collect::<Vec<_>>().join("; ");
            citation.text = Some(both).filter(|both| !both.is_empty());
        }
        self.share_citations(asserted_by, denied_by, place)
    }

    /// A stance that shares its citations with the one before, where they are the same.
    fn share_citations(
        &mut self,
        asserted_by: Vec<Citation>,
        denied_by: Vec<Citation>,
        place: Place,
    ) -> CitedStance {
        self.last_said = CitedStance::like(&self.last_said, asserted_by, denied_by, place);
        self.last_said.clone()
    }

    pub(super) fn resolve_citations(&mut self, cited: &[CitationEntry]) -> Vec<Citation> {
        cited.iter().flat_map(|cited| self.resolve_citation(cited)).collect()
    }

    fn resolve_citation(&mut self, cited: &CitationEntry) -> Vec<Citation> {
        let words = |bare: Citation| Citation {
            text: cited.text.clone(),
            but: cited.but.clone(),
            placement: cited.placement,
            aspect: cited.aspect,
            ..bare
        };
        match &*cited.names {
            [one] => self.work_or_own_voice(one).into_iter().map(words).collect(),
            [voice, between @ .., work] => {
                let voice = self.names.voices.find_or_report(voice, &mut self.faults);
                let reader = between
                    .first()
                    .map(|name| self.names.voices.find_or_report(name, &mut self.faults));
                let work = self.names.works.find_or_report(work, &mut self.faults);
                let (Some(voice), Some(work)) = (voice, work) else { return vec![] };
                let author = self.corpus.work(work).and_then(|work| work.by.first().copied());
                let authored = self.corpus.work(work).is_some_and(|work| work.by.contains(&voice));
                let via = reader.flatten().or(author.filter(|_| !authored));
                vec![words(Citation { via, ..Citation::from_voice(voice, Some(work)) })]
            }
            [] => vec![],
        }
    }

    fn work_or_own_voice(&mut self, name: &Name) -> Vec<Citation> {
        if let Some(work) = self.names.works.get(&name.value) {
            let authors = self.corpus.work(work).map(|work| work.by.clone()).unwrap_or_default();
            let cite = |voice| Citation::from_voice(voice, Some(work));
            return authors.into_iter().map(cite).collect();
        }
        match self.names.voices.get(&name.value) {
            Some(voice) if self.corpus.settings.editors.contains(&voice) => {
                vec![Citation::from_voice(voice, None)]
            }
            Some(_) => {
                let fault = Fault::new(
                    name.place,
                    format!("`{}` is a voice: in which work does it say so?", name.value),
                );
                self.faults.push(fault.hint(format!("write `{} in WORK`", name.value)));
                vec![]
            }
            None => {
                self.names.works.find_or_report(name, &mut self.faults);
                vec![]
            }
        }
    }
}
