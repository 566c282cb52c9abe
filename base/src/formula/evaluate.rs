//! Evaluation of a formula on given values. It visits each part once, so it always ends.

use super::expression::{AggregateKind, Expression, Formula, Operator};
use std::fmt;

/// The value of an input.
#[derive(Clone, Debug, PartialEq)]
pub enum InputValue {
    /// Nothing was given.
    Missing,
    /// One number.
    Number(f64),
    /// A list of rows.
    Rows(Vec<f64>),
}

/// Why a formula gives no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvaluationError {
    /// These inputs have no value, by number.
    Missing(Vec<usize>),
    /// It divides by this part, which is zero.
    DivisionByZero(String),
    /// This column has no rows.
    EmptyColumn(usize),
    /// These columns are not equally long.
    UnequalColumns(usize, usize),
    /// The figure is too large or too small for a number.
    OutOfRange,
}

/// What was seen of the rows that an aggregate takes from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowTally {
    rows: f64,
    sum: f64,
    /// What adding lost so far (Kahan), so that a million small amounts add up.
    lost: f64,
    matched: f64,
}

impl RowTally {
    /// Adds a row, and whether it meets the condition.
    pub fn add_row(&mut self, value: f64, is_match: bool) {
        self.rows += 1.0;
        self.matched += f64::from(u8::from(is_match));
        let value = value - self.lost;
        let sum = self.sum + value;
        self.lost = (sum - self.sum) - value;
        self.sum = sum;
    }

    /// All rows added; none where there are none.
    pub fn sum(&self) -> Option<f64> {
        self.take(AggregateKind::Sum)
    }

    fn take(&self, kind: AggregateKind) -> Option<f64> {
        if self.rows == 0.0 {
            return None;
        }
        Some(match kind {
            AggregateKind::Sum => self.sum,
            AggregateKind::Mean => self.sum / self.rows,
            AggregateKind::Count => self.matched,
            AggregateKind::Share => self.matched / self.rows,
        })
    }
}

impl Formula {
    /// What it comes to, given a value for each of its inputs in their order.
    ///
    /// # Errors
    /// When an input is missing, a divisor is zero, a column is empty or the figure is out of range.
    pub fn evaluate(&self, values: &[InputValue]) -> Result<f64, EvaluationError> {
        let numbers: Vec<_> = self
            .inputs
            .iter()
            .enumerate()
            .map(|(at, _)| match values.get(at) {
                Some(InputValue::Number(number)) => Some(*number),
                _ => None,
            })
            .collect();
        let missing = self.inputs.iter().enumerate().filter(|(at, input)| match values.get(*at) {
            Some(InputValue::Number(_)) => input.is_column,
            Some(InputValue::Rows(_)) => !input.is_column,
            _ => true,
        });
        let missing: Vec<_> = missing.map(|(at, _)| at).collect();
        if !missing.is_empty() {
            return Err(EvaluationError::Missing(missing));
        }
        let tallies = self.tally_columns(values)?;
        self.evaluate_tallied(&numbers, &tallies)
    }

    /// The tallies of its aggregates over columns that are given whole.
    fn tally_columns(&self, values: &[InputValue]) -> Result<Vec<RowTally>, EvaluationError> {
        let rows = |column: usize| match values.get(column) {
            Some(InputValue::Rows(rows)) => &**rows,
            _ => &[],
        };
        let tally = |aggregate: &super::expression::Aggregate| {
            let mut tally = RowTally::default();
            let own = rows(aggregate.column);
            let Some(condition) = &aggregate.condition else {
                for row in own {
                    tally.add_row(*row, false);
                }
                return Ok(tally);
            };
            let compared = rows(condition.column);
            if own.len() != compared.len() {
                let (one, other) = (aggregate.column, condition.column);
                return Err(EvaluationError::UnequalColumns(one, other));
            }
            for (row, compared) in own.iter().zip(compared) {
                tally.add_row(*row, condition.comparison.holds(*compared, condition.number));
            }
            Ok(tally)
        };
        self.aggregates.iter().map(tally).collect()
    }

    /// What it comes to, given its numbers by input and the tallies of its aggregates.
    ///
    /// # Errors
    /// As [`Formula::evaluate`].
    pub fn evaluate_tallied(
        &self,
        numbers: &[Option<f64>],
        tallies: &[RowTally],
    ) -> Result<f64, EvaluationError> {
        let value = self.evaluate_part(&self.root, numbers, tallies)?;
        if value.is_finite() { Ok(value) } else { Err(EvaluationError::OutOfRange) }
    }

    fn evaluate_part(
        &self,
        part: &Expression,
        numbers: &[Option<f64>],
        tallies: &[RowTally],
    ) -> Result<f64, EvaluationError> {
        match part {
            Expression::Number(number) => Ok(*number),
            Expression::Input(at) => {
                let number = numbers.get(*at).copied().flatten();
                number.ok_or_else(|| EvaluationError::Missing(vec![*at]))
            }
            Expression::Aggregate(at) => {
                let aggregate = self.aggregates.get(*at);
                let column = aggregate.map_or(0, |aggregate| aggregate.column);
                let taken = aggregate
                    .zip(tallies.get(*at))
                    .and_then(|(aggregate, tally)| tally.take(aggregate.kind));
                taken.ok_or(EvaluationError::EmptyColumn(column))
            }
            Expression::Binary(operator, left, right) => {
                let left = self.evaluate_part(left, numbers, tallies)?;
                let divisor = right;
                let right = self.evaluate_part(right, numbers, tallies)?;
                match operator {
                    Operator::Add => Ok(left + right),
                    Operator::Subtract => Ok(left - right),
                    Operator::Multiply => Ok(left * right),
                    Operator::Divide if right == 0.0 => {
                        Err(EvaluationError::DivisionByZero(self.describe_part(divisor)))
                    }
                    Operator::Divide => Ok(left / right),
                }
            }
        }
    }

    /// What is wrong, in words.
    pub fn describe_error(&self, error: &EvaluationError) -> String {
        let name = |at: &usize| {
            self.inputs.get(*at).map_or_else(String::new, |input| format!("`{}`", input.name))
        };
        match error {
            EvaluationError::Missing(inputs) => {
                let names: Vec<_> = inputs.iter().map(name).collect();
                format!("{} not given", names.join(", "))
            }
            EvaluationError::DivisionByZero(part) => format!("divides by `{part}`, which is 0"),
            EvaluationError::EmptyColumn(column) => format!("{} has no rows", name(column)),
            EvaluationError::UnequalColumns(one, other) => {
                format!("{} and {} do not have equally many rows", name(one), name(other))
            }
            EvaluationError::OutOfRange => "the figure is too large for a number".to_owned(),
        }
    }
}

impl fmt::Display for InputValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("nothing"),
            Self::Number(number) => f.write_str(&super::unit::format_number(*number)),
            Self::Rows(rows) => write!(f, "{} rows", rows.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evaluate(formula: &str, values: &[InputValue]) -> Result<f64, String> {
        let formula = Formula::parse(formula).unwrap();
        formula.evaluate(values).map_err(|error| formula.describe_error(&error))
    }

    fn number(number: f64) -> InputValue {
        InputValue::Number(number)
    }

    #[test]
    fn a_figure_comes_from_numbers_and_from_rows() {
        assert_eq!(evaluate("1 + 2 * 3 - 8 / 4", &[]), Ok(5.0));
        let answers = InputValue::Rows(vec![10.0, 9.0, 7.0, 3.0]);
        let nps = "share(a where a >= 9) - share(a where a <= 6)";
        assert_eq!(evaluate(nps, std::slice::from_ref(&answers)), Ok(0.25));
        assert_eq!(evaluate("mean(a) + sum(a) + count(a where a = 7)", &[answers]), Ok(37.25));
        let waits = InputValue::Rows(vec![5.0, 50.0]);
        let calls = InputValue::Rows(vec![1.0, 1.0]);
        assert_eq!(evaluate("share(call where wait <= 20)", &[calls, waits]), Ok(0.5));
    }

    #[test]
    fn what_gives_no_figure_is_told() {
        let told = |formula: &str, values: &[InputValue]| evaluate(formula, values).unwrap_err();
        assert_eq!(
            told("a / (b - b)", &[number(1.0), number(2.0)]),
            "divides by `b − b`, which is 0"
        );
        assert_eq!(told("a / b", &[number(1.0)]), "`b` not given");
        assert_eq!(told("mean(a)", &[InputValue::Rows(vec![])]), "`a` has no rows");
        assert_eq!(told("mean(a)", &[number(3.0)]), "`a` not given");
        assert_eq!(told("a * a", &[number(1e300)]), "the figure is too large for a number");
        let (one, two) = (InputValue::Rows(vec![1.0]), InputValue::Rows(vec![1.0, 2.0]));
        let unequal = "`a` and `b` do not have equally many rows";
        assert_eq!(told("count(a where b > 1)", &[one, two]), unequal);
    }

    #[test]
    fn a_million_small_amounts_add_up() {
        let mut tally = RowTally::default();
        (0..1_000_000).for_each(|_| tally.add_row(0.1, false));
        assert_eq!(tally.take(AggregateKind::Sum), Some(100_000.0));
    }
}
