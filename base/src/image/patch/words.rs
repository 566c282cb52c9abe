//! Words: in which concepts a word occurs from now on, and how it may be spelled.

use super::{
    super::{
        ImageError, ImageSection, Mention,
        lexicon::Lexicon,
        mentions::MentionList,
        table::{self, TableWriter},
        words::{SPELLINGS, WORDS, index_words},
        write::encode_value,
    },
    CorpusCut, Patching,
    lexicon::{ListRun, PatchedLexicon, WordChange},
};
use crate::{corpus::ConceptId, text};
use std::collections::{BTreeMap, BTreeSet};

/// That a word occurs in a concept, by its number from now on; none if it is gone.
type Occurrence = (Option<ConceptId>, Mention);

impl Patching<'_> {
    pub(super) fn put_words(&mut self) -> Result<(), ImageError> {
        let new = |number| self.patch.new_number(number);
        let before = list_occurrences(&self.patch.before, new);
        let after = list_occurrences(&self.patch.after, Some);
        self.put_weights(&after)?;
        let [shards, maps] = WORDS;
        let lexicon = Lexicon { image: self.image, shards, maps };
        let changes = self.find_word_changes(lexicon, &before, &after)?;
        self.put_spellings(lexicon, &changes)?;
        let count = self.image.record_count(ImageSection::Mentions)?;
        let patched = PatchedLexicon::patch(lexicon, count, changes)?;
        let old = self.image.table_bytes(ImageSection::Mentions)?;
        let mut table = TableWriter::default();
        for run in patched.lists {
            match run {
                ListRun::New(list) => table.push_record(&list)?,
                ListRun::Old(range) => {
                    for number in range {
                        match &self.patch.numbers {
                            None => table.push_bytes(old.record(number)?)?,
                            Some(_) => table.push_record(&self.read_renumbered(number)?)?,
                        }
                    }
                }
            }
        }
        self.put(shards, encode_value(&patched.shards)?);
        self.put(maps, (patched.maps, 0));
        self.put(ImageSection::Mentions, table.into_table()?);
        Ok(())
    }

    /// A list of the image before, with the numbers that the concepts have from now on.
    fn read_renumbered(&self, number: usize) -> Result<MentionList, ImageError> {
        let MentionList(mut list) = self.image.read_record(ImageSection::Mentions, number)?;
        list.retain_mut(|mention| {
            let new = self.patch.new_number(mention.concept);
            mention.concept = new.unwrap_or_default();
            new.is_some()
        });
        Ok(MentionList(list))
    }

    /// The words that do not occur as before, each with all concepts in which it does.
    fn find_word_changes(
        &self,
        lexicon: Lexicon<'_>,
        before: &[(String, Occurrence)],
        after: &[(String, Occurrence)],
    ) -> Result<Vec<WordChange<MentionList>>, ImageError> {
        let mut changes = vec![];
        super::visit_groups(before, after, |word, before, after| {
            let mut sorted = [before, after].map(|of| of.iter().map(|it| it.1).collect::<Vec<_>>());
            for of in &mut sorted {
                of.sort_unstable_by_key(|it| it.0);
            }
            let [before, after] = sorted;
            if before == after {
                return Ok(());
            }
            let mut all = match lexicon.word_number(word)? {
                Some(number) => self.read_renumbered(number)?.0,
                None => vec![],
            };
            let touched: BTreeSet<_> = before.iter().filter_map(|(number, _)| *number).collect();
            all.retain(|mention| !touched.contains(&mention.concept));
            all.extend(after.into_iter().map(|(_, mention)| mention));
            all.sort_by_key(|mention| mention.concept);
            let list = Some(all).filter(|all| !all.is_empty()).map(MentionList);
            changes.push((word.to_owned(), list));
            Ok(())
        })?;
        Ok(changes)
    }

    /// Writes which words have another skeleton than themselves.
    fn put_spellings(
        &mut self,
        words: Lexicon<'_>,
        changes: &[WordChange<MentionList>],
    ) -> Result<(), ImageError> {
        let [shards, maps] = SPELLINGS;
        let lexicon = Lexicon { image: self.image, shards, maps };
        let mut spelled: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (word, list) in changes {
            let skeleton = text::word_skeleton(word);
            if skeleton == *word || list.is_some() == words.word_number(word)?.is_some() {
                continue;
            }
            if !spelled.contains_key(&skeleton) {
                let known = match lexicon.word_number(&skeleton)? {
                    Some(number) => self.image.read_record(ImageSection::Spellings, number)?,
                    None => vec![],
                };
                spelled.insert(skeleton.clone(), known);
            }
            let all = spelled.entry(skeleton).or_default();
            all.retain(|known| known != word);
            all.extend(list.is_some().then(|| word.clone()));
            all.sort();
        }
        let spelled = spelled.into_iter();
        let spelled =
            spelled.map(|(skeleton, all)| (skeleton, Some(all).filter(|it| !it.is_empty())));
        let count = self.image.record_count(ImageSection::Spellings)?;
        let patched = PatchedLexicon::patch(lexicon, count, spelled.collect())?;
        let old = self.image.table_bytes(ImageSection::Spellings)?;
        let mut table = TableWriter::default();
        for run in patched.lists {
            match run {
                ListRun::New(list) => table.push_record(&list)?,
                ListRun::Old(range) => {
                    for number in range {
                        table.push_bytes(old.record(number)?)?;
                    }
                }
            }
        }
        self.put(shards, encode_value(&patched.shards)?);
        self.put(maps, (patched.maps, 0));
        self.put(ImageSection::Spellings, table.into_table()?);
        Ok(())
    }

    /// Writes what all words of each concept weigh.
    fn put_weights(&mut self, after: &[(String, Occurrence)]) -> Result<(), ImageError> {
        let old = self.image.read_numbers(ImageSection::Weights)?;
        let kept = self.origins.iter().map(|origin| {
            origin.and_then(|origin| old.get(origin.index())).copied().unwrap_or_default()
        });
        let mut weights: Vec<u32> = kept.collect();
        for number in &self.patch.after.whole {
            if let Some(weight) = weights.get_mut(number.index()) {
                *weight = 0;
            }
        }
        for (_, (_, mention)) in after {
            if let Some(weight) = weights.get_mut(mention.concept.index()) {
                *weight += mention.weight;
            }
        }
        let all = weights.iter().copied().map(u64::from).sum::<u64>();
        self.put(ImageSection::Weight, encode_value(&all)?);
        self.put(ImageSection::Weights, (table::encode_numbers(&weights), 0));
        Ok(())
    }
}

/// The words of the whole concepts of a cut, in order, with the numbers that these have from now on.
fn list_occurrences(
    cut: &CorpusCut,
    new: impl Fn(ConceptId) -> Option<ConceptId>,
) -> Vec<(String, Occurrence)> {
    let mut found = vec![];
    for (word, mentions) in index_words(&cut.corpus) {
        for mention in mentions {
            let number = cut.corpus_number(mention.concept);
            if cut.whole.contains(&number) {
                let new = new(number);
                let concept = new.unwrap_or_default();
                found.push((word.clone(), (new, Mention { concept, ..mention })));
            }
        }
    }
    found
}
