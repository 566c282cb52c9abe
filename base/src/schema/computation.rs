//! Parses how a figure is computed: a formula, its inputs, and the unit and scale of its result.

use super::fields::{Fields, read_text};
use crate::{
    diagnostic::{Fault, Name, Place},
    formula::{Formula, FormulaError, MAX_AMOUNT_BYTES, ResultScale, Unit},
    yaml::YamlNode,
};
use serde::{Deserialize, Serialize};

/// How many inputs a formula may have.
const MAX_INPUTS: usize = 24;
/// How many rows of a column an example may have.
const MAX_EXAMPLE_ROWS: usize = 100;

/// How a figure is computed, or why no formula says so.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Computation<S = String> {
    /// The formula, as [`crate::formula`] reads it.
    pub formula: Option<S>,
    /// Why there is none.
    pub no_formula: Option<S>,
    /// In which unit its result is counted.
    pub unit: Option<S>,
    /// Between which figures the result lies.
    pub scale: Option<S>,
    /// For which period.
    pub period: Option<S>,
    /// What the formula takes, where that is not said of another value of the concept.
    pub inputs: Vec<FormulaInput<S>>,
    /// Where the formula stands.
    #[serde(skip)]
    pub place: Place,
}

/// What a formula takes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct FormulaInput<S = String> {
    /// Its name in the formula.
    pub name: S,
    /// What it is.
    pub means: Option<S>,
    /// In which unit it is counted.
    pub unit: S,
    /// Between which figures it lies.
    pub scale: Option<S>,
    /// The concept that it is a figure of.
    pub concept: Option<S>,
    /// The input of which it is a part, so that it is never more.
    pub part_of: Option<S>,
    /// Whether a figure of zero would make no sense.
    pub nonzero: bool,
    /// Its value in the worked example; the rows, if it is a column.
    pub example: Vec<S>,
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
}

/// Alike is what says the same, wherever it stands.
impl<S: PartialEq> PartialEq for Computation<S> {
    fn eq(&self, other: &Self) -> bool {
        self.formula == other.formula
            && self.no_formula == other.no_formula
            && self.unit == other.unit
            && self.scale == other.scale
            && self.period == other.period
            && self.inputs == other.inputs
    }
}

impl<S: Eq> Eq for Computation<S> {}

/// Alike is what says the same, wherever it stands.
impl<S: PartialEq> PartialEq for FormulaInput<S> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.means == other.means
            && self.unit == other.unit
            && self.scale == other.scale
            && self.concept == other.concept
            && self.part_of == other.part_of
            && self.nonzero == other.nonzero
            && self.example == other.example
    }
}

impl<S: Eq> Eq for FormulaInput<S> {}

impl Computation {
    /// Whether a file may say so: formula, units and scales can be read, and no bound is passed.
    pub fn is_sound(&self) -> bool {
        let is_unit = |unit: &String| Unit::parse(unit).is_some();
        let is_scale = |scale: &String| ResultScale::parse(scale).is_some();
        let input = |input: &FormulaInput| {
            is_unit(&input.unit)
                && input.scale.as_ref().is_none_or(is_scale)
                && (input.means.is_some() || input.concept.is_some())
                && input.example.len() <= MAX_EXAMPLE_ROWS
                && input.example.iter().all(|row| row.len() <= MAX_AMOUNT_BYTES)
                && is_input_name(&input.name)
        };
        self.formula.is_some() != self.no_formula.is_some()
            && self.formula.as_ref().is_none_or(|formula| Formula::parse(formula).is_ok())
            && self.unit.is_some() == self.formula.is_some()
            && self.unit.as_ref().is_none_or(is_unit)
            && self.scale.as_ref().is_none_or(is_scale)
            && self.inputs.len() <= MAX_INPUTS
            && self.inputs.iter().all(input)
    }
}

/// Whether a formula could use a name: letters, digits and `_`, not beginning with a digit.
fn is_input_name(name: &str) -> bool {
    let formula = Formula::parse(name);
    formula.is_ok_and(|formula| formula.inputs.iter().any(|input| input.name == name))
}

/// Reads how a facet value is computed, where its map says so.
pub(super) fn read_computation(fields: &mut Fields<'_>) -> Option<Box<Computation>> {
    let formula = fields.text("formula");
    let no_formula = fields.text("no-formula").map(|text| text.value);
    let computation = Computation {
        unit: fields.text("unit").and_then(|unit| check_unit(unit, fields.faults())),
        scale: fields.text("scale").and_then(|scale| check_scale(scale, fields.faults())),
        period: fields.text("period").map(|period| period.value),
        inputs: read_inputs(fields),
        place: formula.as_ref().map_or_else(|| fields.place(), |formula| formula.place),
        formula: formula.clone().and_then(|formula| check_formula(formula, fields.faults())),
        no_formula,
    };
    if let Some(formula) = &formula {
        if computation.no_formula.is_some() {
            let fault = Fault::new(formula.place, "this value has both a formula and none");
            fields.faults().push(fault.hint("remove `formula` or `no-formula`"));
        }
        if fields.is_missing("unit") {
            let fault = Fault::new(formula.place, "a formula lacks the `unit` of its result");
            fields.faults().push(fault.hint(list_units()));
        }
        return Some(Box::new(computation));
    }
    for key in ["unit", "scale", "period", "inputs"] {
        if fields.was_present(key) && !fields.was_present("formula") {
            let fault =
                Fault::new(fields.place(), format!("`{key}` says nothing without `formula`"));
            fields.faults().push(fault.hint("write the formula that it belongs to"));
        }
    }
    computation.no_formula.is_some().then(|| Box::new(computation))
}

/// The formula in words, where it stands: what a value says that has no words of its own.
pub(super) fn describe_formula(computation: &Computation) -> Option<Name> {
    let formula = Formula::parse(computation.formula.as_deref()?).ok()?;
    Some(Name { value: formula.to_words(), place: computation.place })
}

fn list_units() -> String {
    let names: Vec<_> = Unit::names().collect();
    format!("one of {}, alone or as in `money per month`", names.join(", "))
}

fn check_unit(unit: Name, faults: &mut Vec<Fault>) -> Option<String> {
    if Unit::parse(&unit.value).is_some() {
        return Some(unit.value);
    }
    let fault = Fault::new(unit.place, format!("no unit is called `{}`", unit.value));
    faults.push(fault.hint(list_units()).suggest_nearest(&unit.value, Unit::names()));
    None
}

fn check_scale(scale: Name, faults: &mut Vec<Fault>) -> Option<String> {
    if ResultScale::parse(&scale.value).is_some() {
        return Some(scale.value);
    }
    let fault = Fault::new(scale.place, format!("`{}` is no scale", scale.value));
    faults.push(fault.hint("write its lowest and its highest figure, as in `0 to 100`"));
    None
}

fn check_formula(formula: Name, faults: &mut Vec<Fault>) -> Option<String> {
    let Err(error) = Formula::parse(&formula.value) else { return Some(formula.value) };
    let place = find_character(&formula, &error);
    let message = match place == formula.place {
        true => format!("`formula`: {error}"),
        false => format!("`formula`: {}", error.message),
    };
    let fault = Fault::new(place, message);
    faults.push(match error.hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    });
    None
}

/// The place of the character at which a formula goes wrong; that of the whole, if it is not written in one line.
fn find_character(formula: &Name, error: &FormulaError) -> Place {
    let whole = formula.place;
    let chars = u32::try_from(formula.value.chars().count()).unwrap_or(u32::MAX);
    let quotes = match whole.width.checked_sub(chars) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return whole,
    };
    let at = u32::try_from(error.at).unwrap_or(0) + quotes;
    Place { column: whole.column + at, width: 1, ..whole }
}

fn read_inputs(fields: &mut Fields<'_>) -> Vec<FormulaInput> {
    let pairs = fields.pairs("inputs");
    if pairs.len() > MAX_INPUTS {
        let message = format!("a formula has more than {MAX_INPUTS} inputs");
        let fault = Fault::new(fields.place(), message);
        fields.faults().push(fault.hint("give some of them together one name"));
    }
    let read = pairs.into_iter().take(MAX_INPUTS);
    read.filter_map(|(name, node)| read_input(name, node, fields.faults())).collect()
}

fn read_input(name: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<FormulaInput> {
    check_input_name(&name, faults);
    let mut fields = Fields::open("an input", node, faults)?;
    let means = fields.text("means").map(|means| means.value);
    let unit = fields.require_text("unit").and_then(|unit| check_unit(unit, fields.faults()));
    let scale = fields.text("scale").and_then(|scale| check_scale(scale, fields.faults()));
    let concept = fields.text("concept").map(|concept| concept.value);
    let part_of = fields.text("part-of").map(|whole| whole.value);
    let nonzero = fields.flag("nonzero");
    let example: Vec<_> = fields.list("example");
    if example.len() > MAX_EXAMPLE_ROWS {
        let message = format!("an example has more than {MAX_EXAMPLE_ROWS} rows");
        let fault = Fault::new(fields.place(), message);
        fields.faults().push(fault.hint("leave out those that change nothing"));
    }
    let example = example.into_iter().take(MAX_EXAMPLE_ROWS);
    let example: Vec<_> =
        example.filter_map(|row| read_text("example", row, fields.faults())).collect();
    for row in example.iter().filter(|row| row.value.len() > MAX_AMOUNT_BYTES) {
        let message = format!("an amount is longer than {MAX_AMOUNT_BYTES} bytes");
        fields.faults().push(Fault::new(row.place, message));
    }
    if means.is_none() && concept.is_none() && fields.is_missing("means") {
        let fault = Fault::new(name.place, format!("the input `{}` lacks its `means`", name.value));
        fields.faults().push(fault.hint("say what it is, or name its `concept`"));
    }
    fields.close();
    let example = example.into_iter().map(|row| row.value).collect();
    let (place, name) = (name.place, name.value);
    let unit = unit.unwrap_or_default();
    Some(FormulaInput { name, means, unit, scale, concept, part_of, nonzero, example, place })
}

/// A name that no formula could use is a fault.
fn check_input_name(name: &Name, faults: &mut Vec<Fault>) {
    if is_input_name(&name.value) {
        return;
    }
    let fault = Fault::new(name.place, format!("`{}` cannot be the name of an input", name.value));
    let is_part = |c: char| c.is_alphanumeric();
    let words: Vec<_> = name.value.split(|c| !is_part(c)).filter(|word| !word.is_empty()).collect();
    let plain = words.join("_");
    let hinted = plain.starts_with(char::is_alphabetic) && plain != name.value;
    faults.push(match hinted {
        true => fault.hint(format!("write `{plain}`")),
        false => fault.hint("a letter, then letters, digits and `_`"),
    });
}
