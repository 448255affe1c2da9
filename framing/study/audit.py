"""The symmetry audit of the lexicons as a table."""

from __future__ import annotations

from dataclasses import asdict

import pyarrow as pa

from framing.lexicon.finding import built_in
from framing.lexicon.symmetry import audit, read_sheets
from framing.study.tools import Toolbox


def audit_table(tools: Toolbox) -> pa.Table:
    """Return one row a test: both sides, their difference, its limit, and the verdict.

    Raises
    ------
    LexiconError
        A sheet of ``lexicons/symmetry`` cannot be read.
    """
    sheets = read_sheets(built_in() / "symmetry")
    return pa.Table.from_pylist([asdict(row) for row in audit(tools.lexicons, tools.lists, sheets)])
