//! The frame of every page: its head, with what a browser may load, and what stands above and below all pages.

use super::pen::Pen;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// What a page may load: what lies beside it, and nothing from outside. A page that was opened from a folder has no
/// origin of its own, so the folder's scheme is named as well.
const POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; \
                      base-uri 'none'; form-action 'none'";

/// What a page is called, and what stands for it elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct PageHead {
    /// Its title.
    pub(super) title: String,
    /// What it is about, in a sentence.
    pub(super) description: Option<String>,
    /// The same as data: the file beside it, and its media type.
    pub(super) alternates: Vec<(String, &'static str)>,
    /// The same for search engines, as JSON.
    pub(super) linked_data: Option<String>,
    /// A script that the page needs besides that of all pages.
    pub(super) script: Option<&'static str>,
}

/// The pages that each page leads to: the file, and what it is called.
const SECTIONS: [(&str, &str); 6] = [
    ("index.html", "Terms"),
    ("compare.html", "Compare"),
    ("disputes.html", "Disputes"),
    ("metrics.html", "Metrics"),
    ("voices.html", "Voices"),
    ("about.html", "About"),
];

/// How long a description for other programs may be.
const MAX_DESCRIPTION: usize = 300;

/// Puts a page into its frame.
pub(super) fn frame_page(pen: &Pen<'_, '_>, head: &PageHead, main: &Markup) -> String {
    let site = pen.plan.title.as_str();
    let title = match head.title.is_empty() {
        true => site.to_owned(),
        false => format!("{} – {site}", head.title),
    };
    let about = head.description.as_ref();
    let about = about.map(|it| it.chars().take(MAX_DESCRIPTION).collect::<String>());
    html! {
        (DOCTYPE)
        html lang=(pen.plan.language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                // No other place learns from which page a reader comes.
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (super::pen::plain(&title)) }
                @if let Some(about) = &about { meta name="description" content=(about); }
                link rel="stylesheet" href={ (pen.root) "assets/site.css" };
                @for (file, kind) in &head.alternates { link rel="alternate" type=(kind) href=(file); }
                script src={ (pen.root) "assets/site.js" } defer data-root=(pen.root) {}
                @if let Some(script) = head.script {
                    script src={ (pen.root) (script) } defer {}
                }
                @if let Some(data) = &head.linked_data {
                    script type="application/ld+json" { (PreEscaped(data)) }
                }
            }
            body {
                a.skip href="#main" { "To the content" }
                header.top {
                    a.site href={ (pen.root) "index.html" } { (pen.text(site)) }
                    nav aria-label="Site" {
                        @for (file, name) in SECTIONS.iter().filter(|it| pen.plan.has_section(it.0)) {
                            a href={ (pen.root) (file) } { (name) } " "
                        }
                    }
                }
                main #main tabindex="-1" { (main) }
                footer.end { p { (pen.text(&pen.plan.imprint)) " " a href={ (pen.root) "about.html" } { "About these pages" } } }
            }
        }
    }
    .into_string()
}
