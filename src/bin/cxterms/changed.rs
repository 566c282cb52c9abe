//! What changed between two corpora? To standard output; with faults in either, nothing is compared.

use super::{
    args::Global,
    corpora,
    onward::{self, Onward},
    sound,
};
use anyhow::{Result, bail, ensure};
use cxterms::diff;
use std::path::PathBuf;

/// Compares two corpora, each laid over those of `--terms`; the last of those may be one of the two itself.
pub(crate) fn diff(global: &Global, names: [&PathBuf; 2], all: bool) -> Result<()> {
    ensure!(
        global.according_to.is_empty() && global.lang.is_none(),
        "`diff` tells what every voice says, in every language: leave `--according-to` and `--lang` out"
    );
    let mut broken = vec![];
    let mut corpora = vec![];
    for name in names {
        let mut layers = global.terms.clone();
        if layers.last() != Some(name) {
            layers.push(name.clone());
        }
        let reading = corpora::reading(&layers)?;
        let found = reading.diagnostics();
        if !found.is_empty() {
            broken.push(format!("`{}` has {}", name.display(), corpora::show(&found)?));
        }
        corpora.push((name.to_string_lossy(), reading.corpus));
    }
    match &*corpora {
        [(before, old), (after, new)] if broken.is_empty() => {
            let view = diff::diff((before, old), (after, new), all);
            // Corpora that stand in the environment are not below these two.
            let below = !global.terms.is_empty();
            let arguments = if below { onward::arguments(global) } else { String::new() };
            sound::write(global, global.format, &Onward { view: &view, arguments: &arguments })
        }
        _ => bail!("{}; nothing was compared", broken.join("; ")),
    }
}
