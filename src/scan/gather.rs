//! A document → its facts, block by block.

use super::{
    abbreviation::{LookedLine, is_used_here, strip_abbreviation},
    block_words::BlockWords,
    expansion::{ExpansionReader, derive_key},
    facts::{AbbreviationUse, DocumentFacts, FoundExpansion, JoinedNames, NameUse, keep_fact},
    neighbors::{ends_larger_name, is_apposition, list_neighbors},
    spot::Spot,
    vocabulary::{LabelRole, Vocabulary},
};
use cxterms_base::{image::ImageError, text};
use cxterms_document::{
    BlockKind, CellPlace, DocumentEvent, ProseBlock, SourcePlace,
    words::{Joint, WordKind, split_sentences},
};
use std::{ops::Range, sync::Arc};

/// How many characters around a finding are kept of a file that has no lines to show.
const AROUND: usize = 60;

/// The names of the longest heading that may be a long form, in words.
const MAX_HEADING_WORDS: usize = 8;

/// A text that the next block may refer to: a heading, or the cell before.
#[derive(Debug)]
struct EarlierText {
    text: String,
    spot: Spot,
    cell: Option<CellPlace>,
}

/// A name found in a block, by its words.
struct FoundName {
    words: Range<usize>,
    role: Arc<LabelRole>,
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
        self.add_joined(block, words, &names)?;
        self.count_names(block.text(), words, &names)?;
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
        self.add_expansions(block, words)?;
        self.add_abbreviations(block, words)?;
        self.remember(block, words);
        Ok(())
    }

    /// Tells the comments before a block where its lines are.
    fn place_comments(&mut self, block: &ProseBlock<'_>) {
        let place = block.locate(0..block.text().len());
        if let (SourcePlace::Line(start), SourcePlace::Line(end)) = (place.start, place.end) {
            self.facts.ignores.place_block(self.block, start.line..=end.line);
        }
    }

    /// The names in a text: at each word the longest; none within another.
    fn find_names(&self, text: &str, words: &BlockWords) -> Result<Vec<FoundName>, ImageError> {
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
            if count == 1 && !minds_single_words {
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
            self.facts.met.add_name(text, words.bytes(found.words.clone()), &found.role);
        }
        self.facts.met.add_abbreviations(self.vocabulary, text, words)
    }

    /// Two names that stand for each other: `customer service/success`, `customer care, also known as customer support`.
    fn add_joined(
        &mut self,
        block: &ProseBlock<'_>,
        words: &BlockWords,
        names: &[FoundName],
    ) -> Result<(), ImageError> {
        let text = block.text();
        for (at, found) in names.iter().enumerate().filter(|(_, found)| !found.role.is_single()) {
            let end = found.words.end;
            let next = names.get(at + 1).filter(|next| !next.role.is_single());
            let slash = words.get(end).is_some_and(|word| word.joint == Joint::Slash);
            let (role, end, whole) = match next {
                Some(next) if slash && next.words.start == end => {
                    (Some(Arc::clone(&next.role)), next.words.end, true)
                }
                Some(next)
                    if is_apposition(text, words, end..next.words.start)
                        && !ends_larger_name(text, words, found.words.start) =>
                {
                    (Some(Arc::clone(&next.role)), next.words.end, false)
                }
                _ if slash => (self.complete_elided(words, found)?, end + 1, true),
                _ => (None, end, false),
            };
            let Some(role) = role else { continue };
            if let Some(concepts) = self.find_contrast(&found.role, &role, whole)? {
                let spot = self.spot(block, words.bytes(found.words.start..end));
                keep_fact(
                    &mut self.facts.joined,
                    &mut self.facts.is_cut,
                    JoinedNames { spot, concepts },
                );
            }
        }
        Ok(())
    }

    /// The name of which a slash leaves only the last word: `success` behind `customer service/`.
    fn complete_elided(
        &self,
        words: &BlockWords,
        found: &FoundName,
    ) -> Result<Option<Arc<LabelRole>>, ImageError> {
        let end = found.words.end;
        let head = found.words.start..end.saturating_sub(1);
        let head: Vec<_> = head.map(|at| words.folded(at)).collect();
        let name = [head, vec![words.folded(end)]].concat().join(" ");
        self.vocabulary.role_of_text(&name)
    }

    /// The concepts of two names that voices set apart; where they stand as wholes, only disciplines.
    fn find_contrast(
        &self,
        one: &LabelRole,
        other: &LabelRole,
        disciplines: bool,
    ) -> Result<Option<[cxterms_base::ConceptId; 2]>, ImageError> {
        for a in one.named.iter().copied() {
            for b in other.named.iter().copied().filter(|b| *b != a) {
                let vocabulary = self.vocabulary;
                let wanted = match disciplines {
                    true => vocabulary.is_discipline(a)? && vocabulary.is_discipline(b)?,
                    false => !vocabulary.is_metric(a)? && !vocabulary.is_metric(b)?,
                };
                if wanted && !vocabulary.who_sets_apart(a, b)?.is_empty() {
                    return Ok(Some([a, b]));
                }
            }
        }
        Ok(None)
    }

    fn add_expansions(
        &mut self,
        block: &ProseBlock<'_>,
        words: &BlockWords,
    ) -> Result<(), ImageError> {
        let vocabulary = self.vocabulary;
        let reader = ExpansionReader { text: block.text(), words, vocabulary };
        for long in reader.find_all()? {
            let spot = self.spot(block, words.bytes(long.words));
            self.push_expansion(spot, long.abbreviation);
        }
        let Some(earlier) = self.earlier.take() else { return Ok(()) };
        let earlier_words = BlockWords::from_text(&earlier.text);
        let before = ExpansionReader { text: &earlier.text, words: &earlier_words, vocabulary };
        match (earlier.cell, block.kind()) {
            (Some(one), BlockKind::TableCell(next)) if is_beside(one, next) => {
                if let Some(bare) = sole_abbreviation(block.text(), words)
                    && before.match_whole(bare)?.is_some()
                {
                    self.push_expansion(earlier.spot, bare.to_owned());
                } else if let Some(bare) = sole_abbreviation(&earlier.text, &earlier_words)
                    && let Some(long) = reader.match_beginning(bare)?
                {
                    let spot = self.spot(block, words.bytes(long));
                    self.push_expansion(spot, bare.to_owned());
                }
            }
            (None, kind) if !matches!(kind, BlockKind::Heading(_)) => {
                let first = split_sentences(block.text()).next().unwrap_or_default();
                for at in
                    (0..words.len()).take_while(|at| words.bytes(*at..at + 1).end <= first.end)
                {
                    let bare = strip_abbreviation(words.written(block.text(), at));
                    if let Some(bare) = bare
                        && before.match_whole(bare)?.is_some()
                    {
                        self.push_expansion(earlier.spot.clone(), bare.to_owned());
                        break;
                    }
                }
            }
            _ => {}
        }
        Ok(())
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
    ) -> Result<(), ImageError> {
        let text = block.text();
        // A cell of nothing else tells nothing of what it means.
        let alone = words.len() == 1 && matches!(block.kind(), BlockKind::TableCell(_));
        let mut line = LookedLine::default();
        for at in 0..words.len() {
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
                let beside = list_neighbors(text, words, at);
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
            let spot = self.spot(block, words.bytes(0..words.len()));
            self.earlier = Some(EarlierText { text: spot.text.clone(), spot, cell });
        }
    }

    fn spot(&self, block: &ProseBlock<'_>, span: Range<usize>) -> Spot {
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
