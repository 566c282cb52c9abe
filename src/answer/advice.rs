//! What to say in place of a name to avoid: never another that is to be avoided.

use cxterms_base::{
    Base,
    corpus::{Label, LabelKind, is_only_avoided},
    image::{ImageError, LookupKind},
};

/// What a label's entry advises, unless that is only known as a name to avoid, of this concept or another; then the
/// concept's preferred label, if that is a name in good standing.
pub(crate) fn choose_advice<'b>(
    base: &Base,
    labels: &[Label<&'b str>],
    label: &Label<&'b str>,
) -> Result<Option<&'b str>, ImageError> {
    let Some(advised) = label.instead.as_deref().copied() else { return Ok(None) };
    let answers = cxterms_base::resolve_name(base, advised)?.answers;
    let avoided = |all: &[_]| !all.is_empty() && all.iter().all(|it| is_avoided(*it));
    if !is_only_avoided(labels, advised) && !avoided(&answers) {
        return Ok(Some(advised));
    }
    let preferred = || labels.iter().filter(|it| it.kind == LabelKind::Preferred);
    let same = preferred().find(|it| it.language == label.language);
    Ok(same.or(preferred().next()).map(|it| it.text))
}

fn is_avoided(posting: cxterms_base::image::Posting) -> bool {
    posting.reach == LookupKind::Avoided
}
