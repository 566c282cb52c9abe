//! How texts of others stand in a page: escaped, cut where they are longer than anybody reads, their writing direction
//! kept to themselves; and how voices, works and concepts become links.

use super::{
    address::{find_link, name_concept_file, name_dispute_file, name_voice_file, name_work_file},
    plan::SitePlan,
};
use crate::answer::{
    attribution::NamedAttribution, cited_works::CitedWork, disputes::DescribedDispute,
};
use cxterms_base::text;
use cxterms_page::{NamedCitation, Prose, Role};
use maud::{Markup, PreEscaped, Render, html};

/// How many letters of a text a page shows; the whole is in its JSON.
const MAX_TEXT_LETTERS: usize = 20_000;

/// How many voices are named at once beside a claim; of more, all are there when the reader opens them.
const MAX_VOICES_OPEN: usize = 6;

/// Writes what a page shows, by where the page lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'s, 'b> {
    /// What has a page, and how the site is called.
    pub(super) plan: &'s SitePlan<'b>,
    /// What leads from the page to the folder of the whole.
    pub(super) root: &'static str,
    /// The works that are numbered on the page.
    pub(super) works: &'s [CitedWork<'b>],
}

/// The words with which a voice says something: its reservation, or how it puts that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CitedWords<'b> {
    but: Option<&'b str>,
    text: Option<&'b str>,
}

/// A text of others.
#[derive(Clone, Copy, Debug)]
pub(super) struct SafeText<'t>(&'t str);

/// Whether a character turns the writing direction, or is of a script that is written from the right.
fn turns_direction(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || is_letter_from_right(c)
}

/// From which side a block of a text is written, where that is the right: by the first letter that says so.
pub(super) fn direction(text: &str) -> Option<&'static str> {
    let first = text.chars().find(|c| c.is_alphabetic())?;
    is_letter_from_right(first).then_some("rtl")
}

/// Whether a character is of a script that is written from the right.
fn is_letter_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Adds a text so that no sign of it is markup, and none is obeyed: what turns the direction turns nothing outside of it.
fn push_safe(text: &str, out: &mut String) {
    let isolated = text.chars().any(turns_direction);
    if isolated {
        out.push_str("<bdi>");
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            c if c.is_control()
                || matches!(c, '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}') =>
            {
                out.extend(c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    if isolated {
        out.push_str("</bdi>");
    }
}

impl Render for SafeText<'_> {
    fn render_to(&self, out: &mut String) {
        let cut = self.0.char_indices().nth(MAX_TEXT_LETTERS).map(|(at, _)| at);
        push_safe(cut.and_then(|at| self.0.get(..at)).unwrap_or(self.0), out);
        if cut.is_some() {
            let whole = self.0.chars().count();
            let note = html! {
                " … " span.cut { "cut here: of " (whole) " letters these are the first " (MAX_TEXT_LETTERS)
                    "; the JSON of this page has all" }
            };
            out.push_str(&note.0);
        }
    }
}

/// A text where no markup can stand, as in a title: nothing in it is obeyed.
pub(super) fn plain(text: &str) -> String {
    text::to_safe(text).into_owned()
}

impl<'s, 'b> Pen<'s, 'b> {
    /// A pen for a page that lies so many folders deep.
    pub(super) fn new(plan: &'s SitePlan<'b>, root: &'static str) -> Self {
        Self { plan, root, works: &[] }
    }

    /// The same for a page on which works are numbered.
    pub(super) fn with_works(self, works: &'s [CitedWork<'b>]) -> Self {
        Self { works, ..self }
    }

    /// A text of others.
    #[expect(clippy::unused_self, reason = "what is written goes through the pen")]
    pub(super) fn text<'t>(&self, text: &'t str) -> SafeText<'t> {
        SafeText(text)
    }

    /// A text that may be in another language, and from the right.
    pub(super) fn told(&self, text: &str, language: Option<&str>) -> Markup {
        match language {
            Some(language) => html! { span lang=(language) dir="auto" { (self.text(text)) } },
            None => html! { (self.text(text)) },
        }
    }

    /// Running text; commands, which a page cannot run, are left out.
    pub(super) fn prose(&self, prose: &Prose<'_>) -> Markup {
        let parts =
            prose.0.iter().filter(|(role, text)| *role != Role::Command && !text.is_empty());
        html! {
            @for (role, words) in parts {
                @match role {
                    Role::Plain | Role::Command => (self.text(words)),
                    Role::Strong => b { (self.text(words)) },
                    Role::Meaning => span.means { (self.text(words)) },
                    Role::Label => span.q { (self.text(words)) },
                    Role::Voice => span.by { (self.text(words)) },
                    Role::Dispute => span.no { (self.text(words)) },
                    Role::Address => (self.address(words, words)),
                }
            }
        }
    }

    /// An address, which is a link only where it leads to the web.
    pub(super) fn address(&self, address: &str, words: &str) -> Markup {
        match find_link(address) {
            Some(link) => html! { a href=(link) { (self.text(words)) } },
            None => html! { (self.text(words)) },
        }
    }

    /// A concept's name, as a link where it has a page.
    pub(super) fn concept(&self, id: &str) -> Markup {
        self.concept_as(id, &self.plan.name_concept(id))
    }

    /// A concept under another name.
    pub(super) fn concept_as(&self, id: &str, name: &str) -> Markup {
        match self.plan.has_concept(id) {
            true => {
                html! { a href={ (self.root) (name_concept_file(id)) } { (self.text(name)) } }
            }
            false => html! { (self.text(name)) },
        }
    }

    /// A voice's name, as a link where it has a page; the house's own is marked.
    pub(super) fn voice(&self, id: &str, name: &str) -> Markup {
        html! {
            @if self.plan.has_voice(id) {
                a href={ (self.root) (name_voice_file(id)) } { (self.text(name)) }
            } @else { (self.text(name)) }
            @if self.plan.is_house(id) { " " (mark_house()) }
        }
    }

    /// The same under its full name.
    pub(super) fn voice_by_id(&self, id: &str) -> Markup {
        self.voice(id, self.plan.name_voice(id))
    }

    /// A work's title, as a link where it has a page.
    pub(super) fn work(&self, id: &str, title: &str) -> Markup {
        match self.plan.has_work(id) {
            true => {
                html! { a href={ (self.root) (name_work_file(id)) } { (self.text(title)) } }
            }
            false => html! { (self.text(title)) },
        }
    }

    /// A question as a link to its page, in the words of the page on which it stands.
    pub(super) fn dispute(&self, dispute: &DescribedDispute<'_>, question: &str) -> Markup {
        html! { a href={ (self.root) (name_dispute_file(&dispute.id)) } { (self.text(question)) } }
    }

    /// Who says so, and who denies it; nothing where that goes without saying.
    pub(super) fn said(&self, said: &NamedAttribution<'_>) -> Markup {
        if said.is_implicit() {
            return Markup::default();
        }
        let denied = !said.denied_by.is_empty();
        let asserted = count_voices(&said.asserted_by);
        html! {
            " " span.by {
                @if asserted > MAX_VOICES_OPEN {
                    details {
                        summary { (asserted) " voices" } " "
                        (self.citations(&said.asserted_by))
                    }
                } @else { (self.citations(&said.asserted_by)) }
                @if denied {
                    @if asserted > 0 { "; " }
                    b.no { "denied by" } " " (self.citations(&said.denied_by))
                }
            }
        }
    }

    /// Who holds a claim as it is told: who says so and who denies it or, where it is told as what it is not, who denies it.
    pub(super) fn held(&self, said: &NamedAttribution<'_>) -> Markup {
        match said.as_contrary() {
            Some(contrary) => self.said(&contrary),
            None => self.said(said),
        }
    }

    /// Voices, each with its words and the numbers of its works.
    pub(super) fn citations(&self, cited: &[NamedCitation<'_>]) -> Markup {
        let mut groups: Vec<(&NamedCitation<'_>, Vec<&NamedCitation<'_>>)> = vec![];
        for one in cited.iter().filter(|it| !(it.own && it.words().is_none() && !it.overlaid)) {
            match groups.iter_mut().find(|(known, _)| known.voice == one.voice) {
                Some((_, all)) => all.push(one),
                None => groups.push((one, vec![one])),
            }
        }
        html! {
            @for (at, (first, all)) in groups.iter().enumerate() {
                @if at > 0 { ", " }
                (self.voice(first.voice, first.short))
                (self.citation_ends(all))
            }
        }
    }

    /// The numbers of the works in which a voice says so, and its words, each once, reservations last.
    fn citation_ends(&self, cited: &[&NamedCitation<'_>]) -> Markup {
        let mut worded: Vec<(CitedWords<'_>, Vec<&NamedCitation<'_>>)> = vec![];
        for one in cited {
            let words = CitedWords { but: one.but, text: one.text.filter(|_| one.but.is_none()) };
            match worded.iter_mut().find(|(known, _)| *known == words) {
                Some((_, all)) => all.push(one),
                None => worded.push((words, vec![one])),
            }
        }
        worded.sort_by_key(|(words, _)| words.but.is_some());
        let (bare, worded): (Vec<_>, Vec<_>) =
            worded.into_iter().partition(|(words, _)| *words == CitedWords::default());
        // The works of the only words stand before these, as those of a claim without words do.
        let alone = bare.is_empty() && worded.len() == 1;
        let first = bare.iter().chain(worded.iter().filter(|_| alone));
        let first: Vec<_> = first.flat_map(|(_, all)| all.iter().copied()).collect();
        let but = worded.iter().position(|(words, _)| words.but.is_some());
        html! {
            (self.work_numbers(&first))
            @for (at, (words, all)) in worded.iter().enumerate() {
                @if at == 0 { " (" } @else { "; " }
                @if but == Some(at) { "but: " }
                (self.text(words.but.or(words.text).unwrap_or_default()))
                @if !alone { (self.work_numbers(all)) }
            }
            @if !worded.is_empty() { ")" }
        }
    }

    /// The numbers of the works of citations.
    fn work_numbers(&self, cited: &[&NamedCitation<'_>]) -> Markup {
        let place = |one: &&NamedCitation<'_>| {
            self.works.iter().position(|work| Some(work.work) == one.work)
        };
        let mut places: Vec<_> = cited.iter().filter_map(place).collect();
        places.sort_unstable();
        places.dedup();
        html! {
            @for (at, place) in places.iter().enumerate() {
                @if at > 0 { " " }
                sup { a href={ "#s" (place + 1) } { (place + 1) } }
            }
        }
    }

    /// A work as a line of a bibliography.
    pub(super) fn bibliography_line(&self, work: &CitedWork<'_>) -> Markup {
        let place: Vec<_> = [work.published, work.year.unwrap_or_default()]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        html! {
            (self.text(&work.by.join(", "))) ", “" (self.work(work.work, work.title)) "”"
            @if !place.is_empty() { " (" (self.text(&place.join(", "))) ")" }
            @if let Some(url) = work.url { " " span.q { (self.address(url, &show_host(url))) } }
        }
    }
}

/// A part of a page under its name; nothing where there is nothing in it.
pub(super) fn show_part(id: &str, name: &str, items: &[Markup]) -> Markup {
    html! {
        @if !items.is_empty() {
            section id=(id) {
                h2 { (name) }
                ul { @for item in items { li { (item) } } }
            }
        }
    }
}

/// The mark behind words of the house's own.
pub(super) fn mark_house() -> Markup {
    PreEscaped("<span class=\"house\">our own</span>".to_owned())
}

/// How many distinct voices are cited.
pub(super) fn count_voices(cited: &[NamedCitation<'_>]) -> usize {
    let mut known: Vec<&str> = cited.iter().map(|it| it.voice).collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// Where an address leads, in few words.
fn show_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        SafeText(text).render().0
    }

    #[test]
    fn no_text_is_markup_or_obeyed() {
        assert_eq!(shown("<b>&\"'"), "&lt;b&gt;&amp;&quot;'");
        assert_eq!(shown("a\nb\u{7}"), "a<br>b\\u{7}");
        assert_eq!(shown("a\u{202e}b"), "<bdi>a\u{202e}b</bdi>");
        assert_eq!(shown("خدمة"), "<bdi>خدمة</bdi>");
    }

    #[test]
    fn a_block_begins_where_its_first_letter_does() {
        assert_eq!(direction("“دراجة” (bike)"), Some("rtl"));
        assert_eq!(direction("bike (دراجة)"), None);
        assert_eq!(direction("12 %"), None);
    }

    #[test]
    fn what_nobody_reads_is_cut() {
        let long = shown(&"é".repeat(MAX_TEXT_LETTERS + 5));
        assert!(long.contains("of 20005 letters"), "{}", &long[long.len() - 150..]);
        assert!(long.len() < 2 * MAX_TEXT_LETTERS + 200);
    }
}
