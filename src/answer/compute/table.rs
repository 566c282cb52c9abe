//! Tables of values: columns mapped to inputs, a figure for each row, and one for all rows together.

use super::{
    ComputeFault, ComputePlan, ComputeTable, FigureResult, RowFigures, count_as_number,
    given::{describe_scale, is_additive, is_on_scale},
    open_table::OpenTable,
    page::{MAX_ROWS_SHOWN, NO_FIGURE},
};
use crate::answer::metric::{MetricFormulas, VoicedFormula, join_with_and};
use csv::StringRecord;
use cxterms_base::formula::{InputValue, RowTally, UnitKind};
use std::io::Read;

/// How many characters of a row's name are kept.
const MAX_LABEL_CHARS: usize = 40;

/// How many columns are named where none fits.
const MAX_HEADS_TOLD: usize = 12;

/// What the rows of a table come to.
#[derive(Debug, Default)]
pub(super) struct TableFigures {
    rows: usize,
    incomplete: usize,
    /// How many rows call themselves a total.
    totals: usize,
    label: Option<String>,
    /// What the rows are called, as far as they are shown.
    labels: Vec<String>,
    /// Of each formula.
    formulas: Vec<FormulaFigures>,
    /// Of each input, in which column it stands.
    columns: Vec<Option<usize>>,
    /// Of each input, how many rows are off its scale or below zero.
    off_scale: Vec<usize>,
    /// Of each input that is counted in percent, in how many rows it is above 0 but not above 1, as a share would be.
    below_one: Vec<usize>,
    /// Of each input, in how many rows it is more than what it is a part of.
    above_whole: Vec<usize>,
}

/// What a formula comes to on a table.
#[derive(Debug)]
enum FormulaFigures {
    /// It takes nothing from the table.
    Apart,
    /// It takes columns: one figure for all rows.
    Whole(Vec<RowTally>),
    /// It takes a number of each row.
    Rows(RowByRow),
}

/// What a formula comes to row by row.
#[derive(Debug)]
struct RowByRow {
    /// A figure a row; not a number where there is none.
    figures: Vec<f64>,
    /// What its inputs add up to over the rows that lack none.
    sums: Vec<RowTally>,
    /// What it comes to on these sums; none where they make no sense.
    whole: Option<FigureResult>,
    /// The numbers of the row at hand, in the order of its inputs.
    numbers: Vec<Option<f64>>,
}

impl ComputePlan<'_> {
    /// Reads a table of values with commas, semicolons or tabs between its columns. A column goes to the input of its name;
    /// `mapped` names others, input by column.
    ///
    /// # Errors
    /// When it is no such table, a column or an input is unknown, or a cell is no amount.
    pub fn read_table(
        &mut self,
        input: impl Read,
        file: &str,
        mapped: &[(String, String)],
    ) -> Result<(), ComputeFault> {
        let mut table = OpenTable::open(input, file)?;
        let columns = self.map_columns(&table, mapped)?;
        let keeps_all = self.ask.detail != crate::answer::Detail::Digest;
        let mut figures = TableFigures::start(&self.metric, &columns, &table.heads);
        let mut cells = vec![None; self.metric.inputs.len()];
        let mut record = StringRecord::new();
        while table.read_row(&mut record)? {
            figures.rows += 1;
            figures.totals += usize::from(is_total(&record));
            let mut incomplete = false;
            for ((cell, input), column) in cells.iter_mut().zip(&self.metric.inputs).zip(&columns) {
                let Some(column) = column else { continue };
                *cell = table.read_cell(&record, *column, input)?;
                incomplete |= cell.is_none();
            }
            figures.incomplete += usize::from(incomplete);
            figures.add_row(self, &cells);
            if keeps_all || figures.labels.len() < MAX_ROWS_SHOWN {
                let label = figures.label_of(&record, &columns);
                figures.labels.push(label);
            }
        }
        figures.finish(self);
        self.table = Some(figures);
        Ok(())
    }

    /// The column of each input.
    fn map_columns<R: Read>(
        &self,
        table: &OpenTable<R>,
        mapped: &[(String, String)],
    ) -> Result<Vec<Option<usize>>, ComputeFault> {
        let mut columns = vec![None; self.metric.inputs.len()];
        for (input, head) in mapped {
            let column = table.find_column(head)?;
            for at in self.find_inputs(input)? {
                columns.iter_mut().skip(at).take(1).for_each(|it| *it = Some(column));
            }
        }
        for (at, input) in self.metric.inputs.iter().enumerate() {
            let given = self.values.get(at).is_some_and(|value| *value != InputValue::Missing);
            let free = columns.get(at).is_some_and(Option::is_none) && !given;
            let own = table.position_of(&input.name).filter(|_| free);
            if let Some(column) = own {
                columns.iter_mut().skip(at).take(1).for_each(|it| *it = Some(column));
            }
        }
        // A table of one column holds the answers, however they are called.
        let answers: Vec<_> = self.metric.inputs.iter().map(|input| input.is_column).collect();
        if table.heads.len() == 1 && columns.iter().all(Option::is_none) {
            let lone = answers.iter().filter(|is_column| **is_column).count() == 1;
            let at = answers.iter().position(|is_column| *is_column).filter(|_| lone);
            columns.iter_mut().skip(at.unwrap_or(usize::MAX)).take(1).for_each(|it| *it = Some(0));
        }
        for column in columns.iter().flatten() {
            table.require_lone_name(*column)?;
        }
        if columns.iter().all(Option::is_none) {
            let inputs: Vec<_> =
                self.metric.inputs.iter().map(|input| format!("`{}`", input.name)).collect();
            let heads = table.heads.iter().filter(|head| !head.is_empty()).take(MAX_HEADS_TOLD);
            let heads: Vec<_> = heads.map(|head| format!("`{head}`")).collect();
            let known = match heads.is_empty() {
                true => String::new(),
                false => format!("there are {}: ", join_with_and(&heads)),
            };
            let fault = format!(
                "{}: no column is called {}; {known}name one as in `--column {}=COLUMN`",
                table.file,
                join_with_and(&inputs).replace(" and ", " or "),
                self.metric.inputs.first().map_or("INPUT", |input| &*input.name),
            );
            return Err(ComputeFault(fault));
        }
        Ok(columns)
    }
}

impl TableFigures {
    fn start(metric: &MetricFormulas<'_>, columns: &[Option<usize>], heads: &[String]) -> Self {
        let formulas = metric.formulas.iter().map(|formula| {
            let uses = |at: &usize| columns.get(*at).is_some_and(Option::is_some);
            match (formula.formula.has_columns(), formula.inputs.iter().any(uses)) {
                (_, false) => FormulaFigures::Apart,
                (true, true) => {
                    let count = formula.formula.aggregates.len();
                    FormulaFigures::Whole(vec![RowTally::default(); count])
                }
                (false, true) => FormulaFigures::Rows(RowByRow {
                    figures: vec![],
                    sums: vec![RowTally::default(); formula.inputs.len()],
                    whole: None,
                    numbers: vec![],
                }),
            }
        });
        let free = (0..heads.len()).find(|at| !columns.contains(&Some(*at)));
        let count = columns.len();
        Self {
            formulas: formulas.collect(),
            label: free.and_then(|at| heads.get(at)).cloned(),
            columns: columns.to_vec(),
            off_scale: vec![0; count],
            below_one: vec![0; count],
            above_whole: vec![0; count],
            ..Self::default()
        }
    }

    /// What a row is called: its first cell that is no input, else its number.
    fn label_of(&self, record: &StringRecord, columns: &[Option<usize>]) -> String {
        let free = (0..record.len()).find(|at| !columns.contains(&Some(*at)));
        let cell = free.and_then(|at| record.get(at)).map(str::trim).unwrap_or_default();
        match cell.is_empty() {
            true => self.rows.to_string(),
            false => cell.chars().take(MAX_LABEL_CHARS).collect(),
        }
    }

    fn add_row(&mut self, plan: &ComputePlan<'_>, cells: &[Option<f64>]) {
        let number = |at: usize| cells.get(at).copied().flatten().or_else(|| plan.given_number(at));
        for (at, input) in plan.metric.inputs.iter().enumerate() {
            let Some(value) = cells.get(at).copied().flatten() else { continue };
            let off = !is_on_scale(input, value) || value < 0.0 && input.scale.is_none();
            self.off_scale.iter_mut().skip(at).take(1).for_each(|it| *it += usize::from(off));
            let percent = input.unit.as_ref().filter(|unit| unit.kind == UnitKind::Percent);
            let written = percent.map_or(0.0, |unit| unit.to_written_unrounded(value));
            let small = written > 0.0 && written < 1.0;
            self.below_one.iter_mut().skip(at).take(1).for_each(|it| *it += usize::from(small));
            let Some(whole) = input.part_of else { continue };
            let whole = plan.metric.inputs.iter().position(|it| it.name == whole);
            let above = whole.and_then(number).is_some_and(|whole| value > whole);
            self.above_whole.iter_mut().skip(at).take(1).for_each(|it| *it += usize::from(above));
        }
        for (figures, formula) in self.formulas.iter_mut().zip(&plan.metric.formulas) {
            match figures {
                FormulaFigures::Apart => {}
                FormulaFigures::Whole(tallies) => tally_row(formula, tallies, cells),
                FormulaFigures::Rows(rows) => {
                    rows.numbers.clear();
                    rows.numbers.extend(formula.inputs.iter().map(|at| number(*at)));
                    let figure = formula.formula.evaluate_tallied(&rows.numbers, &[]);
                    rows.figures.push(figure.unwrap_or(f64::NAN));
                    if rows.numbers.iter().all(Option::is_some) {
                        let sums = rows.sums.iter_mut().zip(rows.numbers.iter().flatten());
                        sums.for_each(|(sum, value)| sum.add_row(*value, false));
                    }
                }
            }
        }
    }

    /// Computes all rows together, where their inputs can be added up.
    fn finish(&mut self, plan: &ComputePlan<'_>) {
        for (figures, formula) in self.formulas.iter_mut().zip(&plan.metric.formulas) {
            let FormulaFigures::Rows(rows) = figures else { continue };
            let tabled = |at: &usize| self.columns.get(*at).is_some_and(Option::is_some);
            let additive = |at: &usize| {
                !tabled(at) || plan.metric.inputs.get(*at).is_some_and(|it| is_additive(it))
            };
            if !formula.inputs.iter().all(additive) {
                continue;
            }
            let own = formula.inputs.iter().zip(&rows.sums).map(|(at, sum)| match tabled(at) {
                true => sum.sum(),
                false => plan.given_number(*at),
            });
            rows.whole = Some(formula.formula.evaluate_tallied(&own.collect::<Vec<_>>(), &[]));
        }
    }

    /// What a formula comes to over all rows.
    pub(super) fn whole_figure(&self, plan: &ComputePlan<'_>, at: usize) -> WholeFigure {
        let formula = plan.metric.formulas.get(at);
        match (self.formulas.get(at), formula) {
            (Some(FormulaFigures::Whole(tallies)), Some(formula)) => {
                let numbers = formula.inputs.iter().map(|at| plan.given_number(*at));
                let numbers: Vec<_> = numbers.collect();
                WholeFigure::Figure(formula.formula.evaluate_tallied(&numbers, tallies))
            }
            (Some(FormulaFigures::Rows(rows)), _) => {
                rows.whole.clone().map_or(WholeFigure::OnlyRows, WholeFigure::Figure)
            }
            _ => WholeFigure::Apart,
        }
    }

    /// How many rows an input has; none where it stands in no column.
    pub(super) fn rows_of_input(&self, at: usize) -> Option<f64> {
        self.columns.get(at).copied().flatten().map(|_| count_as_number(self.rows))
    }

    /// What cannot be right of the rows.
    pub(super) fn describe_nonsense(&self, metric: &MetricFormulas<'_>) -> Vec<String> {
        let empty = (self.rows == 0).then(|| "the table has no rows".to_owned());
        let mut found: Vec<_> = empty.into_iter().collect();
        if self.totals > 0 && self.rows > self.totals {
            let text = "a row is called a total, and is added to the others: leave it out";
            found.push(text.to_owned());
        }
        for (at, input) in metric.inputs.iter().enumerate() {
            let count = |counts: &[usize]| counts.get(at).copied().filter(|count| *count > 0);
            let rows = |count: usize| {
                if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
            };
            if let Some(off) = count(&self.off_scale) {
                let how = match input.scale {
                    Some(_) => format!("off the scale from {}", describe_scale(input)),
                    None => "below zero".to_owned(),
                };
                found.push(format!("{} with {} {how}", rows(off), input.spoken_name()));
            }
            if let Some(small) = count(&self.below_one) {
                let name = input.spoken_name();
                found.push(format!(
                    "{} with {name} below 1%; if 0.08 is meant for 8%, write 8%",
                    rows(small)
                ));
            }
            if let (Some(above), Some(whole)) = (count(&self.above_whole), input.part_of) {
                let (part, whole) = (input.spoken_name(), whole.replace('_', " "));
                found.push(format!("{} with more {part} than {whole}", rows(above)));
            }
        }
        found
    }

    /// The rows as an answer tells them, all or those that a person sees.
    pub(super) fn to_answer(&self, metric: &MetricFormulas<'_>, all: bool) -> ComputeTable {
        let by_row = self.formulas.iter().any(|it| matches!(it, FormulaFigures::Rows(..)));
        let most = if all { usize::MAX } else { MAX_ROWS_SHOWN };
        let shown = if by_row { self.labels.iter().take(most) } else { [].iter().take(0) };
        let figures = shown.enumerate().map(|(row, label)| {
            let each = self.formulas.iter().zip(&metric.formulas).map(|(figures, formula)| {
                let FormulaFigures::Rows(rows) = figures else {
                    return (None, NO_FIGURE.to_owned());
                };
                let figure = rows.figures.get(row).copied().filter(|figure| !figure.is_nan());
                let shown = figure.map(|figure| {
                    let mark = if formula.is_on_scale(figure) { "" } else { " (off its scale)" };
                    formula.unit.describe(figure) + mark
                });
                let written = figure.map(|figure| formula.unit.to_written(figure));
                (written, shown.unwrap_or_else(|| NO_FIGURE.to_owned()))
            });
            let (figures, shown) = each.unzip();
            RowFigures { row: label.clone(), figures, shown }
        });
        let (rows, incomplete) = (self.rows, self.incomplete);
        ComputeTable { rows, incomplete, label: self.label.clone(), figures: figures.collect() }
    }
}

/// What a formula comes to over all rows of a table.
pub(super) enum WholeFigure {
    /// The table has nothing for it.
    Apart,
    /// It has a figure for each row, and none for all: its inputs cannot be added up.
    OnlyRows,
    /// It has this one.
    Figure(FigureResult),
}

/// Whether a row calls itself the total of the others.
fn is_total(record: &StringRecord) -> bool {
    let name = record.get(0).unwrap_or_default().trim();
    ["total", "totals", "grand total", "sum"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Adds a row to what a formula takes from columns; one that lacks a cell is left out.
fn tally_row(formula: &VoicedFormula<'_>, tallies: &mut [RowTally], cells: &[Option<f64>]) {
    let cell = |input: usize| {
        let at = formula.inputs.get(input)?;
        cells.get(*at).copied().flatten()
    };
    for (tally, aggregate) in tallies.iter_mut().zip(&formula.formula.aggregates) {
        let Some(value) = cell(aggregate.column) else { continue };
        match &aggregate.condition {
            None => tally.add_row(value, false),
            Some(condition) => {
                let Some(compared) = cell(condition.column) else { continue };
                tally.add_row(value, condition.comparison.holds(compared, condition.number));
            }
        }
    }
}
