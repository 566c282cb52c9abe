//! Validates a name or identifier from the user, and derives an identifier from a name.

use cxterms_base::{invisible::is_invisible, schema, text};
use std::{error, fmt};

/// How many characters an identifier gets; four bytes each, and the name of its file is still one.
const MAX_ID_CHARS: usize = 60;

/// Why something cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidInput(pub String);

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for InvalidInput {}

/// A text with its paragraphs and lists, as reading it back gives it; refused as [`single_line`] refuses.
///
/// # Errors
/// When it is empty, or holds what a terminal would obey.
pub fn paragraphs(what: &str, written: &str) -> Result<String, InvalidInput> {
    let line = single_line(what, written)?;
    Ok(if written.contains('\n') { text::normalize_paragraphs(written) } else { line })
}

/// A text as one line, as reading it back gives it; `what` names it in the refusal of one that is empty, or that a
/// terminal would obey.
///
/// # Errors
/// When it is such a text.
pub fn single_line(what: &str, written: &str) -> Result<String, InvalidInput> {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(InvalidInput(format!("the {what} is empty")));
    }
    match line.chars().find(|c| text::is_terminal_control(*c)) {
        None => Ok(line),
        Some(c) => {
            let (code, line) = (u32::from(c), text::to_safe(&line));
            Err(InvalidInput(format!(
                "the {what} `{line}` holds the control character U+{code:04X}"
            )))
        }
    }
}

/// The identifier that a name yields: its words, joined by hyphens, as many of them as are not too long; none without a
/// letter or digit.
pub fn derive_identifier(name: &str) -> Option<String> {
    let words: Vec<_> = text::split_words(name).collect();
    let breaks = |c: char| !c.is_alphanumeric() || is_invisible(c);
    let parts = words.iter().flat_map(|word| word.split(breaks));
    let mut id = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let hyphen = usize::from(!id.is_empty());
        if hyphen > 0 && id.chars().count() + hyphen + part.chars().count() > MAX_ID_CHARS {
            break;
        }
        id.extend(std::iter::repeat_n('-', hyphen).chain(part.chars().take(MAX_ID_CHARS)));
    }
    (!id.is_empty()).then_some(id)
}

/// An identifier that was given, if it is one.
///
/// # Errors
/// When it is none, or too long to name a file.
pub fn check_identifier(id: &str) -> Result<String, InvalidInput> {
    if schema::is_identifier(id) && id.starts_with(char::is_alphanumeric) {
        return match id.chars().count() > MAX_ID_CHARS {
            true => Err(InvalidInput(format!("`{id}` is longer than {MAX_ID_CHARS} characters"))),
            false => Ok(id.to_owned()),
        };
    }
    let near = derive_identifier(id).map(|near| format!("; write `{near}`")).unwrap_or_default();
    let shown = text::to_safe(id);
    Err(InvalidInput(format!("`{shown}` is no identifier: letters, digits and hyphens{near}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_the_words_joined() {
        let expected = [
            ("Acme Ltd.", "acme-ltd"),
            ("customer’s journeys", "customers-journeys"),
            ("Profit & Loss", "profit-and-loss"),
            ("C++", "c"),
            ("Ｎｅｔ＿Promoter", "net-promoter"),
            ("顧客 成功", "顧客-成功"),
            ("Клиентский опыт", "клиентский-опыт"),
            ("a/b\\c", "a-b-c"),
        ];
        for (name, id) in expected {
            assert_eq!(derive_identifier(name).as_deref(), Some(id));
            assert_eq!(check_identifier(id).as_deref(), Ok(id));
        }
        assert!(["", "!!!", "🙂", "--"].iter().all(|name| derive_identifier(name).is_none()));
    }

    #[test]
    fn an_identifier_can_name_a_file() {
        for name in ["word ".repeat(100), "w".repeat(1000), "𝒘 ".repeat(1000), "字".repeat(300)]
        {
            let id = derive_identifier(&name).unwrap();
            assert!(id.len() <= 240 && check_identifier(&id).is_ok(), "{id}");
        }
    }

    #[test]
    fn what_is_no_identifier_is_told_the_nearest() {
        let told = |id| check_identifier(id).unwrap_err().0;
        assert!(told("Red List").ends_with("; write `red-list`"));
        assert!(told("../up").ends_with("; write `up`"));
        assert!(told("").ends_with("hyphens"));
        assert!(check_identifier(".hidden").is_err());
    }

    #[test]
    fn paragraphs_are_kept_and_lines_within_them_joined() {
        for (written, right) in [
            ("one\n\ntwo", "one\n\ntwo"),
            (" one\nmore \n", "one more"),
            ("kinds:\n- one\n- two", "kinds:\n- one\n- two"),
        ] {
            assert_eq!(paragraphs("definition", written), Ok(right.to_owned()));
        }
        assert!(paragraphs("definition", "\n \n").is_err());
        assert!(paragraphs("definition", "one\n\n\u{1b}[1m").is_err());
    }

    #[test]
    fn a_line_is_what_reading_gives_back() {
        assert_eq!(single_line("label", " two \n  lines\t"), Ok("two lines".to_owned()));
        assert_eq!(single_line("label", " \n").unwrap_err().0, "the label is empty");
        let told = single_line("label", "red\u{1b}[31m").unwrap_err().0;
        assert_eq!(told, "the label `red\\u{1b}[31m` holds the control character U+001B");
    }
}
