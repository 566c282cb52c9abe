"""Asks for every capability of `cxterms lsp` with pytest-lsp, an emoji before each column."""

import asyncio
import os
import pathlib
import time

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

PROGRAM = os.environ["CXTERMS"]
SMILE = "\N{GRINNING FACE}"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[PROGRAM, "lsp"]))
async def client(lsp_client: LanguageClient, tmp_path):
    """A session in an empty folder."""
    lsp_client.folder = tmp_path
    edits = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
    )
    params = types.InitializeParams(
        process_id=os.getpid(),
        root_uri=tmp_path.as_uri(),
        capabilities=types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(workspace_edit=edits)),
        initialization_options={"completion": True},
    )
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


def write(client, name, text):
    path = client.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def open_document(client, path: pathlib.Path, language: str):
    document = types.TextDocumentItem(path.as_uri(), language, 1, path.read_text(encoding="utf-8"))
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    return types.TextDocumentIdentifier(path.as_uri())


async def await_diagnostics(client, document, wanted):
    """The diagnostics of a document, once they are as wanted."""
    for _ in range(600):
        found = client.diagnostics.get(document.uri)
        if found is not None and wanted(found):
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"not as wanted: {client.diagnostics.get(document.uri)}")


def span(line, start, end):
    return types.Range(types.Position(line, start), types.Position(line, end))


HOUSE = "title: House\nvoice: ours\nover: built-in\n"
BIKES = """\
title: Bikes
voice: shop
kinds: {machine: {means: what is ridden}}
relations: {needs: {inverse: is-needed-by, means: cannot do without}}
"""
ENTRIES = f"""\
- id: bike
  label: bike
  kind: machine
  definition: a thing to ride
  root: {{}}
- id: gravel-bike
  label: {{text: {SMILE} gravel bike, by: shop}}
  kind: machine
  definition: "{SMILE} a bike for any road"
  relations: {{subset-of: bike}}
"""


@pytest.mark.asyncio
async def test_diagnostics_hover_and_completion_of_prose(client):
    path = write(client, "a.md", f"{SMILE} Our CS grew and net pro\n")
    document = open_document(client, path, "markdown")
    found = await await_diagnostics(client, document, len)
    assert (found[0].code, found[0].range) == ("ambiguous-abbreviation", span(0, 7, 9))
    at = types.Position(0, 8)
    hover = await client.text_document_hover_async(types.HoverParams(document, at))
    assert hover.range == span(0, 7, 9) and "customer support" in hover.contents.value
    at = types.Position(0, len("xx Our CS grew and net pro"))
    offered = await client.text_document_completion_async(types.CompletionParams(document, at))
    assert "net promoter score" in [item.label for item in offered.items]


@pytest.mark.asyncio
async def test_the_pin_action_edits_the_overlay_and_the_diagnostic_goes(client):
    write(client, "house/corpus.yaml", HOUSE)
    path = write(client, "house/a.md", f"{SMILE} Our CS grew.\n")
    document = open_document(client, path, "markdown")
    await await_diagnostics(client, document, len)
    context = types.CodeActionContext(diagnostics=[])
    params = types.CodeActionParams(document, span(0, 7, 9), context)
    actions = await client.text_document_code_action_async(params)
    pin = next(it for it in actions if it.title.startswith("CS is customer success: pin it"))
    create, edit = pin.edit.document_changes
    assert create.uri == (client.folder / "house/words.yaml").as_uri()
    words = write(client, "house/words.yaml", edit.edits[0].new_text)
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(words.as_uri(), types.FileChangeType.Created)])
    )
    await await_diagnostics(client, document, lambda found: not found)


@pytest.mark.asyncio
async def test_definitions_references_names_and_faults_of_a_corpus(client):
    write(client, "corpus.yaml", BIKES)
    path = write(client, "a.yaml", ENTRIES)
    document = open_document(client, path, "yaml")
    await await_diagnostics(client, document, lambda found: found is not None)
    at = types.Position(9, 26)
    places = await client.text_document_definition_async(types.DefinitionParams(document, at))
    assert [place.range for place in places] == [span(0, 6, 10)]
    context = types.ReferenceContext(include_declaration=True)
    places = await client.text_document_references_async(types.ReferenceParams(context, document, at))
    assert len(places) == 2
    edit = await client.text_document_rename_async(types.RenameParams(document, at, "bicycle"))
    (change,) = edit.document_changes
    assert [it.range for it in change.edits] == [span(0, 6, 10), span(9, 25, 29)]
    hover = await client.text_document_hover_async(types.HoverParams(document, at))
    assert "a thing to ride" in hover.contents.value
    change = types.TextDocumentContentChangePartial(span(6, 36, 40), "house")
    edited = types.VersionedTextDocumentIdentifier(version=2, uri=document.uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(edited, [change]))
    found = await await_diagnostics(client, document, len)
    assert found[0].range == span(6, 36, 41), found


@pytest.mark.asyncio
async def test_a_document_of_20_kb_is_looked_at_soon(client):
    text = f"{SMILE} The CS team looks after accounts and renewals.\n\n" * 400
    path = write(client, "large.md", text[:20_000])
    document = open_document(client, path, "markdown")
    await await_diagnostics(client, document, len)
    context = types.CodeActionContext(diagnostics=[])
    params = types.CodeActionParams(document, span(0, 0, 0), context)
    times = []
    for version in range(2, 12):
        change = types.TextDocumentContentChangePartial(span(0, 0, 0), "x")
        edited = types.VersionedTextDocumentIdentifier(version=version, uri=document.uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(edited, [change]))
        begun = time.perf_counter()
        # It is asked of the document as it is now, which is scanned for that.
        await client.text_document_code_action_async(params)
        times.append((time.perf_counter() - begun) * 1000)
    print(f"20 KB scanned after a change: {min(times):.1f} to {max(times):.1f} ms")
