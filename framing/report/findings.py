"""Numbers to sentences: fixed templates, each with its base, its interval and a way back."""

from __future__ import annotations

import math
from collections.abc import Sequence

from framing.report.document import Finding, Findings
from framing.report.findings_few import few_findings
from framing.report.findings_kinds import (
    REST,
    articles_of,
    fragile,
    is_wording,
    voice_sentence,
)
from framing.report.items import Item, item_of
from framing.report.view import Row, View
from framing.report.wording import count, decimal, interval, percent, times
from framing.settings import FALSE_DISCOVERY_RATE

# Beside the chart of many outlets there is room for one less on the first sheet.
MOST, _MOST_BESIDE_MANY, _MANY = 6, 5, 5
# Words that no list marks tell less than those that one does.
_MOST_OF_A_KIND, _MOST_WORDS = 2, 1
_FEWEST = 3

ORDER_TESTED = (
    "Sorted by certainty: the main measure first, then by the end of the interval nearest to 1."
)
ORDER_FEW = "In this order: names, how sources are vouched for, strong wording, fairness marks."


def findings_of(view: View) -> Findings:
    """Write the findings of page one: at most six, the most certain ones.

    Parameters
    ----------
    view : View

    Returns
    -------
    Findings
        What `comparisons.said` allows: with one article a side passages and counts only; with two
        to four a side intervals but no claims; from five on tested differences.
    """
    rows = [row for row in view.comparisons if row["said"] != "describe"]
    tested = [row for row in rows if row["said"] == "test"]
    if view.describes or not rows:
        title = "What stands out" if len(view.outlets) == 1 else "What differs"
        return Findings(title, few_findings(view)[:MOST], ORDER_FEW)
    if not tested:
        headline = tuple(_main(view, rows))[:2]
        rest = few_findings(view)[: MOST - len(headline)]
        return Findings("Findings", headline + rest, ORDER_FEW)
    most = MOST if len(view.outlets) <= _MANY else _MOST_BESIDE_MANY
    return Findings("Findings", tuple(_tested(view, tested)[:most]), ORDER_TESTED)


def _main(view: View, rows: Sequence[Row]) -> list[Finding]:
    return [sentence(view, row) for kind in ("main", "strong") for row in _best(rows, kind, 1)]


def _tested(view: View, rows: Sequence[Row]) -> list[Finding]:
    main = _best(rows, "main", 1)
    chosen: list[Row] = list(main)
    others = [row for row in _one_way(rows) if row["kind"] != "main"]
    certain = [row for row in others if claimed_on_page_one(row) and is_wording(view, row)]
    for row in sorted(certain, key=certainty, reverse=True):
        same = [one for one in chosen if _kind(one) == _kind(row)]
        told = {item_of(view, one).words for one in chosen}
        most = _MOST_WORDS if _kind(row) == "word" else _MOST_OF_A_KIND
        if len(same) < most and item_of(view, row).words not in told:
            chosen.append(row)
    if len(chosen) < _FEWEST:
        kinds = ("strong", "category", "category")
        missing = [row for kind in kinds for row in _best(rows, kind, 2) if row not in chosen]
        chosen += missing[: _FEWEST - len(chosen)]
    return [sentence(view, row) for row in chosen]


def _kind(row: Row) -> str:
    """Return the kind of a row as readers see it: words and phrases are one."""
    return "word" if row["kind"] == "phrase" else str(row["kind"])


def _best(rows: Sequence[Row], kind: str, number: int) -> list[Row]:
    """Return the most certain rows of a kind, claimed differences before others."""
    mine = [row for row in _one_way(rows) if row["kind"] == kind]
    return sorted(mine, key=lambda row: (claimed_on_page_one(row), certainty(row)), reverse=True)[
        :number
    ]


def _one_way(rows: Sequence[Row]) -> list[Row]:
    """Keep one of two rows that compare the same outlets in opposite directions."""
    seen: set[tuple[str, str, frozenset[str]]] = set()
    kept = []
    for row in rows:
        key = (row["kind"], row["item"], frozenset((row["target"], row["reference"])))
        if key not in seen:
            kept.append(row)
        seen.add(key)
    return kept


def claimed(row: Row) -> bool:
    """Tell whether a difference may be claimed: q under .05, and an interval without 1."""
    if row["said"] != "test" or row["q"] is None or row["low"] is None:
        return False
    outside = row["low"] > 1 or (row["high"] is not None and row["high"] < 1)
    return bool(row["q"] < FALSE_DISCOVERY_RATE and outside)


def claimed_on_page_one(row: Row) -> bool:
    """Tell whether page one may claim a difference.

    It chooses among all rows of the report, so it answers for all of them (STATISTICS section 2):
    q among all of them is under .05 as well.
    """
    return claimed(row) and row["q_all"] is not None and row["q_all"] < FALSE_DISCOVERY_RATE


def certainty(row: Row) -> float:
    """Return how far the nearer end of the interval is from 1, as a logarithm; sorts rows."""
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return -math.inf
    above = math.log(low) if low > 0 else -math.inf
    below = -math.log(high) if 0 < high < math.inf else -math.inf
    return max(above, below)


def sentence(view: View, row: Row) -> Finding:
    """Put one compared row into words.

    Examples of what it writes::

        Herald used “regime” 7.2 times as often as Post: 36 against 5, 1.2 and 0.17 per 1,000
        words (95% interval 3.7 to 13.9; 31 articles).
        “slam”: no clear difference between Herald and Post, 0.21 and 0.16 per 1,000 words
        (95% interval 0.6 to 2.8; 9 articles).
    """
    item = item_of(view, row)
    if row["kind"] == "name":
        return Finding(_name_sentence(view, row, item), item.link)
    if row["kind"] == "voice":
        clear = row["said"] != "test" or claimed_on_page_one(row)
        text = voice_sentence(row, _sides(view, row), _ratio_words(row), clear=clear)
        return Finding(text, item.link)
    if row["said"] == "test" and not claimed_on_page_one(row):
        return Finding(_no_difference(view, row, item), item.link)
    return Finding(f"{_difference(view, row, item)}{fragile(view, row)}", item.link)


def _sides(view: View, row: Row) -> tuple[str, str]:
    """Return both sides as printed; what is not an outlet is the others together."""
    names = tuple(
        view.shown(row[side]) if row[side] in view.style_of else REST
        for side in ("target", "reference")
    )
    return names[0], names[1]


def _base(row: Row) -> str:
    articles = articles_of(row)
    if row["low"] is None:
        return articles
    if row["low"] > 0 and row["high"] is not None and row["high"] < 1:
        return f"{interval(1 / row['high'], 1 / row['low'])}; {articles}"
    high = math.inf if row["high"] is None else row["high"]
    return f"{interval(row['low'], high)}; {articles}"


def _difference(view: View, row: Row, item: Item) -> str:
    target, reference = _sides(view, row)
    numbers = [
        (target, row["hits_target"], row["rate_target"]),
        (reference, row["hits_reference"], row["rate_reference"]),
    ]
    if _turned(row) and reference == REST:
        return _less(row, item, target)
    if _turned(row):
        numbers.reverse()
    (more, hits, rate), (less, other_hits, other_rate) = numbers
    if not other_hits:
        text = (
            f"{more} used {item.words} {times(hits)} ({decimal(rate)} per 1,000 words), "
            f"{less} never ({articles_of(row)})"
        )
    else:
        text = (
            f"{more} used {item.words} {decimal(ratio_of(row))} times as often as {less}: "
            f"{hits:,} against {other_hits:,}, "
            f"{decimal(rate)} and {decimal(other_rate)} per 1,000 words ({_base(row)})"
        )
    return f"{text}{_caution(row)}."


def _less(row: Row, item: Item, target: str) -> str:
    """Say that an outlet used something less often than the others together."""
    if not row["hits_target"]:
        return (
            f"{target} never used {item.words}, {REST} {times(row['hits_reference'])} "
            f"({decimal(row['rate_reference'])} per 1,000 words; as a ratio 0, {_plain_base(row)})"
            f"{_caution(row)}."
        )
    return (
        f"{target} used {item.words} less often than {REST}: "
        f"{row['hits_target']:,} against {row['hits_reference']:,}, "
        f"{decimal(row['rate_target'])} and {decimal(row['rate_reference'])} per 1,000 words "
        f"({decimal(row['ratio'])} times as often; {_plain_base(row)}){_caution(row)}."
    )


def _caution(row: Row) -> str:
    if row["said"] == "test":
        return ""
    return ". With so few articles this does not show a difference between outlets"


def _no_difference(view: View, row: Row, item: Item) -> str:
    target, reference = _sides(view, row)
    first = item.words[0].upper() + item.words[1:]
    return (
        f"{first}: no clear difference between {target} and {reference}, "
        f"{decimal(row['rate_target'])} and {decimal(row['rate_reference'])} per 1,000 words "
        f"({_plain_base(row)})."
    )


def _plain_base(row: Row) -> str:
    articles = articles_of(row)
    if row["low"] is None:
        return articles
    return f"{interval(row['low'], math.inf if row['high'] is None else row['high'])}; {articles}"


def _name_sentence(view: View, row: Row, item: Item) -> str:
    sides = _sides(view, row)
    parts = []
    for side, name in zip(("target", "reference"), sides, strict=True):
        used, of = row[f"hits_{side}"], row[f"words_{side}"]
        share = f" ({percent(used / of)})" if of else ""
        parts.append(f"{name} in {used:,} of {count(of, 'mention')}{share}")
    lead = f"For {item.about}, {item.words}: " if item.about else f"{item.words}: "
    unclear = row["said"] == "test" and not claimed_on_page_one(row)
    tail = ", no clear difference" if unclear else ""
    return f"{lead}{parts[0]}, {parts[1]}{tail} ({_ratio_words(row)})."


def _ratio_words(row: Row) -> str:
    # A side without any has no ratio to tell: the counts before it say all.
    if not row["ratio"] or row["low"] is None:
        return _plain_base(row)
    if not _turned(row):
        return f"{decimal(row['ratio'])} times as often; {_plain_base(row)}"
    return f"{decimal(1 / row['ratio'])} times as often the other way; {_base(row)}"


def _turned(row: Row) -> bool:
    """Tell whether the reference is the side with more."""
    return bool(row["rate_reference"] > row["rate_target"])


def ratio_of(row: Row) -> float:
    """Return the ratio with the larger rate on top."""
    ratio = float(row["ratio"])
    return 1 / ratio if _turned(row) and ratio < 1 else ratio
