//! Reads the entry of a concept from a YAML node.

use super::{
    attribution::{AttributionEntry, read_attribution, read_placed_attribution},
    computation::{describe_formula, read_computation},
    dates::{read_dates, read_placed_dates},
    entry::{
        ClaimEntry, ConceptEntry, FacetEntry, LabelEntry, LabelKind, MatchEntry, NoteEntry,
        NoteKind, RelationEntry,
    },
    fields::{Fields, list_items, read_prose, read_text},
    state::read_states,
};
use crate::{
    diagnostic::{Fault, Name, Place},
    language::{MAX_TAG_LENGTH, is_same_tag},
    yaml::{NodeValue, YamlNode},
};

/// How a concept elsewhere may match (SKOS mapping relations).
pub const MATCH_KINDS: [&str; 5] = ["exact", "close", "broad", "narrow", "related"];

/// What a definition is called in messages.
const DEFINITION: &str = "a definition";

/// Reads what is written of one concept.
pub fn read_entry(node: YamlNode, faults: &mut Vec<Fault>) -> Option<ConceptEntry> {
    let mut fields = Fields::open("a concept", node, faults)?;
    let id = fields.require_id("id");
    let iri = fields.text("iri");
    let mut labels: Vec<LabelEntry> = read_preferred_label(&mut fields).into_iter().collect();
    let qualifier = fields.text("qualifier");
    labels.extend(read_other_labels(&mut fields));
    let kind = fields.text("kind");
    let definition = fields.prose("definition");
    let definitions = read_definitions(&mut fields);
    let facets = read_facets(&mut fields);
    let relations = read_relations(&mut fields);
    let schemes = fields.texts("schemes");
    let in_no_scheme = schemes.is_empty() && fields.was_present("schemes");
    let top_of = fields.texts("top-of");
    let root = fields.node("root").and_then(|node| read_root(node, fields.faults()));
    let translated = read_translations(&mut fields, &mut labels);
    let notes = fields.list("notes");
    let notes = notes.into_iter().filter_map(|node| read_note(node, fields.faults())).collect();
    let notations = fields.texts("notations");
    let matches = fields.list("matches");
    let matches =
        matches.into_iter().filter_map(|node| read_match(node, fields.faults())).collect();
    let states = read_states(&mut fields);
    let dates = read_placed_dates(&mut fields);
    let allow = fields.texts("allow");
    let unlabelled = fields.is_missing("label");
    if id.is_none() && unlabelled {
        fields.require_text("label");
    }
    fields.close();
    // Every entry of a layer is kept until all are there, and most lists are of one.
    labels.shrink_to_fit();
    Some(ConceptEntry {
        id: id.unwrap_or_default(),
        iri,
        unlabelled,
        labels,
        qualifier,
        kind,
        definition,
        translated,
        definitions,
        facets,
        relations,
        root,
        schemes,
        in_no_scheme,
        top_of,
        notes,
        notations,
        matches,
        states,
        dates,
        allow,
    })
}

/// The name that the corpus uses, and who else does.
fn read_preferred_label(fields: &mut Fields<'_>) -> Option<LabelEntry> {
    let node = fields.node("label")?;
    read_label("label", LabelKind::Preferred, node, fields.faults())
}

fn preferred_label(text: Name) -> LabelEntry {
    let said = AttributionEntry::default();
    let (kind, language) = (LabelKind::Preferred, None);
    LabelEntry { kind, text, language, secondary: false, why: None, instead: None, said }
}

fn read_other_labels(fields: &mut Fields<'_>) -> Vec<LabelEntry> {
    let kinds = [
        ("abbreviations", LabelKind::Abbreviation),
        ("synonyms", LabelKind::Synonym),
        ("avoid", LabelKind::Avoid),
        ("hidden", LabelKind::Hidden),
    ];
    let mut labels = vec![];
    for (name, kind) in kinds {
        let nodes = fields.list(name);
        labels.extend(
            nodes.into_iter().filter_map(|node| read_label(name, kind, node, fields.faults())),
        );
    }
    labels
}

fn read_label(
    name: &str,
    kind: LabelKind,
    node: YamlNode,
    faults: &mut Vec<Fault>,
) -> Option<LabelEntry> {
    let avoided = kind == LabelKind::Avoid;
    if !matches!(node.value, NodeValue::Map(_)) {
        let text = read_text(name, node, faults)?;
        if avoided {
            let fault =
                Fault::new(text.place, format!("`avoid` must say why `{}` is avoided", text.value));
            faults.push(fault.hint("write {text: …, why: …, instead: …}"));
        }
        return Some(LabelEntry { kind, ..preferred_label(text) });
    }
    let mut fields = Fields::open("a label", node, faults)?;
    let text = fields.require_text("text");
    let secondary = kind != LabelKind::Preferred && fields.flag("secondary");
    let mut said = |name: &'static str| match avoided {
        true => fields.require_text(name).map(|text| text.value),
        false => None,
    };
    let (why, instead) = (said("why"), said("instead"));
    let said = read_attribution(&mut fields);
    fields.close();
    Some(LabelEntry {
        kind,
        text: text.unwrap_or_default(),
        language: None,
        secondary,
        why,
        instead,
        said,
    })
}

/// Reads `translations` into labels and returns the translated definitions.
fn read_translations(fields: &mut Fields<'_>, labels: &mut Vec<LabelEntry>) -> Vec<(String, Name)> {
    let (mut definitions, mut known) = (vec![], Vec::<Name>::new());
    for (language, node) in fields.pairs("translations") {
        if let Some(other) = known.iter().find(|it| is_same_tag(&it.value, &language.value)) {
            let message =
                format!("`{}` is one language with `{}` above", language.value, other.value);
            let fault = Fault::new(language.place, message);
            fields.faults().push(fault.hint("put all of it under one tag"));
            continue;
        }
        known.push(language.clone());
        check_language_tag(&language, fields.faults());
        let Some(mut fields) = Fields::open("a translation", node, fields.faults()) else {
            continue;
        };
        let own = read_preferred_label(&mut fields);
        let others = read_other_labels(&mut fields);
        definitions.extend(fields.prose("definition").map(|text| (language.value.clone(), text)));
        fields.close();
        let spoken = |label| LabelEntry { language: Some(language.value.clone()), ..label };
        labels.extend(own.into_iter().chain(others).map(spoken));
    }
    definitions
}

fn check_language_tag(tag: &Name, faults: &mut Vec<Fault>) {
    if !is_language_tag(&tag.value) {
        let fault = Fault::new(tag.place, format!("`{}` is no language tag", tag.value));
        faults.push(fault.hint("write a BCP 47 tag such as `de` or `pt-BR`"));
    }
}

/// Whether a text has the shape of a language tag (BCP 47): no more than 100 bytes, in parts of one to eight letters or digits, and more than one part where the first is `x` or `i`.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let word = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let registered = matches!(first, "i" | "x") && tag.len() > 2;
    tag.len() <= MAX_TAG_LENGTH
        && (registered || (2..=8).contains(&first.len()))
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(word)
}

/// A claim whose text is the whole of it: a definition.
fn read_claim(what: &'static str, node: YamlNode, faults: &mut Vec<Fault>) -> Option<ClaimEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let place = node.place;
        let text = Some(read_prose(what, node, faults)?.value);
        let said = AttributionEntry::default();
        let (language, dates) = Default::default();
        return Some(ClaimEntry { text, leading: false, language, dates, said, place });
    }
    let mut fields = Fields::open(what, node, faults)?;
    let leading = what == DEFINITION && fields.flag("leading");
    Some(ClaimEntry { leading, ..read_claim_fields(fields) })
}

/// What voices say that it means.
fn read_definitions(fields: &mut Fields<'_>) -> Vec<ClaimEntry> {
    let nodes = fields.list("definitions").into_iter();
    nodes.filter_map(|node| read_claim(DEFINITION, node, fields.faults())).collect()
}

/// The text and attribution in a map, which ends here. A denial may name its claim by `by` alone.
fn read_claim_fields(mut fields: Fields<'_>) -> ClaimEntry {
    let place = fields.place();
    let text = fields.prose("text").map(|text| text.value);
    let language = read_language(&mut fields);
    let dates = read_dates(&mut fields);
    let before = fields.faults().len();
    let said = read_attribution(&mut fields);
    let told = fields.faults().len() > before;
    let denial = !said.by.is_empty() && !said.denied_by.is_empty();
    let meant = told && fields.was_present("by") && fields.was_present("denied-by");
    if text.is_none() && !denial && !meant {
        fields.require_text("text");
    }
    let place = if text.is_none() && fields.was_present("text") { Place::NOWHERE } else { place };
    fields.close();
    ClaimEntry { text, leading: false, language, dates, said, place }
}

/// The language that a text is said to be in.
pub(super) fn read_language(fields: &mut Fields<'_>) -> Option<String> {
    let language = fields.text("lang")?;
    check_language_tag(&language, fields.faults());
    Some(language.value)
}

fn read_facets(fields: &mut Fields<'_>) -> Vec<FacetEntry> {
    let mut values = vec![];
    for (facet, node) in fields.pairs("facets") {
        for node in list_items(node) {
            values.extend(read_facet_value(facet.clone(), node, fields.faults()));
        }
    }
    values.shrink_to_fit();
    values
}

fn read_facet_value(facet: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<FacetEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let value = read_text("value", node, faults)?;
        let said = AttributionEntry::default();
        return Some(FacetEntry { facet, value, text: None, computation: None, said });
    }
    let mut fields = Fields::open("a facet value", node, faults)?;
    let computation = read_computation(&mut fields);
    // A formula that has no words of its own is told in words made from it.
    let made = match fields.is_missing("value") {
        true => computation.as_ref().and_then(|it| describe_formula(it)),
        false => None,
    };
    let value =
        if made.is_some() { fields.text("value").or(made) } else { fields.require_text("value") };
    let text = fields.text("text").map(|text| text.value);
    let said = read_attribution(&mut fields);
    fields.close();
    Some(FacetEntry { facet, value: value.unwrap_or_default(), text, computation, said })
}

fn read_relations(fields: &mut Fields<'_>) -> Vec<RelationEntry> {
    let mut links = vec![];
    for (relation, node) in fields.pairs("relations") {
        for node in list_items(node) {
            links.extend(read_relation(relation.clone(), node, fields.faults()));
        }
    }
    links.shrink_to_fit();
    links
}

fn read_relation(relation: Name, node: YamlNode, faults: &mut Vec<Fault>) -> Option<RelationEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let concept = read_text("concept", node, faults)?;
        return Some(RelationEntry {
            relation,
            concept,
            facet: None,
            text: None,
            said: AttributionEntry::default(),
        });
    }
    let mut fields = Fields::open("a relation", node, faults)?;
    let concept = fields.require_text("concept");
    let facet = fields.text("facet");
    let text = fields.text("text").map(|text| text.value);
    let said = if relation.value == "subset-of" {
        read_placed_attribution(&mut fields)
    } else {
        read_attribution(&mut fields)
    };
    fields.close();
    Some(RelationEntry { relation, concept: concept.unwrap_or_default(), facet, text, said })
}

fn read_root(node: YamlNode, faults: &mut Vec<Fault>) -> Option<ClaimEntry> {
    let mut fields = Fields::open("`root`", node, faults)?;
    let place = fields.place();
    let text = fields.text("text").map(|text| text.value);
    let said = read_attribution(&mut fields);
    fields.close();
    let (language, dates) = Default::default();
    Some(ClaimEntry { text, leading: false, language, dates, said, place })
}

fn read_note(node: YamlNode, faults: &mut Vec<Fault>) -> Option<NoteEntry> {
    if !matches!(node.value, NodeValue::Map(_)) {
        let written = read_claim("a note", node, faults)?;
        return Some(NoteEntry { kind: NoteKind::Remark, written, label: None, with: vec![] });
    }
    let mut fields = Fields::open("a note", node, faults)?;
    let named = fields.text("kind");
    let kind = named.map_or(Some(NoteKind::Remark), |name| read_note_kind(&name, fields.faults()));
    let label = fields.text("label").map(|label| label.value);
    let with = fields.texts("with");
    let written = read_claim_fields(fields);
    Some(NoteEntry { kind: kind.unwrap_or_default(), written, label, with })
}

fn read_note_kind(name: &Name, faults: &mut Vec<Fault>) -> Option<NoteKind> {
    let found = NoteKind::ALL.iter().find(|(_, known)| *known == name.value);
    if found.is_none() {
        let names = NoteKind::ALL.map(|(_, name)| name);
        let fault = Fault::new(name.place, format!("no kind of note is called `{}`", name.value));
        faults.push(
            fault.hint(format!("one of {}", names.join(", "))).suggest_nearest(&name.value, names),
        );
    }
    found.map(|(kind, _)| *kind)
}

fn read_match(node: YamlNode, faults: &mut Vec<Fault>) -> Option<MatchEntry> {
    let mut fields = Fields::open("a match", node, faults)?;
    let kind = fields.require_text("kind");
    let iri = fields.require_text("iri");
    fields.close();
    let kind = kind?;
    if !MATCH_KINDS.contains(&&*kind.value) {
        let fault = Fault::new(kind.place, format!("a match cannot be `{}`", kind.value));
        faults.push(
            fault
                .hint(format!("one of {}", MATCH_KINDS.join(", ")))
                .suggest_nearest(&kind.value, MATCH_KINDS),
        );
    }
    Some(MatchEntry { kind, iri: iri? })
}
