//! An entry on its way into a concept that is there, and what is planned to be added so far.

use super::{
    claim::{Claim, ClaimReader},
    claim_list::ClaimList,
};
use crate::Losses;
use cxterms_base::yaml::{ItemChange, YamlAddition, YamlValue};
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    rc::Rc,
};

/// What is the same for all entries that are merged.
pub(super) struct MergeContext<'m> {
    /// The authors of works, there and in what comes.
    pub(super) authors: &'m HashMap<String, Vec<String>>,
    /// Whose words unattributed statements of the folder are.
    pub(super) own_voice: Option<String>,
    /// Whose they are in the lowest corpus of the stack.
    pub(super) first_voice: Option<String>,
    /// How the voice of what comes is cited, where that is not the corpus's own.
    pub(super) file_citation: Option<String>,
    /// Whether the format of what comes says of no claim who makes it.
    pub(super) unattributed: bool,
    /// The scheme that is the only one.
    pub(super) only_scheme: Option<String>,
    /// The facets that have one value.
    pub(super) single_valued: HashSet<String>,
    /// The relations that hold both ways.
    pub(super) symmetric: HashSet<String>,
    /// What a concept of the corpus says.
    pub(super) find_entry: &'m dyn Fn(&str) -> Option<YamlValue>,
}

/// An entry on its way into a concept that is there.
pub(super) struct EntryMerge<'m> {
    pub(super) context: &'m MergeContext<'m>,
    pub(super) id: &'m str,
    /// What the concept says, in all layers.
    pub(super) have: &'m YamlValue,
    /// What its entry in the folder says, as it is written there.
    pub(super) own: Option<&'m YamlValue>,
    /// The lists of claims in it that were read, by where they stand.
    pub(super) raw: RefCell<HashMap<Vec<String>, Rc<ClaimList>>>,
    /// How claims of what comes are read.
    pub(super) reader: ClaimReader<'m>,
    pub(super) losses: &'m mut Losses,
    pub(super) planned: YamlAddition,
}

impl EntryMerge<'_> {
    /// Adds something at a place in the entry.
    pub(super) fn put(&mut self, path: &[&str], addition: YamlAddition) {
        put_at(&mut self.planned, path, addition);
    }

    /// Whether anything is planned at a place.
    pub(super) fn is_planned(&self, path: &[&str]) -> bool {
        let at = path.iter().try_fold(&self.planned, |under, key| match under {
            YamlAddition::Keys(keys) => keys.iter().find(|(known, _)| known == key).map(|it| &it.1),
            _ => None,
        });
        at.is_some()
    }

    /// How claims in the entry as it is written are read.
    pub(super) fn raw_reader(&self) -> ClaimReader<'_> {
        ClaimReader { implied: self.context.own_voice.clone(), authors: self.context.authors }
    }

    /// How claims of the corpus are read.
    pub(super) fn known_reader(&self) -> ClaimReader<'_> {
        ClaimReader { implied: self.context.first_voice.clone(), authors: self.context.authors }
    }

    /// Whether the corpus's own voice alone makes a claim.
    pub(super) fn is_own(&self, claim: &Claim) -> bool {
        match (&*claim.sides[0], &self.context.own_voice) {
            ([YamlValue::Text(one)], Some(own)) => one == own,
            _ => false,
        }
    }

    /// Whether a claim is the corpus's own only because its format has no place for who makes it.
    pub(super) fn is_unattributed(&self, claim: &Claim) -> bool {
        self.context.unattributed && self.is_own(claim)
    }
}

fn put_at(into: &mut YamlAddition, path: &[&str], addition: YamlAddition) {
    match (path, into) {
        ([key, rest @ ..], YamlAddition::Keys(keys)) => {
            let at = keys.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                keys.push(((*key).to_owned(), YamlAddition::Keys(vec![])));
                keys.len() - 1
            });
            if let Some((_, under)) = keys.get_mut(at) {
                put_at(under, rest, addition);
            }
        }
        ([], into) => match (into, addition) {
            (
                YamlAddition::Items { new, changed },
                YamlAddition::Items { new: more, changed: others },
            ) => {
                new.extend(more);
                changed.extend(others);
            }
            (into, addition) if into.is_empty() => *into = addition,
            _ => {}
        },
        _ => {}
    }
}

/// Joins changes of the same item under the same key: each is made once.
pub(super) fn join_changes(planned: &mut YamlAddition) {
    match planned {
        YamlAddition::Keys(keys) => keys.iter_mut().for_each(|(_, under)| join_changes(under)),
        YamlAddition::Items { changed, .. } => {
            let mut places = HashMap::new();
            let mut joined: Vec<ItemChange> = Vec::with_capacity(changed.len());
            for change in changed.drain(..) {
                let name = (change.is.clone(), change.key.clone());
                let at = *places.entry(name).or_insert(joined.len());
                match joined.get_mut(at) {
                    Some(known) => put_at(&mut known.with, &[], change.with),
                    None => joined.push(change),
                }
            }
            *changed = joined;
        }
        YamlAddition::Value(_) | YamlAddition::Text(_) => {}
    }
}

/// The new items that are planned at a place.
pub(super) fn planned_items<'p>(planned: &'p YamlAddition, path: &[&str]) -> &'p [YamlValue] {
    match (path, planned) {
        ([key, rest @ ..], YamlAddition::Keys(keys)) => {
            let under = keys.iter().find(|(known, _)| known == key);
            under.map_or(&[], |(_, under)| planned_items(under, rest))
        }
        ([], YamlAddition::Items { new, .. }) => new,
        _ => &[],
    }
}
