"""Where the test data lie, and how a test says that it cannot run without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: the first call of a function imports scipy, and machines may be busy.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def _need(path: Path) -> Path:
    if path.exists():
        return path
    if os.environ.get("FRAMING_TESTS_NEED_SHARED"):
        pytest.fail(f"{path} is missing, and this run must not skip")
    pytest.skip(f"{path} is not on this machine")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two articles that started the project."""
    return _need(SHARED / "seeds")


@pytest.fixture(scope="session")
def news() -> Path:
    """A large corpus of real articles, for measuring."""
    return _need(SHARED / "news" / "articles.jsonl.gz")


@pytest.fixture(scope="session")
def example_corpus() -> Path:
    """The invented city's three outlets."""
    return ROOT / "examples" / "port-ellery"


@pytest.fixture(scope="session")
def evaluation() -> Path:
    """The sets that people annotated, with their scorer."""
    return _need(SHARED / "eval")
