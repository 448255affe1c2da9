"""Rates over time: a panel an outlet, all on one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from framing.report.charts.theme import INK, LINE, QUIET, SMALL, WIDTH, axes_in, bare, text_inches
from framing.report.glyphs import printable

_LEFT, _GAP, _TITLE, _AXIS, _PANEL = 0.42, 0.4, 0.26, 0.26, 0.95
_COLUMNS = 2
_DATES = 5
# strftime would follow the locale.
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Period:
    """A rate from a day on; no interval from one article."""

    start: str
    rate: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """The periods of one outlet, and a note beside its name."""

    label: str
    colour: str
    marker: str
    periods: tuple[Period, ...]
    note: str = ""


def course_size(panels: int) -> tuple[float, float]:
    """Return the size of the figure."""
    rows = math.ceil(panels / _COLUMNS)
    return WIDTH, rows * (_PANEL + _TITLE + _AXIS)


def draw_courses(canvas: Canvas, *, courses: Sequence[Course]) -> None:
    """Draw the courses, left to right and down, over the same days and up to the same rate."""
    days = [_day(period.start) for course in courses for period in course.periods]
    first, last = min(days), max(days)
    edge = max((last - first) * 0.03, 4)
    top = _top(courses)
    height = canvas.get_size_inches()[1]
    width = (WIDTH - _LEFT - (_COLUMNS - 1) * _GAP) / _COLUMNS - 0.05
    for number, course in enumerate(courses):
        row, column = divmod(number, _COLUMNS)
        bottom = height - (row + 1) * (_PANEL + _TITLE + _AXIS) + _AXIS
        ax = axes_in(canvas, _LEFT + column * (width + _GAP), bottom, width, _PANEL)
        draw_course(ax, course, top=top)
        ax.set_xlim(first - edge, last + edge)
        _dates(ax, first, last)


def draw_course(ax: Axes, course: Course, *, top: float) -> None:
    """Draw one course: dots in the order of time, joined, each with its interval upright."""
    bare(ax)
    ax.set_axisbelow(True)
    ax.grid(visible=True, axis="y", color=LINE, linewidth=0.5)
    ax.set_ylim(0, top)
    ax.yaxis.set_major_locator(mpl.ticker.MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    ax.tick_params(axis="y", labelsize=SMALL, labelcolor=QUIET)
    days = [_day(period.start) for period in course.periods]
    rates = [period.rate for period in course.periods]
    crowded = len(days) > 40  # noqa: PLR2004 -- from here on dots touch
    ax.plot(days, rates, color=course.colour, lw=0.7, alpha=0.55, zorder=2)
    for day, period in zip(days, course.periods, strict=True):
        if period.low is not None and period.high is not None:
            ax.plot(
                [day, day], [period.low, min(period.high, top)], color=course.colour, alpha=0.35,
                lw=1.0 if crowded else 2.0, solid_capstyle="butt", zorder=2,
            )  # fmt: skip
    shown = [(d, r) for d, r in zip(days, rates, strict=True) if r <= top]
    ax.plot(
        [d for d, _ in shown], [r for _, r in shown], course.marker, color=course.colour,
        ms=2.6 if crowded else 4.2, mew=0, zorder=3, ls="none", clip_on=False,
    )  # fmt: skip
    title = course.label
    room = ax.get_window_extent().width / ax.figure.dpi - text_inches(course.note, SMALL) - 0.1
    while text_inches(title, SMALL, "bold") > room and len(title) > 1:
        title = f"{title[:-2].rstrip()}…"
    ax.annotate(
        printable(title), (0, 1), (0, 5), xycoords="axes fraction", size=SMALL, color=INK,
        textcoords="offset points", weight="bold",
    )  # fmt: skip
    ax.annotate(
        course.note, (1, 1), (0, 5), xycoords="axes fraction", size=SMALL, color=QUIET, ha="right",
        textcoords="offset points",
    )  # fmt: skip


def _top(courses: Sequence[Course]) -> float:
    """Return where the scale ends: past every rate, but not past a runaway interval."""
    rates = [period.rate for course in courses for period in course.periods]
    ends = [p.high for course in courses for p in course.periods if p.high is not None]
    largest = max(rates, default=1.0) or 1.0
    return max(largest * 1.06, min(max(ends, default=0.0), 1.4 * largest))


def _day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def _dates(ax: Axes, first: int, last: int) -> None:
    """Label a few days: years where there are many, else days of months."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    years = end.year - begin.year
    if years >= 2:  # noqa: PLR2004 -- then years tell enough
        step = math.ceil(years / _DATES)
        days = [date(y, 1, 1) for y in range(begin.year, end.year + 1) if y % step == 0]
        days = [day for day in days if first <= day.toordinal() <= last]
        labels = [str(day.year) for day in days]
    else:
        apart = max((last - first) // (_DATES - 2), 1)
        days = [date.fromordinal(day) for day in range(first, last + 1, apart)]
        labels = [
            f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
            if years
            else f"{day.day} {_MONTHS[day.month - 1]}"
            for day in days
        ]
    ax.set_xticks([day.toordinal() for day in days], labels, size=SMALL)
