//! Senses of an ambiguous name, one line each, grouped by kind of label and concept, and cut to a limit.

use super::{DefinedConcept, gather};
use crate::answer::{
    Detail,
    concept_names::NameCache,
    digest,
    follow_up::FollowUp,
    lookup::{self, Lookup},
};
use cxterms_base::image::{ImageError, LookupKind, Posting};
use cxterms_page::{LineItem, Page, Prose, Role};

/// How many senses are told, unless all are wanted.
const MAX_SENSES_LISTED: usize = 12;

/// The senses of a name, each in a line.
#[derive(Debug)]
pub(super) struct SenseList<'b> {
    count: usize,
    groups: Vec<SenseGroup<'b>>,
}

/// The senses that a name has in one way.
#[derive(Debug)]
struct SenseGroup<'b> {
    name: String,
    /// The number of the first among all, counted from 1.
    first: usize,
    meanings: Vec<DefinedConcept<'b>>,
    /// How many of this group are left out.
    more: usize,
}

impl<'b> SenseList<'b> {
    /// Gathers the meanings of every concept that goes by a name: all, or some of each group.
    pub(super) fn gather_senses(
        naming: &NameCache<'b>,
        found: &Lookup,
    ) -> Result<Self, ImageError> {
        let all = naming.ask.detail == Detail::Everything;
        let base = naming.ask.base;
        let kinds = !base.kinds()?.is_empty();
        let mut named = vec![];
        for posting in found.all_postings() {
            let kind = if kinds { base.concept_head(posting.concept)?.kind } else { None };
            named.push(((posting.secondary, lookup::reach_class(posting), kind), posting));
        }
        // Those of no kind come last.
        named.sort_by_key(|((secondary, reach, kind), posting)| {
            (*secondary, *reach, kind.is_none(), *kind, posting.concept)
        });
        let grouped: Vec<_> = named.chunk_by(|(one, _), (other, _)| one == other).collect();
        let counts: Vec<_> = grouped.iter().map(|group| group.len()).collect();
        let shares = if all { counts } else { share_evenly(&counts, MAX_SENSES_LISTED) };
        let mut groups = vec![];
        let mut first = 1;
        for (group, share) in grouped.into_iter().zip(shares) {
            let Some(((_, _, kind), one)) = group.first() else { continue };
            let kind = kind.map(|kind| base.kind(kind)).transpose()?.map(|kind| kind.id);
            let meanings = group.iter().take(share);
            let meanings = meanings.map(|(_, it)| gather::gather_meaning(naming, it.concept));
            groups.push(SenseGroup {
                name: group_name(*one, group.len(), kind),
                first,
                meanings: meanings.collect::<Result<_, _>>()?,
                more: group.len() - share,
            });
            first += group.len();
        }
        Ok(Self { count: named.len(), groups })
    }

    /// Adds how many there are, group by group those that are told, and what tells the others.
    pub(super) fn lay_out<'p>(&'p self, page: &mut Page<'p>, query: &str) {
        page.text(format!("{} concepts go by “{query}”.", self.count));
        for group in self.groups.iter().filter(|group| !group.meanings.is_empty()) {
            let lines = group.meanings.iter().map(DefinedConcept::to_line_item);
            page.line_section(&*group.name, Some(group.first), lines.collect(), group.more);
        }
        let more: usize = self.groups.iter().map(|group| group.more).sum();
        if more > 0 {
            let all = FollowUp::about_names("define", [query]).with_options(["--all"]);
            page.suggest_command(format!("{more} more: "), all);
        }
        let first = self.groups.iter().flat_map(|group| &group.meanings).next();
        if let Some(first) = first {
            page.suggest_command("One of them: ", FollowUp::about_terms("define", [&first.term]));
        }
    }
}

impl DefinedConcept<'_> {
    /// Its name with its identifier, and its meaning.
    pub(in crate::answer) fn to_line_item(&self) -> LineItem<'_> {
        let name = Prose::of(Role::Strong, self.term.name());
        let lead = name.plain(format!(" ({})", self.term.id)).join(self.mark_status());
        LineItem { lead, text: self.describe_first_meaning() }
    }
}

/// How a name means some concepts: `Synonym of 25`.
fn group_name(one: Posting, count: usize, kind: Option<&str>) -> String {
    let (label, elsewhere) = match lookup::reach_class(one) {
        LookupKind::Id | LookupKind::Preferred => ("Preferred label of", ""),
        LookupKind::Abbreviation => ("Abbreviation of", ""),
        LookupKind::Synonym => ("Synonym of", ""),
        LookupKind::PreferredElsewhere => ("Preferred label of", " in another language"),
        LookupKind::AbbreviationElsewhere => ("Abbreviation of", " in another language"),
        LookupKind::SynonymElsewhere => ("Synonym of", " in another language"),
        LookupKind::Short => ("Preferred label of", ", less an implied word"),
        LookupKind::ShortSynonym => ("Synonym of", ", less an implied word"),
        LookupKind::Avoided => ("Better not used of", ""),
        LookupKind::Hidden => ("Found under it", ""),
    };
    let mostly = if one.secondary { ", though it mostly means something else" } else { "" };
    let kind = kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
    format!("{label} {count}{kind}{elsewhere}{mostly}")
}

/// How many of each group are told, about `most` in all: as many of one as of another, as far as there are.
///
/// Of no group a single one is left out: the line that says so would take its place.
fn share_evenly(counts: &[usize], most: usize) -> Vec<usize> {
    let mut shares = vec![0; counts.len()];
    let mut left = digest::count_shown(counts.iter().sum(), most);
    while left > 0 {
        let open = shares.iter_mut().zip(counts).filter(|(share, count)| **share < **count);
        let mut grown = 0;
        for (share, _) in open.take(left) {
            *share += 1;
            grown += 1;
        }
        if grown == 0 {
            break;
        }
        left -= grown;
    }
    let told = shares.into_iter().zip(counts);
    told.map(|(share, count)| if share + 1 == *count { *count } else { share }).collect()
}

#[cfg(test)]
mod tests {
    use super::share_evenly;

    #[test]
    fn groups_share_the_lines_evenly() {
        assert_eq!(share_evenly(&[50, 25], 12), [6, 6]);
        assert_eq!(share_evenly(&[30, 2, 1], 12), [9, 2, 1]);
        assert_eq!(share_evenly(&[7, 20], 12), [7, 6], "of no group a single one is left out");
        assert_eq!(share_evenly(&[8, 5], 12), [8, 5], "nor of all");
        assert_eq!(share_evenly(&[2; 20], 12)[..13], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0]);
        assert_eq!(share_evenly(&[], 12), [0; 0]);
    }
}
