//! What every question shares: the base that is asked, whose claims count, and how an answer is written.

use crate::{
    cache::{self, CorpusCache, DamagedCache},
    input::{self, find_speakers},
    load::{self, OpenedBase},
    options::{ExtentOptions, OutputOptions, QuestionOptions, TerminalOptions},
    pager::PagedOutput,
    suggest::{self, WithArguments},
    terminal,
};
use anyhow::Result;
use cxterms::{
    answer::{
        self, Ask, DeclaredLookup, Detail, Lookup, MAX_SENSES_SHOWN, MissingTerm, MissingTerms,
        TermFilter,
    },
    render::{OutputFormat, OutputStyle},
};
use cxterms_base::{
    Base, ConceptId, Narrowing, Perspective, corpus::VoiceId, image::ImageError, language,
};
use cxterms_page::{VERSION, View};
use std::{cell::RefCell, fs, io::Write};

/// Opens the base and asks it a question; false if the answer is no, or a voice is unknown.
pub(crate) fn ask(
    options: &QuestionOptions,
    question: impl FnOnce(&Asked<'_>) -> Result<bool>,
) -> Result<bool> {
    let cache =
        if options.no_cache || cache::is_distrusted() { None } else { CorpusCache::open()? };
    let OpenedBase { base, cached } = load::open_base(&options.corpus.terms, cache.as_ref())?;
    let mut untouched = true;
    let answer = Asked::with(options, &base).and_then(|asked| match asked {
        Some(asked) => {
            let answer = question(&asked);
            let output = asked.output.into_inner();
            untouched = output.is_untouched();
            let finished = output.finish();
            answer.and_then(|answer| finished.map(|()| answer))
        }
        None => Ok(false),
    });
    let answer = match (answer, cached) {
        (Err(error), Some(path)) if error.is::<ImageError>() => {
            let _ = fs::remove_file(path);
            cache::distrust();
            // What was read from standard input cannot be read again.
            let again = untouched && !input::has_read_stdin();
            Err(DamagedCache { again }.into())
        }
        (answer, _) => load::name_built_file(&options.corpus.terms, answer),
    };
    // The process ends soon: giving its memory back piece by piece would take time for nothing.
    std::mem::forget(base);
    answer
}

/// What every question is asked with.
pub(crate) struct Asked<'b> {
    pub(crate) base: &'b Base,
    /// The perspectives that were named, each by itself.
    pub(crate) each: Vec<Perspective>,
    /// All of them together.
    pub(crate) seen_by: Perspective,
    pub(crate) languages: &'b [String],
    pub(crate) format: OutputFormat,
    pub(crate) style: OutputStyle,
    /// What a suggested command must repeat.
    pub(crate) arguments: String,
    /// Where the answers go.
    output: RefCell<PagedOutput>,
}

impl<'b> Asked<'b> {
    /// Reads what every question takes; none if a voice is unknown, which then has been reported.
    fn with(options: &'b QuestionOptions, base: &'b Base) -> Result<Option<Self>> {
        let asked = Self {
            base,
            each: vec![],
            seen_by: Perspective::default(),
            languages: &options.language.lang,
            format: options.output.format,
            style: options.output.terminal.choose_style(),
            arguments: suggest::repeated_arguments(options),
            output: RefCell::new(options.output.terminal.open_output(options.output.format)),
        };
        asked.check_language()?;
        let named = match find_speakers(base, &options.perspective.according_to)? {
            Ok(named) => named,
            Err(unknown) => {
                asked.write_miss(&unknown, asked.style)?;
                return Ok(None);
            }
        };
        let kinds = match answer::parse_voice_kinds(base, &options.perspective.voice_kind) {
            DeclaredLookup::Known(kinds) => Some(kinds).filter(|kinds| !kinds.is_empty()),
            DeclaredLookup::Unknown(unknown) => {
                asked.write_miss(&unknown, asked.style)?;
                return Ok(None);
            }
        };
        let narrowing = Narrowing { kinds, since: options.perspective.since };
        let all = match named.is_empty() {
            true => Perspective::default(),
            false => Perspective::of_voices(named.iter().flatten().copied()),
        };
        let (seen_by, undated) = all.narrow(base, &narrowing)?;
        if undated > 0 {
            terminal::print_note(&describe_undated(undated, base.work_count()?))?;
        }
        let each = named.into_iter().map(Perspective::of_voices);
        let each = each.map(|each| Ok(each.narrow(base, &narrowing)?.0));
        Ok(Some(Self { seen_by, each: each.collect::<Result<_>>()?, ..asked }))
    }

    /// Tells where nothing is said in a language that was asked for.
    fn check_language(&self) -> Result<()> {
        if self.languages.is_empty() {
            return Ok(());
        }
        let known = self.base.languages()?;
        for asked in self.languages.iter().filter(|asked| *asked != language::ANY) {
            let spoken = known.iter().map(String::as_str);
            if language::look_up_tag([asked.as_str()], &spoken).is_none() {
                let known = known.join(", ");
                let note =
                    format!("nothing here has words in `{asked}`; there are words in {known}");
                terminal::print_note(&note)?;
            }
        }
        Ok(())
    }

    /// The question: all is told to programs, and to people who ask for it.
    pub(crate) fn to_ask(&self, all: bool) -> Ask<'_> {
        self.to_ask_with_extent(&ExtentOptions { all, sources: false })
    }

    /// The same, where a person may want the works that are cited.
    pub(crate) fn to_ask_with_extent(&self, extent: &ExtentOptions) -> Ask<'_> {
        let ExtentOptions { all, sources } = *extent;
        let detail = match (self.format.for_programs, all) {
            (true, _) => Detail::Data,
            (false, true) => Detail::Everything,
            (false, false) => Detail::Digest,
        };
        Ask {
            base: self.base,
            perspective: &self.seen_by,
            languages: self.languages,
            detail,
            sources,
        }
    }

    /// What names mean, all of it; none if one of them means nothing, which then has been reported.
    pub(crate) fn find_concepts<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<Option<Vec<ConceptId>>> {
        let (ids, missing) = self.look_up_names(names)?;
        if missing.is_empty() {
            return Ok(Some(ids));
        }
        self.write_miss(&MissingTerms { version: VERSION, missing }, self.style)?;
        Ok(None)
    }

    /// What names mean, and those that mean nothing.
    pub(crate) fn look_up_names<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<(Vec<ConceptId>, Vec<MissingTerm<'b>>)> {
        let (each, missing) = self.look_up_each(names)?;
        Ok((each.concat(), missing))
    }

    /// What each of some names means, and those that mean nothing.
    pub(crate) fn look_up_each<'n>(
        &self,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<(Vec<Vec<ConceptId>>, Vec<MissingTerm<'b>>)> {
        let (mut each, mut missing) = (vec![], vec![]);
        for name in names {
            let mut found = Lookup::resolve_name_in(self.base, name, self.languages)?;
            if !self.format.for_programs {
                found = found.narrow_to_identifier(self.base, name, MAX_SENSES_SHOWN)?;
            }
            match found.ids.is_empty() {
                true => missing.push(answer::suggest_terms(self.base, name)?),
                false => print_remarks(&found.describe_remarks(self.to_ask(false), name)?)?,
            }
            if !found.ids.is_empty() {
                each.push(found.ids);
            }
        }
        Ok((each, missing))
    }

    /// The voices that names mean; none if one means nobody, which then has been reported.
    pub(crate) fn find_speakers(&self, names: &[String]) -> Result<Option<Vec<VoiceId>>> {
        match find_speakers(self.base, names)? {
            Ok(speakers) => Ok(Some(speakers.concat())),
            Err(unknown) => {
                self.write_miss(&unknown, self.style)?;
                Ok(None)
            }
        }
    }

    /// A filter by kinds, facets and voices; none if one of them is unknown, which then has been reported.
    pub(crate) fn filter(
        &self,
        kinds: &[String],
        facets: &[String],
        voices: &[String],
    ) -> Result<Option<TermFilter>> {
        let Some(speakers) = self.find_speakers(voices)? else { return Ok(None) };
        match answer::parse_filter(self.base, kinds, facets, speakers)? {
            DeclaredLookup::Known(filter) => Ok(Some(filter)),
            DeclaredLookup::Unknown(unknown) => {
                self.write_miss(&unknown, self.style)?;
                Ok(None)
            }
        }
    }

    /// Writes that the answer is no: to people on standard error, to programs in the answer itself.
    pub(crate) fn write_miss(&self, view: &dyn View, style: OutputStyle) -> Result<()> {
        let repeating = WithArguments { view, arguments: &self.arguments };
        match self.format.for_programs {
            true => self.write(view, style),
            false => Ok(terminal::print_miss(&repeating)?),
        }
    }

    pub(crate) fn write(&self, view: &dyn View, style: OutputStyle) -> Result<()> {
        let out = &mut *self.output.borrow_mut();
        let repeating = WithArguments { view, arguments: &self.arguments };
        let view = if self.arguments.is_empty() { view } else { &repeating };
        let style = OutputStyle { taken: style.taken + terminal::count_told_lines(), ..style };
        self.format.write(view, style, out)?;
        Ok(out.flush()?)
    }

    /// Writes the only answer. The process ends soon: giving its memory back piece by piece would take time for nothing.
    pub(crate) fn write_only<V: View>(&self, answer: V, style: OutputStyle) -> Result<()> {
        let written = self.write(&answer, style);
        std::mem::forget(answer);
        written
    }

    /// Writes text between answers, or in their place.
    pub(crate) fn write_text(&self, text: &str) -> Result<()> {
        Ok(self.output.borrow_mut().write_all(text.as_bytes())?)
    }

    /// Lets each answer out at once, as to somebody who types names line by line.
    pub(crate) fn answer_at_once(&self) -> Result<()> {
        Ok(self.output.borrow_mut().release()?)
    }
}

fn describe_undated(undated: usize, works: usize) -> String {
    let do_not = if undated == 1 { "does not say its" } else { "do not say their" };
    let they = if undated == 1 { "it says" } else { "they say" };
    format!("of all {works} works {undated} {do_not} year; what {they} is left out")
}

/// Writes remarks to standard error.
pub(crate) fn print_remarks(remarks: &[String]) -> Result<()> {
    Ok(remarks.iter().try_for_each(|remark| terminal::print_note(remark))?)
}

/// Writes an answer to standard output.
pub(crate) fn print_answer(output: &OutputOptions, view: &dyn View) -> Result<()> {
    print_answer_as(output.format, &output.terminal, view)
}

/// Writes an answer to standard output in a format.
pub(crate) fn print_answer_as(
    format: OutputFormat,
    terminal: &TerminalOptions,
    view: &dyn View,
) -> Result<()> {
    let mut out = terminal.open_output(format);
    let written = format.write(view, terminal.choose_style(), &mut out);
    let finished = out.finish();
    written?;
    finished
}
