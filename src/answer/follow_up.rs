//! Follow-up commands: what a reader may ask next, spelled as a shell takes it.

use super::term::Term;
use cxterms_page::shell_word;
use std::{borrow::Cow, fmt};

/// A command that asks on: its name, what it asks about, and its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FollowUp<'b> {
    command: &'static str,
    terms: Vec<&'b str>,
    options: Vec<&'b str>,
}

impl<'b> FollowUp<'b> {
    /// A command about some names.
    pub(super) fn about_names(
        command: &'static str,
        names: impl IntoIterator<Item = &'b str>,
    ) -> Self {
        Self { command, terms: names.into_iter().collect(), options: vec![] }
    }

    /// A command about some concepts, by a name that means nothing else.
    pub(super) fn about_terms<'t>(
        command: &'static str,
        terms: impl IntoIterator<Item = &'t Term<'b>>,
    ) -> Self
    where
        'b: 't,
    {
        Self::about_names(command, terms.into_iter().map(|term| term.typed))
    }

    /// The same with an option, or with an option and its value.
    pub(super) fn with_options(mut self, options: impl IntoIterator<Item = &'b str>) -> Self {
        self.options.extend(options);
        self
    }
}

impl fmt::Display for FollowUp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cxterms {}", self.command)?;
        let words = self.terms.iter().chain(&self.options);
        words.into_iter().try_for_each(|word| write!(f, " {}", shell_word(word)))
    }
}

impl From<FollowUp<'_>> for Cow<'_, str> {
    fn from(follow_up: FollowUp<'_>) -> Self {
        follow_up.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::FollowUp;

    #[test]
    fn a_follow_up_can_be_pasted_into_a_shell() {
        let all = FollowUp::about_names("define", ["success", "it's"]).with_options(["--all"]);
        assert_eq!(all.to_string(), r"cxterms define success 'it'\''s' --all");
        assert_eq!(FollowUp::about_names("list", []).to_string(), "cxterms list");
    }
}
