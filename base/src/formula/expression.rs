//! Expressions: a formula as a tree over numbered inputs and aggregates of columns.

/// A formula as it was parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// Its inputs, in the order in which they are first named.
    pub inputs: Vec<InputName>,
    /// What it takes from columns, each once.
    pub aggregates: Vec<Aggregate>,
    /// The whole of it.
    pub root: Expression,
}

/// A name that a formula takes a value from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputName {
    /// The name.
    pub name: String,
    /// Whether it is a column, a list of rows.
    pub is_column: bool,
    /// At which character of the formula it stands first.
    pub at: usize,
}

/// A formula or a part of it. Inputs and aggregates are numbered.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number.
    Number(f64),
    /// The value of an input.
    Input(usize),
    /// Something taken from a column.
    Aggregate(usize),
    /// Two parts and what joins them.
    Binary(Operator, Box<Expression>, Box<Expression>),
}

/// What joins two parts of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// What is taken from a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// What of it.
    pub kind: AggregateKind,
    /// The column, one of the inputs.
    pub column: usize,
    /// Which rows count; all, if there is no condition.
    pub condition: Option<Condition>,
}

/// How a column becomes one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AggregateKind {
    /// All its rows added.
    Sum,
    /// The same, divided by how many there are.
    Mean,
    /// How many rows meet the condition.
    Count,
    /// The same, divided by how many rows there are.
    Share,
}

/// Which rows count.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The column whose rows are compared, one of the inputs.
    pub column: usize,
    /// How.
    pub comparison: RowComparison,
    /// With what.
    pub number: f64,
}

/// How a row is compared with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum RowComparison {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Equal,
    Unequal,
}

impl AggregateKind {
    /// Each and its name.
    pub const ALL: [(Self, &str); 4] =
        [(Self::Sum, "sum"), (Self::Mean, "mean"), (Self::Count, "count"), (Self::Share, "share")];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Whether it takes only the rows that meet a condition.
    pub fn has_condition(self) -> bool {
        matches!(self, Self::Count | Self::Share)
    }
}

impl RowComparison {
    /// Whether a row is so.
    #[expect(clippy::float_cmp, reason = "an answer of 9 is 9 as it was written")]
    pub fn holds(self, row: f64, number: f64) -> bool {
        match self {
            Self::AtLeast => row >= number,
            Self::AtMost => row <= number,
            Self::MoreThan => row > number,
            Self::LessThan => row < number,
            Self::Equal => row == number,
            Self::Unequal => row != number,
        }
    }
}

impl Formula {
    /// The number of an input by name.
    pub fn find_input(&self, name: &str) -> Option<usize> {
        self.inputs.iter().position(|input| input.name == name)
    }

    /// Whether it takes anything from columns.
    pub fn has_columns(&self) -> bool {
        !self.aggregates.is_empty()
    }

    /// Calls `visit` with every divisor in it.
    pub fn visit_divisors<'f>(&'f self, visit: &mut dyn FnMut(&'f Expression)) {
        visit_divisors(&self.root, visit);
    }
}

fn visit_divisors<'f>(part: &'f Expression, visit: &mut dyn FnMut(&'f Expression)) {
    let Expression::Binary(operator, left, right) = part else { return };
    visit_divisors(left, visit);
    visit_divisors(right, visit);
    if *operator == Operator::Divide {
        visit(right);
    }
}
