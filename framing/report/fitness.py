"""Can this machine draw and set a report? Each check says what it found, or fails."""

from __future__ import annotations

from pathlib import Path

import typst
from matplotlib import get_data_path

from framing.errors import CheckFailed

FONT = "DejaVu Sans"


def font_found() -> str:
    """Return the name of the font that charts and pages share.

    Raises
    ------
    CheckFailed
        matplotlib, which brings it, has lost it.
    """
    file = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    if not file.is_file():
        raise CheckFailed(f"{FONT} is missing.", fix="Install matplotlib again.")
    return FONT


def page_set() -> str:
    """Set a page, and return how large it came out."""
    return f"typst sets a page of {len(typst.compile(b'ok')):,} bytes"
