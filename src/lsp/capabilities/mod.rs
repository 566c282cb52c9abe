//! Everything that an editor can ask for, a capability a file. To add one, write its file and name it twice here.

mod code_actions;
mod completion;
mod corpus_diagnostics;
mod hover;
mod id_definition;
mod id_references;
mod id_rename;
mod prose_diagnostics;

use super::capability::EditorCapability;

pub(super) const CAPABILITIES: &[&EditorCapability] = &[
    &prose_diagnostics::CAPABILITY,
    &corpus_diagnostics::CAPABILITY,
    &hover::CAPABILITY,
    &code_actions::CAPABILITY,
    &completion::CAPABILITY,
    &id_definition::CAPABILITY,
    &id_references::CAPABILITY,
    &id_rename::CAPABILITY,
];
