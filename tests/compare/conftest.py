"""A corpus of invented counts for every test of comparisons."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from framing.compare.families import Family
from framing.compare.sides import Articles

OUTLETS = ("Gazette", "Herald", "Post")


def corpus(seed: int = 1, per_outlet: int = 30, items: int = 40) -> tuple[Family, Articles]:
    """Return bursty words of three outlets; the first five are three times as frequent in Post."""
    rng = np.random.default_rng(seed)
    total = per_outlet * len(OUTLETS)
    words = rng.integers(200, 900, total)
    outlet = np.repeat(np.arange(len(OUTLETS)), per_outlet)
    rate = rng.gamma(1.5, 1 / 1.5, (total, items)) * rng.uniform(0.001, 0.01, items)
    rate[:, :5] *= np.where(outlet == 2, 3.0, 1.0)[:, np.newaxis]
    hits = csr_matrix(rng.poisson(rate * words[:, np.newaxis]))
    family = Family("word", [f"w{number:02d}" for number in range(items)], hits, words)
    ids = [f"a{number}" for number in range(total)]
    stories = [f"s{number % per_outlet // 2}" for number in range(total)]
    return family, Articles(ids, outlet, OUTLETS, stories, 7)


@pytest.fixture(scope="session")
def three() -> tuple[Family, Articles]:
    """Three outlets of thirty articles, on fifteen shared stories."""
    return corpus()
