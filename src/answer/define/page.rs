//! Layout of a definition: the meaning first, then voice by voice.

use super::{DefineAnswer, DefinedConcept, FacetValues, LabelClaim, NoteClaim};
use crate::answer::{
    attribution::{NamedAttribution, TextClaim, ValueClaim, according_to},
    cited_works::{CitedWork, append_numbers},
    digest::MAX_COMPARED,
    follow_up::FollowUp,
    relation::{self, RelatedConcept},
    suggestion::MissingTerm,
    text_dates::tell_text,
    unheard,
};
use cxterms_base::corpus::capitalize_first;
use cxterms_page::{Page, Prose, Role, View};
use std::borrow::Cow;

/// A label and what stands behind it.
type PageField<'p> = (Prose<'p>, Vec<Prose<'p>>);

impl View for DefineAnswer<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        if self.on_screen && !self.concepts.is_empty() {
            return self.lay_out_screen(count_lines);
        }
        self.page()
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        if !self.is_found() {
            page.text(MissingTerm::describe_missing(
                &self.query,
                &self.suggestions,
                self.scheme.as_ref(),
            ));
            return page;
        }
        if self.unheard {
            let names: Vec<_> = self.concepts.iter().map(|it| it.term.name()).collect();
            let (heard, name) = (&self.according_to, names.join(" or "));
            page.text(unheard::describe_silence(heard, &name, &self.speakers));
            return page;
        }
        page.text(according_to(&self.according_to));
        if let Some(senses) = &self.senses {
            senses.lay_out(&mut page, &self.query);
            return page;
        }
        let several = self.concepts.len() > 1;
        if several {
            page.text(format!("“{}” has {} meanings here.", self.query, self.concepts.len()));
        }
        for (number, concept) in (1..).zip(&self.concepts) {
            let works = if self.visible_works > 0 { &*self.works } else { &[] };
            concept.lay_out(&mut page, several.then_some(number), works);
            if concept.is_silent() {
                page.text(if self.according_to.is_empty() {
                    "Nothing is said of it yet."
                } else {
                    "Nothing."
                });
            }
        }
        if let Some(readings) = &self.readings {
            readings.lay_out(&mut page, &self.query);
        }
        let sources =
            self.works.iter().take(self.visible_works).map(CitedWork::to_bibliography_line);
        page.numbered_section("Sources", sources.collect());
        let disputed: Vec<_> =
            self.concepts.iter().filter(|concept| concept.is_disputed()).collect();
        if !disputed.is_empty() {
            let terms = disputed.iter().map(|concept| &concept.term);
            page.explain_mark("* voices disagree", FollowUp::about_terms("disputes", terms));
        }
        if let Some(command) = self.next_command() {
            page.suggest_next(command);
        }
        page
    }
}

impl DefineAnswer<'_> {
    fn next_command(&self) -> Option<FollowUp<'_>> {
        Some(match &*self.concepts {
            [] => return None,
            [one] => match one.suggest_replacement() {
                Some(instead) => instead,
                None => FollowUp::about_names(
                    "compare",
                    [one.term.typed, one.best_comparison()?.term.typed],
                ),
            },
            several => {
                let terms = several.iter().map(|concept| &concept.term);
                FollowUp::about_terms("compare", terms.take(MAX_COMPARED))
            }
        })
    }
}

impl DefinedConcept<'_> {
    fn lay_out<'p>(&'p self, page: &mut Page<'p>, number: Option<usize>, works: &[CitedWork<'_>]) {
        let title = Prose::of(Role::Strong, self.term.title());
        let title = match number {
            Some(number) => Prose::from(format!("{number}. ")).join(title),
            None => title,
        };
        page.title(title, self.describe_kind());
        self.tell_status().into_iter().for_each(|line| page.text(line));
        page.text(self.describe_meaning());
        let computation = self.computation.iter();
        page.sections(computation.flat_map(|it| it.list_sections(usize::MAX)));
        page.quotes(self.definitions.iter().map(|claim| quote_definition(claim, works)).collect());
        let mut fields = self.name_fields();
        fields.extend(self.facets.iter().map(FacetValues::to_field));
        fields.extend(self.root_field());
        fields.push((star_label("Status", self.is_state_disputed()), self.status_field()));
        fields.push((Prose::of(Role::Label, "Schemes"), self.list_schemes()));
        fields.extend(relation::relation_fields(&self.relations));
        fields.extend(note_fields(self.notes.iter(), NoteClaim::describe_shared_note));
        let dates = nonempty_lines(Prose::from(self.dates.list_dates()));
        fields.push((Prose::of(Role::Label, "Dates"), dates));
        page.fields(fields);
    }

    /// What one voice says of it: under its name, the meaning, then the rest.
    pub(in crate::answer) fn lay_out_statements<'p>(&'p self, page: &mut Page<'p>) {
        page.part(Prose::of(Role::Strong, self.term.title()));
        let own = nonempty_lines(self.definition.map(Prose::from).unwrap_or_default());
        let meanings = self.definitions.iter().map(|claim| claim.said.attribute_claim(claim.text));
        let mut fields =
            vec![(Prose::of(Role::Label, "Means"), own.into_iter().chain(meanings).collect())];
        fields.extend(self.name_fields());
        let kind = self.term.kind.filter(|_| self.kind_by.is_some());
        fields.push((Prose::of(Role::Label, "Kind"), kind.map(Prose::from).into_iter().collect()));
        fields.extend(self.facets.iter().map(FacetValues::to_field));
        let root = self.root.iter().map(|said| said.attribute_claim("nothing is above it"));
        fields.push((Prose::of(Role::Label, "Root"), root.collect()));
        fields.push((Prose::of(Role::Label, "Status"), self.list_status()));
        fields.extend(relation::relation_fields(&self.relations));
        fields.extend(note_fields(self.notes.iter(), NoteClaim::describe_note));
        page.fields(fields);
    }

    /// Its kind, and who says so where that is not plain.
    pub(crate) fn describe_kind(&self) -> Option<Prose<'_>> {
        let kind = Prose::of(Role::Label, self.term.kind?);
        Some(match self.kind_by {
            Some(name) => kind.and(Role::Label, " (").and(Role::Voice, name).and(Role::Label, ")"),
            None => kind,
        })
    }

    /// Its name and its meaning.
    pub(in crate::answer) fn describe_in_line(&self) -> Prose<'_> {
        let meaning = self.describe_first_meaning();
        let title = Prose::of(Role::Strong, self.term.title()).join(self.mark_status());
        if meaning.is_empty() { title } else { title.plain(": ").join(meaning) }
    }

    /// The meaning in the corpus's own words, and whose they are where that is not plain.
    pub(in crate::answer) fn describe_meaning(&self) -> Prose<'_> {
        let mut meaning = Prose::of(Role::Meaning, self.definition.unwrap_or_default());
        if let Some(language) = self.definition_marked {
            meaning = meaning.and(Role::Label, format!(" ({language})"));
        }
        match self.definition_by {
            Some(name) => meaning.plain(" — ").and(Role::Voice, name),
            None => meaning,
        }
    }

    /// The meaning in the corpus's own words or, where these are not heard, in those of the first voice that is.
    pub(crate) fn describe_first_meaning(&self) -> Prose<'_> {
        match (self.definition, self.definitions.first()) {
            (None, Some(said)) => {
                let meaning = Prose::of(Role::Meaning, said.text);
                let language = said.marked.map(|language| format!(" ({language})"));
                let meaning = meaning.and(Role::Label, language.unwrap_or_default());
                meaning.plain(" — ").join(said.said.describe_voices())
            }
            _ => self.describe_meaning(),
        }
    }

    fn name_fields(&self) -> Vec<PageField<'_>> {
        let titled =
            |claim: &&LabelClaim<'_>| Some(claim.text) == self.term.abbreviation && !claim.foreign;
        let shorter = self.abbreviations.iter().filter(|claim| !titled(claim));
        let called = self.synonyms.iter().chain(shorter);
        let called = Prose::list(called.map(LabelClaim::describe_label), "; ");
        let elsewhere = self.translations.iter().map(|claim| {
            let language = claim.language.unwrap_or_default();
            claim.said.append_to(Prose::from(claim.text).plain(" (").plain(language).plain(")"))
        });
        let elsewhere = Prose::list(elsewhere, "; ");
        let any = |labels: &[&Vec<LabelClaim<'_>>]| {
            labels.iter().copied().flatten().any(|claim| claim.said.has_conflict())
        };
        let is_used = |said: &NamedAttribution<'_>| !said.asserted_by.is_empty();
        let label_name = match self.label_by.as_ref().is_none_or(is_used) {
            true => "Called so by",
            false => "Called so",
        };
        let called_so = self.label_by.as_ref().map(|said| {
            let users = is_used(said).then(|| said.describe_voices());
            let all = users.into_iter().chain(said.describe_denial("denied by "));
            Prose::list(all, "; ")
        });
        let qualified = self.qualifier_by.map(|name| Prose::of(Role::Voice, name));
        vec![
            (Prose::of(Role::Label, label_name), called_so.into_iter().collect()),
            (Prose::of(Role::Label, "Qualified by"), qualified.into_iter().collect()),
            (
                star_label("Also called", any(&[&self.synonyms, &self.abbreviations])),
                nonempty_lines(called),
            ),
            (
                star_label("Better not", any(&[&self.avoid])),
                self.avoid.iter().map(LabelClaim::describe_advice).collect(),
            ),
            (star_label("Elsewhere", any(&[&self.translations])), nonempty_lines(elsewhere)),
        ]
    }

    fn root_field(&self) -> Option<PageField<'_>> {
        let said = self.root.as_ref().filter(|said| !said.is_implicit())?;
        let text = match said.as_contrary() {
            Some(contrary) => contrary.append_to(Prose::from("something is above it")),
            None => said.append_to(Prose::from("nothing is above it")),
        };
        Some((star_label("Root", said.has_conflict()), vec![text]))
    }

    /// The concept that it is best compared with: the one that most voices tell it apart from, else the first that it
    /// falls under.
    pub(super) fn best_comparison(&self) -> Option<&RelatedConcept<'_>> {
        let contrasts = self
            .relations
            .chunk_by(|a, b| (a.is_contrast(), a.concept) == (b.is_contrast(), b.concept));
        let contrasts =
            contrasts.filter(|same| same.first().is_some_and(RelatedConcept::is_contrast));
        let voices = |same: &&[RelatedConcept<'_>]| {
            same.iter().map(|one| one.said.asserted_by.len()).sum::<usize>()
        };
        // What is no longer in use is compared last.
        let current =
            |same: &&[RelatedConcept<'_>]| same.first().is_some_and(|one| !one.term.is_given_up());
        let rank = |same: &&[RelatedConcept<'_>]| (current(same), voices(same));
        let most = contrasts.rev().max_by_key(rank).and_then(<[_]>::first);
        most.or_else(|| self.relations.first())
    }
}

/// The label of a field, with a star where voices disagree about what stands behind it.
fn star_label<'p>(label: impl Into<Cow<'p, str>>, disputed: bool) -> Prose<'p> {
    let label = Prose::of(Role::Label, label);
    if disputed { label.and(Role::Dispute, " *") } else { label }
}

/// Notes, kind by kind.
fn note_fields<'p>(
    notes: impl Iterator<Item = &'p NoteClaim<'p>>,
    describe: fn(&'p NoteClaim<'p>) -> Prose<'p>,
) -> Vec<PageField<'p>> {
    let mut fields: Vec<(&str, Vec<Prose<'_>>)> = vec![];
    let mut disputed = vec![];
    for note in notes {
        if note.said.has_conflict() {
            disputed.push(note.kind);
        }
        match fields.iter_mut().find(|(kind, _)| *kind == note.kind) {
            Some((_, lines)) => lines.push(describe(note)),
            None => fields.push((note.kind, vec![describe(note)])),
        }
    }
    let label = |kind| star_label(capitalize_first(kind), disputed.contains(&kind));
    fields.into_iter().map(|(kind, lines)| (label(kind), lines)).collect()
}

/// A definition as a quotation: who, the words, the works by number, and who denies it.
fn quote_definition<'p>(
    claim: &'p TextClaim<'p>,
    works: &[CitedWork<'_>],
) -> (Prose<'p>, Prose<'p>) {
    let text = tell_text(claim.text, claim.marked, Some(&claim.dates));
    let mut text = append_numbers(text, &claim.said.asserted_by, works);
    if let Some(denial) = claim.said.describe_denial(" — denied by ") {
        text = text.join(denial);
    }
    (claim.said.describe_voices(), text)
}

/// What there is of a text: one value or none.
fn nonempty_lines(prose: Prose<'_>) -> Vec<Prose<'_>> {
    if prose.is_empty() { vec![] } else { vec![prose] }
}

/// A facet value and who gives it; one that is only denied is told as such.
fn describe_value<'p>(claim: &'p ValueClaim<'p>) -> Prose<'p> {
    claim.said.attribute_claim(claim.value)
}

impl LabelClaim<'_> {
    fn describe_label(&self) -> Prose<'_> {
        let text = self.said.append_to(Prose::from(self.text));
        if self.secondary { text.plain(", though it mostly means something else") } else { text }
    }

    fn describe_advice(&self) -> Prose<'_> {
        let mut line = Prose::from(self.text);
        if let Some(why) = self.why {
            line = line.plain(": ").plain(why);
        }
        if let Some(instead) = self.instead {
            line = line.plain("; say ").plain(instead);
        }
        self.said.append_to(line)
    }
}

impl NoteClaim<'_> {
    fn describe_note(&self) -> Prose<'_> {
        self.said.append_to(tell_text(self.text, self.marked, Some(&self.dates)))
    }

    /// The same, with what else it is said of.
    fn describe_shared_note(&self) -> Prose<'_> {
        let note = self.describe_note();
        match self.with_names.is_empty() {
            true => note,
            false => note.and(Role::Label, format!(" – also of {}", self.with_names.join(", "))),
        }
    }
}

impl FacetValues<'_> {
    fn to_field(&self) -> PageField<'_> {
        let label = star_label(self.label, self.disputed);
        (label, self.values.iter().map(describe_value).collect())
    }
}
