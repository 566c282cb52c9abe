//! Is a file what ISO 30042 and the published dialects allow? Their rules, in our own words, apart from what writes.

use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::ResolveResult,
};
use std::collections::BTreeSet;

const CORE: &str = "urn:iso:std:iso:30042:ed-2";

/// Every category: its name, element, module, the sections it may stand in, and its values where they are listed.
const CATEGORIES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "administrativeStatus",
        "termNote",
        "min",
        "term",
        "admittedTerm-admn-sts deprecatedTerm-admn-sts preferredTerm-admn-sts supersededTerm-admn-sts",
    ),
    ("customerSubset", "admin", "min", "entry term", ""),
    ("partOfSpeech", "termNote", "min", "term", "adjective adverb noun other verb"),
    ("subjectField", "descrip", "min", "entry", ""),
    ("context", "descrip", "basic", "term", ""),
    ("crossReference", "ref", "basic", "entry term", ""),
    ("definition", "descrip", "basic", "entry language", ""),
    ("externalCrossReference", "xref", "basic", "entry term", ""),
    ("source", "admin", "basic", "entry language term", ""),
    (
        "termType",
        "termNote",
        "basic",
        "term",
        "abbreviation acronym fullForm phrase shortForm variant",
    ),
    ("grammaticalGender", "termNote", "basic", "term", "feminine masculine neuter other"),
    ("geographicalUsage", "termNote", "basic", "term", ""),
    ("grammaticalNumber", "termNote", "linguist", "term", "dual mass other plural singular"),
    ("transferComment", "termNote", "linguist", "term", ""),
    (
        "register",
        "termNote",
        "linguist",
        "term",
        "bench-levelRegister colloquialRegister in-houseRegister neutralRegister slangRegister technicalRegister vulgarRegister",
    ),
];

/// What may stand in an element, in which order: names, whether there must be one, whether there may be more.
type Model = &'static [(&'static str, bool, bool)];

/// The model of every element that holds others.
const MODELS: &[(&str, Model)] = &[
    ("tbx", &[("tbxHeader", true, false), ("text", true, false)]),
    (
        "tbxHeader",
        &[
            ("fileDesc", true, false),
            ("encodingDesc", false, false),
            ("revisionDesc", false, false),
        ],
    ),
    (
        "fileDesc",
        &[
            ("titleStmt", false, false),
            ("publicationStmt", false, false),
            ("sourceDesc", true, true),
        ],
    ),
    ("titleStmt", &[("title", true, false), ("note", false, true)]),
    ("publicationStmt", &[("p", true, true)]),
    ("sourceDesc", &[("p", true, true)]),
    ("encodingDesc", &[("p", true, true)]),
    ("text", &[("body", true, false), ("back", false, false)]),
    ("body", &[("conceptEntry", true, true)]),
    ("conceptEntry", &[(AUXILIARY, false, true), ("langSec", true, true)]),
    ("langSec", &[(AUXILIARY, false, true), ("termSec", true, true)]),
    (
        "termSec",
        &[("term", true, false), ("termNote termNoteGrp", false, true), (AUXILIARY, false, true)],
    ),
    (
        "descripGrp",
        &[
            ("descrip", true, false),
            ("descripNote admin adminGrp transacGrp note ref xref", false, true),
        ],
    ),
    ("back", &[("refObjectSec", false, true)]),
    ("refObjectSec", &[("refObject", true, true)]),
    ("refObject", &[("item itemGrp itemSet", true, true)]),
];

const AUXILIARY: &str = "descrip descripGrp admin adminGrp transacGrp note ref xref";

/// The elements that version 2 calls otherwise.
const SECOND: [(&str, &str); 6] = [
    ("martif", "tbx"),
    ("martifHeader", "tbxHeader"),
    ("termEntry", "conceptEntry"),
    ("langSet", "langSec"),
    ("tig", "termSec"),
    ("refObjectList", "refObjectSec"),
];

struct Element {
    /// As the core calls it.
    name: String,
    /// The category, and the module by whose namespace it is told.
    category: Option<String>,
    tagged: Option<String>,
    attributes: Vec<(String, String)>,
    elements: Vec<Element>,
    text: String,
}

impl Element {
    fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

/// Everything that is wrong with a file that is to be of a dialect (`TBX-Basic`) and style (`dca`, `dct`, `v2`).
pub(super) fn faults(text: &str, dialect: &str, style: &str) -> Vec<String> {
    let root = match parse(text, style) {
        Ok(root) => root,
        Err(fault) => return vec![fault],
    };
    let mut check = Check { dialect, style, faults: vec![], ids: vec![], targets: vec![] };
    check.root(&root);
    check.element(&root, "", "");
    let ids: BTreeSet<_> = check.ids.iter().collect();
    if ids.len() < check.ids.len() {
        check.faults.push("an id is given twice".to_owned());
    }
    let dangling = check.targets.iter().filter(|target| !ids.contains(target));
    let dangling: Vec<_> = dangling.map(|target| format!("no id `{target}`")).collect();
    check.faults.into_iter().chain(dangling).collect()
}

struct Check<'c> {
    dialect: &'c str,
    style: &'c str,
    faults: Vec<String>,
    ids: Vec<String>,
    targets: Vec<String>,
}

impl Check<'_> {
    fn demand(&mut self, holds: bool, fault: String) {
        if !holds {
            self.faults.push(fault);
        }
    }

    fn root(&mut self, root: &Element) {
        self.demand(root.name == "tbx", format!("the root is `{}`", root.name));
        self.demand(
            root.get("type") == Some(self.dialect),
            "the root is of another dialect".into(),
        );
        let style = Some(self.style).filter(|style| *style != "v2");
        self.demand(root.get("style") == style, "the root is of another style".into());
        self.demand(root.get("xml:lang").is_some(), "the root has no language".into());
    }

    /// `section` is the innermost of entry, language and term.
    fn element(&mut self, element: &Element, section: &str, parent: &str) {
        let name = element.name.as_str();
        let section = match name {
            "conceptEntry" => "entry",
            "langSec" => "language",
            "termSec" => "term",
            _ => section,
        };
        // The grammars of version 3 differ in its place.
        let placed = name != "publicationStmt" || self.style == "v2";
        self.demand(placed, "a publicationStmt in version 3".into());
        self.model(element);
        self.attributes(element);
        if let Some(category) = &element.category {
            self.category(element, category, section, parent);
        }
        for child in &element.elements {
            self.element(child, section, name);
        }
    }

    fn model(&mut self, element: &Element) {
        let Some((_, model)) = MODELS.iter().find(|(name, _)| *name == element.name) else {
            let leaf = [
                "p", "title", "note", "term", "item", "descrip", "admin", "termNote", "ref", "xref",
            ];
            self.demand(leaf.contains(&&*element.name), format!("no element `{}`", element.name));
            self.demand(element.elements.is_empty(), format!("elements in `{}`", element.name));
            self.demand(!element.text.trim().is_empty(), format!("`{}` is empty", element.name));
            return;
        };
        let mut rest = element.elements.iter().map(|child| child.name.as_str()).peekable();
        for (names, needed, more) in *model {
            let mut count = 0;
            while rest.next_if(|name| names.split(' ').any(|it| it == *name)).is_some() {
                count += 1;
            }
            self.demand(count > 0 || !needed, format!("`{}` lacks `{names}`", element.name));
            self.demand(count < 2 || *more, format!("`{}` has several `{names}`", element.name));
        }
        if let Some(name) = rest.next() {
            self.faults.push(format!("`{name}` may not stand there in `{}`", element.name));
        }
        self.demand(element.text.trim().is_empty(), format!("text in `{}`", element.name));
    }

    fn attributes(&mut self, element: &Element) {
        let name = element.name.as_str();
        let allowed: &[&str] = match name {
            "tbx" => &["type", "style", "xml:lang"],
            "langSec" => &["xml:lang"],
            "refObjectSec" | "item" | "p" => &["id", "type"],
            "descrip" | "admin" | "termNote" | "ref" => &["id", "type", "target", "xml:lang"],
            "xref" => &["id", "type", "target"],
            _ => &["id"],
        };
        for (key, value) in &element.attributes {
            self.demand(
                allowed.contains(&key.as_str()),
                format!("`{name}` has no attribute `{key}`"),
            );
            self.demand(!value.is_empty(), format!("`{key}` of `{name}` is empty"));
        }
        if let Some(id) = element.get("id") {
            let first = id.starts_with(|c: char| c.is_alphabetic() || c == '_');
            let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
            self.demand(first && id.chars().all(plain), format!("`{id}` is no name"));
            self.ids.push(id.to_owned());
        }
        self.demand(
            name != "langSec" || element.get("xml:lang").is_some(),
            "a langSec without a language".into(),
        );
        self.demand(
            name != "refObjectSec" || element.get("type").is_some(),
            "a refObjectSec without a type".into(),
        );
        match (name, element.get("target")) {
            ("xref", target) => {
                let web = target
                    .is_some_and(|it| it.starts_with("http://") || it.starts_with("https://"));
                self.demand(web, "an xref without an address".into());
            }
            ("ref", None) => self.faults.push("a ref without a target".into()),
            (_, Some(target)) => self.targets.push(target.to_owned()),
            _ => {}
        }
    }

    fn category(&mut self, element: &Element, category: &str, section: &str, parent: &str) {
        let known = CATEGORIES.iter().find(|(name, ..)| *name == category);
        let Some((_, sort, module, sections, values)) = known else {
            return self.faults.push(format!("no category `{category}`"));
        };
        self.demand(element.name == *sort, format!("`{category}` stands in `{}`", element.name));
        let modules: &[&str] = match self.dialect {
            "TBX-Min" => &["min"],
            "TBX-Basic" => &["min", "basic"],
            "TBX-Linguist" => &["min", "basic", "linguist"],
            _ => &[],
        };
        self.demand(modules.contains(module), format!("{} has no `{category}`", self.dialect));
        let there = sections.split(' ').any(|it| it == section);
        self.demand(there, format!("`{category}` stands in the section {section}"));
        let listed = values.is_empty() || values.split(' ').any(|value| value == element.text);
        self.demand(listed, format!("`{}` is no {category}", element.text));
        let tagged = (self.style == "dct").then_some(*module);
        self.demand(
            element.tagged.as_deref() == tagged,
            format!("`{category}` is in another style"),
        );
        let bare = self.style == "dct" && category == "source" && element.get("target").is_some();
        self.demand(!bare, "a tagged source has a target".into());
        let alone = *sort == "termNote" && parent != "termSec" && parent != "termNoteGrp";
        self.demand(!alone, format!("`{category}` stands in `{parent}`"));
    }
}

fn parse(text: &str, style: &str) -> Result<Element, String> {
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = vec![];
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|error| error.to_string())?;
        let space = match space {
            ResolveResult::Bound(space) => String::from_utf8_lossy(space.as_ref()).into_owned(),
            ResolveResult::Unbound => String::new(),
            ResolveResult::Unknown(_) => return Err("a prefix without a namespace".into()),
        };
        match event {
            Event::Start(start) => open.push(begin(&start, &space, style)?),
            Event::Text(text) => {
                let text = text.unescape().map_err(|error| error.to_string())?;
                match open.last_mut() {
                    Some(element) => element.text.push_str(&text),
                    None if text.trim().is_empty() => {}
                    None => return Err("text outside the root".into()),
                }
            }
            Event::End(_) => {
                let done = open.pop().ok_or("an end too many")?;
                match open.last_mut() {
                    Some(parent) => parent.elements.push(done),
                    None => return Ok(done),
                }
            }
            Event::Decl(_) => {}
            other => return Err(format!("unexpected: {other:?}")),
        }
    }
}

fn begin(start: &BytesStart<'_>, space: &str, style: &str) -> Result<Element, String> {
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let local = string(start.local_name().as_ref());
    let mut attributes = vec![];
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.unescape_value().map_err(|error| error.to_string())?;
        let key = string(attribute.key.as_ref());
        if key != "xmlns" && !key.starts_with("xmlns:") {
            attributes.push((key, value.into_owned()));
        }
    }
    let core = if style == "v2" { "" } else { CORE };
    let (name, category, tagged) = match space.strip_prefix("http://www.tbxinfo.net/ns/") {
        Some(module) => {
            let known = CATEGORIES.iter().find(|(name, ..)| *name == local);
            let (_, sort, ..) = known.ok_or(format!("no category `{local}`"))?;
            ((*sort).to_owned(), Some(local), Some(module.to_owned()))
        }
        None if space != core => return Err(format!("`{local}` is in the namespace `{space}`")),
        None => {
            let second = SECOND.iter().find(|(second, _)| style == "v2" && *second == local);
            let name = second.map_or(local, |(_, name)| (*name).to_owned());
            let sorts = ["descrip", "admin", "termNote", "ref", "xref"];
            let typed = attributes.iter().find(|(key, _)| key == "type");
            let category = typed.map_or(String::new(), |(_, value)| value.clone());
            let category = sorts.contains(&name.as_str()).then_some(category);
            (name, category, None)
        }
    };
    Ok(Element { name, category, tagged, attributes, elements: vec![], text: String::new() })
}
