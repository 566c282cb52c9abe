//! Admonitions beyond `CommonMark`: `:::note` of Docusaurus, and `!!! note`, `??? note` and `=== "Tab"` of `MkDocs`, whose
//! text is indented as code would be.

use super::FILLER;
use memchr::memmem;
use std::{borrow::Cow, ops::Range};

/// With what an admonition of `MkDocs` begins.
const MARKS: &[&str] = &["!!!", "???", "==="];

/// Hides the marks of admonitions; what is hidden. Those of `MkDocs` become items of a list, so that what is
/// indented beneath them is their text.
pub(super) fn rewrite_admonitions(text: &mut Cow<'_, str>) -> Vec<Range<usize>> {
    let mut cuts = vec![];
    let holds = |mark: &&str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !MARKS.iter().chain(&[":::"]).any(holds) {
        return cuts;
    }
    let (mut at, mut items) = (0, vec![]);
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let start = at + (line.len() - body.len());
        at += line.len();
        if body.starts_with(":::") {
            let name = body.trim_start_matches(':').trim_start_matches(is_name);
            cuts.push(start..start + (body.len() - name.len()));
        } else if let Some(sign) = measure_mark(body) {
            items.push(start..start + sign);
            let name = body.get(sign..).unwrap_or_default().trim_start();
            let name_start = start + (body.len() - name.len());
            let rest = name.trim_start_matches(is_name);
            // A mark of three signs and its space are as wide as the indent; of a fourth one the item's text begins.
            cuts.extend((sign > 3).then_some(start + 3..start + sign));
            cuts.push(name_start..name_start + (name.len() - rest.len()));
        }
    }
    cuts.retain(|cut| !cut.is_empty());
    hide(text, &items, &cuts);
    // Where a mark begins no item, in HTML for example, it is no prose either.
    cuts.extend(items);
    cuts
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The length of a mark of `MkDocs`, if a line begins with one, and a name or a title in quotation marks behind it.
fn measure_mark(body: &str) -> Option<usize> {
    let (mark, rest) = MARKS.iter().find_map(|mark| Some((*mark, body.strip_prefix(mark)?)))?;
    let bare = rest.strip_prefix('+').filter(|_| mark != "!!!").unwrap_or(rest);
    let title = bare.strip_prefix(' ')?.trim_start_matches(' ');
    let named = mark != "===" && title.starts_with(|c: char| c.is_ascii_lowercase());
    (named || title.starts_with('"')).then_some(body.len() - bare.len())
}

fn hide(text: &mut Cow<'_, str>, items: &[Range<usize>], cuts: &[Range<usize>]) {
    let mut bytes = std::mem::take(text).into_owned().into_bytes();
    for item in items {
        if let Some([first, rest @ ..]) = bytes.get_mut(item.clone()) {
            *first = b'-';
            rest.fill(b' ');
        }
    }
    for cut in cuts {
        if let Some(hidden) = bytes.get_mut(cut.clone()) {
            hidden.fill(FILLER);
        }
    }
    // Only ASCII was overwritten, with ASCII.
    *text = String::from_utf8(bytes).unwrap_or_default().into();
}
