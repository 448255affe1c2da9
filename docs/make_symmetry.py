"""Writes the tables of docs/symmetry.md from `framing lexicon audit`, or checks that they hold."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from framing.study import load_tools
from framing.study.audit import audit_table

TARGET = Path(__file__).with_name("symmetry.md")
MARK = "<!-- from here on made by docs/make_symmetry.py -->\n"

TITLES = {
    "referents": "Referents that are not complete",
    "balance": "Balance",
    "names": "Every name",
    "swap": "Swapped sides",
    "placebo": "Placebo",
}
HEADS = {
    "referents": ("referent", "plain names", "loaded names", "sides"),
    "balance": ("domain", "left, or first party", "right, or second party", "difference"),
    "names": ("term", "names marked", "names listed", "missed"),
    "swap": ("kind of name", "left, or first", "right, or second", "unequal pairs"),
    "placebo": ("sentences", "left, or first", "right, or second", "difference"),
}


def number(value: float) -> str:
    """Return a number as the page shows it."""
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"


def page_of(table: pa.Table) -> str:
    """Return the page: its text as it stands, and the tables of the audit."""
    parts = [TARGET.read_text(encoding="utf-8").partition(MARK)[0] + MARK]
    for test, rows in groupby(table.to_pylist(), lambda row: row["test"]):
        head = (*HEADS[test], "verdict", "what is counted, or why")
        lines = [f"## {TITLES[test]}\n", f"| {' | '.join(head)} |", "|---|---:|---:|---:|---|---|"]
        for row in rows:
            cells = (row["where"], *(number(row[c]) for c in ("one", "other", "difference")))
            lines.append(f"| {' | '.join((*cells, row['verdict'], row['words']))} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def main() -> int:
    """Write or check the page."""
    text = page_of(audit_table(load_tools()))
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
