//! Entries that a seed decides: few names and words, so that they meet often.

use std::{collections::BTreeMap, fmt::Write as _};

pub(crate) const IDS: [&str; 14] =
    ["a", "a-b", "A-B", "ab", "bike", "bikes", "c", "d-e", "e", "fée", "g-h", "rad", "x", "zz"];
const NAMES: [&str; 12] = [
    "bike",
    "Bikes",
    "Rad",
    "road bike",
    "customer b",
    "the one",
    "Übung",
    "x y",
    "AB",
    "a-b",
    "b customer",
    "ride's end",
];
const WORDS: [&str; 10] =
    ["wheel", "wheels", "road", "Straße", "two", "bike", "co-op", "riding", "of", "customers"];
const STATES: [&str; 5] = ["draft", "proposed", "approved", "deprecated", "retired"];
const CITED: [&str; 6] = ["log", "page", "rider in log", "guest in page", "house", "house in log"];

/// A source of choices that a seed decides.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    pub(crate) fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    pub(crate) fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.roll(from.len())]
    }

    fn text(&mut self) -> String {
        let count = 1 + self.roll(4);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// Who says something, as the rest of a map.
    fn said(&mut self) -> String {
        let mut said = String::new();
        if self.one_in(2) {
            let by = self.pick(&CITED);
            match self.one_in(3) {
                true => write!(said, ", by: {{by: {by}, text: {}}}", self.text()).unwrap(),
                false => write!(said, ", by: {by}").unwrap(),
            }
        }
        if self.one_in(4) {
            write!(said, ", denied-by: {}", self.pick(&CITED)).unwrap();
        }
        said
    }

    /// An entry of a concept among others.
    pub(crate) fn entry(&mut self, id: &str, others: &[&str]) -> String {
        let name = self.pick(&NAMES);
        let mut entry = match self.one_in(4) {
            true => format!("- id: {id}\n  label: {{text: {name}{}}}\n", self.said()),
            false => format!("- id: {id}\n  label: {name}\n"),
        };
        let mut add = |wanted: bool, line: String| {
            if wanted {
                entry.push_str(&line);
            }
        };
        let (syn, abbr) = (self.pick(&NAMES), self.pick(&NAMES));
        add(self.one_in(3), format!("  synonyms: [{syn}]\n"));
        add(self.one_in(3), format!("  abbreviations: [{{text: {abbr}, secondary: true}}]\n"));
        add(
            self.one_in(6),
            format!("  avoid: [{{text: {}, why: so, instead: {syn}}}]\n", self.text()),
        );
        add(self.one_in(4), format!("  qualifier: {}\n", self.text()));
        add(self.one_in(3), format!("  kind: {}\n", self.pick(&["thing", "part", "collection"])));
        add(
            self.one_in(3),
            format!("  schemes: [{}]\n", self.pick(&["wheels", "rides", "", "rides, wheels"])),
        );
        add(self.one_in(5), format!("  top-of: {}\n", self.pick(&["wheels", "rides"])));
        add(self.one_in(2), format!("  definition: {}\n", self.text()));
        add(self.one_in(6), "  root: {}\n".to_owned());
        add(
            self.one_in(6),
            format!(
                "  translations: {{de: {{label: {{text: {}{}}}}}, fr: {{synonyms: [{}]}}}}\n",
                self.pick(&NAMES),
                self.said(),
                self.text()
            ),
        );
        let (text, said) = (self.text(), self.said());
        let dated = self.pick(&["", "", ", created: 2006-05-31", ", date: 2006, lang: de"]);
        add(self.one_in(3), format!("  definitions: [{{text: {text}{dated}{said}}}]\n"));
        let (text, said) = (self.text(), self.said());
        add(
            self.one_in(4),
            format!(
                "  facets: {{use: [{{value: {}, text: {text}{said}}}]}}\n",
                self.pick(&["work", "play"])
            ),
        );
        let (text, said, with) = (self.text(), self.said(), self.pick(others));
        let with =
            if self.one_in(2) && with != id { format!(", with: [{with}]") } else { String::new() };
        let dated = self.pick(&["", "", ", modified: 2006-05", ", label: age, lang: pt-BR"]);
        add(self.one_in(3), format!("  notes: [{{text: {text}{dated}{said}{with}}}]\n"));
        let (state, said, to) = (self.pick(&STATES), self.said(), self.pick(others));
        let since = if self.one_in(2) { ", since: 2021-03" } else { "" };
        let to =
            if self.one_in(2) && to != id { format!(", replaced-by: {to}") } else { String::new() };
        add(self.one_in(4), format!("  status: {{value: {state}{since}{to}{said}}}\n"));
        add(self.one_in(5), "  modified: 2006-05-31\n".to_owned());
        add(self.one_in(9), format!("  date: {}\n", self.pick(&["2006", "2007-01"])));
        let mut relations = BTreeMap::new();
        for _ in 0..self.roll(4) {
            let name = self.pick(&["subset-of", "contrasts-with", "meets", "leads-to", "meets"]);
            let to = if self.one_in(60) { "nowhere" } else { self.pick(others) };
            let text =
                if self.one_in(2) { format!(", text: {}", self.text()) } else { String::new() };
            let all: &mut Vec<String> = relations.entry(name).or_default();
            if to != id {
                all.push(format!("{{concept: {to}{text}{}}}", self.said()));
            }
        }
        let relations: Vec<_> =
            relations.iter().map(|(name, all)| format!("{name}: [{}]", all.join(", "))).collect();
        add(!relations.is_empty(), format!("  relations: {{{}}}\n", relations.join(", ")));
        entry
    }
}
