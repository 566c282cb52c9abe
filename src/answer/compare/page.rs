//! Layout of a comparison: meanings, relations, differences, shared claims, disputes.

use super::{
    CommonUmbrella, ComparedConcept, Comparison, PairRelation, PairRelations, SharedClaim,
};
use crate::answer::{
    attribution::{
        NamedAttribution, ValueClaim, according_to, attribute_sentence, describe_citations,
        list_voices,
    },
    cited_works::CitedWork,
    disputes::DescribedDispute,
    follow_up::FollowUp,
    wording,
    worked_example::SharedExample,
};
use cxterms_base::{DisputeKind, corpus::capitalize_first};
use cxterms_page::{Block, NamedCitation, Page, Prose, Role, View};

impl View for Comparison<'_> {
    fn fit_page(&self, count_lines: &dyn Fn(&Page<'_>) -> usize) -> Page<'_> {
        match self.on_screen && self.concepts.len() > 1 {
            true => self.lay_out_screen(count_lines),
            false => self.page(),
        }
    }

    fn page(&self) -> Page<'_> {
        let mut page = Page::default();
        if let [only] = &*self.concepts {
            self.lay_out_one_concept(only, &mut page);
            return page;
        }
        page.text(according_to(&self.according_to));
        let titles: Vec<_> = self.concepts.iter().map(|concept| concept.term.title()).collect();
        page.title(Prose::of(Role::Strong, join_with_and(&titles)), None);
        page.fields(self.concepts.iter().map(|concept| {
            (
                Prose::of(Role::Strong, concept.term.capitalized_name())
                    .join(concept.term.mark_given_up()),
                vec![concept.describe_meaning()],
            )
        }));
        page.list_section("Where they stand", self.describe_pairs());
        let told: Vec<_> = self
            .contrasts
            .iter()
            .map(|contrast| {
                let [a, b] = contrast.between;
                let plain = || {
                    format!(
                        "{} differs from {}.",
                        capitalize_first(self.short_name(a)),
                        self.short_name(b)
                    )
                };
                attribute_sentence(contrast.text.map_or_else(plain, str::to_owned), &contrast.said)
            })
            .collect();
        if !told.is_empty() || !self.differ.is_empty() {
            page.part(Prose::of(Role::Strong, "What sets them apart"));
            page.list(told);
            self.lay_out_differences(&mut page);
        }
        page.sections(self.example.iter().map(SharedExample::to_section));
        page.list_section("What they share", self.describe_shared());
        let notes =
            self.notes.iter().map(|note| attribute_sentence(note.text.to_owned(), &note.said));
        page.list_section("Also said of them", notes.collect());
        // A claim between them that is denied has told so where it stands.
        let told = |dispute: &&DescribedDispute<'_>| {
            dispute.way == DisputeKind::Denied && dispute.about.len() > 1
        };
        let open = self.disputes.iter().filter(|dispute| !told(dispute));
        page.list_section(
            "Where voices disagree",
            open.map(DescribedDispute::describe_in_line).collect(),
        );
        let works = if self.sources { &*self.works } else { &[] };
        page.list_section("Sources", works.iter().map(CitedWork::to_bibliography_line).collect());
        let terms = || self.concepts.iter().map(|concept| &concept.term);
        let disputed = self.find_disputed().and_then(|at| terms().nth(at));
        page.suggest_next(match (self.disputes.is_empty(), disputed) {
            (false, _) => FollowUp::about_terms("disputes", terms()),
            (true, Some(disputed)) => FollowUp::about_terms("disputes", [disputed]),
            (true, None) => FollowUp::about_terms("define", terms().take(1)),
        });
        page
    }
}

impl<'b> Comparison<'b> {
    fn lay_out_one_concept(&self, only: &ComparedConcept<'_>, page: &mut Page<'_>) {
        let name = only.term.name();
        let names: Vec<_> = self.names.iter().map(|name| format!("“{name}”")).collect();
        let text = match &*names {
            [one, others @ ..] if others.iter().all(|other| other == one) => {
                format!("{one} is one concept, {name}: there is nothing to compare it with.")
            }
            _ => format!("{} are names of one concept, {name}.", join_with_and(&names)),
        };
        page.text(text);
        page.suggest_next(FollowUp::about_terms("define", [&only.term]));
    }

    pub(super) fn short_name<'s>(&'s self, id: &'s str) -> &'s str {
        let known = self.concepts.iter().find(|concept| concept.term.id == id);
        known.map_or(id, |concept| &concept.term.short)
    }

    /// How the concepts stand, a sentence a line.
    pub(crate) fn describe_pairs(&self) -> Vec<Prose<'_>> {
        let together = self.describe_common_umbrella();
        let told = together.is_some();
        let pairs = self.standing.iter().flat_map(|pair| self.describe_pair(pair, told));
        together.into_iter().chain(pairs).collect()
    }

    /// That more than two all fall under one concept, where nobody denies it.
    fn describe_common_umbrella(&self) -> Option<Prose<'_>> {
        let [first, rest @ ..] = &*self.standing else { return None };
        let [under] = &*first.under else { return None };
        let same = |pair: &PairRelations<'_>| matches!(&*pair.under, [other] if other.directly && other.term == under.term);
        let denied = |pair: &PairRelations<'_>| {
            pair.under.iter().flat_map(|it| &it.of).any(NamedAttribution::is_denied)
        };
        let all = !rest.is_empty() && self.standing.iter().all(|pair| same(pair) && !denied(pair));
        all.then(|| Prose::from(format!("All are under {}.", under.term.name())))
    }

    /// How one pair stands; what they fall under only if that is not told of all.
    fn describe_pair<'s>(&'s self, pair: &'s PairRelations<'b>, told: bool) -> Vec<Prose<'s>> {
        let mut lines: Vec<_> =
            pair.relations.iter().map(|stand| self.describe_relation(stand)).collect();
        let compared = |id| self.concepts.iter().any(|concept| concept.term.id == id);
        let plain = pair.under.iter().all(|under| under.directly && compared(under.term.id));
        let of_itself = plain && self.concepts.len() > 2;
        if !told && !of_itself {
            lines.extend(pair.under.iter().map(|under| self.describe_umbrella(pair, under)));
        }
        let [a, b] = pair.between.map(|id| self.short_name(id));
        if !pair.path.is_empty() {
            let mut way = Prose::from(capitalize_first(a));
            for (index, step) in pair.path.iter().enumerate() {
                way = way
                    .plain(if index == 0 { " " } else { ", which " })
                    .plain(step.verb.relate_to(&step.label));
                way = step.said.append_to(way);
            }
            lines.push(way.plain("."));
        } else if lines.is_empty() && pair.under.is_empty() {
            lines.push(Prose::from(format!("Nothing joins {a} and {b} here.")));
        }
        lines
    }

    /// That a pair falls under a concept: who says so of both, or of each; and who denies it.
    fn describe_umbrella<'s>(
        &'s self,
        pair: &'s PairRelations<'b>,
        under: &'s CommonUmbrella<'b>,
    ) -> Prose<'s> {
        let [a, b] = pair.between.map(|id| self.short_name(id));
        let [of_a, of_b] = &under.of;
        if let Some(at) = pair.between.iter().position(|id| *id == under.term.id) {
            let below = if at == 0 { b } else { a };
            let above = if at == 0 { a } else { b };
            return Prose::from(format!(
                "{} is under {above}, by way of others.",
                capitalize_first(below)
            ));
        }
        if !under.directly {
            return Prose::from(format!(
                "{} and {b} meet further up, under {}.",
                capitalize_first(a),
                under.term.name()
            ));
        }
        let mut line = Prose::from(format!(
            "{} and {b} are both under {}.",
            capitalize_first(a),
            under.term.name()
        ));
        let of_both =
            |one: &&NamedCitation<'_>| of_b.asserted_by.iter().any(|it| it.voice == one.voice);
        let both: Vec<_> = of_a.asserted_by.iter().filter(of_both).copied().collect();
        if !(of_a.is_implicit() && of_b.is_implicit()) {
            line = line.plain(" — ");
            line = if both.is_empty() {
                let first = line.join(list_voices(&of_a.asserted_by)).plain(format!(" of {a}; "));
                first.join(list_voices(&of_b.asserted_by)).plain(format!(" of {b}"))
            } else {
                line.join(list_voices(&both))
            };
        }
        for (said, name) in [(of_a, a), (of_b, b)] {
            if let Some(denial) = said.describe_denial(". Denied by ") {
                line = line.join(denial).plain(format!(" (of {name})"));
            }
        }
        line
    }

    fn describe_relation<'s>(&'s self, stand: &'s PairRelation<'b>) -> Prose<'s> {
        let (from, to) = (self.short_name(stand.from), self.short_name(stand.to));
        let text = stand.text.map(|text| format!(": {text}")).unwrap_or_default();
        let stated = stand.verb.relate_to(to);
        if stand.said.asserted_by.is_empty() {
            let denied = Prose::from(format!("It is denied that {from} {stated}{text}. — "));
            return denied.join(describe_citations(&stand.said.denied_by));
        }
        attribute_sentence(format!("{} {stated}{text}", capitalize_first(from)), &stand.said)
    }

    fn lay_out_differences<'p>(&'p self, page: &mut Page<'p>) {
        if self.differ.is_empty() {
            return;
        }
        let heads = self
            .concepts
            .iter()
            .map(|concept| Prose::of(Role::Strong, concept.term.capitalized_name()));
        let head = std::iter::once(Prose::default()).chain(heads).collect();
        let rows = self.differ.iter().map(|difference| {
            let label = Prose::of(Role::Label, difference.label);
            let cells = difference.values.iter().zip(&difference.disputed);
            std::iter::once(label)
                .chain(cells.map(|(values, disputed)| format_cell(values, *disputed)))
                .collect()
        });
        page.0.push(Block::Table(head, rows.collect()));
        if self.differ.iter().any(|difference| difference.disputed.contains(&true)) {
            page.text(Prose::of(Role::Dispute, "* voices disagree"));
        }
    }

    pub(crate) fn describe_shared(&self) -> Vec<Prose<'_>> {
        let mut lines: Vec<(String, Vec<Prose<'_>>)> = vec![];
        for shared in self.share.iter().filter(|shared| !self.is_known_umbrella(shared)) {
            let lead = match shared.relation {
                Some(_) => {
                    let verb = pluralize_verb(&shared.verb.lead());
                    format!("{} {verb} ", self.describe_group(&shared.of))
                }
                None => format!("{}: ", self.label_with_concepts(&shared.label, &shared.of)),
            };
            let item = Prose::from(shared.verb.complete(shared.value.unwrap_or(&shared.label)));
            let item = if shared.each.is_empty() {
                shared.said.append_to(item)
            } else {
                self.append_holders(shared, item)
            };
            match lines.iter_mut().find(|(known, _)| *known == lead) {
                Some((_, items)) => items.push(item),
                None => lines.push((lead, vec![item])),
            }
        }
        let line = |(lead, items): (String, Vec<_>)| {
            Prose::from(lead).join(Prose::list(items, "; ")).plain(".")
        };
        lines.into_iter().map(line).collect()
    }

    /// Puts behind a value who gives it to all; with hedges, or where nobody does, who gives it to each.
    fn append_holders<'p>(&'p self, shared: &'p SharedClaim<'b>, value: Prose<'p>) -> Prose<'p> {
        let hedged =
            shared.each.iter().flat_map(|holder| &holder.by).any(|cited| cited.text.is_some());
        if !hedged && !shared.said.asserted_by.is_empty() {
            return shared.said.append_to(value);
        }
        let parts = shared.each.iter().filter(|holder| holder.by.iter().any(|cited| !cited.own));
        let parts = parts.map(|holder| {
            Prose::from("of ")
                .plain(self.short_name(holder.concept))
                .plain(", ")
                .join(describe_citations(&holder.by))
        });
        let parts = Prose::list(parts, "; ");
        if parts.is_empty() { value } else { value.plain(" (").join(parts).plain(")") }
    }

    /// Whether it is an umbrella that was named where they stand.
    fn is_known_umbrella(&self, shared: &SharedClaim<'_>) -> bool {
        let under =
            self.standing.iter().flat_map(|pair| &pair.under).filter(|under| under.directly);
        shared.relation == Some(wording::SUBSET_OF_NAME)
            && under.into_iter().any(|under| Some(under.term.id) == shared.concept)
    }

    fn describe_group(&self, of: &[&str]) -> String {
        match (of.len() == self.concepts.len(), of.len()) {
            (true, 2) => "Both".to_owned(),
            (true, _) => "All".to_owned(),
            (false, _) => capitalize_first(&self.join_short_names(of)),
        }
    }

    /// A facet's label, and of which concepts it is said where it is not of all.
    fn label_with_concepts(&self, label: &str, of: &[&str]) -> String {
        if of.len() == self.concepts.len() {
            label.to_owned()
        } else {
            format!("{label}, {}", self.join_short_names(of))
        }
    }

    fn join_short_names(&self, of: &[&str]) -> String {
        join_with_and(&of.iter().map(|id| self.short_name(id)).collect::<Vec<_>>())
    }
}

impl ComparedConcept<'_> {
    /// The corpus's own words or, where these are not heard, those of the first voice that is.
    pub(crate) fn describe_meaning(&self) -> Prose<'_> {
        match (self.definition, &self.said) {
            (Some(words), _) => match self.definition_by {
                Some(name) => Prose::from(words).plain(" — ").and(Role::Voice, name),
                None => Prose::from(words),
            },
            (None, Some(said)) => {
                let words = Prose::from(said.text).plain(" — ").join(said.said.describe_voices());
                words.join(said.said.describe_denial("; denied by ").unwrap_or_default())
            }
            (None, None) => match self.unheard {
                Some((words, whose)) => Prose::from(words)
                    .plain(" — ")
                    .and(Role::Voice, whose)
                    .plain("; these voices do not define it"),
                None => Prose::from("not defined here"),
            },
        }
    }
}

/// Values and who gives them, one after the other; a star where voices clash.
fn format_cell<'p>(values: &'p [ValueClaim<'p>], disputed: bool) -> Prose<'p> {
    let shown = values.iter().map(|claim| {
        let others = claim.said.others.without_denial();
        let asserted_by = claim.said.asserted_by.clone();
        let said = NamedAttribution { asserted_by, others, ..NamedAttribution::default() };
        said.append_to(Prose::from(claim.value))
    });
    let cell = Prose::list(shown, "; ");
    if disputed { cell.and(Role::Dispute, " *") } else { cell }
}

pub(super) fn join_with_and(names: &[impl AsRef<str>]) -> String {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    match &*names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A verb's words for several subjects: `leads to` becomes `lead to`, `is lowered by` `are lowered by`.
fn pluralize_verb(words: &str) -> String {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let hissing = verb.strip_suffix("es").filter(|stem| stem.ends_with(['s', 'x', 'h', 'z']));
    let verb = match verb {
        "is" => "are",
        "has" => "have",
        _ => hissing.or(verb.strip_suffix('s')).unwrap_or(verb),
    };
    if rest.is_empty() { verb.to_owned() } else { format!("{verb} {rest}") }
}
