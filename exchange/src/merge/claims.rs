//! Which claims of a list are not there yet, and which are said otherwise now.

use super::{
    claim::{Claim, SIDES, one_or_list},
    claim_list::ClaimList,
    claim_rules::{ClaimRules, VALUES},
    dated::list_speakers,
    planned::EntryMerge,
};
use cxterms_base::yaml::{ItemChange, YamlAddition, YamlValue};
use std::rc::Rc;

/// What is lost where a claim is there and cannot be added to.
const UNADDED: &str = "claims that cannot be added to as they are written";

/// A text of so many characters may stand in one line with who says it.
const MAX_TEXT_IN_LINE: usize = 80;

/// Keys beside which a citation that is added would be taken to say more than it does.
const SHARED_KEYS: [&str; 3] = ["as", "of", "but"];

impl EntryMerge<'_> {
    /// Adds those of some claims that are not there yet, and who else makes those that are; `all` are those that come.
    pub(super) fn plan_claims(
        &mut self,
        path: &[&str],
        rules: ClaimRules,
        known: &mut ClaimList,
        (wanted, all): (&[Claim], &ClaimList),
    ) {
        for claim in wanted {
            if self.is_told_otherwise(rules, known.iter_named(claim), claim) {
                continue;
            }
            let same = known.find_same(claim).next();
            if let Some(at) = same {
                self.plan_speakers(path, rules, known, at, claim);
                continue;
            }
            let reworded = self.find_reworded(path, rules, known, all, claim);
            let change = reworded.and_then(|at| {
                let raw = self.find_raw(path, rules, known.get(at)?)?;
                let new = claim.part(rules.text?)?.to_owned();
                let is = raw.names();
                let key = rules.text?.to_owned();
                Some((at, ItemChange { is, key, with: YamlAddition::Text(new) }))
            });
            match change {
                Some((at, change)) => {
                    self.put(path, YamlAddition::Items { new: vec![], changed: vec![change] });
                    known.replace(at, claim.clone());
                }
                None => {
                    self.put(path, YamlAddition::items(vec![claim.item.clone()]));
                    known.push(claim.clone());
                }
            }
        }
    }

    /// Adds who else asserts or denies a claim that is there.
    fn plan_speakers(
        &mut self,
        path: &[&str],
        rules: ClaimRules,
        known: &mut ClaimList,
        at: usize,
        claim: &Claim,
    ) {
        let said = list_speakers(rules, known.iter_named(claim), claim);
        let Some(there) = known.get(at) else { return };
        if rules.keys.is_empty() && there.item.as_text().is_some() {
            // Under which key its text would stand beside a voice is not known.
            self.losses.add_example(UNADDED, &format!("{} of {}", path.join("."), self.id));
            return;
        }
        let differs = claim.rest.iter().filter(|(key, value)| {
            there.rest_under(key).is_none_or(|known| !known.says_same_as(value))
        });
        for (key, _) in differs {
            let which = format!("`{key}` in {} of {}", path.join("."), self.id);
            self.losses.add_example("details of claims that are there without them", &which);
        }
        let mut missing = [0, 1].map(|side| match said.get(side) {
            Some(said) => self.reader.list_missing(claim, side, said),
            None => vec![],
        });
        if self.is_unattributed(claim) && !there.sides[0].is_empty() {
            missing[0].clear();
        }
        if missing.iter().all(Vec::is_empty) {
            return;
        }
        let before = there.clone();
        let mut grown = before.clone();
        for (said, new) in grown.sides.iter_mut().zip(&missing) {
            said.extend(new.iter().flat_map(|it| self.reader.expand_citation(it)));
        }
        known.replace(at, grown);
        let raw = self.find_raw(path, rules, &before);
        let can_grow = |side: &str| {
            raw.as_ref().is_some_and(|raw| {
                let shared = SHARED_KEYS.iter().any(|key| raw.item.under(key).is_some());
                let hedged = !rules.keys.contains(&"text") && raw.item.under("text").is_some();
                raw.item.under(side).is_some() && !shared && !hedged
            })
        };
        let mut alone: [Vec<YamlValue>; 2] = Default::default();
        for ((side, mut new), alone) in SIDES.iter().zip(missing).zip(&mut alone) {
            let implied = raw.as_ref().and_then(|raw| self.find_implied(side, raw, rules));
            match &raw {
                Some(raw) if !new.is_empty() && (can_grow(side) || implied.is_some()) => {
                    new.splice(0..0, implied);
                    let with = YamlAddition::items(new);
                    let change = ItemChange { is: raw.names(), key: (*side).to_owned(), with };
                    self.put(path, YamlAddition::Items { new: vec![], changed: vec![change] });
                }
                _ => *alone = new,
            }
        }
        if alone.iter().any(|it| !it.is_empty()) {
            let item = before.said_by(alone, rules.repeats_rest);
            self.put(path, YamlAddition::items(vec![item]));
        }
    }

    /// Who makes a claim as it is written for whom nobody is named, and can be named there.
    fn find_implied(&self, side: &str, raw: &Claim, rules: ClaimRules) -> Option<YamlValue> {
        let text = raw.is.first().and_then(|(_, text)| text.as_deref()).unwrap_or_default();
        let is_short = text.chars().count() <= MAX_TEXT_IN_LINE && !text.trim_end().contains('\n');
        let unnamed = SIDES.iter().all(|side| raw.item.under(side).is_none());
        let hedged = !rules.keys.contains(&"text") && raw.item.under("text").is_some();
        let shared = SHARED_KEYS.iter().any(|key| raw.item.under(key).is_some());
        let fits = side == SIDES[0] && unnamed && is_short && !hedged && !shared;
        self.context.own_voice.as_deref().filter(|_| fits).map(YamlValue::from)
    }

    /// The claim there of which another is known to be new words: the only one of its sort that the same voice makes in the
    /// same work, as the new one is the only one of its sort in what comes.
    fn find_reworded(
        &self,
        path: &[&str],
        rules: ClaimRules,
        known: &ClaimList,
        wanted: &ClaimList,
        claim: &Claim,
    ) -> Option<usize> {
        rules.text?;
        let named = |key: &str| claim.value(key).is_some();
        if self.is_own(claim) && rules.named_by.is_some_and(|key| !named(key)) {
            return None;
        }
        if wanted.find_sort(claim).take(2).count() != 1 {
            return None;
        }
        let mut same = known.find_sort(claim);
        let (at, old) = same.next()?;
        let only = same.next().is_none();
        let said_again = wanted.find_same(old).next().is_some();
        let raw = self.find_raw(path, rules, old)?;
        let has_text = rules.text.is_some_and(|key| raw.part(key).is_some());
        // A value that is computed otherwise is another.
        let plain = rules.keys != VALUES.keys || old.rest.is_empty();
        // Words of its voices that are new would be lost with the old text.
        let all_there = self.reader.list_missing(claim, 0, &old.sides[0]).is_empty();
        (only && !said_again && has_text && plain && all_there).then_some(at)
    }

    /// A claim as the entry itself says it, if it does so once.
    fn find_raw(&self, path: &[&str], rules: ClaimRules, claim: &Claim) -> Option<Claim> {
        let raw = self.read_raw(path, rules)?;
        let mut same = raw.find_same(claim);
        let first = same.next()?;
        same.next().is_none().then_some(raw.get(first)?.clone())
    }

    /// The claims of a list as the entry itself says them; each list is read once.
    fn read_raw(&self, path: &[&str], rules: ClaimRules) -> Option<Rc<ClaimList>> {
        let list = path.iter().try_fold(self.own?, |value, key| value.under(key))?;
        let key = path.iter().map(|key| (*key).to_owned()).collect();
        let mut read = self.raw.borrow_mut();
        let known = read.entry(key).or_insert_with(|| {
            let claims = self.raw_reader().read_claims(Some(list), rules.keys);
            Rc::new(rules.list(claims))
        });
        Some(Rc::clone(known))
    }

    /// Adds to a map that is one claim, `root`.
    pub(super) fn plan_single_claim(&mut self, key: &str, wanted: &YamlValue) {
        let Some(there) = self.have.under(key) else {
            self.put(&[key], YamlAddition::Value(wanted.clone()));
            return;
        };
        let known = self.known_reader().read_claim(there, &[]);
        let claim = self.reader.read_claim(wanted, &[]);
        let missing = [0, 1].map(|side| match known.sides.get(side) {
            Some(said) => self.reader.list_missing(&claim, side, said),
            None => vec![],
        });
        let told = self.is_unattributed(&claim) && !known.sides[0].is_empty();
        if told || missing.iter().all(Vec::is_empty) {
            return;
        }
        let Some(raw) = self.own.and_then(|own| own.under(key)) else {
            let sides = SIDES.iter().zip(missing).filter(|(_, it)| !it.is_empty());
            let sides = sides.map(|(key, it)| ((*key).to_owned(), one_or_list(it)));
            self.put(&[key], YamlAddition::Value(YamlValue::Map(sides.collect())));
            return;
        };
        let shared = SHARED_KEYS.iter().chain(&["text"]).any(|key| raw.under(key).is_some());
        if shared {
            self.losses.add_example(UNADDED, &format!("{key} of {}", self.id));
            return;
        }
        let implied = SIDES.iter().all(|side| raw.under(side).is_none());
        let own = self.raw_reader().implied.map(|own| YamlValue::from(&*own));
        for (at, (side, mut new)) in SIDES.iter().zip(missing).enumerate() {
            // Who was meant while nobody was named is named from now on.
            if at == 0 && implied {
                new.splice(0..0, own.clone());
            }
            if !new.is_empty() {
                self.put(&[key, side], YamlAddition::items(new));
            }
        }
    }
}
