//! Can a text stand in a file, and which identifier does a name yield?

use cxterms_base::{schema, text};
use std::{error, fmt};

/// How many characters an identifier gets; four bytes each, and the name of its file is still one.
const LONGEST: usize = 60;

/// Why something cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for Refused {}

/// A text as one line, as reading it back gives it; `what` names it in the refusal of one that is empty, or that a
/// terminal would obey.
///
/// # Errors
/// When it is such a text.
pub fn line(what: &str, written: &str) -> Result<String, Refused> {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        return Err(Refused(format!("the {what} is empty")));
    }
    match line.chars().find(|c| text::obeyed(*c)) {
        None => Ok(line),
        Some(c) => {
            let (code, line) = (u32::from(c), text::safe(&line));
            Err(Refused(format!("the {what} `{line}` holds the control character U+{code:04X}")))
        }
    }
}

/// The identifier that a name yields: its words, joined by hyphens, as many of them as are not too long; none without a
/// letter or digit.
pub fn identifier(name: &str) -> Option<String> {
    let words: Vec<_> = text::words(name).collect();
    let parts = words.iter().flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    let mut id = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let hyphen = usize::from(!id.is_empty());
        if hyphen > 0 && id.chars().count() + hyphen + part.chars().count() > LONGEST {
            break;
        }
        id.extend(std::iter::repeat_n('-', hyphen).chain(part.chars().take(LONGEST)));
    }
    (!id.is_empty()).then_some(id)
}

/// An identifier that was given, if it is one.
///
/// # Errors
/// When it is none, or too long to name a file.
pub fn checked(id: &str) -> Result<String, Refused> {
    if schema::is_identifier(id) && id.starts_with(char::is_alphanumeric) {
        return match id.chars().count() > LONGEST {
            true => Err(Refused(format!("`{id}` is longer than {LONGEST} characters"))),
            false => Ok(id.to_owned()),
        };
    }
    let near = identifier(id).map(|near| format!("; write `{near}`")).unwrap_or_default();
    let shown = text::safe(id);
    Err(Refused(format!("`{shown}` is no identifier: letters, digits and hyphens{near}")))
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
            assert_eq!(identifier(name).as_deref(), Some(id));
            assert_eq!(checked(id).as_deref(), Ok(id));
        }
        assert!(["", "!!!", "🙂", "--"].iter().all(|name| identifier(name).is_none()));
    }

    #[test]
    fn an_identifier_can_name_a_file() {
        for name in ["word ".repeat(100), "w".repeat(1000), "𝒘 ".repeat(1000), "字".repeat(300)]
        {
            let id = identifier(&name).unwrap();
            assert!(id.len() <= 240 && checked(&id).is_ok(), "{id}");
        }
    }

    #[test]
    fn what_is_no_identifier_is_told_the_nearest() {
        let told = |id| checked(id).unwrap_err().0;
        assert!(told("Red List").ends_with("; write `red-list`"));
        assert!(told("../up").ends_with("; write `up`"));
        assert!(told("").ends_with("hyphens"));
        assert!(checked(".hidden").is_err());
    }

    #[test]
    fn a_line_is_what_reading_gives_back() {
        assert_eq!(line("label", " two \n  lines\t"), Ok("two lines".to_owned()));
        assert_eq!(line("label", " \n").unwrap_err().0, "the label is empty");
        let told = line("label", "red\u{1b}[31m").unwrap_err().0;
        assert_eq!(told, "the label `red\\u{1b}[31m` holds the control character U+001B");
    }
}
