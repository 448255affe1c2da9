"""Over time: the main measure of each outlet by week or by month."""

from __future__ import annotations

from functools import partial

from framing.report.charts.course import Course, Period, course_size, draw_courses
from framing.report.document import Figure, Link, Page
from framing.report.pages.shared import voice_words
from framing.report.view import Row, View
from framing.report.wording import count, dated, decimal

# A line of fewer points shows no course.
_FEWEST = 3


def course_page(view: View) -> Page | None:
    """Build the page over time; None where dates span less than eight weeks."""
    by_outlet: dict[str, list[Row]] = {}
    for row in view.rows("periods"):
        if row["rate"] is not None:
            by_outlet.setdefault(row["outlet"], []).append(row)
    courses = [
        _course(view, outlet, by_outlet[outlet])
        for outlet in view.named
        if len(by_outlet.get(outlet, ())) >= _FEWEST
    ]
    if not courses:
        return None
    lead = (
        "Rates of an outlet in its own voice, period by period. Nothing is tested: no trend can be "
        "read into intervals that overlap."
    )
    return Page("time", "Over time", lead, (_figure(view, courses),))


def _course(view: View, outlet: str, rows: list[Row]) -> Course:
    style = view.style_of[outlet]
    periods = tuple(Period(row["period"], row["rate"], row["low"], row["high"]) for row in rows)
    articles = sum(row["articles"] for row in rows)
    return Course(
        view.shown(outlet), style.colour, style.marker, periods, count(articles, "article")
    )


def _figure(view: View, courses: list[Course]) -> Figure:
    starts = sorted(period.start for course in courses for period in course.periods)
    unit = view.rows("periods")[0]["unit"]
    shown = "" if len(courses) == len(view.outlets) else (
        f" Shown: {count(len(courses), 'outlet')} of {len(view.outlets):,}, of those that page one "
        f"names; the others: tables/periods.csv."
    )  # fmt: skip
    return Figure(
        "over-time",
        f"Loaded words per 1,000 words by {unit}, {_span(starts[0], starts[-1], unit)}",
        f"Loaded words {voice_words(view)} per 1,000 words of it. A dot: a {unit} with articles of "
        f"the outlet. Upright lines: 95% intervals, cut at the top where they run on; none for a "
        f"{unit} with one article. All panels have one scale.{shown}",
        "Courses. " + "; ".join(map(_alt, courses)) + ".",
        partial(draw_courses, courses=courses),
        course_size(len(courses)),
        Link("evidence"),
    )


def _span(first: str, last: str, unit: str) -> str:
    """Return the first and last period in words: months without their day."""
    text = dated(first, last)
    return text if unit == "week" else " to ".join(p.partition(" ")[2] for p in text.split(" to "))


def _alt(course: Course) -> str:
    rates = [period.rate for period in course.periods]
    return (
        f"{course.label}: {len(rates):,} periods, from {decimal(min(rates))} to "
        f"{decimal(max(rates))}, last {decimal(rates[-1])}"
    )
