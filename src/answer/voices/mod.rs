//! List of the voices, and everything that one voice says.

mod heard;
mod page;
mod screen;

use super::{
    VERSION,
    ask::Ask,
    cited_works::CitedWork,
    concept_names::NameCache,
    define::{self, DefinedConcept},
    digest::Detail,
    disputes::{self, DescribedDispute},
};
use cxterms_base::{
    Base, End, Perspective,
    corpus::{self, VoiceId},
    image::ImageError,
    text::{self, CollationKey},
};
use cxterms_page::Count;
use serde::Serialize;
use std::collections::BTreeMap;

pub(crate) use heard::split_by_voice;

/// Who speaks here, the most talkative first.
#[derive(Debug, Serialize)]
pub struct VoicesAnswer<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The voices.
    pub voices: Vec<VoiceSummary<'b>>,
    /// Why just these are listed, where it is not for a perspective.
    #[serde(skip)]
    lead: Option<String>,
    /// What was asked for, where it is not everybody.
    #[serde(skip)]
    asked: Option<String>,
    /// The kinds of voice, in the manifest's order.
    #[serde(skip)]
    kinds: Vec<&'b str>,
    /// Whether the list is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
}

/// A voice, and how much it says.
#[derive(Debug, Serialize)]
pub struct VoiceSummary<'b> {
    /// Its identifier.
    pub voice: &'b str,
    /// Its name.
    pub name: &'b str,
    /// Which kind of voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'b str>,
    /// Who that is.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub about: &'b str,
    /// How many claims it makes or denies.
    pub claims: usize,
    /// The works in which it is heard, those with most claims first.
    pub works: Vec<CitedWork<'b>>,
}

/// Everything that one voice says, and with whom it disagrees.
#[derive(Debug, Serialize)]
pub struct VoiceStatements<'b> {
    /// The number of this shape.
    pub version: u32,
    /// Who speaks.
    #[serde(flatten)]
    pub speaker: VoiceSummary<'b>,
    /// What it says, term by term.
    pub concepts: Vec<DefinedConcept<'b>>,
    /// Where it disagrees with others.
    pub disputes: Vec<DescribedDispute<'b>>,
    /// Whether a person sees where its works are found.
    #[serde(skip)]
    sources: bool,
    /// Whether it is to be cut to a screen.
    #[serde(skip)]
    on_screen: bool,
}

/// Lists the voices that a perspective hears.
///
/// ```
/// use cxterms::{answer::{self, Ask}, builtin};
///
/// let base = builtin::open()?;
/// let answer = answer::voices(Ask::new(&base))?;
/// assert!(answer.voices.iter().any(|speaker| speaker.voice == "gainsight"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the base is damaged.
pub fn voices(ask: Ask<'_>) -> Result<VoicesAnswer<'_>, ImageError> {
    let naming = NameCache::new(ask);
    let all = (0_u32..).take(ask.base.voice_count()?).map(VoiceId);
    let mut voices = summarize_voices(&naming, all)?;
    // Who only reports others says nothing here.
    voices.retain(|speaker| speaker.claims > 0);
    Ok(list_voices(ask, voices))
}

/// Lists several voices that go by one name, or are heard in the work that it names.
///
/// # Errors
/// When the base is damaged.
pub fn namesake_voices<'b>(
    ask: Ask<'b>,
    name: &str,
    ids: &[VoiceId],
) -> Result<VoicesAnswer<'b>, ImageError> {
    let naming = NameCache::new(ask);
    let mut so_called = true;
    for id in ids {
        let voice = naming.voice(*id)?;
        let wanted = text::fold(name);
        so_called &= [voice.id, voice.name, voice.short].iter().any(|it| text::fold(it) == wanted);
    }
    let voices = summarize_voices(&naming, ids.iter().copied())?;
    let count = Count(voices.len(), "voice");
    let verb = if so_called { "go by" } else { "are heard in" };
    let lead = format!("{count} {verb} `{name}`");
    let asked = Some(name.to_owned());
    Ok(VoicesAnswer { lead: Some(lead), asked, ..list_voices(ask, voices) })
}

fn list_voices<'b>(ask: Ask<'b>, mut voices: Vec<VoiceSummary<'b>>) -> VoicesAnswer<'b> {
    voices.sort_by_key(|speaker| (std::cmp::Reverse(speaker.claims), speaker.name));
    let kinds = ask.base.settings().voice_kinds.iter().map(String::as_str).collect();
    let on_screen = ask.detail == Detail::Digest;
    VoicesAnswer { version: VERSION, voices, lead: None, asked: None, kinds, on_screen }
}

/// What there is to tell of some voices that a perspective hears.
fn summarize_voices<'b>(
    naming: &NameCache<'b>,
    ids: impl Iterator<Item = VoiceId>,
) -> Result<Vec<VoiceSummary<'b>>, ImageError> {
    let ask = naming.ask;
    let mut counts = count_claims(ask.base, ask.perspective)?;
    let heard = ids.filter(|id| ask.perspective.includes(*id));
    heard.map(|id| summarize_voice(naming, id, counts.remove(&id).unwrap_or_default())).collect()
}

/// Gathers everything that one voice says, and the disputes, among the voices of a perspective, in which it takes part.
///
/// # Errors
/// When the base is damaged.
pub fn voice_statements<'b>(
    ask: Ask<'b>,
    voice: VoiceId,
    alone: &'b Perspective,
) -> Result<VoiceStatements<'b>, ImageError> {
    let base = ask.base;
    let naming = NameCache::with_speaker(Ask { perspective: alone, ..ask }, voice);
    let mut concepts = vec![];
    for id in base.concept_ids()? {
        let mut defined = define::gather_claims(&naming, id, define::NotesWanted::Own)?;
        // A relation is told where it is written.
        let written: Vec<_> =
            base.edges_from(id)?.iter().map(|edge| (edge.relation, edge.to)).collect();
        defined.relations.retain(|related| {
            let order = related.order;
            order.end == End::Near && written.contains(&(order.relation, related.other))
        });
        if !defined.is_silent() {
            concepts.push(defined);
        }
    }
    concepts.sort_by_cached_key(|concept| CollationKey::new(&concept.term.name()));
    let everyone = NameCache::new(ask);
    let mut disputes = disputes::describe_disputes(&everyone, None, |dispute| {
        dispute.sides.iter().flat_map(|side| &side.by).any(|cited| cited.voice == voice)
    })?;
    let name = naming.voice(voice)?.id;
    // The voice comes first on its side, so that it is named where others are only counted.
    for side in disputes.iter_mut().flat_map(|dispute| &mut dispute.sides) {
        side.by.sort_by_key(|cited| cited.voice != name);
    }
    // With whom it disagrees most comes first.
    disputes.sort_by_key(|dispute| std::cmp::Reverse(dispute.count_against(name)));
    let counted = count_claims(base, alone)?.remove(&voice).unwrap_or_default();
    Ok(VoiceStatements {
        version: VERSION,
        speaker: summarize_voice(&naming, voice, counted)?,
        concepts,
        disputes,
        on_screen: ask.detail == Detail::Digest,
        sources: ask.sources,
    })
}

/// How many claims a voice makes or denies, and how many in each work, by number.
type ClaimCount = (usize, BTreeMap<u32, usize>);

fn count_claims(
    base: &Base,
    heard: &Perspective,
) -> Result<BTreeMap<VoiceId, ClaimCount>, ImageError> {
    let mut counts: BTreeMap<VoiceId, ClaimCount> = BTreeMap::new();
    for id in base.concept_ids()? {
        let own = base.concept_record(id)?.concept.definition;
        if let Some(own) = own.filter(|own| heard.hears_own_words(own.voice)) {
            counts.entry(own.voice).or_default().0 += 1;
        }
    }
    cxterms_base::visit_claims(base, |said| {
        let mut before = vec![];
        for citation in said.citations().filter(|citation| heard.hears(citation)) {
            let (claims, works) = counts.entry(citation.voice).or_default();
            *claims += usize::from(!before.contains(&citation.voice));
            before.push(citation.voice);
            if let Some(work) = citation.work {
                *works.entry(work.0).or_default() += 1;
            }
        }
    })?;
    Ok(counts)
}

fn summarize_voice<'b>(
    naming: &NameCache<'b>,
    id: VoiceId,
    (claims, works): ClaimCount,
) -> Result<VoiceSummary<'b>, ImageError> {
    let voice = naming.voice(id)?;
    let mut works: Vec<_> = works.into_iter().collect();
    works.sort_by_key(|(_, claims)| std::cmp::Reverse(*claims));
    let works = works
        .into_iter()
        .map(|(work, _)| CitedWork::from_work(naming, &*naming.work(corpus::WorkId(work))?));
    let works = works.collect::<Result<_, _>>()?;
    let kinds = &naming.ask.base.settings().voice_kinds;
    let kind = voice.kind.and_then(|kind| kinds.get(kind.index())).map(String::as_str);
    let (id, name, about) = (voice.id, voice.name, voice.about);
    Ok(VoiceSummary { voice: id, name, kind, about, claims, works })
}
