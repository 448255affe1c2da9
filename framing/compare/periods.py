"""Rates over time: each outlet's own, by week or by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from framing.compare.families import Family, group_sums
from framing.compare.sides import Articles
from framing.compare.tables import PER
from framing.model import TABLES
from framing.settings import FEWEST_WEEKS, MOST_WEEKS
from framing.stats.rates import rates

_DAYS = 7


def periods_table(family: Family, articles: Articles, dates: Sequence[str]) -> pa.Table:
    """Return the rate of each item, outlet and period.

    Parameters
    ----------
    family : Family
    articles : Articles
    dates : sequence of str, length n_articles
        ISO; empty where not known: such articles are left out.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["periods"]``. ``period`` is the Monday of a week or the first of a
        month, ``unit`` week or month; without rows where the dates span less than eight weeks.
        Intervals as those of any rate: none for one article.
    """
    unit = unit_of(dates)
    starts = [start_of(day, unit) if day and unit else "" for day in dates]
    known = sorted({start for start in starts if start})
    place = {start: number for number, start in enumerate(known)}
    outlets = len(articles.outlets)
    group = np.array(
        [
            place[start] * outlets + outlet if start else -1
            for start, outlet in zip(starts, articles.outlet.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    sums = group_sums(family, group, max(len(known) * outlets, 1)).sums
    rows = []
    for number, item in enumerate(family.items):
        side = sums.take(np.array([number]))
        column = type(side)(*(getattr(side, name).ravel() for name in side.__slots__))
        found = rates(column, per=PER, term=family.term)
        for cell in np.flatnonzero(column.articles > 0).tolist():
            estimate = found[cell]
            ends = estimate.interval
            rows.append(
                {
                    "kind": family.kind,
                    "item": item,
                    "outlet": articles.outlets[cell % outlets],
                    "period": known[cell // outlets],
                    "unit": unit,
                    "articles": int(column.articles[cell]),
                    "words": int(column.words[cell]),
                    "hits": int(column.hits[cell]),
                    "rate": estimate.value,
                    "low": ends.low if ends else None,
                    "high": ends.high if ends else None,
                }
            )
    return pa.Table.from_pylist(rows, schema=_schema())


def _schema() -> pa.Schema:
    whole, text = {"articles", "words", "hits"}, {"kind", "item", "outlet", "period", "unit"}
    kinds = {**dict.fromkeys(whole, pa.int64()), **dict.fromkeys(text, pa.string())}
    return pa.schema([(name, kinds.get(name, pa.float64())) for name in TABLES["periods"]])


def unit_of(dates: Sequence[str]) -> str:
    """Return week or month, as the span of the dates asks for; empty below eight weeks.

    Examples
    --------
    >>> unit_of(["2026-01-01", "2026-01-31"]), unit_of(["2026-01-01", "2026-04-01"])
    ('', 'week')
    >>> unit_of(["2025-01-01", "", "2026-04-01"])
    'month'
    """
    days = sorted(day for day in dates if day)
    if not days:
        return ""
    weeks = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days / _DAYS
    if weeks < FEWEST_WEEKS:
        return ""
    return "week" if weeks <= MOST_WEEKS else "month"


def start_of(day: str, unit: str) -> str:
    """Return the first day of the week (a Monday) or month of a day.

    Examples
    --------
    >>> start_of("2026-04-01", "week"), start_of("2026-04-15", "month")
    ('2026-03-30', '2026-04-01')
    """
    if unit == "month":
        return f"{day[:7]}-01"
    when = date.fromisoformat(day)
    return (when - timedelta(days=when.weekday())).isoformat()
