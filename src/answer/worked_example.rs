//! Worked examples: what each formula of a metric comes to on the values that its inputs bring along.

use super::{
    attribution::NamedAttribution,
    metric::{MetricFormulas, VoicedFormula, join_with_and, short_metric_name},
    term::Term,
};
use cxterms_base::formula::{InputValue, ResultScale, Unit, UnitKind, format_number};
use cxterms_page::{Prose, Role, Section};
use serde::Serialize;
use std::borrow::Cow;

/// How a metric is computed, worked out on one example.
#[derive(Clone, Debug, Serialize)]
pub struct WorkedExample<'b> {
    /// What its formulas take.
    pub inputs: Vec<ExampleInput<'b>>,
    /// The example's values in words: `start 100, churn 8`.
    pub example: String,
    /// The formulas, that of most voices first.
    pub formulas: Vec<WorkedFormula<'b>>,
    /// Why some voices' values have no formula.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_formula: Vec<&'b str>,
    /// The same, to be worked out on another example.
    #[serde(skip)]
    metric: MetricFormulas<'b>,
}

/// What a formula takes.
#[derive(Clone, Debug, Serialize)]
pub struct ExampleInput<'b> {
    /// Its name.
    pub name: Cow<'b, str>,
    /// What it is.
    pub means: Cow<'b, str>,
    /// In which unit it is counted.
    pub unit: String,
    /// The concept that it is a figure of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concept: Option<&'b str>,
    /// Whether it is a column.
    pub column: bool,
}

/// A formula and what it comes to.
#[derive(Clone, Debug, Serialize)]
pub struct WorkedFormula<'b> {
    /// The formula.
    pub formula: String,
    /// The same in words.
    pub words: String,
    /// In which unit its result is counted.
    pub unit: String,
    /// Between which figures its result lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<[f64; 2]>,
    /// For which period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'b str>,
    /// What it comes to on the example, in its unit.
    pub figure: Option<f64>,
    /// The same as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    /// Why it comes to nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The values that carry it, and who gives them.
    pub values: Vec<StatedValue<'b>>,
    /// Who computes so, in few words.
    #[serde(skip)]
    voices: String,
}

/// A value that carries a formula.
#[derive(Clone, Debug, Serialize)]
pub struct StatedValue<'b> {
    /// The value.
    pub value: &'b str,
    /// Who gives it.
    #[serde(flatten)]
    pub said: NamedAttribution<'b>,
}

/// Several metrics worked out on one example.
#[derive(Clone, Debug, Serialize)]
pub struct SharedExample<'b> {
    /// The example's values in words.
    pub example: String,
    /// What each metric comes to.
    pub metrics: Vec<MetricFigures<'b>>,
}

/// What a metric comes to by each of its formulas.
#[derive(Clone, Debug, Serialize)]
pub struct MetricFigures<'b> {
    /// The metric's identifier.
    pub concept: &'b str,
    /// What it is called in few words.
    #[serde(skip)]
    name: String,
    /// The formulas.
    pub formulas: Vec<WorkedFormula<'b>>,
}

impl<'b> WorkedExample<'b> {
    /// Works out the formulas of a metric.
    pub(super) fn from_metric(metric: MetricFormulas<'b>) -> Self {
        let values = metric.example_values();
        let inputs = metric.inputs.iter().map(|input| ExampleInput {
            name: input.name.clone(),
            means: input.means.clone(),
            unit: input.unit.as_ref().map(Unit::name).unwrap_or_default(),
            concept: input.concept,
            column: input.is_column,
        });
        Self {
            inputs: inputs.collect(),
            example: metric.describe_example(),
            formulas: metric.formulas.iter().map(|it| work_out(&metric, it, &values)).collect(),
            no_formula: metric.reasons.clone(),
            metric,
        }
    }

    /// Whether a value carries a formula: where this is shown, its words need not be.
    pub(super) fn tells_formula(&self, value: &str) -> bool {
        self.formulas.iter().flat_map(|it| &it.values).any(|it| it.value == value)
    }

    /// Whether a value is the unit or the scale of a formula.
    pub(super) fn tells_unit(&self, value: &str) -> bool {
        let scale = ResultScale::parse(value);
        self.metric.formulas.iter().any(|formula| {
            formula.unit.name() == value || scale.is_some() && formula.scale == scale
        })
    }

    /// Its formulas, at most so many, in which unit and on which scale they count, and the example.
    pub(super) fn list_sections(&self, most: usize) -> Vec<Section<'_>> {
        let shown = self.formulas.iter().take(most);
        let formulas: Vec<_> = shown.map(WorkedFormula::describe_formula).collect();
        let count = formulas.len();
        let section = Section::new("Formula", formulas).of_total(count, self.formulas.len());
        let mut units: Vec<String> = vec![];
        for unit in self.metric.formulas.iter().map(describe_unit) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let units = Some(units.join("; or ")).filter(|units| !units.is_empty());
        let example = self.describe_example().into_iter().collect();
        vec![
            section,
            Section::new("Counted in", units.into_iter().map(Prose::from).collect()),
            Section::new("Example", example),
        ]
    }

    /// The example and what each formula comes to: `start 100, churn 8: 92% (Totango)`.
    fn describe_example(&self) -> Option<Prose<'_>> {
        if self.formulas.is_empty() || self.example.is_empty() {
            return None;
        }
        Some(Prose::from(format!("{}: {}", self.example, join_figures(&self.formulas))))
    }
}

impl WorkedFormula<'_> {
    /// The formula, in the words of those who compute so, and who they are.
    fn describe_formula(&self) -> Prose<'_> {
        let formula = Prose::from(self.values.first().map_or(&*self.formula, |it| it.value));
        let formula = match self.period {
            Some(period) => formula.plain(", for ").plain(period),
            None => formula,
        };
        match self.voices.is_empty() {
            true => formula,
            false => formula.and(Role::Label, format!(" ({})", self.voices)),
        }
    }

    /// What it comes to, or why it comes to nothing.
    fn describe_figure(&self) -> String {
        let figure = self.shown.as_ref().or(self.why.as_ref());
        figure.cloned().unwrap_or_default()
    }
}

/// A formula worked out on values in the order of its metric's inputs.
fn work_out<'b>(
    metric: &MetricFormulas<'b>,
    formula: &VoicedFormula<'b>,
    values: &[InputValue],
) -> WorkedFormula<'b> {
    let figure = formula.evaluate_given(values);
    let why = figure.as_ref().err().map(|error| {
        let missing = metric.name_missing(formula, error);
        let missing: Vec<_> = missing.iter().map(|input| input.spoken_name()).collect();
        match missing.is_empty() {
            true => formula.formula.describe_error(error),
            false => format!("lacks {}", join_with_and(&missing)),
        }
    });
    let statements = formula.statements.iter();
    WorkedFormula {
        formula: formula.formula.to_string(),
        words: formula.formula.to_words(),
        unit: formula.unit.name(),
        scale: formula.scale.map(|ResultScale { low, high }| [low, high]),
        period: formula.period,
        figure: figure.as_ref().ok().map(|figure| formula.unit.to_written(*figure)),
        shown: figure.as_ref().ok().map(|figure| formula.unit.describe(*figure)),
        why,
        values: statements.map(|(value, said)| StatedValue { value, said: said.clone() }).collect(),
        voices: formula.name_voices(),
    }
}

/// What formulas come to, with who computes so where they differ: `90% (Bigdelta), 86% (Totango)`.
fn join_figures(formulas: &[WorkedFormula<'_>]) -> String {
    let mut figures: Vec<(String, Vec<&str>)> = vec![];
    for formula in formulas {
        let figure = formula.describe_figure();
        match figures.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, voices)) => voices.push(&formula.voices),
            None => figures.push((figure, vec![&formula.voices])),
        }
    }
    if let [(figure, _)] = &*figures {
        return figure.clone();
    }
    let each = figures.into_iter().map(|(figure, voices)| {
        let voices: Vec<_> = voices.into_iter().filter(|voice| !voice.is_empty()).collect();
        match voices.is_empty() {
            true => figure,
            false => format!("{figure} ({})", voices.join("; ")),
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

/// In which unit and on which scale a formula counts: `percent, from 0 to 100%`.
fn describe_unit(formula: &VoicedFormula<'_>) -> String {
    let mut text = formula.unit.name();
    if let Some(ResultScale { low, high }) = formula.scale {
        let sign = if formula.unit.kind == UnitKind::Percent { "%" } else { "" };
        let [low, high] = [low, high].map(format_number);
        text = format!("{text}, from {low} to {high}{sign}");
    }
    text
}

impl<'b> SharedExample<'b> {
    /// Works out metrics on one example: each input has the value that the first metric with it gives; none where no two of
    /// them share an input.
    pub(super) fn share_example(
        metrics: &[(&Term<'b>, Option<&WorkedExample<'b>>)],
    ) -> Option<Self> {
        let worked: Vec<_> =
            metrics.iter().filter_map(|(term, it)| Some((*term, &it.as_ref()?.metric))).collect();
        let mut given: Vec<(&super::metric::MetricInput<'b>, usize)> = vec![];
        for (at, (_, metric)) in worked.iter().enumerate() {
            for input in metric.inputs.iter().filter(|it| it.example != InputValue::Missing) {
                match given.iter_mut().find(|(known, _)| known.is_same_input(input)) {
                    Some((_, last)) => *last = at + worked.len(),
                    None => given.push((input, at)),
                }
            }
        }
        if worked.len() < 2 || given.iter().all(|(_, last)| *last < worked.len()) {
            return None;
        }
        let each = given.iter().map(|(input, _)| input.describe_example());
        let example = each.collect::<Vec<_>>().join(", ");
        let metrics = worked.iter().map(|(term, metric)| {
            let value = |own: &super::metric::MetricInput<'b>| {
                let known = given.iter().find(|(known, _)| known.is_same_input(own));
                known.map_or(InputValue::Missing, |(known, _)| known.example.clone())
            };
            let values: Vec<_> = metric.inputs.iter().map(value).collect();
            MetricFigures {
                concept: term.id,
                name: short_metric_name(term).to_owned(),
                formulas: metric.formulas.iter().map(|it| work_out(metric, it, &values)).collect(),
            }
        });
        Some(Self { example, metrics: metrics.collect() })
    }

    /// The example and what each metric comes to on it.
    pub(crate) fn to_section(&self) -> Section<'_> {
        let each =
            self.metrics.iter().map(|it| format!("{} {}", it.name, join_figures(&it.formulas)));
        let text = format!("{}: {}", self.example, each.collect::<Vec<_>>().join("; "));
        Section::new("Example", vec![Prose::from(text)])
    }
}
