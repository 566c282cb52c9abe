//! What can stand here? Names out of the corpus that the command line names, for a shell to complete.

use crate::{load, shells};
use cxterms::render::FORMATS;
use cxterms_base::{
    Base, ConceptId,
    corpus::{LabelKind, VoiceId},
    image::{ConceptHead, ImageError, LookupKind, Posting},
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsStr,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// A name that can be typed, before any quotes, and what it stands for.
pub(crate) type CompletionOffer = (String, String);

/// How many terms are offered, about: of more, nobody chooses one by looking at them.
const MAX_TERMS_OFFERED: usize = 1000;

/// Names of terms: identifiers and, for what is typed, other labels.
pub(crate) fn complete_terms(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, typed| {
        let mut found = BTreeMap::new();
        let folded = text::fold(typed);
        if folded.is_empty() {
            // Of very many, some from everywhere.
            for id in base
                .concept_ids()?
                .step_by(base.concept_count()?.div_ceil(MAX_TERMS_OFFERED).max(1))
            {
                let head = base.concept_head(id)?;
                found.insert(head.id.to_owned(), describe_head(&head));
            }
            return Ok(found.into_iter().collect());
        }
        base.label_index().visit_prefix(&folded, |label, postings| {
            offer_names(base, &folded, label, &postings, &mut found)?;
            Ok(if found.len() < MAX_TERMS_OFFERED {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })?;
        if found.len() >= MAX_TERMS_OFFERED
            && let Some((label, postings)) = base.label_index().last_with_prefix(&folded)?
        {
            // A shell types ahead what all offers begin with: first and last have no more in common than all.
            offer_names(base, &folded, &label, &postings, &mut found)?;
        }
        if found.is_empty() {
            offer_spellings(base, typed, &mut found)?;
        }
        Ok(found.into_iter().collect())
    })
}

/// Adds names that begin as typed but for marks and gaps, each as it would be typed on: `deja-vu` for `deja`.
fn offer_spellings(
    base: &Base,
    typed: &str,
    found: &mut BTreeMap<String, String>,
) -> Result<(), ImageError> {
    let start: String = text::bare(typed).chars().filter(|c| c.is_alphanumeric()).collect();
    if start.is_empty() {
        return Ok(());
    }
    let mut concepts = BTreeSet::new();
    let mut look = |_: &str, postings: Vec<Posting>| {
        concepts.extend(postings.iter().map(|posting| posting.concept));
        Ok(match concepts.len() < MAX_TERMS_OFFERED {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        })
    };
    base.label_index().visit_prefix(&start, &mut look)?;
    base.label_index().visit_skeletons(&start, &mut look)?;
    for id in concepts {
        let head = base.concept_head(id)?;
        let labels = base.concept_record(id)?.concept.labels;
        for label in labels.into_iter().filter(|label| label.kind != LabelKind::Hidden) {
            let Some(name) = type_on(typed, &start, label.text) else { continue };
            let meant = cxterms_base::resolve_name(base, &name)?.answers;
            if meant.iter().any(|posting| posting.concept == id) {
                found.insert(name, describe_head(&head));
            }
        }
    }
    Ok(())
}

/// What is typed, and the rest of a label that begins with the same letters.
fn type_on(typed: &str, start: &str, label: &str) -> Option<String> {
    let bare = text::bare(label);
    let mut rest = bare.as_str();
    for wanted in start.chars() {
        let at = rest.find(char::is_alphanumeric)?;
        rest = rest.get(at..)?.strip_prefix(wanted)?;
    }
    Some(format!("{typed}{}", rest.replace(' ', "-")))
}

fn describe_head(head: &ConceptHead<&str>) -> String {
    let qualifier = head.qualifier.map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{}{qualifier}", head.label)
}

/// Adds the names by which the concepts that go by a label are best typed.
fn offer_names(
    base: &Base,
    typed: &str,
    label: &str,
    postings: &[Posting],
    found: &mut BTreeMap<String, String>,
) -> Result<(), ImageError> {
    for posting in postings {
        let head = base.concept_head(posting.concept)?;
        let value = match posting.reach {
            LookupKind::Id => head.id.to_owned(),
            LookupKind::Hidden => continue,
            // An identifier is enough where it begins as typed.
            LookupKind::Preferred if text::fold(head.id).starts_with(typed) => continue,
            _ => match find_spelling(base, posting.concept, label)? {
                Some(label) => label,
                None => continue,
            },
        };
        found.entry(value).or_insert_with(|| describe_head(&head));
    }
    Ok(())
}

/// A concept's label that folds to what was found, as it is written, less the implied words if need be.
fn find_spelling(base: &Base, id: ConceptId, folded: &str) -> Result<Option<String>, ImageError> {
    let implied = &base.settings().implied_words;
    let labels = base.concept_record(id)?.concept.labels;
    let forms = labels.iter().flat_map(|label| {
        let less = label.text.split(' ').filter(|word| !implied.iter().any(|it| it == word));
        [label.text.to_owned(), less.collect::<Vec<_>>().join(" ")]
    });
    let mut found = forms.into_iter().filter(|form| text::fold(form) == folded);
    Ok(found.next())
}

/// Identifiers of voices.
pub(crate) fn complete_voices(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, _| {
        let voices = (0_u32..).take(base.voice_count()?).map(|number| base.voice(VoiceId(number)));
        voices
            .map(|voice| voice.map(|voice| (voice.id.to_owned(), voice.name.to_owned())))
            .collect()
    })
}

/// Names of kinds.
pub(crate) fn complete_kinds(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, _| {
        Ok(base.kinds()?.iter().map(|kind| (kind.id.to_owned(), kind.means.to_owned())).collect())
    })
}

/// Names of facets and, behind `=`, their values.
pub(crate) fn complete_facets(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, typed| {
        let mut found = vec![];
        for (number, facet) in (0_u32..).zip(base.facets()?) {
            if typed.strip_prefix(facet.id).is_none_or(|rest| !rest.starts_with('=')) {
                found.push((facet.id.to_owned(), facet.means.to_owned()));
                continue;
            }
            let mut values: Vec<_> = facet.values.iter().map(|it| (*it).to_owned()).collect();
            if values.is_empty() {
                values = collect_given_values(base, number)?;
            }
            let name = facet.label;
            found.extend(values.iter().map(|it| (format!("{}={it}", facet.id), name.to_owned())));
        }
        Ok(found)
    })
}

/// The values that are given of a facet which takes any.
fn collect_given_values(base: &Base, facet: u32) -> Result<Vec<String>, ImageError> {
    let mut found = vec![];
    for id in base.concept_ids()? {
        let values = base.concept_record(id)?.concept.facets;
        let values = values.into_iter().filter(|value| value.facet.0 == facet);
        found.extend(values.map(|value| value.value.to_owned()));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Names of relations, from either end.
pub(crate) fn complete_relations(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, _| {
        let kinds = base.relation_kinds()?;
        let both = kinds.iter().flat_map(|kind| {
            let back = format!("{} from the far end", kind.id);
            let back = (!kind.is_symmetric()).then(|| (kind.inverse.to_owned(), back));
            std::iter::once((kind.id.to_owned(), kind.means.to_owned())).chain(back)
        });
        Ok(both.collect())
    })
}

/// Languages in which there are labels.
pub(crate) fn complete_languages(typed: &OsStr) -> Vec<CompletionOffer> {
    complete_from_base(typed, |base, _| {
        Ok(base.languages()?.into_iter().map(|language| (language, String::new())).collect())
    })
}

/// Formats that write every answer.
pub(crate) fn complete_formats(typed: &OsStr) -> Vec<CompletionOffer> {
    let all = FORMATS.iter().filter(|format| !format.findings_only());
    let known = all.filter(|format| typed.to_str().is_some_and(|it| format.name.starts_with(it)));
    known.map(|format| (format.name.to_owned(), format.about.to_owned())).collect()
}

/// Asks the base that the line names; nothing is offered where that cannot be read, or that does not begin as typed.
fn complete_from_base(
    typed: &OsStr,
    ask: impl FnOnce(&Base, &str) -> Result<Vec<CompletionOffer>, ImageError>,
) -> Vec<CompletionOffer> {
    let Some(typed) = typed.to_str() else { return vec![] };
    let Some(base) = load::open_if_sound(&corpora_on_command_line()) else { return vec![] };
    let found = ask(&base, typed).unwrap_or_default().into_iter();
    found.filter_map(|(name, about)| Some((spell_as_typed(&name, typed)?, about))).collect()
}

/// A name that goes on from what is typed, letter by letter, since shells match so; none if the name does not begin so,
/// or if it would be taken for something else.
fn spell_as_typed(name: &str, typed: &str) -> Option<String> {
    let mut rest = name.chars();
    for c in typed.chars() {
        let there = rest.next()?;
        let gap = |c: char| c == ' ' || c == '-';
        if !(c.to_lowercase().eq(there.to_lowercase()) || gap(c) && gap(there)) {
            return None;
        }
    }
    let rest = rest.as_str();
    // A hyphen is as good as a space, which most have to quote; whoever quotes one goes on with spaces.
    let plain = if typed.contains(' ') { rest.to_owned() } else { rest.replace(' ', "-") };
    let loud = typed.chars().count() > 1 && typed.chars().all(char::is_uppercase);
    let spelled = [plain.to_uppercase(), plain].map(|rest| format!("{typed}{rest}"));
    let folded = text::fold(name);
    let mut spelled = spelled.into_iter().skip(usize::from(!loud));
    let spelled = spelled.find(|spelled| text::fold(spelled) == folded)?;
    let option = typed.is_empty() && spelled.starts_with('-') || spelled == "-";
    (!option && text::is_safe(&spelled)).then_some(spelled)
}

/// What `--terms` names among the words that the shell hands over; over that, what `--in` names.
fn corpora_on_command_line() -> Vec<PathBuf> {
    let mut words = shells::words_before_cursor().iter();
    let (mut found, mut own) = (vec![], None);
    while let Some(word) = words.next() {
        if word == "--terms" {
            found.extend(words.next().map(named_path));
        } else if let Some(path) = word.to_str().and_then(|word| word.strip_prefix("--terms=")) {
            found.push(named_path(path));
        } else if word == "--in" {
            own = words.next().map(named_path);
        }
    }
    found.into_iter().chain(own).collect()
}

/// A path as it is meant: a shell hands over the `~` that stands for the home.
fn named_path(path: impl AsRef<OsStr>) -> PathBuf {
    let path = Path::new(path.as_ref());
    match (path.strip_prefix("~"), env::var_os("HOME")) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[CompletionOffer]) -> Vec<&str> {
        found.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn identifiers_and_short_names_are_offered_with_their_labels() {
        let found = complete_terms(OsStr::new("customer-succ"));
        assert!(found.contains(&("customer-success".to_owned(), "customer success".to_owned())));
        assert!(names(&complete_terms(OsStr::new("succ"))).contains(&"success"));
        assert!(names(&complete_terms(OsStr::new("CS"))).contains(&"CS"));
        assert!(complete_terms(OsStr::new("xyzzy")).is_empty());
        assert!(names(&complete_terms(OsStr::new(""))).iter().all(|name| !name.contains(' ')));
    }

    #[test]
    fn voices_kinds_facets_and_relations_are_offered() {
        assert!(names(&complete_voices(OsStr::new("annette"))).contains(&"annette-franz"));
        assert_eq!(names(&complete_kinds(OsStr::new("disc"))), ["discipline"]);
        assert_eq!(names(&complete_facets(OsStr::new("mark"))), ["market"]);
        assert!(names(&complete_facets(OsStr::new("market="))).contains(&"market=B2B"));
        assert_eq!(names(&complete_relations(OsStr::new("superset"))), ["superset-of"]);
    }

    #[test]
    fn what_is_typed_without_marks_and_gaps_is_typed_on() {
        assert_eq!(type_on("deja", "deja", "déjà vu").as_deref(), Some("deja-vu"));
        assert_eq!(type_on("on-bo", "onbo", "onboarding").as_deref(), Some("on-boarding"));
        assert_eq!(type_on("strasse", "strasse", "Straße").as_deref(), Some("strasse"));
        assert_eq!(type_on("healths", "healths", "health score").as_deref(), Some("healthscore"));
        assert_eq!(type_on("x", "x", "health"), None);
        assert!(names(&complete_terms(OsStr::new("on-boar"))).contains(&"on-boarding"));
    }

    #[test]
    fn formats_for_findings_are_offered_to_no_question() {
        assert_eq!(names(&complete_formats(OsStr::new(""))), ["human", "json", "markdown"]);
        assert!(complete_formats(OsStr::new("sar")).is_empty());
    }

    #[test]
    fn every_term_that_is_offered_means_something() {
        let base = load::open_if_sound(&[]).expect("the built-in corpus");
        for letter in 'a'..='z' {
            for (name, _) in complete_terms(OsStr::new(&letter.to_string())) {
                let found = cxterms_base::resolve_name(&base, &name).expect("a sound image");
                assert!(!found.answers.is_empty(), "{name}");
            }
        }
    }
}
