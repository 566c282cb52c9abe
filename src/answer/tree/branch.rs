//! A branch of the tree that is fitted to a screen: a concept with what is under it, as far as that is open.

use cxterms_page::{Prose, Role, TreeRow};
use std::{borrow::Cow, fmt::Write};

/// A concept under the umbrella that most voices give, with what is under it.
#[derive(Debug, Default)]
pub(super) struct UmbrellaBranch<'p> {
    pub(super) id: &'p str,
    /// Which of the concepts that are placed it is; the next number for what is none.
    pub(super) slot: usize,
    pub(super) name: Cow<'p, str>,
    pub(super) short: &'p str,
    /// How many voices place it here, and how many elsewhere.
    pub(super) here: usize,
    pub(super) elsewhere: usize,
    /// Where most place it, where that is not here.
    pub(super) home: Option<&'p str>,
    pub(super) disputed: bool,
    /// Whether most place it elsewhere, so that it is told in a line, not drawn out.
    pub(super) told: bool,
    /// How much is under it.
    pub(super) weight: usize,
    pub(super) below: Vec<UmbrellaBranch<'p>>,
}

/// What of some branches is shown.
#[derive(Clone, Debug)]
pub(super) struct TreeCut {
    /// Which concepts are open, by slot.
    pub(super) open: SlotSet,
    /// How many branches of one umbrella take a line, and how many names run in on one.
    pub(super) rows: usize,
    pub(super) names: usize,
}

/// Some of the concepts that are placed.
#[derive(Clone, Debug, Default)]
pub(super) struct SlotSet(Vec<bool>);

impl SlotSet {
    pub(super) fn contains(&self, slot: usize) -> bool {
        self.0.get(slot).copied().unwrap_or_default()
    }

    /// Adds one; whether it was not there yet.
    pub(super) fn insert(&mut self, slot: usize) -> bool {
        if self.0.len() <= slot {
            self.0.resize(slot + 1, false);
        }
        self.0.get_mut(slot).is_some_and(|there| !std::mem::replace(there, true))
    }
}

impl Extend<usize> for SlotSet {
    fn extend<I: IntoIterator<Item = usize>>(&mut self, slots: I) {
        for slot in slots {
            self.insert(slot);
        }
    }
}

/// How much some branches are with all that is under them.
pub(super) fn weigh_branches(branches: &[UmbrellaBranch<'_>]) -> usize {
    branches.iter().map(|it| 1 + it.weight).sum()
}

impl<'p> UmbrellaBranch<'p> {
    pub(super) fn list_slots(&self) -> Vec<usize> {
        let below = self.below.iter().flat_map(UmbrellaBranch::list_slots);
        std::iter::once(self.slot).chain(below).collect()
    }

    pub(super) fn is_any_disputed(&self) -> bool {
        self.disputed || self.below.iter().any(UmbrellaBranch::is_any_disputed)
    }

    /// Whether it takes a line of its own: several voices place it, or it is open.
    fn is_weighty(&self, open: &SlotSet) -> bool {
        let is_open = !self.below.is_empty() && open.contains(self.slot);
        self.here + self.elsewhere > 1 || self.disputed || is_open
    }

    /// The first branch that is closed.
    pub(super) fn find_closed(&self, open: &SlotSet) -> Option<&'p str> {
        let closed = !self.below.is_empty() && !open.contains(self.slot);
        if closed { Some(self.id) } else { self.below.iter().find_map(|it| it.find_closed(open)) }
    }

    /// The heaviest branch that is closed under open ones, with how heavy it is.
    pub(super) fn heaviest_closed(
        &self,
        open: &SlotSet,
        tried: &SlotSet,
    ) -> Option<(usize, usize, usize)> {
        if !open.contains(self.slot) {
            let closed = !self.told && !self.below.is_empty() && !tried.contains(self.slot);
            return closed.then_some((self.here, self.weight, self.slot));
        }
        self.below.iter().filter_map(|it| it.heaviest_closed(open, tried)).max()
    }

    /// How many rows it adds, each of a line at least.
    pub(super) fn count_rows(&self, cut: &TreeCut) -> usize {
        if !cut.open.contains(self.slot) {
            return 1;
        }
        let weighty = self.below.iter().filter(|it| it.is_weighty(&cut.open));
        let own_line = weighty.take(cut.rows);
        let (mut branches, mut rows) = (0, 1);
        for branch in own_line {
            (branches, rows) = (branches + 1, rows + branch.count_rows(cut));
        }
        rows + usize::from(branches < self.below.len())
    }

    pub(super) fn add_rows(&self, depth: usize, cut: &TreeCut, rows: &mut Vec<TreeRow<'p>>) {
        let closed = !cut.open.contains(self.slot) && !self.below.is_empty();
        rows.push(TreeRow { depth, text: self.to_name(), aside: self.describe_place(closed) });
        if closed {
            return;
        }
        let (mut own_line, mut run_in): (Vec<_>, Vec<_>) =
            self.below.iter().partition(|it| it.is_weighty(&cut.open));
        run_in.splice(0..0, own_line.split_off(own_line.len().min(cut.rows)));
        for branch in own_line {
            branch.add_rows(depth + 1, cut, rows);
        }
        if !run_in.is_empty() {
            let shown = run_in.iter().take(cut.names).map(|it| it.name_with_count());
            let mut names: Vec<_> = shown.collect();
            let more = run_in.len() - names.len();
            names.extend((more > 0).then(|| format!("{more} more").into()));
            let text = Prose::from(names.join(" · "));
            rows.push(TreeRow { depth: depth + 1, text, aside: Prose::default() });
        }
    }

    fn to_name(&self) -> Prose<'p> {
        let name = Prose::from(self.name.clone());
        if self.disputed { name.and(Role::Dispute, " *") } else { name }
    }

    /// `  8 here, 4 elsewhere  [5 under it]`; of what was asked for, `  10 under experience, 4 elsewhere`
    fn describe_place(&self, closed: bool) -> Prose<'p> {
        let (here, elsewhere) = (self.here, self.elsewhere);
        let mut text = String::new();
        let counted = here > 0 && elsewhere > 0 || here > 1 || self.disputed;
        if counted {
            text.push_str("  ");
        }
        // Writing into a text cannot fail.
        let _ = match self.home.filter(|_| counted && here > 0) {
            Some(home) => write!(text, "{here} under {home}"),
            None if counted && here > 0 => write!(text, "{here} here"),
            None => Ok(()),
        };
        if counted && elsewhere > 0 {
            let between = if here > 0 { ", " } else { "" };
            let _ = write!(text, "{between}{elsewhere} elsewhere");
        }
        if closed {
            let _ = write!(text, "  [{} under it]", self.weight);
        }
        Prose::of(Role::Label, text)
    }

    pub(super) fn name_with_count(&self) -> Cow<'p, str> {
        match self.weight {
            0 => self.short.into(),
            below => format!("{} [{below}]", self.short).into(),
        }
    }
}
