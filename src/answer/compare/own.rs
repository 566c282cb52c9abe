//! Which disputes over one concept bear on a comparison? Denied definitions, and a root that others place.

use super::{Dispute, Side};
use crate::answer::define::Defined;

/// The disputes over what each concept is and where it stands.
pub(super) fn disputes<'b>(defined: &[Defined<'b>]) -> Vec<Dispute<'b>> {
    defined
        .iter()
        .flat_map(|concept| definitions(concept).chain(root(concept)).collect::<Vec<_>>())
        .collect()
}

fn definitions<'d, 'b>(
    concept: &'d Defined<'b>,
) -> impl Iterator<Item = Dispute<'b>> + use<'d, 'b> {
    let denied = concept.definitions.iter().filter(|claim| claim.said.disputed());
    denied.map(|claim| Dispute {
        kind: "denied",
        about: format!("{} means {}", concept.term.short, claim.text),
        sides: vec![
            Side {
                claim: format!("{} means “{}”", concept.term.short, claim.text),
                by: claim.said.asserted_by.clone(),
            },
            Side { claim: "not so".to_owned(), by: claim.said.denied_by.clone() },
        ],
        shown: false,
    })
}

/// That one voice says that nothing is above a concept and another puts it under something; the corpus's own voice is
/// no side.
fn root<'b>(concept: &Defined<'b>) -> Option<Dispute<'b>> {
    let outside = |by: &[super::super::claim::Cited<'b>]| {
        by.iter().filter(|it| !it.own).copied().collect::<Vec<_>>()
    };
    let rooting = outside(&concept.root.as_ref()?.asserted_by);
    let umbrellas = concept.relations.iter().filter(|related| related.relation == "subset-of");
    let placed = umbrellas.map(|related| {
        let by = outside(&related.said.asserted_by);
        let others =
            by.into_iter().filter(|it| rooting.iter().all(|root| root.voice != it.voice)).collect();
        Side { claim: format!("falls under {}", related.label), by: others }
    });
    let placed: Vec<_> = placed.filter(|side| !side.by.is_empty()).collect();
    if rooting.is_empty() || placed.is_empty() {
        return None;
    }
    let top = Side { claim: "has nothing above it".to_owned(), by: rooting };
    let sides = std::iter::once(top).chain(placed).collect();
    Some(Dispute { kind: "root", about: concept.term.opening(), sides, shown: false })
}
