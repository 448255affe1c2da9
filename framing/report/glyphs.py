"""Which characters the report's typeface has, and what is printed for those it lacks."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

TYPEFACE = "DejaVu Sans"
_FACES = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_CONTROL = {"Cc", "Cf", "Cs", "Co", "Cn"}


def font_folder() -> Path:
    """Return the folder of the fonts that travel with matplotlib."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@cache
def covered() -> frozenset[int]:
    """Return the code points that the typeface has, in regular and in bold."""
    faces = [set(FT2Font(str(font_folder() / name)).get_charmap()) for name in _FACES]
    return frozenset(set.intersection(*faces))


def has_letters_for(text: str) -> bool:
    """Tell whether every visible character of a text can be printed."""
    return all(ord(c) in covered() for c in text if not _invisible(c))


def printable(text: str) -> str:
    r"""Write out what the typeface lacks, and drop what is invisible.

    Parameters
    ----------
    text : str
        Any text, hostile input included.

    Returns
    -------
    str
        The same with ``[U+91D1]`` for a character without a glyph and a blank for each run of
        control characters, line breaks included.

    Examples
    --------
    >>> printable("Kim 金\x00Jong")
    'Kim [U+91D1] Jong'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t\r\x00\x0b\x0c\u2028\u2029":
        return " "
    if _invisible(character):
        return ""
    return character if ord(character) in covered() else f"[U+{ord(character):04X}]"


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in _CONTROL or character in "\ufe0e\ufe0f"
