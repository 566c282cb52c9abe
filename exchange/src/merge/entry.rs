//! What an entry says that the concept in the corpus does not say yet, key by key.

use super::{
    claim::{Claim, ClaimReader, SIDES},
    claims::{ClaimRules, NOTES, OTHERS, RELATIONS, SINGLE_VALUES, STATES, VALUES},
    labels::{DEFINITION_KEYS, LABEL_KEYS},
    planned::{EntryMerge, MergeContext, planned_items},
};
use crate::Losses;
use cxterms_base::yaml::{YamlAddition, YamlValue};

impl<'m> EntryMerge<'m> {
    /// What is to be added to the entry so that the concept says all that the wanted one does.
    pub(super) fn plan_addition(
        context: &'m MergeContext<'m>,
        (id, have, own): (&'m str, &'m YamlValue, Option<&'m YamlValue>),
        (wanted, reader): (&YamlValue, ClaimReader<'m>),
        losses: &'m mut Losses,
    ) -> YamlAddition {
        let planned = YamlAddition::Keys(vec![]);
        let mut merge = Self { context, id, have, own, reader, losses, planned };
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
                _ => merge.plan_unknown(&[key], value),
            }
        }
        merge.planned
    }

    /// Claims that are a list under a key of the entry.
    fn plan_list(&mut self, key: &str, claims: &YamlValue, rules: ClaimRules) {
        let mut known = self.known_reader().read_claims(self.have.under(key), rules.keys);
        let wanted = self.reader.read_claims(Some(claims), rules.keys);
        self.plan_claims(&[key], rules, &mut known, (&wanted, &wanted));
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
            let mut known = self.known_reader().read_claims(there, rules.keys);
            let wanted = self.reader.read_claims(Some(values), rules.keys);
            self.plan_claims(&["facets", facet], rules, &mut known, (&wanted, &wanted));
        }
    }

    fn plan_relations(&mut self, relations: &YamlValue) {
        let YamlValue::Map(pairs) = relations else { return };
        for (relation, links) in pairs {
            let all = self.reader.read_claims(Some(links), RELATIONS.keys);
            for claim in &all {
                self.plan_relation(relation, claim.clone(), &all);
            }
        }
    }

    /// Relations that are there are one pair's, in whatever words; so a denial meets them all, and what is told without
    /// words is told if its voice tells it with some.
    fn plan_relation(&mut self, relation: &str, mut claim: Claim, all: &[Claim]) {
        let Some(to) = claim.part("concept").map(str::to_owned) else { return };
        let mut known = self.list_relations(relation, &to);
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

    /// The relations of a kind to a concept: as the concept says them, as the other does where they hold both ways, and as
    /// they are planned.
    fn list_relations(&self, relation: &str, to: &str) -> Vec<Claim> {
        let of = |entry: &YamlValue, reader: &ClaimReader<'_>, end: &str| {
            let list = entry.under("relations").and_then(|it| it.under(relation));
            let mut claims = reader.read_claims(list, RELATIONS.keys);
            claims.retain(|claim| claim.part("concept") == Some(end));
            claims
        };
        let mut known = of(self.have, &self.known_reader(), to);
        if self.context.symmetric.contains(relation) {
            let far = (self.context.find_entry)(to);
            let far = far.iter().flat_map(|entry| of(entry, &self.known_reader(), self.id));
            known.extend(far.map(|mut claim| {
                let concept = claim.is.iter_mut().filter(|(key, _)| key == "concept");
                concept.for_each(|(_, text)| *text = Some(to.to_owned()));
                claim
            }));
        }
        let planned = planned_items(&self.planned, &["relations", relation]);
        let planned = planned.iter().map(|item| self.reader.read_claim(item, RELATIONS.keys));
        known.extend(planned.filter(|claim| claim.part("concept") == Some(to)));
        known
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
                let mut known = self.known_reader().read_claims(Some(there), OTHERS.keys);
                let wanted = self.reader.read_claims(Some(value), OTHERS.keys);
                self.plan_claims(path, OTHERS, &mut known, (&wanted, &wanted));
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

/// Keys whose values are lists even where they hold one text.
const LISTS: [&str; 2] = ["notations", "matches"];
