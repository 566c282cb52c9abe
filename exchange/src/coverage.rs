//! The coverage of a format: the parts of a corpus, and whether a format carries them.

use cxterms_base::corpus::{
    CONTRASTS_WITH, Citation, CitedStance, Concept, Corpus, LabelKind, NoteKind, Relation,
    RelationKind, SUBSET_OF,
};

/// Whether a format carries a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It comes back as it was.
    Yes,
    /// It comes back as it was, but for a few that are counted as lost; which do is said.
    Mostly(&'static str),
    /// It can be read there, and comes back otherwise or in part; how is said.
    InPart(&'static str),
    /// It is lost.
    No,
}

/// Declares the parts, each with its name and how many of it a corpus holds.
macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident $name:literal $count:expr;)*) => {
        /// A part of a corpus that a format may carry or not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Part {$($(#[$doc])* $part,)*}

        impl Part {
            /// Every part, in the order of docs/exchange.md.
            pub const ALL: &[Self] = &[$(Self::$part,)*];

            /// What it is called.
            pub fn name(self) -> &'static str {
                match self {$(Self::$part => $name,)*}
            }

            /// How many of it a corpus holds.
            pub fn count(self, corpus: &Corpus) -> usize {
                let count: fn(&Corpus) -> usize = match self {$(Self::$part => $count,)*};
                count(corpus)
            }
        }
    };
}

parts! {
    /// Preferred labels in the corpus's language.
    Labels "labels" |corpus| corpus.concepts.len().saturating_sub(corpus.count_collections());
    /// Other names.
    Synonyms "synonyms" |corpus| count_labels(corpus, LabelKind::Synonym);
    /// Short names, told from synonyms.
    Abbreviations "abbreviations" |corpus| count_labels(corpus, LabelKind::Abbreviation);
    /// Names to avoid.
    Avoided "names to avoid" |corpus| count_labels(corpus, LabelKind::Avoid);
    /// Names under which a concept is found and never shown, in any language.
    Hidden "hidden labels" |corpus| sum_over_concepts(corpus, |concept| concept.labels.iter().filter(|label| label.kind == LabelKind::Hidden).count());
    /// Why they are avoided, and what to say instead.
    Advice "reasons to avoid a name" |corpus| count_labels(corpus, LabelKind::Avoid);
    /// That a name mostly means another concept.
    Secondary "secondary readings" |corpus| sum_over_concepts(corpus, |concept| concept.labels.iter().filter(|label| label.secondary).count());
    /// Labels in other languages.
    Translations "labels in other languages" |corpus| sum_over_concepts(corpus, |concept| concept.labels.iter().filter(|label| label.language.is_some() && label.kind != LabelKind::Hidden).count());
    /// Definitions in other languages.
    TranslatedDefinitions "definitions in other languages" |corpus| sum_over_concepts(corpus, |concept| concept.translated.len());
    /// What tells concepts of one label apart.
    Qualifiers "qualifiers" |corpus| sum_over_concepts(corpus, |concept| usize::from(concept.qualifier.is_some()));
    /// The kinds of concepts.
    Kinds "kinds" |corpus| sum_over_concepts(corpus, |concept| usize::from(concept.kind.is_some()));
    /// The corpus's own definitions.
    Definitions "definitions" |corpus| sum_over_concepts(corpus, |concept| usize::from(concept.definition.is_some()));
    /// What others say a concept means.
    OtherDefinitions "definitions by others" |corpus| sum_over_concepts(corpus, |concept| concept.definitions.len());
    /// Which of them are shown before others.
    Leading "leading definitions" |corpus| sum_over_concepts(corpus, |concept| concept.definitions.iter().filter(|it| it.leading).count());
    /// In which other languages notes, and definitions by others, are.
    TextLanguages "languages of notes and of definitions by others" |corpus| sum_over_concepts(corpus, |concept| text_languages(concept).count());
    /// When notes, and definitions by others, were written or changed.
    TextDates "dates of notes and of definitions by others" |corpus| sum_over_concepts(corpus, |concept| concept.definitions.iter().map(|it| it.dates.len()).chain(concept.notes.iter().map(|it| it.dates.len())).sum());
    /// Values of facets.
    Facets "facet values" |corpus| sum_over_concepts(corpus, |concept| concept.facets.len());
    /// How values are computed.
    Formulas "formulas" |corpus| sum_over_concepts(corpus, |concept| concept.facets.iter().filter(|value| value.computation.is_some()).count());
    /// What falls under what.
    Umbrellas "umbrellas" |corpus| count_relations(corpus, |relation| relation.relation == SUBSET_OF);
    /// What is told apart.
    Contrasts "contrasts" |corpus| count_relations(corpus, |relation| relation.relation == CONTRASTS_WITH);
    /// Relations beyond these two.
    Relations "other relations" |corpus| count_relations(corpus, |relation| ![SUBSET_OF, CONTRASTS_WITH].contains(&relation.relation));
    /// Relations in words, and the facets on which contrasts differ.
    Wordings "relations in words" |corpus| count_relations(corpus, |relation| relation.text.is_some() || relation.facet.is_some());
    /// That nothing is above a concept.
    Roots "roots" |corpus| sum_over_concepts(corpus, |concept| usize::from(concept.root.is_some()));
    /// The concept schemes that a corpus declares, with what they say of themselves.
    Schemes "schemes" |corpus| corpus.schemes.len();
    /// Of which of them a concept is part, and of which it is a top concept.
    Memberships "places in schemes" |corpus| sum_over_concepts(corpus, |concept| concept.schemes.len());
    /// Notes.
    Notes "notes" |corpus| sum_over_concepts(corpus, |concept| concept.notes.len());
    /// What sort of thing a note is.
    NoteKinds "kinds of notes" |corpus| sum_over_concepts(corpus, |concept| concept.notes.iter().filter(|note| note.kind != NoteKind::default()).count());
    /// What notes are called in a few words.
    NoteLabels "labels of notes" |corpus| sum_over_concepts(corpus, |concept| concept.notes.iter().filter(|note| note.label.is_some()).count());
    /// Of which other concepts a note is said.
    SharedNotes "notes said of several" |corpus| sum_over_concepts(corpus, |concept| concept.notes.iter().filter(|note| !note.with.is_empty()).count());
    /// Codes.
    Notations "notations" |corpus| sum_over_concepts(corpus, |concept| concept.notations.len());
    /// Concepts elsewhere.
    Matches "matches" |corpus| sum_over_concepts(corpus, |concept| concept.matches.len());
    /// When entries were written or changed.
    Dates "dates of concepts" |corpus| sum_over_concepts(corpus, |concept| concept.dates.len());
    /// In what state a concept is: a draft, approved, deprecated.
    States "states of concepts" |corpus| sum_over_concepts(corpus, |concept| concept.states.len());
    /// From when on it is so.
    StateDates "dates of states" |corpus| sum_over_concepts(corpus, |concept| concept.states.iter().filter(|it| it.since.is_some()).count());
    /// What stands in its place.
    Replacements "replacements of concepts" |corpus| sum_over_concepts(corpus, |concept| concept.states.iter().map(|it| it.replaced_by.len()).sum());
    /// Who gives definitions.
    DefinitionSources "sources of definitions" |corpus| sum_over_concepts(corpus, |concept| concept.definitions.iter().map(|it| count_works(&it.said)).sum());
    /// Who says a note.
    NoteSources "sources of notes" |corpus| sum_over_concepts(corpus, |concept| concept.notes.iter().map(|it| count_works(&it.said)).sum());
    /// Who uses a label.
    LabelSources "sources of labels" |corpus| sum_over_concepts(corpus, |concept| concept.labels.iter().map(|it| count_works(&it.said)).sum());
    /// Who gives a facet value.
    FacetSources "sources of facet values" |corpus| sum_over_concepts(corpus, |concept| concept.facets.iter().map(|it| count_works(&it.said)).sum());
    /// Who calls a concept a root.
    RootSources "sources of roots" |corpus| sum_over_concepts(corpus, |concept| concept.root.iter().map(count_works).sum());
    /// Who says in what state a concept is.
    StateSources "sources of states" |corpus| sum_over_concepts(corpus, |concept| concept.states.iter().map(|it| count_works(&it.said)).sum());
    /// Who asserts a relation.
    RelationSources "sources of relations" |corpus| corpus.relations.iter().map(|relation| count_works(&relation.said)).sum();
    /// Who denies something.
    Denials "denials" |corpus| all_stances(corpus).map(|said| said.denied_by.len()).sum();
    /// A voice's own hedges, conditions and reasons.
    Hedges "hedges" |corpus| all_citations(corpus).filter(|citation| citation.text.is_some()).count();
    /// A voice's reservations, which change a claim.
    Reservations "reservations" |corpus| all_citations(corpus).filter(|citation| citation.but.is_some()).count();
    /// That a voice puts a concept under another as a kind or as a part of it.
    Placements "kinds and parts told apart" |corpus| all_citations(corpus).filter(|citation| citation.placement.is_some()).count();
    /// That a voice speaks of practice or of an ideal.
    Aspects "practice and ideal told apart" |corpus| all_citations(corpus).filter(|citation| citation.aspect.is_some()).count();
    /// Who reports a voice.
    Reporters "reporters" |corpus| all_citations(corpus).filter(|citation| citation.via.is_some()).count();
    /// What is known of voices and works.
    Sources "voices and works" |corpus| corpus.voices.len() + corpus.works.len();
    /// What kinds, facets and relations mean, and which words a label may leave out.
    Declarations "declarations" |corpus| corpus.kinds.len() + corpus.facets.len() + corpus.relation_kinds.len().saturating_sub(RelationKind::built_in().len()) + corpus.settings.implied_words.len();
    /// The date of this state of the corpus.
    Edition "edition" |corpus| usize::from(corpus.settings.edition.is_some());
    /// Rules that a corpus asks for beyond its profile.
    Rules "rules asked for" |corpus| corpus.settings.rules.len();
    /// Rules that an entry does not let hold against it.
    Allow "rules allowed" |corpus| sum_over_concepts(corpus, |concept| concept.allow.len());
}

/// The languages of its notes and of what others say it means, where these are not the corpus's.
fn text_languages(concept: &Concept) -> impl Iterator<Item = &String> {
    let definitions = concept.definitions.iter().filter_map(|it| it.language.as_ref());
    definitions.chain(concept.notes.iter().filter_map(|it| it.language.as_ref()))
}

fn sum_over_concepts(corpus: &Corpus, count: fn(&Concept) -> usize) -> usize {
    corpus.concepts.iter().map(count).sum()
}

fn count_labels(corpus: &Corpus, kind: LabelKind) -> usize {
    let own = corpus.concepts.iter().flat_map(|concept| &concept.labels);
    own.filter(|label| label.kind == kind && label.language.is_none()).count()
}

fn count_relations(corpus: &Corpus, meant: fn(&Relation) -> bool) -> usize {
    corpus.relations.iter().filter(|relation| meant(relation)).count()
}

/// Everything that is said, relations included.
fn all_stances(corpus: &Corpus) -> impl Iterator<Item = &CitedStance> {
    let concepts = corpus.concepts.iter().flat_map(Concept::cited_stances);
    concepts.chain(corpus.relations.iter().map(|relation| &relation.said))
}

fn all_citations(corpus: &Corpus) -> impl Iterator<Item = &Citation> {
    all_stances(corpus).flat_map(|said| said.asserted_by.iter().chain(&said.denied_by))
}

/// How many works assert something.
fn count_works(said: &CitedStance) -> usize {
    said.asserted_by.iter().filter(|citation| citation.work.is_some()).count()
}
