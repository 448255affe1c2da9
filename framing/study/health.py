"""Is everything here that a report needs? Each check says what it found, or fails."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from framing.corpus.reading import read_articles
from framing.errors import CheckFailed
from framing.lexicon.finding import examples
from framing.study.tools import load_tools


def health_checks() -> tuple[tuple[str, Callable[[], str]], ...]:
    """Return name and check, in the order of a report's making."""
    return (
        ("python", _python),
        ("libraries", _libraries),
        ("lexicons", _lexicons),
        ("example corpus", _examples),
        ("font", _font),
        ("page setting", _pages),
        ("writing", _writing),
    )


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _libraries() -> str:
    import matplotlib as mpl  # noqa: PLC0415
    import numpy as np  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415
    import scipy  # noqa: PLC0415

    return (
        f"numpy {np.__version__}, scipy {scipy.__version__}, pyarrow {pa.__version__}, "
        f"matplotlib {mpl.__version__}"
    )


def _lexicons() -> str:
    tools = load_tools()
    entries = sum(len(one.entries) for one in tools.lexicons)
    return f"{len(tools.lexicons)} lexicons with {entries:,} entries"


def _examples() -> str:
    articles = read_articles([examples() / "port-ellery"]).articles
    if not articles:
        raise CheckFailed("the example corpus is missing.", fix="Install the program again.")
    return f"{len(articles)} articles"


def _font() -> str:
    from matplotlib import get_data_path  # noqa: PLC0415

    font = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    if not font.is_file():
        raise CheckFailed("DejaVu Sans is missing.", fix="Install matplotlib again.")
    return "DejaVu Sans"


def _pages() -> str:
    import typst  # noqa: PLC0415

    return f"typst sets a page of {len(typst.compile(b'ok')):,} bytes"


def _writing() -> str:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "file").write_text("ok", encoding="utf-8")
    return "temporary files can be written"
