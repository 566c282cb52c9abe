//! Names as people type them: words without quotes, cut into the names that they make up.

use cxterms_base::{Base, image::ImageError, text};

/// How many words a name may have that is not in quotes.
pub const MAX_NAME_WORDS: usize = 12;

/// Words that separate names, where they stand between two and belong to none.
const SEPARATING_WORDS: [&str; 6] = ["vs", "vs.", "versus", "and", "or", "&"];

/// Names that were cut out of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedNames {
    /// The names, in order; those that mean nothing here among them.
    pub names: Vec<String>,
    /// Whether each of them is a label of a concept.
    pub known: bool,
}

/// A word of the command line, or what stands between words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    /// A part of a name.
    Word(&'a str),
    /// A name by itself: it was in quotes, or is an IRI.
    Name(&'a str),
    /// A slash between words: part of a name, or between two.
    Slash,
    /// A comma, or a slash between whole names: no name goes across it.
    Comma,
}

/// What the cut of the words from one place on costs; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct CutCost {
    /// Words that belong to no name.
    lost: usize,
    /// Names.
    names: usize,
}

/// The best first step from one place on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CutStep {
    /// So many words are a name.
    Name(usize),
    /// One word is in no name.
    Lost,
    /// What stands here only separates.
    Separator,
}

/// Cuts words into names, so that all words are used and the names are fewest; of equal cuts the one whose first name is
/// longest. An argument with a space in it is one name, and so is an IRI, and `-`. There are at least `least` names, if the words
/// allow it. `vs`, `and`, `or`, `&`, commas and slashes between names separate them; a question mark at the end is nothing.
///
/// Words that are in no name stand together as one that is missed.
///
/// ```
/// use cxterms::{answer, builtin};
///
/// let base = builtin::open()?;
/// let words = ["customer", "support", "vs", "customer", "service"].map(str::to_owned);
/// let cut = answer::cut_into_names(&base, &words, 1)?;
/// assert_eq!(cut.names, ["customer support", "customer service"]);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn cut_into_names(
    base: &Base,
    arguments: &[String],
    least: usize,
) -> Result<TypedNames, ImageError> {
    let words = NameWords::from_arguments(base, arguments)?;
    // A name may have a comma itself.
    let line = arguments.join(" ");
    if least < 2 && line.contains(',') && words.is_label_with_comma(&line)? {
        return Ok(TypedNames { names: vec![line], known: true });
    }
    let mut cut = words.find_cut(least)?;
    if cut.iter().any(|(step, _)| *step == CutStep::Lost) && least > 1 {
        let freer = words.find_cut(1)?;
        if freer.iter().all(|(step, _)| *step != CutStep::Lost) {
            cut = freer;
        }
    }
    words.join_names(&cut)
}

/// The words of a command line, and the base in which their names are looked up.
struct NameWords<'a> {
    base: &'a Base,
    tokens: Vec<Token<'a>>,
}

impl<'a> NameWords<'a> {
    fn from_arguments(base: &'a Base, arguments: &'a [String]) -> Result<Self, ImageError> {
        let mut words = Self { base, tokens: vec![] };
        for (at, argument) in arguments.iter().enumerate() {
            let mut argument = argument.as_str();
            let asked = argument.trim_end().trim_end_matches('?');
            if at + 1 == arguments.len() && (!asked.trim().is_empty() || at > 0) {
                argument = asked;
            }
            match argument.trim().is_empty() && at == 0 {
                true => words.tokens.push(Token::Name(argument)),
                false => words.add_argument(argument)?,
            }
        }
        Ok(words)
    }

    fn add_argument(&mut self, argument: &'a str) -> Result<(), ImageError> {
        let whole = argument.trim().contains(char::is_whitespace) || argument == "-";
        if whole || cxterms_base::is_iri(argument) {
            self.tokens.push(Token::Name(argument));
            return Ok(());
        }
        let inner = argument.trim_matches([',', '/']);
        if inner == argument && inner.contains([',', '/']) && self.is_label(argument)? {
            self.tokens.push(Token::Word(argument));
            return Ok(());
        }
        let mut parts = argument.split(',').peekable();
        while let Some(part) = parts.next() {
            let pieces: Vec<_> = part.split('/').collect();
            let slash = if self.are_labels(&pieces)? { Token::Comma } else { Token::Slash };
            for (index, piece) in pieces.into_iter().enumerate() {
                self.tokens.extend((index > 0).then_some(slash));
                self.tokens.extend((!piece.is_empty()).then_some(Token::Word(piece)));
            }
            self.tokens.extend(parts.peek().map(|_| Token::Comma));
        }
        Ok(())
    }

    /// Whether what stands beside slashes is a label each, as far as something does.
    fn are_labels(&self, pieces: &[&str]) -> Result<bool, ImageError> {
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            if !self.is_label(piece)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The steps of the best cut with at least `least` names, each with where it begins.
    fn find_cut(&self, least: usize) -> Result<Vec<(CutStep, usize)>, ImageError> {
        // The best from each place on, by how many names are still needed.
        let count = self.tokens.len();
        let mut best: Vec<Vec<(CutCost, Option<CutStep>)>> = vec![];
        let nothing = |need: usize| {
            // Too few names are as bad as so many words lost.
            (CutCost { lost: need * (count + 1), names: 0 }, None)
        };
        best.push((0..=least).map(nothing).collect());
        for at in (0..count).rev() {
            let lengths = self.name_lengths(at)?;
            let from = |length: usize, need: usize| {
                let row = (best.len()).checked_sub(length).and_then(|row| best.get(row));
                row.and_then(|row| row.get(need)).map(|(cost, _)| *cost)
            };
            let mut row = Vec::with_capacity(least + 1);
            for need in 0..=least {
                let named = lengths.iter().map(|length| (CutStep::Name(*length), *length, 0, 1));
                let separator = self.may_separate(at).then_some((CutStep::Separator, 1, 0, 0));
                let lost = matches!(self.tokens.get(at), Some(Token::Word(_))).then_some((
                    CutStep::Lost,
                    1,
                    1,
                    1,
                ));
                let mut chosen: Option<(CutCost, Option<CutStep>)> = None;
                for (step, length, lost, names) in named.chain(separator).chain(lost) {
                    let Some(rest) = from(length, need.saturating_sub(names)) else { continue };
                    let cost = CutCost { lost: rest.lost + lost, names: rest.names + names };
                    if chosen.is_none_or(|(known, _)| cost < known) {
                        chosen = Some((cost, Some(step)));
                    }
                }
                row.push(chosen.unwrap_or(nothing(need)));
            }
            best.push(row);
        }
        Ok(follow_steps(&best, least))
    }

    /// How many words from a place on may be a name, the most first.
    fn name_lengths(&self, at: usize) -> Result<Vec<usize>, ImageError> {
        let rest = self.tokens.get(at..).unwrap_or_default();
        if let Some(Token::Name(_)) = rest.first() {
            return Ok(vec![1]);
        }
        let inside = |token: &&Token<'_>| matches!(token, Token::Word(_) | Token::Slash);
        let words = rest.iter().take_while(inside).count();
        let ends = |index: usize| matches!(rest.get(index), Some(Token::Word(_)));
        let mut lengths = vec![];
        for length in (1..=words.min(MAX_NAME_WORDS)).rev() {
            if ends(0) && ends(length - 1) && self.may_be_name(&self.spell(at, length))? {
                lengths.push(length);
            }
        }
        Ok(lengths)
    }

    fn may_separate(&self, at: usize) -> bool {
        match self.tokens.get(at) {
            Some(Token::Comma | Token::Slash) => true,
            Some(Token::Word(word)) => {
                let word = word.to_lowercase();
                let inner = at > 0 && at + 1 < self.tokens.len();
                inner && SEPARATING_WORDS.contains(&word.as_str())
            }
            _ => false,
        }
    }

    /// Words as one name.
    fn spell(&self, at: usize, length: usize) -> String {
        let mut name = String::new();
        for token in self.tokens.iter().skip(at).take(length) {
            let (Token::Word(word) | Token::Name(word)) = token else {
                name.push('/');
                continue;
            };
            if !name.is_empty() && !name.ends_with('/') {
                name.push(' ');
            }
            name.push_str(word);
        }
        name
    }

    /// Whether words are a name in any spelling that is answered.
    fn may_be_name(&self, name: &str) -> Result<bool, ImageError> {
        let exact = self.is_name(name)?;
        Ok(exact || cxterms_base::has_label_of_skeleton(self.base, name)?)
    }

    /// Whether words are a label, or one with an implied word before it.
    fn is_name(&self, name: &str) -> Result<bool, ImageError> {
        if self.is_label(name)? {
            return Ok(true);
        }
        match name.split_once(' ') {
            Some((first, rest)) if self.is_implied(first) => self.is_label(rest),
            _ => Ok(false),
        }
    }

    fn is_label(&self, name: &str) -> Result<bool, ImageError> {
        Ok(!self.base.label_index().get(&text::fold(name))?.is_empty())
    }

    /// Whether it is a label that is written with a comma.
    fn is_label_with_comma(&self, name: &str) -> Result<bool, ImageError> {
        let folded = text::fold(name);
        for posting in self.base.label_index().get(&folded)? {
            let concept = self.base.concept_record(posting.concept)?.concept;
            let mut labels = concept.labels.iter().filter(|label| label.text.contains(','));
            if labels.any(|label| text::fold(label.text) == folded) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_implied(&self, name: &str) -> bool {
        let folded = text::fold(name);
        let implied = &self.base.settings().implied_words;
        implied.iter().any(|implied| text::fold(implied) == folded)
    }

    /// The names of a cut. Words that are in no name are joined with each other and with implied words beside them; and
    /// with everything beside them, where that is nearly a label.
    fn join_names(&self, cut: &[(CutStep, usize)]) -> Result<TypedNames, ImageError> {
        let mut found = TypedNames { names: vec![], known: true };
        for stretch in cut.split_inclusive(|step| self.ends_stretch(*step)) {
            let last = stretch.last().copied().filter(|step| self.ends_stretch(*step));
            let stretch = stretch.get(..stretch.len() - usize::from(last.is_some()));
            self.join_stretch(stretch.unwrap_or_default(), &mut found.names)?;
            let quoted = last.filter(|(step, _)| *step != CutStep::Separator);
            found.names.extend(quoted.map(|step| self.spell_step(step)));
        }
        // A name in quotes, or of one word alone, was not looked up.
        for name in &found.names {
            found.known = found.known && self.is_name(name)?;
        }
        found.known &= !found.names.is_empty();
        Ok(found)
    }

    /// The same between what separates names for certain.
    fn join_stretch(
        &self,
        stretch: &[(CutStep, usize)],
        names: &mut Vec<String>,
    ) -> Result<(), ImageError> {
        let lost = |(step, _): &(CutStep, usize)| *step == CutStep::Lost;
        let Some((_, start)) = stretch.first().filter(|_| stretch.iter().any(lost)) else {
            names.extend(stretch.iter().map(|step| self.spell_step(*step)));
            return Ok(());
        };
        let length = stretch.iter().map(|(step, _)| step.length()).sum();
        let whole = self.spell(*start, length);
        if length > 1 && cxterms_base::is_nearly_label(self.base, &whole)? {
            names.push(whole);
            return Ok(());
        }
        let mut open: Option<String> = None;
        for step in stretch {
            let name = self.spell_step(*step);
            if lost(step) || self.is_implied(&name) {
                open = Some(open.map_or(name.clone(), |before| format!("{before} {name}")));
            } else {
                names.extend(open.take());
                names.push(name);
            }
        }
        names.extend(open);
        Ok(())
    }

    /// Whether a step separates names for certain.
    fn ends_stretch(&self, (step, at): (CutStep, usize)) -> bool {
        step == CutStep::Separator || matches!(self.tokens.get(at), Some(Token::Name(_)))
    }

    fn spell_step(&self, (step, at): (CutStep, usize)) -> String {
        self.spell(at, step.length())
    }
}

impl CutStep {
    /// How many words it takes.
    fn length(self) -> usize {
        match self {
            Self::Name(length) => length,
            Self::Lost | Self::Separator => 1,
        }
    }
}

/// The steps that were chosen, from the first word on. `best` begins at the end of the words.
fn follow_steps(best: &[Vec<(CutCost, Option<CutStep>)>], least: usize) -> Vec<(CutStep, usize)> {
    let count = best.len().saturating_sub(1);
    let (mut at, mut need, mut steps) = (0, least, vec![]);
    while let Some((_, Some(step))) =
        count.checked_sub(at).and_then(|row| best.get(row)).and_then(|row| row.get(need))
    {
        steps.push((*step, at));
        at += step.length();
        need = need.saturating_sub(usize::from(*step != CutStep::Separator));
    }
    steps
}
