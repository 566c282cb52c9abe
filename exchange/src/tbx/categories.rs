//! The data categories of TBX, each with its element and the module that defines it.
//!
//! The categories are those of the published modules Min, Basic and Linguist. Any other category in a file is a loss,
//! reported by its name.

use super::TbxDialect;

/// The element in which a category stands where it is an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CategoryElement {
    Admin,
    AdminNote,
    Descrip,
    Ref,
    TermNote,
    Transac,
    TransacNote,
    Xref,
}

impl CategoryElement {
    /// Every sort and its element.
    const ALL: [(Self, &str); 8] = [
        (Self::Admin, "admin"),
        (Self::AdminNote, "adminNote"),
        (Self::Descrip, "descrip"),
        (Self::Ref, "ref"),
        (Self::TermNote, "termNote"),
        (Self::Transac, "transac"),
        (Self::TransacNote, "transacNote"),
        (Self::Xref, "xref"),
    ];

    /// Its element.
    pub(super) fn element(self) -> &'static str {
        Self::ALL.iter().find(|(sort, _)| *sort == self).map_or("", |(_, element)| element)
    }
}

/// Whether an element is one whose `type` names a category.
pub(super) fn is_category_element(element: &str) -> bool {
    element == "descripNote" || CategoryElement::ALL.iter().any(|(_, name)| *name == element)
}

/// The module's namespace and the prefix that stands for it.
pub(super) fn module_namespace(module: TbxDialect) -> Option<(&'static str, &'static str)> {
    match module {
        TbxDialect::Core => None,
        TbxDialect::Min => Some(("min", "http://www.tbxinfo.net/ns/min")),
        TbxDialect::Basic => Some(("basic", "http://www.tbxinfo.net/ns/basic")),
        TbxDialect::Linguist => Some(("ling", "http://www.tbxinfo.net/ns/linguist")),
    }
}

/// Declares the categories: name, sort, and the module whose dialect is the first to have it.
macro_rules! categories {
    ($($category:ident $name:literal $sort:ident $module:ident;)*) => {
        /// A data category.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Category {$($category,)*}

        impl Category {
            const ALL: &[Self] = &[$(Self::$category,)*];

            /// What it is called.
            pub(super) fn name(self) -> &'static str {
                match self {$(Self::$category => $name,)*}
            }

            /// Of which sort it is.
            pub(super) fn sort(self) -> CategoryElement {
                match self {$(Self::$category => CategoryElement::$sort,)*}
            }

            /// Which module offers it.
            pub(super) fn module(self) -> TbxDialect {
                match self {$(Self::$category => TbxDialect::$module,)*}
            }
        }
    };
}

categories! {
    AdministrativeStatus "administrativeStatus" TermNote Min;
    CustomerSubset "customerSubset" Admin Min;
    PartOfSpeech "partOfSpeech" TermNote Min;
    SubjectField "subjectField" Descrip Min;
    Context "context" Descrip Basic;
    CrossReference "crossReference" Ref Basic;
    Definition "definition" Descrip Basic;
    ExternalCrossReference "externalCrossReference" Xref Basic;
    GeographicalUsage "geographicalUsage" TermNote Basic;
    GrammaticalGender "grammaticalGender" TermNote Basic;
    ProjectSubset "projectSubset" Admin Basic;
    Responsibility "responsibility" TransacNote Basic;
    Source "source" Admin Basic;
    TermLocation "termLocation" TermNote Basic;
    TermType "termType" TermNote Basic;
    TransactionType "transactionType" Transac Basic;
    Graphic "xGraphic" Xref Basic;
    GrammaticalNumber "grammaticalNumber" TermNote Linguist;
    Reading "reading" Admin Linguist;
    ReadingNote "readingNote" AdminNote Linguist;
    Register "register" TermNote Linguist;
    TransferComment "transferComment" TermNote Linguist;
}

impl Category {
    /// The category of this name.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|category| category.name() == name).copied()
    }

    /// Whether a dialect has it.
    pub(super) fn is_in(self, dialect: TbxDialect) -> bool {
        self.module() <= dialect
    }
}

/// What categories are called that say whether a term is to be used, besides those called a status, in small letters.
const STATUS_CATEGORIES: [&str; 3] =
    ["normativeauthorization", "normativeauthorisation", "languageplanningqualifier"];

/// What stands before `status` where that says how far somebody has come with an entry, not whether to use its term.
const STEPS_OF_WORK: [&str; 6] = ["process", "working", "element", "entry", "review", "workflow"];

/// Whether a category says whether a term is to be used, however it is spelled and whichever program's it is.
pub(super) fn is_status_category(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let plain = letters.to_lowercase();
    let step = |before: &str| STEPS_OF_WORK.iter().any(|step| before.ends_with(step));
    let other = plain.strip_suffix("status").is_some_and(|before| !step(before));
    other || STATUS_CATEGORIES.contains(&&*plain)
}

/// Whether a value says more than that a term is admitted: that a law, a standard or an authority has it.
pub(super) fn names_authority(value: &str) -> bool {
    let plain = value.to_lowercase();
    ["legal", "regulated", "standardi"].iter().any(|word| plain.starts_with(word))
}

/// The values of `termType` by which a term is a short name.
pub(super) const SHORT_TERM_TYPES: [&str; 2] = ["abbreviation", "acronym"];
