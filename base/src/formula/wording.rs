//! Formulas as text: with signs and only the brackets that are needed, and in words.

use super::expression::{Aggregate, AggregateKind, Expression, Formula, Operator, RowComparison};
use std::fmt;

impl Operator {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "−",
            Self::Multiply => "×",
            Self::Divide => "÷",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Add => "plus",
            Self::Subtract => "less",
            Self::Multiply => "times",
            Self::Divide => "divided by",
        }
    }

    fn binds_tighter(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }

    /// Whether brackets on its right may go: `a + (b − c)` is `a + b − c`.
    fn is_associative(self) -> bool {
        matches!(self, Self::Add | Self::Multiply)
    }
}

impl RowComparison {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::MoreThan => ">",
            Self::LessThan => "<",
            Self::Equal => "=",
            Self::Unequal => "≠",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::MoreThan => "more than",
            Self::LessThan => "less than",
            Self::Equal => "exactly",
            Self::Unequal => "other than",
        }
    }
}

/// How the parts of a formula are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Signs,
    Words,
}

impl Formula {
    /// The formula in words: `start less churn, divided by start`.
    pub fn to_words(&self) -> String {
        let mut words = String::new();
        // A comma does what brackets do, where the whole is a sum divided by something.
        if let Expression::Binary(Operator::Divide, left, right) = &self.root
            && is_sum(left)
        {
            self.write_part(left, Style::Words, &mut words);
            words.push_str(", divided by ");
            self.write_operand(right, Operator::Divide, true, Style::Words, &mut words);
        } else {
            self.write_part(&self.root, Style::Words, &mut words);
        }
        words
    }

    /// A part of it with signs.
    pub fn describe_part(&self, part: &Expression) -> String {
        let mut text = String::new();
        self.write_part(part, Style::Signs, &mut text);
        text
    }

    fn write_part(&self, part: &Expression, style: Style, out: &mut String) {
        match part {
            Expression::Number(number) => out.push_str(&number.to_string()),
            Expression::Input(at) => out.push_str(&self.name_input(*at, style)),
            Expression::Aggregate(at) => {
                if let Some(aggregate) = self.aggregates.get(*at) {
                    out.push_str(&self.describe_aggregate(aggregate, style));
                }
            }
            Expression::Binary(operator, left, right) => {
                self.write_operand(left, *operator, false, style, out);
                let sign = if style == Style::Signs { operator.sign() } else { operator.word() };
                out.push(' ');
                out.push_str(sign);
                out.push(' ');
                self.write_operand(right, *operator, true, style, out);
            }
        }
    }

    /// One side of a sign, in brackets where it would read otherwise.
    fn write_operand(
        &self,
        side: &Expression,
        operator: Operator,
        is_right: bool,
        style: Style,
        out: &mut String,
    ) {
        let bracketed = match side {
            Expression::Binary(inner, ..) => {
                let looser = operator.binds_tighter() && !inner.binds_tighter();
                let same = operator.binds_tighter() == inner.binds_tighter();
                looser
                    || is_right && same && !operator.is_associative()
                    || is_right && *inner == Operator::Divide && operator == Operator::Multiply
            }
            _ => false,
        };
        if bracketed {
            out.push('(');
            self.write_part(side, style, out);
            out.push(')');
        } else {
            self.write_part(side, style, out);
        }
    }

    fn name_input(&self, at: usize, style: Style) -> String {
        let name = self.inputs.get(at).map_or("", |input| &*input.name);
        if style == Style::Words { name.replace('_', " ") } else { name.to_owned() }
    }

    fn describe_aggregate(&self, aggregate: &Aggregate, style: Style) -> String {
        let column = self.name_input(aggregate.column, style);
        let kind = aggregate.kind.name();
        let Some(condition) = &aggregate.condition else {
            return match style {
                Style::Signs => format!("{kind}({column})"),
                Style::Words if aggregate.kind == AggregateKind::Sum => {
                    format!("the sum of {column}")
                }
                Style::Words => format!("the mean of {column}"),
            };
        };
        let compared = self.name_input(condition.column, style);
        let number = condition.number;
        let comparison = condition.comparison;
        match style {
            Style::Signs => {
                format!("{kind}({column} where {compared} {} {number})", comparison.sign())
            }
            Style::Words => {
                let kind = if aggregate.kind == AggregateKind::Count { "number" } else { "share" };
                let whose = match condition.column == aggregate.column {
                    true => String::new(),
                    false => format!("{compared} "),
                };
                format!("the {kind} of {column} with {whose}{} {number}", comparison.word())
            }
        }
    }
}

fn is_sum(part: &Expression) -> bool {
    matches!(part, Expression::Binary(operator, ..) if !operator.binds_tighter())
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe_part(&self.root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_as_people_say_it() {
        for (formula, words) in [
            ("(start - churn) / start", "start less churn, divided by start"),
            ("gained / (gained + lost)", "gained divided by (gained plus lost)"),
            ("1 - (churn - expansion) / start", "1 less (churn less expansion) divided by start"),
            ("sum(wait_time) / calls", "the sum of wait time divided by calls"),
            ("share(answer where answer >= 9)", "the share of answer with at least 9"),
            ("count(call where wait < 20)", "the number of call with wait less than 20"),
            ("a / b * 12", "a divided by b times 12"),
        ] {
            assert_eq!(Formula::parse(formula).unwrap().to_words(), words);
        }
    }
}
