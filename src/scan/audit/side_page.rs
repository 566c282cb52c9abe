//! Two sets of documents as people read them, and as a table.

use super::{
    side_by_side::{SideBySide, SideCount, SplitAbbreviation},
    written::{count_of, describe_forms},
};
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section, View};

/// How many abbreviations, names of one side and names of both are shown where there is room.
const MOST_SHOWN: [usize; 3] = [8, 12, 12];

impl View for SideBySide {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        self.add_title(&mut page);
        let [one, other] = &self.sides;
        let rows: Vec<_> = self
            .differing
            .iter()
            .map(|it| {
                let [here, there] = &it.meanings;
                vec![
                    Prose::of(Role::Strong, &*it.abbreviation),
                    Prose::from(describe_forms(here)),
                    Prose::from(describe_forms(there)),
                ]
            })
            .collect();
        let head = ["Abbreviation", &*one.name, &*other.name];
        if !rows.is_empty() {
            page.0.push(Block::Table(head.into_iter().map(Prose::from).collect(), rows));
        }
        let counts = self.only.iter().flatten().chain(&self.both);
        let rows: Vec<_> = counts
            .map(|it| {
                let [here, there] =
                    it.counts.map(|count| Prose::of(Role::Label, count.to_string()));
                vec![Prose::of(Role::Strong, &*it.name), Prose::from(it.kind), here, there]
            })
            .collect();
        let head = ["Name", "Kind", &*one.name, &*other.name];
        if !rows.is_empty() {
            page.0.push(Block::Table(head.into_iter().map(Prose::from).collect(), rows));
        }
        page
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        if self.is_whole {
            return self.page();
        }
        let mut extent = MOST_SHOWN;
        loop {
            let page = self.lay_out_short(extent);
            let largest = extent.iter_mut().rev().max_by_key(|size| **size);
            match largest {
                Some(size) if *size > 1 && count_lines(&page) > SCREEN_LINES => *size -= 1,
                _ => return page,
            }
        }
    }
}

impl SideBySide {
    fn add_title<'p>(&'p self, page: &mut Page<'p>) {
        let [one, other] = &self.sides;
        let files =
            format!("{} and {}", count_of(one.files, "file"), count_of(other.files, "file"));
        let title = Prose::of(Role::Strong, format!("{} and {}", one.name, other.name));
        page.title(title, Some(Prose::of(Role::Label, files)));
    }

    fn lay_out_short(&self, [split, alone, shared]: [usize; 3]) -> Page<'_> {
        let mut page = Page::default();
        self.add_title(&mut page);
        if self.differing.is_empty() {
            page.text("No abbreviation is explained differently.");
        }
        let names = self.sides.each_ref().map(|side| &*side.name);
        let items = self.differing.iter().take(split).map(|it| it.describe_in_line(names));
        let list = |lead: &str, names: &[SideCount], most: usize, sides: &[usize]| {
            let shown: Vec<_> =
                names.iter().take(most).map(|it| it.describe_counts(sides)).collect();
            if shown.is_empty() {
                vec![]
            } else {
                vec![Prose::from(format!("{lead}{}", shown.join(" · ")))]
            }
        };
        let [one_lead, other_lead] = names.map(|name| format!("{name}: "));
        let [here, there] = &self.only;
        page.sections([
            Section::new("Differing", items.collect()).of_total(split, self.differing.len()),
            Section::new("Only in", list(&one_lead, here, alone, &[0])).of_total(alone, here.len()),
            Section::new("Only in", list(&other_lead, there, alone, &[1]))
                .of_total(alone, there.len()),
            Section::new("Both", list("", &self.both, shared, &[0, 1]))
                .of_total(shared, self.both.len()),
        ]);
        page
    }

    /// The header of its table.
    pub fn header(&self) -> Vec<String> {
        let [one, other] = self.sides.each_ref().map(|side| &*side.name);
        let columns = [format!("Uses in {one}"), format!("Uses in {other}")];
        let files = [format!("Files of {one}"), format!("Files of {other}")];
        let said = [format!("Stands for in {one}"), format!("Stands for in {other}")];
        let first = ["Name", "Kind", "Verdict"].map(str::to_owned);
        first.into_iter().chain(columns).chain(files).chain(said).collect()
    }

    /// The rows of its table.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let split = self.differing.iter().map(|it| {
            let verdict = if it.usual_differs { "differs" } else { "differs in part" };
            let [here, there] = it.meanings.each_ref().map(|forms| describe_forms(forms));
            let mut row =
                vec![it.abbreviation.clone(), "abbreviation".to_owned(), verdict.to_owned()];
            row.extend(std::iter::repeat_n(String::new(), 4));
            row.extend([here, there]);
            row
        });
        let counts = self.only.iter().flatten().chain(&self.both).map(|it| {
            let verdict = match it.counts {
                [_, 0] | [0, _] => "one alone",
                _ => "both",
            };
            let mut row = vec![it.name.clone(), it.kind.to_owned(), verdict.to_owned()];
            row.extend(it.counts.iter().chain(&it.files).map(u64::to_string));
            row.extend([String::new(), String::new()]);
            row
        });
        split.chain(counts).collect()
    }
}

impl SplitAbbreviation {
    fn describe_in_line(&self, [one, other]: [&str; 2]) -> Prose<'_> {
        let [here, there] = self.meanings.each_ref().map(|forms| describe_forms(forms));
        let said = format!(" — {one}: {here}; {other}: {there}");
        Prose::of(Role::Strong, &*self.abbreviation).plain(said)
    }
}

impl SideCount {
    fn describe_counts(&self, sides: &[usize]) -> String {
        let counts = sides.iter().filter_map(|side| self.counts.get(*side));
        let counts: Vec<_> = counts.map(u64::to_string).collect();
        format!("{} {}", self.name, counts.join("/"))
    }
}
