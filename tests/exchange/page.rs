//! `docs/exchange.md` says of every format what the format says of itself.

use cxterms_exchange::{Coverage, ExchangeFormat, FORMATS, Part};
use std::{fmt::Write, fs};

const HEAD: &str = "\
# Other tools' formats

`cxterms export` hands a corpus over to other tools; `cxterms import` makes a corpus of what they hold.

```sh
cxterms export --to csv -o terms.csv
cxterms export --to glossary --terms our-terms -o glossary.md
cxterms import thesaurus.csv -o our-terms
cxterms import more.csv -o our-terms --merge
cxterms export --to xlsx --kind metric -o metrics.xlsx
cxterms export --to glossary --only cx cs
```

A corpus says more than most formats can hold: who asserts and who denies each claim, above all. So every export and every
import tells what it **carried**, what it carried **in part**, otherwise than it was, and what was **lost**, counted by
kind. `--losses json` tells all kinds, with examples, for programs: on standard output for an import, on standard error for
an export, since the corpus itself may go to standard output. Faults of an imported file are shown with file and line; what
they do not touch is imported all the same. An import with errors exits with 1, one without with 0; where nothing was
imported, the exit code is 2, and 1 where the files hold no concept. What could not be read again is not written at all.

`--only` hands over the terms that are named, `--kind` those of a kind: what is said of them and between them. Relations to
others are counted as lost.

An export writes no file that is there already, and an import makes its folder whole or not at all.

## Import that updates

`--merge` adds to a corpus that is there what it does not say yet, and a second import of the same file changes nothing.
`--dry-run` writes nothing and tells in words what would change; `--dry-run=patch` shows it as a unified diff of files.

- **Which concept is meant** is told by IRI (an entry's `iri`, the manifest's `iri` with the `id`, or an exact match), then
  by `id`, then by label: the same label with the same qualifier, then the same label if the file gives no qualifier, then
  what is a synonym of one concept only, unless that is of another kind. A synonym names one thing within a corpus.
  Abbreviations are too short to tell. An `id` counts alone only if the file gives it, as a column `id` does; which concepts
  are called otherwise then is told. One that is made of the last part of an IRI or of a label counts with a label or synonym
  in common. A collection is no concept, even if both have one name. An `id` that the file gives and the corpus does not have is a new concept, unless an
  IRI stands beside it. Two with one `id` and different IRIs are two, unless they share a label. Where a label fits
  several, none is guessed: the concept is left out and told. A concept that was found by another way than its IRI gets
  that IRI as an exact match.
- **What is new of it** is added where its entry stands: labels in any language, definitions, notes, facet values,
  relations, matches, notations, `root`, states, dates, and who else asserts or denies what is there. What the file's own voice says, it
  says in a work named after the file. A table has no voice of its own and speaks with the corpus's, unless `--voice` names
  another; since it cannot say who makes a claim, what somebody asserts already is not asserted again.
- **A file in another language** than the corpus adds texts of its language: labels to `translations`, definitions and
  notes with `lang`. Its concepts are known by IRI, by an `id` that it gives, or by a preferred label in that language, never
  by a word of another. A new one has no label in the corpus's language, and is known by an IRI. A table whose headers and rows name
  no language is in that of the corpus. Where some texts of a SKOS file name a language and others none, `--language` must say
  in which those are.
- **What is said otherwise.** The words of one voice in one work change in place where they are known to be the same: the
  corpus's own `definition`; the only definition of that voice in that work, in its language; the only note with that kind
  and label; the words of a relation; the value of a facet that has one. A note of the corpus's own voice, which speaks in
  no work, is only known by its `label`. Otherwise the new words stand beside the old. Where two voices differ, both claims
  stand. A concept keeps its preferred label, and another becomes a synonym. Its kind and qualifier stay, and so do
  its dates, but for a later `modified`; the file's are counted as lost.
- **Several files** are merged one by one, so that each speaks for itself; only tables that speak with the corpus's voice can
  come together.
- Nothing is taken away: what the file no longer says stays.
- **Files** keep their comments, order, quotes and blank lines. An entry that is written so that nothing can be added to it
  is told with its place, and left alone. New concepts go into a subfolder named after the file. Over a corpus below, a
  concept gets an entry in this folder that says only what is new. Voices, works, kinds, facets and relations are added to
  `sources.yaml` and `corpus.yaml`; a further scheme only beside several, since one alone, or the corpus itself, has in it all
  that names none. The corpus is read again before anything is put in place, and a file that somebody has
  changed meanwhile is left alone; then nothing is imported.

This page is made from the formats themselves: `UPDATE=1 cargo test --test exchange` writes it.
";

/// Formats of one family that carry the same, by name: one column of the table.
struct Column {
    name: String,
    format: &'static ExchangeFormat,
}

fn columns() -> Vec<Column> {
    let mut columns: Vec<Column> = vec![];
    for format in FORMATS {
        let same = |column: &&mut Column| {
            column.format.family == format.family && column.format.carries == format.carries
        };
        match columns.iter_mut().find(same) {
            Some(known) => {
                known.name += ", ";
                known.name += format.name;
            }
            None => columns.push(Column { name: format.name.to_owned(), format }),
        }
    }
    columns
}

/// Which formats there are.
fn formats() -> String {
    let mut out = "\n## The formats\n\n| format | endings | read | written | what it is |\n|---|---|---|---|---|\n".to_owned();
    for format in FORMATS {
        let ExchangeFormat { name, endings, about, .. } = format;
        let [read, written] =
            [format.read.is_some(), format.write.is_some()].map(|it| if it { "yes" } else { "no" });
        let endings: Vec<_> = endings.iter().map(|ending| format!("`.{ending}`")).collect();
        writeln!(out, "| `{name}` | {} | {read} | {written} | {about} |", endings.join(" "))
            .unwrap();
    }
    out
}

/// What each can carry.
fn carries() -> String {
    let columns = columns();
    let mut out = "\n## What each carries\n\n".to_owned();
    let names: Vec<_> = columns.iter().map(|column| format!("{} |", column.name)).collect();
    writeln!(out, "| | {}", names.join(" ")).unwrap();
    writeln!(out, "|---|{}", "---|".repeat(columns.len())).unwrap();
    let mut ways: Vec<&str> = vec![];
    for part in Part::ALL {
        let cells = columns.iter().map(|column| match column.format.coverage_of(*part) {
            Coverage::Yes => "yes |".to_owned(),
            Coverage::No => "no |".to_owned(),
            Coverage::Mostly(how) | Coverage::InPart(how) => {
                let known = ways.iter().position(|way| *way == how);
                let number = known.unwrap_or_else(|| {
                    ways.push(how);
                    ways.len() - 1
                });
                format!("in part<sup>{}</sup> |", number + 1)
            }
        });
        let cells: Vec<_> = cells.collect();
        writeln!(out, "| {} | {}", part.name(), cells.join(" ")).unwrap();
    }
    out += "\nIn part:\n\n";
    for (number, way) in (1..).zip(ways) {
        writeln!(out, "{number}. {way}").unwrap();
    }
    out
}

/// How each is used, family by family.
fn notes() -> String {
    let mut out = String::new();
    for formats in FORMATS.chunk_by(|a, b| a.family == b.family) {
        writeln!(out, "\n## {}", formats[0].family).unwrap();
        // What several have to say in common is said once.
        let alike: Vec<_> = formats.chunk_by(|a, b| a.notes == b.notes).collect();
        for formats in &alike {
            if alike.len() > 1 {
                let names: Vec<_> = formats.iter().map(|it| format!("`{}`", it.name)).collect();
                writeln!(out, "\n### {}", names.join(", ")).unwrap();
            }
            write!(out, "\n{}", formats[0].notes).unwrap();
        }
    }
    out
}

#[test]
fn the_page_says_what_the_formats_say() {
    let page = [HEAD.to_owned(), formats(), carries(), notes()].concat();
    if std::env::var_os("UPDATE").is_some() {
        fs::write("docs/exchange.md", &page).unwrap();
    }
    assert_eq!(fs::read_to_string("docs/exchange.md").unwrap_or_default(), page);
}

#[test]
fn formats_of_one_family_stand_together() {
    let families: Vec<_> =
        FORMATS.chunk_by(|a, b| a.family == b.family).map(|it| it[0].family).collect();
    let unique: std::collections::BTreeSet<_> = families.iter().collect();
    assert_eq!(unique.len(), families.len());
}
