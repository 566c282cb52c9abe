"""Questions of which each is a run of the program."""

from __future__ import annotations

import json
import subprocess
from typing import Any, Iterable

from cxterms._program import CxtermsError, StrPath, find_program, list_options, read_message

class UnknownTerm(LookupError):
    """No term goes by a name. `missing` holds `query` and `suggestions` for each name."""

    def __init__(self, missing: list[dict[str, Any]]) -> None:
        self.missing = missing
        super().__init__("; ".join(_say_miss(it) for it in missing))


def define(
    term: str,
    *,
    terms: StrPath | Iterable[StrPath] = (),
    according_to: str | Iterable[str] = (),
    lang: str | Iterable[str] = (),
) -> dict[str, Any]:
    """Says what a term means, and who says so.

    `terms` names corpora to read, as `--terms` does. `according_to` lets only these voices speak. `lang` prefers
    these languages. Raises `UnknownTerm` if nothing goes by that name.
    """
    answer = _ask("define", [term], terms, according_to, lang)
    if not answer["concepts"]:
        raise UnknownTerm([answer])
    return answer


def compare(
    *names: str,
    terms: StrPath | Iterable[StrPath] = (),
    according_to: str | Iterable[str] = (),
    lang: str | Iterable[str] = (),
) -> dict[str, Any]:
    """Says how terms differ, what they share, and where voices disagree about them.

    The options are those of `define`. Raises `UnknownTerm` if nothing goes by one of the names.
    """
    answer = _ask("compare", names, terms, according_to, lang)
    if "missing" in answer:
        raise UnknownTerm(answer["missing"])
    return answer


def _ask(
    command: str,
    names: Iterable[str],
    terms: StrPath | Iterable[StrPath],
    according_to: str | Iterable[str],
    lang: str | Iterable[str],
) -> dict[str, Any]:
    options = {"--terms": terms, "--according-to": according_to, "--lang": lang}
    line = [find_program(), command, "--format", "json", *list_options(options), "--", *names]
    done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        raise CxtermsError(read_message(done.stderr))
    answer: dict[str, Any] = json.loads(done.stdout)
    if "what" in answer and "hint" in answer:
        raise CxtermsError(f"no {answer['what']} `{answer['name']}`; {answer['hint']}")
    return answer


def _say_miss(missing: dict[str, Any]) -> str:
    labels = " or ".join(it["label"] for it in missing["suggestions"])
    return f"no term `{missing['query']}`" + (f"; did you mean {labels}?" if labels else "")
