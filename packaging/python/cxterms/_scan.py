"""Many texts through one run of the program: a document a line in, its findings a line out."""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from typing import IO, Any, Iterable, Iterator, Mapping, Optional, Union

from cxterms._program import CxtermsError, StrPath, find_program, list_options, read_message

Text = Union[str, "Mapping[str, Any]"]


def scan(texts: Iterable[Text], *, terms: StrPath | Iterable[StrPath] = (), set_folder: Optional[StrPath] = None) -> list[dict[str, Any]]:
    """Finds words that mislead in each text, and says who says so.

    A text is a string, or a mapping with `text`, `id` and, where it is not plain text, `format` (`markdown` or `html`). Returns a
    `{"id", "findings"}` for each, in the same order; without an `id`, it is the text's number from 0. A text that cannot be
    scanned has an `error` in place of `findings`. `terms` names corpora, and `set_folder` the folder whose overlay counts.
    """
    return list(iter_scan(texts, terms=terms, set_folder=set_folder))


def iter_scan(texts: Iterable[Text], *, terms: StrPath | Iterable[StrPath] = (), set_folder: Optional[StrPath] = None) -> Iterator[dict[str, Any]]:
    """Does what `scan` does, one text after another: neither the texts nor the findings are held in memory."""
    if isinstance(texts, (str, Mapping)):
        raise TypeError("texts is a list of texts; put a single one in a list")
    return _answer(texts, terms, set_folder)


def _answer(texts: Iterable[Text], terms: StrPath | Iterable[StrPath], set_folder: Optional[StrPath]) -> Iterator[dict[str, Any]]:
    options = {"--input-format": "text", "--terms": terms, "--set": () if set_folder is None else set_folder}
    line = [find_program(), "scan", "--documents", "jsonl", "--format", "jsonl", *list_options(options), "-"]
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints) as process:
            assert process.stdin is not None and process.stdout is not None
            feeder = _Feeder(texts, process.stdin)
            feeder.start()
            answered = faults = 0
            try:
                for line_out in process.stdout:
                    answer = json.loads(line_out)
                    answered += 1
                    faults += "error" in answer
                    yield answer
            finally:
                process.stdout.close()
                if process.poll() is None and feeder.is_alive():
                    process.kill()
                feeder.join()
        if feeder.fault is not None:
            raise feeder.fault
        # Status 2 is told above where a text is at fault; else the question itself could not be asked.
        if answered != feeder.sent or (process.returncode not in (0, 1) and not faults):
            complaints.seek(0)
            raise CxtermsError(read_message(complaints.read()))


class _Feeder(threading.Thread):
    """Writes the texts while their findings are read, so that neither side waits for the other for ever."""

    def __init__(self, texts: Iterable[Text], pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self.texts, self.pipe = texts, pipe
        self.sent = 0
        self.fault: Optional[BaseException] = None

    def run(self) -> None:
        try:
            with self.pipe:
                for number, text in enumerate(self.texts):
                    document = {"id": number, **({"text": text} if isinstance(text, str) else text)}
                    self.pipe.write(json.dumps(document).encode() + b"\n")
                    self.pipe.flush()  # Who takes texts from a queue sees each answer at once.
                    self.sent += 1
        except BrokenPipeError:
            self.sent += 1  # What was not taken has no answer; the program says why.
        except BaseException as fault:  # What the caller's texts raise is raised where they are asked for.
            self.fault = fault
