//! Formats the entry of a term in the glossary.

use super::{
    cited::NumberedWorks,
    lines::format_lines,
    links::TermNames,
    see::link_to_term,
    states::{format_states, index_replacements},
};
use crate::{graph, named};
use cxterms_base::{
    corpus::{
        CONTRASTS_WITH, Concept, ConceptId, Corpus, LabelKind, Note, NoteKind, Relation,
        RelationId, SAME_AS, SUBSET_OF, capitalize_first,
    },
    text,
};
use std::collections::{BTreeMap, BTreeSet};

/// With what the further lines of an item of the page's lists begin.
const INDENT: &str = "  ";

/// Whether a note stands in the page.
pub(super) fn is_shown(note: &Note) -> bool {
    matches!(note.kind, NoteKind::Usage | NoteKind::Scope | NoteKind::Example)
}

/// A corpus with its relations at hand for both their ends.
pub(super) struct GlossaryRelations<'c> {
    corpus: &'c Corpus,
    /// What is said of a concept, or of a pair in which it comes second though it holds both ways.
    relations: BTreeMap<ConceptId, Vec<&'c Relation>>,
    /// What falls under a concept, as somebody says.
    below: BTreeMap<ConceptId, BTreeSet<ConceptId>>,
    /// By which names texts speak of terms.
    names: TermNames<'c>,
    /// What stands in the place of others, by identifier.
    replacing: BTreeMap<&'c str, &'c Concept>,
}

impl<'c> GlossaryRelations<'c> {
    pub(super) fn from_corpus(corpus: &'c Corpus) -> Self {
        let mut shown = Self {
            corpus,
            relations: BTreeMap::new(),
            below: BTreeMap::new(),
            names: TermNames::from_corpus(corpus),
            replacing: index_replacements(corpus),
        };
        for relation in &corpus.relations {
            shown.relations.entry(relation.from).or_default().push(relation);
        }
        for link in graph::collect_edges(corpus) {
            let [from, to] = link.ends;
            if link.relation == SUBSET_OF && !link.asserted_by.is_empty() {
                shown.below.entry(to).or_default().insert(from);
            }
        }
        let symmetric = |it: &&Relation| {
            let kind = corpus.relation_kinds.get(it.relation.index());
            kind.is_some_and(cxterms_base::corpus::RelationKind::is_symmetric)
        };
        for relation in corpus.relations.iter().filter(symmetric) {
            shown.relations.entry(relation.to).or_default().push(relation);
        }
        for relations in shown.relations.values_mut() {
            relations.sort_by_key(|relation| relation.relation);
        }
        shown
    }

    /// Everything that the page says of a term.
    pub(super) fn format_entry(
        &self,
        id: ConceptId,
        concept: &Concept,
        cited: &mut NumberedWorks<'c>,
    ) -> String {
        let mut lines = vec![
            format!("<a id=\"term:{}\"></a>\n", concept.id),
            format!("### {}\n", text::escape_markdown(&named::label_with_abbreviations(concept))),
        ];
        lines.extend(format_states(concept, &self.replacing, cited));
        let kind = concept.kind.and_then(|kind| self.corpus.kinds.get(kind.index()));
        let kind = kind.map(|kind| format!("*({})*", text::escape_markdown(&kind.id)));
        let mut linked = BTreeSet::from([id]);
        // Names are those of the corpus's language; in another language's text they may be other words.
        let mut words = |text: &str, language: Option<&str>, indent| match language {
            None => format_lines(text, indent, |line| self.names.link_terms(line, &mut linked)),
            Some(_) => format_lines(text, indent, text::escape_markdown),
        };
        let means = concept.definition.as_ref().map(|own| words(&own.text, None, ""));
        let first: Vec<_> = kind.into_iter().chain(means).collect();
        if !first.is_empty() {
            lines.push(format!("{}\n", first.join(" ")));
        }
        for definition in &concept.definitions {
            let said = cited.format_stance(&definition.said);
            let language = format_language(definition.language.as_deref());
            let means = words(&definition.text, definition.language.as_deref(), INDENT);
            lines.push(format!("- “{means}”{language}{said}"));
        }
        push_names(concept, &mut lines);
        push_formulas(concept, cited, &mut lines);
        self.push_relations(id, cited, &mut lines);
        for note in concept.notes.iter().filter(|note| is_shown(note)) {
            let (kind, said) =
                (capitalize_first(note.kind.name()), cited.format_stance(&note.said));
            let language = format_language(note.language.as_deref());
            let words = words(&note.text, note.language.as_deref(), INDENT);
            lines.push(format!("- {kind}: {words}{language}{said}"));
        }
        lines.join("\n").trim_end().to_owned()
    }

    /// A line for each relation in which it stands, and one for what falls under it.
    fn push_relations(
        &self,
        id: ConceptId,
        cited: &mut NumberedWorks<'c>,
        lines: &mut Vec<String>,
    ) {
        let own = self.relations.get(&id).map(Vec::as_slice).unwrap_or_default();
        for relations in own.chunk_by(|a, b| a.relation == b.relation) {
            let Some(first) = relations.first() else { continue };
            let each: Vec<_> =
                relations.iter().map(|it| self.format_relation(id, it, cited)).collect();
            let verb = self.relation_verb(first.relation);
            match each.as_slice() {
                [one] => lines.push(format!("- {verb} {one}")),
                several => {
                    lines.push(format!("- {verb}"));
                    lines.extend(several.iter().map(|one| format!("  - {one}")));
                }
            }
        }
        let below = self.below.get(&id).into_iter().flatten();
        let below = below.filter_map(|id| self.corpus.concepts.get(id.index())).map(link_to_term);
        let below: Vec<_> = below.collect();
        if !below.is_empty() {
            lines.push(format!("- Includes {}", below.join(", ")));
        }
    }

    /// The other concept, the relation in words, and who says so.
    fn format_relation(
        &self,
        id: ConceptId,
        relation: &Relation,
        cited: &mut NumberedWorks<'c>,
    ) -> String {
        let first = relation.from == id;
        let other = if first { relation.to } else { relation.from };
        let other = self.corpus.concepts.get(other.index()).map(link_to_term).unwrap_or_default();
        // Nobody says so; who says that it is not so stands behind it.
        let doubt = if relation.said.asserted_by.is_empty() { "?" } else { "" };
        let facet = relation.facet.and_then(|facet| self.corpus.facets.get(facet.index()));
        let facet = facet.map(|facet| format!(" ({})", text::escape_markdown(&facet.label)));
        let words =
            relation.text.as_ref().map(|words| format!(": {}", text::escape_markdown(words)));
        let counted = (cited.denials, cited.hedges, cited.reservations);
        let said = cited.format_stance(&relation.said);
        if !first {
            // It was counted at its other end.
            (cited.denials, cited.hedges, cited.reservations) = counted;
        }
        format!("{other}{doubt}{}{}{said}", facet.unwrap_or_default(), words.unwrap_or_default())
    }

    fn relation_verb(&self, relation: RelationId) -> String {
        let kind = self.corpus.relation_kinds.get(relation.index());
        match relation {
            SUBSET_OF => "Falls under".to_owned(),
            CONTRASTS_WITH => "Told apart from".to_owned(),
            SAME_AS => "The same as".to_owned(),
            _ => text::escape_markdown(&capitalize_first(
                &kind.map_or("", |kind| &kind.id).replace('-', " "),
            )),
        }
    }
}

/// The language of a text that is not in the corpus's.
fn format_language(language: Option<&str>) -> String {
    language.map_or_else(String::new, |language| format!(" (in `{language}`)"))
}

/// The formulas by which it is computed, each with its unit and who computes so.
fn push_formulas(concept: &Concept, cited: &mut NumberedWorks<'_>, lines: &mut Vec<String>) {
    for value in &concept.facets {
        let computation = value.computation.as_ref();
        let formula = computation.and_then(|it| Some((it.formula.as_ref()?, it.unit.as_ref()?)));
        let Some((formula, unit)) = formula else { continue };
        let said = cited.format_stance(&value.said);
        let [formula, unit] = [formula, unit].map(|it| text::escape_markdown(it));
        lines.push(format!("- Formula: {formula}, in {unit}{said}"));
    }
}

/// Its other names, and those in other languages.
fn push_names(concept: &Concept, lines: &mut Vec<String>) {
    let texts = |kind| {
        let labels =
            named::own_labels(concept, kind).map(|label| text::escape_markdown(&label.text));
        labels.collect::<Vec<_>>().join("; ")
    };
    for (name, kind) in [("Also", LabelKind::Synonym), ("Better avoided", LabelKind::Avoid)] {
        let texts = texts(kind);
        if !texts.is_empty() {
            lines.push(format!("- {name}: {texts}"));
        }
    }
    let shown = || {
        let labels = concept.labels.iter().filter(|label| label.kind != LabelKind::Hidden);
        labels.filter(|label| !named::is_only_denied(label))
    };
    let spoken = shown().filter_map(|label| label.language.as_deref());
    let translated = concept.translated.iter().map(|(language, _)| &**language);
    for language in spoken.chain(translated).collect::<BTreeSet<_>>() {
        let labels = shown();
        let labels = labels.filter(|label| label.language.as_deref() == Some(language));
        let labels: Vec<_> = labels.map(|label| text::escape_markdown(&label.text)).collect();
        let mut translated = concept.translated.iter();
        let means = translated.find(|(known, _)| known == language);
        let means =
            means.map(|(_, means)| format_lines(&means.text, INDENT, text::escape_markdown));
        let all: Vec<_> =
            Some(labels.join("; ")).filter(|it| !it.is_empty()).into_iter().chain(means).collect();
        lines.push(format!("- In `{language}`: {}", all.join(" – ")));
    }
}
