//! `import --merge`: adds to a folder what its corpus does not hold yet, all of it or nothing.

use crate::{
    atomic_write::{self, Before},
    load,
    options::CorpusOptions,
    progress::ProgressLine,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms_base::{
    corpus::{Concept, Corpus, CorpusReading, Layer, LayerStack, is_device_name},
    text,
};
use cxterms_exchange::{CorpusAddition, ExchangeFormat, ImportOptions};
use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// The corpus in a folder, and what lies below it.
pub(super) struct MergeTarget<'t> {
    folder: &'t Path,
    below: Vec<PathBuf>,
    corpus: Corpus,
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
        Ok(Self { folder, below, corpus: reading.corpus, _lock: lock })
    }

    /// The options with what this corpus settles: a table says neither who speaks in it nor in which language.
    pub(super) fn complete_options(
        &self,
        format: &ExchangeFormat,
        mut options: ImportOptions,
    ) -> ImportOptions {
        options.beside = self.corpus.concepts.iter().map(id_and_label).collect();
        if format.is_table() {
            let settings = &self.corpus.settings;
            let own = settings.editors.last().and_then(|id| self.corpus.voice(*id));
            options.voice = options.voice.or_else(|| own.map(|voice| voice.name.clone()));
            options.language = options.language.or_else(|| Some(settings.language.clone()));
        }
        options
    }

    /// Adds what is new in files that were read as one corpus; their first names the subfolder for it.
    pub(super) fn add_concepts(&self, imported: Corpus, first: &Path) -> Result<MergeResult> {
        let (own, other) = (&self.corpus.settings.language, &imported.settings.language);
        ensure!(
            own == other,
            "the files are in `{other}`, the corpus in `{own}`; if they are in `{own}` too, say `--language {own}`"
        );
        let addition = CorpusAddition::from_corpora(&self.corpus, imported);
        if addition.count() == 0 {
            return Ok(MergeResult { addition, folder: None, grown: GrownFiles(vec![]) });
        }
        let sources = self.prepare_file("sources.yaml", |text| addition.extend_sources(text))?;
        let manifest = self.prepare_file("corpus.yaml", |text| addition.extend_manifest(text))?;
        let folder = self.folder.join(self.free_subfolder(first));
        let files: Vec<_> = addition.file_texts().collect();
        self.check_result(&addition, &[&sources, &manifest], &files)?;
        let grown = GrownFiles(vec![sources, manifest]);
        let put = grown.0.iter().try_for_each(ChangedFile::write_new);
        let put = put.and_then(|()| atomic_write::create_folder(&folder, files.into_iter()));
        if put.is_err() {
            grown.undo(None).context("not all could be put back")?;
        }
        put.context("nothing was imported")?;
        Ok(MergeResult { addition, folder: Some(folder), grown })
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
        Ok(ChangedFile { name, path, old, new })
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

    /// Whether the folder would be read without a fault, and hold all that it held.
    fn check_result(
        &self,
        addition: &CorpusAddition,
        grown: &[&ChangedFile],
        files: &[(PathBuf, String)],
    ) -> Result<()> {
        let mut reading: CorpusReading = load::read_layers(&self.below)?;
        let (mut layer, mut faults) = Layer::read_folder(self.folder, &mut reading.files);
        let own = grown.iter().map(|it| (Path::new(it.name), &*it.new));
        let new = files.iter().map(|(path, text)| (path.as_path(), text.as_str()));
        for (path, text) in own.chain(new) {
            let file = reading.files.add_file(path.display().to_string(), text.to_owned());
            layer.parse_file(path, file, text.as_bytes(), &mut faults);
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
        let (now, before) = (reading.corpus.concepts.len(), self.corpus.concepts.len());
        ensure!(
            now == before + addition.count(),
            "the folder has changed meanwhile; nothing was imported"
        );
        Ok(())
    }
}

/// What was added, and into which folder if anything was.
pub(super) struct MergeResult {
    pub(super) addition: CorpusAddition,
    pub(super) folder: Option<PathBuf>,
    /// The files that say more now.
    pub(super) grown: GrownFiles,
}

/// Files of a folder that were added to.
pub(super) struct GrownFiles(Vec<ChangedFile>);

impl GrownFiles {
    /// Takes back what was added, and the new folder if there is one.
    pub(super) fn undo(&self, folder: Option<&Path>) -> io::Result<()> {
        folder.map_or(Ok(()), fs::remove_dir_all)?;
        self.0.iter().try_for_each(ChangedFile::restore_old)
    }
}

/// The identifier and preferred label of a concept.
fn id_and_label(concept: &Concept) -> (String, String) {
    (concept.id.clone(), concept.preferred_label().to_owned())
}

/// A file that is to say more.
struct ChangedFile {
    name: &'static str,
    path: PathBuf,
    old: Option<String>,
    new: String,
}

impl ChangedFile {
    fn is_same(&self) -> bool {
        self.old.as_deref().unwrap_or_default() == self.new
    }

    fn write_new(&self) -> Result<()> {
        let unwritten = || format!("`{}` cannot be written", self.path.display());
        if self.is_same() {
            Ok(())
        } else {
            let before = Before::of(self.old.as_deref().map(str::as_bytes));
            atomic_write::replace_file(&self.path, self.new.as_bytes(), before)
                .with_context(unwritten)
        }
    }

    /// Undoes [`Self::write_new`], if that has been done.
    fn restore_old(&self) -> io::Result<()> {
        match &self.old {
            _ if self.is_same() => Ok(()),
            // What somebody else has written since is not undone.
            _ if fs::read_to_string(&self.path).ok().as_ref() != Some(&self.new) => Ok(()),
            Some(old) => {
                let before = Before::Read(self.new.as_bytes());
                atomic_write::replace_file(&self.path, old.as_bytes(), before)
            }
            None => fs::remove_file(&self.path),
        }
    }
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
        let target =
            MergeTarget { folder: &folder, below: vec![], corpus: reading.corpus, _lock: None };
        let format = ExchangeFormat::from_name("csv").unwrap();
        let input = InputFile { name: name.to_owned(), format, text: Box::new(TABLE.as_bytes()) };
        let options = target.complete_options(&format, ImportOptions::default());
        let imported = (format.read.unwrap())(vec![input], &options).unwrap();
        let added = target.add_concepts(imported.corpus, Path::new(name));
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
        let no_room = |folder: &Path| {
            let sources = "voices: {workshop: {name: w}, rider-a: {name: A}, rider-b: {name: B}}\n\
                           works:\n  log: {by: rider-a, title: L}\n  letters: {by: rider-b, title: M}\n";
            fs::write(folder.join("sources.yaml"), sources).unwrap();
        };
        let (_home, done, same) = merged("it.csv", no_room);
        assert!(!done && same);
    }
}
