//! The rows of a diff page for a concept, a declaration and a field.

use super::{
    claims::ClaimKind,
    concepts::ConceptChange,
    declared::{DeclarationChange, FieldChange, FieldValue},
    lines::{change_label, change_lines, describe_whole},
    marked::{GONE_SIGN, NEW_SIGN, replacement_lines, sign_prefix},
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Block, Count, Page, Prose, Role};

/// How many changes of a concept are told where not all of it is.
const MAX_CHANGES_SHOWN: usize = 8;

/// A label and what stands behind it.
pub(super) type DiffRow<'p> = (Prose<'p>, Vec<Prose<'p>>);

impl ConceptChange<'_> {
    /// Its label, qualifier and abbreviation: `customer engagement (bond)`.
    pub(super) fn full_name(&self) -> String {
        let behind = |text: Option<&str>| text.map(|text| format!(" ({text})")).unwrap_or_default();
        format!("{}{}{}", self.label, behind(self.qualifier), behind(self.abbreviation))
    }

    /// The name of its part of a page; its identifier before, where that was another.
    pub(super) fn title(&self) -> Prose<'_> {
        let name = Prose::of(Role::Strong, self.full_name());
        match self.was {
            Some(was) => name.and(Role::Label, format!(" ({was} → {})", self.id)),
            None => name,
        }
    }

    /// A concept that is new or gone, in one row: what it means, and how much is said of it.
    pub(super) fn summary_row(&self) -> DiffRow<'_> {
        let own = self.changes.iter().find(|it| it.key.what == ClaimKind::Definition);
        let claim = own.and_then(|change| change.new.as_ref().or(change.old.as_ref()));
        let meaning = Prose::from(claim.and_then(|claim| claim.text).unwrap_or_default());
        let counted = Count(self.count_claims(), "claim").to_string();
        let meaning = if meaning.is_empty() { meaning } else { meaning.plain(" — ") };
        (Prose::of(Role::Strong, self.full_name()), vec![meaning.and(Role::Label, counted)])
    }

    /// A concept that is new or gone, and everything that it says.
    pub(super) fn lay_out_in_full<'p>(&'p self, page: &mut Page<'p>) {
        let (text, aside) = (self.title(), self.kind.map(|kind| Prose::of(Role::Label, kind)));
        page.0.push(Block::Title { level: 2, text, aside });
        let told =
            |what| !matches!(what, ClaimKind::Label | ClaimKind::Qualifier | ClaimKind::Kind);
        let changes = self.changes.iter().filter(|change| told(change.key.what));
        page.fields(group_by_label(
            changes.map(|change| (change_label(change), vec![describe_whole(change, true)])),
        ));
    }

    /// Whether not all that changed in it is told where a person is told less than all.
    pub(super) fn is_shortened(&self) -> bool {
        count_left_out(self.changes.len(), MAX_CHANGES_SHOWN) > 0
    }

    /// What changed in it, under labels.
    pub(super) fn change_rows(&self, all: bool) -> Vec<DiffRow<'_>> {
        let left_out = if all { 0 } else { count_left_out(self.changes.len(), MAX_CHANGES_SHOWN) };
        let shown = self.changes.len() - left_out;
        let changes = self.changes.iter().take(shown);
        let mut rows =
            group_by_label(changes.map(|change| (change_label(change), change_lines(change, all))));
        if left_out > 0 {
            let more = Prose::of(Role::Label, format!("{left_out} more changes"));
            rows.push((Prose::of(Role::Label, "And"), vec![more]));
        }
        rows
    }
}

/// How many of some things are left out where at most so many are told. One too many is told as well: a line that says
/// so would take its place.
pub(super) fn count_left_out(count: usize, most: usize) -> usize {
    count.checked_sub(most).filter(|left_out| *left_out > 1).unwrap_or(0)
}

/// Lines under labels, each label once.
fn group_by_label<'p>(lines: impl Iterator<Item = (String, Vec<Prose<'p>>)>) -> Vec<DiffRow<'p>> {
    let mut groups: Vec<(String, Vec<Prose<'p>>)> = vec![];
    for (label, lines) in lines {
        match groups.last_mut() {
            Some((known, values)) if *known == label => values.extend(lines),
            _ => groups.push((label, lines)),
        }
    }
    groups.into_iter().map(|(label, lines)| (Prose::of(Role::Label, label), lines)).collect()
}

impl DeclarationChange<'_> {
    /// Its name and what it is, in one line.
    pub(super) fn summary_line(&self) -> Prose<'_> {
        let name = Prose::from(self.name);
        if self.about.is_empty() { name } else { name.plain(", ").plain(&*self.about) }
    }
}

impl FieldChange<'_> {
    /// What stood under its key and what stands there now.
    pub(super) fn change_row(&self) -> DiffRow<'_> {
        let name = match self.field {
            "url" => "address".to_owned(),
            key => key.replace('-', " "),
        };
        let label = Prose::of(Role::Label, capitalize_first(&name));
        let lines = match (&self.old, &self.new) {
            (Some(FieldValue::Text(old)), Some(FieldValue::Text(new))) => {
                replacement_lines(old, new, &Prose::default())
            }
            (_, Some(FieldValue::Flag(_))) => vec![Prose::from("now so")],
            (Some(FieldValue::Flag(_)), _) => vec![Prose::from("no longer so")],
            (old, new) => {
                let [old, new] = [old, new].map(|value| value.iter().flat_map(FieldValue::texts));
                let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
                let gone = old.iter().filter(|text| !new.contains(text));
                let gone = gone.map(|text| sign_prefix(GONE_SIGN).plain(*text));
                let come = new.iter().filter(|text| !old.contains(text));
                gone.chain(come.map(|text| sign_prefix(NEW_SIGN).plain(*text))).collect()
            }
        };
        (label, lines)
    }
}

impl FieldValue<'_> {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(texts) => texts.iter().copied().collect(),
            Self::Flag(_) => vec![],
        }
    }
}
