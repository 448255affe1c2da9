"""Small multiples: one panel a category, one dot an outlet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from framing.report.charts.dots import axis_top, draw_interval, grey_dots
from framing.report.charts.theme import (
    INK,
    QUIET,
    SMALL,
    WIDTH,
    Dot,
    axes_in,
    bare,
    text_inches,
    tidy_axis,
    upright_grid,
)
from framing.report.glyphs import printable
from framing.report.wording import cut, decimal

# Where a scale of percent ends.
ALL = 104.0
_ROW = 0.21
_CLOUD = 0.95
_GAP, _TITLE, _AXIS = 0.2, 0.3, 0.34
# For the numbers at the right of a panel.
_NUMBERS = 0.46


@dataclass(frozen=True, slots=True)
class Panel:
    """One category: its title, a note beside it, and a dot an outlet in the same order.

    ``top`` is where the scale ends; 0 leaves that to the dots.
    """

    title: str
    note: str
    dots: tuple[Dot, ...]
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the panels stand, in inches."""

    columns: int
    rows: int
    labels: float
    panel: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole figure."""
        return WIDTH, self.rows * (self.height + _TITLE + _AXIS)


def grid_of(panels: Sequence[Panel], *, many: bool) -> Grid:
    """Plan the panels: names of outlets once a row, at the left; none where there are many."""
    names = [dot.label for dot in panels[0].dots] if not many else []
    labels = max((text_inches(name, SMALL) for name in names), default=0.0)
    labels = labels + 0.15 if names else 0.05
    columns = 3 if labels < 1.9 else 2  # noqa: PLR2004 -- else a panel is under 1.2 inches
    columns = max(min(columns, len(panels)), 2)
    panel = (WIDTH - labels - columns * _GAP) / columns
    height = _CLOUD if many else 0.14 + _ROW * len(names)
    return Grid(columns, math.ceil(len(panels) / columns), labels, panel, height)


def draw_multiples(canvas: Canvas, panels: Sequence[Panel], *, unit: str, many: bool) -> None:
    """Draw the panels, left to right and down; each has its own scale, from 0, unless given."""
    grid = grid_of(panels, many=many)
    for number, panel in enumerate(panels):
        row, column = divmod(number, grid.columns)
        left = grid.labels + column * (grid.panel + _GAP)
        bottom = (grid.rows - 1 - row) * (grid.height + _TITLE + _AXIS) + _AXIS
        room = grid.panel - (0 if many else _NUMBERS)
        ax = axes_in(canvas, left, bottom, room, grid.height)
        _frame(ax, panel, room)
        if row == grid.rows - 1 and column == 0:
            ax.set_xlabel(unit, labelpad=2, loc="left")
        if many:
            draw_cloud(ax, panel.dots)
        else:
            draw_compact(ax, panel.dots, names=column == 0)


def _frame(ax: Axes, panel: Panel, inches: float) -> None:
    bare(ax)
    upright_grid(ax)
    tidy_axis(ax, panel.top or axis_top(panel.dots), ticks=3)
    ax.set_yticks([])
    title = panel.title
    while text_inches(f"{title}  {panel.note}", SMALL, "bold") > inches and len(title) > 1:
        title = cut(title, len(title) - 1)
    ax.annotate(
        printable(title), (0, 1), (0, 5), xycoords="axes fraction",
        textcoords="offset points", size=SMALL, weight="bold", color=INK,
    )  # fmt: skip
    ax.annotate(
        panel.note, (1, 1), (0, 5), xycoords="axes fraction", ha="right",
        textcoords="offset points", size=SMALL, color=QUIET,
    )  # fmt: skip


def draw_compact(ax: Axes, dots: Sequence[Dot], *, names: bool) -> None:
    """Draw one narrow row a dot, its number at the right of the panel."""
    ax.set_ylim(len(dots) - 0.4, -0.6)
    top = ax.get_xlim()[1]
    for row, dot in enumerate(dots):
        draw_interval(ax, dot, row, top, width=2.4)
        ax.plot(
            [dot.value], [row], dot.marker, color=dot.colour, ms=5, mec="white", mew=0.5,
            clip_on=False, zorder=3, url=dot.url or None,
        )  # fmt: skip
        ax.annotate(
            dot.text or decimal(dot.value), (1, row), (7, 0), ha="left", va="center_baseline",
            xycoords=("axes fraction", "data"), textcoords="offset points", size=SMALL,
            color=QUIET if dot.text else INK, annotation_clip=False,
        )  # fmt: skip
    if names:
        ax.set_yticks(range(len(dots)), [printable(dot.label) for dot in dots], size=SMALL)


def draw_cloud(ax: Axes, dots: Sequence[Dot]) -> None:
    """Draw all dots stacked over their values; name the two that are surest to be high and low."""
    ranked = sorted(
        (dot for dot in dots if not math.isnan(dot.value)), key=lambda dot: (dot.value, dot.label)
    )
    top = ax.get_xlim()[1]
    heights = stacked(np.array([dot.value for dot in ranked]), top / 42)
    tallest = max(max(heights, default=0), 6)
    ax.set_ylim(-0.08, 1.75)
    places = [(dot.value, height / tallest) for dot, height in zip(ranked, heights, strict=True)]
    others = [pair for pair in zip(ranked, places, strict=True) if not pair[0].named]
    grey_dots(ax, [dot for dot, _ in others], [place for _, place in others], size=2.6)
    for dot, (across, up) in zip(ranked, places, strict=True):
        if dot.named:
            ax.plot(
                [across], [up], dot.marker, ms=4, color=dot.colour, mec="white", mew=0.25,
                clip_on=False, zorder=4, url=dot.url or None,
            )  # fmt: skip
    room = ax.get_window_extent().width / ax.figure.dpi
    for (word, dot), level in zip(extremes(ranked), (1.62, 1.32), strict=False):
        ax.text(
            0, level, fitted(f"{word}: ", printable(dot.label), f" {decimal(dot.value)}", room),
            va="center", size=SMALL, color=INK, zorder=5,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip


def extremes(dots: Sequence[Dot]) -> list[tuple[str, Dot]]:
    """Return the outlets to name: whose interval begins highest, and whose ends lowest.

    By its value alone, an outlet with two mentions would often be the highest, and any one of many
    without a hit the lowest. Without intervals nobody is named.
    """
    by_low = [(dot.low, place) for place, dot in enumerate(dots) if dot.low]
    by_high = [(dot.high, -place) for place, dot in enumerate(dots) if dot.high is not None]
    if not by_low or not by_high:
        return []
    return [("high", dots[max(by_low)[1]]), ("low", dots[-min(by_high)[1]])]


def fitted(before: str, name: str, after: str, inches: float) -> str:
    """Shorten a name until the line fits."""
    while text_inches(before + name + after, SMALL) > inches and len(name) > 1:
        name = cut(name, len(name) - 1)
    return before + name + after


def stacked(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], width: float) -> list[int]:
    """Return the height of each value in the pile of its bin.

    Examples
    --------
    >>> stacked(np.array([0.1, 0.2, 5.0]), 1.0)
    [0, 1, 0]
    """
    piles: dict[int, int] = {}
    heights = []
    for pile in (values / width).round().astype(int).tolist():
        heights.append(piles.get(pile, 0))
        piles[pile] = heights[-1] + 1
    return heights
