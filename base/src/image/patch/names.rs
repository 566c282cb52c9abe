//! Labels and skeletons: which names lead to other concepts from now on.

use super::{
    super::{
        ImageError, ImageSection, Posting,
        lexicon::Lexicon,
        names::{self, NamedPosting},
        postings::{self, read_postings, unpack_posting},
        table,
        write::encode_value,
    },
    CorpusCut, Patching,
    lexicon::{ListRun, PatchedLexicon, WordChange},
};
use crate::corpus::{ConceptId, Corpus};
use std::collections::BTreeSet;

/// Where the names of one sort lie: shards, maps, postings, lists of postings.
type NameSections = [ImageSection; 4];

const LABELS: NameSections = [
    ImageSection::Shards,
    ImageSection::Labels,
    ImageSection::Postings,
    ImageSection::PostingLists,
];
const SKELETONS: NameSections = [
    ImageSection::SkeletonShards,
    ImageSection::Skeletons,
    ImageSection::SkeletonPostings,
    ImageSection::SkeletonPostingLists,
];

/// What a name says of a concept by its number from now on; none if it is gone.
type Naming = (Option<ConceptId>, Posting);

impl Patching<'_> {
    pub(super) fn put_names(&mut self) -> Result<(), ImageError> {
        self.patch_names(LABELS, names::collect_names)?;
        self.patch_names(SKELETONS, names::collect_skeletons)
    }

    fn patch_names(
        &mut self,
        sections: NameSections,
        collect: fn(&Corpus) -> Vec<NamedPosting>,
    ) -> Result<(), ImageError> {
        let [shards, maps, numbers, lists] = sections;
        let lexicon = Lexicon { image: self.image, shards, maps };
        let new = |number| self.patch.new_number(number);
        let before = list_namings(&self.patch.before, collect, new);
        let after = list_namings(&self.patch.after, collect, Some);
        let changes = self.find_changes(lexicon, [numbers, lists], &before, &after)?;
        let packed = self.image.read_numbers(numbers)?;
        let patched = PatchedLexicon::patch(lexicon, packed.len(), changes)?;
        let all = patched.lists.into_iter().flat_map(|run| -> Box<dyn Iterator<Item = _>> {
            match run {
                ListRun::Old(range) => {
                    let packed = packed.get(range).unwrap_or_default().iter();
                    Box::new(packed.map(|packed| {
                        let mut found = unpack_posting(self.image, lists, *packed)?;
                        self.renumber(&mut found);
                        Ok(found)
                    }))
                }
                ListRun::New(list) => Box::new(std::iter::once(Ok(list))),
            }
        });
        let (all, several) = postings::pack_postings(all)?;
        self.put(shards, encode_value(&patched.shards)?);
        self.put(maps, (patched.maps, 0));
        self.put(numbers, (table::encode_numbers(&all), 0));
        self.put(lists, table::pack_table(&several, |_, list| list)?);
        Ok(())
    }

    /// Gives postings of the image before the numbers that the concepts have from now on; those of gone ones go.
    fn renumber(&self, found: &mut Vec<Posting>) {
        if self.patch.numbers.is_some() {
            found.retain_mut(|posting| {
                let new = self.patch.new_number(posting.concept);
                posting.concept = new.unwrap_or_default();
                new.is_some()
            });
        }
    }

    /// The names that do not lead to the same as before, each with all to which it leads.
    fn find_changes(
        &self,
        lexicon: Lexicon<'_>,
        at: [ImageSection; 2],
        before: &[(String, Naming)],
        after: &[(String, Naming)],
    ) -> Result<Vec<WordChange<Vec<Posting>>>, ImageError> {
        let mut changes = vec![];
        super::visit_groups(before, after, |name, before, after| {
            let mut sorted = [before, after].map(|of| of.iter().map(|it| it.1).collect::<Vec<_>>());
            for of in &mut sorted {
                of.sort_unstable();
            }
            let [before, after] = sorted;
            if before == after {
                return Ok(());
            }
            let mut all = match lexicon.word_number(name)? {
                Some(number) => read_postings(self.image, at, number)?,
                None => vec![],
            };
            self.renumber(&mut all);
            let touched: BTreeSet<_> = before.iter().filter_map(|(number, _)| *number).collect();
            all.retain(|posting| !touched.contains(&posting.concept));
            all.extend(after.into_iter().map(|(_, posting)| posting));
            let best = names::choose_best(all);
            changes.push((name.to_owned(), Some(best).filter(|best| !best.is_empty())));
            Ok(())
        })?;
        Ok(changes)
    }
}

/// The names of the whole concepts of a cut, in order, with the numbers that these have from now on.
fn list_namings(
    cut: &CorpusCut,
    collect: fn(&Corpus) -> Vec<NamedPosting>,
    new: impl Fn(ConceptId) -> Option<ConceptId>,
) -> Vec<(String, Naming)> {
    let named = collect(&cut.corpus).into_iter();
    let named = named.filter_map(|(name, posting)| {
        let number = cut.corpus_number(posting.concept);
        let new = cut.whole.contains(&number).then(|| new(number))?;
        Some((name, (new, Posting { concept: new.unwrap_or_default(), ..posting })))
    });
    named.collect()
}
