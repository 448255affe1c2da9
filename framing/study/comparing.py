"""One comparison, as it is asked for and answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.compare.distances import distances_table
from framing.compare.families import Family
from framing.compare.sides import THE_REST, Articles, pair
from framing.compare.tables import rows_table
from framing.errors import UsageError
from framing.measure.articles import Sample
from framing.settings import SEED, TEST_FROM
from framing.stats.fewarticles import needs_caution, what_may_be_said
from framing.stats.keyness import chi_squared, log_likelihood
from framing.stats.multiplicity import claimed

# The reference of an outlet that is compared with all others together.
REST = "rest"
_MOST_NAMED = 10
_ENDS = ("low", "high")


def articles_of(sample: Sample, stories: Sequence[str | None] | None, seed: int) -> Articles:
    """Return the sample as comparisons take it; ``stories`` has one label an article."""
    ids = [article.id for article in sample.articles]
    return Articles(ids, sample.outlet, sample.outlets, stories, SEED + seed)


def sides_of(contrast: Contrast, known: Sequence[str]) -> tuple[str, ...]:
    """Return the outlets that a comparison is about; all where the reference is the rest.

    Raises
    ------
    UsageError
        One of them does not exist, or both are the same.
    """
    for name in (contrast.target, contrast.reference):
        if name not in known and not (name == REST and name == contrast.reference):
            raise UsageError(f"there is no outlet '{name}'.", fix=_hint(name, known))
    if contrast.target == contrast.reference:
        raise UsageError(
            f"'{contrast.target}' cannot be compared with itself.",
            fix=f"Name another outlet, or '{REST}' for all others together.",
        )
    rest = contrast.reference == REST
    return tuple(known) if rest else (contrast.target, contrast.reference)


def _hint(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.4)
    if close:
        return f"Did you mean '{close[0]}'?"
    shown = ", ".join(known[:_MOST_NAMED])
    more = f" and {len(known) - _MOST_NAMED:,} more" if len(known) > _MOST_NAMED else ""
    return f"Known: {shown}{more}."


@dataclass(frozen=True, slots=True)
class Contrast:
    """What `compare` is asked for.

    ``by`` is main, category, entry, naming, word, phrase, voice or distance; ``reference`` may be
    `REST`. ``matched`` compares within stories; ``classic`` adds G2, chi-squared and log2 ratio.
    """

    target: str
    reference: str
    by: str
    matched: bool = False
    classic: bool = False

    @property
    def by_story(self) -> bool:
        """Whether the answer depends on which articles tell the same story."""
        return self.matched or self.by == "distance"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Rows of one comparison, most certain first, and how many articles a side has."""

    table: pa.Table
    articles_target: int
    articles_reference: int


def answer(family: Family, articles: Articles, contrast: Contrast) -> Answer:
    """Compare two outlets, or one with all others together, by one kind of row."""
    target = articles.outlets.index(contrast.target)
    rest = contrast.reference == REST
    reference = THE_REST if rest else articles.outlets.index(contrast.reference)
    sides = articles.of(target, reference)
    sizes = int(sides[0].sum()), int(sides[1].sum())
    if contrast.by == "distance":
        return Answer(distances_table(family, articles, [(target, reference)]), *sizes)
    rows = pair(family, articles, target, reference, matched=contrast.matched)
    rows = rows.take(rows.in_order())
    table = _columns(rows_table(family, rows, articles, sides))
    if contrast.classic:
        sums = rows.target.sums, rows.reference.sums
        table = table.append_column("g2", pa.array(log_likelihood(*sums)))
        table = table.append_column("chi2", pa.array(chi_squared(*sums), from_pandas=True))
        table = table.append_column("log2_ratio", pc.log2(table["ratio"]))
    return Answer(table, *sizes)


def what_it_shows(found: Answer, contrast: Contrast) -> list[str]:
    """Return what has to be known beside the rows: articles, and how much was tested."""
    table = found.table
    sides = [
        f"{name}: {number:,} {'article' if number == 1 else 'articles'}."
        for name, number in (
            (contrast.target, found.articles_target),
            (
                "The rest" if contrast.reference == REST else contrast.reference,
                found.articles_reference,
            ),
        )
    ]
    if contrast.by == "distance":
        return [*sides, "0 is no distance on average; halves are random ones of the first outlet."]
    smaller = min(found.articles_target, found.articles_reference)
    if what_may_be_said(smaller) == "describe":
        return [*sides, "One article says nothing about its outlet: counts only, no interval."]
    if what_may_be_said(smaller) == "intervals":
        return [*sides, f"Nothing is tested with fewer than {TEST_FROM} articles on a side."]
    q = np.asarray(table["q"].fill_null(np.nan), dtype=np.float64)
    low, high = (np.asarray(table[end].fill_null(np.nan), dtype=np.float64) for end in _ENDS)
    clear = int(claimed(q, low, high).sum())
    lines = [*sides, f"Clear differences: {clear:,} of {int((~np.isnan(q)).sum()):,} tested."]
    if needs_caution(smaller):
        lines.append("With so few articles only large, widespread differences can be found.")
    return lines


def _columns(rows: pa.Table) -> pa.Table:
    """Return the columns that `framing compare` prints."""
    pairs = [("hits", "hits"), ("articles", "with"), ("words", "words"), ("rate", "rate")]
    columns = {"term": rows["item"]}
    for name, source in [*pairs, ("dp", "dp")]:
        for side in ("target", "reference"):
            columns[f"{name}_{side}"] = rows[f"{source}_{side}"]
    plain = ("ratio", "low", "high", "stories", "p", "q")
    return pa.table(columns | {name: rows[name] for name in plain})
