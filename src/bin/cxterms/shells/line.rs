//! Parses a command line as bash and readline do, and quotes what is inserted at its end.

use std::borrow::Cow;

/// Of the characters that break words for readline, those that stay in the word that it replaces (`rl_special_prefixes`,
/// as bash sets them).
const REPLACED_BREAKS: &str = "$@";

/// In which quotes the end of a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Quoting {
    #[default]
    Unquoted,
    Single,
    Double,
}

/// A command line up to the cursor.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TypedLine {
    /// Whole words before the last, without their quotes.
    before: Vec<String>,
    /// The word at the cursor, without its quotes.
    last: String,
    /// The bytes of that word that readline keeps, up to the last unquoted character that breaks words.
    broken: usize,
    /// Its bytes up to where the last quotes open.
    opened: usize,
    /// The quotes that are open at the cursor.
    quoting: Quoting,
}

impl TypedLine {
    /// Parses a line; `breaks` are the characters that break words (`COMP_WORDBREAKS`).
    pub(super) fn parse(line: &str, breaks: &str) -> Self {
        Self::read(line, breaks, char::is_whitespace)
    }

    /// Parses one word, whatever is in it.
    pub(super) fn from_word(word: &str) -> Self {
        Self::read(word, "", |_| false)
    }

    fn read(line: &str, breaks: &str, is_gap: fn(char) -> bool) -> Self {
        let mut read = Self::default();
        let mut within = false;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match (read.quoting, c) {
                (Quoting::Unquoted, c) if is_gap(c) => {
                    if within {
                        let Self { before, last, .. } = std::mem::take(&mut read);
                        read.before = before;
                        read.before.push(last);
                    }
                    within = false;
                    continue;
                }
                (Quoting::Unquoted, '\'') => read.open_quotes(Quoting::Single),
                (Quoting::Unquoted, '"') => read.open_quotes(Quoting::Double),
                (Quoting::Single, '\'') | (Quoting::Double, '"') => {
                    read.quoting = Quoting::Unquoted;
                }
                (Quoting::Unquoted, '\\') => read.last.extend(chars.next()),
                (Quoting::Double, '\\') => {
                    let next = chars.next();
                    let escaped = next.is_some_and(|next| "$`\"\\".contains(next));
                    read.last.extend((!escaped).then_some('\\').into_iter().chain(next));
                }
                (quoting, c) => {
                    let begin = read.last.len();
                    read.last.push(c);
                    if quoting == Quoting::Unquoted && breaks.contains(c) {
                        let replaced = REPLACED_BREAKS.contains(c);
                        read.broken = if replaced { begin } else { read.last.len() };
                    }
                }
            }
            within = true;
        }
        read
    }

    fn open_quotes(&mut self, quoting: Quoting) {
        self.quoting = quoting;
        self.opened = self.last.len();
    }

    /// The word at the cursor, without its quotes.
    pub(super) fn last(&self) -> &str {
        &self.last
    }

    /// The command's words up to the cursor, without quotes and without the variables that are set before it.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let is_variable = |word: &&str| {
            let name = word.split_once('=').map_or("", |(name, _)| name);
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        };
        let before = self.before.iter().map(String::as_str).skip_while(is_variable);
        before.chain([self.last()])
    }

    /// What readline inserts for words that go on as typed: quoted, and without what it keeps of the line.
    pub(super) fn quote_insertions(&self, words: &[String]) -> Vec<String> {
        let kept = match self.quoting {
            Quoting::Unquoted => self.broken,
            Quoting::Single | Quoting::Double => self.opened,
        };
        let kept = self.last.get(..kept).unwrap_or_default();
        let rests: Vec<_> = words.iter().filter_map(|word| word.strip_prefix(kept)).collect();
        let mut quoted: Vec<_> = rests.iter().map(|rest| self.quoting.quote(rest, None)).collect();
        // Readline inserts what all have in common: that must not end between a backslash and what it quotes.
        let common = count_common_chars(&rests);
        let ends_split = count_common_chars(&quoted);
        let split = quoted.first().is_some_and(|first| {
            let shared = first.chars().take(ends_split);
            shared.fold(false, |open, c| c == '\\' && !open)
        });
        if let (true, [first, _, ..], Some(rest)) = (split, &mut *quoted, rests.first()) {
            *first = self.quoting.quote(rest, Some(common));
        }
        quoted
    }
}

impl Quoting {
    /// A text that stands for itself within these quotes; the character at `apart` is quoted without a backslash.
    fn quote(self, text: &str, apart: Option<usize>) -> String {
        text.chars().enumerate().map(|(at, c)| self.quote_char(c, apart == Some(at))).collect()
    }

    fn quote_char(self, c: char, apart: bool) -> Cow<'static, str> {
        let alone = if c == '\'' { format!("\"{c}\"") } else { format!("'{c}'") };
        match (self, c) {
            (Self::Single, '\'') => "'\\''".into(),
            // Between double quotes bash looks for `!` in its history, whatever stands before it.
            (Self::Double, '!') => "\"\\!\"".into(),
            (Self::Double, '$' | '`' | '"' | '\\') if apart => format!("\"{alone}\"").into(),
            (Self::Double, '$' | '`' | '"' | '\\') => format!("\\{c}").into(),
            (Self::Unquoted, c) if needs_quotes(c) && apart => alone.into(),
            (Self::Unquoted, c) if needs_quotes(c) => format!("\\{c}").into(),
            _ => c.to_string().into(),
        }
    }
}

/// Whether a shell may take a character for anything but itself.
pub(super) fn needs_quotes(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() && !"_@%+=:,./-".contains(c)
}

/// How many characters all texts begin with.
fn count_common_chars(texts: &[impl AsRef<str>]) -> usize {
    let Some((first, others)) = texts.split_first() else { return 0 };
    let first = first.as_ref();
    let shared = |other: &str| first.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    others.iter().map(|other| shared(other.as_ref())).min().unwrap_or(first.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn inserted(line: &str, words: &[&str]) -> Vec<String> {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        TypedLine::parse(line, BREAKS).quote_insertions(&words)
    }

    #[test]
    fn words_are_read_without_their_quotes() {
        let line = TypedLine::parse(r#"A=1 x --terms "my dir" voice\ o'f t"#, BREAKS);
        assert_eq!(line.words().collect::<Vec<_>>(), ["x", "--terms", "my dir", "voice of t"]);
        let line = TypedLine::parse("x define ", BREAKS);
        assert_eq!(line.words().collect::<Vec<_>>(), ["x", "define", ""]);
        let line = TypedLine::parse(r#"x "a\$b\c""#, BREAKS);
        assert_eq!(line.words().collect::<Vec<_>>(), ["x", r"a$b\c"]);
        assert_eq!(TypedLine::from_word("\"two words").last(), "two words");
    }

    #[test]
    fn what_a_shell_would_obey_is_quoted() {
        assert_eq!(inserted("x p", &["p$(a);b"]), [r"p\$\(a\)\;b"]);
        assert_eq!(inserted("x 'o", &["o's"]), [r"o'\''s"]);
        assert_eq!(inserted("x \"o", &["o $`\"!"]), [r#"o \$\`\""\!""#]);
    }

    #[test]
    fn what_readline_keeps_of_a_word_is_not_inserted_again() {
        assert_eq!(inserted("x ns:t", &["ns:term"]), ["term"]);
        assert_eq!(inserted(r"x ns\:t", &["ns:term"]), ["ns:term"]);
        assert_eq!(inserted("x --lang=\"d", &["--lang=de"]), ["de"]);
        assert_eq!(inserted("x \"ns:t", &["ns:term"]), ["ns:term"]);
    }

    #[test]
    fn readline_replaces_a_word_from_its_at_sign_on() {
        assert_eq!(inserted("x help@", &["help@desk"]), ["@desk"]);
        assert_eq!(inserted("x a@b@c", &["a@b@call"]), ["@call"]);
        assert_eq!(inserted("x a@b:c", &["a@b:call"]), ["call"]);
        assert_eq!(inserted("x \"help@d", &["help@desk"]), ["help@desk"]);
        assert_eq!(inserted(r"x help\@d", &["help@desk"]), ["help@desk"]);
    }

    #[test]
    fn what_all_have_in_common_ends_behind_no_lone_backslash() {
        assert_eq!(inserted("x a", &["a;b", "a$c"]), ["a';'b", r"a\$c"]);
        assert_eq!(inserted("x a", &[r"a\b", r"a\c"]), [r"a\\b", r"a\\c"]);
        assert_eq!(inserted("x \"a", &["a\"b", "a$c"]), ["a\"'\"'\"b", r"a\$c"]);
        assert_eq!(inserted("x a", &["a'b", "a;c"]), ["a\"'\"b", r"a\;c"]);
    }
}
