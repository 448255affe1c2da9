"""Which outlet covered which story: a matrix of counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from framing.report.charts.theme import INK, LINE, SMALL, bare
from framing.report.document import OutletStyle
from framing.report.glyphs import printable


def draw_matrix(
    ax: Axes,
    stories: Sequence[str],
    outlets: Sequence[OutletStyle],
    counts: npt.NDArray[np.int64],
) -> None:
    """Draw a mark with the number of articles where an outlet covered a story.

    Parameters
    ----------
    ax : Axes
    stories : sequence of str
        Row labels.
    outlets : sequence of OutletStyle
    counts : int array, shape (n_stories, n_outlets)
    """
    bare(ax, keep="none")
    ax.set_xlim(-0.5, len(outlets) - 0.5)
    ax.set_ylim(len(stories) - 0.5, -0.5)
    ax.set_xticks([])
    ax.set_yticks(range(len(stories)), [printable(story) for story in stories], size=SMALL)
    for row in range(len(stories) + 1):
        ax.axhline(row - 0.5, color=LINE, lw=0.4)
    for row, column in np.argwhere(counts > 0).tolist():
        style = outlets[column]
        ax.plot([column], [row], style.marker, color=style.colour, ms=8.5, mew=0)
        ax.annotate(
            f"{int(counts[row, column]):,}", (column, row), (8, 0), textcoords="offset points",
            va="center", size=SMALL, color=INK,
        )  # fmt: skip


def draw_heads(ax: Axes, heads: Sequence[str], *, stair: bool) -> None:
    """Write the names of the columns above them; as a stair where they are too wide for it."""
    last = len(heads) - 1
    place: dict[str, Any] = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
    for number, head in enumerate(heads):
        level = 6 + (14.4 * (last - number) if stair else 0)
        side = "center" if not stair else ("left" if number < len(heads) / 2 else "right")
        if stair and number < last:
            arrow = {"arrowstyle": "-", "lw": 0.5, "color": LINE}
            ax.annotate("", (number, 1), (0, level), arrowprops=arrow, **place)
        ax.annotate(
            printable(head), (number, 1), (0, level), ha=side, va="bottom", size=SMALL, color=INK,
            **place,
        )  # fmt: skip
