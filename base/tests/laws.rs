//! What holds of every corpus: names find their concepts, order of files does not matter, damage is never believed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base, Perspective,
    corpus::{CorpusReading, Digest, Layer},
    image::{self, InMemory},
    text,
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    path::Path,
};

/// A concept of a generated corpus: whom it falls under, leads to and is told apart from, by whom, and who denies it.
#[derive(Clone, Debug)]
struct Shape {
    under: Vec<(usize, bool)>,
    leads: Vec<usize>,
    apart: Vec<usize>,
    sides: Option<bool>,
}

fn shapes() -> impl Strategy<Value = Vec<Shape>> {
    let some = || prop::collection::vec(0_usize..12, 0..3);
    let under = prop::collection::vec((0_usize..12, any::<bool>()), 0..3);
    let shape = (under, some(), some(), any::<Option<bool>>())
        .prop_map(|(under, leads, apart, sides)| Shape { under, leads, apart, sides });
    prop::collection::vec(shape, 1..12)
}

/// The YAML of each concept; links beyond the corpus and to itself are left out.
fn yaml(shapes: &[Shape]) -> Vec<(String, String)> {
    let within = |index: usize, to: &usize| *to < shapes.len() && *to != index;
    let entry = |(index, shape): (usize, &Shape)| {
        let under = shape.under.iter().filter(|(to, _)| within(index, to));
        let under: Vec<_> = under
            .map(|(to, denied)| {
                let denied =
                    if *denied { ", denied-by: {by: proclus in notes, text: never}" } else { "" };
                format!("{{concept: s{to}, by: notes{denied}}}")
            })
            .collect();
        let list = |links: &[usize]| {
            let voice = |to| if (index + to) % 3 == 0 { "proclus in notes" } else { "notes" };
            let links = links.iter().filter(|to| within(index, to));
            let links = links.map(|to| format!("{{concept: s{to}, by: {}}}", voice(*to)));
            links.collect::<Vec<_>>().join(", ")
        };
        let sides = match shape.sides {
            Some(true) => "facets: {sides: [{value: three, by: notes}]}\n",
            Some(false) => "facets: {sides: four}\n",
            None => "",
        };
        let part =
            ["schemes: [plane, solid]\ntop-of: solid\n", "schemes: []\n", "", "issued: 2006\n"];
        let part = part[index % 4];
        let text = format!(
            "id: s{index}\nlabel: figure {index}\nabbreviations: [F{}]\n{sides}{part}root: {{}}\nrelations:\n  subset-of: [{}]\n  leads-to: [{}]\n  contrasts-with: [{}]\n",
            index / 2,
            under.join(", "),
            list(&shape.leads),
            list(&shape.apart),
        );
        (format!("s{index}.yaml"), text)
    };
    let own = [
        (
            "corpus.yaml",
            "title: Figures\nvoice: house\nimplied-words: [figure]\nfacets: {sides: {single-valued: true}}\nrelations: {leads-to: {inverse: results-from}}\nschemes: {plane: {title: Plane}, solid: {iri: 'urn:solid', title: [Solid, {text: Körper, lang: de}]}}\n",
        ),
        (
            "sources.yaml",
            "voices: {house: {name: House}, euclid: {name: Euclid}, proclus: {name: Proclus}}\nworks: {notes: {by: euclid, title: Notes}}\n",
        ),
    ];
    let own = own.map(|(name, text)| (name.to_owned(), text.to_owned()));
    own.into_iter().chain(shapes.iter().enumerate().map(entry)).collect()
}

fn read(files: &[(String, String)]) -> CorpusReading {
    let mut reading = CorpusReading::default();
    lay(&mut reading, files);
    reading
}

fn lay(reading: &mut CorpusReading, files: &[(String, String)]) {
    let (mut layer, mut found) = (Layer::default(), vec![]);
    for (name, text) in files {
        let file = reading.files.add_file(name.clone(), text.clone());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
}

/// Everything that a base answers about each of its concepts.
fn everything(base: &Base) -> Result<Vec<String>, image::ImageError> {
    let all = Perspective::default();
    let settings =
        (base.settings(), base.kinds()?, base.facets()?, base.relation_kinds()?, base.schemes()?);
    let mut told = vec![format!("{settings:?}")];
    for id in base.concept_ids()? {
        let head = base.concept_head(id)?;
        let links = cxterms_base::find_links(base, id, &all)?;
        let claims = base
            .edges_from(id)?
            .iter()
            .map(|edge| base.edge_claim(edge))
            .collect::<Result<Vec<_>, _>>()?;
        let found = cxterms_base::resolve_name(base, head.label)?;
        let near = cxterms_base::suggest_concepts(base, &format!("{}x", head.label))?;
        let concept = base.concept_record(id)?;
        told.push(format!("{head:?} {concept:?} {links:?} {claims:?} {found:?} {near:?}"));
    }
    Ok(told)
}

fn every_voice() -> Perspective {
    Perspective::of_voices((0..3).map(cxterms_base::corpus::VoiceId))
}

/// Every dispute, concepts by their identifiers.
fn disputes(base: &Base, seen_by: &Perspective) -> Vec<String> {
    let found = cxterms_base::find_disputes(base, None, seen_by).unwrap();
    let mut told: Vec<_> = found.iter().map(|dispute| format!("{dispute:?}")).collect();
    for id in base.concept_ids().unwrap() {
        let (number, name) = (format!("{id:?}"), base.concept_head(id).unwrap().id);
        for dispute in &mut told {
            *dispute = dispute.replace(&number, name);
        }
    }
    told
}

fn joined(base: &Base, id: cxterms_base::ConceptId) -> BTreeSet<cxterms_base::ConceptId> {
    let found =
        cxterms_base::find_joining_links(base, id, &|_| true, &Perspective::default()).unwrap();
    found.into_iter().map(|link| link.concept).collect()
}

/// How many steps lie between two concepts, by the plainest search there is.
fn distance(
    base: &Base,
    from: cxterms_base::ConceptId,
    to: cxterms_base::ConceptId,
) -> Option<usize> {
    let mut reached = BTreeSet::from([from]);
    for steps in 0..=base.concept_count().unwrap() {
        if reached.contains(&to) {
            return Some(steps);
        }
        reached.extend(reached.clone().into_iter().flat_map(|id| joined(base, id)));
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_name_finds_its_concept(shapes in shapes()) {
        let reading = read(&yaml(&shapes));
        let base = Base::compile(&reading.corpus).unwrap();
        for (index, concept) in reading.corpus.concepts.iter().enumerate() {
            for name in [concept.id.clone(), concept.labels[0].text.to_uppercase(), concept.labels[0].text.replace("figure ", "")] {
                let found = cxterms_base::resolve_name(&base, &name).unwrap();
                prop_assert!(found.answers.iter().any(|posting| posting.concept.index() == index), "{}", name);
            }
            let close = concept.labels[0].text.replace("figure", "figrue");
            let near = cxterms_base::suggest_concepts(&base, &close).unwrap();
            prop_assert!(near.iter().any(|(id, _)| id.index() == index) || near.len() == 3, "{}", close);
        }
    }

    #[test]
    fn what_stands_above_each_other_is_one_dispute_and_marks_of_all_are_those_of_each(shapes in shapes()) {
        let base = Base::compile(&read(&yaml(&shapes)).corpus).unwrap();
        let all = Perspective::default();
        let above = |id| -> BTreeSet<_> {
            cxterms_base::find_ancestors(&base, id, &all).unwrap().into_iter().map(|(id, _)| id).collect()
        };
        let mut marks = image::DisputeMarks::default();
        for id in base.concept_ids().unwrap() {
            let knot: Vec<_> = above(id).into_iter().filter(|other| above(*other).contains(&id)).collect();
            let found = cxterms_base::find_disputes(&base, Some(&[id]), &all).unwrap();
            for dispute in found.iter().filter(|it| it.kind == cxterms_base::DisputeKind::Cyclic && it.about.len() > 1) {
                let placed = |side: &cxterms_base::Party<'_>| matches!(side.holds, cxterms_base::Position::Root(_));
                let within = dispute.about.iter().all(|it| knot.contains(it));
                prop_assert!(within || dispute.sides.iter().any(placed), "{:?} in {:?}", dispute, knot);
            }
            let own = cxterms_base::derive_marks(&base, Some(&[id]), &all).unwrap();
            marks.relations.extend(own.relations);
            marks.roots.extend(own.roots);
        }
        marks.relations.sort();
        marks.relations.dedup();
        marks.roots.sort();
        marks.roots.dedup();
        prop_assert_eq!(cxterms_base::derive_marks(&base, None, &all).unwrap(), marks);
    }

    /// Names given above, by concept: which of three, and whether as a secondary reading.
    #[test]
    fn what_is_named_above_is_answered_first(
        shapes in shapes(),
        given in prop::collection::vec((0_usize..12, 0_usize..3, any::<bool>()), 0..6),
    ) {
        let mut reading = read(&yaml(&shapes));
        let below = reading.corpus.concepts.len();
        let mut above = vec![("corpus.yaml".to_owned(), "voice: guest\n".to_owned())];
        above.push(("sources.yaml".to_owned(), "voices: {guest: {name: Guest}}\n".to_owned()));
        let given: BTreeMap<_, _> = given.into_iter().map(|(id, name, not)| (id, (name, not))).collect();
        let name = |number: usize| ["F0", "figure 1", "s2"][number];
        for (id, (number, secondary)) in &given {
            let label = if *id < below { String::new() } else { format!("label: guest {id}\n") };
            let text = format!("synonyms: [{{text: {}, secondary: {secondary}}}]\n", name(*number));
            above.push((format!("s{id}.yaml"), format!("id: s{id}\n{label}{text}")));
        }
        lay(&mut reading, &above);
        let base = Base::compile(&reading.corpus).unwrap();
        let id = |posting: &image::Posting| base.concept_head(posting.concept).unwrap().id.to_owned();
        for number in 0..3 {
            let answers: BTreeSet<_> =
                cxterms_base::resolve_name(&base, name(number)).unwrap().answers.iter().map(id).collect();
            let of = given.iter().filter(|(_, (known, not))| *known == number && !not);
            let pinned: BTreeSet<_> = of.map(|(id, _)| format!("s{id}")).collect();
            // An identifier keeps its meaning; every other name means what lies on top says.
            if !pinned.is_empty() && number < 2 {
                prop_assert!(!answers.is_empty() && answers.is_subset(&pinned), "{answers:?}");
            }
        }
        for concept in &reading.corpus.concepts {
            let answers = cxterms_base::resolve_name(&base, &concept.id).unwrap().answers;
            prop_assert!(answers.iter().any(|posting| id(posting) == concept.id), "{}", concept.id);
        }
        let compiled = Base::compile(&read(&yaml(&shapes)).corpus).unwrap();
        let mut again = CorpusReading::from_corpus(compiled.to_corpus().unwrap(), <_>::default());
        lay(&mut again, &above);
        prop_assert_eq!(image::write_image(&reading.corpus).unwrap(), image::write_image(&again.corpus).unwrap());
    }

    #[test]
    fn the_order_of_files_does_not_matter(shapes in shapes(), seed in any::<u64>()) {
        let files = yaml(&shapes);
        let mut mixed = files.clone();
        mixed.sort_by_key(|(name, _)| name.bytes().fold(seed, |hash, byte| hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(31));
        prop_assert_eq!(image::write_image(&read(&files).corpus).unwrap(), image::write_image(&read(&mixed).corpus).unwrap());
    }

    #[test]
    fn an_image_holds_the_whole_corpus(shapes in shapes()) {
        let corpus = read(&yaml(&shapes)).corpus;
        let bytes = image::write_image(&corpus).unwrap();
        let again = Base::open(Box::new(InMemory(bytes.clone()))).unwrap().to_corpus().unwrap();
        prop_assert_eq!(image::write_image(&again).unwrap(), bytes);
    }

    #[test]
    fn links_mirror_each_other_and_walks_end(shapes in shapes()) {
        let base = Base::compile(&read(&yaml(&shapes)).corpus).unwrap();
        let all = Perspective::default();
        for a in base.concept_ids().unwrap() {
            for (above, _) in cxterms_base::find_umbrellas(&base, a, &all).unwrap() {
                let below = cxterms_base::find_narrower(&base, above, &all).unwrap();
                prop_assert!(below.iter().any(|(id, _)| *id == a));
            }
            prop_assert!(cxterms_base::find_ancestors(&base, a, &all).unwrap().len() <= shapes.len());
            for b in base.concept_ids().unwrap() {
                let there = cxterms_base::find_paths(&base, a, b, &|_| true, &all, 9).unwrap();
                let mut back = cxterms_base::find_paths(&base, b, a, &|_| true, &all, 9).unwrap();
                for way in &mut back.ways {
                    way.reverse();
                }
                prop_assert_eq!(&there, &back);
                prop_assert_eq!(there.count.min(9), there.ways.len());
                prop_assert_eq!(there.count > 9, there.more);
                let length = there.ways.first().map(|way| way.len() - 1);
                prop_assert_eq!(length, distance(&base, a, b));
                for way in &there.ways {
                    prop_assert_eq!(Some(way.len() - 1), length);
                    for pair in way.windows(2) {
                        prop_assert!(joined(&base, pair[0]).contains(&pair[1]));
                    }
                }
            }
        }
        prop_assert!(!cxterms_base::find_roots(&base, &all).unwrap().is_empty());
    }

    #[test]
    fn disputes_depend_on_the_claims_alone(shapes in shapes()) {
        let files = yaml(&shapes);
        let base = Base::compile(&read(&files).corpus).unwrap();
        let told = disputes(&base, &Perspective::default());
        prop_assert_eq!(&disputes(&base, &every_voice()), &told);
        // A further concept that nothing joins to the others, and that comes before them all.
        let stranger = ("a.yaml".to_owned(), "{id: a, label: stranger, root: {}}".to_owned());
        let more = [vec![files[0].clone(), stranger], files[1..].to_vec()].concat();
        let more = Base::compile(&read(&more).corpus).unwrap();
        prop_assert_eq!(&disputes(&more, &Perspective::default()), &told);
        let built = Base::open(Box::new(InMemory(Base::build_image(&read(&files).corpus, Digest::default()).unwrap()))).unwrap();
        let mut marks = built.marks().unwrap().unwrap();
        let contested: Vec<_> = std::mem::take(&mut marks.contested).into_iter().map(|(id, _)| id).collect();
        prop_assert_eq!(marks, cxterms_base::derive_marks(&base, None, &Perspective::default()).unwrap());
        prop_assert_eq!(&disputes(&built, &Perspective::default()), &told);
        for id in base.concept_ids().unwrap() {
            let own = cxterms_base::derive_marks(&base, Some(&[id]), &Perspective::default()).unwrap();
            prop_assert!(own.relations.iter().all(|it| built.marks().unwrap().unwrap().has_relation(it.0, it.1, it.2)));
            let all = Perspective::default();
            let fresh = cxterms_base::find_disputes(&base, Some(&[id]), &all).unwrap();
            prop_assert_eq!(&cxterms_base::find_disputes(&built, Some(&[id]), &all).unwrap(), &fresh);
            prop_assert_eq!(contested.contains(&id), !fresh.is_empty());
        }
        for voice in (0..3).map(cxterms_base::corpus::VoiceId) {
            let alone = Perspective::of_voices([voice]);
            for dispute in cxterms_base::find_disputes(&base, None, &alone).unwrap() {
                prop_assert_eq!(dispute.voice_count(), 1, "a voice alone disputes nothing but itself");
            }
        }
    }

    #[test]
    fn a_perspective_of_every_voice_is_none(shapes in shapes()) {
        let base = Base::compile(&read(&yaml(&shapes)).corpus).unwrap();
        let everyone = every_voice();
        for id in base.concept_ids().unwrap() {
            let all = cxterms_base::find_links(&base, id, &Perspective::default()).unwrap();
            prop_assert_eq!(cxterms_base::find_links(&base, id, &everyone).unwrap(), all);
        }
    }

    #[test]
    fn damage_is_an_error_or_changes_no_answer(shapes in shapes(), at in any::<prop::sample::Index>(), bit in 0_u32..8, cut in any::<prop::sample::Index>()) {
        let bytes = image::write_image(&read(&yaml(&shapes)).corpus).unwrap();
        let sound = everything(&Base::open(Box::new(InMemory(bytes.clone()))).unwrap()).unwrap();
        let mut flipped = bytes.clone();
        flipped[at.index(bytes.len())] ^= 1 << bit;
        if let Ok(told) = Base::open(Box::new(InMemory(flipped))).and_then(|base| everything(&base)) {
            prop_assert_eq!(told, sound);
        }
        let short = bytes[..cut.index(bytes.len())].to_vec();
        prop_assert!(Base::open(Box::new(InMemory(short))).is_err());
    }
}

/// A corpus with more names than one shard holds, and its folded names.
fn many() -> (Base, BTreeSet<String>) {
    let letters = ['a', 'b', 'c', 'd', 'é', 'f'];
    let spell = |mut number: usize| {
        let mut word = String::new();
        while number > 0 {
            word.push(letters[number % 6]);
            number /= 6;
        }
        word
    };
    let labels: Vec<_> = (1..6000).map(|number| spell(number * 7919 % 60_000)).collect();
    let entries = labels.iter().enumerate();
    let entries: Vec<_> =
        entries.map(|(number, label)| format!("- {{id: n{number}, label: {label}}}\n")).collect();
    let mut files = yaml(&[]);
    files.push(("many.yaml".to_owned(), entries.concat()));
    let ids = (0..labels.len()).map(|number| format!("n{number}"));
    let names = ids.chain(labels.iter().map(|label| text::fold(label))).collect();
    (Base::compile(&read(&files).corpus).unwrap(), names)
}

#[test]
fn many_names_are_searched_as_if_one_looked_at_each() {
    let (base, names) = many();
    let labels = base.label_index();
    for name in ["abcé", "éabcdf", "n59x", "n4000", "zzzzzzzz", "fff", "aébcda"] {
        for (reach, slack) in [(0, 0), (1, 1), (2, 0), (3, 0), (3, 1), (3, 3)] {
            let apart = |other: &String| strsim::osa_distance(other, name);
            let nearest = names.iter().map(apart).filter(|apart| *apart <= reach).min();
            let wanted = |other: &&String| {
                nearest.is_some_and(|nearest| apart(other) <= reach.min(nearest + slack))
            };
            let found = labels.find_near(name, reach, slack).unwrap();
            let found: Vec<_> = found.into_iter().map(|(label, _)| label).collect();
            assert_eq!(found, names.iter().filter(wanted).cloned().collect::<Vec<_>>(), "{name}");
        }
    }
    for start in ["", "a", "fé", "n", "n59", "n5998", "ab", "zz", "c"] {
        let mut found = vec![];
        let look = |label: &str, _| {
            found.push(label.to_owned());
            Ok(ControlFlow::Continue(()))
        };
        labels.visit_prefix(start, look).unwrap();
        let wanted: Vec<_> = names.iter().filter(|name| name.starts_with(start)).cloned().collect();
        assert_eq!(found, wanted, "{start}");
        let last = labels.last_with_prefix(start).unwrap().map(|(label, _)| label);
        assert_eq!(last.as_ref(), wanted.last(), "{start}");
    }
}
