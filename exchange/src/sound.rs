//! Drops from an imported corpus what reading it back reports as faulty, so that files can hold the rest.

use crate::{ImportError, ImportedCorpus};
use cxterms_base::{
    corpus::{Citation, Concept, Corpus, CorpusReading, LabelKind, Layer},
    diagnostic::{Diagnostic, Fault, Name, Place},
    yaml::{NodeValue, YamlNode, YamlValue, parse_document},
};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

/// How often what was left is read again: what is dropped may have been named elsewhere, and that elsewhere again.
const MAX_ROUNDS: usize = 32;

/// The names of a claim's parts without which somebody else would be made to say it.
const ASSERTED: &str = "by";
const DENIED: &str = "denied-by";

/// A corpus that is read without a fault.
pub(super) struct SoundCorpus {
    pub(super) corpus: Corpus,
    /// The texts that had to be dropped.
    pub(super) dropped: Vec<String>,
    /// Why.
    pub(super) faults: Vec<Diagnostic>,
}

/// What was imported without what has a fault, which is counted, and told as of the file that is named: of the places in
/// what was made of it nobody knows.
///
/// # Errors
/// When what the corpus says of itself has a fault.
pub(super) fn leave_out_faulty(
    imported: ImportedCorpus,
    file: &str,
) -> Result<ImportedCorpus, ImportError> {
    if is_sound(&imported.corpus) {
        return Ok(imported);
    }
    let ImportedCorpus { corpus, mut losses, mut findings, identifiers, guessed_language } =
        imported;
    let in_file = |fault: Diagnostic| Diagnostic {
        file: file.to_owned(),
        message: fault.message,
        hint: fault.hint,
        ..Diagnostic::default()
    };
    let sound =
        drop_faulty(corpus).map_err(|ImportError(first)| ImportError(Box::new(in_file(*first))))?;
    for text in &sound.dropped {
        losses.add_example("texts with faults", text);
    }
    findings.extend(sound.faults.into_iter().map(in_file));
    Ok(ImportedCorpus { corpus: sound.corpus, losses, findings, identifiers, guessed_language })
}

/// Whether a corpus is read without a fault: entry by entry, so that it is never in memory twice.
fn is_sound(corpus: &Corpus) -> bool {
    if !read_files(&write_declarations(corpus)).faults.is_empty() {
        return false;
    }
    let mut ids = HashSet::new();
    let named = |concept: &Concept| {
        let preferred = |kind| kind == LabelKind::Preferred;
        let mut labels = concept.labels.iter().filter(|it| it.language.is_none());
        concept.iri.is_some() || labels.any(|it| preferred(it.kind))
    };
    let allowed = corpus.concepts.iter().flat_map(|it| &it.facets).all(|value| {
        let facet = corpus.facets.get(value.facet.index());
        facet.is_none_or(|it| it.values.is_empty() || it.values.contains(&value.value))
    });
    let placed = |it: &Citation| it.work.is_some() || corpus.settings.editors.contains(&it.voice);
    let said = corpus.concepts.iter().flat_map(Concept::cited_stances);
    let mut said = said.chain(corpus.relations.iter().map(|relation| &relation.said));
    allowed
        && corpus.concepts.iter().all(|it| ids.insert(&it.id) && named(it))
        && said.all(|said| said.asserted_by.iter().chain(&said.denied_by).all(placed))
        && corpus.entries_to_yaml().all(|entry| {
            let (mut layer, mut faults) = (Layer::default(), vec![]);
            let text = write_in_brackets(&entry);
            layer.parse_file(Path::new(ENTRY_FILE), 0, text.as_bytes(), &mut faults);
            faults.is_empty()
        })
}

/// The corpus without the smallest parts of it that have a fault; one that has none is returned as it is.
///
/// # Errors
/// When what it says of itself has a fault, or there are faults still after all rounds.
pub(super) fn drop_faulty(corpus: Corpus) -> Result<SoundCorpus, ImportError> {
    let mut files = write_files(&corpus);
    let (mut dropped, mut told) = (vec![], vec![]);
    for round in 0..MAX_ROUNDS {
        let reading = read_files(&files);
        if reading.faults.is_empty() {
            let corpus = if round == 0 { corpus } else { reading.corpus.into_normalized() };
            return Ok(SoundCorpus { corpus, dropped, faults: told });
        }
        told.extend(reading.faults.iter().map(|fault| reading.files.diagnose(fault)));
        let mut places: HashMap<u32, Vec<Place>> = HashMap::new();
        for Fault { place, .. } in &reading.faults {
            places.entry(place.file).or_default().push(*place);
        }
        // Nothing comes closer to an end that drops nothing.
        let mut progress = false;
        for (number, file) in (0..).zip(&mut files) {
            if let Some(places) = places.get(&number) {
                progress = true;
                file.drop_at(number, places, &mut dropped);
            }
        }
        if !progress || files.iter().any(|file| file.name != ENTRY_FILE && file.text.is_empty()) {
            break;
        }
    }
    Err(ImportError(Box::new(told.into_iter().next().unwrap_or_default())))
}

/// What a file of entries may be called.
const ENTRY_FILE: &str = "entry.yaml";

/// One part of a corpus as the text of a file: in brackets, so that no two nodes begin at one place.
struct PartFile {
    name: &'static str,
    /// Empty once nothing is left.
    text: String,
}

fn write_files(corpus: &Corpus) -> Vec<PartFile> {
    let entries = corpus.entries_to_yaml();
    let entries =
        entries.map(|entry| PartFile { name: ENTRY_FILE, text: write_in_brackets(&entry) });
    write_declarations(corpus).into_iter().chain(entries).collect()
}

fn write_declarations(corpus: &Corpus) -> [PartFile; 2] {
    let own =
        [("corpus.yaml", corpus.manifest_to_yaml()), ("sources.yaml", corpus.sources_to_yaml())];
    own.map(|(name, value)| PartFile { name, text: write_in_brackets(&value) })
}

fn write_in_brackets(value: &YamlValue) -> String {
    // Texts, flags, lists and maps by text are all that JSON needs.
    serde_json::to_string(value).unwrap_or_default()
}

fn read_files(files: &[PartFile]) -> CorpusReading {
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    for PartFile { name, text } in files {
        let number = reading.files.add_file((*name).to_owned(), text.clone());
        if !text.is_empty() {
            layer.parse_file(Path::new(name), number, text.as_bytes(), &mut faults);
        }
    }
    reading.faults = faults;
    reading.add_layer(layer);
    reading
}

impl PartFile {
    /// Leaves out what has a fault at one of these places.
    fn drop_at(&mut self, number: u32, places: &[Place], dropped: &mut Vec<String>) {
        let (roots, _) = parse_document(number, self.text.as_bytes());
        let places: Vec<_> = places.iter().map(|place| (place.line, place.column)).collect();
        let kept = match roots.into_iter().next() {
            Some(root) => keep_sound(root, &places, dropped),
            // It cannot be read at all.
            None => {
                dropped.push(std::mem::take(&mut self.text));
                None
            }
        };
        self.text = kept.as_ref().map(write_in_brackets).unwrap_or_default();
    }
}

/// A line and a column.
type FaultPlace = (u32, u32);

fn line_column(place: Place) -> FaultPlace {
    (place.line, place.column)
}

/// A node without what has a fault in it; none if that is the node itself, or leaves nothing of it.
fn keep_sound(
    node: YamlNode,
    faults: &[FaultPlace],
    dropped: &mut Vec<String>,
) -> Option<YamlValue> {
    let own = faults.iter().any(|fault| *fault <= line_column(node.place));
    match node.value {
        value if own || faults.is_empty() => {
            let value = to_yaml_value(value);
            if own {
                collect_texts(&value, dropped);
            }
            Some(value).filter(|_| !own)
        }
        NodeValue::List(items) => {
            let begins: Vec<_> = items.iter().map(|item| line_column(item.place)).collect();
            let items = items.into_iter().zip(split_faults(faults, &begins));
            let kept: Vec<_> =
                items.filter_map(|(item, faults)| keep_sound(item, &faults, dropped)).collect();
            Some(YamlValue::List(kept)).filter(|it| *it != YamlValue::List(vec![]))
        }
        NodeValue::Map(pairs) => keep_sound_pairs(pairs, faults, dropped),
        value => {
            collect_texts(&to_yaml_value(value), dropped);
            None
        }
    }
}

/// A map without the pairs that have a fault; none if nobody would be left who says it.
fn keep_sound_pairs(
    pairs: Vec<(Name, YamlNode)>,
    faults: &[FaultPlace],
    dropped: &mut Vec<String>,
) -> Option<YamlValue> {
    let begins: Vec<_> = pairs.iter().map(|(key, _)| line_column(key.place)).collect();
    let (mut kept, mut gone) = (vec![], vec![]);
    for ((key, node), faults) in pairs.into_iter().zip(split_faults(faults, &begins)) {
        let value = match faults.contains(&line_column(key.place)) {
            true => {
                collect_texts(&to_yaml_value(node.value), dropped);
                None
            }
            false => keep_sound(node, &faults, dropped),
        };
        match value {
            Some(value) => kept.push((key.value, value)),
            None => gone.push(key.value),
        }
    }
    let lost = |name: &str| gone.iter().any(|key| key == name);
    let asserted = kept.iter().any(|(key, _)| key == ASSERTED);
    let map = YamlValue::Map(kept);
    if lost(ASSERTED) || lost(DENIED) && !asserted {
        collect_texts(&map, dropped);
        return None;
    }
    Some(map).filter(|it| *it != YamlValue::Map(vec![]))
}

/// The faults in each of several nodes, by where these begin: a fault belongs to the last that begins before it.
fn split_faults(faults: &[FaultPlace], begins: &[FaultPlace]) -> Vec<Vec<FaultPlace>> {
    let mut split = vec![vec![]; begins.len()];
    for fault in faults {
        let at = begins.partition_point(|begin| begin <= fault);
        if let Some(node) = at.checked_sub(1).and_then(|at| split.get_mut(at)) {
            node.push(*fault);
        }
    }
    split
}

fn to_yaml_value(value: NodeValue) -> YamlValue {
    match value {
        NodeValue::Text(text) => YamlValue::Text(text),
        NodeValue::List(items) => {
            YamlValue::List(items.into_iter().map(|item| to_yaml_value(item.value)).collect())
        }
        NodeValue::Map(pairs) => {
            let pair = |(key, node): (Name, YamlNode)| (key.value, to_yaml_value(node.value));
            YamlValue::Map(pairs.into_iter().map(pair).collect())
        }
        // The first is never written, the second is told and reads as nothing.
        NodeValue::Null | NodeValue::Refused => YamlValue::List(vec![]),
    }
}

/// Adds the texts in a value; keys are none of them.
fn collect_texts(value: &YamlValue, texts: &mut Vec<String>) {
    match value {
        YamlValue::Text(text) => texts.push(text.clone()),
        YamlValue::Flag(flag) => texts.push(flag.to_string()),
        YamlValue::List(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        YamlValue::Map(pairs) => pairs.iter().for_each(|(_, value)| collect_texts(value, texts)),
    }
}
