//! JSON Lines: the corpus as it is, one entry a line, for programs.

mod lost;

use super::{
    Coverage, ExchangeFormat, IdentifierOrigin, ImportError, ImportOptions, ImportedCorpus,
    InputFile, Losses, sound,
};
use cxterms_base::{
    corpus::{
        Citation, CitedStance, Concept, Corpus, CorpusReading, Label, LabelKind, Layer, VoiceId,
        is_only_avoided,
    },
    diagnostic::{Diagnostic, FIRST_GIVEN, Fault, Name, Place, Severity},
    schema::{SourceEntries, VoiceEntry},
    yaml::{NOT_YAML, YamlValue},
};
use lost::LineTexts;
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    io::{self, BufRead, Write},
    path::Path,
};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "jsonl",
    family: "JSON Lines",
    about: "JSON Lines: every entry as in docs/yaml.md, one a line",
    endings: &["jsonl", "ndjson"],
    carries: &[],
    otherwise: Coverage::Yes,
    notes: "\
The corpus as it is, for programs and for pipes: the first line holds `corpus.yaml` under the key `manifest`, the second
`sources.yaml` under `sources`, and each further line is an entry as in [yaml.md](yaml.md). Read, the lines may stand in
any order, and the places of faults are lines of the file.
",
    read: Some(read_json_lines),
    write: Some(write_json_lines),
};

/// The keys under which the first lines hold what in a folder stands in files of their own.
const WRAPPED_FILES: [(&str, &str); 2] = [("manifest", "corpus.yaml"), ("sources", "sources.yaml")];

fn write_json_lines(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let first = WRAPPED_FILES.iter().zip([corpus.manifest_to_yaml(), corpus.sources_to_yaml()]);
    let first = first.map(|((key, _), map)| YamlValue::Map(vec![((*key).to_owned(), map)]));
    for line in first.chain(corpus.entries_to_yaml()) {
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(Losses::default())
}

fn read_json_lines(
    inputs: Vec<InputFile<'_>>,
    options: &ImportOptions,
) -> Result<ImportedCorpus, ImportError> {
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    let (mut has_manifest, mut texts) = (false, LineTexts::default());
    for input in inputs {
        for (line, number) in input.text.lines().zip(1..) {
            let line = line
                .map_err(|error| ImportError::new(&input.name, (number, 1), error.to_string()))?;
            if line.trim().is_empty() {
                continue;
            }
            let wrapped = parse_wrapped_file(&line);
            // What stands before a file that is wrapped gives way to spaces, so that its places are those of the line.
            let bare = wrapped.and_then(|(_, text)| {
                let before = line.find(text.get())?;
                Some(format!("{}{}", " ".repeat(line.get(..before)?.chars().count()), text.get()))
            });
            let file = wrapped.filter(|_| bare.is_some()).map_or("entry.yaml", |(file, _)| file);
            has_manifest |= file == "corpus.yaml";
            let text = bare.as_deref().unwrap_or(&line);
            let above = u32::try_from(number - 1).unwrap_or(u32::MAX);
            texts.add_line(&input.name, above.saturating_add(1), &line);
            let place = reading.files.add_lines(input.name.clone(), line.clone(), above);
            let before = faults.len();
            layer.parse_file(Path::new(file), place, text.as_bytes(), &mut faults);
            for Fault { message, hint, .. } in faults.iter_mut().skip(before) {
                if hint.as_ref().is_some_and(|hint| hint.starts_with(FIRST_GIVEN)) {
                    // What is read is always the first line of its own file.
                    *hint = Some(format!("{FIRST_GIVEN}{number}"));
                }
                if let Some(why) = message.strip_prefix(NOT_YAML) {
                    *message = format!("not JSON: {why}");
                }
            }
        }
    }
    if !has_manifest {
        add_own_voice(&mut layer, options, &mut faults);
    }
    complete_works(&mut layer);
    reading.faults = faults;
    reading.add_layer(layer);
    let beside = options.beside.iter().map(|(id, label)| (&**id, &**label)).collect();
    drop_known_faults(&mut reading, &beside);
    let mut findings = reading.diagnostics();
    let own = reading.corpus.settings.editors.first();
    if own.is_none_or(|own| reading.corpus.voices.get(own.index()).is_none()) {
        // Whose words they are could not be read, and nobody else's may they become.
        let first = findings.into_iter().next().unwrap_or_default();
        return Err(ImportError(Box::new(first)));
    }
    options.apply_to(&mut reading.corpus);
    let mut losses = Losses::default();
    remove_unattributed(&mut reading.corpus);
    // What is made up for what is missing is none of the lines'.
    let held = if findings.is_empty() { vec![] } else { lost::corpus_scalars(&reading.corpus) };
    name_concepts(&mut reading.corpus, &beside);
    let replaced = find_replaced_advice(&reading);
    let mut corpus = reading.corpus.into_normalized(); // advises where advice is missing
    if let Some(first) = findings.first() {
        let broken = |_| ImportError(Box::new(first.clone()));
        let sound = sound::drop_faulty(corpus).map_err(broken)?;
        texts.count_lost(held, &sound.dropped, &findings, &mut losses);
        corpus = sound.corpus;
    }
    for (advised, found) in replaced {
        losses.add_example("advice to say a name to avoid", &advised);
        findings.push(found);
    }
    let identifiers = IdentifierOrigin::default();
    Ok(ImportedCorpus { corpus, losses, findings, identifiers, guessed_language: false })
}

/// Gives entries that come without a manifest a voice of their own, whose the words without `by` are.
fn add_own_voice(layer: &mut Layer, options: &ImportOptions, faults: &mut Vec<Fault>) {
    let called = options.voice.as_deref().unwrap_or("Unnamed");
    let voice = new_voice(&mut source_names(layer), "unnamed", called);
    let id = voice.id.value.clone();
    layer.sources.voices.push(voice);
    layer.parse_file(Path::new("corpus.yaml"), u32::MAX, format!("voice: {id}").as_bytes(), faults);
}

/// Calls a work without a title by its identifier, and lets one of which no author is known be its own, as it is in other
/// formats; that it lacks them is told.
fn complete_works(layer: &mut Layer) {
    let mut taken = source_names(layer);
    let SourceEntries { voices, works } = &mut layer.sources;
    let known: HashSet<_> = voices.iter().map(|voice| voice.id.value.clone()).collect();
    for work in works {
        let title = work.title.get_or_insert_with(|| work.id.clone());
        if work.by.iter().any(|by| known.contains(&by.value)) {
            continue;
        }
        let id = format!("author-of-{}", work.id.value);
        let voice = new_voice(&mut taken, &id, &title.value);
        work.by.push(voice.id.clone());
        voices.push(voice);
    }
}

/// The identifiers of voices and works, none of which may stand for two.
fn source_names(layer: &Layer) -> HashSet<String> {
    let voices = layer.sources.voices.iter().map(|voice| &voice.id.value);
    voices.chain(layer.sources.works.iter().map(|work| &work.id.value)).cloned().collect()
}

/// A voice under an identifier that begins so, and that nothing else has.
fn new_voice(taken: &mut HashSet<String>, id: &str, called: &str) -> VoiceEntry {
    let mut id = id.to_owned();
    while !taken.insert(id.clone()) {
        id.push('-');
    }
    let name = |value: &str| Name { value: value.to_owned(), place: Place::NOWHERE };
    VoiceEntry { id: name(&id), name: Some(name(called)), short: None, about: None, kind: None }
}

/// Leaves out what nobody says, since those who do could not be found: it would become the corpus's own word.
fn remove_unattributed(corpus: &mut Corpus) {
    let said = |said: &CitedStance| !said.asserted_by.is_empty() || !said.denied_by.is_empty();
    for concept in &mut corpus.concepts {
        concept.labels.retain(|it| it.kind == LabelKind::Preferred || said(&it.said));
        concept.definitions.retain(|it| said(&it.said));
        concept.facets.retain(|it| said(&it.said));
        concept.notes.retain(|it| said(&it.said));
        concept.root.take_if(|it| !said(it));
    }
    corpus.relations.retain(|it| said(&it.said));
}

/// Advice to say what the entry has among its names to avoid, for which its label is put, and what to tell of each.
fn find_replaced_advice(reading: &CorpusReading) -> Vec<(String, Diagnostic)> {
    let labels = reading.corpus.concepts.iter().flat_map(|concept| {
        let avoid = concept.labels.iter().filter(|it| it.kind == LabelKind::Avoid);
        avoid.map(|label| (&*concept.labels, label))
    });
    let replaced = labels.filter_map(|(labels, label)| {
        let advised = label.instead.as_ref().filter(|it| is_only_avoided(labels, it))?;
        let message = format!(
            "in place of `{}` this advises `{advised}`, which is to be avoided too; the label is advised",
            label.text
        );
        let found = reading.files.diagnose(&Fault::new(label.said.place, message));
        Some((String::clone(advised), Diagnostic { severity: Severity::Warning, ..found }))
    });
    replaced.collect()
}

/// Lets concepts lack their label that are to lie beside one of the same identifier.
fn drop_known_faults(reading: &mut CorpusReading, beside: &HashMap<&str, &str>) {
    let known = |it: &&Concept| !has_own_label(it) && beside.contains_key(&*it.id);
    let places: BTreeSet<_> =
        reading.corpus.concepts.iter().filter(known).map(|it| it.place).collect();
    let lacks = |fault: &Fault| fault.message.ends_with(LACKS_LABEL);
    reading.faults.retain(|fault| !lacks(fault) || !places.contains(&fault.place));
}

/// How it is told that a concept has no label.
const LACKS_LABEL: &str = "lacks its `label`";

/// Calls a concept without a label as the one beside which it is to lie or, where its label could not be read, by its
/// identifier.
fn name_concepts(corpus: &mut Corpus, beside: &HashMap<&str, &str>) {
    let own = corpus.settings.editors.first().copied().unwrap_or_default();
    for concept in corpus.concepts.iter_mut().filter(|it| !has_own_label(it)) {
        let label = beside.get(&*concept.id).copied().unwrap_or(&concept.id);
        let label = preferred_label(label, own);
        concept.labels.insert(0, label);
    }
}

fn has_own_label(concept: &Concept) -> bool {
    let preferred = |it: &Label| it.kind == LabelKind::Preferred && it.language.is_none();
    concept.labels.iter().any(preferred)
}

fn preferred_label(text: &str, own: VoiceId) -> Label {
    let by = Citation::from_voice(own, None);
    Label {
        text: text.to_owned(),
        kind: LabelKind::Preferred,
        language: None,
        secondary: false,
        why: None,
        instead: None,
        said: CitedStance::asserted(vec![by]),
    }
}

/// The file that a line stands for, if it is one that holds a whole file, and what it says.
fn parse_wrapped_file(line: &str) -> Option<(&'static str, &RawValue)> {
    let map: BTreeMap<&str, &RawValue> = serde_json::from_str(line).ok()?;
    let (key, text) = map.into_iter().next()?;
    let (_, file) = WRAPPED_FILES.iter().find(|(known, _)| *known == key)?;
    Some((file, text))
}
