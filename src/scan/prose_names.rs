//! The name at a place of a document, what an abbreviation may mean, and where it is first used.

use super::{
    adapt::adapt_words,
    article::fits_article,
    block_words::BlockWords,
    facts::DocumentFacts,
    finding_place::FindingPlace,
    fix::fix_document,
    gather::FactsGatherer,
    report::ScanFinding,
    rules::{NAME_TO_AVOID, RETIRED_CONCEPT},
    vocabulary::Vocabulary,
};
use cxterms_base::image::ImageError;
use cxterms_document::{DocumentEvent, DocumentFormat, ProseBlock, read_bytes};
use std::ops::Range;

/// A concept that an abbreviation may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedReading {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Whether an overlay says that the abbreviation means it.
    pub pinned: bool,
}

/// The name of the base that stands at a byte of a document, in its prose; single words only if the vocabulary counts names.
///
/// # Errors
/// When the base is damaged.
pub fn find_name_at(
    vocabulary: &Vocabulary<'_>,
    bytes: &[u8],
    format: DocumentFormat,
    at: u64,
) -> Result<Option<FindingPlace>, ImageError> {
    let gatherer = FactsGatherer::new(vocabulary, "");
    let mut found = Ok(None);
    let read = read_bytes(bytes, format, &mut |event| {
        let DocumentEvent::Block(block) = event else { return };
        let whole = block.locate(0..block.text().len()).bytes;
        if matches!(found, Ok(None)) && whole.is_some_and(|it| it.start <= at && at <= it.end) {
            found = find_in_block(&gatherer, &block, at);
        }
    });
    // What cannot be read has no names.
    if read.is_err() { Ok(None) } else { found }
}

fn find_in_block(
    gatherer: &FactsGatherer<'_, '_>,
    block: &ProseBlock<'_>,
    at: u64,
) -> Result<Option<FindingPlace>, ImageError> {
    let words = BlockWords::from_text(block.text());
    for name in gatherer.find_names(block.text(), &words)? {
        let spot = gatherer.spot(block, words.bytes(name.words));
        if spot.bytes.as_ref().is_some_and(|it| it.start <= at && at <= it.end) {
            return Ok(Some(FindingPlace::from_spot("", &spot)));
        }
    }
    Ok(None)
}

/// What an abbreviation may mean, as the base has it.
///
/// # Errors
/// When the base is damaged.
pub fn list_readings(
    vocabulary: &Vocabulary<'_>,
    abbreviation: &str,
) -> Result<Vec<OfferedReading>, ImageError> {
    let Some(role) = vocabulary.role_of_text(abbreviation)? else { return Ok(vec![]) };
    let same = role.readings.iter().filter(|reading| reading.text == abbreviation);
    let offered = same.map(|reading| OfferedReading {
        id: reading.id.clone(),
        label: reading.label.clone(),
        pinned: reading.pinned,
    });
    Ok(offered.collect())
}

impl DocumentFacts {
    /// Where an abbreviation is first used, if no markup stands within and the document says nowhere what it means.
    pub fn find_first_use(&self, abbreviation: &str) -> Option<FindingPlace> {
        if self.expansions.iter().any(|it| it.abbreviation == abbreviation) {
            return None;
        }
        let uses = self.abbreviations.iter().filter(|it| it.text == abbreviation);
        let first = uses.min_by_key(|it| it.spot.bytes.as_ref().map(|bytes| bytes.start))?;
        let whole = first.spot.pieces.is_empty() && first.spot.bytes.is_some();
        whole.then(|| FindingPlace::from_spot(&self.file, &first.spot))
    }
}

/// Other words for a name that is better not used, and where they go; none where they would read otherwise.
pub fn reword_finding(
    bytes: &[u8],
    format: DocumentFormat,
    found: &ScanFinding,
) -> Option<(Range<usize>, String)> {
    let mut found = found.clone();
    if found.rule == RETIRED_CONCEPT {
        let label = &found.place.label;
        let adapted = found.instead.map(|instead| adapt_words(&found.place.text, label, &instead));
        (found.rule, found.instead) = (NAME_TO_AVOID, adapted);
    }
    let fixed = fix_document(bytes, format, &[&found]);
    let start = usize::try_from(found.place.start?).ok()?;
    let end = usize::try_from(found.place.end?).ok()?;
    (fixed.changes == 1).then_some((start..end, found.instead?))
}

/// The long form of an abbreviation before it, where it is first used, and where that goes; the article before it fits.
pub fn expand_use(text: &str, first: &FindingPlace, label: &str) -> Option<(Range<usize>, String)> {
    let start = usize::try_from(first.start?).ok()?;
    let end = usize::try_from(first.end?).ok()?;
    let words = format!("{label} ({})", first.text);
    let lead = text.get(..start)?;
    if fits_article(lead, &words) {
        return Some((start..end, words));
    }
    // The other article.
    let before = lead.trim_end_matches(' ');
    let at = before.rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    let swapped = match before.get(at..)? {
        "a" => "an",
        "A" => "An",
        "an" => "a",
        "An" => "A",
        _ => return None,
    };
    Some((at..end, format!("{swapped} {words}")))
}
