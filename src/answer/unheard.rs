//! Who speaks of a term of which the chosen voices say nothing.

use super::{attribution, concept_names::NameCache};
use cxterms_base::{
    ConceptId,
    corpus::{CitedStance, VoiceId},
    image::ImageError,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// How many voices are named.
const MAX_NAMED: usize = 3;

/// The voices that speak of some concepts, those with most claims first; the corpus's own is not among them.
pub(super) fn list_speakers<'b>(
    naming: &NameCache<'b>,
    ids: &[ConceptId],
) -> Result<Vec<&'b str>, ImageError> {
    let base = naming.ask.base;
    let mut claims: BTreeMap<VoiceId, usize> = BTreeMap::new();
    let mut count = |said: &CitedStance<&str>| {
        let mut voices: Vec<_> =
            said.asserted_by.iter().chain(&said.denied_by).map(|cited| cited.voice).collect();
        voices.sort();
        voices.dedup();
        for voice in voices {
            *claims.entry(voice).or_default() += 1;
        }
    };
    for id in ids {
        base.concept_record(*id)?.concept.cited_stances().for_each(&mut count);
        for edge in [base.edges_from(*id)?, base.edges_to(*id)?].concat() {
            count(&base.edge_claim(&edge)?.said);
        }
    }
    let mut speakers: Vec<_> =
        claims.into_iter().filter(|(voice, _)| !base.is_own(*voice)).collect();
    speakers.sort_by_key(|(voice, claims)| (Reverse(*claims), *voice));
    speakers.into_iter().map(|(voice, _)| Ok(naming.voice(voice)?.name)).collect()
}

/// That the chosen voices say nothing of a term, and who does.
pub(super) fn describe_silence(chosen: &[&str], term: &str, speakers: &[&str]) -> String {
    let silent = match chosen {
        [] => format!("nobody who is chosen says anything of {term}"),
        [one] => format!("{one} says nothing of {term}"),
        _ => format!("none of these {} voices says anything of {term}", chosen.len()),
    };
    if speakers.is_empty() {
        return format!("{silent}, and nobody else does");
    }
    let who = attribution::name_some(speakers, MAX_NAMED);
    let does = if speakers.len() == 1 { "does" } else { "do" };
    format!("{silent}; {who} {does}")
}
