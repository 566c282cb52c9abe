//! Amounts as people and their tables write them: `1.2M`, `1,200,000`, `1.2E+06`, `8%`, `$5`, `(5)`, `1h30m`.

use super::{
    time_amount::parse_time,
    unit::{Unit, UnitKind},
};

/// How long an amount may be, in bytes.
pub const MAX_AMOUNT_BYTES: usize = 40;

/// What a number is multiplied by.
const MULTIPLES: &[(&str, f64)] = &[
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("k", 1e3),
    ("K", 1e3),
    ("m", 1e6),
    ("M", 1e6),
    ("b", 1e9),
    ("B", 1e9),
];

/// Signs and codes of currencies.
const CURRENCIES: &[&str] = &[
    "$", "€", "£", "¥", "₹", "USD", "EUR", "GBP", "JPY", "INR", "CHF", "CAD", "AUD", "CNY", "SEK",
    "NOK", "DKK", "PLN", "BRL", "MXN", "SGD", "NZD", "HKD", "ZAR", "KRW",
];

/// What stands before the decimals of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalSign {
    /// `1,200.5`
    Point,
    /// `1.200,5`
    Comma,
}

impl DecimalSign {
    /// The sign that a text with a number must have; none where it could be either: `1.200`, `1,200`.
    pub fn find_in(text: &str) -> Option<Self> {
        let number = text.trim_matches(|c: char| !c.is_ascii_digit());
        let (points, commas) = (number.matches('.').count(), number.matches(',').count());
        let (sign, other, count) = match (number.rfind('.'), number.rfind(',')) {
            (None, None) => return Some(Self::Point),
            (Some(point), Some(comma)) if point > comma => return Some(Self::Point),
            (Some(_), Some(_)) => return Some(Self::Comma),
            (Some(_), None) => (Self::Point, Self::Comma, points),
            (None, Some(_)) => (Self::Comma, Self::Point, commas),
        };
        if count > 1 {
            return Some(other);
        }
        let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, ""));
        let is_group = decimals.len() == 3 && (1..=3).contains(&whole.len());
        (!is_group || whole.starts_with('0')).then_some(sign)
    }

    /// The amount as it is written with a point before its decimals.
    fn put_point(self, text: &str) -> String {
        let swap = |c| match c {
            '.' => ',',
            ',' => '.',
            c => c,
        };
        match self {
            Self::Point => text.to_owned(),
            Self::Comma => text.chars().map(swap).collect(),
        }
    }
}

/// The currency of an amount, by its sign or code.
pub fn find_currency(text: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|currency| text.contains(**currency)).copied()
}

/// Reads an amount in a unit, as it is calculated with: shares of 1, seconds. A bare number is counted in the unit; `%`,
/// `k`, `M`, `B` and units of time may say otherwise. A comma stands between thousands, but for `1.200,50`, which can be
/// read in one way only.
///
/// # Errors
/// What is wrong, in words.
pub fn parse_amount(text: &str, unit: Option<&Unit>) -> Result<f64, String> {
    let both = text.contains('.') && (text.contains(',') || text.matches('.').count() > 1);
    let sign = DecimalSign::find_in(text).filter(|_| both);
    parse_amount_with(text, unit, sign.unwrap_or(DecimalSign::Point))
}

/// The same, where it is known what stands before the decimals.
///
/// # Errors
/// What is wrong, in words.
pub fn parse_amount_with(
    text: &str,
    unit: Option<&Unit>,
    decimal: DecimalSign,
) -> Result<f64, String> {
    let written = text.trim();
    if written.len() > MAX_AMOUNT_BYTES {
        return Err(format!("longer than {MAX_AMOUNT_BYTES} bytes"));
    }
    let pointed = decimal.put_point(written);
    let read = read_amount(&pointed, unit);
    // A fault names what was written.
    let read = read.map_err(|wrong| match decimal {
        DecimalSign::Point => wrong,
        DecimalSign::Comma => format!("`{written}` is no number"),
    })?;
    match read.is_finite() {
        true => Ok(read),
        false => Err(format!("`{written}` is too large")),
    }
}

fn read_amount(written: &str, unit: Option<&Unit>) -> Result<f64, String> {
    let (mut sign, rest) = split_sign(written);
    let kind = unit.map(|unit| unit.kind);
    if let Some(UnitKind::Time(one)) = kind
        && let Some(seconds) = parse_time(rest, one)?
    {
        return Ok(sign * seconds);
    }
    let mut bare = strip_currency(rest);
    if bare != rest && rest == written {
        // `$-5`, where no sign stands before the currency.
        (sign, bare) = split_sign(bare);
    }
    if let Some(number) = bare.strip_suffix('%') {
        return match kind {
            None | Some(UnitKind::Percent | UnitKind::Points | UnitKind::Ratio) => {
                let share = sign * parse_digits(number.trim_end())? / 100.0;
                // Per month or not, as the unit says.
                let own = unit.filter(|unit| unit.kind == UnitKind::Percent);
                Ok(own.map_or(share, |unit| unit.to_calculated(share * 100.0)))
            }
            Some(_) => {
                let name = unit.map(Unit::name).unwrap_or_default();
                Err(format!("`{written}` is a share; it is counted as {name}"))
            }
        };
    }
    let (digits, multiple) = match MULTIPLES.iter().find(|(name, _)| bare.ends_with(name)) {
        Some((name, multiple)) => (bare.strip_suffix(name).unwrap_or(bare).trim_end(), *multiple),
        None => (bare, 1.0),
    };
    let number = sign * parse_digits(digits)? * multiple;
    Ok(unit.map_or(number, |unit| unit.to_calculated(number)))
}

/// The sign of an amount and what stands behind it; brackets around an amount are a minus, as accountants write it.
fn split_sign(text: &str) -> (f64, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return match inner.trim_start().starts_with(['-', '−', '+', '(']) {
            true => (1.0, text),
            false => (-1.0, inner.trim()),
        };
    }
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An amount without its currency.
fn strip_currency(text: &str) -> &str {
    let strip = |text| {
        let known = |currency: &&str| {
            let text: &str = text;
            text.strip_prefix(*currency).or_else(|| text.strip_suffix(*currency))
        };
        CURRENCIES.iter().find_map(known).map(str::trim)
    };
    strip(text).unwrap_or(text)
}

/// A number with a point, and with commas, apostrophes, underscores or spaces between thousands. It may have a power of
/// ten: `1.2E+06`.
fn parse_digits(text: &str) -> Result<f64, String> {
    let (plain, power) = split_power(text);
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let wrong = || match text.split_once(',') {
        Some((before, after)) if !after.contains(',') && after.parse::<u64>().is_ok() => {
            format!(
                "`{text}` is no number: write `{before}.{after}`, or commas before three digits"
            )
        }
        _ if plain.is_empty() => "a number is missing".to_owned(),
        _ => format!("`{text}` is no number"),
    };
    let is_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    let groups: Vec<_> = whole.split(is_thousands_sign).collect();
    let first = groups.first().copied().unwrap_or_default();
    let grouped = groups.len() > 1;
    let well_grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && (!grouped || (1..=3).contains(&first.len()));
    if !well_grouped || !groups.iter().all(|group| is_digits(group)) || !is_digits(decimals) {
        return Err(wrong());
    }
    let plain = format!("{}.{decimals}e{power}", groups.concat());
    plain.parse().map_err(|_| wrong())
}

/// A number and its power of ten, `0` where it has none.
fn split_power(text: &str) -> (&str, &str) {
    let Some((plain, power)) = text.split_once(['e', 'E']) else { return (text, "0") };
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    let is_power = (1..=3).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit());
    if is_power && !plain.is_empty() { (plain, power) } else { (text, "0") }
}

fn is_thousands_sign(c: char) -> bool {
    matches!(c, ',' | '\'' | '’' | '_' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Reads the digits of a plain number, quickly: most cells of a table are no more than that.
pub fn parse_plain_number(bytes: &[u8]) -> Option<f64> {
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let (mut digits, mut decimals, mut is_behind_point) = (0_u64, 0_i32, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                decimals += i32::from(is_behind_point);
            }
            b'.' if !is_behind_point && bytes.len() > 1 => is_behind_point = true,
            _ => return None,
        }
    }
    // Fifteen digits are exact in a double, and so is a power of ten so small: their quotient is rounded once.
    #[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
    Some(digits as f64 / 10_f64.powi(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: &str) -> Result<f64, String> {
        parse_amount(text, Unit::parse(unit).as_ref())
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, unit, value) in [
            ("100", "money", 100.0),
            ("1.2M", "money", 1.2e6),
            ("$1,200,000", "money", 1.2e6),
            ("1 200 €", "money", 1200.0),
            ("1'200.50", "money", 1200.5),
            ("5m", "money", 5e6),
            ("2 bn", "number", 2e9),
            ("-3", "money", -3.0),
            ("−3k", "money", -3000.0),
            ("8%", "percent", 0.08),
            ("8", "percent", 0.08),
            ("8 %", "ratio", 0.08),
            ("0.08", "ratio", 0.08),
            ("5m", "seconds", 300.0),
            ("1h30m", "minutes", 5400.0),
            ("1.5 hours", "seconds", 5400.0),
            ("4:30", "seconds", 270.0),
            ("1:04:30", "minutes", 3870.0),
            ("90", "minutes", 5400.0),
            ("7:30", "hours", 27_000.0),
            ("0:07:30", "hours", 450.0),
            ("5 hrs 10 Mins", "seconds", 18_600.0),
            ("36m", "months", 36.0 * 2_629_800.0),
            ("1y6m", "months", 18.0 * 2_629_800.0),
            ("2 mo", "days", 2.0 * 2_629_800.0),
            ("1e9", "money", 1e9),
            ("1.2E+06", "money", 1.2e6),
            ("5e-2", "ratio", 0.05),
            ("(8)", "money", -8.0),
            ("($1,200)", "money", -1200.0),
            ("$-5", "money", -5.0),
            ("-€5", "money", -5.0),
            ("100 EUR", "money", 100.0),
            ("USD 1.2k", "money", 1200.0),
            ("1.200,50", "money", 1200.5),
            ("1.200.000", "money", 1.2e6),
            ("1.200.000,5 €", "money", 1_200_000.5),
        ] {
            assert_eq!(read(text, unit), Ok(value), "{text} {unit}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_refused() {
        assert_eq!(
            read("1,5", "money").unwrap_err(),
            "`1,5` is no number: write `1.5`, or commas before three digits"
        );
        for text in [
            "",
            "abc",
            "1.2.3",
            "12,34,567",
            "1,,000",
            "--3",
            "1e",
            "e5",
            "1e5000",
            "1e999",
            "-",
            "()",
            "(-3)",
            "NaN",
            "inf",
            ".",
            "4:75",
            "1.2000,5",
        ] {
            assert!(read(text, "number").is_err(), "{text}");
        }
        assert!(read("5%", "money").unwrap_err().contains("is a share"));
        assert!(read("4:75", "seconds").is_err());
        assert!(read("4:30", "days").is_err());
        assert_eq!(
            read("3m", "days").unwrap_err(),
            "`3m` could be minutes or months: write `3 min` or `3 months`"
        );
        assert!(read(&"9".repeat(50), "number").unwrap_err().contains("longer than 40"));
    }

    #[test]
    fn the_sign_before_decimals_is_told_where_it_can_be() {
        let (point, comma) = (Some(DecimalSign::Point), Some(DecimalSign::Comma));
        for (text, sign) in [
            ("12", point),
            ("1.5", point),
            ("0.125", point),
            ("1,200.5", point),
            ("1,200,300", point),
            ("80,5 €", comma),
            ("1.200,5", comma),
            ("1.200.300", comma),
            ("1.200", None),
            ("$12,345", None),
        ] {
            assert_eq!(DecimalSign::find_in(text), sign, "{text}");
        }
        let money = Unit::parse("money");
        let read = |text| parse_amount_with(text, money.as_ref(), DecimalSign::Comma);
        assert_eq!([read("1.200"), read("80,5 €")], [Ok(1200.0), Ok(80.5)]);
        assert_eq!(read("1,2,3").unwrap_err(), "`1,2,3` is no number");
    }

    #[test]
    fn the_quick_way_reads_the_same() {
        for text in ["0", "10", "3.25", "123456789.012", "0.1", "7."] {
            assert_eq!(parse_plain_number(text.as_bytes()), read(text, "number").ok(), "{text}");
        }
        for text in ["", ".", "-1", "1,000", "1e5", "1.2.3"] {
            assert_eq!(parse_plain_number(text.as_bytes()), None, "{text}");
        }
    }
}
