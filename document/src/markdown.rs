//! Reads Markdown: `CommonMark` with GitHub's tables, footnotes, alerts and strikethrough.

mod front_matter;
mod inline_html;
mod quote;

use crate::{
    block::{BlockKind, CellPlace, ListPlace},
    html,
    writer::BlockWriter,
};
use front_matter::find_front_matter_end;
use inline_html::InlineHtml;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a document.
pub(crate) fn read_document(text: &str, writer: &mut BlockWriter<'_, '_>) {
    let base = find_front_matter_end(text);
    let Some(body) = text.get(base..) else { return };
    let mut reader = MarkdownReader {
        body,
        base,
        writer,
        lists: vec![],
        table: None,
        heading: None,
        footnote: false,
        quotes: vec![],
        region: Region::Words,
        images: 0,
        html_block: None,
        hidden: InlineHtml::default(),
        skipped: 0,
    };
    for (event, range) in Parser::new_ext(body, parser_options()).into_offset_iter() {
        reader.handle_event(event, range);
    }
    reader.end_block();
}

fn parser_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// What a place of a document is, whosever words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Region {
    /// Words and markup.
    Words,
    /// A block of code.
    Code,
    /// A block of HTML; it is read when it is whole.
    Html,
    /// A link whose text is its address.
    Address,
}

struct MarkdownReader<'t, 'w, 's, 'e> {
    /// The document behind its front matter, and the byte of the source with which it begins.
    body: &'t str,
    base: usize,
    writer: &'w mut BlockWriter<'s, 'e>,
    /// The open lists, outermost first.
    lists: Vec<ListPlace>,
    /// The cell of the open table, or of the open list of definitions.
    table: Option<CellPlace>,
    heading: Option<u8>,
    footnote: bool,
    /// The open block quotes, and whether each holds another's words.
    quotes: Vec<bool>,
    region: Region,
    /// How many images are open.
    images: usize,
    /// What has come of a block of HTML.
    html_block: Option<Range<usize>>,
    hidden: InlineHtml,
    /// The byte up to which text is passed over: the mark of a callout.
    skipped: usize,
}

impl MarkdownReader<'_, '_, '_, '_> {
    fn handle_event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open_tag(&tag, range),
            Event::End(tag) => self.close_tag(tag, range),
            Event::Text(text) => self.push_text(&text, range),
            Event::SoftBreak | Event::HardBreak if self.is_prose() => {
                let end = self.body.get(range.clone()).and_then(|it| it.find('\n'));
                let feed = end.map_or(range.start, |end| range.start + end);
                self.writer.push_break(self.shift(feed..range.end));
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) if self.is_prose() => {
                self.writer.push_stand_in(self.shift(range));
            }
            Event::InlineHtml(_) => self.read_inline_html(range),
            Event::Html(_) => match &mut self.html_block {
                Some(block) => block.end = range.end,
                None => self.html_block = Some(range),
            },
            Event::Rule => self.writer.end_sentence(),
            _ => {}
        }
    }

    fn open_tag(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => return,
            Tag::Link { link_type, .. } => return self.open_link(*link_type, range),
            Tag::Image { .. } => {
                if self.is_prose() {
                    self.images += 1;
                    self.writer.begin_alt();
                }
                return;
            }
            _ => self.end_block(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(number_level(*level)),
            Tag::BlockQuote(_) => self.open_quote(range),
            Tag::CodeBlock(_) => self.region = Region::Code,
            Tag::HtmlBlock => self.region = Region::Html,
            Tag::List(_) => {
                let (list, depth) = (self.writer.count_list(), self.lists.len());
                let depth = u32::try_from(depth).unwrap_or(u32::MAX).saturating_add(1);
                self.lists.push(ListPlace { list, item: 0, depth });
            }
            Tag::Item => self.lists.iter_mut().rev().take(1).for_each(|list| list.item += 1),
            Tag::FootnoteDefinition(_) => self.footnote = true,
            Tag::Table(_) | Tag::DefinitionList => {
                let table = self.writer.count_table();
                self.table = Some(CellPlace { table, row: 0, column: 0 });
            }
            Tag::TableHead | Tag::TableRow => self.next_row(),
            Tag::TableCell => self.next_column(),
            Tag::DefinitionListTitle => {
                self.next_row();
                self.next_column();
            }
            Tag::DefinitionListDefinition => {
                self.table.iter_mut().for_each(|cell| cell.column = 2);
            }
            _ => {}
        }
    }

    fn close_tag(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => return,
            TagEnd::Link => {
                if self.region == Region::Address {
                    self.region = Region::Words;
                }
                return;
            }
            TagEnd::Image => {
                if self.images > 0 {
                    self.images -= 1;
                    self.writer.end_alt(self.shift(range));
                }
                return;
            }
            TagEnd::HtmlBlock => self.read_html_block(),
            _ => self.end_block(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => {
                self.quotes.pop();
            }
            TagEnd::CodeBlock => self.region = Region::Words,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => self.footnote = false,
            TagEnd::Table | TagEnd::DefinitionList => self.table = None,
            _ => {}
        }
    }

    /// What a block is here.
    fn kind(&self) -> BlockKind {
        match (self.heading, self.table, self.lists.last()) {
            (Some(level), _, _) => BlockKind::Heading(level),
            (None, Some(cell), _) => BlockKind::TableCell(cell),
            (None, None, Some(place)) => BlockKind::ListItem(*place),
            (None, None, None) if self.footnote => BlockKind::Footnote,
            (None, None, None) => BlockKind::Paragraph,
        }
    }

    fn end_block(&mut self) {
        self.hidden = InlineHtml::default();
        self.writer.end_block(self.kind());
    }

    fn shift(&self, range: Range<usize>) -> Range<usize> {
        self.base + range.start..self.base + range.end
    }

    /// Whether the writer's own words are read here.
    fn is_prose(&self) -> bool {
        self.region == Region::Words && !self.hidden.is_open() && !self.quotes.contains(&true)
    }

    fn next_row(&mut self) {
        self.table.iter_mut().for_each(|cell| (cell.row, cell.column) = (cell.row + 1, 0));
    }

    fn next_column(&mut self) {
        self.table.iter_mut().for_each(|cell| cell.column += 1);
    }

    fn push_text(&mut self, text: &str, range: Range<usize>) {
        if !self.is_prose() || range.end <= self.skipped {
            return;
        }
        if let Some(skipped) = self.skipped.checked_sub(range.start).filter(|it| *it > 0) {
            let rest = text.get(skipped..).unwrap_or_default();
            return self.writer.push_text(rest, self.shift(self.skipped..range.end));
        }
        self.writer.push_text(text, self.shift(range));
    }

    fn open_link(&mut self, link_type: LinkType, range: Range<usize>) {
        if matches!(link_type, LinkType::Autolink | LinkType::Email) && self.is_prose() {
            self.writer.push_stand_in(self.shift(range));
            self.region = Region::Address;
        }
    }

    fn open_quote(&mut self, range: Range<usize>) {
        let mark = self.body.get(range.clone()).and_then(quote::find_callout_mark);
        self.quotes.push(mark.is_none());
        if let Some(mark) = mark {
            let rest = self.body.get(range.start + mark.end..).unwrap_or_default();
            let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            self.skipped = self.skipped.max(range.start + mark.end + space);
        }
    }

    fn read_inline_html(&mut self, range: Range<usize>) {
        let Some(tag) = self.body.get(range.clone()) else { return };
        let source = self.shift(range);
        if let Some(comment) = inline_html::read_comment(tag) {
            self.writer.push_comment(comment, source);
            return;
        }
        if self.region != Region::Words || self.quotes.contains(&true) {
            return;
        }
        let was_hidden = self.hidden.is_open();
        let role = self.hidden.read_tag(tag);
        if self.hidden.is_open() || was_hidden {
            if !was_hidden {
                self.writer.push_stand_in(source);
            }
            return;
        }
        match role {
            html::ElementRole::Break => self.writer.push_break(source),
            html::ElementRole::Image => {
                html::read_fragment(tag, source.start, self.kind(), self.writer);
            }
            html::ElementRole::Block => self.end_block(),
            _ => {}
        }
    }

    fn read_html_block(&mut self) {
        self.region = Region::Words;
        let Some(range) = self.html_block.take() else { return };
        let Some(text) = self.body.get(range.clone()) else { return };
        if self.is_prose() {
            html::read_fragment(text, self.base + range.start, self.kind(), self.writer);
            self.end_block();
        } else {
            inline_html::find_comments(text).for_each(|(comment, inner)| {
                let start = range.start + inner.start;
                self.writer.push_comment(comment, self.shift(start..range.start + inner.end));
            });
        }
    }
}

fn number_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
