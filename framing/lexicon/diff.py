"""What changed between two versions of a lexicon, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.lexicon.load import COLUMNS
from framing.model import Entry, Lexicon

_FIELDS = {"case": "exact_case"}


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that was added, removed or changed; ``row`` is that of the newer file it is in.

    ``what`` lists the columns of a changed entry: ``strength: 1 -> 2``.
    """

    change: str
    row: int
    term: str
    category: str
    referent: str
    what: str


def changed_entries(old: Lexicon, new: Lexicon) -> list[EntryChange]:
    """Compare the entries of two lexicons.

    Entries are the same where term and referent are; where a lexicon lists those several times,
    they are paired in the order of the rows.
    """
    before, after = _by_key(old.entries), _by_key(new.entries)
    changes = [
        EntryChange("removed", entry.row, *_name(entry), "")
        for key, entry in before.items()
        if key not in after
    ]
    for key, entry in after.items():
        earlier = before.get(key)
        if earlier is None:
            changes.append(EntryChange("added", entry.row, *_name(entry), ""))
        elif what := "; ".join(_columns(earlier, entry)):
            changes.append(EntryChange("changed", entry.row, *_name(entry), what))
    return changes


def _name(entry: Entry) -> tuple[str, str, str]:
    return entry.term, entry.category, entry.referent


def _by_key(entries: Sequence[Entry]) -> dict[tuple[str, str, int], Entry]:
    found: dict[tuple[str, str, int], Entry] = {}
    times: dict[tuple[str, str], int] = {}
    for entry in entries:
        name = (entry.term, entry.referent)
        times[name] = times.get(name, 0) + 1
        found[(*name, times[name])] = entry
    return found


def _columns(old: Entry, new: Entry) -> Iterator[str]:
    for column in COLUMNS:
        one, other = (cell_of(entry, column) for entry in (old, new))
        if one != other:
            yield f"{column}: {one or 'nothing'} -> {other or 'nothing'}"


def cell_of(entry: Entry, column: str) -> str:
    """Return an entry's cell as ``entries.csv`` would have it."""
    value = getattr(entry, _FIELDS.get(column, column))
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, bool):
        return "exact" if value else ""
    return str(value)
