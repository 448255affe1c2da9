"""Is everything here that a report needs? Each check says what it found, or fails."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from framing.corpus.reading import read_articles
from framing.errors import CheckFailed
from framing.lexicon.finding import examples
from framing.report.fitness import font_found, page_set
from framing.study.tools import load_tools


def health_checks() -> tuple[tuple[str, Callable[[], str]], ...]:
    """Return name and check, in the order of a report's making."""
    return (
        ("python", _python),
        ("libraries", _libraries),
        ("lexicons", _lexicons),
        ("example corpus", _examples),
        ("font", font_found),
        ("page setting", page_set),
        ("writing", _writing),
    )


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _libraries() -> str:
    names = ("numpy", "scipy", "pyarrow", "matplotlib", "typst")
    return ", ".join(f"{name} {version(name)}" for name in names)


def _lexicons() -> str:
    tools = load_tools()
    entries = sum(len(one.entries) for one in tools.lexicons)
    return f"{len(tools.lexicons)} lexicons with {entries:,} entries"


def _examples() -> str:
    articles = read_articles([examples() / "port-ellery"]).articles
    if not articles:
        raise CheckFailed("the example corpus is missing.", fix="Install the program again.")
    return f"{len(articles)} articles"


def _writing() -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file").write_text("ok", encoding="utf-8")
    return "temporary files can be written"
