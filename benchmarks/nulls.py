"""Whether comparisons claim what is not there, and find what is: STATISTICS section 9.

Usage: python benchmarks/nulls.py NEWS [--repeats N] [--write]
Random sides of one outlet do not differ, so every difference claimed between them is false; in
others differences are planted. G2, which takes every word for an independent draw, stands beside.
Prints the tables of docs/accuracy.md; with --write it writes them there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from measuring.pages import DOCS, markdown, write_section
from measuring.profiles import Profile, profiles_of
from measuring.runs import say
from measuring.trials import (
    CLASSES,
    DESIGNS,
    PLANTINGS,
    Nulls,
    Powers,
    null_distances,
    nulls,
    powers,
    share_coverage,
)

from framing.settings import SEED

# Outlets of this size give two hundreds of articles.
_LEAST_ARTICLES = 200
_DISTANCE_SIZES = (20, 100)


def null_tables(rows: dict[str, Nulls]) -> str:
    """Return the tables of false claims: by our rule, and by G2."""
    return "\n".join(
        f"{name}:\n\n{_null_table(rows, rule)}"
        for rule, name in (("ours", "Our rule"), ("G2", "G2 (log-likelihood)"))
    )


def _null_table(rows: dict[str, Nulls], rule: str) -> str:
    header = [
        "sides", "words tested", "p up to .05", "p up to .001",
        "comparisons", "with a false claim", "false claims in all",
    ]  # fmt: skip
    return markdown(
        header,
        [
            [
                design,
                f"{one.tests:,}",
                *(f"{one.rate(rule, level):.4f}" for level in (0.05, 0.001)),
                f"{one.splits:,}",
                f"{one.splits_with[rule]:,}",
                f"{one.claims[rule]:,}",
            ]
            for design, one in rows.items()
        ],
    )


def power_table(rows: dict[str, Powers]) -> str:
    """Return the table of planted differences: how many were found, and what else was shown."""
    header = ["planted", "rule", "all", *CLASSES, "shown in all", "of them false"]
    cells = [
        [
            planting,
            rule,
            _of(sum(one.found[rule, name] for name in CLASSES), one.planted.total()),
            *(_of(one.found[rule, name], one.planted[name]) for name in CLASSES),
            f"{one.shown[rule]:,}",
            _of(one.false[rule], one.shown[rule]),
        ]
        for planting, one in rows.items()
        for rule in ("ours", "G2")
    ]
    return markdown(header, cells)


def _of(part: int, whole: int) -> str:
    return f"{part / whole:.3f} of {whole:,}" if whole else "none"


def distance_line(profiles: Sequence[Profile], size: int, repeats: int) -> str:
    """Return a sentence on distances between random sides: zero on average, if all is well."""
    found = np.array(null_distances(profiles, size, repeats, SEED))
    error = found.std(ddof=1) / np.sqrt(len(found))
    return (
        f"- Distance between random sides of {size} articles: mean {found.mean():.5f}, "
        f"{abs(found.mean()) / error:.1f} standard errors from 0, in {len(found)} comparisons.\n"
    )


def section_of(profiles: Sequence[Profile], repeats: int) -> str:
    """Measure everything, and return the section of the page."""
    rows = {}
    for design in DESIGNS:
        say(f"no difference: {design}")
        rows[design] = nulls(profiles, design, repeats, SEED)
    say("planted differences")
    planted = power_table({how: powers(profiles, how, repeats, SEED) for how in PLANTINGS})
    say("distances and shares")
    held, tried = share_coverage(profiles, repeats, SEED)
    articles = sum(len(profile.ids) for profile in profiles)
    return "".join(
        [
            f"{len(profiles)} outlets with at least {_LEAST_ARTICLES} articles, ",
            f"{articles:,} articles in all, {repeats} comparisons of each outlet and kind.\n\n",
            null_tables(rows),
            "\nPlanted differences of 1.5 to 3 times between two sides of 100 articles, found by ",
            "hits of the word before:\n\n",
            planted + "\n",
            *(distance_line(profiles, size, repeats) for size in _DISTANCE_SIZES),
            "- Intervals of shares from 20 articles that hold the share in the outlet: ",
            f"{_of(held, tried)}.\n",
        ]
    )


def main() -> int:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path, help="articles with outlets, as the program reads them")
    parser.add_argument("--repeats", type=int, default=4, help="splits of each outlet")
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    asked = parser.parse_args()
    say("reading")
    profiles = profiles_of(asked.news, least=_LEAST_ARTICLES)
    section = section_of(profiles, asked.repeats)
    sys.stdout.write(section)
    if asked.write:
        write_section(DOCS / "accuracy.md", "comparisons", section)
    return 0


if __name__ == "__main__":
    sys.exit(main())
