"""From a figure of the document to SVG and PNG, with equal bytes for equal numbers."""

from __future__ import annotations

import io
import textwrap
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from framing.report.charts.theme import BODY, INK, QUIET, SMALL, looks
from framing.report.document import Figure
from framing.report.glyphs import printable

PNG_DPI = 200
_LINE = 0.17
_MARGIN = 0.12
_TITLE_CHARACTERS_PER_INCH, _READING_CHARACTERS_PER_INCH = 12.0, 15.5


def svg_of(figure: Figure, *, outlines: bool = True, titled: bool = False) -> str:
    """Draw a figure as SVG.

    Parameters
    ----------
    figure : Figure
    outlines : bool
        Text as outlines, which look the same everywhere; else as text, for a typesetter.
    titled : bool
        With its title and how-to-read line, for use outside the report.

    Returns
    -------
    str
        One SVG document. Links are `Link.url` fragments.
    """
    with looks(outlines=outlines):
        canvas = _drawn(figure, titled=titled)
        out = io.StringIO()
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        FigureCanvasSVG(canvas).print_svg(out, metadata=nothing)  # type: ignore[no-untyped-call]
    return out.getvalue()


def png_of(figure: Figure) -> bytes:
    """Draw a figure with its title as PNG, fit for a slide."""
    with looks():
        canvas = _drawn(figure, titled=True)
        canvas.set_dpi(PNG_DPI)
        out = io.BytesIO()
        FigureCanvasAgg(canvas).print_png(out, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return out.getvalue()


def _drawn(figure: Figure, *, titled: bool) -> Canvas:
    canvas = Canvas(figsize=figure.size, facecolor="white")
    figure.draw(canvas)
    if titled:
        _add_title(canvas, figure)
    return canvas


def _add_title(canvas: Canvas, figure: Figure) -> None:
    """Make room above and below, and write the title and the how-to-read line there."""
    width, height = figure.size
    title = textwrap.wrap(printable(figure.title), int(width * _TITLE_CHARACTERS_PER_INCH))
    reading = textwrap.wrap(printable(figure.reading), int(width * _READING_CHARACTERS_PER_INCH))
    above, below = (len(lines) * _LINE + 2 * _MARGIN for lines in (title, reading))
    wide, tall = width + 2 * _MARGIN, height + above + below
    canvas.set_size_inches(wide, tall)
    for ax in canvas.axes:
        box = ax.get_position(original=True)
        ax.set_position(
            (
                (box.x0 * width + _MARGIN) / wide,
                (box.y0 * height + below) / tall,
                box.width * width / wide,
                box.height * height / tall,
            )
        )
    left = _MARGIN / wide
    top, bottom = 1 - _MARGIN / tall, (below - _MARGIN) / tall
    style: dict[str, Any] = {"ha": "left", "va": "top", "linespacing": 1.3}
    canvas.text(left, top, "\n".join(title), size=BODY, weight="bold", color=INK, **style)
    canvas.text(left, bottom, "\n".join(reading), size=SMALL, color=QUIET, **style)
