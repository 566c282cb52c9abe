//! `build`: one file of a corpus, so that nobody compiles it again.

use crate::{
    asked::print_answer,
    atomic_write::{self, Before, keep_if_told},
    load,
    options::{CorpusOptions, LayerOptions, OutputOptions},
    progress::ProgressLine,
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::answer::InfoAnswer;
use cxterms_base::{
    Base,
    corpus::LayerStack,
    image::{ImageError, ImageSummary, InFile},
};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms build our-terms -o our-terms.cxterms
  cxterms define agenda --terms our-terms.cxterms
  cxterms build our-words --terms built-in -o ours.cxterms      what lies over a corpus, with it

A small corpus needs no building; of a hundred thousand terms, a question reads only the few blocks that it needs.")]
pub(crate) struct BuildCommand {
    /// Folders of corpora, each lying over those before it, and all of them over those of `--terms`
    #[arg(value_name = "DIR")]
    paths: Vec<PathBuf>,
    /// Write this file; one that was built before is replaced in one step
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    layers: LayerOptions,
    #[command(flatten)]
    answer: OutputOptions,
}

impl BuildCommand {
    /// Compiles corpora, each laid over those before it, into one file; prints what that says of itself.
    pub(crate) fn run(&self) -> Result<bool> {
        let layers = [&*load::named_corpora(&self.corpus.terms), &*self.paths].concat();
        ensure!(!layers.is_empty(), "name the folder of a corpus: `cxterms build DIR -o FILE`");
        let output = &self.output;
        check_replaceable(output)?;
        let line = ProgressLine::default();
        let reading =
            load::read_wanted(&LayerStack::from_named(&layers), self.layers.layer, &line)?;
        let found = reading.diagnostics();
        if !found.is_empty() {
            drop(line);
            bail!("the corpus has {}; nothing was built", load::show_faults(&found)?);
        }
        line.report_step("compiling");
        let bytes = Base::build_image(&reading.corpus, reading.digest)?;
        line.report_step(&format!("writing {}", output.display()));
        // As long as it is open, what it holds is there, whatever takes its name.
        let old = File::open(output).ok();
        atomic_write::replace_file(output, &bytes, Before::Any)
            .with_context(|| format!("`{}` cannot be written", output.display()))?;
        drop(line);
        let about = ImageSummary::from_corpus(&reading.corpus, reading.digest)?;
        let about = InfoAnswer::from_build(about, Some(bytes.len() as u64));
        let about = about.with_schemes_in(&reading.corpus);
        keep_if_told(print_answer(&self.answer, &about), || match old {
            Some(mut old) => {
                let mut before = vec![];
                old.read_to_end(&mut before)?;
                atomic_write::replace_file(output, &before, Before::Read(&bytes))
            }
            None => fs::remove_file(output),
        })?;
        Ok(true)
    }
}

/// Fails unless a file may take this place: nothing is there, or an empty file, or one that was built before, of whatever format or state.
fn check_replaceable(path: &Path) -> Result<()> {
    let shown = path.display();
    ensure!(
        path != Path::new("-"),
        "a built file cannot be written to standard output, for it is read by parts: name a file"
    );
    ensure!(
        !atomic_write::is_corpus_file_name(path),
        "`{shown}` would be taken for a file of a corpus, not for a built one; end its name in `.cxterms`"
    );
    let Ok(there) = fs::metadata(path) else {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.filter(|folder| !folder.is_dir());
        ensure!(folder.is_none(), "`{shown}` cannot be written: its folder is not there");
        return Ok(());
    };
    ensure!(there.is_file(), "`{shown}` is there already and is no file");
    let file = File::open(path).with_context(|| format!("`{shown}` cannot be read"))?;
    let known = there.len() == 0
        || !matches!(Base::open(Box::new(InFile::from_file(file)?)), Err(ImageError::NotAnImage));
    ensure!(known, "`{shown}` is there already and was not built by `cxterms build`");
    Ok(())
}
