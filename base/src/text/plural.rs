//! Singular forms of English nouns, those of Latin, Greek and irregular kinds included.

/// Plurals that no rule gives, with their singulars; those of seven letters or more also end a compound.
const IRREGULAR: &[(&str, &str)] = &[
    ("addenda", "addendum"),
    ("algae", "alga"),
    ("alumnae", "alumna"),
    ("alumni", "alumnus"),
    ("analyses", "analysis"),
    ("antennae", "antenna"),
    ("apices", "apex"),
    ("appendices", "appendix"),
    ("aquaria", "aquarium"),
    ("automata", "automaton"),
    ("axes", "axis"),
    ("bacteria", "bacterium"),
    ("brethren", "brother"),
    ("bureaux", "bureau"),
    ("businessmen", "businessman"),
    ("businesspeople", "businessperson"),
    ("businesswomen", "businesswoman"),
    ("cacti", "cactus"),
    ("calculi", "calculus"),
    ("calves", "calf"),
    ("chairmen", "chairman"),
    ("chairpeople", "chairperson"),
    ("chairwomen", "chairwoman"),
    ("children", "child"),
    ("codices", "codex"),
    ("compendia", "compendium"),
    ("consortia", "consortium"),
    ("corpora", "corpus"),
    ("cortices", "cortex"),
    ("craftsmen", "craftsman"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("curricula", "curriculum"),
    ("data", "datum"),
    ("diagnoses", "diagnosis"),
    ("dice", "die"),
    ("dogmata", "dogma"),
    ("dwarves", "dwarf"),
    ("ellipses", "ellipsis"),
    ("elves", "elf"),
    ("emphases", "emphasis"),
    ("equilibria", "equilibrium"),
    ("errata", "erratum"),
    ("feet", "foot"),
    ("firemen", "fireman"),
    ("foci", "focus"),
    ("fora", "forum"),
    ("foremen", "foreman"),
    ("formulae", "formula"),
    ("fungi", "fungus"),
    ("gateaux", "gateau"),
    ("geese", "goose"),
    ("genera", "genus"),
    ("halves", "half"),
    ("honoraria", "honorarium"),
    ("hooves", "hoof"),
    ("hypotheses", "hypothesis"),
    ("indices", "index"),
    ("knives", "knife"),
    ("larvae", "larva"),
    ("laymen", "layman"),
    ("laypeople", "layperson"),
    ("leaves", "leaf"),
    ("lice", "louse"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("loci", "locus"),
    ("matrices", "matrix"),
    ("maxima", "maximum"),
    ("media", "medium"),
    ("memoranda", "memorandum"),
    ("men", "man"),
    ("metamorphoses", "metamorphosis"),
    ("mice", "mouse"),
    ("middlemen", "middleman"),
    ("millennia", "millennium"),
    ("minima", "minimum"),
    ("moduli", "modulus"),
    ("momenta", "momentum"),
    ("moratoria", "moratorium"),
    ("nebulae", "nebula"),
    ("neuroses", "neurosis"),
    ("nuclei", "nucleus"),
    ("oases", "oasis"),
    ("optima", "optimum"),
    ("oxen", "ox"),
    ("paralyses", "paralysis"),
    ("parentheses", "parenthesis"),
    ("passersby", "passerby"),
    ("people", "person"),
    ("personae", "persona"),
    ("phenomena", "phenomenon"),
    ("plateaux", "plateau"),
    ("podia", "podium"),
    ("prognoses", "prognosis"),
    ("quanta", "quantum"),
    ("quizzes", "quiz"),
    ("radii", "radius"),
    ("referenda", "referendum"),
    ("salesmen", "salesman"),
    ("salespeople", "salesperson"),
    ("saleswomen", "saleswoman"),
    ("scarves", "scarf"),
    ("schemata", "schema"),
    ("selves", "self"),
    ("servicemen", "serviceman"),
    ("shelves", "shelf"),
    ("spectra", "spectrum"),
    ("spokesmen", "spokesman"),
    ("spokespeople", "spokesperson"),
    ("spokeswomen", "spokeswoman"),
    ("stadia", "stadium"),
    ("stigmata", "stigma"),
    ("stimuli", "stimulus"),
    ("strata", "stratum"),
    ("syllabi", "syllabus"),
    ("symposia", "symposium"),
    ("synopses", "synopsis"),
    ("syntheses", "synthesis"),
    ("tableaux", "tableau"),
    ("teeth", "tooth"),
    ("termini", "terminus"),
    ("theses", "thesis"),
    ("thieves", "thief"),
    ("tradesmen", "tradesman"),
    ("tradespeople", "tradesperson"),
    ("ultimata", "ultimatum"),
    ("vacua", "vacuum"),
    ("vertebrae", "vertebra"),
    ("vertices", "vertex"),
    ("vortices", "vortex"),
    ("wharves", "wharf"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
    ("workmen", "workman"),
];

/// Words whose last letter is no sign of a plural, although a rule would take it for one.
const SINGULAR: &[&str] =
    &["alias", "atlas", "bias", "canvas", "chaos", "gas", "lens", "series", "species"];

/// An English noun's singular by its ending, as what stays of the word and what is added; words of three letters (`NPS`)
/// stay.
pub(super) fn split_plural(word: &str) -> (&str, &'static str) {
    if word.len() < 4 || !word.ends_with('s') {
        return (word, "");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return (stem, "y");
    }
    let hissing = ["sses", "shes", "ches", "xes", "zes"];
    if hissing.iter().any(|end| word.ends_with(end)) {
        return (word.strip_suffix("es").unwrap_or(word), "");
    }
    // `process`, `status`, `basis`; but four letters are an abbreviation's plural, as in `KPIs`.
    let singular =
        word.ends_with("ss") || word.len() > 4 && (word.ends_with("us") || word.ends_with("is"));
    (if singular { word } else { word.strip_suffix('s').unwrap_or(word) }, "")
}

/// What a noun's singular and its plural have in common, which need not be a word: `criteria` and `criterion` give one,
/// `cookies` and `cookie`, `statuses` and `status`, `sizes` and `size`.
pub(super) fn merge_number(word: &str) -> String {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&word, |(many, _)| many)
        && let Some((_, one)) = IRREGULAR.get(at)
    {
        return (*one).to_owned();
    }
    let compound = IRREGULAR.iter().find(|(many, _)| many.len() >= 7 && word.ends_with(many));
    if let Some((many, one)) = compound {
        return [word.strip_suffix(many).unwrap_or_default(), one].concat();
    }
    let merged = merge_regular(word);
    let known = merged != word
        && (SINGULAR.contains(&word) || IRREGULAR.iter().any(|(_, one)| *one == word));
    if known { word.to_owned() } else { merged }
}

fn merge_regular(word: &str) -> String {
    // Behind a hissing sound or an `o` the singular may end in `e` or not: it is left out of both.
    for (sound, least) in [("s", 3), ("x", 2), ("z", 3), ("ch", 3), ("sh", 3), ("o", 3)] {
        let stem = word.strip_suffix("es").filter(|stem| stem.len() >= least.max(3));
        let stem = stem.or_else(|| word.strip_suffix('e').filter(|stem| stem.len() >= least));
        if let Some(stem) = stem.filter(|stem| stem.ends_with(sound)) {
            return stem.to_owned();
        }
    }
    match word.strip_suffix("ie").filter(|stem| stem.len() > 1) {
        Some(stem) => format!("{stem}y"),
        None => {
            let (stem, ending) = split_plural(word);
            [stem, ending].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_give_one_form() {
        let pairs = "cookie cookies|movie movies|company companies|status statuses|bonus bonuses|lens lenses|\
                     bias biases|case cases|response responses|house houses|process processes|size sizes|\
                     prize prizes|cache caches|batch batches|niche niches|box boxes|hero heroes|shoe shoes|\
                     criterion criteria|subcriterion subcriteria|phenomenon phenomena|leaf leaves|life lives|\
                     index indices|index indexes|matrix matrices|analysis analyses|axis axes|person people|\
                     salesperson salespeople|quiz quizzes|formula formulae|formula formulas|canvas canvases|\
                     persona personae|antenna antennae|forum fora|consortium consortia|corpus corpora|locus loci|\
                     spokesperson spokespeople|middleman middlemen|maximum maxima|bureau bureaux|ox oxen|\
                     use uses|basis basis|persona personas|journey journeys|kpi kpis|series series";
        for pair in pairs.split('|') {
            let (one, many) = pair.trim().split_once(' ').unwrap_or_default();
            assert_eq!(merge_number(one), merge_number(many), "{pair}");
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn other_words_stay_apart() {
        let pairs = "base basis|bus us|use us|parse par|cause cau|tense ten|specimen speciman|to toe|an ane";
        for pair in pairs.split('|') {
            let (one, other) = pair.split_once(' ').unwrap_or_default();
            let (one, other) = (merge_number(one), merge_number(other));
            assert_ne!(one, other, "{pair}");
        }
    }
}
