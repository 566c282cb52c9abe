//! Times as people write them: `1h30m`, `5 hrs`, `4:30`.

/// Short names of units of time, and their seconds.
const SHORT_TIMES: &[(&[&str], f64)] = &[
    (&["s", "sec", "secs", "second", "seconds"], 1.0),
    (&["m", "min", "mins", "minute", "minutes"], 60.0),
    (&["h", "hr", "hrs", "hour", "hours"], HOUR),
    (&["d", "day", "days"], DAY),
    (&["w", "wk", "wks", "week", "weeks"], 604_800.0),
    (&["mo", "mos", "month", "months"], MONTH),
    (&["y", "yr", "yrs", "year", "years"], 31_557_600.0),
];

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;
const MONTH: f64 = 2_629_800.0;

/// The seconds of a time with its units, `1h 30m`, or of a clock, `4:30`, where so many seconds are one of what is counted;
/// none for anything else.
///
/// # Errors
/// When it could be two times.
pub(super) fn parse_time(text: &str, one: f64) -> Result<Option<f64>, String> {
    if text.contains(':') {
        return Ok(parse_clock(text, one));
    }
    let (mut rest, mut seconds) = (text, 0.0);
    while !rest.is_empty() {
        let Some((digits, name, next)) = split_time(rest) else { return Ok(None) };
        let is_m = matches!(name, "m" | "M");
        let unit = match is_m && one >= DAY {
            true if one < MONTH => {
                return Err(format!(
                    "`{text}` could be minutes or months: write `{digits} min` or `{digits} months`"
                ));
            }
            true => MONTH,
            false => match find_time(name) {
                Some(unit) => unit,
                None => return Ok(None),
            },
        };
        let Ok(number) = digits.parse::<f64>() else { return Ok(None) };
        seconds += number * unit;
        rest = next;
    }
    Ok((!text.is_empty()).then_some(seconds))
}

/// The digits that a text begins with, the name behind them, and what follows.
fn split_time(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (digits, after) = text.split_at_checked(end)?;
    let after = after.trim_start();
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let (name, next) = after.split_at_checked(end)?;
    Some((digits, name, next.trim_start()))
}

/// The seconds of a unit by its short name; large letters make no difference but in `M`, which may be a million.
fn find_time(name: &str) -> Option<f64> {
    let name = if name == "M" { name.to_owned() } else { name.to_lowercase() };
    SHORT_TIMES.iter().find(|(names, _)| names.contains(&&*name)).map(|(_, seconds)| *seconds)
}

/// The seconds of `h:mm:ss`, or of two parts: hours and minutes where hours are counted, else minutes and seconds. Two parts
/// mean nothing where days are counted.
fn parse_clock(text: &str, one: f64) -> Option<f64> {
    let parts: Vec<_> = text.split(':').collect();
    let (first, rest) = parts.split_first()?;
    if rest.len() > 2 || rest.iter().any(|part| part.len() != 2) {
        return None;
    }
    let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty();
    if !parts.iter().all(digits) {
        return None;
    }
    let last = match (rest.len(), one) {
        (1, one) if one >= DAY => return None,
        (1, one) if one >= HOUR => 60.0,
        _ => 1.0,
    };
    let start = first.parse::<f64>().ok()?;
    let below_sixty = |part: &&str| part.parse::<f64>().ok().filter(|number| *number < 60.0);
    let sum = rest.iter().try_fold(start, |sum, part| Some(sum * 60.0 + below_sixty(part)?));
    sum.map(|sum| sum * last)
}
