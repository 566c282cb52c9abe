//! Follow-up commands that ask the same base in the same way: they repeat what the first command was given.

use crate::{
    load,
    options::{CorpusOptions, QuestionOptions},
};
use cxterms::answer::shell_word;
use cxterms_page::{Block, Page, Role, View};

/// An answer whose suggested commands repeat some arguments.
pub(crate) struct WithArguments<'v> {
    pub(crate) view: &'v dyn View,
    pub(crate) arguments: &'v str,
}

/// What a suggested command must repeat: corpora, voices and language, as a shell takes them.
///
/// Corpora that stand in the environment stand there for the next command too, but they are spelled out: the command
/// may be pasted elsewhere.
pub(crate) fn repeated_arguments(options: &QuestionOptions) -> String {
    let voices = options.perspective.according_to.iter();
    let voices = voices.map(|voice| ("--according-to", voice.clone()));
    let kinds = options.perspective.voice_kind.iter();
    let kinds = kinds.map(|kind| ("--voice-kind", kind.clone()));
    let since = options.perspective.since.iter().map(|since| ("--since", since.to_string()));
    let voices = voices.chain(kinds).chain(since);
    let language = options.language.lang.iter().map(|language| ("--lang", language.clone()));
    spell_out_options(corpora_arguments(&options.corpus).chain(voices).chain(language))
}

/// The corpora that a suggested command must name again.
pub(crate) fn repeated_corpora(corpus: &CorpusOptions) -> String {
    spell_out_options(corpora_arguments(corpus))
}

fn corpora_arguments(corpus: &CorpusOptions) -> impl Iterator<Item = (&'static str, String)> {
    let terms = load::named_corpora(&corpus.terms).into_iter();
    terms.map(|path| ("--terms", path.to_string_lossy().into_owned()))
}

/// Options and their values as a shell takes them, each with a space before it.
fn spell_out_options(options: impl Iterator<Item = (&'static str, String)>) -> String {
    let given = options.filter(|(_, value)| !value.is_empty());
    given
        .flat_map(|(name, value)| [" ", name, " ", &shell_word(&value)].map(str::to_owned))
        .collect()
}

impl View for WithArguments<'_> {
    fn page(&self) -> Page<'_> {
        self.add_arguments(self.view.page())
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        // Commands take more lines with what they repeat.
        let count_lines = |page: &Page<'_>| count_lines(&self.add_arguments(page.clone()));
        self.add_arguments(self.view.fit_page(&count_lines))
    }
}

impl WithArguments<'_> {
    fn add_arguments<'p>(&self, mut page: Page<'p>) -> Page<'p> {
        for block in &mut page.0 {
            let texts: Vec<_> = match block {
                Block::Title { text, .. } | Block::Text(text) => vec![text],
                Block::Paragraphs(texts) => texts.iter_mut().collect(),
                Block::Sections(parts) => parts.iter_mut().flat_map(|it| &mut it.items).collect(),
                _ => continue,
            };
            let parts = texts.into_iter().flat_map(|text| &mut text.0);
            let commands = parts.filter(|(role, _)| *role == Role::Command);
            commands.for_each(|(_, command)| command.to_mut().push_str(self.arguments));
        }
        page
    }
}

impl serde::Serialize for WithArguments<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(serializer)
    }
}
