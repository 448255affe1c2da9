"""Shows how news outlets word the same events.

The public names, and nothing else; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.model import Analysis, Article, Lexicon, Options
    from framing.study import analyse, load_tools, read_articles, write_report

__all__ = [
    "Analysis",
    "Article",
    "Lexicon",
    "Options",
    "analyse",
    "load_tools",
    "read_articles",
    "write_report",
]

_NOUNS = frozenset({"Analysis", "Article", "Lexicon", "Options"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- a module's attribute can be anything
    """Import a public name when it is asked for; numpy and its kin take their time."""
    if name not in __all__:
        raise AttributeError(f"module 'framing' has no attribute '{name}'")
    return getattr(import_module("framing.model" if name in _NOUNS else "framing.study"), name)
