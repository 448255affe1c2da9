"""Who calls what by which name: shares among the mentions of one referent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.measure.articles import UNQUOTED, BoolArray, HitIndex, LongArray, Sample
from framing.measure.hits import UNCLEAR
from framing.measure.tables import Cell, table_of
from framing.model import Entry
from framing.stats.shares import share_of
from framing.text.voices import Voice

# The row of a referent that holds all its names of strength 1 or more.
ALL_LOADED = "(all loaded names)"
# `voice` of the rows that a comparison reads: headline, own and paraphrase together.
COUNTED = "counted"


def naming_table(sample: Sample, index: HitIndex, entries: Sequence[Entry]) -> pa.Table:
    """Build the table of names.

    For each referent, name and outlet: one row with ``voice`` ``counted`` (headline, own voice
    and paraphrase; with the share among the outlet's mentions of the referent, and its
    interval), and one for each voice in which the name occurs, quotations included. A name that
    an outlet does not use has a ``counted`` row where the outlet mentions the referent.
    """
    referent, referents = index.codes("referent")
    rows: list[tuple[Cell, ...]] = []
    names = _Names(index, entries)
    for number, label in sorted(enumerate(referents), key=lambda pair: str(pair[1])):
        if label == UNCLEAR:
            continue
        inside = np.flatnonzero(referent == number)
        rows += _referent_rows(sample, index, label, inside, names)
    return table_of("naming", rows)


class _Names:
    """The name that a hit goes by: its term, or what was matched where the term has a slot."""

    def __init__(self, index: HitIndex, entries: Sequence[Entry]) -> None:
        self._entries = {(e.term, e.referent): e for e in entries}
        self._index = index

    def of(self, rows: LongArray) -> list[tuple[str, int, str]]:
        """Return name, strength and plain wording for each row."""
        part = self._index.hits.select(["entry", "referent", "matched"]).take(pa.array(rows))
        found = []
        for term, referent, matched in zip(
            *(part[name].to_pylist() for name in ("entry", "referent", "matched")), strict=True
        ):
            entry = self._entries[term, referent]
            open_term = any(mark in term for mark in ("{", "..", "*"))
            name = _tidy(matched) if open_term else term
            found.append((name, entry.strength, entry.plain))
        return found


def _tidy(matched: str) -> str:
    flat = " ".join(matched.split())
    return flat.removesuffix("’s").removesuffix("'s")


def _referent_rows(
    sample: Sample, index: HitIndex, referent: str, rows: LongArray, names: _Names
) -> list[tuple[Cell, ...]]:
    named = names.of(rows)
    strengths = {name: (strength, plain) for name, strength, plain in named}
    loaded = [name for name, (strength, _) in strengths.items() if strength >= 1]
    counts = Counter(name for name, _, _ in named)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    label = np.array([name for name, _, _ in named], dtype=object)
    found: list[tuple[Cell, ...]] = []
    if loaded:
        together = np.isin(label, loaded)
        head: tuple[Cell, ...] = (referent, ALL_LOADED, None, None)
        found += _name_rows(sample, index, head, rows, together)
    for name in order:
        strength, plain = strengths[name]
        head = (referent, name, strength, plain or None)
        found += _name_rows(sample, index, head, rows, label == name)
    return found


def _name_rows(
    sample: Sample,
    index: HitIndex,
    head: tuple[Cell, ...],
    rows: LongArray,
    chosen: BoolArray,
) -> list[tuple[Cell, ...]]:
    size = len(sample.articles)
    voice, article = index.voice[rows], index.article[rows]
    unquoted = np.isin(voice, [int(one) for one in UNQUOTED])
    mentions = np.bincount(article[unquoted], minlength=size)
    mine = np.bincount(article[unquoted & chosen], minlength=size)
    found: list[tuple[Cell, ...]] = []
    for number, outlet in enumerate(sample.outlets):
        places = sample.of(number)
        if mentions[places].any():
            estimate = share_of(mine[places], mentions[places])
            interval = estimate.interval
            ends = (interval.low, interval.high) if interval else (None, None)
            used, wide = int(mine[places].sum()), int((mine[places] > 0).sum())
            found.append((*head, outlet, COUNTED, used, wide, estimate.value, *ends))
        for one in (Voice.HEADLINE, Voice.OWN, Voice.PARAPHRASE, Voice.QUOTED):
            here = chosen & (voice == one) & np.isin(article, places)
            if here.any():
                wide = len(np.unique(article[here]))
                found.append((*head, outlet, one.label, int(here.sum()), wide, None, None, None))
    return found


def unclear_names(hits: pa.Table) -> int:
    """Return how many matches could mean several things and count for none."""
    return int(pc.sum(pc.equal(hits["referent"], UNCLEAR)).as_py() or 0)
