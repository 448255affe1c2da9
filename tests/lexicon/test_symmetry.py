"""The symmetry audit: what it finds wrong in small lexicons, and that the shipped ones pass."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from framing.lexicon.balance import balance_rows, dispute_rows, referent_rows
from framing.lexicon.symmetry import Sheets, audit
from framing.model import Category, Entry, Lexicon, Referent
from framing.study import load_tools
from framing.study.audit import audit_table
from framing.study.tools import Toolbox

ROOT = Path(__file__).resolve().parent.parent.parent
NAMING = Category("naming", "Names", "", loaded=True)
PAIRS = (("party", "Democrats", "Republicans"),)


@pytest.fixture(scope="module")
def tools() -> Toolbox:
    return load_tools()


def lexicon_of(*entries: Entry, note: str = "") -> Lexicon:
    return Lexicon(
        name="small", version="1", language="en", licence="", editors=(), marks="",
        categories=(NAMING,), entries=entries, examples=(),
        referents=(Referent("tax", "a tax", "economy", note),), slots={}, digest="", path="none",
    )  # fmt: skip


def name_of(term: str, coding: str = "", strength: int = 2, referent: str = "tax") -> Entry:
    return Entry(term, "naming", strength, coding=coding, referent=referent)


def many(coding: str, number: int, strength: int = 2) -> list[Entry]:
    return [name_of(f"{coding}{n}", coding, strength) for n in range(number)]


def test_balance_by_hand() -> None:
    # 6 against 4: they differ by 2, their mean is 5 -> 0.4, more than 25% and more than 10%
    rows = list(balance_rows([lexicon_of(*many("L", 6), *many("R", 4))]))
    terms = {row.where: row for row in rows if row.words == "terms"}
    assert (terms["economy"].one, terms["economy"].other) == (6, 4)
    assert terms["economy"].difference == pytest.approx(0.4)
    assert {row.verdict for row in rows} == {"fail"}


def test_balance_of_numbers_is_not_balance_of_strength() -> None:
    rows = list(balance_rows([lexicon_of(*many("L", 5, strength=3), *many("R", 5, strength=1))]))
    verdicts = {(row.where, row.words): row.verdict for row in rows}
    assert verdicts["economy", "terms"] == "pass"
    assert verdicts["economy", "summed strength"] == "fail"


def test_a_domain_with_few_terms_is_not_judged() -> None:
    rows = list(balance_rows([lexicon_of(*many("L", 6), *many("R", 3))]))
    assert {row.where for row in rows} == {"all terms", "terms that count as loaded"}


def test_plain_names_have_no_side() -> None:
    rows = list(balance_rows([lexicon_of(*many("L", 5), *many("R", 5), *many("L", 9, 0))]))
    assert {row.verdict for row in rows} == {"pass"}


def test_a_reason_in_words_is_kept_beside_the_figure(tmp_path: Path) -> None:
    (tmp_path / "lexicon.toml").write_text(
        '[[balance]]\ncategory = "economy"\nreason = "Only one side has coined names."\n',
        encoding="utf-8",
    )
    one = replace(lexicon_of(*many("L", 12)), path=str(tmp_path))
    row = next(row for row in balance_rows([one]) if row.where == "economy")
    assert (row.verdict, row.words) == ("reason", "terms: Only one side has coined names.")


def test_a_rivals_bad_name_favours_you() -> None:
    names = [*many("pro:Russia", 4), *many("anti:Ukraine", 1), *many("pro:Ukraine", 2)]
    names += many("anti:Russia", 3)
    rows = list(dispute_rows([lexicon_of(*names)], [("war", ("Russia",), ("Ukraine",))]))
    assert [(row.one, row.other, row.verdict) for row in rows] == [(5, 5, "pass"), (10, 10, "pass")]


@pytest.mark.parametrize(
    ("entries", "note", "verdict", "words"),
    [
        ([("estate tax", "", 0), ("death tax", "R", 2)], "", "fail", "No word on why one side"),
        ([("estate tax", "", 0), ("death tax", "R", 2)], "No other.", "reason", "No other."),
        ([("death tax", "R", 2), ("Paris Hilton tax", "L", 2)], "No other.", "fail", "No plain"),
    ],
)
def test_what_a_referent_lacks(
    entries: list[tuple[str, str, int]], note: str, verdict: str, words: str
) -> None:
    row = next(referent_rows([lexicon_of(*(name_of(*one) for one in entries), note=note)]))
    assert (row.where, row.verdict) == ("a tax", verdict)
    assert row.words.startswith(words)


def swap_row(tools: Toolbox, *terms: str) -> tuple[float, float, str, str]:
    entries = [name_of(term, referent="") for term in terms]
    sheets = Sheets(PAIRS, (), (("swap", "party", "Radical {} met."),))
    rows = audit([lexicon_of(*entries)], tools.lists, sheets)
    row = next(row for row in rows if row.test == "swap")
    return row.one, row.other, row.verdict, row.words


def test_swapped_sides(tools: Toolbox) -> None:
    assert swap_row(tools, "radical") == (2, 2, "pass", "summed strength in 1 pairs of sentences")
    assert swap_row(tools, "radical Democrats") == (
        2,
        0,
        "fail",
        "'Radical Democrats met.' is not marked as 'Radical Republicans met.' is.",
    )


def test_placebo_finds_a_word_in_neutral_text(tools: Toolbox) -> None:
    # one mark in the four words about each side -> 250 per 1,000
    sheets = Sheets(PAIRS, (), (("placebo", "party", "{} met on Friday."),))
    rows = audit([lexicon_of(name_of("Friday", referent=""))], tools.lists, sheets)
    row = next(row for row in rows if row.test == "placebo")
    assert (row.one, row.other, row.verdict) == (250, 250, "fail")


def test_every_leader_is_tried(tools: Toolbox) -> None:
    sheets = Sheets((), (), ())
    own = replace(lexicon_of(name_of("{leader:US} regime", referent="")), slots=tools.lists.slots)
    row = next(row for row in audit([own], tools.lists, sheets) if row.test == "names")
    presidents = [one for one in tools.lists.slots["leader"] if one.country == "US"]
    assert (row.one, row.other, row.verdict) == (len(presidents), len(presidents), "pass")


@pytest.fixture(scope="module")
def shipped(tools: Toolbox) -> pa.Table:
    return audit_table(tools)


def test_the_shipped_lexicons_are_symmetric(shipped: pa.Table) -> None:
    rows = shipped.to_pylist()
    assert [row for row in rows if row["verdict"] == "fail"] == []
    assert {row["test"] for row in rows} == {"referents", "balance", "names", "swap", "placebo"}
    # Every kind of test sentence is one that something is marked in, or it would test nothing.
    assert all(row["one"] > 0 for row in rows if row["test"] == "swap")


def test_the_page_holds_what_the_command_prints(shipped: pa.Table) -> None:
    script = runpy.run_path(str(ROOT / "docs" / "make_symmetry.py"))
    page = (ROOT / "docs" / "symmetry.md").read_text(encoding="utf-8")
    assert page == script["page_of"](shipped)
