//! Values given by name: reading them, and telling what cannot be right of them.

use super::{ComputeFault, ComputePlan};
use crate::answer::metric::{MetricInput, join_with_and, short_metric_name};
use cxterms_base::{
    formula::{
        InputValue, UnitKind, find_currency, format_number, parse_amount, parse_plain_number,
    },
    text,
};
use cxterms_page::Count;

/// How many values a column may be given on the command line.
const MAX_ROWS_GIVEN: usize = 1_000;

impl ComputePlan<'_> {
    /// Whether the metric has any formula.
    pub fn is_computable(&self) -> bool {
        !self.metric.formulas.is_empty()
    }

    /// Gives an input its value, as it was typed; a column takes several, with commas or spaces between them.
    ///
    /// # Errors
    /// When there is no such input, or its value is no amount.
    pub fn give_value(&mut self, name: &str, written: &str) -> Result<(), ComputeFault> {
        let numbers = self.find_inputs(name)?;
        for at in numbers {
            let (Some(input), Some(value)) = (self.metric.inputs.get(at), self.values.get_mut(at))
            else {
                continue;
            };
            if *value != InputValue::Missing {
                return Err(ComputeFault(format!("`{name}` is given twice")));
            }
            *value = read_value(input, written)?;
            self.readings.extend(describe_doubt(input, written));
        }
        if let Some(currency) = find_currency(written) {
            let first = *self.currency.get_or_insert(currency);
            if first != currency {
                let text = format!("{name} is in {currency}, not in {first}: nothing is converted");
                self.readings.push(text);
            }
        }
        Ok(())
    }

    /// The numbers of the inputs of a name: one may be a number in one formula and a column in another.
    pub(super) fn find_inputs(&self, name: &str) -> Result<Vec<usize>, ComputeFault> {
        let wanted = fold_input_name(name);
        let inputs = || self.metric.inputs.iter().enumerate();
        let named: Vec<_> = inputs()
            .filter(|(_, input)| fold_input_name(&input.name) == wanted)
            .map(|(at, _)| at)
            .collect();
        if !named.is_empty() {
            return Ok(named);
        }
        let known = self.metric.inputs.iter().map(|input| &*input.name);
        let metric = short_metric_name(&self.term);
        let hint = match text::find_nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let all: Vec<_> = known.map(|name| format!("`{name}`")).collect();
                format!("there are {}", join_with_and(&all))
            }
        };
        Err(ComputeFault(format!("{metric} has no input `{name}`; {hint}")))
    }

    /// What cannot be right of the numbers that were given.
    pub(super) fn find_nonsense(&self) -> Vec<String> {
        let number = |at: usize| self.given_number(at);
        let mut found = vec![];
        for (at, input) in self.metric.inputs.iter().enumerate() {
            if let Some(InputValue::Rows(rows)) = self.values.get(at) {
                let off = rows.iter().filter(|row| !is_on_scale(input, **row)).count();
                if off > 0 {
                    found.push(format!(
                        "{off} of {} off the scale from {}",
                        Count(rows.len(), "row"),
                        describe_scale(input)
                    ));
                }
            }
            let Some(value) = number(at) else { continue };
            let shown = |input: &MetricInput<'_>, value: f64| match &input.unit {
                Some(unit) => format!("{} {}", input.spoken_name(), unit.describe(value)),
                None => format!("{} {}", input.spoken_name(), format_number(value)),
            };
            if value < 0.0 && input.scale.is_none_or(|scale| scale.low >= 0.0) {
                let advice = match input.part_of {
                    Some(_) => {
                        ": write it without the minus sign, the formula has one where it needs it"
                    }
                    None => "",
                };
                found.push(format!("{} is below zero{advice}", shown(input, value)));
            } else if !is_on_scale(input, value) {
                found.push(format!(
                    "{} is off its scale, {}",
                    shown(input, value),
                    describe_scale(input)
                ));
            }
            if value == 0.0 && input.nonzero {
                found
                    .push(format!("{} makes no sense: it must be above zero", shown(input, value)));
            }
            let Some(whole) = input.part_of else { continue };
            let whole = self.metric.inputs.iter().enumerate().find(|(_, it)| it.name == whole);
            if let Some((at, whole)) = whole
                && let Some(all) = number(at).filter(|all| value > *all && *all >= 0.0)
            {
                let (part, all) = (shown(input, value), shown(whole, all));
                found.push(format!("{part} is more than {all}, of which it is a part"));
            }
        }
        found
    }
}

/// A name of an input or a column, whatever stands between its words and however large its letters are.
pub(super) fn fold_input_name(name: &str) -> String {
    name.replace(['_', '-'], " ").trim().to_lowercase()
}

/// Whether a value lies where its input's scale says.
pub(super) fn is_on_scale(input: &MetricInput<'_>, value: f64) -> bool {
    let written = input.unit.as_ref().map_or(value, |unit| unit.to_written_unrounded(value));
    input.scale.is_none_or(|scale| scale.contains(written))
}

/// Between which figures an input lies.
pub(super) fn describe_scale(input: &MetricInput<'_>) -> String {
    let ends = input.scale.map(|scale| [scale.low, scale.high].map(format_number));
    ends.map(|[low, high]| format!("{low} to {high}")).unwrap_or_default()
}

fn read_value(input: &MetricInput<'_>, written: &str) -> Result<InputValue, ComputeFault> {
    let read = |text: &str| {
        let amount = parse_amount(text, input.unit.as_ref());
        amount.map_err(|wrong| ComputeFault(format!("`{}`: {wrong}", input.name)))
    };
    if !input.is_column {
        return Ok(InputValue::Number(read(written)?));
    }
    let rows = written.split([',', ';', ' ']).map(str::trim).filter(|row| !row.is_empty());
    let rows = rows.take(MAX_ROWS_GIVEN + 1).map(read).collect::<Result<Vec<_>, _>>()?;
    if rows.len() > MAX_ROWS_GIVEN {
        let fault = format!(
            "`{}` has more than {MAX_ROWS_GIVEN} values: put them in a file, and pass it with --from",
            input.name
        );
        return Err(ComputeFault(fault));
    }
    Ok(InputValue::Rows(rows))
}

/// A bare number below 1 that is counted in percent may be a share: how it was read.
fn describe_doubt(input: &MetricInput<'_>, written: &str) -> Option<String> {
    let unit = input.unit.as_ref().filter(|unit| unit.kind == UnitKind::Percent)?;
    let number = parse_plain_number(written.trim().as_bytes());
    let number = number.filter(|number| *number > 0.0 && *number < 1.0)?;
    let [read, share] = [unit.to_calculated(number), number].map(|it| unit.describe(it));
    let name = input.spoken_name();
    Some(format!("{name} {written} was read as {read}; if {share} is meant, write that"))
}

/// The value of an input in the worked example, as it may be typed.
pub(super) fn type_example(input: &MetricInput<'_>) -> Option<String> {
    let typed =
        |value: f64| input.unit.as_ref().map_or(value, |unit| unit.to_written(value)).to_string();
    match &input.example {
        InputValue::Missing => None,
        InputValue::Number(number) => Some(typed(*number)),
        InputValue::Rows(rows) => {
            Some(rows.iter().map(|row| typed(*row)).collect::<Vec<_>>().join(","))
        }
    }
}

/// Whether values of an input may be added up over the rows of a table.
pub(super) fn is_additive(input: &MetricInput<'_>) -> bool {
    let amount = |kind| matches!(kind, UnitKind::Money | UnitKind::Number | UnitKind::Time(_));
    let own = input.unit.as_ref();
    own.is_some_and(|unit| amount(unit.kind) && !unit.name().contains(" per "))
        && input.scale.is_none()
}
