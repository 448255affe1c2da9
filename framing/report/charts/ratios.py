"""Ratios with intervals on a scale of doublings: words, choices, and parts of a gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from framing.report.charts.theme import INK, LINE, QUIET, SMALL, bare, upright_grid
from framing.report.glyphs import printable

# Inches a row.
ROW = 0.185
# Beyond so many doublings a scale would squeeze what lies near 1.
_MOST_DOUBLINGS = 6.0
_TICKS = 7


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio and its interval; None where it cannot be told, infinite where it has no end."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class RatioRow:
    """One line: its label, a ratio in each panel, and a note at the right.

    ``hollow`` draws the dot empty.
    """

    label: str
    ratios: tuple[Ratio | None, ...]
    colour: str
    marker: str = "o"
    note: str = ""
    url: str = ""
    hollow: bool = False


def doublings(rows: Sequence[RatioRow]) -> float:
    """Return how many doublings the scale needs on either side of 1.

    Examples
    --------
    >>> doublings([RatioRow("a", (Ratio(3.0, 1.5, 5.0),), "#000000")])
    2.5
    """
    values = [
        abs(math.log2(end))
        for row in rows
        for ratio in row.ratios
        if ratio is not None
        for end in (ratio.value, ratio.low, ratio.high)
        if end is not None and 0 < end < math.inf
    ]
    widest = max(values, default=1.0)
    return min(max(math.ceil(2 * widest) / 2, 1.0), _MOST_DOUBLINGS)


def draw_ratio_rows(
    ax: Axes, rows: Sequence[RatioRow], *, panel: int, span: float, title: str = ""
) -> None:
    """Draw one panel: a dot and interval a row, around a line at 1.

    Parameters
    ----------
    ax : Axes
    rows : sequence of RatioRow
        First at the top.
    panel : int
        Which of their ratios.
    span : float
        Doublings on either side; what runs further ends in an arrow head at the edge.
    title : str
        Stands above. The first panel has the labels at the left.
    """
    bare(ax)
    upright_grid(ax)
    doubling_axis(ax, span)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_yticks([])
    if panel == 0:
        ax.set_yticks(range(len(rows)), [printable(row.label) for row in rows], size=SMALL)
    _above(ax, title, 0.0, "left", weight="bold", color=INK)
    for place, row in enumerate(rows):
        ratio = row.ratios[panel]
        if ratio is not None:
            _draw(ax, row, ratio, place, span)


def doubling_axis(ax: Axes, span: float) -> None:
    """Label a scale of doublings with times: 1/4, 1/2, 1, 2, 4."""
    ax.set_xlim(-span * 1.03, span * 1.03)
    whole = int(span)
    step = max(1, math.ceil((2 * whole + 1) / _TICKS))
    ticks = [n for n in range(-whole, whole + 1) if n % step == 0]
    ax.set_xticks(ticks, [str(2**n) if n >= 0 else f"1/{2**-n}" for n in ticks])
    ax.axvline(0, color=QUIET, lw=0.8, zorder=1)


def draw_directions(ax: Axes, left: str, right: str) -> None:
    """Say under the axis what lies on either side of 1."""
    style: dict[str, Any] = {
        "xycoords": "axes fraction", "textcoords": "offset points", "size": SMALL, "color": QUIET,
        "va": "top", "annotation_clip": False,
    }  # fmt: skip
    ax.annotate(printable(left), (0, 0), (0, -17), ha="left", **style)
    ax.annotate(printable(right), (1, 0), (0, -17), ha="right", **style)


def draw_notes(ax: Axes, rows: Sequence[RatioRow], title: str) -> None:
    """Write the notes at the right of a panel, under a title."""
    for place, row in enumerate(rows):
        ax.annotate(
            row.note, (1, place), (8, 0), xycoords=("axes fraction", "data"), va="center_baseline",
            textcoords="offset points", size=SMALL, color=QUIET, annotation_clip=False,
        )  # fmt: skip
    _above(ax, title, 1.0, "left", color=QUIET, offset=8)


def _above(ax: Axes, text: str, across: float, side: str, *, offset: int = 0, **looks: Any) -> None:  # noqa: ANN401 -- matplotlib's
    ax.annotate(
        printable(text), (across, 1), (offset, 4), xycoords="axes fraction", ha=side,
        textcoords="offset points", size=SMALL, annotation_clip=False, **looks,
    )  # fmt: skip


def _draw(ax: Axes, row: RatioRow, ratio: Ratio, place: float, span: float) -> None:
    if ratio.low is not None and ratio.high is not None:
        low, high = _log2(ratio.low), _log2(ratio.high)
        ends = [max(low, -span), min(high, span)]
        ax.plot(
            ends, [place, place], color=row.colour, alpha=0.45, lw=2.2, solid_capstyle="butt",
            zorder=2,
        )  # fmt: skip
        for runs_on, end, head in ((low < -span, -span, "<"), (high > span, span, ">")):
            if runs_on:
                ax.plot([end], [place], head, color=row.colour, ms=4.4, mew=0, clip_on=False)
    value = None if ratio.value is None else _log2(ratio.value)
    if value is not None and abs(value) <= span:
        ax.plot(
            [value], [place], row.marker, ms=4.6, mec=row.colour, mew=1.0, zorder=3,
            mfc="white" if row.hollow else row.colour, url=row.url or None, clip_on=False,
        )  # fmt: skip


def _log2(value: float) -> float:
    if value <= 0:
        return -math.inf
    return math.log2(value) if value < math.inf else math.inf


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap between an outlet and the others: all of it, and its two parts."""

    label: str
    colour: str
    marker: str
    whole: Ratio
    choice: Ratio
    words: Ratio
    url: str = ""


# Bars of the two parts: by looks as well as by place.
_PARTS = (("which stories", "#e3e3e3", "////"), ("which words", "#8f8f8f", ""))


def draw_gaps(ax: Axes, gaps: Sequence[Gap], *, span: float) -> None:
    """Draw each gap as a dot, and its two parts as bars from 1, with their intervals as lines."""
    bare(ax)
    upright_grid(ax)
    doubling_axis(ax, span)
    ax.set_ylim(len(gaps) - 0.35, -0.85)
    ax.set_yticks(range(len(gaps)), [printable(gap.label) for gap in gaps], size=SMALL)
    for row, gap in enumerate(gaps):
        for (name, fill, hatch), ratio, up in zip(
            _PARTS, (gap.choice, gap.words), (0.0, 0.3), strict=True
        ):
            value = min(max(_log2(ratio.value or 1.0), -span), span)
            ax.barh(
                row + up, value, height=0.24, color=fill, edgecolor="#6f6f6f", lw=0.5, hatch=hatch
            )
            _whisker(ax, ratio, row + up, span)
            if row == 0:
                ax.annotate(
                    name, (1, row + up), (6, 0), xycoords=("axes fraction", "data"), size=SMALL,
                    textcoords="offset points", va="center", color=QUIET, annotation_clip=False,
                )  # fmt: skip
        whole = RatioRow("", (), gap.colour, gap.marker, url=gap.url)
        _draw(ax, whole, gap.whole, row - 0.32, span)
        ax.axhline(row + 0.56, color=LINE, lw=0.4)


def _whisker(ax: Axes, ratio: Ratio, row: float, span: float) -> None:
    if ratio.low is None or ratio.high is None:
        return
    ends = [max(_log2(ratio.low), -span), min(_log2(ratio.high), span)]
    ax.plot(ends, [row, row], color=INK, lw=0.9, zorder=3)
