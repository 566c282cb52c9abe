//! `info`: what a built file says of itself, or what a build of a folder would say.

use crate::{asked::print_answer, load, options::OutputOptions};
use anyhow::{Result, bail};
use clap::Args;
use cxterms::{answer::InfoAnswer, builtin};
use cxterms_base::image::ImageSummary;
use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

/// What `.ci/licenses` writes.
const LICENSES: &str = include_str!("../../../../THIRD-PARTY-LICENSES.txt");

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms info our-terms.cxterms
  cxterms info our-terms                the same of a folder: where `Sources` differs, it has changed since
  cxterms info built-in --format json
  cxterms info --licenses")]
pub(crate) struct InfoCommand {
    /// Describe this file from `build`, folder of a corpus, or `built-in`
    #[arg(value_name = "FILE", required_unless_present = "licenses")]
    path: Option<PathBuf>,
    /// Print the licenses of the crates that are part of the program
    #[arg(long, conflicts_with = "path")]
    licenses: bool,
    #[command(flatten)]
    output: OutputOptions,
}

impl InfoCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        let Some(path) = &self.path else {
            let mut out = stdout().lock();
            out.write_all(LICENSES.as_bytes())?;
            out.flush()?;
            return Ok(true);
        };
        let info = if load::is_built(path) {
            let base = load::open_built_file(path)?;
            base.verify().map_err(|error| load::blame_file(path, error.into()))?;
            let info =
                InfoAnswer::from_build(base.summary().clone(), Some(fs::metadata(path)?.len()));
            info.with_schemes_of(&base)?
        } else if path == Path::new(builtin::NAME) {
            let base = builtin::open()?;
            InfoAnswer::from_build(base.summary().clone(), None).with_schemes_of(&base)?
        } else {
            let reading = load::read_layers(&[path.to_owned()])?;
            let found = reading.diagnostics();
            if !found.is_empty() {
                bail!("the corpus has {}", load::show_faults(&found)?);
            }
            let about = ImageSummary::from_corpus(&reading.corpus, reading.digest)?;
            InfoAnswer::from_folder(about).with_schemes_in(&reading.corpus)
        };
        print_answer(&self.output, &info)?;
        Ok(true)
    }
}
