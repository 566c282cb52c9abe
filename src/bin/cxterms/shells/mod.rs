//! The shells that complete commands, and the words of the command line that they hand over.

mod bash;
mod line;
mod powershell;

use clap_complete::env::{Elvish, EnvCompleter, Fish, Shells, Zsh};
use std::{ffi::OsString, sync::OnceLock};

/// Every shell, by the name that `completions` takes. Elvish, fish and zsh quote what they insert; the others do not.
pub(crate) const SHELLS: Shells<'static> =
    Shells(&[&bash::QuotedBash, &Elvish, &Fish, &powershell::PlainPowershell, &Zsh]);

/// The words up to the cursor, once a shell has handed them over.
static WORDS: OnceLock<Vec<OsString>> = OnceLock::new();

/// Takes the words that a shell hands over behind the first `--`, without their quotes, and keeps them for
/// [`words_before_cursor`].
pub(crate) fn take_words(shell: &str, handed: Vec<OsString>) -> Vec<OsString> {
    let is = |completer: &dyn EnvCompleter| completer.is(shell);
    let words = match bash::typed_line() {
        Some(line) if is(&bash::QuotedBash) => line.words().map(OsString::from).collect(),
        _ if is(&Zsh) || is(&bash::QuotedBash) => handed.into_iter().map(unquote_word).collect(),
        // Of what fish hands over, only the word at the cursor is as it was typed.
        _ if is(&Fish) => {
            let last = handed.len().saturating_sub(1);
            let word = |(at, word)| if at == last { unquote_word(word) } else { word };
            handed.into_iter().enumerate().map(word).collect()
        }
        _ => handed,
    };
    WORDS.get_or_init(|| words).clone()
}

/// The words up to the cursor that a shell handed over; none if no shell asks.
pub(crate) fn words_before_cursor() -> &'static [OsString] {
    WORDS.get().map(Vec::as_slice).unwrap_or_default()
}

/// A word without its quotes; what is no UTF-8 stays as it is.
fn unquote_word(word: OsString) -> OsString {
    match word.to_str() {
        Some(typed) => line::TypedLine::from_word(typed).last().to_owned().into(),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_that_is_offered_has_a_completer() {
        for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
            assert!(SHELLS.completer(shell).is_some(), "{shell}");
        }
    }
}
