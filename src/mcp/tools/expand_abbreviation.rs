//! `expand_abbreviation`: what an abbreviation stands for, the usual reading first.

use super::{
    McpTool, ToolAnswer, ToolCall, ToolFault, keep_cited_works,
    shapes::{ASSERTED, DEFINITION, DENIED, ID, KIND, LABEL, QUALIFIER, QUERY, WORKS},
};
use crate::{
    answer::{self, Ask, CitedWork, Detail, Term},
    mcp::{
        arguments::{ArgumentKind, ToolArgument},
        message::JsonFields,
        reading::{Reading, list_items, name_term, text_of},
        shape::{ListShape, OutputShape, ShapeField},
    },
};
use cxterms_base::{
    Base, ConceptId,
    corpus::{Citation, WorkId},
    image::ImageError,
    text,
};
use cxterms_page::NamedCitation;
use serde::Serialize;
use std::collections::BTreeSet;

pub(super) const TOOL: McpTool = McpTool {
    name: "expand_abbreviation",
    title: "Expand an abbreviation",
    description: "\
Everything that an abbreviation of {corpus} stands for, the usual reading first, and who uses it so. Call it \
before you spell out an abbreviation: several have two readings or more, and only the text \
around can tell which is meant. If it gives several, choose by the text, or ask.",
    examples: "CS, CX, AM, CES, FCR",
    arguments: &[ToolArgument::required(
        "abbreviation",
        ArgumentKind::Words,
        "the abbreviation, in any case",
    )],
    output: &[QUERY, READINGS, WORKS],
    call: expand_abbreviation,
};

const READINGS: ShapeField = ShapeField::new(
    "readings",
    OutputShape::List(&ListShape::new(
        OutputShape::Object(&[
            ID,
            LABEL,
            QUALIFIER,
            KIND,
            DEFINITION,
            ShapeField::new(
                "usual",
                OutputShape::Flag,
                "whether it is what the field mostly means",
            )
            .always(),
            ASSERTED,
            DENIED,
        ]),
        12,
    )),
    "what it stands for",
)
.always();

/// What an abbreviation stands for.
#[derive(Serialize)]
struct AbbreviationExpansion<'b> {
    query: &'b str,
    readings: Vec<ExpandedReading<'b>>,
    works: Vec<CitedWork<'b>>,
}

/// One concept that an abbreviation stands for.
#[derive(Serialize)]
struct ExpandedReading<'b> {
    #[serde(flatten)]
    term: Term<'b>,
    definition: Option<String>,
    usual: bool,
    asserted_by: Vec<NamedCitation<'b>>,
    denied_by: Vec<NamedCitation<'b>>,
}

fn expand_abbreviation(call: &ToolCall<'_>) -> Result<ToolAnswer, ToolFault> {
    let name = call.text("abbreviation").unwrap_or_default();
    let found = cxterms_base::resolve_name_in(call.base, name, call.languages)?;
    if found.answers.is_empty() {
        return Err(call.miss_term(name)?);
    }
    let mut works = BTreeSet::new();
    let usual = found.answers.iter().map(|it| (it.concept, true));
    let all = usual.chain(found.others.iter().map(|it| (it.concept, false)));
    let readings = all.map(|(id, usual)| read_concept(call, id, usual, &mut works));
    let readings = readings.collect::<Result<Vec<_>, _>>()?;
    let works = works.into_iter().map(|work| describe_work(call.base, work));
    let works = works.collect::<Result<Vec<_>, _>>()?;
    let mut structured = call.cut(&AbbreviationExpansion { query: name, readings, works })?;
    keep_cited_works(&mut structured);
    Ok(ToolAnswer { text: read_expansion(&structured), structured })
}

fn read_concept<'c>(
    call: &ToolCall<'c>,
    id: ConceptId,
    usual: bool,
    works: &mut BTreeSet<WorkId>,
) -> Result<ExpandedReading<'c>, ImageError> {
    let ask = Ask { languages: call.languages, detail: Detail::Line, ..Ask::new(call.base) };
    let term = Term::from_id(ask, id)?;
    let labels = call.base.concept_labels(id)?;
    let sought = text::fold(call.text("abbreviation").unwrap_or_default());
    let used = labels.iter().find(|label| text::fold(label.text) == sought);
    let [mut asserted_by, mut denied_by] = [vec![], vec![]];
    if let Some(label) = used {
        let mut name = |said: &[Citation<&'c str>]| {
            works.extend(said.iter().filter_map(|cited| cited.work));
            said.iter().map(|cited| name_citation(call.base, cited)).collect::<Result<Vec<_>, _>>()
        };
        asserted_by = name(&label.said.asserted_by)?;
        denied_by = name(&label.said.denied_by)?;
    }
    let meaning = answer::define(ask, term.id)?.concepts.into_iter();
    let meaning = meaning.filter(|concept| concept.term.id == term.id);
    let definition = meaning.filter_map(|concept| {
        let said = concept.definitions.first().map(|claim| claim.text);
        concept.definition.or(said).map(str::to_owned)
    });
    Ok(ExpandedReading { definition: definition.last(), term, usual, asserted_by, denied_by })
}

fn name_citation<'c>(
    base: &'c Base,
    cited: &Citation<&'c str>,
) -> Result<NamedCitation<'c>, ImageError> {
    let voice = base.voice(cited.voice)?;
    let work = cited.work.map(|work| base.work(work)).transpose()?.map(|work| work.id);
    let (but, text) = (cited.but, cited.text);
    Ok(NamedCitation {
        voice: voice.id,
        name: voice.name,
        work,
        but,
        text,
        ..NamedCitation::default()
    })
}

fn describe_work(base: &Base, work: WorkId) -> Result<CitedWork<'_>, ImageError> {
    let work = base.work(work)?;
    let by = work.by.iter().map(|voice| Ok(base.voice(*voice)?.name));
    Ok(CitedWork {
        work: work.id,
        by: by.collect::<Result<_, ImageError>>()?,
        title: work.title,
        published: work.published,
        year: work.year,
        url: work.url,
        also_at: vec![],
    })
}

fn read_expansion(structured: &JsonFields) -> String {
    let mut reading = Reading::with_works(structured);
    let readings = list_items(structured, "readings");
    let name = structured.get("query").and_then(|it| it.as_str()).unwrap_or_default();
    reading.line(&match readings.len() {
        1 => format!("{name} has one reading:"),
        count => format!("{name} has {count} readings:"),
    });
    for term in readings {
        let usual = term.get("usual").and_then(serde_json::Value::as_bool) == Some(true);
        let mark = if usual && readings.len() > 1 { " (the usual reading)" } else { "" };
        let words = format!(
            "- {} [id {}]{mark}: {}",
            name_term(term),
            text_of(term, "id"),
            text_of(term, "definition")
        );
        let line = reading.claim(&words, term);
        reading.line(&line);
    }
    reading.finish(structured)
}
