//! The labels and the corpus's own definitions of an entry, in each language: what of them is new.

use super::{
    claim::{Claim, is_same_words},
    claim_list::ClaimList,
    claim_rules::{DEFINITIONS, LABELS},
    planned::EntryMerge,
};
use cxterms_base::{
    language::is_same_tag,
    yaml::{YamlAddition, YamlValue},
};
use std::collections::HashMap;

/// The keys of labels, the preferred one first.
pub(super) const LABEL_KEYS: [&str; 5] = ["label", "abbreviations", "synonyms", "avoid", "hidden"];
const TRANSLATIONS: &str = "translations";
/// The keys of definitions, the one of the corpus's own voice first.
pub(super) const DEFINITION_KEYS: [&str; 2] = [DEFINITION, "definitions"];
const DEFINITION: &str = "definition";

impl<'m> EntryMerge<'m> {
    /// Adds new labels in all languages. A concept keeps its preferred label: another is a synonym.
    pub(super) fn plan_labels(&mut self, wanted: &YamlValue) {
        self.plan_labels_in(&[], Some(self.have), wanted);
        for (language, wanted) in named_pairs(wanted.under(TRANSLATIONS)) {
            let (key, have) = self.find_translation(language);
            self.plan_labels_in(&[TRANSLATIONS, &key], have, wanted);
        }
    }

    /// The tag under which a language stands there, and what stands under it.
    fn find_translation(&self, language: &str) -> (String, Option<&'m YamlValue>) {
        let same = |(tag, _): &(&str, &YamlValue)| is_same_tag(tag, language);
        let have: &'m YamlValue = self.have;
        match named_pairs(have.under(TRANSLATIONS)).find(same) {
            Some((tag, value)) => (tag.to_owned(), Some(value)),
            None => (language.to_owned(), None),
        }
    }

    fn plan_labels_in(&mut self, at: &[&str], have: Option<&YamlValue>, wanted: &YamlValue) {
        let reader = self.known_reader();
        let mut known = LABEL_KEYS.map(|key| {
            let there = have.and_then(|it| it.under(key));
            LabelList::from_claims(key, reader.read_claims(there, LABELS.keys))
        });
        for key in LABEL_KEYS {
            for claim in self.reader.read_claims(wanted.under(key), LABELS.keys) {
                self.plan_label(at, &mut known, key, claim);
            }
        }
    }

    fn plan_label(
        &mut self,
        at: &[&str],
        known: &mut [LabelList; LABEL_KEYS.len()],
        key: &'static str,
        mut claim: Claim,
    ) {
        let same: Vec<_> = known.iter().filter(|it| it.find(key, &claim).is_some()).collect();
        let fits = |list: &&&LabelList| {
            is_name(list.key) == is_name(key) && (is_name(key) || list.key == key)
        };
        // A preferred label stays one; else it is meant where it is of the same kind.
        let mut fitting: Vec<_> = same.iter().filter(fits).collect();
        fitting.sort_by_key(|list| (list.key != "label", list.key != key));
        let within = fitting.first().map(|list| list.key);
        let spelled = fitting.first().and_then(|list| Some(list.find(key, &claim)?.is.clone()));
        let is_elsewhere = !same.is_empty();
        let is_first =
            key == "label" && known.iter().all(|it| it.key != key || it.claims.is_empty());
        let key = match within {
            Some("label") => {
                let Some(list) = known.iter_mut().find(|it| it.key == "label") else { return };
                let Some(mut there) = list.claims.get(0).cloned() else { return };
                self.plan_label_speakers(at, &mut there, &claim);
                return list.claims.replace(0, there);
            }
            Some(_) if key == "label" => return,
            Some(there) => {
                // It is spelled as it is there.
                claim.is = spelled.unwrap_or(claim.is);
                there
            }
            None if is_elsewhere && key == "hidden" => return,
            None if is_elsewhere && self.is_own(&claim) && self.context.file_citation.is_none() => {
                let which = claim.part("text").unwrap_or_default().to_owned();
                self.losses.add_example("labels that are of another kind there", &which);
                return;
            }
            None if is_first => {
                self.put(&[at, &[key]].concat(), YamlAddition::Value(claim.item.clone()));
                known.iter_mut().filter(|it| it.key == key).for_each(|it| it.push(claim.clone()));
                return;
            }
            None if key == "label" => {
                let which = claim.part("text").unwrap_or_default().to_owned();
                self.losses.add_example("preferred labels taken as synonyms", &which);
                "synonyms"
            }
            None => key,
        };
        let path = [at, &[key]].concat();
        let Some(list) = known.iter_mut().find(|it| it.key == key) else { return };
        let all = LABELS.list(vec![claim.clone()]);
        self.plan_claims(&path, LABELS, &mut list.claims, (&[claim], &all));
        list.index_new();
    }

    /// Adds new definitions: those of the corpus's own voice and those of others.
    pub(super) fn plan_definitions(&mut self, wanted: &YamlValue) {
        let known = self.known_reader();
        let mut there = DEFINITIONS.list(vec![]);
        let own = list_own_definitions(self.have);
        let own_claims = own.iter().map(|(language, text)| {
            known.read_claim(&definition_item(*language, text), DEFINITIONS.keys)
        });
        let others = known.read_claims(self.have.under("definitions"), DEFINITIONS.keys);
        for claim in own_claims.chain(others) {
            let same = there.find_same(&claim).next();
            match same.and_then(|at| Some((at, there.get(at)?.clone()))) {
                Some((at, mut same)) => {
                    same.sides.iter_mut().zip(claim.sides).for_each(|(all, it)| all.extend(it));
                    there.replace(at, same);
                }
                None => there.push(claim),
            }
        }
        let all = list_own_definitions(wanted);
        for (language, text) in &all {
            let claim = self.reader.read_claim(&definition_item(*language, text), DEFINITIONS.keys);
            if there.find_same(&claim).next().is_some() {
                let none = DEFINITIONS.list(vec![]);
                self.plan_claims(&["definitions"], DEFINITIONS, &mut there, (&[claim], &none));
                continue;
            }
            let same = |it: &&(Option<&str>, &str)| is_same_language(it.0, *language);
            let alone = all.iter().filter(same).count() == 1;
            let key = language.map(|language| self.find_translation(language).0);
            let path: Vec<&str> = match &key {
                Some(key) => vec![TRANSLATIONS, key, DEFINITION],
                None => vec![DEFINITION],
            };
            let raw = self.own.and_then(|own| path.iter().try_fold(own, |it, key| it.under(key)));
            let is_there = own.iter().any(|it| same(&it)) || raw.is_some();
            match raw.and_then(YamlValue::as_text) {
                Some(old) if alone => {
                    let others = there.iter().filter(|it| !is_definition(it, *language, old));
                    there = DEFINITIONS.list(others.cloned().collect());
                    self.put(&path, YamlAddition::Text((*text).to_owned()));
                    there.push(claim);
                }
                _ if !is_there && !self.is_planned(&path) => {
                    self.put(&path, YamlAddition::Value(YamlValue::from(*text)));
                    there.push(claim);
                }
                _ => {
                    self.put(&["definitions"], YamlAddition::items(vec![claim.item.clone()]));
                    there.push(claim);
                }
            }
        }
        let wanted = self.reader.read_claims(wanted.under("definitions"), DEFINITIONS.keys);
        let all = DEFINITIONS.list(wanted.clone());
        self.plan_claims(&["definitions"], DEFINITIONS, &mut there, (&wanted, &all));
    }

    /// Adds what else stands under a language.
    pub(super) fn plan_other_translations(&mut self, translations: &YamlValue) {
        for (language, wanted) in named_pairs(Some(translations)) {
            let (tag, _) = self.find_translation(language);
            let known = |key: &str| key == DEFINITION || LABEL_KEYS.contains(&key);
            for (key, value) in named_pairs(Some(wanted)).filter(|(key, _)| !known(key)) {
                self.plan_unknown(&[TRANSLATIONS, &tag, key], value);
            }
        }
    }
}

/// The labels under a key.
struct LabelList {
    key: &'static str,
    claims: ClaimList,
    /// The first place of each name, in small letters.
    names: HashMap<String, usize>,
    /// How many claims have their names in it.
    named: usize,
}

impl LabelList {
    fn from_claims(key: &'static str, claims: Vec<Claim>) -> Self {
        let claims = LABELS.list(claims);
        let mut list = Self { key, claims, names: HashMap::new(), named: 0 };
        list.index_new();
        list
    }

    fn push(&mut self, claim: Claim) {
        self.claims.push(claim);
        self.index_new();
    }

    /// Adds the names of claims that were added.
    fn index_new(&mut self) {
        for (at, claim) in self.claims.iter().enumerate().skip(self.named) {
            self.names.entry(small_name(claim)).or_insert(at);
        }
        self.named = self.claims.len();
    }

    /// The label here that is the same as one under a key. Names that differ in nothing but capitals are one.
    fn find(&self, key: &str, claim: &Claim) -> Option<&Claim> {
        let at = match is_name(self.key) && is_name(key) {
            true => self.names.get(&small_name(claim)).copied(),
            false => self.claims.find_same(claim).next(),
        };
        self.claims.get(at?)
    }
}

fn small_name(claim: &Claim) -> String {
    claim.part("text").unwrap_or_default().to_lowercase()
}

/// Whether labels under a key are names that may be used.
fn is_name(key: &str) -> bool {
    !matches!(key, "avoid" | "hidden")
}

/// The pairs of a map.
fn named_pairs(map: Option<&YamlValue>) -> impl Iterator<Item = (&str, &YamlValue)> {
    let pairs = match map {
        Some(YamlValue::Map(pairs)) => &**pairs,
        _ => &[],
    };
    pairs.iter().map(|(key, value)| (&**key, value))
}

/// The definitions of an entry's own voice, each with its language if that is not the corpus's.
fn list_own_definitions(entry: &YamlValue) -> Vec<(Option<&str>, &str)> {
    let own = entry.under(DEFINITION).and_then(YamlValue::as_text).map(|text| (None, text));
    let others = named_pairs(entry.under(TRANSLATIONS))
        .filter_map(|(language, it)| Some((Some(language), it.under(DEFINITION)?.as_text()?)));
    own.into_iter().chain(others).collect()
}

/// A definition of the corpus's own voice among those of others.
fn definition_item(language: Option<&str>, text: &str) -> YamlValue {
    let Some(language) = language else { return YamlValue::from(text) };
    let pair = |key: &str, value: &str| (key.to_owned(), YamlValue::from(value));
    YamlValue::Map(vec![pair("text", text), pair("lang", language)])
}

fn is_definition(claim: &Claim, language: Option<&str>, text: &str) -> bool {
    claim.part("text").is_some_and(|it| is_same_words(it, text))
        && is_same_language(claim.part("lang"), language)
}

fn is_same_language(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => is_same_tag(one, other),
        _ => false,
    }
}
