//! What holds of every picture: nothing lies over anything else or beyond the edge, and text stays in its node.

use super::{
    Picture, PictureWidth, draw_matrix, draw_neighborhood, draw_sides, draw_tree,
    picture::{DrawnArea, PlacedText, TextAnchor},
};
use crate::{
    answer::{self, Ask, Detail, TreeExtent},
    builtin,
};
use cxterms_base::{Base, corpus::CorpusReading};

const WIDTHS: [PictureWidth; 2] = [PictureWidth::Wide, PictureWidth::Narrow];

fn ask(base: &Base) -> Ask<'_> {
    Ask { detail: Detail::Data, ..Ask::new(base) }
}

/// Where a text is, as wide as it can be.
fn area_of(text: &PlacedText) -> DrawnArea {
    let width = text.lettering.measure(&text.text);
    let x = match text.anchor {
        TextAnchor::Start => text.x,
        TextAnchor::Middle => text.x - width / 2,
        TextAnchor::End => text.x - width,
    };
    let size = text.lettering.size;
    DrawnArea { x, y: text.y - size, width, height: size }
}

fn is_within(inner: DrawnArea, outer: DrawnArea) -> bool {
    let across = inner.x >= outer.x && inner.right() <= outer.right();
    across && inner.y >= outer.y && inner.bottom() <= outer.bottom()
}

fn do_overlap(one: DrawnArea, other: DrawnArea) -> bool {
    let across = one.x < other.right() && other.x < one.right();
    across && one.y < other.bottom() && other.y < one.bottom()
}

fn check(picture: &Picture<'_>) {
    let told = &picture.label;
    let whole = DrawnArea { x: 0, y: 0, width: picture.width, height: picture.height };
    let mut solid: Vec<DrawnArea> = picture.texts.iter().map(area_of).collect();
    for node in &picture.nodes {
        let inner: Vec<_> = node.texts.iter().map(area_of).chain(node.bar).collect();
        for (at, text) in inner.iter().enumerate() {
            assert!(is_within(*text, node.area), "{told}: {node:?}");
            let others = inner.iter().skip(at + 1);
            assert!(others.into_iter().all(|it| !do_overlap(*text, *it)), "{told}: {node:?}");
        }
        assert!(!node.statement.is_empty() && node.target.is_some(), "{told}: {node:?}");
        solid.push(node.area);
    }
    solid.sort_by_key(|area| area.y);
    for (at, area) in solid.iter().enumerate() {
        assert!(is_within(*area, whole), "{told}: {area:?} in {whole:?}");
        let near = solid.iter().skip(at + 1).take_while(|it| it.y < area.bottom());
        for other in near {
            assert!(!do_overlap(*area, *other), "{told}: {area:?} and {other:?}");
        }
    }
}

#[test]
fn every_term_has_a_map_on_which_nothing_overlaps() {
    let base = builtin::open().expect("it ships");
    for id in base.concept_ids().expect("sound") {
        let around = answer::neighborhood(ask(&base), id).expect("sound");
        for width in WIDTHS {
            check(&draw_neighborhood(&around, width));
        }
    }
}

#[test]
fn every_dispute_has_its_bars() {
    let base = builtin::open().expect("it ships");
    let all = answer::disputes(ask(&base), &[]).expect("sound");
    for dispute in &all.disputes {
        for width in WIDTHS {
            let picture = draw_sides(dispute, width);
            check(&picture);
            assert_eq!(picture.nodes.len(), dispute.sides.len().min(12));
        }
    }
}

#[test]
fn the_tree_and_the_matrix_are_whole() {
    let base = builtin::open().expect("it ships");
    let tree = answer::tree(ask(&base), TreeExtent::default()).expect("sound");
    let concepts = base.concept_count().expect("sound");
    for width in WIDTHS {
        let picture = draw_tree(&tree, width);
        check(&picture);
        assert_eq!(picture.nodes.len() + tree.count_left_out(), concepts);
    }
    let matrix = answer::discipline_matrix(ask(&base)).expect("sound").expect("disciplines");
    let picture = draw_matrix(&matrix);
    check(&picture);
    assert_eq!(picture.nodes.len(), matrix.concepts.len() + matrix.cells.len());
}

/// A corpus whose labels are of many scripts and lengths, each related to the next in three ways.
fn compile_odd_labels() -> Base {
    let labels = [
        "x",
        "客户体验管理与客户成功管理之间的关系以及其在企业中的作用和意义以及未来的发展趋势",
        "رضا العملاء (CSAT) 24/7 وولاء العملاء وتجربة العملاء في جميع نقاط الاتصال",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsbescheinigung",
        "e\u{301}\u{302}\u{303} 👩‍👩‍👧‍👦👩‍👩‍👧‍👦 ∑∏ﷺ ＷＩＤＥ",
        "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z/a/b/c/d/e/f/g",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    let relations = "relations: {leads-to: {inverse: results-from, means: m}}";
    let kinds = "kinds: {discipline: {means: m, one-umbrella: true}}";
    write("corpus.yaml", format!("title: T\nlanguage: en\nvoice: me\n{relations}\n{kinds}\n"));
    write(
        "sources.yaml",
        "voices: {me: {name: Me}, li: {name: Li}}\nworks: {w: {title: W, by: li}}\n".to_owned(),
    );
    let entry = |(at, label): (usize, &&str)| {
        let next = (at + 1) % labels.len();
        let text = label.repeat(9);
        let leads = format!("leads-to: {{concept: c{next}, denied-by: w}}");
        let differs = format!("contrasts-with: {{concept: c{next}, text: t, by: w}}");
        let under = if at == 0 { String::new() } else { format!(", subset-of: c{}", at / 2) };
        format!(
            "- id: c{at}\n  label: \"{label}\"\n  kind: discipline\n  definition: \"{text}\"\n  relations: {{{leads}, {differs}{under}}}\n"
        )
    };
    write("all.yaml", labels.iter().enumerate().map(entry).collect());
    let mut reading = CorpusReading::default();
    reading.add_folder(folder.path());
    assert!(reading.diagnostics().is_empty(), "{:?}", reading.diagnostics());
    Base::compile(&reading.corpus).expect("sound")
}

#[test]
fn labels_of_any_script_stay_in_their_nodes() {
    let base = compile_odd_labels();
    for id in base.concept_ids().expect("sound") {
        let around = answer::neighborhood(ask(&base), id).expect("sound");
        for width in WIDTHS {
            check(&draw_neighborhood(&around, width));
        }
    }
    let tree = answer::tree(ask(&base), TreeExtent::default()).expect("sound");
    for width in WIDTHS {
        check(&draw_tree(&tree, width));
    }
    let matrix = answer::discipline_matrix(ask(&base)).expect("sound").expect("disciplines");
    check(&draw_matrix(&matrix));
}
