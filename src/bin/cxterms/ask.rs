//! Questions asked of a base: an answer to standard output, remarks to standard error, yes or no.

use super::{
    args::Global,
    named::{each_name, speakers},
    onward::Onward,
    terminal,
};
use anyhow::{Result, bail, ensure};
use cxterms::{
    answer::{
        self, Brief, Detail, Extent, Found, Misses, Missing, VERSION, Wanted,
        compare::{self, Choice},
    },
    render::{Format, Style},
};
use cxterms_base::{Base, ConceptId, Perspective};
use cxterms_page::View;
use std::{
    collections::BTreeSet,
    io::{self, Write, stdout},
};

/// What every question is asked with.
pub(crate) struct Asked<'b> {
    base: &'b Base,
    /// The perspectives that were named, each by itself.
    each: Vec<Perspective>,
    /// All of them together.
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
        let asked = Self {
            base,
            each: vec![],
            seen_by: Perspective::default(),
            language: global.lang.as_deref(),
            format: global.format,
            style: terminal::style(global),
            onward: super::onward::arguments(global),
        };
        asked.check_language()?;
        match speakers(base, &global.according_to)? {
            Ok(named) if named.is_empty() => Ok(Some(asked)),
            Ok(named) => Ok(Some(Self {
                seen_by: Perspective::of(named.iter().flatten().copied()),
                each: named.into_iter().map(Perspective::of).collect(),
                ..asked
            })),
            Err(unknown) => {
                asked.no(&unknown, asked.style)?;
                Ok(None)
            }
        }
    }

    /// Tells where nothing is said in the language that was asked for.
    fn check_language(&self) -> Result<()> {
        let Some(asked) = self.language.filter(|asked| *asked != self.base.settings().language)
        else {
            return Ok(());
        };
        let mut there = BTreeSet::new();
        for id in self.base.ids()? {
            for (language, _) in self.base.head(id)?.translations {
                if language == asked {
                    return Ok(());
                }
                there.insert(language);
            }
        }
        let others: Vec<_> = there.into_iter().collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!("; there are words in {}", others.join(", "))
        };
        Ok(terminal::note(&format!("nothing here has words in `{asked}`{others}"))?)
    }

    /// How much is told: all to programs, and to people who ask for it.
    fn detail(&self, all: bool) -> Detail {
        match (self.format.for_programs, all) {
            (true, _) => Detail::Data,
            (false, true) => Detail::Everything,
            (false, false) => Detail::Digest,
        }
    }

    pub(crate) fn define(&self, names: &[String], brief: bool, all: bool) -> Result<bool> {
        let mut all_found = true;
        let mut first = true;
        let many = names.len() > 1 || names.iter().any(|name| name == "-");
        let style = Style { one_line: many, ..self.style };
        let line = brief && !self.format.for_programs;
        let detail = if line { Detail::Line } else { self.detail(all) };
        each_name(names, |name| {
            let definition = answer::define(self.base, name, &self.seen_by, self.language, detail)?;
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

    pub(crate) fn compare(&self, names: &[String], all: bool) -> Result<bool> {
        let (ids, remarks) = match compare::choose(self.base, names, self.language)? {
            Choice::Concepts(ids, remarks) => (ids, remarks),
            Choice::Missing(missing) => {
                self.no(&Misses { version: VERSION, missing }, self.style)?;
                return Ok(false);
            }
        };
        let (count, most) = (ids.len(), compare::MOST);
        let views = names.len() == 1 && self.each.len() > 1;
        if views && (count <= most || self.format.for_programs) {
            return self.compare_views(&ids);
        }
        ensure!(
            names.len() > 1 || count > 1,
            "`{}` has one meaning here{}: name a second term",
            names.join(" "),
            remarks.first().map(|remark| format!(" ({remark})")).unwrap_or_default()
        );
        if count > most {
            let crowd = compare::crowd(self.base, names, &self.seen_by, self.language)?;
            if crowd.any() {
                terminal::aside(&Onward { view: &crowd, arguments: &self.onward })?;
            }
            bail!("these are {count} concepts; compare at most {most}");
        }
        tell(&remarks)?;
        let (seen_by, detail) = (&self.seen_by, self.detail(all));
        let compared = compare::compare(self.base, &ids, names, seen_by, self.language, detail)?;
        self.write(&compared, self.style)?;
        Ok(true)
    }

    /// Sets what several perspectives say of one term side by side.
    fn compare_views(&self, ids: &[ConceptId]) -> Result<bool> {
        let (base, language) = (self.base, self.language);
        let views = compare::views(base, ids, &self.each, &self.seen_by, language)?;
        match views.any() {
            true => self.write(&views, self.style)?,
            false => self.no(&views, self.style)?,
        }
        Ok(views.any())
    }

    pub(crate) fn tree(
        &self,
        name: Option<&String>,
        depth: Option<usize>,
        up: bool,
        all: bool,
    ) -> Result<bool> {
        let Some(from) = self.meant(name)? else { return Ok(false) };
        let digest = self.detail(all) == Detail::Digest;
        let extent = Extent { from, up, depth, digest };
        let tree = answer::tree(self.base, extent, &self.seen_by, self.language)?;
        self.write(&tree, self.style)?;
        // As of a definition: the process ends soon.
        std::mem::forget(tree);
        Ok(true)
    }

    pub(crate) fn disputes(&self, names: &[String]) -> Result<bool> {
        let (ids, missing) = self.found(names)?;
        let all_found = missing.is_empty();
        if !all_found {
            self.no(&Misses { version: VERSION, missing }, self.style)?;
            if ids.is_empty() {
                return Ok(false);
            }
        }
        let disputes = answer::disputes(self.base, &ids, &self.seen_by, self.language)?;
        self.write(&disputes, self.style)?;
        Ok(all_found)
    }

    pub(crate) fn search(
        &self,
        words: &[String],
        kinds: &[String],
        voices: &[String],
        all: bool,
    ) -> Result<bool> {
        let heard = match speakers(self.base, voices)? {
            Ok(speakers) => answer::filter(self.base, kinds, &[], speakers.concat())?,
            Err(unknown) => Err(unknown),
        };
        let filter = match heard {
            Ok(filter) => filter,
            Err(unknown) => {
                self.no(&unknown, self.style)?;
                return Ok(false);
            }
        };
        let of_voices = Perspective::of(filter.voices.iter().copied());
        let seen_by = if voices.is_empty() { &self.seen_by } else { &of_voices };
        let style = Style { one_line: words == ["-"], ..self.style };
        let queries = if words == ["-"] { words.to_vec() } else { vec![words.join(" ")] };
        let mut all_found = true;
        each_name(&queries, |query| {
            let wanted = Wanted { query, kinds: &filter.kinds, all };
            let found = answer::search(self.base, wanted, seen_by, self.language)?;
            all_found &= found.found();
            tell(&found.remarks())?;
            if found.found() { self.write(&found, style) } else { self.no(&found, style) }
        })?;
        Ok(all_found)
    }

    pub(crate) fn path(&self, from: &String, to: &String, via: &[String]) -> Result<bool> {
        let via = match answer::relations(self.base, via)? {
            Ok(via) => via,
            Err(unknown) => {
                self.no(&unknown, self.style)?;
                return Ok(false);
            }
        };
        let (Some(from_ids), Some(to_ids)) = (self.meant([from])?, self.meant([to])?) else {
            return Ok(false);
        };
        let same = if from_ids.len() == 1 { "are one concept" } else { "mean the same" };
        ensure!(from_ids != to_ids, "`{from}` and `{to}` {same}: name another");
        let ends = (&*from_ids, &*to_ids);
        let (base, seen_by, language) = (self.base, &self.seen_by, self.language);
        let [people, programs] = answer::PAIRS;
        let most = if self.format.for_programs { programs } else { people };
        let paths = match from_ids.len() * to_ids.len() > most {
            true => answer::nearest(base, [from, to], ends, &via, seen_by, language)?,
            false => answer::path(base, ends, &via, seen_by, language)?,
        };
        match paths.found() {
            true => self.write(&paths, self.style)?,
            false => self.no(&paths, self.style)?,
        }
        Ok(paths.found())
    }

    pub(crate) fn voices(&self, name: Option<&String>) -> Result<bool> {
        let Some(name) = name else {
            self.write(&answer::voices(self.base, &self.seen_by)?, self.style)?;
            return Ok(true);
        };
        let speakers = match speakers(self.base, std::slice::from_ref(name))? {
            Ok(speakers) => speakers.concat(),
            Err(unknown) => {
                self.no(&unknown, self.style)?;
                return Ok(false);
            }
        };
        let style = Style { one_line: speakers.len() > 1, ..self.style };
        for (index, voice) in speakers.into_iter().enumerate() {
            if index > 0 && !self.format.for_programs {
                writeln!(stdout())?;
            }
            let alone = Perspective::of([voice]);
            let speech = answer::speech(self.base, voice, &alone, &self.seen_by, self.language)?;
            self.write(&speech, style)?;
        }
        Ok(true)
    }

    /// What names mean, all of it; none if one of them means nothing, which then has been told.
    fn meant<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<Option<Vec<ConceptId>>> {
        let (ids, missing) = self.found(names)?;
        if missing.is_empty() {
            return Ok(Some(ids));
        }
        self.no(&Misses { version: VERSION, missing }, self.style)?;
        Ok(None)
    }

    /// What names mean, and those that mean nothing.
    fn found<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<(Vec<ConceptId>, Vec<Missing<'b>>)> {
        let (mut ids, mut missing) = (vec![], vec![]);
        for name in names {
            let mut found = Found::of(self.base, name)?;
            if !self.format.for_programs {
                found = found.narrowed(self.base, name, answer::FEW)?;
            }
            match found.ids.is_empty() {
                true => missing.push(answer::missing(self.base, name)?),
                false => tell(&found.remarks(self.base, name, self.language)?)?,
            }
            ids.extend(found.ids);
        }
        Ok((ids, missing))
    }

    pub(crate) fn list(
        &self,
        kinds: &[String],
        voices: &[String],
        facets: &[String],
    ) -> Result<bool> {
        let filter = match speakers(self.base, voices)? {
            Ok(speakers) => answer::filter(self.base, kinds, facets, speakers.concat())?,
            Err(unknown) => Err(unknown),
        };
        let filter = match filter {
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
        // As of a definition: the process ends soon.
        std::mem::forget(list);
        Ok(true)
    }

    /// Tells that the answer is no: people on standard error, programs in the answer itself.
    fn no(&self, view: &dyn View, style: Style) -> Result<()> {
        let onward = Onward { view, arguments: &self.onward };
        match self.format.for_programs {
            true => self.write(view, style),
            false => Ok(terminal::miss(&onward)?),
        }
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
