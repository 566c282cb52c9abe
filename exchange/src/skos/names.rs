//! The IRIs of the vocabularies in use, among them RDF, SKOS, Dublin Core, FOAF and our own.

/// Declares vocabularies: a module each, a constant for each of its names.
macro_rules! vocabularies {
    ($($(#[$doc:meta])* $module:ident $prefix:literal $space:literal { $($name:ident $local:literal)* })*) => {
        $(
            $(#[$doc])*
            pub(in crate) mod $module {
                $(pub(in crate) const $name: &str = concat!($space, $local);)*
            }
        )*

        /// Each vocabulary's prefix and what its IRIs begin with.
        pub(in crate) const PREFIXES: &[(&str, &str)] = &[$(($prefix, $space),)*];
    };
}

vocabularies! {
    /// RDF's own.
    rdf "rdf" "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE "type" VALUE "value" FIRST "first" REST "rest"
        XML_LITERAL "XMLLiteral" HTML "HTML"
        STATEMENT "Statement" SUBJECT "subject" PREDICATE "predicate" OBJECT "object"
    }
    /// RDF Schema.
    rdfs "rdfs" "http://www.w3.org/2000/01/rdf-schema#" {
        LABEL "label" COMMENT "comment"
    }
    /// SKOS (W3C, 2009).
    skos "skos" "http://www.w3.org/2004/02/skos/core#" {
        CONCEPT "Concept" SCHEME "ConceptScheme" COLLECTION "Collection" ORDERED "OrderedCollection"
        PREF "prefLabel" ALT "altLabel" HIDDEN "hiddenLabel" NOTATION "notation"
        DEFINITION "definition" NOTE "note" SCOPE "scopeNote" EXAMPLE "example" HISTORY "historyNote"
        EDITORIAL "editorialNote" CHANGE "changeNote"
        IN_SCHEME "inScheme" TOP_OF "topConceptOf" HAS_TOP "hasTopConcept"
        BROADER "broader" NARROWER "narrower" RELATED "related"
        BROADER_TRANSITIVE "broaderTransitive" NARROWER_TRANSITIVE "narrowerTransitive"
        EXACT "exactMatch" CLOSE "closeMatch" BROAD_MATCH "broadMatch" NARROW_MATCH "narrowMatch"
        RELATED_MATCH "relatedMatch" MEMBER "member" MEMBER_LIST "memberList"
    }
    /// States of terms, as vocabularies of the web are described.
    vs "vs" "http://www.w3.org/2003/06/sw-vocab-status/ns#" {
        TERM_STATUS "term_status"
    }
    /// The Asset Description Metadata Schema (W3C, 2013).
    adms "adms" "http://www.w3.org/ns/adms#" {
        STATUS "status"
    }
    /// SKOS eXtension for Labels.
    skosxl "skosxl" "http://www.w3.org/2008/05/skos-xl#" {
        LABEL "Label" PREF "prefLabel" ALT "altLabel" HIDDEN "hiddenLabel" FORM "literalForm"
    }
    /// Dublin Core terms.
    dcterms "dcterms" "http://purl.org/dc/terms/" {
        TITLE "title" CREATOR "creator" SOURCE "source" PUBLISHER "publisher" DATE "date"
        LANGUAGE "language" DESCRIPTION "description"
        CONTRIBUTOR "contributor" LICENSE "license" RIGHTS "rights" CREATED "created" ISSUED "issued"
        MODIFIED "modified" IDENTIFIER "identifier"
        IS_REPLACED_BY "isReplacedBy" REPLACES "replaces"
    }
    /// Dublin Core elements.
    dc "dc" "http://purl.org/dc/elements/1.1/" {
        TITLE "title" CREATOR "creator" PUBLISHER "publisher" SOURCE "source" DATE "date"
    }
    /// The Web Ontology Language.
    owl "owl" "http://www.w3.org/2002/07/owl#" {
        VERSION "versionInfo" DEPRECATED "deprecated"
    }
    /// The datatypes of XML Schema.
    xsd "xsd" "http://www.w3.org/2001/XMLSchema#" {
        STRING "string" BOOLEAN "boolean" YEAR "gYear" MONTH "gYearMonth" DAY "date" TIME "dateTime"
    }
    /// Schema.org.
    schema "schema" "http://schema.org/" {
        NAME "name"
    }
    /// Schema.org, as it is written since 2020.
    schemas "schemas" "https://schema.org/" {
        NAME "name"
    }
    /// Friend of a Friend.
    foaf "foaf" "http://xmlns.com/foaf/0.1/" {
        AGENT "Agent" DOCUMENT "Document" NAME "name" NICK "nick" PAGE "page"
    }
    /// Our own: docs/vocabulary.ttl.
    cx "cx" "urn:cxterms:vocabulary#" {
        ABBREVIATION "abbreviation" QUALIFIER "qualifier" IN_KIND "kind"
        CONTRASTS_WITH "contrastsWith" SAME_AS "sameAs"
        FACET_VALUE "facetValue" IN_FACET "facet" FORMULA "formula" COMPUTATION "computation" NOTE_KIND "noteKind" NOTE_LABEL "noteLabel"
        ALSO_OF "alsoOf" LEADING "leading" LABEL_KIND "labelKind"
        ASSERTED_BY "assertedBy" DENIED_BY "deniedBy" VOICE "voice" WORK "work" VIA "reportedBy" HEDGE "hedge"
        RESERVATION "reservation" PLACED_AS "placedAs" SPEAKS_OF "speaksOf"
        STATUS "status" STATE "state" SINCE "since" REPLACED_BY "replacedBy"
        SECONDARY "secondary" WHY "whyAvoided" INSTEAD "sayInstead"
        KIND "Kind" FACET "Facet" RELATION "Relation" ONE_UMBRELLA "oneUmbrella" SINGLE_VALUED "singleValued"
        DEFINING "defining" VALUES "values" INVERSE "inverseName" EXCLUDES "excludes" POSITION "position"
        IMPLIED_WORD "impliedWord" EDITORS "editors" AUTHORS "authors" ADDRESS "address" COPY "copy"
        IDENTIFIER "identifier" CORPUS "Corpus" ROOT_OF "rootOf"
        EDITION "edition" RULES "rules" VOICE_KINDS "voiceKinds" VOICE_KIND "voiceKind" QUESTION "question"
        VALUE_WORDS "valueWords" VERB "verb" INVERSE_VERB "inverseVerb" ASKED "asked"
    }
}

/// An IRI as a reader knows it: with its vocabulary's prefix where it has one.
pub(crate) fn shorten_iri(iri: &str) -> String {
    let known = PREFIXES.iter().find_map(|(prefix, space)| {
        let local = iri.strip_prefix(space).filter(|local| !local.is_empty())?;
        Some(format!("{prefix}:{local}"))
    });
    known.unwrap_or_else(|| iri.to_owned())
}
