"""How sure: whether the headline differences hang on a choice of method."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure as Canvas

from framing.report.charts.ratios import (
    ROW,
    Ratio,
    RatioRow,
    doublings,
    draw_directions,
    draw_ratio_rows,
)
from framing.report.charts.theme import SMALL, WIDTH, axes_in, text_inches
from framing.report.document import Block, Cell, Figure, Link, Page, Prose, TableBlock
from framing.report.findings import certainty, claimed_on_page_one
from framing.report.findings_kinds import AS_REPORTED, REST, holds_under
from framing.report.view import Row, View
from framing.report.wording import decimal, in_words, listed
from framing.settings import HOLDS_UNDER

# Panels of the chart, the most certain differences: of one or two, and beside one another.
_PANELS = 6
_COLUMNS = 3
_TITLE, _BELOW = 0.3, 0.42


def sure_page(view: View) -> Page | None:
    """Build the page on robustness; None where the main measure was not tested."""
    if not view.rows("robustness"):
        return None
    tested = [r for r in view.comparisons if r["kind"] == "main" and r["said"] == "test"]
    if not tested:
        return None
    clear = sorted(filter(claimed_on_page_one, tested), key=lambda row: -certainty(row))
    if not clear:
        blocks: tuple[Block, ...] = (
            Prose(("No difference of the main measure is claimed, so none can hang on a choice.",)),
        )
    else:
        blocks = (_figure(view, clear[:_PANELS]), _table(view, clear))
    lead = (
        "Does a difference in loaded words hold if something had been decided otherwise? The "
        "choices overlap, so this is no further test."
    )
    return Page("sure", "How sure", lead, blocks)


def _choices(view: View, row: Row) -> list[Row]:
    pair = (row["target"], row["reference"])
    return [one for one in view.rows("robustness") if (one["target"], one["reference"]) == pair]


def _figure(view: View, rows: Sequence[Row]) -> Figure:
    panels = [(_head(view, row), _panel(view, row)) for row in rows]
    names = list(dict.fromkeys(row.label for _, panel in panels for row in panel))
    held = [holds_under(view, row) for row in rows]
    firm = sum(holds >= HOLDS_UNDER * of for holds, of in held)
    of = len(panels)
    lines = -(-of // _COLUMNS)
    return Figure(
        "robustness",
        f"{in_words(firm).capitalize()} of {in_words(of)} differences in loaded words "
        f"{'holds' if firm == 1 else 'hold'} under at least three in four choices of method",
        "Times as often as the other side, with 95% intervals, under each choice. Filled: the "
        "difference is found in the same direction with p under .05. Hollow: it is not. The first "
        "row is what the report says.",
        "Dots with intervals. " + "; ".join(_alt(head, panel) for head, panel in panels) + ".",
        partial(_draw, panels=panels, names=names),
        (WIDTH, lines * (len(names) * ROW + _TITLE + _BELOW)),
        Link("loaded"),
    )


def _head(view: View, row: Row) -> str:
    return view.shown(row["target"])


def _panel(view: View, row: Row) -> list[RatioRow]:
    style = view.style_of[row["target"]]
    found = []
    for one in _choices(view, row):
        ratio = None if one["low"] is None else Ratio(one["ratio"], one["low"], one["high"])
        hollow = one["holds"] != "yes"
        found.append(RatioRow(one["choice"], (ratio,), style.colour, style.marker, hollow=hollow))
    return found


def _alt(head: str, panel: Sequence[RatioRow]) -> str:
    parts = []
    for row in panel:
        ratio = row.ratios[0]
        if ratio is not None and ratio.value is not None:
            verb = "does not hold" if row.hollow else "holds"
            parts.append(f"{row.label} {decimal(ratio.value)} times, {verb}")
    return f"{head}: {', '.join(parts)}"


def _draw(
    canvas: Canvas, *, panels: Sequence[tuple[str, Sequence[RatioRow]]], names: Sequence[str]
) -> None:
    left = max(text_inches(name, SMALL) for name in names) + 0.15
    columns = min(_COLUMNS, len(panels))
    gap = 0.2
    room = (WIDTH - left - 0.1 - (columns - 1) * gap) / columns
    height = len(names) * ROW
    span = doublings([row for _, panel in panels for row in panel])
    tall = canvas.get_size_inches()[1]
    for number, (head, panel) in enumerate(panels):
        line, column = divmod(number, columns)
        bottom = tall - (line + 1) * (height + _TITLE + _BELOW) + _BELOW
        ax = axes_in(canvas, left + column * (room + gap), bottom, room, height)
        by_name = {row.label: row for row in panel}
        blank = RatioRow("", (None,), "#000000")
        rows = [by_name.get(name, blank) for name in names]
        title = head
        while text_inches(title, SMALL, "bold") > room and len(title) > 1:
            title = title[:-2].rstrip() + "…"
        draw_ratio_rows(ax, rows, panel=0, span=span, title=title)
        ax.set_yticks(range(len(names)), names if column == 0 else [""] * len(names), size=SMALL)
        if number == 0:
            draw_directions(ax, "← less often", "")


def _size(ratio: float | None) -> float:
    return math.inf if ratio is None else ratio


def _times(ratio: float | None) -> str:
    """Return a ratio; a side without hits in words."""
    if ratio is None:
        return "only there"
    return decimal(ratio) if ratio else "never there"


def _table(view: View, rows: Sequence[Row]) -> TableBlock:
    body = []
    for row in rows:
        holds, of = holds_under(view, row)
        others = [one for one in _choices(view, row) if one["choice"] != AS_REPORTED]
        ratios = sorted((one["ratio"] for one in others if one["low"] is not None), key=_size)
        failing = [one["choice"] for one in others if one["holds"] == "no"]
        fragile = bool(of) and holds < HOLDS_UNDER * of
        body.append(
            (
                Cell(view.shown(row["target"]), Link("evidence", outlet=row["target"])),
                Cell(_times(row["ratio"]), tone="strong"),
                Cell(" to ".join(dict.fromkeys(map(_times, ratios[:1] + ratios[-1:]))) or "–"),
                Cell(f"{holds} of {of}"),
                Cell("fragile" if fragile else "", tone="strong"),
                Cell(listed(failing) or "–"),
            )
        )
    two = len(view.outlets) == 2  # noqa: PLR2004
    other = view.shown(rows[0]["reference"]) if two else REST
    header = ("", "reported", "under other choices", "holds under", "", "does not hold")
    note = (
        f"Reported: times as often as in {other}. Fragile: holds under fewer than three in four of "
        "the choices that could be tested. All numbers: tables/robustness.csv. Page furniture, "
        "repeated articles and shared text: run again with --no-clean and compare."
    )
    title = "Differences in loaded words, the most certain first"
    return TableBlock(title, header, tuple(body), "lrrrll", (1.2, 0, 0, 0, 0, 2.4), note)
