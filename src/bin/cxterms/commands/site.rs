//! `site`: a corpus as pages for a browser.

use crate::{
    atomic_write::keep_if_told,
    cache::CorpusCache,
    input::find_speakers,
    load::{self, OpenedBase},
    options::{CorpusOptions, LanguageOptions, PerspectiveOptions},
    progress::ProgressLine,
    site_folder::SiteFolder,
    terminal,
};
use anyhow::{Result, ensure};
use clap::Args;
use cxterms::{
    answer::{self, Ask, DeclaredLookup},
    new,
    site::{SiteWish, write_site},
};
use cxterms_base::{Base, Narrowing, Perspective};
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
    corpus: CorpusOptions,
    #[command(flatten)]
    perspective: PerspectiveOptions,
    #[command(flatten)]
    language: LanguageOptions,
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
        let mut folder = SiteFolder::begin(&self.output)?;
        let OpenedBase { base, .. } =
            load::open_base(&self.corpus.terms, CorpusCache::open()?.as_ref())?;
        let Some(heard) = choose_perspective(&base, &self.perspective)? else { return Ok(false) };
        let ask = Ask { perspective: &heard, languages: &self.language.lang, ..Ask::new(&base) };
        let line = ProgressLine::default();
        let wish = SiteWish { title: title.as_deref(), address: self.url.as_deref() };
        let count = |done, all| line.report_count("writing the pages of terms", done, all);
        let written = write_site(ask, &wish, &mut folder, &count);
        drop(line);
        let written = load::name_built_file(&self.corpus.terms, written.map_err(Into::into))?;
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
        })?;
        Ok(true)
    }
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

/// Whose claims count; none if a voice or a kind of voice is unknown, which then has been reported.
fn choose_perspective(base: &Base, options: &PerspectiveOptions) -> Result<Option<Perspective>> {
    let named = match find_speakers(base, &options.according_to)? {
        Ok(named) => named,
        Err(unknown) => {
            terminal::print_miss(&unknown)?;
            return Ok(None);
        }
    };
    let kinds = match answer::parse_voice_kinds(base, &options.voice_kind) {
        DeclaredLookup::Known(kinds) => Some(kinds).filter(|kinds| !kinds.is_empty()),
        DeclaredLookup::Unknown(unknown) => {
            terminal::print_miss(&unknown)?;
            return Ok(None);
        }
    };
    let all = match named.is_empty() {
        true => Perspective::default(),
        false => Perspective::of_voices(named.into_iter().flatten()),
    };
    let narrowing = Narrowing { kinds, since: options.since };
    Ok(Some(all.narrow(base, &narrowing)?.0))
}

/// `6.1 MB`, `12 kB`.
fn describe_size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
