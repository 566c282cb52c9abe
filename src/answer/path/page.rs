//! Layout of paths: step by step, or what each end is joined to where nothing joins the two.

use super::{
    ConceptPath, MAX_PATHS, NeighborSummary, PathAnswer,
    nearest::{MAX_NEAREST_PAIRS, NearestSenses},
};
use crate::answer::{
    attribution::{according_to, attribute_sentence},
    digest::{self, describe_rest},
    fit::fit_most,
    follow_up::FollowUp,
    term::Term,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Count, Page, Prose, Role, View};

impl View for PathAnswer<'_> {
    fn page(&self) -> Page<'_> {
        self.lay_out_ways(usize::MAX)
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match self.on_screen {
            true => fit_most(MAX_PATHS, |ways| self.lay_out_ways(ways), count_lines),
            false => self.page(),
        }
    }
}

impl PathAnswer<'_> {
    /// So many ways of each path.
    fn lay_out_ways(&self, ways: usize) -> Page<'_> {
        let mut page = Page::default();
        let found = self.is_found();
        if found {
            page.text(according_to(&self.according_to));
        }
        if let Some(many) = &self.many {
            many.lay_out_lead(&mut page, self.paths.len());
        }
        for path in self.paths.iter().filter(|path| !found || !path.ways.is_empty()) {
            path.lay_out(&mut page, self.many.is_some(), ways);
        }
        if let Some(many) = self.many.as_ref().filter(|_| found) {
            let [(from, _), (to, _)] = &many.names;
            page.suggest_command("Every sense: ", FollowUp::about_names("define", [&**from, to]));
        }
        if let Some(path) = self.paths.first().filter(|_| found) {
            let ends = [&path.from, &path.to];
            let cut = self.paths.iter().find(|path| path.count > path.ways.len().min(ways));
            if let Some(path) = cut.filter(|_| self.on_screen) {
                let all = FollowUp::about_terms("path", [&path.from, &path.to]);
                let via = path.via.iter().flat_map(|relation| ["--via", relation]);
                page.suggest_command("Every way: ", all.with_options(via.chain(["--all"])));
            }
            page.suggest_next(FollowUp::about_terms("compare", ends));
        }
        page
    }
}

/// Over which relations, where not over all.
pub(super) fn by_way_of(via: &[&str]) -> String {
    if via.is_empty() { String::new() } else { format!(" by way of {}", via.join(" or ")) }
}

impl ConceptPath<'_> {
    /// Its ends, with their identifiers if other paths are between namesakes of theirs, and its ways.
    fn lay_out<'p>(&'p self, page: &mut Page<'p>, identified: bool, most: usize) {
        let name = |term: &Term<'p>| match identified {
            true => term.name_with_id().into(),
            false => term.name(),
        };
        let (from, to) = (name(&self.from), name(&self.to));
        if self.ways.is_empty() {
            let via = by_way_of(&self.via);
            page.text(format!("nothing joins {from} and {to} here{via}"));
            self.neighbours.iter().for_each(|neighbours| page.text(neighbours.to_prose()));
            return;
        }
        let steps = self.ways.first().map_or(0, Vec::len);
        let shown = self.ways.len().min(most);
        let count = match (shown, self.count) {
            (_, 0..=1) => String::new(),
            (shown, count) if shown < count => format!(", {shown} of {count} ways"),
            (_, count) => format!(", {count} ways"),
        };
        let aside = format!("{}{count}", Count(steps, "step"));
        let title = Prose::of(Role::Strong, format!("{from} → {to}"));
        page.title(title, Some(Prose::of(Role::Label, aside)));
        for way in self.ways.iter().take(most) {
            if self.count > 1 {
                let through = way.split_last().map_or(&[][..], |(_, through)| through);
                let through: Vec<_> = through.iter().map(|step| step.to.name()).collect();
                page.part(Prose::from(format!("By way of {}", through.join(" and "))));
            }
            let mut before = &self.from;
            let mut lines = vec![];
            for step in way {
                lines.extend(step.relations.iter().map(|joined| {
                    let stated = joined.verb.relate_to(&step.to.short);
                    attribute_sentence(
                        format!("{} {stated}", before.capitalized_name()),
                        &joined.said,
                    )
                }));
                before = &step.to;
            }
            page.list(lines);
        }
    }
}

impl NeighborSummary<'_> {
    /// `customer (2 in all): includes advocate, is served by …`
    fn to_prose(&self) -> Prose<'_> {
        let near = self.nearest.iter().flat_map(|step| {
            let first = step.relations.iter().take(1);
            first.map(|joined| joined.verb.relate_to(&step.to.name()))
        });
        let near: Vec<_> = near.collect();
        let name = capitalize_first(&self.of.name());
        Prose::from(match (self.count, near.len()) {
            (0, _) => format!("{name} is joined to nothing in this way."),
            (count, shown) if count > shown => {
                format!("{name} {}, and is joined to {} more.", near.join(", "), count - shown)
            }
            _ => format!("{name} {}.", near.join(", ")),
        })
    }
}

impl NearestSenses<'_> {
    /// How many senses the names have, and which of them follow.
    pub(super) fn lay_out_lead(&self, page: &mut Page<'_>, shown: usize) {
        if !self.shared.is_empty() {
            let count = self.shared.len();
            let named = self.shared.iter().take(digest::count_shown(count, MAX_NEAREST_PAIRS));
            let named: Vec<_> = named.map(Term::name_with_id).collect();
            let and_more = describe_rest(count - named.len()).map(|more| format!(" {more}"));
            let and_more = and_more.unwrap_or_default();
            page.text(format!("Both names mean {}{and_more}.", named.join(", ")));
        } else if shown == 0 {
            let [from, to] = self.names.each_ref().map(|(name, count)| {
                format!("the {}", describe_senses(*count, &format!("`{name}`")))
            });
            let via = by_way_of(&self.via);
            page.text(format!("nothing joins {from} to {to} here{via}"));
        }
        if shown > 0 {
            let as_near = match self.more {
                0 => String::new(),
                more => format!(" {more} more pairs are as near."),
            };
            let [from, to] = self
                .names
                .each_ref()
                .map(|(name, count)| describe_senses(*count, &format!("“{name}”")));
            page.text(format!("Of the {from} and the {to}, the nearest to each other.{as_near}"));
        }
    }
}

/// So many concepts that a name means.
fn describe_senses(count: usize, name: &str) -> String {
    match count {
        1 => format!("concept that {name} means"),
        several => format!("{several} concepts that {name} means"),
    }
}
