//! `match`: which term each name of a table means, in columns of its own.

use crate::{
    atomic_write,
    cache::CorpusCache,
    commands::import::open_file_as,
    complete, load,
    options::CorpusOptions,
    progress::ProgressLine,
    terminal,
    value_parsers::{complete_with, wanted_language},
};
use anyhow::{Result, anyhow, bail, ensure};
use clap::Args;
use cxterms::answer::{MatchCertainty, NameMatch, match_name};
use cxterms_base::Base;
use cxterms_exchange::{ExchangeFormat, ImportOptions, PlainTable};
use std::{
    collections::{BTreeMap, HashMap},
    io::{BufWriter, Write, stdout},
    path::{Path, PathBuf},
};

/// What the added columns are called.
const ADDED: [&str; 4] = ["term id", "term", "match", "why"];

/// What stands between several terms in one cell.
const SEPARATOR: &str = " | ";

#[derive(Debug, Args)]
#[command(after_help = "\
Adds four columns: the identifier and name of the term, how sure that is, and
why. Several terms stand in one cell with | between them.

  sure      a name of one term
  likely    the same, but former, to be avoided, or less likely of another term
  several   a name of several terms
  near      no name, but near one or more
  unknown   nothing like it

Examples:
  cxterms match tickets.csv --column Topic > matched.csv
  cxterms match terms.xlsx --column Begriff --lang de -o matched.xlsx
  cxterms match names.csv --strict

Exit status: 0 matched; 1 with --strict, where a name is near or unknown; 2 nothing was matched.")]
pub(crate) struct MatchCommand {
    /// Read names from this table, CSV or a workbook; its first row names the columns (`-`: CSV on standard input)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take names from this column [default: the one of labels]
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// Read this sheet of a workbook [default: the first that has labels]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Read a table in this encoding, such as windows-1252, if it is not in UTF-8
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Write this file, `.csv` or `.xlsx`, which must not exist yet [default: CSV on standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 if a name means no term
    #[arg(long)]
    strict: bool,
    /// Take names in this language before others (repeatable: the first that there is)
    #[arg(long, value_name = "LANGUAGE", value_parser = wanted_language, add = complete_with(complete::complete_languages))]
    lang: Vec<String>,
    #[command(flatten)]
    corpus: CorpusOptions,
    /// Read the files of the corpus again, and keep nothing of them for the next question [env: `CXTERMS_CACHE=off`]
    #[arg(long)]
    no_cache: bool,
}

impl MatchCommand {
    /// Writes the table with its added columns; false if a name means nothing and that matters.
    pub(crate) fn run(&self) -> Result<bool> {
        let written = self.output.as_deref().filter(|path| *path != Path::new("-"));
        let format = choose_format(written)?;
        // By the column that is named, the header and what stands between cells are known.
        let named = self.column.iter().map(|name| ("label".to_owned(), name.clone()));
        let options = ImportOptions {
            sheet: self.sheet.clone(),
            encoding: self.encoding.clone(),
            columns: named.collect(),
            ..ImportOptions::default()
        };
        let input = open_file_as(&self.file, self.find_format()?)?;
        ensure!(
            self.sheet.is_none() || input.format.is_workbook(),
            "`--sheet` names a sheet of a workbook, and `{}` is none",
            input.name
        );
        let read = PlainTable::read(input, &options);
        let read = read.and_then(|table| Ok((table.find_column(self.column.as_deref())?, table)));
        let (column, mut table) = match read {
            Ok(read) => read,
            Err(broken) => {
                terminal::print_findings(&[*broken.0])?;
                terminal::print_gap()?;
                bail!("nothing was matched");
            }
        };
        let cache = if self.no_cache { None } else { CorpusCache::open()? };
        let base = load::open_base(&self.corpus.terms, cache.as_ref())?.base;
        let matches = self.match_names(&base, &table, column)?;
        table.add_columns(ADDED, |row| {
            let name = row.get(column).map_or("", |name| name.trim());
            matches.get(name).map(describe_match).unwrap_or_default()
        });
        let write = |out: &mut dyn Write| Ok(table.write(&format, out)?);
        let mut lost = match written {
            Some(path) => atomic_write::create_file(path, write)?,
            None => {
                let mut out = BufWriter::new(stdout().lock());
                let losses = write(&mut out)?;
                out.flush()?;
                losses
            }
        };
        lost.add_all(&table.unread);
        if !lost.is_empty() {
            terminal::print_note(&format!("not carried over: {}", lost.describe_losses()))?;
        }
        let counted = count_rows(&table, column, &matches);
        terminal::print_note(&describe_counts(&counted))?;
        let unmatched = [MatchCertainty::Near, MatchCertainty::Unknown];
        let missed = unmatched.iter().any(|it| counted.contains_key(it));
        Ok(!(self.strict && missed))
    }

    /// In which format the table is.
    fn find_format(&self) -> Result<ExchangeFormat> {
        let name = self.file.display().to_string();
        let known = match &*name {
            "-" => ExchangeFormat::from_name("csv"),
            _ => ExchangeFormat::from_file_name(&name).filter(ExchangeFormat::is_table),
        };
        known.ok_or_else(|| {
            anyhow!("`{name}` is no table: names are read from .csv, .tsv, .xlsx and .ods")
        })
    }

    /// What each name means, once however often it stands there.
    fn match_names(
        &self,
        base: &Base,
        table: &PlainTable,
        column: usize,
    ) -> Result<HashMap<String, NameMatch>> {
        let (line, mut matches) = (ProgressLine::default(), HashMap::new());
        let names = table.rows.iter().filter_map(|row| row.get(column)).map(|name| name.trim());
        for (row, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
            if !matches.contains_key(name) {
                matches.insert(name.to_owned(), match_name(base, name, &self.lang)?);
                line.report_count("matching names", row, table.rows.len());
            }
        }
        Ok(matches)
    }
}

/// In which format a file is written.
fn choose_format(path: Option<&Path>) -> Result<ExchangeFormat> {
    let name = path.map_or_else(|| "-.csv".to_owned(), |path| path.display().to_string());
    let format = ExchangeFormat::from_file_name(&name);
    // Tabs are read, and never written.
    let tabs = Path::new(&name).extension().is_some_and(|it| it.eq_ignore_ascii_case("tsv"));
    match format.filter(|it| it.is_table() && it.write.is_some() && !tabs) {
        Some(format) => Ok(format),
        None => bail!("a table is written as `.csv` or `.xlsx`, and `{name}` is neither"),
    }
}

/// The added cells of a row.
fn describe_match(found: &NameMatch) -> [String; 4] {
    let join = |part: fn(&(String, String)) -> &String| {
        found.concepts.iter().map(|it| part(it).as_str()).collect::<Vec<_>>().join(SEPARATOR)
    };
    [
        join(|(id, _)| id),
        join(|(_, label)| label),
        found.certainty.name().to_owned(),
        found.why.clone(),
    ]
}

/// How many rows are how sure.
fn count_rows(
    table: &PlainTable,
    column: usize,
    matches: &HashMap<String, NameMatch>,
) -> BTreeMap<MatchCertainty, usize> {
    let mut counted = BTreeMap::new();
    for row in &table.rows {
        let name = row.get(column).map_or("", |name| name.trim());
        if let Some(found) = matches.get(name) {
            *counted.entry(found.certainty).or_default() += 1;
        }
    }
    counted
}

fn describe_counts(counted: &BTreeMap<MatchCertainty, usize>) -> String {
    let each: Vec<_> =
        counted.iter().map(|(certainty, count)| format!("{} {count}", certainty.name())).collect();
    match each.is_empty() {
        true => "the column holds no name".to_owned(),
        false => format!("names: {}", each.join(", ")),
    }
}
