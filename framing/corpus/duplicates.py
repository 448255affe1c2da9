"""Articles that an outlet ran before: the earliest counts."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from framing.corpus.shingles import Hashes, Stretches, blocks, mixed
from framing.corpus.sketches import Sketches
from framing.model import Article
from framing.settings import DUPLICATE_CANDIDATES, DUPLICATE_JACCARD, DUPLICATE_SHINGLE

# Sets of shingles kept for the next comparison: about 10 MB.
_SETS = 1024


def in_order(articles: Sequence[Article]) -> list[int]:
    """Return the articles' places by date, then as given; those without a date come last."""
    return sorted(range(len(articles)), key=lambda place: articles[place].date or "9999")


def same_texts(articles: Sequence[Article]) -> dict[int, int]:
    """Return articles whose text their outlet had run letter for letter, and the one that counts.

    Parameters
    ----------
    articles : sequence of Article

    Returns
    -------
    dict
        Place of the repeat to place of the article that counts.
    """
    first: dict[tuple[str, str], int] = {}
    found = {}
    for place in in_order(articles):
        counts = first.setdefault((articles[place].outlet, articles[place].text), place)
        if counts != place:
            found[place] = counts
    return found


def jaccard(one: Hashes, other: Hashes) -> float:
    """Return the share of shingles in common of two sets; 0 where both are empty.

    Parameters
    ----------
    one, other : uint64 arrays
        Each different within its array.

    Returns
    -------
    float
        In [0, 1].

    Examples
    --------
    >>> jaccard(np.array([1, 2, 3], np.uint64), np.array([2, 3, 4], np.uint64))
    0.5
    """
    common = np.intersect1d(one, other, assume_unique=True).size
    either = one.size + other.size - common
    return common / either if either else 0.0


class Comparer:
    """Compares articles in full, on the text that is left of them.

    Parameters
    ----------
    texts : sequence of str
    taken : sequence of stretches, one a text
        What is not compared.
    """

    def __init__(self, texts: Sequence[str], taken: Sequence[Stretches]) -> None:
        self._texts, self._taken = texts, taken
        self._set = lru_cache(maxsize=_SETS)(self._shingles)

    def alike(self, one: int, other: int) -> bool:
        """Tell whether two texts, by place, are near-duplicates."""
        return jaccard(self._set(one), self._set(other)) >= DUPLICATE_JACCARD

    def _shingles(self, place: int) -> Hashes:
        found = [
            b.shingles(DUPLICATE_SHINGLE)[0] for b in blocks(self._texts, [place], self._taken)
        ]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64)


def near_duplicates(
    articles: Sequence[Article], places: Sequence[int], sketches: Sketches, compare: Comparer
) -> dict[int, int]:
    """Return articles that are near-duplicates of an earlier one of their outlet that counts.

    An article is held against those that count, not against other repeats: so each that is left
    out has at least that share in common with one that is not.

    Parameters
    ----------
    articles : sequence of Article
    places : sequence of int
        Which of them to look at, earliest first.
    sketches : Sketches
    compare : Comparer

    Returns
    -------
    dict
        Place of the repeat to place of the article that counts.
    """
    buckets = _buckets(articles, places, sketches)
    counted: dict[int, deque[int]] = {}
    found: dict[int, int] = {}
    rank = {place: number for number, place in enumerate(places)}
    for place in places:
        if place not in buckets:
            continue
        keys = buckets[place]
        common = Counter(rival for key in keys for rival in counted.get(key, ()))
        likely = sorted(common, key=lambda rival: (-common[rival], -rank[rival]))
        for rival in likely[:DUPLICATE_CANDIDATES]:
            same = sketches.total[rival] == sketches.total[place]
            if same or compare.alike(rival, place):
                found[place] = rival
                break
        else:
            for key in keys:
                counted.setdefault(key, deque(maxlen=DUPLICATE_CANDIDATES)).append(place)
    return found


def _buckets(
    articles: Sequence[Article], places: Sequence[int], sketches: Sketches
) -> dict[int, list[int]]:
    """Return, of each article that looks like another of its outlet, the bands in common."""
    order = np.array(places, np.int64)
    outlets = {outlet: number for number, outlet in enumerate({a.outlet: 0 for a in articles})}
    outlet = np.array([outlets[articles[place].outlet] for place in places], np.uint64)
    bands = sketches.bands[order]
    keys = mixed(bands + mixed(outlet + np.uint64(1))[:, np.newaxis])
    row, band = np.nonzero(bands)
    key = keys[row, band]
    by_key = np.argsort(key, kind="stable")
    again = key[by_key][1:] == key[by_key][:-1]
    shared = np.zeros(len(key), np.bool_)
    shared[by_key[1:][again]] = True
    shared[by_key[:-1][again]] = True
    found: dict[int, list[int]] = {}
    for place, number in zip(order[row[shared]].tolist(), key[shared].tolist(), strict=True):
        found.setdefault(place, []).append(number)
    return found
