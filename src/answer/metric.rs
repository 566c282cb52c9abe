//! The formulas of a metric: each with who computes so, those that come to the same as one, over inputs that are shared.

use super::{
    attribution::NamedAttribution,
    brief_voices::{count_voices, name_voices_briefly},
    concept_names::NameCache,
    term::Term,
};
use cxterms_base::{
    corpus::{FacetValue, FormulaInput, declared_inputs, stated_formulas},
    formula::{
        AggregateKind, EvaluationError, Formula, InputValue, NormalForm, ResultScale, Unit,
        parse_plain_number,
    },
    image::ImageError,
};
use std::{borrow::Cow, cmp::Reverse};

/// How a metric is computed.
#[derive(Clone, Debug)]
pub(super) struct MetricFormulas<'b> {
    /// What its formulas take.
    pub(super) inputs: Vec<MetricInput<'b>>,
    /// Those formulas, the one of most voices first.
    pub(super) formulas: Vec<VoicedFormula<'b>>,
    /// Why some values have no formula.
    pub(super) reasons: Vec<&'b str>,
}

/// What formulas of a metric take.
#[derive(Clone, Debug)]
pub(super) struct MetricInput<'b> {
    /// Its name.
    pub(super) name: Cow<'b, str>,
    /// What it is.
    pub(super) means: Cow<'b, str>,
    /// The concept that it is a figure of.
    pub(super) concept: Option<&'b str>,
    /// In which unit it is counted.
    pub(super) unit: Option<Unit>,
    /// Between which figures it lies.
    pub(super) scale: Option<ResultScale>,
    /// The input of which it is a part.
    pub(super) part_of: Option<&'b str>,
    /// Whether a figure of zero makes no sense.
    pub(super) nonzero: bool,
    /// Whether it is a column.
    pub(super) is_column: bool,
    /// Its value in the worked example.
    pub(super) example: InputValue,
    /// That value as it was written.
    pub(super) example_text: String,
}

/// A formula and who computes so.
#[derive(Clone, Debug)]
pub(super) struct VoicedFormula<'b> {
    /// The formula.
    pub(super) formula: Formula,
    /// The numbers of its inputs among those of the metric.
    pub(super) inputs: Vec<usize>,
    /// In which unit its result is counted.
    pub(super) unit: Unit,
    /// Between which figures its result lies.
    pub(super) scale: Option<ResultScale>,
    /// For which period.
    pub(super) period: Option<&'b str>,
    /// The values that carry it, with who gives them.
    pub(super) statements: Vec<(&'b str, NamedAttribution<'b>)>,
    form: Option<NormalForm>,
}

impl<'b> MetricFormulas<'b> {
    /// The formulas among the facet values of a concept that a perspective hears asserted; none where no value says
    /// anything of how it is computed.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn gather_formulas(
        naming: &NameCache<'b>,
        facets: &[FacetValue<&'b str>],
    ) -> Result<Option<Self>, ImageError> {
        if facets.iter().all(|value| value.computation.is_none()) {
            return Ok(None);
        }
        let mut found = Self { inputs: vec![], formulas: vec![], reasons: vec![] };
        for value in facets {
            let reason = value.computation.as_ref().and_then(|it| it.no_formula);
            let heard = naming.ask.perspective.filter_citations(value.said.clone());
            found.reasons.extend(reason.filter(|_| heard.is_some()));
        }
        let all: Vec<_> = stated_formulas(facets).collect();
        // Those that are declared, in their order, before those that are not.
        for declared in declared_inputs(facets) {
            let uses = all.iter().flat_map(|stated| &stated.formula.inputs);
            for input in uses.filter(|input| input.name == declared.name) {
                found.find_or_add_input(&input.name, input.is_column, facets);
            }
        }
        for stated in all {
            let said = naming.ask.perspective.filter_citations(stated.value.said.clone());
            let Some(said) = said.filter(|said| !said.asserted_by.is_empty()) else { continue };
            let Some(unit) = stated.result_unit() else { continue };
            let mut inputs = vec![];
            for input in &stated.formula.inputs {
                inputs.push(found.find_or_add_input(&input.name, input.is_column, facets));
            }
            let statement = (stated.value.value, naming.name_attribution(&said)?);
            let period = stated.computation.period;
            let scale = stated.result_scale();
            let form = NormalForm::from_formula(&stated.formula);
            let same = found.formulas.iter_mut().find(|known| {
                known.unit == unit
                    && known.period == period
                    && known.form.as_ref().zip(form.as_ref()).is_some_and(|(a, b)| a.is_same(b))
            });
            match same {
                Some(known) => known.statements.push(statement),
                None => {
                    let formula = stated.formula;
                    let statements = vec![statement];
                    found.formulas.push(VoicedFormula {
                        formula,
                        inputs,
                        unit,
                        scale,
                        period,
                        statements,
                        form,
                    });
                }
            }
        }
        found.formulas.sort_by_key(|it| Reverse(it.count_voices()));
        Ok(Some(found))
    }

    /// The number of an input, which is added if it is new.
    fn find_or_add_input(
        &mut self,
        name: &str,
        is_column: bool,
        facets: &[FacetValue<&'b str>],
    ) -> usize {
        let known = |it: &MetricInput<'_>| it.name == name && it.is_column == is_column;
        if let Some(at) = self.inputs.iter().position(known) {
            return at;
        }
        let declared = declared_inputs(facets).find(|declared| declared.name == name);
        let example = declared.and_then(|it| it.example_value(is_column).ok());
        let unit = declared.and_then(FormulaInput::parsed_unit);
        let texts = declared.map(|it| it.example.as_slice()).unwrap_or_default();
        let texts = texts.iter().map(|text| describe_amount(text, unit.as_ref()));
        let texts: Vec<_> = texts.collect();
        let means = declared.and_then(|it| {
            let concept = || it.concept.map(|concept| Cow::from(concept.replace('-', " ")));
            it.means.map(Cow::from).or_else(concept)
        });
        self.inputs.push(MetricInput {
            name: declared.map_or_else(|| name.to_owned().into(), |it| it.name.into()),
            means: means.unwrap_or_default(),
            concept: declared.and_then(|it| it.concept),
            unit,
            scale: declared.and_then(|it| ResultScale::parse(it.scale?)),
            part_of: declared.and_then(|it| it.part_of),
            nonzero: declared.is_some_and(|it| it.nonzero),
            is_column,
            example: example.unwrap_or(InputValue::Missing),
            example_text: join_with_and(&texts),
        });
        self.inputs.len() - 1
    }

    /// The worked example's values, in the order of the inputs.
    pub(super) fn example_values(&self) -> Vec<InputValue> {
        self.inputs.iter().map(|input| input.example.clone()).collect()
    }

    /// The worked example in words: `start 100, churn 8`; nothing where no input has one.
    pub(super) fn describe_example(&self) -> String {
        let given = self.inputs.iter().filter(|input| input.example != InputValue::Missing);
        let each = given.map(MetricInput::describe_example);
        each.collect::<Vec<_>>().join(", ")
    }

    /// What a formula lacks, where it gives no figure for that.
    pub(super) fn name_missing(
        &self,
        formula: &VoicedFormula<'_>,
        error: &EvaluationError,
    ) -> Vec<&MetricInput<'b>> {
        let EvaluationError::Missing(missing) = error else { return vec![] };
        let numbers = missing.iter().filter_map(|at| formula.inputs.get(*at));
        numbers.filter_map(|at| self.inputs.get(*at)).collect()
    }

    /// In what a formula differs from another: the inputs that it leaves out, and those that it adds.
    pub(super) fn compare_formulas<'f>(
        &'f self,
        first: &VoicedFormula<'_>,
        formula: &VoicedFormula<'_>,
    ) -> FormulaDifference<'f> {
        let without = |these: &[usize], those: &[usize]| {
            let only = these.iter().filter(|at| !those.contains(at));
            let inputs = only.filter_map(|at| self.inputs.get(*at));
            inputs.map(|input| &*input.name).collect::<Vec<_>>()
        };
        let left_out = without(&first.inputs, &formula.inputs);
        let added = without(&formula.inputs, &first.inputs);
        let other_period = formula.period.filter(|period| Some(*period) != first.period);
        let [own, firsts] = [&formula.formula, &first.formula].map(list_aggregates);
        let other_rows = (own != firsts && !own.is_empty() && !firsts.is_empty())
            .then(|| format!("takes {}, not {}", join_with_and(&own), join_with_and(&firsts)));
        let other_period = other_period.map(str::to_owned);
        FormulaDifference { left_out, added, other_rows, other_period }
    }
}

/// In what a formula differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormulaDifference<'f> {
    /// The inputs that it leaves out.
    pub(super) left_out: Vec<&'f str>,
    /// The inputs that it adds.
    pub(super) added: Vec<&'f str>,
    /// What it makes of rows, where the other makes something else of them.
    pub(super) other_rows: Option<String>,
    /// Its period, where the other has another.
    pub(super) other_period: Option<String>,
}

impl FormulaDifference<'_> {
    /// The difference in words: `leaves out contraction; adds upgrades`.
    pub(super) fn describe_difference(&self) -> String {
        let spoken = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|name| name.replace('_', " ")).collect();
            join_with_and(&names)
        };
        let mut parts = vec![];
        match (&*self.left_out, &*self.added) {
            ([], []) => {}
            ([], added) => parts.push(format!("adds {}", spoken(added))),
            (left_out, []) => parts.push(format!("leaves out {}", spoken(left_out))),
            (left_out, added) => {
                parts.push(format!("takes {}, not {}", spoken(added), spoken(left_out)));
            }
        }
        let other_period = self.other_period.iter().map(|period| format!("is for {period}"));
        if parts.is_empty() {
            parts.extend(self.other_rows.clone());
        }
        if parts.is_empty() {
            parts.extend(other_period);
        }
        match parts.pop() {
            Some(difference) => difference,
            None => "joins the same inputs in another way".to_owned(),
        }
    }
}

impl MetricInput<'_> {
    /// Its name as it is spoken.
    pub(super) fn spoken_name(&self) -> String {
        self.name.replace('_', " ")
    }

    /// Its name and its value in the worked example: `start 100`.
    pub(super) fn describe_example(&self) -> String {
        format!("{} {}", self.spoken_name(), self.example_text)
    }

    /// Whether one value serves for both: they have one name and are counted alike.
    pub(super) fn is_same_input(&self, other: &MetricInput<'_>) -> bool {
        self.name == other.name
            && self.unit == other.unit
            && self.scale == other.scale
            && self.is_column == other.is_column
    }

    /// Its name, what it is and how it is counted: `churn: recurring revenue lost (money)`.
    pub(super) fn describe_input(&self) -> String {
        let unit = self.unit.as_ref().map(Unit::name).unwrap_or_default();
        let rows = if self.is_column { "a row each; " } else { "" };
        match self.means.is_empty() {
            true => format!("{} ({rows}{unit})", self.name),
            false => format!("{}: {} ({rows}{unit})", self.name, self.means),
        }
    }
}

impl<'b> VoicedFormula<'b> {
    /// What it comes to, given values in the order of the metric's inputs.
    ///
    /// # Errors
    /// Why it comes to nothing.
    pub(super) fn evaluate_given(&self, values: &[InputValue]) -> Result<f64, EvaluationError> {
        let own = self.inputs.iter().map(|at| values.get(*at).cloned());
        let own: Vec<_> = own.map(|value| value.unwrap_or(InputValue::Missing)).collect();
        self.formula.evaluate(&own)
    }

    /// Who computes so, in few words; nothing where only the corpus's own voice does.
    pub(super) fn name_voices(&self) -> String {
        let said = self.statements.iter().flat_map(|(_, said)| &said.asserted_by);
        let foreign: Vec<_> = said.filter(|cited| !cited.own).copied().collect();
        name_voices_briefly(&foreign)
    }

    /// The identifiers of those who compute so, each once.
    pub(super) fn list_voices(&self) -> Vec<&'b str> {
        let mut voices = vec![];
        for cited in self.statements.iter().flat_map(|(_, said)| &said.asserted_by) {
            if !voices.contains(&cited.voice) {
                voices.push(cited.voice);
            }
        }
        voices
    }

    /// How many distinct voices compute so.
    pub(super) fn count_voices(&self) -> usize {
        let said = self.statements.iter().flat_map(|(_, said)| &said.asserted_by);
        count_voices(&said.copied().collect::<Vec<_>>())
    }

    /// Whether a figure lies where its scale says.
    pub(super) fn is_on_scale(&self, result: f64) -> bool {
        self.scale.is_none_or(|scale| scale.contains(self.unit.to_written_unrounded(result)))
    }
}

/// What a formula makes of rows, each once.
fn list_aggregates(formula: &Formula) -> Vec<&'static str> {
    let mut all: Vec<_> = formula
        .aggregates
        .iter()
        .map(|aggregate| match aggregate.kind {
            AggregateKind::Sum => "the sum",
            AggregateKind::Mean => "the mean",
            AggregateKind::Count => "a count",
            AggregateKind::Share => "a share",
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// An amount as it was written, a bare number with its unit.
fn describe_amount(text: &str, unit: Option<&Unit>) -> String {
    match (parse_plain_number(text.as_bytes()), unit) {
        (Some(number), Some(unit)) => unit.describe(unit.to_calculated(number)),
        _ => text.to_owned(),
    }
}

/// Names with commas and a last “and” between them.
pub(super) fn join_with_and<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// What a metric is called in a sentence: its abbreviation, else its short name.
pub(super) fn short_metric_name<'t>(term: &'t Term<'_>) -> &'t str {
    term.abbreviation.unwrap_or(&term.short)
}
