//! How voices say what they say (hedges, reservations, kind or part, practice or ideal), and what texts are called: it
//! comes back, or is counted.

use super::{
    same,
    skos::{SYNTAXES, concept, turtle},
    there_and_back,
};
use cxterms_base::corpus::{Aspect, Placement};
use std::collections::BTreeSet;

#[test]
fn how_a_voice_says_it_comes_in() {
    let imported = turtle(
        "@prefix cx: <urn:cxterms:vocabulary#> .
         :a skos:prefLabel 'bell'@en ; skos:broader :b ;
            skos:definition [ rdf:value 'what warns walkers'@en ; cx:leading 'true' ; dcterms:creator 'Ann' ] ;
            skos:note [ rdf:value 'It rings.'@en ; cx:noteLabel ' its  sound '@en ] , [ rdf:value 'Loud.'@en ; cx:noteLabel ' ' ] .
         :b skos:prefLabel 'part'@en .
         :st rdf:subject :a ; rdf:predicate skos:broader ; rdf:object :b ; cx:assertedBy
            [ cx:voice 'Ann' ; cx:hedge 'mostly' ; cx:reservation 'not on racers' ; cx:placedAs 'part' ; cx:speaksOf 'ideal' ] ,
            [ cx:voice 'Bob' ; cx:placedAs 'piece' ; cx:speaksOf 'dreams' ] .",
    );
    let bell = concept(&imported.corpus, "a");
    assert!(bell.definitions[0].leading);
    let labels: BTreeSet<_> = bell.notes.iter().map(|note| note.label.as_deref()).collect();
    assert_eq!(labels, [None, Some("its sound")].into());
    let said = &imported.corpus.relations[0].said.asserted_by;
    let told = said.iter().map(|it| {
        let (placement, aspect) = (it.placement.map(Placement::name), it.aspect.map(Aspect::name));
        (it.text.as_deref(), it.but.as_deref(), placement, aspect)
    });
    let told: BTreeSet<_> = told.collect();
    let ann = (Some("mostly"), Some("not on racers"), Some("part"), Some("ideal"));
    assert_eq!(told, [(None, None, None, None), ann].into());
    // A word that names neither is lost.
    for name in ["placedAs", "speaksOf"] {
        assert_eq!(imported.losses.count(&format!("cx:{name}")), 1, "{:?}", imported.losses);
    }
    for syntax in SYNTAXES {
        same(&imported.corpus, &there_and_back(syntax, &imported.corpus));
    }
}
