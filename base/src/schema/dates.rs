//! The dates of a text or of an entry: when it was written, published or changed, each as it is given.

use super::fields::Fields;
use crate::diagnostic::{Fault, Name};
use serde::{Deserialize, Serialize};

/// What a date tells of a text or a concept (Dublin Core's terms).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateKind {
    /// Something that happened to it.
    Date,
    /// When it was written.
    Created,
    /// When it was published.
    Issued,
    /// When it was changed last.
    Modified,
}

impl DateKind {
    /// Each and its name.
    pub const ALL: [(Self, &str); 4] = [
        (Self::Date, "date"),
        (Self::Created, "created"),
        (Self::Issued, "issued"),
        (Self::Modified, "modified"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("date", |(_, name)| name)
    }
}

/// A date of a text or a concept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextDate<S = String> {
    /// What it tells.
    pub kind: DateKind,
    /// The date, letter by letter as it is given.
    pub when: S,
}

/// How exact a date is (the datatypes of XML Schema).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateShape {
    /// `2006`
    Year,
    /// `2006-05`
    Month,
    /// `2006-05-31`
    Day,
    /// `2006-05-31T08:30:00`
    Time,
}

/// How exact a date is, with or without a time zone; none if it is no date.
pub fn date_shape(text: &str) -> Option<DateShape> {
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let Some(time) = time else {
        return day_shape(day).or_else(|| day_shape(without_zone(day)?));
    };
    let clock = without_zone(time).unwrap_or(time);
    (day_shape(day)? == DateShape::Day && is_clock(clock)).then_some(DateShape::Time)
}

/// A text without the time zone at its end; none if there is none.
fn without_zone(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_suffix('Z') {
        return Some(rest);
    }
    let (rest, zone) = text.split_at_checked(text.len().checked_sub("+00:00".len())?)?;
    let (hours, minutes) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
    (is_number(hours, 0..=14) && is_number(minutes, 0..=59)).then_some(rest)
}

fn day_shape(text: &str) -> Option<DateShape> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (month, day) = (parts.next(), parts.next());
    if parts.next().is_some() || !month.is_none_or(|month| is_number(month, 1..=12)) {
        return None;
    }
    let leap = year.parse().is_ok_and(|year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    });
    let last = match month {
        Some("02") if leap => 29,
        Some("02") => 28,
        Some("04" | "06" | "09" | "11") => 30,
        _ => 31,
    };
    if !day.is_none_or(|day| is_number(day, 1..=last)) {
        return None;
    }
    Some(match (month, day) {
        (None, _) => DateShape::Year,
        (_, None) => DateShape::Month,
        _ => DateShape::Day,
    })
}

fn is_clock(text: &str) -> bool {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let parts: Vec<_> = clock.split(':').collect();
    let [hours, minutes, seconds] = &*parts else { return false };
    let digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    digits && is_number(hours, 0..=24) && is_number(minutes, 0..=59) && is_number(seconds, 0..=59)
}

/// Whether a text is two digits whose number is one of these.
fn is_number(text: &str, range: std::ops::RangeInclusive<u8>) -> bool {
    text.len() == 2
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number| range.contains(&number))
}

/// Reads the dates of a text.
pub(super) fn read_dates(fields: &mut Fields<'_>) -> Vec<TextDate> {
    let dates = read_placed_dates(fields).into_iter();
    dates.map(|TextDate { kind, when }| TextDate { kind, when: when.value }).collect()
}

/// Reads the dates of an entry, each with its place.
pub(super) fn read_placed_dates(fields: &mut Fields<'_>) -> Vec<TextDate<Name>> {
    let mut dates = vec![];
    for (kind, name) in DateKind::ALL {
        let Some(when) = fields.text(name) else { continue };
        if date_shape(&when.value).is_none() {
            let fault = Fault::new(when.place, format!("`{name}` is no date: `{}`", when.value));
            let shapes = "write 2006, 2006-05, 2006-05-31 or 2006-05-31T08:30:00Z";
            fields.faults().push(fault.hint(shapes));
        }
        dates.push(TextDate { kind, when });
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_years_months_days_or_times() {
        for (text, shape) in [
            ("2006", Some(DateShape::Year)),
            ("2006Z", Some(DateShape::Year)),
            ("2006-05", Some(DateShape::Month)),
            ("2006-05-31", Some(DateShape::Day)),
            ("2006-05-31+02:00", Some(DateShape::Day)),
            ("2006-05-31T08:30:00", Some(DateShape::Time)),
            ("2006-05-31T08:30:00.25-05:00", Some(DateShape::Time)),
            ("2020-02-29", Some(DateShape::Day)),
            ("2000-02-29Z", Some(DateShape::Day)),
            ("2019-02-29", None),
            ("1900-02-29T00:00:00", None),
            ("2006-02-30", None),
            ("2006-13", None),
            ("2006-5", None),
            ("2006-05T08:30:00", None),
            ("2006-05-31T08:30", None),
            ("2006-05-31T08:30:00.", None),
            ("May 2006", None),
            ("206", None),
            ("２００６", None),
            ("", None),
        ] {
            assert_eq!(date_shape(text), shape, "{text}");
        }
    }
}
