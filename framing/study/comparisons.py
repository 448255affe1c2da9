"""Every comparison of a report: task by task, in other processes where there is much to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from framing.compare.distances import distances_table
from framing.compare.families import Family
from framing.compare.outlets import (
    KindRows,
    comparisons_table,
    kind_rows,
    pairs_of,
    stories_table,
)
from framing.compare.periods import periods_table
from framing.compare.robustness import robustness_table
from framing.compare.samestory import gaps_table
from framing.compare.sides import Articles
from framing.engine import map_batches
from framing.study.flow import Work

# Below so many counts everything is compared before another process has started.
_COUNTS_WORTH_A_PROCESS = 300_000


@dataclass(frozen=True, slots=True, eq=False)
class Compare:
    """What is compared: kinds of rows, the main measure under other choices, and dates.

    ``families`` begin with the main measure and its strong part, and hold that of words.
    """

    families: Sequence[Family]
    choices: Mapping[str, Family]
    articles: Articles
    dates: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """One piece of the work: the name of its table, or rows, and what it is about."""

    what: str
    families: Sequence[Family]
    choices: Mapping[str, Family]


def comparison_tables(asked: Compare, work: Work) -> dict[str, pa.Table]:
    """Return the tables of comparisons, within stories, gaps, distances, robustness, periods."""
    families, articles = asked.families, asked.articles
    words = [family for family in families if family.kind == "word"]
    tasks = [
        *(_Task("rows", [family], {}) for family in families),
        _Task("distances", words, {}),
        _Task("robustness", [], asked.choices),
        _Task("gaps", families[:2], {}),
    ]
    # The longest first, so that no process is left with one at the end.
    tasks.sort(key=lambda task: -sum(family.hits.nnz for family in task.families))
    counts = sum(family.hits.nnz for family in families)
    jobs = work.jobs if counts > _COUNTS_WORTH_A_PROCESS else 1
    rows: dict[str, KindRows] = {}
    tables: dict[str, pa.Table] = {}
    done = map_batches(partial(_do, articles), tasks, len(tasks), jobs=jobs)
    for task, found in zip(tasks, done, strict=True):
        if isinstance(found, KindRows):
            rows[found.kind] = found
        else:
            tables[task.what] = found
    kinds = [rows[family.kind] for family in families]
    return {
        "comparisons": comparisons_table(kinds),
        "within": stories_table(kinds),
        **tables,
        "periods": periods_table(families[0], articles, asked.dates),
    }


def _do(articles: Articles, task: _Task) -> KindRows | pa.Table:
    if task.what == "distances":
        return distances_table(task.families[0], articles, pairs_of(articles))
    if task.what == "robustness":
        return robustness_table(task.choices, articles)
    if task.what == "gaps":
        return gaps_table(task.families, articles, pairs_of(articles))
    return kind_rows(task.families[0], articles)
