"""Rates of each outlet: the main measure, its strong part, categories and single entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from framing.measure.articles import MEASURED, PER, HitIndex, LongArray, Sample
from framing.measure.tables import table_of
from framing.model import TABLES, Estimate, Lexicon
from framing.stats.rates import own_rate, rates
from framing.stats.sums import sums_of
from framing.text.columns import written_out
from framing.text.voices import Voice

STRONG = 2


def outlets_table(sample: Sample, index: HitIndex, voice: str) -> pa.Table:
    """Build the table of outlets: loaded spans and strong ones per 1,000 words, with intervals.

    Words and hits are those of the voice asked for. An outlet with one article has no interval.
    """
    measured = index.in_voices(MEASURED[voice]) & index.counted
    loaded = index.per_article(measured)
    strong = index.per_article(measured & (index.strength >= STRONG))
    words = sample.words_in(MEASURED[voice])
    rows = []
    for number, outlet in enumerate(sample.outlets):
        mine = sample.of(number)
        rate = rate_of(loaded[mine], words[mine])
        strong_rate = rate_of(strong[mine], words[mine])
        rows.append(
            (
                outlet,
                len(mine),
                int(words[mine].sum()),
                int(loaded[mine].sum()),
                int(strong[mine].sum()),
                *_cells(rate),
                *_cells(strong_rate),
            )
        )
    return table_of("outlets", rows)


def rate_of(hits: LongArray, words: LongArray, *, term: bool = False) -> Estimate | None:
    """Return hits per 1,000 words over articles with such words; None without any words."""
    spoken = words > 0
    if not spoken.any():
        return None
    return own_rate(hits[spoken], words[spoken], per=PER, term=term)


def _cells(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    if estimate is None:
        return None, None, None
    if estimate.interval is None:
        return estimate.value, None, None
    return estimate.value, estimate.interval.low, estimate.interval.high


def voices_table(sample: Sample, index: HitIndex) -> pa.Table:
    """Build the table of voices: words, loaded spans and strong ones of each outlet, by voice."""
    shown = (Voice.HEADLINE, Voice.OWN, Voice.PARAPHRASE, Voice.QUOTED, Voice.SHARED)
    counted = {voice: index.in_voices([voice]) & index.counted for voice in shown}
    strong = index.strength >= STRONG
    per_article = {
        voice: (index.per_article(rows), index.per_article(rows & strong))
        for voice, rows in counted.items()
    }
    rows = []
    for number, outlet in enumerate(sample.outlets):
        mine = sample.of(number)
        for voice in shown:
            words = int(sample.words[mine, voice].sum())
            loaded, marked = (int(hits[mine].sum()) for hits in per_article[voice])
            rows.append((outlet, voice.label, words, loaded, marked))
    return table_of("voices", rows)


def categories_table(
    sample: Sample, index: HitIndex, lexicons: tuple[Lexicon, ...], voice: str
) -> pa.Table:
    """Build the table of categories by outlet, in the voice asked for.

    Every match counts here, also where another lexicon marks the same words; categories are not
    added up. Of a loaded category only loaded matches count. A category that no outlet uses has
    no rows.
    """
    measured = index.in_voices(MEASURED[voice]) & index.in_categories(lexicons)
    words = sample.words_in(MEASURED[voice])
    by_lexicon, lexicon_names = index.codes("lexicon")
    by_category, category_names = index.codes("category")
    heads, hits = [], []
    for lexicon in lexicons:
        if lexicon.name not in lexicon_names:
            continue
        inside = measured & (by_lexicon == lexicon_names.index(lexicon.name))
        for category in lexicon.categories:
            if category.code not in category_names or category.code == "none":
                continue
            chosen = inside & (by_category == category_names.index(category.code))
            if not chosen.any():
                continue
            loaded, tier = "yes" if category.loaded else "no", category.tier or None
            heads.append((lexicon.name, category.code, category.label, loaded, tier))
            hits.append(index.per_article(chosen))
    if not heads:
        return table_of("categories", [])
    rows = zip(heads, _by_outlet(sample, hits, words), strict=True)
    return table_of("categories", [(*head, *row) for head, found in rows for row in found])


def _by_outlet(
    sample: Sample, hits: Sequence[LongArray], words: LongArray
) -> Iterator[list[tuple[str | int | float | None, ...]]]:
    """Yield, for each item, its rows: outlet, hits, articles, words and rate with its interval."""
    counts = np.stack(hits)
    found = []
    for number, outlet in enumerate(sample.outlets):
        mine = sample.of(number)
        here, spoken = counts[:, mine], words[mine]
        # All items of an outlet at once: a call costs as much for one as for a hundred.
        estimates = rates(sums_of(here, spoken), per=PER) if spoken.any() else None
        used = zip(here.sum(axis=1).tolist(), (here > 0).sum(axis=1).tolist(), strict=True)
        found.append(
            [
                (outlet, *both, int(spoken.sum()), *_cells(estimates[item] if estimates else None))
                for item, both in enumerate(used)
            ]
        )
    for rows in zip(*found, strict=True):
        yield list(rows)


def terms_table(sample: Sample, index: HitIndex, lexicons: tuple[Lexicon, ...]) -> pa.Table:
    """Build the table of entries: hits, articles and rate of each by outlet and voice.

    The rate is per 1,000 words of that outlet in that voice; entries that an outlet does not use
    in a voice have no row.
    """
    hits = index.hits
    if not len(hits):
        return table_of("terms", [])
    keys = ["lexicon", "category", "entry", "referent", "strength", "outlet", "voice"]
    grouped = hits.select([*keys, "article"]).group_by(keys, use_threads=False)
    counted = written_out(grouped.aggregate([("article", "count"), ("article", "count_distinct")]))
    words = {
        (outlet, voice.label): int(sample.words[sample.of(number), voice].sum())
        for number, outlet in enumerate(sample.outlets)
        for voice in Voice
    }
    places = zip(counted["outlet"].to_pylist(), counted["voice"].to_pylist(), strict=True)
    base = np.array([words[place] for place in places], dtype=np.float64)
    number = np.asarray(counted["article_count"], dtype=np.float64)
    table = counted.rename_columns([*keys, "hits", "articles"])
    table = table.append_column(
        "rate", pa.array(PER * number / np.maximum(base, 1), mask=base == 0)
    )
    plain = {
        (one.name, e.category, e.term, e.referent or None): e.plain
        for one in lexicons
        for e in one.entries
    }
    entries = zip(*(table[key].to_pylist() for key in keys[:4]), strict=True)
    counterparts = [plain.get(entry) or None for entry in entries]
    table = table.append_column("plain", pa.array(counterparts, pa.string()))
    order = [(name, "ascending") for name in keys]
    return table.select(list(TABLES["terms"])).sort_by(order)
