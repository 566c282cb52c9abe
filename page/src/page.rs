//! Pages, blocks and prose: the layout of an answer, independent of any output format.

use cxterms_base::diagnostic::{Diagnostic, Severity};
use std::borrow::Cow;

/// The number of the JSON's shape (`docs/json.md`).
pub const VERSION: u32 = 3;

/// How many lines a short answer may take: of 24, the command and the prompt take one each.
pub const SCREEN_LINES: usize = 22;
/// How wide the screen is to which short answers are cut, whatever the width at which they are shown.
pub const SCREEN_COLUMNS: usize = 80;

/// Anything that can be shown: fields for programs, a page for people.
pub trait View: erased_serde::Serialize {
    /// The answer, laid out.
    fn page(&self) -> Page<'_>;

    /// The answer cut to one screen, [`SCREEN_LINES`] of [`SCREEN_COLUMNS`], where it has a short form; `count_lines`
    /// tells how many lines a page takes there.
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        let _ = count_lines;
        self.page()
    }

    /// What was found, where the answer is a report: some formats write nothing else.
    fn findings(&self) -> Option<Findings<'_>> {
        None
    }

    /// The same, each as programs read it.
    fn records(&self) -> Option<Vec<&dyn erased_serde::Serialize>> {
        None
    }
}

erased_serde::serialize_trait_object!(View);

/// What was looked for in a corpus, and what was found.
#[derive(Clone, Debug)]
pub struct Findings<'r> {
    /// The rules; each finding's is one of them.
    pub rules: Vec<RuleDescription>,
    /// By file and place.
    pub found: &'r [Diagnostic],
    /// Whether a program that counts columns gets those of UTF-16.
    pub utf16_columns: bool,
}

/// What a rule looks for.
#[derive(Clone, Debug)]
pub struct RuleDescription {
    /// The rule's name.
    pub rule: &'static str,
    /// How much what it finds matters, unless the user says otherwise; none if it is off until it is asked for.
    pub severity: Option<Severity>,
    /// What it finds, in one line.
    pub about: &'static str,
    /// Why that matters, with examples, in Markdown.
    pub explain: String,
}

/// An answer laid out as a short list of blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<'p>(pub Vec<Block<'p>>);

/// The few shapes a page is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Block<'p> {
    /// The name of what follows, from the page's own (1) downwards.
    Title {
        /// 1 for the page, 2 for a part of it.
        level: u8,
        /// The name.
        text: Prose<'p>,
        /// What stands at the far end of its line.
        aside: Option<Prose<'p>>,
    },
    /// A paragraph.
    Text(Prose<'p>),
    /// Paragraphs under each other, without space between them.
    Paragraphs(Vec<Prose<'p>>),
    /// Short parts under each other, without space between them, their labels in one column.
    Sections(Vec<Section<'p>>),
    /// Labels and what stands behind them, aligned; several values stand under each other.
    Fields(Vec<(Prose<'p>, Vec<Prose<'p>>)>),
    /// What somebody says: who, and the words.
    Quotes(Vec<(Prose<'p>, Prose<'p>)>),
    /// Items under each other, numbered or not.
    List {
        /// Whether they are numbered from 1.
        numbered: bool,
        /// The items.
        items: Vec<Prose<'p>>,
    },
    /// Items of a line each, cut where it ends: those that are shown of all.
    Lines {
        /// The number of the first, if they are numbered.
        first: Option<usize>,
        /// Those that are shown.
        items: Vec<LineItem<'p>>,
        /// How many more there are.
        more: usize,
    },
    /// Columns under their heads; the first names the rows.
    Table(Vec<Prose<'p>>, Vec<Vec<Prose<'p>>>),
    /// A hierarchy, as rows in the order of reading.
    Tree(Vec<TreeRow<'p>>),
    /// A fault with its line.
    Snippet(Diagnostic),
}

/// A short part of a page: a label, and items of which each begins a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'p> {
    /// What the items are.
    pub label: Prose<'p>,
    /// How many are shown of how many, where some are left out.
    pub count: Option<(usize, usize)>,
    /// Those that are shown.
    pub items: Vec<Prose<'p>>,
}

/// An item in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineItem<'p> {
    /// What it begins with, never cut.
    pub lead: Prose<'p>,
    /// What is said of that.
    pub text: Prose<'p>,
}

/// One row of a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeRow<'p> {
    /// How many rows stand above it on the way to its root.
    pub depth: usize,
    /// What it says.
    pub text: Prose<'p>,
    /// What it adds at the end of its line.
    pub aside: Prose<'p>,
}

/// Running text whose parts know what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose<'p>(pub Vec<(Role, Cow<'p, str>)>);

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing special.
    Plain,
    /// A name of what follows.
    Strong,
    /// What a term means.
    Meaning,
    /// The label of a field.
    Label,
    /// Who says so.
    Voice,
    /// That somebody disagrees.
    Dispute,
    /// A command that can be pasted.
    Command,
    /// An address on the web.
    Address,
}

impl<'p> Prose<'p> {
    /// Text of one role.
    pub fn of(role: Role, text: impl Into<Cow<'p, str>>) -> Self {
        // A line has rarely more parts: room for them at once is cheaper than growing.
        let mut parts = Vec::with_capacity(4);
        parts.push((role, text.into()));
        Self(parts)
    }

    /// The same, with more text.
    #[must_use]
    pub fn and(mut self, role: Role, text: impl Into<Cow<'p, str>>) -> Self {
        self.0.push((role, text.into()));
        self
    }

    /// The same, with more plain text.
    #[must_use]
    pub fn plain(self, text: impl Into<Cow<'p, str>>) -> Self {
        self.and(Role::Plain, text)
    }

    /// The same, with more prose.
    #[must_use]
    pub fn join(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Several, with a separator between them.
    pub fn list(items: impl IntoIterator<Item = Self>, separator: &'p str) -> Self {
        let mut all = Self::default();
        for item in items {
            if !all.is_empty() {
                all = all.plain(separator);
            }
            all = all.join(item);
        }
        all
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Its lines, where it has paragraphs or lists; blank ones are empty.
    pub fn lines(&self) -> Vec<Prose<'_>> {
        let mut lines = vec![Prose::default()];
        for (role, text) in &self.0 {
            for (at, part) in text.split('\n').enumerate() {
                if at > 0 {
                    lines.push(Prose::default());
                }
                if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                    line.0.push((*role, part.into()));
                }
            }
        }
        lines
    }

    /// Whether it has paragraphs or lists.
    pub fn is_broken(&self) -> bool {
        self.0.iter().any(|(_, text)| text.contains('\n'))
    }

    /// The words alone.
    pub fn text(&self) -> String {
        self.0.iter().map(|(_, text)| &**text).collect()
    }
}

impl<'p, T: Into<Cow<'p, str>>> From<T> for Prose<'p> {
    fn from(text: T) -> Self {
        Self::of(Role::Plain, text)
    }
}

impl<'p> Section<'p> {
    /// A part of which all is shown.
    pub fn new(label: impl Into<Cow<'p, str>>, items: Vec<Prose<'p>>) -> Self {
        Self { label: Prose::of(Role::Strong, label), count: None, items }
    }

    /// The same, of so many in all.
    #[must_use]
    pub fn of_total(mut self, shown: usize, total: usize) -> Self {
        self.count = (shown < total).then_some((shown, total));
        self
    }
}

impl<'p> Page<'p> {
    /// Adds the page's name.
    pub fn title(&mut self, text: impl Into<Prose<'p>>, aside: Option<Prose<'p>>) {
        self.0.push(Block::Title { level: 1, text: text.into(), aside });
    }

    /// Adds the name of a part.
    pub fn part(&mut self, text: impl Into<Prose<'p>>) {
        self.0.push(Block::Title { level: 2, text: text.into(), aside: None });
    }

    /// Adds a paragraph, unless it is empty.
    pub fn text(&mut self, text: impl Into<Prose<'p>>) {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Block::Text(text));
        }
    }

    /// Adds paragraphs under each other, unless all are empty.
    pub fn paragraphs(&mut self, texts: impl IntoIterator<Item = Prose<'p>>) {
        let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            self.0.push(Block::Paragraphs(texts));
        }
    }

    /// Adds short parts, unless there are none; those without items are left out.
    pub fn sections(&mut self, sections: impl IntoIterator<Item = Section<'p>>) {
        let sections: Vec<_> = sections.into_iter().filter(|it| !it.items.is_empty()).collect();
        if !sections.is_empty() {
            self.0.push(Block::Sections(sections));
        }
    }

    /// Adds fields, unless there are none; fields without values are left out.
    pub fn fields(&mut self, fields: impl IntoIterator<Item = (Prose<'p>, Vec<Prose<'p>>)>) {
        let fields: Vec<_> = fields.into_iter().filter(|(_, values)| !values.is_empty()).collect();
        if !fields.is_empty() {
            self.0.push(Block::Fields(fields));
        }
    }

    /// Adds quotations, unless there are none.
    pub fn quotes(&mut self, quotes: Vec<(Prose<'p>, Prose<'p>)>) {
        if !quotes.is_empty() {
            self.0.push(Block::Quotes(quotes));
        }
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: Vec<Prose<'p>>) {
        if !items.is_empty() {
            self.0.push(Block::List { numbered: false, items });
        }
    }

    /// Adds a part with a list, unless the list is empty.
    pub fn list_section(&mut self, name: &'p str, items: Vec<Prose<'p>>) {
        if !items.is_empty() {
            self.part(Prose::of(Role::Strong, name));
            self.list(items);
        }
    }

    /// Adds a part with a numbered list, unless the list is empty.
    pub fn numbered_section(&mut self, name: &'p str, items: Vec<Prose<'p>>) {
        if !items.is_empty() {
            self.part(Prose::of(Role::Strong, name));
            self.0.push(Block::List { numbered: true, items });
        }
    }

    /// Adds a part with items in a line each: those that are shown, and how many more there are.
    pub fn line_section(
        &mut self,
        name: impl Into<Cow<'p, str>>,
        first: Option<usize>,
        items: Vec<LineItem<'p>>,
        more: usize,
    ) {
        if !items.is_empty() {
            self.part(Prose::of(Role::Strong, name));
            self.0.push(Block::Lines { first, items, more });
        }
    }

    /// Adds what a mark means, and the command that tells more.
    pub fn explain_mark(&mut self, mark: &'p str, command: impl Into<Cow<'p, str>>) {
        let text = Prose::of(Role::Dispute, mark).plain(": ").and(Role::Command, command);
        self.0.push(Block::Title { level: 2, text, aside: None });
    }

    /// Adds a command that leads on.
    pub fn suggest_next(&mut self, command: impl Into<Cow<'p, str>>) {
        self.suggest_command("Next: ", command);
    }

    /// Adds a command, and what it is for.
    pub fn suggest_command(
        &mut self,
        lead: impl Into<Cow<'p, str>>,
        command: impl Into<Cow<'p, str>>,
    ) {
        let text = Prose::of(Role::Label, lead).and(Role::Command, command);
        self.0.push(Block::Title { level: 2, text, aside: None });
    }
}

/// A text as one word of a shell's command: in single quotes, unless it is plain.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
