"""One comparison of two sides whose truth is known: no difference, or one that was planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import chdtrc

from framing.settings import FALSE_DISCOVERY_RATE, LEAST_ARTICLES, LEAST_HITS
from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.keyness import log_likelihood
from framing.stats.multiplicity import benjamini_hochberg, claimed
from framing.stats.ratios import ratios
from framing.stats.resampling import confirm
from framing.stats.scoretest import reported_p
from framing.stats.shares import share_of
from framing.stats.shuffles import plan_of
from framing.stats.sums import Sums, sums_of_hits
from measuring.profiles import Profile


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What was said of each word that was tested, by our rule and by G2.

    ``word`` is its column; ``p`` and ``p_g2`` are before correction, ``said`` and ``said_g2`` what
    is shown as a difference after it.
    """

    word: LongArray
    p: RealArray
    p_g2: RealArray
    said: BoolArray
    said_g2: BoolArray


def compared(profile: Profile, target: BoolArray, *, seed: int) -> Outcome:
    """Compare two sides of some articles word by word, as STATISTICS section 2 says.

    Parameters
    ----------
    profile : Profile
    target : bool array, shape (n_articles,)
    seed : int
        Of the shuffles.
    """
    word = worth_testing(profile.counts)
    counts, words = profile.counts[:, word], profile.words
    a, b = (_sums(counts[side], words[side]) for side in (target, ~target))
    plan = plan_of(profile.ids, ["a" if one else "b" for one in target], seed=seed)
    p = confirm(reported_p(a, b), counts, words, plan)
    ratio = ratios(a, b, term=True)
    p_g2 = np.asarray(chdtrc(1, log_likelihood(a, b)), dtype=np.float64)
    return Outcome(
        word,
        p,
        p_g2,
        claimed(benjamini_hochberg(p), ratio.low, ratio.high),
        benjamini_hochberg(p_g2) < FALSE_DISCOVERY_RATE,
    )


def worth_testing(counts: csr_matrix) -> LongArray:
    """Return the words with enough hits in enough articles, both sides together."""
    hits = np.asarray(counts.sum(axis=0)).ravel()
    return np.flatnonzero((hits >= LEAST_HITS) & (articles_with(counts) >= LEAST_ARTICLES))


def articles_with(counts: csr_matrix) -> LongArray:
    """Return in how many articles each word stands."""
    return np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])


def _sums(counts: csr_matrix, words: LongArray) -> Sums:
    cells = counts.tocoo()
    return sums_of_hits(cells.col, cells.row, cells.data, words, terms=counts.shape[1])


def halves(profile: Profile, size: int, draw: np.random.Generator) -> tuple[Profile, BoolArray]:
    """Draw twice so many articles, and which of them are on the first side."""
    rows = draw.permutation(len(profile.ids))[: 2 * size]
    return profile.drawn(rows), np.arange(len(rows)) < size


def thinned(
    profile: Profile, rows: BoolArray, keep: RealArray, draw: np.random.Generator
) -> Profile:
    """Keep each occurrence of a word in some articles by chance: their rates fall, scatter stays.

    Parameters
    ----------
    profile : Profile
    rows : bool array, shape (n_articles,)
        Articles that are thinned.
    keep : float array, shape (n_words,)
        The chance of each word's occurrences to stay.
    """
    cells = profile.counts.tocoo()
    stays = np.where(rows[cells.row], keep[cells.col], 1.0)
    left = draw.binomial(cells.data, stays)
    some = left > 0
    counts = csr_matrix((left[some], (cells.row[some], cells.col[some])), shape=cells.shape)
    return Profile(profile.outlet, profile.ids, counts)


def where_it_stands(
    profile: Profile, target: BoolArray, factor: RealArray, draw: np.random.Generator
) -> Profile:
    """Plant differences that keep each word's scatter: the other side loses occurrences by chance.

    Parameters
    ----------
    profile : Profile
    target : bool array, shape (n_articles,)
    factor : float array, shape (n_words,)
        Target over reference: 1 or more.
    """
    return thinned(profile, ~target, 1 / factor, draw)


def spread_evenly(
    profile: Profile, target: BoolArray, factor: RealArray, draw: np.random.Generator
) -> Profile:
    """Plant differences by occurrences that fall on the target's words evenly, as by a house style.

    Parameters
    ----------
    profile : Profile
    target : bool array, shape (n_articles,)
    factor : float array, shape (n_words,)
        Target over reference: 1 or more.
    """
    words = profile.words
    rate = np.asarray(profile.counts.sum(axis=0)).ravel() / words.sum()
    column = np.flatnonzero(factor > 1)
    expected = np.outer(words * target, (rate * (factor - 1))[column])
    row, place = np.indices(expected.shape)
    extra = draw.poisson(expected).astype(np.int64)
    more = csr_matrix((extra.ravel(), (row.ravel(), column[place].ravel())), profile.counts.shape)
    more.eliminate_zeros()
    return Profile(profile.outlet, profile.ids, csr_matrix(profile.counts + more))


def share_holds(chosen: LongArray, mentions: LongArray, drawn: LongArray) -> bool | None:
    """Return whether the interval of a share from some articles holds that of all of them.

    Parameters
    ----------
    chosen, mentions : int arrays, shape (n_articles,)
        Mentions by one of two names, and by both.
    drawn : int array
        Places of the articles in the sample.

    Returns
    -------
    bool or None
        None where fewer than five of them mention either, so that little would be said.
    """
    if (mentions[drawn] > 0).sum() < LEAST_HITS:
        return None
    found = share_of(chosen[drawn], mentions[drawn]).interval
    truth = chosen.sum() / mentions.sum()
    return None if found is None else bool(found.low <= truth <= found.high)
