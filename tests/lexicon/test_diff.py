"""An edit's effect is the difference of two full runs, to the unit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from framing.lexicon.diff import changed_entries
from framing.model import Entry, Lexicon, Options
from framing.study import analyse, load_tools, read_articles
from framing.study.lexicons import diff_lexicons

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "port-ellery"


def edited(lexicon: Lexicon) -> Lexicon:
    entries = [e for e in lexicon.entries if e.term != "spineless"]
    entries = [replace(e, strength=3) if e.term == "filthy" else e for e in entries]
    new = Entry("council", "epithet", 2, row=9999)
    return replace(lexicon, entries=(*entries, new))


def test_entries_added_removed_and_changed() -> None:
    old = load_tools(["wording"]).lexicons[0]
    changes = {one.term: one for one in changed_entries(old, edited(old))}
    assert {term: one.change for term, one in changes.items()} == {
        "spineless": "removed",
        "filthy": "changed",
        "council": "added",
    }
    assert changes["filthy"].what.startswith("strength: ")
    assert changes["filthy"].what.endswith(" -> 3")
    assert changed_entries(old, old) == []


def test_totals_are_the_difference_of_two_runs() -> None:
    tools = load_tools(["wording", "stance"])
    old = next(one for one in tools.lexicons if one.name == "wording")
    new = edited(old)
    reading, options = read_articles([EXAMPLES]), Options()
    diff = diff_lexicons((old, new), tools, reading, options)
    swapped = tuple(new if one.name == "wording" else one for one in tools.lexicons)
    before = analyse(reading, tools, options).tables
    after = analyse(reading, replace(tools, lexicons=swapped), options).tables
    assert diff.matches is not None
    assert diff.outlets is not None
    assert diff.articles is not None
    change = diff.matches["change"].to_pylist()
    assert change.count("gained") - change.count("lost") == len(after["hits"]) - len(before["hits"])
    assert change.count("gained") > 0
    for name in ("loaded", "strong"):
        moved = [
            b - a
            for a, b in zip(
                before["outlets"][name].to_pylist(), after["outlets"][name].to_pylist(), strict=True
            )
        ]
        assert diff.outlets[f"{name}_change"].to_pylist() == moved
        carried = dict.fromkeys(before["outlets"]["outlet"].to_pylist(), 0)
        for row in diff.articles.to_pylist():
            carried[row["outlet"]] += row[f"{name}_change"]
        assert list(carried.values()) == moved


def test_nothing_changed_moves_nothing() -> None:
    tools = load_tools(["stance"])
    same = tools.lexicons[-1]
    diff = diff_lexicons((same, same), tools, read_articles([EXAMPLES]), Options())
    assert diff.matches is not None
    assert diff.articles is not None
    assert [len(t) for t in (diff.entries, diff.matches, diff.articles)] == [0, 0, 0]
