//! Questions asked of a base: an answer to standard output, remarks to standard error, yes or no.

use super::{
    args::{self, Global},
    terminal,
};
use anyhow::Result;
use cxterms::{
    answer::{
        self, Brief, Extent, Found, Unknown,
        compare::{self, Choice},
    },
    page::View,
    render::{Format, Style},
};
use cxterms_base::{
    base::{Base, Perspective, Speakers},
    corpus::VoiceId,
};
use std::io::{self, BufRead, Write, stdin, stdout};

/// What every question is asked with.
pub(crate) struct Asked<'b> {
    base: &'b Base,
    seen_by: Perspective,
    language: Option<&'b str>,
    format: Format,
    style: Style,
}

impl<'b> Asked<'b> {
    /// Reads what every question takes; none if a voice is unknown, which then has been told.
    pub(crate) fn of(global: &'b Global, base: &'b Base) -> Result<Option<Self>> {
        let (format, style, language) =
            (global.format, terminal::style(global), global.lang.as_deref());
        let Some(seen_by) = perspective(base, &global.according_to)? else { return Ok(None) };
        Ok(Some(Self { base, seen_by, language, format, style }))
    }

    pub(crate) fn define(&self, names: &[String], brief: bool) -> Result<bool> {
        let mut all_found = true;
        let mut first = true;
        let many = names.len() > 1 || names.iter().any(|name| name == "-");
        let style = Style { one_line: many, ..self.style };
        each_name(names, |name| {
            let definition = answer::define(self.base, name, &self.seen_by, self.language)?;
            let found = definition.found();
            all_found &= found;
            for remark in definition.remarks.iter().filter(|_| !self.format.for_programs) {
                terminal::note(remark)?;
            }
            if !found && !self.format.for_programs {
                return Ok(terminal::miss(&definition)?);
            }
            if !std::mem::take(&mut first) && !brief && !self.format.for_programs {
                writeln!(stdout())?;
            }
            let written = if brief {
                self.write(&Brief(&definition), style)
            } else {
                self.write(&definition, style)
            };
            // The process ends soon: giving its memory back piece by piece would take a tenth of its time.
            std::mem::forget(definition);
            written
        })?;
        Ok(all_found)
    }

    pub(crate) fn compare(&self, names: &[String]) -> Result<bool> {
        let (ids, remarks) = match compare::choose(self.base, names, self.language)? {
            Choice::Concepts(ids, remarks) => (ids, remarks),
            Choice::Missing(missing) => {
                missing.iter().try_for_each(|one| terminal::miss(one))?;
                return Ok(false);
            }
        };
        anyhow::ensure!(
            names.len() > 1 || ids.len() > 1,
            "`{}` has one meaning here: name a second term",
            names.join(" ")
        );
        anyhow::ensure!(
            ids.len() <= compare::MOST,
            "these are {} concepts; compare at most {}",
            ids.len(),
            compare::MOST
        );
        remarks.iter().try_for_each(|remark| terminal::note(remark))?;
        self.write(
            &compare::compare(self.base, &ids, names, &self.seen_by, self.language)?,
            self.style,
        )?;
        Ok(true)
    }

    pub(crate) fn tree(&self, name: Option<&str>, depth: Option<usize>, up: bool) -> Result<bool> {
        let mut extent = Extent { from: None, up, depth };
        if let Some(name) = name {
            let found = Found::of(self.base, name, self.language)?;
            let [first, others @ ..] = &*found.ids else {
                terminal::miss(&answer::missing(self.base, name)?)?;
                return Ok(false);
            };
            found.remarks(name).iter().try_for_each(|remark| terminal::note(remark))?;
            for other in others {
                let term = answer::Term::of(self.base, *other, self.language)?;
                terminal::note(&format!(
                    "`{name}` also means {}: cxterms tree {}",
                    term.name(),
                    term.id
                ))?;
            }
            extent.from = Some(*first);
        }
        self.write(&answer::tree(self.base, extent, &self.seen_by, self.language)?, self.style)?;
        Ok(true)
    }

    pub(crate) fn list(
        &self,
        kinds: &[String],
        voices: &[String],
        facets: &[String],
    ) -> Result<bool> {
        let Some(speakers) = speakers(self.base, voices)? else { return Ok(false) };
        let filter = match answer::filter(self.base, kinds, facets, speakers)? {
            Ok(filter) => filter,
            Err(unknown) => {
                let Unknown { what, name, hint } = unknown;
                terminal::complain(&anyhow::anyhow!("no {what} `{name}`; {hint}"));
                return Ok(false);
            }
        };
        let list = answer::list(self.base, &filter, &self.seen_by, self.language)?;
        self.write(&list, self.style)?;
        Ok(!list.concepts.is_empty())
    }

    fn write(&self, view: &dyn View, style: Style) -> Result<()> {
        let mut out = io::BufWriter::new(stdout().lock());
        self.format.write(view, style, &mut out)?;
        Ok(out.flush()?)
    }
}

/// The perspective of the voices that were named; none if one is unknown, which then has been told.
fn perspective(base: &Base, names: &[String]) -> Result<Option<Perspective>> {
    if names.is_empty() {
        return Ok(Some(Perspective::default()));
    }
    Ok(speakers(base, names)?.map(Perspective::of))
}

/// The voices that were named; none if one is unknown, which then has been told.
fn speakers(base: &Base, names: &[String]) -> Result<Option<Vec<VoiceId>>> {
    let mut voices = vec![];
    for name in names {
        match Perspective::speakers(base, name)? {
            Speakers::Known(known) => voices.extend(known),
            Speakers::Unknown(near) => {
                let near: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
                let hint = if near.is_empty() {
                    String::new()
                } else {
                    format!("; did you mean {}?", near.join(", "))
                };
                terminal::complain(&anyhow::anyhow!("no voice or work `{name}`{hint}"));
                return Ok(None);
            }
        }
    }
    Ok(Some(voices))
}

/// Calls `ask` for each name; `-` stands for one name a line of standard input.
fn each_name(names: &[String], mut ask: impl FnMut(&str) -> Result<()>) -> Result<()> {
    for name in names {
        if name != "-" {
            ask(name)?;
            continue;
        }
        for line in stdin().lock().lines() {
            let line = line?;
            if !line.trim().is_empty() {
                ask(line.trim())?;
            }
        }
    }
    Ok(())
}

/// Writes the manual page of the program or of one command.
pub(crate) fn manual(command: Option<&str>) -> Result<bool> {
    let found = args::manual(command, &mut stdout().lock())?;
    if !found {
        terminal::complain(&anyhow::anyhow!("no command `{}`", command.unwrap_or_default()));
    }
    Ok(found)
}
