//! The glossary: one page of Markdown for readers, term by term.

mod cited;
mod entry;
mod lines;
mod links;
mod see;
mod states;

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part, named,
};
use cited::NumberedWorks;
use cxterms_base::{
    corpus::{ConceptId, Corpus, NoteKind},
    text::{self, CollationKey},
};
use std::io::{self, Write};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "glossary",
    family: "Documents",
    about: "Markdown: a glossary from A to Z, with its sources at the end",
    endings: &["md", "markdown"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Synonyms, named::USED_ONLY),
        (Part::Abbreviations, named::USED_ONLY),
        (Part::Avoided, named::USED_ONLY),
        (Part::Advice, named::USED_ONLY),
        (Part::Secondary, named::USED_ONLY),
        (Part::Translations, named::USED_ONLY),
        (Part::TranslatedDefinitions, Yes),
        (Part::Qualifiers, Yes),
        (Part::Kinds, Yes),
        (Part::Definitions, Yes),
        (Part::OtherDefinitions, Yes),
        (Part::TextLanguages, InPart(NOTES_SHOWN)),
        (Part::Formulas, InPart("the formula, its unit and who computes so, without inputs")),
        (Part::Umbrellas, Yes),
        (Part::Contrasts, Yes),
        (Part::Relations, Yes),
        (Part::Wordings, Yes),
        (Part::Notes, InPart(NOTES_SHOWN)),
        (Part::NoteKinds, InPart(NOTES_SHOWN)),
        (Part::States, Yes),
        (Part::StateDates, Yes),
        (Part::Replacements, Yes),
        (Part::StateSources, Yes),
        (Part::DefinitionSources, Yes),
        (Part::NoteSources, InPart(NOTES_SHOWN)),
        (Part::RelationSources, Yes),
        (Part::Denials, InPart(SHOWN_ONLY)),
        (Part::Hedges, InPart(SHOWN_ONLY)),
        (Part::Reservations, InPart(SHOWN_ONLY)),
        (Part::Sources, InPart("the works that are cited, in full; voices by their names")),
        (Part::Edition, Yes),
    ],
    otherwise: No,
    notes: "\
One page: terms from A to Z, and between them every other name with the term under which it is explained. A term begins
with its definition, one that is no longer in use with that and with what to use instead; then come those of others, what it falls under and what under it, what it is told apart from, other
relations, and notes on usage, scope and examples. What bears no name the corpus says itself; a number leads to the list
of sources at the end. Where a definition or a note names another term, the first time in an entry is a link to it: the
longest name, if it names one term alone. A term's anchor is `term:` and its identifier, so that links to it last, on
GitHub and in MkDocs too: `glossary.md#term:churn`.
",
    read: None,
    write: Some(write_glossary),
};

const NOTES_SHOWN: &str = "those on usage and scope, and examples";
const SHOWN_ONLY: &str = "those of what is shown";

/// A term, or another name that leads to some.
struct GlossaryEntry {
    order: CollationKey,
    text: String,
}

impl GlossaryEntry {
    fn new(name: &str, text: String) -> Self {
        Self { order: CollationKey::new(name), text }
    }

    /// The heading under which it stands.
    fn heading(&self) -> String {
        self.order.first_letter().unwrap_or_else(|| match self.order.begins_with_number() {
            true => "0–9".to_owned(),
            false => "…".to_owned(),
        })
    }
}

fn write_glossary(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut order: Vec<_> = (0..).map(ConceptId).zip(&corpus.concepts).collect();
    order.sort_by_cached_key(|(_, concept)| CollationKey::new(&named::qualified_label(concept)));
    let mut cited = NumberedWorks::new(corpus);
    let shown = entry::GlossaryRelations::from_corpus(corpus);
    let terms: Vec<_> = order
        .into_iter()
        .map(|(id, concept)| {
            GlossaryEntry::new(
                &named::qualified_label(concept),
                shown.format_entry(id, concept, &mut cited),
            )
        })
        .collect();
    let mut entries: Vec<_> =
        terms.into_iter().chain(see::cross_reference_entries(corpus)).collect();
    entries.sort_by(|a, b| a.order.cmp(&b.order));
    let parts: Vec<_> = entries.chunk_by(|a, b| a.heading() == b.heading()).collect();

    writeln!(out, "# {}\n", text::escape_markdown(&corpus.settings.title))?;
    writeln!(out, "{}\n", format_head(corpus))?;
    let letters = parts.iter().filter_map(|part| part.first()).map(GlossaryEntry::heading);
    let links = letters.map(|letter| format!("[{letter}](#letter:{})", letter.to_lowercase()));
    writeln!(out, "{}", links.collect::<Vec<_>>().join(" · "))?;
    for part in parts {
        let heading = part.first().map(GlossaryEntry::heading).unwrap_or_default();
        writeln!(out, "\n<a id=\"letter:{}\"></a>\n\n## {heading}", heading.to_lowercase())?;
        for entry in part {
            writeln!(out, "\n{}", entry.text)?;
        }
    }
    if !cited.works.is_empty() {
        writeln!(out, "\n<a id=\"sources\"></a>\n\n## Sources\n")?;
        for line in cited.work_lines() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(count_losses(corpus, &cited))
}

/// How many terms there are, and who speaks where nobody is named.
fn format_head(corpus: &Corpus) -> String {
    let collections = corpus.count_collections();
    let count = match corpus.concepts.len().saturating_sub(collections) {
        1 => "1 term".to_owned(),
        count => format!("{count} terms"),
    };
    let count = match collections {
        0 => count,
        1 => format!("{count} and 1 collection of terms"),
        several => format!("{count} and {several} collections of terms"),
    };
    let edition = corpus.settings.edition.as_deref().map(text::escape_markdown);
    let edition = edition.map(|date| format!(", edition {date}")).unwrap_or_default();
    let editors =
        corpus.settings.editors.iter().filter_map(|voice| corpus.voices.get(voice.index()));
    let editors: Vec<_> = editors.map(|voice| text::escape_markdown(&voice.name)).collect();
    match editors.is_empty() {
        true => format!("{count}{edition}."),
        false => {
            format!("{count}{edition}. What bears no name is said by {}.", editors.join(" or "))
        }
    }
}

/// What is left out of what the page can hold.
fn count_losses(corpus: &Corpus, cited: &NumberedWorks<'_>) -> Losses {
    let mut losses = Losses::default();
    let unshown = corpus.concepts.iter().flat_map(|concept| &concept.notes);
    for note in unshown.filter(|note| !entry::is_shown(note)) {
        losses.add(Part::Notes.name(), 1);
        losses.add(Part::NoteKinds.name(), usize::from(note.kind != NoteKind::default()));
        let works = note.said.asserted_by.iter().filter(|citation| citation.work.is_some());
        losses.add(Part::NoteSources.name(), works.count());
        losses.add(Part::TextLanguages.name(), usize::from(note.language.is_some()));
    }
    losses.add(Part::Denials.name(), Part::Denials.count(corpus) - cited.denials);
    losses.add(Part::Hedges.name(), Part::Hedges.count(corpus) - cited.hedges);
    let reservations = Part::Reservations.count(corpus) - cited.reservations;
    losses.add(Part::Reservations.name(), reservations);
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    losses
}
