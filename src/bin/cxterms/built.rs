//! One file of a corpus, so that nobody compiles it again; and what such a file says of itself.

use super::{
    args::{Build, Global},
    corpora,
    progress::Line,
    replace, sound,
};
use anyhow::{Context, Result, bail, ensure};
use cxterms::{answer::Info, builtin};
use cxterms_base::{
    Base,
    image::{About, ImageError, InFile},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

/// Compiles corpora, each laid over those before it, into one file; tells what that says of itself.
pub(crate) fn build(global: &Global, wanted: &Build) -> Result<()> {
    let layers = layers(global, wanted)?;
    let output = &wanted.output;
    replaceable(output)?;
    let line = Line::default();
    let reading = corpora::reading_telling(&layers, &line)?;
    let found = reading.diagnostics();
    if !found.is_empty() {
        drop(line);
        bail!("the corpus has {}; nothing was built", corpora::show(&found)?);
    }
    line.says("compiling");
    let bytes = Base::build(&reading.corpus, reading.digest)?;
    line.says(&format!("writing {}", output.display()));
    replace::replace(output, &bytes)
        .with_context(|| format!("`{}` cannot be written", output.display()))?;
    drop(line);
    let about = About::of(&reading.corpus, reading.digest)?;
    sound::write(global, global.format, &Info::built(about, Some(bytes.len() as u64)))
}

/// The corpora to build: those of `--terms`, and over them those that are named.
fn layers(global: &Global, wanted: &Build) -> Result<Vec<PathBuf>> {
    ensure!(
        global.according_to.is_empty() && global.lang.is_none(),
        "`build` keeps what every voice says, in every language: leave `--according-to` and `--lang` out"
    );
    let layers = [&*corpora::named(&global.terms), &*wanted.paths].concat();
    ensure!(!layers.is_empty(), "name the folder of a corpus: `cxterms build DIR -o FILE`");
    Ok(layers)
}

/// Whether a file may take this place: nothing is there, or an empty file, or one that was built before, of whatever format or state.
fn replaceable(path: &Path) -> Result<()> {
    let shown = path.display();
    let Ok(there) = fs::metadata(path) else {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.filter(|folder| !folder.is_dir());
        ensure!(folder.is_none(), "`{shown}` cannot be written: its folder is not there");
        return Ok(());
    };
    ensure!(there.is_file(), "`{shown}` is there already and is no file");
    let file = File::open(path).with_context(|| format!("`{shown}` cannot be read"))?;
    let known = there.len() == 0
        || !matches!(Base::open(Box::new(InFile::of(file)?)), Err(ImageError::NotAnImage));
    ensure!(known, "`{shown}` is there already and was not built by `cxterms build`");
    Ok(())
}

/// Tells what a built file says of itself, or what a build of a folder would say.
pub(crate) fn info(global: &Global, path: &Path) -> Result<()> {
    ensure!(
        global.according_to.is_empty() && global.lang.is_none() && global.terms.is_empty(),
        "`info` looks at one file alone: leave `--terms`, `--according-to` and `--lang` out"
    );
    let info = if corpora::is_built(path) {
        let base = corpora::built(path)?;
        base.verify().map_err(|error| corpora::of_file(path, error.into()))?;
        Info::built(base.about().clone(), Some(fs::metadata(path)?.len()))
    } else if path == Path::new(builtin::NAME) {
        Info::built(builtin::open()?.about().clone(), None)
    } else {
        let reading = corpora::reading(&[path.to_owned()])?;
        let found = reading.diagnostics();
        if !found.is_empty() {
            bail!("the corpus has {}", corpora::show(&found)?);
        }
        Info::read(About::of(&reading.corpus, reading.digest)?)
    };
    sound::write(global, global.format, &info)
}
