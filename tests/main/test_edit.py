"""Editing one row of a lexicon changes that term's hits and the lexicon's hash, nothing else."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from framing.__main__ import run

ROOT = Path(__file__).resolve().parents[2]


def report(out: Path, lexicons: Path) -> tuple[list[dict[str, str]], dict[str, object]]:
    names = [str(lexicons / name) for name in ("naming", "wording", "stance")]
    options = [part for name in names for part in ("--lexicon", name)]
    code = run(
        ["report", str(ROOT / "examples/port-ellery"), "-o", str(out), "--to", "csv", *options]
    )
    assert code == 0
    with (out / "tables/hits.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, json.loads((out / "manifest.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("lexicon", "term"), [("naming", "death tax"), ("wording", "spineless")])
def test_an_edit_shows_its_effect_and_no_other(tmp_path: Path, lexicon: str, term: str) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(ROOT / "lexicons", edited)
    path = edited / lexicon / "entries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["term"] != term]
    assert len(kept) == len(rows) - 1
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(kept)
    before, manifest = report(tmp_path / "one", ROOT / "lexicons")
    after, other = report(tmp_path / "two", edited)
    assert any(row["entry"] == term for row in before)

    def plain(table: list[dict[str, str]]) -> list[dict[str, str]]:
        # Running numbers move up where rows go.
        numbers = {"hit", "span"}
        return [
            {name: cell for name, cell in row.items() if name not in numbers}
            for row in table
            if row["entry"] != term
        ]

    assert plain(before) == plain(after)
    assert manifest["lexicons"][lexicon] != other["lexicons"][lexicon]  # type: ignore[index]
    for part in manifest.keys() - {"lexicons", "command"}:
        assert manifest[part] == other[part]
