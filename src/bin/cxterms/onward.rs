//! Does a suggested command ask the same base in the same way? It repeats what the first was given.

use super::{args::Global, corpora};
use cxterms::answer::shell_word;
use cxterms_page::{Block, Page, Role, View};

/// An answer whose suggested commands repeat some arguments.
pub(crate) struct Onward<'v> {
    pub(crate) view: &'v dyn View,
    pub(crate) arguments: &'v str,
}

/// What a suggested command must repeat: corpora, voices and language, as a shell takes them.
///
/// Corpora that stand in the environment stand there for the next command too, but they are spelled out: the command
/// may be pasted elsewhere.
pub(crate) fn arguments(global: &Global) -> String {
    let terms = corpora::named(&global.terms);
    let terms = terms.iter().map(|path| ("--terms", path.to_string_lossy().into_owned()));
    let voices = global.according_to.iter().map(|voice| ("--according-to", voice.clone()));
    let language = global.lang.iter().map(|language| ("--lang", language.clone()));
    let all = terms.chain(voices).chain(language).filter(|(_, value)| !value.is_empty());
    let words = all.flat_map(|(name, value)| {
        [" ".to_owned(), name.to_owned(), " ".to_owned(), shell_word(&value)]
    });
    words.collect()
}

impl View for Onward<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = self.view.page();
        for block in &mut page.0 {
            if let Block::Title { text, .. } | Block::Text(text) = block {
                let commands = text.0.iter_mut().filter(|(role, _)| *role == Role::Command);
                commands.for_each(|(_, command)| command.to_mut().push_str(self.arguments));
            }
        }
        page
    }
}

impl serde::Serialize for Onward<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view.serialize(serializer)
    }
}
