//! Units of inputs and results: what may be added to what, and how a figure is written.

use super::expression::{AggregateKind, Expression, Formula, Operator};
use std::fmt;

/// What a figure is made of: powers of money and of time. A share, a score and a number of things have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// The power of money.
    pub money: i16,
    /// The power of time.
    pub time: i16,
}

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum UnitKind {
    /// Hundredths, with a percent sign.
    Percent,
    /// Hundredths without that sign: a score from −100 to 100.
    Points,
    /// A share of 1, or one figure as a multiple of another.
    Ratio,
    /// A number of things, or an answer on a scale.
    Number,
    /// An amount of any currency.
    Money,
    /// Time; one of the unit has so many seconds.
    Time(f64),
}

/// A unit as it was written: `percent`, `money per month`, `number per customer`.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What is counted.
    pub kind: UnitKind,
    /// What stands before `per`.
    name: String,
    /// Per what.
    per: Option<String>,
    /// How many seconds that has, if it is time.
    per_seconds: Option<f64>,
}

/// Between which figures a result lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResultScale {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

/// Two parts of a formula that cannot be added or taken from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitClash {
    /// The part on the left, and what it is.
    pub left: (String, Dimension),
    /// The part on the right, and what it is.
    pub right: (String, Dimension),
}

/// Units that are no time.
const KINDS: &[(&str, UnitKind)] = &[
    ("percent", UnitKind::Percent),
    ("points", UnitKind::Points),
    ("ratio", UnitKind::Ratio),
    ("number", UnitKind::Number),
    ("money", UnitKind::Money),
];

/// Units of time, each with what stands behind `per` and its seconds. A year has 365.25 days, a month a twelfth of it.
const TIMES: &[(&str, &str, f64)] = &[
    ("seconds", "second", 1.0),
    ("minutes", "minute", 60.0),
    ("hours", "hour", 3_600.0),
    ("days", "day", 86_400.0),
    ("weeks", "week", 604_800.0),
    ("months", "month", 2_629_800.0),
    ("years", "year", 31_557_600.0),
];

impl Unit {
    /// The unit that a text names; none if it names none.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, per) = match text.split_once(" per ") {
            Some((name, per)) => (name.trim(), Some(per.trim())),
            None => (text.trim(), None),
        };
        if per.is_some_and(|per| per.is_empty() || per.contains(char::is_whitespace)) {
            return None;
        }
        let time = TIMES.iter().find(|(many, ..)| *many == name);
        let kind = match time {
            Some((.., seconds)) => UnitKind::Time(*seconds),
            None => KINDS.iter().find(|(known, _)| *known == name)?.1,
        };
        let per_seconds =
            per.and_then(|per| TIMES.iter().find(|(_, one, _)| *one == per)).map(|it| it.2);
        Some(Self { kind, name: name.to_owned(), per: per.map(str::to_owned), per_seconds })
    }

    /// Every unit, without `per`.
    pub fn names() -> impl Iterator<Item = &'static str> + Clone {
        KINDS.iter().map(|(name, _)| *name).chain(TIMES.iter().map(|(name, ..)| *name))
    }

    /// What it is made of.
    pub fn dimension(&self) -> Dimension {
        let per = i16::from(self.per_seconds.is_some());
        match self.kind {
            UnitKind::Money => Dimension { money: 1, time: -per },
            UnitKind::Time(_) => Dimension { money: 0, time: 1 - per },
            _ => Dimension { money: 0, time: -per },
        }
    }

    /// How many of what is calculated with are one of what is written.
    fn factor(&self) -> f64 {
        let kind = match self.kind {
            UnitKind::Percent | UnitKind::Points => 0.01,
            UnitKind::Time(seconds) => seconds,
            _ => 1.0,
        };
        kind / self.per_seconds.unwrap_or(1.0)
    }

    /// A figure as it is calculated with: shares of 1, seconds.
    pub fn to_calculated(&self, written: f64) -> f64 {
        // A hundredth is no binary number: dividing is exact where multiplying is not.
        match self.kind {
            UnitKind::Percent | UnitKind::Points => {
                written / 100.0 / self.per_seconds.unwrap_or(1.0)
            }
            _ => written * self.factor(),
        }
    }

    /// A figure as it is written: percents, minutes. It is rounded to twelve digits, so that no trace of binary numbers is
    /// left in it.
    pub fn to_written(&self, calculated: f64) -> f64 {
        let written = self.to_written_unrounded(calculated);
        format!("{written:.11e}").parse().unwrap_or(written)
    }

    /// The same, with what traces of binary numbers there are: for comparisons.
    pub fn to_written_unrounded(&self, calculated: f64) -> f64 {
        calculated / self.factor()
    }

    /// A calculated figure with its unit: `92%`, `6.5 minutes`, `1,200 per month`.
    pub fn describe(&self, calculated: f64) -> String {
        let written = self.to_written(calculated);
        let number = format_number(written);
        let figure = match self.kind {
            UnitKind::Percent => format!("{number}%"),
            UnitKind::Points if written > 0.0 => format!("+{number}"),
            UnitKind::Time(_) => {
                let one = TIMES.iter().find(|(many, ..)| *many == self.name).map(|it| it.1);
                let name = if number == "1" { one.unwrap_or(&self.name) } else { &self.name };
                format!("{number} {name}")
            }
            _ => number,
        };
        match &self.per {
            Some(per) => format!("{figure} per {per}"),
            None => figure,
        }
    }

    /// The unit as it is written.
    pub fn name(&self) -> String {
        match &self.per {
            Some(per) => format!("{} per {per}", self.name),
            None => self.name.clone(),
        }
    }
}

impl ResultScale {
    /// The scale that a text names, `−100 to 100`; none if it names none.
    pub fn parse(text: &str) -> Option<Self> {
        let (low, high) = text.split_once(" to ")?;
        let number = |text: &str| {
            let plain = text.trim().replace('−', "-").replace('%', "");
            plain.strip_prefix('+').unwrap_or(&plain).parse::<f64>().ok()
        };
        let scale = Self { low: number(low)?, high: number(high)? };
        (scale.low.is_finite() && scale.high.is_finite() && scale.low < scale.high).then_some(scale)
    }

    /// Whether a written figure lies on it, but for what rounding adds.
    pub fn contains(self, written: f64) -> bool {
        let slack = (self.high - self.low) * 1e-9;
        (self.low - slack..=self.high + slack).contains(&written)
    }
}

impl Dimension {
    fn times(self, other: Self, sign: i16) -> Self {
        Self { money: self.money + sign * other.money, time: self.time + sign * other.time }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = |name: &str, power: i16| match power {
            1 => name.to_owned(),
            power => format!("{name} to the power of {power}"),
        };
        match (self.money, self.time) {
            (0, 0) => f.write_str("a plain number"),
            (0, -1) => f.write_str("a number per time"),
            (money, 0) => f.write_str(&power("money", money)),
            (0, time) => f.write_str(&power("time", time)),
            (money, -1) => write!(f, "{} per time", power("money", money)),
            (money, time) => write!(f, "{} times {}", power("money", money), power("time", time)),
        }
    }
}

impl Formula {
    /// What its result is made of, given what its inputs are made of; none where an input that matters is unknown.
    ///
    /// # Errors
    /// When parts are added that are of different dimensions.
    pub fn find_dimension(
        &self,
        inputs: &[Option<Dimension>],
    ) -> Result<Option<Dimension>, UnitClash> {
        self.dimension_of(&self.root, inputs)
    }

    fn dimension_of(
        &self,
        part: &Expression,
        inputs: &[Option<Dimension>],
    ) -> Result<Option<Dimension>, UnitClash> {
        let known = |at: usize| inputs.get(at).copied().flatten();
        match part {
            Expression::Number(_) => Ok(Some(Dimension::default())),
            Expression::Input(at) => Ok(known(*at)),
            Expression::Aggregate(at) => {
                Ok(self.aggregates.get(*at).and_then(|it| match it.kind {
                    AggregateKind::Sum | AggregateKind::Mean => known(it.column),
                    AggregateKind::Count | AggregateKind::Share => Some(Dimension::default()),
                }))
            }
            Expression::Binary(operator, left, right) => {
                let one = self.dimension_of(left, inputs)?;
                let other = self.dimension_of(right, inputs)?;
                let (Some(one), Some(other)) = (one, other) else { return Ok(None) };
                match operator {
                    Operator::Multiply => Ok(Some(one.times(other, 1))),
                    Operator::Divide => Ok(Some(one.times(other, -1))),
                    _ if one == other => Ok(Some(one)),
                    _ => Err(UnitClash {
                        left: (self.describe_part(left), one),
                        right: (self.describe_part(right), other),
                    }),
                }
            }
        }
    }
}

/// A number for people: at most two decimals, of small ones three digits that count, with commas between thousands.
pub fn format_number(number: f64) -> String {
    let size = number.abs();
    let rounded = match size {
        _ if size >= 1e15 => return format!("{number:e}").replace('-', "−"),
        _ if size >= 0.01 || size == 0.0 => format!("{size:.2}"),
        _ => format!("{size:.*}", small_decimals(size)),
    };
    let plain = match rounded.contains('.') {
        true => rounded.trim_end_matches('0').trim_end_matches('.'),
        false => &rounded,
    };
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if number < 0.0 && plain != "0" { "−" } else { "" };
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{decimals}")
}

/// How many decimals show three digits of a number below 0.01; so small a number that none of twelve would is 0.
fn small_decimals(size: f64) -> usize {
    (3..=12).find(|decimals| size * 10_f64.powi(*decimals - 2) >= 1.0).map_or(0, i32::cast_unsigned)
        as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Unit {
        Unit::parse(text).unwrap()
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        for (number, text) in [
            (0.0, "0"),
            (90.0, "90"),
            (1234.5, "1,234.5"),
            (-1_234_567.891, "−1,234,567.89"),
            (0.333_333, "0.33"),
            (0.001_234_56, "0.00123"),
            (-0.0, "0"),
            (1e18, "1e18"),
            (1e-20, "0"),
        ] {
            assert_eq!(format_number(number), text);
        }
    }

    #[test]
    fn a_unit_is_read_and_written() {
        assert_eq!(unit("percent").describe(1.05), "105%");
        assert_eq!(unit("points").describe(0.25), "+25");
        assert_eq!(unit("minutes").describe(60.0), "1 minute");
        assert_eq!(unit("minutes").describe(390.0), "6.5 minutes");
        assert_eq!(
            unit("money per month").describe(unit("money per month").to_calculated(50.0)),
            "50 per month"
        );
        assert_eq!(unit("money per customer").dimension(), Dimension { money: 1, time: 0 });
        assert_eq!(unit("percent per month").dimension(), Dimension { money: 0, time: -1 });
        assert!(Unit::parse("dollars").is_none());
        assert!(Unit::parse("money per").is_none());
        assert!(Unit::parse("money per paying customer").is_none());
    }

    #[test]
    fn a_scale_has_two_ends() {
        let scale = ResultScale::parse("−100 to +100").unwrap();
        assert!(scale.contains(-100.0) && scale.contains(99.9) && !scale.contains(101.0));
        assert!(ResultScale::parse("5 to 1").is_none());
        assert!(ResultScale::parse("ten").is_none());
    }

    #[test]
    fn what_is_added_must_be_alike() {
        let formula = Formula::parse("(revenue - cost) / customers").unwrap();
        let [money, plain] = [unit("money"), unit("number")].map(|unit| Some(unit.dimension()));
        assert_eq!(formula.find_dimension(&[money, money, plain]), Ok(money));
        let clash = formula.find_dimension(&[money, plain, plain]).unwrap_err();
        assert_eq!(clash.right.0, "cost");
        assert_eq!(formula.find_dimension(&[money, None, plain]), Ok(None));
        let value = Formula::parse("arpu / churn").unwrap();
        let per_month =
            ["money per month", "percent per month"].map(|it| Some(unit(it).dimension()));
        assert_eq!(value.find_dimension(&per_month), Ok(money));
    }
}
