"""Whether the headline differences hang on a choice of method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from framing.compare.families import Family, group_sums
from framing.compare.outlets import compared_outlets
from framing.compare.pairs import Compared, compared
from framing.compare.sides import THE_REST, Articles, pair
from framing.compare.tables import REST
from framing.errors import NotEnoughData
from framing.model import TABLES
from framing.settings import FALSE_DISCOVERY_RATE

# The name of the choice that the report makes, to which others are compared.
AS_REPORTED = "as reported"
SAME_STORY = "within stories that both sides cover"


def robustness_table(choices: Mapping[str, Family], articles: Articles) -> pa.Table:
    """Compare the pairs of a report by the main measure, under each choice.

    Parameters
    ----------
    choices : mapping
        What was chosen, in words, to the main measure under it; `AS_REPORTED` is one of them.
    articles : Articles
        With stories, the comparison within stories is one more choice.

    Returns
    -------
    pyarrow Table
        Columns of ``TABLES["robustness"]``: a row a pair and choice. ``holds`` is yes where the
        difference that is reported is found under the choice as well, in the same direction with
        p below .05, no where it is not; null where none is reported or nothing could be tested.
    """
    rows: list[dict[str, object]] = []
    for target, reference, reported in compared_outlets(choices[AS_REPORTED], articles):
        direction = _direction(reported)
        under = {
            name: reported if name == AS_REPORTED else _plain(family, articles, target, reference)
            for name, family in choices.items()
        }
        matched = _matched(choices[AS_REPORTED], articles, target, reference)
        if matched is not None:
            under[SAME_STORY] = matched
        for name, result in under.items():
            rows.append(
                {
                    "target": articles.outlets[target],
                    "reference": REST if reference == THE_REST else articles.outlets[reference],
                    "choice": name,
                    **_cells(result),
                    "holds": _holds(direction, result),
                }
            )
    return pa.Table.from_pylist(rows, schema=_schema())


def _plain(family: Family, articles: Articles, target: int, reference: int) -> Compared:
    """Compare by the formulas alone: shuffles are for what is claimed, and nothing is here."""
    mine, other = articles.of(target, reference)
    side = np.where(mine, 0, np.where(other, 1, -1)).astype(np.int64)
    sums = group_sums(family, side, 2)
    return compared(family, *(sums.over(np.array([group])) for group in (0, 1)))


def _matched(family: Family, articles: Articles, target: int, reference: int) -> Compared | None:
    if not articles.has_stories:
        return None
    try:
        return pair(family, articles, target, reference, matched=True)
    except NotEnoughData:
        return None


def _direction(rows: Compared) -> int:
    """Return 1 where the target clearly has more, -1 where the reference has, else 0."""
    if not len(rows) or not rows.p[0] < FALSE_DISCOVERY_RATE:
        return 0
    return int(rows.ratio.low[0] > 1) - int(rows.ratio.high[0] < 1)


def _holds(direction: int, rows: Compared) -> str | None:
    if not direction or not len(rows) or np.isnan(rows.p[0]):
        return None
    return "yes" if _direction(rows) == direction else "no"


def _cells(rows: Compared) -> dict[str, int | float | None]:
    if not len(rows):
        return {"hits_target": 0, "hits_reference": 0}
    numbers = {
        "ratio": rows.ratio.value[0],
        "low": rows.ratio.low[0],
        "high": rows.ratio.high[0],
        "p": rows.p[0],
    }
    known = {name: None if np.isnan(value) else float(value) for name, value in numbers.items()}
    if np.isinf(rows.ratio.value[0]):
        known["ratio"] = None
    return {
        "hits_target": int(rows.target.sums.hits[0]),
        "hits_reference": int(rows.reference.sums.hits[0]),
        **known,
    }


def _schema() -> pa.Schema:
    def kind(name: str) -> pa.DataType:
        if name in {"target", "reference", "choice", "holds"}:
            return pa.string()
        return pa.int64() if name.startswith("hits") else pa.float64()

    names: Sequence[str] = TABLES["robustness"]
    return pa.schema([(name, kind(name)) for name in names])
