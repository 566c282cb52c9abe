//! The whole hierarchy on one screen: each concept once, under the umbrella that most voices give, the heaviest branches open.

use super::{TreeAnswer, TreeNode};
use crate::answer::{Detail, attribution::according_to, follow_up::FollowUp};
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section, TreeRow};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Larger and deeper hierarchies are drawn as they are: to fit them would take long, and show next to nothing.
const MAX_NODES_FITTED: usize = 2000;
const MAX_DEPTH_FITTED: usize = 50;
/// How many other roots are named with how much falls under them.
const MAX_ROOTS_NAMED: usize = 6;

/// A concept under the umbrella that most voices give, with what falls under it.
#[derive(Debug)]
struct UmbrellaBranch<'a, 'b> {
    node: &'a TreeNode<'b>,
    /// How many voices place it here, and how many elsewhere.
    here: usize,
    elsewhere: usize,
    disputed: bool,
    below: Vec<UmbrellaBranch<'a, 'b>>,
}

/// Where a concept is placed: under which other, if under any, and in which node.
#[derive(Debug)]
struct Placing<'a, 'b> {
    above: Option<&'b str>,
    node: &'a TreeNode<'b>,
}

impl<'b> TreeAnswer<'b> {
    /// Whether it is to be drawn on a screen, which may have room for its heaviest branches only: the whole, or what one
    /// concept includes.
    pub(super) fn is_on_screen(&self) -> bool {
        let tops = self.nodes.iter().filter(|node| node.depth == 0).count();
        let small = self.nodes.len() <= MAX_NODES_FITTED
            && self.nodes.iter().all(|node| node.depth <= MAX_DEPTH_FITTED);
        small
            && self.detail == Detail::Digest
            && (!self.asked || tops == 1)
            && !self.up
            && self.many.is_none()
            && !self.nodes.is_empty()
    }

    /// How many lines it may take: a note on how a name was read takes one.
    pub(super) fn lines(&self) -> usize {
        SCREEN_LINES - usize::from(self.asked)
    }

    /// The root with most below it, its branches open as far as a screen has room; the other roots counted.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let roots = self.plant_roots();
        let mut open: BTreeSet<&str> = BTreeSet::new();
        open.extend(roots.first().map(|root| root.node.term.id));
        let mut page = self.lay_out_open(&roots, &open);
        // The heaviest branch first, then what is heaviest below that.
        let mut tried = BTreeSet::new();
        while let Some(next) = roots.first().and_then(|root| root.heaviest_closed(&open, &tried)) {
            tried.insert(next);
            let mut wider = open.clone();
            wider.insert(next);
            let fuller = self.lay_out_open(&roots, &wider);
            if count_lines(&fuller) <= self.lines() {
                (open, page) = (wider, fuller);
            }
        }
        page
    }

    fn lay_out_open<'p>(
        &'p self,
        roots: &[UmbrellaBranch<'p, 'b>],
        open: &BTreeSet<&str>,
    ) -> Page<'p> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        let Some((first, others)) = roots.split_first() else { return page };
        let mut rows = vec![];
        first.add_rows(0, open, &mut rows);
        page.0.push(Block::Tree(rows));
        if first.is_any_disputed() {
            let mark = Prose::of(Role::Dispute, "*").plain(
                " disputed; the numbers say how many voices place it here, and how many elsewhere",
            );
            page.text(mark);
        }
        let named = others.iter().take(MAX_ROOTS_NAMED);
        let mut also: Vec<_> = named.map(UmbrellaBranch::name_with_count).collect();
        let more = others.len().saturating_sub(MAX_ROOTS_NAMED);
        also.extend((more > 0).then(|| format!("{more} more")));
        let asked = self.asked.then_some(first.node.term.id);
        let closed = first.find_closed(open).filter(|_| self.asked);
        let second = others.first().map(|root| root.node.term.id).or(closed);
        let second = second.map(|id| FollowUp::about_names("tree", [id]));
        let all = FollowUp::about_names("tree", asked).with_options(["--all"]);
        let commands = second.into_iter().chain([all]);
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        let also = if also.is_empty() { vec![] } else { vec![Prose::from(also.join(" · "))] };
        page.sections([
            Section::new("Also", also),
            Section::new("More", vec![Prose::list(commands, " · ")]),
        ]);
        page
    }

    /// Every concept once, under the umbrella that most voices give; the roots with most below them first.
    fn plant_roots(&self) -> Vec<UmbrellaBranch<'_, 'b>> {
        let mut placings: BTreeMap<&str, Vec<Placing<'_, 'b>>> = BTreeMap::new();
        let mut above: Vec<&'b str> = vec![];
        for node in &self.nodes {
            above.truncate(node.depth);
            let placing = Placing { above: above.last().copied(), node };
            placings.entry(node.term.id).or_default().push(placing);
            above.push(node.term.id);
        }
        let mut home: BTreeMap<&str, (Option<&str>, &TreeNode<'b>)> = BTreeMap::new();
        for (id, all) in &placings {
            let best =
                all.iter().max_by_key(|it| (it.node.said.count_asserting(), it.above.is_none()));
            if let Some(best) = best {
                home.insert(id, (best.above, best.node));
            }
        }
        if let Some(top) = self.nodes.first().filter(|_| self.asked) {
            home.insert(top.term.id, (None, top));
        }
        // A loop is cut at the concept that is a root for somebody, else at the one that fewest place.
        for id in placings.keys() {
            let mut way = vec![*id];
            while let Some((Some(above), _)) = way.last().and_then(|last| home.get(last)) {
                if let Some(at) = way.iter().position(|it| it == above) {
                    let ring = way.get(at..).unwrap_or_default();
                    let weakest = ring.iter().min_by_key(|it| {
                        let root = placings
                            .get(*it)
                            .is_some_and(|all| all.iter().any(|it| it.above.is_none()));
                        (!root, home.get(*it).map_or(0, |(_, node)| node.said.count_asserting()))
                    });
                    if let Some((place, _)) = weakest.and_then(|it| home.get_mut(it)) {
                        *place = None;
                    }
                    break;
                }
                way.push(above);
            }
        }
        let mut below: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
        for (id, (above, _)) in &home {
            below.entry(*above).or_default().push(id);
        }
        let mut roots: Vec<_> = below
            .get(&None)
            .into_iter()
            .flatten()
            .filter_map(|id| grow_branch(id, &home, &below, &placings))
            .collect();
        roots.sort_by_key(|root| (Reverse(root.count_below()), root.node.term.label));
        // The one under which most voices place something is drawn.
        let voices =
            |root: &UmbrellaBranch<'_, '_>| root.below.iter().map(|it| it.here).sum::<usize>();
        let first = (0..roots.len()).max_by_key(|at| (roots.get(*at).map(voices), Reverse(*at)));
        if let Some(first) = first {
            let first = roots.remove(first);
            roots.insert(0, first);
        }
        roots
    }
}

/// A concept with all that falls under it.
fn grow_branch<'a, 'b>(
    id: &str,
    home: &BTreeMap<&str, (Option<&str>, &'a TreeNode<'b>)>,
    below: &BTreeMap<Option<&str>, Vec<&str>>,
    placings: &BTreeMap<&str, Vec<Placing<'a, 'b>>>,
) -> Option<UmbrellaBranch<'a, 'b>> {
    let (above, node) = home.get(id)?;
    let all = placings.get(id)?;
    let (mut here, mut elsewhere) = (BTreeSet::new(), BTreeSet::new());
    for placing in all {
        let voices = placing.node.said.asserted_by.iter().filter(|it| !it.own).map(|it| it.voice);
        match placing.above == *above {
            true => here.extend(voices),
            false => elsewhere.extend(voices),
        }
    }
    let children = below.get(&Some(id)).into_iter().flatten();
    let children = children.filter_map(|child| grow_branch(child, home, below, placings));
    let mut children: Vec<_> = children.collect();
    children.sort_by_key(|it| (Reverse(it.here), Reverse(it.count_below()), it.node.term.label));
    Some(UmbrellaBranch {
        node,
        here: here.len(),
        elsewhere: elsewhere.len(),
        disputed: all.iter().any(|it| it.node.disputed),
        below: children,
    })
}

impl<'a, 'b> UmbrellaBranch<'a, 'b> {
    fn count_below(&self) -> usize {
        self.below.iter().map(|it| 1 + it.count_below()).sum()
    }

    fn is_any_disputed(&self) -> bool {
        self.disputed || self.below.iter().any(UmbrellaBranch::is_any_disputed)
    }

    /// Whether it takes a line of its own: several voices place it, or it is open.
    fn is_weighty(&self, open: &BTreeSet<&str>) -> bool {
        let is_open = !self.below.is_empty() && open.contains(self.node.term.id);
        self.here + self.elsewhere > 1 || self.disputed || is_open
    }

    /// The first branch that is closed.
    fn find_closed(&self, open: &BTreeSet<&str>) -> Option<&'b str> {
        let id = self.node.term.id;
        let closed = !self.below.is_empty() && !open.contains(id);
        if closed { Some(id) } else { self.below.iter().find_map(|it| it.find_closed(open)) }
    }

    /// The heaviest branch that is closed under open ones.
    fn heaviest_closed(&self, open: &BTreeSet<&str>, tried: &BTreeSet<&str>) -> Option<&'a str>
    where
        'b: 'a,
    {
        let id = self.node.term.id;
        if !open.contains(id) {
            return (!self.below.is_empty() && !tried.contains(id)).then_some(id);
        }
        let closed = self.below.iter().filter_map(|it| {
            let found = it.heaviest_closed(open, tried)?;
            Some((it.here, it.count_below(), found))
        });
        closed.max().map(|(_, _, found)| found)
    }

    fn add_rows<'p>(&self, depth: usize, open: &BTreeSet<&str>, rows: &mut Vec<TreeRow<'p>>)
    where
        'b: 'p,
        'a: 'p,
    {
        let id = self.node.term.id;
        let closed = !open.contains(id) && !self.below.is_empty();
        rows.push(TreeRow { depth, text: self.to_name(), aside: self.describe_place(closed) });
        if closed {
            return;
        }
        let (own_line, run_in): (Vec<_>, Vec<_>) =
            self.below.iter().partition(|it| it.is_weighty(open));
        for branch in own_line {
            branch.add_rows(depth + 1, open, rows);
        }
        if !run_in.is_empty() {
            let names: Vec<_> = run_in.iter().map(|it| it.name_with_count()).collect();
            let text = Prose::from(names.join(" · "));
            rows.push(TreeRow { depth: depth + 1, text, aside: Prose::default() });
        }
    }

    fn to_name<'p>(&self) -> Prose<'p>
    where
        'b: 'p,
    {
        let term = &self.node.term;
        let name = match term.abbreviation {
            Some(abbreviation) => format!("{} ({abbreviation})", term.short),
            None => term.short.to_string(),
        };
        let name = Prose::from(name);
        if self.disputed { name.and(Role::Dispute, " *") } else { name }
    }

    /// `  8 here, 4 elsewhere  [5 under it]`
    fn describe_place<'p>(&self, closed: bool) -> Prose<'p> {
        let counts = [(self.here, "here"), (self.elsewhere, "elsewhere")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, word)| format!("{count} {word}")).collect();
        let told = counts.len() > 1 || self.here > 1 || self.disputed;
        let mut text = if told { format!("  {}", counts.join(", ")) } else { String::new() };
        if closed {
            text = format!("{text}  [{} under it]", self.count_below());
        }
        Prose::of(Role::Label, text)
    }

    fn name_with_count(&self) -> String {
        match self.count_below() {
            0 => self.node.term.short.to_string(),
            below => format!("{} [{below}]", self.node.term.short),
        }
    }
}
