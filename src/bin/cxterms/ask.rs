//! Questions asked of a base: an answer to standard output, remarks to standard error, yes or no.

use super::{args::Global, onward::Onward, terminal};
use anyhow::{Result, ensure};
use cxterms::{
    answer::{
        self, Brief, Extent, Found, Misses, VERSION,
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
    /// What a suggested command must repeat.
    onward: String,
}

impl<'b> Asked<'b> {
    /// Reads what every question takes; none if a voice is unknown, which then has been told.
    pub(crate) fn of(global: &'b Global, base: &'b Base) -> Result<Option<Self>> {
        let Some(voices) = speakers(base, &global.according_to)? else { return Ok(None) };
        let seen_by =
            if voices.is_empty() { Perspective::default() } else { Perspective::of(voices) };
        Ok(Some(Self {
            base,
            seen_by,
            language: global.lang.as_deref(),
            format: global.format,
            style: terminal::style(global),
            onward: super::onward::arguments(global),
        }))
    }

    pub(crate) fn define(&self, names: &[String], brief: bool) -> Result<bool> {
        let mut all_found = true;
        let mut first = true;
        let many = names.len() > 1 || names.iter().any(|name| name == "-");
        let style = Style { one_line: many, ..self.style };
        each_name(names, |name| {
            let definition = answer::define(
                self.base,
                name,
                &self.seen_by,
                self.language,
                self.format.for_programs,
            )?;
            all_found &= definition.found();
            tell(&definition.remarks)?;
            if !definition.found() {
                return self.no(&definition, style);
            }
            if !std::mem::take(&mut first) && !brief && !self.format.for_programs {
                writeln!(stdout())?;
            }
            match brief {
                true => self.write(&Brief(&definition), style)?,
                false => self.write(&definition, style)?,
            }
            // The process ends soon: giving its memory back piece by piece would take a tenth of its time.
            std::mem::forget(definition);
            Ok(())
        })?;
        Ok(all_found)
    }

    pub(crate) fn compare(&self, names: &[String]) -> Result<bool> {
        let (ids, remarks) = match compare::choose(self.base, names, self.language)? {
            Choice::Concepts(ids, remarks) => (ids, remarks),
            Choice::Missing(missing) => {
                self.no(&Misses { version: VERSION, missing }, self.style)?;
                return Ok(false);
            }
        };
        let (count, most) = (ids.len(), compare::MOST);
        ensure!(
            names.len() > 1 || count > 1,
            "`{}` has one meaning here: name a second term",
            names.join(" ")
        );
        ensure!(count <= most, "these are {count} concepts; compare at most {most}");
        tell(&remarks)?;
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
            let ([first, ..], [_, others @ ..]) = (&*found.ids, &*found.terms) else {
                let missing = vec![answer::missing(self.base, name)?];
                self.no(&Misses { version: VERSION, missing }, self.style)?;
                return Ok(false);
            };
            tell(&found.remarks(name))?;
            for other in others {
                terminal::note(&format!(
                    "`{name}` also means {}: cxterms tree {}",
                    other.name(),
                    other.id
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
                self.no(&unknown, self.style)?;
                return Ok(false);
            }
        };
        let list = answer::list(self.base, &filter, &self.seen_by, self.language)?;
        if list.concepts.is_empty() {
            self.no(&list, self.style)?;
            return Ok(false);
        }
        self.write(&list, self.style)?;
        Ok(true)
    }

    /// Tells that the answer is no: people on standard error, programs in the answer itself.
    fn no(&self, view: &dyn View, style: Style) -> Result<()> {
        if self.format.for_programs { self.write(view, style) } else { Ok(terminal::miss(view)?) }
    }

    fn write(&self, view: &dyn View, style: Style) -> Result<()> {
        let mut out = io::BufWriter::new(stdout().lock());
        let onward = Onward { view, arguments: &self.onward };
        let view = if self.onward.is_empty() { view } else { &onward };
        self.format.write(view, style, &mut out)?;
        Ok(out.flush()?)
    }
}

fn tell(remarks: &[String]) -> Result<()> {
    Ok(remarks.iter().try_for_each(|remark| terminal::note(remark))?)
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
