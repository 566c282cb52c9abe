//! Two sets of documents as people read them, and as a table.

use super::{
    side_by_side::{SideBySide, SideCount, SplitAbbreviation},
    written::{count_of, describe_forms},
};
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section, View};
use std::collections::{BTreeMap, BTreeSet};

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

    /// The rows of its table: one for each name, those that are explained differently first.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let is_short = |it: &&SideCount| it.kind == "abbreviation";
        let counts = || self.only.iter().flatten().chain(&self.both);
        let short: BTreeMap<&str, &SideCount> =
            counts().filter(is_short).map(|it| (&*it.name, it)).collect();
        let split: BTreeSet<&str> = self.differing.iter().map(|it| &*it.abbreviation).collect();
        let differing = self.differing.iter().map(|it| {
            let verdict = if it.usual_differs { "differs" } else { "differs in part" };
            let said = it.meanings.each_ref().map(|forms| describe_forms(forms));
            let known = short.get(&*it.abbreviation);
            let [counts, files] = known.map_or([[0; 2]; 2], |known| [known.counts, known.files]);
            lay_out_row([&it.abbreviation, "abbreviation", verdict], counts, files, said)
        });
        let others = counts().filter(|it| !(is_short(it) && split.contains(&*it.name)));
        let others = others.map(|it| {
            let verdict = match it.counts {
                [_, 0] | [0, _] => "one alone",
                _ => "both",
            };
            let said = [String::new(), String::new()];
            lay_out_row([&it.name, it.kind, verdict], it.counts, it.files, said)
        });
        differing.chain(others).collect()
    }
}

fn lay_out_row(
    name: [&str; 3],
    counts: [u64; 2],
    files: [u64; 2],
    said: [String; 2],
) -> Vec<String> {
    let numbers = counts.iter().chain(&files).map(u64::to_string);
    name.iter().copied().map(str::to_owned).chain(numbers).chain(said).collect()
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
