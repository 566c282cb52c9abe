//! The effect of an overlay on the layers below it: values replaced, claims denied, concepts added and changed.

use cxterms_base::{
    corpus::{Citation, ConceptId, Corpus, CorpusReading, VoiceId},
    diagnostic::{Files, Place},
};
use cxterms_page::{Page, Prose, Role};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// How much a corpus does to what lies below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OverlaySummary {
    /// How many concepts it adds.
    pub added: usize,
    /// Of how many concepts below it speaks.
    pub changed: usize,
    /// How many values it replaces.
    pub replaced: usize,
    /// How many claims it denies.
    pub denied: usize,
}

/// What is done to what lies below.
#[derive(Debug, Default, Serialize)]
pub struct OverlayEffect {
    /// What is replaced.
    pub overrides: Vec<ReplacedValue>,
    /// What is denied.
    pub denials: Vec<DeniedClaim>,
    /// Of how many new concepts, and of how many others, each file has entries.
    #[serde(skip)]
    entries: BTreeMap<String, (usize, usize)>,
    /// Whether nothing lies below.
    #[serde(skip)]
    lowest: bool,
}

/// A value that another stands for.
#[derive(Debug, Serialize)]
pub struct ReplacedValue {
    /// Of which concept, by identifier.
    pub concept: String,
    /// Which field.
    pub field: String,
    /// What stands below.
    pub old: String,
    /// What stands above.
    pub new: String,
    /// Whose corpus replaces it, by identifier.
    pub by: String,
    /// In which file.
    pub file: String,
    /// In which line, from 1.
    pub line: u32,
    /// What the voice is called in running text.
    #[serde(skip)]
    short: String,
}

/// A claim that is denied.
#[derive(Debug, Serialize)]
pub struct DeniedClaim {
    /// Of which concept, by identifier.
    pub concept: String,
    /// Which claim, as the YAML names it.
    pub claim: String,
    /// Who denies it, by identifier.
    pub by: Vec<String>,
    /// In which file.
    pub file: String,
    /// In which line, from 1.
    pub line: u32,
    /// What these voices are called in running text, each with its reason.
    #[serde(skip)]
    short: String,
}

impl OverlayEffect {
    /// Everything that one layer did to those below it.
    pub(super) fn from_reading(reading: &CorpusReading) -> Self {
        let CorpusReading { corpus, files, .. } = reading;
        let overrides = sort_by_place(&corpus.overrides, |it| it.place);
        let overrides = overrides.filter_map(|it| {
            let (file, line) = locate_line(files, it.place)?;
            let (by, short) = voice_names(corpus, it.voice);
            let (field, old, new) = (it.field.clone(), it.old.clone(), it.new.clone());
            Some(ReplacedValue {
                concept: concept_id(corpus, it.concept),
                field,
                old,
                new,
                by,
                file,
                line,
                short,
            })
        });
        let denials = sort_by_place(&corpus.denials, |it| it.place).filter_map(|it| {
            let (file, line) = locate_line(files, it.place)?;
            let by = it.denied_by.iter().map(|cited| voice_names(corpus, cited.voice).0).collect();
            let short = it.denied_by.iter().map(|cited| describe_denier(corpus, cited));
            let short = short.collect::<Vec<_>>().join("; ");
            let (concept, claim) = (concept_id(corpus, it.concept), it.claim.clone());
            Some(DeniedClaim { concept, claim, by, file, line, short })
        });
        let entries = count_entries(reading);
        Self {
            overrides: overrides.collect(),
            denials: denials.collect(),
            lowest: sum_entries(&entries) == (corpus.concepts.len(), 0),
            entries,
        }
    }

    /// Leaves out what is done in none of some folders.
    pub(super) fn only_under(&mut self, folders: &[PathBuf]) {
        let under = |file: &str| folders.iter().any(|folder| Path::new(file).starts_with(folder));
        let before = self.entries.len();
        self.overrides.retain(|it| under(&it.file));
        self.denials.retain(|it| under(&it.file));
        self.entries.retain(|file, _| under(file));
        self.lowest &= self.entries.len() == before;
    }

    /// How much that is; none where nothing lies below.
    pub(super) fn count_changes(&self) -> Option<OverlaySummary> {
        let (added, changed) = sum_entries(&self.entries);
        let (replaced, denied) = (self.overrides.len(), self.denials.len());
        (!self.lowest).then_some(OverlaySummary { added, changed, replaced, denied })
    }

    /// Adds a list of what is replaced and one of what is denied.
    pub(super) fn lay_out<'p>(&'p self, page: &mut Page<'p>) {
        let told = |concept: &'p str, short: &'p str, what: String| {
            let line = Prose::of(Role::Strong, concept).plain(what);
            line.plain(" — ").and(Role::Voice, short)
        };
        let replaced = self.overrides.iter().map(|it| {
            told(&it.concept, &it.short, format!(", {}: “{}” → “{}”", it.field, it.old, it.new))
        });
        page.list_section("Replaced", replaced.collect());
        let denied = self.denials.iter();
        let denied = denied.map(|it| told(&it.concept, &it.short, format!(", {}", it.claim)));
        page.list_section("Denied", denied.collect());
    }
}

/// Of how many new concepts, and of how many others, each file has entries.
fn count_entries(
    CorpusReading { corpus, files, .. }: &CorpusReading,
) -> BTreeMap<String, (usize, usize)> {
    let mut numbered: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for concept in &corpus.concepts {
        numbered.entry(concept.place.file).or_default().0 += 1;
        for place in &concept.further {
            numbered.entry(place.file).or_default().1 += 1;
        }
    }
    numbered.remove(&Place::NOWHERE.file);
    // One file may have been read twice: as what lies below, and over it.
    let mut named: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (file, (new, other)) in numbered {
        let sum = named.entry(files.format_place(Place::whole_file(file))).or_default();
        *sum = (sum.0 + new, sum.1 + other);
    }
    named
}

fn sum_entries(entries: &BTreeMap<String, (usize, usize)>) -> (usize, usize) {
    entries.values().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1))
}

/// Layer by layer, as it is written.
fn sort_by_place<T>(all: &[T], place: fn(&T) -> Place) -> impl Iterator<Item = &T> {
    let mut all: Vec<_> = all.iter().collect();
    all.sort_by_key(|it| place(it));
    all.into_iter()
}

fn locate_line(files: &Files, place: Place) -> Option<(String, u32)> {
    let elsewhere = files.related_place(place, "")?;
    Some((elsewhere.file, elsewhere.line))
}

fn concept_id(corpus: &Corpus, concept: ConceptId) -> String {
    corpus.concept(concept).map(|concept| concept.id.clone()).unwrap_or_default()
}

/// A voice's identifier and short name.
fn voice_names(corpus: &Corpus, id: VoiceId) -> (String, String) {
    let voice = corpus.voice(id);
    voice.map(|voice| (voice.id.clone(), voice.short.clone())).unwrap_or_default()
}

/// A voice's short name, and its reason.
fn describe_denier(corpus: &Corpus, cited: &Citation) -> String {
    let short = voice_names(corpus, cited.voice).1;
    cited.text.iter().fold(short, |short, text| format!("{short}: {text}"))
}
