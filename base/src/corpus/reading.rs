//! The result of reading a corpus: what could be read, layer over layer, and everything that is wrong with it.

use super::{
    Corpus, CrossRelation, Digest, Layer, Profile, ProgressCallback, UnsavedTexts, overlay,
    read::UnreadableFiles, top::LayerSettings,
};
use crate::diagnostic::{Diagnostic, Fault, Files, Name, Place};
use std::{collections::BTreeSet, path::Path};

/// A corpus as far as it could be read, and everything that is wrong with it.
#[derive(Debug, Default)]
pub struct CorpusReading {
    /// What could be read.
    pub corpus: Corpus,
    /// The files it was read from.
    pub files: Files,
    /// What is wrong, by place.
    pub faults: Vec<Fault>,
    /// Which bytes it was read from, layer over layer.
    pub digest: Digest,
    /// The files of layers that others keep.
    foreign: BTreeSet<u32>,
    /// The rules that layers ask for, each with the layer's files.
    asked_rules: Vec<(Name, BTreeSet<u32>)>,
    pub(super) cut: UnreadableFiles,
    /// From which files the one layer comes that was read; none if there are several.
    pub origins: Option<LayerOrigins>,
}

/// From which files a layer comes.
#[derive(Debug, Default)]
pub struct LayerOrigins {
    /// The numbers of the files with their paths below the folder, written with `/`.
    pub files: Vec<(u32, String)>,
    /// The relations that are the same from both ends, and written at the far one of some; of these pairs all, as written.
    pub crossing: Vec<CrossRelation>,
}

impl CorpusReading {
    /// A reading that goes on from a corpus that was compiled before, and from what that was read from.
    pub fn from_corpus(corpus: Corpus, digest: Digest) -> Self {
        Self { corpus, digest, ..Self::default() }
    }

    /// Goes on from a corpus that was compiled before, and from what that was read from.
    pub fn start_with_corpus(&mut self, corpus: Corpus, digest: Digest) {
        (self.corpus, self.digest) = (corpus, digest);
    }

    /// Reads the folder at `path` and lays it over what was read before.
    pub fn add_folder(&mut self, path: &Path) {
        self.add_folder_with_progress(path, &|_, _| ());
    }

    /// The same, telling how far reading its files has come; what follows, laying it over the rest, is the lesser part.
    pub fn add_folder_with_progress(&mut self, path: &Path, tell: ProgressCallback<'_>) {
        let (layer, faults) = Layer::read_with_progress(path, &mut self.files, tell);
        self.faults.extend(faults);
        self.add_layer(layer);
    }

    /// The same, with texts that count in place of what files on the disk hold.
    pub fn add_folder_as_edited(&mut self, path: &Path, unsaved: &UnsavedTexts) {
        let (layer, faults) = Layer::read_as_edited(path, &mut self.files, &|_, _| (), unsaved);
        self.faults.extend(faults);
        self.add_layer(layer);
    }

    /// Reads the folder at `path` over what was read before, and keeps only what that folder says.
    pub fn add_top_folder(&mut self, path: &Path, tell: ProgressCallback<'_>) {
        let (layer, faults) = Layer::read_with_progress(path, &mut self.files, tell);
        self.faults.extend(faults);
        let lower = self.corpus.clone();
        let own = layer.manifest.as_ref().map(LayerSettings::from);
        self.add_layer(layer);
        self.corpus = std::mem::take(&mut self.corpus).into_top_layer(&lower, own);
    }

    /// Lays one more layer over what was read before.
    pub fn add_layer(&mut self, mut layer: Layer) {
        layer.cut.carry_over(&mut self.cut);
        if layer.manifest.as_ref().is_some_and(|it| it.profile == Profile::Foreign) {
            self.foreign.extend(&layer.files);
        }
        for rule in layer.manifest.iter().flat_map(|manifest| &manifest.rules) {
            self.asked_rules.push((rule.clone(), layer.files.iter().copied().collect()));
        }
        let alone = self.corpus.voices.is_empty() && self.corpus.concepts.is_empty();
        let files = layer.list_files();
        self.digest = Digest::of_files(&mut layer.digests).layered_over(self.digest);
        let (faults, crossing) = overlay::merge_layer(&mut self.corpus, layer, &self.files);
        self.faults.extend(faults);
        self.origins = alone.then_some(LayerOrigins { files, crossing });
        self.faults.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        self.faults.dedup();
    }

    /// Whether a place is in a layer that others keep.
    pub fn is_foreign(&self, place: Place) -> bool {
        self.foreign.contains(&place.file)
    }

    /// The rules that the manifests ask for.
    pub fn asked_rules(&self) -> impl Iterator<Item = &Name> {
        self.asked_rules.iter().map(|(rule, _)| rule)
    }

    /// Whether the layer in which a place is asks for a rule.
    pub fn asks_rule(&self, rule: &str, place: Place) -> bool {
        let mut asked = self.asked_rules.iter().filter(|(name, _)| name.value == rule);
        asked.any(|(_, files)| files.contains(&place.file))
    }

    /// Its faults as findings, by file and place.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.faults.iter().map(|fault| self.files.diagnose(fault)).collect()
    }
}
