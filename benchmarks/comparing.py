"""How long comparisons take: the 40 largest outlets, words and categories.

Usage: python benchmarks/comparing.py NEWS [--articles N] [--pairs] [--write]
Each outlet against the rest, from the articles on; with --pairs every two outlets as well. Prints
the table of docs/performance.md; with --write it writes it there. CPU time counts this process, and
the processes that read; on a machine that does other work wall time tells little.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyarrow as pa
from measuring.pages import DOCS, markdown, write_section
from measuring.runs import say

from framing import study
from framing.compare.families import Family
from framing.compare.outlets import every_pair, kind_rows
from framing.compare.pairs import Compared
from framing.compare.sides import Articles
from framing.measure.articles import MEASURED
from framing.model import Article
from framing.settings import FALSE_DISCOVERY_RATE, MOST_OUTLETS
from framing.study.comparing import articles_of
from framing.study.families import family_by
from framing.study.flow import Work, prepare, read_segments

_KINDS = ("word", "category")


def families_of(articles: tuple[Article, ...]) -> tuple[list[Family], Articles]:
    """Read articles, and count their words and categories in the outlets' own voice."""
    tools = study.load_tools()
    done = read_segments(
        prepare(articles, tools),
        tools,
        {},
        work=Work(os.cpu_count() or 1),
        profiled=MEASURED["own"],
    )
    sample, index = done.counted()
    families = [family_by(kind, done, (index, sample), "own") for kind in _KINDS]
    return families, articles_of(sample, None, 0)


def largest(family: Family, articles: Articles, most: int) -> tuple[Family, Articles]:
    """Return the articles of the largest outlets alone."""
    sizes = Counter(articles.outlet.tolist())
    outlets = sorted(one for one, _ in sizes.most_common(most))
    kept = np.flatnonzero(np.isin(articles.outlet, outlets))
    number = np.searchsorted(np.array(outlets), articles.outlet[kept])
    some = Articles(
        [articles.ids[place] for place in kept.tolist()],
        number,
        [articles.outlets[one] for one in outlets],
        seed=articles.seed,
    )
    return Family(family.kind, family.items, family.hits[kept], np.asarray(family.base)[kept]), some


def row_of(name: str, started: tuple[float, float], tests: int, shown: int) -> list[str]:
    """Return a row of the table: what was done, how long it took, and how much came of it."""
    wall, cpu = time.monotonic() - started[0], _cpu() - started[1]
    say(f"{name}: {cpu:.0f} s CPU")
    return [name, f"{wall:.0f}", f"{cpu:.0f}", f"{_peak():,.0f}", f"{tests:,}", f"{shown:,}"]


def _cpu() -> float:
    mine = os.times()
    return mine.user + mine.system + mine.children_user + mine.children_system


def _peak() -> float:
    """Return the largest memory of this process and of those it started, in MB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(one).ru_maxrss for one in who) / 1024


def _now() -> tuple[float, float]:
    return time.monotonic(), _cpu()


def _clear(table: pa.Table) -> int:
    return int((np.asarray(table["q"].fill_null(1.0)) < FALSE_DISCOVERY_RATE).sum())


def _claims(rows: Iterable[Compared]) -> tuple[int, int]:
    tests = claims = 0
    for one in rows:
        tests += int((~np.isnan(one.p)).sum())
        claims += int(one.claimed.sum())
    return tests, claims


def section_of(articles: tuple[Article, ...], *, pairs: bool) -> str:
    """Measure, and return the section of the page."""
    begun = _now()
    families, sides = families_of(articles)
    rows = [row_of("reading, and counting words and categories", begun, 0, 0)]
    started = _now()
    found = [kind_rows(family, sides) for family in families]
    tests = sum(len(one.p) for one in found)
    claims = sum(_clear(table) for one in found for table in one.shown)
    name = f"{min(len(sides.outlets), MOST_OUTLETS)} outlets, each against the rest"
    rows.append(row_of(name, started, tests, claims))
    rows.append(row_of("both", begun, tests, claims))
    if pairs:
        started = _now()
        counts = [
            _claims(one for _, _, one in every_pair(*largest(family, sides, MOST_OUTLETS)))
            for family in families
        ]
        tests, claims = (sum(part) for part in zip(*counts, strict=True))
        rows.append(row_of("every two of them", started, tests, claims))
    header = ["what", "seconds", "CPU seconds", "peak MB", "tests", "of those shown, q under .05"]
    return f"{len(articles):,} articles.\n\n{markdown(header, rows)}"


def main() -> int:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path, help="articles with outlets, as the program reads them")
    parser.add_argument("--articles", type=int, help="take the first so many")
    parser.add_argument("--pairs", action="store_true", help="compare every two outlets as well")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    asked = parser.parse_args()
    articles = study.read_articles([asked.news]).articles[: asked.articles]
    section = section_of(tuple(articles), pairs=asked.pairs)
    sys.stdout.write(section)
    if asked.write:
        write_section(DOCS / "performance.md", "comparisons", section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
