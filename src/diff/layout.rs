//! The page of a diff: the counts, then what was added, what was removed, and what was changed.

use super::{
    ChangeCount, Changes, CorpusDiff, DiffSummary,
    concepts::ConceptChange,
    declared::DeclarationChange,
    rows::{DiffRow, count_left_out},
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Page, Prose, Role, View, shell_word};
use std::cmp::Reverse;

/// How many concepts of each list are told where not all of it is.
const MAX_CONCEPTS_SHOWN: usize = 20;
/// How many of the rest are named.
const MAX_NAMES_LISTED: usize = 120;
/// How many voices, works and other things of each list.
const MAX_DECLARED_SHOWN: usize = 12;

impl View for CorpusDiff<'_> {
    fn page(&self) -> Page<'_> {
        let (mut page, shortened) = self.lay_out_changes();
        if shortened {
            let (old, new) = (shell_word(self.old), shell_word(self.new));
            page.suggest_command("All of it: ", format!("cxterms diff {old} {new} --all"));
        }
        page
    }
}

impl<'c> CorpusDiff<'c> {
    /// The page without what to ask next, and whether a person is told less than all.
    pub fn lay_out_changes(&self) -> (Page<'_>, bool) {
        let mut page = Page::default();
        if !self.has_changes() {
            page.text("Nothing has changed.");
            return (page, false);
        }
        page.text(Prose::of(Role::Label, self.describe_counts()));
        self.lay_out_one_side("Added", |changes| &changes.added, &self.concepts.added, &mut page);
        self.lay_out_one_side(
            "Removed",
            |changes| &changes.removed,
            &self.concepts.removed,
            &mut page,
        );
        self.lay_out_changed(&mut page);
        (page, !self.all && self.is_shortened())
    }

    /// What is only in one of the corpora.
    fn lay_out_one_side<'p>(
        &'p self,
        title: &'p str,
        side: fn(&'p Changes<DeclarationChange<'c>>) -> &'p Vec<DeclarationChange<'c>>,
        entries: &'p [ConceptChange<'c>],
        page: &mut Page<'p>,
    ) {
        let groups = self.declared_groups();
        let declared = groups.iter().filter(|(.., changes)| !side(changes).is_empty());
        let declared = declared.map(|(_, many, changes)| {
            let (shown, rest) = self.split_shown(side(changes), MAX_DECLARED_SHOWN, |_| 0);
            let mut lines: Vec<_> =
                shown.into_iter().map(DeclarationChange::summary_line).collect();
            lines.extend(Some(describe_rest(&rest, None)).filter(|more| !more.is_empty()));
            (Prose::of(Role::Label, capitalize_first(many)), lines)
        });
        let declared: Vec<DiffRow<'_>> = declared.collect();
        if entries.is_empty() && declared.is_empty() {
            return;
        }
        page.title(Prose::of(Role::Strong, title), None);
        if self.all {
            for entry in entries {
                entry.lay_out_in_full(page);
            }
        } else {
            let (shown, rest) =
                self.split_shown(entries, MAX_CONCEPTS_SHOWN, ConceptChange::count_claims);
            page.fields(shown.into_iter().map(ConceptChange::summary_row));
            page.text(describe_rest(&rest, Some(ConceptChange::full_name)));
        }
        page.fields(declared);
    }

    /// What is in both corpora and not the same.
    fn lay_out_changed<'p>(&'p self, page: &mut Page<'p>) {
        let groups = self.declared_groups();
        let any = groups.iter().any(|(.., changes)| !changes.changed.is_empty());
        if !any && self.settings.is_empty() && self.concepts.changed.is_empty() {
            return;
        }
        page.title(Prose::of(Role::Strong, "Changed"), None);
        if !self.settings.is_empty() {
            page.part(Prose::of(Role::Strong, "the corpus itself"));
            page.fields(self.settings.iter().map(|field| field.change_row()));
        }
        let (shown, rest) = self.split_shown(
            &self.concepts.changed,
            MAX_CONCEPTS_SHOWN,
            ConceptChange::count_claims,
        );
        for entry in shown {
            page.part(entry.title());
            page.fields(entry.change_rows(self.all));
        }
        page.text(describe_rest(&rest, Some(ConceptChange::full_name)));
        for (one, _, changes) in groups {
            let (shown, rest) = self.split_shown(&changes.changed, MAX_DECLARED_SHOWN, |_| 0);
            for declared in shown {
                let aside = Prose::of(Role::Label, format!(" ({one})"));
                page.part(Prose::of(Role::Strong, declared.name).join(aside));
                page.fields(declared.fields.iter().map(|field| field.change_row()));
            }
            page.text(describe_rest(&rest, None));
        }
    }

    /// What is declared: what one of it is called, what several are, and what changed.
    fn declared_groups(
        &self,
    ) -> [(&'static str, &'static str, &Changes<DeclarationChange<'c>>); 6] {
        [
            ("voice", "voices", &self.voices),
            ("work", "works", &self.works),
            ("kind", "kinds", &self.kinds),
            ("facet", "facets", &self.facets),
            ("relation", "relations", &self.relations),
            ("scheme", "schemes", &self.schemes),
        ]
    }

    /// Whether a person is told less than all: concepts that are new or gone are told in one line each.
    fn is_shortened(&self) -> bool {
        let Changes { added, removed, changed } = &self.concepts;
        let long = |count| count_left_out(count, MAX_DECLARED_SHOWN) > 0;
        let groups = self.declared_groups();
        let mut others = groups.iter().map(|(.., changes)| changes.count());
        !added.is_empty()
            || !removed.is_empty()
            || count_left_out(changed.len(), MAX_CONCEPTS_SHOWN) > 0
            || changed.iter().any(ConceptChange::is_shortened)
            || others.any(|it| long(it.added) || long(it.removed) || long(it.changed))
    }

    /// What of a list is told and what is not, each in its order.
    fn split_shown<'p, T>(
        &self,
        items: &'p [T],
        most: usize,
        weight: fn(&T) -> usize,
    ) -> (Vec<&'p T>, Vec<&'p T>) {
        let left_out = if self.all { 0 } else { count_left_out(items.len(), most) };
        let mut order: Vec<_> = items.iter().enumerate().collect();
        order.sort_by_key(|(_, item)| Reverse(weight(item)));
        let mut rest = order.split_off(items.len() - left_out);
        order.sort_by_key(|(index, _)| *index);
        rest.sort_by_key(|(index, _)| *index);
        let items = |list: Vec<(usize, &'p T)>| list.into_iter().map(|(_, item)| item).collect();
        (items(order), items(rest))
    }

    /// `3 concepts added, 1 removed, 12 changed; 5 voices added`
    fn describe_counts(&self) -> String {
        let DiffSummary {
            concepts,
            claims,
            voices,
            works,
            kinds,
            facets,
            relations,
            schemes,
            settings,
        } = self.summary;
        let corpus = ChangeCount { changed: settings, ..ChangeCount::default() };
        let counts = [
            (concepts, ["concept", "concepts"]),
            (claims, ["claim", "claims"]),
            (voices, ["voice", "voices"]),
            (works, ["work", "works"]),
            (kinds, ["kind", "kinds"]),
            (facets, ["facet", "facets"]),
            (relations, ["relation", "relations"]),
            (schemes, ["scheme", "schemes"]),
            (corpus, ["setting", "settings"]),
        ];
        let told = counts.into_iter().filter_map(|(count, names)| count.describe_count(names));
        told.collect::<Vec<_>>().join("; ")
    }
}

impl ChangeCount {
    /// `3 concepts added, 1 removed`; nothing if there is nothing to count.
    fn describe_count(self, [one, many]: [&str; 2]) -> Option<String> {
        let counts = [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed")];
        let mut counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let (first, what) = counts.next()?;
        let first = format!("{first} {} {what}", if first == 1 { one } else { many });
        let rest = counts.map(|(count, what)| format!(", {count} {what}"));
        Some(std::iter::once(first).chain(rest).collect())
    }
}

/// How many things are left out, and which, where they have names and are not too many to read.
fn describe_rest<T>(rest: &[&T], name: Option<fn(&T) -> String>) -> Prose<'static> {
    let names = name.filter(|_| rest.len() <= MAX_NAMES_LISTED).map(|name| {
        let names: Vec<_> = rest.iter().map(|item| name(item)).collect();
        format!(": {}", names.join("; "))
    });
    match rest.len() {
        0 => Prose::default(),
        count => {
            let count = Prose::of(Role::Label, format!("and {count} more"));
            count.plain(names.unwrap_or_default())
        }
    }
}
