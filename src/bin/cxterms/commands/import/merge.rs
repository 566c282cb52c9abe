//! `import --merge`: adds to a folder what its corpus does not say yet, all of it or nothing.

use super::{
    changed_file::{ChangedFile, GrownFiles},
    entries::FolderEntries,
};
use crate::{atomic_write, load, options::CorpusOptions, progress::ProgressLine};
use anyhow::{Context, Result, bail, ensure};
use cxterms_base::{
    corpus::{Concept, Corpus, CorpusReading, Layer, LayerStack, is_device_name, list_yaml_files},
    diagnostic::Diagnostic,
    language::is_same_tag,
    text,
};
use cxterms_exchange::{CorpusAddition, ExchangeFormat, ImportOptions, ImportedCorpus, MergeInto};
use std::{
    collections::HashMap,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// The corpus in a folder, and what lies below it.
pub(super) struct MergeTarget<'t> {
    folder: &'t Path,
    below: Vec<PathBuf>,
    reading: CorpusReading,
    /// As long as it is held, no other run adds to the folder.
    _lock: Option<fs::File>,
}

impl<'t> MergeTarget<'t> {
    /// Opens the corpus in a folder, over those that `--terms` or the environment names.
    pub(super) fn open(corpus: &CorpusOptions, folder: &'t Path) -> Result<Self> {
        let lock = atomic_write::lock_folder(folder);
        let here = fs::canonicalize(folder).ok();
        let same = |path: &PathBuf| here.is_some() && fs::canonicalize(path).ok() == here;
        let mut below = load::named_corpora(&corpus.terms);
        below.retain(|path| !same(path));
        below.push(folder.to_owned());
        let stack = LayerStack::from_named(&below);
        let below = stack.paths_below(folder);
        let reading =
            load::read_stack(&stack.up_to(&[folder.to_owned()]), &ProgressLine::default())?;
        let found = reading.diagnostics();
        if !found.is_empty() {
            bail!(
                "`{}` has {}; nothing was imported (what lies below a corpus is named by `over` in its corpus.yaml, or with `--terms`)",
                folder.display(),
                load::show_faults(&found)?
            );
        }
        Ok(Self { folder, below, reading, _lock: lock })
    }

    /// The options with what this corpus settles: a table says neither who speaks in it nor in which language.
    pub(super) fn complete_options(
        &self,
        format: &ExchangeFormat,
        mut options: ImportOptions,
    ) -> ImportOptions {
        options.beside = self.reading.corpus.concepts.iter().map(id_and_label).collect();
        if format.is_table() {
            let settings = &self.reading.corpus.settings;
            let own = settings.editors.last().and_then(|id| self.reading.corpus.voice(*id));
            options.voice = options.voice.or_else(|| own.map(|voice| voice.name.clone()));
        }
        options.assumed_language = Some(self.reading.corpus.settings.language.clone());
        options
    }

    /// What is to become of the folder, from files that were read as one corpus; their first names the subfolder for what is
    /// new.
    pub(super) fn plan_merge(
        &self,
        imported: ImportedCorpus,
        format: &ExchangeFormat,
        first: &Path,
    ) -> Result<PlannedMerge<'_>> {
        let corpus = &self.reading.corpus;
        let ImportedCorpus { corpus: imported, identifiers, guessed_language, .. } = imported;
        let (own, other) = (&corpus.settings.language, &imported.settings.language);
        ensure!(
            is_same_tag(own, other) || !guessed_language,
            "some texts of the files name no language; most others are in `{other}`, the corpus in `{own}`: say in which those are, with `--language {other}` or `--language {own}`"
        );
        let mut entries = FolderEntries::new(self.folder, &self.reading.files);
        let into = MergeInto {
            corpus,
            own_entry: &|concept| entries.find_entry(concept),
            identifiers: &identifiers,
            unattributed: format.is_table(),
        };
        let mut addition = CorpusAddition::from_corpora(into, imported);
        let (grown, findings) = entries.edit_files(&mut addition);
        let old = &self.reading.corpus;
        if addition.is_empty() {
            let (folder, files, grown, merged) = Default::default();
            return Ok(PlannedMerge { addition, findings, folder, files, grown, old, merged });
        }
        let sources = self.prepare_file("sources.yaml", |text| addition.extend_sources(text))?;
        let manifest = self.prepare_file("corpus.yaml", |text| addition.extend_manifest(text))?;
        let grown = [vec![sources, manifest], grown].concat();
        let files: Vec<_> = addition.file_texts().collect();
        let folder = (!files.is_empty()).then(|| self.folder.join(self.free_subfolder(first)));
        let merged = Some(self.read_result(&addition, &grown, &files)?);
        let grown = GrownFiles(grown);
        Ok(PlannedMerge { addition, findings, folder, files, grown, old, merged })
    }

    /// A file of the folder and what it is to say.
    fn prepare_file(
        &self,
        name: &'static str,
        grow: impl Fn(&str) -> Option<String>,
    ) -> Result<ChangedFile> {
        let path = self.folder.join(name);
        let old = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            read => Some(read.with_context(|| format!("`{}` cannot be read", path.display()))?),
        };
        let Some(new) = grow(old.as_deref().unwrap_or_default()) else {
            bail!(
                "`{}` is written so that nothing can be added to it line by line; put each name in it on a line of its own",
                path.display()
            )
        };
        Ok(ChangedFile { name: name.into(), path, old, new })
    }

    /// A name for a folder that is not there yet, after a file.
    fn free_subfolder(&self, file: &Path) -> String {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = text::split_words(&stem).collect::<Vec<_>>().join("-");
        let name = match name.is_empty() {
            true => "imported".to_owned(),
            false if is_device_name(&name) => format!("imported-{name}"),
            false => name,
        };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = |name: &String| fs::symlink_metadata(self.folder.join(name)).is_err();
        names.find(free).unwrap_or(name)
    }

    /// The corpus as it would be read with the changes, if that is without a fault and holds all that it held.
    fn read_result(
        &self,
        addition: &CorpusAddition,
        grown: &[ChangedFile],
        files: &[(PathBuf, String)],
    ) -> Result<Corpus> {
        let mut reading: CorpusReading = load::read_layers(&self.below)?;
        let (paths, mut faults) = list_yaml_files(self.folder, &mut reading.files);
        let mut changed: HashMap<&Path, &str> =
            grown.iter().map(|it| (&*it.name, &*it.new)).collect();
        let mut layer = Layer::default();
        let mut parse = |name: &Path, text: &str, files: &mut CorpusReading| {
            let file =
                files.files.add_file(self.folder.join(name).display().to_string(), text.to_owned());
            layer.parse_file(name, file, text.as_bytes(), &mut faults);
        };
        for path in paths {
            let name = path.strip_prefix(self.folder).unwrap_or(&path);
            match changed.remove(name) {
                Some(text) => parse(name, text, &mut reading),
                None => {
                    let text = fs::read_to_string(&path);
                    let text =
                        text.with_context(|| format!("`{}` cannot be read", path.display()))?;
                    parse(name, &text, &mut reading);
                }
            }
        }
        for (name, text) in changed.into_iter().chain(files.iter().map(|it| (&*it.0, &*it.1))) {
            parse(name, text, &mut reading);
        }
        reading.add_layer(layer);
        faults.append(&mut reading.faults);
        reading.faults = faults;
        if let Some(fault) = reading.diagnostics().first() {
            let (file, line, column) = (&fault.file, fault.line, fault.column);
            let message = &fault.message;
            bail!(
                "with it the corpus would not be sound ({file}:{line}:{column}: {message}); nothing was imported"
            );
        }
        let (now, before) = (reading.corpus.concepts.len(), self.reading.corpus.concepts.len());
        ensure!(
            now == before + addition.count(),
            "the folder has changed meanwhile; nothing was imported"
        );
        Ok(reading.corpus)
    }
}

/// What is to become of a folder.
pub(super) struct PlannedMerge<'p> {
    pub(super) addition: CorpusAddition,
    /// The entries that cannot be added to.
    pub(super) findings: Vec<Diagnostic>,
    /// The folder for new files, if there are any.
    pub(super) folder: Option<PathBuf>,
    /// These, each with its path in it.
    pub(super) files: Vec<(PathBuf, String)>,
    /// The files that are to say more.
    pub(super) grown: GrownFiles,
    /// The corpus as it was.
    pub(super) old: &'p Corpus,
    /// The corpus as it will be; none if nothing is added.
    pub(super) merged: Option<Corpus>,
}

impl PlannedMerge<'_> {
    /// Carries it out, all of it or nothing.
    pub(super) fn write_changes(&self) -> Result<()> {
        let put = self.grown.write_new();
        let put = put.and_then(|()| match &self.folder {
            Some(folder) => atomic_write::create_folder(folder, self.files.iter().cloned()),
            None => Ok(()),
        });
        if put.is_err() {
            self.grown.undo(None).context("not all could be put back")?;
        }
        put.context("nothing was imported")
    }
}

/// The identifier and preferred label of a concept.
fn id_and_label(concept: &Concept) -> (String, String) {
    (concept.id.clone(), concept.preferred_label().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use cxterms_exchange::InputFile;

    const TABLE: &str = "label,kind,source,definition\ntandem,craft,Bob,for two\n";

    /// What the files of a folder say.
    fn texts(folder: &Path) -> Vec<(PathBuf, String)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut texts: Vec<_> = entries
            .map(|path| (path.clone(), fs::read_to_string(&path).unwrap_or_default()))
            .collect();
        texts.sort();
        texts
    }

    /// The small corpus in a folder of its own, and what becomes of it when a table is merged into it.
    fn merged(name: &str, spoil: impl Fn(&Path)) -> (tempfile::TempDir, bool, bool) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("small");
        fs::create_dir(&folder).unwrap();
        for (path, text) in texts(Path::new("tests/fixtures/small")) {
            fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
        }
        spoil(&folder);
        let before = texts(&folder);
        let mut reading = CorpusReading::default();
        reading.add_folder(&folder);
        let target = MergeTarget { folder: &folder, below: vec![], reading, _lock: None };
        let format = ExchangeFormat::from_name("csv").unwrap();
        let input = InputFile { name: name.to_owned(), format, text: Box::new(TABLE.as_bytes()) };
        let options = target.complete_options(&format, ImportOptions::default());
        let imported = (format.read.unwrap())(vec![input], &options).unwrap();
        let planned = target.plan_merge(imported, &format, Path::new(name));
        let added = planned.and_then(|planned| planned.write_changes());
        let same = texts(&folder) == before;
        (home, added.is_ok(), same)
    }

    #[test]
    fn what_is_new_is_read_with_what_was_there() {
        let (home, done, same) = merged("it.csv", |_| {});
        assert!(done && !same);
        let mut reading = CorpusReading::default();
        reading.add_folder(&home.path().join("small"));
        assert_eq!(reading.diagnostics(), []);
        assert!(reading.corpus.concepts.iter().any(|concept| concept.id == "tandem"));
        assert!(reading.corpus.kinds.iter().any(|kind| kind.id == "craft"));
    }

    #[test]
    fn the_folder_of_what_is_new_has_a_name_that_every_system_takes() {
        for (file, folder) in [("nul.csv", "imported-nul"), ("Nullen.csv", "nullen")] {
            let (home, done, _) = merged(file, |_| {});
            assert!(done && home.path().join("small").join(folder).is_dir(), "{file}");
        }
    }

    #[test]
    fn what_cannot_be_finished_leaves_the_folder_as_it_was() {
        let read_only = |folder: &Path| {
            let path = folder.join("corpus.yaml");
            let mut permissions = fs::metadata(&path).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(path, permissions).unwrap();
        };
        // The sources are written before it, and put back.
        let (_home, done, same) = merged("it.csv", read_only);
        assert!(!done && same);
    }

    #[test]
    fn voices_in_braces_are_added_to() {
        let braces = |folder: &Path| {
            let sources = "voices: {workshop: {name: w}, rider-a: {name: A}, rider-b: {name: B}}\n\
                           works:\n  log: {by: rider-a, title: L}\n  letters: {by: rider-b, title: M}\n";
            fs::write(folder.join("sources.yaml"), sources).unwrap();
        };
        let (_home, done, same) = merged("it.csv", braces);
        assert!(done && !same);
    }
}
