//! A text that is not plain English: openings, sentences and words that readers stumble over.

use crate::check::{Finding, Rule, Subject};
use cxterms_base::{
    corpus::{CONTRASTS_WITH, CitedStance, Concept, ConceptId, Relation},
    diagnostic::Place,
    text,
};

/// Words that are never plain, each with its replacement.
const WORDS: &str = include_str!("plain_words.txt");
/// How a definition or a reason must not begin: it is a phrase.
const CLAUSE_OPENINGS: &[&str] = &["what", "how", "whether", "who", "to", "that"];
/// How no text may begin: what these mean is not in sight.
const PRONOUNS: &[&str] = &["it", "they", "them", "this", "these", "those"];
/// The longest sentence, in words.
const MAX_SENTENCE_WORDS: usize = 25;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "plain-words",
    severity: None,
    style: true,
    about: "a text in English that is not plain",
    explain: "\
Half of the readers did not grow up with English. Who has to read a definition twice stops reading. In definitions, notes,
contrasts, reasons and reservations this finds: a definition or a reason that begins with what, how, whether, who, to or
that; any text that begins with a pronoun; “the one … the other”; a semicolon; a sentence of more than 25 words; and words
that are old or British, each with what to say instead. It is a floor: what passes need not be plain. A manifest with
`rules: [plain-words]` turns it on.

```yaml bad
- {id: wheel, label: wheel, definition: what turns upon an axle, root: {}}
```

```yaml good
- {id: wheel, label: wheel, definition: a disc that turns on an axle, root: {}}
```
",
    check,
};

/// What a text is, which tells how it may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextRole {
    /// A definition or a reason of denial: a phrase.
    Phrase,
    /// Anything else.
    Sentence,
}

fn check(seen: &Subject<'_>) -> Vec<Finding> {
    if !seen.is_english() {
        return vec![];
    }
    let words: Vec<_> = WORDS.lines().filter_map(|line| line.split_once(": ")).collect();
    let mut found = vec![];
    let mut look = |role: TextRole, text: &str, place: Place, concept: ConceptId| {
        for (message, hint) in find_unplain(role, text, &words) {
            let finding = Finding::new(place, message).on_concept(concept);
            found.push(match hint {
                Some(hint) => finding.with_hint(hint),
                None => finding,
            });
        }
    };
    for (id, concept) in seen.concepts() {
        visit_texts(concept, |role, text, place| look(role, text, place, id));
    }
    for relation in &seen.corpus.relations {
        visit_relation_texts(relation, |role, text, place| look(role, text, place, relation.from));
    }
    found
}

/// Visits what is written of a concept in sentences or phrases.
fn visit_texts(concept: &Concept, mut visit: impl FnMut(TextRole, &str, Place)) {
    if let Some(definition) = &concept.definition {
        visit(TextRole::Phrase, &definition.text, definition.place);
    }
    for definition in &concept.definitions {
        visit(TextRole::Phrase, &definition.text, definition.said.place);
    }
    for note in &concept.notes {
        visit(TextRole::Sentence, &note.text, note.said.place);
    }
    concept.cited_stances().for_each(|said| visit_hedges(said, &mut visit));
}

fn visit_relation_texts(relation: &Relation, mut visit: impl FnMut(TextRole, &str, Place)) {
    if let Some(text) = relation.text.as_ref().filter(|_| relation.relation == CONTRASTS_WITH) {
        visit(TextRole::Sentence, text, relation.said.place);
    }
    visit_hedges(&relation.said, &mut visit);
}

/// Visits the reasons of those who deny something, and the reservations of those who assert it.
fn visit_hedges(said: &CitedStance, visit: &mut impl FnMut(TextRole, &str, Place)) {
    let sides = [(&said.asserted_by, TextRole::Sentence), (&said.denied_by, TextRole::Phrase)];
    for (citations, role) in sides {
        for citation in citations {
            let texts = [&citation.text, &citation.but];
            texts.into_iter().flatten().for_each(|text| visit(role, text, said.place));
        }
    }
}

/// What is not plain in a text, each with what to write instead, where there is a word for it.
fn find_unplain<'w>(
    role: TextRole,
    text: &str,
    words: &[(&'w str, &'w str)],
) -> Vec<(String, Option<String>)> {
    let mut found = vec![];
    let folded = text::fold(text);
    let first = folded.split(' ').next().unwrap_or_default();
    if role == TextRole::Phrase && CLAUSE_OPENINGS.contains(&first) {
        let hint = "begin with a noun or a gerund";
        found.push((format!("the text begins with “{first}”"), Some(hint.to_owned())));
    }
    // IT is no pronoun.
    let acronym = text.chars().nth(1).is_some_and(char::is_uppercase);
    if PRONOUNS.contains(&first) && !acronym {
        let hint = "name what is meant";
        found.push((format!("the text begins with “{first}”"), Some(hint.to_owned())));
    }
    if text.contains(';') {
        let hint = "end the sentence there";
        found.push(("the text has a semicolon".to_owned(), Some(hint.to_owned())));
    }
    for sentence in text.split_inclusive(['.', '?', '!']).collect::<Vec<_>>().chunk_by(joins) {
        let count = sentence.iter().flat_map(|part| part.split_whitespace()).count();
        if count > MAX_SENTENCE_WORDS {
            let message = format!("a sentence of {count} words");
            let hint = format!("write two; {MAX_SENTENCE_WORDS} words are many");
            found.push((message, Some(hint)));
        }
    }
    let padded = format!(" {folded} ");
    if let Some((_, after)) = padded.split_once(" the one ")
        && after.contains(" the other ")
    {
        let hint = "name the two";
        found.push(("the text says “the one … the other”".to_owned(), Some(hint.to_owned())));
    }
    for (word, instead) in words {
        if padded.contains(&format!(" {word} ")) {
            found.push((format!("“{word}” is not plain"), Some(format!("say “{instead}”"))));
        }
    }
    found
}

/// Whether a part of a text that ends in a stop goes on in the next: a number, an abbreviation, an address.
fn joins(_: &&str, next: &&str) -> bool {
    !next.starts_with(char::is_whitespace)
}
