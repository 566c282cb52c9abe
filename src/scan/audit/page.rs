//! An audit as people read it: on one screen the most telling first, or everything in tables.

use super::{
    AuditReport, AuditedSet,
    abbreviations::{AbbreviationVerdict, AuditedAbbreviation},
    names::{AuditedAdvice, AuditedTerm, NameVerdict},
    written::{count_of, describe_forms, describe_uses},
};
use crate::scan::vocabulary::list_sayings;
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section, View};

/// How many items of each part are shown where there is room, and how many at least.
const MOST: [usize; PARTS] = [9, 9, 12, 6, 6, 9, 9, 10];
const LEAST: [usize; PARTS] = [1, 1, 1, 0, 1, 0, 0, 0];

/// How many parts a set has.
const PARTS: usize = 8;

/// How many meanings of an abbreviation stand in a line.
const MAX_MEANINGS: usize = 6;

/// How much of a meaning stands in a table, in characters.
const MAX_MEANING: usize = 160;

impl View for AuditReport {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        for set in &self.sets {
            set.lay_out_whole(&mut page);
        }
        self.add_follow_ups(&mut page);
        page
    }

    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        if self.is_whole {
            return self.page();
        }
        let mut extent = MOST;
        loop {
            let mut page = Page::default();
            self.sets.iter().for_each(|set| set.lay_out_short(&mut page, extent));
            self.add_follow_ups(&mut page);
            let sizes = extent.iter_mut().zip(LEAST).enumerate();
            let largest = sizes
                .filter(|(_, (size, least))| **size > *least)
                .max_by_key(|(part, (size, _))| (**size, *part));
            match largest {
                Some((_, (size, _))) if count_lines(&page) > SCREEN_LINES => *size -= 1,
                _ => return page,
            }
        }
    }
}

impl AuditReport {
    fn add_follow_ups<'p>(&'p self, page: &mut Page<'p>) {
        let commands = self.follow_ups.iter().map(|it| Prose::of(Role::Command, it.as_str()));
        let items =
            if self.follow_ups.is_empty() { vec![] } else { vec![Prose::list(commands, " · ")] };
        page.sections([Section::new("More", items)]);
    }
}

impl AuditedSet {
    fn add_title<'p>(&'p self, page: &mut Page<'p>) {
        let aside = Prose::of(Role::Label, count_of(self.files, "file"));
        page.title(Prose::of(Role::Strong, self.title.as_str()), Some(aside));
        if self.abbreviations.is_empty() && self.advice.is_empty() && self.terms.is_empty() {
            page.text("No abbreviation and no name of these terms is used here.");
        }
    }

    fn of_verdict(&self, verdict: AbbreviationVerdict) -> Vec<&AuditedAbbreviation> {
        self.abbreviations.iter().filter(|it| it.verdict == verdict).collect()
    }

    fn lay_out_short<'p>(&'p self, page: &mut Page<'p>, extent: [usize; PARTS]) {
        use AbbreviationVerdict::{Conflicting, Explained, Known, Pinned, Unexplained, Variants};
        self.add_title(page);
        let [conflicts, unexplained, avoid, variants, disputed, explained, known, terms] = extent;
        let own_line = |label, verdict, most| {
            let all = self.of_verdict(verdict);
            let items = all.iter().take(most).map(|it| it.describe_in_line());
            Section::new(label, items.collect()).of_total(most, all.len())
        };
        let one_line = |label, all: Vec<String>, most: usize| {
            let shown: Vec<_> = all.iter().take(most).map(String::as_str).collect();
            let items =
                if shown.is_empty() { vec![] } else { vec![Prose::from(shown.join(" · "))] };
            Section::new(label, items).of_total(most, all.len())
        };
        // The number stands behind the name that it counts.
        let short = |it: &AuditedAbbreviation| {
            let pinned = it.readings.iter().find(|reading| reading.pinned);
            let meaning = match &*it.meanings {
                [only] => Some(&only.text),
                _ => pinned.map(|reading| &reading.label),
            };
            let meaning = meaning.map(|text| format!(" “{text}”")).unwrap_or_default();
            format!("{} {}{meaning}", it.abbreviation, it.count)
        };
        let mut settled = self.of_verdict(Explained);
        settled.extend(self.of_verdict(Pinned));
        let settled = settled.iter().map(|it| short(it)).collect();
        let known_alone = self.of_verdict(Known).iter().map(|it| short(it)).collect();
        let (argued, plain): (Vec<_>, Vec<_>) = self.terms.iter().partition(|it| it.disputes > 0);
        let plain = plain.iter().map(|it| format!("{} {}", it.label, it.count)).collect();
        let advised = self.advice.iter().take(avoid).map(AuditedAdvice::describe_in_line);
        let in_dispute = argued.iter().take(disputed).map(|it| it.describe_in_line());
        page.sections([
            own_line("Conflicts", Conflicting, conflicts),
            own_line("Unexplained", Unexplained, unexplained),
            Section::new("To avoid", advised.collect()).of_total(avoid, self.advice.len()),
            own_line("Variants", Variants, variants),
            Section::new("In dispute", in_dispute.collect()).of_total(disputed, argued.len()),
            one_line("Explained", settled, explained),
            one_line("Also used", known_alone, known),
            one_line("Terms", plain, terms),
        ]);
    }

    fn lay_out_whole<'p>(&'p self, page: &mut Page<'p>) {
        self.add_title(page);
        let table = |page: &mut Page<'p>, head: &[&'static str], rows: Vec<Vec<Prose<'p>>>| {
            if !rows.is_empty() {
                page.0.push(Block::Table(head.iter().copied().map(Prose::from).collect(), rows));
            }
        };
        let head = ["Abbreviation", "Uses", "Files", "Stands for", "The base says"];
        table(page, &head, self.abbreviations.iter().map(AuditedAbbreviation::to_row).collect());
        let head = ["Not to be used", "Uses", "Files", "Say instead", "Who says so"];
        table(page, &head, self.advice.iter().map(AuditedAdvice::to_row).collect());
        let head = ["Term", "Uses", "Files", "Disputes", "Written as", "What the base says"];
        table(page, &head, self.terms.iter().map(AuditedTerm::to_row).collect());
        let lines = self.overlay.iter().map(|line| Prose::of(Role::Command, line.as_str()));
        page.list_section("For an overlay", lines.collect());
    }
}

fn number<'p>(count: u64) -> Prose<'p> {
    Prose::of(Role::Label, count.to_string())
}

impl AuditedAbbreviation {
    /// What it stands for in the documents: each meaning with how often; of several, where each is said first.
    pub(super) fn describe_meanings(&self) -> String {
        let forms = |it: &super::AuditedMeaning| match self.verdict {
            AbbreviationVerdict::Conflicting => {
                let place = it.place.as_ref();
                let file = place.map(|place| format!(" ({})", place.file)).unwrap_or_default();
                format!("“{}” {}{file}", it.text, it.count)
            }
            _ => describe_forms(&it.wordings),
        };
        let mut all: Vec<_> = self.meanings.iter().take(MAX_MEANINGS).map(forms).collect();
        if let more @ 1.. = self.meanings.len().saturating_sub(MAX_MEANINGS) {
            all.push(format!("and {more} more"));
        }
        all.join(", ")
    }

    /// What it stands for as the base knows, and who sets the readings apart.
    pub(super) fn describe_readings(&self) -> String {
        let pinned = self.readings.iter().find(|it| it.pinned);
        let labels: Vec<_> = self.readings.iter().map(|it| &*it.label).collect();
        match (pinned, self.says.is_empty()) {
            (Some(pinned), _) => format!("{}, as an overlay says", pinned.label),
            (None, true) => labels.join(", "),
            (None, false) => {
                format!("{}; {} set them apart", labels.join(", "), list_sayings(&self.says))
            }
        }
    }

    fn describe_in_line(&self) -> Prose<'_> {
        let name = Prose::of(Role::Strong, &*self.abbreviation);
        let uses = describe_uses(self.count, self.files);
        match self.verdict {
            AbbreviationVerdict::Unexplained => {
                let labels: Vec<_> = self.readings.iter().map(|it| &*it.label).collect();
                let (last, rest) = labels.split_last().map_or(("", &[][..]), |(a, b)| (*a, b));
                name.plain(format!(": {} or {last}? {uses}", rest.join(", ")))
            }
            _ => name.plain(format!(": {}; {uses}", self.describe_meanings())),
        }
    }

    fn to_row(&self) -> Vec<Prose<'_>> {
        let said = match self.verdict {
            AbbreviationVerdict::Unexplained => "not explained".to_owned(),
            _ => self.describe_meanings(),
        };
        vec![
            Prose::of(Role::Strong, &*self.abbreviation),
            number(self.count),
            number(self.files),
            Prose::from(said),
            Prose::from(self.describe_readings()),
        ]
    }
}

impl AuditedAdvice {
    /// What to do about it.
    pub(super) fn describe_advice(&self) -> String {
        match (&self.instead, self.verdict) {
            (Some(instead), _) => format!("say “{instead}”"),
            (None, NameVerdict::Avoid) => "avoid it".to_owned(),
            (None, NameVerdict::Retired) => "no longer in use".to_owned(),
        }
    }

    fn describe_in_line(&self) -> Prose<'_> {
        let advice = self.describe_advice();
        let who = list_sayings(&self.says);
        let uses = describe_uses(self.count, self.files);
        Prose::of(Role::Strong, &*self.name).plain(format!(": {advice} ({who}); {uses}"))
    }

    fn to_row(&self) -> Vec<Prose<'_>> {
        let who = list_sayings(&self.says);
        let why = self.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        vec![
            Prose::of(Role::Strong, &*self.name),
            number(self.count),
            number(self.files),
            Prose::from(self.instead.as_deref().unwrap_or_default()),
            Prose::from(format!("{who}{why}")),
        ]
    }
}

impl AuditedTerm {
    fn describe_in_line(&self) -> Prose<'_> {
        let uses = describe_uses(self.count, self.files);
        let disputes = count_of(self.disputes as u64, "dispute");
        Prose::of(Role::Strong, &*self.label).plain(format!(": {uses}, {disputes}"))
    }

    fn to_row(&self) -> Vec<Prose<'_>> {
        let disputes = if self.disputes > 0 { self.disputes.to_string() } else { String::new() };
        vec![
            Prose::of(Role::Strong, &*self.label),
            number(self.count),
            number(self.files),
            Prose::of(Role::Dispute, disputes),
            Prose::from(describe_forms(&self.written)),
            Prose::from(self.describe_meaning()),
        ]
    }

    /// What it means in a line, and who says so.
    pub(super) fn describe_meaning(&self) -> String {
        let Some(meaning) = &self.meaning else { return String::new() };
        let line = meaning.lines().next().unwrap_or_default();
        let cut: String = line.chars().take(MAX_MEANING).collect();
        let rest = if cut.len() < meaning.len() { "…" } else { "" };
        format!("{cut}{rest} ({})", list_sayings(&self.says))
    }
}
