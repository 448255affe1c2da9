"""Vocabulary: how far apart the outlets are, and which words and phrases set each apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.figure import Figure as Canvas

from framing.report.charts.bands import ROW as BAND_ROW
from framing.report.charts.bands import ROW_CLOSE, Band, draw_bands
from framing.report.charts.ratios import (
    ROW,
    Ratio,
    RatioRow,
    doublings,
    draw_directions,
    draw_notes,
    draw_ratio_rows,
)
from framing.report.charts.theme import SMALL, WIDTH, axes_in, draw_placed, text_inches
from framing.report.document import Block, Figure, Page, Prose
from framing.report.findings import certainty, claimed
from framing.report.findings_kinds import PROFILES, REST, own_name
from framing.report.view import Row, View
from framing.report.wording import decimal, in_words, listed, quoted

# Rows of either direction: of two outlets, and of each of several.
_OF_TWO, _OF_EACH = 12, 5
_RULE = (
    "Below: words and phrases with q under .05 among all that were tested, and an interval without "
    "1. Of each direction the most certain, by the end of the interval nearest to 1; of items that "
    "hold one another the first; an outlet’s own name aside. Arrows: the interval runs on. Filled: "
    "more often than in the others, hollow: less. All: tables/comparisons.csv, tables/within.csv."
)
_LABEL = 1.9
_BELOW, _ABOVE, _NOTES, _GAP = 0.42, 0.24, 0.95, 0.25


def vocabulary_page(view: View) -> Page | None:
    """Build the page of vocabulary; None where nothing could be tested."""
    rows = [row for row in view.comparisons if row["kind"] in PROFILES and row["said"] == "test"]
    distances = view.rows("distances")
    if not rows and not distances:
        return None
    blocks: list[Block] = [_distance_figure(view, distances)] if distances else []
    clear = [row for row in rows if claimed(row) and not own_name(row)]
    silent: list[str] = []
    if clear:
        blocks.append(Prose((_RULE,), "note"))
    for outlet in view.named:
        mine = [row for row in clear if row["target"] == outlet]
        if mine:
            blocks.append(_words_figure(view, outlet, mine))
        elif any(row["target"] == outlet for row in rows):
            silent.append(view.shown(outlet))
    if silent:
        blocks.append(Prose((_silent(silent, two=len(view.outlets) == 2),), "note"))  # noqa: PLR2004
    lead = (
        "All words and phrases of two to four words, whatever any list marks. Topics come first "
        "here; what is still there within the same stories is wording."
    )
    return Page("vocabulary", "Vocabulary", lead, tuple(blocks))


def _silent(outlets: Sequence[str], *, two: bool) -> str:
    if two:
        return "No word or phrase is clearly more frequent in either outlet."
    return (
        f"No word or phrase is clearly more or less frequent than in the other outlets in "
        f"{listed(list(outlets))}."
    )


def _key(row: Row) -> tuple[str, str, str]:
    return row["kind"], row["item"], row["target"]


def _distance_figure(view: View, rows: Sequence[Row]) -> Figure:
    two = len(view.outlets) == 2  # noqa: PLR2004
    ranked = sorted(rows, key=lambda row: (-row["distance"], row["target"]))
    bands = [_band(view, row, two=two) for row in ranked]
    left = max(text_inches(band.label, SMALL) for band in bands) + 0.15
    right = 1.5
    height = (len(bands) + 0.4) * (ROW_CLOSE if view.many else BAND_ROW)
    unit = "distance of the articles’ words (0: as within one outlet)"
    chart = partial(draw_bands, bands=bands, unit=unit, notes="p · told apart")
    return Figure(
        "distance",
        _distance_title(view, rows),
        "Dot: distance between the outlet’s articles and the others’, by all their words. Grey: "
        "where random halves of one outlet lie. p: how often shuffled labels lie as far apart. "
        "Told apart: of an article of the outlet and one of the others, how often a model that "
        "has seen neither of their stories tells which is which; 50% is chance, from 20 articles "
        "a side. Sorted by distance.",
        "Dots beside bands of chance. " + "; ".join(map(_band_alt, bands)) + ".",
        partial(draw_placed, place=(left, 0.42, WIDTH - left - right, height), chart=chart),
        (WIDTH, height + 0.42 + 0.22),
    )


def _band(view: View, row: Row, *, two: bool) -> Band:
    style = view.style_of[row["target"]]
    label = view.shown(row["target"])
    if two:
        label = f"{label} and {view.shown(row['reference'])}"
    auc = "–" if row["auc"] is None else f"{100 * row['auc']:.0f}%"
    note = f"{_p(row['p'])} · {auc}"
    colour, marker = ("#333333", "o") if two else (style.colour, style.marker)
    return Band(label, colour, marker, row["distance"], row["halves_low"], row["halves_high"], note)


def _p(value: float) -> str:
    return "under .001" if value < 0.001 else f"{value:.3f}".removeprefix("0")  # noqa: PLR2004


def _band_alt(band: Band) -> str:
    chance = "" if band.low is None or band.high is None else (
        f", halves {band.low:.4f} to {band.high:.4f}"
    )  # fmt: skip
    return f"{band.label}: distance {band.value:.4f}{chance}, {band.note}"


def _distance_title(view: View, rows: Sequence[Row]) -> str:
    beyond = [r for r in rows if r["halves_high"] is not None and r["distance"] > r["halves_high"]]
    known = [row for row in rows if row["halves_high"] is not None]
    if len(view.outlets) == 2:  # noqa: PLR2004
        where = "further apart than" if beyond else "no further apart than"
        return f"The words of the two outlets lie {where} random halves of one outlet"
    verb = "lies" if len(beyond) == 1 else "lie"
    return (
        f"{in_words(len(beyond)).capitalize()} of {in_words(len(known))} outlets {verb} further "
        "from the others than random halves of one outlet from each other"
    )


def _words_figure(view: View, outlet: str, rows: Sequence[Row]) -> Figure:
    """Build the chart of an outlet: over all stories, and within the same ones, side by side."""
    two = len(view.outlets) == 2  # noqa: PLR2004
    most = _OF_TWO if two else _OF_EACH
    more, less = (_apart(part, most) for part in _directions(rows))
    chosen = [*more, *less]
    other = view.shown(chosen[0]["reference"]) if two else REST
    matched = any(_key(row) in view.within for row in chosen)
    drawn = [_ratio_row(view, row, view.within.get(_key(row)), two=two) for row in chosen]
    place = view.styles.index(view.style_of[outlet]) + 1
    sides = (f"← more in {other}", f"more in {view.shown(outlet)} →")
    where = "over all stories" + (
        ", and within the stories that others tell too" if matched else ""
    )
    return Figure(
        f"words-{place}",
        _words_title(view.shown(outlet), other, (more, less)),
        f"Times as often as in {other}, {where}, with 95% intervals; right: hits in either.",
        "Dots with intervals. " + "; ".join(map(_row_alt, drawn)) + ".",
        partial(draw_words, rows=drawn, panels=1 + matched, sides=sides),
        (WIDTH, len(drawn) * ROW + _BELOW + _ABOVE),
    )


def _directions(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    ordered = sorted(rows, key=lambda row: (-certainty(row), row["item"]))
    return [row for row in ordered if row["low"] > 1], [row for row in ordered if row["low"] <= 1]


def _apart(rows: Sequence[Row], most: int) -> list[Row]:
    """Return the most certain rows, of items that hold one another only the first."""
    chosen: list[Row] = []
    for row in rows:
        padded = f" {row['item']} "
        held = (f" {one['item']} " for one in chosen)
        if len(chosen) < most and not any(padded in one or one in padded for one in held):
            chosen.append(row)
    return chosen


def _ratio_row(view: View, row: Row, within: Row | None, *, two: bool) -> RatioRow:
    more = row["low"] > 1
    style = view.style_of[row["target"]]
    if two and not more:
        style = view.style_of[row["reference"]]
    label = row["item"]
    while text_inches(label, SMALL) > _LABEL and len(label) > 1:
        label = label[:-2].rstrip() + "…"
    same = None if within is None or within["low"] is None else _ratio(within)
    note = f"{row['hits_target']:,} : {row['hits_reference']:,}"
    hollow = not more and not two
    return RatioRow(label, (_ratio(row), same), style.colour, style.marker, note, hollow=hollow)


def _ratio(row: Row) -> Ratio:
    return Ratio(row["ratio"], row["low"], row["high"])


def _row_alt(row: RatioRow) -> str:
    texts = []
    for name, ratio in zip(("all", "same stories"), row.ratios, strict=True):
        if ratio is not None and ratio.low is not None and ratio.high is not None:
            value = "only there" if ratio.value is None else f"{decimal(ratio.value)} times"
            texts.append(f"{name} {value} ({decimal(ratio.low)} to {decimal(ratio.high)})")
    return f"{row.label}: {', '.join(texts)}, hits {row.note}"


def _words_title(outlet: str, other: str, parts: tuple[list[Row], list[Row]]) -> str:
    more, less = ([quoted(row["item"]) for row in part[:3]] for part in parts)
    if more:
        return f"More often in {outlet} than in {other}: {listed(more)}"
    return f"Less often in {outlet} than in {other}: {listed(less)}"


def draw_words(
    canvas: Canvas, *, rows: Sequence[RatioRow], panels: int, sides: tuple[str, str]
) -> None:
    """Draw all stories and same stories side by side, with labels left and hits right."""
    left = max(text_inches(row.label, SMALL) for row in rows) + 0.15
    room = (WIDTH - left - _NOTES - (panels - 1) * _GAP) / panels
    span = doublings(rows)
    for number in range(panels):
        height = len(rows) * ROW
        ax = axes_in(canvas, left + number * (room + _GAP), _BELOW, room, height)
        title = ("all stories", "same stories")[number] if panels > 1 else ""
        draw_ratio_rows(ax, rows, panel=number, span=span, title=title)
        if number == 0:
            draw_directions(ax, sides[0], "" if panels > 1 else sides[1])
        if number == panels - 1:
            draw_notes(ax, rows, "hits")
            if panels > 1:
                draw_directions(ax, "", sides[1])
