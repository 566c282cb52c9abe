//! Formulas of metrics: a small grammar, units, a normal form, and evaluation that always ends.
//!
//! ```text
//! expr   := term (('+' | '-' | '−') term)*
//! term   := factor (('*' | '×' | '/' | '÷') factor)*
//! factor := number | name | '(' expr ')' | sum(name) | mean(name)
//!         | count(name where name OP number) | share(name where name OP number)
//! OP     := '>=' | '≥' | '<=' | '≤' | '>' | '<' | '=' | '==' | '!=' | '≠'
//! ```
//!
//! A name inside `sum`, `mean`, `count` or `share` is a column: a list of rows. Any other is one number.
//!
//! ```
//! use cxterms_base::formula::{Formula, InputValue};
//!
//! let formula = Formula::parse("(start - churn) / start").unwrap();
//! assert_eq!(formula.to_string(), "(start − churn) ÷ start");
//! let given = [InputValue::Number(100.0), InputValue::Number(8.0)];
//! assert_eq!(formula.evaluate(&given).unwrap(), 0.92);
//! ```

mod amount;
mod evaluate;
mod expression;
mod lexer;
mod normal_form;
mod parser;
mod time_amount;
mod unit;
mod wording;

pub use amount::{
    DecimalSign, MAX_AMOUNT_BYTES, find_currency, parse_amount, parse_amount_with,
    parse_plain_number,
};
pub use evaluate::{EvaluationError, InputValue, RowTally};
pub use expression::{
    Aggregate, AggregateKind, Condition, Expression, Formula, InputName, Operator, RowComparison,
};
pub use lexer::{FormulaError, MAX_FORMULA_BYTES};
pub use normal_form::NormalForm;
pub use parser::{MAX_FORMULA_DEPTH, MAX_FORMULA_PARTS};
pub use unit::{Dimension, ResultScale, Unit, UnitClash, UnitKind, format_number};
