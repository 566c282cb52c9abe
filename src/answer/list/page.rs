//! Layout of a list of terms, and of a name that a filter does not know.

use super::{ListAnswer, UnknownName};
use crate::answer::{attribution::according_to, follow_up::FollowUp};
use cxterms_base::corpus::COLLECTION;
use cxterms_page::{Block, Count, Page, Prose, Role, View};

impl View for ListAnswer<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        if self.concepts.is_empty() {
            page.text(Prose::from("no term is like that").join(self.describe_left_out()));
            return page;
        }
        page.text(according_to(&self.according_to));
        if !self.formulas.is_empty() {
            self.lay_out_formulas(&mut page);
            return page;
        }
        // There may be very many: each takes no more room than it needs.
        let cell = |role, text| Prose(vec![(role, text)]);
        let rows = self.concepts.iter().map(|term| {
            let kind = term.kind.unwrap_or_default();
            let title = match term.given_up_mark() {
                Some(mark) => format!("{} ({mark})", term.title()).into(),
                None => term.title(),
            };
            vec![cell(Role::Plain, title), cell(Role::Label, kind.into())]
        });
        let rows = rows.collect();
        page.0.push(Block::Table(vec![Prose::from("Term"), Prose::from("Kind")], rows));
        let count = self.concepts.len();
        let counted = Prose::of(Role::Label, Count(count, "term").to_string());
        let counted = counted.join(self.describe_left_out());
        if self.collections_left_out == 0 {
            page.text(counted);
            return page;
        }
        let left = Count(self.collections_left_out, "collection");
        let are = if self.collections_left_out == 1 { "is" } else { "are" };
        page.text(counted.and(Role::Label, format!("; {left} of terms {are} left out")));
        let list = FollowUp::about_terms("list", []).with_options(["--kind", COLLECTION]);
        page.suggest_command("List them: ", list);
        page
    }
}

impl ListAnswer<'_> {
    /// How many terms are left out that are no longer in use.
    fn describe_left_out(&self) -> Prose<'_> {
        let told = match self.left_out {
            0 => String::new(),
            1 => "; 1 more is no longer in use: --deprecated lists it".to_owned(),
            count => format!("; {count} more are no longer in use: --deprecated lists them"),
        };
        Prose::of(Role::Label, told)
    }

    /// A row a formula, under its term.
    fn lay_out_formulas<'p>(&'p self, page: &mut Page<'p>) {
        let mut rows = vec![];
        for term in &self.concepts {
            let own = self.formulas.iter().filter(|formula| formula.concept == term.id);
            let mut title = Prose::from(term.title());
            let before = rows.len();
            for formula in own {
                rows.push(vec![
                    std::mem::take(&mut title),
                    Prose::from(&*formula.formula),
                    Prose::from(&*formula.unit),
                    Prose::of(Role::Voice, &*formula.who),
                ]);
            }
            if rows.len() == before {
                let why = self.no_formula.iter().find(|it| it.concept == term.id);
                let none = Prose::of(Role::Label, why.map_or("–", |it| it.why));
                rows.push(vec![title, none, Prose::default(), Prose::default()]);
            }
        }
        let heads = ["Term", "Formula", "Unit", "Who"].map(Prose::from).to_vec();
        page.0.push(Block::Table(heads, rows));
        let [terms, formulas] =
            [Count(self.concepts.len(), "term"), Count(self.formulas.len(), "formula")];
        let counted = Prose::of(Role::Label, format!("{terms}, {formulas}"));
        page.text(counted.join(self.describe_left_out()));
    }
}

impl View for UnknownName {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        page.text(format!("no {} `{}`; {}", self.what, self.name, self.hint));
        page
    }
}
