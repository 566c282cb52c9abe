//! Formulas of metrics: what is wrong with one is told, none panics or runs on, and units are conserved.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    corpus::{CorpusReading, Layer},
    formula::{Dimension, EvaluationError, Formula, InputValue, NormalForm, Unit, parse_amount},
};
use proptest::prelude::*;
use std::path::Path;

const MANIFEST: &str = "\
title: Bicycles
voice: we
kinds: {figure: {means: a number}}
facets: {computed: {means: how it comes about, defining: true}}
";

/// A corpus of one concept whose `computed` values are these.
fn read(values: &str) -> CorpusReading {
    let values = values.replace('\n', "\n    ");
    let entry = format!("id: speed\nlabel: speed\nfacets:\n  computed:\n    {values}\n");
    let (mut reading, mut layer, mut faults) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in [
        ("corpus.yaml", MANIFEST),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        ("speed.yaml", &*entry),
    ] {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut faults);
    }
    reading.faults.extend(faults);
    reading.add_layer(layer);
    reading
}

/// What is wrong, each with line and column.
fn faults(values: &str) -> Vec<String> {
    let told = read(values).diagnostics().into_iter();
    told.map(|it| format!("{}:{} {}", it.line, it.column, it.message)).collect()
}

const SPEED: &str = "\
- formula: way / hours
  unit: number per hour
  inputs:
    way: {means: how far, unit: number, example: 60}
    hours: {means: how long, unit: hours, nonzero: true, example: 1h30m}";

#[test]
fn a_formula_is_read_and_told_in_words() {
    let reading = read(SPEED);
    assert_eq!(reading.diagnostics(), []);
    let value = &reading.corpus.concepts[0].facets[0];
    assert_eq!(value.value, "way divided by hours");
    let stated: Vec<_> = reading.corpus.concepts[0].stated_formulas().collect();
    let result = stated[0].evaluate_example().unwrap();
    assert_eq!(stated[0].result_unit().unwrap().describe(result), "40 per hour");
}

#[test]
fn what_is_written_is_read_again_as_it_was() {
    let more = "
- value: as the rider feels it
  no-formula: it is felt, not measured
- {value: twice as much, formula: 2 * way, unit: number, scale: 0 to 1000, period: a day}";
    let reading = read(&format!("{SPEED}{more}"));
    assert_eq!(reading.diagnostics(), []);
    let yaml = reading.corpus.entries_to_yaml().next().unwrap();
    let written = cxterms_base::yaml::write_document(&yaml);
    let (mut again, mut layer, mut wrong) = (CorpusReading::default(), Layer::default(), vec![]);
    for (name, text) in [
        ("corpus.yaml", MANIFEST),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        ("speed.yaml", &*written),
    ] {
        let file = again.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut wrong);
    }
    assert_eq!(wrong, [], "{written}");
    again.add_layer(layer);
    let facets = |reading: &CorpusReading| {
        let values = reading.corpus.concepts[0].facets.clone().into_iter();
        values.map(|it| (it.value, it.computation)).collect::<Vec<_>>()
    };
    assert_eq!(facets(&again), facets(&reading));
}

#[test]
fn faults_of_a_formula_stand_at_their_character() {
    assert_eq!(
        faults("- {value: a, formula: way ? hours, unit: number}"),
        ["5:31 `formula`: `?` has no meaning in a formula"]
    );
    assert_eq!(
        faults("- {value: a, formula: \"(way\", unit: number}"),
        ["5:32 `formula`: `)` is missing at the end"]
    );
    let folded = "- value: a\n  unit: number\n  formula: >-\n    way +\n    ?";
    assert_eq!(faults(folded).len(), 1);
    assert!(faults(folded)[0].ends_with("`?` has no meaning in a formula, at character 7"));
}

#[test]
fn faults_around_a_formula_are_told() {
    for (values, told) in [
        ("- {value: a, formula: b}", "a formula lacks the `unit` of its result"),
        ("- {value: a, formula: b, unit: dollars}", "no unit is called `dollars`"),
        ("- {value: a, formula: b, unit: number, scale: high}", "`high` is no scale"),
        ("- {value: a, unit: number}", "`unit` says nothing without `formula`"),
        (
            "- {value: a, formula: b, unit: number, no-formula: c}",
            "this value has both a formula and none",
        ),
        (
            "- {value: a, formula: b, unit: number, inputs: {b: {unit: number}}}",
            "the input `b` lacks its `means`",
        ),
        (
            "- {value: a, formula: b, unit: number, inputs: {b-c: {means: d, unit: number}}}",
            "`b-c` cannot be the name of an input",
        ),
        (
            "- {value: a, formula: b, unit: number, inputs: {b: {concept: wheel, unit: number}}}",
            "nothing here is called `wheel`",
        ),
    ] {
        let found = faults(values);
        assert_eq!(found.len(), 1, "{values}: {found:?}");
        let named = told.rsplit('`').nth(1).unwrap_or(told);
        assert!(found[0].contains(told) || found[0].contains(named), "{values}: {found:?}");
    }
}

/// A formula over `a`, `b` and `c`, as text.
fn formulas() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[abc]".prop_map(|name| name),
        (1_u32..20).prop_map(|number| number.to_string()),
        "[1-9][0-9]{0,7}(\\.[0-9]{1,5})?",
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        (inner.clone(), "[-+*/]", inner)
            .prop_map(|(one, sign, other)| format!("({one} {sign} {other})"))
    })
}

fn values(formula: &Formula, numbers: [f64; 3]) -> Vec<InputValue> {
    let value = |name: &str| numbers[["a", "b", "c"].iter().position(|it| *it == name).unwrap()];
    formula.inputs.iter().map(|input| InputValue::Number(value(&input.name))).collect()
}

/// Whether two figures are the same but for what rounding adds.
fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1e-9)
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in "\\PC{0,60}") {
        let _ = Formula::parse(&text);
        let _ = parse_amount(&text, Unit::parse("minutes").as_ref());
        let _ = Unit::parse(&text);
    }

    #[test]
    fn tokens_in_any_order_are_a_formula_or_a_fault(
        text in "((a|b|sum|count|share|where|12|9\\.5|>=|<| |\\(|\\)|[-+*/]) ?){0,30}",
    ) {
        if let Ok(formula) = Formula::parse(&text) {
            let rows = || InputValue::Rows(vec![1.0, 2.0]);
            let number = || InputValue::Number(3.0);
            let each = formula.inputs.iter();
            let values: Vec<_> = each.map(|it| if it.is_column { rows() } else { number() }).collect();
            let missing = matches!(formula.evaluate(&values), Err(EvaluationError::Missing(_)));
            prop_assert!(!missing);
        }
    }

    #[test]
    fn what_is_shown_is_the_same_formula(text in formulas()) {
        let formula = Formula::parse(&text).unwrap();
        let shown = Formula::parse(&formula.to_string()).unwrap();
        prop_assert_eq!(&shown, &Formula::parse(&shown.to_string()).unwrap());
        let numbers = [3.0, 5.0, 7.0];
        let [one, other] = [&formula, &shown].map(|it| it.evaluate(&values(it, numbers)).ok());
        prop_assert!(match (one, other) {
            (Some(one), Some(other)) => is_near(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }, "{} and {}", text, formula);
    }

    #[test]
    fn what_normalizes_alike_evaluates_alike(one in formulas(), other in formulas()) {
        let [one, other] = [&one, &other].map(|text| Formula::parse(text).unwrap());
        let forms = [&one, &other].map(NormalForm::from_formula);
        let [Some(form), Some(known)] = forms else { return Ok(()) };
        prop_assert!(form.is_same(&form));
        let [first, second] =
            [&one, &other].map(|it| it.evaluate(&values(it, [3.5, 11.25, 0.7])));
        if let (true, Ok(first), Ok(second)) = (form.is_same(&known), first, second) {
            prop_assert!(is_near(first, second), "{} and {}", one, other);
        }
    }

    /// Counted in cents and not in euros, in minutes and not in hours, a figure is as many times larger as its units say.
    #[test]
    fn units_are_conserved(
        text in formulas(),
        powers in prop::array::uniform3((-1_i16..2, -1_i16..2)),
    ) {
        let formula = Formula::parse(&text).unwrap();
        let at = |name: &str| ["a", "b", "c"].iter().position(|it| *it == name).unwrap();
        let dimensions = powers.map(|(money, time)| Dimension { money, time });
        let own: Vec<_> = formula.inputs.iter().map(|it| Some(dimensions[at(&it.name)])).collect();
        let Ok(Some(dimension)) = formula.find_dimension(&own) else { return Ok(()) };
        let numbers = [3.0, 5.0, 7.0];
        let scale = |dimension: Dimension| {
            4_f64.powi(dimension.money.into()) * 8_f64.powi(dimension.time.into())
        };
        let scaled = [0, 1, 2].map(|it| numbers[it] * scale(dimensions[it]));
        let before = formula.evaluate(&values(&formula, numbers));
        let after = formula.evaluate(&values(&formula, scaled));
        if let (Ok(before), Ok(after)) = (before, after) {
            prop_assert!(is_near(before * scale(dimension), after), "{}", formula);
        }
    }
}
