//! Layout of the hierarchy: a row for each concept, who places it there, and why a branch ends.

use super::{BranchEnd, TreeAnswer, TreeNode, prune::PrunedSenses};
use crate::answer::{
    attribution::{NamedAttribution, according_to},
    follow_up::FollowUp,
};
use cxterms_page::{Page, Prose, Role, TreeRow, View};

/// How many levels are drawn; what lies deeper is counted. The indent alone would grow with the square of the depth.
const MAX_DEPTH_DRAWN: usize = 100;

impl View for TreeAnswer<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        if !self.is_on_screen() {
            return self.page();
        }
        // A small branch is drawn whole, with those who place its terms.
        let whole = (self.asked && self.kind.is_none()).then(|| self.page());
        let whole = whole.filter(|page| count_lines(page) <= self.lines());
        whole.unwrap_or_else(|| self.lay_out_screen(count_lines))
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        if let Some(scheme) = self.scheme.as_ref().filter(|_| !self.nodes.is_empty()) {
            page.text(Prose::of(Role::Strong, &*scheme.title));
        }
        if let Some(many) = &self.many {
            page.text(many.describe_senses(self.up));
            if self.nodes.is_empty() {
                return page;
            }
        } else if let (true, [TreeNode { term, ends: None, .. }]) = (self.asked, &*self.nodes) {
            let above = if self.up { "is under nothing here" } else { "includes nothing here" };
            page.text(format!("{} {above}.", term.name()));
            page.text(self.describe_left_out());
            return page;
        }
        if self.nodes.is_empty() {
            page.text(self.describe_emptiness());
            page.text(self.describe_left_out());
            return page;
        }
        let drawn = self.nodes.iter().filter(|node| node.depth < MAX_DEPTH_DRAWN);
        let rows = drawn.map(|node| node.to_row(self.namesakes && node.depth == 0));
        let rows: Vec<_> = rows.collect();
        let deeper = self.nodes.len() - rows.len();
        page.0.push(cxterms_page::Block::Tree(rows));
        if deeper > 0 {
            let below = self.nodes.iter().find(|node| node.depth + 1 == MAX_DEPTH_DRAWN);
            page.text(format!("{deeper} more lie deeper than {MAX_DEPTH_DRAWN} levels."));
            if let Some(node) = below {
                let up = self.up.then_some("--up");
                let below = FollowUp::about_terms("tree", [&node.term]).with_options(up);
                page.suggest_command("Deeper: ", below);
            }
        }
        page.text(self.describe_left_out());
        if let (Some(many), Some(top)) = (&self.many, self.nodes.first()) {
            let more = if many.more > 0 { format!("{} more; ", many.more) } else { String::new() };
            page.text(Prose::of(Role::Label, format!("{more}--all shows every sense and level")));
            let up = self.up.then_some("--up");
            let one = FollowUp::about_terms("tree", [&top.term]).with_options(up);
            page.suggest_command("One of them: ", one);
        }
        if self.nodes.iter().any(|node| node.disputed) {
            let top = self.nodes.first().filter(|_| self.asked).map(|top| &top.term);
            let disputes = FollowUp::about_terms("disputes", top);
            page.explain_mark("* voices disagree about this place", disputes);
        }
        page
    }
}

impl TreeAnswer<'_> {
    /// That nothing is drawn.
    fn describe_emptiness(&self) -> String {
        match &self.scheme {
            Some(scheme) if self.left_out.count > 0 => {
                format!("No concept of the scheme {} is in use.", scheme.title)
            }
            Some(scheme) => format!("The scheme {} has no concepts.", scheme.title),
            None => "Nothing is under anything here.".to_owned(),
        }
    }

    /// How many terms are left out that are no longer in use.
    pub(super) fn describe_left_out(&self) -> Prose<'_> {
        Prose::of(Role::Label, self.left_out.describe().unwrap_or_default())
    }
}

impl TreeNode<'_> {
    fn to_row(&self, identified: bool) -> TreeRow<'_> {
        let name = if identified { self.term.name_with_id().into() } else { self.term.title() };
        // There may be very many: each takes no more room than it needs.
        let text = Prose(vec![(Role::Plain, name)]);
        let text = text.join(self.term.mark_given_up());
        let text = if self.disputed { text.and(Role::Dispute, " *") } else { text };
        let mut aside = match self.depth {
            _ if self.said.is_implicit() => Prose::default(),
            0 => {
                let lead = Prose::of(Role::Label, " (root: ").join(self.said.describe_voices());
                lead.join(self.said.describe_denial("; denied by ").unwrap_or_default()).plain(")")
            }
            _ => {
                let mut said = NamedAttribution::clone(&self.said);
                said.shorten_for_digest();
                said.append_to(Prose::default())
            }
        };
        let told = match self.ends {
            Some(BranchEnd::Repeated) => Some("shown elsewhere"),
            Some(BranchEnd::Cycle) => Some("a loop"),
            Some(BranchEnd::Cut) => Some("…"),
            Some(BranchEnd::Reversed) => Some("more voices say the reverse"),
            None => None,
        };
        if let Some(told) = told {
            aside = aside.plain(" ").and(Role::Label, told);
        }
        TreeRow { depth: self.depth, text, aside }
    }
}

impl PrunedSenses {
    /// How many senses there are, and from how many anything hangs.
    pub(super) fn describe_senses(&self, up: bool) -> String {
        let verbs = if up { ["is under", "are under"] } else { ["includes", "include"] };
        let [one, several] = verbs;
        match (self.bearing, self.senses) {
            (0, senses) => {
                format!("None of the {senses} concepts that are meant {one} others here.")
            }
            (1, senses) => format!("Of the {senses} concepts that are meant, 1 {one} others."),
            (bearing, senses) => {
                format!("Of the {senses} concepts that are meant, {bearing} {several} others.")
            }
        }
    }
}
