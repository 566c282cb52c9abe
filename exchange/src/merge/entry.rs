//! What an entry says that the concept in the corpus does not say yet, key by key.

use super::{
    claim::{Claim, ClaimReader, SIDES},
    claim_list::ClaimList,
    claim_rules::{ClaimRules, NOTES, OTHERS, RELATIONS, SINGLE_VALUES, STATES, VALUES},
    labels::{DEFINITION_KEYS, LABEL_KEYS},
    planned::{EntryMerge, MergeContext, join_changes, planned_items},
};
use crate::Losses;
use cxterms_base::{
    corpus::DateKind,
    yaml::{YamlAddition, YamlValue},
};
use std::{cell::RefCell, collections::HashMap};

impl<'m> EntryMerge<'m> {
    /// What is to be added to the entry so that the concept says all that the wanted one does.
    pub(super) fn plan_addition(
        context: &'m MergeContext<'m>,
        (id, have, own): (&'m str, &'m YamlValue, Option<&'m YamlValue>),
        (wanted, reader): (&YamlValue, ClaimReader<'m>),
        losses: &'m mut Losses,
    ) -> YamlAddition {
        let planned = YamlAddition::Keys(vec![]);
        let raw = RefCell::default();
        let mut merge = Self { context, id, have, own, raw, reader, losses, planned };
        merge.plan_labels(wanted);
        merge.plan_definitions(wanted);
        // An entry that names no scheme is part of the only one.
        if let Some(only) = &context.only_scheme
            && ["schemes", "top-of"].iter().all(|key| wanted.under(key).is_none())
        {
            merge.plan_places("schemes", &YamlValue::from(&**only));
        }
        let YamlValue::Map(pairs) = wanted else { return merge.planned };
        for (key, value) in pairs {
            match key.as_str() {
                // The first two have found the concept, and which rules are allowed is the file's own business.
                "id" | "iri" | "allow" => {}
                _ if LABEL_KEYS.contains(&&**key) || DEFINITION_KEYS.contains(&&**key) => {}
                "kind" | "qualifier" => merge.plan_single_value(key, value),
                "facets" => merge.plan_facets(value),
                "relations" => merge.plan_relations(value),
                "root" => merge.plan_single_claim(key, value),
                "translations" => merge.plan_other_translations(value),
                "notes" => merge.plan_list(key, value, NOTES),
                "schemes" | "top-of" => merge.plan_places(key, value),
                "status" => merge.plan_list(key, value, STATES),
                _ => match DateKind::ALL.into_iter().find(|(_, name)| name == key) {
                    Some((kind, _)) => merge.plan_date(kind, value),
                    None => merge.plan_unknown(&[key], value),
                },
            }
        }
        join_changes(&mut merge.planned);
        merge.planned
    }

    /// Claims that are a list under a key of the entry.
    fn plan_list(&mut self, key: &str, claims: &YamlValue, rules: ClaimRules) {
        self.plan_items(&[key], rules, (self.have.under(key), claims));
    }

    /// Claims that are a list at a place in the entry, where some are already.
    fn plan_items(
        &mut self,
        path: &[&str],
        rules: ClaimRules,
        (there, claims): (Option<&YamlValue>, &YamlValue),
    ) {
        let mut known = rules.list(self.known_reader().read_claims(there, rules.keys));
        let wanted = self.reader.read_claims(Some(claims), rules.keys);
        let all = rules.list(wanted.clone());
        self.plan_claims(path, rules, &mut known, (&wanted, &all));
    }

    /// A value that is single and has no voice: the one that is there stays.
    fn plan_single_value(&mut self, key: &str, value: &YamlValue) {
        match self.have.under(key) {
            None => self.put(&[key], YamlAddition::Value(value.clone())),
            Some(known) if known.says_same_as(value) => {}
            Some(_) => {
                let what = value.as_text().unwrap_or_default();
                let which = format!("{}: {what}", self.id);
                self.losses.add_example(&format!("{key}s other than there"), &which);
            }
        }
    }

    /// Places in schemes: they are only added, and what names none takes none away.
    fn plan_places(&mut self, key: &str, schemes: &YamlValue) {
        let named = |key: &str| self.have.under(key).map(YamlValue::list_items).unwrap_or_default();
        let (within, top) = (named("schemes"), named("top-of"));
        // Where there is one scheme, all are part of it that do not say otherwise.
        let silent = self.have.under("schemes").is_none() && top.is_empty();
        let only = self.context.only_scheme.as_deref().filter(|_| silent);
        let is_new = |scheme: &&YamlValue| match key {
            "top-of" => !top.contains(scheme),
            _ => {
                let known = within.contains(scheme) || top.contains(scheme);
                !known && only.is_none_or(|only| scheme.as_text() != Some(only))
            }
        };
        let new: Vec<_> = schemes.list_items().iter().filter(is_new).cloned().collect();
        if !new.is_empty() {
            self.put(&[key], YamlAddition::items(new));
        }
    }

    fn plan_facets(&mut self, facets: &YamlValue) {
        let YamlValue::Map(pairs) = facets else { return };
        for (facet, values) in pairs {
            let single = self.context.single_valued.contains(facet);
            let rules = if single { SINGLE_VALUES } else { VALUES };
            let there = self.have.under("facets").and_then(|it| it.under(facet));
            self.plan_items(&["facets", facet], rules, (there, values));
        }
    }

    fn plan_relations(&mut self, relations: &YamlValue) {
        let YamlValue::Map(pairs) = relations else { return };
        for (relation, links) in pairs {
            let wanted = self.reader.read_claims(Some(links), RELATIONS.keys);
            let all = RELATIONS.list(wanted.clone());
            let list = self.have.under("relations").and_then(|it| it.under(relation));
            let there = group_by_end(self.known_reader().read_claims(list, RELATIONS.keys));
            // Those that are planned meanwhile are there too.
            let (mut planned, mut read) = (HashMap::new(), 0);
            for claim in wanted {
                let Some(to) = claim.part("concept").map(str::to_owned) else { continue };
                let mut known = there.get(&to).cloned().unwrap_or_default();
                known.extend(self.list_far_relations(relation, &to));
                known.extend(planned.get(&to).into_iter().flatten().cloned());
                self.plan_relation(relation, claim, known, &all);
                let items = planned_items(&self.planned, &["relations", relation]);
                let new = items.iter().skip(read);
                let new = new.map(|item| self.reader.read_claim(item, RELATIONS.keys)).collect();
                read = items.len();
                for (end, claims) in group_by_end(new) {
                    planned.entry(end).or_insert_with(Vec::new).extend(claims);
                }
            }
        }
    }

    /// Relations that are there are one pair's, in whatever words; so a denial meets them all, and what is told without
    /// words is told if its voice tells it with some.
    fn plan_relation(
        &mut self,
        relation: &str,
        mut claim: Claim,
        known: Vec<Claim>,
        all: &ClaimList,
    ) {
        let said = |side: usize| -> Vec<YamlValue> {
            known.iter().filter_map(|it| it.sides.get(side)).flatten().cloned().collect()
        };
        let [asserted, denied] = [0, 1].map(said);
        let denied_by = self.reader.list_missing(&claim, 1, &denied);
        let bare = claim.part("text").is_none() && claim.part("facet").is_none();
        let told = self.reader.list_missing(&claim, 0, &asserted).is_empty()
            || self.is_unattributed(&claim) && !asserted.is_empty();
        if bare && told && !known.is_empty() {
            claim.sides[0].clear();
        }
        let is_new = !known.iter().any(|it| it.is_same_as(&claim));
        let asserts = !claim.sides[0].is_empty();
        if asserts {
            let mut asserted = claim.clone();
            if !is_new {
                asserted.drop_denials();
            }
            let mut known = RELATIONS.list(known);
            self.plan_claims(&["relations", relation], RELATIONS, &mut known, (&[asserted], all));
        }
        let is_told = asserts && is_new;
        if !denied_by.is_empty() && !is_told {
            // A denial is of the pair, without words: those beside it would be the ones of who denies.
            let concept = |(key, text): &(String, Option<String>)| {
                (key.clone(), text.clone().filter(|_| key == "concept"))
            };
            let is = claim.is.iter().map(concept).collect();
            let item = Claim { is, ..claim }.said_by([vec![], denied_by], false);
            self.put(&["relations", relation], YamlAddition::items(vec![item]));
        }
    }

    /// The relations of a kind that a concept says it has to this one, turned round, where they hold both ways.
    fn list_far_relations(&self, relation: &str, to: &str) -> Vec<Claim> {
        if !self.context.symmetric.contains(relation) {
            return vec![];
        }
        let far = (self.context.find_entry)(to);
        let list = far.as_ref().and_then(|it| it.under("relations")?.under(relation));
        let mut claims = self.known_reader().read_claims(list, RELATIONS.keys);
        claims.retain(|claim| claim.part("concept") == Some(self.id));
        for (_, text) in claims.iter_mut().flat_map(|it| &mut it.is).filter(|it| it.0 == "concept")
        {
            *text = Some(to.to_owned());
        }
        claims
    }

    /// Adds under a key of which nothing else is known here: what is a text alone stays as it is there, lists and maps grow.
    pub(super) fn plan_unknown(&mut self, path: &[&str], value: &YamlValue) {
        let there = path.iter().try_fold(self.have, |value, key| value.under(key));
        let Some(there) = there else {
            self.put(path, YamlAddition::Value(value.clone()));
            return;
        };
        let key = path.last().copied().unwrap_or_default();
        let is_claim = |item: &YamlValue| SIDES.iter().any(|side| item.under(side).is_some());
        let claimed = value.list_items().iter().chain(there.list_items()).any(is_claim);
        match (there, value) {
            _ if there.says_same_as(value) => {}
            _ if claimed => {
                self.plan_items(path, OTHERS, (Some(there), value));
            }
            (YamlValue::Map(_), YamlValue::Map(pairs)) if !LISTS.contains(&key) => {
                for (key, value) in pairs {
                    self.plan_unknown(&[path, &[key]].concat(), value);
                }
            }
            (YamlValue::Text(_) | YamlValue::Flag(_), YamlValue::Text(_) | YamlValue::Flag(_))
                if !LISTS.contains(&key) =>
            {
                self.losses.add_example(&format!("`{key}` that is another there"), self.id);
            }
            _ => {
                let mut new: Vec<YamlValue> = vec![];
                for item in value.list_items() {
                    let known = there.list_items().iter().chain(&new);
                    if !known.into_iter().any(|known| known.says_same_as(item)) {
                        new.push(item.clone());
                    }
                }
                self.put(path, YamlAddition::items(new));
            }
        }
    }
}

/// Relations by the concepts to which they are.
fn group_by_end(claims: Vec<Claim>) -> HashMap<String, Vec<Claim>> {
    let mut groups: HashMap<_, Vec<_>> = HashMap::new();
    for claim in claims {
        if let Some(to) = claim.part("concept").map(str::to_owned) {
            groups.entry(to).or_default().push(claim);
        }
    }
    groups
}

/// Keys whose values are lists even where they hold one text.
const LISTS: [&str; 2] = ["notations", "matches"];
