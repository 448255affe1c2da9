"""The looks of all charts: one typeface, three sizes, Okabe-Ito colours with a shape each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from framing.report.glyphs import TYPEFACE, printable

# Okabe and Ito (2008), in the order in which outlets take them: strongest contrast first.
COLOURS = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#000000",
    "#8C7A00",
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")
SHAPES = (
    "circle",
    "square",
    "triangle",
    "diamond",
    "triangle pointing down",
    "plus",
    "cross",
    "pentagon",
)
INK, QUIET, LINE, GREY = "#1a1a1a", "#595959", "#d9d9d9", "#a6a6a6"

# The two sizes of charts; titles of pages, in the template, are the third (15).
BODY, SMALL = 9.0, 7.5
# Between the margins of A4 and Letter alike.
WIDTH = 6.6
POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class Dot:
    """One outlet's number as drawn: ``low`` and ``high`` are None where there is no interval."""

    label: str
    colour: str
    marker: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    text: str = ""
    url: str = ""
    named: bool = True


@contextmanager
def looks(*, outlines: bool = True) -> Iterator[None]:
    """Set matplotlib up, whatever the user's own settings; ``outlines`` draws text as paths."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": TYPEFACE,
                "font.size": SMALL,
                "text.parse_math": False,
                "text.color": INK,
                "axes.edgecolor": LINE,
                "axes.labelcolor": QUIET,
                "axes.labelsize": SMALL,
                "axes.linewidth": 0.6,
                "xtick.color": LINE,
                "ytick.color": LINE,
                "xtick.labelcolor": QUIET,
                "ytick.labelcolor": INK,
                "hatch.linewidth": 0.6,
                "svg.hashsalt": "framing",
                "svg.fonttype": "path" if outlines else "none",
            }
        )
        yield


def axes_in(canvas: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Add axes at a place given in inches."""
    wide, high = canvas.get_size_inches()
    return canvas.add_axes((left / wide, bottom / high, width / wide, height / high))


def draw_placed(
    canvas: Figure, *, place: tuple[float, float, float, float], chart: Callable[[Axes], None]
) -> None:
    """Draw a chart on axes at a place (left, bottom, width, height, in inches).

    With `functools.partial` this makes a drawing that may go to another process; a closure could
    not.
    """
    chart(axes_in(canvas, *place))


def text_inches(text: str, size: float = BODY, weight: str = "normal") -> float:
    """Return how wide a line of text is drawn, in inches."""
    font = FontProperties(family=TYPEFACE, size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(printable(text), font, ismath=False)
    return float(width) / POINTS_PER_INCH


def bare(ax: Axes, *, keep: str = "bottom") -> None:
    """Take away the frame but for one side."""
    for side, spine in ax.spines.items():
        spine.set_visible(side == keep)
    ax.tick_params(length=0, pad=4)


def upright_grid(ax: Axes) -> None:
    """Draw thin upright lines behind the marks."""
    ax.set_axisbelow(True)
    ax.grid(visible=True, axis="x", color=LINE, linewidth=0.5)


def tidy_axis(ax: Axes, top: float, *, ticks: int = 5) -> None:
    """Let an axis of rates start at 0 and end a little after the last number."""
    ax.set_xlim(0, top)
    ax.xaxis.set_major_locator(mpl.ticker.MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
