"""What a report was made from, so that it can be made again."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from framing import settings
from framing.model import Analysis, Article, Options

# Libraries that numbers or pages pass through; nothing of the machine, the folder or the day.
_LIBRARIES = ("jinja2", "matplotlib", "nltk", "numpy", "pyarrow", "scikit-learn", "scipy", "typst")
# A manifest without these is somebody else's.
_OURS = frozenset({"framing", "articles", "lexicons", "settings"})


def article_hash(article: Article) -> str:
    """Return the SHA-256 of what an article says: id, outlet, title, date and text."""
    digest = hashlib.sha256()
    for field in (article.id, article.outlet, article.title, article.date, article.text):
        data = field.encode("utf-8", "replace")
        # With lengths, no text can pass for the end of one field and the beginning of the next.
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def manifest_of(analysis: Analysis, command: str) -> dict[str, Any]:
    """Return what a run depends on: inputs, lexicons, options, settings and libraries.

    Parameters
    ----------
    analysis : Analysis
    command : str
        In a form that depends neither on folders nor on the number of jobs.
    """
    return {
        "framing": version("framing"),
        "command": command,
        "articles": {article.id: article_hash(article) for article in analysis.articles},
        "lexicons": {
            one.name: {
                "version": one.version,
                "licence": one.licence,
                "entries": len(one.entries),
                "sha256": one.digest,
            }
            for one in analysis.lexicons
        },
        "options": _options(analysis.options),
        "settings": {
            name: value
            for name, value in vars(settings).items()
            if name.isupper() and isinstance(value, int | float | str | tuple)
        },
        "libraries": {name: version(name) for name in _LIBRARIES},
        "unicode": unicodedata.unidata_version,
        "problems": len(analysis.problems),
    }


def _options(options: Options) -> dict[str, Any]:
    """Return the options: every one can change a number."""
    return {
        "voice": options.voice,
        "outlets": list(options.outlets),
        "clean": options.clean,
        "seed": options.seed,
    }


def manifest_text(analysis: Analysis, command: str) -> str:
    """Return the manifest as JSON: the same inputs and settings give the same bytes."""
    manifest = manifest_of(analysis, command)
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def is_manifest(text: str) -> bool:
    """Tell whether a text is a manifest of ours; web pages and packages have some too."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, Mapping) and set(found) >= _OURS
