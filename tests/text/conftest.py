"""Reading a text on its own, for the tests of sentences, quotations and lay-outs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from framing.model import Article
from framing.text.sentences import Reading, SentenceLists
from framing.text.tokens import segment_of


@pytest.fixture(scope="session")
def lists() -> SentenceLists:
    """A few abbreviations of each kind, and words that begin sentences."""
    return SentenceLists(
        {
            "Mr": "title", "Rep": "title", "Jan": "month", "No": "number", "Inc": "org",
            "U.S": "org", "p.m": "other",
        },
        frozenset({"he", "the", "she", "it", "in", "but", "a"}),
    )  # fmt: skip


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Return a function that reads texts, each an article of one batch."""

    def reading(*texts: str) -> Reading:
        return Reading(segment_of([Article(str(n), "Gazette", t) for n, t in enumerate(texts)]))

    return reading
