"""Answers of the program `cxterms`, which comes with this package, as Python values.

`define`, `compare` and `scan` each run the program once. What they return is its JSON, field by field:
docs/json.md of the project describes it.
"""

from cxterms._ask import UnknownTerm, compare, define
from cxterms._program import CxtermsError, find_program
from cxterms._scan import iter_scan, scan

__all__ = ["CxtermsError", "UnknownTerm", "compare", "define", "find_program", "iter_scan", "scan"]
