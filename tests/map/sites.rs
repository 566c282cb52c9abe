//! Pictures in pages: links of the page's own, and no style in the way of a content policy.

use crate::shared::SvgFile;
use cxterms::{
    answer::{self, Ask, Detail, Lookup, TreeExtent},
    builtin,
    map::{self, MapTarget, PictureWidth},
};

/// The address of what a node leads to.
fn link(target: MapTarget<'_>) -> String {
    match target {
        MapTarget::Concept(id) => format!("../{id}/index.html"),
        MapTarget::Pair(one, other) => format!("../compare/{one}/{other}.html"),
        MapTarget::DisputeSide(id, side) => format!("../disputes/{id}.html#side-{side}"),
    }
}

#[test]
fn every_node_of_every_picture_is_a_link_with_a_name() {
    let base = builtin::open().unwrap();
    let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
    let id = Lookup::resolve_name_in(&base, "customer success", &[]).unwrap().ids[0];
    let around = answer::neighborhood(ask, id).unwrap();
    let tree = answer::tree(ask, TreeExtent::default()).unwrap();
    let matrix = answer::discipline_matrix(ask).unwrap().unwrap();
    let disputes = answer::disputes(ask, &[]).unwrap();
    let pictures = [
        map::draw_neighborhood(&around, PictureWidth::Wide),
        map::draw_neighborhood(&around, PictureWidth::Narrow),
        map::draw_tree(&tree, PictureWidth::Wide),
        map::draw_matrix(&matrix),
        map::draw_sides(&disputes.disputes[0], PictureWidth::Wide),
    ];
    for picture in pictures {
        let markup = picture.to_markup(&|target| Some(link(target))).into_string();
        let svg = SvgFile::read(&markup);
        let of = |name: &str| svg.elements.iter().filter(|it| it.0 == name).count();
        assert!(of("a") > 0 && of("a") == picture.statements().count(), "{}", picture.label());
        assert_eq!((of("g"), of("style")), (0, 0));
        assert!(svg.values("style").is_empty() && svg.values("id").is_empty());
        assert_eq!((of("title"), svg.values("aria-label").len()), (of("a"), 1));
        assert!(svg.values("href").iter().all(|href| href.starts_with("../")));
    }
}

#[test]
fn the_same_facts_stand_in_sentences() {
    let base = builtin::open().unwrap();
    let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
    let id = Lookup::resolve_name_in(&base, "nps", &[]).unwrap().ids[0];
    let around = answer::neighborhood(ask, id).unwrap();
    let picture = map::draw_neighborhood(&around, PictureWidth::Wide);
    let all: Vec<_> = picture.statements().collect();
    for neighbor in around.sides().into_iter().flatten().flat_map(|group| &group.neighbors) {
        assert!(all.contains(&&*neighbor.describe()), "{}", neighbor.describe());
    }
}

#[test]
fn each_concept_stands_once_in_the_outline() {
    let base = builtin::open().unwrap();
    let ask = Ask { detail: Detail::Data, ..Ask::new(&base) };
    let rows = answer::tree(ask, TreeExtent::default()).unwrap().outline();
    let mut ids: Vec<_> = rows.iter().map(|row| row.term.id).collect();
    ids.sort_unstable();
    let before = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), before);
    for (at, row) in rows.iter().enumerate() {
        let under = rows[at + 1..].iter().take_while(|below| below.depth > row.depth).count();
        assert_eq!(under, row.under, "{}", row.term.id);
        assert_eq!(row.depth == 0, row.umbrella.is_none(), "{}", row.term.id);
    }
}

#[test]
fn the_style_asks_for_nothing_and_ends_no_element() {
    for word in ["url(", "@import", "<", "&", "expression"] {
        assert!(!map::STYLE.contains(word), "{word}");
    }
}
