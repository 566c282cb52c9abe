//! A folder for a corpus of one's own: it appears whole, or not at all.

use super::{create_file, shell_path, without_article};
use crate::{load, options::CorpusOptions, terminal};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::{
    answer::shell_word,
    builtin,
    new::{self, ScaffoldFile, SourceDeclaration},
};
use cxterms_base::{
    corpus::{CorpusReading, Layer, capitalize_first},
    schema,
};
use std::{
    fs,
    io::{ErrorKind, Write, stdout},
    path::{Component, Path, PathBuf},
    process,
};

/// Create a corpus of your own: a folder with its manifest, its sources and an example
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new corpus our-terms
  cxterms new corpus our-terms --title 'Terms of the workshop' --voice 'the workshop'")]
pub(crate) struct NewCorpus {
    /// Its folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// What it is called [default: the folder's name]
    #[arg(long)]
    title: Option<String>,
    /// Who speaks where no one is cited
    #[arg(long, value_name = "NAME", default_value = "the editors")]
    voice: String,
    /// The language of its texts, a BCP 47 tag [default: en]
    #[arg(long, visible_alias = "lang")]
    language: Option<String>,
}

/// Create a corpus that lies over the one that ships: it adds to that, and may deny it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms new overlay our-words --voice Acme
  cxterms check our-words")]
pub(crate) struct NewOverlay {
    /// Its folder, which is made; one that is there must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Who speaks in it where no one is cited: your house
    #[arg(long, value_name = "NAME")]
    voice: String,
    /// What it is called [default: “Words of” that voice]
    #[arg(long)]
    title: Option<String>,
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
        put_corpus(&wanted.dir, &new::overlay_files(&title, &voice), below)?;
        let (dir, own) = (shell_path(&wanted.dir), shell_word(voice.id()));
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
    match fs::read_dir(dir) {
        Ok(mut there) => match there.next() {
            Some(_) => bail!("`{}` is not empty; nothing was written", dir.display()),
            None => fill_folder(dir, files)?,
        },
        Err(error) if error.kind() == ErrorKind::NotFound => make_folder(dir, files)?,
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            bail!("`{}` is a file; nothing was written", dir.display())
        }
        Err(error) => bail!("`{}` cannot be read: {error}", dir.display()),
    }
    let mut out = stdout().lock();
    Ok(files
        .iter()
        .rev()
        .try_for_each(|file| writeln!(out, "{}", dir.join(file.name).display()))?)
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

/// Fills a folder that is there and empty. It stays the same folder, for a shell may stand in it; what makes it a corpus
/// comes last.
fn fill_folder(dir: &Path, files: &[ScaffoldFile]) -> Result<()> {
    for (index, file) in files.iter().enumerate() {
        let written = create_file(&dir.join(file.name), &file.text);
        if written.is_err() {
            for done in files.iter().take(index) {
                let _ = fs::remove_file(dir.join(done.name));
            }
            return written;
        }
    }
    Ok(())
}

/// Makes a folder, and those above it that are not there: under another name first, then renamed.
fn make_folder(dir: &Path, files: &[ScaffoldFile]) -> Result<()> {
    let whole = std::path::absolute(dir)?;
    let top = whole.ancestors().take_while(|path| !path.exists()).last().unwrap_or(&whole);
    let rest = whole.strip_prefix(top)?;
    let upwards = rest.components().any(|part| part == Component::ParentDir);
    ensure!(!upwards, "`{}` leads through a folder that is not there", dir.display());
    let name = top.file_name().unwrap_or_default().to_string_lossy();
    let beside = top.with_file_name(format!(".{name}.{}", process::id()));
    let unmade = || format!("`{}` cannot be made", dir.display());
    fs::create_dir(&beside).with_context(unmade)?;
    let done = (|| -> Result<()> {
        let inner = beside.join(rest);
        fs::create_dir_all(&inner).with_context(unmade)?;
        files.iter().try_for_each(|file| create_file(&inner.join(file.name), &file.text))?;
        fs::rename(&beside, top).with_context(unmade)
    })();
    if done.is_err() {
        // What could not be finished is of no use; the first error tells more than one about removing it.
        let _ = fs::remove_dir_all(&beside);
    }
    done
}
