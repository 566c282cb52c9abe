//! Normal forms: formulas as quotients of polynomials, which are the same however they are written.

use super::expression::{AggregateKind, Expression, Formula, Operator};
use std::collections::BTreeMap;

/// Of how many products a polynomial may consist; a formula that needs more has no normal form.
const MAX_PRODUCTS: usize = 200;

/// A formula as one polynomial over another.
#[derive(Clone, Debug)]
pub struct NormalForm {
    over: Polynomial,
    under: Polynomial,
}

/// What is multiplied, each with how often.
type Product = BTreeMap<String, u32>;

/// Products and what each is multiplied by, never 0.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Polynomial(BTreeMap<Product, Fraction>);

/// An exact number, in lowest terms, with a divisor above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction(i128, i128);

impl NormalForm {
    /// That of a formula; none where it would be too large.
    pub fn from_formula(formula: &Formula) -> Option<Self> {
        Self::from_part(formula, &formula.root)
    }

    /// Whether both formulas come to the same, whatever the inputs; not where telling would take too large numbers.
    pub fn is_same(&self, other: &Self) -> bool {
        if self.over == other.over && self.under == other.under {
            return true;
        }
        let crossed = self.over.times(&other.under).zip(other.over.times(&self.under));
        crossed.is_some_and(|(one, other)| one == other)
    }

    fn from_part(formula: &Formula, part: &Expression) -> Option<Self> {
        let whole = |over| Some(Self { over, under: Polynomial::constant(Fraction(1, 1)) });
        match part {
            Expression::Number(number) => {
                whole(Polynomial::constant(Fraction::from_decimal(*number)?))
            }
            Expression::Input(at) => whole(Polynomial::variable(&formula.inputs.get(*at)?.name)),
            Expression::Aggregate(at) => {
                let aggregate = formula.aggregates.get(*at)?;
                let column = &formula.inputs.get(aggregate.column)?.name;
                let counted = aggregate.condition.as_ref().and_then(|it| {
                    let compared = &formula.inputs.get(it.column)?.name;
                    let sign = it.comparison.sign();
                    Some(format!("count({column} where {compared} {sign} {})", it.number))
                });
                let over = counted.unwrap_or_else(|| format!("sum({column})"));
                let over = Polynomial::variable(&over);
                match aggregate.kind {
                    AggregateKind::Sum | AggregateKind::Count => whole(over),
                    AggregateKind::Mean | AggregateKind::Share => {
                        let under = Polynomial::variable(&format!("rows({column})"));
                        Some(Self { over, under })
                    }
                }
            }
            Expression::Binary(operator, left, right) => {
                let left = Self::from_part(formula, left)?;
                let right = Self::from_part(formula, right)?;
                match operator {
                    Operator::Add => left.plus(&right, Fraction(1, 1)),
                    Operator::Subtract => left.plus(&right, Fraction(-1, 1)),
                    Operator::Multiply => Some(Self {
                        over: left.over.times(&right.over)?,
                        under: left.under.times(&right.under)?,
                    }),
                    Operator::Divide => Some(Self {
                        over: left.over.times(&right.under)?,
                        under: left.under.times(&right.over)?,
                    }),
                }
            }
        }
    }

    fn plus(&self, other: &Self, sign: Fraction) -> Option<Self> {
        if self.under == other.under {
            let over = self.over.plus(&other.over, sign)?;
            return Some(Self { over, under: self.under.clone() });
        }
        let crossed = other.over.times(&self.under)?;
        let over = self.over.times(&other.under)?.plus(&crossed, sign)?;
        Some(Self { over, under: self.under.times(&other.under)? })
    }
}

impl Polynomial {
    fn constant(number: Fraction) -> Self {
        let product = (number.0 != 0).then(|| (Product::new(), number));
        Self(product.into_iter().collect())
    }

    fn variable(name: &str) -> Self {
        Self([(Product::from([(name.to_owned(), 1)]), Fraction(1, 1))].into())
    }

    fn add_product(&mut self, product: Product, by: Fraction) -> Option<()> {
        let known = self.0.remove(&product).unwrap_or(Fraction(0, 1));
        let sum = known.plus(by)?;
        if sum.0 != 0 {
            self.0.insert(product, sum);
        }
        (self.0.len() <= MAX_PRODUCTS).then_some(())
    }

    fn plus(&self, other: &Self, sign: Fraction) -> Option<Self> {
        let mut sum = self.clone();
        for (product, by) in &other.0 {
            sum.add_product(product.clone(), by.times(sign)?)?;
        }
        Some(sum)
    }

    fn times(&self, other: &Self) -> Option<Self> {
        let mut all = Self(BTreeMap::new());
        for (one, by) in &self.0 {
            for (two, more) in &other.0 {
                let mut product = one.clone();
                for (name, power) in two {
                    *product.entry(name.clone()).or_default() += power;
                }
                all.add_product(product, by.times(*more)?)?;
            }
        }
        Some(all)
    }
}

impl Fraction {
    fn new(over: i128, under: i128) -> Option<Self> {
        let divisor = find_common_divisor(over.checked_abs()?, under.checked_abs()?);
        let sign = under.signum();
        (under != 0).then(|| Self(sign * over / divisor, sign * under / divisor))
    }

    /// A number as it is written in decimals; none where it has too many.
    fn from_decimal(number: f64) -> Option<Self> {
        let text = number.to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let under = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        Self::new(format!("{whole}{decimals}").parse().ok()?, under)
    }

    fn plus(self, other: Self) -> Option<Self> {
        let over = self.0.checked_mul(other.1)?.checked_add(other.0.checked_mul(self.1)?)?;
        Self::new(over, self.1.checked_mul(other.1)?)
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.0.checked_mul(other.0)?, self.1.checked_mul(other.1)?)
    }
}

/// The largest number that divides both, at least 1.
fn find_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(one: &str, other: &str) -> bool {
        let [one, other] =
            [one, other].map(|it| NormalForm::from_formula(&Formula::parse(it).unwrap()).unwrap());
        one.is_same(&other)
    }

    #[test]
    fn one_formula_is_the_same_however_written() {
        for (one, other) in [
            ("(start - churn) / start", "1 - churn / start"),
            ("a * (b + c)", "c * a + a * b"),
            ("a / b / c", "a / (b * c)"),
            ("(a - b) / b", "a / b - 1"),
            ("mean(x)", "sum(x) / (sum(x) / mean(x))"),
            ("share(x where x >= 9)", "1 * share(x where x ≥ 9.0)"),
            ("0.1 + 0.2", "0.3"),
            ("a - a", "0"),
            ("(a + b) * (a - b)", "a * a - b * b"),
        ] {
            assert!(is_same(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn other_formulas_are_told_apart() {
        for (one, other) in [
            ("(start - churn) / start", "(start - churn) / end"),
            ("a - b", "b - a"),
            ("share(x where x >= 9)", "share(x where x > 9)"),
            ("mean(x)", "sum(x)"),
            ("a", "2 * a"),
        ] {
            assert!(!is_same(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn what_would_be_too_large_has_none() {
        let sum = "(a + b + c + d + e + f)";
        let text = [sum; 8].join("*");
        assert!(NormalForm::from_formula(&Formula::parse(&text).unwrap()).is_none());
    }
}
