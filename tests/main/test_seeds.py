"""The two articles that started the project: what a right report says of them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.__main__ import run

FIRST, SECOND = "000_934c9b385d1866b0", "004_632284dcfae7039f"
Row = dict[str, str]
Tables = Callable[[str], list[Row]]


@pytest.fixture(scope="module")
def folder(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seeds") / "out"
    assert run(["report", str(seeds), "-o", str(out), "--to", "csv,pdf,html"]) == 0
    return out


@pytest.fixture(scope="module")
def table(folder: Path) -> Tables:
    def read(name: str) -> list[Row]:
        path = folder / "tables" / f"{name}.csv"
        if not path.exists():
            path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


def outlet_of(table: Tables, article: str) -> str:
    return next(row["outlet"] for row in table("articles") if row["article"] == article)


def mentions(table: Tables, article: str, name: str) -> int:
    outlet = outlet_of(table, article)
    return sum(
        int(row["mentions"])
        for row in table("naming")
        if (row["outlet"], row["name"], row["voice"]) == (outlet, name, "counted")
    )


def own(table: Tables, article: str) -> list[Row]:
    return [
        row
        for row in table("hits")
        if row["article"] == article
        and row["voice"] in {"own", "headline"}
        and row["counts"] == "1"
    ]


def test_the_first_has_the_marked_names_and_a_plain_one(table: Tables) -> None:
    assert mentions(table, FIRST, "Biden regime") == 1
    assert mentions(table, FIRST, "Wuhan virus") == 1
    assert mentions(table, FIRST, "Russia's invasion of Ukraine") == 1
    assert mentions(table, FIRST, "Biden administration") == 0


def test_the_second_has_the_plain_name_and_the_soft_ones(table: Tables) -> None:
    assert mentions(table, SECOND, "Biden administration") == 1
    assert mentions(table, SECOND, "conflict in Ukraine") == 1
    assert mentions(table, SECOND, "Ukrainian conflict") == 2
    assert mentions(table, SECOND, "conflict with Ukraine") == 1
    assert mentions(table, SECOND, "Biden regime") == 0


def test_strength_in_own_voice_tells_them_apart(table: Tables) -> None:
    strong = {
        article: [row["matched"].lower() for row in own(table, article) if int(row["strength"]) > 1]
        for article in (FIRST, SECOND)
    }
    for wanted in ("freaking out", "dud", "regime change ventures", "will only"):
        assert wanted in strong[FIRST]
    assert any(match.startswith("much-hyped") for match in strong[FIRST])
    assert len(strong[FIRST]) >= 6
    assert len(strong[SECOND]) <= 2


def test_the_raw_numbers_of_marks_look_alike(table: Tables) -> None:
    marks = {
        article: sum(row["counts"] == "1" for row in table("hits") if row["article"] == article)
        for article in (FIRST, SECOND)
    }
    assert 9 <= marks[SECOND] <= marks[FIRST] <= 21


def test_gunfight_is_kirbys(table: Tables) -> None:
    row = next(row for row in table("hits") if row["matched"] == "gunfight")
    assert (row["voice"], row["source"], row["group"]) == ("quoted", "John Kirby", "US officials")


def cues(table: Tables, article: str, stance: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in table("hits"):
        chosen = (article, "report_verb", stance, "US officials")
        if (row["article"], row["category"], row["class"], row["group"]) == chosen:
            word = row["matched"].lower()
            found[word] = found.get(word, 0) + 1
    return found


def test_how_the_words_of_us_officials_are_introduced(table: Tables) -> None:
    assert cues(table, FIRST, "distancing") == {"claimed": 1, "asserted": 1, "allegedly": 1}
    assert cues(table, FIRST, "endorsing") == {"noted": 3}
    assert cues(table, SECOND, "distancing") == {"claims": 1}
    endorsing = cues(table, SECOND, "endorsing")
    assert endorsing["revealed"] == 2
    assert {"confirming", "divulged"} <= endorsing.keys()
    counted = {(row["article"], row["class"]): 0 for row in table("attribution") if row["group"]}
    for row in table("attribution"):
        if row["group"] == "US officials":
            counted[row["article"], row["class"]] += int(row["hits"])
    assert counted[FIRST, "distancing"] == 3
    assert counted[SECOND, "distancing"] == 1


def test_denial_and_caveat_are_the_seconds(table: Tables) -> None:
    fair = [row for row in table("hits") if row["category"].startswith("fairness:")]
    assert {row["category"] for row in fair if row["article"] == SECOND} == {
        "fairness:denial",
        "fairness:caveat",
    }
    assert not [row for row in fair if row["article"] == FIRST]


def test_all_furniture_is_removed_and_listed(table: Tables) -> None:
    removed = {(row["article"], row["text"][:24]) for row in table("removed")}
    assert (FIRST, "Our Latest Articles") in removed
    for text in (
        "By Stermy 4 Min Read",
        "We're now on WhatsApp. C",
        "Visit our Latest World N",
        "Share This Article",
        "By Stermy",
        "Follow:",
        "Stermy is one Crazy fan ",
    ):
        assert (SECOND, text) in removed
    assert not [row for row in table("hits") if "Stermy" in row["sentence"]]


def test_one_against_one_is_described_not_tested(folder: Path, table: Tables) -> None:
    assert {row["said"] for row in table("comparisons")} == {"describe"}
    assert all(not row[cell] for row in table("comparisons") for cell in ("low", "high", "p", "q"))
    assert all(not row["low"] for row in table("outlets"))
    from pypdf import PdfReader  # noqa: PLC0415 -- slow to import

    text = " ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages)
    flat = " ".join(text.split())
    assert "It cannot speak of outlets." in flat
    assert "95% interval" not in flat
    for word in ("p =", "p <", "q =", "q <"):
        assert word not in flat


def test_what_must_not_be_marked(tmp_path: Path) -> None:
    text = (
        "The Cochrane review compared drug regimes. Dudley sold fresh fish at the market in March. "
        "The committee met on Monday and will meet again in June to hear from the two witnesses."
    )
    (tmp_path / "plain.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "hits.csv"
    assert run(["score", str(tmp_path / "plain.txt"), "--table", "hits", "-o", str(out)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        assert not [row["matched"] for row in csv.DictReader(file) if row["loaded"] == "yes"]
