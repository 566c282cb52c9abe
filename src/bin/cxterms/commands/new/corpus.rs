//! A folder for a corpus of one's own: it appears whole, or not at all.

use super::{keep_if_told, shell_path, without_article};
use crate::{atomic_write, commands::audit, load, options::CorpusOptions, terminal};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::{
    answer::shell_word,
    builtin,
    new::{self, ScaffoldFile, SourceDeclaration},
    scan::audit::write_overlay,
};
use cxterms_base::{
    corpus::{CorpusReading, Layer, capitalize_first},
    schema,
};
use std::{
    fs,
    io::{ErrorKind, Write, stdout},
    path::{Component, Path, PathBuf},
};

/// Create a corpus of your own: a folder with its manifest, its sources and an example
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new corpus our-terms
  cxterms new corpus our-terms --title 'Terms of the workshop' --voice 'the workshop'")]
pub(crate) struct NewCorpus {
    /// Write into this folder, which is created; an existing one must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Give it this title [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// Name the voice that speaks where no one is cited
    #[arg(long, value_name = "NAME", default_value = "the editors")]
    voice: String,
    /// Write its texts in this language, a BCP 47 tag [default: en]
    #[arg(long, visible_alias = "lang")]
    language: Option<String>,
}

/// Create a corpus that lies over the one that ships: it adds to that, and may deny it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new overlay our-words --voice Acme
  cxterms new overlay our-words --voice Acme --from handbook
  cxterms check our-words")]
pub(crate) struct NewOverlay {
    /// Write into this folder, which is created; an existing one must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Name the voice that speaks where no one is cited: your organization
    #[arg(long, value_name = "NAME")]
    voice: String,
    /// Give it this title [default: “Words of” that voice]
    #[arg(long)]
    title: Option<String>,
    /// Begin with what documents say already: abbreviations that they explain, names to avoid that they use
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusOptions,
}

impl NewCorpus {
    /// Makes a corpus that stands by itself.
    pub(super) fn run(&self) -> Result<bool> {
        let wanted = self;
        let title = match &wanted.title {
            Some(title) => new::single_line("title", title)?,
            None => title_from_folder(&wanted.dir)?,
        };
        let language = wanted.language.as_deref().unwrap_or("en");
        ensure!(
            schema::is_language_tag(language),
            "`{language}` is no language tag: write a BCP 47 tag such as `de` or `pt-BR`"
        );
        let files = new::corpus_files(&title, &make_voice(&wanted.voice)?, language);
        put_corpus(&wanted.dir, &files, CorpusReading::default())?;
        terminal::print_next_command(&format!(
            "cxterms define meeting --terms {}",
            shell_path(&wanted.dir)
        ))?;
        Ok(true)
    }
}

impl NewOverlay {
    /// Makes a corpus that lies over the one that ships.
    pub(super) fn run(&self) -> Result<bool> {
        let wanted = self;
        ensure!(
            wanted.corpus.terms.iter().all(|path| path == Path::new(builtin::NAME)),
            "an overlay is made over the corpus that ships; over another, `cxterms new corpus` and then `over` in its corpus.yaml"
        );
        let voice = make_voice(&wanted.voice)?;
        let title = match &wanted.title {
            Some(title) => new::single_line("title", title)?,
            None => format!("Words of {}", voice.name()),
        };
        let below = load::read_layers(&[builtin::NAME.into()])?;
        ensure!(
            below.corpus.voices.iter().all(|known| known.id != voice.id()),
            "`{}` is a voice of the corpus that ships; choose another name",
            voice.id()
        );
        let mut files = new::overlay_files(&title, &voice);
        let (dir, own) = (shell_path(&wanted.dir), shell_word(voice.id()));
        if let Some(from) = &wanted.from {
            // What the documents say stands in place of the example.
            files.retain(|file| file.name != "example.yaml");
            let text = write_overlay(&audit::audit_folder(from)?);
            files.insert(0, ScaffoldFile { name: "words.yaml", text });
            put_corpus(&wanted.dir, &files, below)?;
            let from = shell_path(from);
            terminal::print_next_command(&format!("cxterms scan {from} --terms {dir}"))?;
            return Ok(true);
        }
        put_corpus(&wanted.dir, &files, below)?;
        terminal::print_next_command(&format!(
            "cxterms define customer-success --terms {dir} --according-to {own}"
        ))?;
        Ok(true)
    }
}

fn make_voice(name: &str) -> Result<SourceDeclaration> {
    let name = new::single_line("voice", name)?;
    let id = new::derive_identifier(without_article(&name));
    let id = id.with_context(|| {
        format!("`{name}` has no letter or digit to make an identifier of; choose another name")
    })?;
    Ok(SourceDeclaration::voice(id, name, None, None))
}

/// A title, by the name of the folder.
fn title_from_folder(dir: &Path) -> Result<String> {
    let whole = std::path::absolute(dir)?;
    let name = whole.file_name().unwrap_or_default().to_string_lossy().replace(['-', '_'], " ");
    if name.trim().is_empty() {
        return Ok("Untitled".to_owned());
    }
    Ok(capitalize_first(&new::single_line("title", &name)?))
}

/// Puts files into a folder that is not there, or is empty, and tells their paths; `below` is what they lie over.
fn put_corpus(dir: &Path, files: &[ScaffoldFile], below: CorpusReading) -> Result<()> {
    check_sound(files, below)?;
    ensure!(dir != Path::new(builtin::NAME), "`built-in` names the corpus that ships");
    refuse_inside_corpus(dir)?;
    match fs::metadata(dir) {
        Ok(there) if !there.is_dir() => {
            bail!("`{}` is a file; nothing was written", dir.display())
        }
        Ok(_) => {
            fs::read_dir(dir).with_context(|| format!("`{}` cannot be read", dir.display()))?;
            let empty = atomic_write::is_empty_folder(dir);
            ensure!(empty, "`{}` is not empty; nothing was written", dir.display());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            bail!("`{}` is a file; nothing was written", dir.display())
        }
        Err(error) => bail!("`{}` cannot be read: {error}", dir.display()),
    }
    refuse_way_through_nothing(dir)?;
    let was_there = dir.is_dir();
    let texts = files.iter().map(|file| (PathBuf::from(file.name), file.text.clone()));
    atomic_write::create_folder(dir, texts)?;
    let mut out = stdout().lock();
    let mut paths = files.iter().rev().map(|file| dir.join(file.name));
    let told = paths.try_for_each(|path| writeln!(out, "{}", path.display()));
    keep_if_told(told.map_err(Into::into), || {
        atomic_write::remove_created(dir, was_there, files.iter().map(|file| Path::new(file.name)))
    })
}

/// Whether the files would be read without a fault.
fn check_sound(files: &[ScaffoldFile], mut reading: CorpusReading) -> Result<()> {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for ScaffoldFile { name, text } in files {
        let file = reading.files.add_file((*name).to_owned(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    reading.add_layer(layer);
    match found.iter().chain(&reading.faults).next() {
        Some(fault) => bail!("this would be no sound corpus: {}", fault.message),
        None => Ok(()),
    }
}

/// Whether a folder lies in no other corpus, of which it would be a fault.
fn refuse_inside_corpus(dir: &Path) -> Result<()> {
    let whole = std::path::absolute(dir)?;
    let outer = whole.ancestors().skip(1).find(|outer| outer.join("corpus.yaml").exists());
    let Some(outer) = outer else { return Ok(()) };
    let here = std::env::current_dir()?;
    let shown = match outer.strip_prefix(&here) {
        Ok(rest) if rest.as_os_str().is_empty() => Path::new("."),
        Ok(rest) => rest,
        Err(_) => outer,
    };
    bail!(
        "`{}` is a corpus, and no other can lie in it; choose a folder beside it",
        shown.display()
    )
}

/// Refuses a folder whose way leads up again from one that is not there.
fn refuse_way_through_nothing(dir: &Path) -> Result<()> {
    let whole = std::path::absolute(dir)?;
    let top = whole.ancestors().take_while(|path| !path.exists()).last().unwrap_or(&whole);
    let mut rest = whole.strip_prefix(top)?.components();
    let upwards = rest.any(|part| part == Component::ParentDir);
    ensure!(!upwards, "`{}` leads through a folder that is not there", dir.display());
    Ok(())
}
