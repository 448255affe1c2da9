"""Many comparisons with a known truth, counted together: the goals of STATISTICS section 9."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.feature_extraction.text import TfidfTransformer

from framing.stats.arrays import BoolArray, LongArray, RealArray
from framing.stats.distance import distance
from measuring.chance import (
    Outcome,
    articles_with,
    compared,
    halves,
    share_holds,
    spread_evenly,
    thinned,
    where_it_stands,
    worth_testing,
)
from measuring.profiles import Profile

# A difference is planted in so many words of each class of a comparison, by such a factor.
_PLANTED, _LEAST_FACTOR, _MOST_FACTOR = 20, 1.5, 3.0
# Classes of words, by their hits in both sides before anything is planted: from, up to.
CLASSES = {"5 to 19 hits": (5, 20), "20 to 99": (20, 100), "100 and more": (100, 10**9)}
# A name of something stands in at least a tenth of the articles.
_WIDESPREAD = 0.1
_POWER_SIZE = 100
# One side of unequal lengths keeps a third of its words.
_THIRD = 1 / 3
_PAIRS, _SHARE_ARTICLES = 40, 20

LEVELS = (0.05, 0.001)

Draw = np.random.Generator
Division = tuple[Profile, BoolArray]


@dataclass(slots=True)
class Nulls:
    """Comparisons without a difference, counted together; every claim is false.

    ``below`` counts p by rule and level, ``claims`` and ``splits_with`` are by rule.
    """

    tests: int = 0
    splits: int = 0
    below: Counter[tuple[str, float]] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    splits_with: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one comparison."""
        self.tests += len(outcome.p)
        self.splits += 1
        rules = (("ours", outcome.p, outcome.said), ("G2", outcome.p_g2, outcome.said_g2))
        for rule, p, said in rules:
            for level in LEVELS:
                self.below[rule, level] += int((p <= level).sum())
            self.claims[rule] += int(said.sum())
            self.splits_with[rule] += bool(said.any())

    def rate(self, rule: str, level: float) -> float:
        """Return the share of tests with p up to a level."""
        return self.below[rule, level] / self.tests


@dataclass(slots=True)
class Powers:
    """Comparisons with planted differences, counted together.

    ``planted`` is by class of words, ``found`` by rule and class, ``shown`` and ``false`` by rule.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome, planted: Mapping[str, LongArray]) -> None:
        """Count one comparison; ``planted`` names the columns of each class."""
        every = np.concatenate(list(planted.values()))
        for rule, said in (("ours", outcome.said), ("G2", outcome.said_g2)):
            shown = outcome.word[said]
            self.shown[rule] += len(shown)
            self.false[rule] += int((~np.isin(shown, every)).sum())
            for name, words in planted.items():
                self.found[rule, name] += int(np.isin(shown, words).sum())
        for name, words in planted.items():
            self.planted[name] += len(words)


def divisions(size: int | None) -> Callable[[Profile, Draw], Division]:
    """Return how to draw two sides of so many articles each; None halves the outlet."""
    return lambda profile, draw: halves(profile, size or len(profile.ids) // 2, draw)


def unequal_lengths(profile: Profile, draw: Draw) -> Division:
    """Draw two sides of a hundred articles, those of the second cut to a third by chance."""
    drawn, target = halves(profile, _POWER_SIZE, draw)
    keep = np.full(drawn.counts.shape[1], _THIRD)
    return thinned(drawn, ~target, keep, draw), target


DESIGNS: dict[str, Callable[[Profile, Draw], Division]] = {
    "5 and 5 articles": divisions(5),
    "20 and 20": divisions(20),
    "100 and 100": divisions(100),
    "halves of the outlet": divisions(None),
    "100 and 100, one side cut to a third of its words": unequal_lengths,
}


def nulls(profiles: Sequence[Profile], design: str, repeats: int, seed: int) -> Nulls:
    """Split every outlet at random, so often, by one of DESIGNS."""
    total = Nulls()
    for profile, draw, number in _draws(profiles, repeats, seed):
        total.add(compared(*DESIGNS[design](profile, draw), seed=number))
    return total


PLANTINGS: dict[str, Callable[[Profile, BoolArray, RealArray, Draw], Profile]] = {
    "spread evenly over the articles": spread_evenly,
    "in the articles that have the word anyway": where_it_stands,
}


def powers(profiles: Sequence[Profile], planting: str, repeats: int, seed: int) -> Powers:
    """Plant differences between two hundreds of articles of every outlet, and look for them."""
    total = Powers()
    for profile, draw, number in _draws(profiles, repeats, seed):
        drawn, target = halves(profile, _POWER_SIZE, draw)
        planted = _chosen(drawn, draw)
        factor = np.ones(drawn.counts.shape[1])
        for words in planted.values():
            logs = draw.uniform(np.log(_LEAST_FACTOR), np.log(_MOST_FACTOR), len(words))
            factor[words] = np.exp(logs)
        changed = PLANTINGS[planting](drawn, target, factor, draw)
        total.add(compared(changed, target, seed=number), planted)
    return total


def _chosen(profile: Profile, draw: Draw) -> dict[str, LongArray]:
    """Choose words of each class at random."""
    words = worth_testing(profile.counts)
    hits = np.asarray(profile.counts.sum(axis=0)).ravel()[words]
    chosen = {}
    for name, (least, below) in CLASSES.items():
        among = words[(hits >= least) & (hits < below)]
        chosen[name] = draw.choice(among, min(_PLANTED, len(among)), replace=False)
    return chosen


def null_distances(profiles: Sequence[Profile], size: int, repeats: int, seed: int) -> list[float]:
    """Return the distances between random sides of so many articles of each outlet."""
    found = []
    for profile, draw, _ in _draws(profiles, repeats, seed):
        drawn, target = halves(profile, size, draw)
        vectors = TfidfTransformer(sublinear_tf=True).fit_transform(drawn.counts)
        found.append(distance(vectors, target, ~target).value)
    return found


def share_coverage(profiles: Sequence[Profile], repeats: int, seed: int) -> tuple[int, int]:
    """Return how many intervals of a share, of so many, hold the share in the whole outlet.

    Two words that stand in a tenth of its articles serve as two names of one thing; twenty articles
    are drawn with replacement.
    """
    held = tried = 0
    for profile, draw, _ in _draws(profiles, repeats, seed):
        articles = len(profile.ids)
        names = np.flatnonzero(articles_with(profile.counts) >= _WIDESPREAD * articles)
        for _ in range(_PAIRS):
            pair = profile.counts[:, draw.choice(names, 2, replace=False)].toarray()
            mentions = pair.sum(axis=1)
            drawn = draw.choice(articles, _SHARE_ARTICLES)
            holds = share_holds(pair[:, 0], mentions, drawn)
            tried, held = tried + (holds is not None), held + bool(holds)
    return held, tried


def _draws(
    profiles: Sequence[Profile], repeats: int, seed: int
) -> Iterator[tuple[Profile, Draw, int]]:
    """Yield every outlet so often, each time with a generator and a number of its own."""
    for repeat in range(repeats):
        for place, profile in enumerate(profiles):
            number = repeat * len(profiles) + place
            yield profile, np.random.default_rng([seed, number]), number
