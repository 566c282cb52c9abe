//! Amounts as people write them: `1.2M`, `1,200,000`, `8%`, `$5`, `1h30m`.

use super::unit::{Unit, UnitKind};

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

/// Short names of units of time, and their seconds.
const SHORT_TIMES: &[(&str, f64)] = &[
    ("s", 1.0),
    ("sec", 1.0),
    ("second", 1.0),
    ("seconds", 1.0),
    ("m", 60.0),
    ("min", 60.0),
    ("minute", 60.0),
    ("minutes", 60.0),
    ("h", 3_600.0),
    ("hour", 3_600.0),
    ("hours", 3_600.0),
    ("d", 86_400.0),
    ("day", 86_400.0),
    ("days", 86_400.0),
    ("w", 604_800.0),
    ("week", 604_800.0),
    ("weeks", 604_800.0),
    ("month", 2_629_800.0),
    ("months", 2_629_800.0),
    ("y", 31_557_600.0),
    ("year", 31_557_600.0),
    ("years", 31_557_600.0),
];

/// Signs of currencies; which one it is makes no difference.
const CURRENCIES: &[char] = &['$', '€', '£', '¥', '₹'];

/// Reads an amount in a unit, as it is calculated with: shares of 1, seconds. A bare number is counted in the unit; `%`,
/// `k`, `M`, `B` and units of time may say otherwise.
///
/// # Errors
/// What is wrong, in words.
pub fn parse_amount(text: &str, unit: Option<&Unit>) -> Result<f64, String> {
    let written = text.trim();
    if written.len() > MAX_AMOUNT_BYTES {
        return Err(format!("longer than {MAX_AMOUNT_BYTES} bytes"));
    }
    let (sign, rest) = match written.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, written.strip_prefix('+').unwrap_or(written)),
    };
    let kind = unit.map(|unit| unit.kind);
    if let (Some(UnitKind::Time(_)), Some(seconds)) = (kind, parse_time(rest)) {
        return Ok(sign * seconds);
    }
    let bare = rest.trim_start_matches(CURRENCIES).trim_end_matches(CURRENCIES).trim();
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
                Err(format!("`{text}` is a share; it is counted as {name}"))
            }
        };
    }
    let (digits, multiple) = match MULTIPLES.iter().find(|(name, _)| bare.ends_with(name)) {
        Some((name, multiple)) => (bare.strip_suffix(name).unwrap_or(bare).trim_end(), *multiple),
        None => (bare, 1.0),
    };
    let number = sign * parse_digits(digits)? * multiple;
    if !number.is_finite() {
        return Err(format!("`{text}` is too large"));
    }
    Ok(unit.map_or(number, |unit| unit.to_calculated(number)))
}

/// The seconds of a time with its units, `1h 30m`, or of minutes and seconds, `4:30`; none for anything else.
fn parse_time(text: &str) -> Option<f64> {
    if text.contains(':') {
        let parts: Vec<_> = text.split(':').collect();
        let (first, rest) = parts.split_first()?;
        if rest.len() > 2 || rest.iter().any(|part| part.len() != 2) {
            return None;
        }
        let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty();
        if !parts.iter().all(digits) {
            return None;
        }
        let start = first.parse::<f64>().ok()?;
        let below_sixty = |part: &&str| part.parse::<f64>().ok().filter(|number| *number < 60.0);
        return rest.iter().try_fold(start, |sum, part| Some(sum * 60.0 + below_sixty(part)?));
    }
    let (mut rest, mut seconds) = (text, 0.0);
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (digits, after) = rest.split_at_checked(end)?;
        let after = after.trim_start();
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (name, next) = after.split_at_checked(end)?;
        let (_, one) = SHORT_TIMES.iter().find(|(known, _)| *known == name)?;
        seconds += digits.parse::<f64>().ok()? * one;
        rest = next.trim_start();
    }
    (!text.is_empty()).then_some(seconds)
}

/// A number with a point, and with commas, apostrophes, underscores or spaces between thousands.
fn parse_digits(text: &str) -> Result<f64, String> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let wrong = || match text.split_once(',') {
        Some((before, after)) if !after.contains(',') && after.parse::<u64>().is_ok() => {
            format!(
                "`{text}` is no number: write `{before}.{after}`, or commas before three digits"
            )
        }
        _ if text.is_empty() => "a number is missing".to_owned(),
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
    let plain = format!("{}.{decimals}", groups.concat());
    plain.parse().map_err(|_| wrong())
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
        for text in
            ["", "abc", "1.2.3", "12,34,567", "1,,000", "--3", "1e5", "NaN", "inf", ".", "4:75"]
        {
            assert!(read(text, "number").is_err(), "{text}");
        }
        assert!(read("5%", "money").unwrap_err().contains("is a share"));
        assert!(read("4:75", "seconds").is_err());
        assert!(read(&"9".repeat(50), "number").unwrap_err().contains("longer than 40"));
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
