"""What a report was made from, so that it can be made again."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from typing import Any

from framing import settings
from framing.model import Analysis, Article

# Libraries that numbers pass through.
_LIBRARIES = ("numpy", "scipy", "pyarrow", "scikit-learn", "nltk", "matplotlib", "typst")


def article_hash(article: Article) -> str:
    """Return the SHA-256 of what an article says: id, outlet, title, date and text."""
    digest = hashlib.sha256()
    for field in (article.id, article.outlet, article.title, article.date, article.text):
        data = field.encode("utf-8", "replace")
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def manifest_text(analysis: Analysis, command: str) -> str:
    """Return the manifest as JSON: the same inputs and settings give the same bytes.

    Parameters
    ----------
    analysis : Analysis
    command : str
        In a form that depends neither on folders nor on the number of jobs.
    """
    options = analysis.options
    manifest: dict[str, Any] = {
        "framing": version("framing"),
        "command": command,
        "articles": {a.id: article_hash(a) for a in analysis.articles},
        "lexicons": {
            one.name: {
                "version": one.version,
                "entries": len(one.entries),
                "sha256": one.digest,
            }
            for one in analysis.lexicons
        },
        "options": {
            "voice": options.voice,
            "outlets": list(options.outlets),
            "clean": options.clean,
            "seed": options.seed,
        },
        "settings": {
            name: value
            for name, value in vars(settings).items()
            if name.isupper() and isinstance(value, int | float | str)
        },
        "libraries": {name: version(name) for name in _LIBRARIES},
        "problems": len(analysis.problems),
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
