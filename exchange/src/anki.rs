//! Anki: cards to learn terms by, as text that Anki imports: <https://docs.ankiweb.net/importing/text-files.html>.

use super::{
    Coverage::{InPart, No, Yes},
    ExchangeFormat, Losses, Part, named,
};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, Citation, Concept, Corpus, LabelKind, Relation},
    text,
};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

pub(super) const FORMAT: ExchangeFormat = ExchangeFormat {
    name: "anki",
    family: "Cards",
    about: "Anki: cards that ask what terms and abbreviations mean, and how two terms differ",
    endings: &["txt"],
    carries: &[
        (Part::Labels, Yes),
        (Part::Abbreviations, named::USED_ONLY),
        (Part::Qualifiers, Yes),
        (Part::Definitions, Yes),
        (Part::Contrasts, InPart(IN_WORDS)),
        (Part::Wordings, InPart(IN_WORDS)),
        (Part::RelationSources, InPart("the voices of contrasts in words")),
    ],
    otherwise: No,
    notes: "\
A note of the type Basic for each definition, each abbreviation and each pair of terms that somebody tells apart in words,
with who says so. Each keeps its identifier, so that a later file that is imported changes the cards that are there and
leaves what has been learned. Of terms that are no longer in use there are none, and these are counted. Tags: `definition`, `abbreviation`, `contrast`.
",
    read: None,
    write: Some(write_cards),
};

const IN_WORDS: &str = "those in words that somebody asserts";

/// A question and its answer, in HTML.
struct Card {
    /// By which a later import knows it again.
    id: String,
    front: String,
    back: String,
    tag: &'static str,
}

fn write_cards(corpus: &Corpus, out: &mut dyn Write) -> io::Result<Losses> {
    let mut losses = Losses::default();
    writeln!(out, "#separator:tab\n#html:true\n#notetype:Basic")?;
    writeln!(out, "#deck:{}", plain_line(&corpus.settings.title))?;
    writeln!(out, "#guid column:1\n#tags column:4")?;
    let mut rows = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    let current = |concept: &Concept| !corpus.is_given_up(concept);
    let given_up = corpus.concepts.iter().filter(|it| !current(it));
    given_up.for_each(|it| losses.add_example("terms no longer in use", &it.id));
    let all = definition_cards(corpus).into_iter().chain(abbreviation_cards(corpus));
    for card in all.chain(contrast_cards(corpus, &mut losses)) {
        rows.write_record([&*card.id, &*card.front, &*card.back, card.tag])?;
    }
    rows.flush()?;
    named::count_denied(corpus, FORMAT.carries, &mut losses);
    Ok(losses)
}

fn definition_cards(corpus: &Corpus) -> Vec<Card> {
    let current = corpus.concepts.iter().filter(|concept| !corpus.is_given_up(concept));
    let defined = current.filter_map(|concept| {
        let means = &concept.definition.as_ref()?.text;
        Some(Card {
            id: format!("cxterms definition {}", concept.id),
            front: format!("What is {}?", escape_html(&named::label_with_abbreviations(concept))),
            back: escape_html(means),
            tag: "definition",
        })
    });
    defined.collect()
}

/// A card for each abbreviation, with all that it stands for.
fn abbreviation_cards(corpus: &Corpus) -> Vec<Card> {
    let mut all: BTreeMap<&str, Vec<(bool, &Concept)>> = BTreeMap::new();
    for concept in corpus.concepts.iter().filter(|concept| !corpus.is_given_up(concept)) {
        for label in named::own_labels(concept, LabelKind::Abbreviation) {
            all.entry(&label.text).or_default().push((label.secondary, concept));
        }
    }
    let cards = all.into_iter().map(|(short, mut meanings)| {
        meanings.sort_by_key(|(secondary, _)| *secondary);
        let each = meanings.iter().map(|(_, it)| escape_html(&named::qualified_label(it)));
        Card {
            id: format!("cxterms abbreviation {short}"),
            front: format!("What does {} stand for?", escape_html(short)),
            back: each.collect::<Vec<_>>().join("<br>"),
            tag: "abbreviation",
        }
    });
    cards.collect()
}

/// A card for each pair that somebody tells apart in words, with all wordings.
fn contrast_cards(corpus: &Corpus, losses: &mut Losses) -> Vec<Card> {
    let contrasts: Vec<_> =
        corpus.relations.iter().filter(|it| it.relation == CONTRASTS_WITH).collect();
    let mut cards = vec![];
    for pair in contrasts.chunk_by(|one, other| (one.from, one.to) == (other.from, other.to)) {
        let worded: Vec<_> = pair.iter().filter_map(|it| format_wording(corpus, it)).collect();
        for relation in pair.iter().filter(|it| format_wording(corpus, it).is_none()) {
            losses.add(Part::Contrasts.name(), 1);
            losses.add(Part::Wordings.name(), usize::from(relation.text.is_some()));
        }
        let ends = pair.first().and_then(|it| {
            Some([corpus.concepts.get(it.from.index())?, corpus.concepts.get(it.to.index())?])
        });
        let current = |ends: &[&Concept; 2]| !ends.iter().any(|it| corpus.is_given_up(it));
        let ends = ends.filter(current).filter(|_| !worded.is_empty());
        let Some([one, other]) = ends else { continue };
        let [first, second] =
            [one, other].map(|concept| escape_html(&named::qualified_label(concept)));
        cards.push(Card {
            id: format!("cxterms contrast {} {}", one.id, other.id),
            front: format!("How do {first} and {second} differ?"),
            back: worded.join("<br><br>"),
            tag: "contrast",
        });
    }
    cards
}

/// A contrast in words and who says so; nothing if it has no words, or nobody stands by them.
fn format_wording(corpus: &Corpus, relation: &Relation) -> Option<String> {
    let words = relation.text.as_ref().filter(|_| !relation.said.asserted_by.is_empty())?;
    let name = |citation: &Citation| {
        let voice = corpus.voices.get(citation.voice.index())?;
        Some(escape_html(&voice.short))
    };
    let mut who: Vec<_> = relation.said.asserted_by.iter().filter_map(name).collect();
    who.dedup();
    Some(format!("{} ({})", escape_html(words), who.join(", ")))
}

/// A text as HTML has it, its lines kept.
fn escape_html(text: &str) -> String {
    let safe = text::to_safe(text);
    let mut out = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn plain_line(text: &str) -> String {
    text::to_safe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
