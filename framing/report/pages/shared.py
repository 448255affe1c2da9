"""What several pages draw or say in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure as Canvas

from framing.report.charts.dots import (
    ROW,
    ROW_CLOSE,
    Reference,
    axis_top,
    draw_names,
    draw_ranked,
    draw_rows,
)
from framing.report.charts.theme import BODY, SMALL, WIDTH, Dot, axes_in, text_inches
from framing.report.document import Cell
from framing.report.view import FEW_OUTLETS, Row, View

# How panels of many outlets are read.
CLOUD = "all outlets as dots; named: whose 95% interval begins highest, and whose ends lowest"
_BELOW, _ABOVE = 0.4, 0.2
_RANKED_HEIGHT = 2.15
_NARROWEST = 0.34
_ROOMY = 5


def dot_of(view: View, row: Row, measure: str = "", *, note: str = "", url: str = "") -> Dot:
    """Return an outlet's dot with its looks.

    Parameters
    ----------
    view : View
    row : Row
        With ``outlet`` and, each with the prefix ``measure``, ``rate``, ``low`` and ``high``.
    measure : str
        Empty or ``strong_``.
    note : str
        Stands under the name.
    url : str
        Where a click on the dot leads.
    """
    style = view.style_of[row["outlet"]]
    return Dot(
        label=view.shown(row["outlet"]),
        colour=style.colour,
        marker=style.marker,
        value=row[f"{measure}rate"] or 0.0,
        low=None if view.describes else row[f"{measure}low"],
        high=None if view.describes else row[f"{measure}high"],
        note=note,
        url=url,
        named=style.named,
    )


def cells(*texts: str) -> tuple[Cell, ...]:
    """Return plain cells."""
    return tuple(Cell(text) for text in texts)


def size_of_rows(dots: Sequence[Dot]) -> tuple[float, float]:
    """Return the size of a figure of rows, or of ranked dots where there are many."""
    if len(dots) > FEW_OUTLETS:
        return WIDTH, _RANKED_HEIGHT + _BELOW + _ABOVE
    return WIDTH, len(dots) * (ROW if len(dots) <= _ROOMY else ROW_CLOSE) + 0.1 + _BELOW + _ABOVE


def name_column(dots: Sequence[Dot]) -> float:
    """Return the inches that names and notes take at the left of rows."""
    names = [text_inches(dot.label, BODY) for dot in dots]
    notes = [text_inches(dot.note, SMALL) for dot in dots]
    return max(names + notes) + 0.3


def draw_panels(
    canvas: Canvas, panels: Sequence[tuple[str, Sequence[Dot], Reference | None]]
) -> None:
    """Draw panels of the same outlets side by side, the first one the widest.

    Parameters
    ----------
    canvas : matplotlib Figure
    panels : sequence of (unit, dots, reference)
    """
    if len(panels[0][1]) > FEW_OUTLETS:
        _draw_ranked(canvas, panels[0])
        return
    names = name_column(panels[0][1])
    height = canvas.get_size_inches()[1] - _BELOW - _ABOVE
    draw_names(axes_in(canvas, 0, _BELOW, names, height), panels[0][1])
    gap = 0.3
    room = WIDTH - names - gap * (len(panels) - 1) - 0.1
    tops = [axis_top(dots, reference) for _, dots, reference in panels]
    left = names
    for top, (unit, dots, reference) in zip(tops, panels, strict=True):
        # One scale for all panels, unless that leaves one too narrow to read.
        share = min(max(top / sum(tops), _NARROWEST), 1 - _NARROWEST * (len(tops) - 1))
        ax = axes_in(canvas, left, _BELOW, room * share, height)
        draw_rows(ax, dots, unit=unit, top=top, reference=reference)
        left += room * share + gap


def _draw_ranked(canvas: Canvas, panel: tuple[str, Sequence[Dot], Reference | None]) -> None:
    unit, dots, reference = panel
    right = max(text_inches(f"{dot.label}  0000.0", SMALL) for dot in dots if dot.named) + 0.3
    ax = axes_in(canvas, 0.1, _BELOW, WIDTH - right - 0.2, _RANKED_HEIGHT)
    draw_ranked(ax, dots, unit=unit, top=axis_top(dots, reference), reference=reference)


def together(rows: Sequence[Row], hits: str, words: str = "words") -> float:
    """Return the rate per 1,000 words of all outlets together."""
    total = sum(row[words] for row in rows)
    return float(1000 * sum(row[hits] for row in rows) / total) if total else 0.0


def voice_words(view: View) -> str:
    """Return in which voice the main measure counts, in words."""
    return {
        "own": "in headlines and the outlet’s own voice",
        "quoted": "inside quotations",
        "all": "in all voices together",
    }[view.analysis.options.voice]
