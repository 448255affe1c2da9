"""Who calls what by which name: shares among the mentions of one referent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from framing.measure.articles import UNQUOTED, BoolArray, HitIndex, LongArray, Sample
from framing.measure.hits import UNCLEAR
from framing.model import TABLES, Entry
from framing.stats.arrays import RealArray
from framing.stats.shares import ShareSums, share_intervals
from framing.text.voices import Voice

# The row of a referent that holds all its names of strength 1 or more.
ALL_LOADED = "(all loaded names)"
# `voice` of the rows that a comparison reads: headline, own and paraphrase together.
COUNTED = "counted"

_SHOWN = (Voice.HEADLINE, Voice.OWN, Voice.PARAPHRASE, Voice.QUOTED)


def naming_table(sample: Sample, index: HitIndex, entries: Sequence[Entry]) -> pa.Table:
    """Build the table of names.

    For each referent, name and outlet: one row with ``voice`` ``counted`` (headline, own voice
    and paraphrase; with the share among the outlet's mentions of the referent, and its
    interval), and one for each voice in which the name occurs, quotations included. A name that
    an outlet does not use has a ``counted`` row where the outlet mentions the referent.
    """
    names = _names(index, entries)
    mentions = _mentions(index, names)
    unquoted = np.isin(mentions.voice, [int(one) for one in UNQUOTED])
    parts = [_counted(mentions.take(unquoted), names, sample)]
    parts += [
        _in_voice(mentions.take(mentions.voice == one), names, sample, one.label) for one in _SHOWN
    ]
    table = pa.concat_tables(parts)
    keys = [(name, "ascending") for name in ("referent", "order", "outlet_order", "voice")]
    return table.sort_by(keys).select(list(TABLES["naming"]))


@dataclass(frozen=True, slots=True, eq=False)
class NamedMentions:
    """Mentions outside quotation marks, for comparing names as choices.

    ``names`` are ``referent:name``, with one more a referent for all its loaded names; ``referent``
    has the place of each name's referent. The other arrays have one item a mention and name.
    """

    names: tuple[str, ...]
    referent: LongArray
    referents: int
    name: LongArray
    article: LongArray
    whole: BoolArray


def named_mentions(index: HitIndex, entries: Sequence[Entry]) -> NamedMentions:
    """Return who is called what; ``whole`` leaves out what stands for several names together."""
    names = _names(index, entries)
    mentions = _mentions(index, names)
    mentions = mentions.take(np.isin(mentions.voice, [int(one) for one in UNQUOTED]))
    single = tuple(f"{name[0]}:{name[1]}" for name in names.names)
    together = tuple(f"{referent}:{ALL_LOADED}" for referent in names.referents)
    return NamedMentions(
        names=single + together,
        referent=np.concatenate([names.referent, np.arange(len(names.referents))]),
        referents=len(names.referents),
        name=mentions.name,
        article=mentions.article,
        whole=mentions.name < len(single),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """The names of a run. ``of_hit`` numbers the name of each hit, -1 for hits that name nothing.

    Each referent has one more name, for all its loaded ones: number ``len(names) + referent``.
    """

    names: tuple[tuple[str, str, int, str], ...]
    referents: tuple[str, ...]
    referent: LongArray
    loaded: BoolArray
    of_hit: LongArray


def _names(index: HitIndex, entries: Sequence[Entry]) -> _Names:
    """Find the name each hit goes by: its term, or what was matched where the term has a slot."""
    known = {(e.term, e.referent): e for e in entries if e.referent}
    hits = index.hits.select(["entry", "referent", "matched"])
    named = np.asarray(hits["referent"].is_valid())
    rows = np.flatnonzero(named)
    numbers: dict[tuple[str, str, int, str], int] = {}
    of_hit = np.full(len(hits), -1, dtype=np.int64)
    columns = (column.to_pylist() for column in hits.take(pa.array(rows)).columns)
    for row, term, referent, matched in zip(rows.tolist(), *columns, strict=True):
        if referent == UNCLEAR:
            continue
        entry = known[term, referent]
        open_term = any(mark in term for mark in ("{", "..", "*"))
        name = (referent, _tidy(matched) if open_term else term, entry.strength, entry.plain)
        of_hit[row] = numbers.setdefault(name, len(numbers))
    referents = sorted({name[0] for name in numbers})
    place = {referent: number for number, referent in enumerate(referents)}
    return _Names(
        names=tuple(numbers),
        referents=tuple(referents),
        referent=np.array([place[name[0]] for name in numbers], dtype=np.int64),
        loaded=np.array([name[2] >= 1 for name in numbers], dtype=np.bool_),
        of_hit=of_hit,
    )


def _tidy(matched: str) -> str:
    flat = " ".join(matched.split())
    return flat.removesuffix("’s").removesuffix("'s")


@dataclass(frozen=True, slots=True, eq=False)
class _Mentions:
    """Mentions of names, loaded ones a second time under the name for all of them."""

    name: LongArray
    article: LongArray
    voice: LongArray

    def take(self, rows: BoolArray) -> _Mentions:
        return _Mentions(self.name[rows], self.article[rows], self.voice[rows])


def _mentions(index: HitIndex, names: _Names) -> _Mentions:
    rows = np.flatnonzero(names.of_hit >= 0)
    name = names.of_hit[rows]
    again = names.loaded[name] if len(name) else np.zeros(0, dtype=np.bool_)
    together = len(names.names) + names.referent[name[again]]
    rows_twice = np.concatenate([rows, rows[again]])
    return _Mentions(
        np.concatenate([name, together]), index.article[rows_twice], index.voice[rows_twice]
    )


def _counted(mentions: _Mentions, names: _Names, sample: Sample) -> pa.Table:
    """Return the rows that are compared: each name of a referent by outlets that mention it."""
    articles, outlets = len(sample.articles), len(sample.outlets)
    own = mentions.name < len(names.names)
    referent = np.concatenate([names.referent, np.arange(len(names.referents))])
    keys, m = np.unique(
        referent[mentions.name[own]] * articles + mentions.article[own], return_counts=True
    )
    group = keys // articles * outlets + sample.outlet[keys % articles]
    size = len(names.referents) * outlets
    by_outlet = [_sums(group, weights, size) for weights in (np.ones(len(m)), m, m * m)]
    pairs, x = np.unique(mentions.name * articles + mentions.article, return_counts=True)
    name, article = pairs // articles, pairs % articles
    m_here = m[np.searchsorted(keys, referent[name] * articles + article)]
    total = len(referent) * outlets
    cell = name * outlets + sample.outlet[article]
    used = [_sums(cell, weights, total) for weights in (x, x * x, x * m_here, x > 0)]
    every = np.arange(total)
    loaded_somewhere = np.isin(np.arange(len(referent)), mentions.name)
    base = referent[every // outlets] * outlets + every % outlets
    shown = (by_outlet[1][base] > 0) & (
        (every // outlets < len(names.names)) | loaded_somewhere[every // outlets]
    )
    every, base = every[shown], base[shown]
    sums = ShareSums(
        articles=by_outlet[0][base], mentions=by_outlet[1][base], squares=by_outlet[2][base],
        chosen=used[0][every], chosen_squares=used[1][every], products=used[2][every],
    )  # fmt: skip
    share, low, high = share_intervals(sums)
    alone = np.isnan(low)
    numbers = {
        "mentions": pa.array(used[0][every].astype(np.int64)),
        "articles": pa.array(used[3][every].astype(np.int64)),
        "share": pa.array(share),
        "low": pa.array(low, mask=alone),
        "high": pa.array(high, mask=alone),
    }
    heads = _heads(every, names, sample, COUNTED)
    return pa.table(heads | numbers)


def _sums(group: LongArray, weights: npt.ArrayLike, size: int) -> RealArray:
    """Return the sum of the weights of each group."""
    return np.asarray(np.bincount(group, weights=weights, minlength=size), dtype=np.float64)


def _in_voice(mentions: _Mentions, names: _Names, sample: Sample, voice: str) -> pa.Table:
    """Return the rows of one voice: mentions, and articles that have any."""
    outlets, articles = len(sample.outlets), len(sample.articles)
    pairs, count = np.unique(mentions.name * articles + mentions.article, return_counts=True)
    cell = pairs // articles * outlets + sample.outlet[pairs % articles]
    cells, place = np.unique(cell, return_inverse=True)
    nothing = pa.nulls(len(cells), pa.float64())
    numbers = {
        "mentions": pa.array(np.bincount(place, weights=count, minlength=len(cells)).astype(int)),
        "articles": pa.array(np.bincount(place, minlength=len(cells))),
        "share": nothing,
        "low": nothing,
        "high": nothing,
    }
    heads = _heads(cells, names, sample, voice)
    return pa.table(heads | numbers)


def _heads(cells: LongArray, names: _Names, sample: Sample, voice: str) -> dict[str, pa.Array]:
    """Return what a row is about; a cell is the number of its name times outlets, plus outlet."""
    name, outlet = cells // len(sample.outlets), cells % len(sample.outlets)
    together = [(referent, ALL_LOADED, None, "") for referent in names.referents]
    facts = [*names.names, *together]
    totals = np.bincount(names.of_hit[names.of_hit >= 0], minlength=len(names.names))
    rank = sorted(range(len(names.names)), key=lambda n: (-int(totals[n]), facts[n][1]))
    order = np.zeros(len(facts), dtype=np.int64)
    order[rank] = np.arange(1, len(rank) + 1)
    index = pa.array(name)
    return {
        "referent": pa.array([fact[0] for fact in facts], pa.string()).take(index),
        "name": pa.array([fact[1] for fact in facts], pa.string()).take(index),
        "strength": pa.array([fact[2] for fact in facts], pa.int64()).take(index),
        "plain": pa.array([fact[3] or None for fact in facts], pa.string()).take(index),
        "outlet": pa.array(sample.outlets, pa.string()).take(pa.array(outlet)),
        "voice": pa.array([voice] * len(name), pa.string()),
        "order": pa.array(order[name]),
        "outlet_order": pa.array(outlet),
    }
