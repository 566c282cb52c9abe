"""The program: where it is, what its options look like, what it complains of."""

from __future__ import annotations

import os
import shutil
import sysconfig
from pathlib import Path
from typing import Iterable, Iterator, Union

StrPath = Union[str, "os.PathLike[str]"]


class CxtermsError(Exception):
    """The question could not be asked. The message is the program's own."""


def find_program() -> str:
    """Returns the path of the program that came with this package, else of one on the `PATH`."""
    name = "cxterms" + (sysconfig.get_config_var("EXE") or "")
    for folder in _list_folders():
        if os.access(folder / name, os.X_OK):
            return str(folder / name)
    found = shutil.which("cxterms")
    if found is None:
        raise FileNotFoundError("the program cxterms is neither in this Python's scripts nor on the PATH")
    return found


def _list_folders() -> Iterator[Path]:
    """Yields where installers put programs: for everybody, for one user, and beside the module (`pip install --target`)."""
    yield Path(sysconfig.get_path("scripts"))
    user = "nt_user" if os.name == "nt" else "posix_user"
    if user in sysconfig.get_scheme_names():
        yield Path(sysconfig.get_path("scripts", user))
    yield Path(__file__).resolve().parent.parent / "bin"


def list_options(options: dict[str, StrPath | Iterable[StrPath]]) -> Iterable[str]:
    """Yields each option as often as it has values; a text is one value."""
    for option, values in options.items():
        for value in [values] if isinstance(values, (str, os.PathLike)) else values:
            yield f"{option}={os.fspath(value)}"


def read_message(stderr: bytes) -> str:
    return stderr.decode(errors="replace").strip() or "cxterms said nothing"
