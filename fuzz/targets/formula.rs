//! A formula from any text: it is parsed or refused, shown as it is read again, and evaluated to an end.
#![no_main]

use cxterms_base::formula::{
    Formula, InputValue, MAX_FORMULA_BYTES, NormalForm, ResultScale, Unit, parse_amount,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (formula, amount) = text.split_once('\n').unwrap_or((text, text));
    let unit = Unit::parse(amount);
    let _ = (parse_amount(amount, unit.as_ref()), ResultScale::parse(amount));
    for known in Unit::names().filter_map(Unit::parse) {
        if let Ok(number) = parse_amount(amount, Some(&known)) {
            assert!(number.is_finite());
            known.describe(number);
        }
    }
    let Ok(formula) = Formula::parse(formula) else { return };
    let shown = formula.to_string();
    // Signs may be longer than they were written.
    if shown.len() <= MAX_FORMULA_BYTES {
        let again = Formula::parse(&shown).expect("what is shown is a formula");
        assert_eq!(again.inputs.len(), formula.inputs.len());
        assert_eq!(again.to_string(), shown);
    }
    formula.to_words();
    let number = parse_amount(amount, None).unwrap_or(2.0);
    let values = formula.inputs.iter().map(|input| match input.is_column {
        true => InputValue::Rows(vec![number, 9.0, 6.0]),
        false => InputValue::Number(number),
    });
    if let Ok(figure) = formula.evaluate(&values.collect::<Vec<_>>()) {
        assert!(figure.is_finite());
    }
    if let Some(form) = NormalForm::from_formula(&formula) {
        form.is_same(&form);
    }
    let dimension = unit.map(|unit| unit.dimension());
    let _ = formula.find_dimension(&vec![dimension; formula.inputs.len()]);
});
