"""A dot beside what chance gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from framing.report.charts.theme import INK, QUIET, SMALL, bare, upright_grid
from framing.report.glyphs import printable

# Inches a row: of a few outlets, and of many.
ROW, ROW_CLOSE = 0.22, 0.15


@dataclass(frozen=True, slots=True)
class Band:
    """A value, and from where to where chance alone would put it; None where that is not known."""

    label: str
    colour: str
    marker: str
    value: float
    low: float | None
    high: float | None
    note: str = ""


def draw_bands(ax: Axes, bands: Sequence[Band], *, unit: str, notes: str) -> None:
    """Draw one row a value: a dot, and a grey band for chance; notes at the right.

    Parameters
    ----------
    ax : Axes
    bands : sequence of Band
        First at the top.
    unit : str
        What the axis counts.
    notes : str
        Stands above the notes.
    """
    bare(ax)
    upright_grid(ax)
    ax.set_ylim(len(bands) - 0.4, -0.7)
    ax.set_yticks(range(len(bands)), [printable(band.label) for band in bands], size=SMALL)
    ax.set_xlabel(unit, labelpad=4)
    ax.axvline(0, color=QUIET, lw=0.8, zorder=1)
    for row, band in enumerate(bands):
        if band.low is not None and band.high is not None:
            ax.barh(
                row, band.high - band.low, left=band.low, height=0.62, color="#dcdcdc", zorder=1.5
            )
        ax.plot(
            [band.value], [row], band.marker, color=band.colour, ms=5, mew=0,
            zorder=3, clip_on=False,
        )  # fmt: skip
        ax.annotate(
            band.note, (1, row), (8, 0), xycoords=("axes fraction", "data"), va="center_baseline",
            textcoords="offset points", size=SMALL, color=INK, annotation_clip=False,
        )  # fmt: skip
    ax.annotate(
        notes, (1, 1), (8, 3), xycoords="axes fraction", textcoords="offset points", size=SMALL,
        color=QUIET, annotation_clip=False,
    )  # fmt: skip
    if bands and bands[0].low is not None and bands[0].high is not None:
        ax.annotate(
            "chance", (bands[0].high, -0.34), (2, 1), textcoords="offset points", size=SMALL,
            color=QUIET, va="bottom",
        )  # fmt: skip
