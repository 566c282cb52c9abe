//! Lookup of a name: the concepts that it means, and others that it may mean.

use super::{
    advice::choose_advice,
    ask::Ask,
    digest::{self, MAX_SENSES_SHOWN},
    term::{Term, is_opaque},
};
use cxterms_base::{
    Base, ConceptId,
    corpus::{Label, LabelKind},
    image::{ImageError, LookupKind, Posting},
    text,
};

/// How many other concepts a remark names.
const MAX_OTHERS_NAMED: usize = 3;

/// What a name was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The concepts that it means.
    pub ids: Vec<ConceptId>,
    /// How it names those.
    answers: Vec<Posting>,
    /// Other concepts that go by it, more seldom or less directly.
    pub(super) others: Vec<Posting>,
    /// Every concept that goes by it in the same way, those that mostly mean another by it included.
    pub readings: Vec<ConceptId>,
    /// Those labels to be avoided by which it was found: the label, why, and what to say.
    avoided: Vec<String>,
    /// Whether it is the label itself, so that nobody wonders what it means.
    exact: bool,
    /// Whether it is the identifier, as it is written.
    identified: bool,
    /// Whether it names them by an abbreviation.
    pub abbreviation: bool,
}

impl Lookup {
    /// Finds what `query` means.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn resolve_name(base: &Base, query: &str) -> Result<Self, ImageError> {
        Self::resolve_name_in(base, query, &[])
    }

    /// The same, with labels in these languages before all others.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn resolve_name_in(
        base: &Base,
        query: &str,
        languages: &[String],
    ) -> Result<Self, ImageError> {
        let resolution = cxterms_base::resolve_name_in(base, query, languages)?;
        let mut avoided = vec![];
        for posting in
            resolution.answers.iter().filter(|posting| posting.reach == LookupKind::Avoided)
        {
            let labels = base.concept_record(posting.concept)?.concept.labels;
            let (folded, spelled) = (text::fold(query), text::skeletons(query, |_| false));
            let avoid = labels.iter().filter(|label| label.kind == LabelKind::Avoid);
            let exact = avoid.clone().find(|label| text::fold(label.text) == folded);
            let alike = |label: &&Label<&str>| {
                text::skeletons(label.text, |_| false).iter().any(|it| spelled.contains(it))
            };
            if let Some(label) = exact.or_else(|| avoid.clone().find(alike)) {
                avoided.push(describe_advice(label, choose_advice(base, &labels, label)?));
            }
        }
        let best = resolution.answers.first().copied().map(reach_class);
        let all = resolution.answers.iter().chain(&resolution.others);
        let identified = match &*resolution.answers {
            [posting] => base.concept_head(posting.concept)?.id == query.trim(),
            _ => false,
        };
        Ok(Self {
            identified,
            readings: all
                .filter(|posting| Some(reach_class(**posting)) == best)
                .map(|posting| posting.concept)
                .collect(),
            ids: resolution.answers.iter().map(|posting| posting.concept).collect(),
            exact: best.is_some_and(|reach| reach <= LookupKind::Preferred),
            abbreviation: resolution
                .answers
                .iter()
                .any(|posting| posting.reach == LookupKind::Abbreviation),
            answers: resolution.answers,
            others: resolution.others,
            avoided,
        })
    }

    /// The same; but of more than `most` concepts only the one whose identifier the name is, as it is written, if there is
    /// one: by what else could it be asked for?
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn narrow_to_identifier(
        mut self,
        base: &Base,
        query: &str,
        most: usize,
    ) -> Result<Self, ImageError> {
        if self.ids.len() <= most {
            return Ok(self);
        }
        let mut written = None;
        for posting in self.answers.iter().filter(|posting| posting.reach == LookupKind::Id) {
            if base.concept_head(posting.concept)?.id == query.trim() {
                written = Some(*posting);
            }
        }
        if let Some(written) = written {
            self.answers.retain(|posting| posting.concept != written.concept);
            self.others = [std::mem::take(&mut self.answers), self.others].concat();
            self.answers = vec![written];
            self.ids = vec![written.concept];
        }
        Ok(self)
    }

    /// The shortest name that means one concept and nothing else: the one that was asked, its label without implied words,
    /// its abbreviation, or its identifier.
    ///
    /// # Errors
    /// When the base is damaged.
    pub(super) fn find_handle(
        base: &Base,
        term: &Term<'_>,
        asked: &str,
    ) -> Result<String, ImageError> {
        let abbreviation = term.abbreviation.unwrap_or_default().to_lowercase();
        let asked = asked.trim().to_lowercase();
        let mut names = vec![asked, abbreviation, term.short.to_string()];
        // An identifier is easier to type than brackets.
        names.retain(|name| !name.is_empty() && !name.contains('('));
        // A code says nothing to who reads it.
        let opaque = is_opaque(term.id, term.label);
        names.retain(|name| !opaque || *name != term.id.to_lowercase());
        names.sort_by_key(|name| name.chars().count());
        for name in names {
            let found = Self::resolve_name(base, &name)?;
            if let ([id], []) = (&*found.ids, &*found.others)
                && base.concept_head(*id)?.id == term.id
            {
                return Ok(name);
            }
        }
        Ok(term.id.to_owned())
    }

    /// Every concept that goes by it, and how: those that it means first.
    pub(crate) fn all_postings(&self) -> impl Iterator<Item = Posting> {
        self.answers.iter().chain(&self.others).copied()
    }

    /// Those that it means, named.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn to_terms<'b>(&self, ask: Ask<'b>) -> Result<Vec<Term<'b>>, ImageError> {
        self.ids.iter().map(|id| Term::from_id(ask, *id)).collect()
    }

    /// What is worth knowing about how the name was read.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn describe_remarks(&self, ask: Ask<'_>, query: &str) -> Result<Vec<String>, ImageError> {
        let others = self.other_readings();
        let shown = digest::count_shown(others.len(), MAX_OTHERS_NAMED);
        let named = others.iter().take(shown).map(|posting| {
            let term = Term::from_id(ask, posting.concept)?;
            Ok::<_, ImageError>(term.name_with_id())
        });
        let named = named.collect::<Result<Vec<_>, _>>()?.join(", ");
        let more = digest::describe_rest(others.len() - shown).map(|more| format!(" {more}"));
        let also = || {
            let also = self.introduce_others(&format!("`{query}`"));
            format!("{also} {named}{}", more.unwrap_or_default())
        };
        let also = (!others.is_empty()).then(also);
        Ok(also.into_iter().chain(self.avoided.clone()).collect())
    }

    /// The other concepts that a reader may have had in mind: who names one of a few by its identifier, had none, and who
    /// does so by its very label, at most those of which the whole name is another label.
    pub(super) fn other_readings(&self) -> &[Posting] {
        let few = self.answers.len() + self.others.len() <= MAX_SENSES_SHOWN;
        let is_whole = |posting: &Posting| posting.reach <= LookupKind::SynonymElsewhere;
        let whole = self.others.partition_point(is_whole);
        let told = match (self.identified, self.exact) {
            (true, _) if few => 0,
            (_, true) if few => whole,
            _ => self.others.len(),
        };
        self.others.get(..told).unwrap_or_default()
    }

    /// What leads up to them.
    pub(super) fn introduce_others(&self, query: &str) -> String {
        let verb = if self.abbreviation { "also stands for" } else { "also means" };
        format!("{query} {verb}")
    }

    /// Which labels to be avoided it is.
    pub(super) fn avoided_labels(&self) -> &[String] {
        &self.avoided
    }
}

/// How a label names a concept; an identifier is most often its label's spelling.
pub(super) fn reach_class(posting: Posting) -> LookupKind {
    posting.reach.max(LookupKind::Preferred)
}

fn describe_advice(label: &Label<&str>, instead: Option<&str>) -> String {
    let why = label.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    let instead = instead.map(|instead| format!("; say {instead}")).unwrap_or_default();
    format!("`{}` is better not used{why}{instead}", label.text)
}
