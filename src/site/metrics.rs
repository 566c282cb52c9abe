//! The page of the metrics: of each its formulas, its unit and a worked example, in one table.

use super::{
    frame::{PageHead, frame_page},
    pen::Pen,
    plan::SitePlan,
};
use crate::answer::DefinedConcept;
use maud::{Markup, html};

/// A metric's rows, a row a formula; none where it has no formula.
pub(super) fn show_metric(plan: &SitePlan<'_>, concept: &DefinedConcept<'_>) -> Option<Markup> {
    let pen = Pen::new(plan, "");
    let computed = concept.computation.as_ref().filter(|it| !it.formulas.is_empty())?;
    let rows = computed.formulas.len();
    Some(html! {
        @for (at, formula) in computed.formulas.iter().enumerate() {
            tr {
                @if at == 0 { th scope="rowgroup" rowspan=(rows) { (pen.concept_as(concept.term.id, &concept.term.title())) } }
                td data-of="Formula" { code { (pen.text(&formula.formula)) } @if let Some(period) = formula.period { " for " (pen.text(period)) } }
                td data-of="Unit" { (pen.text(&formula.unit)) }
                @if at == 0 { td rowspan=(rows) data-of="Example" { (pen.text(&computed.example)) } }
                td data-of="Comes to" { (pen.text(formula.shown.as_deref().or(formula.why.as_deref()).unwrap_or_default())) }
                td data-of="Who" { @for value in &formula.values { (pen.said(&value.said)) } }
            }
        }
    })
}

/// Lays out the table of all metrics.
pub(super) fn lay_out_metrics(plan: &SitePlan<'_>, metrics: &[Markup]) -> String {
    let pen = Pen::new(plan, "");
    let head = PageHead { title: "Metrics".to_owned(), ..PageHead::default() };
    let columns = ["Metric", "Formula", "Unit", "Example", "Comes to", "Who"];
    let main = html! {
        h1 { (head.title) }
        p { "What each comes to on the values of its example; names in formulas are explained on the metric's page." }
        div.wide tabindex="0" role="region" aria-label="Metrics" {
            table {
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                @for rows in metrics { tbody { (rows) } }
            }
        }
    };
    frame_page(&pen, &head, &main)
}
