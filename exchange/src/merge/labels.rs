//! The labels and the corpus's own definitions of an entry, in each language: what of them is new.

use super::{
    claim::{Claim, is_same_words},
    claims::{DEFINITIONS, LABELS},
    planned::EntryMerge,
};
use cxterms_base::{
    language::is_same_tag,
    yaml::{YamlAddition, YamlValue},
};

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
        let read = |key: &'static str| {
            let there = have.and_then(|it| it.under(key));
            reader.read_claims(there, LABELS.keys).into_iter().map(move |claim| (key, claim))
        };
        let mut known: Vec<_> = LABEL_KEYS.into_iter().flat_map(read).collect();
        for key in LABEL_KEYS {
            for claim in self.reader.read_claims(wanted.under(key), LABELS.keys) {
                self.plan_label(at, &mut known, key, claim);
            }
        }
    }

    fn plan_label(
        &mut self,
        at: &[&str],
        known: &mut Vec<(&'static str, Claim)>,
        key: &'static str,
        mut claim: Claim,
    ) {
        // Names that differ in nothing but capitals are one.
        let small = |claim: &Claim| claim.part("text").map(str::to_lowercase);
        let is_same = |it: &(&str, Claim)| match is_name(it.0) && is_name(key) {
            true => small(&it.1) == small(&claim),
            false => it.1.is_same_as(&claim),
        };
        let mut same = known.iter().filter(|it| is_same(it)).map(|(key, _)| *key);
        let within = same
            .clone()
            .find(|there| is_name(there) == is_name(key) && (is_name(key) || *there == key));
        let is_elsewhere = same.next().is_some();
        let is_first = key == "label" && known.iter().all(|(there, _)| *there != "label");
        let key = match within {
            Some("label") => return self.plan_label_speakers(at, known, &claim),
            Some(_) if key == "label" => return,
            Some(there) => {
                // It is spelled as it is there.
                let known = known.iter().find(|it| it.0 == there && is_same(it));
                let spelled = known.map(|(_, known)| known.is.clone());
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
                let new = YamlAddition::Value(claim.item.clone());
                self.put(&[at, &[key]].concat(), new);
                known.push((key, claim));
                return;
            }
            None if key == "label" => {
                let which = claim.part("text").unwrap_or_default().to_owned();
                self.losses.add_example("preferred labels taken as synonyms", &which);
                "synonyms"
            }
            None => key,
        };
        let (mut own, others) =
            std::mem::take(known).into_iter().partition::<Vec<_>, _>(|it| it.0 == key);
        let mut claims: Vec<_> = own.drain(..).map(|(_, claim)| claim).collect();
        let path = [at, &[key]].concat();
        self.plan_claims(&path, LABELS, &mut claims, (&[claim.clone()], &[claim]));
        known.extend(others);
        known.extend(claims.into_iter().map(|claim| (key, claim)));
    }

    /// Adds new definitions: those of the corpus's own voice and those of others.
    pub(super) fn plan_definitions(&mut self, wanted: &YamlValue) {
        let known = self.known_reader();
        let mut there: Vec<Claim> = vec![];
        let own = list_own_definitions(self.have);
        let own_claims = own.iter().map(|(language, text)| {
            known.read_claim(&definition_item(*language, text), DEFINITIONS.keys)
        });
        let others = known.read_claims(self.have.under("definitions"), DEFINITIONS.keys);
        for claim in own_claims.chain(others) {
            match there.iter_mut().find(|it| it.is_same_as(&claim)) {
                Some(same) => {
                    same.sides.iter_mut().zip(claim.sides).for_each(|(all, it)| all.extend(it));
                }
                None => there.push(claim),
            }
        }
        let all = list_own_definitions(wanted);
        for (language, text) in &all {
            let claim = self.reader.read_claim(&definition_item(*language, text), DEFINITIONS.keys);
            if there.iter().any(|it| it.is_same_as(&claim)) {
                self.plan_claims(&["definitions"], DEFINITIONS, &mut there, (&[claim], &[]));
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
                    there.retain(|it| !is_definition(it, *language, old));
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
        self.plan_claims(&["definitions"], DEFINITIONS, &mut there, (&wanted, &wanted));
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
