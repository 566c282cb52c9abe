//! Converts how a figure is computed to YAML.

use super::{Computation, FormulaInput, yaml_map::YamlMap};
use crate::yaml::YamlValue;

/// Adds a formula with its inputs, unit, scale and period, or why there is none.
pub(super) fn put_computation(map: &mut YamlMap, computation: &Computation) {
    let text = |text: &Option<String>| text.as_deref().map(YamlValue::from);
    map.put("formula", text(&computation.formula));
    map.put("no-formula", text(&computation.no_formula));
    map.put("unit", text(&computation.unit));
    map.put("scale", text(&computation.scale));
    map.put("period", text(&computation.period));
    map.put_named("inputs", computation.inputs.iter().map(|it| (&it.name, input_to_yaml(it))));
}

fn input_to_yaml(input: &FormulaInput) -> YamlMap {
    let text = |text: &Option<String>| text.as_deref().map(YamlValue::from);
    let mut map = YamlMap::default();
    map.put("means", text(&input.means));
    map.text("unit", &input.unit);
    map.put("scale", text(&input.scale));
    map.put("concept", text(&input.concept));
    map.put("part-of", text(&input.part_of));
    map.flag("nonzero", input.nonzero);
    map.texts("example", &input.example);
    map
}
