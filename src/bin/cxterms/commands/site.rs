//! `site`: a corpus as pages for a browser.

use crate::{
    asked::ask, atomic_write::keep_if_told, load, options::SourceOptions, progress::ProgressLine,
    site_folder::SiteFolder,
};
use anyhow::{Result, ensure};
use clap::Args;
use cxterms::{
    answer::Ask,
    builtin, new,
    site::{SiteError, SiteWish, write_site},
};
use cxterms_base::corpus::LayerStack;
use cxterms_page::Count;
use std::{
    fs,
    io::{Write, stdout},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms site -o terms-site                    open terms-site/index.html
  cxterms site -o ours --terms our-words --title 'Words at Acme'
  cxterms site -o franz --according-to franz
  python3 -m http.server -d terms-site          the same on a web server; any will do

An earlier site in the folder is replaced; a folder that holds anything else is left alone.")]
pub(crate) struct SiteCommand {
    /// Write into this folder, which is created; one that is there must be empty, or hold an earlier site
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Give the site this title [default: the corpus's]
    #[arg(long)]
    title: Option<String>,
    /// Write addresses into its sitemap that begin with this one, where the site will be found
    #[arg(long, value_name = "URL", value_parser = site_address)]
    url: Option<String>,
    #[command(flatten)]
    source: SourceOptions,
}

impl SiteCommand {
    /// Writes the site and tells how large it is; false if a voice is unknown.
    pub(crate) fn run(&self) -> Result<bool> {
        let title = self.title.as_deref().map(|title| new::single_line("title", title));
        let title = title.transpose()?;
        ensure!(
            self.output != Path::new("-"),
            "a site is a folder and cannot be written to standard output: name one"
        );
        // Refused before anything is read.
        drop(SiteFolder::begin(&self.output)?);
        let question = self.source.to_question();
        let license = has_built_in(&question.corpus.terms).then_some(BUILT_IN_LICENSE);
        ask(&question, |asked| {
            let address = self.url.as_deref();
            let sources = Some(load::digest_sources(&question.corpus.terms)?);
            let wish = SiteWish { title: title.as_deref(), license, address, sources };
            self.put_site(asked.to_ask(true), &wish)?;
            Ok(true)
        })
    }

    /// Writes the site beside its place, puts it there and tells how large it is.
    fn put_site(&self, ask: Ask<'_>, wish: &SiteWish<'_>) -> Result<()> {
        let mut folder = SiteFolder::begin(&self.output)?;
        let line = ProgressLine::default();
        let count = |done, all| line.report_count("writing the pages of terms", done, all);
        let written = match write_site(ask, wish, &mut folder, &count) {
            Ok(written) => written,
            Err(SiteError::Image(error)) => return Err(error.into()),
            Err(SiteError::Io(error)) => {
                let error = anyhow::Error::from(error);
                return Err(error.context(format!("`{}` cannot be written", self.output.display())));
            }
        };
        drop(line);
        let was_there = self.output.exists();
        folder.take_place()?;
        let told = writeln!(
            stdout().lock(),
            "{}: {}, {}",
            self.output.join("index.html").display(),
            Count(written.pages, "page"),
            describe_size(written.bytes),
        );
        keep_if_told(told.map_err(Into::into), || match was_there {
            true => Ok(()),
            false => fs::remove_dir_all(&self.output),
        })
    }
}

/// Under which license the terms are that ship.
const BUILT_IN_LICENSE: &str = "CC BY 4.0, for the terms that ship with cxterms";

/// Whether the corpus that ships is among those that are asked.
fn has_built_in(terms: &[PathBuf]) -> bool {
    let stack = LayerStack::from_named(&load::named_corpora(terms)).paths();
    stack.is_empty() || stack.iter().any(|path| path == Path::new(builtin::NAME))
}

/// The address of a site, with a slash at its end: what can stand in a list of addresses as it is.
fn site_address(written: &str) -> Result<String, String> {
    let web = ["https://", "http://"].iter().any(|scheme| written.starts_with(scheme));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%".contains(c);
    if !web || !written.chars().all(plain) {
        return Err("write https://… without spaces, `?` or `#`".to_owned());
    }
    Ok(format!("{}/", written.trim_end_matches('/')))
}

/// `6.1 MB`, `12 kB`.
fn describe_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
