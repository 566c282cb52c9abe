//! The formulas of a concept, each with its inputs as its own value, or another of the concept, declares them.

use super::{Computation, Concept, FacetValue, FormulaInput};
use crate::formula::{EvaluationError, Formula, InputValue, ResultScale, Unit, parse_amount};

/// A formula that a facet value carries.
#[derive(Clone, Debug)]
pub struct StatedFormula<'c, S = String> {
    /// The value.
    pub value: &'c FacetValue<S>,
    /// How it is computed.
    pub computation: &'c Computation<S>,
    /// The formula.
    pub formula: Formula,
    /// What is declared of each of its inputs; none where nothing is.
    pub inputs: Vec<Option<&'c FormulaInput<S>>>,
}

/// Why a worked example gives no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleError {
    /// These inputs have no value in it.
    Missing(Vec<String>),
    /// A value is no amount: which input, and what is wrong.
    BadAmount(String, String),
    /// The formula gives no figure on it.
    NoFigure(EvaluationError),
}

/// The inputs that facet values declare, in their order.
pub fn declared_inputs<S>(facets: &[FacetValue<S>]) -> impl Iterator<Item = &FormulaInput<S>> {
    let computations = facets.iter().filter_map(|value| value.computation.as_ref());
    computations.flat_map(|computation| &computation.inputs)
}

/// The formulas that facet values carry; those that cannot be parsed were reported when they were read.
pub fn stated_formulas<S: AsRef<str>>(
    facets: &[FacetValue<S>],
) -> impl Iterator<Item = StatedFormula<'_, S>> {
    facets.iter().filter_map(|value| {
        let computation = value.computation.as_deref()?;
        let formula = Formula::parse(computation.formula.as_ref()?.as_ref()).ok()?;
        let inputs = formula.inputs.iter().map(|input| {
            let mut all = computation.inputs.iter().chain(declared_inputs(facets));
            all.find(|declared| declared.name.as_ref() == input.name)
        });
        let inputs = inputs.collect();
        Some(StatedFormula { value, computation, formula, inputs })
    })
}

impl<S: AsRef<str>> Concept<S> {
    /// The inputs that its values declare, in their order.
    pub fn declared_inputs(&self) -> impl Iterator<Item = &FormulaInput<S>> {
        declared_inputs(&self.facets)
    }

    /// The formulas that its values carry.
    pub fn stated_formulas(&self) -> impl Iterator<Item = StatedFormula<'_, S>> {
        stated_formulas(&self.facets)
    }
}

impl<S: AsRef<str>> FormulaInput<S> {
    /// In which unit it is counted.
    pub fn parsed_unit(&self) -> Option<Unit> {
        Unit::parse(self.unit.as_ref())
    }

    /// Its value in the worked example; the rows, if it is a column.
    ///
    /// # Errors
    /// What is wrong with an amount.
    pub fn example_value(&self, is_column: bool) -> Result<InputValue, String> {
        let unit = self.parsed_unit();
        let amounts = self.example.iter().map(|row| parse_amount(row.as_ref(), unit.as_ref()));
        let amounts = amounts.collect::<Result<Vec<_>, _>>()?;
        Ok(match (&*amounts, is_column) {
            ([], _) => InputValue::Missing,
            ([one], false) => InputValue::Number(*one),
            (_, true) => InputValue::Rows(amounts),
            (_, false) => return Err("one amount is wanted, not a list".to_owned()),
        })
    }
}

impl<S: AsRef<str>> StatedFormula<'_, S> {
    /// In which unit its result is counted.
    pub fn result_unit(&self) -> Option<Unit> {
        Unit::parse(self.computation.unit.as_ref()?.as_ref())
    }

    /// Between which figures its result lies.
    pub fn result_scale(&self) -> Option<ResultScale> {
        ResultScale::parse(self.computation.scale.as_ref()?.as_ref())
    }

    /// What the worked example comes to.
    ///
    /// # Errors
    /// Why it comes to nothing.
    pub fn evaluate_example(&self) -> Result<f64, ExampleError> {
        let mut missing = vec![];
        let mut values = vec![];
        for (input, declared) in self.formula.inputs.iter().zip(&self.inputs) {
            let value = declared.map_or(Ok(InputValue::Missing), |declared| {
                declared.example_value(input.is_column)
            });
            let value =
                value.map_err(|wrong| ExampleError::BadAmount(input.name.clone(), wrong))?;
            if value == InputValue::Missing {
                missing.push(input.name.clone());
            }
            values.push(value);
        }
        if !missing.is_empty() {
            return Err(ExampleError::Missing(missing));
        }
        self.formula.evaluate(&values).map_err(ExampleError::NoFigure)
    }
}
