"""What `lexicon check --fix` repairs: what a spreadsheet did, where what was meant is certain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from framing.lexicon.damage import find_damage
from framing.lexicon.load import COLUMNS, EXAMPLE_COLUMNS
from framing.lexicon.repair import Repair, repair
from framing.lexicon.tables import Sheet, read_sheet


def repairs(folder: Path) -> Iterator[Repair]:
    """Yield the files of a lexicon that can be repaired, before and after; nothing is written.

    Repaired are broken letters, characters that cannot be seen, curled quotation marks, and rows
    that stand there twice with all their cells.
    """
    for name, known in (("entries.csv", COLUMNS), ("examples.csv", EXAMPLE_COLUMNS)):
        if not (folder / name).exists():
            continue
        sheet = read_sheet(folder / name, required=("term",), known=known)
        cells = {
            (one.line, one.column): one.repaired
            for one in find_damage(sheet)
            if one.repaired is not None
        }
        twice = _repeated(sheet)
        cells = {place: text for place, text in cells.items() if place[0] not in twice}
        if cells or twice:
            yield repair(sheet.path, cells, without=sorted(twice))


def _repeated(sheet: Sheet) -> set[int]:
    """Return the lines of rows that are the same as an earlier one, cell by cell."""
    seen: set[tuple[str, ...]] = set()
    twice = set()
    for line, cells in zip(sheet.lines, zip(*sheet.columns.values(), strict=True), strict=True):
        if cells in seen:
            twice.add(line)
        seen.add(cells)
    return twice
