"""Paired dots: one measure in two places of the same articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from framing.report.charts.theme import BODY, INK, LINE, QUIET, SMALL, bare, tidy_axis, upright_grid
from framing.report.glyphs import printable
from framing.report.wording import decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """A rate in the headline and in the body of one outlet."""

    label: str
    colour: str
    marker: str
    headline: float
    body: float
    url: str = ""


def draw_pairs(ax: Axes, pairs: Sequence[Pair], *, unit: str) -> None:
    """Draw headline (hollow) and body (filled) of each outlet on one row, joined by a line."""
    bare(ax)
    ax.tick_params(axis="y", pad=10)
    upright_grid(ax)
    top = max((max(pair.headline, pair.body) for pair in pairs), default=1.0) * 1.18 or 1.0
    tidy_axis(ax, top)
    ax.set_ylim(len(pairs) - 0.5, -0.85)
    ax.set_yticks(range(len(pairs)), [printable(pair.label) for pair in pairs], size=BODY)
    ax.set_xlabel(unit, labelpad=5)
    for row, pair in enumerate(pairs):
        ax.plot([pair.headline, pair.body], [row, row], color=pair.colour, alpha=0.4, lw=1.6)
        style: dict[str, Any] = {
            "ms": 6.5,
            "mec": pair.colour,
            "mew": 1.3,
            "clip_on": False,
            "zorder": 3,
        }
        ax.plot([pair.body], [row], pair.marker, mfc=pair.colour, url=pair.url or None, **style)
        ax.plot([pair.headline], [row], pair.marker, mfc="white", url=pair.url or None, **style)
        _numbers(ax, pair, row, top)


def _numbers(ax: Axes, pair: Pair, row: int, top: float) -> None:
    """Write both numbers outward of the pair; the words for them on the first row."""
    right = pair.headline >= pair.body
    places = ((pair.headline, "headline", right), (pair.body, "body", not right))
    close = abs(pair.headline - pair.body) < top * 0.02
    for value, name, outward in places:
        at_edge = not outward and value < top * 0.12
        text = f"{name} {decimal(value)}" if row == 0 else decimal(value)
        ax.annotate(
            text, (value, row), (8 if outward else (0 if at_edge else -8), 8 if at_edge else 0),
            textcoords="offset points", ha="left" if outward or at_edge else "right",
            va="bottom" if at_edge else "center",
            size=SMALL, color=INK if not close or outward else QUIET,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.8},
        )  # fmt: skip
    ax.axhline(row, color=LINE, lw=0.3, zorder=0)
