"""What the installed package answers. Run by packaging/python/try, where the wheel is all that is there."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Iterator

import pytest

import cxterms


def test_a_term_is_defined() -> None:
    answer = cxterms.define("nps")
    assert answer["version"] == 3
    assert [it["id"] for it in answer["concepts"]] == ["net-promoter-score"]
    assert answer["concepts"][0]["definitions"][0]["asserted_by"][0]["name"]


def test_options_go_with_the_question() -> None:
    by_one = cxterms.define("success", according_to="lincoln-murphy")["concepts"][0]
    voices = {said["voice"] for it in by_one["definitions"] for said in it["asserted_by"]}
    assert voices == {"lincoln-murphy"}
    both = cxterms.define("success", according_to=["lincoln-murphy", "churnzero"])
    assert len(both["according_to"]) == 2


def test_terms_are_compared() -> None:
    answer = cxterms.compare("cx", "cs")
    assert {it["id"] for it in answer["concepts"]} == {"customer-experience", "customer-success"}


def test_a_miss_says_what_may_have_been_meant() -> None:
    with pytest.raises(cxterms.UnknownTerm, match="no term `succes`; did you mean") as caught:
        cxterms.define("succes")
    assert caught.value.missing[0]["suggestions"]
    with pytest.raises(cxterms.UnknownTerm, match="zzzz"):
        cxterms.compare("cx", "zzzz")


@pytest.mark.parametrize("name", ["--help", "-", "", "a\nb", "ünïcode 🚲"])
def test_no_name_is_taken_for_an_option(name: str) -> None:
    with pytest.raises((cxterms.UnknownTerm, cxterms.CxtermsError)):
        cxterms.define(name)


def test_what_cannot_be_asked_is_said_as_the_program_says_it() -> None:
    with pytest.raises(cxterms.CxtermsError, match="no such folder"):
        cxterms.define("nps", terms="nowhere")
    with pytest.raises(cxterms.CxtermsError, match="no voice or work `sokrates`"):
        cxterms.define("nps", according_to="sokrates")
    with pytest.raises(cxterms.CxtermsError, match="no such folder"):
        cxterms.scan([], terms=["nowhere"])


def test_texts_are_scanned_in_order() -> None:
    first, second, third = cxterms.scan(["CS, they said.", "Nothing here.", {"id": "T-7", "text": "CS"}])
    assert (first["id"], second["id"], third["id"]) == (0, 1, "T-7")
    assert [it["rule"] for it in first["findings"]] == ["ambiguous-abbreviation"]
    assert second["findings"] == []
    assert third["findings"][0]["text"] == "CS"


def test_each_text_is_taken_alone() -> None:
    told = cxterms.scan(["Customer success (CS) is new here. CS grows.", "CS grows."])
    assert [len(it["findings"]) for it in told] == [0, 1]


def test_a_text_is_plain_unless_it_says_otherwise() -> None:
    quoted = "`CS` grows."
    texts: list[str | dict[str, str]] = [quoted, {"text": quoted}, {"text": quoted, "format": "markdown"}]
    told = cxterms.scan(texts)
    assert [len(it["findings"]) for it in told] == [1, 1, 0]
    assert [it["id"] for it in told] == [0, 1, 2]


@pytest.mark.parametrize("text", ["CS grows.", {"text": "CS grows."}])
def test_one_text_is_no_list_of_texts(text: Any) -> None:
    with pytest.raises(TypeError, match="put a single one in a list"):
        cxterms.scan(text)
    with pytest.raises(TypeError):
        cxterms.iter_scan(text)


def test_an_overlay_settles_what_words_mean(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    subprocess.run([cxterms.find_program(), "new", "overlay", ours, "--voice", "us"], check=True)
    (ours / "example.yaml").write_text("- {id: customer-success, abbreviations: [CS]}\n")
    assert cxterms.scan(["CS grows."], terms=ours)[0]["findings"] == []


def test_many_texts_neither_block_nor_mix() -> None:
    # More than a pipe holds, both ways.
    texts = ["CS grows. " + "x" * (number % 997) for number in range(5_000)]
    told = cxterms.scan(texts)
    assert [it["id"] for it in told] == list(range(5_000))
    assert all(len(it["findings"]) == 1 for it in told)


def test_an_answer_comes_before_the_next_text_is_there() -> None:
    waiting: queue.Queue[str | None] = queue.Queue()
    answers = cxterms.iter_scan(iter(waiting.get, None))
    got: list[int] = []
    for number in range(3):
        waiting.put("CS grows.")
        one = threading.Thread(target=lambda: got.append(next(answers)["id"]), daemon=True)
        one.start()
        one.join(timeout=20)
        assert got == list(range(number + 1))
    waiting.put(None)
    assert list(answers) == []


def test_who_stops_early_leaves_no_process() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "CS grows."

    before = set(threading.enumerate())
    answers = cxterms.iter_scan(endless())
    assert next(answers)["id"] == 0
    answers.close()  # type: ignore[attr-defined]
    assert set(threading.enumerate()) == before


def test_what_the_texts_raise_is_raised() -> None:
    def broken() -> Iterator[str]:
        yield "CS grows."
        raise ZeroDivisionError

    answers = cxterms.iter_scan(broken())
    assert next(answers)["id"] == 0
    with pytest.raises(ZeroDivisionError):
        next(answers)


def test_a_text_at_fault_does_not_lose_the_others() -> None:
    told = cxterms.scan([{"id": 1}, {"id": 2, "text": "CS grows."}])
    assert "error" in told[0]
    assert told[1]["id"] == 2 and len(told[1]["findings"]) == 1


def test_the_module_is_the_program_too() -> None:
    asked = [sys.executable, "-m", "cxterms", "define", "nps", "--brief"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    direct = subprocess.run([cxterms.find_program(), *asked[3:]], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, direct.stdout)
    assert subprocess.run([*asked[:3], "define", "zzzz"], capture_output=True, check=False).returncode == 1


def test_pandas_takes_the_answers() -> None:
    pandas = pytest.importorskip("pandas")
    tickets = pandas.DataFrame({"text": ["CS grows.", "Nothing here."]})
    tickets["findings"] = [len(it["findings"]) for it in cxterms.scan(tickets["text"])]
    assert list(tickets["findings"]) == [1, 0]
