//! The hierarchy on one screen: each concept once, under the umbrella that most voices give, the heaviest branches open.

use super::{
    BranchEnd, TreeAnswer,
    branch::{SlotSet, TreeCut, UmbrellaBranch, weigh_branches},
    places::ConceptPlaces,
};
use crate::answer::{Detail, attribution::according_to, follow_up::FollowUp};
use cxterms_base::ConceptId;
use cxterms_page::{Block, Page, Prose, Role, SCREEN_LINES, Section};
use std::{borrow::Cow, cmp::Reverse};

/// Larger and deeper hierarchies are drawn as they are: to fit them would take long, and show next to nothing.
const MAX_NODES_FITTED: usize = 2000;
const MAX_DEPTH_FITTED: usize = 50;
/// How many other roots are named with how much is under them.
const MAX_ROOTS_NAMED: usize = 6;
/// How many concepts take a line, and how many run in on one, under one umbrella: all, then fewer until it fits.
const EXTENTS: [(usize, usize); 10] = [
    (usize::MAX, usize::MAX),
    (usize::MAX, 40),
    (usize::MAX, 20),
    (usize::MAX, 8),
    (12, 40),
    (12, 8),
    (8, 8),
    (5, 8),
    (3, 4),
    (1, 2),
];

/// The branches of a screen, those that are drawn and those that are only named.
struct Planted<'p> {
    drawn: Vec<UmbrellaBranch<'p>>,
    named: Vec<UmbrellaBranch<'p>>,
}

/// The umbrella of each concept, and what is under each umbrella or under none, by slot.
struct Homes {
    above: Vec<Option<ConceptId>>,
    below: Vec<Vec<usize>>,
    tops: Vec<usize>,
}

impl TreeAnswer<'_> {
    /// Whether it is to be drawn on a screen, which may have room for its heaviest branches only.
    pub(super) fn is_on_screen(&self) -> bool {
        let small = self.nodes.len() <= MAX_NODES_FITTED
            && self.nodes.iter().all(|node| node.depth <= MAX_DEPTH_FITTED);
        small
            && self.detail == Detail::Digest
            && !self.up
            && self.many.is_none()
            && !self.nodes.is_empty()
    }

    /// How many lines it may take: a note on how a name was read takes one.
    pub(super) fn lines(&self) -> usize {
        SCREEN_LINES - usize::from(self.asked)
    }

    /// What was asked for, or the root with most below it, the branches open as far as a screen has room; other roots
    /// counted.
    pub(super) fn lay_out_screen(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let planted = self.plant_branches();
        let mut open = SlotSet::default();
        open.extend(planted.drawn.iter().map(|root| root.slot));
        let fits = |page: &Page<'_>| count_lines(page) <= self.lines();
        // Nothing need be laid out to see that there are more rows than lines.
        let may_fit = |cut: &TreeCut| {
            planted.drawn.iter().map(|root| root.count_rows(cut)).sum::<usize>() <= self.lines()
        };
        let cuts = EXTENTS.map(|(rows, names)| TreeCut { open: open.clone(), rows, names });
        let cuts = cuts.into_iter().filter(may_fit);
        let mut pages = cuts.map(|cut| (self.lay_out_cut(&planted, &cut), cut));
        let (mut page, mut cut) = match pages.find(|(page, _)| fits(page)) {
            Some(found) => found,
            None => {
                let [.., (rows, names)] = EXTENTS;
                let least = TreeCut { open, rows, names };
                (self.lay_out_cut(&planted, &least), least)
            }
        };
        // The heaviest branch first, then what is heaviest below that.
        let mut tried = SlotSet::default();
        let heaviest = |open: &SlotSet, tried: &SlotSet| {
            let closed = planted.drawn.iter().filter_map(|root| root.heaviest_closed(open, tried));
            closed.max().map(|(_, _, slot)| slot)
        };
        while let Some(next) = heaviest(&cut.open, &tried) {
            tried.insert(next);
            let mut wider = cut.clone();
            wider.open.insert(next);
            if !may_fit(&wider) {
                continue;
            }
            let fuller = self.lay_out_cut(&planted, &wider);
            if fits(&fuller) {
                (cut, page) = (wider, fuller);
            }
        }
        page
    }

    fn lay_out_cut<'p>(&'p self, planted: &Planted<'p>, cut: &TreeCut) -> Page<'p> {
        let mut page = Page::default();
        page.text(according_to(&self.according_to));
        let mut rows = vec![];
        planted.drawn.iter().for_each(|root| root.add_rows(0, cut, &mut rows));
        page.0.push(Block::Tree(rows));
        if planted.drawn.iter().any(UmbrellaBranch::is_any_disputed) {
            let mark = Prose::of(Role::Dispute, "*").plain(
                " disputed; the numbers say how many voices place it here, and how many elsewhere",
            );
            page.text(mark);
        }
        page.text(self.describe_left_out());
        let others = &planted.named;
        let named = others.iter().take(MAX_ROOTS_NAMED);
        let mut also: Vec<_> = named.map(UmbrellaBranch::name_with_count).collect();
        let more = others.len().saturating_sub(MAX_ROOTS_NAMED);
        also.extend((more > 0).then(|| format!("{more} more").into()));
        let also = if also.is_empty() { vec![] } else { vec![Prose::from(also.join(" · "))] };
        let commands = self.suggest_trees(planted, cut).into_iter();
        let commands = commands.map(|it| Prose::of(Role::Command, it.to_string()));
        page.sections([
            Section::new("Also", also),
            Section::new("More", vec![Prose::list(commands, " · ")]),
        ]);
        page
    }

    /// Another root or a branch that is closed, and the whole of what was asked for.
    fn suggest_trees<'p>(&'p self, planted: &Planted<'p>, cut: &TreeCut) -> Vec<FollowUp<'p>> {
        let tree = |id| FollowUp::about_names("tree", [id]);
        let closed = || planted.drawn.iter().find_map(|root| root.find_closed(&cut.open));
        let other = match planted.named.first() {
            Some(root) => Some(root.id),
            None if self.asked => closed(),
            None => None,
        };
        let all = |it: FollowUp<'p>| it.with_options(["--all"]);
        let mut found: Vec<_> = other.map(tree).into_iter().collect();
        let whole = self.kind.as_ref().or(self.scheme.as_ref().map(|scheme| &scheme.typed));
        match (whole, self.asked) {
            (Some(kind), _) => found.push(all(tree(kind))),
            (None, true) => found.extend(planted.drawn.iter().map(|root| all(tree(root.id)))),
            (None, false) => found.push(all(FollowUp::about_names("tree", []))),
        }
        found
    }

    /// Every concept once, under the umbrella that most voices give: what was asked for, or the root under which most
    /// voices place something, and the other roots with most below them first.
    fn plant_branches(&self) -> Planted<'_> {
        let homes = self.find_homes();
        let at_top = homes.tops.iter();
        if let Some(whole) = self.kind.as_ref().or(self.scheme.as_ref().map(|it| &it.title)) {
            let tops = at_top.filter_map(|slot| self.grow_branch(*slot, None, &homes));
            let tops = tops.map(|top| UmbrellaBranch { here: 0, elsewhere: 0, home: None, ..top });
            let mut below: Vec<_> = tops.collect();
            below.sort_by_key(|it| (Reverse(it.weight), it.short));
            let slot = homes.above.len();
            let name = format!("{whole} [{slot}]").into();
            let (short, weight) = (&**whole, weigh_branches(&below));
            let of_kind =
                UmbrellaBranch { slot, name, short, weight, below, ..UmbrellaBranch::default() };
            return Planted { drawn: vec![of_kind], named: vec![] };
        }
        if self.asked {
            return Planted { drawn: self.plant_asked(&homes), named: vec![] };
        }
        let mut roots: Vec<_> =
            at_top.filter_map(|slot| self.grow_branch(*slot, None, &homes)).collect();
        roots.sort_by_key(|root| (Reverse(root.weight), root.short));
        let voices = |root: &UmbrellaBranch<'_>| root.below.iter().map(|it| it.here).sum::<usize>();
        let first = (0..roots.len()).max_by_key(|at| (roots.get(*at).map(voices), Reverse(*at)));
        let first = first.map(|first| roots.remove(first));
        Planted { drawn: first.into_iter().collect(), named: roots }
    }

    /// What was asked for: each with what most voices place there, then with what else some do.
    fn plant_asked<'p>(&'p self, homes: &Homes) -> Vec<UmbrellaBranch<'p>> {
        let tops = self.nodes.iter().filter(|node| node.depth == 0).map(|node| node.concept);
        let planted = tops.filter_map(|id| {
            let slot = self.places.find_slot(id)?;
            let home = homes.above.get(slot).copied().flatten();
            Some((id, self.grow_branch(slot, home, homes)?))
        });
        let mut planted: Vec<_> = planted.collect();
        let mut drawn = SlotSet::default();
        for (_, top) in &planted {
            drawn.extend(top.list_slots());
        }
        let mut under = None;
        for node in self.nodes.iter().filter(|node| node.depth < 2) {
            if node.depth == 0 {
                under = Some(node.concept);
                continue;
            }
            let Some((_, top)) = planted.iter_mut().find(|(top, _)| Some(*top) == under) else {
                continue;
            };
            let Some(mut other) = self
                .places
                .find_slot(node.concept)
                .filter(|slot| drawn.insert(*slot))
                .and_then(|slot| self.grow_branch(slot, under, homes))
            else {
                continue;
            };
            // What is under something of which more voices say the reverse is not counted.
            if node.ends == Some(BranchEnd::Reversed) || other.list_slots().contains(&top.slot) {
                (other.below, other.weight) = (vec![], 0);
            }
            other.told = true;
            other.home = None;
            drawn.extend(other.list_slots());
            top.weight += 1 + other.weight;
            top.below.push(other);
        }
        planted.into_iter().map(|(_, top)| top).collect()
    }

    fn find_homes(&self) -> Homes {
        let of_concepts = &self.places.of_concepts;
        let mut above: Vec<_> = of_concepts.iter().map(ConceptPlaces::find_home).collect();
        self.cut_loops(&mut above);
        let (mut below, mut tops) = (vec![vec![]; above.len()], vec![]);
        for (slot, above) in above.iter().enumerate() {
            let under = above.and_then(|above| self.places.find_slot(above));
            match under.and_then(|at| below.get_mut(at)) {
                Some(under) => under.push(slot),
                // A scheme's top concept may be under one that is not of the scheme.
                None if above.is_none() || self.scheme.is_some() => tops.push(slot),
                None => {}
            }
        }
        Homes { above, below, tops }
    }

    /// Cuts a loop at the concept that is a root for somebody, else at the one that fewest place.
    fn cut_loops(&self, homes: &mut [Option<ConceptId>]) {
        let mut way = vec![];
        for slot in 0..homes.len() {
            way.clear();
            way.push(slot);
            let find_above = |homes: &[Option<ConceptId>], slot: usize| {
                self.places.find_slot(homes.get(slot).copied().flatten()?)
            };
            while let Some(above) = way.last().and_then(|last| find_above(homes, *last)) {
                if let Some(at) = way.iter().position(|it| *it == above) {
                    let ring = way.get(at..).unwrap_or_default();
                    let weakest = ring.iter().min_by_key(|it| {
                        let home = homes.get(**it).copied().flatten();
                        let places = self.places.of_concepts.get(**it);
                        places.map(|all| (!all.is_root(), all.weigh_place(home)))
                    });
                    if let Some(home) = weakest.and_then(|it| homes.get_mut(*it)) {
                        *home = None;
                    }
                    break;
                }
                way.push(above);
            }
        }
    }

    /// A concept under an umbrella, with all that is under it.
    fn grow_branch<'p>(
        &'p self,
        slot: usize,
        above: Option<ConceptId>,
        homes: &Homes,
    ) -> Option<UmbrellaBranch<'p>> {
        let places = self.places.of_concepts.get(slot)?;
        let node = self.nodes.get(places.node)?;
        let [here, elsewhere] = places.count_voices(above);
        let children = homes.below.get(slot).into_iter().flatten();
        let children =
            children.filter_map(|child| self.grow_branch(*child, Some(node.concept), homes));
        let mut below: Vec<_> = children.collect();
        below.sort_by_key(|it| (Reverse(it.here), Reverse(it.weight), it.short));
        let term = &node.term;
        let name = match term.abbreviation {
            _ if term.is_given_up() => {
                format!("{} ({})", term.title(), term.given_up_mark().unwrap_or_default()).into()
            }
            Some(abbreviation) => format!("{} ({abbreviation})", term.short).into(),
            None => Cow::Borrowed(&*term.short),
        };
        let home = above.filter(|_| node.depth == 0).and_then(|it| places.name_umbrella(it));
        let (id, short, disputed) = (term.typed, &*term.short, places.disputed);
        let (told, weight) = (false, weigh_branches(&below));
        Some(UmbrellaBranch {
            id,
            slot,
            name,
            short,
            here,
            elsewhere,
            home,
            disputed,
            told,
            weight,
            below,
        })
    }
}
