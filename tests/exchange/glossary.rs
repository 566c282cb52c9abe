//! The glossary: what it says it carries is there, and its links lead somewhere.

use super::corpora::{corpus_of, drawn, exported, read, rich, shipped};
use cxterms_base::corpus::{LabelKind, NoteKind};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_link_of_the_glossary_leads_somewhere_and_every_anchor_is_one() {
    for corpus in [shipped(), read("tests/fixtures/small"), rich()] {
        let (text, _) = exported("glossary", &corpus);
        let anchors: Vec<_> =
            text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let unique: BTreeSet<_> = anchors.iter().copied().collect();
        assert_eq!(anchors.len(), unique.len());
        let links: Vec<_> =
            text.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
        assert!(links.len() > corpus.concepts.len());
        for link in links {
            assert!(unique.contains(link), "{link}");
        }
    }
}

#[test]
fn the_glossary_says_what_it_carries() {
    for corpus in [shipped(), rich()] {
        let (text, lost) = exported("glossary", &corpus);
        let unlinked = unlink(&text);
        let has = |part: &str| {
            assert!(unlinked.contains(&cxterms_base::text::escape_markdown(part)), "{part}");
        };
        corpus.settings.edition.iter().for_each(|date| has(&format!("edition {date}")));
        for concept in &corpus.concepts {
            let shown = concept.labels.iter().filter(|it| it.kind != LabelKind::Hidden);
            for label in shown.filter(|it| !it.said.asserted_by.is_empty()) {
                has(&label.text);
                label.why.iter().for_each(|why| has(why));
            }
            concept.definition.iter().for_each(|own| has(&own.text));
            concept.qualifier.iter().for_each(|qualifier| has(&format!("({qualifier})")));
            concept.definitions.iter().for_each(|it| has(&it.text));
            concept.translated.iter().for_each(|(_, words)| has(&words.text));
            let kinds = [NoteKind::Usage, NoteKind::Scope, NoteKind::Example];
            concept.notes.iter().filter(|it| kinds.contains(&it.kind)).for_each(|it| has(&it.text));
            concept
                .kind
                .iter()
                .for_each(|kind| has(&format!("({})", corpus.kinds[kind.index()].id)));
        }
        let terms: BTreeMap<_, _> = text
            .split("<a id=\"term:")
            .skip(1)
            .map(|rest| (rest.split('"').next().unwrap(), rest))
            .collect();
        for (relation, from, to) in drawn(&corpus) {
            assert!(terms[from].contains(&format!("](#term:{to})")), "{from} {to}");
            relation.text.iter().for_each(|words| has(words));
        }
        let notes = corpus.concepts.iter().flat_map(|it| &it.notes);
        let left = notes
            .filter(|it| !matches!(it.kind, NoteKind::Usage | NoteKind::Scope | NoteKind::Example));
        assert_eq!(lost.get("notes"), Some(&left.count()));
    }
    let (text, lost) = exported("glossary", &rich());
    assert!(text.contains("*(part)* \\+ what [spokes](#term:spoke) meet"), "{text}");
    assert!(text.contains("**nave**: better avoided (old: gone); say “hub”; see [hub"), "{text}");
    assert!(text.contains("denied by *Bob* [\\[2\\]](#source:2)"), "{text}");
    assert!(text.contains("**Deprecated since 2020**; use [wheel"), "{text}");
    // Of a facet value, a root and a label: five of eight denials are shown, and all hedges but that of the label.
    assert_eq!((lost.get("denials"), lost.get("hedges")), (Some(&3), Some(&1)));
}

#[test]
fn who_denies_a_text_is_named_and_a_text_in_another_language_than_the_page_is_marked() {
    let files = [
        ("corpus.yaml", "title: T\nvoice: we\n"),
        (
            "sources.yaml",
            "voices: {we: {name: Us}, ann: {name: Ann}}\nworks: {book: {by: ann, title: B}}\n",
        ),
        (
            "a.yaml",
            "- {id: a, label: hub, translations: {de: {label: Nabe}}, definitions: [{text: one, by: book, denied-by: we}, {text: eins, lang: de, by: book}], notes: [{text: n, kind: usage}, {text: m, lang: de, kind: usage}, {text: o, lang: fr, kind: usage}]}\n- {id: b, label: rim, definitions: [{text: two, by: book}]}\n",
        ),
    ];
    let mut corpus = corpus_of(&files);
    let (text, _) = exported("glossary", &corpus);
    assert!(text.contains("- “one” — *Ann* [\\[1\\]](#source:1); denied by *Us*"), "{text}");
    assert!(text.contains("- “eins” (in `de`) — *Ann*"), "{text}");
    corpus.speak_in(&["de".to_owned()]);
    let (text, _) = exported("glossary", &corpus);
    let [german, english] =
        ["- “eins” — *Ann*", "- “one” (in `en`) — *Ann*"].map(|it| text.find(it));
    assert!(german.is_some() && german < english, "{text}");
    for line in ["- Usage: m\n- Usage: n (in `en`)", "Usage: o (in `fr`)", "- “two” (in `en`)"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// A page without the links within its sentences.
fn unlink(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, address)) = rest.split_once("](#term:") {
        match before.rsplit_once('[') {
            Some((before, name)) => out.extend([before, name]),
            None => out.push_str(before),
        }
        rest = address.split_once(')').unwrap().1;
    }
    out + rest
}

const NAMED: &str = "\
- id: churn
  label: churn
  definition: >-
    the loss of customers. Success, customer success and churn end it, as Churn Rates, churn rates and NPS show, at one
    rate, but no nps and no https://a.b/churn-rate
- {id: churn-rate, label: churn rate, definition: the rate}
- {id: success, label: customer success, definition: a practice}
- {id: nps, label: net promoter score, abbreviations: [NPS], definition: a score}
- {id: one, label: rate, qualifier: speed, definition: a speed}
- {id: two, label: rate, qualifier: price, definition: a price}
";

#[test]
fn a_text_leads_once_to_each_term_that_it_names() {
    let corpus = corpus_of(&[
        ("corpus.yaml", "voice: we\n"),
        ("sources.yaml", "voices: {we: {name: We}}\n"),
        ("a.yaml", NAMED),
    ]);
    let (text, _) = exported("glossary", &corpus);
    let means = text.lines().find(|line| line.starts_with("the loss")).unwrap();
    assert_eq!(
        means,
        "the loss of customers. Success, [customer success](#term:success) and churn end it, as [Churn \
         Rates](#term:churn-rate), churn rates and [NPS](#term:nps) show, at one rate, but no nps and no <https://a.b/churn-rate>"
    );
    assert!(text.contains("\nthe rate\n"));
}
