//! What is asked of cxterms, and which peers answer something like it?

/// The words before and after the built file: `cxterms {question} --terms {built}`.
pub(crate) struct Question {
    pub(crate) name: &'static str,
    /// `{key}`s are filled in; what follows `<` is a file to read.
    pub(crate) asks: &'static str,
    /// Whether the built file's pages are put out of the cache before each run.
    pub(crate) cold: bool,
}

const fn warm(name: &'static str, asks: &'static str) -> Question {
    Question { name, asks, cold: false }
}

pub(crate) const OWN: &str = "cxterms";

pub(crate) const BUILD: &str = "build";
const START: &str = "to start, asked nothing";
const LABEL: &str = "define, by label";
const LABEL_COLD: &str = "define, by label, file not in the cache";
const ID: &str = "define, by id";
const AMBIGUOUS: &str = "define, the label of most senses";
const MISS: &str = "define, a miss";
const PATH: &str = "path between two";
const UP: &str = "tree, up from one";
const BRANCH: &str = "tree of a branch";

pub(crate) const QUESTIONS: &[Question] = &[
    warm(START, "--version"),
    warm(LABEL, "define {label}"),
    Question { name: LABEL_COLD, asks: "define {label}", cold: true },
    warm(ID, "define {id}"),
    warm(AMBIGUOUS, "define {ambiguous}"),
    warm(MISS, "define {miss}"),
    warm("define --brief, 1,000 names", "define --brief - < {names}"),
    warm("compare two", "compare {id} {other}"),
    warm(PATH, "path {id} {other}"),
    warm("search a word", "search {word}"),
    warm("search a frequent word", "search {frequent-word}"),
    warm("search two words", "search {word} {second-word}"),
    warm(UP, "tree {id} --up"),
    warm(BRANCH, "tree {branch}"),
    warm("tree of everything", "tree"),
    warm("list", "list"),
    warm("disputes", "disputes"),
];

/// Another program, and how it is asked what cxterms is asked.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// What succeeds if the peer is there.
    pub(crate) ready: &'static str,
    /// Commands by the question that they answer, those of `BUILD` before the others.
    pub(crate) asks: &'static [(&'static str, &'static str)],
    /// Whether it reads the file that is measured, or brings its own data and is asked once, at the largest size.
    pub(crate) reads: bool,
    /// What it does otherwise.
    pub(crate) remark: &'static str,
}

pub(crate) const PEERS: &[Peer] = &[
    Peer {
        name: "Debian's wordnet",
        ready: "which wn",
        asks: &[
            (LABEL, "wn {label} -over"),
            (AMBIGUOUS, "wn {ambiguous} -over"),
            (MISS, "wn {miss} -over"),
            (UP, "wn {label} -hypen"),
            (BRANCH, "wn {branch-label} -treen"),
        ],
        reads: false,
        remark: "WordNet 3.0 in its own sorted files, 117,659 synsets, whatever the size here; asks by label only, \
                 so that `-treen` shows the branches of every sense; a miss prints nothing",
    },
    Peer {
        name: "wn (Python)",
        ready: "{python} {peers}/ask_wn.py",
        asks: &[
            (BUILD, "{python} {peers}/ask_wn.py {wn} add {jsonl}"),
            (START, "{python} {peers}/ask_wn.py"),
            (LABEL, "{python} {peers}/ask_wn.py {wn} define {label}"),
            (ID, "{python} {peers}/ask_wn.py {wn} synset {id}"),
            (AMBIGUOUS, "{python} {peers}/ask_wn.py {wn} define {ambiguous}"),
            (MISS, "{python} {peers}/ask_wn.py {wn} define {miss}"),
            (PATH, "{python} {peers}/ask_wn.py {wn} path {id} {other}"),
            (UP, "{python} {peers}/ask_wn.py {wn} up {id}"),
            (BRANCH, "{python} {peers}/ask_wn.py {wn} branch {branch}"),
        ],
        reads: true,
        remark: "a database in SQLite; `path` over hypernyms only; `branch` is a plain list; a miss prints nothing",
    },
    Peer {
        name: "pyoxigraph, opened store",
        ready: "{python} {peers}/ask_pyoxigraph.py",
        asks: &[
            (BUILD, "{python} {peers}/ask_pyoxigraph.py {store} load {turtle}"),
            (START, "{python} {peers}/ask_pyoxigraph.py"),
            (LABEL, "{python} {peers}/ask_pyoxigraph.py {store} define {label}"),
            (ID, "{python} {peers}/ask_pyoxigraph.py {store} concept {id}"),
            (AMBIGUOUS, "{python} {peers}/ask_pyoxigraph.py {store} define {ambiguous}"),
            (MISS, "{python} {peers}/ask_pyoxigraph.py {store} define {miss}"),
            (UP, "{python} {peers}/ask_pyoxigraph.py {store} up {id}"),
            (BRANCH, "{python} {peers}/ask_pyoxigraph.py {store} branch {branch}"),
        ],
        reads: true,
        remark: "its store on disk, opened to read; SPARQL finds a label letter by letter as written; trees are plain lists",
    },
    Peer {
        name: "pyoxigraph, Turtle loaded",
        ready: "{python} {peers}/ask_pyoxigraph.py",
        asks: &[(LABEL, "{python} {peers}/ask_pyoxigraph.py {turtle} define {label}")],
        reads: true,
        remark: "the Turtle is loaded into memory for each question",
    },
    Peer {
        name: "rdflib, Turtle loaded",
        ready: "{python} {peers}/ask_rdflib.py",
        asks: &[
            (START, "{python} {peers}/ask_rdflib.py"),
            (LABEL, "{python} {peers}/ask_rdflib.py {turtle} define {label}"),
        ],
        reads: true,
        remark: "the same, in Python",
    },
];
