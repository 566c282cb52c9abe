//! A number or an identifier that no dispute has: how many there are, and the command that lists them.

use crate::answer::{
    VERSION, ask::Ask, follow_up::FollowUp, lookup::Lookup, suggestion::MissingTerm,
};
use cxterms_base::image::ImageError;
use cxterms_page::{Page, Prose, Role, View};
use serde::Serialize;

/// A number or an identifier that no dispute has.
#[derive(Debug, Serialize)]
pub struct MissingDispute<'b> {
    /// The number of this shape.
    pub version: u32,
    /// The name, as of a term that is missing.
    pub missing: [MissingTerm<'b>; 1],
    /// How many disputes there are.
    pub disputes: usize,
    /// The term about which it would be.
    #[serde(skip)]
    about: Option<String>,
}

/// What to say of a name that no dispute has and no term either; none if it is neither a number nor an identifier that begins
/// with a term.
///
/// # Errors
/// When the base is damaged.
pub fn find_missing_dispute<'b>(
    ask: Ask<'b>,
    name: &str,
) -> Result<Option<MissingDispute<'b>>, ImageError> {
    let about = name.split_once('.').map(|(term, _)| term);
    let meant = match about {
        Some(term) => !Lookup::resolve_name(ask.base, term)?.ids.is_empty(),
        None => name.parse::<usize>().is_ok(),
    };
    if !meant {
        return Ok(None);
    }
    let disputes = cxterms_base::find_disputes(ask.base, None, ask.perspective)?.len();
    let missing = [MissingTerm { query: name.to_owned(), suggestions: vec![], scheme: None }];
    let about = about.map(str::to_owned);
    Ok(Some(MissingDispute { version: VERSION, missing, disputes, about }))
}

impl View for MissingDispute<'_> {
    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        let [missing] = &self.missing;
        let text = Prose::from("no dispute `").plain(&*missing.query).plain("`");
        let list = FollowUp::about_names("disputes", self.about.as_deref()).to_string();
        let list = |text: Prose<'static>| text.and(Role::Command, list.clone()).plain("`");
        page.text(match (self.disputes, &self.about) {
            (0, _) => text.plain("; no two voices disagree here"),
            (_, Some(_)) => text.join(list(Prose::from("; those about the term: `"))),
            (1, None) => text.join(list(Prose::from("; there is 1: `"))),
            (all, None) => text.join(list(Prose::from(format!("; there are {all}: `")))),
        });
        page
    }
}
