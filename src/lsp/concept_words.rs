//! What the base says of a name, in a few lines of Markdown: meanings, voices, works to cite.

use crate::answer::{self, Ask, DefinedConcept, Detail};
use cxterms_base::{Base, Perspective, find_disputes, image::ImageError, resolve_name, text};
use cxterms_page::NamedCitation;
use std::fmt::Write;

/// How many meanings of a name are told.
const MAX_MEANINGS: usize = 3;

/// How many voices are named beside a meaning, and how many definitions.
const MAX_VOICES: usize = 3;

/// How many other concepts of the same name are named.
const MAX_OTHERS: usize = 5;

/// How many characters of a definition are told.
const MAX_WORDS: usize = 400;

/// What a name means, as Markdown; nothing if it means nothing.
///
/// # Errors
/// When the base is damaged.
pub(super) fn describe_name(
    base: &Base,
    languages: &[String],
    site: Option<&str>,
    name: &str,
) -> Result<Option<String>, ImageError> {
    let everybody = Perspective::default();
    let ask = Ask { base, perspective: &everybody, languages, detail: Detail::Data, sources: true };
    let found = answer::define(ask, name)?;
    if found.concepts.is_empty() {
        return Ok(None);
    }
    let mut parts = vec![];
    for concept in found.concepts.iter().take(MAX_MEANINGS) {
        parts.push(describe_concept(base, site, concept)?);
    }
    let more = found.concepts.len().saturating_sub(MAX_MEANINGS);
    if more > 0 {
        parts.push(format!("and {more} more meanings"));
    }
    let also = found.concepts.first().map(|concept| concept.also.as_slice()).unwrap_or_default();
    let also = name_concepts(base, also)?;
    if !also.is_empty() {
        parts.push(format!("{} may also mean {also}.", text::escape_markdown(name)));
    }
    Ok(Some(parts.join("\n\n---\n\n")))
}

/// Some concepts by their labels.
fn name_concepts(base: &Base, ids: &[&str]) -> Result<String, ImageError> {
    let mut labels = vec![];
    for id in ids.iter().take(MAX_OTHERS) {
        if let Some(posting) = resolve_name(base, id)?.answers.first() {
            labels.push(text::escape_markdown(base.concept_head(posting.concept)?.label));
        }
    }
    let more = ids.len().saturating_sub(MAX_OTHERS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    Ok(format!("{}{more}", labels.join(", ")))
}

fn describe_concept(
    base: &Base,
    site: Option<&str>,
    concept: &DefinedConcept<'_>,
) -> Result<String, ImageError> {
    let term = &concept.term;
    let mut out = format!("**{}**", text::escape_markdown(term.label));
    for aside in [term.qualifier, term.abbreviation].into_iter().flatten() {
        let _ = write!(out, " ({})", text::escape_markdown(aside));
    }
    if let Some(kind) = term.kind {
        let _ = write!(out, ", {}", text::escape_markdown(kind));
    }
    if let Some(state) = term.state {
        let _ = write!(out, " — {}", state.name());
    }
    if let Some(words) = concept.definition {
        let by = concept.definition_by.map(|by| format!(" — *{}*", text::escape_markdown(by)));
        let _ = write!(out, "\n\n{}{}", shorten(words), by.unwrap_or_default());
    }
    for claim in concept.definitions.iter().take(MAX_VOICES) {
        let who = name_voices(&claim.said.asserted_by);
        let _ = write!(out, "\n\n> {} — {who}", shorten(claim.text));
    }
    let more = concept.definitions.len().saturating_sub(MAX_VOICES);
    if more > 0 {
        let _ = write!(out, "\n\nand {more} more definitions");
    }
    let avoid = concept.avoid.iter().filter_map(|name| Some((name.text, name.instead?)));
    for (name, instead) in avoid.take(MAX_VOICES) {
        let [name, instead] = [name, instead].map(text::escape_markdown);
        let _ = write!(out, "\n\nSay “{instead}”, not “{name}”.");
    }
    let resolved = resolve_name(base, term.id)?.answers;
    if let Some(id) = resolved.first().map(|posting| posting.concept) {
        match find_disputes(base, Some(&[id]), &Perspective::default())?.len() {
            0 => {}
            1 => out.push_str("\n\nVoices disagree on one question."),
            count => {
                let _ = write!(out, "\n\nVoices disagree on {count} questions.");
            }
        }
    }
    let link = match site {
        Some(site) => {
            format!("[{}]({}/concept/{}.html)", term.id, site.trim_end_matches('/'), term.id)
        }
        None => format!("`cxterms define {}`", term.id),
    };
    let _ = write!(out, "\n\n{link}");
    Ok(out)
}

/// A text cut to a length, without marks that Markdown would take for its own.
fn shorten(words: &str) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = flat.char_indices().nth(MAX_WORDS).map(|(at, _)| at);
    match cut.and_then(|at| flat.get(..at)) {
        Some(cut) => format!("{}…", text::escape_markdown(cut)),
        None => text::escape_markdown(&flat),
    }
}

/// Some voices with the works that they say it in.
fn name_voices(cited: &[NamedCitation<'_>]) -> String {
    let voice = |it: &NamedCitation<'_>| {
        let name = text::escape_markdown(it.short);
        match (it.title, it.url) {
            (Some(title), Some(url)) if is_plain_address(url) => {
                format!("*{name}*, [{}]({url})", text::escape_markdown(title))
            }
            (Some(title), _) => format!("*{name}*, {}", text::escape_markdown(title)),
            (None, _) => format!("*{name}*"),
        }
    };
    let mut once: Vec<&NamedCitation<'_>> = vec![];
    for one in cited {
        if !once.iter().any(|known| known.voice == one.voice) {
            once.push(one);
        }
    }
    let named: Vec<_> = once.iter().copied().take(MAX_VOICES).map(voice).collect();
    let more = once.len().saturating_sub(MAX_VOICES);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{more}", named.join("; "))
}

/// Whether an address can stand in a link as it is.
fn is_plain_address(url: &str) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !"()<>[]\\".contains(c);
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(plain)
}
