//! Whether a term is to be used, in the words of picklists and people.

/// Whether a term is to be used, from what speaks for it to what speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TermStatus {
    Preferred,
    Admitted,
    Deprecated,
    Superseded,
}

impl TermStatus {
    /// Its value in the picklist.
    pub(crate) fn value(self) -> &'static str {
        match self {
            Self::Preferred => "preferredTerm-admn-sts",
            Self::Admitted => "admittedTerm-admn-sts",
            Self::Deprecated => "deprecatedTerm-admn-sts",
            Self::Superseded => "supersededTerm-admn-sts",
        }
    }

    /// Whether a value says that a term is not to be used, however it goes on: `DEPRECATED - use customer`.
    pub(crate) fn is_ban(value: &str) -> bool {
        let begin = |at: usize| value.get(..at).unwrap_or_default();
        let ends = value.match_indices([':', ',', ';', '(', '–', '—', '.']).map(|(at, _)| at);
        let ends = ends.chain(value.match_indices(" - ").map(|(at, _)| at)).chain([value.len()]);
        let mut known = ends.filter_map(|at| Self::from_value(begin(at)));
        known.any(|status| matches!(status, Self::Deprecated | Self::Superseded))
    }

    /// The status of a value, in any spelling and as other picklists and programs have it.
    pub(crate) fn from_value(value: &str) -> Option<Self> {
        let letters = value.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let plain = letters.to_lowercase();
        let plain = plain.strip_suffix("admnsts").unwrap_or(&plain);
        let plain = plain.strip_suffix("term").unwrap_or(plain);
        let known = STATUS_WORDS.iter().find(|(words, _)| words.contains(&plain));
        known.map(|(_, status)| *status)
    }
}

/// The words for each status, in small letters without what separates them, and without `term` at their end.
const STATUS_WORDS: [(&[&str], TermStatus); 4] = [
    (&["preferred", "recommended", "main"], TermStatus::Preferred),
    (
        &[
            "admitted",
            "accepted",
            "allowed",
            "approved",
            "permitted",
            "standardized",
            "standardised",
            "regulated",
            "legal",
            "valid",
            "active",
        ],
        TermStatus::Admitted,
    ),
    (
        &[
            "deprecated",
            "forbidden",
            "rejected",
            "prohibited",
            "banned",
            "notrecommended",
            "notpreferred",
            "nonpreferred",
            "notallowed",
            "notpermitted",
            "notaccepted",
            "notapproved",
            "notadmitted",
            "disallowed",
            "discouraged",
            "unaccepted",
            "unacceptable",
            "inadmissible",
            "avoid",
            "donotuse",
            "dontuse",
            "nottobeused",
            "nottouse",
            "unauthorized",
            "unauthorised",
            "incorrect",
            "wrong",
            "blacklisted",
            "invalid",
            "verboten",
            "vermeiden",
            "zuvermeiden",
            "unzulässig",
            "nichterlaubt",
            "nichtzulässig",
            "nichtverwenden",
            "nichtzuverwenden",
            "nichtfreigegeben",
            "nichtempfohlen",
            "abgelehnt",
            "gesperrt",
            "déconseillé",
            "interdit",
            "proscrit",
            "rejeté",
            "àéviter",
            "nepasutiliser",
            "desaconsejado",
            "prohibido",
            "rechazado",
            "norecomendado",
            "evitar",
            "nousar",
        ],
        TermStatus::Deprecated,
    ),
    (
        &[
            "superseded",
            "obsolete",
            "obsoleted",
            "archaic",
            "outdated",
            "replaced",
            "retired",
            "withdrawn",
            "veraltet",
            "obsolète",
            "obsoleto",
            "abandonné",
        ],
        TermStatus::Superseded,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bans_are_known_in_any_spelling() {
        for ban in [
            "deprecated",
            "DEPRECATED - use it",
            "Not approved",
            "verboten",
            "Do not use",
            "obsolete (2020)",
        ] {
            assert!(TermStatus::is_ban(ban), "{ban}");
        }
        for other in
            ["", "approved", "draft", "deprecation pending", "-", "in use", "replaced soon"]
        {
            assert!(!TermStatus::is_ban(other), "{other}");
        }
    }
}
