//! What one document adds to the facts of its set.

use super::{
    expansion::may_end_long_form,
    facts::{DocumentFacts, MetNames, flatten_words},
    finding_place::FindingPlace,
    rules::{AMBIGUOUS_ABBREVIATION, CONFLICTING_EXPANSION},
    set_facts::{AbbreviationFacts, ExpansionFacts, FileUses, NameFacts, SetFacts},
};

impl SetFacts {
    /// The facts of a set of one document. Comments that silence rules are heeded, and what is read for what others mean
    /// gives no place to a finding. `keeps_files`: whether uses are kept file by file.
    pub(super) fn of_document(document: &DocumentFacts, keeps_files: bool) -> Self {
        let mut facts = Self { files: u64::from(!document.evidence_only), ..Self::default() };
        for expansion in &document.expansions {
            facts.of(&expansion.abbreviation).explained += 1;
        }
        facts.add_expansions(document);
        facts.add_uses(document, keeps_files);
        facts.add_met(document);
        facts
    }

    fn of(&mut self, abbreviation: &str) -> &mut AbbreviationFacts {
        self.abbreviations.entry(abbreviation.to_owned()).or_default()
    }

    fn add_expansions(&mut self, document: &DocumentFacts) {
        let is_own = !document.evidence_only;
        for it in document.heard(CONFLICTING_EXPANSION, &document.expansions, |it| &it.spot) {
            let place = FindingPlace::from_spot(&document.file, &it.spot);
            let long = ExpansionFacts::at_place(place, flatten_words(&it.spot.text), is_own);
            let facts = self.of(&it.abbreviation);
            let of_key = facts.expansions.entry(it.key.clone()).or_default();
            of_key.add(long);
            of_key.files = 1;
            facts.explaining_files = 1;
        }
        for used in document.heard(CONFLICTING_EXPANSION, &document.abbreviations, |it| &it.spot) {
            let beside = used.beside.iter().filter(|item| may_end_long_form(&used.text, item));
            for item in beside.filter(|_| is_own) {
                let known = &mut self.of(&used.text).beside;
                let place = || FindingPlace::from_spot(&document.file, &used.spot);
                known.entry(item.clone()).or_insert_with(place);
            }
        }
    }

    fn add_uses(&mut self, document: &DocumentFacts, keeps_files: bool) {
        let is_own = !document.evidence_only;
        for used in document.heard(AMBIGUOUS_ABBREVIATION, &document.abbreviations, |it| &it.spot) {
            let uses = &mut self.of(&used.text).unsettled;
            (uses.count, uses.files) = (uses.count + 1, 1);
            let first = || FileUses {
                place: FindingPlace::from_spot(&document.file, &used.spot),
                count: 0,
            };
            if is_own {
                uses.most.get_or_insert_with(first).count += 1;
            }
        }
        if keeps_files {
            for facts in self.abbreviations.values_mut() {
                facts.unsettled.each = facts.unsettled.most.iter().cloned().collect();
            }
        }
    }

    fn add_met(&mut self, document: &DocumentFacts) {
        let MetNames { names, abbreviations } = &document.met;
        for (abbreviation, written) in abbreviations {
            self.of(abbreviation).met = NameFacts::of_uses(&document.file, written.clone());
        }
        for (name, written) in names {
            let uses = NameFacts::of_uses(&document.file, written.clone());
            self.names.insert(name.clone(), uses);
        }
    }
}
