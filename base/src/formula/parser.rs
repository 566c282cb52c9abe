//! Parser of formulas, bounded in depth and size.

use super::{
    expression::{
        Aggregate, AggregateKind, Condition, Expression, Formula, InputName, Operator,
        RowComparison,
    },
    lexer::{FormulaError, FormulaToken, read_tokens},
};

/// How deep brackets may stand in brackets.
pub const MAX_FORMULA_DEPTH: usize = 16;
/// Of how many numbers, names and aggregates a formula may consist.
pub const MAX_FORMULA_PARTS: usize = 64;

impl Formula {
    /// Parses a formula.
    ///
    /// # Errors
    /// When it is none, with the character at which it goes wrong.
    pub fn parse(text: &str) -> Result<Self, FormulaError> {
        let tokens = read_tokens(text)?;
        let end = text.chars().count();
        let mut parser = Parser { tokens: tokens.into_iter().peekable(), end, ..Parser::default() };
        let root = parser.read_sum(0)?;
        if let Some((at, token)) = parser.tokens.next() {
            let message = format!("{} does not belong here", describe_token(&token));
            return Err(FormulaError::new(at, message).hint("a sign such as + or ÷ is missing"));
        }
        let Parser { inputs, aggregates, .. } = parser;
        Ok(Self { inputs, aggregates, root })
    }
}

/// Tokens, and what was found in those before them.
struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<(usize, FormulaToken)>>,
    end: usize,
    inputs: Vec<InputName>,
    aggregates: Vec<Aggregate>,
    parts: usize,
}

impl Default for Parser {
    fn default() -> Self {
        let tokens = vec![].into_iter().peekable();
        Self { tokens, end: 0, inputs: vec![], aggregates: vec![], parts: 0 }
    }
}

impl Parser {
    fn read_sum(&mut self, depth: usize) -> Result<Expression, FormulaError> {
        self.read_chain(&[Operator::Add, Operator::Subtract], depth, Self::read_product)
    }

    fn read_product(&mut self, depth: usize) -> Result<Expression, FormulaError> {
        self.read_chain(&[Operator::Multiply, Operator::Divide], depth, Self::read_factor)
    }

    /// Parts with any of some operators between them, joined from the left.
    fn read_chain(
        &mut self,
        operators: &[Operator],
        depth: usize,
        read: fn(&mut Self, usize) -> Result<Expression, FormulaError>,
    ) -> Result<Expression, FormulaError> {
        let mut left = read(self, depth)?;
        loop {
            let next = self.tokens.peek().and_then(|(_, token)| match token {
                FormulaToken::Operator(operator) => {
                    operators.iter().find(|known| *known == operator)
                }
                _ => None,
            });
            let Some(operator) = next.copied() else { return Ok(left) };
            self.tokens.next();
            left = Expression::Binary(operator, Box::new(left), Box::new(read(self, depth)?));
        }
    }

    fn read_factor(&mut self, depth: usize) -> Result<Expression, FormulaError> {
        self.parts += 1;
        let (at, token) = self.next_token("a number or a name")?;
        if self.parts > MAX_FORMULA_PARTS {
            let message = format!("a formula has more than {MAX_FORMULA_PARTS} numbers and names");
            return Err(FormulaError::new(at, message));
        }
        if depth > MAX_FORMULA_DEPTH {
            let message = format!("brackets stand more than {MAX_FORMULA_DEPTH} deep");
            return Err(FormulaError::new(at, message));
        }
        match token {
            FormulaToken::Number(number) => Ok(Expression::Number(number)),
            FormulaToken::Open => {
                let inner = self.read_sum(depth + 1)?;
                self.expect(&FormulaToken::Close, "`)`")?;
                Ok(inner)
            }
            FormulaToken::Name(name) => {
                if matches!(self.tokens.peek(), Some((_, FormulaToken::Open))) {
                    return self.read_aggregate(&name, at);
                }
                self.find_or_add_input(name, false, at).map(Expression::Input)
            }
            other => {
                let message =
                    format!("a number or a name is missing before {}", describe_token(&other));
                Err(FormulaError::new(at, message))
            }
        }
    }

    /// What stands behind `sum`, `mean`, `count` or `share`.
    fn read_aggregate(&mut self, name: &str, at: usize) -> Result<Expression, FormulaError> {
        let kind = AggregateKind::ALL.iter().find(|(_, known)| *known == name);
        let Some((kind, _)) = kind else {
            let error = FormulaError::new(at, format!("`{name}` is no function"));
            return Err(error.hint("there are sum, mean, count and share"));
        };
        self.expect(&FormulaToken::Open, "`(`")?;
        let column = self.read_column()?;
        let condition = if kind.has_condition() { Some(self.read_condition()?) } else { None };
        self.expect(&FormulaToken::Close, "`)`")?;
        let aggregate = Aggregate { kind: *kind, column, condition };
        let known = self.aggregates.iter().position(|known| *known == aggregate);
        Ok(Expression::Aggregate(known.unwrap_or_else(|| {
            self.aggregates.push(aggregate);
            self.aggregates.len() - 1
        })))
    }

    fn read_condition(&mut self) -> Result<Condition, FormulaError> {
        match self.next_token("`where`")? {
            (_, FormulaToken::Name(word)) if word == "where" => {}
            (at, token) => {
                let message = format!("`where` is missing before {}", describe_token(&token));
                let hint = "write it as in `share(answer where answer >= 9)`";
                return Err(FormulaError::new(at, message).hint(hint));
            }
        }
        let column = self.read_column()?;
        let comparison = match self.next_token("a comparison")? {
            (_, FormulaToken::RowComparison(comparison)) => comparison,
            (at, token) => {
                let message = format!("{} is no comparison", describe_token(&token));
                return Err(FormulaError::new(at, message).hint("there are >= <= > < = and !="));
            }
        };
        match self.next_token("a number")? {
            (_, FormulaToken::Number(number)) => Ok(Condition { column, comparison, number }),
            (at, token) => {
                let message = format!("{} is no number", describe_token(&token));
                Err(FormulaError::new(at, message).hint("a row is compared with a number"))
            }
        }
    }

    fn read_column(&mut self) -> Result<usize, FormulaError> {
        match self.next_token("the name of a column")? {
            (at, FormulaToken::Name(name)) => self.find_or_add_input(name, true, at),
            (at, token) => {
                let message = format!("{} is no name of a column", describe_token(&token));
                Err(FormulaError::new(at, message))
            }
        }
    }

    fn find_or_add_input(
        &mut self,
        name: String,
        is_column: bool,
        at: usize,
    ) -> Result<usize, FormulaError> {
        if name == "where" || AggregateKind::ALL.iter().any(|(_, known)| *known == name) {
            return Err(FormulaError::new(at, format!("`{name}` cannot be the name of an input")));
        }
        match self.inputs.iter().position(|known| known.name == name) {
            Some(known) if self.inputs.get(known).is_some_and(|it| it.is_column != is_column) => {
                let message = format!("`{name}` is one number here and a column elsewhere");
                Err(FormulaError::new(at, message)
                    .hint("a column stands inside sum, mean, count or share"))
            }
            Some(known) => Ok(known),
            None => {
                self.inputs.push(InputName { name, is_column, at });
                Ok(self.inputs.len() - 1)
            }
        }
    }

    fn expect(&mut self, wanted: &FormulaToken, name: &str) -> Result<(), FormulaError> {
        let (at, token) = self.next_token(name)?;
        if token == *wanted {
            return Ok(());
        }
        let message = format!("{name} is missing before {}", describe_token(&token));
        Err(FormulaError::new(at, message))
    }

    fn next_token(&mut self, wanted: &str) -> Result<(usize, FormulaToken), FormulaError> {
        let missing = || FormulaError::new(self.end, format!("{wanted} is missing at the end"));
        self.tokens.next().ok_or_else(missing)
    }
}

fn describe_token(token: &FormulaToken) -> String {
    match token {
        FormulaToken::Number(number) => format!("`{number}`"),
        FormulaToken::Name(name) => format!("`{name}`"),
        FormulaToken::Operator(operator) => format!("`{}`", operator.sign()),
        FormulaToken::RowComparison(comparison) => {
            format!("`{}`", RowComparison::sign(*comparison))
        }
        FormulaToken::Open => "`(`".to_owned(),
        FormulaToken::Close => "`)`".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Formula::parse(text).unwrap_err().to_string()
    }

    fn shown(text: &str) -> String {
        Formula::parse(text).unwrap().to_string()
    }

    #[test]
    fn signs_bind_as_in_arithmetic_and_brackets_stay_only_where_needed() {
        assert_eq!(shown("a + b*c - (d)"), "a + b × c − d");
        assert_eq!(shown("((a - b)) / (c * d)"), "(a − b) ÷ (c × d)");
        assert_eq!(shown("a − (b − c) − (d + e)"), "a − (b − c) − (d + e)");
        assert_eq!(shown("a ÷ b ÷ c × 100%"), "a ÷ b ÷ c × 1");
        assert_eq!(shown("a * 22222 + 0.125 - 7%"), "a × 22222 + 0.125 − 0.07");
    }

    #[test]
    fn columns_stand_inside_functions() {
        let nps = "share(answer where answer >= 9) - share(answer where answer <= 6)";
        assert_eq!(shown(nps), "share(answer where answer ≥ 9) − share(answer where answer ≤ 6)");
        let formula = Formula::parse(nps).unwrap();
        assert_eq!(formula.inputs.len(), 1);
        assert!(formula.inputs.iter().all(|input| input.is_column));
        assert_eq!(
            shown("sum(wait)/count(call where wait != 0)"),
            "sum(wait) ÷ count(call where wait ≠ 0)"
        );
    }

    #[test]
    fn what_is_wrong_is_told_where_it_stands() {
        for (text, told) in [
            ("", "a number or a name is missing at the end, at character 1"),
            ("a +", "a number or a name is missing at the end, at character 4"),
            ("a b", "`b` does not belong here, at character 3"),
            ("(a", "`)` is missing at the end, at character 3"),
            ("a + * b", "a number or a name is missing before `×`, at character 5"),
            ("max(a)", "`max` is no function, at character 1"),
            ("count(a)", "`where` is missing before `)`, at character 8"),
            ("a / sum(a)", "`a` is one number here and a column elsewhere, at character 9"),
            ("1,000 * a", "`1,000` is no number, at character 1"),
            ("a ^ 2", "`^` has no meaning in a formula, at character 3"),
            ("sum + 1", "`sum` cannot be the name of an input, at character 1"),
        ] {
            assert_eq!(error(text), told, "{text}");
        }
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
        assert!(error(&deep).contains("more than 16 deep"));
        let long = vec!["a"; 65].join("+");
        assert!(error(&long).contains("more than 64 numbers and names"));
        assert!(error(&"a".repeat(500)).contains("longer than 400 bytes"));
        assert!(Formula::parse(&vec!["a"; 30].join("+")).is_ok());
    }
}
