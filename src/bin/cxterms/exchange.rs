//! A corpus out to other tools, and theirs in: whole or not at all.

use super::{
    args::{Global, Told},
    corpora,
    merge::{Added, Target},
    replace, terminal,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms::exchange::{Format, Imported, Input, Report, Wishes};
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write, stderr, stdin, stdout},
    path::{Path, PathBuf},
};

/// What is to be imported, and where to.
pub(crate) struct Import<'i> {
    pub(crate) files: &'i [PathBuf],
    pub(crate) output: &'i Path,
    pub(crate) from: Option<Format>,
    pub(crate) merge: bool,
    pub(crate) wishes: Wishes,
}

impl Import<'_> {
    /// Reads the files and writes the folder; false if they hold no concept, and then nothing is written.
    pub(crate) fn run(&self, global: &Global, losses: Told) -> Result<bool> {
        let occupied =
            fs::symlink_metadata(self.output).is_ok() && !replace::is_empty_folder(self.output);
        ensure!(!occupied || self.output.is_dir(), "`{}` is no folder", self.output.display());
        ensure!(
            !occupied || self.merge,
            "`{}` is there already; `--merge` adds to it what it does not hold yet",
            self.output.display()
        );
        let inputs = self.files.iter().map(|path| self.open(path)).collect::<Result<Vec<_>>>()?;
        let Some(format) = inputs.first().map(|input| input.format) else { return Ok(false) };
        let Some(read) = format.read else { bail!("`{}` is only written", format.name) };
        ensure!(
            inputs.iter().all(|input| input.format.family == format.family),
            "the files are of formats that cannot be read as one corpus: import them one by one"
        );
        ensure!(
            self.wishes.columns.is_empty() || format.family == "Tables",
            "`--column` names a column of a table, and `{}` has none",
            format.name
        );
        let target = occupied.then(|| Target::open(global, self.output)).transpose()?;
        let wishes = self.wishes.clone();
        let wishes = target.as_ref().map_or(wishes.clone(), |it| it.wishes(&format, wishes));
        let imported = match read(inputs, &wishes) {
            Ok(imported) => imported,
            Err(broken) => {
                terminal::findings(&[*broken.0])?;
                terminal::gap()?;
                bail!("nothing was imported");
            }
        };
        let Imported { corpus, losses: mut lost, findings } = imported;
        let found = !corpus.concepts.is_empty();
        let (report, note) = match target {
            Some(target) if found => {
                let first = self.files.first().map_or(Path::new(""), PathBuf::as_path);
                let Added { addition, folder } = target.add(corpus, first)?;
                lost.join(&addition.losses);
                let report = Report::of(addition.corpus(), &format, lost, findings);
                let note = match folder {
                    Some(folder) => format!("what is new stands in `{}`", folder.display()),
                    None => "every concept is there already, so nothing was written".to_owned(),
                };
                (Report { concepts: addition.count(), ..report }, Some(note))
            }
            _ if found => {
                replace::folder(self.output, corpus.files())?;
                (Report::of(&corpus, &format, lost, findings), None)
            }
            _ => {
                let note = "no concept was found, so nothing was written".to_owned();
                (Report::of(&corpus, &format, lost, findings), Some(note))
            }
        };
        let mut out = BufWriter::new(stdout().lock());
        match losses {
            Told::Json => {
                terminal::findings(&report.findings)?;
                told(&report, &mut out)?;
            }
            Told::Human => global.format.write(&report, terminal::style(global), &mut out)?,
        }
        out.flush()?;
        if let Some(note) = note {
            terminal::note(&note)?;
        }
        Ok(found)
    }

    fn open(&self, path: &Path) -> Result<Input<'static>> {
        let name = path.display().to_string();
        let format = self.from.or_else(|| Format::of_file(&name));
        let Some(format) = format else {
            bail!("how `{name}` is to be read does not show in its name: `--from` says it");
        };
        if path == Path::new("-") {
            let text = Box::new(BufReader::new(stdin()));
            return Ok(Input { name: "standard input".to_owned(), format, text });
        }
        let file = File::open(path).with_context(|| format!("`{name}` cannot be read"))?;
        ensure!(!file.metadata()?.is_dir(), "`{name}` is a folder; name the files in it");
        Ok(Input { name, format, text: Box::new(BufReader::with_capacity(1 << 16, file)) })
    }
}

/// Writes the corpus that was asked for; says on standard error what was lost.
pub(crate) fn export(
    global: &Global,
    to: Format,
    output: Option<&Path>,
    losses: Told,
) -> Result<()> {
    ensure!(
        global.according_to.is_empty(),
        "`export` writes what everybody says: leave `--according-to` out"
    );
    let corpus = corpora::whole(global)?;
    let write = |out: &mut dyn io::Write| match to.export(&corpus, out) {
        Some(written) => Ok(written?),
        None => bail!("`{}` is only read", to.name),
    };
    let lost = match output {
        Some(path) => replace::new_file(path, write)?,
        None => {
            let mut out = BufWriter::new(stdout().lock());
            let lost = write(&mut out)?;
            out.flush()?;
            lost
        }
    };
    let report = Report::of(&corpus, &to, lost, vec![]);
    match losses {
        Told::Json => told(&report, &mut stderr().lock()),
        Told::Human => terminal::aside(&report),
    }
}

/// The losses alone, as JSON.
fn told(report: &Report, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &report.losses)?;
    Ok(writeln!(out)?)
}
