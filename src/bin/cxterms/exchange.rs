//! A corpus out to other tools, and theirs in: whole or not at all.

use super::{
    args::{Export, Global, Import, Told},
    corpora,
    progress::Progress,
    replace, terminal,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms::exchange::{Format, Input, Report, Wishes};
use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write, stderr, stdin, stdout},
    path::Path,
};

/// How much is read at once.
const AT_ONCE: usize = 1 << 16;

/// Reads files and writes a folder; false if they hold no concept, and then nothing is written.
pub(crate) fn import(global: &Global, wanted: &Import) -> Result<bool> {
    let occupied = wanted.output.exists() && !replace::is_empty_folder(&wanted.output);
    ensure!(
        !occupied || wanted.merge,
        "`{}` is there already; `--merge` adds to it what it does not hold yet",
        wanted.output.display()
    );
    let inputs = wanted.files.iter().map(|path| open(wanted, path)).collect::<Result<Vec<_>>>()?;
    let Some(format) = inputs.first().map(|input| input.format) else { return Ok(false) };
    let Some(read) = format.read else { bail!("`{}` is only written", format.name) };
    ensure!(
        inputs.iter().all(|input| input.format.family == format.family),
        "the files are of formats that cannot be read as one corpus: import them one by one"
    );
    let wishes = Wishes {
        title: wanted.title.clone(),
        voice: wanted.voice.clone(),
        language: wanted.language.clone(),
        columns: wanted.column.clone(),
    };
    let imported = match read(inputs, &wishes) {
        Ok(imported) => imported,
        Err(broken) => {
            terminal::findings(&[*broken.0])?;
            terminal::gap()?;
            bail!("nothing was imported");
        }
    };
    let found = !imported.corpus.concepts.is_empty();
    if found {
        replace::folder(&wanted.output, imported.corpus.files())?;
    }
    let report = Report::of(&imported.corpus, &format, imported.losses, imported.findings);
    let mut out = BufWriter::new(stdout().lock());
    match wanted.losses {
        Told::Json => told(&report, &mut out)?,
        Told::Human => global.format.write(&report, terminal::style(global), &mut out)?,
    }
    out.flush()?;
    if !found {
        terminal::note("no concept was found, so nothing was written")?;
    }
    Ok(found)
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
