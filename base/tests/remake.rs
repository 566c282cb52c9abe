//! What is compiled again of a few files, or of a layer over what was compiled before, is what is compiled whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

#[path = "remake/dice.rs"]
mod dice;

use cxterms_base::{
    Base, EditedFiles,
    corpus::{CorpusReading, Digest, Layer},
    diagnostic::Files,
    image::{ConceptHead, FileOrigins, InMemory},
};
use dice::{Dice, IDS};
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

/// What two bases tell of where their concepts come from, apart from places and order.
fn tell_origins(base: &Base) -> String {
    let mut origins = base.origins().unwrap().unwrap();
    origins.crossing.sort_by_key(|it| (it.pair(), it.at_far_end));
    origins.named_by_id.clear();
    format!("{origins:?}").replace("place", "")
}

#[test]
fn what_each_end_says_of_a_relation_is_merged_before_what_both_say() {
    let entry = |id: &str, links: &[&str]| {
        let links = links.join(", ");
        format!("- id: {id}\n  label: {id}\n  relations: {{meets: [{links}]}}\n")
    };
    // Nearer ends name `x`, the far one `c`.
    let (own, denied) = ("{concept: x, text: own, by: log}", "{concept: x, denied-by: house}");
    let other = "{concept: x, text: other, by: page, denied-by: page}";
    let (far, far_denied) = (
        "{concept: c, text: own, by: house, denied-by: log}",
        "{concept: c, denied-by: rider in log}",
    );
    let nears: [&[&str]; 4] = [&[], &[own], &[denied, own], &[other, denied, own]];
    let fars: [&[&str]; 3] = [&[], &[far], &[far_denied, far]];
    let states: Vec<_> = nears.iter().flat_map(|near| fars.map(|far| (*near, far))).collect();
    let folder = tempfile::tempdir().unwrap();
    let write = |(near, far): (&[&str], &[&str])| {
        let file = |id: &str, links| BTreeMap::from([(id.to_owned(), entry(id, links))]);
        let files = [("1.yaml".to_owned(), file("c", near)), ("2.yaml".to_owned(), file("x", far))];
        write_corpus(folder.path(), MANIFEST, SOURCES, &Entries::from(files));
    };
    for before in &states {
        write(*before);
        let base = compile(folder.path()).unwrap();
        for after in &states {
            write(*after);
            let remade = compile_changes(&base, folder.path()).unwrap();
            let whole = compile(folder.path()).unwrap();
            assert_eq!(differ(&remade, &whole), vec![], "{before:?} {after:?}");
            assert_eq!(tell_origins(&remade), tell_origins(&whole), "{before:?} {after:?}");
        }
    }
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
            prop_assert_eq!(tell_origins(&remade), tell_origins(&whole));
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
