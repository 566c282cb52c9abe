//! `map`: pictures of a term among its neighbors, of the umbrella tree, of the matrix of disciplines.

use crate::{
    asked::{Asked, ask, print_remarks},
    atomic_write::{self, Before},
    complete,
    input::one_name,
    options::SourceOptions,
    terminal::print_note,
    value_parsers::complete_with,
};
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use cxterms::{
    answer::{self, Lookup, Term, TreeExtent, UnknownName, VERSION, shell_word},
    map::{self, Picture, PictureWidth},
};
use std::{
    fs,
    io::{ErrorKind, IsTerminal, Write, stdout},
    path::{Path, PathBuf},
};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  cxterms map success -o success.svg
  cxterms map -o umbrellas.svg
  cxterms map --disciplines -o disciplines.svg
  cxterms map success --according-to franz > franz.svg

A picture shows what voices say most; define and tree with --all tell everything.")]
pub(crate) struct MapCommand {
    /// Draw this term among its neighbors [default: draw the umbrella tree]
    #[arg(value_name = "TERM", add = complete_with(complete::complete_terms))]
    words: Vec<String>,
    /// Draw how disciplines stand to each other, and how many voices say so
    #[arg(long, conflicts_with = "words")]
    disciplines: bool,
    /// Lay it out for a narrow screen, such as a telephone's
    #[arg(long, conflicts_with = "disciplines")]
    narrow: bool,
    /// Write this file; a map that was written before is replaced [default: standard output, unless that is a terminal]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    options: SourceOptions,
}

impl MapCommand {
    pub(crate) fn run(&self) -> Result<bool> {
        let output = self.output.as_deref().filter(|path| *path != Path::new("-"));
        if let Some(path) = output {
            check_name(path)?;
        }
        ask(&self.options.to_question(), |asked| {
            let Some((picture, name)) = self.draw(asked)? else { return Ok(false) };
            let text = picture.to_file();
            match output {
                Some(path) => {
                    write_map(path, &text)?;
                    print_note(&format!("wrote {}", path.display()))?;
                }
                None if self.output.is_none() && stdout().is_terminal() => {
                    bail!("a picture is nothing for a terminal: write a file with `-o {name}`")
                }
                None => stdout().lock().write_all(text.as_bytes())?,
            }
            Ok(true)
        })
    }

    /// The picture that was asked for, and a name for its file; none if there is nothing to draw, which then has been
    /// reported.
    fn draw<'b>(&self, asked: &'b Asked<'_>) -> Result<Option<(Picture<'b>, String)>> {
        let width = if self.narrow { PictureWidth::Narrow } else { PictureWidth::Wide };
        if self.disciplines {
            return draw_disciplines(asked);
        }
        let ask = asked.to_ask(true);
        let Some(name) = one_name(&self.words) else {
            let tree = answer::tree(ask, TreeExtent::default())?;
            return Ok(Some((map::draw_tree(&tree, width), "umbrellas.svg".to_owned())));
        };
        if let Some(unknown) = self.find_several_terms(asked, &name)? {
            asked.write_miss(&unknown, asked.style)?;
            return Ok(None);
        }
        let Some(ids) = asked.find_concepts([&name])? else { return Ok(None) };
        let Some((first, others)) = ids.split_first() else { return Ok(None) };
        let around = answer::neighborhood(ask, *first)?;
        if !others.is_empty() {
            print_remarks(&[format!(
                "`{name}` has {} senses, and this is a map of the first, {}; `cxterms define {}{}` shows them",
                ids.len(),
                around.term.name_with_id(),
                shell_word(&name),
                asked.arguments,
            )])?;
        }
        let file = name_file(&around.term);
        Ok(Some((map::draw_neighborhood(&around, width), file)))
    }
}

impl MapCommand {
    /// What to say where the words are no term together, and each is one by itself.
    fn find_several_terms(&self, asked: &Asked<'_>, name: &str) -> Result<Option<UnknownName>> {
        let is_known = |name: &str| {
            Lookup::resolve_name_in(asked.base, name, asked.languages).map(|it| !it.ids.is_empty())
        };
        if self.words.len() < 2 || is_known(name)? {
            return Ok(None);
        }
        for word in &self.words {
            if !is_known(word)? {
                return Ok(None);
            }
        }
        let words: Vec<_> = self.words.iter().map(|word| shell_word(word)).collect();
        let (words, arguments) = (words.join(" "), &asked.arguments);
        Ok(Some(UnknownName {
            version: VERSION,
            what: "term",
            name: name.to_owned(),
            hint: format!(
                "a map is of one term; `cxterms compare {words}{arguments}` sets several side by side"
            ),
        }))
    }
}

fn draw_disciplines<'b>(asked: &'b Asked<'_>) -> Result<Option<(Picture<'b>, String)>> {
    let Some(matrix) = answer::discipline_matrix(asked.to_ask(true))? else {
        let hint = "disciplines are concepts of that kind, or of one that declares `one-umbrella`";
        let missing = UnknownName {
            version: VERSION,
            what: "kind",
            name: "discipline".to_owned(),
            hint: hint.to_owned(),
        };
        asked.write_miss(&missing, asked.style)?;
        return Ok(None);
    };
    Ok(Some((map::draw_matrix(&matrix), "disciplines.svg".to_owned())))
}

/// A name for the file of a term's map, which nothing in a shell or a folder means anything else by.
fn name_file(term: &Term<'_>) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match term.id.chars().all(is_plain) && !term.id.starts_with('-') {
        true => format!("{}.svg", term.id),
        false => "map.svg".to_owned(),
    }
}

fn check_name(path: &Path) -> Result<()> {
    let svg = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
    ensure!(
        svg,
        "`{}`: a map is written as SVG; end the name of its file in `.svg`",
        path.display()
    );
    Ok(())
}

/// Writes a map, in place of one that was written before.
fn write_map(path: &Path, text: &str) -> Result<()> {
    let cannot = || format!("`{}` cannot be written", path.display());
    let folder = atomic_write::parent_folder(path);
    ensure!(folder.is_dir(), "{}: there is no folder `{}`", cannot(), folder.display());
    let before = match fs::read(path) {
        Ok(before) => Some(before),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(cannot),
    };
    let ours = before.as_ref().is_none_or(|before| before.is_empty() || map::is_map_file(before));
    ensure!(ours, "`{}` is there already and was not written by `cxterms map`", path.display());
    let written = atomic_write::replace_file(path, text.as_bytes(), Before::of(before.as_deref()));
    written.with_context(cannot)
}
