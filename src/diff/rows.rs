//! How do a concept, a voice and a field show what changed in them?

use super::{
    concepts::Entry,
    declared::{Declared, Field, Value},
    lines::{label, lines, plain},
    marked::{GONE, NEW, replaced, signed},
    sheet::What,
};
use cxterms_base::corpus::capitalised;
use cxterms_page::{Block, Page, Prose, Role};

/// How many changes of a concept are told where not all of it is.
const CHANGES: usize = 8;

/// A label and what stands behind it.
pub(super) type Row<'p> = (Prose<'p>, Vec<Prose<'p>>);

impl Entry<'_> {
    /// Its label, qualifier and abbreviation: `customer engagement (bond)`.
    pub(super) fn name(&self) -> String {
        let behind = |text: Option<&str>| text.map(|text| format!(" ({text})")).unwrap_or_default();
        format!("{}{}{}", self.label, behind(self.qualifier), behind(self.abbreviation))
    }

    /// The name of its part of a page; its identifier before, where that was another.
    pub(super) fn title(&self) -> Prose<'_> {
        let name = Prose::of(Role::Strong, self.name());
        match self.was {
            Some(was) => name.and(Role::Label, format!(" ({was} → {})", self.id)),
            None => name,
        }
    }

    /// A concept that is new or gone, in one row: what it means, and how much is said of it.
    pub(super) fn row(&self) -> Row<'_> {
        let own = self.changes.iter().find(|it| it.key.what == What::Definition);
        let claim = own.and_then(|change| change.new.as_ref().or(change.old.as_ref()));
        let meaning = Prose::from(claim.and_then(|claim| claim.text).unwrap_or_default());
        let claims = self.claims();
        let counted = format!("{claims} claim{}", if claims == 1 { "" } else { "s" });
        let meaning = if meaning.is_empty() { meaning } else { meaning.plain(" — ") };
        (Prose::of(Role::Strong, self.name()), vec![meaning.and(Role::Label, counted)])
    }

    /// A concept that is new or gone, and everything that it says.
    pub(super) fn in_full<'p>(&'p self, page: &mut Page<'p>) {
        let (text, aside) = (self.title(), self.kind.map(|kind| Prose::of(Role::Label, kind)));
        page.0.push(Block::Title { level: 2, text, aside });
        let told = |what| !matches!(what, What::Label | What::Qualifier | What::Kind);
        let changes = self.changes.iter().filter(|change| told(change.key.what));
        page.fields(grouped(changes.map(|change| (label(change), vec![plain(change, true)]))));
    }

    /// Whether not all that changed in it is told where a person is told less than all.
    pub(super) fn cut(&self) -> bool {
        left_out(self.changes.len(), CHANGES) > 0
    }

    /// What changed in it, under labels.
    pub(super) fn rows(&self, all: bool) -> Vec<Row<'_>> {
        let left_out = if all { 0 } else { left_out(self.changes.len(), CHANGES) };
        let shown = self.changes.len() - left_out;
        let changes = self.changes.iter().take(shown);
        let mut rows = grouped(changes.map(|change| (label(change), lines(change, all))));
        if left_out > 0 {
            let more = Prose::of(Role::Label, format!("{left_out} more changes"));
            rows.push((Prose::of(Role::Label, "And"), vec![more]));
        }
        rows
    }
}

/// How many of some things are left out where at most so many are told. One too many is told as well: a line that says
/// so would take its place.
pub(super) fn left_out(count: usize, most: usize) -> usize {
    count.checked_sub(most).filter(|left_out| *left_out > 1).unwrap_or(0)
}

/// Lines under labels, each label once.
fn grouped<'p>(lines: impl Iterator<Item = (String, Vec<Prose<'p>>)>) -> Vec<Row<'p>> {
    let mut groups: Vec<(String, Vec<Prose<'p>>)> = vec![];
    for (label, lines) in lines {
        match groups.last_mut() {
            Some((known, values)) if *known == label => values.extend(lines),
            _ => groups.push((label, lines)),
        }
    }
    groups.into_iter().map(|(label, lines)| (Prose::of(Role::Label, label), lines)).collect()
}

impl Declared<'_> {
    /// Its name and what it is, in one line.
    pub(super) fn line(&self) -> Prose<'_> {
        let name = Prose::from(self.name);
        if self.about.is_empty() { name } else { name.plain(", ").plain(&*self.about) }
    }
}

impl Field<'_> {
    /// What stood under its key and what stands there now.
    pub(super) fn row(&self) -> Row<'_> {
        let name = match self.field {
            "url" => "address".to_owned(),
            key => key.replace('-', " "),
        };
        let label = Prose::of(Role::Label, capitalised(&name));
        let lines = match (&self.old, &self.new) {
            (Some(Value::Text(old)), Some(Value::Text(new))) => {
                replaced(old, new, &Prose::default())
            }
            (_, Some(Value::Flag(_))) => vec![Prose::from("now so")],
            (Some(Value::Flag(_)), _) => vec![Prose::from("no longer so")],
            (old, new) => {
                let [old, new] = [old, new].map(|value| value.iter().flat_map(Value::texts));
                let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
                let gone = old.iter().filter(|text| !new.contains(text));
                let gone = gone.map(|text| signed(GONE).plain(*text));
                let come = new.iter().filter(|text| !old.contains(text));
                gone.chain(come.map(|text| signed(NEW).plain(*text))).collect()
            }
        };
        (label, lines)
    }
}

impl Value<'_> {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(texts) => texts.iter().copied().collect(),
            Self::Flag(_) => vec![],
        }
    }
}
