"""Finding and loading the lexicons and lists of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from framing.lexicon.finding import available, chosen, roots
from framing.lexicon.lists import Lists, read_lists
from framing.lexicon.load import COLUMNS, read_lexicon
from framing.measure.concordance import is_plain, query_lexicon
from framing.model import Lexicon

# The lexicon that has the words of reporting.
_CUES = "stance"


@dataclass(frozen=True, slots=True, eq=False)
class Toolbox:
    """What a run reads texts with: the lexicons and the lists.

    ``cues`` holds the words of reporting where a run counts other lexicons only: whose words are
    whose does not hang on what is counted.
    """

    lexicons: tuple[Lexicon, ...]
    lists: Lists
    cues: tuple[Lexicon, ...] = ()


def load_tools(names: Sequence[str] = (), study: Path | None = None) -> Toolbox:
    """Find and read the lexicons and lists of a run.

    Parameters
    ----------
    names : sequence of str
        Lexicons by name or path; none means all. ``+NAME`` adds to what would be used anyway.
    study : Path, optional
        A study folder, whose own lexicons come before the user's and the built-in ones.

    Raises
    ------
    LexiconError, UsageError
    """
    places = roots(study)
    lists = read_lists(places)
    used = [read_lexicon(folder, lists.slots) for folder in chosen(names, places)]
    known = {lexicon.name for lexicon in used}
    cues = [
        read_lexicon(folder, lists.slots)
        for name, folder in available(places).items()
        if name == _CUES and name not in known
    ]
    return Toolbox(tuple(used), lists, tuple(cues))


def with_query(tools: Toolbox, query: str) -> Toolbox:
    """Add a word or phrase to look for, as a lexicon of its own; other queries need none."""
    if not is_plain(query, tools.lexicons):
        return tools
    return replace(tools, lexicons=(*tools.lexicons, query_lexicon(query, tools.lexicons[0])))


def lexicons_table(tools: Toolbox) -> pa.Table:
    """Return one row a lexicon: name, version, size, and where it lies."""
    rows = [
        {
            "lexicon": one.name,
            "version": one.version,
            "language": one.language,
            "categories": len(one.categories),
            "entries": len(one.entries),
            "examples": len(one.examples),
            "marks": one.marks,
            "path": one.path,
        }
        for one in tools.lexicons
    ]
    return pa.Table.from_pylist(rows)


def entries_table(lexicon: Lexicon, category: str | None) -> pa.Table:
    """Return the entries of a lexicon as `entries.csv` has them, all or of one category."""
    rows = [
        {
            "row": entry.row,
            **{
                column: "exact" if column == "case" and entry.exact_case else _cell(entry, column)
                for column in COLUMNS
            },
        }
        for entry in lexicon.entries
        if category in {None, entry.category}
    ]
    schema = pa.schema([("row", pa.int64()), *((column, pa.string()) for column in COLUMNS)])
    return pa.Table.from_pylist(rows, schema=schema)


def _cell(entry: object, column: str) -> str | None:
    value = getattr(entry, column, "")
    text = "|".join(value) if isinstance(value, tuple) else str(value)
    return text or None
