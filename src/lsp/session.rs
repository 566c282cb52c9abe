//! An editor: what it can do, its documents, the bases that these are read against, and what is due.

use super::{
    document_text::PositionUnit,
    file_uri,
    indexed_file::KnownIndexes,
    known_scans::KnownScans,
    open_documents::{DocumentRole, OpenDocument, OpenDocuments},
    terms_opener::TermsOpener,
};
use cxterms_base::Base;
use lsp_server::{Message, Notification};
use lsp_types::{
    InitializeParams, MessageType, PositionEncodingKind, ResourceOperationKind, ShowMessageParams,
    notification::{LogMessage, Notification as _},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, Instant},
};

/// So long nothing may be typed before a document is looked at again.
const QUIET: Duration = Duration::from_millis(150);

/// So long it may be put off in all.
const MAX_WAIT: Duration = Duration::from_millis(600);

/// What an editor asks for in `initializationOptions`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EditorWishes {
    /// Names of terms are offered while people write.
    pub(super) completion: bool,
    /// Where `cxterms site` was published: what hover links to.
    pub(super) site: Option<String>,
}

/// What an editor can do, and what it asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientOffer {
    pub(super) unit: PositionUnit,
    /// Edits of files may name their versions, and make new files.
    pub(super) versioned_edits: bool,
    pub(super) creates_files: bool,
    /// It tells of files that changed on the disk.
    pub(super) watches_files: bool,
    pub(super) wishes: EditorWishes,
    /// The folders that it has open.
    pub(super) roots: Vec<PathBuf>,
}

impl ClientOffer {
    /// What the first message of an editor says.
    pub(super) fn read(params: &InitializeParams) -> Self {
        let general = params.capabilities.general.as_ref();
        let units = general.and_then(|it| it.position_encodings.as_ref());
        let utf8 = units.is_some_and(|it| it.contains(&PositionEncodingKind::UTF8));
        let workspace = params.capabilities.workspace.as_ref();
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let versioned = edits.and_then(|it| it.document_changes).unwrap_or_default();
        let operations = edits.and_then(|it| it.resource_operations.as_ref());
        let creates = operations.is_some_and(|it| it.contains(&ResourceOperationKind::Create));
        let watches = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        let watches = watches.and_then(|it| it.dynamic_registration).unwrap_or_default();
        let wishes = params.initialization_options.clone();
        let wishes = wishes.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default();
        let folders = params.workspace_folders.iter().flatten();
        let roots = folders.filter_map(|it| file_uri::to_path(it.uri.as_str()));
        #[expect(deprecated, reason = "some editors send nothing newer")]
        let root = params.root_uri.as_ref().and_then(|it| file_uri::to_path(it.as_str()));
        Self {
            unit: if utf8 { PositionUnit::Utf8 } else { PositionUnit::Utf16 },
            versioned_edits: versioned,
            creates_files: versioned && creates,
            watches_files: watches,
            wishes,
            roots: roots.chain(root).collect(),
        }
    }
}

/// A base, and in which state of all files it was opened.
struct KnownBase {
    base: Rc<Base>,
    revision: u64,
}

/// When a document is to be looked at again.
#[derive(Clone, Copy, Debug)]
struct DueTime {
    first: Instant,
    last: Instant,
}

impl DueTime {
    fn when(self) -> Instant {
        (self.last + QUIET).min(self.first + MAX_WAIT)
    }
}

/// An editor that is being served.
pub(super) struct EditorSession<'s> {
    pub(super) opener: &'s dyn TermsOpener,
    pub(super) languages: &'s [String],
    pub(super) client: ClientOffer,
    pub(super) documents: OpenDocuments,
    /// What is to be sent.
    pub(super) outbox: Vec<Message>,
    /// Counts up when a file of a corpus changes, in the editor or on the disk.
    pub(super) revision: u64,
    pub(super) scans: KnownScans,
    pub(super) indexes: KnownIndexes,
    /// For each corpus, the files that have diagnostics.
    pub(super) marked: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    bases: BTreeMap<Option<PathBuf>, KnownBase>,
    due: BTreeMap<String, DueTime>,
    told: BTreeSet<String>,
}

impl<'s> EditorSession<'s> {
    /// Nothing is open.
    pub(super) fn new(
        opener: &'s dyn TermsOpener,
        languages: &'s [String],
        client: ClientOffer,
    ) -> Self {
        Self {
            opener,
            languages,
            client,
            documents: OpenDocuments::default(),
            outbox: vec![],
            revision: 0,
            scans: KnownScans::default(),
            indexes: KnownIndexes::default(),
            marked: BTreeMap::new(),
            bases: BTreeMap::new(),
            due: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// Puts a notification into the outbox.
    pub(super) fn notify(&mut self, method: &str, params: impl Serialize) {
        if let Ok(params) = serde_json::to_value(params) {
            let notification = Notification { method: method.to_owned(), params };
            self.outbox.push(Message::Notification(notification));
        }
    }

    /// Tells something in the editor's log, once.
    pub(super) fn tell_once(&mut self, message: String) {
        if self.told.insert(message.clone()) {
            self.notify(
                LogMessage::METHOD,
                ShowMessageParams { typ: MessageType::WARNING, message },
            );
        }
    }

    /// The base of an overlay as the editor has it, or that of none; while its files have faults, the last without.
    pub(super) fn base_of(&mut self, overlay: Option<&Path>) -> Option<Rc<Base>> {
        let key = overlay.map(Path::to_owned);
        let known = self.bases.get(&key);
        if let Some(known) = known.filter(|it| overlay.is_none() || it.revision == self.revision) {
            return Some(Rc::clone(&known.base));
        }
        let (base, why) = match self.open_as_edited(overlay) {
            Ok(base) => (Some(Rc::new(base)), None),
            Err(why) => {
                let last = self.bases.get(&key).map(|it| Rc::clone(&it.base));
                let saved = || self.opener.open_base(overlay).ok().map(Rc::new);
                (last.or_else(saved), Some(why))
            }
        };
        let base = base.or_else(|| key.as_ref().and_then(|_| self.base_of(None)));
        if let Some(why) = why {
            self.tell_once(why);
        }
        let base = base?;
        let known = KnownBase { base: Rc::clone(&base), revision: self.revision };
        self.bases.insert(key, known);
        Some(base)
    }

    /// The base of a corpus in the last state that was opened: enough for what may be written in it.
    pub(super) fn last_base_of(&mut self, folder: &Path) -> Option<Rc<Base>> {
        match self.bases.get(&Some(folder.to_owned())) {
            Some(known) => Some(Rc::clone(&known.base)),
            None => self.base_of(Some(folder)),
        }
    }

    fn open_as_edited(&self, overlay: Option<&Path>) -> Result<Base, String> {
        let unsaved = overlay.map(|folder| (folder, self.documents.list_unsaved(folder)));
        let Some((folder, unsaved)) = unsaved.filter(|(_, unsaved)| !unsaved.is_empty()) else {
            return self.opener.open_base(overlay);
        };
        let reading = self.opener.read_corpus(folder, &unsaved)?;
        match reading.faults.len() {
            0 => Base::compile(&reading.corpus).map_err(|error| error.to_string()),
            _ => Err(format!("`{}` has faults; its last state without counts", folder.display())),
        }
    }

    /// Forgets what was read from the disk.
    pub(super) fn forget_files(&mut self) {
        self.revision += 1;
        self.scans.forget_files();
    }

    /// Looks at a document again soon, or at once.
    pub(super) fn schedule(&mut self, uri: &str, at_once: bool) {
        let now = Instant::now();
        let first = match at_once {
            true => now.checked_sub(MAX_WAIT).unwrap_or(now),
            false => self.due.get(uri).map_or(now, |due| due.first),
        };
        self.due.insert(uri.to_owned(), DueTime { first, last: now });
    }

    /// Looks again at all prose, since the words of a corpus changed.
    pub(super) fn schedule_prose(&mut self) {
        let prose = self.documents.iter().filter(|it| matches!(it.role, DocumentRole::Prose(_)));
        let uris: Vec<_> = prose.map(|it| it.uri.as_str().to_owned()).collect();
        for uri in &uris {
            self.schedule(uri, false);
        }
    }

    /// When the next document is due.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.due.values().map(|due| due.when()).min()
    }

    /// The documents that are due; they no longer are.
    pub(super) fn take_due(&mut self) -> Vec<String> {
        let now = Instant::now();
        let due = self.due.iter().filter(|(_, due)| due.when() <= now);
        let due: Vec<_> = due.map(|(uri, _)| uri.clone()).collect();
        for uri in &due {
            self.due.remove(uri);
        }
        due
    }

    /// A document that is open.
    pub(super) fn document(&self, uri: &str) -> Option<&OpenDocument> {
        self.documents.get(uri)
    }

    /// A path as people have it before them: from the folder that is open.
    pub(super) fn shorten_path<'p>(&self, path: &'p Path) -> &'p Path {
        let below = self.client.roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        below
            .filter(|it| *it != Path::new(""))
            .min_by_key(|it| it.as_os_str().len())
            .unwrap_or(path)
    }
}
