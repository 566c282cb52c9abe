//! Computation of a metric: every voice's formula run on given values or on a table, with who computes so and why the
//! figures differ.

mod given;
mod open_table;
mod page;
mod table;

use super::{
    VERSION,
    ask::Ask,
    attribution::NamedAttribution,
    concept_names::NameCache,
    metric::{MetricFormulas, MetricInput, VoicedFormula},
    term::Term,
};
use cxterms_base::{
    ConceptId,
    formula::{EvaluationError, InputValue, Unit},
    image::ImageError,
};
use given::type_example;
use serde::Serialize;
use std::{borrow::Cow, fmt};

pub use open_table::MAX_TABLE_BYTES;
use table::{TableFigures, WholeFigure};

/// Why values or a table cannot be taken, with the nearest right thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputeFault(String);

impl fmt::Display for ComputeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ComputeFault {}

/// A metric with its formulas, to which values are given before it is computed.
#[derive(Debug)]
pub struct ComputePlan<'b> {
    ask: Ask<'b>,
    query: String,
    term: Term<'b>,
    metric: MetricFormulas<'b>,
    /// What is given, in the order of the metric's inputs.
    values: Vec<InputValue>,
    /// The metrics below it that have formulas.
    narrower: Vec<Term<'b>>,
    table: Option<TableFigures>,
    /// How values were read that may be meant otherwise.
    readings: Vec<String>,
    /// In which currency an amount was given first.
    currency: Option<&'static str>,
}

/// What a metric comes to, by each formula.
#[derive(Debug, Serialize)]
pub struct ComputeAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Whose formulas these are, where they are not everybody's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub according_to: Vec<&'b str>,
    /// The name as asked.
    pub query: String,
    /// The metric.
    pub concept: Term<'b>,
    /// What its formulas take.
    pub inputs: Vec<ComputeInput<'b>>,
    /// What each comes to, that of most voices first.
    pub results: Vec<ComputeResult<'b>>,
    /// What cannot be right of what was given.
    pub beware: Vec<String>,
    /// Why some voices' values have no formula.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_formula: Vec<&'b str>,
    /// Metrics below it that have formulas, where it has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub narrower: Vec<Term<'b>>,
    /// What each row of a table comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<ComputeTable>,
    /// Whether a person wants every row.
    #[serde(skip)]
    all_rows: bool,
}

/// What formulas take, and what was given.
#[derive(Debug, Serialize)]
pub struct ComputeInput<'b> {
    /// Its name.
    pub name: Cow<'b, str>,
    /// What it is.
    pub means: Cow<'b, str>,
    /// The concept that it is a figure of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<&'b str>,
    /// In which unit it is counted.
    pub unit: String,
    /// Whether it is a column of a table.
    pub column: bool,
    /// What was given, in that unit; the number of rows, of a column.
    pub given: Option<f64>,
    /// What is told of it to who has to give it.
    #[serde(skip)]
    described: String,
    /// Its value in the worked example, as it may be typed.
    #[serde(skip)]
    example: Option<String>,
}

/// What a formula comes to.
#[derive(Debug, Serialize)]
pub struct ComputeResult<'b> {
    /// The figure, in its unit; none where it comes to none.
    pub figure: Option<f64>,
    /// The figure with its unit, as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    /// Its unit.
    pub unit: String,
    /// The formula.
    pub formula: String,
    /// For which period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'b str>,
    /// Who computes so, in whose words.
    pub values: Vec<ComputeValue<'b>>,
    /// The inputs that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Why there is no figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// In what the formula differs from the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differs: Option<String>,
    /// Who computes so, in few words.
    #[serde(skip)]
    voices: String,
}

/// The words in which voices tell a formula.
#[derive(Debug, Serialize)]
pub struct ComputeValue<'b> {
    /// The words.
    pub value: &'b str,
    /// Who says so.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// What each row of a table comes to.
#[derive(Debug, Serialize)]
pub struct ComputeTable {
    /// How many rows there are.
    pub rows: usize,
    /// Of how many a cell that is needed is empty.
    pub incomplete: usize,
    /// What the rows are called, by the head of their first column that is no input.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The rows, where a formula takes one number of each.
    pub figures: Vec<RowFigures>,
}

/// What a row comes to.
#[derive(Debug, Serialize)]
pub struct RowFigures {
    /// What it is called, else its number.
    pub row: String,
    /// A figure for each of the results, in their units and order; none where there is none.
    pub figures: Vec<Option<f64>>,
    /// The same as people write them.
    #[serde(skip)]
    shown: Vec<String>,
}

/// Finds the formulas of a metric: of several concepts, the first that has any, else the first.
///
/// # Errors
/// When the base is damaged.
pub fn plan_computation<'b>(
    ask: Ask<'b>,
    query: &str,
    ids: &[ConceptId],
) -> Result<Option<ComputePlan<'b>>, ImageError> {
    let naming = NameCache::new(ask);
    let mut first = None;
    for id in ids {
        let facets = ask.base.concept_record(*id)?.concept.facets;
        let metric = MetricFormulas::gather_formulas(&naming, &facets)?;
        let none = || MetricFormulas { inputs: vec![], formulas: vec![], reasons: vec![] };
        let metric = metric.unwrap_or_else(none);
        let (values, query) = (vec![InputValue::Missing; metric.inputs.len()], query.to_owned());
        let term = naming.term(*id)?;
        let found = !metric.formulas.is_empty();
        let narrower = if found { vec![] } else { find_narrower_metrics(&naming, *id)? };
        let (table, readings, currency) = (None, vec![], None);
        let plan =
            ComputePlan { ask, query, term, metric, values, narrower, table, readings, currency };
        if found {
            return Ok(Some(plan));
        }
        first = first.or(Some(plan));
    }
    Ok(first)
}

/// The concepts directly under another that have formulas.
fn find_narrower_metrics<'b>(
    naming: &NameCache<'b>,
    id: ConceptId,
) -> Result<Vec<Term<'b>>, ImageError> {
    let ask = naming.ask;
    let mut found = vec![];
    for (narrower, _) in cxterms_base::find_narrower(ask.base, id, ask.perspective)? {
        let facets = ask.base.concept_record(narrower)?.concept.facets;
        let metric = MetricFormulas::gather_formulas(naming, &facets)?;
        if metric.is_some_and(|metric| !metric.formulas.is_empty()) {
            found.push(naming.term(narrower)?);
        }
    }
    Ok(found)
}

impl<'b> ComputePlan<'b> {
    /// Computes what was given.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn compute(self) -> Result<ComputeAnswer<'b>, ImageError> {
        let naming = NameCache::new(self.ask);
        let formulas = self.metric.formulas.iter().enumerate();
        let results = formulas.map(|(at, formula)| self.run_formula(at, formula));
        let mut results: Vec<_> = results.collect();
        self.tell_differences(&mut results);
        let all_rows = self.ask.detail != super::Detail::Digest;
        let table = self.table.as_ref().map(|table| table.to_answer(&self.metric, all_rows));
        let mut beware = self.readings.clone();
        beware.extend(self.find_nonsense());
        beware.extend(self.table.iter().flat_map(|table| table.describe_nonsense(&self.metric)));
        beware.extend(self.find_off_scale(&results));
        Ok(ComputeAnswer {
            version: VERSION,
            according_to: naming.perspective_names()?,
            inputs: self.describe_inputs(),
            query: self.query,
            concept: self.term,
            results,
            beware,
            no_formula: self.metric.reasons,
            narrower: self.narrower,
            table,
            all_rows,
        })
    }

    fn run_formula(&self, at: usize, formula: &VoicedFormula<'b>) -> ComputeResult<'b> {
        let table = self.table.as_ref();
        let whole = table.map_or(WholeFigure::Apart, |table| table.whole_figure(self, at));
        let computed = match whole {
            WholeFigure::Apart => formula.evaluate_given(&self.values),
            WholeFigure::Figure(computed) => computed,
            WholeFigure::OnlyRows => return self.describe_result(formula, &Err(None)),
        };
        self.describe_result(formula, &computed.map_err(Some))
    }

    /// The result of a formula; an error that is none means that only rows have figures.
    fn describe_result(
        &self,
        formula: &VoicedFormula<'b>,
        computed: &Result<f64, Option<EvaluationError>>,
    ) -> ComputeResult<'b> {
        let missing = match computed {
            Err(Some(error)) => self.metric.name_missing(formula, error),
            _ => vec![],
        };
        let missing: Vec<_> = missing.iter().map(|input| input.name.to_string()).collect();
        let why = computed.as_ref().err().filter(|_| missing.is_empty());
        ComputeResult {
            figure: computed.as_ref().ok().map(|result| formula.unit.to_written(*result)),
            shown: computed.as_ref().ok().map(|result| formula.unit.describe(*result)),
            unit: formula.unit.name(),
            formula: formula.formula.to_string(),
            period: formula.period,
            values: formula
                .statements
                .iter()
                .map(|(value, said)| ComputeValue { value, said: said.clone() })
                .collect(),
            why: why.map(|error| match error {
                Some(error) => formula.formula.describe_error(error),
                None => "a figure for each row; they cannot be added up".to_owned(),
            }),
            missing,
            differs: None,
            voices: formula.name_voices(),
        }
    }

    /// Tells of each figure in what its formula differs from that of the first figure; of all formulas, where there are no
    /// figures yet.
    fn tell_differences(&self, results: &mut [ComputeResult<'_>]) {
        let any = results.iter().any(|result| result.figure.is_some());
        let told = |result: &ComputeResult<'_>| result.figure.is_some() || !any;
        let Some(first) = results.iter().position(told) else { return };
        let Some(reference) = self.metric.formulas.get(first) else { return };
        // The first formula of all goes without saying.
        let reference_name =
            Some(reference.name_voices()).filter(|name| first > 0 && !name.is_empty());
        let each = results.iter_mut().zip(&self.metric.formulas).skip(first + 1);
        for (result, formula) in each.filter(|(result, _)| told(result)) {
            let difference = self.metric.compare_formulas(reference, formula);
            let difference = difference.describe_difference();
            result.differs = Some(match reference_name.as_deref() {
                Some(name) => format!("unlike {name}, {difference}"),
                None => difference,
            });
        }
    }

    /// The number that was given for an input.
    fn given_number(&self, at: usize) -> Option<f64> {
        match self.values.get(at) {
            Some(InputValue::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn describe_inputs(&self) -> Vec<ComputeInput<'b>> {
        let table = self.table.as_ref();
        let each = (0..).zip(self.metric.inputs.iter().zip(&self.values));
        let describe = |(at, (input, value)): (usize, (&MetricInput<'b>, &InputValue))| {
            let given = match value {
                InputValue::Missing => table.and_then(|table| table.rows_of_input(at)),
                InputValue::Number(number) => {
                    Some(input.unit.as_ref().map_or(*number, |unit| unit.to_written(*number)))
                }
                InputValue::Rows(rows) => Some(count_as_number(rows.len())),
            };
            ComputeInput {
                name: input.name.clone(),
                means: input.means.clone(),
                concept: input.concept,
                unit: input.unit.as_ref().map(Unit::name).unwrap_or_default(),
                column: input.is_column || value == &InputValue::Missing && given.is_some(),
                given,
                described: input.describe_input(),
                example: type_example(input),
            }
        };
        each.map(describe).collect()
    }

    fn find_off_scale(&self, results: &[ComputeResult<'_>]) -> Vec<String> {
        let off = self.metric.formulas.iter().zip(results).filter_map(|(formula, result)| {
            let (figure, scale) = (result.figure?, formula.scale?);
            if scale.contains(figure) {
                return None;
            }
            let [low, high] = [scale.low, scale.high].map(cxterms_base::formula::format_number);
            let shown = result.shown.as_deref()?;
            Some(format!("{shown} is off the scale from {low} to {high}"))
        });
        off.collect()
    }
}

impl ComputeAnswer<'_> {
    /// Whether any formula gives a figure.
    pub fn has_figure(&self) -> bool {
        let rows = self.table.iter().flat_map(|table| &table.figures);
        self.results.iter().any(|result| result.figure.is_some())
            || rows.flat_map(|row| &row.figures).any(Option::is_some)
    }
}

/// A number of rows as a figure.
fn count_as_number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What an evaluation comes to.
type FigureResult = Result<f64, EvaluationError>;
