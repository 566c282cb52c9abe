//! The name that a concept has already: who else uses it.

use super::{
    claim::{Claim, SIDES, one_or_list},
    claim_rules::LABELS,
    planned::EntryMerge,
};
use cxterms_base::yaml::{ItemChange, YamlAddition, YamlValue};

/// The key of the preferred label.
const LABEL: &str = "label";

impl EntryMerge<'_> {
    /// Adds those who use or deny the preferred label that is there, as far as what comes names them. A file that only has
    /// the same name as all others names no one.
    pub(super) fn plan_label_speakers(&mut self, at: &[&str], there: &mut Claim, claim: &Claim) {
        let missing = [0, 1].map(|side| {
            let said = there.sides.get(side).map_or(&[][..], |said| said);
            let mut missing = self.reader.list_missing(claim, side, said);
            missing.retain(|it| !self.is_of_file(it));
            missing
        });
        if missing.iter().all(Vec::is_empty) {
            return;
        }
        let path = [at, &[LABEL]].concat();
        let whole = there.said_by(missing.clone(), true);
        for (said, new) in there.sides.iter_mut().zip(&missing) {
            said.extend(new.iter().flat_map(|it| self.reader.expand_citation(it)));
        }
        let own = self.own.and_then(|own| path.iter().try_fold(own, |value, key| value.under(key)));
        let Some(own) = own else {
            // The label is that of a corpus below.
            return self.put(&path, YamlAddition::Value(whole));
        };
        let raw = self.raw_reader().read_claim(own, LABELS.keys);
        let unnamed = SIDES.iter().all(|side| own.under(side).is_none());
        let implied = self.raw_reader().implied.filter(|_| unnamed);
        for (at, (side, mut new)) in SIDES.iter().zip(missing).enumerate() {
            // Who was meant while no one was named is named from now on.
            if at == 0 {
                new.splice(0..0, implied.as_deref().map(YamlValue::from));
            }
            if new.is_empty() {
                continue;
            }
            let with = match own.under(side) {
                Some(_) => YamlAddition::items(new),
                None => YamlAddition::Value(one_or_list(new)),
            };
            let change = ItemChange { is: raw.names(), key: (*side).to_owned(), with };
            self.put(&path, YamlAddition::Items { new: vec![], changed: vec![change] });
        }
    }

    /// Whether a citation is that of the file's own voice, or of the corpus's.
    fn is_of_file(&self, citation: &YamlValue) -> bool {
        let context = self.context;
        let own = [&context.file_citation, &context.own_voice, &context.first_voice];
        citation.as_text().is_some_and(|name| own.iter().any(|it| it.as_deref() == Some(name)))
    }
}
