//! What must stay true of the corpus that ships.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms::{
    answer::{self, Ask, Detail, compare},
    builtin,
    render::{FORMATS, OutputStyle},
};
use cxterms_base::{
    Perspective,
    corpus::{self, CorpusReading, LabelKind, WorkId},
    text,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

#[test]
fn it_has_no_fault_and_is_the_one_that_the_binary_carries() {
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new("terms"));
    assert_eq!(reading.diagnostics(), []);
    let carried = builtin::open().unwrap().to_corpus().unwrap();
    let ids = |corpus: &cxterms_base::corpus::Corpus| {
        corpus.concepts.iter().map(|concept| concept.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&carried), ids(&reading.corpus));
    assert_eq!(carried.relations.len(), reading.corpus.relations.len());
}

#[test]
fn every_concept_has_a_meaning_and_an_umbrella_or_is_a_root() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    for id in base.concept_ids().unwrap() {
        let concept = base.concept_record(id).unwrap().concept;
        assert!(concept.definition.is_some(), "{} is not defined", concept.id);
        let placed = !cxterms_base::find_umbrellas(&base, id, &everyone).unwrap().is_empty();
        assert!(placed || concept.root.is_some(), "{} stands nowhere", concept.id);
    }
}

#[test]
fn no_definition_repeats_the_name_or_is_a_sentence() {
    let base = builtin::open().unwrap();
    for id in base.concept_ids().unwrap() {
        let concept = base.concept_record(id).unwrap().concept;
        let definition = concept.definition.unwrap().text;
        let folded = format!(" {} ", text::fold(definition));
        for label in concept.labels.iter().filter(|label| label.kind == LabelKind::Preferred) {
            let name = format!(" {} ", text::fold(label.text));
            assert!(!folded.contains(&name), "{} is defined by itself: {definition}", concept.id);
        }
        assert!(!definition.ends_with('.'), "{}: {definition}", concept.id);
        assert!(!folded.starts_with(" when ") && !folded.starts_with(" is "), "{definition}");
    }
}

#[test]
fn no_two_concepts_have_one_name() {
    let base = builtin::open().unwrap();
    let mut names = BTreeMap::new();
    for id in base.concept_ids().unwrap() {
        let head = base.concept_head(id).unwrap();
        let name = (text::fold(head.label), head.qualifier);
        assert_eq!(names.insert(name, head.id), None, "{} has another's name", head.id);
    }
}

#[test]
fn no_umbrella_covers_more_than_a_dozen() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    for id in base.concept_ids().unwrap() {
        let below = cxterms_base::find_narrower(&base, id, &everyone).unwrap().len();
        assert!(
            below <= 12,
            "{} takes in {below}: a middle level is wanting",
            base.concept_head(id).unwrap().id
        );
    }
}

#[test]
fn every_voice_and_work_is_heard() {
    let base = builtin::open().unwrap();
    let voices = answer::voices(Ask::new(&base)).unwrap().voices;
    let heard: BTreeSet<_> = voices.iter().flat_map(|it| &it.works).map(|it| it.work).collect();
    for number in (0_u32..).take(base.work_count().unwrap()) {
        let work = base.work(WorkId(number)).unwrap();
        assert!(heard.contains(work.id), "nobody is cited from {}", work.id);
    }
    let authors: BTreeSet<_> =
        voices.iter().flat_map(|it| &it.works).flat_map(|it| &it.by).collect();
    for voice in voices.iter().filter(|voice| voice.claims == 0) {
        assert!(authors.contains(&voice.name), "{} says nothing", voice.voice);
    }
}

#[test]
fn what_wants_a_source_is_listed() {
    let base = builtin::open().unwrap();
    let readme = std::fs::read_to_string("terms/README.md").unwrap();
    let listed = readme.split("**Wanting a source**").nth(1).unwrap().split("\n\n").next().unwrap();
    let listed: BTreeSet<_> = listed.split('`').skip(1).step_by(2).collect();
    let mut wanting = BTreeSet::new();
    for id in base.concept_ids().unwrap() {
        let concept = base.concept_record(id).unwrap().concept;
        let cited =
            |said: &corpus::CitedStance<&str>| said.asserted_by.iter().any(|it| it.work.is_some());
        if !concept.definitions.iter().any(|definition| cited(&definition.said)) {
            wanting.insert(concept.id);
        }
    }
    assert_eq!(listed, wanting);
}

/// What a metric is, it tells: one that stands for itself says how it is computed and in what unit.
#[test]
fn every_metric_says_how_it_is_computed_and_in_what_unit() {
    let base = builtin::open().unwrap();
    let everyone = Perspective::default();
    for id in base.concept_ids().unwrap() {
        let head = base.concept_head(id).unwrap();
        let metric = head.kind.is_some_and(|kind| base.kind(kind).unwrap().id == "metric");
        // A key performance indicator is any metric that somebody has chosen.
        let abstract_one = !cxterms_base::find_narrower(&base, id, &everyone).unwrap().is_empty()
            || head.id == "key-performance-indicator";
        if metric && !abstract_one {
            let values = base.concept_record(id).unwrap().concept.facets;
            for wanted in ["computed", "unit"] {
                let told = values.iter().any(|it| base.facet(it.facet).unwrap().id == wanted);
                assert!(told, "{} has no `{wanted}`", head.id);
            }
        }
    }
}

/// Groups that the field confuses: each two of a group are told apart in words.
const CONFUSED: &[&[&str]] = &[
    &["csat", "nps", "ces"],
    &["churn", "customer attrition", "retention"],
    &["logo churn", "revenue churn"],
    &["gross revenue retention", "net revenue retention"],
    &["onboarding", "activation", "adoption"],
    &["upsell", "cross-sell", "expansion"],
    &["qbr", "ebr"],
    &["call centre", "contact centre"],
    &["multichannel", "omnichannel"],
    &["customer journey", "customer life cycle"],
    &["customer support", "customer service", "customer care"],
    &["retention", "loyalty", "advocacy"],
    &["first response time", "resolution time"],
    &["sla", "kpi"],
    &["persona", "customer segment"],
    &["ux", "cx"],
    &["cx", "cs"],
    &["service", "success"],
];

#[test]
fn what_the_field_confuses_is_told_apart_in_words() {
    let base = builtin::open().unwrap();
    for group in CONFUSED {
        for (index, one) in group.iter().enumerate() {
            for other in &group[index + 1..] {
                let ids = [one, other].map(|name| {
                    cxterms_base::resolve_name(&base, name)
                        .unwrap()
                        .answers
                        .first()
                        .unwrap()
                        .concept
                });
                let names = [(*one).to_owned(), (*other).to_owned()];
                let compared =
                    compare::compare(Ask { detail: Detail::Data, ..Ask::new(&base) }, &ids, &names)
                        .unwrap();
                let told = compared.contrasts.iter().any(|contrast| contrast.text.is_some());
                assert!(told, "nobody says how {one} and {other} differ");
            }
        }
    }
}

#[test]
fn every_concept_lies_in_the_folder_of_its_kind() {
    let base = builtin::open().unwrap();
    for id in base.concept_ids().unwrap() {
        let head = base.concept_head(id).unwrap();
        let kind = base.kind(head.kind.unwrap()).unwrap().id;
        let folder = format!(
            "terms/{}",
            kind.strip_suffix('y').map_or(format!("{kind}s"), |stem| format!("{stem}ies"))
        );
        let file = format!("{folder}/{}.yaml", head.id);
        assert!(Path::new(&file).exists(), "{file}");
    }
}

#[test]
fn success_is_defined_by_the_voices_of_the_seeds() {
    let base = builtin::open().unwrap();
    let success =
        answer::define(Ask { detail: Detail::Data, ..Ask::new(&base) }, "success").unwrap();
    let json = serde_json::to_value(&success).unwrap();
    let mut named = BTreeSet::new();
    names(&json, &mut named);
    for voice in [
        "Annette Franz",
        "Lincoln Murphy",
        "Gainsight",
        "Wikipedia",
        "Todd Eby",
        "MindTouch",
        "Customer Success Association",
        "Helpshift",
        "Sue Duris",
        "ChurnZero",
        "Thomas Wieberneit",
        "Pivot Point Solutions",
    ] {
        assert!(named.contains(voice), "{voice} is not heard on success");
    }
}

fn names(json: &serde_json::Value, found: &mut BTreeSet<String>) {
    match json {
        serde_json::Value::Object(map) => {
            let named = map.get("voice").and(map.get("name")).and_then(serde_json::Value::as_str);
            found.extend(named.map(str::to_owned));
            map.values().for_each(|value| names(value, found));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
        _ => {}
    }
}

#[test]
fn all_of_a_definition_is_all_that_is_said() {
    let base = builtin::open().unwrap();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shared: Vec<_> = vec![];
    let mut shown: BTreeMap<String, String> = BTreeMap::new();
    for id in base.concept_ids().unwrap() {
        let concept = base.concept_record(id).unwrap().concept;
        let ask = Ask { detail: Detail::Everything, ..Ask::new(&base) };
        let answer = answer::define(ask, concept.id).unwrap();
        let mut page = vec![];
        FORMATS[0].write(&answer, OutputStyle::default(), &mut page).unwrap();
        let page = flat(&String::from_utf8(page).unwrap());
        let definitions = concept.definitions.iter().map(|definition| definition.text);
        for text in concept.notes.iter().map(|note| note.text).chain(definitions) {
            assert!(page.contains(&flat(text)), "{}: {text}", concept.id);
        }
        for note in concept.notes {
            let of = note.with.iter().map(|with| base.concept_head(*with).unwrap().id.to_owned());
            shared.extend(of.map(|with| (with, flat(note.text))));
        }
        shown.insert(concept.id.to_owned(), page);
    }
    assert!(shared.len() > 100);
    for (with, text) in shared {
        assert!(shown[&with].contains(&text), "{with}: {text}");
    }
}

/// The 107 commonest words of English.
const COMMON_WORDS: &str = include_str!("common_words.txt");
/// How many of a hundred words may be among these: texts that avoid the trade's words are made of them.
const MAX_COMMON: usize = 48;
/// Of fewer texts the share says little.
const MIN_TEXTS: usize = 30;

#[test]
fn texts_use_the_words_of_the_trade() {
    let common: BTreeSet<_> = COMMON_WORDS.split_whitespace().collect();
    assert_eq!(common.len(), 107);
    let mut reading = CorpusReading::default();
    reading.add_folder(Path::new("terms"));
    let mut folders: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
    for relation in &reading.corpus.relations {
        let from = reading.corpus.concept(relation.from).unwrap();
        let hedges = relation.said.citations().flat_map(|it| it.text.iter().chain(&it.but));
        let counted = folders.entry(folder_of(&reading, from)).or_default();
        relation.text.iter().chain(hedges).for_each(|text| count_common(text, &common, counted));
    }
    for concept in &reading.corpus.concepts {
        let counted = folders.entry(folder_of(&reading, concept)).or_default();
        let own = concept.definition.iter().map(|it| &it.text);
        let texts = own.chain(concept.definitions.iter().map(|it| &it.text));
        let texts = texts.chain(concept.notes.iter().map(|it| &it.text));
        let citations = concept.cited_stances().flat_map(corpus::CitedStance::citations);
        let hedges = citations.flat_map(|it| it.text.iter().chain(&it.but));
        texts.chain(hedges).for_each(|text| count_common(text, &common, counted));
    }
    assert!(folders.len() > 5);
    for (folder, (texts, words, found)) in folders {
        let most = words * MAX_COMMON;
        assert!(texts < MIN_TEXTS || found * 100 <= most, "{folder}: {found} of {words} words");
    }
}

/// The folder of a concept's file.
fn folder_of(reading: &CorpusReading, concept: &corpus::Concept) -> String {
    let place = reading.files.format_place(concept.place);
    Path::new(&place).parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned()
}

/// Counts a text, its words and those of them that are common.
fn count_common(text: &str, common: &BTreeSet<&str>, into: &mut (usize, usize, usize)) {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    into.0 += 1;
    for word in words {
        into.1 += 1;
        into.2 += usize::from(common.contains(word));
    }
}
