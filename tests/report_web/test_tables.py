"""Tables as files: exact, the same every time, and safe to open."""

from __future__ import annotations

import csv
import io
import json
import math
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report.spreadsheet import sheets_of, write_xlsx
from framing.report.tables import csv_bytes, jsonl_bytes, write_csv

_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(path: Path, number: int) -> list[list[str]]:
    """Read a sheet's cells back as they are stored."""
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 -- our own
    assert not list(root.iter(f"{_CELL}f"))
    return [
        ["".join(cell.itertext()) for cell in row.iter(f"{_CELL}c")]
        for row in root.iter(f"{_CELL}row")
    ]


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as book:
        root = ET.fromstring(book.read("xl/workbook.xml"))  # noqa: S314 -- our own
    return [sheet.attrib["name"] for sheet in root.iter(f"{_CELL}sheet")]


def test_csv_by_hand() -> None:
    table = pa.table(
        {
            "hit": [1, 2, None],
            "text": ['a "b", c', "two\nlines", ""],
            "rate": [1 / 3, math.inf, math.nan],
        }
    )
    assert csv_bytes(table) == (b'hit,text,rate\n1,"a ""b"", c",0.333333\n2,"two\nlines",inf\n,,\n')


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd", "-cmd", "@sum", "\t=1", "\r=1", "\n=1", "\uff1d1", "-1+1", "=-5", "--1"],
)
def test_formulas_are_defused(text: str, tmp_path: Path) -> None:
    table = pa.table({"text": [text]})
    assert read_csv(csv_bytes(table)) == [["text"], [f"'{text}"]]
    write_xlsx(sheets_of({"hits": table}), tmp_path / "tables.xlsx")
    # A carriage return is stored as Excel's own escape.
    stored = text.replace("\r", "_x000D_")
    assert sheet(tmp_path / "tables.xlsx", 1) == [["text"], [f"'{stored}"]]


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1,234.5", "+7%", "-1e-5", "-.5", "1=1", "a@b"])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert read_csv(csv_bytes(pa.table({"text": [text]}))) == [["text"], [text]]


def test_json_lines_are_verbatim() -> None:
    table = pa.table({"text": ["=1+1", ""], "high": [math.inf, 0.12345678]})
    assert [json.loads(line) for line in jsonl_bytes(table).splitlines()] == [
        {"text": "=1+1", "high": "inf"},
        {"text": "", "high": 0.123457},
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_every_text_comes_back(texts: list[str]) -> None:
    table = pa.table({"number": list(range(len(texts))), "text": pa.array(texts, pa.string())})
    lines = jsonl_bytes(table).decode().split("\n")[:-1]
    assert [json.loads(line)["text"] for line in lines] == texts
    rows = read_csv(csv_bytes(table))[1:]
    assert [text.removeprefix("'") for _, text in rows] == [
        text.removeprefix("'") for text in texts
    ]


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_xlsx_takes_text_for_text(tmp_path: Path) -> None:
    # xlsxwriter writes what looks like its own rich text unescaped.
    text = "<r></r></is></c><c><f>1+1</f></c><c><is><r></r>"
    table = pa.table({"text": [text, "{=1}", "http://x.org", "\x00 nul"], "n": [1.5, None, 2.0, 0]})
    write_xlsx(sheets_of({"hits": table}), tmp_path / "tables.xlsx")
    rows = sheet(tmp_path / "tables.xlsx", 1)
    assert rows[1] == [f"'{text}", "1.5"]
    assert rows[2] == ["{=1}"]
    assert rows[3] == ["http://x.org", "2"]


def test_xlsx_says_what_it_cannot_hold(tmp_path: Path) -> None:
    table = pa.table({"text": ["x" * 40_000, "y", "z"]})
    write_xlsx(sheets_of({"hits": table}, most=3), tmp_path / "tables.xlsx")
    assert names(tmp_path / "tables.xlsx") == ["note", "hits"]
    assert sheet(tmp_path / "tables.xlsx", 1) == [
        ["hits: 3 rows, of which the first 2 are here."],
        ["hits: 1 texts of column text are cut to what a cell can hold."],
        ["All rows are in tables/*.csv, uncut."],
    ]
    assert [len(row[0]) for row in sheet(tmp_path / "tables.xlsx", 2)] == [4, 32_766, 1]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change its time zone")
def test_equal_tables_give_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table({"text": ["a", "b"], "rate": [1.5, None]})
    books = []
    for zone in ("UTC", "Pacific/Kiritimati"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        write_xlsx(sheets_of({"hits": table}), tmp_path / "tables.xlsx")
        books.append((tmp_path / "tables.xlsx").read_bytes())
    monkeypatch.undo()
    time.tzset()
    assert books[0] == books[1]
    assert [path.name for path in tmp_path.iterdir()] == ["tables.xlsx"]


def test_a_long_table_is_written_in_parts(tmp_path: Path) -> None:
    table = pa.table({"hit": list(range(50_001)), "text": ["=x"] * 50_001})
    write_csv(table, tmp_path / "hits.csv")
    lines = (tmp_path / "hits.csv").read_text(encoding="utf-8").splitlines()
    assert (len(lines), lines[0], lines[-1]) == (50_002, "hit,text", '50000,"\'=x"')
