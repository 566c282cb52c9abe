//! What is compiled again of a few files, or of a layer over what was compiled before, is what is compiled whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base, EditedFiles,
    corpus::{CorpusReading, Digest, Layer},
    diagnostic::Files,
    image::{ConceptHead, FileOrigins, InMemory},
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    ops::ControlFlow,
    path::Path,
};

const MANIFEST: &str = "title: Wheels\nlanguage: en\nvoice: house\nimplied-words: [customer]\n\
    kinds: {thing: {means: a thing}, part: {means: a part}, collection: {means: a set}}\n\
    facets: {size: {label: Size}, use: {label: Use, single-valued: true, values: [work, play]}}\n\
    relations: {leads-to: {inverse: results-from, means: brings about}, meets: {inverse: meets, means: is beside}}\n\
    schemes: {wheels: {title: Wheels, creator: [Ann, Bob]}, rides: {iri: 'https://example.org/rides/'}}\n";
const SOURCES: &str = "voices: {house: {name: The House}, guest: {name: Gast Haus}, rider: {name: Rider Bee}}\n\
    works: {log: {by: guest, title: A log}, page: {by: rider, title: A page}}\n";
const IDS: [&str; 14] =
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
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
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
    fn entry(&mut self, id: &str, others: &[&str]) -> String {
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

/// The entries of a corpus by their files and identifiers.
type Entries = BTreeMap<String, BTreeMap<String, String>>;

fn file_names(dice: &mut Dice) -> String {
    dice.pick(&["1.yaml", "2.yaml", "three.yaml", "sub/4.yaml"]).to_owned()
}

fn some_entries(dice: &mut Dice) -> Entries {
    let ids: Vec<_> = IDS.into_iter().filter(|_| !dice.one_in(3)).collect();
    let mut entries = Entries::new();
    for id in &ids {
        let file = file_names(dice);
        entries.entry(file).or_default().insert((*id).to_owned(), dice.entry(id, &ids));
    }
    entries
}

/// Changes an entry, adds, removes or moves one, or renames or removes a file.
fn edit(entries: &mut Entries, dice: &mut Dice) {
    let ids: Vec<String> = entries.values().flat_map(|file| file.keys().cloned()).collect();
    let mut all: Vec<&str> = ids.iter().map(String::as_str).collect();
    let files: Vec<String> = entries.keys().cloned().collect();
    let Some(file) = files.get(dice.roll(files.len().max(1))) else { return };
    let inside: Vec<String> = entries[file].keys().cloned().collect();
    let id = inside.get(dice.roll(inside.len().max(1))).cloned();
    match (dice.roll(8), id) {
        (0..4, Some(id)) => {
            let entry = dice.entry(&id, &all);
            entries.get_mut(file).unwrap().insert(id, entry);
        }
        (4, _) => {
            let id = dice.pick(&IDS);
            all.push(id);
            let entry = dice.entry(id, &all);
            entries.get_mut(file).unwrap().insert(id.to_owned(), entry);
        }
        (5, Some(id)) => drop(entries.get_mut(file).unwrap().remove(&id)),
        (6, Some(id)) => {
            let entry = entries.get_mut(file).unwrap().remove(&id).unwrap();
            let other = file_names(dice);
            entries.entry(other).or_default().insert(id, entry);
        }
        _ => {
            let whole = entries.remove(file).unwrap();
            if !dice.one_in(4) {
                entries.insert(format!("renamed-{file}").replace('/', "-"), whole);
            }
        }
    }
    entries.retain(|_, all| !all.is_empty());
}

fn write_corpus(folder: &Path, manifest: &str, sources: &str, entries: &Entries) {
    fs::create_dir_all(folder.join("sub")).unwrap();
    for old in read_facts(folder).keys() {
        fs::remove_file(folder.join(old)).unwrap();
    }
    fs::write(folder.join("corpus.yaml"), manifest).unwrap();
    fs::write(folder.join("sources.yaml"), sources).unwrap();
    for (file, all) in entries {
        fs::write(folder.join(file), all.values().cloned().collect::<String>()).unwrap();
    }
}

fn read_facts(folder: &Path) -> BTreeMap<String, Digest> {
    let (_, names, _) = Layer::read_some(folder, |_| false);
    names
        .into_iter()
        .map(|name| {
            let bytes = fs::read(folder.join(&name)).unwrap();
            (name, Digest::of_bytes(&bytes))
        })
        .collect()
}

fn read_whole(folders: &[&Path]) -> CorpusReading {
    let mut reading = CorpusReading::default();
    for folder in folders {
        reading.add_folder(folder);
    }
    reading
}

fn open(bytes: Vec<u8>) -> Base {
    Base::open(Box::new(InMemory(bytes))).unwrap()
}

fn compile(folder: &Path) -> Option<Base> {
    let reading = read_whole(&[folder]);
    let facts: Vec<_> = read_facts(folder).into_iter().collect();
    let origins = reading.file_origins(&facts)?;
    let sound = reading.faults.is_empty();
    let bytes = Base::build_image_from(&reading.corpus, Digest::default(), Some(&origins)).unwrap();
    sound.then(|| open(bytes))
}

fn compile_changes(before: &Base, folder: &Path) -> Option<Base> {
    let origins: FileOrigins = before.origins().unwrap().unwrap();
    let known: BTreeMap<_, _> = origins.files.iter().cloned().collect();
    let facts = read_facts(folder);
    let both = known.keys().chain(facts.keys());
    let changed: BTreeSet<String> =
        both.filter(|it| known.get(*it) != facts.get(*it)).cloned().collect();
    let own = ["corpus.yaml", "sources.yaml"];
    let (layer, _, faults) =
        Layer::read_some(folder, |it| own.contains(&it) || changed.contains(it));
    let files = facts.into_iter().collect();
    if !faults.is_empty() {
        return None;
    }
    let remade =
        before.remake_with(EditedFiles { layer, changed, files }, origins, Digest::default());
    let mut remade = remade.unwrap()?;
    remade.draft.add_origins(&remade.origins.unwrap()).unwrap();
    Some(open(remade.draft.to_bytes().unwrap()))
}

/// All that questions read of a base, but for how its parts are numbered and cut.
fn tell(base: &Base) -> String {
    let mut told = String::new();
    let mut line = |text: String| writeln!(told, "{text}").unwrap();
    line(format!("{:?}", base.summary()));
    line(format!("{:#?}", base.to_corpus().unwrap()));
    line(format!("{:?}", base.languages().unwrap()));
    let id = |id| base.concept_head(id).unwrap().id.to_owned();
    for concept in base.concept_ids().unwrap() {
        let head = base.concept_head(concept).unwrap();
        let root = head.root.map(|root| base.stance(root).unwrap());
        line(format!("{:?} {root:?}", ConceptHead { root: None, ..head }));
        let record = base.concept_record(concept).unwrap();
        for note in record.shared_notes {
            line(format!("{:?}", base.shared_note(note).unwrap()));
        }
        for edge in base.edges_from(concept).unwrap().iter().chain(&base.edges_to(concept).unwrap())
        {
            let stance = base.stance(edge.stance).unwrap();
            line(format!(
                "{} {} {} {stance:?} {:?}",
                edge.number,
                id(edge.from),
                id(edge.to),
                base.edge_claim(edge).unwrap()
            ));
        }
        line(format!("{}", base.word_index().concept_weight(concept).unwrap()));
    }
    line(format!("{}", base.word_index().total_weight().unwrap()));
    let mut names = vec![];
    let mut look = |name: &str, postings: Vec<_>| {
        names.push(format!("{name} {postings:?} {:?}", base.label_index().get(name).unwrap()));
        Ok(ControlFlow::Continue(()))
    };
    base.label_index().visit_prefix("", &mut look).unwrap();
    base.label_index().visit_skeletons("", &mut look).unwrap();
    for (word, mentions) in base.word_index().find_with_prefix("").unwrap() {
        names.push(format!(
            "{word} {mentions:?} {:?}",
            base.word_index().find_spellings(&word).unwrap()
        ));
    }
    names.push(format!("{:?}", base.word_index().find_spellings_with_prefix("").unwrap()));
    told + &names.join("\n")
}

/// The first lines in which two bases differ.
fn differ(one: &Base, other: &Base) -> Vec<(String, String)> {
    let [one, other] = [one, other].map(tell);
    let lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
    let first: Vec<_> =
        lines.take(4).map(|(one, other)| (one.to_owned(), other.to_owned())).collect();
    assert!(one == other || !first.is_empty(), "one is longer");
    first
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_that_changed_are_compiled_as_all_are(seed in 1_u64..) {
        let mut dice = Dice(seed);
        let folder = tempfile::tempdir().unwrap();
        let mut entries = some_entries(&mut dice);
        write_corpus(folder.path(), MANIFEST, SOURCES, &entries);
        let Some(mut base) = compile(folder.path()) else { return Ok(()) };
        for _ in 0..4 {
            let before = entries.clone();
            for _ in 0..=dice.roll(2) {
                edit(&mut entries, &mut dice);
            }
            write_corpus(folder.path(), MANIFEST, SOURCES, &entries);
            let whole = compile(folder.path());
            let Some(remade) = compile_changes(&base, folder.path()) else {
                // Then it is compiled whole, and goes on from there.
                match whole {
                    Some(whole) => base = whole,
                    None => entries = before,
                }
                continue;
            };
            let whole = whole.unwrap();
            prop_assert_eq!(differ(&remade, &whole), vec![]);
            let kept = |base: &Base| {
                let mut origins = base.origins().unwrap().unwrap();
                origins.crossing.sort_by_key(|it| (it.pair(), it.at_far_end));
                origins.named_by_id.clear();
                format!("{origins:?}")
            };
            let places = |told: String| told.replace("place", "");
            prop_assert_eq!(places(kept(&remade)), places(kept(&whole)));
            base = remade;
        }
    }

    #[test]
    fn a_layer_over_a_base_is_compiled_as_all_layers_are(seed in 1_u64..) {
        let mut dice = Dice(seed);
        let [below, above] = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        write_corpus(below.path(), MANIFEST, SOURCES, &some_entries(&mut dice));
        let Some(base) = compile(below.path()) else { return Ok(()) };
        let mut entries = some_entries(&mut dice);
        entries.retain(|_, _| dice.one_in(2));
        let (voice, language) = (dice.pick(&["ours", "house", "guest", "ours"]), dice.pick(&["en", "de", "en"]));
        let schemes = dice.pick(&["", "schemes: {ours: {title: Ours}}\n", "schemes: {wheels: {title: Räder}}\n"]);
        let manifest = format!("title: Ours\nlanguage: {language}\nvoice: {voice}\n{schemes}");
        let sources = match dice.one_in(4) {
            true => "voices: {rider: {name: Renamed Rider}, ours: {name: Our Own}}\n",
            false => "voices: {ours: {name: Our Own}}\nworks: {memo: {by: ours, title: A memo}}\n",
        };
        write_corpus(above.path(), &manifest, sources, &entries);
        let (layer, faults) = Layer::read_folder(above.path(), &mut Files::default());
        prop_assert!(faults.is_empty(), "{:?}", faults);
        let whole = read_whole(&[below.path(), above.path()]);
        let Some(remade) = base.remake_under(layer, whole.digest).unwrap() else { return Ok(()) };
        prop_assert!(whole.faults.is_empty(), "{:?}", whole.faults);
        let remade = open(remade.draft.to_bytes().unwrap());
        let whole = open(Base::build_image(&whole.corpus, whole.digest).unwrap());
        prop_assert_eq!(differ(&remade, &whole), vec![]);
    }
}
