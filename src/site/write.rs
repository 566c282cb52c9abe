//! Writes a site, file by file, into what the caller has for it; what is derived of a concept is dropped when its page is
//! written.

use super::{
    about::lay_out_about,
    address::{
        name_dispute_file, name_file, name_letter_file, name_pair_file, name_voice_file,
        name_work_file,
    },
    compare::lay_out_comparison,
    concept::{lay_out_concept, show_other_meanings},
    dispute::{lay_out_dispute, lay_out_questions},
    heard::HeardSoFar,
    home::{group_by_letter, has_letter_pages, lay_out_home, lay_out_letter},
    linked_data::{LinkedTerms, to_script, write_page_list},
    metrics::{lay_out_metrics, show_metric},
    pen::Pen,
    pick::{self, describe_beside, lay_out_pick, write_beside, write_pairs},
    pictures::{KnownPairs, list_pairs, show_matrix, show_neighborhood},
    plan::{MAX_TERMS_DRAWN, SitePlan},
    search_index::SearchIndex,
    sink::{SiteCount, SiteError, SiteSink, SiteWish},
    tree::{lay_out_tree, show_tree},
    voice::{lay_out_voice, lay_out_voices},
    work::{lay_out_work, lay_out_works},
};
use crate::answer::{self, Ask, Detail, TreeExtent, compare::compare, define::define_concept};
use crate::map;
use cxterms_base::{
    Base,
    corpus::{Corpus, Digest},
    text::CollationKey,
};
use maud::Markup;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

/// The file by which a folder is known to be a site that was written here.
pub const MARKER: &str = "cxterms-site.json";

const STYLE: &str = include_str!("assets/site.css");
const SCRIPT: &str = include_str!("assets/site.js");

/// Writes the site of what is asked of a base; `on_concept` hears how many concepts of how many are written.
///
/// # Errors
/// When the base is damaged, or a file cannot be kept.
pub fn write_site(
    ask: Ask<'_>,
    wish: &SiteWish<'_>,
    sink: &mut dyn SiteSink,
    on_concept: &dyn Fn(usize, usize),
) -> Result<SiteCount, SiteError> {
    let ask = Ask { detail: Detail::Data, sources: true, ..ask };
    let plan = SitePlan::make_plan(ask, wish)?;
    let corpus = ask.base.to_corpus()?;
    let linked = LinkedTerms::from_corpus(&corpus);
    let mut writer = SiteWriter { ask, plan: &plan, out: FileList::new(sink) };
    writer.out.put("assets/site.css", &[map::STYLE, STYLE].concat())?;
    writer.out.put("assets/site.js", SCRIPT)?;
    let matrix = answer::discipline_matrix(ask)?.filter(|it| !it.cells.is_empty());
    let mut told = writer.write_concepts(&linked, on_concept)?;
    told.pairs.extend(matrix.iter().flat_map(list_pairs));
    writer.write_pairs(&told)?;
    writer.write_disputes()?;
    writer.write_speakers(&told.heard)?;
    let matrix = matrix.map(|it| show_matrix(&Pen::new(&plan, ""), &it, &told.pairs));
    writer.write_whole(&linked, &corpus, &matrix.unwrap_or_default(), told)?;
    writer.out.finish(&plan, wish.address.unwrap_or_default())
}

/// What was gathered while the concepts passed by.
#[derive(Default)]
struct ToldOfAll<'b> {
    heard: HeardSoFar<'b>,
    index: SearchIndex,
    metrics: Vec<Markup>,
    /// The pairs that somebody tells apart, by identifier, each in order.
    pairs: KnownPairs<'b>,
}

/// The files that were handed over.
struct FileList<'k> {
    sink: &'k mut dyn SiteSink,
    files: BTreeSet<String>,
    bytes: u64,
}

impl<'k> FileList<'k> {
    fn new(sink: &'k mut dyn SiteSink) -> Self {
        Self { sink, files: BTreeSet::new(), bytes: 0 }
    }

    fn put(&mut self, path: &str, text: &str) -> Result<(), SiteError> {
        if !self.files.insert(path.to_owned()) {
            return Err(io::Error::other(format!("two pages would be `{path}`")).into());
        }
        self.bytes += text.len() as u64;
        Ok(self.sink.put(path, text.as_bytes())?)
    }

    /// Ends the site with the list of its pages and with the file by which it is known.
    fn finish(mut self, plan: &SitePlan<'_>, address: &str) -> Result<SiteCount, SiteError> {
        let pages: Vec<_> = self.files.iter().filter(|it| is_page(it)).cloned().collect();
        let list = write_page_list(address, pages.iter().map(String::as_str));
        self.put("sitemap.xml", &list)?;
        self.files.insert(MARKER.to_owned());
        let marker = json!({
            "made-by": "cxterms site",
            "title": plan.title,
            "files": self.files.len(),
            "names": digest_names(self.files.iter().map(String::as_str)),
        });
        let text = format!("{marker:#}\n");
        self.bytes += text.len() as u64;
        self.sink.put(MARKER, text.as_bytes())?;
        Ok(SiteCount { pages: pages.len(), files: self.files.len(), bytes: self.bytes })
    }
}

/// Whether a file is a page.
fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "html")
}

/// What the names of a site's files, in order, are hashed to: whether a folder holds others is told by it.
pub fn digest_names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<_> = names.collect();
    Digest::of_bytes(names.join("\n").as_bytes()).to_string()
}

struct SiteWriter<'s, 'b, 'k> {
    ask: Ask<'b>,
    plan: &'s SitePlan<'b>,
    out: FileList<'k>,
}

impl<'b> SiteWriter<'_, 'b, '_> {
    /// Writes the page of each concept, with its data beside it.
    fn write_concepts(
        &mut self,
        linked: &LinkedTerms<'_>,
        on_concept: &dyn Fn(usize, usize),
    ) -> Result<ToldOfAll<'b>, SiteError> {
        let mut told = ToldOfAll::default();
        let mut beside = vec![];
        let all = self.plan.terms.len();
        for (place, (id, term)) in self.plan.terms.iter().enumerate() {
            on_concept(place, all);
            let answer = define_concept(self.ask, *id)?;
            let file = name_file(term.id);
            let data = linked.describe_term(term.id);
            let json = serde_json::to_string(&answer).map_err(io::Error::from)?;
            self.out.put(&format!("concept/{file}.json"), &(json + "\n"))?;
            self.out.put(&format!("concept/{file}.jsonld"), &format!("{data:#}\n"))?;
            told.heard.add_concept(place, &answer);
            let Some(concept) = answer.concepts.first() else { continue };
            let pen = Pen::new(self.plan, "../");
            let map = show_neighborhood(&pen, self.ask, *id)?;
            let others = show_other_meanings(&pen, self.ask, concept)?;
            let page = lay_out_concept(self.plan, &answer, [&others, &map], to_script(&data));
            self.out.put(&format!("concept/{file}.html"), &page)?;
            told.index.add_concept(place, concept);
            told.metrics.extend(show_metric(self.plan, concept));
            beside.push(describe_beside(concept));
            for other in concept.relations.iter().filter(|it| it.is_contrast()) {
                if self.plan.has_concept(other.concept) && other.concept != term.id {
                    let (a, b) = (term.id.min(other.concept), term.id.max(other.concept));
                    told.pairs.insert((a, b));
                }
            }
            if beside.len() == pick::TERMS_A_FILE || place + 1 == all {
                let number = place / pick::TERMS_A_FILE;
                let script = write_beside(number, &std::mem::take(&mut beside));
                self.out.put(&format!("assets/beside-{number}.js"), &script)?;
            }
        }
        Ok(told)
    }

    /// Writes the page of each pair that somebody tells apart.
    fn write_pairs(&mut self, told: &ToldOfAll<'b>) -> Result<(), SiteError> {
        for (a, b) in &told.pairs {
            let places = [a, b].map(|id| self.plan.find_place(id));
            let found = places.into_iter().flatten().filter_map(|at| self.plan.terms.get(at));
            let ids: Vec<_> = found.map(|(id, _)| *id).collect();
            let comparison = compare(self.ask, &ids, &[(*a).to_owned(), (*b).to_owned()])?;
            self.out.put(&name_pair_file(a, b), &lay_out_comparison(self.plan, &comparison))?;
        }
        Ok(())
    }

    /// Writes the page of each dispute.
    fn write_disputes(&mut self) -> Result<(), SiteError> {
        for dispute in &self.plan.disputes {
            let page = lay_out_dispute(self.plan, dispute);
            self.out.put(&name_dispute_file(&dispute.id), &page)?;
        }
        Ok(())
    }

    /// Writes the pages of voices and of works.
    fn write_speakers(&mut self, heard: &HeardSoFar<'b>) -> Result<(), SiteError> {
        let mut works = BTreeMap::new();
        for speaker in &self.plan.speakers {
            let lines = heard.voices.get(speaker.voice).map_or(&[][..], Vec::as_slice);
            let page = lay_out_voice(self.plan, speaker, lines);
            self.out.put(&name_voice_file(speaker.voice), &page)?;
            works.extend(speaker.works.iter().map(|work| (work.work, work)));
        }
        let nowhere = BTreeMap::new();
        for (id, work) in &works {
            let cited = heard.works.get(id).unwrap_or(&nowhere);
            self.out.put(&name_work_file(id), &lay_out_work(self.plan, work, cited))?;
        }
        if works.is_empty() {
            return Ok(());
        }
        let mut works: Vec<_> = works.into_values().collect();
        works.sort_by_cached_key(|work| {
            let by = work.by.first().copied().unwrap_or_default();
            (CollationKey::new(by), CollationKey::new(work.title), work.work)
        });
        self.out.put("works.html", &lay_out_works(self.plan, &works))
    }

    /// Writes the pages of the whole, and the whole as data.
    fn write_whole(
        &mut self,
        linked: &LinkedTerms<'_>,
        corpus: &Corpus,
        matrix: &Markup,
        told: ToldOfAll<'b>,
    ) -> Result<(), SiteError> {
        let (plan, base): (_, &Base) = (self.plan, self.ask.base);
        let tree = answer::tree(self.ask, TreeExtent::default())?;
        let data = to_script(&linked.describe_set());
        let list = show_tree(plan, &tree);
        self.out.put("index.html", &lay_out_home(plan, &list, matrix, data))?;
        if plan.terms.len() <= MAX_TERMS_DRAWN && !list.0.is_empty() {
            self.out.put("tree.html", &lay_out_tree(plan, &tree))?;
        }
        if has_letter_pages(plan) {
            for group in group_by_letter(plan) {
                self.out.put(&name_letter_file(&group.0), &lay_out_letter(plan, &group))?;
            }
        }
        self.out.put("about.html", &lay_out_about(plan, base)?)?;
        let pages = [
            ("metrics.html", lay_out_metrics(plan, &told.metrics)),
            ("disputes.html", lay_out_questions(plan)),
            ("voices.html", lay_out_voices(plan)),
            ("compare.html", lay_out_pick(plan, &told.pairs)),
        ];
        for (file, page) in pages.iter().filter(|(file, _)| plan.has_section(file)) {
            self.out.put(file, page)?;
        }
        self.out.put("assets/pairs.js", &write_pairs(plan, &told.pairs))?;
        for (file, script) in told.index.write_scripts(self.ask, plan)? {
            self.out.put(&format!("assets/{file}"), &script)?;
        }
        let mut terms = vec![];
        cxterms_exchange::write_term_set(corpus, &mut terms)?;
        self.out.put("terms.json", &String::from_utf8_lossy(&terms))
    }
}
