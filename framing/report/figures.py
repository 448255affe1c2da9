"""Figures as files: PNG for a slide, SVG for a designer, and what they show as text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from framing.errors import UsageError
from framing.report.charts.render import png_of, svg_of
from framing.report.document import Figure

FORMATS = ("png", "svg")


def write_figures(
    figures: Sequence[Figure], folder: Path, formats: Collection[str] = FORMATS
) -> list[Path]:
    """Write every figure with its title and how-to-read line, and its alt text as ``.txt``.

    Parameters
    ----------
    figures : sequence of Figure
    folder : Path
        Made where it is missing.
    formats : collection of str
        ``png``, ``svg`` or both.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UsageError
        There is no such format.
    """
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"figures have no format '{name}'.", fix="Write png or svg.")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for figure in figures:
        base = folder / figure.name
        if "png" in formats:
            written.append(base.with_suffix(".png"))
            written[-1].write_bytes(png_of(figure))
        if "svg" in formats:
            written.append(base.with_suffix(".svg"))
            written[-1].write_text(svg_of(figure, titled=True), encoding="utf-8", newline="\n")
        written.append(base.with_suffix(".txt"))
        text = f"{figure.title}\n\n{figure.alt}\n\n{figure.reading}\n"
        written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written
