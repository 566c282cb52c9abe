//! How do synsets of `WordNet`, as JSON lines, become a corpus in YAML?

use cxterms_base::corpus::{CONTRASTS_WITH, Corpus, Definition, LabelKind, SUBSET_OF};
use cxterms_exchange::{CorpusDraft, IdentifierSource, ImportOptions};
use serde::Deserialize;
use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::Path,
};

/// One line of such a file.
#[derive(Deserialize)]
pub(crate) struct Synset {
    pub(crate) id: String,
    pub(crate) labels: Vec<String>,
    pub(crate) gloss: String,
    pub(crate) hypernyms: Vec<String>,
    pub(crate) antonyms: Vec<String>,
}

pub(crate) fn synsets(file: &Path) -> io::Result<Vec<Synset>> {
    let lines = BufReader::new(fs::File::open(file)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Hypernyms as umbrellas, antonyms as contrasts; what several labels share, their places tell apart.
pub(crate) fn corpus(synsets: &[Synset]) -> Corpus {
    let mut draft = CorpusDraft::new("WordNet", "en", "WordNet", &ImportOptions::default());
    for synset in synsets {
        let (id, _) = draft.find_or_add_concept(&synset.id, IdentifierSource::Is(&synset.id));
        let kinds =
            [LabelKind::Preferred].into_iter().chain([LabelKind::Synonym].into_iter().cycle());
        for (label, kind) in synset.labels.iter().zip(kinds) {
            draft.add_label(id, kind, label, None);
        }
        if let Some(concept) = draft.concept_mut(id) {
            let (text, voice) = (synset.gloss.clone(), <_>::default());
            concept.definition = Some(Definition { text, voice, place: <_>::default() });
        }
        for (relation, others) in
            [(SUBSET_OF, &synset.hypernyms), (CONTRASTS_WITH, &synset.antonyms)]
        {
            for other in others {
                let (to, _) = draft.find_or_add_concept(other, IdentifierSource::Is(other));
                let own = draft.own_stance();
                draft.add_relation(id, relation, to, own);
            }
        }
    }
    draft.into_corpus()
}

pub(crate) fn write(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    for (name, text) in corpus.to_yaml_files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
