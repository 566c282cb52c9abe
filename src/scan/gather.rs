//! A document → its facts, block by block.

use super::{
    abbreviation::{LookedLine, is_used_here, strip_abbreviation},
    block_words::BlockWords,
    expansion::{ExpansionReader, derive_key},
    facts::{AbbreviationUse, DocumentFacts, FoundExpansion, JoinedNames, NameUse, keep_fact},
    joined::{FoundName, find_joined},
    neighbors::list_neighbors,
    spot::Spot,
    vocabulary::Vocabulary,
};
use cxterms_base::{image::ImageError, text};
use cxterms_document::{
    BlockKind, CellPlace, DocumentEvent, ProseBlock, SourcePlace, words::WordKind,
};
use std::{collections::BTreeSet, ops::Range, sync::Arc};

/// How many characters around a finding are kept of a file that has no lines to show.
const AROUND: usize = 60;

/// The names of the longest heading that may be a long form, in words.
const MAX_HEADING_WORDS: usize = 8;

/// A text that the next block may refer to: a heading, or the cell before.
#[derive(Debug)]
struct EarlierText {
    text: String,
    /// The places of its parts that may be a long form.
    spots: Vec<(Range<usize>, Spot)>,
    cell: Option<CellPlace>,
}

impl EarlierText {
    fn take_spot(&self, part: &Range<usize>) -> Option<Spot> {
        self.spots.iter().find(|(known, _)| known == part).map(|(_, spot)| spot.clone())
    }
}

/// Gathers the facts of one document.
#[derive(Debug)]
pub struct FactsGatherer<'v, 'b> {
    vocabulary: &'v Vocabulary<'b>,
    facts: DocumentFacts,
    words: BlockWords,
    block: usize,
    earlier: Option<EarlierText>,
    failed: Option<ImageError>,
}

/// What one document says: `read` hands its events on, and fails as reading does.
///
/// # Errors
/// When the base is damaged.
pub fn gather_document<E>(
    vocabulary: &Vocabulary<'_>,
    file: &str,
    read: impl FnOnce(&mut dyn FnMut(DocumentEvent<'_>)) -> Result<(), E>,
) -> Result<(DocumentFacts, Result<(), E>), ImageError> {
    let mut gatherer = FactsGatherer::new(vocabulary, file);
    let read = read(&mut |event| gatherer.add_event(&event));
    Ok((gatherer.finish()?, read))
}

impl<'v, 'b> FactsGatherer<'v, 'b> {
    /// Begins with a document.
    pub fn new(vocabulary: &'v Vocabulary<'b>, file: &str) -> Self {
        let facts = DocumentFacts { file: file.to_owned(), ..DocumentFacts::default() };
        let (words, earlier, failed) = (BlockWords::default(), None, None);
        Self { vocabulary, facts, words, block: 0, earlier, failed }
    }

    /// What was gathered.
    ///
    /// # Errors
    /// When the base is damaged.
    pub fn finish(self) -> Result<DocumentFacts, ImageError> {
        self.failed.map_or(Ok(self.facts), Err)
    }

    /// Takes what is met in the document.
    pub fn add_event(&mut self, event: &DocumentEvent<'_>) {
        match event {
            DocumentEvent::Block(block) => {
                let mut words = std::mem::take(&mut self.words);
                words.read_text(block.text());
                if let Err(error) = self.add_block(block, &words) {
                    self.failed.get_or_insert(error);
                }
                self.words = words;
                self.block += 1;
            }
            DocumentEvent::Directive(directive) => self.facts.ignores.add(directive, self.block),
            DocumentEvent::InvalidUtf8(_) => {}
        }
    }

    fn add_block(&mut self, block: &ProseBlock<'_>, words: &BlockWords) -> Result<(), ImageError> {
        self.place_comments(block);
        if self.facts.is_full() {
            self.facts.is_cut = true;
            return Ok(());
        }
        let names = self.find_names(block.text(), words)?;
        for joined in find_joined(self.vocabulary, block.text(), words, &names)? {
            let spot = self.spot(block, words.bytes(joined.words));
            let joined = JoinedNames { spot, concepts: joined.concepts };
            keep_fact(&mut self.facts.joined, &mut self.facts.is_cut, joined);
        }
        self.count_names(block.text(), words, &names)?;
        // Of a name of several words, the abbreviation in it is a part.
        let whole =
            names.iter().filter(|found| found.words.len() > 1 && found.role.stands_as_whole());
        let parts: BTreeSet<usize> = whole.flat_map(|found| found.words.clone()).collect();
        for found in names {
            if found.role.is_advised_against() {
                let spot = self.spot(block, words.bytes(found.words));
                keep_fact(
                    &mut self.facts.names,
                    &mut self.facts.is_cut,
                    NameUse { spot, role: found.role },
                );
            }
        }
        let explained = self.add_expansions(block, words)?;
        self.add_abbreviations(block, words, &parts, &explained)?;
        self.remember(block, words);
        Ok(())
    }

    /// Tells the comments before a block where its lines are.
    fn place_comments(&mut self, block: &ProseBlock<'_>) {
        let place = block.locate(0..block.text().len());
        if let (SourcePlace::Line(start), SourcePlace::Line(end)) = (place.start, place.end) {
            let lines = start.line..=end.line;
            self.facts.ignores.place_block(self.block, block.kind(), lines);
        }
    }

    /// The names in a text: at each word the longest; none within another.
    pub(super) fn find_names(
        &self,
        text: &str,
        words: &BlockWords,
    ) -> Result<Vec<FoundName>, ImageError> {
        let (mut found, mut at) = (vec![], 0);
        let minds_single_words = self.vocabulary.minds_single_words();
        while let Some(word) = words.get(at) {
            if word.kind == WordKind::Larger {
                at += 1;
                continue;
            }
            let Some((count, number)) = self.vocabulary.find_label(words, at)? else {
                at += 1;
                continue;
            };
            // A word with a hyphen in it may be a name of several words.
            if count == 1 && !minds_single_words && !words.folded(at).contains(' ') {
                at += 1;
                continue;
            }
            let span = at..at + count;
            let folded = text::fold(text.get(words.bytes(span.clone())).unwrap_or_default());
            let role = self.vocabulary.role_of_label(number, &folded)?;
            if role.folded == folded {
                found.push(FoundName { words: span, role });
            }
            at += count;
        }
        Ok(found)
    }

    /// Counts the names in a text, if they are asked for.
    fn count_names(
        &mut self,
        text: &str,
        words: &BlockWords,
        names: &[FoundName],
    ) -> Result<(), ImageError> {
        if !self.vocabulary.counts_names {
            return Ok(());
        }
        for found in names {
            let written = text.get(words.bytes(found.words.clone())).unwrap_or_default();
            self.facts.met.add_name(self.vocabulary, written, &found.role)?;
        }
        self.facts.met.add_abbreviations(self.vocabulary, text, words)
    }

    /// Adds the long forms that a block gives; the words that are abbreviations beside theirs.
    fn add_expansions(
        &mut self,
        block: &ProseBlock<'_>,
        words: &BlockWords,
    ) -> Result<Vec<usize>, ImageError> {
        let vocabulary = self.vocabulary;
        let reader = ExpansionReader { text: block.text(), words, vocabulary };
        let mut explained = vec![];
        for long in reader.find_all()? {
            let spot = self.spot(block, words.bytes(long.words));
            self.push_expansion(spot, long.abbreviation);
            explained.push(long.at);
        }
        // The words of an image stand in no order with those around it.
        if block.kind() == BlockKind::AltText {
            return Ok(explained);
        }
        let Some(earlier) = self.earlier.take() else { return Ok(explained) };
        let earlier_words = BlockWords::from_text(&earlier.text);
        let before = ExpansionReader { text: &earlier.text, words: &earlier_words, vocabulary };
        match (earlier.cell, block.kind()) {
            (Some(one), BlockKind::TableCell(next)) if is_beside(one, next) => {
                if let Some(bare) = sole_abbreviation(block.text(), words)
                    && let Some(long) = before.match_whole(bare)?
                    && let Some(spot) = earlier.take_spot(&long)
                {
                    self.push_expansion(spot, bare.to_owned());
                } else if let Some(bare) = sole_abbreviation(&earlier.text, &earlier_words)
                    && let Some(long) = reader.match_beginning(bare)?
                {
                    let spot = self.spot(block, words.bytes(long));
                    self.push_expansion(spot, bare.to_owned());
                }
            }
            (None, kind) if !matches!(kind, BlockKind::Heading(_)) => {
                if let Some(bare) = sole_abbreviation(&earlier.text, &earlier_words) {
                    if let Some(long) = reader.find_under_abbreviation(bare)? {
                        let spot = self.spot(block, words.bytes(long));
                        self.push_expansion(spot, bare.to_owned());
                    }
                } else if let Some((long, bare)) = reader.find_under(before)?
                    && let Some(spot) = earlier.take_spot(&long)
                {
                    self.push_expansion(spot, bare);
                }
            }
            _ => {}
        }
        Ok(explained)
    }

    fn push_expansion(&mut self, spot: Spot, abbreviation: String) {
        let key = derive_key(&spot.text);
        keep_fact(
            &mut self.facts.expansions,
            &mut self.facts.is_cut,
            FoundExpansion { spot, abbreviation, key },
        );
    }

    fn add_abbreviations(
        &mut self,
        block: &ProseBlock<'_>,
        words: &BlockWords,
        parts: &BTreeSet<usize>,
        explained: &[usize],
    ) -> Result<(), ImageError> {
        let text = block.text();
        // A cell of nothing else tells nothing of what it means.
        let alone = words.len() == 1 && matches!(block.kind(), BlockKind::TableCell(_));
        let mut line = LookedLine::default();
        for at in (0..words.len()).filter(|at| !parts.contains(at)) {
            let Some(word) = words.get(at).filter(|word| word.kind == WordKind::Plain) else {
                continue;
            };
            let Some(bare) = strip_abbreviation(words.written(text, at)) else { continue };
            let Some(role) = self.vocabulary.role_of_text(bare)? else { continue };
            if line.is_shouted(text, word.start) {
                continue;
            }
            let span = word.start..word.start + bare.len();
            if role.is_short_advised_against(bare) {
                let (spot, role) = (self.spot(block, span.clone()), Arc::clone(&role));
                keep_fact(&mut self.facts.names, &mut self.facts.is_cut, NameUse { spot, role });
            }
            let known = role.readings.iter().any(|reading| reading.text == bare);
            if known && !alone && is_used_here(text, words, at, bare) {
                let spot = self.spot(block, span);
                let beside = match explained.contains(&at) {
                    true => vec![],
                    false => list_neighbors(text, words, at),
                };
                let text = bare.to_owned();
                keep_fact(
                    &mut self.facts.abbreviations,
                    &mut self.facts.is_cut,
                    AbbreviationUse { spot, text, role, beside },
                );
            }
        }
        Ok(())
    }

    /// Keeps a heading or a cell for the block that follows.
    fn remember(&mut self, block: &ProseBlock<'_>, words: &BlockWords) {
        let cell = match block.kind() {
            BlockKind::TableCell(cell) => Some(cell),
            BlockKind::Heading(_) => None,
            _ => return,
        };
        if (1..=MAX_HEADING_WORDS).contains(&words.len()) {
            let text = block.text();
            let reader = ExpansionReader { text, words, vocabulary: self.vocabulary };
            let spots = reader.list_cores().into_iter().map(|core| {
                let spot = self.spot(block, words.bytes(core.clone()));
                (core, spot)
            });
            self.earlier =
                Some(EarlierText { text: text.to_owned(), spots: spots.collect(), cell });
        }
    }

    pub(super) fn spot(&self, block: &ProseBlock<'_>, span: Range<usize>) -> Spot {
        let found = block.locate(span.clone());
        let crossed = found.bytes.is_some() && found.crossing.markup;
        let pieces = match crossed {
            true => block.pieces(span.clone()).map(|piece| piece.bytes).collect(),
            false => vec![],
        };
        let around = found.bytes.is_none().then(|| cut_around(block.text(), &span));
        Spot {
            start: found.start,
            end: found.end,
            bytes: found.bytes,
            crossing: found.crossing,
            pieces,
            text: block.text().get(span).unwrap_or_default().to_owned(),
            around,
            block: self.block,
        }
    }
}

/// Whether the next cell stands behind one in its row.
fn is_beside(one: CellPlace, next: CellPlace) -> bool {
    (one.table, one.row, one.column + 1) == (next.table, next.row, next.column)
}

/// The abbreviation that a text is, if it is nothing else.
fn sole_abbreviation<'t>(text: &'t str, words: &BlockWords) -> Option<&'t str> {
    strip_abbreviation(words.written(text, 0)).filter(|_| words.len() == 1)
}

/// Some words around a span.
fn cut_around(text: &str, span: &Range<usize>) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let cut = text.get(from..span.end + to).unwrap_or_default().replace('\n', " ");
    let lead = if from > 0 { "…" } else { "" };
    let tail = if to < behind.len() { "…" } else { "" };
    format!("{lead}{}{tail}", cut.trim())
}
