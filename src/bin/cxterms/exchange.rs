//! A corpus out to other tools, and theirs in: whole or not at all.

use super::{
    args::{Export, Global, Import, Told},
    corpora,
    merge::{Added, Target},
    progress::Progress,
    replace, terminal,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms_exchange::{Format, Imported, Input, Report, Wishes};
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read, Write, stderr, stdin, stdout},
    path::{Path, PathBuf},
};

/// How much is read at once.
const AT_ONCE: usize = 1 << 16;

/// Reads files and writes a folder, or adds to one; false if they hold no concept, and then nothing is written.
pub(crate) fn import(global: &Global, wanted: &Import) -> Result<bool> {
    ensure!(
        global.according_to.is_empty(),
        "`import` takes in what everybody says: leave `--according-to` out"
    );
    let occupied = occupied(wanted)?;
    let inputs = wanted.files.iter().map(|path| open(wanted, path)).collect::<Result<Vec<_>>>()?;
    let Some(format) = inputs.first().map(|input| input.format) else { return Ok(false) };
    let target = occupied.then(|| Target::open(global, &wanted.output)).transpose()?;
    let wishes = wishes(wanted);
    let wishes = target.as_ref().map_or(wishes.clone(), |it| it.wishes(&format, wishes));
    let Imported { corpus, losses: mut lost, findings } = read(inputs, format, &wishes)?;
    let found = !corpus.concepts.is_empty();
    let (report, note) = match target {
        Some(target) if found => {
            let first = wanted.files.first().map_or(Path::new(""), PathBuf::as_path);
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
            replace::folder(&wanted.output, corpus.files())?;
            (Report::of(&corpus, &format, lost, findings), None)
        }
        _ => {
            let note = "no concept was found, so nothing was written".to_owned();
            (Report::of(&corpus, &format, lost, findings), Some(note))
        }
    };
    let mut out = BufWriter::new(stdout().lock());
    match wanted.losses {
        Told::Json => {
            terminal::findings(&report.findings)?;
            told(&report, &mut out)?;
        }
        Told::Human => global.format.write(&report, terminal::style(global), &mut out)?,
    }
    out.flush()?;
    note.iter().try_for_each(|note| terminal::note(note))?;
    Ok(found)
}

/// Whether something stands where the folder is to be made, which only a merge may add to.
fn occupied(Import { output, merge, .. }: &Import) -> Result<bool> {
    let shown = output.display();
    let occupied = fs::symlink_metadata(output).is_ok() && !replace::is_empty_folder(output);
    ensure!(!occupied || output.is_dir(), "`{shown}` is no folder");
    ensure!(
        !occupied || *merge,
        "`{shown}` is there already; `--merge` adds to it what it does not hold yet"
    );
    Ok(occupied)
}

fn wishes(wanted: &Import) -> Wishes {
    Wishes {
        title: wanted.title.clone(),
        voice: wanted.voice.clone(),
        language: wanted.language.clone(),
        columns: wanted.column.clone(),
        ..Wishes::default()
    }
}

/// Reads files of one family; what is broken is shown.
fn read(inputs: Vec<Input<'_>>, format: Format, wishes: &Wishes) -> Result<Imported> {
    let Some(read) = format.read else { bail!("`{}` is only written", format.name) };
    ensure!(
        inputs.iter().all(|input| input.format.family == format.family),
        "the files are of formats that cannot be read as one corpus: import them one by one"
    );
    ensure!(
        wishes.columns.is_empty() || format.family == "Tables",
        "`--column` names a column of a table, and `{}` has none",
        format.name
    );
    match read(inputs, wishes) {
        Ok(imported) => Ok(imported),
        Err(broken) => {
            terminal::findings(&[*broken.0])?;
            terminal::gap()?;
            bail!("nothing was imported");
        }
    }
}

fn open(wanted: &Import, path: &Path) -> Result<Input<'static>> {
    let name = path.display().to_string();
    let Some(format) = wanted.from.or_else(|| Format::of_file(&name)) else {
        bail!("how `{name}` is to be read does not show in its name: `--from` says it");
    };
    let input = |name: String, total, text: Box<dyn Read>| {
        let text = Box::new(BufReader::with_capacity(AT_ONCE, Progress::new(text, &name, total)));
        Input { name, format, text }
    };
    if path == Path::new("-") {
        return Ok(input("standard input".to_owned(), None, Box::new(stdin())));
    }
    let file = File::open(path).with_context(|| format!("`{name}` cannot be read"))?;
    let about = file.metadata()?;
    ensure!(!about.is_dir(), "`{name}` is a folder; name the files in it");
    Ok(input(name, Some(about.len()), Box::new(file)))
}

/// Writes the corpus that was asked for; says on standard error what was lost.
pub(crate) fn export(global: &Global, wanted: &Export) -> Result<()> {
    ensure!(
        global.according_to.is_empty(),
        "`export` writes what everybody says: leave `--according-to` out"
    );
    let corpus = corpora::whole(global)?;
    let write = |out: &mut dyn io::Write| match wanted.to.export(&corpus, out) {
        Some(written) => Ok(written?),
        None => bail!("`{}` is only read", wanted.to.name),
    };
    let lost = match &wanted.output {
        Some(path) => replace::new_file(path, write)?,
        None => {
            let mut out = BufWriter::new(stdout().lock());
            let lost = write(&mut out)?;
            out.flush()?;
            lost
        }
    };
    let report = Report::of(&corpus, &wanted.to, lost, vec![]);
    match wanted.losses {
        Told::Json => told(&report, &mut stderr().lock()),
        Told::Human => terminal::aside(&report),
    }
}

/// The losses alone, as JSON.
fn told(report: &Report, out: &mut dyn Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &report.losses)?;
    Ok(writeln!(out)?)
}
