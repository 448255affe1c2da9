"""Sentences for what is not a rate of marked words, and for how far a finding can be trusted."""

from __future__ import annotations

from framing.report.view import Row, View
from framing.report.wording import count
from framing.settings import HOLDS_UNDER

_SPOKEN = {"quoted": "inside quotation marks", "paraphrase": "as paraphrase"}
# Kinds that name single terms: how many articles have one says more than how many there are.
_TERMS = frozenset({"entry", "word", "phrase"})
# Kinds of rows that hold all words, whatever any list marks.
PROFILES = frozenset({"word", "phrase"})
AS_REPORTED = "as reported"
REST = "the other outlets"


def voice_sentence(row: Row, sides: tuple[str, str], base: str, *, clear: bool) -> str:
    """Say how much of its words an outlet gives to others.

    Writes, for example::

        Herald gives 9.3% of its words inside quotation marks, Post 27.1% (0.35 times as much; 95%
        interval 0.22 to 0.55; 22 articles).
    """
    shares = [f"{100 * row[f'rate_{side}']:.1f}%" for side in ("target", "reference")]
    tail = "" if clear else ", no clear difference"
    return (
        f"{sides[0]} gives {shares[0]} of its words {_SPOKEN[row['item']]}, {sides[1]} "
        f"{shares[1]}{tail} ({base})."
    )


def articles_of(row: Row) -> str:
    """Return the base of a row: its articles, and of single terms those that have it."""
    total = int(row["articles_target"] + row["articles_reference"])
    if row["kind"] not in _TERMS or row.get("with_target") is None:
        return count(total, "article")
    return f"in {row['with_target'] + row['with_reference']:,} of {count(total, 'article')}"


def is_wording(view: View, row: Row) -> bool:
    """Tell whether a row is about wording and not about topics.

    A word or phrase is where it differs, in the same direction, within the stories that both sides
    tell too. Lists mark wording anyway.
    """
    if row["kind"] not in PROFILES:
        return True
    same = view.within.get((row["kind"], row["item"], row["target"]))
    if same is None or same["low"] is None or own_name(row):
        return False
    return bool(same["low"] > 1 if row["low"] > 1 else same["high"] < 1)


def own_name(row: Row) -> bool:
    """Tell whether an item is part of the name of either side, as outlets write of themselves."""
    item = f" {row['item'].casefold()} "
    return any(item in f" {row[side].casefold()} " for side in ("target", "reference"))


def holds_under(view: View, row: Row) -> tuple[int, int]:
    """Return under how many other choices of method a reported difference holds, and of how many.

    Both are 0 where nothing is reported, or no other choice could be tested.
    """
    answers = [
        one["holds"]
        for one in view.rows("robustness")
        if (one["target"], one["reference"]) == (row["target"], row["reference"])
        and one["choice"] != AS_REPORTED
        and one["holds"]
    ]
    return sum(answer == "yes" for answer in answers), len(answers)


def fragile(view: View, row: Row) -> str:
    """Say that a headline difference holds under few choices of method; empty where it does not.

    Writes, for example, `` Fragile: it holds under 2 of 6 other choices of method.``
    """
    holds, of = holds_under(view, row)
    if row["kind"] != "main" or not of or holds >= HOLDS_UNDER * of:
        return ""
    return f" Fragile: it holds under {holds} of {of} other choices of method."
