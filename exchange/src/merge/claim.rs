//! A claim in an entry as YAML: what makes it the same claim elsewhere, who stands by it, and what else it says.
//!
//! Nothing here knows which keys a claim may have, so that those of later formats of entries are carried too.

use cxterms_base::{language::is_same_tag, yaml::YamlValue};
use std::collections::HashMap;

/// The keys of those who assert and of those who deny.
pub(super) const SIDES: [&str; 2] = ["by", "denied-by"];

/// A claim of an entry.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// As it is written.
    pub(super) item: YamlValue,
    /// By what it is known, each under its key.
    pub(super) is: Vec<(String, Option<String>)>,
    /// Who asserts and who denies it: one voice and its words each.
    pub(super) sides: [Vec<YamlValue>; 2],
    /// All else that it says.
    pub(super) rest: Vec<(String, YamlValue)>,
}

/// How the claims of a corpus are read.
pub(super) struct ClaimReader<'c> {
    /// Who says what nobody is named for; nobody in a corpus that names everybody.
    pub(super) implied: Option<String>,
    /// The authors of works.
    pub(super) authors: &'c HashMap<String, Vec<String>>,
}

impl ClaimReader<'_> {
    /// The claims in a list, or in what stands for a list of one. They are known by these keys, the first of which is that
    /// of a claim which is only a text; without any, by all but who says so.
    pub(super) fn read_claims(&self, list: Option<&YamlValue>, keys: &[&str]) -> Vec<Claim> {
        let items = list.map(YamlValue::list_items).unwrap_or_default();
        items.iter().map(|item| self.read_claim(item, keys)).collect()
    }

    pub(super) fn read_claim(&self, item: &YamlValue, keys: &[&str]) -> Claim {
        let text = |key: &&str| ((*key).to_owned(), read_part(item, key));
        let mut is: Vec<_> = keys.iter().map(text).collect();
        if let (Some(only), Some((_, first))) = (item.as_text(), is.first_mut()) {
            *first = Some(only.to_owned());
        }
        let mut sides = SIDES.map(|side| self.read_side(item.under(side)));
        if SIDES.iter().all(|side| item.under(side).is_none()) {
            sides[0].extend(self.implied.as_deref().map(YamlValue::from));
        }
        let rest = match item {
            YamlValue::Map(pairs) => {
                let other = |key: &str| !SIDES.contains(&key) && !keys.contains(&key);
                pairs.iter().filter(|(key, _)| other(key)).cloned().collect()
            }
            _ => vec![],
        };
        Claim { item: item.clone(), is, sides, rest }
    }

    fn read_side(&self, side: Option<&YamlValue>) -> Vec<YamlValue> {
        let citations = side.map(YamlValue::list_items).unwrap_or_default();
        citations.iter().flat_map(|citation| self.expand_citation(citation)).collect()
    }

    /// A citation as one of each voice: a work's name stands for all of its authors.
    pub(super) fn expand_citation(&self, citation: &YamlValue) -> Vec<YamlValue> {
        match citation {
            YamlValue::Text(name) => {
                self.expand_name(name).into_iter().map(YamlValue::Text).collect()
            }
            YamlValue::Map(pairs) => {
                let names = citation.under(SIDES[0]).map(YamlValue::list_items).unwrap_or_default();
                let names = names.iter().filter_map(YamlValue::as_text);
                let with = |name: String| {
                    let own = |(key, value): &(String, YamlValue)| match key == SIDES[0] {
                        true => (key.clone(), YamlValue::Text(name.clone())),
                        false => (key.clone(), value.clone()),
                    };
                    YamlValue::Map(pairs.iter().map(own).collect())
                };
                names.flat_map(|name| self.expand_name(name)).map(with).collect()
            }
            _ => vec![],
        }
    }

    fn expand_name(&self, name: &str) -> Vec<String> {
        match self.authors.get(name) {
            Some(authors) if !authors.is_empty() => {
                authors.iter().map(|author| format!("{author} in {name}")).collect()
            }
            _ => vec![name.to_owned()],
        }
    }

    /// Those citations of a claim's side that are not among known ones.
    pub(super) fn list_missing(
        &self,
        claim: &Claim,
        side: usize,
        known: &[YamlValue],
    ) -> Vec<YamlValue> {
        let is_new = |it: &YamlValue| !known.iter().any(|known| is_said_in(it, known));
        let own = SIDES.get(side).and_then(|key| claim.item.under(key));
        let Some(written) = own else {
            // Nobody is named, so it is the one who is always meant.
            let said = claim.sides.get(side).into_iter().flatten();
            return said.filter(|it| is_new(it)).cloned().collect();
        };
        let mut missing = vec![];
        for citation in written.list_items() {
            let each = self.expand_citation(citation);
            match each.iter().all(is_new) {
                true => missing.push(citation.clone()),
                false => missing.extend(each.into_iter().filter(is_new)),
            }
        }
        missing
    }
}

impl Claim {
    /// Whether it is the same claim as another.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        match self.is.is_empty() {
            true => is_same_rest(&self.rest, &other.rest) && self.bare_text() == other.bare_text(),
            false => self.is.iter().zip(&other.is).all(|(one, other)| is_same_part(one, other)),
        }
    }

    /// What all claims that are the same have in common, and few others have.
    pub(super) fn shared_name(&self) -> String {
        if let Some((_, text)) = self.is.first() {
            return join_words(text.as_deref().unwrap_or_default());
        }
        let mut parts: Vec<_> =
            self.rest.iter().map(|(key, it)| (&**key, spell_value(it))).collect();
        parts.sort_unstable();
        let parts = parts.into_iter().flat_map(|(key, text)| [key.to_owned(), text]);
        parts.chain(self.bare_text().map(str::to_owned)).collect::<Vec<_>>().join("\n")
    }

    /// What all claims of its sort have in common, and few others have; none where it has no like.
    pub(super) fn sort_name(&self, alike: &[&str]) -> Option<String> {
        let [by, denied_by] = &self.sides;
        if by.is_empty() || !denied_by.is_empty() {
            return None;
        }
        let mut names: Vec<_> = by.iter().map(|it| citation_name(it).unwrap_or_default()).collect();
        names.sort_unstable();
        names.dedup();
        let shared =
            alike.iter().map(|key| self.value(key).as_ref().map_or_else(String::new, spell_value));
        Some(names.into_iter().map(str::to_owned).chain(shared).collect::<Vec<_>>().join("\n"))
    }

    /// Whether another is made by the same voices in the same works, and both are alike under these keys.
    pub(super) fn is_of_sort(&self, other: &Self, alike: &[&str]) -> bool {
        let is_alike = |key: &&str| match (self.value(key), other.value(key)) {
            (None, None) => true,
            (Some(one), Some(other)) => one.says_same_as(&other),
            _ => false,
        };
        self.has_same_speakers(other) && alike.iter().all(is_alike)
    }

    /// What it says under a key, whether it is known by that or not.
    pub(super) fn value(&self, key: &str) -> Option<YamlValue> {
        let part = self.part(key).map(YamlValue::from);
        part.or_else(|| self.rest_under(key).cloned())
    }

    /// The value of a claim that is only a text and is known by nothing else.
    fn bare_text(&self) -> Option<&str> {
        self.item.as_text()
    }

    /// Leaves who denies it to others.
    pub(super) fn drop_denials(&mut self) {
        self.sides[1].clear();
        if let YamlValue::Map(pairs) = &mut self.item {
            pairs.retain(|(key, _)| key != SIDES[1]);
        }
    }

    /// By what it is found in a list: what it is known by or, where that is not known, every text in it.
    pub(super) fn names(&self) -> Vec<(String, Option<String>)> {
        let texts = self.rest.iter().filter(|_| self.is.is_empty());
        let texts =
            texts.filter_map(|(key, it)| Some((key.clone(), Some(it.as_text()?.to_owned()))));
        self.is.iter().cloned().chain(texts).collect()
    }

    /// What it is known by under a key.
    pub(super) fn part(&self, key: &str) -> Option<&str> {
        self.is.iter().find(|(name, _)| name == key).and_then(|(_, text)| text.as_deref())
    }

    /// All else that it says under a key.
    pub(super) fn rest_under(&self, key: &str) -> Option<&YamlValue> {
        self.rest.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether the same voices assert it as another, and nobody denies either.
    fn has_same_speakers(&self, other: &Self) -> bool {
        let [by, denied_by] = &self.sides;
        let within = |these: &[YamlValue], those: &[YamlValue]| {
            these
                .iter()
                .all(|it| those.iter().any(|known| citation_name(known) == citation_name(it)))
        };
        let others = &other.sides[0];
        denied_by.is_empty()
            && other.sides[1].is_empty()
            && !by.is_empty()
            && within(by, others)
            && within(others, by)
    }

    /// The same claim, made by these alone, as an item of its own; with what else is said of it where that is wanted.
    pub(super) fn said_by(&self, missing: [Vec<YamlValue>; 2], with_rest: bool) -> YamlValue {
        let is = self.is.iter().filter_map(|(key, text)| {
            let written = self.item.under(key).cloned();
            Some((key.clone(), written.or_else(|| text.as_deref().map(YamlValue::from))?))
        });
        let rest = self.rest.iter().filter(|_| with_rest || self.is.is_empty()).cloned();
        let sides = SIDES.iter().zip(missing).filter(|(_, it)| !it.is_empty());
        let sides = sides.map(|(key, it)| ((*key).to_owned(), one_or_list(it)));
        YamlValue::Map(is.chain(rest).chain(sides).collect())
    }
}

/// A list of citations; a single one without brackets where that is only a name.
pub(super) fn one_or_list(items: Vec<YamlValue>) -> YamlValue {
    match <[YamlValue; 1]>::try_from(items) {
        Ok([only @ YamlValue::Text(_)]) => only,
        Ok(one) => YamlValue::List(one.into()),
        Err(items) => YamlValue::List(items),
    }
}

/// Whether a citation says nothing beyond another. What a voice adds in a word of its own may be left out, as by formats
/// that have no place for it.
fn is_said_in(citation: &YamlValue, known: &YamlValue) -> bool {
    let bare = citation.as_text().is_some();
    known.says_same_as(citation) || bare && citation_name(known) == citation_name(citation)
}

/// Who is cited, in which work.
fn citation_name(citation: &YamlValue) -> Option<&str> {
    citation.as_text().or_else(|| citation.under(SIDES[0])?.as_text())
}

/// Whether two claims are alike in what they are known by under a key.
pub(super) fn is_same_part(
    one: &(String, Option<String>),
    other: &(String, Option<String>),
) -> bool {
    match (&one.1, &other.1) {
        (None, None) => true,
        (Some(text), Some(known)) if one.0 == "lang" => is_same_tag(text, known),
        (Some(text), Some(known)) => is_same_words(text, known),
        _ => false,
    }
}

/// A text with one space between its words.
fn join_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a value that is one text, which values that say the same share.
fn spell_value(value: &YamlValue) -> String {
    match value {
        YamlValue::Text(text) => join_words(text),
        YamlValue::Flag(flag) => flag.to_string(),
        YamlValue::List(items) => match &**items {
            [only] => spell_value(only),
            _ => String::new(),
        },
        YamlValue::Map(_) => String::new(),
    }
}

/// Whether two texts differ in nothing but spaces.
pub(super) fn is_same_words(one: &str, other: &str) -> bool {
    one == other || one.split_whitespace().eq(other.split_whitespace())
}

fn is_same_rest(one: &[(String, YamlValue)], other: &[(String, YamlValue)]) -> bool {
    YamlValue::Map(one.to_vec()).says_same_as(&YamlValue::Map(other.to_vec()))
}

/// The text under a key; of a list its texts, a line each in the order of the alphabet.
fn read_part(item: &YamlValue, key: &str) -> Option<String> {
    match item.under(key)? {
        YamlValue::List(items) => {
            let mut texts: Vec<_> = items.iter().map(YamlValue::as_text).collect::<Option<_>>()?;
            texts.sort_unstable();
            (!texts.is_empty()).then(|| texts.join("\n"))
        }
        one => one.as_text().map(str::to_owned),
    }
}
