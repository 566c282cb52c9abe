//! Disputes are derived from claims, and nothing is called one that is none.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at once")]

use cxterms_base::{
    Base, DisputeKind, Perspective, Position, VoiceLookup,
    corpus::{CorpusReading, Layer},
};
use std::path::Path;

const CORPUS: &str = "\
title: Shapes
voice: editors
kinds: {shape: {means: a form, one-umbrella: true}, idea: {means: a thought}}
facets:
  corners: {values: [round, sharp, both], single-valued: true}
  use: {means: what it is for}
relations:
  leads-to: {inverse: results-from}
  lowers: {inverse: is-lowered-by, excludes: [leads-to]}
";

const SOURCES: &str = "\
voices: {editors: {name: editors}, ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}, dan: {name: Dan}, eve: {name: Eve}, fay: {name: Fay}, gus: {name: Gus}, hal: {name: Hal}, ivo: {name: Ivo}}
works: {a: {by: ann, title: A}, b: {by: bob, title: B}, c: {by: cid, title: C}, d: {by: dan, title: D}, e: {by: eve, title: E}, f: {by: fay, title: F}, abc: {by: [ann, bob, cid], title: ABC}}
";

/// Concepts `x`, `y`, `z` and `w` are there unless `entries` says something of them.
fn base(entries: &str) -> Base {
    let (mut reading, mut layer, mut found) =
        (CorpusReading::default(), Layer::default(), Vec::new());
    let rest = ["x", "y", "z", "w"].iter().filter(|id| !entries.contains(&format!("{{id: {id},")));
    let rest: Vec<_> = rest
        .map(|id| {
            format!(
                "- {{id: {id}, label: {id}, kind: shape}}
"
            )
        })
        .collect();
    let rest = rest.concat();
    let entries = format!("{entries}\n{rest}");
    for (name, text) in [("corpus.yaml", CORPUS), ("sources.yaml", SOURCES), ("e.yaml", &*entries)]
    {
        let file = reading.files.add_file(name.to_owned(), text.to_owned());
        layer.parse_file(Path::new(name), file, text.as_bytes(), &mut found);
    }
    assert_eq!(found, []);
    reading.add_layer(layer);
    assert_eq!(reading.diagnostics(), []);
    Base::compile(&reading.corpus).unwrap()
}

/// Each dispute's way, with how many sides and voices it has.
fn found(entries: &str) -> Vec<(DisputeKind, usize, usize)> {
    let base = base(entries);
    let everyone = Perspective::default();
    let found = cxterms_base::find_disputes(&base, None, &everyone).unwrap();
    for dispute in &found {
        for side in &dispute.sides {
            assert!(!side.by.is_empty(), "nobody holds {:?}", side.holds);
        }
        for about in &dispute.about {
            let of = cxterms_base::find_disputes(&base, Some(&[*about]), &everyone).unwrap();
            assert!(of.contains(dispute), "not met from each that takes part: {dispute:?}");
        }
    }
    found.iter().map(|it| (it.kind, it.sides.len(), it.voice_count())).collect()
}

/// A dispute in plain words.
#[derive(Debug)]
struct Listed {
    id: String,
    /// What each side holds, by how many voices and origins.
    sides: Vec<(String, usize, usize)>,
    both: Vec<String>,
}

/// What a side holds.
fn say(base: &Base, holds: &Position<'_>) -> String {
    let concept = |id| base.concept_head(id).unwrap().id.to_owned();
    match holds {
        Position::Not(held) => format!("not {}", say(base, held)),
        Position::Relation(from, relation, to) => {
            let kind = base.relation_kind(*relation).unwrap();
            format!("{} {} {}", concept(*from), kind.id, concept(*to))
        }
        Position::Value(id, facet, value) => {
            format!("{} {} {value}", concept(*id), base.facet(*facet).unwrap().id)
        }
        Position::InUse(id) => format!("{} is in use", concept(*id)),
        Position::Root(id) => format!("{} is a root", concept(*id)),
        other => format!("{other:?}"),
    }
}

fn listed(entries: &str) -> Vec<Listed> {
    let base = base(entries);
    let everyone = Perspective::default();
    let found = cxterms_base::find_disputes(&base, None, &everyone).unwrap();
    let list = |dispute: &cxterms_base::Dispute<'_>| Listed {
        id: cxterms_base::identify_dispute(&base, dispute).unwrap(),
        sides: (dispute.sides.iter())
            .map(|side| (say(&base, &side.holds), side.voice_count(), side.origins))
            .collect(),
        both: (dispute.voices_on_both().into_iter())
            .map(|voice| base.voice(voice).unwrap().id.to_owned())
            .collect(),
    };
    found.iter().map(list).collect()
}

fn none(entries: &str) {
    assert_eq!(found(entries), [], "{entries}");
}

#[test]
fn what_one_asserts_and_another_denies_clashes() {
    let definition = "- {id: x, label: x, definitions: [{text: even, by: a, denied-by: b}]}";
    assert_eq!(found(definition), [(DisputeKind::Denied, 2, 2)]);
    let value = "- {id: x, label: x, facets: {use: [{value: play, by: a, denied-by: [b, c]}]}}";
    assert_eq!(found(value), [(DisputeKind::Denied, 2, 3)]);
    let note = "- {id: x, label: x, notes: [{text: Old., with: [y], by: a, denied-by: b}]}";
    assert_eq!(found(note), [(DisputeKind::Denied, 2, 2)]);
    let label = "- {id: x, label: x, synonyms: [{text: ex, by: a, denied-by: b}]}";
    assert_eq!(found(label), [(DisputeKind::Denied, 2, 2)]);
    let editors =
        "- {id: x, label: x, relations: {leads-to: [{concept: y, denied-by: b}, {concept: y}]}}";
    assert_eq!(
        found(editors),
        [(DisputeKind::Denied, 2, 2)],
        "the editors are a side where they are denied"
    );
}

#[test]
fn a_relation_is_denied_once_in_whatever_wording_and_at_whichever_end() {
    let worded = "- {id: x, label: x, relations: {leads-to: [{concept: y, text: one, by: a}, {concept: y, text: two, by: c}, {concept: y, denied-by: b}]}}";
    assert_eq!(found(worded), [(DisputeKind::Denied, 2, 3)]);
    none("- {id: x, label: x, relations: {leads-to: [{concept: y, denied-by: b}]}}");
}

#[test]
fn umbrellas_go_round_over_any_path_and_once() {
    let direct = "- {id: x, label: x, relations: {subset-of: [{concept: y, by: a}]}}\n- {id: y, label: y, relations: {subset-of: [{concept: x, by: b}]}}";
    assert_eq!(found(direct), [(DisputeKind::Cyclic, 2, 2)]);
    let longer = "- {id: x, label: x, relations: {subset-of: [{concept: y, by: a}]}}\n- {id: y, label: y, relations: {subset-of: [{concept: z, by: b}]}}\n- {id: z, label: z, relations: {subset-of: [{concept: x, by: c}]}}";
    assert_eq!(found(longer), [(DisputeKind::Cyclic, 3, 3)]);
    none(
        "- {id: x, label: x, relations: {subset-of: [{concept: y, by: a}]}}\n- {id: y, label: y, relations: {subset-of: [x]}}",
    );
}

#[test]
fn a_refinement_is_no_dispute() {
    none(
        "- {id: x, label: x, kind: shape, relations: {subset-of: [{concept: y, by: a}, {concept: z, by: b}]}}\n- {id: y, label: y, relations: {subset-of: [{concept: z, by: c}]}}",
    );
}

#[test]
fn a_root_that_another_places_clashes() {
    let placed =
        "- {id: x, label: x, root: {by: a}, relations: {subset-of: [{concept: y, by: b}]}}";
    assert_eq!(found(placed), [(DisputeKind::Cyclic, 2, 2)]);
    none("- {id: x, label: x, root: {by: a}, relations: {subset-of: [{concept: y, by: a}]}}");
    none("- {id: x, label: x, root: {}, relations: {subset-of: [{concept: y, by: b}]}}");
    none("- {id: x, label: x, root: {by: a}, relations: {subset-of: [y]}}");
}

#[test]
fn a_root_is_not_asked_again_what_a_pair_asks() {
    let two = "- {id: x, label: x, root: {by: a}, relations: {subset-of: [{concept: y, by: b}, {concept: z, by: c}]}}\n- {id: z, label: z}\n";
    let turned = "- {id: y, label: y, relations: {subset-of: [{concept: x, by: d}]}}";
    let rooted = |entries: &str| {
        let found = listed(entries);
        let rooted = found.into_iter().find(|it| it.id.ends_with("root")).map(|it| it.sides);
        let sides = rooted.into_iter().flatten().map(|(side, ..)| side);
        sides.collect::<Vec<_>>()
    };
    assert_eq!(rooted(&format!("{two}{turned}")), ["x is a root", "x subset-of z"]);
    // Nobody turns the other round, or one voice does both.
    let all = ["x is a root", "x subset-of y", "x subset-of z"];
    assert_eq!(rooted(&format!("{two}- {{id: y, label: y}}")), all);
    assert_eq!(rooted(&format!("{two}{}", turned.replace("by: d", "by: b"))), all);
    // With nothing else to say, it is asked whole.
    let one = "- {id: x, label: x, root: {by: a}, relations: {subset-of: [{concept: y, by: b}]}}\n";
    assert_eq!(rooted(&format!("{one}{turned}")), ["x is a root", "x subset-of y"]);
}

#[test]
fn relations_that_exclude_each_other_clash_once_a_pair() {
    let lowers = "- {id: x, label: x, relations: {leads-to: [{concept: y, by: a}], lowers: [{concept: y, by: b}]}}";
    assert_eq!(found(lowers), [(DisputeKind::Excluded, 2, 2)]);
    let same = "- {id: x, label: x, relations: {same-as: [{concept: y, by: a}], contrasts-with: [{concept: y, text: Apart., by: b}]}}\n- {id: y, label: y, relations: {subset-of: [{concept: x, by: c}]}}";
    assert_eq!(found(same), [(DisputeKind::Excluded, 3, 3)]);
    none(
        "- {id: x, label: x, relations: {leads-to: [{concept: y, by: a}], lowers: [{concept: y, by: a}]}}",
    );
    none(
        "- {id: x, label: x, relations: {leads-to: [{concept: y, by: a}]}}\n- {id: y, label: y, relations: {lowers: [{concept: x, by: b}]}}",
    );
}

#[test]
fn single_valued_facets_clash_once_a_facet() {
    let values = "- {id: x, label: x, facets: {corners: [{value: round, by: a, denied-by: c}, {value: sharp, by: b}]}}";
    assert_eq!(found(values), [(DisputeKind::Facet, 3, 3)]);
    let denial = "- {id: x, label: x, facets: {corners: [{value: round, by: a, denied-by: b}]}}";
    assert_eq!(found(denial), [(DisputeKind::Facet, 2, 2)]);
    none("- {id: x, label: x, facets: {corners: [{value: round, by: a}, {value: sharp, by: a}]}}");
    none("- {id: x, label: x, facets: {corners: [{value: round}, {value: sharp, by: b}]}}");
    none("- {id: x, label: x, facets: {use: [{value: play, by: a}, {value: work, by: b}]}}");
}

#[test]
fn umbrellas_that_nothing_joins_clash_where_each_side_speaks_of_the_others() {
    let x = "- {id: x, label: x, kind: shape, relations: {subset-of: [{concept: y, by: a}, {concept: z, by: b}]}}";
    let spoken = format!(
        "{x}\n- {{id: y, label: y, kind: shape, definitions: [{{text: why, by: b}}]}}\n- {{id: z, label: z, kind: shape, definitions: [{{text: zed, by: a}}]}}"
    );
    assert_eq!(found(&spoken), [(DisputeKind::Parents, 2, 2)]);
    none(x);
    none(&spoken.replace("definitions: [{text: why, by: b}]", "definitions: [{text: why, by: c}]"));
    none(&spoken.replace("kind: shape, relations", "kind: idea, relations"));
    none(&spoken.replace("{concept: y, by: a}", "{concept: y, by: [a, b]}"));
}

#[test]
fn nothing_follows_from_what_a_voice_leaves_out() {
    none(
        "- {id: x, label: x, kind: shape, relations: {same-as: [{concept: y, by: a}], subset-of: [{concept: z, by: b}]}}\n- {id: y, label: y, relations: {subset-of: [w]}}",
    );
}

#[test]
fn causes_both_ways_differ_unless_one_voice_tells_both() {
    let both = "- {id: x, label: x, relations: {leads-to: [{concept: y, by: a}]}}\n- {id: y, label: y, relations: {leads-to: [{concept: x, by: b}]}}";
    assert_eq!(found(both), [(DisputeKind::Mutual, 2, 2)]);
    none(&both.replace("concept: x, by: b", "concept: x, by: [a, b]"));
    none(&both.replace("concept: x, by: b", "concept: x"));
}

#[test]
fn one_label_of_concepts_that_different_voices_define_differs() {
    let senses = "- {id: x, label: Bond, definitions: [{text: a tie, by: a}], relations: {leads-to: [{concept: z, by: a}]}}\n- {id: y, label: bond, qualifier: money, definitions: [{text: a debt, by: b}], relations: {results-from: []}}";
    let senses = senses.replace(", relations: {results-from: []}", "");
    assert_eq!(found(&senses), [(DisputeKind::Senses, 2, 2)]);
    let crossed = format!(
        "{senses}\n- {{id: z, label: z, relations: {{leads-to: [{{concept: y, by: b}}]}}}}"
    );
    assert_eq!(
        found(&crossed),
        [(DisputeKind::Senses, 4, 2)],
        "what one causes, the other results from"
    );
    none(&senses.replace("a debt, by: b", "a debt, by: a"));
    none(&senses.replace("label: bond", "label: band"));
}

#[test]
fn a_voice_on_both_sides_counts_on_both() {
    let denied = "- {id: x, label: x, synonyms: [{text: ex, by: [a, b], denied-by: [b, c]}]}";
    assert_eq!(found(denied), [(DisputeKind::Denied, 2, 3)], "Bob stays");
    none("- {id: x, label: x, synonyms: [{text: ex, by: [a, b], denied-by: b}]}");
    let values = "- {id: x, label: x, facets: {corners: [{value: round, by: [a, b]}, {value: sharp, by: [b, c]}]}}";
    assert_eq!(found(values), [(DisputeKind::Facet, 2, 3)], "Bob gives both");
    none("- {id: x, label: x, facets: {corners: [{value: round, by: [a, b], denied-by: b}]}}");
    let both = listed(values);
    assert_eq!(both[0].both, ["bob"]);
}

#[test]
fn co_authors_do_not_vanish() {
    let values = "- {id: x, label: x, facets: {corners: [{value: round, by: [abc, b]}, {value: sharp, by: [c, d]}]}}";
    let found = listed(values);
    assert_eq!(
        found[0].sides[0],
        ("x corners round".to_owned(), 3, 1),
        "all three, who say it together"
    );
    assert_eq!(found[0].both, ["cid"]);
}

#[test]
fn a_hedge_is_no_denial() {
    none(
        "- {id: x, label: x, facets: {use: [{value: play, by: [{by: a, but: seldom}, {by: b, text: always}]}]}, relations: {leads-to: [{concept: y, by: [{by: a, but: not always}, b]}]}}",
    );
}

#[test]
fn practice_and_ideals_clash_only_with_their_like() {
    let of = |one: &str, other: &str| {
        format!(
            "- {{id: x, label: x, facets: {{corners: [{{value: round, by: {{by: a{one}}}}}, {{value: sharp, by: {{by: b{other}}}}}]}}, relations: {{leads-to: [{{concept: y, by: {{by: a{one}}}, denied-by: {{by: b{other}}}}}]}}}}\n- {{id: z, label: z, relations: {{subset-of: [{{concept: w, by: {{by: a{one}}}}}]}}}}\n- {{id: w, label: w, relations: {{subset-of: [{{concept: z, by: {{by: b{other}}}}}]}}}}"
        )
    };
    let ids = |entries: &str| {
        let mut ids: Vec<_> = listed(entries).into_iter().map(|it| it.id).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&of("", "")), ["w.z.subset-of", "x.corners", "x.y.leads-to"]);
    none(&of("", ", of: practice"));
    none(&of(", of: ideal", ", of: practice"));
    assert_eq!(
        ids(&of(", of: ideal", ", of: ideal")),
        ["w.z.subset-of.ideal", "x.corners.ideal", "x.y.leads-to.ideal"]
    );
}

#[test]
fn as_a_kind_or_as_a_part_is_no_dispute() {
    none(
        "- {id: x, label: x, relations: {subset-of: [{concept: y, by: [{by: a, as: kind}, {by: b, as: part}]}]}}",
    );
}

#[test]
fn two_that_stand_above_each_other_are_one_dispute_and_circles_only_what_no_pair_explains() {
    let pair = "- {id: x, label: x, relations: {subset-of: [{concept: y, by: a}, {concept: z, by: a}]}}\n- {id: y, label: y, relations: {subset-of: [{concept: x, by: [b, c], denied-by: {by: d}}]}}\n- {id: z, label: z, relations: {subset-of: [{concept: y, by: b}]}}";
    let found = listed(pair);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].id, "x.y.subset-of");
    let sides: Vec<_> = found[0].sides.iter().map(|(side, voices, _)| (&**side, *voices)).collect();
    assert_eq!(sides, [("y subset-of x", 2), ("x subset-of y", 1), ("not y subset-of x", 1)]);
    let apart = format!(
        "{pair}\n- {{id: u, label: u, relations: {{subset-of: [{{concept: v, by: a}}]}}}}\n- {{id: v, label: v, relations: {{subset-of: [{{concept: w, by: b}}]}}}}\n- {{id: w, label: w, relations: {{subset-of: [{{concept: u, by: c}}]}}}}"
    );
    let ids: Vec<_> = listed(&apart).into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["x.y.subset-of", "u.v.w.subset-of"]);
}

#[test]
fn one_against_many_comes_after_several_on_each_side() {
    let entries = "- {id: x, label: x, facets: {corners: [{value: round, by: [a, b, e, f]}, {value: sharp, by: c}]}}\n- {id: y, label: y, facets: {corners: [{value: round, by: [a, b]}, {value: sharp, by: [c, d]}]}}\n- {id: z, label: z, facets: {corners: [{value: round, by: [a, b]}, {value: sharp, by: [bob in c, ann in c, c]}]}}\n- {id: w, label: w, facets: {corners: [{value: round, by: [gus in c, hal in c, ivo in c]}, {value: sharp, by: [a, b, d, e]}]}}";
    let found = listed(entries);
    let ids: Vec<_> = found.iter().map(|it| &*it.id).collect();
    assert_eq!(ids, ["y.corners", "w.corners", "x.corners"], "Ann and Bob of z are on both sides");
    assert_eq!(found[1].sides[0], ("w corners round".to_owned(), 3, 1), "Cid reports them all");
}

#[test]
fn no_two_disputes_have_one_identifier() {
    let entries = "- {id: x, label: x, definitions: [{text: 'a long, long way to go for it: one', by: a, denied-by: b}, {text: 'a long, long way to go for it: two', by: a, denied-by: b}], notes: [{text: It is., label: is, by: a, denied-by: b}, {text: It was., label: is, by: a, denied-by: b}], root: {by: a, denied-by: b}, facets: {corners: [{value: round, by: a, denied-by: b}], use: [{value: play, by: a, denied-by: b}]}, relations: {leads-to: [{concept: y, by: a, denied-by: c}], lowers: [{concept: y, by: b, denied-by: a}], subset-of: [{concept: y, by: c}]}}\n- {id: y, label: y, relations: {leads-to: [{concept: x, by: b}]}}";
    let mut ids: Vec<_> = listed(entries).into_iter().map(|it| it.id).collect();
    ids.sort();
    let before = ids.clone();
    ids.dedup();
    assert_eq!(ids, before);
    for id in [
        "x.corners",
        "x.definition.a-long-long-way-to-go",
        "x.definition.a-long-long-way-to-go-2",
        "x.note.is",
        "x.note.is-2",
        "x.root",
        "x.use.play",
        "x.y.leads-to",
        "x.y.leads-to.lowers",
    ] {
        assert!(ids.iter().any(|known| known == id), "{id} of {ids:?}");
    }
}

#[test]
fn a_denial_that_is_part_of_a_wider_clash_is_told_there() {
    let same = "- {id: x, label: x, relations: {same-as: [{concept: y, by: a, denied-by: {by: b, text: no}}], contrasts-with: [{concept: y, text: Apart., by: c}]}}";
    assert_eq!(found(same), [(DisputeKind::Excluded, 3, 3)]);
    let reason = "- {id: x, label: x, facets: {corners: [{value: round, by: a, denied-by: {by: b, text: never}}, {value: sharp, by: b}]}}";
    assert_eq!(
        found(reason),
        [(DisputeKind::Facet, 3, 2)],
        "a reason is told although its voice gives another value"
    );
}

#[test]
fn one_voice_disputes_nothing_but_itself() {
    let entries = "- {id: x, label: x, definitions: [{text: even, by: a, denied-by: a}], facets: {corners: [{value: round, by: a, denied-by: b}]}}";
    let base = base(entries);
    let VoiceLookup::Known(ann) = Perspective::find_voices(&base, "Ann").unwrap() else { panic!() };
    let ann = Perspective::of_voices(ann);
    let found = cxterms_base::find_disputes(&base, None, &ann).unwrap();
    assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), [DisputeKind::Denied]);
}
