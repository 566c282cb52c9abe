//! Tokens of a formula, each with the character at which it stands.

use super::expression::{Operator, RowComparison};
use std::fmt;

/// How long a formula may be, in bytes.
pub const MAX_FORMULA_BYTES: usize = 400;

/// How many digits a number in a formula may have; one with a percent sign is divided and needs room.
const MAX_NUMBER_BYTES: usize = 40;
const MAX_PERCENT_BYTES: usize = 12;

/// What is wrong with a formula, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// At which character, counted from 0.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: Option<String>,
}

impl FormulaError {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at character {}", self.message, self.at + 1)
    }
}

impl std::error::Error for FormulaError {}

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FormulaToken {
    Number(f64),
    Name(String),
    Operator(Operator),
    RowComparison(RowComparison),
    Open,
    Close,
}

/// Signs of one character, but for those that begin a longer one.
const SIGNS: &[(char, FormulaToken)] = &[
    ('+', FormulaToken::Operator(Operator::Add)),
    ('-', FormulaToken::Operator(Operator::Subtract)),
    ('−', FormulaToken::Operator(Operator::Subtract)),
    ('*', FormulaToken::Operator(Operator::Multiply)),
    ('×', FormulaToken::Operator(Operator::Multiply)),
    ('/', FormulaToken::Operator(Operator::Divide)),
    ('÷', FormulaToken::Operator(Operator::Divide)),
    ('(', FormulaToken::Open),
    (')', FormulaToken::Close),
    ('≥', FormulaToken::RowComparison(RowComparison::AtLeast)),
    ('≤', FormulaToken::RowComparison(RowComparison::AtMost)),
    ('≠', FormulaToken::RowComparison(RowComparison::Unequal)),
    ('>', FormulaToken::RowComparison(RowComparison::MoreThan)),
    ('<', FormulaToken::RowComparison(RowComparison::LessThan)),
    ('=', FormulaToken::RowComparison(RowComparison::Equal)),
];

/// Signs of two characters.
const LONG_SIGNS: &[(&str, RowComparison)] = &[
    (">=", RowComparison::AtLeast),
    ("<=", RowComparison::AtMost),
    ("==", RowComparison::Equal),
    ("!=", RowComparison::Unequal),
];

/// The tokens of a formula, each with the character at which it begins.
pub(super) fn read_tokens(text: &str) -> Result<Vec<(usize, FormulaToken)>, FormulaError> {
    if text.len() > MAX_FORMULA_BYTES {
        let message = format!("a formula is longer than {MAX_FORMULA_BYTES} bytes");
        return Err(FormulaError::new(0, message).hint("give a part of it a name of its own"));
    }
    let (mut rest, mut at, mut tokens) = (text, 0, vec![]);
    while let Some(first) = rest.chars().next() {
        let (token, bytes) = read_token(rest, first, at)?;
        let (read, more) = rest.split_at_checked(bytes).unwrap_or((rest, ""));
        tokens.extend(token.map(|token| (at, token)));
        at += read.chars().count();
        rest = more;
    }
    Ok(tokens)
}

/// The token that a text begins with, none for a space, and how many bytes it takes.
fn read_token(
    text: &str,
    first: char,
    at: usize,
) -> Result<(Option<FormulaToken>, usize), FormulaError> {
    if first.is_whitespace() {
        return Ok((None, first.len_utf8()));
    }
    if let Some((sign, comparison)) = LONG_SIGNS.iter().find(|(sign, _)| text.starts_with(sign)) {
        return Ok((Some(FormulaToken::RowComparison(*comparison)), sign.len()));
    }
    if let Some((_, token)) = SIGNS.iter().find(|(sign, _)| *sign == first) {
        return Ok((Some(token.clone()), first.len_utf8()));
    }
    let part = |is_part: fn(char) -> bool| {
        let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
        text.get(..end).unwrap_or(text)
    };
    if first.is_ascii_digit() || first == '.' {
        let digits = part(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let percent = text.get(digits.len()..).is_some_and(|rest| rest.starts_with('%'));
        let number: Option<f64> = digits.parse().ok().filter(|number: &f64| number.is_finite());
        let Some(number) = number else {
            let error = FormulaError::new(at, format!("`{digits}` is no number"));
            return Err(error.hint("write it with a point and no other sign, as in `1000.5`"));
        };
        let most = if percent { MAX_PERCENT_BYTES } else { MAX_NUMBER_BYTES };
        if digits.len() > most {
            let message = format!("a number has more than {most} digits");
            return Err(FormulaError::new(at, message));
        }
        let value = if percent { number / 100.0 } else { number };
        return Ok((Some(FormulaToken::Number(value)), digits.len() + usize::from(percent)));
    }
    if first.is_alphabetic() || first == '_' {
        let name = part(|c| c.is_alphanumeric() || c == '_');
        return Ok((Some(FormulaToken::Name(name.to_owned())), name.len()));
    }
    let error = FormulaError::new(at, format!("`{first}` has no meaning in a formula"));
    Err(error.hint("it knows numbers, names, + − × ÷ ( ) and sum, mean, count, share"))
}
