"""A dot and an interval an outlet: in rows with names, or ranked where there are many."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from framing.report.charts.theme import (
    BODY,
    GREY,
    INK,
    LINE,
    QUIET,
    SMALL,
    Dot,
    bare,
    tidy_axis,
    upright_grid,
)
from framing.report.glyphs import printable
from framing.report.wording import decimal

# Inches a row: for a few outlets, and for up to eight.
ROW, ROW_CLOSE = 0.44, 0.38
# An interval that runs further than this many times the largest value is cut, and says so.
_LONGEST = 2.5
# From here on ranked dots touch one another.
_CROWD = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """A value all dots are compared with, drawn as a line."""

    value: float
    label: str


def axis_top(dots: Sequence[Dot], reference: Reference | None = None) -> float:
    """Return where the axis ends: past the intervals, but not past a runaway one."""
    values = [dot.value for dot in dots if not math.isnan(dot.value)]
    values += [reference.value] if reference else []
    largest = max(values, default=0.0) or 1.0
    ends = [dot.high for dot in dots if dot.high is not None]
    return 1.06 * max(largest * 1.1, min(max(ends, default=0.0), _LONGEST * largest))


def draw_rows(
    ax: Axes, dots: Sequence[Dot], *, unit: str, top: float, reference: Reference | None = None
) -> None:
    """Draw one row a dot, first at the top, with its number above it.

    Parameters
    ----------
    ax : Axes
    dots : sequence of Dot
    unit : str
        What the axis counts.
    top : float
        Where the axis ends; see `axis_top`.
    reference : Reference, optional
    """
    bare(ax)
    upright_grid(ax)
    tidy_axis(ax, top)
    ax.set_ylim(len(dots) - 0.42, -0.78)
    ax.set_yticks([])
    ax.set_xlabel(unit, labelpad=5)
    if reference is not None:
        _reference(ax, reference, top)
    for row, dot in enumerate(dots):
        draw_interval(ax, dot, row, top)
        ax.plot(
            [dot.value], [row], dot.marker, color=dot.colour, ms=6.5, mec="white", mew=0.7,
            clip_on=False, zorder=3, url=dot.url or None,
        )  # fmt: skip
        edge = "left" if dot.value < top * 0.04 else "center"
        ax.annotate(
            dot.text or decimal(dot.value), (dot.value, row), (0, 6.5), ha=edge, va="bottom",
            textcoords="offset points", size=SMALL, weight="bold", color=INK, zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        )  # fmt: skip


def draw_interval(ax: Axes, dot: Dot, row: float, top: float, *, width: float = 3.4) -> None:
    """Draw the interval of a dot; one that leaves the axis ends in an arrow head."""
    if dot.low is None or dot.high is None:
        return
    runs_on = dot.high > top
    ax.plot(
        [dot.low, min(dot.high, top)], [row, row], color=dot.colour, alpha=0.38, lw=width,
        solid_capstyle="butt", zorder=2,
    )  # fmt: skip
    if runs_on:
        ax.plot([top], [row], ">", color=dot.colour, ms=width + 1.5, mew=0, clip_on=False, zorder=2)


def _reference(ax: Axes, reference: Reference, top: float) -> None:
    ax.axvline(reference.value, color=QUIET, lw=0.8, ls=(0, (4, 3)), zorder=1)
    left = reference.value > top * 0.55
    ax.annotate(
        reference.label, (reference.value, 1), (-4 if left else 4, 1),
        xycoords=("data", "axes fraction"), textcoords="offset points",
        ha="right" if left else "left", va="bottom", size=SMALL, color=QUIET,
    )  # fmt: skip


def draw_names(ax: Axes, dots: Sequence[Dot]) -> None:
    """Write names, and notes under them, at the right edge of axes that share their rows."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(len(dots) - 0.42, -0.78)
    for row, dot in enumerate(dots):
        lift = 1.0 if dot.note else -0.5
        ax.annotate(
            printable(dot.label), (1, row), (-10, lift), ha="right",
            va="bottom" if dot.note else "center",
            textcoords="offset points", size=BODY, color=INK,
        )  # fmt: skip
        ax.annotate(
            printable(dot.note), (1, row), (-10, -1.5), ha="right", va="top",
            textcoords="offset points", size=SMALL, color=QUIET,
        )  # fmt: skip


def draw_ranked(
    ax: Axes, dots: Sequence[Dot], *, unit: str, top: float, reference: Reference | None = None
) -> None:
    """Draw many outlets as dots by rate, lowest at the bottom, and name the extremes.

    The named ones stand in colour, with their names at the right and a line to each.
    """
    bare(ax)
    upright_grid(ax)
    tidy_axis(ax, top)
    ranked = sorted(dots, key=lambda dot: (dot.value, dot.label))
    ax.set_ylim(-1, len(ranked))
    ax.set_yticks([])
    ax.set_xlabel(unit, labelpad=5)
    if reference is not None:
        _reference(ax, reference, top)
    others = [(row, dot) for row, dot in enumerate(ranked) if not dot.named]
    crowded = len(ranked) > _CROWD
    grey_intervals(ax, others, top, width=0.4 if crowded else 1.2)
    places = [(dot.value, float(row)) for row, dot in others]
    grey_dots(ax, [dot for _, dot in others], places, size=1.8 if crowded else 3.6)
    for row, dot in enumerate(ranked):
        if dot.named:
            draw_interval(ax, dot, row, top, width=2.2)
            ax.plot(
                [dot.value], [row], dot.marker, color=dot.colour, ms=5.5, mec="white", mew=0.4,
                zorder=4, url=dot.url or None,
            )  # fmt: skip
    _name_extremes(ax, ranked, top)


def grey_dots(
    ax: Axes, dots: Sequence[Dot], places: Sequence[tuple[float, float]], *, size: float
) -> None:
    """Draw dots that are not named, all at once: one by one, hundreds take seconds."""
    if not dots:
        return
    across, up = zip(*places, strict=True)
    drawn = ax.scatter(across, up, s=size**2, color=GREY, linewidths=0, zorder=3, clip_on=False)
    drawn.set_urls([dot.url or None for dot in dots])


def grey_intervals(ax: Axes, dots: Sequence[tuple[int, Dot]], top: float, *, width: float) -> None:
    """Draw the intervals of dots that are not named, all at once."""
    ends = [(row, d.low, min(d.high, top)) for row, d in dots if d.low is not None and d.high]
    if ends:
        rows, low, high = zip(*ends, strict=True)
        ax.hlines(rows, low, high, color=GREY, alpha=0.38, lw=width, zorder=2)


def _name_extremes(ax: Axes, ranked: Sequence[Dot], top: float) -> None:
    named = [(row, dot) for row, dot in enumerate(ranked) if dot.named]
    height = ax.get_window_extent().height / ax.figure.dpi
    apart = (len(ranked) + 1) / height * 0.17
    places = spread(
        np.array([row for row, _ in named], dtype=float), apart, -0.5, len(ranked) - 0.5
    )
    for (row, dot), place in zip(named, places, strict=True):
        end = min(dot.high if dot.high is not None else dot.value, top)
        ax.plot(
            [end, top, top * 1.03], [row, row, place], color=LINE, lw=0.6, clip_on=False, zorder=1
        )
        ax.plot([top * 1.045], [place], dot.marker, color=dot.colour, ms=4.5, mew=0, clip_on=False)
        ax.annotate(
            f"{printable(dot.label)}  {decimal(dot.value)}", (top * 1.045, place), (6, 0),
            textcoords="offset points", va="center", size=SMALL, color=INK, annotation_clip=False,
        )  # fmt: skip


def spread(
    places: np.ndarray[tuple[int, ...], np.dtype[np.float64]], apart: float, low: float, high: float
) -> list[float]:
    """Move rising places as little as needed for them to be ``apart``, within ``low`` to ``high``.

    Examples
    --------
    >>> spread(np.array([1.0, 1.0, 9.0]), 2.0, 0.0, 10.0)
    [1.0, 3.0, 9.0]
    """
    moved: list[float] = []
    for place in places.tolist():
        moved.append(max(place, moved[-1] + apart) if moved else max(place, low))
    ceiling = high
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], ceiling)
        ceiling = moved[number] - apart
    return moved
